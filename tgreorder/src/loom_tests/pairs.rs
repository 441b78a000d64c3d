//! An insert beside each other operation.

use std::vec::Vec;

use loom::thread;

use super::*;
use crate::{Inserted, Refused};

#[test]
fn loom_two_inserts_of_one_number() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let other = inserter.clone();
        let (a, b) = (counted.payload(0), counted.payload(0));
        let thread = thread::spawn(move || other.insert(0, a).is_ok());
        let mine = inserter.insert(0, b);
        if let Err(refused) = &mine {
            assert!(matches!(refused, Refused::Duplicate(_)));
        }
        let mine = mine.map_err(drop).is_ok();
        let others = thread.join().unwrap();
        assert!(mine ^ others);
        assert_eq!(drain_all(&mut drain, at(0)), [(0, false)]);
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom_insert_and_pop_with_slots_reused() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(1);
        let payloads = [counted.payload(0), counted.payload(1)];
        let thread = thread::spawn(move || {
            for mut payload in payloads {
                let seq = *payload.value;
                while let Err(refused) = inserter.insert(seq, payload) {
                    assert!(matches!(refused, Refused::Full(_)));
                    payload = refused.into_inner();
                    thread::yield_now();
                }
            }
        });
        let mut out = Vec::new();
        while out.len() < 2 {
            out.extend(drain_all(&mut drain, at(0)));
            thread::yield_now();
        }
        thread.join().unwrap();
        assert_eq!(out, [(0, false), (1, false)]);
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom_insert_and_skip_of_the_same_gap() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let payload = counted.payload(0);
        let thread = {
            let inserter = inserter.clone();
            thread::spawn(move || inserter.insert(0, payload).unwrap_or_else(|refused| panic!("{refused}")))
        };
        let mut out = drain_all(&mut drain, at(100));
        let inserted = thread.join().unwrap();
        out.extend(drain_all(&mut drain, at(100)));
        match out[..] {
            [(0, false), (1, false)] => assert_eq!(inserted, Inserted::Ordered),
            // Given up, or overtaken between claim and publish; late items go first, even when 1 is about to go.
            [(1, false), (0, true)] | [(0, true), (1, false)] => {}
            _ => panic!("{out:?}"),
        }
        assert!(matches!(inserter.insert(0, counted.payload(0)), Err(Refused::Duplicate(_))));
        assert_eq!(counted.drops(), 3);
    });
}

/// 1 is inserted while the window moves to `far`.
fn jump(far: u64) {
    loom::model(move || {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(far, counted.payload(far)).is_err());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let payload = counted.payload(1);
        let thread = {
            let inserter = inserter.clone();
            thread::spawn(move || inserter.insert(1, payload).is_ok())
        };
        let mut out = drain_all(&mut drain, at(100));
        assert!(thread.join().unwrap());
        out.extend(drain_all(&mut drain, at(100)));
        out.extend(drain_all(&mut drain, at(300)));
        assert_eq!(out.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1]);
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom_insert_and_jump_over_it() {
    jump(10);
}

/// The slot of the new head is the one that is being filled for a number long past.
#[test]
fn loom_insert_and_jump_onto_its_slot() {
    jump(11);
}

#[test]
fn loom_insert_and_close() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let payload = counted.payload(0);
        let other = inserter.clone();
        let thread = thread::spawn(move || other.insert(0, payload).is_ok());
        inserter.close();
        let mut out = Vec::new();
        loop {
            match drain.pop(at(0)) {
                Pop::Item { seq, .. } => out.push(seq),
                Pop::Closed => break,
                Pop::WaitUntil(_) | Pop::Empty => thread::yield_now(),
            }
        }
        let accepted = thread.join().unwrap();
        assert_eq!(out.len(), usize::from(accepted), "accepted before the end, or refused");
        assert!(matches!(drain.pop(at(0)), Pop::Closed));
        assert!(matches!(inserter.insert(1, counted.payload(1)), Err(Refused::Closed(_))));
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom_insert_and_drop_of_the_drain() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, drain) = buffer(2);
        let payload = counted.payload(0);
        let thread = thread::spawn(move || drop(inserter.insert(0, payload)));
        drop(drain);
        thread.join().unwrap();
        assert_eq!(counted.drops(), 1);
    });
}
