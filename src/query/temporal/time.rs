//! A time is a time of day with its offset from UTC.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::tz::Offset;

use super::scanner::Scanner;
use super::zone::{Written, ahead, scan_offset};
use super::{Kind, LocalTime, TemporalError};

/// A time of day with an offset. Two are the same when they are at the same time of UTC's day.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// The time that the clock shows.
    pub local: LocalTime,
    /// How far that is from UTC.
    pub offset: Offset,
}

impl Time {
    /// Nanoseconds since the midnight of UTC.
    fn utc(self) -> i128 {
        i128::from(self.local.nanoseconds()) - ahead(self.offset)
    }

    /// The same time at another offset.
    pub fn to_offset(self, offset: Offset) -> Self {
        Self { local: LocalTime::from_nanoseconds(self.utc() + ahead(offset)), offset }
    }

    /// Reads a time; without an offset it is UTC's.
    ///
    /// # Errors
    /// When the text is none, or there is no such time.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        Scanner::whole(Kind::Time, text, |scanner| {
            scanner.take('T');
            let local = LocalTime::scan(scanner)?;
            let offset = if scanner.is_empty() { Offset::UTC } else { scan_offset(scanner)? };
            Some(local.map(|local| Self { local, offset }))
        })
    }
}

impl PartialEq for Time {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Time {}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Time {
    fn cmp(&self, other: &Self) -> Ordering {
        self.utc().cmp(&other.utc())
    }
}

impl Hash for Time {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.utc().hash(state);
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, Written(self.offset))
    }
}
