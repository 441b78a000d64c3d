//! Other people's servers around our service, as the examples show them: axum, plain hyper, threads with a queue, and
//! our own server behind a proxy. Each example is built and run as a program, and the sandbox delivers to it.

use std::process::Command;
use std::time::Duration;

use tgsandbox::Sandbox;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::soon;
use crate::webhook_kit::*;

/// Builds an example with the cargo of this very run, and says where it is. With the features of the whole workspace,
/// as `cargo test --workspace` has built it already.
pub(crate) async fn example(name: &str) -> std::path::PathBuf {
    let mut build = Command::new(env!("CARGO"));
    build.args(["build", "--offline", "--locked", "--workspace", "--example", name, "--message-format", "json"]);
    let output = tokio::task::spawn_blocking(move || build.output().unwrap()).await.unwrap();
    assert!(output.status.success(), "{}", text_of(&output));
    let messages = String::from_utf8(output.stdout).unwrap();
    let executable =
        messages.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok()).find_map(|message| {
            let is_it = message["target"]["name"] == name && message["reason"] == "compiler-artifact";
            is_it.then(|| message["executable"].as_str().map(Into::into)).flatten()
        });
    executable.unwrap_or_else(|| panic!("no executable in {messages}"))
}

pub(crate) async fn get(port: u16, path: &str) -> String {
    let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").as_bytes()).await.unwrap();
    let mut answer = String::new();
    soon("an answer", stream.read_to_string(&mut answer)).await.unwrap();
    answer
}

async fn serves(name: &str) {
    let executable = example(name).await;
    let folder = Folder::new(&format!("example-{name}"));
    let sandbox = Sandbox::builder().plain_http(true).timeout(Duration::from_secs(60)).start().await.unwrap();
    let (port, metrics) = (free_port(), free_port());
    let mut command = Command::new(executable);
    command
        .env("TELEGRAM_BOT_TOKEN", sandbox.token())
        .env("TELEGRAM_API_URL", sandbox.api_url())
        .env("TELEGRAM_WEBHOOK_URL", format!("http://127.0.0.1:{port}/hook"))
        .env("TELEGRAM_WEBHOOK_LISTEN", format!("127.0.0.1:{port}"))
        .env("METRICS_LISTEN", format!("127.0.0.1:{metrics}"));
    let mut program = Program::start(command, folder.path("log"));
    program.listens(port).await;
    soon("the webhook", sandbox.webhook_set()).await.unwrap();
    let people = ["Ann", "Bob"].map(|name| sandbox.user(name));
    for n in 0..20 {
        for person in &people {
            person.send(format!("line {n}")).await;
        }
    }
    for person in &people {
        for n in 0..20 {
            person.expect_text(&format!("line {n}")).await.unwrap();
        }
    }
    soon("the last answers", sandbox.idle()).await.unwrap();
    assert_eq!(sandbox.webhook().unwrap().last_error, None);

    // Whoever does not know the secret is nobody.
    let mut stranger = tokio::net::TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    let forged = "POST /hook HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 15\r\nConnection: \
                  close\r\nX-Telegram-Bot-Api-Secret-Token: wrong\r\n\r\n{\"update_id\":1}";
    stranger.write_all(forged.as_bytes()).await.unwrap();
    let mut answer = String::new();
    soon("the refusal", stranger.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 401"), "{answer}");

    match name {
        "axum" => assert!(get(port, "/").await.ends_with("A bot lives here.")),
        "behind_proxy" => {
            assert!(get(metrics, "/readyz").await.ends_with("ready\n"));
            let shown = get(metrics, "/metrics").await;
            assert!(shown.contains("tgwebhook_updates_total{bot=\"echo\"} 40\n"), "{shown}");
            program.signal("INT");
            assert!(program.ended().await.success());
        }
        _ => {}
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_axum() {
    serves("axum").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_plain_hyper() {
    serves("hyper").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_threads_with_a_queue() {
    serves("threaded").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_with_health_and_measurements() {
    serves("behind_proxy").await;
}

#[test]
fn the_examples_of_servers_are_short() {
    for name in ["axum", "hyper", "threaded", "behind_proxy"] {
        let file = format!("{}/../tgbot/examples/{name}.rs", env!("CARGO_MANIFEST_DIR"));
        let lines = std::fs::read_to_string(file).unwrap().lines().count();
        assert!(lines <= 40, "{name} has {lines} lines");
    }
}
