//! Durable intake for Telegram bots: an update that was acknowledged is on disk, and stays there until it is handled.
//!
//! - [`Intake`] is the way in: a service that stores updates as they came, and answers once they are durable.
//! - [`Worker`] is the way out: it hands them to any `Service<Update>`, each conversation in its order, tries again what
//!   fails, and keeps what fails for good as dead letters.
//! - [`Engine`] is what is between them. [`Redb`] keeps updates in a file of one machine, `Postgres` in a database that
//!   several machines share; [`Memory`] keeps nothing, for tests. One suite proves them all: the module `conformance`, feature of the same name.
//!
//! ```
//! use tgapi::{BoxError, RawUpdate, Reply, Update, UserId};
//! use tgqueue::{Intake, Memory, Worker};
//! use tower::ServiceExt;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), BoxError> {
//! // For a file: `Redb::open("bot.redb")?`.
//! let (queue, bot) = (Memory::new(), UserId(42));
//! Intake::new(queue.clone(), bot).oneshot(RawUpdate::new(r#"{"update_id": 7}"#)).await?;
//!
//! let service = tower::service_fn(|update: Update| async move {
//!     println!("update {}", update.update_id);
//!     Ok::<_, BoxError>(Reply::None)
//! });
//! let stop = tokio::time::sleep(std::time::Duration::from_millis(20));
//! let report = Worker::new(queue, bot, service).run_until(stop).await?;
//! assert_eq!(report.done, 1);
//! # Ok(())
//! # }
//! ```
//!
//! What 10, 100 and 1,000 machines would do is in [`scale`].
//!
//! # Features
//!
//! | feature | default | adds |
//! |---|---|---|
//! | `redb` | yes | [`Redb`]: the engine in a file |
//! | `postgres` | no | [`Postgres`]: the engine in a PostgreSQL database, for several machines |
//! | `cli` | no | the program `tgbot-queue`: looks into a file, and decides about dead letters |
//! | `conformance` | no | `conformance`: the suite for engines |
#![forbid(unsafe_code)]
#![cfg_attr(
    not(feature = "redb"),
    allow(rustdoc::broken_intra_doc_links, reason = "the docs also name what other features add")
)]

mod begun;
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
#[cfg(feature = "postgres")]
mod postgres;
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
#[cfg(feature = "postgres")]
pub use postgres::{Postgres, PostgresBuilder, PostgresError, Tx, TxError};
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

#[doc = include_str!("../docs/scale.md")]
pub mod scale {}

/// The example of the README, compiled and run.
#[cfg(all(doctest, feature = "redb"))]
#[doc = include_str!("../README.md")]
struct Readme;
