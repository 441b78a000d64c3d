//! What each operation of the buffer costs by itself, on one thread; and one hand-over between two.
//!
//! For comparisons with what one would use instead, in one run and between cores: `cargo xtask bench`. For changes too
//! small for a clock: `cargo xtask instructions`.
#![expect(clippy::unwrap_used, reason = "a benchmark may fail loudly")]

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tgreorder::{Config, Drain, Inserter, Pop, ReorderBuffer, Time};

fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

fn buffer(start: u64) -> (Inserter<u64>, Drain<u64>) {
    let config = Config::new().with_start_at(start).with_hold(Duration::from_millis(100));
    ReorderBuffer::new(config).unwrap().split()
}

fn inserts(c: &mut Criterion) {
    let mut group = c.benchmark_group("insert");
    group.bench_function("accepted_and_popped", |b| {
        let (inserter, mut drain) = buffer(0);
        let mut seq = 0;
        b.iter(|| {
            inserter.insert(seq, seq).unwrap();
            seq += 1;
            black_box(drain.pop(at(0)))
        });
    });
    group.bench_function("duplicate_held", |b| {
        let (inserter, _drain) = buffer(0);
        inserter.insert(7, 7).unwrap();
        b.iter(|| inserter.insert(black_box(7), 7).is_err());
    });
    group.bench_function("duplicate_given_out", |b| {
        let (inserter, mut drain) = buffer(0);
        inserter.insert(0, 0).unwrap();
        black_box(drain.pop(at(0)));
        b.iter(|| inserter.insert(black_box(0), 0).is_err());
    });
    group.bench_function("beyond_the_window", |b| {
        let (inserter, _drain) = buffer(0);
        b.iter(|| inserter.insert(black_box(1_000_000), 0).is_err());
    });
    group.finish();
}

/// Items already there, taken in runs of different lengths with one `now` each.
fn runs(c: &mut Criterion) {
    let mut group = c.benchmark_group("pop");
    for run in [1, 16, 256] {
        group.throughput(Throughput::Elements(run));
        group.bench_function(format!("run_of_{run}"), |b| {
            let (inserter, mut drain) = buffer(0);
            let mut next = 0;
            b.iter_custom(|iterations| {
                let mut time = Duration::ZERO;
                for _ in 0..iterations {
                    (next..next + run).for_each(|seq| assert!(inserter.insert(seq, seq).is_ok()));
                    next += run;
                    let now = Instant::now();
                    for _ in 0..run {
                        black_box(drain.pop(now));
                    }
                    time += now.elapsed();
                }
                time
            });
        });
    }
    group.finish();
}

fn moves(c: &mut Criterion) {
    let mut group = c.benchmark_group("window");
    group.bench_function("jump_of_a_thousand_million", |b| {
        let ready = || {
            let (inserter, mut drain) = buffer(0);
            assert!(inserter.insert(1_000_000_000, 0).is_err());
            assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
            (inserter, drain)
        };
        b.iter_batched(ready, |(inserter, mut drain)| (drain.pop(at(100)), inserter, drain), BatchSize::PerIteration);
    });
    group.bench_function("skip_a_thousand_gaps", |b| {
        let ready = || {
            let (inserter, mut drain) = buffer(0);
            (0..1000).for_each(|gap| assert!(inserter.insert(gap * 2 + 1, gap).is_ok()));
            assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
            (inserter, drain)
        };
        let skip = |(inserter, mut drain): (Inserter<u64>, Drain<u64>)| {
            (0..1000).for_each(|_| assert!(matches!(drain.pop(at(100)), Pop::Item { .. })));
            (inserter, drain)
        };
        b.iter_batched(ready, skip, BatchSize::PerIteration);
    });
    group.finish();
}

/// One thread inserts, another takes out, both in a hurry.
fn hand_over(c: &mut Criterion) {
    const ITEMS: u64 = 100_000;
    let mut group = c.benchmark_group("hand_over");
    group.throughput(Throughput::Elements(ITEMS)).sample_size(20);
    group.bench_function("one_producer", |b| {
        b.iter(|| {
            let (inserter, mut drain) = buffer(0);
            thread::scope(|scope| {
                scope.spawn(move || {
                    for seq in 0..ITEMS {
                        while inserter.insert(seq, seq).is_err() {
                            thread::yield_now();
                        }
                    }
                });
                let mut taken = 0;
                while taken < ITEMS {
                    match drain.pop(at(0)) {
                        Pop::Item { .. } => taken += 1,
                        // Not at once: whoever asks again at once takes the line from the one who fills it.
                        _ => (0..128).for_each(|_| std::hint::spin_loop()),
                    }
                }
            });
        });
    });
    group.finish();
}

criterion_group!(benches, inserts, runs, moves, hand_over);
criterion_main!(benches);
