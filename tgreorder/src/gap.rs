//! How long a gap may hold back what lies behind it: the policies, as pure arithmetic.
//!
//! Knows: durations it is told. Does not know: numbers, slots, clocks.

use alloc::boxed::Box;
use core::fmt;
use core::time::Duration;

/// Decides how long an item waits for missing predecessors, and hears how gaps ended.
///
/// Called by the drain alone, a few times per gap, never per item.
pub trait GapPolicy: fmt::Debug + Send + Sync + ClonePolicy {
    /// How long an item seen now may wait.
    fn hold(&self) -> Duration;

    /// A gap filled before it was given up, so long after something behind it was first seen.
    fn filled(&mut self, after: Duration) {
        let _ = after;
    }

    /// A gap was given up after so long.
    fn gave_up(&mut self, after: Duration) {
        let _ = after;
    }

    /// A number of a gap already given up came after all, so long after something behind it was first seen.
    fn filled_late(&mut self, after: Duration) {
        let _ = after;
    }
}

/// Makes boxed policies `Clone`; implemented for every policy that is `Clone`.
pub trait ClonePolicy {
    /// A copy with what was learned so far.
    fn clone_policy(&self) -> Box<dyn GapPolicy>;
}

impl<P: GapPolicy + Clone + 'static> ClonePolicy for P {
    fn clone_policy(&self) -> Box<dyn GapPolicy> {
        Box::new(self.clone())
    }
}

impl Clone for Box<dyn GapPolicy> {
    fn clone(&self) -> Self {
        (**self).clone_policy()
    }
}

/// Always the same wait.
#[derive(Clone, Copy, Debug)]
pub struct Fixed(Duration);

impl Fixed {
    /// Zero gives a gap up as soon as it is seen.
    #[must_use]
    pub const fn new(hold: Duration) -> Self {
        Self(hold)
    }
}

impl GapPolicy for Fixed {
    fn hold(&self) -> Duration {
        self.0
    }
}

/// Twice the 95th percentile of how long the last 64 gaps took to fill, between a floor and a ceiling.
///
/// A number that comes after its gap was given up counts as filled, with the time it really took: a wait that is too
/// short is learned from as well. Not so if it came right after: then it was most likely the waiting itself that kept it
/// away, by holding all connections of its sender, and waiting longer would keep it away for longer. While more than a
/// quarter of the last 32 gaps never filled the wait is the floor: waiting does not bring them, and everybody behind
/// them pays for it.
#[derive(Clone, Debug)]
pub struct Adaptive {
    floor: Duration,
    ceiling: Duration,
    initial: Duration,
    took: [Duration; SAMPLES],
    n_took: usize,
    next: usize,
    /// Bit 0 is the latest gap; 1: given up and not (yet) come.
    outcomes: u32,
    n_outcomes: u32,
    /// How long the last gap that was given up had been waited for.
    waited: Duration,
    /// What the samples say.
    usual: Duration,
    hold: Duration,
}

impl Adaptive {
    /// Floor 20 ms, ceiling 1 s, 250 ms until something is known.
    #[must_use]
    pub fn new() -> Self {
        Self {
            floor: Duration::from_millis(20),
            ceiling: Duration::from_secs(1),
            initial: Duration::from_millis(250),
            took: [Duration::ZERO; SAMPLES],
            n_took: 0,
            next: 0,
            outcomes: 0,
            n_outcomes: 0,
            waited: Duration::ZERO,
            usual: Duration::ZERO,
            hold: Duration::from_millis(250),
        }
    }

    /// Other bounds; a floor above the ceiling counts as the ceiling.
    #[must_use]
    pub fn with_bounds(mut self, floor: Duration, ceiling: Duration) -> Self {
        self.floor = floor.min(ceiling);
        self.ceiling = ceiling;
        self.settle();
        self
    }

    /// The wait while fewer than four gaps have ended. Default 250 ms.
    #[must_use]
    pub fn with_initial(mut self, initial: Duration) -> Self {
        self.initial = initial;
        self.settle();
        self
    }

    fn took(&mut self, after: Duration) {
        self.took[self.next] = after;
        self.next = (self.next + 1) % SAMPLES;
        self.n_took = (self.n_took + 1).min(SAMPLES);
        let mut sorted = self.took;
        let rank = (self.n_took * 95).div_ceil(100) - 1;
        self.usual = *sorted[..self.n_took].select_nth_unstable(rank).1 * 2;
    }

    fn outcome(&mut self, lost: bool) {
        self.outcomes = self.outcomes << 1 | u32::from(lost);
        self.n_outcomes = (self.n_outcomes + 1).min(u32::BITS);
    }

    fn settle(&mut self) {
        let lost = self.outcomes.count_ones();
        let wanted = if self.n_outcomes >= ENOUGH && lost * MANY > self.n_outcomes {
            self.floor
        } else if self.n_took < ENOUGH as usize {
            self.initial
        } else {
            self.usual
        };
        self.hold = wanted.clamp(self.floor, self.ceiling);
    }
}

impl Default for Adaptive {
    fn default() -> Self {
        Self::new()
    }
}

impl GapPolicy for Adaptive {
    fn hold(&self) -> Duration {
        self.hold
    }

    fn filled(&mut self, after: Duration) {
        self.took(after.min(self.ceiling));
        self.outcome(false);
        self.settle();
    }

    fn gave_up(&mut self, after: Duration) {
        self.waited = after;
        self.outcome(true);
        self.settle();
    }

    fn filled_late(&mut self, after: Duration) {
        let let_go = after.saturating_sub(self.waited) < self.waited / RIGHT_AFTER;
        // Beyond the ceiling no wait would have helped: such a gap stays lost.
        if after <= self.ceiling && !let_go {
            self.took(after);
            self.outcomes &= self.outcomes.wrapping_sub(1);
            self.settle();
        }
    }
}

const SAMPLES: usize = 64;
/// A number that comes within this part of the wait after its gap was given up came because of that.
const RIGHT_AFTER: u32 = 4;
/// More than one in so many never filled: back to the floor. Found by `cargo xtask bench gaps`: one in two lets a lane
/// that fails for a minute cost everybody else 700 ms instead of 160, one in eight gives up twice as much for nothing
/// where updates come in bunches.
const MANY: u32 = 4;
/// So many ended gaps before the policy believes what it sees.
const ENOUGH: u32 = 4;

#[cfg(test)]
mod tests;
