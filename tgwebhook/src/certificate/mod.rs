//! Certificates: reading, making, keeping and exchanging them. Knows files, X.509 and keys; no sockets.

#[cfg(feature = "server")]
mod by_name;
mod error;
mod facts;
mod handle;
mod kept;
mod load;
mod renew;
mod self_signed;
mod watch;

#[cfg(feature = "server")]
pub(crate) use by_name::CertificatesByName;
pub use error::CertificateError;
pub use handle::CertificateHandle;
#[cfg(feature = "acme")]
pub(crate) use kept::write_private;
#[cfg(feature = "acme")]
pub(crate) use self_signed::is_host_name;

use std::fmt;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls::sign::CertifiedKey;

use facts::Facts;

/// A certificate with its private key, and the certificates between it and a root. Cheap to clone.
///
/// ```
/// let certificate = tgwebhook::Certificate::self_signed(["192.0.2.7"])?;
/// certificate.public().check_host("192.0.2.7")?;
/// assert!(certificate.public().public_pem().starts_with("-----BEGIN CERTIFICATE-----"));
/// # Ok::<(), tgwebhook::CertificateError>(())
/// ```
#[derive(Clone)]
pub struct Certificate {
    #[cfg_attr(not(feature = "server"), expect(dead_code, reason = "only the server ends TLS"))]
    key: Arc<CertifiedKey>,
    public: PublicCertificate,
}

impl Certificate {
    /// Reads two PEM files: the certificate with its chain, the server's own first, and its key. They may be the same
    /// file.
    ///
    /// # Errors
    ///
    /// [`CertificateError`], if a file cannot be read or used, the two do not belong together, or the certificate is
    /// not valid at this time.
    pub fn from_pem_files(certificate: impl AsRef<Path>, key: impl AsRef<Path>) -> Result<Self, CertificateError> {
        load::from_files(certificate.as_ref(), key.as_ref(), SystemTime::now())
    }

    /// Reads PEM from memory; else as [`from_pem_files`](Self::from_pem_files).
    ///
    /// # Errors
    ///
    /// As [`from_pem_files`](Self::from_pem_files).
    pub fn from_pem(certificate: &[u8], key: &[u8]) -> Result<Self, CertificateError> {
        let origins = ["the given certificate", "the given key"];
        load::from_pem(certificate, key, origins, SystemTime::now())
    }

    /// Makes a new one that nobody vouches for, valid for a year from now, for these hosts: names or IP addresses. It
    /// has to be uploaded to Telegram: [`PublicCertificate::public_pem`].
    ///
    /// An IP address is put in as an address and as a name as well, because Telegram compares uploaded certificates by
    /// name. <https://core.telegram.org/bots/self-signed>
    ///
    /// # Errors
    ///
    /// [`CertificateError`], if there is no host or something else than a host.
    pub fn self_signed<H: AsRef<str>>(hosts: impl IntoIterator<Item = H>) -> Result<Self, CertificateError> {
        self_signed::make(hosts, SystemTime::now(), self_signed::YEAR).map(|made| made.certificate)
    }

    /// The self-signed certificate of this host that is kept in a directory: made at first, used again later, replaced
    /// by a new one in the last 30 days of its year.
    ///
    /// The file holds the key, so only its owner can read it (mode 0600). After a replacement the new certificate has
    /// to be uploaded to Telegram.
    ///
    /// # Errors
    ///
    /// [`CertificateError`]. A file that is there but holds something else is never overwritten.
    pub fn self_signed_in(dir: impl AsRef<Path>, host: &str) -> Result<Self, CertificateError> {
        kept::self_signed_in(dir.as_ref(), host, SystemTime::now())
    }

    /// Everything but the key.
    #[must_use]
    pub fn public(&self) -> &PublicCertificate {
        &self.public
    }

    /// As [`PublicCertificate::public_pem`].
    #[must_use]
    pub fn public_pem(&self) -> &str {
        self.public.public_pem()
    }

    /// As [`PublicCertificate::check_host`].
    ///
    /// # Errors
    ///
    /// As [`PublicCertificate::check_host`].
    pub fn check_host(&self, host: &str) -> Result<(), CertificateError> {
        self.public.check_host(host)
    }
}

/// A certificate without its key: what may be shown, uploaded and checked.
#[derive(Clone)]
pub struct PublicCertificate {
    pem: Arc<str>,
    chain_length: usize,
    in_order: bool,
    facts: Arc<Facts>,
}

impl PublicCertificate {
    /// Reads PEM, the server's own certificate first: for a server that ends TLS in front of the bot.
    ///
    /// # Errors
    ///
    /// [`CertificateError`], if there is no certificate in it. Whether it is valid now is not looked at.
    pub fn from_pem(pem: &[u8]) -> Result<Self, CertificateError> {
        let chain = load::chain(pem, "the given certificate")?;
        load::public(&chain, "the given certificate")
    }

    /// The server's own certificate as PEM, without chain and key: what setWebhook is given.
    #[must_use]
    pub fn public_pem(&self) -> &str {
        &self.pem
    }

    /// Whether Telegram will accept it for this host, a name or an IP address.
    ///
    /// As Telegram compares: a name with the DNS names, or with the common name where there are none; an IP address
    /// with the IP addresses, but like a name if the certificate is self-signed, because then it is uploaded.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Host`] or [`CertificateError::AddressNotAsName`].
    pub fn check_host(&self, host: &str) -> Result<(), CertificateError> {
        self.facts.check_host(host)
    }

    /// Whether it is valid at this time.
    ///
    /// # Errors
    ///
    /// [`CertificateError::Expired`] or [`CertificateError::NotYetValid`].
    pub fn check_time(&self, now: SystemTime) -> Result<(), CertificateError> {
        self.facts.check_time(now)
    }

    /// Nobody but itself vouches for it: it has to be uploaded.
    #[must_use]
    pub fn is_self_signed(&self) -> bool {
        self.facts.self_signed
    }

    /// When it begins.
    #[must_use]
    pub fn not_before(&self) -> SystemTime {
        self.facts.not_before
    }

    /// When it ends.
    #[must_use]
    pub fn not_after(&self) -> SystemTime {
        self.facts.not_after
    }

    /// The names and addresses it is for.
    #[must_use]
    pub fn hosts(&self) -> Vec<String> {
        self.facts.names()
    }

    /// How many certificates the server sends: 1 if there is none between it and a root, or if they were forgotten.
    #[must_use]
    pub fn chain_length(&self) -> usize {
        self.chain_length
    }

    /// Whether each certificate of the chain is followed by the one that signed it, as a client expects them.
    #[must_use]
    pub fn is_chain_in_order(&self) -> bool {
        self.in_order
    }
}

/// The one TLS provider, by name, so that nothing depends on what another crate turned on.
pub(crate) fn provider() -> CryptoProvider {
    aws_lc_rs::default_provider()
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate").field("public", &self.public).field("key", &"***").finish()
    }
}

impl fmt::Debug for PublicCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicCertificate")
            .field("hosts", &self.hosts())
            .field("not_after", &self.not_after())
            .field("self_signed", &self.is_self_signed())
            .field("chain_length", &self.chain_length)
            .finish()
    }
}

#[cfg(test)]
mod tests;
