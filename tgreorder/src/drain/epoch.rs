//! The beginning and end of a numbering: start, new epoch after silence, close; and the drain's look at what the
//! inserters left in the cold state.
//!
//! Knows: when a head is known. Does not know: gaps inside a numbering.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::task::Waker;

use super::gaps::STALLED_LOOK;
use super::waits::Wait;
use super::{Drain, Step};
use crate::cold::{Arrival, Cold, Kind, fits};
use crate::geometry::Geometry;
use crate::slot::{Tag, Vacant, Word};
use crate::stats::add;
use crate::sync::{Arc, Ordering};
use crate::time::Tick;

impl<T: Send> Drain<T> {
    /// Looks at the cold state: judges what lies outside, learns who waits for what.
    #[cold]
    pub(super) fn attend(&mut self, now: Tick) {
        let core = Arc::clone(self.core());
        core.take_attention();
        let mut late = Vec::new();
        let woken = core.header.cold.with(|cold| {
            self.closed |= cold.closed;
            let idle = self.is_idle(now);
            let mut newcomers = Vec::new();
            // Not faster than they are given out, or late items would be bounded by nothing.
            self.uncollected = !self.late.is_empty() && !cold.arrivals.is_empty();
            let n = if self.late.is_empty() { cold.arrivals.len() } else { 0 };
            for Arrival { seq, value, kind } in cold.arrivals.drain(..n) {
                match kind {
                    Kind::Newcomer => newcomers.push((seq, value)),
                    Kind::Far if idle => newcomers.push((seq, value)),
                    Kind::Far | Kind::Late => late.push((seq, value)),
                }
            }
            let mut woken = Vec::new();
            if !newcomers.is_empty() {
                self.begin_epoch(cold, newcomers, &mut late);
                woken = cold.take_waiters(u64::MAX);
            } else if !self.starting {
                woken = cold.take_waiters(self.last());
            }
            self.wanted = cold.wanted;
            self.wake_at = cold.first_waiter();
            woken
        });
        self.push_late(late);
        woken.into_iter().for_each(Waker::wake);
    }

    /// It has been silent for long, and a number beyond the window was refused: the numbering it belongs to begins.
    pub(super) fn begin_epoch_for_wanted(&mut self) {
        let core = Arc::clone(self.core());
        let mut late = Vec::new();
        let woken = core.header.cold.with(|cold| {
            self.begin_epoch(cold, Vec::new(), &mut late);
            cold.take_waiters(u64::MAX)
        });
        self.wanted = None;
        self.wake_at = None;
        self.push_late(late);
        woken.into_iter().for_each(Waker::wake);
    }

    /// The old numbering is over: every slot is shut, and inserts gather until the smallest number is known.
    fn begin_epoch(&mut self, cold: &mut Cold<T>, newcomers: Vec<(u64, T)>, late: &mut Vec<(u64, T)>) {
        let mut left: Vec<(u64, T)> = Vec::new();
        self.move_slots(cold, &mut left, |_, _, word| Vacant::shut(word.lap()));
        left.sort_unstable_by_key(|(seq, _)| *seq);
        late.append(&mut left);
        let mut pending = BTreeMap::new();
        for (seq, value) in newcomers {
            // What does not fit one window with the others is given out at once instead.
            if pending.contains_key(&seq) || !fits(&pending, seq, self.geometry.window as usize) {
                late.push((seq, value));
            } else {
                pending.insert(seq, value);
            }
        }
        cold.pending = Some(pending);
        cold.wanted = None;
        cold.silent = false;
        self.starting = true;
        self.ended = false;
        self.silent = false;
        self.settle_at = None;
        self.wanted_since = None;
        self.gap_open = None;
        self.skipped = None;
        self.waits.clear();
        self.recent.clear();
    }

    /// The head is not known yet. `None`: now it is.
    pub(super) fn start(&mut self, now: Tick) -> Option<Step<T>> {
        let hurry = core::mem::take(&mut self.hurry);
        let core = Arc::clone(self.core());
        let highest = core.header.cold.with(|cold| {
            self.closed |= cold.closed;
            cold.pending.as_ref().and_then(|pending| pending.last_key_value()).map(|(seq, _)| *seq)
        });
        let Some(up_to) = highest else {
            return Some(if !self.stalled.is_empty() {
                Step::Wait(now.after(STALLED_LOOK))
            } else if self.closed {
                self.finished = true;
                Step::Closed
            } else {
                Step::Empty
            });
        };
        self.waits.push(Wait { seen: now, deadline: now.after(self.policy.hold()), up_to });
        let settle_at = *self.settle_at.get_or_insert(now.after(self.start_hold));
        if !self.closed && !hurry && settle_at > now {
            return Some(Step::Wait(settle_at));
        }
        self.settle();
        None
    }

