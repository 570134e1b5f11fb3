//! A date-time is a day and a time of day in a zone, which together are an instant.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use jiff::Timestamp;
use jiff::tz::Offset;

use super::scanner::Scanner;
use super::zone::{Written, ahead, scan_offset};
use super::{Kind, LocalDateTime, TemporalError, Time, Zone};

/// A time on a day in a zone. Two are the same when they are the same instant.
#[derive(Debug, Clone)]
pub struct DateTime {
    local: LocalDateTime,
    offset: Offset,
    zone: Zone,
}

impl DateTime {
    /// The time that the clocks of a zone show. One that they passed over is that much later, and of one that they
    /// showed twice it is the first.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn new(local: LocalDateTime, zone: Zone) -> Result<Self, TemporalError> {
        let instant = zone.instant(local);
        Self::at(instant.unwrap_or_else(|| local.nanoseconds()), zone)
    }

    /// The time in a zone at an instant, in nanoseconds since 1970-01-01T00:00Z.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn at(instant: i128, zone: Zone) -> Result<Self, TemporalError> {
        let offset = zone.offset_at(instant);
        Ok(Self { local: LocalDateTime::from_nanoseconds(instant + ahead(offset))?, offset, zone })
    }

    /// The time in a zone at a time stamp.
    ///
    /// # Errors
    /// Never, as the years of time stamps are in range.
    pub fn of(timestamp: Timestamp, zone: Zone) -> Result<Self, TemporalError> {
        Self::at(timestamp.as_nanosecond(), zone)
    }

    /// Nanoseconds since 1970-01-01T00:00Z.
    pub fn instant(&self) -> i128 {
        self.local.nanoseconds() - ahead(self.offset)
    }

    /// What the clocks of the zone show.
    pub fn local(&self) -> LocalDateTime {
        self.local
    }

    /// How far that is from UTC.
    pub fn offset(&self) -> Offset {
        self.offset
    }

    /// The zone.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The time of day.
    pub fn time(&self) -> Time {
        Time { local: self.local.time, offset: self.offset }
    }

    /// Reads a date, a time, an offset and a zone's name in brackets; without an offset and a zone it is UTC's.
    ///
    /// # Errors
    /// When the text is none, there is no such day, time or zone, or the zone has another offset then.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        let parts = |scanner: &mut Scanner<'_>| {
            let local = LocalDateTime::scan(scanner)?;
            let offset = if scanner.is_at(['Z', '+', '-']) { Some(scan_offset(scanner)?) } else { None };
            let zone = scanner.bracketed().map(str::to_owned);
            Some(local.map(|local| (local, offset, zone)))
        };
        let (local, offset, zone) = Scanner::whole(Kind::DateTime, text, parts)?;
        match (offset, zone) {
            (offset, None) => Self::new(local, Zone::fixed(offset.unwrap_or(Offset::UTC))),
            (None, Some(zone)) => Self::new(local, Zone::parse(&zone)?),
            (Some(offset), Some(zone)) => Self::with_both(local, offset, Zone::parse(&zone)?),
        }
    }

    fn with_both(local: LocalDateTime, offset: Offset, zone: Zone) -> Result<Self, TemporalError> {
        let instant = local.nanoseconds() - ahead(offset);
        if zone.offset_at(instant) != offset {
            let (zone, offset) = (zone.to_string(), Written(offset).to_string());
            return Err(TemporalError::Offset { zone, offset });
        }
        Self::at(instant, zone)
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for DateTime {}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant().cmp(&other.instant())
    }
}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.instant().hash(state);
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.local, Written(self.offset))?;
        self.zone.name().map_or(Ok(()), |name| write!(f, "[{name}]"))
    }
}
