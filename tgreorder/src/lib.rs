//! A lock-free reorder buffer: numbered items go in in any order from many threads, and come out in order, once.
//!
//! # The problem
//!
//! A sender numbers what it sends and sends it over several connections at a time. What arrives is out of order, some of
//! it twice, some late, and some never:
//!
//! ```text
//!                    connections                         window                        drain
//!  sent               ┌────────┐               head ┬─────┬─────┬─────┬─────┐
//!  998 999 1000 1001  │ 1000   │──insert(1000)──►   │ 998 │  ?  │1000 │1001 │ ··· ──►  998, then nothing until
//!            │        │ 998    │──insert(998)───►   └─────┴──▲──┴─────┴─────┘          999 comes, or until 1000
//!            └───────►│ 1001   │──insert(1001)──►            │                         has waited its hold
//!                     │ 998 !  │──insert(998)───► Duplicate  │
//!                     │ 999  ··│·· still on its way, or lost ┘
//!                     └────────┘
//! ```
//!
//! One queue after the other hands such items on as they come. This one hands them on in the order of their numbers,
//! each once, and decides by the clock, never by counting, when what is missing is not worth waiting for any more.
//!
//! # Quick start
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
//! | promise | what it means | guarded by |
//! |---|---|---|
//! | **Order** | of the items given out without the `late` mark, numbers strictly increase within a numbering (epoch) | random histories¹, model checks², `examples/stress.rs` |
//! | **Once** | a number given out is not given out again within its numbering while it is within `history` of the head | random histories¹, `tests/window.rs` |
//! | **Nothing lost** | every accepted item is given out exactly once; what comes after its gap was given up is given out at once, marked late; what is not accepted is handed back with the reason | random histories¹, `tests/gap.rs`, model checks of skip, jump and close², `tests/close.rs` |
//! | **Bounded wait** | an item waits at most `hold` for missing predecessors, from when the drain first saw it; then every gap before it is given up and reported; gaps are timed, never counted, and expire without traffic | random histories¹, `tests/gap.rs`, `tests/stream.rs` |
//! | **Bounded memory** | `window` slots, allocated once; beyond it [`Refused::Full`]; the head can always be inserted, so a full window cannot deadlock | random histories¹, `tests/window.rs`, `tests/stream.rs` |
//! | **Start** | where the first number is not known, the smallest one seen within `start_hold` is the head | random histories¹, `tests/epoch.rs` |
//! | **Jumps** | after `idle` without an item a number outside history and window begins a new numbering (found, as at the start, by the smallest one seen); otherwise a number far above is `Full` until the gap policy has moved the head to it, and one far below is late; any distance takes the same time and memory | random histories¹, `tests/epoch.rs`, `tests/gap.rs` |
//! | **No lock on the way** | an insert into the window is one claim and one publish on the number's own slot; a producer stopped between the two delays its own number only; asleep behind a gap, only the insert of the head wakes the drain | model checks², ThreadSanitizer over `examples/stress.rs` |
//!
//! ¹ `tests/random.rs`: histories of inserts, looks, duplicates, gaps, jumps, restarts and closes against a naive model, and
//! the promises themselves on what comes out; the same operations under a fuzzer. ² `loom_tests/`: every interleaving of
//! each pair and triple of racing operations, up to a bound. That these tests notice is tested, too: `cargo xtask mutants`
//! breaks the buffer in more than thirty ways. Why it is correct is argued word by word in `docs/proof.md`.
//!
//! The core has no clock: `now` is an argument (`std::time::Instant`, or [`Time`] without `std`), and whether it has
//! been silent for `idle` is judged when the drain looks. An insert far above, the first after a long silence in which
//! nobody called [`Drain::pop`], is therefore refused once as `Full`; the drain begins the new numbering at its next
//! look, and the second try is accepted. The waiting insert and the tower service do that by themselves.
//!
//! # When not to use it
//!
//! - **Numbers are not dense.** Every number left out is a gap that is waited for. Timestamps and hashes are no numbers
//!   in this sense, and neither is one of two replicas behind a balancer that each get half of them.
//! - **Order within a key is enough.** Here everybody waits for whoever is missing. A queue per key makes nobody wait for
//!   another key.
//! - **Nothing may ever be skipped.** Then there is no hold to give; ask the sender again instead.
//! - **Anybody can send.** A number far above, made up, moves the window there once nothing waits; what is real comes out
//!   late from then on: none is lost, but none is ordered until `idle` has passed without an item. Authenticate first.
//! - **One sender, in order already.** A queue for one producer and one consumer costs a quarter of it.
//!
//! # What each setting costs
//!
//! | setting | default | costs | too small | too large |
//! |---|---|---|---|---|
//! | [`window`](Config::window) | 4,096 | a slot each: 8 bytes and the item (64 KiB for boxed items); a jump and a new numbering touch each slot once (some 10 µs) | refusals while a number is missing | nothing but memory |
//! | [`history`](Config::history) | 65,536 | a bit each (8 KiB), touched when a gap is given up | resends from longer ago come out again, late | nothing but memory |
//! | [`gap_policy`](Config::gap_policy) | [`Adaptive`] | latency: what is behind a gap waits for it; 1.2 KiB | what is only slow comes late | everybody waits for what never comes |
//! | [`start_hold`](Config::start_hold) | 250 ms | latency of the first item, and of the first after a new numbering | the smallest number is missed and comes late | |
//! | [`start_at`](Config::start_at) | unknown | nothing: it saves the `start_hold` | | |
//! | [`idle`](Config::idle) | 1 h | nothing | a number after a pause begins a new numbering, which forgets what was given out | a sender that restarts its numbers is late until then |
//!
//! And of a consumer's loop: a drain that is asked again at once whenever it has nothing takes the cache line away from
//! whoever is filling it. Take what is there with one `now`, then wait a microsecond or more, or let it wake you
//! ([`Drain::poll_pop`]).
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `std` | yes | `Moment` for `std::time::Instant`, the system's mutex on the cold paths; without it `no_std` + `alloc` |
//! | `async` | no | `Drain::into_stream`, `Inserter::insert_async`: tokio's timers, only while something waits |
//! | `tower` | no | `ReorderLayer`: calls reach the inner service in order, each number once |
//!
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
#[cfg(any(loom, feature = "tower"))]
mod turns;

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
