//! The same hand-over between tasks: producers and the consumer are tasks of one tokio runtime with two workers.
//!
//! Here nobody polls: a consumer that finds nothing sleeps until it is woken.

use std::collections::BinaryHeap;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use tgreorder::{Config, ReorderBuffer};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc;

use crate::contender::WINDOW;
use crate::pattern::Pattern;

pub(crate) const LENGTH: u64 = 100_000;

/// Who takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Stream,
    MpscHeap,
}

impl Way {
    pub(crate) const ALL: [Self; 2] = [Self::Stream, Self::MpscHeap];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Stream => "tgreorder",
            Self::MpscHeap => "tokio mpsc + BinaryHeap",
        }
    }
}

pub(crate) fn runtime() -> Runtime {
    Builder::new_multi_thread().worker_threads(2).enable_time().build().expect("a runtime")
}

/// From the first insert to the last item taken.
pub(crate) fn run(runtime: &Runtime, way: Way, pattern: Pattern, producers: usize, seed: u64) -> Duration {
    let numbers = pattern.numbers(LENGTH, seed);
    let parts: Vec<Vec<u64>> =
        (0..producers).map(|part| numbers.iter().copied().skip(part).step_by(producers).collect()).collect();
    runtime.block_on(async move {
        match way {
            Way::Stream => stream(parts).await,
            Way::MpscHeap => mpsc_heap(parts).await,
        }
    })
}

async fn stream(parts: Vec<Vec<u64>>) -> Duration {
    let config = Config::new().with_window(WINDOW).with_start_at(0).with_hold(Duration::from_secs(1));
    let (inserter, drain) = ReorderBuffer::new(config).expect("settings in range").split();
    let start = Instant::now();
    for part in parts {
        let inserter = inserter.clone();
        tokio::spawn(async move {
            for seq in part {
                inserter.insert_async(seq, seq).await.expect("room is waited for");
            }
        });
    }
    drop(inserter);
    let consumer = tokio::spawn(async move {
        let mut items = drain.into_stream();
        let mut next = 0;
        while let Some(item) = items.next().await {
            assert_eq!(item.seq, next);
            next += 1;
        }
        assert_eq!(next, LENGTH);
        start.elapsed()
    });
    consumer.await.expect("the consumer")
}

async fn mpsc_heap(parts: Vec<Vec<u64>>) -> Duration {
    let (sender, mut receiver) = mpsc::channel(WINDOW);
    let start = Instant::now();
    for part in parts {
        let sender = sender.clone();
        tokio::spawn(async move {
            for seq in part {
                sender.send(seq).await.expect("the consumer is there");
            }
        });
    }
    drop(sender);
    let consumer = tokio::spawn(async move {
        let mut heap = BinaryHeap::new();
        let mut next = 0;
        while let Some(seq) = receiver.recv().await {
            heap.push(std::cmp::Reverse(seq));
            while heap.peek() == Some(&std::cmp::Reverse(next)) {
                heap.pop();
                next += 1;
            }
        }
        assert_eq!(next, LENGTH);
        start.elapsed()
    });
    consumer.await.expect("the consumer")
}

/// From an insert to the moment the sleeping consumer has the item, one thread each; the sum of so many.
pub(crate) fn wake_up(way: Way, wakes: u64) -> Duration {
    let (to_main, woken) = std::sync::mpsc::channel::<Instant>();
    match way {
        Way::Stream => {
            let config = Config::new().with_window(WINDOW).with_start_at(0);
            let (inserter, drain) = ReorderBuffer::new(config).expect("settings in range").split();
            consumer(async move {
                let mut items = drain.into_stream();
                while items.next().await.is_some() {
                    let _ = to_main.send(Instant::now());
                }
            });
            latencies(wakes, &woken, |seq| inserter.insert(seq, seq).is_ok())
        }
        Way::MpscHeap => {
            let (sender, mut receiver) = mpsc::channel(WINDOW);
            consumer(async move {
                let mut heap = BinaryHeap::new();
                while let Some(seq) = receiver.recv().await {
                    heap.push(std::cmp::Reverse(seq));
                    std::hint::black_box(heap.pop());
                    let _ = to_main.send(Instant::now());
                }
            });
            latencies(wakes, &woken, |seq| sender.blocking_send(seq).is_ok())
        }
    }
}

/// Runs on a thread of its own until the way in is dropped.
fn consumer(task: impl Future<Output = ()> + Send + 'static) {
    std::thread::spawn(|| Builder::new_current_thread().enable_time().build().expect("a runtime").block_on(task));
}

fn latencies(wakes: u64, woken: &Receiver<Instant>, put: impl Fn(u64) -> bool) -> Duration {
    let one = |seq| {
        // Long enough for the consumer to have gone to sleep again.
        std::thread::sleep(Duration::from_micros(100));
        let start = Instant::now();
        assert!(put(seq), "the consumer is there");
        woken.recv().expect("the consumer is there").duration_since(start)
    };
    (0..wakes).map(one).sum()
}
