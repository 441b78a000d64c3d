//! The examples of bots by webhook that need no other server: with a certificate of one's own, and many on one port.
//! Those in other people's servers are in `webhook_custom.rs`.

use std::net::{IpAddr, Ipv4Addr};
use std::process::Command;
use std::time::Duration;

use tgsandbox::Sandbox;

use crate::webhook_custom::example;
use crate::webhook_kit::{Folder, Program, free_port, have, run};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn webhook_with_a_certificate_made_by_openssl() {
    if !have(&["openssl"]) {
        return;
    }
    let executable = example("webhook").await;
    let folder = Folder::new("example-webhook");
    let (certificate, key) = (folder.path("cert.pem"), folder.path("key.pem"));
    let mut openssl = Command::new("openssl");
    openssl
        .args(["req", "-newkey", "rsa:2048", "-sha256", "-nodes", "-x509", "-days", "365", "-subj", "/CN=bot.example"])
        .args(["-addext", "subjectAltName=DNS:bot.example", "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&certificate);
    assert!(run(openssl).await.status.success());

    let here = IpAddr::from(Ipv4Addr::LOCALHOST);
    let sandbox = Sandbox::builder().host("bot.example", here).timeout(Duration::from_secs(30)).start().await.unwrap();
    let port = free_port();
    let mut command = Command::new(executable);
    command
        .env("TELEGRAM_BOT_TOKEN", sandbox.token())
        .env("TELEGRAM_API_URL", sandbox.api_url())
        .env("TELEGRAM_WEBHOOK_LISTEN", format!("127.0.0.1:{port}"))
        .arg(format!("https://bot.example:{port}/hook"))
        .args([certificate, key]);
    let mut program = Program::start(command, folder.path("log"));
    sandbox.webhook_set().await.unwrap();
    let ann = sandbox.user("Ann");
    for n in 0..10 {
        ann.send(n.to_string()).await;
        ann.expect_text(&n.to_string()).await.unwrap();
    }
    assert_eq!(sandbox.webhook().unwrap().last_error, None);
    program.signal("TERM");
    assert!(program.ended().await.success(), "{}", program.said());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_bots_on_one_port() {
    let executable = example("many_bots").await;
    let folder = Folder::new("example-many-bots");
    let sandbox = Sandbox::builder().timeout(Duration::from_secs(30)).start().await.unwrap();
    // More than Telegram allows ports.
    let bots: Vec<_> = std::iter::once(sandbox.bot().clone()).chain((0..7).map(|_| sandbox.add_bot())).collect();
    let tokens: Vec<_> = bots.iter().map(tgsandbox::Bot::token).collect();
    let port = free_port();
    let mut command = Command::new(executable);
    command
        .env("BOT_TOKENS", tokens.join(" "))
        .env("TELEGRAM_API_URL", sandbox.api_url())
        .arg(format!("https://127.0.0.1:{port}"));
    let mut program = Program::start(command, folder.path("log"));
    for bot in &bots {
        bot.webhook_set().await.unwrap();
        let ann = bot.user("Ann");
        ann.send("hello").await;
        ann.expect_text(&format!("bot {} heard: hello", bot.id())).await.unwrap();
    }
    program.signal("TERM");
    assert!(program.ended().await.success(), "{}", program.said());
}
