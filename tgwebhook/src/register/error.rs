//! Why a webhook was not registered. One sentence each, with the mend in it.

use std::net::IpAddr;

use crate::certificate::CertificateError;

/// Why a webhook was not registered.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// It could not work; nothing was sent.
    #[error("the webhook was not registered: {0}")]
    Preflight(#[from] PreflightError),
    /// A call failed.
    #[error("the webhook could not be registered: {0}")]
    Api(#[source] tgapi::Error),
}

/// What would keep Telegram from delivering.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PreflightError {
    /// No URL.
    #[error(
        "the URL cannot be read: expected something like https://example.com:8443/hook, with `xn--` for names in other scripts"
    )]
    Url,
    /// Plain HTTP, or something else.
    #[error(
        "the URL begins with {scheme}://, but Telegram delivers by https only: change it to https://, and give the server or the proxy before it a certificate"
    )]
    NotHttps {
        /// The scheme.
        scheme: String,
    },
    /// A user name or password in the URL.
    #[error("the URL has a user name or password in it: take it out, and use the secret token to recognise Telegram")]
    Credentials,
    /// A port that Telegram does not deliver to.
    #[error(
        "Telegram does not deliver to port {port}: use 443, 80, 88 or 8443 (a server of your own or the sandbox takes any: `allow_any_port`)"
    )]
    Port {
        /// The port.
        port: u16,
    },
    /// An address that only machines nearby can reach.
    #[error(
        "{host} cannot be reached from the internet: use a public address or name (a server of your own or the sandbox takes any: `allow_private`)"
    )]
    Private {
        /// The host.
        host: String,
    },
    /// Telegram delivers by IPv4.
    #[error(
        "{address} is an IPv6 address, and Telegram delivers by IPv4 only: use an IPv4 address or a name that has one"
    )]
    Ipv6 {
        /// The address.
        address: IpAddr,
    },
    /// The certificate will not be accepted.
    #[error("{0}")]
    Certificate(#[from] CertificateError),
    /// The certificates between the server's own and a root are missing.
    #[error(
        "the certificate is signed by somebody else, but comes alone: Telegram refuses it without the certificates in \
         between; give the whole chain, the server's own first (with certbot, use fullchain.pem)"
    )]
    ChainIncomplete,
    /// The certificates are not those of one chain, or not in its order.
    #[error(
        "the certificates of the chain do not follow each other: put the server's own first, and after each one the one \
         that signed it (with certbot, use fullchain.pem)"
    )]
    ChainOrder,
    /// Out of range.
    #[error("max_connections is {0}, but must be 1 to 100")]
    MaxConnections(u8),
    /// The head of each request would be larger than Telegram sends.
    #[error("the URL has {0} bytes, and Telegram sends no request whose head is above 4096: make it shorter")]
    UrlTooLong(usize),
}
