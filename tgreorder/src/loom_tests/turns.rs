//! Work that was asked for is done, and by one at a time.

use std::vec::Vec;

use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;

use crate::turns::{Asked, Turns};

/// Each asks after it has left something to do; nothing may be left at the end.
fn asked_for_is_done(threads: usize) {
    loom::model(move || {
        let left = Arc::new(AtomicUsize::new(0));
        let turns = Arc::new(Turns::new(0_usize));
        let ask = |left: &AtomicUsize, turns: &Turns<usize>| {
            left.fetch_add(1, Ordering::Relaxed);
            // What the work finds is what was left before it was asked for; the state itself is plain memory.
            let asked = turns.ask(|done| *done += left.swap(0, Ordering::Relaxed));
            assert_eq!(asked, Asked::Done);
        };
        let others: Vec<_> = (1..threads)
            .map(|_| {
                let (left, turns) = (Arc::clone(&left), Arc::clone(&turns));
                thread::spawn(move || ask(&left, &turns))
            })
            .collect();
        ask(&left, &turns);
        for other in others {
            other.join().unwrap();
        }
        assert_eq!(left.load(Ordering::Relaxed), 0, "asked for, and nobody did it");
        assert_eq!(turns.end(), Some(threads));
    });
}

#[test]
fn loom_turns_of_two() {
    asked_for_is_done(2);
}

#[test]
fn loom3_turns_of_three() {
    asked_for_is_done(3);
}

/// One that waits for the turn misses nothing either.
#[test]
fn loom_turns_of_one_who_waits() {
    loom::model(|| {
        let left = Arc::new(AtomicUsize::new(0));
        let turns = Arc::new(Turns::new(0_usize));
        let other = {
            let (left, turns) = (Arc::clone(&left), Arc::clone(&turns));
            thread::spawn(move || {
                left.fetch_add(1, Ordering::Relaxed);
                turns.ask(|done| *done += left.swap(0, Ordering::Relaxed))
            })
        };
        assert!(turns.wait(|done| *done += left.swap(0, Ordering::Relaxed)).is_some());
        assert_eq!(other.join().unwrap(), Asked::Done);
        assert_eq!(left.load(Ordering::Relaxed), 0, "asked for, and nobody did it");
        assert_eq!(turns.end(), Some(1));
        assert_eq!(turns.ask(|_| unreachable!("after the end")), Asked::Done);
    });
}
