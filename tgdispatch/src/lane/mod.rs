//! Lanes: updates of one conversation one after another, conversations side by side. Knows no router: it wraps any
//! service of updates.
//!
//! - `layer`: settings, and the layer.
//! - `service`: the way in; takes an update or refuses it.
//! - `hub`: which lanes there are and what waits in them; the one place with a lock.
//! - `queue`, `slab`: many queues in one table, and the table.
//! - `worker`: the tasks of one lane, which end when nothing waits in it.
//! - `handling`: one handler as it runs.
//! - `handle`: watching and draining from outside.

mod error;
mod handle;
mod handling;
mod hub;
mod layer;
mod queue;
mod service;
mod slab;
mod worker;

#[cfg(test)]
mod opener_tests;
#[cfg(test)]
mod redelivery_tests;
#[cfg(test)]
mod tests;

pub use error::LaneError;
pub use handle::{DrainReport, LaneStats, LanesHandle};
pub use layer::{LanesLayer, Trouble};
pub use service::{LaneFuture, Lanes};
