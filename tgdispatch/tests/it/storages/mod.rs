//! One suite for all storages of dialogues: what each has to do, in memory, in a file, in PostgreSQL and in Redis. The
//! servers are started by the tests.

#[cfg(any(feature = "postgres", feature = "redis"))]
mod process;

#[cfg(feature = "redb")]
mod file;
mod memory;
#[cfg(feature = "postgres")]
mod postgres;
#[cfg(feature = "redis")]
mod redis;

use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tgapi::types::{Chat, ChatType, Message};
use tgapi::{Update, UpdateKind, UserId};
use tgdispatch::{Context, Dialogue, DialogueError, DialogueState, Dialogues, FromUpdate, Storage, StorageError};

use crate::dialogues::{keeps, takes_people_along};

const HOUR: Duration = Duration::from_secs(3_600);

/// A storage, and what can be done to it.
pub(crate) trait Rig {
    fn storage(&self) -> Arc<dyn Storage>;

    /// How many dialogues there are, whether they are over or not.
    async fn count(&self) -> u64;

    /// Time goes by.
    async fn pass(&self, time: Duration);

    /// Everything ends as in a crash, and is there again. False if nothing survives that.
    async fn restart(&mut self) -> bool;

    /// The connection is cut. False if there is none.
    async fn cut(&mut self) -> bool {
        false
    }

