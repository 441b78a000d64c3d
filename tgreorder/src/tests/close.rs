//! The end, from either side: nothing lost, nothing leaked.

use std::sync::Arc;

use super::*;
use crate::Refused;

#[test]
fn what_was_accepted_before_the_close_is_given_out_without_waiting() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(0, 0).unwrap();
    inserter.insert(2, 2).unwrap();
    inserter.clone().close();
    assert!(matches!(inserter.insert(1, 1), Err(Refused::Closed(1))));
    assert_eq!(drain.pop(at(0)), item(0, 0));
    assert_eq!(drain.pop(at(0)), after_gap(1..=1, 0, 2, 2));
    assert_eq!(drain.pop(at(0)), Pop::Closed);
    assert_eq!(drain.pop(at(0)), Pop::Closed);
}

#[test]
fn the_last_inserter_closes() {
    let (inserter, mut drain) = buffer(config());
    let other = inserter.clone();
    other.insert(9, 9).unwrap();
    inserter.insert(8, 8).unwrap();
    drop(inserter);
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(250)));
    drop(other);
    assert_eq!(drain.pop(at(0)), item(8, 8));
    assert_eq!(drain.pop(at(0)), item(9, 9));
    assert_eq!(drain.pop(at(0)), Pop::Closed);
}

#[test]
fn the_drain_closes_too() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(0, 0).unwrap();
    inserter.insert(-1i32 as u32 as u64, 5).unwrap_err();
    drain.close();
    assert!(matches!(inserter.insert(1, 1), Err(Refused::Closed(1))));
    assert_eq!(drain.pop(at(0)), item(0, 0));
    assert_eq!(drain.pop(at(0)), Pop::Closed);
    drop(drain);
    assert!(inserter.is_closed());
}

#[test]
fn dropped_ends_drop_what_they_hold_once() {
    let token = Arc::new(());
    for start in [None, Some(0)] {
        let mut settings = config();
        settings.start_at = start;
        let (inserter, drain) = buffer(settings);
        for seq in [0, 3, 5] {
            inserter.insert(seq, Arc::clone(&token)).unwrap();
        }
        assert_eq!(Arc::strong_count(&token), 4);
        drop(drain);
        assert_eq!(Arc::strong_count(&token), 1, "dropped with the drain, not with the last inserter");
        drop(inserter.insert(1, Arc::clone(&token)));
        drop(inserter);
        assert_eq!(Arc::strong_count(&token), 1);
    }
}
