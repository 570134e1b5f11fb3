//! Composing makes a temporal value from components, from parts of other temporal values, or from both.

use jiff::tz::Offset;

use super::date::in_range;
use super::local_time::SECOND;
use super::{
    Argument, Date, DateTime, Duration, Kind, LocalDateTime, LocalTime, Temporal, TemporalError, Time, Zone,
};

/// The components of a day, in groups of which one says which day it is.
const DAY_GROUPS: [&[&str]; 4] =
    [&["month", "day"], &["week", "dayOfWeek"], &["quarter", "dayOfQuarter"], &["ordinalDay"]];

/// The components of a time of day.
const TIME: [&str; 7] = ["time", "hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];

/// The components of a time that are smaller than a second, with their nanoseconds.
const FRACTIONS: [(&str, i64); 3] = [("millisecond", 1_000_000), ("microsecond", 1000), ("nanosecond", 1)];

/// What the components are laid over; nothing, if they stand for themselves.
#[derive(Debug, Clone, Default)]
pub(super) struct Base {
    pub(super) date: Option<Date>,
    pub(super) time: Option<LocalTime>,
    pub(super) zone: Option<Zone>,
    pub(super) offset: Option<Offset>,
    /// The part of a second that smaller components are added to, in nanoseconds.
    pub(super) fraction: i64,
}

impl Base {
    /// The parts that a temporal value has.
    pub(super) fn of(value: &Temporal) -> Self {
        let none = Self::default();
        let at =
            |local: LocalDateTime| Self { date: Some(local.date), time: Some(local.time), ..Self::default() };
        match value {
            Temporal::Date(date) => Self { date: Some(*date), ..none },
            Temporal::LocalTime(time) => Self { time: Some(*time), ..none },
            Temporal::Time(Time { local, offset }) => {
                Self { time: Some(*local), zone: Some(Zone::fixed(*offset)), offset: Some(*offset), ..none }
            }
            Temporal::LocalDateTime(local) => at(*local),
            Temporal::DateTime(value) => {
                Self { zone: Some(value.zone().clone()), offset: Some(value.offset()), ..at(value.local()) }
            }
            Temporal::Duration(_) => none,
        }
    }
}

/// Components by name, of which all are components of a kind.
pub(super) struct Components<'a> {
    kind: Kind,
    values: &'a [(String, Argument)],
}

impl<'a> Components<'a> {
    /// # Errors
    /// When one of them is not a component of the kind.
    pub(super) fn new(kind: Kind, values: &'a [(String, Argument)]) -> Result<Self, TemporalError> {
        let unknown = values.iter().find(|(name, _)| !is_component(kind, name));
        match unknown {
            Some((name, _)) => Err(TemporalError::Unknown { kind, name: name.clone() }),
            None => Ok(Self { kind, values }),
        }
    }

    fn get(&self, name: &str) -> Option<&'a Argument> {
        self.values.iter().find(|(given, _)| given == name).map(|(_, value)| value)
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn integer(&self, name: &str) -> Result<Option<i64>, TemporalError> {
        match self.get(name) {
            None => Ok(None),
            Some(Argument::Integer(value)) => Ok(Some(*value)),
            Some(other) => Err(other.mismatch(format!("`{name}`"), "an integer")),
        }
    }

