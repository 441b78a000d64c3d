//! One binary for all suites: it links once. Each module is one suite.
#![forbid(unsafe_code)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

// Who may depend on whom, and what each crate must not know.
mod architecture;
