//! A bot as a program and its end: the first signal lets the handler at work finish, a second Ctrl-C ends at once.
#![cfg(unix)]

use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::time::Duration;

use tgsandbox::Sandbox;

use crate::soon;
use crate::webhook_custom::get;
use crate::webhook_kit::{Folder, Program, free_port};

/// A bot whose handlers take up to an hour, with one of them at work.
async fn busy(sandbox: &Sandbox, folder: &Folder, way: &[&str]) -> Program {
    let metrics = free_port();
    let mut command = Command::new(env!("CARGO_BIN_EXE_slow_echo"));
    command
        .env("TELEGRAM_BOT_TOKEN", sandbox.token())
        .env("TELEGRAM_API_URL", sandbox.api_url())
        .env("TELEGRAM_METRICS_LISTEN", format!("127.0.0.1:{metrics}"))
        .env("RUST_LOG", "info")
        .env("PAUSE_MS", "3600000")
        .args(way);
    let mut program = Program::start(command, folder.path("log"));
    program.listens(metrics).await;
    sandbox.user("Ann").send("go").await;
    soon("the handler to be at work", async {
        while !get(metrics, "/metrics").await.contains("tgbot_handlers_running{bot=\"sandbox_bot\"} 1\n") {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    })
    .await;
    program
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_ctrl_c_ends_at_once() {
    let url = format!("https://127.0.0.1:{}/hook", free_port());
    for way in [&["--polling"][..], &["--webhook", &url]] {
        let folder = Folder::new("signals");
        let sandbox = Sandbox::start().await.unwrap();
        let mut bot = busy(&sandbox, &folder, way).await;
        bot.signal("INT");
        // It finishes, which takes as long as it may: 20 s. Nobody has to wait for that.
        bot.says("the first to be heard", |said| said.contains("told to stop")).await;
        bot.signal("INT");
        let status = bot.ended().await;
        assert_eq!((status.code(), status.signal()), (Some(130), None), "{way:?}: {}", bot.said());
        assert_eq!(sandbox.stats().pending, 1, "the update is for the next start");
    }
}
