//! The suite that every engine has to pass: random histories with crashes in them, compared with a plain model.
//!
//! An engine's test gives a [`Lab`], which opens the engine, kills it, and turns its clock; [`run`] does the rest.
//!
//! ```
//! use std::time::Duration;
//! use tgqueue::conformance::{self, Lab, ManualClock};
//! use tgqueue::Memory;
//!
//! /// What is in memory outlives the death of nothing; here it stands for a server that stays up.
//! struct InMemory(Memory, ManualClock);
//!
//! impl Lab for InMemory {
//!     type Engine = Memory;
//!
//!     async fn open(&mut self) -> Memory {
//!         self.0.clone()
//!     }
//!
//!     async fn crash(&mut self, engine: Memory) {
//!         drop(engine);
//!     }
//!
//!     fn advance(&mut self, by: Duration) {
//!         self.1.advance(by);
//!     }
//! }
//!
//! conformance::run(8, || async {
//!     let clock = ManualClock::default();
//!     InMemory(Memory::with(3, clock.clone()), clock)
//! });
//! ```

mod audit;
mod driver;
mod model;
mod op;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, TestRunner};

use crate::clock::{Clock, Timestamp};
use crate::engine::Engine;
use driver::Driver;

/// A place to try an engine in: its storage, which outlives it, and its clock.
pub trait Lab: Send {
    /// The engine.
    type Engine: Engine;

    /// Opens the engine over what is stored: nothing, the first time.
    fn open(&mut self) -> impl Future<Output = Self::Engine> + Send;

    /// The engine's process dies: it gets no chance to finish anything. What was durable stays, what was not may.
    fn crash(&mut self, engine: Self::Engine) -> impl Future<Output = ()> + Send;

    /// Turns the engine's clock forward. It may run by itself besides, by no more than 2 s in the 60 steps of a history.
    fn advance(&mut self, by: Duration);
}

/// Tries so many histories (unless the variable `PROPTEST_CASES` says how many), each in a lab of its own.
///
/// # Panics
///
/// If the engine breaks a promise of [`Engine`]: with the shortest history found that makes it do so.
#[expect(clippy::panic, reason = "a test's failure")]
pub fn run<L, F>(histories: u32, lab: impl Fn() -> F)
where
    L: Lab,
    F: Future<Output = L>,
{
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => panic!("no runtime: {error}"),
    };
    let said_otherwise = std::env::var_os("PROPTEST_CASES").is_some();
    let config = Config { failure_persistence: None, ..Config::default() };
    let config = if said_otherwise { config } else { Config { cases: histories, ..config } };
    let history = proptest::collection::vec(op::op(), 1..60);
    let outcome = TestRunner::new(config).run(&history.prop_map(op::History), |history| {
        runtime.block_on(async { Driver::new(lab().await).await.drive(&history.0).await })
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// A clock that stands still until it is turned. Clones are one clock.
#[derive(Clone, Debug)]
pub struct ManualClock(Arc<AtomicU64>);

impl ManualClock {
    /// Turns it forward.
    pub fn advance(&self, by: Duration) {
        self.0.fetch_add(u64::try_from(by.as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

impl Default for ManualClock {
    /// At some moment of 2027.
    fn default() -> Self {
        Self(Arc::new(AtomicU64::new(1_800_000_000_000)))
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}
