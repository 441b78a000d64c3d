//! What waits behind a gap, since when and until when: a short queue instead of a time per item.
//!
//! Knows: moments and numbers, nothing else.
//!
//! An item's deadline forces every gap before it, so an item that was seen later and lies before one already noted is
//! covered by that one. Only items above all noted ones add a note; a note with an earlier deadline further up makes
//! those below it superfluous. So numbers and deadlines both increase along the queue.

use alloc::collections::VecDeque;

use crate::time::Tick;

#[derive(Debug, Default)]
pub(super) struct Waits(VecDeque<Wait>);

#[derive(Clone, Copy, Debug)]
pub(super) struct Wait {
    pub(super) seen: Tick,
    pub(super) deadline: Tick,
    /// The highest number seen then.
    pub(super) up_to: u64,
}

impl Waits {
    /// Notes what was seen; ignored unless above everything noted.
    pub(super) fn push(&mut self, mut wait: Wait) {
        if self.highest().is_some_and(|highest| wait.up_to <= highest) {
            return;
        }
        while let Some(last) = self.0.back().filter(|last| last.deadline >= wait.deadline) {
            wait.seen = wait.seen.min(last.seen);
            self.0.pop_back();
        }
        self.0.push_back(wait);
    }

    pub(super) fn first(&self) -> Option<Wait> {
        self.0.front().copied()
    }

    pub(super) fn highest(&self) -> Option<u64> {
        self.0.back().map(|wait| wait.up_to)
    }

    /// Since when something at or beyond `seq` has been waiting; `seq` is the head.
    #[inline]
    pub(super) fn since(&self, seq: u64) -> Option<Tick> {
        self.0.front().filter(|wait| wait.up_to >= seq).map(|wait| wait.seen)
    }

    /// Forgets what lies before the head.
    #[inline]
    pub(super) fn purge(&mut self, head: u128) {
        while self.0.front().is_some_and(|wait| u128::from(wait.up_to) < head) {
            self.0.pop_front();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(seen: i64, hold: i64, up_to: u64) -> Wait {
        Wait { seen: Tick(seen), deadline: Tick(seen + hold), up_to }
    }

    #[test]
    fn an_item_below_a_noted_one_is_covered_by_it() {
        let mut waits = Waits::default();
        waits.push(wait(0, 10, 8));
        waits.push(wait(5, 10, 6));
        assert_eq!(waits.highest(), Some(8));
        assert_eq!(waits.first().unwrap().deadline, Tick(10));
    }

    #[test]
    fn a_shorter_hold_further_up_pulls_the_deadline_in() {
        let mut waits = Waits::default();
        waits.push(wait(0, 100, 8));
        waits.push(wait(5, 10, 9));
        let first = waits.first().unwrap();
        assert_eq!((first.seen, first.deadline, first.up_to), (Tick(0), Tick(15), 9));
    }

    #[test]
    fn what_the_head_has_passed_is_forgotten() {
        let mut waits = Waits::default();
        waits.push(wait(0, 10, 8));
        waits.push(wait(3, 10, u64::MAX));
        waits.purge(9);
        assert_eq!(waits.since(9), Some(Tick(3)));
        waits.purge(1 << 64);
        assert!(waits.is_empty());
    }
}
