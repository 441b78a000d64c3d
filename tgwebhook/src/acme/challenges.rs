//! The answers that the authority asks for, while it asks: certificates of a special kind, one for each name.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rcgen::{CertificateParams, CustomExtension, KeyPair};
use rustls::pki_types::PrivateKeyDer;
use rustls::server::ClientHello;
use rustls::sign::CertifiedKey;

use super::AcmeError;

/// The protocol by which the authority asks. <https://www.rfc-editor.org/rfc/rfc8737#section-4>
pub(crate) const PROTOCOL: &[u8] = b"acme-tls/1";

/// The answers at this moment, by name. Clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Challenges {
    open: Arc<Mutex<HashMap<String, Arc<CertifiedKey>>>>,
}

/// An answer that is given until this is dropped.
#[derive(Debug)]
pub(super) struct Open {
    challenges: Challenges,
    host: String,
}

impl Challenges {
    /// Whether a handshake is the authority's question, and nothing else.
    pub(crate) fn is_asked(hello: &ClientHello<'_>) -> bool {
        hello.alpn().is_some_and(|mut protocols| protocols.next() == Some(PROTOCOL) && protocols.next().is_none())
    }

    pub(crate) fn answer(&self, name: Option<&str>) -> Option<Arc<CertifiedKey>> {
        self.lock().get(&name?.to_ascii_lowercase()).cloned()
    }

    /// Answers for this host with this digest.
    pub(super) fn open(&self, host: &str, digest: &[u8]) -> Result<Open, AcmeError> {
        let failed = |error: rcgen::Error| AcmeError::Generate(error.to_string());
        let mut params = CertificateParams::new(vec![host.to_owned()]).map_err(failed)?;
        params.custom_extensions = vec![CustomExtension::new_acme_identifier(digest)];
        let key = KeyPair::generate().map_err(failed)?;
        let certificate = params.self_signed(&key).map_err(failed)?;
        let key =
            PrivateKeyDer::try_from(key.serialize_der()).map_err(|error| AcmeError::Generate(error.to_owned()))?;
        let key = crate::certificate::provider()
            .key_provider
            .load_private_key(key)
            .map_err(|error| AcmeError::Generate(error.to_string()))?;
        let answer = CertifiedKey::new(vec![certificate.der().clone()], key);
        self.lock().insert(host.to_owned(), Arc::new(answer));
        Ok(Open { challenges: self.clone(), host: host.to_owned() })
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Arc<CertifiedKey>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.challenges.lock().remove(&self.host);
    }
}
