//! The client against scripted servers on loopback: what it sends, what it makes of every kind of answer, and that no
//! secret ever shows.
#![cfg(feature = "client")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod calls;
mod connections;
mod downloads;
mod errors;
mod layers;
mod local;
mod memory;
mod secrets;
mod settings;
mod support;
mod uploads;
