//! Preflight by table; comparing and calling against a Bot API server of a few lines.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tgapi::types::WebhookInfo;
use tgapi::{SecretToken, Token, UpdateType};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;
use crate::certificate::{Certificate, CertificateError};

fn secret() -> SecretToken {
    SecretToken::new("hidden-secret").unwrap()
}

fn check(registration: &Registration) -> Result<(), PreflightError> {
    preflight::check(registration, SystemTime::now())
}

#[test]
fn good_addresses_pass() {
    for url in [
        "https://example.com",
        "https://example.com/hook?bot=1",
        "https://example.com:8443/hook",
        "https://example.com:80/",
        "https://example.com:88/",
        "HTTPS://EXAMPLE.com:443/hook",
        "https://8.8.8.8/hook",
        "https://xn--bcher-kva.example/hook",
    ] {
        check(&Registration::new(url)).unwrap();
    }
    let pinned = Registration::new("https://bot.internal/hook").ip_address("8.8.8.8".parse().unwrap());
    check(&pinned).unwrap();
}

#[test]
fn each_mistake_has_a_sentence_that_mends_it() {
    for (url, says) in [
        ("", "https://example.com:8443/hook"),
        ("example.com/hook", "https://example.com:8443/hook"),
        ("https:///hook", "https://example.com:8443/hook"),
        ("https://b\u{fc}cher.example/hook", "xn--"),
        ("http://example.com/hook", "change it to https://"),
        ("ftp://example.com/hook", "change it to https://"),
        ("https://user:pass@example.com/hook", "take it out"),
        ("https://example.com:8080/hook", "443, 80, 88 or 8443"),
        ("https://example.com:99999/hook", "https://example.com:8443/hook"),
        ("https://localhost/hook", "public address"),
        ("https://bot.local/hook", "public address"),
        ("https://intranet/hook", "public address"),
        ("https://127.0.0.1/hook", "public address"),
        ("https://10.1.2.3/hook", "public address"),
        ("https://172.31.0.1/hook", "public address"),
        ("https://192.168.1.1/hook", "public address"),
        ("https://100.64.0.1/hook", "public address"),
        ("https://240.0.0.1/hook", "public address"),
        ("https://[::1]/hook", "IPv4"),
        ("https://[2001:db8::1]/hook", "IPv4"),
    ] {
        let error = check(&Registration::new(url)).expect_err(url);
        assert!(error.to_string().contains(says), "{url}: {error}");
        assert!(!error.to_string().contains("pass@") && !error.to_string().contains("/hook?"), "{error}");
    }
    let pinned = Registration::new("https://example.com/hook").ip_address("10.0.0.1".parse().unwrap());
    assert!(matches!(check(&pinned), Err(PreflightError::Private { .. })));
    for connections in [0, 101] {
        let registration = Registration::new("https://example.com").max_connections(connections);
        assert!(matches!(check(&registration), Err(PreflightError::MaxConnections(_))));
    }
    let long = Registration::new(format!("https://example.com/{}", "a".repeat(4_000)));
    assert!(matches!(check(&long), Err(PreflightError::UrlTooLong(_))));
}

#[test]
fn what_is_allowed_is_allowed() {
    let local = Registration::new("https://127.0.0.1:5000/hook");
    assert!(check(&local.clone().allow_any_port(true)).is_err());
    assert!(check(&local.clone().allow_private(true)).is_err());
    check(&local.allow_any_port(true).allow_private(true)).unwrap();
    check(&Registration::new("http://127.0.0.1/hook").allow_private(true)).unwrap();
    check(&Registration::new("http://127.0.0.1:5000/hook").allow_private(true)).unwrap_err();
    check(&Registration::new("http://127.0.0.1:80/hook").allow_private(true)).unwrap();
    check(&Registration::new("http://example.com:80/hook").allow_any_port(true)).unwrap_err();
}

