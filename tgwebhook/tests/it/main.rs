//! The crate as its users see it: the service without sockets, and the server over real ones on loopback.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "that is how tests fail")]

mod call;
mod log;
mod support;

mod extremes;
mod feed;
mod joining;
mod limits;
mod lost;
mod openssl;
mod redaction;
mod service;
mod shutdown;
mod smuggling;
mod tls;
mod waiting;
