//! How the connection is protected: rustls with the provider of the whole workspace, and certificates that are checked.

use std::sync::Arc;

use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::dialogue::StorageError;

/// PostgreSQL's own default, `prefer`, lets whoever is on the way turn encryption off. So where the address does not say, it
/// is required, but for a server on this machine.
pub(super) fn safe_by_default(config: &mut Config, address: &str) {
    if address.contains("sslmode") {
        return;
    }
    let here = |host: &Host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback()),
        Host::Unix(_) => true,
    };
    let at_home =
        config.get_hosts().iter().all(here) && config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback);
    config.ssl_mode(if at_home { SslMode::Disable } else { SslMode::Require });
}

/// Checks the server's certificate and its name, against these roots or the machine's.
pub(super) fn connector(roots: Option<&[u8]>) -> Result<MakeRustlsConnect, StorageError> {
    let bad = |reason: String| StorageError::Certificates { reason };
    let mut store = RootCertStore::empty();
    match roots {
        Some(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem) {
                let certificate = certificate.map_err(|error| bad(error.to_string()))?;
                store.add(certificate).map_err(|error| bad(error.to_string()))?;
            }
            if store.is_empty() {
                return Err(bad("there is none in the PEM".to_owned()));
            }
        }
        None => {
            // A machine without any can still reach a server without TLS; with it, the error names the certificate.
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| bad(error.to_string()))?
        .with_root_certificates(store)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
