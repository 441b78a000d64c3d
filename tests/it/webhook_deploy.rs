//! A bot as a program, stopped by SIGTERM while people write, and started again: each message is answered once. Five
//! times; `TGBOT_TEST_DEPLOYS` says how often instead.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use tgsandbox::Sandbox;

use crate::soon;
use crate::webhook_custom::example;
use crate::webhook_kit::*;

#[cfg(unix)]
#[expect(clippy::print_stderr, reason = "the figure is of interest")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deployment_under_load_loses_nothing() {
    let deployments: u32 = std::env::var("TGBOT_TEST_DEPLOYS").map_or(5, |text| text.parse().unwrap());
    let executable = example("counter").await;
    let folder = Folder::new("deploy");
    let sandbox = Sandbox::builder().timeout(Duration::from_secs(60)).start().await.unwrap();
    let port = free_port();
    let start = |round: u32| {
        let mut command = Command::new(&executable);
        command
            .env("TELEGRAM_BOT_TOKEN", sandbox.token())
            .env("TELEGRAM_API_URL", sandbox.api_url())
            .env("RUST_LOG", "warn")
            .args(["--webhook", &format!("https://127.0.0.1:{port}/hook")]);
        Program::start(command, folder.path(&format!("log-{round}")))
    };
    let (stop, sent) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
    let people: Arc<Vec<_>> = Arc::new(["Ann", "Bob", "Eve", "Joe"].map(|name| sandbox.user(name)).into());
    let writing = {
        let (stop, sent, people) = (Arc::clone(&stop), Arc::clone(&sent), Arc::clone(&people));
        let bot = sandbox.bot().clone();
        tokio::spawn(async move {
            while !stop.load(Ordering::Relaxed) {
                if bot.stats().pending > 200 {
                    // Enough for the next one to begin with.
                    tokio::time::sleep(Duration::from_millis(5)).await;
                    continue;
                }
                for person in &*people {
                    person.send("hello").await;
                }
                sent.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        })
    };
    let answers = || people.iter().map(|person| person.messages().len()).sum::<usize>();
    let mut longest = Duration::ZERO;
    for round in 0..deployments {
        let mut bot = start(round);
        bot.listens(port).await;
        // It is at work.
        let before = answers();
        soon("some answers", async {
            while answers() < before + 20 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        })
        .await;
        let asked = Instant::now();
        bot.signal("TERM");
        assert!(bot.ended().await.success(), "{}", bot.said());
        longest = longest.max(asked.elapsed());
    }
    stop.store(true, Ordering::Relaxed);
    writing.await.unwrap();
    let mut last = start(deployments);
    last.listens(port).await;
    soon("the last answers", sandbox.idle()).await.unwrap();
    last.signal("TERM");
    assert!(last.ended().await.success());
    let sent = sent.load(Ordering::Relaxed) as usize * people.len();
    assert_eq!((answers(), sandbox.stats().pending), (sent, 0), "after {deployments} deployments");
    eprintln!("{deployments} deployments, {sent} messages, the longest took {longest:?} to end");
}
