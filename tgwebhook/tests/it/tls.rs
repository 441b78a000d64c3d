//! TLS as clients see it.

use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tgwebhook::{Certificate, CertificateHandle, WebhookService};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use crate::support::*;

pub(crate) fn client(trusted: &str, versions: &[&'static SupportedProtocolVersion], alpn: &[&[u8]]) -> TlsConnector {
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

pub(crate) async fn connect(
    running: &Running,
    client: &TlsConnector,
    name: &str,
) -> std::io::Result<Talk<TlsStream<TcpStream>>> {
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
async fn the_oldest_unfinished_handshake_makes_room() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let mut limits = tgwebhook::Limits::default();
    limits.max_handshakes = 2;
    limits.handshake_cpus = 1;
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate.clone()).limits(limits).route("/hook", service));
    let client = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    let mut open = connect(&running, &client, "127.0.0.1").await.unwrap();
    let mut oldest = running.connect().await;
    until(|| running.monitor.stats().open == 2).await;
    let younger = running.connect().await;
    until(|| running.monitor.stats().open == 3).await;
    let mut newcomer = connect(&running, &client, "127.0.0.1").await.unwrap();
    assert_eq!(newcomer.ask(request("/hook", 1)).await.status, 200);
    oldest.ends().await;
    assert_eq!(running.monitor.stats().handshakes_shed, 1, "one is enough");
    assert_eq!(open.ask(request("/hook", 2)).await.status, 200, "those who are through do not notice");
    assert_eq!(running.monitor.stats().open, 3, "nor does the younger one");
    drop(younger);
}

/// Twice as many silent connections as handshakes may be unfinished, all there before the first good one.
#[tokio::test]
async fn silence_does_not_lock_anybody_out_of_the_handshake() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let mut limits = tgwebhook::Limits::default();
    limits.max_handshakes = 16;
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate.clone()).limits(limits).route("/hook", service));
    let client = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    let mut silent = Vec::new();
    for _ in 0..32 {
        silent.push(running.connect().await);
    }
    until(|| running.monitor.stats().accepted == 32 && running.monitor.stats().open == 16).await;
    for id in 0..20 {
        let mut talk = connect(&running, &client, "127.0.0.1").await.unwrap();
        assert_eq!(talk.ask(request("/hook", id)).await.status, 200);
        // The place it had is taken again.
        silent.push(running.connect().await);
    }
    assert_eq!(running.monitor.stats().handshakes_failed, 0);
}

/// A client that stops after the server's part of the handshake holds nothing that others need.
#[tokio::test]
async fn clients_that_stall_in_the_handshake_hold_nobody_up() {
    let bot = Bot::default();
    let certificate = Certificate::self_signed(["127.0.0.1"]).unwrap();
    let mut limits = tgwebhook::Limits::default();
    limits.handshake_cpus = 1;
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate.clone()).limits(limits).route("/hook", service));
    let client = client(certificate.public_pem(), rustls::ALL_VERSIONS, &[]);
    let mut stalled = Vec::new();
    for _ in 0..20 {
        // Says hello, hears the answer, and then nothing more.
        let name = ServerName::try_from("127.0.0.1").unwrap();
        let mut connection = rustls::ClientConnection::new(Arc::clone(client.config()), name).unwrap();
        let mut hello = Vec::new();
        connection.write_tls(&mut hello).unwrap();
        let mut talk = running.connect().await;
        talk.send(hello).await;
        let mut heard = [0; 1];
        within(tokio::io::AsyncReadExt::read_exact(&mut talk.io, &mut heard)).await.unwrap();
        stalled.push(talk);
    }
    assert_eq!(connect(&running, &client, "127.0.0.1").await.unwrap().ask(request("/hook", 1)).await.status, 200);
    assert_eq!(running.monitor.stats().open, 21);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn certificates_are_exchanged_under_load() {
    let bot = Bot::default();
    let certificates = [0; 2].map(|_| Certificate::self_signed(["127.0.0.1"]).unwrap());
    let handle = CertificateHandle::new(certificates[0].clone());
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(handle.clone()).route("/hook", service));
    let mut roots = RootCertStore::empty();
    for certificate in &certificates {
        roots.add(CertificateDer::from_pem_slice(certificate.public_pem().as_bytes()).unwrap()).unwrap();
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let client = TlsConnector::from(Arc::new(config.with_root_certificates(roots).with_no_client_auth()));
    let exchanging = tokio::spawn(async move {
        for turn in 0.. {
            handle.replace(certificates[turn % 2].clone());
            tokio::task::yield_now().await;
        }
    });
    let mut open = connect(&running, &client, "127.0.0.1").await.unwrap();
    for id in 0..100 {
        let mut fresh = connect(&running, &client, "127.0.0.1").await.unwrap();
        assert_eq!(fresh.ask(request("/hook", 2 * id)).await.status, 200);
        assert_eq!(open.ask(request("/hook", 2 * id + 1)).await.status, 200);
    }
    exchanging.abort();
    assert_eq!(running.monitor.stats().handshakes_failed, 0);
}