#[test]
fn the_certificate_has_to_be_for_the_host_and_valid() {
    let certificate = Certificate::self_signed(["8.8.8.8"]).unwrap().public().clone();
    check(&Registration::new("https://8.8.8.8/hook").certificate(certificate.clone())).unwrap();
    let other = Registration::new("https://example.com/hook").certificate(certificate.clone());
    assert!(matches!(check(&other), Err(PreflightError::Certificate(CertificateError::Host { .. }))));
    let late = SystemTime::now() + Duration::from_secs(400 * 86_400);
    let registration = Registration::new("https://8.8.8.8/hook").certificate(certificate);
    let error = preflight::check(&registration, late).unwrap_err();
    assert!(matches!(error, PreflightError::Certificate(CertificateError::Expired { .. })), "{error}");
}

/// A chain of three, and what people make of it.
#[test]
fn the_chain_has_to_be_there_and_in_order() {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair};

    let authority = |name: &str| {
        let mut params = CertificateParams::default();
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params
    };
    let keys = [(); 3].map(|()| KeyPair::generate().unwrap());
    let (root, between) = (authority("root"), authority("between"));
    let root_issuer = Issuer::from_params(&root, &keys[0]);
    let between_pem = between.signed_by(&keys[1], &root_issuer).unwrap().pem();
    let own = CertificateParams::new(vec!["example.com".to_owned()]).unwrap();
    let own_pem = own.signed_by(&keys[2], &Issuer::from_params(&between, &keys[1])).unwrap().pem();
    let with = |pems: &[&str]| {
        let chain = crate::PublicCertificate::from_pem(pems.concat().as_bytes()).unwrap();
        Registration::new("https://example.com/hook").certificate(chain)
    };
    check(&with(&[&own_pem, &between_pem])).unwrap();
    let alone = with(&[&own_pem]);
    let error = check(&alone).unwrap_err();
    assert!(matches!(error, PreflightError::ChainIncomplete), "{error}");
    assert!(error.to_string().contains("fullchain.pem"));
    check(&alone.allow_private(true)).unwrap();
    let root_pem = root.self_signed(&keys[0]).unwrap().pem();
    check(&with(&[&own_pem, &between_pem, &root_pem])).unwrap();
    let error = check(&with(&[&own_pem, &root_pem])).unwrap_err();
    assert!(matches!(error, PreflightError::ChainOrder), "{error}");
}

#[test]
fn only_what_cannot_differ_is_unchanged() {
    let mut info = WebhookInfo::new("https://example.com/hook", 3);
    info.max_connections = Some(40);
    info.ip_address = Some("93.184.216.34".to_owned());
    let same = Registration::new("https://example.com/hook");
    let is_unchanged = |registration: &Registration, info: &WebhookInfo| registration.difference(info).is_none();
    assert!(is_unchanged(&same, &info));
    assert!(is_unchanged(&same.clone().ip_address("93.184.216.34".parse().unwrap()), &info));
    assert!(is_unchanged(&same.clone().max_connections(40), &info));
    assert!(is_unchanged(&same.clone().allowed_updates(vec![]), &info));
    for other in [
        Registration::new("https://example.com/hook2"),
        same.clone().ip_address("93.184.216.35".parse().unwrap()),
        same.clone().max_connections(41),
        same.clone().allowed_updates(vec![UpdateType::Message]),
        same.clone().certificate(Certificate::self_signed(["example.com"]).unwrap().public().clone()),
    ] {
        assert!(!is_unchanged(&other, &info), "{other:?}");
    }
    info.allowed_updates = vec![UpdateType::CallbackQuery, UpdateType::Message];
    assert!(is_unchanged(&same, &info), "absent means as before");
    let kinds = vec![UpdateType::Message, UpdateType::CallbackQuery, UpdateType::Message];
    assert!(is_unchanged(&same.clone().allowed_updates(kinds), &info));
    assert!(!is_unchanged(&same.allowed_updates(vec![]), &info));
}

