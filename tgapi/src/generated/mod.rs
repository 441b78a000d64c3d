//! What is made from the facts table in `tgapi/api`.
//!
//! Written by `cargo xtask codegen` from `tgapi/api`: do not edit.

#[cfg(feature = "client")]
mod client;
mod codec;
pub(crate) mod methods;
pub(crate) mod types;
pub(crate) mod update_kinds;
