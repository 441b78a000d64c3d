//! Broadcasts over a service that answers as Telegram would. Under paused time.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use futures_util::future::BoxFuture;
use tgapi::ApiError;
use tgapi::methods::SendMessage;
use tokio::time::{Instant, sleep};

use super::*;

/// Refuses some chats, by their number, and writes down what got where and when.
#[derive(Clone, Default)]
struct Telegram {
    refuses: Arc<Mutex<HashMap<i64, Vec<Error>>>>,
    sent: Arc<Mutex<Vec<(i64, Instant)>>>,
    calls: Arc<Mutex<u32>>,
}

impl Telegram {
    /// The next call to this chat fails so.
    fn refuse(&self, chat: i64, error: Error) {
        self.refuses.lock().unwrap().entry(chat).or_default().insert(0, error);
    }

    fn sent(&self) -> Vec<i64> {
        self.sent.lock().unwrap().iter().map(|(chat, _)| *chat).collect()
    }
}

impl Service<RawCall> for Telegram {
    type Response = RawOutput;
    type Error = Error;
    type Future = BoxFuture<'static, Result<RawOutput, Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, call: RawCall) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            sleep(Duration::from_millis(50)).await;
            *this.calls.lock().unwrap() += 1;
            let params: serde_json::Value = serde_json::from_str(call.params()).unwrap();
            let chat = params["chat_id"].as_i64().unwrap();
            if let Some(error) = this.refuses.lock().unwrap().get_mut(&chat).and_then(Vec::pop) {
                return Err(error);
            }
            this.sent.lock().unwrap().push((chat, Instant::now()));
            Ok(RawOutput::new("{}").unwrap())
        })
    }
}

fn refused(code: u16, text: &str) -> Error {
    Error::refused("sendMessage", ApiError::new(code, text))
}

fn blocked() -> Error {
    refused(403, "Forbidden: bot was blocked by the user")
}

fn to(telegram: &Telegram, chats: std::ops::RangeInclusive<i64>) -> Broadcast {
    Broadcast::by(telegram.clone(), chats.map(ChatId), |chat| SendMessage::new(chat, "news"))
}

#[tokio::test(start_paused = true)]
async fn everybody_gets_it_and_no_second_has_more_than_the_limit() {
    let telegram = Telegram::default();
    let mut reports = 0;
    let progress = to(&telegram, 1..=200).run(|_, _| reports += 1).await;
    assert_eq!((progress.sent, progress.total, progress.cursor, reports), (200, Some(200), 200, 200));
    assert!(progress.is_complete());
    let sent = telegram.sent.lock().unwrap();
    for (n, (_, at)) in sent.iter().enumerate() {
        let within = sent[n..].iter().take_while(|(_, later)| *later < *at + Duration::from_secs(1)).count();
        assert!(within <= 25, "{within}");
    }
}

#[tokio::test(start_paused = true)]
async fn each_chat_has_its_outcome() {
    let telegram = Telegram::default();
    let migrated = ApiError::new(400, "Bad Request: group chat was upgraded to a supergroup chat");
    telegram.refuse(1, blocked());
    telegram.refuse(2, Error::refused("sendMessage", migrated.with_migrate_to(ChatId(-100))));
    telegram.refuse(3, refused(403, "Forbidden: user is deactivated"));
    telegram.refuse(4, refused(400, "Bad Request: can't parse entities"));
    // Made again, and then it works.
    telegram.refuse(5, Error::connect("sendMessage", "refused"));
    telegram.refuse(5, refused(429, "Too Many Requests: retry after 7"));
    // Nobody knows whether it was sent.
    telegram.refuse(6, Error::network("sendMessage", "reset"));
    let mut outcomes = HashMap::new();
    let mut broadcast = to(&telegram, 1..=6);
    while let Some(delivery) = broadcast.next().await {
        outcomes.insert(delivery.chat.0, delivery.outcome);
    }
    assert!(matches!(outcomes[&1], Outcome::Unreachable(ApiErrorKind::BlockedByUser)));
    assert!(matches!(outcomes[&2], Outcome::Migrated { to: ChatId(-100) }));
    assert!(matches!(outcomes[&3], Outcome::Unreachable(ApiErrorKind::UserDeactivated)));
    assert!(matches!(&outcomes[&4], Outcome::Failed(error) if error.to_string().contains("entities")));
    assert!(outcomes[&5].is_sent() && matches!(outcomes[&6], Outcome::Failed(_)));
    assert_eq!(telegram.sent(), [-100, 5]);
    let progress = broadcast.progress();
    assert_eq!((progress.sent, progress.migrated, progress.unreachable, progress.failed), (2, 1, 2, 2));
    assert_eq!((progress.done(), progress.is_complete()), (6, true));
}

