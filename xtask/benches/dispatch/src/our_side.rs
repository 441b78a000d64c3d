//! Our dispatcher, with and without lanes, and the bare match that it is held against.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use cpu_time::ProcessTime;
use tgapi::{Update, UpdateKind};
use tgdispatch::filter::{Filter, message, text};
use tgdispatch::{Dispatcher, Lanes, LanesLayer, Message, Router, Settings};
use tokio::runtime::Runtime;
use tower::{Service, ServiceExt};

use crate::kept::{Kept, put_away};

pub fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime")
}

/// A dispatcher whose handler counts down.
pub fn dispatcher(left: &Arc<AtomicUsize>) -> Dispatcher {
    let left = Arc::clone(left);
    let count = move |message: Message| {
        std::hint::black_box(&message);
        left.fetch_sub(1, Ordering::Relaxed);
        async {}
    };
    Router::new().on(message(), count).build(Settings::new().username("this_bot")).expect("a router")
}

async fn feed<S: Service<Update>>(mut service: S, updates: Vec<Update>, left: &AtomicUsize) -> Duration
where
    S::Error: std::fmt::Debug,
{
    // Its own memory is freed behind the clock, here and below.
    let mut updates = updates.into_iter();
    let start = ProcessTime::now();
    for update in updates.by_ref() {
        // What is accepted is handled, whether or not anybody waits for the answer.
        drop(service.ready().await.expect("it is ready").call(update));
    }
    while left.load(Ordering::Relaxed) > 0 {
        tokio::task::yield_now().await;
    }
    start.elapsed()
}

/// The defaults, but one chat may fill the whole queue: in a burst of one chat nothing is to be refused.
fn layer() -> LanesLayer {
    LanesLayer::new().max_queued_per_lane(NonZeroUsize::new(4_096).expect("not zero"))
}

/// Lanes around the router: what a bot runs.
pub fn lanes(updates: Vec<Update>) -> Duration {
    let left = Arc::new(AtomicUsize::new(updates.len()));
    runtime().block_on(async { feed(Lanes::new(dispatcher(&left), layer()), updates, &left).await })
}

/// A dispatcher whose handler puts the message away.
fn keeping(kept: &Arc<Kept<Message>>) -> Dispatcher {
    let kept = Arc::clone(kept);
    let keep = move |message: Message| {
        kept.keep(message);
        async {}
    };
    Router::new().on(message(), keep).build(Settings::new().username("this_bot")).expect("a router")
}

/// Lanes around the router, until every message has been put away by its handler.
pub fn lanes_to_entry(batches: impl Iterator<Item = Vec<Update>>, size: usize) -> Duration {
    let kept = Arc::new(Kept::new(size));
    let lanes = Lanes::new(keeping(&kept), layer());
    let runtime = runtime();
    kept.over(batches, |updates| runtime.block_on(feed(lanes.clone(), updates, kept.left())))
}

/// The same of the router alone.
pub fn router_to_entry(batches: impl Iterator<Item = Vec<Update>>, size: usize) -> Duration {
    let kept = Arc::new(Kept::new(size));
    let dispatcher = keeping(&kept);
    kept.over(batches, |updates| router(&dispatcher, updates))
}

/// A match that puts the update away.
pub fn match_to_entry(batches: impl Iterator<Item = Vec<Update>>, size: usize) -> Duration {
    put_away(batches, size, |kept, update: Update| {
        match &update.kind {
            UpdateKind::Message(_) => kept.keep(update),
            _ => panic!("only messages are sent"),
        };
    })
}

/// Lanes around the router while one conversation hangs and has as many updates waiting as it may.
pub fn lanes_with_one_blocked(updates: Vec<Update>, blocked: bool) -> Duration {
    let stuck = if blocked { 129 } else { 0 };
    lanes_with_stuck(updates, LanesLayer::new(), (0..stuck).map(|_| 9_999_999))
}

/// The same while as many conversations hang as handlers may run, and are past their time.
pub fn lanes_with_all_places_taken(updates: Vec<Update>, taken: bool) -> Duration {
    let layer = LanesLayer::new().handler_timeout(Duration::from_millis(1));
    let stuck = if taken { 256 } else { 0 };
    lanes_with_stuck(updates, layer, 9_000_000..9_000_000 + stuck)
}

fn lanes_with_stuck(updates: Vec<Update>, layer: LanesLayer, chats: impl Iterator<Item = u64>) -> Duration {
    let left = Arc::new(AtomicUsize::new(updates.len()));
    let counted = Arc::clone(&left);
    runtime().block_on(async {
        let count = move |message: Message| {
            std::hint::black_box(&message);
            counted.fetch_sub(1, Ordering::Relaxed);
            async {}
        };
        let hang = || std::future::pending::<()>();
        let stuck = |update: &Update| update.text() == Some("stuck");
        let router = Router::new().on(text().and(stuck), hang).on(message(), count);
        let router = router.build(Settings::new().username("this_bot")).expect("a router");
        let mut lanes = Lanes::new(router, layer);
        for (n, chat) in (0..).zip(chats) {
            let update = super::updates::parse(&super::updates::message(n, chat, "stuck"));
            drop(lanes.ready().await.expect("it is ready").call(update));
        }
        // Long enough for all of them to be past their time.
        tokio::time::sleep(Duration::from_millis(50)).await;
        feed(lanes, updates, &left).await
    })
}

/// The router alone, one update after another.
pub fn router(dispatcher: &Dispatcher, updates: Vec<Update>) -> Duration {
    let mut dispatcher = dispatcher.clone();
    let mut updates = updates.into_iter();
    runtime().block_on(async {
        let start = ProcessTime::now();
        for update in updates.by_ref() {
            dispatcher.call(update).await.expect("it is handled");
        }
        start.elapsed()
    })
}

/// What somebody would write who needs no library: a match and a function.
pub fn bare_match(updates: Vec<Update>) -> Duration {
    let left = AtomicUsize::new(updates.len());
    let mut updates = updates.into_iter();
    runtime().block_on(async {
        let start = ProcessTime::now();
        for update in updates.by_ref() {
            match &update.kind {
                UpdateKind::Message(message) => {
                    std::hint::black_box(message);
                    left.fetch_sub(1, Ordering::Relaxed);
                }
                _ => panic!("only messages are sent"),
            }
        }
        start.elapsed()
    })
}
