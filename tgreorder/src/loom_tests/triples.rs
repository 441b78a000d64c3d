//! Three operations at a time: two threads insert (or close) while the drain does its part.

use std::task::{Context, Waker};
use std::vec::Vec;

use loom::thread;

use super::*;
use crate::Inserted;

/// Inserts on a thread of its own; tells whether it was accepted.
fn insert(inserter: &Inserter<Payload>, payload: Payload) -> thread::JoinHandle<Option<Inserted>> {
    let (inserter, seq) = (inserter.clone(), *payload.value);
    thread::spawn(move || inserter.insert(seq, payload).ok())
}

#[test]
fn loom3_two_inserts_of_one_number_and_pop() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let threads = [insert(&inserter, counted.payload(0)), insert(&inserter, counted.payload(0))];
        let mut out = drain_all(&mut drain, at(0));
        let accepted = threads.map(|thread| usize::from(thread.join().unwrap().is_some()));
        out.extend(drain_all(&mut drain, at(0)));
        assert_eq!(accepted.iter().sum::<usize>(), 1);
        assert_eq!(out, [(0, false)]);
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom3_inserts_of_two_numbers_and_pop() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let threads = [insert(&inserter, counted.payload(1)), insert(&inserter, counted.payload(0))];
        let mut out = drain_all(&mut drain, at(0));
        assert!(threads.map(|thread| thread.join().unwrap()).iter().all(Option::is_some));
        out.extend(drain_all(&mut drain, at(0)));
        assert_eq!(out, [(0, false), (1, false)]);
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom3_two_inserts_of_a_number_and_skip_of_it() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let threads = [insert(&inserter, counted.payload(0)), insert(&inserter, counted.payload(0))];
        let mut out = drain_all(&mut drain, at(100));
        let accepted = threads.map(|thread| usize::from(thread.join().unwrap().is_some()));
        out.extend(drain_all(&mut drain, at(100)));
        assert_eq!(accepted.iter().sum::<usize>(), 1, "once, in its turn or late");
        out.sort_unstable();
        assert!(matches!(out[..], [(0, _), (1, false)]), "{out:?}");
        assert_eq!(counted.drops(), 3);
    });
}

/// One fills the gap, the other what the window reaches when the gap is over.
#[test]
fn loom3_inserts_at_both_ends_of_the_window_and_skip() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let threads = [insert(&inserter, counted.payload(0)), insert(&inserter, counted.payload(2))];
        let mut out = drain_all(&mut drain, at(100));
        let accepted = threads.map(|thread| usize::from(thread.join().unwrap().is_some()));
        out.extend(drain_all(&mut drain, at(100)));
        out.extend(drain_all(&mut drain, at(300)));
        assert_eq!(accepted[0], 1);
        assert_eq!(out.len(), 1 + accepted.iter().sum::<usize>(), "{out:?}");
        let in_order: Vec<u64> = out.iter().filter(|(_, late)| !late).map(|(seq, _)| *seq).collect();
        assert!(in_order.is_sorted(), "{out:?}");
        assert_eq!(counted.drops(), 3);
    });
}

#[test]
fn loom3_two_inserts_and_close() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let threads = [insert(&inserter, counted.payload(0)), insert(&inserter, counted.payload(1))];
        inserter.close();
        let mut out = Vec::new();
        loop {
            match drain.pop(at(0)) {
                Pop::Item { seq, .. } => out.push(seq),
                Pop::Closed => break,
                Pop::WaitUntil(_) | Pop::Empty => thread::yield_now(),
            }
        }
        let accepted = threads.map(|thread| usize::from(thread.join().unwrap().is_some()));
        assert_eq!(out.len(), accepted.iter().sum::<usize>(), "accepted before the end, or refused");
        assert!(matches!(drain.pop(at(0)), Pop::Closed));
        assert_eq!(counted.drops(), 2);
    });
}

