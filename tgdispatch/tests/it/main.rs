//! The crate from outside. No network, except for a server on loopback in `client`.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "helpers of tests fail as tests do")]

mod allowed;
#[cfg(feature = "derive")]
mod callbacks;
#[cfg(all(feature = "regex", feature = "derive"))]
mod captures;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "derive")]
mod commands;
mod compile_errors;
mod conversations;
mod dialogues;
mod errors;
mod extractors;
mod faults;
mod golden;
mod lanes;
mod layers;
mod lookup;
mod replies;
mod routing;
mod storages;
mod support;
mod testing;
