//! The temporal functions, by the names that a query calls them by.

use std::ops::RangeInclusive;

use jiff::Timestamp;

use super::between::{Precision, between};
use super::compose::{Base, Components, compose};
use super::local_time::SECOND;
use super::truncate::truncate;
use super::{Argument, DateTime, Kind, Temporal, TemporalError, Zone};

/// A temporal function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function(Call);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// Makes a value of what it is given, or of now.
    Make(Kind),
    /// Makes a value of now, in a zone.
    Now(Kind),
    Truncate(Kind),
    Between(Precision),
    /// Makes a date-time of a number of units since 1970-01-01T00:00Z, in nanoseconds.
    FromEpoch(i64),
}

impl Function {
    /// The function of that name, in any case: `date`, `datetime.truncate`, `duration.inDays`.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let (kind, member) = name.split_once('.').unwrap_or((&name, ""));
        let kind = Kind::ALL.into_iter().find(|known| known.name() == kind)?;
        let call = match (kind, member) {
            (kind, "") => Call::Make(kind),
            (Kind::Duration, "between") => Call::Between(Precision::All),
            (Kind::Duration, "inmonths") => Call::Between(Precision::Months),
            (Kind::Duration, "indays") => Call::Between(Precision::Days),
            (Kind::Duration, "inseconds") => Call::Between(Precision::Seconds),
            (Kind::Duration, _) => return None,
            (kind, "truncate") => Call::Truncate(kind),
            (kind, "transaction" | "statement" | "realtime") => Call::Now(kind),
            (Kind::DateTime, "fromepoch") => Call::FromEpoch(SECOND),
            (Kind::DateTime, "fromepochmillis") => Call::FromEpoch(1_000_000),
            _ => return None,
        };
        Some(Self(call))
    }

    /// The kind of what it gives.
    pub fn gives(self) -> Kind {
        match self.0 {
            Call::Make(kind) | Call::Now(kind) | Call::Truncate(kind) => kind,
            Call::Between(_) => Kind::Duration,
            Call::FromEpoch(_) => Kind::DateTime,
        }
    }

    /// The names of all functions, by kind.
    pub fn names() -> impl Iterator<Item = String> {
        let members = |kind: Kind| match kind {
            Kind::Duration => &["", ".between", ".inDays", ".inMonths", ".inSeconds"][..],
            Kind::DateTime => &["", ".fromEpoch", ".fromEpochMillis", ".truncate"],
            _ => &["", ".truncate"],
        };
        Kind::ALL
            .into_iter()
            .flat_map(move |kind| members(kind).iter().map(move |member| format!("{}{member}", kind.name())))
    }

    /// What the function gives for its arguments; nothing when one of them is null.
    ///
    /// `now` is what all clocks show: the time at which the query was asked.
    ///
    /// # Errors
    /// When the arguments are not what it takes, or there is no such value.
    pub fn call(self, arguments: &[Argument], now: Timestamp) -> Result<Option<Temporal>, TemporalError> {
        if arguments.contains(&Argument::Null) {
            return Ok(None);
        }
        match (self.0, arguments) {
            (Call::Make(kind) | Call::Now(kind), []) if kind != Kind::Duration => {
                current(kind, Zone::UTC, now)
            }
            (Call::Make(kind), [argument]) => make(kind, argument, now),
            (Call::Now(kind), [zone]) => current(kind, Zone::parse(text(zone)?)?, now),
            (Call::Truncate(kind), [unit, value]) => truncate(kind, text(unit)?, temporal(value)?, &[]),
            (Call::Truncate(kind), [unit, value, components]) => {
                truncate(kind, text(unit)?, temporal(value)?, map(components)?)
            }
            (Call::Between(precision), [from, to]) => {
                between(temporal(from)?, temporal(to)?, precision).map(Temporal::from)
            }
            (Call::FromEpoch(unit), [amount]) => from_epoch(integer(amount)?, unit, 0),
            (Call::FromEpoch(unit), [amount, rest]) => from_epoch(integer(amount)?, unit, integer(rest)?),
            _ => Err(TemporalError::Arity { expected: self.arity(), found: arguments.len() }),
        }
        .map(Some)
    }

    /// What the function makes of a text alone, whenever it is asked; nothing where that is an error, or depends on now.
    pub fn of_text(self, text: &str) -> Option<Temporal> {
        match self.0 {
            Call::Make(kind) => Temporal::parse(kind, text).ok(),
            _ => None,
        }
    }

    /// How many arguments it takes.
    pub fn arity(self) -> RangeInclusive<usize> {
        match self.0 {
            Call::Make(Kind::Duration) => 1..=1,
            Call::Make(_) | Call::Now(_) => 0..=1,
            Call::Truncate(_) => 2..=3,
            Call::Between(_) => 2..=2,
            Call::FromEpoch(SECOND) => 2..=2,
            Call::FromEpoch(_) => 1..=1,
        }
    }
}

fn make(kind: Kind, argument: &Argument, now: Timestamp) -> Result<Temporal, TemporalError> {
    match argument {
        Argument::Text(text) => Temporal::parse(kind, text),
        Argument::Temporal(value) => converted(kind, value),
        Argument::Map(components) => match components.as_slice() {
            [(name, zone)] if name == "timezone" => current(kind, Zone::parse(text(zone)?)?, now),
            components => compose(kind, &Components::new(kind, components)?, Base::default()),
        },
        other => Err(other.mismatch("the argument".to_owned(), "a string, a map or a temporal value")),
    }
}

/// The value of a kind that has the same parts; a time that it does not have is midnight.
fn converted(kind: Kind, value: &Temporal) -> Result<Temporal, TemporalError> {
    let base = Base::of(value);
    let mismatch =
        |needed| Err(Argument::Temporal(value.clone()).mismatch("the argument".to_owned(), needed));
    match kind {
        Kind::Duration if value.kind() == kind => Ok(value.clone()),
        Kind::Duration => mismatch("a duration"),
        _ if kind.has_date() && base.date.is_none() => mismatch("a temporal value with a date"),
        _ if !kind.has_date() && base.time.is_none() => mismatch("a temporal value with a time"),
        _ => compose(kind, &Components::new(kind, &[])?, base),
    }
}

fn current(kind: Kind, zone: Zone, now: Timestamp) -> Result<Temporal, TemporalError> {
    converted(kind, &Temporal::from(DateTime::of(now, zone)?))
}

fn from_epoch(amount: i64, unit: i64, nanoseconds: i64) -> Result<Temporal, TemporalError> {
    let instant = i128::from(amount) * i128::from(unit) + i128::from(nanoseconds);
    DateTime::at(instant, Zone::UTC).map(Temporal::from)
}

fn text(argument: &Argument) -> Result<&str, TemporalError> {
    match argument {
        Argument::Text(text) => Ok(text),
        other => Err(other.mismatch("a unit or a time zone".to_owned(), "a string")),
    }
}

fn integer(argument: &Argument) -> Result<i64, TemporalError> {
    match argument {
        Argument::Integer(value) => Ok(*value),
        other => Err(other.mismatch("an amount since 1970".to_owned(), "an integer")),
    }
}

fn temporal(argument: &Argument) -> Result<&Temporal, TemporalError> {
    match argument {
        Argument::Temporal(value) => Ok(value),
        other => Err(other.mismatch("an argument".to_owned(), "a temporal value")),
    }
}

fn map(argument: &Argument) -> Result<&[(String, Argument)], TemporalError> {
    match argument {
        Argument::Map(components) => Ok(components),
        other => Err(other.mismatch("the last argument".to_owned(), "a map of components")),
    }
}