    fn temporal(&self, name: &str) -> Result<Option<&'a Temporal>, TemporalError> {
        match self.get(name) {
            None => Ok(None),
            Some(Argument::Temporal(value)) => Ok(Some(value)),
            Some(other) => Err(other.mismatch(format!("`{name}`"), "a temporal value")),
        }
    }

    pub(super) fn zone(&self) -> Result<Option<Zone>, TemporalError> {
        match self.get("timezone") {
            None => Ok(None),
            Some(Argument::Text(name)) => Zone::parse(name).map(Some),
            Some(other) => Err(other.mismatch("`timezone`".to_owned(), "a string")),
        }
    }

    /// What the components `date`, `time` and `datetime` select, over what the base has.
    fn selected(&self, base: Base) -> Result<Base, TemporalError> {
        let part = |name| self.temporal(name).map(|value| value.map_or_else(Base::default, Base::of));
        let (date, time, both) = (part("date")?, part("time")?, part("datetime")?);
        let lacks = [
            ("date", date.date.is_none()),
            ("time", time.time.is_none()),
            ("datetime", both.date.is_none() || both.time.is_none()),
        ];
        if let Some((name, _)) = lacks.into_iter().find(|(name, lacks)| *lacks && self.has(name)) {
            let found = self.get(name).map_or("", Argument::type_name).to_owned();
            let expected = "a temporal value that has one";
            return Err(TemporalError::Type { place: format!("`{name}`"), expected, found });
        }
        Ok(Base {
            date: date.date.or(both.date).or(base.date),
            time: time.time.or(both.time).or(base.time),
            zone: time.zone.or(both.zone).or(base.zone),
            offset: time.offset.or(both.offset).or(base.offset),
            fraction: base.fraction,
        })
    }

    /// The day that the components say; what they do not say is the base's, or else the first.
    fn date(&self, base: Option<Date>) -> Result<Date, TemporalError> {
        let given: Vec<&[&str]> =
            DAY_GROUPS.into_iter().filter(|group| group.iter().any(|name| self.has(name))).collect();
        if let [first, second, ..] = given[..] {
            let name =
                |group: &[&'static str]| group.iter().copied().find(|name| self.has(name)).unwrap_or("");
            return Err(TemporalError::Conflict(name(first), name(second)));
        }
        match given.first().copied().unwrap_or(DAY_GROUPS[0]) {
            ["week", ..] => self.day_of_week(base),
            ["quarter", ..] => self.day_of_quarter(base),
            ["ordinalDay"] => {
                let year = self.year(base.map(Date::year), "ordinalDay")?;
                Date::from_ordinal(year, self.integer("ordinalDay")?.unwrap_or(1))
            }
            _ => self.day_of_month(base),
        }
    }

    fn year(&self, base: Option<i64>, given: &'static str) -> Result<i64, TemporalError> {
        self.integer("year")?.or(base).ok_or(TemporalError::Missing { given, missing: "year" })
    }

    /// A component, else the base's, else the least; without a base, the component above it must be given too.
    fn below(
        &self,
        above: &'static str,
        name: &'static str,
        base: Option<i64>,
        least: i64,
    ) -> Result<i64, TemporalError> {
        let value = self.integer(name)?;
        if value.is_some() && base.is_none() && !self.has(above) {
            return Err(TemporalError::Missing { given: name, missing: above });
        }
        Ok(value.or(base).unwrap_or(least))
    }

    /// A day that only the base says is the month's last where the month does not have it.
    fn day_of_month(&self, base: Option<Date>) -> Result<Date, TemporalError> {
        let year = self.year(base.map(Date::year), self.kind.name())?;
        let month = self.integer("month")?.or(base.map(Date::month)).unwrap_or(1);
        let day = self.below("month", "day", base.map(Date::day), 1)?;
        match base.filter(|_| !self.has("day")) {
            Some(_) => Date::new(year, month, 1)?.with_day_at_most(day),
            None => Date::new(year, month, day),
        }
    }

    fn day_of_week(&self, base: Option<Date>) -> Result<Date, TemporalError> {
        let year = self.year(base.map(|date| date.week().0), "week")?;
        let week = self.integer("week")?.or(base.map(|date| date.week().1)).unwrap_or(1);
        Date::from_week(year, week, self.below("week", "dayOfWeek", base.map(Date::weekday), 1)?)
    }

    /// A quarter alone moves the base to the same month of that quarter.
    fn day_of_quarter(&self, base: Option<Date>) -> Result<Date, TemporalError> {
        let year = self.year(base.map(Date::year), "quarter")?;
        let quarter = self.integer("quarter")?.or(base.map(Date::quarter)).unwrap_or(1);
        let quarter = in_range("quarter", quarter, 1, 4)?;
        match base.filter(|_| !self.has("dayOfQuarter")) {
            Some(base) => base.plus_months((year - base.year()) * 12 + (quarter - base.quarter()) * 3),
            None => {
                let day = self.below("quarter", "dayOfQuarter", base.map(|_| 1), 1)?;
                Date::from_quarter(year, quarter, day)
            }
        }
    }

    /// The time of day that the components say; what they do not say is the base's, or else zero.
    fn time(&self, base: &Base) -> Result<LocalTime, TemporalError> {
        let of_base = |name| base.time.and_then(|time| time.component(name));
        let hour = self.integer("hour")?.or(of_base("hour")).unwrap_or(0);
        let minute = self.below("hour", "minute", of_base("minute"), 0)?;
        let second = self.below("minute", "second", of_base("second"), 0)?;
        for (name, _) in FRACTIONS {
            self.below("second", name, of_base(name), 0)?;
        }
        let fraction = self.fraction()?.map(|given| given + base.fraction);
        LocalTime::new(hour, minute, second, fraction.or(of_base("nanosecond")).unwrap_or(0))
    }

    /// The nanoseconds that the components smaller than a second say together, each below the one before it.
    fn fraction(&self) -> Result<Option<i64>, TemporalError> {
        let mut sum = None;
        let mut above = SECOND;
        for (name, size) in FRACTIONS {
            if let Some(value) = self.integer(name)? {
                let value: i64 = in_range(name, value, 0, above / size - 1)?;
                sum = Some(sum.unwrap_or(0) + value * size);
                above = size;
            }
        }
        Ok(sum)
    }
}

