//! (written with the TLS tests)
