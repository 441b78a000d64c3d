//! Other people's programs as judges: openssl and curl, which is what Telegram's own server is built on.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use tgwebhook::{Certificate, CertificateError, WebhookService};

use crate::support::*;

/// Whether a program is there. Where it has to be, as in CI, its absence is a failure.
fn there(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
        || Command::new(program).arg("version").output().is_ok_and(|output| output.status.success());
    assert!(there || std::env::var_os("CI").is_none(), "{program} is missing, and CI must not skip");
    if !there {
        eprintln_skipped(program);
    }
    there
}

#[expect(clippy::print_stderr, reason = "a skipped test has to say so")]
fn eprintln_skipped(program: &str) {
    eprintln!("skipped: {program} is not installed");
}

/// A directory that is gone when the test ends.
struct Dir(PathBuf);

impl Dir {
    fn new(name: &str) -> Self {
        let dir = std::env::temp_dir().join(format!("tgwebhook-it-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir).unwrap();
        Self(dir)
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, content: &str) -> PathBuf {
        let file = self.file(name);
        std::fs::write(&file, content).unwrap();
        file
    }
}

impl Drop for Dir {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn openssl(dir: &Dir, arguments: &str) -> Output {
    let output = Command::new("openssl").args(arguments.split_whitespace()).current_dir(&dir.0).output().unwrap();
    assert!(output.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

#[test]
fn openssl_accepts_our_certificates_for_names_and_addresses() {
    if !there("openssl") {
        return;
    }
    let dir = Dir::new("verify");
    // As Telegram: the uploaded certificate is the only trust anchor, and an address is compared as a name.
    for (host, checks) in [
        ("bot.example.com", vec!["-verify_hostname bot.example.com"]),
        ("192.0.2.7", vec!["-verify_hostname 192.0.2.7", "-verify_ip 192.0.2.7"]),
    ] {
        dir.write("c.pem", Certificate::self_signed([host]).unwrap().public_pem());
        for check in checks {
            for strict in ["", "-x509_strict"] {
                openssl(
                    &dir,
                    &format!("verify {strict} -no-CApath -no-CAstore -CAfile c.pem -purpose sslserver {check} c.pem"),
                );
            }
        }
    }
    let wrong = Command::new("openssl")
        .args(["verify", "-CAfile", "c.pem", "-verify_hostname", "192.0.2.8", "c.pem"])
        .current_dir(&dir.0)
        .output()
        .unwrap();
    assert!(!wrong.status.success());
}

#[test]
fn certificates_and_keys_made_by_openssl_are_read() {
    if !there("openssl") {
        return;
    }
    let dir = Dir::new("made");
    for key in ["rsa:2048", "ec -pkeyopt ec_paramgen_curve:P-256", "ec -pkeyopt ec_paramgen_curve:P-384", "ed25519"] {
        openssl(&dir, &format!("req -x509 -newkey {key} -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=192.0.2.7"));
        let certificate = Certificate::from_pem_files(dir.file("c.pem"), dir.file("k.pem")).unwrap();
        // What Telegram's own guide makes: nothing but a common name.
        certificate.check_host("192.0.2.7").unwrap();
        assert!(certificate.public().is_self_signed());
        assert!(matches!(certificate.check_host("192.0.2.8"), Err(CertificateError::Host { .. })));
    }
    // Older forms of keys.
    openssl(&dir, "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=a.example");
    openssl(&dir, "rsa -in k.pem -traditional -out pkcs1.pem");
    Certificate::from_pem_files(dir.file("c.pem"), dir.file("pkcs1.pem")).unwrap();
    for (arguments, encrypted) in [
        ("pkcs8 -topk8 -in k.pem -v2 aes-256-cbc -passout pass:x -out e.pem", "pkcs8"),
        ("rsa -in k.pem -traditional -aes256 -passout pass:x -out e.pem", "pkcs1"),
    ] {
        openssl(&dir, arguments);
        let error = Certificate::from_pem_files(dir.file("c.pem"), dir.file("e.pem")).unwrap_err();
        assert!(matches!(error, CertificateError::EncryptedKey { .. }), "{encrypted}: {error}");
    }
    openssl(&dir, "ecparam -name prime256v1 -genkey -noout -out sec1.pem");
    openssl(&dir, "req -x509 -key sec1.pem -out c.pem -days 30 -subj /CN=a.example");
    Certificate::from_pem_files(dir.file("c.pem"), dir.file("sec1.pem")).unwrap();
    let error = Certificate::from_pem_files(dir.file("c.pem"), dir.file("k.pem")).unwrap_err();
    assert!(matches!(error, CertificateError::KeyMismatch), "{error}");
    // An address that stands only where Telegram does not look.
    openssl(
        &dir,
        "req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -days 30 -subj /CN=bot -addext subjectAltName=IP:192.0.2.7",
    );
    let certificate = Certificate::from_pem_files(dir.file("c.pem"), dir.file("k.pem")).unwrap();
    let error = certificate.check_host("192.0.2.7").unwrap_err();
    assert!(matches!(error, CertificateError::AddressNotAsName { .. }), "{error}");
}

/// A chain: a root, something in between, and the server.
#[test]
fn a_chain_is_served_whole() {
    if !there("openssl") {
        return;
    }
    let dir = Dir::new("chain");
    dir.write("ca.ext", "basicConstraints=critical,CA:TRUE\nkeyUsage=keyCertSign\n");
    dir.write("leaf.ext", "subjectAltName=DNS:bot.example.com\n");
    openssl(&dir, "req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 30 -subj /CN=root");
    for (name, issuer, extensions) in [("middle", "root", "ca.ext"), ("leaf", "middle", "leaf.ext")] {
        openssl(&dir, &format!("req -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.csr -subj /CN={name}"));
        openssl(
            &dir,
            &format!(
                "x509 -req -in {name}.csr -CA {issuer}.pem -CAkey {issuer}.key -CAcreateserial -days 30 -extfile {extensions} -out {name}.pem"
            ),
        );
    }
    let read = |name: &str| std::fs::read_to_string(dir.file(name)).unwrap();
    let key = read("leaf.key");
    let whole = Certificate::from_pem((read("leaf.pem") + &read("middle.pem")).as_bytes(), key.as_bytes()).unwrap();
    assert_eq!((whole.public().chain_length(), whole.public().is_self_signed()), (2, false));
    whole.check_host("bot.example.com").unwrap();
    let error = Certificate::from_pem((read("middle.pem") + &read("leaf.pem")).as_bytes(), key.as_bytes()).unwrap_err();
    assert!(matches!(error, CertificateError::KeyMismatch), "the server's own has to be first: {error}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let bot = Bot::default();
    let running = runtime.block_on(async {
        Running::start(server().await.tls(whole).route("/hook", webhook(WebhookService::builder(bot.service()))))
    });
    let output = Command::new("openssl")
        .args(["s_client", "-connect", &running.address.to_string(), "-servername", "bot.example.com"])
        .args(["-CAfile", "root.pem", "-verify_return_error", "-verify_hostname", "bot.example.com", "-brief"])
        .current_dir(&dir.0)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success() && said.contains("Verification: OK"), "{said}");
}

fn curl(address: std::net::SocketAddr, trusted: &Path, more: &[&str]) -> Output {
    Command::new("curl")
        .args(["--silent", "--show-error", "--max-time", "20", "--cacert"])
        .arg(trusted)
        .args(["--write-out", "%{http_code} %{http_version}", "-H", "Content-Type: application/json"])
        .args(["-H", &format!("X-Telegram-Bot-Api-Secret-Token: {SECRET}"), "--data-binary", &update(1)])
        .args(more)
        .arg(format!("https://{address}/hook"))
        .output()
        .unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn curl_delivers_to_an_address_with_a_self_signed_certificate() {
    if !there("curl") {
        return;
    }
    let dir = Dir::new("curl");
    let bot = Bot::default();
    let certificate = Certificate::self_signed_in(&dir.0, "127.0.0.1").unwrap();
    let trusted = dir.write("public.pem", certificate.public_pem());
    let service = webhook(WebhookService::builder(bot.service()));
    let running = Running::start(server().await.tls(certificate).route("/hook", service));
    let address = running.address;
    // It would rather have HTTP/2; it would wait for the word to go on; it would speak an old HTTP; it would send
    // chunks.
    for (more, expected) in [
        (&["--http2"][..], "200 1"),
        (&["-H", "Expect: 100-continue"], "200 1"),
        (&["--http1.0", "--no-alpn"], "200 1"),
        (&["--tlsv1.2", "--tls-max", "1.2"], "200 1"),
        (&["--tlsv1.3"], "200 1"),
        (&["-H", "Transfer-Encoding: chunked"], "400 1"),
        (&["-H", "X-Telegram-Bot-Api-Secret-Token: wrong"], "401 1"),
    ] {
        let (trusted, more) = (trusted.clone(), more.iter().map(ToString::to_string).collect::<Vec<_>>());
        let output = tokio::task::spawn_blocking(move || {
            curl(address, &trusted, &more.iter().map(String::as_str).collect::<Vec<_>>())
        });
        let output = tokio::time::timeout(Duration::from_secs(30), output).await.unwrap().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        // Some versions say 1 for HTTP/1.0.
        assert!(said.starts_with(expected), "{said}: {}", String::from_utf8_lossy(&output.stderr));
    }
}
