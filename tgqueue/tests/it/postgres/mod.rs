//! The engine in PostgreSQL: the suite, one database for many processes, faults, and effects that happen once.

mod conformance;
mod faults;
mod poison;
mod rig;
mod server;
mod setup;
mod sharing;
mod storing;
mod sweep;
mod worker;
