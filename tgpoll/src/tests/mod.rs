//! Tests of the parts together: tables for the ledger and the machine, the driver with a scripted client in paused time.

mod bot;
mod driver;
mod ledger;
mod machine;
mod schedule;
mod script;
mod world;
