//! The buffer as a tower layer: calls reach the inner service in the order of their numbers, each number once.
//!
//! Knows: services and futures. Does not know: slots, or what a request is beyond its number.
//!
//! A call leaves its request in the buffer, and then gives out what can be given out, its own request as a rule: one
//! caller at a time, none waits for another. Each caller drives its own call of the inner service. So a request that is
//! next costs no task and wakes none. The worker is there for the rest: moments that have to be waited for, and the
//! calls of callers that went away, which are driven to their end.
//!
//! `layer` (settings, spawning), `service` (the outer face), `future` (one call's way), `turn` (giving out), `registry`
//! (who waits for which number), `worker`, `error`.

mod error;
mod future;
mod layer;
mod registry;
mod service;
mod turn;
mod worker;

pub use self::error::{BoxError, CallError};
pub use self::future::ResponseFuture;
pub use self::layer::ReorderLayer;
pub use self::service::{Ended, Reorder};
pub use self::worker::Worker;

#[cfg(test)]
#[cfg(not(loom))]
mod tests;
