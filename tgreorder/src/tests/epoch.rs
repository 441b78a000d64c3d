//! The first head, and new numberings after silence.

use super::*;
use crate::{Inserted, Refused};

const HOUR: u64 = 3_600_000;

#[test]
fn the_first_arrival_does_not_define_the_head() {
    let (inserter, mut drain) = buffer(config());
    assert_eq!(drain.pop(at(0)), Pop::Empty);
    inserter.insert(1001, 1001).unwrap();
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(250)));
    inserter.insert(1000, 1000).unwrap();
    assert_eq!(drain.pop(at(249)), Pop::WaitUntil(at(250)));
    inserter.insert(1002, 1002).unwrap();
    assert!(matches!(inserter.insert(1000, 0), Err(Refused::Duplicate(0))));
    assert!(matches!(inserter.insert(1008, 0), Err(Refused::Full(0))), "more than a window from the smallest");
    for seq in 1000..1003 {
        assert_eq!(drain.pop(at(250)), item(seq, seq));
    }
    inserter.insert(1003, 1003).unwrap();
    assert_eq!(drain.pop(at(250)), item(1003, 1003));
    assert_eq!(inserter.insert(999, 999).unwrap(), Inserted::Late);
    assert_eq!(drain.pop(at(250)), late(999, 999));
}

#[test]
fn waiting_for_the_start_counts_as_waiting_for_a_gap() {
    let (inserter, mut drain) = buffer(config().with_hold(Duration::from_millis(300)));
    inserter.insert(12, 12).unwrap();
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(250)));
    inserter.insert(10, 10).unwrap();
    assert_eq!(drain.pop(at(250)), item(10, 10));
    assert_eq!(drain.pop(at(250)), Pop::WaitUntil(at(300)));
    assert_eq!(drain.pop(at(300)), after_gap(11..=11, 300, 12, 12));
}

#[test]
fn after_silence_a_number_far_away_begins_a_new_numbering() {
    for far in [5, 2_000_000_000] {
        let (inserter, mut drain) = buffer(config().with_start_at(1_000_000));
        inserter.insert(1_000_000, 1).unwrap();
        assert_eq!(drain.pop(at(0)), item(1_000_000, 1));
        assert_eq!(drain.pop(at(HOUR)), Pop::Empty);
        assert_eq!(inserter.insert(far + 1, 3).unwrap(), Inserted::Ordered);
        assert_eq!(drain.pop(at(HOUR)), Pop::WaitUntil(at(HOUR + 250)), "its start is found as the first one was");
        assert_eq!(inserter.insert(far, 2).unwrap(), Inserted::Ordered);
        assert_eq!(drain.pop(at(HOUR + 250)), item(far, 2));
        assert_eq!(drain.pop(at(HOUR + 250)), item(far + 1, 3));
        assert_eq!((drain.epoch(), inserter.stats().snapshot().epochs), (2, 2));
    }
}

#[test]
fn silence_nobody_looked_at_is_noticed_at_the_next_look() {
    let (inserter, mut drain) = buffer(config().with_start_at(1_000_000));
    inserter.insert(1_000_000, 1).unwrap();
    assert_eq!(drain.pop(at(0)), item(1_000_000, 1));
    assert!(matches!(inserter.insert(2_000_000, 2), Err(Refused::Full(2))));
    assert_eq!(drain.pop(at(HOUR)), Pop::Empty);
    inserter.insert(2_000_000, 2).unwrap();
    assert_eq!(drain.pop(at(HOUR)), Pop::WaitUntil(at(HOUR + 250)));
    // Below the history: taken at once, judged by the drain.
    let (inserter, mut drain) = buffer(config().with_start_at(1_000_000));
    inserter.insert(1_000_000, 1).unwrap();
    assert_eq!(drain.pop(at(0)), item(1_000_000, 1));
    inserter.insert(17, 17).unwrap();
    assert_eq!(drain.pop(at(HOUR)), Pop::WaitUntil(at(HOUR + 250)));
    assert_eq!(drain.pop(at(HOUR + 250)), item(17, 17));
}

#[test]
fn silence_changes_nothing_for_a_number_in_reach() {
    let (inserter, mut drain) = buffer(config().with_start_at(100));
    inserter.insert(100, 100).unwrap();
    assert_eq!(drain.pop(at(0)), item(100, 100));
    assert_eq!(drain.pop(at(HOUR)), Pop::Empty);
    assert!(matches!(inserter.insert(100, 0), Err(Refused::Duplicate(0))));
    inserter.insert(99, 99).unwrap();
    assert_eq!(drain.pop(at(HOUR)), late(99, 99));
    inserter.insert(101, 101).unwrap();
    assert_eq!(drain.pop(at(HOUR)), item(101, 101));
    assert!(matches!(inserter.insert(1_000_000, 0), Err(Refused::Full(0))), "the silence is over");
}

#[test]
fn what_arrived_for_the_old_numbering_is_not_lost_by_a_new_one() {
    let (inserter, mut drain) = buffer(config().with_start_at(100));
    assert_eq!(drain.pop(at(0)), Pop::Empty);
    assert_eq!(drain.pop(at(HOUR)), Pop::Empty);
    inserter.insert(7_000_000, 7).unwrap();
    inserter.insert(102, 102).unwrap();
    assert_eq!(drain.pop(at(HOUR)), late(102, 102));
    assert_eq!(drain.pop(at(HOUR)), Pop::WaitUntil(at(HOUR + 250)));
    assert_eq!(drain.pop(at(HOUR + 250)), item(7_000_000, 7));
}

#[test]
fn numberings_may_end_at_the_last_number_and_begin_again() {
    let (inserter, mut drain) = buffer(config().with_start_at(u64::MAX));
    inserter.insert(u64::MAX, 1).unwrap();
    assert_eq!(drain.pop(at(0)), item(u64::MAX, 1));
    assert_eq!(drain.pop(at(HOUR)), Pop::Empty);
    inserter.insert(3, 3).unwrap();
    assert_eq!(drain.pop(at(HOUR)), Pop::WaitUntil(at(HOUR + 250)));
    assert_eq!(drain.pop(at(HOUR + 250)), item(3, 3));
    inserter.insert(4, 4).unwrap();
    assert_eq!(drain.pop(at(HOUR + 250)), item(4, 4));
}
