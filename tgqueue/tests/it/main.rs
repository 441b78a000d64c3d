//! The crate as its users see it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "that is how tests fail")]
#![expect(clippy::print_stdout, reason = "seeds and figures")]

mod broken;
#[cfg(feature = "cli")]
mod cli;
mod disk;
mod faults;
mod memory;
mod poison;
mod postgres;
mod power;
mod process;
mod redb;
mod worker;
