//! When a job is due.

use std::time::{Duration, SystemTime};

use tokio::time::Instant;

/// When a job is due: once, at a pace, or by a calendar.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Schedule {
    /// Once, after this time.
    After(Duration),
    /// Once, at this time of day; at once if that is past. How long it takes until then is by the clock, even if that is
    /// set meanwhile.
    At(SystemTime),
    /// Again and again, the first time after this time.
    Every(Duration),
    /// By a cron expression.
    #[cfg(feature = "cron")]
    Cron(super::Cron),
}

/// The clock may be set, and a laptop sleep: a time of day is looked at again after so long.
const LOOK_AGAIN: Duration = Duration::from_secs(30);

/// Who wants something later than in a hundred years has made a mistake.
const LONGEST: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);

/// When to do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Due {
    /// When it is done, or only looked at again.
    pub(super) wake: Instant,
    /// The time of day it is for, if it is for one: not to be done before.
    pub(super) at: Option<SystemTime>,
}

impl Due {
    fn at(at: SystemTime, now: Instant, today: SystemTime) -> Self {
        let wait = at.duration_since(today).unwrap_or_default().min(LOOK_AGAIN);
        Self { wake: now + wait, at: Some(at) }
    }

    /// When to look again, if it is not its time of day yet.
    pub(super) fn not_yet(self, now: Instant, today: SystemTime) -> Option<Self> {
        let at = self.at.filter(|at| *at > today)?;
        Some(Self::at(at, now, today))
    }

    /// What the clock will say then.
    pub(super) fn time(self, now: Instant, today: SystemTime) -> SystemTime {
        self.at.unwrap_or_else(|| today + self.wake.saturating_duration_since(now))
    }
}

impl Schedule {
    /// The first time; `None` if there is none.
    pub(super) fn first(&self, now: Instant, today: SystemTime) -> Option<Due> {
        match self {
            Self::After(wait) | Self::Every(wait) => {
                let wait = Some(*wait).filter(|wait| *wait <= LONGEST)?;
                Some(Due { wake: now.checked_add(wait)?, at: None })
            }
            Self::At(at) => Some(Due::at(*at, now, today)),
            #[cfg(feature = "cron")]
            Self::Cron(cron) => Some(Due::at(cron.next(today)?, now, today)),
        }
    }

    /// The time after `due`, which has come; `None` if there is none. Turns that were missed are left out.
    #[cfg_attr(not(feature = "cron"), expect(unused_variables, reason = "only a calendar asks for the time of day"))]
    pub(super) fn next(&self, due: Due, now: Instant, today: SystemTime) -> Option<Due> {
        match self {
            Self::After(_) | Self::At(_) => None,
            Self::Every(period) => {
                let late = now.saturating_duration_since(due.wake).as_nanos() / period.as_nanos().max(1);
                let turns = u32::try_from(late + 1).unwrap_or(u32::MAX);
                Some(Due { wake: due.wake.checked_add(period.checked_mul(turns)?)?, at: None })
            }
            // Not before the time it was for: a clock that was set back would bring it twice.
            #[cfg(feature = "cron")]
            Self::Cron(cron) => {
                let from = due.at.map_or(today, |at| at.max(today));
                Some(Due::at(cron.next(from)?, now, today))
            }
        }
    }

    pub(super) fn repeats(&self) -> bool {
        !matches!(self, Self::After(_) | Self::At(_))
    }

    pub(super) fn has_period(&self) -> bool {
        !matches!(self, Self::Every(period) if period.is_zero())
    }
}

#[cfg(feature = "cron")]
impl From<super::Cron> for Schedule {
    fn from(cron: super::Cron) -> Self {
        Self::Cron(cron)
    }
}
