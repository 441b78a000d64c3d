//! The crate as its users see it.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

/// Backpressure: the service says when it takes an update.
mod ready;
/// The real client over a real socket, and a server that breaks the rules of HTTP.
mod socket;
