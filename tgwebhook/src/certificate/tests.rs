//! Loading, making, keeping, exchanging.

use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Barrier;
use std::thread;
use std::time::{Duration, SystemTime};

use super::*;

const DAY: Duration = Duration::from_secs(86_400);

/// A directory that is gone when the test ends.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tgwebhook-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        Self(dir)
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn made(host: &str, now: SystemTime) -> (String, String) {
    let made = self_signed::make([host], now, self_signed::YEAR).unwrap();
    (made.certificate.public_pem().to_owned(), made.key_pem.to_string())
}

#[test]
fn a_made_certificate_is_for_its_hosts() {
    let certificate = Certificate::self_signed(["bot.example.com", "192.0.2.7"]).unwrap();
    certificate.check_host("bot.example.com").unwrap();
    certificate.check_host("192.0.2.7").unwrap();
    let error = certificate.check_host("other.example.com").unwrap_err();
    assert!(error.to_string().contains("bot.example.com"), "{error}");
    assert!(certificate.public().is_self_signed());
    certificate.public().check_time(SystemTime::now() + 364 * DAY).unwrap();
    assert!(certificate.public().check_time(SystemTime::now() + 366 * DAY).is_err());
}

#[test]
fn an_address_is_there_as_address_and_as_name() {
    let certificate = Certificate::self_signed(["192.0.2.7"]).unwrap();
    assert_eq!(certificate.public().hosts(), ["192.0.2.7"]);
    certificate.check_host("192.0.2.7").unwrap();
    assert!(Certificate::self_signed(["2001:db8::7"]).is_ok());
}

#[test]
fn what_is_no_host_gets_no_certificate() {
    for host in
        ["", "https://example.com", "example.com:8443", "a b", "a..b", "-a.example", "1.2.3", "1.2.3.256", "ü.de"]
    {
        assert!(matches!(Certificate::self_signed([host]), Err(CertificateError::NotAHost { .. })), "{host}");
    }
    assert!(matches!(Certificate::self_signed([""; 0]), Err(CertificateError::NoHost)));
    let long = format!("{}.example.com", "a".repeat(60));
    Certificate::self_signed([&long]).unwrap().check_host(&long).unwrap();
}

#[test]
fn every_mistake_has_its_own_error() {
    let now = SystemTime::now();
    let (certificate, key) = made("a.example", now);
    let (other, other_key) = made("b.example", now);
    let load = |certificate: &str, key: &str| Certificate::from_pem(certificate.as_bytes(), key.as_bytes());

    load(&certificate, &key).unwrap();
    assert_eq!(load(&format!("{certificate}{other}"), &key).unwrap().public().chain_length(), 2);
    // Both in one file, in any order.
    let both = format!("{key}{certificate}");
    load(&both, &both).unwrap();

    assert!(matches!(load(&key, &key), Err(CertificateError::NoCertificate { .. })));
    assert!(matches!(load("", &key), Err(CertificateError::NoCertificate { .. })));
    assert!(matches!(load(&certificate, &certificate), Err(CertificateError::NoKey { .. })));
    assert!(matches!(load(&certificate, &other_key), Err(CertificateError::KeyMismatch)));
    assert!(matches!(load(&format!("{other}{certificate}"), &key), Err(CertificateError::KeyMismatch)));
    let cut = &certificate[..certificate.len() - 40];
    assert!(matches!(load(cut, &key), Err(CertificateError::BadPem { .. })));
    let noise = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(matches!(load(noise, &key), Err(CertificateError::BadCertificate { .. })));
    let noise = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    assert!(matches!(load(&certificate, noise), Err(CertificateError::BadKey { .. })));
    for encrypted in [
        key.replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA \
         PRIVATE KEY-----\n"
            .to_owned(),
    ] {
        assert!(matches!(load(&certificate, &encrypted), Err(CertificateError::EncryptedKey { .. })));
    }
    let origins = ["c", "k"];
    let at = |now| load::from_pem(certificate.as_bytes(), key.as_bytes(), origins, now);
    assert!(matches!(at(now + 366 * DAY), Err(CertificateError::Expired { .. })));
    assert!(matches!(at(now - 2 * DAY), Err(CertificateError::NotYetValid { .. })));
    let missing = Certificate::from_pem_files("/nonexistent/c.pem", "/nonexistent/k.pem").unwrap_err();
    assert!(missing.to_string().contains("/nonexistent/c.pem"), "{missing}");
}

#[test]
fn no_byte_of_a_key_is_shown() {
    let now = SystemTime::now();
    let (certificate, key) = made("a.example", now);
    let body: String = key.lines().filter(|line| !line.starts_with('-')).collect();
    let damaged = key.replace("-----END", "----END");
    let mut shown = vec![
        format!("{:#?}", Certificate::from_pem(certificate.as_bytes(), key.as_bytes()).unwrap()),
        format!("{:#?}", CertificateHandle::new(Certificate::self_signed(["a.example"]).unwrap())),
    ];
    for wrong in [damaged, key.replace("MI", "!!"), key[..key.len() / 2].to_owned()] {
        let error = Certificate::from_pem(certificate.as_bytes(), wrong.as_bytes()).unwrap_err();
        shown.push(format!("{error} {error:?}"));
    }
    for text in shown {
        for piece in body.as_bytes().windows(12) {
            assert!(!text.contains(std::str::from_utf8(piece).unwrap()), "{text}");
        }
    }
}

