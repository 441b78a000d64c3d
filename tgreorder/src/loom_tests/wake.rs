//! Nobody sleeps over what it waits for.

use std::sync::Arc;
use std::task::{Context, Waker};
use std::vec::Vec;

use loom::thread;

use super::*;
use crate::Refused;

/// Polls once beside `insert`; if that found nothing, the insert must ring, and the item be there.
fn wakes(prepare: fn(&Counted, &Inserter<Payload>, &mut Drain<Payload>), seq: u64, late: bool) {
    loom::model(move || {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        prepare(&counted, &inserter, &mut drain);
        let payload = counted.payload(seq);
        let other = inserter.clone();
        let thread = thread::spawn(move || other.insert(seq, payload).is_ok());
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let mut out = Vec::new();
        let now = at(200);
        let polled = drain.poll_pop(&mut Context::from_waker(&waker), now);
        let asleep = match polled {
            Pop::Item { seq, late, .. } => {
                out.push((seq, late));
                false
            }
            // Told to look again at a certain time because it saw the item.
            Pop::WaitUntil(at) => at <= now || seq == 0,
            _ => true,
        };
        assert!(thread.join().unwrap());
        assert!(!asleep || bell.rang(), "asleep and nobody rang");
        out.extend(drain_all(&mut drain, at(400)));
        out.extend(drain_all(&mut drain, at(600)));
        assert!(out.contains(&(seq, late)), "{out:?}");
        drop(inserter);
    });
}

#[test]
fn loom_wake_for_the_head() {
    wakes(|_, _, _| (), 0, false);
}

#[test]
fn loom_wake_for_anything_when_empty() {
    wakes(|_, _, _| (), 1, false);
}

/// The producer finds the flag of its group set, while the drain clears it to look.
#[test]
fn loom_wake_and_see_in_a_flagged_group() {
    wakes(
        |counted, inserter, drain| {
            assert!(inserter.insert(0, counted.payload(0)).is_ok());
            assert!(matches!(drain.pop(at(150)), Pop::Item { seq: 0, .. }));
        },
        2,
        false,
    );
}

#[test]
fn loom_wake_for_the_head_of_a_gap() {
    wakes(
        |counted, inserter, drain| {
            assert!(inserter.insert(1, counted.payload(1)).is_ok());
            assert!(matches!(drain.pop(at(150)), Pop::WaitUntil(_)));
        },
        0,
        false,
    );
}

#[test]
fn loom_wake_for_a_late_item() {
    wakes(
        |counted, inserter, drain| {
            assert!(inserter.insert(1, counted.payload(1)).is_ok());
            assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
            assert!(matches!(drain.pop(at(100)), Pop::Item { seq: 1, .. }));
        },
        0,
        true,
    );
}

#[test]
fn loom_wake_again_after_a_first_sleep() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let payloads = [counted.payload(0), counted.payload(1)];
        let other = inserter.clone();
        let thread = thread::spawn(move || payloads.map(|payload| other.insert(*payload.value, payload).is_ok()));
        let mut out = Vec::new();
        let mut asleep = None;
        for _ in 0..2 {
            let bell = Arc::new(Bell::default());
            let waker = Waker::from(Arc::clone(&bell));
            match drain.poll_pop(&mut Context::from_waker(&waker), at(0)) {
                Pop::Item { seq, .. } => {
                    out.push(seq);
                    asleep = None;
                }
                _ => asleep = Some(bell),
            }
        }
        assert_eq!(thread.join().unwrap(), [true, true]);
        assert!(asleep.is_none_or(|bell| bell.rang()), "asleep and nobody rang");
        out.extend(drain_all(&mut drain, at(0)).into_iter().map(|(seq, _)| seq));
        assert_eq!(out, [0, 1]);
        drop(inserter);
    });
}

/// The mark is there from an earlier sleep, and the mailbox is in use while the head's producer is at it.
#[test]
fn loom_wake_for_a_head_marked_before() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        let sleep = |drain: &mut Drain<Payload>| {
            let bell = Arc::new(Bell::default());
            let waker = Waker::from(Arc::clone(&bell));
            (drain.poll_pop(&mut Context::from_waker(&waker), at(0)), bell)
        };
        assert!(matches!(sleep(&mut drain).0, Pop::WaitUntil(_)));
        let payload = counted.payload(0);
        let other = inserter.clone();
        let thread = thread::spawn(move || other.insert(0, payload).is_ok());
        let (found, bell) = sleep(&mut drain);
        assert!(thread.join().unwrap());
        match found {
            Pop::Item { seq, .. } => assert_eq!(seq, 0),
            _ => assert!(bell.rang(), "asleep and nobody rang"),
        }
        drop(inserter);
    });
}

#[test]
fn loom_close_wakes() {
    loom::model(|| {
        let (inserter, mut drain) = buffer(2);
        let thread = thread::spawn(move || drop(inserter));
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let found = drain.poll_pop(&mut Context::from_waker(&waker), at(0));
        thread.join().unwrap();
        assert!(matches!(found, Pop::Closed) || bell.rang());
        assert!(matches!(drain.pop(at(0)), Pop::Closed));
    });
}

#[test]
fn loom_room_wakes_who_waits_for_it() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(1);
        assert!(inserter.insert(0, counted.payload(0)).is_ok());
        let payload = counted.payload(1);
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let other = inserter.clone();
        // As the waiting insert does it: stand in line, then try (once more).
        let thread = thread::spawn(move || {
            other.core.header.cold.with(|cold| cold.wait(1, None, waker));
            other.core.signal();
            other.insert(1, payload).map_err(Refused::into_inner).err()
        });
        let drain_bell = Waker::from(Arc::new(Bell::default()));
        let found = drain.poll_pop(&mut Context::from_waker(&drain_bell), at(0));
        assert!(matches!(found, Pop::Item { seq: 0, .. }));
        drop(found);
        let back = thread.join().unwrap();
        // The drain looks whenever it is signalled or goes to sleep; it was signalled.
        assert_eq!(drain_all(&mut drain, at(0)).len(), usize::from(back.is_none()));
        if let Some(payload) = back {
            assert!(bell.rang(), "refused, and nobody rang");
            assert!(inserter.insert(1, payload).is_ok());
            assert_eq!(drain_all(&mut drain, at(0)), [(1, false)]);
        }
        assert_eq!(counted.drops(), 2);
    });
}
