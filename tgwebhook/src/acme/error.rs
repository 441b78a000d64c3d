//! Why there is no certificate, in sentences that say how to mend it.

use std::io;
use std::path::PathBuf;

/// Why no certificate was obtained.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AcmeError {
    /// No host was given.
    #[error("a certificate needs at least one host")]
    NoHost,
    /// Not a name that an authority can check by this challenge.
    #[error(
        "{0:?} is not a host name that can be checked by TLS-ALPN-01: give names without stars, scheme and port; for an IP \
         address use a self-signed certificate"
    )]
    NotAName(String),
    /// Nobody agreed to the terms.
    #[error("the authority's terms of service have to be agreed to first: `.agree_to_terms()`")]
    Terms,
    /// The files cannot be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The kept account is damaged.
    #[error("{}: not an account of this authority, or damaged: move the file away to have a new one made", .0.display())]
    Account(PathBuf),
    /// The HTTP client cannot be built.
    #[error("the client for the authority cannot be built: {0}")]
    Client(String),
    /// Keys and requests cannot be made.
    #[error("a key or a request cannot be made: {0}")]
    Generate(String),
    /// The authority could not be reached, or refused.
    #[error("the authority: {0}")]
    Authority(String),
    /// The authority could not convince itself.
    #[error(
        "the authority could not check {host}: {reason}; it connects to port 443 of that name, which must lead to this \
         server, unfiltered"
    )]
    Challenge {
        /// The name.
        host: String,
        /// What the authority said.
        reason: String,
    },
    /// What the authority gave cannot be used.
    #[error("the authority's certificate: {0}")]
    Certificate(#[from] crate::certificate::CertificateError),
}

impl From<instant_acme::Error> for AcmeError {
    fn from(error: instant_acme::Error) -> Self {
        Self::Authority(error.to_string())
    }
}