#[test]
fn a_kept_certificate_is_reused_and_renewed() {
    let dir = Dir::new("kept");
    let now = SystemTime::now();
    let kept = |host: &str, now| kept::self_signed_in(&dir.0, host, now).map(|kept| kept.public_pem().to_owned());
    let first = kept("192.0.2.7", now).unwrap();
    let file = dir.0.join("webhook-192.0.2.7.pem");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = || fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(), 0o600);
        // Somebody opened it up: it is closed again.
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        assert_eq!(kept("192.0.2.7", now).unwrap(), first);
        assert_eq!(mode(), 0o600);
    }
    assert_eq!(kept("192.0.2.7", now + 334 * DAY).unwrap(), first);
    assert_ne!(kept("other.example", now).unwrap(), first);
    let renewed = kept("192.0.2.7", now + 336 * DAY).unwrap();
    assert_ne!(renewed, first);
    assert_eq!(kept("192.0.2.7", now + 336 * DAY).unwrap(), renewed);
    // Long ended.
    assert_ne!(kept("192.0.2.7", now + 4_000 * DAY).unwrap(), renewed);
    assert_eq!(fs::read_dir(&dir.0).unwrap().count(), 2, "nothing is left lying around");
    assert!(file.exists());
}

/// What those get who ask at the same moment, each in a thread of its own.
fn kept_at_once(dir: &Dir, now: SystemTime) -> HashSet<String> {
    let together = Barrier::new(8);
    let ask = || {
        together.wait();
        kept::self_signed_in(&dir.0, "192.0.2.7", now).unwrap().public_pem().to_owned()
    };
    thread::scope(|scope| {
        let asking: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        asking.into_iter().map(|asking| asking.join().unwrap()).collect()
    })
}

#[test]
fn those_who_ask_at_once_get_the_same_kept_certificate() {
    for round in 0..20 {
        let dir = Dir::new(&format!("at-once-{round}"));
        let now = SystemTime::now();
        // Made, then renewed.
        for now in [now, now + 340 * DAY] {
            let got = kept_at_once(&dir, now);
            assert_eq!(got.len(), 1, "round {round}");
            let later = kept::self_signed_in(&dir.0, "192.0.2.7", now).unwrap();
            assert!(got.contains(later.public_pem()), "what is served is what is kept");
            assert_eq!(fs::read_dir(&dir.0).unwrap().count(), 1, "nothing is left lying around");
        }
    }
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let dir = Dir::new("foreign");
    fs::create_dir_all(&dir.0).unwrap();
    let file = dir.0.join("webhook-a.example.pem");
    let (certificate, key) = made("b.example", SystemTime::now());
    for content in ["my notes".to_owned(), format!("{certificate}{key}"), certificate.clone()] {
        fs::write(&file, &content).unwrap();
        let error = Certificate::self_signed_in(&dir.0, "a.example").unwrap_err();
        assert!(matches!(error, CertificateError::Kept { .. }), "{error}");
        assert_eq!(fs::read_to_string(&file).unwrap(), content);
    }
}

#[tokio::test(start_paused = true)]
async fn changed_files_are_taken_and_broken_ones_are_not() {
    let dir = Dir::new("watched");
    fs::create_dir_all(&dir.0).unwrap();
    let (certificate_file, key_file) = (dir.0.join("c.pem"), dir.0.join("k.pem"));
    let write = |host: &str| {
        let (certificate, key) = made(host, SystemTime::now());
        fs::write(&certificate_file, certificate).unwrap();
        fs::write(&key_file, key).unwrap();
    };
    write("a.example");
    let handle = CertificateHandle::new(Certificate::from_pem_files(&certificate_file, &key_file).unwrap());
    let watching = {
        let (handle, certificate_file, key_file) = (handle.clone(), certificate_file.clone(), key_file.clone());
        tokio::spawn(async move { handle.watch_files(certificate_file, key_file, Duration::from_secs(60)).await })
    };
    let settled = async |host: &str| {
        for _ in 0..200 {
            if handle.current().public().hosts() == [host] {
                return true;
            }
            tokio::time::sleep(Duration::from_secs(61)).await;
        }
        false
    };
    write("longer.name.example");
    assert!(settled("longer.name.example").await);
    fs::write(&key_file, "broken").unwrap();
    fs::write(&certificate_file, "broken").unwrap();
    tokio::time::sleep(Duration::from_secs(300)).await;
    assert_eq!(handle.current().public().hosts(), ["longer.name.example"]);
    write("c.example");
    assert!(settled("c.example").await);
    watching.abort();
}
