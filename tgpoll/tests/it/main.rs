//! The crate as its users see it.

/// Backpressure: the service says when it takes an update.
mod ready;
/// The real client over a real socket, and a server that breaks the rules of HTTP.
mod socket;
