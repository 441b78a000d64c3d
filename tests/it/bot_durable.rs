//! A bot that keeps its updates in a file: acknowledged at once, handled later, across restarts, and never lost.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tgbot::api::Token;
use tgbot::prelude::*;
use tgbot::queue::{Engine, Redb};
use tgdispatch::Retry;
use tgsandbox::Sandbox;
use tokio::sync::Semaphore;

use crate::running::Running;
use crate::soon;

/// A file that is gone at the end.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("tgbot-durable-{name}-{}.redb", std::process::id()));
        let _ = std::fs::remove_file(&path);
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

fn bot(sandbox: &Sandbox, file: &File, routes: Router) -> Bot {
    Bot::new(Token::new(&sandbox.token()).unwrap()).api_url(sandbox.api_url()).routes(routes).durable(&file.0)
}

/// Answers what it is told, once the gate is open.
fn gated(gate: &Arc<Semaphore>) -> Router {
    let gate = Arc::clone(gate);
    Router::new().on(text(), move |message: Message, Text(text): Text| {
        let gate = Arc::clone(&gate);
        async move {
            drop(gate.acquire().await);
            message.answer(text)
        }
    })
}

async fn is_acknowledged_before_it_is_handled(webhook: bool) {
    let sandbox = Sandbox::start().await.unwrap();
    let file = File::new(if webhook { "webhook" } else { "polling" });
    // Never opened: as if the process had died.
    let gate = Arc::new(Semaphore::new(0));
    let way = |bot: Bot| if webhook { bot.webhook("https://127.0.0.1:0/hook") } else { bot.polling() };
    let first = Running::start(way(bot(&sandbox, &file, gated(&gate)).drain(Duration::from_millis(100))));
    if webhook {
        sandbox.webhook_set().await.unwrap();
    }
    let ann = sandbox.user("Ann");
    for n in 0..10 {
        ann.send(format!("line {n}")).await;
    }
    // No handler got anywhere, and Telegram was told that everything is safe.
    sandbox.idle().await.unwrap();
    assert_eq!(first.stop().await.unfinished, 1);
    // The next one has them, in order, and answers what comes besides.
    let open = Arc::new(Semaphore::new(1));
    let second = Running::start(way(bot(&sandbox, &file, gated(&open))));
    for n in 0..10 {
        ann.expect_text(&format!("line {n}")).await.unwrap();
    }
    ann.send("and now").await;
    ann.expect_text("and now").await.unwrap();
    assert_eq!(second.stop().await.unfinished, 0);
    let queue = Redb::open(&file.0).unwrap();
    let of = queue.bots().await.unwrap()[0];
    let stats = queue.stats(of).await.unwrap();
    assert_eq!((stats.pending, stats.letters), (0, 0));
    queue.close().await;
}

#[tokio::test]
async fn by_webhook_it_acknowledges_what_is_on_disk_and_handles_it_after_a_restart() {
    is_acknowledged_before_it_is_handled(true).await;
}

#[tokio::test]
async fn by_polling_it_acknowledges_what_is_on_disk_and_handles_it_after_a_restart() {
    is_acknowledged_before_it_is_handled(false).await;
}

#[tokio::test]
async fn what_a_handler_gives_up_is_a_dead_letter_that_can_be_handed_in_again() {
    let sandbox = Sandbox::start().await.unwrap();
    let file = File::new("letters");
    let (mended, tried) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
    let routes = || {
        let (mended, tried) = (Arc::clone(&mended), Arc::clone(&tried));
        Router::new().on(text(), move |message: Message, Text(text): Text| {
            let (mended, tried) = (Arc::clone(&mended), Arc::clone(&tried));
            async move {
                if text == "bad" && !mended.load(Ordering::SeqCst) {
                    tried.fetch_add(1, Ordering::SeqCst);
                    return Err(Retry::new(std::io::Error::other("the database is away")).attempts(2));
                }
                Ok(message.answer(text))
            }
        })
    };
    let first = Running::start(bot(&sandbox, &file, routes()).polling());
    let ann = sandbox.user("Ann");
    ann.send("bad").await;
    ann.send("good").await;
    // Its chat goes on after it.
    ann.expect_text("good").await.unwrap();
    assert_eq!(tried.load(Ordering::SeqCst), 2);
    let _ = first.stop().await;
    let queue = Redb::open(&file.0).unwrap();
    let letters = queue.letters(None, None, 10).await.unwrap();
    let [letter] = &letters[..] else { panic!("{letters:?}") };
    assert!(letter.reason.contains("2 attempts") && letter.reason.contains("the database is away"), "{letter:?}");
    assert!(queue.replay(letter.id).await.unwrap());
    queue.close().await;
    mended.store(true, Ordering::SeqCst);
    let second = Running::start(bot(&sandbox, &file, routes()).polling());
    ann.expect_text("bad").await.unwrap();
    let _ = second.stop().await;
}

#[tokio::test]
async fn a_file_that_another_bot_has_is_told_at_once() {
    let sandbox = Sandbox::start().await.unwrap();
    let file = File::new("held");
    let held = Redb::open(&file.0).unwrap();
    let run = bot(&sandbox, &file, Router::new()).polling().quiet(true).run_until(std::future::pending());
    let error = soon("the bot to give up", run).await.unwrap_err().to_string();
    assert!(error.contains("in use by another process"), "{error}");
    held.close().await;
}
