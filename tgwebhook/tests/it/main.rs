//! The crate as its users see it: the service without sockets, and the server over real ones on loopback.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "that is how tests fail")]

mod call;
mod log;
mod memory;
mod support;

#[cfg(feature = "acme")]
mod acme;
#[cfg(feature = "acme")]
mod authority;
mod deadlines;
mod durable;
mod extremes;
mod feed;
mod hosts;
mod joining;
mod limits;
mod lost;
mod observer;
mod openssl;
mod proxied;
mod redaction;
mod rotation;
mod service;
mod shutdown;
mod smuggling;
mod storms;
mod tls;
mod waiting;