    /// It can be made again.
    async fn heal(&mut self) {}
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Note(String);

impl DialogueState for Note {
    const NAME: &'static str = "note";
}

fn note(text: impl Into<String>) -> Note {
    Note(text.into())
}

fn dialogues(storage: Arc<dyn Storage>) -> Dialogues<Note> {
    Dialogues::shared(UserId(77), storage)
}

fn of(dialogues: &Dialogues<Note>, chat: i64) -> Dialogue<Note> {
    let message = Message::new(1, 1, Chat::new(chat, ChatType::Private));
    let update = Update::new(1, UpdateKind::Message(Box::new(message)));
    Dialogue::from_update(&Context::new(update), dialogues).unwrap()
}

/// All of it.
pub(crate) async fn conforms(mut rig: impl Rig) {
    keeps(rig.storage()).await;
    takes_people_along(rig.storage()).await;
    whatever_is_in_it(&rig).await;
    writers_at_the_same_time(&rig).await;
    idle_ones_go(&rig).await;
    survives(&mut rig).await;
    comes_back(&mut rig).await;
}

async fn whatever_is_in_it(rig: &impl Rig) {
    let all = dialogues(rig.storage());
    let one = of(&all, -1_001_234_567_890);
    for text in ["", "\0 \u{1f600} \" ' \\ ; --", &"long ".repeat(40_000)] {
        one.set(note(text)).await.unwrap();
        assert_eq!(one.get().await.unwrap().0, text);
    }
    one.end().await.unwrap();
    one.end().await.unwrap();
    assert_eq!(one.get().await.unwrap(), Note::default());
}

async fn writers_at_the_same_time(rig: &impl Rig) {
    let all = dialogues(rig.storage());
    let writers = (0..8_i64).map(|writer| {
        let all = all.clone();
        tokio::spawn(async move {
            for n in 0..20 {
                let text = format!("{writer} {n} {}", "x".repeat(2_000));
                of(&all, 1).set(note(text)).await.unwrap();
                // Somebody's, and all of it.
                let seen = of(&all, 1).get().await.unwrap().0;
                assert!(seen.ends_with(&"x".repeat(2_000)), "{} bytes", seen.len());
                of(&all, 100 + writer * 20 + n).set(note(format!("{writer} {n}"))).await.unwrap();
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let last = of(&all, 1).get().await.unwrap().0;
    assert_eq!(last.split(' ').nth(1), Some("19"), "the last is the last of somebody");
    for writer in 0..8 {
        for n in 0..20 {
            let one = of(&all, 100 + writer * 20 + n);
            assert_eq!(one.get().await.unwrap(), note(format!("{writer} {n}")));
            one.end().await.unwrap();
        }
    }
    of(&all, 1).end().await.unwrap();
}

async fn idle_ones_go(rig: &impl Rig) {
    let for_ever = dialogues(rig.storage());
    let for_an_hour = for_ever.clone().idle(HOUR);
    let before = rig.count().await;
    let (stays, goes) = (of(&for_ever, 1), of(&for_an_hour, 2));
    stays.set(note("stays")).await.unwrap();
    goes.set(note("a")).await.unwrap();
    rig.pass(HOUR - HOUR / 60).await;
    assert_eq!(goes.get().await.unwrap(), note("a"));
    // What is set anew begins anew; what is only read does not.
    goes.set(note("b")).await.unwrap();
    rig.pass(HOUR - HOUR / 60).await;
    assert_eq!(goes.get().await.unwrap(), note("b"));
    rig.pass(HOUR / 30).await;
    assert_eq!(goes.get().await.unwrap(), Note::default());
    assert_eq!(stays.get().await.unwrap(), note("stays"));
    // One can begin where another was over, and the last word counts.
    goes.set(note("c")).await.unwrap();
    assert_eq!(goes.get().await.unwrap(), note("c"));
    of(&for_ever, 2).set(note("d")).await.unwrap();
    of(&for_an_hour, 1).set(note("e")).await.unwrap();
    rig.pass(2 * HOUR).await;
    assert_eq!((goes.get().await.unwrap(), stays.get().await.unwrap()), (note("d"), Note::default()));
    goes.end().await.unwrap();

    // They are not only out of sight.
    for chat in 1..=20 {
        of(&for_an_hour, chat).set(note("x")).await.unwrap();
    }
    assert_eq!(rig.count().await, before + 20);
    rig.pass(2 * HOUR).await;
    for n in 0..300 {
        of(&for_ever, 100).set(note(n.to_string())).await.unwrap();
    }
    let gone = async {
        while rig.count().await > before + 1 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), gone).await.expect("those that are over are removed");
    of(&for_ever, 100).end().await.unwrap();
    assert_eq!(rig.count().await, before);
}

async fn survives(rig: &mut impl Rig) {
    let all = dialogues(rig.storage());
    of(&all, 1).set(note("kept")).await.unwrap();
    of(&all.clone().idle(2 * HOUR), 2).set(note("idle")).await.unwrap();
    drop(all);
    if !rig.restart().await {
        return;
    }
    let all = dialogues(rig.storage());
    assert_eq!(of(&all, 1).get().await.unwrap(), note("kept"));
    assert_eq!(of(&all, 2).get().await.unwrap(), note("idle"));
    rig.pass(3 * HOUR).await;
    assert_eq!(of(&all, 2).get().await.unwrap(), Note::default());
}

async fn comes_back(rig: &mut impl Rig) {
    let all = dialogues(rig.storage());
    let one = of(&all, 1);
    one.set(note("before")).await.unwrap();
    if !rig.cut().await {
        return;
    }
    let is_away = |error: &DialogueError| {
        let DialogueError::Storage(inner) = error else { return false };
        let told = inner.downcast_ref::<StorageError>().is_some_and(StorageError::is_transient);
        assert!(!error.to_string().contains("w0rd"), "{error}");
        told && error.is_transient()
    };
    for error in [
        one.get().await.unwrap_err(),
        one.set(note("lost")).await.unwrap_err(),
        one.end().await.unwrap_err(),
        one.get().await.unwrap_err(),
    ] {
        assert!(is_away(&error), "{error:?}");
    }
    rig.heal().await;
    assert_eq!(one.get().await.unwrap(), note("before"));
    one.set(note("after")).await.unwrap();
    // While nobody asks, it goes and comes: one call may find that out.
    assert!(rig.cut().await);
    rig.heal().await;
    let found = match one.get().await {
        Err(error) => {
            assert!(is_away(&error), "{error:?}");
            one.get().await
        }
        found => found,
    };
    assert_eq!(found.unwrap(), note("after"));
    one.end().await.unwrap();
}

/// A clock that the tests set.
#[derive(Clone)]
pub(crate) struct Hands(Arc<std::sync::Mutex<std::time::SystemTime>>);

impl Hands {
    fn new() -> Self {
        Self(Arc::new(std::sync::Mutex::new(std::time::SystemTime::UNIX_EPOCH + 500_000 * HOUR)))
    }

    fn clock(&self) -> impl Fn() -> std::time::SystemTime + Send + Sync + 'static {
        let now = Arc::clone(&self.0);
        move || *now.lock().unwrap()
    }

    fn pass(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }
}
