//! Durable intake for Telegram bots: an update that was acknowledged is on disk, and stays there until it is handled.
//!
//! - [`Engine`] is what has to be stored, and how: append, lease, fetch, settle. One trait for one machine and for many.
//! - [`Memory`] is the engine that keeps nothing: for tests, and to see what the others have to do.
//!
//! An engine is proved by one suite, the module `conformance` (feature of the same name).
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `redb` | yes | [`Redb`]: the engine in a file |
//! | `cli` | no | the program `tgbot-queue`: looks into a file, and decides about dead letters |
//! | `conformance` | no | `conformance`: the suite for engines |
#![forbid(unsafe_code)]

mod clock;
#[cfg(feature = "conformance")]
pub mod conformance;
mod conversation;
mod engine;
mod error;
mod intake;
mod item;
mod lease;
mod letter;
mod memory;
#[cfg(feature = "redb")]
mod redb;
mod stats;
mod worker;

pub use clock::{Clock, SystemClock, Timestamp};
pub use conversation::Conversation;
pub use engine::{Engine, Fetch, Fetched, Health};
pub use error::EngineError;
pub use intake::Intake;
pub use item::{Appended, Key, Mark, NewUpdate, Outcome, Settled, Stored, Ticket};
pub use lease::{Lease, LeaseRequest, Renewal};
pub use letter::{Letter, LetterHead, LetterId};
pub use memory::Memory;
#[cfg(feature = "redb")]
pub use redb::{OpenError, Redb, RedbBuilder, Storage, StorageBackend};
pub use stats::{ConversationStats, Holder, LaneStats, Stats};
pub use worker::{Verdicts, Worker, WorkerConfig, WorkerConfigError, WorkerReport};

use std::time::Duration;

/// How long a number that was seen is known as a duplicate, counted from its arrival: 48 h.
///
/// Telegram gives an update up after 24 h, and draws the next number at random only after a week without updates. So a
/// number that comes again within this time is the same update, and one that comes later is another.
///
/// <https://core.telegram.org/bots/api#update>
pub const SEEN_FOR: Duration = Duration::from_secs(48 * 60 * 60);
