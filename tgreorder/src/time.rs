//! Time as the buffer sees it: a number of nanoseconds since an origin that does not matter.
//!
//! Knows: how to turn a moment of the caller's clock into that number and back. Does not know: any clock.

use core::time::Duration;

/// A moment of whatever clock the caller has: `std::time::Instant` (feature `std`), or [`Time`] anywhere.
///
/// The buffer only subtracts moments and adds durations to them. Use one clock per buffer.
///
/// A clock of your own implements it by a signed count of nanoseconds.
pub trait Moment: Copy {
    /// Nanoseconds since an origin fixed for the whole program; negative before it.
    fn to_nanos(self) -> i64;
    /// The moment with that count; the inverse of [`to_nanos`](Moment::to_nanos).
    fn from_nanos(nanos: i64) -> Self;
}

/// Time since an origin of the caller's choice: boot, the start of a simulation.
///
/// ```
/// # use tgreorder::Time;
/// # use std::time::Duration;
/// let start = Time::default();
/// assert_eq!((start + Duration::from_millis(5)).since_origin(), Duration::from_millis(5));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(Duration);

impl Time {
    /// The moment that lies so long after the origin.
    #[must_use]
    pub const fn from_origin(since: Duration) -> Self {
        Self(since)
    }

    /// How long after the origin.
    #[must_use]
    pub const fn since_origin(self) -> Duration {
        self.0
    }
}

impl core::ops::Add<Duration> for Time {
    type Output = Self;

    fn add(self, rhs: Duration) -> Self {
        Self(self.0.saturating_add(rhs))
    }
}

impl Moment for Time {
    #[inline]
    fn to_nanos(self) -> i64 {
        nanos(self.0)
    }

    fn from_nanos(nanos: i64) -> Self {
        Self(Duration::from_nanos(u64::try_from(nanos).unwrap_or(0)))
    }
}

#[cfg(feature = "std")]
mod instant {
    use std::cell::Cell;
    use std::sync::OnceLock;
    use std::thread_local;
    use std::time::{Duration, Instant};

    use super::{Moment, nanos};

    /// Which instant is zero; moments before it are negative.
    fn origin() -> Instant {
        static ORIGIN: OnceLock<Instant> = OnceLock::new();
        *ORIGIN.get_or_init(Instant::now)
    }

    thread_local! {
        /// What was converted last: who takes a run of items does so with one and the same `now`, and an `Instant`
        /// takes longer to convert than an item to give out.
        static LAST: Cell<Option<(Instant, i64)>> = const { Cell::new(None) };
    }

    fn convert(moment: Instant) -> i64 {
        let origin = origin();
        match moment.checked_duration_since(origin) {
            Some(after) => nanos(after),
            None => -nanos(origin.saturating_duration_since(moment)),
        }
    }

    impl Moment for Instant {
        #[inline]
        fn to_nanos(self) -> i64 {
            match LAST.get() {
                Some((moment, nanos)) if moment == self => nanos,
                _ => {
                    let nanos = convert(self);
                    LAST.set(Some((self, nanos)));
                    nanos
                }
            }
        }

        fn from_nanos(nanos: i64) -> Self {
            let origin = origin();
            let distance = Duration::from_nanos(nanos.unsigned_abs());
            let moment = if nanos < 0 { origin.checked_sub(distance) } else { origin.checked_add(distance) };
            moment.unwrap_or(origin)
        }
    }
}

/// Saturates after 292 years.
fn nanos(duration: Duration) -> i64 {
    i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX)
}

/// The buffer's own moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Tick(pub(crate) i64);

impl Tick {
    pub(crate) fn after(self, wait: Duration) -> Self {
        Self(self.0.saturating_add(nanos(wait)))
    }

    /// Zero if `earlier` is not earlier: a clock that steps back must not expire anything.
    #[inline]
    pub(crate) fn since(self, earlier: Self) -> Duration {
        Duration::from_nanos(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }
}
