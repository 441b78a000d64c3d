//! Real threads on a small window: everything accepted comes out once, in order unless marked late.
//!
//! Two producers insert the same numbers in differently shuffled blocks, so about every second insert is a duplicate,
//! and leave out some numbers for good. Then one hands numbers over one at a time: there an item's own slot is all that
//! orders its payload, where a look at many slots would hide that it does not. Uses nothing of std that synchronises but
//! threads, so that it runs clean under ThreadSanitizer without an instrumented std: `cargo xtask tsan`.
#![expect(clippy::print_stdout, reason = "a program that talks to a person")]

use std::time::Duration;

use tgreorder::{Config, ConfigError, Inserter, Pop, Refused, ReorderBuffer, Time};

const WINDOW: u64 = 256;

fn main() -> Result<(), ConfigError> {
    let numbers = std::env::args().nth(1).and_then(|arg| arg.parse().ok()).unwrap_or(3_000_000);
    let config = Config::new().with_window(WINDOW as usize).with_start_at(0).with_hold(Duration::from_millis(5));
    let (inserter, mut drain) = ReorderBuffer::<Box<u64>>::new(config)?.split();
    let producers = [1, 2].map(|seed| {
        let inserter = inserter.clone();
        std::thread::spawn(move || produce(&inserter, numbers, seed))
    });
    drop(inserter);

    let mut now = Time::default();
    let (mut out, mut late, mut skipped, mut next, mut idle) = (0_u64, 0_u64, 0_u64, 0_u64, 0_u64);
    loop {
        match drain.pop(now) {
            Pop::Item { seq, value, late: is_late, skipped: gap } => {
                assert_eq!(seq, *value, "payload of another number");
                out += 1;
                idle = 0;
                skipped += gap.map_or(0, |gap| gap.numbers.end() - gap.numbers.start() + 1);
                if is_late {
                    late += 1;
                } else {
                    assert!(seq >= next, "{seq} after {next}");
                    next = seq + 1;
                }
            }
            Pop::WaitUntil(_) | Pop::Empty => {
                // Time made of looks: it passes only while there is nothing to take.
                idle += 1;
                if idle.is_multiple_of(64) {
                    now = now + Duration::from_millis(1);
                }
                std::thread::yield_now();
            }
            Pop::Closed => break,
        }
    }
    let accepted: u64 = producers.into_iter().map(|producer| producer.join().unwrap_or_default()).sum();
    println!("accepted {accepted}, given out {out} ({late} late), numbers given up {skipped}");
    assert_eq!(accepted, out, "lost or doubled");
    one_at_a_time(numbers / 20)
}

/// A window of one number.
fn one_at_a_time(numbers: u64) -> Result<(), ConfigError> {
    let config = Config::new().with_window(1).with_start_at(0).with_hold(Duration::from_secs(1));
    let (inserter, mut drain) = ReorderBuffer::<Box<u64>>::new(config)?.split();
    let producer = std::thread::spawn(move || {
        for seq in 0..numbers {
            let mut value = Box::new(seq);
            while let Err(refused) = inserter.insert(seq, value) {
                value = refused.into_inner();
                std::thread::yield_now();
            }
        }
    });
    let mut next = 0;
    loop {
        match drain.pop(Time::default()) {
            Pop::Item { seq, value, .. } => {
                assert_eq!((seq, *value), (next, next));
                next += 1;
            }
            Pop::WaitUntil(_) | Pop::Empty => std::thread::yield_now(),
            Pop::Closed => break,
        }
    }
    assert!(producer.join().is_ok());
    assert_eq!(next, numbers, "lost or doubled");
    println!("one at a time: {next}");
    Ok(())
}

/// Says how many were accepted.
fn produce(inserter: &Inserter<Box<u64>>, numbers: u64, mut seed: u64) -> u64 {
    let mut accepted = 0;
    for block in 0..numbers / 32 {
        let mut order: Vec<u64> = (block * 32..(block + 1) * 32).collect();
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        for seq in order.into_iter().filter(|seq| !seq.is_multiple_of(1009)) {
            let mut value = Box::new(seq);
            loop {
                match inserter.insert(seq, value) {
                    Ok(_) => {
                        accepted += 1;
                        break;
                    }
                    Err(Refused::Full(back)) => {
                        value = back;
                        std::thread::yield_now();
                    }
                    Err(Refused::Duplicate(_) | Refused::Closed(_)) => break,
                }
            }
        }
    }
    accepted
}
