//! The intake without HTTP.

use std::sync::Arc;
use std::time::Duration;

use tgapi::{Reply, Update};
use tgwebhook::{ConfigError, Feed, FeedError, WebhookService};

use crate::support::*;

#[tokio::test]
async fn pushing_gives_the_reply() {
    let bot = Bot::default();
    bot.on(7, Act::Reply(say("hi")));
    let feed = Feed::new(bot.service());
    let Ok(Reply::Call(call)) = feed.push(update(7)).await else { panic!("no call") };
    assert_eq!(call.method(), "sendMessage");
    let parsed = Update::from_slice(update(8).as_bytes()).unwrap();
    assert!(matches!(feed.push_update(parsed).await, Ok(Reply::None)));
    assert_eq!((feed.stats().received, feed.stats().answered, feed.stats().late), (2, 2, 0));
}

#[tokio::test]
async fn errors_say_what_to_answer() {
    let bot = Bot::default();
    let feed = Feed::builder(bot.service()).max_body(100).build().unwrap();
    let refused = feed.push("{").await.unwrap_err();
    assert!(matches!(refused, FeedError::NotAnUpdate(_)) && refused.is_refusal());
    let refused = feed.push(update(7)).await.unwrap_err();
    assert!(matches!(refused, FeedError::TooLarge { max: 100, .. }) && refused.is_refusal());

    let feed = Feed::new(bot.service());
    bot.on(7, Act::Fail);
    let failed = feed.push(update(7)).await.unwrap_err();
    assert!(!failed.is_refusal());
    let FeedError::Failed(cause) = failed else { panic!("{failed}") };
    assert_eq!(cause.to_string(), "no room on the disk");
    bot.on(8, Act::Panic);
    assert!(matches!(feed.push(update(8)).await, Err(FeedError::Panicked)));
    assert_eq!(feed.drain(Duration::from_secs(1)).await.unfinished, 0);
    assert!(matches!(feed.push(update(9)).await, Err(FeedError::Closed)));
    assert_eq!(Feed::builder(bot.service()).max_body(0).build().unwrap_err(), ConfigError::Zero("max_body"));
}

#[tokio::test(start_paused = true)]
async fn a_full_feed_waits_a_while() {
    let bot = Bot::default();
    let feed = Feed::builder(bot.service()).max_in_flight(1).ready_timeout(Duration::from_secs(3)).build().unwrap();
    let go = bot.hold(1, None);
    let first = tokio::spawn({
        let feed = feed.clone();
        async move { feed.push(update(1)).await }
    });
    tokio::time::sleep(Duration::from_millis(1)).await;
    let start = tokio::time::Instant::now();
    assert!(matches!(feed.push(update(2)).await, Err(FeedError::Overloaded)));
    assert_eq!(start.elapsed(), Duration::from_secs(3));
    let third = tokio::spawn({
        let feed = feed.clone();
        async move { feed.push(update(3)).await }
    });
    tokio::time::sleep(Duration::from_secs(1)).await;
    go.add_permits(1);
    assert!(first.await.unwrap().is_ok() && third.await.unwrap().is_ok());
}

#[tokio::test]
async fn a_push_joins_a_request() {
    let bot = Bot::default();
    let webhook = webhook(WebhookService::builder(bot.service()));
    let feed = webhook.feed();
    let go = bot.hold(7, None);
    let pushes = [feed.clone(), webhook.feed()].map(|feed| tokio::spawn(async move { feed.push(update(7)).await }));
    until(|| webhook.stats().joined == 1).await;
    go.add_permits(1);
    for push in pushes {
        assert!(push.await.unwrap().is_ok());
    }
    assert_eq!(bot.begun(7), 1);
}

#[test]
fn threads_can_push() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().unwrap();
    let bot = Bot::default();
    let feed = Feed::new(bot.service());
    assert!(matches!(feed.push_blocking(update(1)), Err(FeedError::NoRuntime)));
    let feed = Arc::new(feed.clone().runtime(runtime.handle().clone()));
    bot.on(3, Act::Reply(say("hi")));
    let threads: Vec<_> = (1..=20)
        .map(|id| {
            let feed = Arc::clone(&feed);
            std::thread::spawn(move || feed.push_blocking(update(id)))
        })
        .collect();
    let calls = threads.into_iter().map(|thread| thread.join().unwrap().unwrap()).filter_map(Reply::into_call).count();
    assert_eq!((calls, feed.stats().answered), (1, 20));
    // A thread of the runtime that may block, where `block_on` would panic.
    let inside = Arc::clone(&feed);
    let pushed =
        runtime.block_on(async { tokio::task::spawn_blocking(move || inside.push_blocking(update(21))).await });
    assert!(pushed.unwrap().is_ok());
    drop(runtime);
    assert!(matches!(feed.push_blocking(update(22)), Err(FeedError::Closed)));
}