fn is_component(kind: Kind, name: &str) -> bool {
    let of_day = kind.has_date()
        && (name == "date" || name == "year" || DAY_GROUPS.iter().any(|group| group.contains(&name)));
    let of_time = kind.has_time() && TIME.contains(&name);
    kind == Kind::Duration
        || of_day
        || of_time
        || name == "datetime"
        || (name == "timezone" && kind.has_zone())
}

/// A value of a kind from components, laid over a base.
///
/// A zone that the components name is the one that the clocks are in, unless they select a time that has a zone
/// already: then the same instant is shown in that zone.
pub(super) fn compose(
    kind: Kind,
    components: &Components<'_>,
    base: Base,
) -> Result<Temporal, TemporalError> {
    let base = components.selected(base)?;
    let date = || components.date(base.date);
    let time = || components.time(&base);
    let zone = components.zone();
    Ok(match kind {
        Kind::Date => Temporal::Date(date()?),
        Kind::LocalTime => Temporal::LocalTime(time()?),
        Kind::LocalDateTime => Temporal::LocalDateTime(LocalDateTime { date: date()?, time: time()? }),
        Kind::Time => Temporal::Time(zoned_time(time()?, base.offset, zone?)?),
        Kind::DateTime => {
            Temporal::from(zoned(LocalDateTime { date: date()?, time: time()? }, base.zone, zone?)?)
        }
        Kind::Duration => Temporal::from(Duration::from_components(components.values)?),
    })
}

fn zoned(local: LocalDateTime, from: Option<Zone>, to: Option<Zone>) -> Result<DateTime, TemporalError> {
    match (from, to) {
        (Some(from), Some(to)) => DateTime::at(DateTime::new(local, from)?.instant(), to),
        (from, to) => DateTime::new(local, from.or(to).unwrap_or(Zone::UTC)),
    }
}

fn zoned_time(local: LocalTime, from: Option<Offset>, to: Option<Zone>) -> Result<Time, TemporalError> {
    let offset =
        |zone: Zone| zone.fixed_offset().ok_or_else(|| TemporalError::ZoneWithoutDay(zone.to_string()));
    let to = to.map(offset).transpose()?;
    let time = Time { local, offset: from.or(to).unwrap_or(Offset::UTC) };
    Ok(to.map_or(time, |to| time.to_offset(to)))
}
