//! End-to-end suites across the crates. The suites are in `tests/it`; this file is empty on purpose.
#![forbid(unsafe_code)]
