//! Faults as data: what the sandbox does wrong on purpose, how often, and the dice that decide.
//!
//! All of them happen in reality, only rarely. The dice are seeded, so the decisions of a run can be had again (the
//! order in which parallel connections ask for them is the scheduler's).

use std::{
    ops::RangeInclusive,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Which faults, how often. Everything is off by default; rates are probabilities in `0.0..=1.0` (others are clamped).
///
/// ```
/// use tgsandbox::Faults;
/// let faults = Faults { reorder_window: 8, duplicate_rate: 0.05, drop_answer_rate: 0.05, ..Faults::default() };
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Faults {
    /// Webhook: an update may be sent up to this many places before an earlier one, in parallel and across the rule
    /// that a chat's updates go one after another. 0 keeps Telegram's own rules; 100,000 is the most, as the queue's size. With several connections open the
    /// arrival order can differ by as many places more as there are requests in flight.
    pub reorder_window: usize,
    /// Webhook: how often an update is sent a second time although it was answered with 2xx.
    pub duplicate_rate: f64,
    /// Webhook: how often the request is written in full, but the connection is cut within 20 ms, before the answer or
    /// in the middle of the bot's work on it, or right after the answer; the update counts as failed and is sent again
    /// at once. `getUpdates`: the connection is closed in place
    /// of an answer.
    pub drop_answer_rate: f64,
    /// Webhook: how long a request waits before it is written, drawn evenly from the range, the update's lane and
    /// connection being busy meanwhile. `getUpdates`: how long the answer waits.
    pub delay: Option<RangeInclusive<Duration>>,
    /// How often an API call is refused with 429.
    pub too_many_requests_rate: f64,
    /// The `retry_after` of those refusals, in seconds. Default 1.
    pub retry_after: u32,
    /// How often an API call is answered with 502 `Bad Gateway`, as Telegram's front does when a server behind it is
    /// away. The call was not made.
    pub server_error_rate: f64,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            reorder_window: 0,
            duplicate_rate: 0.0,
            drop_answer_rate: 0.0,
            delay: None,
            too_many_requests_rate: 0.0,
            retry_after: 1,
            server_error_rate: 0.0,
        }
    }
}

/// How long a connection that is to be cut before its answer stands at most after the request.
const LONGEST_PATIENCE: Duration = Duration::from_millis(20);

/// Where a connection is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// This long after the request was written: the peer may see the end of the connection while it works.
    BeforeAnswer(Duration),
    /// When the answer has come: the peer believes that all is well.
    AfterAnswer,
}

/// How a fault refuses an API call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    TooMany { seconds: u32 },
    ServerError,
}

/// The faults of one bot and its seeded dice.
#[derive(Debug)]
pub(crate) struct Dice {
    state: Mutex<(Faults, fastrand::Rng)>,
}

impl Dice {
    pub(crate) fn new(faults: Faults, seed: u64) -> Self {
        Self { state: Mutex::new((faults, fastrand::Rng::with_seed(seed))) }
    }

    pub(crate) fn set(&self, faults: Faults) {
        self.with(|state| state.0 = faults);
    }

    pub(crate) fn faults(&self) -> Faults {
        self.with(|state| state.0.clone())
    }

    pub(crate) fn reorder_window(&self) -> usize {
        self.with(|state| state.0.reorder_window)
    }

    pub(crate) fn duplicate(&self) -> bool {
        self.with(|(faults, rng)| happens(rng, faults.duplicate_rate))
    }

    pub(crate) fn cut(&self) -> Option<Cut> {
        self.with(|(faults, rng)| {
            happens(rng, faults.drop_answer_rate).then(|| {
                // At once many servers would not even look at the request; a little later they are at work on it.
                let after = LONGEST_PATIENCE.mul_f64(rng.f64());
                if rng.bool() { Cut::BeforeAnswer(after) } else { Cut::AfterAnswer }
            })
        })
    }

    pub(crate) fn delay(&self) -> Option<Duration> {
        self.with(|(faults, rng)| {
            let range = faults.delay.as_ref()?;
            let span = range.end().saturating_sub(*range.start());
            Some(*range.start() + span.mul_f64(rng.f64()))
        })
    }

    /// How this call is to be refused, if it is.
    pub(crate) fn refuse_call(&self) -> Option<Refusal> {
        self.with(|(faults, rng)| {
            if happens(rng, faults.too_many_requests_rate) {
                return Some(Refusal::TooMany { seconds: faults.retry_after.max(1) });
            }
            happens(rng, faults.server_error_rate).then_some(Refusal::ServerError)
        })
    }

    /// A number for choices that are not a fault's probability.
    pub(crate) fn pick(&self, below: usize) -> usize {
        self.with(|(_, rng)| rng.usize(..below.max(1)))
    }

    fn with<R>(&self, f: impl FnOnce(&mut (Faults, fastrand::Rng)) -> R) -> R {
        f(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn happens(rng: &mut fastrand::Rng, rate: f64) -> bool {
    // The dice are not thrown for a fault that is off, so switching one on does not change the others' luck.
    rate > 0.0 && rng.f64() < rate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_decisions_and_another_seed_others() {
        let faults = Faults { duplicate_rate: 0.5, ..Faults::default() };
        let throws = |seed| {
            let dice = Dice::new(faults.clone(), seed);
            (0..64).map(|_| dice.duplicate()).collect::<Vec<_>>()
        };
        assert_eq!(throws(1), throws(1));
        assert_ne!(throws(1), throws(2));
    }

    #[test]
    fn a_rate_of_zero_never_and_of_one_always_happens() {
        let dice = Dice::new(Faults { drop_answer_rate: 1.0, ..Faults::default() }, 7);
        assert!((0..1000).all(|_| dice.cut().is_some() && !dice.duplicate()));
    }

    #[test]
    fn delays_stay_inside_their_range() {
        let range = Duration::from_millis(5)..=Duration::from_millis(9);
        let dice = Dice::new(Faults { delay: Some(range.clone()), ..Faults::default() }, 7);
        assert!((0..1000).all(|_| dice.delay().is_some_and(|d| range.contains(&d))));
    }
}
