//! Tests of the parts together: tables for the ledger and the machine, the driver with a scripted client in paused time.

mod bot;
mod driver;
mod ledger;
mod machine;
mod schedule;
mod script;
mod world;

/// Updates that are nothing but their numbers.
impl crate::ledger::Kept for u64 {
    type Update = Self;

    fn update(&mut self) -> Option<Self> {
        Some(*self)
    }
}