/// The gap is given up, filled and its buffer closed at the same time.
#[test]
fn loom3_insert_skip_and_close() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let filling = insert(&inserter, counted.payload(0));
        let closing = thread::spawn(move || inserter.close());
        let mut out = Vec::new();
        loop {
            match drain.pop(at(100)) {
                Pop::Item { seq, .. } => out.push(seq),
                Pop::Closed => break,
                Pop::WaitUntil(_) | Pop::Empty => thread::yield_now(),
            }
        }
        closing.join().unwrap();
        let accepted = filling.join().unwrap().is_some();
        assert_eq!(out.len(), 1 + usize::from(accepted), "{out:?}");
        assert_eq!(counted.drops(), 2);
    });
}

#[test]
fn loom3_inserts_of_two_numbers_wake() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let threads = [insert(&inserter, counted.payload(1)), insert(&inserter, counted.payload(0))];
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let polled = drain.poll_pop(&mut Context::from_waker(&waker), at(0));
        assert!(threads.map(|thread| thread.join().unwrap()).iter().all(Option::is_some));
        let mut out = Vec::new();
        match polled {
            Pop::Item { seq, late, .. } => out.push((seq, late)),
            _ => assert!(bell.rang(), "asleep and nobody rang"),
        }
        out.extend(drain_all(&mut drain, at(0)));
        assert_eq!(out, [(0, false), (1, false)]);
        drop(inserter);
    });
}

#[test]
fn loom3_insert_and_close_wake() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        let inserting = insert(&inserter, counted.payload(1));
        let closing = thread::spawn(move || inserter.close());
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let polled = drain.poll_pop(&mut Context::from_waker(&waker), at(0));
        let accepted = inserting.join().unwrap().is_some();
        closing.join().unwrap();
        let mut out = Vec::new();
        match polled {
            Pop::Item { seq, late, .. } => out.push((seq, late)),
            Pop::Closed => {}
            _ => assert!(bell.rang(), "asleep and nobody rang"),
        }
        out.extend(drain_all(&mut drain, at(0)));
        assert_eq!(out.len(), usize::from(accepted));
        assert!(matches!(drain.pop(at(0)), Pop::Closed));
    });
}

/// The waker's mailbox: the head's producer, a late item's and the drain are at it at the same time.
#[test]
fn loom3_late_item_and_head_wake() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(1, counted.payload(1)).is_ok());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        assert!(matches!(drain.pop(at(100)), Pop::Item { seq: 1, .. }));
        let threads = [insert(&inserter, counted.payload(0)), insert(&inserter, counted.payload(2))];
        let bell = Arc::new(Bell::default());
        let waker = Waker::from(Arc::clone(&bell));
        let polled = drain.poll_pop(&mut Context::from_waker(&waker), at(100));
        assert!(threads.map(|thread| thread.join().unwrap()).iter().all(Option::is_some));
        let mut out = Vec::new();
        match polled {
            Pop::Item { seq, late, .. } => out.push((seq, late)),
            _ => assert!(bell.rang(), "asleep and nobody rang"),
        }
        out.extend(drain_all(&mut drain, at(100)));
        out.sort_unstable();
        assert_eq!(out, [(0, true), (2, false)]);
        drop(inserter);
    });
}

/// The window moves far while one is inserted into it and another is refused for lying beyond it.
#[test]
fn loom3_insert_beyond_insert_within_and_jump() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(10, counted.payload(10)).is_err());
        assert!(matches!(drain.pop(at(0)), Pop::WaitUntil(_)));
        let threads = [insert(&inserter, counted.payload(1)), insert(&inserter, counted.payload(10))];
        let mut out = drain_all(&mut drain, at(100));
        let accepted = threads.map(|thread| usize::from(thread.join().unwrap().is_some()));
        for millis in [100, 300, 500] {
            out.extend(drain_all(&mut drain, at(millis)));
        }
        assert_eq!(accepted[0], 1);
        assert_eq!(out.len(), accepted.iter().sum::<usize>(), "{out:?}");
        assert!(out.iter().any(|(seq, _)| *seq == 1));
        assert_eq!(counted.drops(), 3);
    });
}
