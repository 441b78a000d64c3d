//! teloxide's dispatcher, fed from memory. It asks `getMe` before it starts, so a few lines play the Bot API for it.

use std::convert::Infallible;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use cpu_time::ProcessTime;
use futures_util::StreamExt;
use futures_util::future::Either;
use futures_util::stream::{self, BoxStream};
use futures_util::task::AtomicWaker;
use teloxide::dispatching::UpdateHandler;
use teloxide::prelude::*;
use teloxide::stop::{StopToken, mk_stop_token};
use teloxide::types::{Update, UpdateKind};
use teloxide::update_listeners::StatefulListener;
use tokio::sync::Notify;

use crate::kept::{Kept, put_away};

const ME: &str = r#"{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"b","username":"this_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}}"#;

/// Answers everything as `getMe`, on a port of its own, for as long as the program runs.
fn bot_api() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut stream = stream;
            let mut request = [0; 4096];
            let _ = stream.read(&mut request);
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{ME}",
                ME.len()
            );
            let _ = stream.write_all(answer.as_bytes());
        }
    });
    format!("http://{address}")
}

/// Where updates come from, and what stops them.
type Source = (BoxStream<'static, Result<Update, Infallible>>, StopToken);

/// The next updates.
#[derive(Default)]
struct Batch {
    updates: Mutex<Option<Vec<Update>>>,
    waker: AtomicWaker,
    /// Told when there are none left.
    wanted: Notify,
}

impl Batch {
    fn take(&self) -> Option<Vec<Update>> {
        self.updates.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn give(&self, updates: Vec<Update>) {
        *self.updates.lock().unwrap_or_else(PoisonError::into_inner) = Some(updates);
        self.waker.wake();
    }

    /// One after another, without an end.
    fn stream(self: Arc<Self>) -> BoxStream<'static, Result<Update, Infallible>> {
        let mut updates = Vec::new().into_iter();
        let next = stream::poll_fn(move |cx| {
            loop {
                if let Some(update) = updates.next() {
                    return Poll::Ready(Some(Ok(update)));
                }
                self.waker.register(cx.waker());
                let Some(batch) = self.take() else {
                    self.wanted.notify_one();
                    return Poll::Pending;
                };
                updates = batch.into_iter();
            }
        });
        next.boxed()
    }
}

fn stream_of(source: &mut Source) -> &mut BoxStream<'static, Result<Update, Infallible>> {
    &mut source.0
}

fn token_of(source: &mut Source) -> StopToken {
    source.1.clone()
}

struct Counter {
    left: AtomicUsize,
    done: Notify,
}

async fn handle(message: Message, counter: Arc<Counter>) -> Result<(), Infallible> {
    std::hint::black_box(&message);
    if counter.left.fetch_sub(1, Ordering::Relaxed) == 1 {
        counter.done.notify_one();
    }
    Ok(())
}

struct Keeper {
    kept: Kept<Message>,
    done: Notify,
}

async fn keep(message: Message, keeper: Arc<Keeper>) -> Result<(), Infallible> {
    if keeper.kept.keep(message) == 0 {
        keeper.done.notify_one();
    }
    Ok(())
}

/// How long it takes until all updates have been handled.
pub fn run(updates: Vec<Update>) -> Duration {
    let counter = Arc::new(Counter { left: AtomicUsize::new(updates.len()), done: Notify::new() });
    let tree = dptree::entry().branch(Update::filter_message().endpoint(handle));
    dispatch(std::iter::once(updates), tree, dptree::deps![Arc::clone(&counter)], &counter.done, || {})
}

/// How long it takes until every message has been put away by its handler. Of the copies that are made of an update on its
/// way one is kept, the handler's own, and the others are freed: the clock sees one less freed than made, as on our side.
pub fn run_to_entry(batches: impl Iterator<Item = Vec<Update>>, size: usize) -> Duration {
    let keeper = Arc::new(Keeper { kept: Kept::new(size), done: Notify::new() });
    let tree = dptree::entry().branch(Update::filter_message().endpoint(keep));
    dispatch(batches, tree, dptree::deps![Arc::clone(&keeper)], &keeper.done, || keeper.kept.clear())
}

/// A match that puts the message away.
pub fn match_to_entry(batches: impl Iterator<Item = Vec<Update>>, size: usize) -> Duration {
    put_away(batches, size, |kept, update: Update| {
        match update.kind {
            UpdateKind::Message(message) => kept.keep(message),
            _ => panic!("only messages are sent"),
        };
    })
}

/// Runs one batch after another, and `between` after each, which is not measured.
fn dispatch(
    batches: impl Iterator<Item = Vec<Update>>,
    tree: UpdateHandler<Infallible>,
    dependencies: DependencyMap,
    done: &Notify,
    between: impl Fn(),
) -> Duration {
    let api = bot_api();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async move {
        let bot = Bot::new("1:x").set_api_url(api.parse().expect("a URL"));
        let mut dispatcher = Dispatcher::builder(bot, tree).dependencies(dependencies).build();
        let (token, _flag) = mk_stop_token();
        let batch = Arc::new(Batch::default());
        let listener = StatefulListener::new((Arc::clone(&batch).stream(), token), stream_of, token_of);
        let dispatching = dispatcher.dispatch_with_listener(listener, LoggingErrorHandler::new());
        let measuring = async {
            let mut took = Duration::ZERO;
            for updates in batches {
                // The first time that is when it has started.
                batch.wanted.notified().await;
                let start = ProcessTime::now();
                batch.give(updates);
                done.notified().await;
                took += start.elapsed();
                between();
            }
            took
        };
        futures_util::pin_mut!(dispatching, measuring);
        match futures_util::future::select(dispatching, measuring).await {
            Either::Left(_) => panic!("it stopped by itself"),
            Either::Right((took, _)) => took,
        }
    })
}
