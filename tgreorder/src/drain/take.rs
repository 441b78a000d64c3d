//! Taking an item that is there: the head's, or one that comes late.
//!
//! Knows: the head's slot and what has to be told when it moves on. Does not know: what to do when it is missing.
//!
//! Nearly every item goes through [`take_calm`](Drain::take_calm): while nothing else is going on ("calm"), one look at
//! the head's slot and one at the attention word decide.

use core::task::Waker;

use super::{Drain, Step};
use crate::cold::Cold;
use crate::slot::Vacant;
use crate::stats::add;
use crate::sync::{Arc, Ordering};
use crate::time::Tick;

impl<T: Send> Drain<T> {
    /// The head's item, if it is there and nothing else has to be looked at. `now` is asked only if items have been
    /// waiting. The caller says by [`gave_at`](Self::gave_at) when this was.
    #[inline]
    pub(crate) fn take_calm(&mut self, now: impl FnOnce() -> Tick) -> Option<(u64, T)> {
        let seq = self.head;
        if self.calm_up_to.is_none_or(|last| seq > last) || self.core().has_attention() {
            return None;
        }
        let (index, lap) = self.geometry.place(seq);
        let value = self.taker.take(index, lap, Vacant::empty(lap + 1))?;
        self.head = seq + 1;
        self.core().publish_head(seq + 1);
        add(&self.core().header.counters.in_order, 1);
        if let Some(since) = self.waits.since(seq) {
            self.core().header.counters.held(now().since(since));
            self.waits.purge(u128::from(seq + 1));
        }
        Some((seq, value))
    }

    /// Up to which number the head's slot is all that decides about the next item. To be asked after every step that is
    /// not a calm one; a calm one changes none of this.
    pub(super) fn calm_up_to(&self) -> Option<u64> {
        let is_quiet = !self.silent && !self.hurry && self.gap_open.is_none() && self.wanted_since.is_none();
        let has_nothing_else = self.late.is_empty() && !self.uncollected && self.stalled.is_empty();
        let has_nothing_to_tell = self.skipped.is_none();
        let is_running = !self.starting && !self.finished && !self.ended;
        if !(is_quiet && has_nothing_else && has_nothing_to_tell && is_running && self.geometry.is_tight()) {
            return None;
        }
        match self.wake_at {
            None => Some(CALM_UP_TO),
            // The item after which somebody is to be woken is not a calm one.
            Some(at) => Some(self.wakes_from(at).checked_sub(self.geometry.window)?.checked_sub(1)?.min(CALM_UP_TO)),
        }
    }

    /// How far the window has to reach for those to be woken that wait for `at` and numbers soon after it. A part of a
    /// window is made free for them at once: woken for each number they would go to sleep again after each.
    pub(super) fn wakes_from(&self, at: u64) -> u64 {
        at.saturating_add(self.geometry.window / 64 * 8)
    }

    /// Notes when the last item was given out.
    #[inline]
    pub(crate) fn gave_at(&mut self, now: Tick) {
        self.last_item = Some(now);
    }

    #[inline]
    pub(super) fn take_head(&mut self, now: Tick) -> Option<Step<T>> {
        if self.ended {
            return None;
        }
        let seq = self.head;
        let (index, lap) = self.geometry.place(seq);
        let next = self.geometry.vacant(index, seq.checked_add(1));
        let value = self.taker.take(index, lap, next)?;
        if let Some(since) = self.gap_open.take() {
            self.policy.filled(now.since(since));
        }
        if let Some(since) = self.waits.since(seq) {
            self.core().header.counters.held(now.since(since));
        }
        self.advance();
        self.wanted_since = None;
        self.hurry = false;
        self.gave_at(now);
        add(&self.core().header.counters.in_order, 1);
        let skipped = self.skipped.take();
        if self.silent || self.wake_at.is_some_and(|at| self.wakes_from(at) <= self.last()) {
            self.after_item();
        }
        Some(Step::Item(seq, value, false, skipped))
    }

    pub(super) fn take_late(&mut self, now: Tick) -> Option<Step<T>> {
        let (seq, value) = self.late.pop_front()?;
        self.hurry = false;
        if self.silent {
            self.after_item();
        }
        if let Some(after) = self.recent.missing_since(seq).map(|since| now.since(since)) {
            self.policy.filled_late(after);
        }
        self.gave_at(now);
        let counters = &self.core().header.counters;
        add(&counters.late, 1);
        counters.late_waiting.store(self.late.len() as u64, Ordering::Relaxed);
        Some(Step::Item(seq, value, true, None))
    }

    /// The window moves by one. Its slot has been restamped.
    #[inline]
    pub(super) fn advance(&mut self) {
        if !self.geometry.is_tight()
            && let Some(opened) = self.head.checked_add(self.geometry.window)
        {
            // A ring longer than the window: the number that comes into reach has a slot of its own, still shut.
            let (index, lap) = self.geometry.place(opened);
            let _ = self.core().restamp(index, Vacant::shut(lap), Vacant::empty(lap));
        }
        match self.head.checked_add(1) {
            Some(next) => self.head = next,
            None => self.ended = true,
        }
        self.core().publish_head(self.head);
        self.waits.purge(self.position());
    }

    /// The silence is over, and who waits for room it now has is woken.
    #[cold]
    pub(super) fn after_item(&mut self) {
        self.silent = false;
        self.wake_reached(|cold| cold.silent = false);
    }

    /// Who waits for room it now has is woken.
    #[cold]
    pub(super) fn wake_reached(&mut self, first: impl FnOnce(&mut Cold<T>)) {
        let last = self.last();
        let core = Arc::clone(self.core());
        let (woken, wake_at) = core.header.cold.with(|cold| {
            first(cold);
            (cold.take_waiters(last), cold.first_waiter())
        });
        self.wake_at = wake_at;
        woken.into_iter().for_each(Waker::wake);
    }
}

/// A slot left behind waits for the number one turn of the ring on (at most 2²⁴): there has to be one.
const CALM_UP_TO: u64 = u64::MAX - (1 << 24);
