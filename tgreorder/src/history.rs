//! Which numbers behind the head were given up and have not come: one bit each, in a ring of fixed size.
//!
//! Knows: bits and a high-water mark. Does not know: slots, threads (it lives under the cold lock).
//!
//! Bits are only written when a gap is given up, not per item: numbers from `end` on were never given up, so "behind
//! the head, at or after `end`" already means "given out".

use alloc::boxed::Box;
use alloc::vec;

/// Positions are `u128`: one past the last `u64` must be sayable.
#[derive(Debug)]
pub(crate) struct History {
    /// 1: given up and not come. The bit of number `n` is `n % bits`; valid for the last `bits` numbers below `end`.
    words: Box<[u64]>,
    end: u128,
}

impl History {
    pub(crate) fn new(numbers: usize) -> Self {
        Self { words: vec![u64::MAX; numbers.div_ceil(64)].into_boxed_slice(), end: 0 }
    }

    pub(crate) fn bits(&self) -> u128 {
        self.words.len() as u128 * 64
    }

    /// A numbering begins at `first`: nothing below it was given out.
    pub(crate) fn reset(&mut self, first: u128) {
        self.words.fill(u64::MAX);
        self.end = first;
    }

    /// Notes that `from..to` was given up and everything between the last note and `from` was given out.
    pub(crate) fn give_up(&mut self, from: u128, to: u128) {
        self.cover(from);
        self.set_range(from.max(self.end), to, true);
        self.end = self.end.max(to);
    }

    /// Notes that everything up to `to` that was not given up was given out.
    pub(crate) fn cover(&mut self, to: u128) {
        self.set_range(self.end, to, false);
        self.end = self.end.max(to);
    }

    /// Was this number, known to lie behind the head, given up without having come? `None`: too long ago to know.
    pub(crate) fn is_missing(&self, seq: u64) -> Option<bool> {
        let position = u128::from(seq);
        if position >= self.end {
            Some(false)
        } else if self.end - position > self.bits() {
            None
        } else {
            let (word, bit) = self.place(seq);
            Some(self.words[word] & bit != 0)
        }
    }

    /// Sets or clears the bit of a number known to lie behind the head.
    pub(crate) fn mark(&mut self, seq: u64, missing: bool) {
        let position = u128::from(seq);
        if position < self.end && self.end - position <= self.bits() {
            let (word, bit) = self.place(seq);
            if missing {
                self.words[word] |= bit;
            } else {
                self.words[word] &= !bit;
            }
        }
    }

    fn place(&self, seq: u64) -> (usize, u64) {
        let position = seq % (self.words.len() as u64 * 64);
        ((position / 64) as usize, 1 << (position % 64))
    }

    /// At most one turn of the ring, whatever the distance.
    fn set_range(&mut self, from: u128, to: u128, missing: bool) {
        let mut at = from.max(to.saturating_sub(self.bits()));
        while at < to {
            // Below `to`, which is at most one past the last number.
            let (word, first) = self.place(at as u64);
            let n = u128::min(64 - u128::from(first.trailing_zeros()), to - at);
            let mask = if n == 64 { u64::MAX } else { ((1 << n) - 1) << first.trailing_zeros() };
            if missing {
                self.words[word] |= mask;
            } else {
                self.words[word] &= !mask;
            }
            at += n;
        }
    }
}

#[cfg(test)]
#[cfg(not(loom))]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against a plain set: every number within reach answers the same.
        #[test]
        fn agrees_with_a_set(first in 0u64..500, steps in prop::collection::vec((0u64..200, 0u64..200, any::<u16>()), 1..30)) {
            let mut history = History::new(128);
            history.reset(u128::from(first));
            let mut missing: BTreeSet<u64> = (0..first).collect();
            let mut end = first;
            for (given, given_up, probe) in steps {
                let from = end + given;
                end = from + given_up;
                history.give_up(u128::from(from), u128::from(end));
                missing.extend(from..end);
                for seq in end.saturating_sub(128)..end + 5 {
                    prop_assert_eq!(history.is_missing(seq), Some(missing.contains(&seq)));
                }
                if end > 128 {
                    prop_assert_eq!(history.is_missing(end - 129), None);
                }
                let seq = end.saturating_sub(1 + u64::from(probe) % 128);
                if seq < end {
                    history.mark(seq, false);
                    missing.remove(&seq);
                }
            }
        }
    }

    #[test]
    fn a_huge_jump_touches_each_word_once() {
        let mut history = History::new(64);
        history.reset(10);
        history.give_up(10, 1 << 64);
        assert_eq!(history.is_missing(u64::MAX), Some(true));
        assert_eq!(history.is_missing(u64::MAX - 64), None);
    }
}