/// Answers requests one by one from a list, and keeps what was asked.
async fn bot_api(answers: Vec<&'static str>) -> (Client, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&asked);
    tokio::spawn(async move {
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = Vec::new();
            loop {
                let text = String::from_utf8_lossy(&request).into_owned();
                let length = text.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
                if let Some((head, body)) = text.split_once("\r\n\r\n")
                    && body.len() >= length.unwrap_or(0)
                {
                    let path = head.split(' ').nth(1).unwrap_or_default();
                    let method = path.rsplit('/').next().unwrap_or_default().to_owned();
                    log.lock().unwrap().push(format!("{method} {body}"));
                    break;
                }
                assert!(stream.read_buf(&mut request).await.unwrap() > 0);
            }
            let answer =
                format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n{answer}", answer.len());
            stream.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let token = Token::new("123456:canary").unwrap();
    // The client's own patience is tested where it lives.
    let client = Client::builder(token).api_url(format!("http://{address}")).retry(tgapi::client::Retry::off());
    (client.build().unwrap(), asked)
}

const TRUE: &str = r#"{"ok":true,"result":true}"#;
const SLOW_DOWN: &str =
    r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 0","parameters":{"retry_after":0}}"#;
const SAME: &str = r#"{"ok":true,"result":{"url":"https://example.com/hook","has_custom_certificate":false,"pending_update_count":0,"max_connections":40}}"#;

#[tokio::test]
async fn nothing_is_sent_when_nothing_changed() {
    let (client, asked) = bot_api(vec![SAME]).await;
    let same = Registration::new("https://example.com/hook").secret(secret()).credentials_kept(true);
    assert_eq!(register(&client, &same).await.unwrap(), Registered::Unchanged);
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_secret_that_may_be_new_is_always_told() {
    let (client, asked) = bot_api(vec![TRUE]).await;
    let registration = Registration::new("https://example.com/hook").secret(secret()).max_connections(100);
    assert_eq!(register(&client, &registration).await.unwrap(), Registered::Set);
    let asked = asked.lock().unwrap();
    assert_eq!(asked.len(), 1);
    let body = asked[0].strip_prefix("setWebhook ").unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let expected = r#"{"url":"https://example.com/hook","secret_token":"hidden-secret","max_connections":100}"#;
    assert_eq!(body, serde_json::from_str::<serde_json::Value>(expected).unwrap());
}

#[tokio::test]
async fn a_change_is_told_and_dropping_is_never_left_out() {
    let (client, asked) = bot_api(vec![SAME, TRUE, TRUE]).await;
    let other = Registration::new("https://example.com/other");
    assert_eq!(register(&client, &other).await.unwrap(), Registered::Set);
    let drop = Registration::new("https://example.com/hook").drop_pending_updates(true);
    assert_eq!(register(&client, &drop).await.unwrap(), Registered::Set);
    let methods: Vec<_> =
        asked.lock().unwrap().iter().map(|asked| asked.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(methods, ["getWebhookInfo", "setWebhook", "setWebhook"]);
}

#[tokio::test]
async fn a_self_signed_certificate_is_uploaded() {
    let (client, asked) = bot_api(vec![TRUE]).await;
    let certificate = Certificate::self_signed(["8.8.8.8"]).unwrap();
    let registration = Registration::new("https://8.8.8.8:8443/hook").certificate(certificate.public().clone());
    register(&client, &registration).await.unwrap();
    let asked = asked.lock().unwrap();
    assert!(asked[0].contains("attach://") && asked[0].contains(certificate.public_pem().trim()), "{}", asked[0]);
    assert!(!asked[0].contains("PRIVATE"));
}

#[tokio::test]
async fn flood_limits_are_waited_out_but_not_for_ever() {
    let (client, asked) = bot_api(vec![SLOW_DOWN, SLOW_DOWN, TRUE]).await;
    unregister(&client, true).await.unwrap();
    assert_eq!(asked.lock().unwrap().len(), 3);
    assert!(asked.lock().unwrap()[0].contains(r#""drop_pending_updates":true"#));

    let (client, asked) = bot_api(vec![SLOW_DOWN; 6]).await;
    let error = unregister(&client, false).await.unwrap_err();
    assert_eq!(asked.lock().unwrap().len(), 5);
    assert!(!format!("{error} {error:?}").contains("canary"));
}

const CONFLICT: &str = r#"{"ok":false,"error_code":409,"description":"Conflict: terminated by other setWebhook"}"#;
const UNSET: &str = r#"{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0}}"#;

/// Another instance with the same secret was faster: what it told Telegram is what this one wants.
#[tokio::test]
async fn a_call_cut_off_by_another_instance_is_not_repeated_if_that_one_did_it() {
    let wanted = Registration::new("https://example.com/hook").secret(secret()).fingerprint(true);
    let done = SAME.replace("https://example.com/hook", &wanted.full_url());
    let done: &'static str = Box::leak(done.into_boxed_str());
    for (answers, expected, calls) in [
        (vec![UNSET, CONFLICT, done], Registered::Unchanged, 3),
        (vec![UNSET, SLOW_DOWN, done], Registered::Unchanged, 3),
        (vec![UNSET, CONFLICT, UNSET, TRUE], Registered::Set, 4),
        (vec![done], Registered::Unchanged, 1),
    ] {
        let (client, asked) = bot_api(answers).await;
        assert_eq!(register(&client, &wanted).await.unwrap(), expected);
        assert_eq!(asked.lock().unwrap().len(), calls);
    }
    // Where nothing can be compared, the call itself is repeated; where it cannot help, it is not.
    let (client, asked) = bot_api(vec![CONFLICT, TRUE]).await;
    let blind = Registration::new("https://example.com/hook").secret(secret());
    assert_eq!(register(&client, &blind).await.unwrap(), Registered::Set);
    assert_eq!(asked.lock().unwrap().len(), 2);
    let refused = r#"{"ok":false,"error_code":400,"description":"Bad Request: bad webhook: Failed to resolve host"}"#;
    let (client, asked) = bot_api(vec![refused]).await;
    let error = register(&client, &blind).await.unwrap_err().to_string();
    assert!(error.contains("Failed to resolve host"), "{error}");
    assert_eq!(asked.lock().unwrap().len(), 1);
}

#[test]
fn a_fingerprint_stands_for_secret_and_certificate() {
    let plain = Registration::new("https://8.8.8.8/hook").fingerprint(true);
    assert_eq!(plain.full_url(), "https://8.8.8.8/hook", "there is nothing to tell apart");
    let one = plain.clone().secret(secret());
    let url = one.full_url().into_owned();
    let (start, digits) = url.split_once("?k=").unwrap();
    assert_eq!((start, digits.len()), ("https://8.8.8.8/hook", 16));
    assert_eq!(one.full_url(), url, "always the same");
    let certificate = || Certificate::self_signed(["8.8.8.8"]).unwrap().public().clone();
    let others = [
        plain.clone().secret(SecretToken::new("another").unwrap()),
        one.clone().certificate(certificate()),
        one.clone().certificate(certificate()),
        plain.certificate(certificate()),
    ]
    .map(|other| other.full_url().into_owned());
    let different: std::collections::BTreeSet<_> = others.iter().chain([&url]).collect();
    assert_eq!(different.len(), 5);
    let with_query = Registration::new("https://8.8.8.8/hook?bot=1").secret(secret()).fingerprint(true);
    assert!(with_query.full_url().starts_with("https://8.8.8.8/hook?bot=1&k="));
    let without = Registration::new("https://8.8.8.8/hook").secret(secret());
    assert_eq!(without.full_url(), "https://8.8.8.8/hook");
}

#[tokio::test]
async fn delivery_is_watched() {
    const FAILING: &str = r#"{"ok":true,"result":{"url":"https://example.com/hook","has_custom_certificate":false,"pending_update_count":7,"max_connections":40,"last_error_date":1700000000,"last_error_message":"Connection refused"}}"#;
    let (client, asked) = bot_api(vec![SAME, "nonsense", FAILING]).await;
    let (sender, mut troubles) = tokio::sync::mpsc::unbounded_channel();
    let watching = tokio::spawn(async move {
        let report = |trouble| _ = sender.send(trouble);
        let registration = Registration::new("https://example.com/hook");
        watch_delivery(&client, &registration, Duration::from_millis(1), report).await
    });
    let trouble = tokio::time::timeout(Duration::from_secs(20), troubles.recv()).await.unwrap().unwrap();
    assert!(matches!(trouble, DeliveryTrouble::Failing { pending: 7, .. }), "{trouble}");
    assert_eq!(asked.lock().unwrap().len(), 3);
    watching.abort();
}

#[test]
fn debug_shows_no_secret_and_no_path() {
    let registration = Registration::new("https://example.com/hidden-path").secret(secret());
    let shown = format!("{registration:#?}");
    assert!(shown.contains("https://example.com/***") && !shown.contains("hidden"), "{shown}");
    assert!(!format!("{:?}", Registration::new("https://user:hidden@example.com/")).contains("hidden"));
}
