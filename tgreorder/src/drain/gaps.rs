//! The head is missing: see what waits, and give up what has been waited for long enough.
//!
//! Knows: the window's slots as the drain may move them. Does not know: how long is long (the policy does).
//!
//! A number is given up by a compare-exchange on its slot, so it either was inserted before (and is given out) or its
//! producer finds the slot moved on (and the item comes late). The lock is held meanwhile: an insert that finds the
//! slot moved on asks under it, and must find the history written.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::time::Duration;

use super::waits::Wait;
use super::{Drain, Skipped, Step};
use crate::slot::Tag;
use crate::stats::add;
use crate::sync::{Arc, Ordering, spin_loop};
use crate::time::Tick;

impl<T: Send> Drain<T> {
    /// The head is not published. `None`: something changed, look again.
    #[cold]
    pub(super) fn blocked(&mut self, now: Tick) -> Option<Step<T>> {
        let writing = self.head_is_writing();
        if writing && self.spin_for_head() {
            return None;
        }
        // While something is due there is no need to see what else waits: it is seen before anybody is told to wait.
        if self.waits.first().is_none_or(|first| first.deadline > now) {
            self.see(now);
        }
        // A head that is just being published is not missing.
        let hurry = core::mem::take(&mut self.hurry) && !writing;
        if let Some(first) = self.waits.first() {
            if self.closed || hurry || first.deadline <= now {
                self.give_up(now, first, !hurry);
                return None;
            }
            self.gap_open.get_or_insert(first.seen);
            return Some(Step::Wait(if writing { now } else { first.deadline }));
        }
        if writing {
            return Some(Step::Wait(now));
        }
        if !self.stalled.is_empty() {
            return Some(Step::Wait(now.after(STALLED_LOOK)));
        }
        if self.closed {
            // An insert that had passed the gate has its slot; if the scan did not see it, it is still being finished.
            return Some(if self.shut() { Step::Closed } else { Step::Wait(now) });
        }
        self.blocked_empty(now)
    }

    /// The window is empty; is there anything outside it?
    fn blocked_empty(&mut self, now: Tick) -> Option<Step<T>> {
        if self.wanted.is_some_and(|wanted| wanted <= self.last()) {
            self.refresh_wanted();
        }
        if let Some(wanted) = self.wanted {
            if self.is_idle(now) {
                self.begin_epoch_for_wanted();
                return None;
            }
            let since = *self.wanted_since.get_or_insert(now);
            let deadline = since.after(self.policy.hold());
            if deadline > now {
                return Some(Step::Wait(deadline));
            }
            self.jump(now, since, wanted);
            return None;
        }
        self.wanted_since = None;
        if !self.silent && self.is_idle(now) {
            self.fall_silent();
        }
        Some(Step::Empty)
    }

    fn head_is_writing(&self) -> bool {
        let (index, lap) = self.geometry.place(self.head);
        let word = self.core().load(index, Ordering::Acquire);
        !self.ended && word.tag() == Tag::Writing && word.lap() == lap
    }

    /// Between claim and publish lie two moves: worth a moment. Says whether it was published.
    fn spin_for_head(&self) -> bool {
        for _ in 0..SPINS {
            if !self.head_is_writing() {
                return true;
            }
            spin_loop();
        }
        false
    }

    /// Notes the highest item behind the head, if it is a new one.
    fn see(&mut self, now: Tick) {
        if let Some(up_to) = self.highest_occupied() {
            self.waits.push(Wait { seen: now, deadline: now.after(self.policy.hold()), up_to });
        }
    }

    /// The highest number of the window behind the head that somebody has claimed, if none so high was noted yet.
    pub(super) fn highest_occupied(&self) -> Option<u64> {
        let last = self.last();
        let from = self.waits.highest().unwrap_or(self.head).max(self.head).checked_add(1)?;
        if self.ended || from > last {
            return None;
        }
        let mut highest = None;
        self.core().scan(from, last, |index, word| {
            let number = self.geometry.number(index, word.lap());
            if number >= from && !self.stalled.contains(&(index, word.lap())) {
                highest = highest.max(Some(number));
            }
        });
        highest
    }

