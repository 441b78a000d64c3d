//! Order, duplicates and the window's edges.

use super::*;
use crate::{ConfigError, Inserted, Refused};

#[test]
fn any_order_in_sorted_out() {
    let (inserter, mut drain) = buffer(config().with_start_at(10));
    for seq in [13, 10, 17, 12, 11, 15, 16, 14] {
        assert_eq!(inserter.insert(seq, seq).unwrap(), Inserted::Ordered);
    }
    for seq in 10..18 {
        assert_eq!(drain.pop(at(0)), item(seq, seq));
    }
    assert_eq!(drain.pop(at(0)), Pop::Empty);
}

#[test]
fn a_number_is_taken_once_before_and_after_it_was_given_out() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    inserter.insert(0, 'a').unwrap();
    assert!(matches!(inserter.insert(0, 'b'), Err(Refused::Duplicate('b'))));
    assert_eq!(drain.pop(at(0)), item(0, 'a'));
    assert!(matches!(inserter.insert(0, 'c'), Err(Refused::Duplicate('c'))));
    assert_eq!(inserter.stats().snapshot().duplicates, 2);
}

#[test]
fn beyond_the_window_is_full_and_the_head_always_fits() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    for seq in 1..8 {
        inserter.insert(seq, seq).unwrap();
    }
    assert!(matches!(inserter.insert(8, 8), Err(Refused::Full(8))));
    inserter.insert(0, 0).unwrap();
    assert_eq!(drain.pop(at(0)), item(0, 0));
    inserter.insert(8, 8).unwrap();
    assert!(matches!(inserter.insert(9, 9), Err(Refused::Full(9))));
}

#[test]
fn windows_smaller_than_the_ring_keep_their_size() {
    for window in [1, 2, 4] {
        let (inserter, mut drain) = buffer(config().with_window(window).with_start_at(5));
        let mut next = 5;
        for _ in 0..50 {
            let end = next + window as u64;
            assert!(matches!(inserter.insert(end, end), Err(Refused::Full(_))), "window {window}");
            for seq in (next..end).rev() {
                inserter.insert(seq, seq).unwrap();
            }
            for seq in next..end {
                assert_eq!(drain.pop(at(0)), item(seq, seq));
            }
            assert_eq!(drain.pop(at(0)), Pop::Empty, "the refused number has room now");
            next = end;
            inserter.insert(next, next).unwrap();
            assert_eq!(drain.pop(at(0)), item(next, next));
            next += 1;
        }
    }
}

#[test]
fn the_last_number_there_is() {
    let (inserter, mut drain) = buffer(config().with_start_at(u64::MAX - 2));
    for seq in [u64::MAX, u64::MAX - 1, u64::MAX - 2] {
        inserter.insert(seq, seq).unwrap();
    }
    for seq in [u64::MAX - 2, u64::MAX - 1, u64::MAX] {
        assert_eq!(drain.pop(at(0)), item(seq, seq));
    }
    assert_eq!(drain.pop(at(0)), Pop::Empty);
    for seq in [u64::MAX, u64::MAX - 1, u64::MAX - 2] {
        assert!(matches!(inserter.insert(seq, seq), Err(Refused::Duplicate(_))), "{seq}");
    }
    inserter.insert(u64::MAX - 3, 3).unwrap();
    assert_eq!(drain.pop(at(0)), late(u64::MAX - 3, 3));
    inserter.insert(7, 7).unwrap();
    assert_eq!(drain.pop(at(0)), late(7, 7));
    assert_eq!(drain.pop(at(0)), Pop::Empty);
}

#[test]
fn a_gap_up_to_the_last_number() {
    let (inserter, mut drain) = buffer(config().with_start_at(u64::MAX - 5));
    inserter.insert(u64::MAX, 1).unwrap();
    assert_eq!(drain.pop(at(0)), Pop::WaitUntil(at(100)));
    assert_eq!(drain.pop(at(100)), after_gap(u64::MAX - 5..=u64::MAX - 1, 100, u64::MAX, 1));
    inserter.insert(u64::MAX - 1, 2).unwrap();
    assert_eq!(drain.pop(at(100)), late(u64::MAX - 1, 2));
    assert_eq!(drain.pop(at(100)), Pop::Empty);
}

#[test]
fn wrong_settings_are_named() {
    for window in [0, 3, 12, 1 << 25] {
        let error = ReorderBuffer::<()>::new(Config::new().with_window(window)).unwrap_err();
        assert_eq!(error, ConfigError::Window { given: window });
    }
    assert_eq!(Config::new().with_history(1).check(), Err(ConfigError::History { given: 1 }));
    assert!(ConfigError::Window { given: 12 }.to_string().contains("the next is 16"));
}

#[test]
fn stats_add_up() {
    let (inserter, mut drain) = buffer(config().with_start_at(0));
    let stats = inserter.stats();
    for seq in [0, 1, 3] {
        inserter.insert(seq, ()).unwrap();
    }
    assert!(inserter.insert(100, ()).is_err());
    assert_eq!(drain.pop(at(0)), item(0, ()));
    assert_eq!(drain.pop(at(0)), item(1, ()));
    drain.pop(at(0));
    assert_eq!(drain.pop(at(100)), after_gap(2..=2, 100, 3, ()));
    inserter.insert(2, ()).unwrap();
    let now = stats.snapshot();
    assert_eq!((now.accepted, now.depth, now.late, now.gaps, now.skipped, now.full, now.epochs), (4, 1, 0, 1, 1, 1, 1));
    assert_eq!(drain.pop(at(100)), late(2, ()));
    let now = stats.snapshot();
    assert_eq!((now.accepted, now.depth, now.late), (4, 0, 1));
    let held: Vec<_> = now.held.buckets().filter(|(_, n)| *n > 0).collect();
    assert_eq!(held, [(Some(Duration::ZERO), 3), (Some(Duration::from_millis(128)), 1)]);
}
