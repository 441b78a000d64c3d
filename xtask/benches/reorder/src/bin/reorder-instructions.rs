//! Fixed workloads whose instructions `cargo xtask instructions` counts: one thread, made-up time, no chance.
#![allow(clippy::print_stdout, reason = "a program for another program")]

use std::task::{Context, Waker};
use std::time::Duration;

use tgreorder::{Config, Drain, Inserter, Pop, ReorderBuffer, Time};

type Workload = (&'static str, fn(u64));

const WORKLOADS: [Workload; 7] = [
    ("in_order", in_order),
    ("shuffled_64", shuffled),
    ("duplicate", duplicate),
    ("beyond_the_window", beyond_the_window),
    ("late", late),
    ("every_second_missing", every_second_missing),
    ("wake_for_the_head", wake_for_the_head),
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["compiler"] => println!("{}", env!("RUSTC_VERSION")),
        ["list"] => WORKLOADS.iter().for_each(|(name, _)| println!("{name}")),
        [name, items] => {
            let workload = WORKLOADS.iter().find(|(known, _)| *known == name).expect("a workload of the list").1;
            workload(items.parse().expect("a number of items"));
        }
        _ => panic!("compiler | list | WORKLOAD ITEMS"),
    }
}

fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

fn buffer(start: u64) -> (Inserter<u64>, Drain<u64>) {
    let config = Config::new().with_start_at(start).with_hold(Duration::from_millis(10));
    ReorderBuffer::new(config).expect("settings in range").split()
}

/// Puts the numbers of each block in, then takes them out.
fn blocks(items: u64, order: impl Fn(u64) -> u64) {
    let (inserter, mut drain) = buffer(0);
    for base in (0..items).step_by(64) {
        for i in 0..64 {
            inserter.insert(base + order(i), i).expect("within the window");
        }
        for _ in 0..64 {
            assert!(matches!(drain.pop(at(0)), Pop::Item { .. }));
        }
    }
}

fn in_order(items: u64) {
    blocks(items, |i| i);
}

fn shuffled(items: u64) {
    blocks(items, |i| i * 37 % 64);
}

fn duplicate(items: u64) {
    let (inserter, _drain) = buffer(0);
    for _ in 0..items {
        let _ = inserter.insert(7, 7);
    }
}

fn beyond_the_window(items: u64) {
    let (inserter, _drain) = buffer(0);
    for _ in 0..items {
        let _ = inserter.insert(1_000_000, 7);
    }
}

fn late(items: u64) {
    let (inserter, mut drain) = buffer(60_000);
    for seq in 0..items {
        inserter.insert(seq, seq).expect("late, not refused");
        assert!(matches!(drain.pop(at(0)), Pop::Item { late: true, .. }));
    }
}

fn every_second_missing(items: u64) {
    let (inserter, mut drain) = buffer(0);
    for (round, base) in (0..items * 2).step_by(2048).enumerate() {
        for seq in (base..base + 2048).step_by(2) {
            inserter.insert(seq + 1, seq).expect("within the window");
        }
        let now = round as u64 * 20;
        assert!(matches!(drain.pop(at(now)), Pop::WaitUntil(_)));
        for _ in 0..1024 {
            assert!(matches!(drain.pop(at(now + 10)), Pop::Item { skipped: Some(_), .. }));
        }
    }
}

fn wake_for_the_head(items: u64) {
    let (inserter, mut drain) = buffer(0);
    let mut cx = Context::from_waker(Waker::noop());
    for seq in 0..items {
        assert!(matches!(drain.poll_pop(&mut cx, at(0)), Pop::Empty));
        inserter.insert(seq, seq).expect("the head");
        assert!(matches!(drain.poll_pop(&mut cx, at(0)), Pop::Item { .. }));
    }
}
