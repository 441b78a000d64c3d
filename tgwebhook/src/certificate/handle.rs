//! Exchanging a certificate while it is in use: new handshakes get the new one, connections that are open stay.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::Certificate;

/// The certificate a server uses at the moment. Clones share it.
#[derive(Clone)]
pub struct CertificateHandle {
    current: Arc<ArcSwap<Certificate>>,
}

impl CertificateHandle {
    /// Begins with this one.
    #[must_use]
    pub fn new(certificate: Certificate) -> Self {
        Self { current: Arc::new(ArcSwap::from_pointee(certificate)) }
    }

    /// Handshakes from now on get this one. Nothing that is open is closed.
    pub fn replace(&self, certificate: Certificate) {
        self.current.store(Arc::new(certificate));
    }

    /// The one in use.
    #[must_use]
    pub fn current(&self) -> Certificate {
        Certificate::clone(&self.current.load())
    }
}

impl From<Certificate> for CertificateHandle {
    fn from(certificate: Certificate) -> Self {
        Self::new(certificate)
    }
}

impl fmt::Debug for CertificateHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CertificateHandle").field(&self.current()).finish()
    }
}