    /// Gives up what is missing from the head on, up to the first item (which lies at or before `wait.up_to`). `telling`
    /// says whether there is something in it for the policy to learn.
    fn give_up(&mut self, now: Tick, wait: Wait, telling: bool) {
        let core = Arc::clone(self.core());
        let from = self.position();
        let missing = core.header.cold.with(|cold| {
            let (mut run, mut missing) = (from, 0);
            while !self.ended && self.head <= wait.up_to {
                let (index, lap) = self.geometry.place(self.head);
                let word = core.load(index, Ordering::Acquire);
                let ours = word.lap() == lap;
                if ours && word.tag() == Tag::Full {
                    break;
                }
                if ours && word.tag() == Tag::Writing {
                    if self.spin_for_head() {
                        continue;
                    }
                    // A producer stopped between claim and publish delays its own number only: it comes late.
                    cold.history.give_up(run, self.position());
                    run = self.position() + 1;
                    cold.stalled.push(index);
                    self.stalled.push((index, lap));
                } else {
                    // Not ours: an overtaken claim of an earlier lap still has the slot, nobody can be in it.
                    if let Some(here) = word.vacant().filter(|_| ours)
                        && core.restamp(index, here, self.geometry.vacant(index, self.head.checked_add(1))).is_err()
                    {
                        continue;
                    }
                    missing += 1;
                }
                self.advance();
            }
            cold.history.give_up(run, self.position());
            missing
        });
        self.gap_open = None;
        self.report(now, wait.seen, from, missing, telling);
        if self.wake_at.is_some_and(|at| at <= self.last()) {
            self.wake_reached(|_| ());
        }
    }

    /// Moves the window to a number that was refused for lying beyond it: nothing before it is there.
    fn jump(&mut self, now: Tick, since: Tick, to: u64) {
        let core = Arc::clone(self.core());
        let from = self.position();
        let mut arrived: Vec<(u64, T)> = Vec::new();
        let woken = core.header.cold.with(|cold| {
            cold.history.give_up(from, u128::from(to));
            let n_stalled = self.stalled.len();
            self.move_slots(cold, &mut arrived, |geometry, index, _| geometry.vacant(index, Some(to)));
            // Inserted while the window moved: accepted, so no longer missing.
            arrived.iter().for_each(|(seq, _)| cold.history.mark(*seq, false));
            for (index, lap) in &self.stalled[n_stalled..] {
                cold.history.mark(self.geometry.number(*index, *lap), false);
            }
            self.head = to;
            core.publish_head(to);
            self.wanted = cold.refresh_wanted(self.geometry.last(to));
            let woken = cold.take_waiters(self.geometry.last(to));
            self.wake_at = cold.first_waiter();
            woken
        });
        self.wanted_since = None;
        let missing = u64::try_from(u128::from(to) - from).unwrap_or(u64::MAX) - arrived.len() as u64;
        self.push_late(arrived);
        self.report(now, since, from, missing, true);
        woken.into_iter().for_each(core::task::Waker::wake);
    }

    fn report(&mut self, now: Tick, since: Tick, from: u128, missing: u64, telling: bool) {
        if missing == 0 {
            return;
        }
        let waited = now.since(since);
        // `from` is below the new head, so both ends are numbers.
        let first = u64::try_from(from).unwrap_or(u64::MAX);
        let last = if self.ended { self.head } else { self.head - 1 };
        let (first, waited) = match self.skipped.take() {
            Some(before) => (*before.numbers.start(), before.waited.max(waited)),
            None => (first, waited),
        };
        self.skipped = Some(Skipped { numbers: first..=last, waited });
        if telling {
            self.policy.gave_up(waited);
            self.recent.push(first, last, since);
        }
        let counters = &self.core().header.counters;
        add(&counters.gaps, 1);
        add(&counters.skipped, missing);
    }

    fn refresh_wanted(&mut self) {
        let core = Arc::clone(self.core());
        let last = self.last();
        self.wanted = core.header.cold.with(|cold| cold.refresh_wanted(last));
    }

    fn fall_silent(&mut self) {
        let core = Arc::clone(self.core());
        core.header.cold.with(|cold| cold.silent = true);
        self.silent = true;
    }
}

/// The gaps given up last, to tell how long what comes late has really taken.
#[derive(Debug, Default)]
pub(super) struct Recent(VecDeque<(u64, u64, Tick)>);

impl Recent {
    fn push(&mut self, first: u64, last: u64, since: Tick) {
        if self.0.len() == RECENT {
            self.0.pop_front();
        }
        self.0.push_back((first, last, since));
    }

    pub(super) fn missing_since(&self, seq: u64) -> Option<Tick> {
        self.0.iter().rev().find(|(first, last, _)| (*first..=*last).contains(&seq)).map(|(_, _, since)| *since)
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

const RECENT: usize = 64;
const SPINS: u32 = if cfg!(loom) { 1 } else { 64 };
/// How soon to look again at a claim that was overtaken; its producer does not know that it should wake anybody.
pub(super) const STALLED_LOOK: Duration = Duration::from_millis(1);
