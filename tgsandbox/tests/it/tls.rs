//! Which certificates a webhook may show. What is accepted and what is not is OpenSSL's judgement with Telegram's
//! settings; where OpenSSL itself is installed, `openssl verify` is asked as well.

use std::{
    net::IpAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, SanType};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};
use serde_json::json;
use tgsandbox::{Sandbox, SandboxBuilder};

use crate::kit::{Answer, LONG, Webhook, message, multipart, post, send, status};

const HOST: &str = "bot.example.com";
const VERIFY_FAILED: &str = "SSL error {error:0A000086:SSL routines::certificate verify failed}";

/// A certificate with its key.
struct Cert {
    pem: String,
    der: CertificateDer<'static>,
    key: KeyPair,
    params: CertificateParams,
}

fn params(names: &[&str]) -> CertificateParams {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    CertificateParams::new(names).unwrap()
}

fn named(mut params: CertificateParams, common_name: &str) -> CertificateParams {
    params.distinguished_name.push(DnType::CommonName, common_name);
    params
}

fn ca(common_name: &str) -> CertificateParams {
    let mut params = named(params(&[]), common_name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params
}

fn self_signed(params: CertificateParams) -> Cert {
    let key = KeyPair::generate().unwrap();
    let certificate = params.self_signed(&key).unwrap();
    Cert { pem: certificate.pem(), der: certificate.der().clone(), key, params }
}

fn signed(params: CertificateParams, by: &Cert) -> Cert {
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, &Issuer::from_params(&by.params, &by.key)).unwrap();
    Cert { pem: certificate.pem(), der: certificate.der().clone(), key, params }
}

/// A webhook that shows these certificates, the first being its own.
async fn webhook(chain: &[&Cert]) -> Webhook {
    let certificates = chain.iter().map(|cert| cert.der.clone()).collect();
    let key = PrivateKeyDer::try_from(chain[0].key.serialize_der()).unwrap();
    showing(certificates, &key, rustls::ALL_VERSIONS).await
}

async fn showing(
    certificates: Vec<CertificateDer<'static>>,
    key: &PrivateKeyDer<'_>,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> Webhook {
    let key = rustls::crypto::aws_lc_rs::sign::any_supported_type(key).unwrap();
    // Not checked by rustls, which would refuse what some of these tests are about.
    let shown = Arc::new(rustls::sign::CertifiedKey::new(certificates, key));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(rustls::sign::SingleCertAndKey::from(shown)));
    Webhook::start(Some(Arc::new(config)), |_, _| status(200)).await
}

fn builder() -> SandboxBuilder {
    Sandbox::builder().host(HOST, IpAddr::from([127, 0, 0, 1])).timeout(LONG)
}

async fn set(sandbox: &Sandbox, url: &str, certificate: Option<&str>) -> Answer {
    let files: Vec<_> = certificate.map(|pem| ("certificate", "cert.pem", pem.as_bytes())).into_iter().collect();
    let (kind, body) = multipart(&[("url", url)], &files);
    send(sandbox.address(), post(&format!("/bot{}/setWebhook", sandbox.token()), &kind, body)).await.unwrap()
}

/// Whether an update gets through; otherwise the last error.
async fn deliver(builder: SandboxBuilder, host: &str, chain: &[&Cert], uploaded: Option<&Cert>) -> Result<(), String> {
    let webhook = webhook(chain).await;
    deliver_to(&webhook, builder, host, uploaded.map(|cert| cert.pem.as_str())).await
}

async fn deliver_to(
    webhook: &Webhook,
    builder: SandboxBuilder,
    host: &str,
    uploaded: Option<&str>,
) -> Result<(), String> {
    let sandbox = builder.start().await.unwrap();
    let url = format!("https://{host}:{}/", webhook.address.port());
    set(&sandbox, &url, uploaded).await.result();
    let id = sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.bot().until("an outcome", |stats| stats.delivered + stats.failed > 0).await.unwrap();
    if sandbox.stats().delivered == 1 {
        assert_eq!(webhook.next().await.id(), id);
        return Ok(());
    }
    let info = sandbox.webhook().unwrap().last_error.unwrap();
    Err(info)
}

async fn accepted(host: &str, chain: &[&Cert], uploaded: Option<&Cert>) {
    let outcome = deliver(builder(), host, chain, uploaded).await;
    assert_eq!(outcome, Ok(()));
}

async fn refused(host: &str, chain: &[&Cert], uploaded: Option<&Cert>, reason: &str) {
    let error = deliver(builder(), host, chain, uploaded).await.unwrap_err();
    assert!(error.starts_with(VERIFY_FAILED) && error.contains(reason), "{error}");
}

