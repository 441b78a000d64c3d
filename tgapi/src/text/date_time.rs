//! How a moment in a text is shown.

use std::fmt;

/// How Telegram's apps show a moment, in the reader's own time zone and language. Without any part they show the text
/// as it stands.
///
/// ```
/// use tgapi::text::DateTimeFormat;
///
/// assert_eq!(DateTimeFormat::new().weekday().long_date().short_time().to_string(), "wDt");
/// assert_eq!(DateTimeFormat::relative().to_string(), "r");
/// ```
///
/// <https://core.telegram.org/bots/api#date-time-entity-formatting>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateTimeFormat {
    relative: bool,
    weekday: bool,
    date: Option<Length>,
    time: Option<Length>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Length {
    Short,
    Long,
}

impl DateTimeFormat {
    /// The text as it stands.
    #[must_use]
    pub const fn new() -> Self {
        Self { relative: false, weekday: false, date: None, time: None }
    }

    /// From now: `in 2 hours`. It has no other parts.
    #[must_use]
    pub const fn relative() -> Self {
        Self { relative: true, ..Self::new() }
    }

    /// With the day of the week.
    #[must_use]
    pub const fn weekday(mut self) -> Self {
        (self.relative, self.weekday) = (false, true);
        self
    }

    /// With a date in figures.
    #[must_use]
    pub const fn short_date(mut self) -> Self {
        (self.relative, self.date) = (false, Some(Length::Short));
        self
    }

    /// With a date in words.
    #[must_use]
    pub const fn long_date(mut self) -> Self {
        (self.relative, self.date) = (false, Some(Length::Long));
        self
    }

    /// With hours and minutes.
    #[must_use]
    pub const fn short_time(mut self) -> Self {
        (self.relative, self.time) = (false, Some(Length::Short));
        self
    }

    /// With hours, minutes and seconds.
    #[must_use]
    pub const fn long_time(mut self) -> Self {
        (self.relative, self.time) = (false, Some(Length::Long));
        self
    }
}

impl fmt::Display for DateTimeFormat {
    /// As `date_time_format` takes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.relative {
            return f.write_str("r");
        }
        f.write_str(if self.weekday { "w" } else { "" })?;
        f.write_str(self.date.map_or("", |date| if date == Length::Short { "d" } else { "D" }))?;
        f.write_str(self.time.map_or("", |time| if time == Length::Short { "t" } else { "T" }))
    }
}

/// Whether Telegram takes this moment and format: seconds from 1 to 2³¹ − 1, and letters it knows.
pub(super) fn is_valid(unix: i64, format: &str) -> bool {
    let letters = matches!(format, "r" | "R") || format.bytes().all(|byte| b"wWdDtT".contains(&byte));
    (1..=i64::from(i32::MAX)).contains(&unix) && letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_those_telegram_takes() {
        for format in [
            DateTimeFormat::new(),
            DateTimeFormat::relative(),
            DateTimeFormat::relative().long_time(),
            DateTimeFormat::new().short_date().weekday().long_time(),
        ] {
            assert!(is_valid(1, &format.to_string()), "{format}");
        }
        assert_eq!(DateTimeFormat::relative().long_time().to_string(), "T");
        assert_eq!(["rt", "x", "w d"].map(|format| is_valid(1, format)), [false; 3]);
        assert_eq!([0, -1, 1 << 31].map(|unix| is_valid(unix, "")), [false; 3]);
    }
}
