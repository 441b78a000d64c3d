//! Taking an item that is there: the head's, or one that comes late.
//!
//! Knows: the head's slot and what has to be told when it moves on. Does not know: what to do when it is missing.
//!
//! Nearly every item goes through [`take_calm`](Drain::take_calm): while nothing else is going on ("calm"), one look at
//! the head's slot and one at the attention word decide.

use core::task::Waker;

use super::{Drain, Step};
use crate::slot::Vacant;
use crate::stats::add;
use crate::sync::{Arc, Ordering};
use crate::time::Tick;

impl<T: Send> Drain<T> {
    /// The head's item, if it is there and nothing else has to be looked at. `now` is asked only if items have been
    /// waiting. The caller says by [`gave_at`](Self::gave_at) when this was.
    #[inline]
    pub(crate) fn take_calm(&mut self, now: impl FnOnce() -> Tick) -> Option<(u64, T)> {
        if !self.calm || self.core().has_attention() {
            return None;
        }
        let seq = self.head;
        if seq > CALM_UP_TO {
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

    /// Is the head's slot all that decides about the next item? To be asked after every step that is not a calm one; a
    /// calm one changes none of this.
    pub(super) fn is_calm(&self) -> bool {
        let is_quiet = !self.silent && !self.hurry && self.gap_open.is_none() && self.wanted_since.is_none();
        let has_nothing_else = self.late.is_empty() && !self.uncollected && self.stalled.is_empty();
        let tells_nobody = self.skipped.is_none() && self.wake_at.is_none();
        let is_running = !self.starting && !self.finished && !self.ended;
        is_quiet && has_nothing_else && tells_nobody && is_running && self.geometry.is_tight()
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
        if self.silent || self.wake_at.is_some() {
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

    /// Who waits for room it now has is woken; the silence is over.
    #[cold]
    pub(super) fn after_item(&mut self) {
        let last = self.last();
        let silent = core::mem::take(&mut self.silent);
        if silent || self.wake_at.is_some_and(|at| at <= last) {
            let core = Arc::clone(self.core());
            let (woken, wake_at) = core.header.cold.with(|cold| {
                cold.silent = false;
                (cold.take_waiters(last), cold.first_waiter())
            });
            self.wake_at = wake_at;
            woken.into_iter().for_each(Waker::wake);
        }
    }
}

/// A slot left behind waits for the number one turn of the ring on (at most 2²⁴): there has to be one.
const CALM_UP_TO: u64 = u64::MAX - (1 << 24);
