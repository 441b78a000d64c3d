//! Tests of tgqueue as its users see it.

mod memory;
