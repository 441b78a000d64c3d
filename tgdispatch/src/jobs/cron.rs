//! Cron expressions, by the time of a place. How they are read and when they come is the business of `croner`.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::SystemTime;

use croner::parser::{CronParser, Seconds};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A cron expression of five fields (minute, hour, day of the month, month, day of the week) or six (a second in front), or
/// `@daily` and the like. By the feature `cron`.
///
/// ```
/// use tgdispatch::{Cron, JobSpec, Jobs};
///
/// # fn example(jobs: Jobs) -> Result<(), Box<dyn std::error::Error>> {
/// // On working days at 9.
/// jobs.add("0 9 * * MON-FRI".parse::<Cron>()?.in_zone("Europe/Berlin")?, JobSpec::new("stand up"))?;
/// # Ok(())
/// # }
/// ```
///
/// It is in UTC, unless [a place](Self::in_zone) is named. Where a clock is put forward, a time of day that does not exist
/// comes right after the gap; where it is put back, one that comes twice is the first of the two.
#[derive(Clone)]
pub struct Cron {
    cron: Arc<croner::Cron>,
    zone: TimeZone,
}

/// A cron expression that cannot be read, or a place that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CronError {
    /// The expression cannot be read.
    #[error("{text:?} is not a cron expression: {reason}")]
    Expression {
        /// The expression.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Such a time zone is not in the database of the system.
    #[error("{name:?} is not a time zone of this system: expected a name such as Europe/Berlin")]
    Zone {
        /// The name.
        name: String,
    },
}

impl FromStr for Cron {
    type Err = CronError;

    fn from_str(text: &str) -> Result<Self, CronError> {
        let parser = CronParser::builder().seconds(Seconds::Optional).build();
        let cron = parser
            .parse(text)
            .map_err(|error| CronError::Expression { text: text.to_owned(), reason: error.to_string() })?;
        Ok(Self { cron: Arc::new(cron), zone: TimeZone::UTC })
    }
}

impl Cron {
    /// By the time of this place: a name of the IANA database, as `Europe/Berlin`, or `UTC`.
    ///
    /// # Errors
    ///
    /// [`CronError::Zone`], if the system's database does not have it.
    pub fn in_zone(mut self, name: &str) -> Result<Self, CronError> {
        self.zone = TimeZone::get(name).map_err(|_| CronError::Zone { name: name.to_owned() })?;
        Ok(self)
    }

    /// By the time of the place that this system says it is in.
    #[must_use]
    pub fn in_local_zone(mut self) -> Self {
        self.zone = TimeZone::system();
        self
    }

    /// The first time after this one; `None` if there is none in the next years.
    #[must_use]
    pub fn next(&self, after: SystemTime) -> Option<SystemTime> {
        let after = Timestamp::try_from(after).ok()?.to_zoned(self.zone.clone());
        let next = self.cron.find_next_occurrence(&after, false).ok()?;
        Some(next.timestamp().into())
    }
}

impl fmt::Debug for Cron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cron").field(&self.cron.as_str()).field(&self.zone).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(cron: &Cron, from: &str, n: usize) -> Vec<String> {
        let mut at: SystemTime = from.parse::<Timestamp>().unwrap().into();
        let mut next = || {
            at = cron.next(at)?;
            Some(Timestamp::try_from(at).unwrap().to_string())
        };
        (0..n).map_while(|_| next()).collect()
    }

    #[test]
    fn times_come_in_order() {
        let cron: Cron = "30 9 * * MON-FRI".parse().unwrap();
        // A Friday.
        assert_eq!(times(&cron, "2026-11-27T09:00:00Z", 2), ["2026-11-27T09:30:00Z", "2026-11-30T09:30:00Z"]);
        let cron: Cron = "*/20 * * * * *".parse().unwrap();
        assert_eq!(times(&cron, "2026-11-27T09:00:20Z", 2), ["2026-11-27T09:00:40Z", "2026-11-27T09:01:00Z"]);
        let cron: Cron = "@daily".parse().unwrap();
        assert_eq!(times(&cron, "2026-12-31T00:00:00Z", 1), ["2027-01-01T00:00:00Z"]);
        // There is no such day.
        let never: Cron = "0 0 30 2 *".parse().unwrap();
        assert!(times(&never, "2026-01-01T00:00:00Z", 1).is_empty());
    }

    #[test]
    fn a_place_has_its_own_time() {
        let cron: Cron = "30 2 * * *".parse::<Cron>().unwrap();
        let Ok(berlin) = cron.in_zone("Europe/Berlin") else {
            // The system has no database of time zones: CI has one.
            assert!(std::env::var_os("CI").is_none(), "no time zones");
            return;
        };
        // From winter to summer the time of day does not exist, and comes after the gap.
        let got = times(&berlin, "2026-03-28T12:00:00Z", 2);
        assert_eq!(got, ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]);
        // From summer to winter it comes twice, and is taken once.
        let got = times(&berlin, "2026-10-24T12:00:00Z", 2);
        assert_eq!(got, ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for text in ["", "* * * *", "61 * * * *", "x"] {
            let error = text.parse::<Cron>().unwrap_err();
            assert!(error.to_string().contains("is not a cron expression"), "{error}");
        }
        let error = "@daily".parse::<Cron>().unwrap().in_zone("Atlantis").unwrap_err();
        assert!(error.to_string().starts_with("\"Atlantis\" is not a time zone"), "{error}");
    }
}
