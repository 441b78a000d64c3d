//! Faults as data: what the sandbox does wrong on purpose, how often, and the dice that decide.
//!
//! All of them happen in reality, only rarely. The dice are seeded, so the decisions of a run can be had again (the
//! order in which parallel connections ask for them is the scheduler's).

use std::{
    ops::RangeInclusive,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU32, Ordering::Relaxed},
    },
    time::Duration,
};

/// Which faults, how often. Everything is off by default; rates are probabilities in `0.0..=1.0` (others are clamped).
///
/// | what goes wrong | how to have it |
/// |---|---|
/// | updates out of order | [`reorder_window`](Self::reorder_window) |
/// | updates twice | [`duplicate_rate`](Self::duplicate_rate) |
/// | answers that get lost | [`drop_answer_rate`](Self::drop_answer_rate) |
/// | latency of updates | [`delay`](Self::delay), with a tail of [`slow_delay`](Self::slow_delay) at [`slow_rate`](Self::slow_rate) |
/// | latency of calls | [`call_delay`](Self::call_delay) |
/// | 429, also several in a row | [`too_many_requests_rate`](Self::too_many_requests_rate), [`too_many_requests_burst`](Self::too_many_requests_burst), [`retry_after`](Self::retry_after) |
/// | 5xx | [`server_error_rate`](Self::server_error_rate) |
/// | connections that are reset | [`reset_rate`](Self::reset_rate) |
/// | a server that restarts, is away, shuts down | [`Sandbox::restart`](crate::Sandbox::restart), [`Sandbox::outage`](crate::Sandbox::outage), [`Sandbox::shut_down`](crate::Sandbox::shut_down) |
/// | update ids that start anew | [`Bot::jump_to_update_id`](crate::Bot::jump_to_update_id) |
///
/// ```
/// use tgsandbox::Faults;
/// let faults = Faults { reorder_window: 8, duplicate_rate: 0.05, drop_answer_rate: 0.05, ..Faults::default() };
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Faults {
    /// Webhook: an update may be sent up to this many places before an earlier one, in parallel and across the rule
    /// that a chat's updates go one after another. 0 keeps Telegram's own rules; 100,000 is the most, as the queue's
    /// size. With several connections open the arrival order can differ by as many places more as there are requests in
    /// flight.
    pub reorder_window: usize,
    /// Webhook: how often an update is sent a second time although it was answered with 2xx.
    pub duplicate_rate: f64,
    /// Webhook: how often the request is written in full, but the connection is cut within 20 ms, before the answer or
    /// in the middle of the bot's work on it, or right after the answer; the update counts as failed and is sent again
    /// at once. `getUpdates`: the connection is closed in place of an answer.
    pub drop_answer_rate: f64,
    /// Webhook: how long a request waits before it is written, drawn evenly from the range, the update's lane and
    /// connection being busy meanwhile. `getUpdates`: how long the answer waits.
    pub delay: Option<RangeInclusive<Duration>>,
    /// How often that time is drawn from [`slow_delay`](Self::slow_delay) instead: the long tail of the distribution.
    pub slow_rate: f64,
    /// The delays of the tail.
    pub slow_delay: Option<RangeInclusive<Duration>>,
    /// How long the answer of any other API call waits, drawn evenly from the range.
    pub call_delay: Option<RangeInclusive<Duration>>,
    /// How often an API call is refused with 429.
    pub too_many_requests_rate: f64,
    /// How many calls in a row are refused once one is. Default 1.
    pub too_many_requests_burst: u32,
    /// The `retry_after` of those refusals, in seconds. Default 1.
    pub retry_after: u32,
    /// How often an API call is answered with 502 `Bad Gateway`, as Telegram's front does when a server behind it is
    /// away. The call was not made.
    pub server_error_rate: f64,
    /// How often the connection of an API call is closed in place of an answer: one half of the times before the call
    /// is made, the other half after, so that the bot cannot know which.
    pub reset_rate: f64,
}

