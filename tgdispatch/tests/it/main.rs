//! The crate from outside, with no network at all.

mod allowed;
mod compile_errors;
mod errors;
mod extractors;
mod layers;
mod replies;
mod routing;
mod support;
