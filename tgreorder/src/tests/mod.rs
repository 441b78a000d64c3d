//! Unit tests of the whole core: single threads, made-up time.

mod close;
mod epoch;
mod gap;
mod model;
mod ops;
mod random;
mod window;

#[cfg(feature = "async")]
mod stream;

use std::time::Duration;

use crate::{Config, Drain, Inserter, Pop, ReorderBuffer, Skipped, Time};

pub(crate) const HOLD: Duration = Duration::from_millis(100);

pub(crate) fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

pub(crate) fn config() -> Config {
    Config::new().with_window(8).with_history(64).with_hold(HOLD)
}

pub(crate) fn buffer<T: Send>(config: Config) -> (Inserter<T>, Drain<T>) {
    ReorderBuffer::new(config).unwrap().split()
}

pub(crate) fn item<T>(seq: u64, value: T) -> Pop<T, Time> {
    Pop::Item { seq, value, late: false, skipped: None }
}

pub(crate) fn late<T>(seq: u64, value: T) -> Pop<T, Time> {
    Pop::Item { seq, value, late: true, skipped: None }
}

pub(crate) fn after_gap<T>(numbers: std::ops::RangeInclusive<u64>, waited: u64, seq: u64, value: T) -> Pop<T, Time> {
    let waited = Duration::from_millis(waited);
    Pop::Item { seq, value, late: false, skipped: Some(Skipped { numbers, waited }) }
}
