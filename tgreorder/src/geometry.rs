//! Which slot a number has, and what a slot waits for when the head is somewhere.
//!
//! Knows: powers of two and the end of `u64`. Does not know: threads.
//!
//! The ring may be longer than the window: a lap has to fit beside the tag of a word, so there are at least eight
//! slots, and a smaller window keeps the surplus shut.

use core::ops::Range;

use crate::slot::Vacant;

#[derive(Clone, Copy, Debug)]
pub(crate) struct Geometry {
    shift: u32,
    pub(crate) window: u64,
}

/// Shrunk under loom, whose models use small numbers and cannot afford eight slots.
const MIN_SLOTS: usize = if cfg!(loom) { 1 } else { 8 };

impl Geometry {
    /// `window` is a power of two.
    pub(crate) fn new(window: usize) -> Self {
        Self { shift: window.max(MIN_SLOTS).trailing_zeros(), window: window as u64 }
    }

    pub(crate) const fn slots(self) -> usize {
        1 << self.shift
    }

    /// Slot index and lap.
    #[inline]
    pub(crate) const fn place(self, seq: u64) -> (usize, u64) {
        ((seq & ((1 << self.shift) - 1)) as usize, seq >> self.shift)
    }

    pub(crate) const fn number(self, index: usize, lap: u64) -> u64 {
        lap << self.shift | index as u64
    }

    /// The last number the window reaches.
    #[inline]
    pub(crate) const fn last(self, head: u64) -> u64 {
        head.saturating_add(self.window - 1)
    }

    pub(crate) const fn is_tight(self) -> bool {
        self.window == 1 << self.shift
    }

    /// Those of the `n` slots from `index` on that have a number of `from..=to`, a range within one turn of the ring.
    pub(crate) fn among(self, index: usize, n: usize, from: u64, to: u64) -> [Range<usize>; 2] {
        let mask = (1 << self.shift) - 1;
        // From the first slot on, if the range reaches it; and from where the range begins, if that is one of them.
        let ahead = (index as u64).wrapping_sub(from) & mask;
        let begins = (from.wrapping_sub(index as u64) & mask) as usize;
        let reached = (to - from + 1).saturating_sub(ahead).min(n as u64) as usize;
        let begun = if begins < n && ahead != 0 { begins..n.min(begins + (to - from) as usize + 1) } else { 0..0 };
        [index..index + reached, index + begun.start..index + begun.end]
    }

    /// Have all of the `n` slots from `index` on a number of `from..=to`, a range shorter than one turn of the ring?
    pub(crate) const fn covers(self, index: usize, n: usize, from: u64, to: u64) -> bool {
        let ahead = (index as u64).wrapping_sub(from) & ((1 << self.shift) - 1);
        ahead + n as u64 - 1 <= to - from
    }

    /// The word of a slot without payload while the head is at `head` (`None`: past the last number).
    pub(crate) fn vacant(self, index: usize, head: Option<u64>) -> Vacant {
        let Some(head) = head else { return Vacant::end() };
        let ahead = (index as u64).wrapping_sub(head) & ((1 << self.shift) - 1);
        match head.checked_add(ahead) {
            None => Vacant::end(),
            Some(number) if ahead < self.window => Vacant::empty(number >> self.shift),
            Some(number) => Vacant::shut(number >> self.shift),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::vec::Vec;

    use super::*;

    #[test]
    fn number_and_place_are_inverse_up_to_the_end_of_the_range() {
        for window in [1, 2, 8, 4096] {
            let geometry = Geometry::new(window);
            for seq in [0, 1, 7, 8, 4095, 4096, u64::MAX - 1, u64::MAX] {
                let (index, lap) = geometry.place(seq);
                assert_eq!(geometry.number(index, lap), seq);
                assert_eq!(Vacant::empty(lap).word().lap(), lap, "the lap fits beside the tag");
            }
        }
    }

    #[test]
    fn groups_of_slots_agree_with_a_search() {
        let geometry = Geometry::new(16);
        for (index, n) in [(0, 4), (4, 4), (12, 4), (0, 16), (5, 1)] {
            for from in 100..120 {
                for to in from..from + 16 {
                    let all = (index..index + n).all(|slot| (from..=to).any(|seq| geometry.place(seq).0 == slot));
                    let mut among: Vec<usize> = geometry.among(index, n, from, to).into_iter().flatten().collect();
                    among.sort_unstable();
                    let searched =
                        (index..index + n).filter(|slot| (from..=to).any(|seq| geometry.place(seq).0 == *slot));
                    assert_eq!(among, searched.collect::<Vec<_>>(), "{index} {n} {from} {to}");
                    // Of a whole turn it may say no: never asked, the head itself is not looked at.
                    let covers = geometry.covers(index, n, from, to);
                    assert!(covers == all || (all && to - from == 15), "{index} {n} {from} {to}");
                }
            }
        }
    }

    #[test]
    fn slots_past_the_last_number_have_no_number() {
        let geometry = Geometry::new(8);
        let (index, _) = geometry.place(0);
        assert_eq!(geometry.vacant(index, Some(u64::MAX - 3)), Vacant::end());
        assert_eq!(geometry.vacant(index, None), Vacant::end());
    }
}
