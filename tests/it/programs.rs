//! Programs by others against our server: a certificate made by openssl, curl as Telegram, openssl's own client.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tgapi::{BoxError, Reply, SecretToken, Update};
use tgwebhook::{Certificate, Server, WebhookService};
use tokio::sync::oneshot;

use crate::soon;

const SECRET: &str = "a-secret";

/// A program that has to be there in CI; elsewhere the test is skipped, and says so.
#[expect(clippy::print_stderr, reason = "whoever reads the test's output should know")]
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
        || Command::new(program).arg("version").output().is_ok_and(|output| output.status.success());
    if !found {
        assert!(std::env::var_os("CI").is_none(), "{program} is missing, and in CI nothing is skipped");
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// Runs a program to its end without blocking the server beside it.
async fn run(program: &'static str, args: Vec<String>) -> Output {
    let running = tokio::task::spawn_blocking(move || {
        Command::new(program).args(args).stdin(std::process::Stdio::null()).output().unwrap()
    });
    soon(program, running).await.unwrap()
}

fn args(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

/// What the Webhooks page of python-telegram-bot tells people to type.
async fn openssl_certificate(folder: &Path) -> (PathBuf, PathBuf) {
    let (certificate, key) = (folder.join("cert.pem"), folder.join("private.key"));
    let output = run(
        "openssl",
        args(&format!(
            "req -newkey rsa:2048 -sha256 -nodes -keyout {} -x509 -days 3650 -out {} -subj /CN=localhost",
            key.display(),
            certificate.display()
        )),
    )
    .await;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (certificate, key)
}

#[tokio::test]
async fn curl_and_openssl_talk_to_the_server_with_a_certificate_made_by_openssl() {
    if !has("curl") || !has("openssl") {
        return;
    }
    let folder = std::env::temp_dir().join(format!("tgbot-programs-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (certificate, key) = openssl_certificate(&folder).await;

    let (seen, mut updates) = tokio::sync::mpsc::channel(8);
    let bot = tower::service_fn(move |update: Update| {
        let seen = seen.clone();
        async move {
            seen.send(update.update_id.0).await.map_err(BoxError::from)?;
            Ok::<_, BoxError>(Reply::None)
        }
    });
    let webhook = WebhookService::builder(bot).secret(SecretToken::new(SECRET).unwrap()).build().unwrap();
    let server = Server::bind("127.0.0.1:0")
        .await
        .unwrap()
        .tls(Certificate::from_pem_files(&certificate, &key).unwrap())
        .route("/hook", webhook);
    let port = server.local_addr().port();
    let (stop, stopped) = oneshot::channel::<()>();
    let served = tokio::spawn(server.serve_with_shutdown(async {
        let _ = stopped.await;
    }));

    let post = |path: &str, secret: &str, body: &str| {
        let mut line = args(&format!(
            "--silent --show-error --max-time 20 --resolve localhost:{port}:127.0.0.1 --cacert {} --output /dev/null \
             --write-out %{{http_code}}_%{{http_version}} https://localhost:{port}{path} --data {body} --header",
            certificate.display()
        ));
        line.push("Content-Type: application/json".to_owned());
        line.push("--header".to_owned());
        line.push(format!("X-Telegram-Bot-Api-Secret-Token: {secret}"));
        line
    };
    for (path, secret, body, expected) in [
        ("/hook", SECRET, "{\"update_id\":7}", "200_1.1"),
        ("/hook", "wrong", "{\"update_id\":8}", "401_1.1"),
        ("/else", SECRET, "{\"update_id\":9}", "404_1.1"),
        ("/hook", SECRET, "nonsense", "400_1.1"),
        ("/hook", SECRET, "{\"update_id\":10}", "200_1.1"),
    ] {
        let output = run("curl", post(path, secret, body)).await;
        let answer = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(answer, expected, "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!((updates.recv().await, updates.recv().await), (Some(7), Some(10)));

    // Offered HTTP/2, the server stays with HTTP/1.1; TLS 1.1 is refused.
    let connect = format!("s_client -connect 127.0.0.1:{port} -servername localhost -CAfile {}", certificate.display());
    let output = run("openssl", args(&format!("{connect} -alpn h2,http/1.1 -verify_return_error"))).await;
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(shown.contains("ALPN protocol: http/1.1") && shown.contains("Verify return code: 0 (ok)"), "{shown}");
    assert!(shown.contains("TLSv1.3"), "{shown}");
    let output = run("openssl", args(&format!("{connect} -tls1_1"))).await;
    assert!(!output.status.success(), "TLS 1.1 was accepted");

    stop.send(()).unwrap();
    soon("the server to stop", served).await.unwrap().unwrap();
    std::fs::remove_dir_all(folder).unwrap();
}
