//! Ours beside what one would write first, in one run: a mutex around a `BTreeMap`, and a channel with a heap behind it.
//!
//! Each measured unit is a batch of items, from the first insert to the last one taken out in order. `hand_over`: one
//! thread inserts, another takes out; `two_producers`: two insert (odd and even blocks), a third takes out; `alone`: one
//! thread puts 64 in and takes 64 out. Disorder: every block of so many numbers is reversed or shuffled by a fixed seed.
//!
//! Read the ratios, not the seconds. All contenders poll (nobody parks) and yield when there is nothing.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a benchmark may fail loudly")]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::hint::black_box;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tgreorder::{Config, Drain, Inserter, Pop, Refused, ReorderBuffer, Time};

const BATCH: u64 = 20_000;
const WINDOW: usize = 4096;

/// What all contenders can do; the way in is shared by threads.
trait Way: Send + 'static {
    type In: Send + Clone + 'static;
    type Out: Send + 'static;
    fn make() -> (Self::In, Self::Out);
    /// `false`: no room now.
    fn put(way: &Self::In, seq: u64) -> bool;
    fn take(way: &mut Self::Out) -> Option<u64>;
}

struct Ours;

impl Way for Ours {
    type In = Inserter<u64>;
    type Out = Drain<u64>;

    fn make() -> (Self::In, Self::Out) {
        ReorderBuffer::new(Config::new().with_window(WINDOW).with_start_at(0)).unwrap().split()
    }

    fn put(way: &Self::In, seq: u64) -> bool {
        match way.insert(seq, seq) {
            Ok(_) => true,
            Err(Refused::Full(_)) => false,
            Err(refused) => panic!("{refused}"),
        }
    }

    fn take(way: &mut Self::Out) -> Option<u64> {
        match way.pop(Time::default()) {
            Pop::Item { seq, .. } => Some(seq),
            _ => None,
        }
    }
}

struct MutexMap;

impl Way for MutexMap {
    type In = Arc<Mutex<(u64, BTreeMap<u64, u64>)>>;
    type Out = Self::In;

    fn make() -> (Self::In, Self::Out) {
        let both = Arc::new(Mutex::new((0, BTreeMap::new())));
        (Arc::clone(&both), both)
    }

    fn put(way: &Self::In, seq: u64) -> bool {
        let mut held = way.lock().unwrap();
        if seq >= held.0 + WINDOW as u64 {
            return false;
        }
        held.1.insert(seq, seq);
        true
    }

    fn take(way: &mut Self::Out) -> Option<u64> {
        let mut held = way.lock().unwrap();
        let next = held.0;
        held.1.remove(&next).inspect(|_| held.0 += 1)
    }
}

struct ChannelHeap;

struct HeapEnd {
    channel: Receiver<u64>,
    heap: BinaryHeap<Reverse<u64>>,
    next: u64,
}

impl Way for ChannelHeap {
    type In = SyncSender<u64>;
    type Out = HeapEnd;

    fn make() -> (Self::In, Self::Out) {
        let (sender, channel) = sync_channel(WINDOW);
        (sender, HeapEnd { channel, heap: BinaryHeap::new(), next: 0 })
    }

    fn put(way: &Self::In, seq: u64) -> bool {
        match way.try_send(seq) {
            Ok(()) => true,
            Err(TrySendError::Full(_)) => false,
            Err(TrySendError::Disconnected(_)) => panic!("disconnected"),
        }
    }

    fn take(end: &mut Self::Out) -> Option<u64> {
        while end.heap.peek() != Some(&Reverse(end.next)) {
            match end.channel.try_recv() {
                Ok(seq) => end.heap.push(Reverse(seq)),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => return None,
            }
        }
        end.next += 1;
        end.heap.pop().map(|Reverse(seq)| seq)
    }
}

/// The floor: a bounded queue that orders nothing.
struct Unordered;

impl Way for Unordered {
    type In = SyncSender<u64>;
    type Out = Receiver<u64>;

    fn make() -> (Self::In, Self::Out) {
        sync_channel(WINDOW)
    }

    fn put(way: &Self::In, seq: u64) -> bool {
        way.try_send(seq).is_ok()
    }

    fn take(way: &mut Self::Out) -> Option<u64> {
        way.try_recv().ok()
    }
}

/// The numbers of one batch, each block of `block` shuffled.
fn numbers(block: usize) -> Vec<u64> {
    let mut numbers: Vec<u64> = (0..BATCH).collect();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for chunk in numbers.chunks_mut(block.max(1)) {
        for i in (1..chunk.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            chunk.swap(i, (seed >> 33) as usize % (i + 1));
        }
    }
    numbers
}

fn put_all<W: Way>(way: &W::In, numbers: &[u64]) {
    for seq in numbers {
        while !W::put(way, *seq) {
            thread::yield_now();
        }
    }
}

fn take_all<W: Way>(way: &mut W::Out) {
    for _ in 0..BATCH {
        while black_box(W::take(way)).is_none() {
            thread::yield_now();
        }
    }
}

fn threads<W: Way>(parts: &[Vec<u64>]) {
    let (way_in, mut way_out) = W::make();
    thread::scope(|scope| {
        for part in parts {
            let way_in = way_in.clone();
            scope.spawn(move || put_all::<W>(&way_in, part));
        }
        take_all::<W>(&mut way_out);
    });
}

fn alone<W: Way>(numbers: &[u64]) {
    let (way_in, mut way_out) = W::make();
    for chunk in numbers.chunks(64) {
        put_all::<W>(&way_in, chunk);
        for _ in chunk {
            black_box(W::take(&mut way_out).unwrap());
        }
    }
}

fn contender<W: Way>(c: &mut Criterion, name: &str) {
    for (order, block) in [("in_order", 1), ("shuffled_64", 64)] {
        let all = numbers(block);
        let mut group = c.benchmark_group(order);
        group.throughput(Throughput::Elements(BATCH)).sample_size(20);
        group.bench_function(BenchmarkId::new("alone", name), |b| b.iter(|| alone::<W>(&all)));
        group.bench_function(BenchmarkId::new("hand_over", name), |b| {
            let parts = [all.clone()];
            b.iter(|| threads::<W>(&parts));
        });
        group.bench_function(BenchmarkId::new("two_producers", name), |b| {
            let (even, odd): (Vec<_>, Vec<_>) = all.chunks(64).enumerate().partition(|(i, _)| i % 2 == 0);
            let flat = |part: Vec<(usize, &[u64])>| part.into_iter().flat_map(|(_, chunk)| chunk.to_vec()).collect();
            let parts = [flat(even), flat(odd)];
            b.iter(|| threads::<W>(&parts));
        });
        group.finish();
    }
}

fn all(c: &mut Criterion) {
    contender::<Ours>(c, "tgreorder");
    contender::<MutexMap>(c, "mutex_btreemap");
    contender::<ChannelHeap>(c, "channel_heap");
    contender::<Unordered>(c, "unordered_queue");
}

criterion_group!(benches, all);
criterion_main!(benches);