#[tokio::test(start_paused = true)]
async fn a_broadcast_goes_on_where_it_stopped() {
    let telegram = Telegram::default();
    let mut first = to(&telegram, 1..=100).concurrency(NonZeroUsize::new(4).unwrap());
    for _ in 0..30 {
        first.next().await.unwrap();
    }
    first.stop();
    while first.next().await.is_some() {}
    let progress = first.progress();
    assert_eq!((progress.stopped, progress.in_flight, progress.is_complete()), (Some(Stopped::ByHand), 0, false));
    assert_eq!((progress.cursor, progress.done()), (progress.sent, progress.sent));
    let mut second = to(&telegram, 1..=100).resume(progress.cursor);
    let progress = second.run(|_, _| {}).await;
    assert_eq!((progress.cursor, progress.is_complete()), (100, true));
    let mut sent = telegram.sent();
    sent.sort_unstable();
    assert_eq!(sent, (1..=100).collect::<Vec<_>>());
    // Past the end there is nothing to do.
    assert!(to(&telegram, 1..=100).resume(500).run(|_, _| {}).await.is_complete());
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_loses_nothing() {
    let telegram = Telegram::default();
    let mut broadcast = to(&telegram, 1..=20);
    let mut done = 0;
    loop {
        match tokio::time::timeout(Duration::from_millis(7), broadcast.next()).await {
            Ok(Some(_)) => done += 1,
            Ok(None) => break,
            Err(_) => {}
        }
    }
    assert_eq!((done, telegram.sent().len(), *telegram.calls.lock().unwrap()), (20, 20, 20));
}

#[tokio::test(start_paused = true)]
async fn it_stops_when_nothing_works() {
    let telegram = Telegram::default();
    for chat in 1..=100 {
        telegram.refuse(chat, refused(400, "Bad Request: can't parse entities"));
    }
    let progress = to(&telegram, 1..=100).max_failures(5).concurrency(NonZeroUsize::MIN).run(|_, _| {}).await;
    assert_eq!((progress.stopped, progress.failed), (Some(Stopped::TooManyFailures), 5));
    let telegram = Telegram::default();
    telegram.refuse(1, refused(401, "Unauthorized"));
    let progress = to(&telegram, 1..=100).concurrency(NonZeroUsize::MIN).run(|_, _| {}).await;
    assert_eq!((progress.stopped, progress.failed), (Some(Stopped::Unauthorized), 1));
}

#[tokio::test(start_paused = true)]
async fn it_does_not_go_too_far_ahead_of_a_chat_that_waits() {
    let telegram = Telegram::default();
    telegram.refuse(1, refused(429, "Too Many Requests: retry after 100000"));
    let fast = Throttle::new().overall(None);
    let mut broadcast = to(&telegram, 1..=20_000).throttle(&fast).patience(Duration::from_secs(1_000_000));
    for _ in 0..AHEAD - 1 {
        broadcast.next().await.unwrap();
    }
    let progress = broadcast.progress();
    assert_eq!((progress.cursor, progress.sent, progress.in_flight), (0, AHEAD - 1, 1));
    let first = broadcast.next().await.unwrap();
    assert_eq!((first.chat, broadcast.progress().cursor), (ChatId(1), AHEAD));
    assert_eq!(broadcast.run(|_, _| {}).await.sent, 20_000);
}

#[tokio::test(start_paused = true)]
async fn patience_has_an_end() {
    let telegram = Telegram::default();
    for _ in 0..100 {
        telegram.refuse(1, Error::connect("sendMessage", "refused"));
    }
    let begun = Instant::now();
    let progress = to(&telegram, 1..=1).patience(Duration::from_secs(100)).run(|_, _| {}).await;
    assert_eq!(progress.failed, 1);
    assert!(begun.elapsed() <= Duration::from_secs(100), "{:?}", begun.elapsed());
}