    /// The smallest number seen is the head; the slots open.
    fn settle(&mut self) {
        let core = Arc::clone(self.core());
        let mut late = Vec::new();
        let woken = core.header.cold.with(|cold| {
            let Some(mut pending) = cold.pending.take() else { return Vec::new() };
            let Some((&head, _)) = pending.first_key_value() else {
                cold.pending = Some(pending);
                return Vec::new();
            };
            for index in 0..core.len() {
                let Some(shut) = core.load(index, Ordering::Acquire).vacant() else { continue };
                let open = self.geometry.vacant(index, Some(head));
                let lap = open.word().lap();
                let number = self.geometry.number(index, lap);
                match pending.remove(&number).filter(|_| open.word().tag() == Tag::Empty) {
                    // The slot is shut, so nobody else claims it.
                    Some(value) => match core.fill(index, shut, lap, value) {
                        Ok(()) => core.announce(index),
                        Err((value, _)) => late.push((number, value)),
                    },
                    None => drop(core.restamp(index, shut, open)),
                }
            }
            // Whose slot a claim of the former numbering still has.
            late.extend(pending);
            cold.history.reset(u128::from(head));
            self.head = head;
            core.publish_head(head);
            cold.take_waiters(u64::MAX)
        });
        self.starting = false;
        self.ended = false;
        self.settle_at = None;
        self.wake_at = None;
        self.epoch += 1;
        self.push_late(late);
        add(&core.header.counters.epochs, 1);
        woken.into_iter().for_each(Waker::wake);
    }

    /// Gives every slot the word `to` says, under the lock. What is published is taken out; what is claimed but not
    /// published is remembered as overtaken.
    pub(super) fn move_slots(
        &mut self,
        cold: &mut Cold<T>,
        taken: &mut Vec<(u64, T)>,
        to: impl Fn(&Geometry, usize, Word) -> Vacant,
    ) {
        for index in 0..self.geometry.slots() {
            loop {
                let word = self.core().load(index, Ordering::Acquire);
                let next = to(&self.geometry, index, word);
                if let Some(vacant) = word.vacant() {
                    if self.core().restamp(index, vacant, next).is_ok() {
                        break;
                    }
                } else if let Some(value) = self.taker.take(index, word.lap(), next) {
                    self.stalled.retain(|(at, _)| *at != index);
                    cold.stalled.retain(|at| *at != index);
                    taken.push((self.geometry.number(index, word.lap()), value));
                    break;
                } else {
                    if !cold.stalled.contains(&index) {
                        cold.stalled.push(index);
                        self.stalled.push((index, word.lap()));
                    }
                    break;
                }
            }
        }
    }

    /// Takes what has been published in overtaken slots.
    #[cold]
    pub(super) fn collect_stalled(&mut self) {
        let core = Arc::clone(self.core());
        let head = (!self.ended).then_some(self.head);
        let mut late = Vec::new();
        let mut at = 0;
        while let Some(&(index, lap)) = self.stalled.get(at) {
            let next = if self.starting || self.closed { Vacant::shut(lap) } else { self.geometry.vacant(index, head) };
            match self.taker.take(index, lap, next) {
                None => at += 1,
                Some(value) => {
                    self.stalled.swap_remove(at);
                    core.header.cold.with(|cold| cold.stalled.retain(|stalled| *stalled != index));
                    late.push((self.geometry.number(index, lap), value));
                }
            }
        }
        self.push_late(late);
    }

    pub(super) fn push_late(&mut self, items: Vec<(u64, T)>) {
        if !items.is_empty() {
            self.late.extend(items);
            let waiting = &self.core().header.counters.late_waiting;
            waiting.store(self.late.len() as u64, Ordering::Relaxed);
        }
    }

    /// After closing: shuts every slot against inserts that had passed the gate. `false`: one of them got in.
    pub(super) fn shut(&mut self) -> bool {
        for index in 0..self.geometry.slots() {
            let word = self.core().load(index, Ordering::Acquire);
            let Some(vacant) = word.vacant() else { return false };
            if self.core().restamp(index, vacant, Vacant::shut(word.lap())).is_err() {
                return false;
            }
        }
        // What was taken in without a slot before the close was collected by the look that found it closed.
        self.finished = true;
        true
    }

    /// Takes back that `seq` was given out: the next insert of it is accepted and comes out late.
    ///
    /// For consumers that found they could not deal with an item and will be sent it again. Does nothing for a
    /// number that is not behind the head. What is farther behind than the history is accepted again anyway.
    pub fn forget(&mut self, seq: u64) {
        if !self.starting {
            self.core().forget(seq);
        }
    }
}
