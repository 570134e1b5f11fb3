//! A temporal value is a date, a time of day, both together, each with or without a zone, or a duration.
//!
//! They are the temporal types of openCypher (CIP2015-08-06), with the calendar and the time zones of jiff. Years are
//! -999,999,999 to 999,999,999; everything is to the nanosecond. Nothing here reads the clock: who calls says when now
//! is.

mod between;
mod component;
mod compose;
mod date;
mod date_time;
mod duration;
mod error;
mod functions;
mod local_date_time;
mod local_time;
mod scanner;
mod time;
mod truncate;
mod zone;

#[cfg(test)]
mod tests;

pub use date::Date;
pub use date_time::DateTime;
pub use duration::Duration;
pub use error::TemporalError;
pub use functions::Function;
pub use local_date_time::LocalDateTime;
pub use local_time::LocalTime;
pub use time::Time;
pub use zone::Zone;

use std::cmp::Ordering;
use std::fmt;

use jiff::civil;

use local_time::{DAY, SECOND};
use zone::Written;

/// A value of one of the six types.
///
/// Equality is that of instants: a date-time equals another in another zone at the same instant. The order, that of
/// `ORDER BY`, is by type and then in time; durations are in the order of their length with average months.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Temporal {
    /// A day and a time in a zone.
    DateTime(Box<DateTime>),
    /// A day and a time.
    LocalDateTime(LocalDateTime),
    /// A day.
    Date(Date),
    /// A time of day with an offset.
    Time(Time),
    /// A time of day.
    LocalTime(LocalTime),
    /// An amount of time.
    Duration(Box<Duration>),
}

/// The type of a temporal value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A day and a time in a zone.
    DateTime,
    /// A day and a time.
    LocalDateTime,
    /// A day.
    Date,
    /// A time of day with an offset.
    Time,
    /// A time of day.
    LocalTime,
    /// An amount of time.
    Duration,
}

/// What a temporal function is given, and what a component is.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A string.
    Text(String),
    /// A temporal value.
    Temporal(Temporal),
    /// Components by name.
    Map(Vec<(String, Argument)>),
}

impl Kind {
    const ALL: [Self; 6] =
        [Self::DateTime, Self::LocalDateTime, Self::Date, Self::Time, Self::LocalTime, Self::Duration];

    /// Its name, which is that of the function that makes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "datetime",
            Self::LocalDateTime => "localdatetime",
            Self::Date => "date",
            Self::Time => "time",
            Self::LocalTime => "localtime",
            Self::Duration => "duration",
        }
    }

    /// What a message calls one.
    pub fn with_article(self) -> &'static str {
        match self {
            Self::DateTime => "a datetime",
            Self::LocalDateTime => "a localdatetime",
            Self::Date => "a date",
            Self::Time => "a time",
            Self::LocalTime => "a localtime",
            Self::Duration => "a duration",
        }
    }

    /// One as it is written.
    pub fn example(self) -> &'static str {
        match self {
            Self::DateTime => "2026-05-30T14:30:00+02:00",
            Self::LocalDateTime => "2026-05-30T14:30:00",
            Self::Date => "2026-05-30",
            Self::Time => "14:30:00+02:00",
            Self::LocalTime => "14:30:00",
            Self::Duration => "P1Y2M3DT4H5M6S",
        }
    }

    fn has_date(self) -> bool {
        matches!(self, Self::DateTime | Self::LocalDateTime | Self::Date)
    }

    fn has_time(self) -> bool {
        !matches!(self, Self::Date | Self::Duration)
    }

    fn has_zone(self) -> bool {
        matches!(self, Self::DateTime | Self::Time)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Argument {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Integer(_) => "an integer",
            Self::Float(_) => "a float",
            Self::Text(_) => "a string",
            Self::Temporal(value) => value.kind().name(),
            Self::Map(_) => "a map",
        }
    }

    fn mismatch(&self, place: String, expected: &'static str) -> TemporalError {
        TemporalError::Type { place, expected, found: self.type_name().to_owned() }
    }
}

impl Temporal {
    /// Its type.
    pub fn kind(&self) -> Kind {
        match self {
            Self::DateTime(_) => Kind::DateTime,
            Self::LocalDateTime(_) => Kind::LocalDateTime,
            Self::Date(_) => Kind::Date,
            Self::Time(_) => Kind::Time,
            Self::LocalTime(_) => Kind::LocalTime,
            Self::Duration(_) => Kind::Duration,
        }
    }

    /// Which comes first, by `<` and `>`; nothing between values of two types, or durations, which are not comparable.
    pub fn compare(&self, other: &Self) -> Option<Ordering> {
        let comparable = self.kind() == other.kind() && self.kind() != Kind::Duration;
        comparable.then(|| self.cmp(other))
    }

    /// The sum of an instant and a duration, or of two durations.
    ///
    /// Months are added first, then days, then the rest; a day that a month does not have is its last. What a type
    /// does not have is left out: a time goes round, a date takes whole days.
    ///
    /// # Errors
    /// When there is no such sum, or it is out of range.
    pub fn plus(&self, other: &Self) -> Result<Self, TemporalError> {
        match (self, other) {
            (Self::Duration(a), Self::Duration(b)) => a.plus(**b).map(Self::from),
            (instant, Self::Duration(duration)) | (Self::Duration(duration), instant) => {
                instant.later(**duration)
            }
            _ => Err(TemporalError::Operator { operator: '+', left: self.kind(), right: other.kind() }),
        }
    }