impl Default for Faults {
    fn default() -> Self {
        Self {
            reorder_window: 0,
            duplicate_rate: 0.0,
            drop_answer_rate: 0.0,
            delay: None,
            slow_rate: 0.0,
            slow_delay: None,
            call_delay: None,
            too_many_requests_rate: 0.0,
            too_many_requests_burst: 1,
            retry_after: 1,
            server_error_rate: 0.0,
            reset_rate: 0.0,
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

/// What is to go wrong with one API call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CallFault {
    /// 429, to be tried again after so many seconds.
    TooMany(u32),
    /// 502.
    ServerError,
    /// The connection is closed, before the call is made or after.
    Reset { made: bool },
}

/// The faults of one bot and its seeded dice.
#[derive(Debug)]
pub(crate) struct Dice {
    state: Mutex<(Faults, fastrand::Rng)>,
    /// Calls of a burst of refusals that are still to be refused.
    burst: AtomicU32,
}

impl Dice {
    pub(crate) fn new(faults: Faults, seed: u64) -> Self {
        Self { state: Mutex::new((faults, fastrand::Rng::with_seed(seed))), burst: AtomicU32::new(0) }
    }

    pub(crate) fn set(&self, faults: Faults) {
        self.with(|state| state.0 = faults);
        self.burst.store(0, Relaxed);
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
            let slow = faults.slow_delay.as_ref().filter(|_| happens(rng, faults.slow_rate));
            draw(rng, slow.or(faults.delay.as_ref()))
        })
    }

    pub(crate) fn call_delay(&self) -> Option<Duration> {
        self.with(|(faults, rng)| draw(rng, faults.call_delay.as_ref()))
    }

    /// What is to go wrong with this call.
    pub(crate) fn call_fault(&self) -> Option<CallFault> {
        self.with(|(faults, rng)| {
            let retry_after = faults.retry_after.max(1);
            if self.burst.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_ok() {
                return Some(CallFault::TooMany(retry_after));
            }
            if happens(rng, faults.too_many_requests_rate) {
                self.burst.store(faults.too_many_requests_burst.saturating_sub(1), Relaxed);
                return Some(CallFault::TooMany(retry_after));
            }
            if happens(rng, faults.server_error_rate) {
                return Some(CallFault::ServerError);
            }
            happens(rng, faults.reset_rate).then(|| CallFault::Reset { made: rng.bool() })
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

fn draw(rng: &mut fastrand::Rng, range: Option<&RangeInclusive<Duration>>) -> Option<Duration> {
    let range = range?;
    let span = range.end().saturating_sub(*range.start());
    Some(*range.start() + span.mul_f64(rng.f64()))
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

    #[test]
    fn a_part_of_the_delays_is_in_the_tail() {
        let (short, long) = (Duration::from_millis(1), Duration::from_secs(1));
        let faults =
            Faults { delay: Some(short..=short), slow_rate: 0.25, slow_delay: Some(long..=long), ..Faults::default() };
        let dice = Dice::new(faults, 7);
        let slow = (0..1000).filter(|_| dice.delay() == Some(long)).count();
        assert!((200..300).contains(&slow), "{slow}");
    }

    #[test]
    fn refusals_come_in_bursts() {
        let faults = Faults { too_many_requests_rate: 0.1, too_many_requests_burst: 5, ..Faults::default() };
        let dice = Dice::new(faults, 7);
        let refused: Vec<_> = (0..1000).map(|_| dice.call_fault().is_some()).collect();
        // Between two that are let through there are none or at least five.
        let runs = refused.split(|refused| !refused).map(<[bool]>::len).filter(|run| *run > 0);
        assert!(runs.clone().count() > 10 && runs.clone().all(|run| run >= 5), "{:?}", runs.collect::<Vec<_>>());
    }

    #[test]
    fn a_reset_comes_before_the_call_as_often_as_after() {
        let dice = Dice::new(Faults { reset_rate: 1.0, ..Faults::default() }, 7);
        let made = (0..1000).filter(|_| dice.call_fault() == Some(CallFault::Reset { made: true })).count();
        assert!((400..600).contains(&made), "{made}");
    }
}
