//! Certificates by ACME, from an authority that connects back to the server over real sockets.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use tgwebhook::{Acme, AcmeError, Certificate, Server, WebhookService};

use crate::authority::{Authority, free_port, there, trusting};
use crate::support::*;
use crate::tls::connect;

#[cfg(unix)]
fn is_owners_alone(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o077 == 0
}

fn subject(certificate: &Certificate) -> (Vec<String>, String) {
    (certificate.public().hosts(), certificate.public_pem().to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_is_obtained_used_kept_and_renewed() {
    if !there("pebble") || !there("pebble-challtestsrv") {
        return;
    }
    let bot = Bot::default();
    let listening = server().await;
    let authority = Authority::start("good", listening.local_addr().port(), 6).await;
    let acme = authority.acme(&["bot.example.com", "other.example.com"]);
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(listening.acme(&acme).route("/hook", service));
    // Nobody is served before there is a certificate.
    let anybody = Certificate::self_signed(["bot.example.com"]).unwrap();
    let stranger = trusting(anybody.public_pem());
    assert!(connect(&running, &stranger, "bot.example.com").await.is_err());

    let renewing = {
        let acme = acme.clone();
        tokio::spawn(async move { acme.run().await })
    };
    let first = within(acme.ready()).await;
    let mut hosts = first.public().hosts();
    hosts.sort_unstable();
    assert_eq!(hosts, ["bot.example.com", "other.example.com"]);
    assert!(!first.public().is_self_signed() && first.public().chain_length() > 1);
    // Who connects gets it, and no other.
    let seen = served(&running, "bot.example.com").await;
    assert_eq!(seen.1, first.public_pem());
    let believing = trusting(&authority.issuer().await);
    connect(&running, &believing, "bot.example.com").await.unwrap();
    for entry in std::fs::read_dir(authority.kept()).unwrap() {
        assert!(is_owners_alone(&entry.unwrap().path()));
    }
    // Its six seconds are over soon; it is replaced before.
    within(async {
        while acme.ready().await.public_pem() == first.public_pem() {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    })
    .await;
    first.public().check_time(std::time::SystemTime::now()).expect("it was renewed too late");
    let second = acme.ready().await;
    assert_eq!(served(&running, "other.example.com").await.1, second.public_pem());
    renewing.abort();

    // The next start finds what was kept, and asks nobody.
    let again = authority.acme(&["bot.example.com", "other.example.com"]).directory("https://localhost:1/dir");
    assert!(matches!(again.obtain().await, Err(AcmeError::Authority(_))), "another authority's is not used");
    let again = authority.acme(&["bot.example.com", "other.example.com"]);
    let kept = within(again.obtain()).await.unwrap();
    assert_eq!(subject(&kept).0, subject(&second).0);
    assert_eq!(running.monitor.stats().foreign, 0);
}

/// The certificate that a client is shown: its names and its PEM text.
async fn served(running: &Running, name: &str) -> (Vec<String>, String) {
    let output = {
        let (address, name) = (running.address, name.to_owned());
        tokio::task::spawn_blocking(move || {
            Command::new("openssl")
                .args(["s_client", "-connect", &address.to_string(), "-servername", &name, "-alpn", "http/1.1"])
                .stdin(Stdio::null())
                .output()
                .unwrap()
        })
        .await
        .unwrap()
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let end = "-----END CERTIFICATE-----\n";
    let start = text.find("-----BEGIN CERTIFICATE-----").unwrap_or_else(|| panic!("{text}"));
    let pem = &text[start..text.find(end).unwrap() + end.len()];
    let public = tgwebhook::PublicCertificate::from_pem(pem.as_bytes()).unwrap();
    (public.hosts(), pem.to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_wrong_with_the_authority_is_said() {
    if !there("pebble") || !there("pebble-challtestsrv") {
        return;
    }
    // It looks for the server where nobody is.
    let authority = Authority::start("bad", free_port(), 3_600).await;
    let acme = authority.acme(&["bot.example.com"]);
    let error = within(acme.obtain()).await.unwrap_err();
    assert!(matches!(&error, AcmeError::Challenge { host, .. } if host == "bot.example.com"), "{error}");
    assert!(error.to_string().contains("port 443"), "{error}");

    // Somebody else answers there, who knows nothing of the challenge.
    let bot = Bot::default();
    let listening = server().await;
    let elsewhere = Authority::start("else", listening.local_addr().port(), 3_600).await;
    let certificate = Certificate::self_signed(["bot.example.com"]).unwrap();
    let service = webhook(WebhookService::builder(bot.service()));
    let _running = Running::start(Server::tls(listening, certificate).route("/hook", service));
    let error = within(elsewhere.acme(&["bot.example.com"]).obtain()).await.unwrap_err();
    assert!(matches!(&error, AcmeError::Challenge { .. }), "{error}");

    // An authority that is not trusted, and one that is not there.
    let stranger = Acme::new(["bot.example.com"], authority.kept()).unwrap().agree_to_terms();
    let stranger = stranger.directory(format!("https://127.0.0.1:{}/dir", authority.api));
    let error = within(stranger.obtain()).await.unwrap_err().to_string();
    assert!(error.contains("certificate"), "{error}");
    let nobody = authority.acme(&["bot.example.com"]).directory(format!("https://localhost:{}/dir", free_port()));
    assert!(matches!(within(nobody.obtain()).await, Err(AcmeError::Authority(_))));

    // A kept account that is damaged is not overwritten.
    let file = std::fs::read_dir(authority.kept()).unwrap().map(|entry| entry.unwrap().path());
    let file = file.into_iter().find(|path| path.to_string_lossy().ends_with("account.json")).unwrap();
    std::fs::write(&file, "not an account").unwrap();
    let error = within(acme.obtain()).await.unwrap_err();
    assert!(matches!(error, AcmeError::Account(_)), "{error}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "not an account");
}