    /// The difference of an instant and a duration, or of two durations.
    ///
    /// # Errors
    /// When there is no such difference, or it is out of range.
    pub fn minus(&self, other: &Self) -> Result<Self, TemporalError> {
        match other {
            Self::Duration(duration) => self.plus(&Self::from(duration.negated()?)),
            _ => Err(TemporalError::Operator { operator: '-', left: self.kind(), right: other.kind() }),
        }
    }

    /// A duration so many times as long.
    ///
    /// # Errors
    /// When it is not a duration and a number, or out of range.
    pub fn times(&self, factor: &Argument) -> Result<Self, TemporalError> {
        self.duration()?.times(factor).map(Self::from)
    }

    /// A part of a duration.
    ///
    /// # Errors
    /// When it is not a duration and a number, or out of range, as when divided by 0.
    pub fn divided_by(&self, divisor: &Argument) -> Result<Self, TemporalError> {
        self.duration()?.divided_by(divisor).map(Self::from)
    }

    fn duration(&self) -> Result<Duration, TemporalError> {
        match self {
            Self::Duration(duration) => Ok(**duration),
            other => {
                Err(Argument::Temporal(other.clone()).mismatch("what is scaled".to_owned(), "a duration"))
            }
        }
    }

    fn later(&self, duration: Duration) -> Result<Self, TemporalError> {
        let nanoseconds = duration.nanoseconds();
        let date = |date: Date| date.plus_months(duration.months())?.plus_days(duration.days());
        let time =
            |time: LocalTime| LocalTime::from_nanoseconds(nanoseconds + i128::from(time.nanoseconds()));
        let day = |local: LocalDateTime| Ok(LocalDateTime { date: date(local.date)?, ..local });
        Ok(match self {
            Self::Date(day) => {
                let days = i64::try_from(nanoseconds / i128::from(DAY)).unwrap_or(i64::MAX);
                Self::Date(date(*day)?.plus_days(days)?)
            }
            Self::LocalTime(local) => Self::LocalTime(time(*local)),
            Self::Time(zoned) => Self::Time(Time { local: time(zoned.local), ..*zoned }),
            Self::LocalDateTime(local) => Self::LocalDateTime(LocalDateTime::from_nanoseconds(
                day(*local)?.nanoseconds() + nanoseconds,
            )?),
            Self::DateTime(at) => {
                let moved = match (duration.months(), duration.days()) {
                    (0, 0) => at.instant(),
                    _ => DateTime::new(day(at.local())?, at.zone().clone())?.instant(),
                };
                Self::from(DateTime::at(moved + nanoseconds, at.zone().clone())?)
            }
            Self::Duration(_) => return self.plus(&Self::from(duration)),
        })
    }

    /// A component by its name, as a property is read; nothing if it has none of that name.
    pub fn component(&self, name: &str) -> Option<Argument> {
        let number = match self {
            Self::Date(date) => date.component(name),
            Self::LocalTime(time) => time.component(name),
            Self::Time(time) => time.local.component(name),
            Self::LocalDateTime(local) => local.date.component(name).or_else(|| local.time.component(name)),
            Self::DateTime(at) => {
                let LocalDateTime { date, time } = at.local();
                let epoch = |unit: i64| i64::try_from(at.instant().div_euclid(unit.into())).ok();
                match name {
                    "epochSeconds" => epoch(SECOND),
                    "epochMillis" => epoch(SECOND / 1000),
                    _ => date.component(name).or_else(|| time.component(name)),
                }
            }
            Self::Duration(duration) => duration.component(name),
        };
        number.map(Argument::Integer).or_else(|| self.zone_component(name))
    }

    fn zone_component(&self, name: &str) -> Option<Argument> {
        let (offset, zone) = match self {
            Self::Time(time) => (time.offset, Zone::fixed(time.offset)),
            Self::DateTime(at) => (at.offset(), at.zone().clone()),
            _ => return None,
        };
        Some(match name {
            "timezone" => Argument::Text(zone.to_string()),
            "offset" => Argument::Text(Written(offset).to_string()),
            "offsetMinutes" => Argument::Integer(i64::from(offset.seconds()) / 60),
            "offsetSeconds" => Argument::Integer(offset.seconds().into()),
            _ => return None,
        })
    }

    /// Reads a value of a type, as ISO 8601 writes it.
    ///
    /// # Errors
    /// When the text is none.
    pub fn parse(kind: Kind, text: &str) -> Result<Self, TemporalError> {
        Ok(match kind {
            Kind::DateTime => Self::from(DateTime::parse(text)?),
            Kind::LocalDateTime => Self::LocalDateTime(LocalDateTime::parse(text)?),
            Kind::Date => Self::Date(Date::parse(text)?),
            Kind::Time => Self::Time(Time::parse(text)?),
            Kind::LocalTime => Self::LocalTime(LocalTime::parse(text)?),
            Kind::Duration => Self::from(Duration::parse(text)?),
        })
    }
}

impl From<civil::Date> for Temporal {
    fn from(date: civil::Date) -> Self {
        Self::Date(date.into())
    }
}

impl From<DateTime> for Temporal {
    fn from(at: DateTime) -> Self {
        Self::DateTime(Box::new(at))
    }
}

impl From<Duration> for Temporal {
    fn from(duration: Duration) -> Self {
        Self::Duration(Box::new(duration))
    }
}

/// As ISO 8601 writes it, which [`Temporal::parse`] reads back.
impl fmt::Display for Temporal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DateTime(value) => value.fmt(f),
            Self::LocalDateTime(value) => value.fmt(f),
            Self::Date(value) => value.fmt(f),
            Self::Time(value) => value.fmt(f),
            Self::LocalTime(value) => value.fmt(f),
            Self::Duration(value) => value.fmt(f),
        }
    }
}
