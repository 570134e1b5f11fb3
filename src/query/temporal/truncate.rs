//! Truncation sets everything that is smaller than a unit to its least.

use super::compose::{Base, Components, compose};
use super::local_time::{HOUR, SECOND};
use super::{Argument, Date, Kind, LocalTime, Temporal, TemporalError};

/// A unit of the calendar or the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Years(i64),
    WeekYear,
    Quarter,
    Month,
    Week,
    Day,
    /// So many nanoseconds.
    Time(i64),
}

const UNITS: [(&str, Unit); 14] = [
    ("millennium", Unit::Years(1000)),
    ("century", Unit::Years(100)),
    ("decade", Unit::Years(10)),
    ("year", Unit::Years(1)),
    ("weekYear", Unit::WeekYear),
    ("quarter", Unit::Quarter),
    ("month", Unit::Month),
    ("week", Unit::Week),
    ("day", Unit::Day),
    ("hour", Unit::Time(HOUR)),
    ("minute", Unit::Time(60 * SECOND)),
    ("second", Unit::Time(SECOND)),
    ("millisecond", Unit::Time(SECOND / 1000)),
    ("microsecond", Unit::Time(1000)),
];

/// The value of a kind that begins the unit in which an instant lies, with some smaller components set.
///
/// A zone among the components replaces the instant's: the clocks show the same.
pub(super) fn truncate(
    kind: Kind,
    unit: &str,
    value: &Temporal,
    components: &[(String, Argument)],
) -> Result<Temporal, TemporalError> {
    let units = || UNITS.iter().filter(|(_, unit)| unit.applies_to(kind));
    let unknown = || TemporalError::Unit {
        kind,
        unit: unit.to_owned(),
        units: units().map(|(name, _)| *name).collect(),
    };
    let unit = units().find(|(name, _)| *name == unit).ok_or_else(unknown)?.1;
    let components = Components::new(kind, components)?;
    let mut base = Base::of(value);
    if (kind.has_date() && base.date.is_none()) || (unit.is_time() && base.time.is_none()) {
        let needed =
            if base.date.is_none() { "a temporal value with a date" } else { "a temporal value with a time" };
        return Err(Argument::Temporal(value.clone()).mismatch("what is truncated".to_owned(), needed));
    }
    base.date = base.date.map(|date| unit.first_day(date)).transpose()?;
    base.time = Some(unit.first_time(base.time.unwrap_or_default()));
    base.fraction = base.time.map_or(0, LocalTime::nanosecond);
    if components.zone()?.is_some() {
        (base.zone, base.offset) = (None, None);
    }
    compose(kind, &components, base)
}

impl Unit {
    fn is_time(self) -> bool {
        matches!(self, Self::Time(_))
    }

    fn applies_to(self, kind: Kind) -> bool {
        match self {
            Self::Day => true,
            Self::Time(_) => kind.has_time(),
            _ => kind.has_date(),
        }
    }

    fn first_day(self, date: Date) -> Result<Date, TemporalError> {
        match self {
            Self::Years(years) => Date::new(date.year() - date.year().rem_euclid(years), 1, 1),
            Self::WeekYear => Date::from_week(date.week().0, 1, 1),
            Self::Quarter => Date::from_quarter(date.year(), date.quarter(), 1),
            Self::Month => Date::new(date.year(), date.month(), 1),
            Self::Week => date.plus_days(1 - date.weekday()),
            Self::Day | Self::Time(_) => Ok(date),
        }
    }

    fn first_time(self, time: LocalTime) -> LocalTime {
        match self {
            Self::Time(nanoseconds) => time.floor(nanoseconds),
            _ => LocalTime::default(),
        }
    }
}
