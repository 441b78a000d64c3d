//! In which order numbers are sent: made once from a seed, the same for every contender.

use std::time::Duration;

/// How a burst of numbers is disturbed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pattern {
    InOrder,
    /// Every block of so many numbers is shuffled.
    Shuffled(usize),
    /// In order; one number in a hundred is sent again, up to 64 places later.
    Duplicates,
    /// In order; one number in a thousand never comes.
    Gaps,
}

impl Pattern {
    pub(crate) const ALL: [Self; 6] =
        [Self::InOrder, Self::Shuffled(8), Self::Shuffled(64), Self::Shuffled(256), Self::Duplicates, Self::Gaps];

    pub(crate) fn name(self) -> String {
        match self {
            Self::InOrder => "in order".to_owned(),
            Self::Shuffled(block) => format!("shuffled {block}"),
            Self::Duplicates => "1% duplicates".to_owned(),
            Self::Gaps => "0.1% gaps".to_owned(),
        }
    }

    /// So short where numbers never come that waiting for them is not what is measured; else longer than any preemption.
    pub(crate) fn hold(self) -> Duration {
        if self == Self::Gaps { Duration::from_micros(20) } else { Duration::from_secs(1) }
    }

    /// The numbers from 0 to `n`, in the order of sending.
    pub(crate) fn numbers(self, n: u64, seed: u64) -> Vec<u64> {
        let mut rng = fastrand::Rng::with_seed(seed);
        let mut numbers: Vec<u64> = (0..n).collect();
        match self {
            Self::InOrder => {}
            Self::Shuffled(block) => numbers.chunks_mut(block).for_each(|block| rng.shuffle(block)),
            Self::Duplicates => {
                numbers = numbers
                    .iter()
                    .flat_map(|seq| [Some(*seq), (rng.u8(..100) == 0).then(|| seq.saturating_sub(rng.u64(..64)))])
                    .flatten()
                    .collect();
            }
            // Never the last one: the end of a burst is not a gap.
            Self::Gaps => numbers.retain(|seq| rng.u16(..1000) != 0 || seq + 1 == n),
        }
        numbers
    }
}
