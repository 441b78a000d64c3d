//! TLS as clients see it.

use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tgwebhook::{Certificate, CertificateHandle, WebhookService};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::support::*;

fn client(trusted: &str, versions: &[&'static SupportedProtocolVersion], alpn: &[&[u8]]) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_slice(trusted.as_bytes()).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = alpn.iter().map(|protocol| protocol.to_vec()).collect();
    Arc::new(config).into()
}

async fn connect(running: &Running, client: &TlsConnector, name: &str) -> std::io::Result<Talk<TlsStream<TcpStream>>> {
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let stream = TcpStream::connect(running.address).await?;
    within(client.connect(name, stream)).await.map(Talk::new)
}

#[tokio::test]
async fn a_self_signed_certificate_serves_names_and_addresses() {
    for host in ["127.0.0.1", "bot.example.com"] {
        let bot = Bot::default();
        let certificate = Certificate::self_signed([host]).unwrap();
        let service = webhook(WebhookService::builder(bot.service()));
        let running = Running::start(server().await.tls(certificate.clone()).route("/hook", service));
        for versions in [&[&rustls::version::TLS12], &[&rustls::version::TLS13]] {
            let client = client(certificate.public_pem(), versions, &[]);
            let mut talk = connect(&running, &client, host).await.unwrap();
            assert_eq!(talk.ask(request("/hook", 1)).await.status, 200);
            assert_eq!(talk.ask(request("/hook", 2)).await.status, 200, "the connection is kept");
        }
        let stranger = Certificate::self_signed([host]).unwrap();
        let client = client(stranger.public_pem(), rustls::ALL_VERSIONS, &[]);
        assert!(connect(&running, &client, host).await.is_err(), "another certificate is not trusted");
        assert!(running.stop().await.unwrap().is_ok());
    }
}

#[tokio::test]
async fn only_http_1_is_spoken() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate.clone()).route("/hook", service));
    let both = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[b"h2", b"http/1.1"]);
    let talk = connect(&running, &both, "127.0.0.1").await.unwrap();
    assert_eq!(talk.io.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    let only_h2 = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[b"h2"]);
    assert!(connect(&running, &only_h2, "127.0.0.1").await.is_err());
    // Plain HTTP to the TLS port.
    let mut plain = running.connect().await;
    plain.send(request("/hook", 1)).await;
    let mut alert = Vec::new();
    let _ = within(tokio::io::AsyncReadExt::read_to_end(&mut plain.io, &mut alert)).await;
    assert!(!alert.starts_with(b"HTTP"), "{alert:?}");
    assert_eq!(bot.begun(1), 0);
}

#[tokio::test]
async fn certificates_are_exchanged_without_losing_a_connection() {
    let bot = Bot::default();
    let old = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let new = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let handle = CertificateHandle::new(old.clone());
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(handle.clone()).route("/hook", service));
    let trust_old = client(old.public_pem(), rustls::ALL_VERSIONS, &[]);
    let mut open = connect(&running, &trust_old, "127.0.0.1").await.unwrap();
    assert_eq!(open.ask(request("/hook", 1)).await.status, 200);
    handle.replace(new.clone());
    let trust_new = client(new.public_pem(), rustls::ALL_VERSIONS, &[]);
    let mut fresh = connect(&running, &trust_new, "127.0.0.1").await.unwrap();
    assert_eq!(fresh.ask(request("/hook", 2)).await.status, 200);
    assert_eq!(open.ask(request("/hook", 3)).await.status, 200);
}

#[tokio::test]
async fn half_a_handshake_is_not_waited_for() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let mut limits = tgwebhook::Limits::default();
    limits.handshake_timeout = Duration::from_millis(300);
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate.clone()).limits(limits).route("/hook", service));
    let mut silent = running.connect().await;
    let mut half = running.connect().await;
    // The beginning of a ClientHello.
    half.send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]).await;
    silent.ends().await;
    half.ends().await;
    until(|| running.monitor.stats().handshakes_failed == 2).await;
    let client = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    assert_eq!(connect(&running, &client, "127.0.0.1").await.unwrap().ask(request("/hook", 1)).await.status, 200);
}
