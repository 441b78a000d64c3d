//! The buffer as a tower layer: calls reach the inner service in the order of their numbers, each number once.
//!
//! Knows: services and futures. Does not know: slots, or what a request is beyond its number.
//!
//! One worker task owns the drain and the inner service. A call leaves its request in the buffer and waits for the
//! answer; the worker drives the inner service's futures itself, so a caller that goes away cancels nothing.
//!
//! `layer` (settings, spawning), `service` (the outer face), `future` (one call's way), `registry` (who waits for
//! which number), `worker` (the loop), `error`.

mod error;
mod future;
mod layer;
mod registry;
mod service;
mod worker;

pub use self::error::{BoxError, CallError};
pub use self::future::ResponseFuture;
pub use self::layer::ReorderLayer;
pub use self::service::{Ended, Reorder};
pub use self::worker::Worker;

#[cfg(test)]
#[cfg(not(loom))]
mod tests;