#[tokio::test(start_paused = true)]
async fn an_uploaded_self_signed_certificate_is_trusted() {
    let cert = self_signed(params(&[HOST]));
    accepted(HOST, &[&cert], Some(&cert)).await;
}

#[tokio::test(start_paused = true)]
async fn an_uploaded_self_signed_certificate_that_says_ca_true_is_trusted() {
    // `openssl req -x509` makes such certificates by default.
    let mut params = named(params(&[]), HOST);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let cert = self_signed(params);
    accepted(HOST, &[&cert], Some(&cert)).await;
}

#[tokio::test(start_paused = true)]
async fn the_common_name_counts_only_without_dns_names() {
    let by_common_name = self_signed(named(params(&[]), HOST));
    accepted(HOST, &[&by_common_name], Some(&by_common_name)).await;
    let other_dns_name = self_signed(named(params(&["other.example.com"]), HOST));
    refused(HOST, &[&other_dns_name], Some(&other_dns_name), "hostname mismatch").await;
}

#[tokio::test(start_paused = true)]
async fn an_address_is_matched_as_a_name_or_as_an_address_when_a_certificate_was_uploaded() {
    let by_common_name = self_signed(named(params(&[]), "127.0.0.1"));
    accepted("127.0.0.1", &[&by_common_name], Some(&by_common_name)).await;
    let mut in_dns_names = params(&[]);
    in_dns_names.subject_alt_names.push(SanType::DnsName("127.0.0.1".try_into().unwrap()));
    let in_dns_names = self_signed(in_dns_names);
    accepted("127.0.0.1", &[&in_dns_names], Some(&in_dns_names)).await;
    let as_address = self_signed(params(&["127.0.0.1"]));
    assert!(matches!(as_address.params.subject_alt_names[0], SanType::IpAddress(_)));
    accepted("127.0.0.1", &[&as_address], Some(&as_address)).await;
    let other = self_signed(params(&["127.0.0.2"]));
    refused("127.0.0.1", &[&other], Some(&other), "hostname mismatch").await;
}

