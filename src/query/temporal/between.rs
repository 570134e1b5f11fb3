//! The duration between two instants.

use super::compose::Base;
use super::local_time::DAY;
use super::{Argument, Date, DateTime, Duration, LocalDateTime, Temporal, TemporalError, Zone};

/// In which units a duration is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// Months, then days, then nanoseconds.
    All,
    Months,
    Days,
    Seconds,
}

/// The duration from one instant to another, in whole units.
///
/// What only one of them has, a day or a zone, the other takes from it; a day alone is its midnight. Months and days
/// are counted only where both have a day of their own, on the clocks of the first one's zone.
///
/// # Errors
/// When one of them is a duration.
pub(super) fn between(
    from: &Temporal,
    to: &Temporal,
    precision: Precision,
) -> Result<Duration, TemporalError> {
    if let Some(other) = [from, to].into_iter().find(|value| matches!(value, Temporal::Duration(_))) {
        let place = "an argument".to_owned();
        return Err(Argument::Temporal(other.clone()).mismatch(place, "a date, a time, or both"));
    }
    let [a, b] = [from, to].map(Base::of);
    let have_days = a.date.is_some() && b.date.is_some();
    let from = instant(&a, &b)?;
    let to = DateTime::at(instant(&b, &a)?.instant(), from.zone().clone())?;
    let counts = |unit| have_days && (precision == unit || precision == Precision::All);
    let months = if counts(Precision::Months) { months(from.local(), to.local()) } else { 0 };
    let mut date = from.local().date.plus_months(months)?;
    let mut days = 0;
    if counts(Precision::Days) {
        let rest = to.local().nanoseconds() - LocalDateTime { date, ..from.local() }.nanoseconds();
        days = i64::try_from(rest / i128::from(DAY)).unwrap_or_default();
        date = date.plus_days(days)?;
    }
    let reached = match (months, days) {
        (0, 0) => from,
        _ => DateTime::new(LocalDateTime { date, ..from.local() }, from.zone().clone())?,
    };
    match precision {
        Precision::Months | Precision::Days => Duration::new(months, days, 0),
        _ => Duration::new(months, days, to.instant() - reached.instant()),
    }
}

fn instant(own: &Base, other: &Base) -> Result<DateTime, TemporalError> {
    let date = own.date.or(other.date).map_or_else(|| Date::from_days(0), Ok)?;
    let zone = own.zone.as_ref().or(other.zone.as_ref()).cloned().unwrap_or(Zone::UTC);
    DateTime::new(LocalDateTime { date, time: own.time.unwrap_or_default() }, zone)
}

/// Whole months from one time to another; the last is whole when its day of the month and time of day are reached.
fn months(from: LocalDateTime, to: LocalDateTime) -> i64 {
    let number = |local: LocalDateTime| local.date.year() * 12 + local.date.month();
    let in_month = |local: LocalDateTime| (local.date.day(), local.time);
    match number(to) - number(from) {
        months if months > 0 && in_month(to) < in_month(from) => months - 1,
        months if months < 0 && in_month(to) > in_month(from) => months + 1,
        months => months,
    }
}
