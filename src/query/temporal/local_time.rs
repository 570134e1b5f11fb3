//! A local time is a time of day without an offset.

use std::fmt;

use super::date::in_range;
use super::scanner::Scanner;
use super::{Kind, TemporalError};

/// Nanoseconds in a second.
pub(super) const SECOND: i64 = 1_000_000_000;

/// Nanoseconds in an hour.
pub(super) const HOUR: i64 = 3600 * SECOND;

/// Nanoseconds in a day.
pub(super) const DAY: i64 = 24 * HOUR;

/// A time of day to the nanosecond, kept as nanoseconds since midnight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    nanoseconds: i64,
}

impl LocalTime {
    /// The time at an hour, minute, second and nanosecond.
    ///
    /// # Errors
    /// When one of them is out of its range.
    pub fn new(hour: i64, minute: i64, second: i64, nanosecond: i64) -> Result<Self, TemporalError> {
        let hour: i64 = in_range("hour", hour, 0, 23)?;
        let minute: i64 = in_range("minute", minute, 0, 59)?;
        let second: i64 = in_range("second", second, 0, 59)?;
        let nanosecond: i64 = in_range("nanosecond", nanosecond, 0, SECOND - 1)?;
        Ok(Self { nanoseconds: (hour * 3600 + minute * 60 + second) * SECOND + nanosecond })
    }

    /// The time that is so many nanoseconds after midnight, of this day or another.
    pub fn from_nanoseconds(nanoseconds: i128) -> Self {
        let nanoseconds = nanoseconds.rem_euclid(i128::from(DAY));
        Self { nanoseconds: i64::try_from(nanoseconds).unwrap_or_default() }
    }

    /// Nanoseconds since midnight.
    pub fn nanoseconds(self) -> i64 {
        self.nanoseconds
    }

    /// The hour, from 0.
    pub fn hour(self) -> i64 {
        self.nanoseconds / HOUR
    }

    /// The minute of the hour, from 0.
    pub fn minute(self) -> i64 {
        self.nanoseconds / (60 * SECOND) % 60
    }

    /// The second of the minute, from 0.
    pub fn second(self) -> i64 {
        self.nanoseconds / SECOND % 60
    }

    /// The nanosecond of the second, from 0.
    pub fn nanosecond(self) -> i64 {
        self.nanoseconds % SECOND
    }

    /// The last time at or before this one that is a multiple of so many nanoseconds after midnight.
    pub(super) fn floor(self, nanoseconds: i64) -> Self {
        Self { nanoseconds: self.nanoseconds - self.nanoseconds % nanoseconds }
    }

    /// A component by its name.
    pub(super) fn component(self, name: &str) -> Option<i64> {
        Some(match name {
            "hour" => self.hour(),
            "minute" => self.minute(),
            "second" => self.second(),
            "millisecond" => self.nanosecond() / 1_000_000,
            "microsecond" => self.nanosecond() / 1000,
            "nanosecond" => self.nanosecond(),
            _ => return None,
        })
    }

    /// Reads a time as ISO 8601 writes it, with or without colons: an hour, a minute, or a second with or without a
    /// fraction.
    pub(super) fn scan(scanner: &mut Scanner<'_>) -> Option<Result<Self, TemporalError>> {
        let hour = scanner.digits(2)?;
        let colon = scanner.take(':');
        if !colon && scanner.run() == 0 {
            return Some(Self::new(hour, 0, 0, 0));
        }
        let minute = scanner.digits(2)?;
        if !(if colon { scanner.take(':') } else { scanner.run() > 0 }) {
            return Some(Self::new(hour, minute, 0, 0));
        }
        Some(Self::new(hour, minute, scanner.digits(2)?, scanner.nanoseconds()?))
    }

    /// Reads a time.
    ///
    /// # Errors
    /// When the text is none, or there is no such time.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        Scanner::whole(Kind::LocalTime, text, |scanner| {
            scanner.take('T');
            Self::scan(scanner)
        })
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())?;
        if self.nanoseconds % (60 * SECOND) > 0 {
            write!(f, ":{:02}{}", self.second(), Fraction(self.nanosecond()))?;
        }
        Ok(())
    }
}

/// The digits after the decimal point of so many nanoseconds, with the point, and nothing for none.
pub(super) struct Fraction(pub(super) i64);

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return Ok(());
        }
        f.write_str(format!(".{:09}", self.0).trim_end_matches('0'))
    }
}
