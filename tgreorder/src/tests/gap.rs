//! Gaps: timed, given up in one step, filled late.

use super::*;
use crate::{Adaptive, Inserted, Refused};

#[test]
fn an_item_waits_its_hold_and_then_every_gap_before_it_is_given_up() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(2, 2).unwrap();
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(100)));
    inserter.insert(5, 5).unwrap();
    assert_eq!(drain.pop(at(50)), Pop::WaitUntil(at(100)));
    assert_eq!(drain.pop(at(99)), Pop::WaitUntil(at(100)));
    assert_eq!(drain.pop(at(100)), after_gap(0..=1, 100, 2, 2));
    assert_eq!(drain.pop(at(100)), Pop::WaitUntil(at(150)), "5 was seen later");
    assert_eq!(drain.pop(at(150)), after_gap(3..=4, 100, 5, 5));
    assert_eq!(drain.pop(at(150)), Pop::Empty);
}

#[test]
fn many_gaps_seen_together_go_together() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    for seq in [1, 3, 5, 7] {
        inserter.insert(seq, seq).unwrap();
    }
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(100)));
    for seq in [1, 3, 5, 7] {
        assert_eq!(drain.pop(at(100)), after_gap(seq - 1..=seq - 1, 100, seq, seq));
    }
}

#[test]
fn what_comes_after_its_gap_was_given_up_is_late_once() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(2, 2).unwrap();
    drain.pop(at(0));
    assert_eq!(drain.pop(at(100)), after_gap(0..=1, 100, 2, 2));
    assert_eq!(inserter.insert(1, 1).unwrap(), Inserted::Late);
    assert!(matches!(inserter.insert(1, 1), Err(Refused::Duplicate(1))));
    assert_eq!(drain.pop(at(101)), late(1, 1));
    assert!(matches!(inserter.insert(1, 1), Err(Refused::Duplicate(1))));
    assert_eq!(inserter.insert(0, 0).unwrap(), Inserted::Late);
    assert_eq!(drain.pop(at(101)), late(0, 0));
}

#[test]
fn late_items_are_bounded_too() {
    let (inserter, mut drain) = buffer(config().with_start_at(1000));
    for seq in 990..998 {
        assert_eq!(inserter.insert(seq, seq).unwrap(), Inserted::Late);
    }
    assert!(matches!(inserter.insert(998, 998), Err(Refused::Full(998))));
    assert_eq!(drain.pop(at(0)), late(990, 990));
    inserter.insert(998, 998).unwrap();
}

#[test]
fn late_items_stay_bounded_while_they_are_given_out() {
    let (inserter, mut drain) = buffer(config().with_start_at(1000));
    let mut accepted = 0;
    for round in 0..100 {
        for seq in 0..10 {
            accepted += u64::from(inserter.insert(round * 10 + seq, ()).is_ok());
        }
        assert!(matches!(drain.pop(at(0)), Pop::Item { late: true, .. }));
        assert!(inserter.stats().snapshot().depth <= 16, "a window held, a window being given out");
    }
    for _ in 100..accepted {
        assert!(matches!(drain.pop(at(0)), Pop::Item { late: true, .. }));
    }
    assert_eq!(drain.pop(at(0)), Pop::Empty);
}

#[test]
fn a_number_far_above_is_full_until_the_hold_has_moved_the_head() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(0, 0).unwrap();
    assert_eq!(drain.pop(at(0)), item(0, 0));
    let far = 1_000_000_000;
    assert!(matches!(inserter.insert(far + 1, far), Err(Refused::Full(_))));
    assert!(matches!(inserter.insert(far, far), Err(Refused::Full(_))));
    assert_eq!(drain.pop(at(1)), Pop::WaitUntil(at(101)));
    assert_eq!(drain.pop(at(101)), Pop::Empty);
    inserter.insert(far + 1, far + 1).unwrap();
    inserter.insert(far, far).unwrap();
    assert_eq!(drain.pop(at(102)), after_gap(1..=far - 1, 100, far, far));
    assert_eq!(drain.pop(at(102)), item(far + 1, far + 1));
    assert_eq!(inserter.insert(far - 1, 1).unwrap(), Inserted::Late);
    assert_eq!(drain.pop(at(102)), late(far - 1, 1));
    assert_eq!(inserter.stats().snapshot().skipped, far - 1);
}

#[test]
fn a_number_far_below_the_history_is_late_every_time() {
    let (inserter, mut drain) = buffer(config().with_start_at(1_000_000));
    for _ in 0..2 {
        assert_eq!(inserter.insert(5, 5).unwrap(), Inserted::Late);
        assert!(matches!(inserter.insert(5, 5), Err(Refused::Duplicate(_))), "while it is held");
        assert_eq!(drain.pop(at(0)), late(5, 5));
    }
}

#[test]
fn a_gap_that_fills_costs_nothing_more() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(1, 1).unwrap();
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(100)));
    inserter.insert(0, 0).unwrap();
    assert_eq!(drain.pop(at(30)), item(0, 0));
    assert_eq!(drain.pop(at(30)), item(1, 1));
    inserter.insert(3, 3).unwrap();
    assert_eq!(drain.pop(at(200)), Pop::WaitUntil(at(300)), "a new gap has its own time");
}

#[test]
fn the_adaptive_hold_learns_from_the_buffer() {
    let (inserter, mut drain) = buffer(config().with_gap_policy(Adaptive::new()).with_start_at(0));
    assert_eq!(drain.hold(), Duration::from_millis(250));
    for round in 0..10 {
        let (seq, now) = (round * 2, round * 1000);
        inserter.insert(seq + 1, ()).unwrap();
        assert!(matches!(drain.pop(at(now)), Pop::WaitUntil(_)));
        inserter.insert(seq, ()).unwrap();
        assert_eq!(drain.pop(at(now + 40)), item(seq, ()));
        assert_eq!(drain.pop(at(now + 40)), item(seq + 1, ()));
    }
    assert_eq!(drain.hold(), Duration::from_millis(80));
    for round in 10..60 {
        let (seq, now) = (round * 2, round * 1000);
        inserter.insert(seq + 1, ()).unwrap();
        assert!(matches!(drain.pop(at(now)), Pop::WaitUntil(_)));
        assert!(matches!(drain.pop(at(now + 999)), Pop::Item { skipped: Some(_), .. }));
    }
    assert_eq!(drain.hold(), Duration::from_millis(20), "all of the last gaps proved permanent");
}

#[test]
fn forgotten_numbers_may_come_again() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    for seq in 0..3 {
        inserter.insert(seq, seq).unwrap();
        assert_eq!(drain.pop(at(0)), item(seq, seq));
    }
    drain.forget(1);
    drain.forget(7);
    assert_eq!(inserter.insert(1, 10).unwrap(), Inserted::Late);
    assert!(matches!(inserter.insert(1, 11), Err(Refused::Duplicate(_))));
    assert!(matches!(inserter.insert(0, 11), Err(Refused::Duplicate(_))));
    assert_eq!(drain.pop(at(0)), late(1, 10));
    assert_eq!(inserter.insert(7, 7).unwrap(), Inserted::Ordered);
}
