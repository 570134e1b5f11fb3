//! A local date-time is a day and a time of day without a zone.

use std::fmt;

use super::local_time::DAY;
use super::scanner::Scanner;
use super::{Date, Kind, LocalTime, TemporalError};

/// A time on a day, somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalDateTime {
    /// The day.
    pub date: Date,
    /// The time of that day.
    pub time: LocalTime,
}

impl LocalDateTime {
    /// The time that is so many nanoseconds after 1970-01-01T00:00.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn from_nanoseconds(nanoseconds: i128) -> Result<Self, TemporalError> {
        let days = i64::try_from(nanoseconds.div_euclid(i128::from(DAY))).unwrap_or(i64::MAX);
        Ok(Self { date: Date::from_days(days)?, time: LocalTime::from_nanoseconds(nanoseconds) })
    }

    /// Nanoseconds since 1970-01-01T00:00.
    pub fn nanoseconds(self) -> i128 {
        i128::from(self.date.days()) * i128::from(DAY) + i128::from(self.time.nanoseconds())
    }

    /// Reads a date and perhaps a time, which is midnight otherwise.
    pub(super) fn scan(scanner: &mut Scanner<'_>) -> Option<Result<Self, TemporalError>> {
        let date = Date::scan(scanner)?;
        let time = if scanner.take('T') { LocalTime::scan(scanner)? } else { Ok(LocalTime::default()) };
        Some(date.and_then(|date| Ok(Self { date, time: time? })))
    }

    /// Reads a date and a time.
    ///
    /// # Errors
    /// When the text is none, or there is no such day or time.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        Scanner::whole(Kind::LocalDateTime, text, Self::scan)
    }
}

impl fmt::Display for LocalDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{}", self.date, self.time)
    }
}
