//! TLS to a webhook: rustls for the protocol, and a certificate check of its own that decides as OpenSSL does for
//! Telegram.
//!
//! Differs from Telegram in one point: TLS 1.2 and 1.3 only, because rustls has nothing older.

mod chain;
mod names;
mod verifier;

use std::sync::Arc;

use rustls::{ClientConfig, client::Resumption, crypto::CryptoProvider, pki_types::ServerName};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

pub(super) use self::chain::Trust;
use self::verifier::Verifier;
use super::trouble::Trouble;

/// How OpenSSL reports any certificate that it does not accept.
const VERIFY_FAILED: &str = "SSL error {error:0A000086:SSL routines::certificate verify failed}";

/// The client side for one webhook.
pub(super) fn config(trust: Trust) -> Result<Arc<ClientConfig>, String> {
    let provider: Arc<CryptoProvider> = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = Arc::new(Verifier::new(trust, provider.signature_verification_algorithms));
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    // Every connection shows its certificate, so that a changed one is noticed.
    config.resumption = Resumption::disabled();
    Ok(Arc::new(config))
}

/// The TLS handshake.
pub(super) async fn connect(
    config: &Arc<ClientConfig>,
    host: &str,
    stream: TcpStream,
) -> Result<TlsStream<TcpStream>, Trouble> {
    // rustls sends SNI for names and none for addresses, as Telegram does.
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let name =
        ServerName::try_from(host.to_owned()).map_err(|_| Trouble::new(format!("Failed to parse host: {host}")))?;
    TlsConnector::from(Arc::clone(config)).connect(name, stream).await.map_err(|error| {
        match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
            Some(rustls::Error::InvalidCertificate(reason)) => Trouble::because(VERIFY_FAILED, reason.to_string()),
            Some(other) => Trouble::new(format!("SSL error {{{other}}}")),
            None => Trouble::new("Connection closed"),
        }
    })
}
