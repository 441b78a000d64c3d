//! What can be wrong with a certificate, in sentences that say how to mend it. Never with a byte of a key.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Why a certificate cannot be used.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("{}: cannot be read: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<io::Error>,
    },
    /// A file or its directory cannot be written.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: Arc<io::Error>,
    },
    /// There is no `CERTIFICATE` block.
    #[error("{origin}: no certificate in it: expected a PEM block `-----BEGIN CERTIFICATE-----`")]
    NoCertificate {
        /// The file, or what stands for it.
        origin: String,
    },
    /// There is no private key.
    #[error("{origin}: no private key in it: expected a PEM block like `-----BEGIN PRIVATE KEY-----`")]
    NoKey {
        /// The file, or what stands for it.
        origin: String,
    },
    /// The key needs a passphrase.
    #[error(
        "{origin}: the private key is encrypted with a passphrase: decrypt it, for example by \
         `openssl pkey -in key.pem -out plain.pem`"
    )]
    EncryptedKey {
        /// The file, or what stands for it.
        origin: String,
    },
    /// The file is broken.
    #[error("{origin}: not valid PEM: the file is damaged or cut short")]
    BadPem {
        /// The file, or what stands for it.
        origin: String,
    },
    /// A block holds no X.509 certificate.
    #[error("{origin}: its certificate cannot be read: it is damaged, or no X.509 certificate")]
    BadCertificate {
        /// The file, or what stands for it.
        origin: String,
    },
    /// The key is of a kind that is not supported, or damaged.
    #[error("{origin}: the private key cannot be used: it is damaged, or not RSA, ECDSA or Ed25519")]
    BadKey {
        /// The file, or what stands for it.
        origin: String,
    },
    /// The key belongs to another certificate.
    #[error(
        "the private key does not belong to the certificate: the first certificate of the file must be the server's \
         own, and the key the one it was made for"
    )]
    KeyMismatch,
    /// The certificate has ended.
    #[error("the certificate expired {} ago: renew it", days(.ago))]
    Expired {
        /// How long ago.
        ago: Duration,
    },
    /// The certificate has not begun.
    #[error("the certificate is valid only in {}: check the clock of this machine", days(.wait))]
    NotYetValid {
        /// How long until it is.
        wait: Duration,
    },
    /// The certificate is for other hosts.
    #[error("the certificate is for {}, not for {host}: Telegram would refuse it without telling anybody", list(.names))]
    Host {
        /// The host that was asked for.
        host: String,
        /// Those it is for.
        names: Vec<String>,
    },
    /// An IP address that Telegram would look for in another place of the certificate.
    #[error(
        "the self-signed certificate has {host} only as an IP address, but Telegram compares an uploaded certificate by \
         name: put it into the common name or add it as a DNS name, as `Certificate::self_signed` does"
    )]
    AddressNotAsName {
        /// The IP address.
        host: String,
    },
    /// No certificate can be made for this.
    #[error("{host:?} is no host name and no IP address: give one, without scheme, port or path")]
    NotAHost {
        /// What was given.
        host: String,
    },
    /// No host was given.
    #[error("a certificate needs at least one host")]
    NoHost,
    /// Making a certificate failed.
    #[error("a self-signed certificate cannot be made: {0}")]
    Generate(String),
    /// A certificate was kept that this crate did not write.
    #[error("{}: not the certificate that was kept there, or damaged: move the file away to have a new one made", path.display())]
    Kept {
        /// The file.
        path: PathBuf,
    },
}

fn days(duration: &Duration) -> String {
    match duration.as_secs() {
        seconds @ 0..7_200 => format!("{} minutes", seconds / 60),
        seconds @ 7_200..172_800 => format!("{} hours", seconds / 3_600),
        seconds => format!("{} days", seconds / 86_400),
    }
}

fn list(names: &[String]) -> String {
    if names.is_empty() { "no host at all".to_owned() } else { names.join(", ") }
}
