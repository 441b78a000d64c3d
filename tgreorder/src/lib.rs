//! A lock-free reorder buffer: numbered items go in in any order from many threads, and come out in order, once.
//!
//! ```
//! use std::time::{Duration, Instant};
//! use tgreorder::{Config, Pop, ReorderBuffer};
//!
//! let config = Config::new().with_hold(Duration::from_millis(100)).with_start_at(999);
//! let (inserter, mut drain) = ReorderBuffer::new(config)?.split();
//! let other_thread = inserter.clone();
//! std::thread::spawn(move || other_thread.insert(1000, "b")).join().unwrap().unwrap();
//! inserter.insert(999, "a").unwrap();
//! inserter.insert(1002, "d").unwrap(); // 1001 is lost on the way.
//!
//! let start = Instant::now();
//! let mut out = Vec::new();
//! let mut now = start;
//! loop {
//!     match drain.pop(now) {
//!         Pop::Item { value, skipped, .. } => out.push((value, skipped.map(|gap| gap.numbers))),
//!         Pop::WaitUntil(at) => now = at, // A program would wait until then.
//!         Pop::Empty | Pop::Closed => break,
//!     }
//! }
//! assert_eq!(out, [("a", None), ("b", None), ("d", Some(1001..=1001))]);
//! assert_eq!(now - start, Duration::from_millis(100));
//!
//! inserter.insert(1001, "c").unwrap(); // It was only slow: given out at once, marked late.
//! assert_eq!(drain.pop(now), Pop::Item { seq: 1001, value: "c", late: true, skipped: None });
//! # Ok::<(), tgreorder::ConfigError>(())
//! ```
//!
//! # What it promises
//!
//! 1. **Order.** Of the items given out without the `late` mark, numbers strictly increase within a numbering (epoch).
//! 2. **Once.** A number given out is not given out again within its numbering while it is within `history` of the head.
//! 3. **Nothing lost.** Every accepted item is given out exactly once; what comes after its gap was given up is given
//!    out at once, marked late. What is not accepted is handed back with the reason.
//! 4. **Bounded wait.** An item waits at most `hold` for missing predecessors, from when the drain first saw it; then
//!    every gap before it is given up in one step and reported. Gaps are timed, never counted.
//! 5. **Bounded memory.** `window` slots, allocated once. Beyond it [`Refused::Full`]; the head can always be inserted.
//! 6. **Start.** Where the first number is not known, the smallest one seen within `start_hold` is the head.
//! 7. **Jumps.** After `idle` without an item a number outside history and window begins a new numbering (found, as at
//!    the start, by the smallest one seen). Otherwise a number far above is `Full` until the gap policy has moved the
//!    head to it, and one far below is late.
//! 8. **No lock on the way.** An insert into the window is one claim and one publish on the number's own slot. A
//!    producer that is stopped between the two delays its own number only.
//!
//! The core has no clock: `now` is an argument (`std::time::Instant`, or [`Time`] without `std`), and whether it has
//! been silent for `idle` is judged when the drain looks. An insert far above, the first after a long silence in which
//! nobody called [`Drain::pop`], is therefore refused once as `Full`; the drain begins the new numbering at its next
//! look, and the second try is accepted. The waiting insert and the tower service do that by themselves.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `std` | yes | `Moment` for `std::time::Instant`, the system's mutex on the cold paths; without it `no_std` + `alloc` |
//! | `async` | no | `Drain::into_stream`, `Inserter::insert_async`: tokio's timers, only while something waits |
//! | `tower` | no | `ReorderLayer`: calls reach the inner service in order, each number once |
//!
//! Why it is correct is argued word by word in `docs/proof.md`.
#![cfg_attr(not(any(feature = "std", test, loom)), no_std)]

extern crate alloc;
/// What tests share with the fuzz target names the crate as that does.
#[cfg(test)]
extern crate self as tgreorder;
#[cfg(any(test, loom))]
extern crate std;

mod config;
mod gap;
mod time;

mod buffer;
mod drain;
mod inserter;
mod stats;

mod cold;
mod geometry;
mod history;
mod shared;
mod slot;
mod sync;

#[cfg(feature = "async")]
mod insert_async;
#[cfg(feature = "async")]
mod stream;
#[cfg(feature = "tower")]
mod tower;

pub use buffer::ReorderBuffer;
pub use config::{Config, ConfigError};
pub use drain::{Drain, Pop, Skipped};
pub use gap::{Adaptive, ClonePolicy, Fixed, GapPolicy};
pub use inserter::{Inserted, Inserter, Refused};
pub use stats::{HeldTimes, Snapshot, Stats};
pub use time::{Moment, Time};

#[cfg(feature = "async")]
pub use insert_async::InsertAsync;
#[cfg(feature = "async")]
pub use stream::{DrainStream, Ordered};
#[cfg(feature = "tower")]
pub use tower::{BoxError, CallError, Ended, Reorder, ReorderLayer, ResponseFuture, Worker};

#[cfg(test)]
#[cfg(not(loom))]
mod tests;

#[cfg(test)]
#[cfg(loom)]
mod loom_tests;

/// Compiles and runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
