//! Model checks: every interleaving (up to the preemption bound) of each pair of racing operations.
//!
//! ```sh
//! RUSTFLAGS="--cfg loom" LOOM_MAX_PREEMPTIONS=3 cargo test -p tgreorder --lib loom_
//! ```
//!
//! loom tracks the slots' cells: a payload read before it was published, or written while it is read, fails the model
//! by itself. Payloads count their drops.

use std::boxed::Box;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::task::{Context, Wake, Waker};
use std::time::Duration;
use std::vec::Vec;

use loom::thread;

use crate::{Config, Drain, Inserted, Inserter, Pop, Refused, ReorderBuffer, Time};

const HOLD: Duration = Duration::from_millis(100);

fn at(millis: u64) -> Time {
    Time::from_origin(Duration::from_millis(millis))
}

fn buffer(window: usize) -> (Inserter<Payload>, Drain<Payload>) {
    let config = Config::new().with_window(window).with_history(64).with_hold(HOLD).with_start_at(0);
    ReorderBuffer::new(config).unwrap().split()
}

/// Boxed, so that a payload read twice or never is seen by more than the count.
struct Payload {
    value: Box<u64>,
    drops: Arc<AtomicUsize>,
}

impl Drop for Payload {
    fn drop(&mut self) {
        self.drops.fetch_add(1, SeqCst);
    }
}

#[derive(Default)]
struct Counted {
    drops: Arc<AtomicUsize>,
}

impl Counted {
    fn payload(&self, value: u64) -> Payload {
        Payload { value: Box::new(value), drops: Arc::clone(&self.drops) }
    }

    fn drops(&self) -> usize {
        self.drops.load(SeqCst)
    }
}

#[derive(Default)]
struct Bell(AtomicUsize);

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, SeqCst);
    }
}

impl Bell {
    fn rang(&self) -> bool {
        self.0.load(SeqCst) > 0
    }
}

/// Pops everything there is, passing over instants in which an insert is being finished.
fn drain_all(drain: &mut Drain<Payload>, now: Time) -> Vec<(u64, bool)> {
    let mut out = Vec::new();
    loop {
        match drain.pop(now) {
            Pop::Item { seq, value, late, .. } => {
                assert_eq!(*value.value, seq);
                out.push((seq, late));
            }
            Pop::WaitUntil(at) if at <= now => thread::yield_now(),
            Pop::WaitUntil(_) | Pop::Empty | Pop::Closed => return out,
        }
    }
}

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

#[test]
fn loom_insert_and_jump_over_it() {
    loom::model(|| {
        let counted = Counted::default();
        let (inserter, mut drain) = buffer(2);
        assert!(inserter.insert(10, counted.payload(10)).is_err());
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