#[tokio::test(start_paused = true)]
async fn without_an_uploaded_certificate_an_address_must_be_an_ip_entry() {
    let root = self_signed(ca("Root"));
    let trusting = || builder().trust_roots(root.pem.clone());
    let as_address = signed(params(&["127.0.0.1"]), &root);
    assert_eq!(deliver(trusting(), "127.0.0.1", &[&as_address], None).await, Ok(()));
    let by_common_name = signed(named(params(&[]), "127.0.0.1"), &root);
    let error = deliver(trusting(), "127.0.0.1", &[&by_common_name], None).await.unwrap_err();
    assert!(error.contains("hostname mismatch"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn without_an_uploaded_certificate_only_the_roots_count() {
    let root = self_signed(ca("Root"));
    let cert = signed(params(&[HOST]), &root);
    assert_eq!(deliver(builder().trust_roots(root.pem.clone()), HOST, &[&cert], None).await, Ok(()));
    refused(HOST, &[&cert], None, "unable to get local issuer certificate").await;
    let self_made = self_signed(params(&[HOST]));
    refused(HOST, &[&self_made], None, "self-signed certificate").await;
}

#[tokio::test(start_paused = true)]
async fn an_uploaded_ca_is_an_anchor_and_replaces_the_roots() {
    let (root, own) = (self_signed(ca("Root")), self_signed(ca("Own CA")));
    let by_own = signed(params(&[HOST]), &own);
    accepted(HOST, &[&by_own], Some(&own)).await;
    let by_root = signed(params(&[HOST]), &root);
    let outcome = deliver(builder().trust_roots(root.pem.clone()), HOST, &[&by_root], Some(&own)).await;
    assert!(outcome.unwrap_err().starts_with(VERIFY_FAILED));
}

#[tokio::test(start_paused = true)]
async fn a_chain_needs_its_intermediate_certificate_to_be_sent() {
    let root = self_signed(ca("Root"));
    let between = signed(ca("Between"), &root);
    let cert = signed(params(&[HOST]), &between);
    accepted(HOST, &[&cert, &between], Some(&root)).await;
    refused(HOST, &[&cert], Some(&root), "unable to get local issuer certificate").await;
}

#[tokio::test(start_paused = true)]
async fn an_uploaded_leaf_that_is_not_self_signed_is_no_anchor() {
    // OpenSSL follows a chain to a self-signed certificate unless it is told otherwise, and Telegram does not.
    let root = self_signed(ca("Root"));
    let cert = signed(params(&[HOST]), &root);
    refused(HOST, &[&cert], Some(&cert), "unable to get local issuer certificate").await;
}

#[tokio::test(start_paused = true)]
async fn what_is_no_ca_cannot_sign() {
    let mut plain = named(params(&["x.example.com"]), "Plain");
    plain.is_ca = IsCa::ExplicitNoCa;
    let plain = self_signed(plain);
    let cert = signed(params(&[HOST]), &plain);
    refused(HOST, &[&cert], Some(&plain), "unable to get local issuer certificate").await;
}

#[tokio::test(start_paused = true)]
async fn dates_are_checked() {
    let mut expired = params(&[HOST]);
    expired.not_before = rcgen::date_time_ymd(2001, 1, 1);
    expired.not_after = rcgen::date_time_ymd(2002, 1, 1);
    let expired = self_signed(expired);
    refused(HOST, &[&expired], Some(&expired), "expired or not yet valid").await;
    let mut future = params(&[HOST]);
    future.not_before = rcgen::date_time_ymd(2098, 1, 1);
    future.not_after = rcgen::date_time_ymd(2099, 1, 1);
    let future = self_signed(future);
    refused(HOST, &[&future], Some(&future), "expired or not yet valid").await;
}

#[tokio::test(start_paused = true)]
async fn another_certificate_than_the_uploaded_one_is_refused_even_under_the_same_name() {
    let (uploaded, shown) = (self_signed(params(&[HOST])), self_signed(params(&[HOST])));
    refused(HOST, &[&shown], Some(&uploaded), "self-signed certificate").await;
}

#[tokio::test(start_paused = true)]
async fn the_api_gives_openssls_words_and_keeps_the_reason_to_itself() {
    let cert = self_signed(params(&["other.example.com"]));
    let webhook = webhook(&[&cert]).await;
    let sandbox = builder().start().await.unwrap();
    set(&sandbox, &format!("https://{HOST}:{}/", webhook.address.port()), Some(&cert.pem)).await.result();
    sandbox.push_update(&message(1, "x")).unwrap();
    sandbox.bot().until("a failure", |stats| stats.failed > 0).await.unwrap();
    let info = crate::kit::call(&sandbox, "getWebhookInfo", json!({})).await.result();
    assert_eq!(info["last_error_message"], VERIFY_FAILED);
    assert!(info["last_error_date"].is_i64());
    assert_eq!((&info["has_custom_certificate"], &info["pending_update_count"]), (&json!(true), &json!(1)));
}

#[tokio::test(start_paused = true)]
async fn wildcards_stand_for_one_label() {
    let cert = self_signed(params(&["*.example.com"]));
    accepted(HOST, &[&cert], Some(&cert)).await;
    let deeper = self_signed(params(&["*.com"]));
    refused(HOST, &[&deeper], Some(&deeper), "hostname mismatch").await;
}

#[tokio::test(start_paused = true)]
async fn a_certificate_file_that_is_none_is_a_bad_webhook() {
    let sandbox = builder().start().await.unwrap();
    let answer = set(&sandbox, "https://127.0.0.1:1/", Some("no certificate")).await;
    assert_eq!(answer.error(), (400, "Bad Request: bad webhook: Failed to set custom certificate file".to_owned()));
}

#[tokio::test(start_paused = true)]
async fn a_certificate_given_as_a_plain_string_is_ignored() {
    let cert = self_signed(params(&[HOST]));
    let sandbox = builder().start().await.unwrap();
    let (kind, body) = multipart(&[("url", "https://127.0.0.1:1/"), ("certificate", &cert.pem)], &[]);
    let path = format!("/bot{}/setWebhook", sandbox.token());
    send(sandbox.address(), post(&path, &kind, body)).await.unwrap().result();
    let info = crate::kit::call(&sandbox, "getWebhookInfo", json!({})).await.result();
    assert_eq!(info["has_custom_certificate"], false);
}

/// Runs openssl in a folder; nothing when it is not installed.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn openssl(folder: &Path, args: &str) -> Option<bool> {
    let ran = std::process::Command::new("openssl").current_dir(folder).args(args.split(' ')).output();
    match ran {
        Ok(output) => Some(output.status.success()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            assert!(std::env::var_os("CI").is_none(), "openssl must be installed in CI");
            eprintln!("skipped: openssl is not installed");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// A folder of a test's own, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tgsandbox-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[tokio::test(start_paused = true)]
async fn certificates_made_with_openssl_are_accepted_rsa_and_version_1_too() {
    let folder = Folder::new("openssl");
    let made = [
        "req -newkey rsa:2048 -sha256 -nodes -keyout 0.key -x509 -days 2 -out 0.pem -subj /CN=bot.example.com",
        "req -newkey rsa:2048 -sha256 -nodes -keyout 1.key -out 1.csr -subj /CN=bot.example.com",
        "x509 -req -in 1.csr -signkey 1.key -days 2 -out 1.pem",
    ];
    for args in made {
        match openssl(&folder.0, args) {
            Some(success) => assert!(success, "{args}"),
            None => return,
        }
    }
    for (name, versions) in
        [("0", rustls::ALL_VERSIONS), ("1", rustls::ALL_VERSIONS), ("1", &[&rustls::version::TLS12])]
    {
        let pem = std::fs::read_to_string(folder.0.join(name).with_extension("pem")).unwrap();
        let der = CertificateDer::from_pem_slice(pem.as_bytes()).unwrap();
        let key = PrivateKeyDer::from_pem_file(folder.0.join(name).with_extension("key")).unwrap();
        let webhook = showing(vec![der], &key, versions).await;
        assert_eq!(deliver_to(&webhook, builder(), HOST, Some(&pem)).await, Ok(()), "certificate {name}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_server_without_the_certificates_key_is_refused() {
    let (cert, other) = (self_signed(params(&[HOST])), KeyPair::generate().unwrap());
    let key = PrivateKeyDer::try_from(other.serialize_der()).unwrap();
    for versions in [&[&rustls::version::TLS12], &[&rustls::version::TLS13]] {
        let webhook = showing(vec![cert.der.clone()], &key, versions).await;
        let error = deliver_to(&webhook, builder(), HOST, Some(&cert.pem)).await.unwrap_err();
        assert!(error.starts_with("SSL error"), "{error}");
    }
}

/// Notes which name a client asks for, and shows the same certificate to all.
#[derive(Debug)]
struct Asked {
    names: std::sync::Mutex<Vec<Option<String>>>,
    shown: Arc<rustls::sign::CertifiedKey>,
}

impl rustls::server::ResolvesServerCert for Asked {
    fn resolve(&self, hello: rustls::server::ClientHello<'_>) -> Option<Arc<rustls::sign::CertifiedKey>> {
        self.names.lock().unwrap().push(hello.server_name().map(str::to_owned));
        Some(Arc::clone(&self.shown))
    }
}

#[tokio::test(start_paused = true)]
async fn a_name_is_told_in_the_handshake_and_an_address_is_not() {
    let mut params = params(&[HOST]);
    params.subject_alt_names.push(SanType::DnsName("127.0.0.1".try_into().unwrap()));
    let cert = self_signed(params);
    let key = PrivateKeyDer::try_from(cert.key.serialize_der()).unwrap();
    let key = rustls::crypto::aws_lc_rs::sign::any_supported_type(&key).unwrap();
    let shown = Arc::new(rustls::sign::CertifiedKey::new(vec![cert.der.clone()], key));
    let asked = Arc::new(Asked { names: std::sync::Mutex::default(), shown });
    let config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_cert_resolver(Arc::<Asked>::clone(&asked));
    let webhook = Webhook::start(Some(Arc::new(config)), |_, _| status(200)).await;
    for host in [HOST, "127.0.0.1"] {
        assert_eq!(deliver_to(&webhook, builder(), host, Some(&cert.pem)).await, Ok(()));
    }
    assert_eq!(*asked.names.lock().unwrap(), [Some(HOST.to_owned()), None]);
}

#[tokio::test(start_paused = true)]
async fn the_judgement_is_openssls() {
    // `openssl verify` with the flags Telegram sets: the file as the only anchors, the host as a name.
    let root = self_signed(ca("Root"));
    let mut ca_leaf = named(params(&[]), HOST);
    ca_leaf.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let mut plain = named(params(&["x.example.com"]), "Plain");
    plain.is_ca = IsCa::ExplicitNoCa;
    let plain = self_signed(plain);
    let leaf = self_signed(params(&[HOST]));
    let cases = [
        (self_signed(ca_leaf), None),
        (self_signed(params(&["*.example.com"])), None),
        (self_signed(params(&["b*.example.com"])), None),
        (self_signed(params(&["*.com"])), None),
        (self_signed(named(params(&["other.example.com"]), HOST)), None),
        (self_signed(named(params(&["127.0.0.1"]), HOST)), None),
        (signed(params(&[HOST]), &root), Some(&root)),
        (signed(params(&[HOST]), &plain), Some(&plain)),
        (self_signed(params(&[HOST])), Some(&leaf)),
    ];
    let folder = Folder::new("verify");
    for (n, (cert, anchor)) in cases.iter().enumerate() {
        let anchor = anchor.unwrap_or(cert);
        std::fs::write(folder.0.join("leaf.pem"), &cert.pem).unwrap();
        std::fs::write(folder.0.join("anchor.pem"), &anchor.pem).unwrap();
        let args = format!("verify -no-CApath -no-CAstore -verify_hostname {HOST} -CAfile anchor.pem leaf.pem");
        let Some(theirs) = openssl(&folder.0, &args) else { return };
        let ours = deliver(builder(), HOST, &[cert], Some(anchor)).await;
        assert_eq!(ours.is_ok(), theirs, "case {n}: ours {ours:?}");
    }
}
