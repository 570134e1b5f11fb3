//! A duration is an amount of time in months, days and nanoseconds, none of which is a fixed number of another.

use std::cmp::Ordering;
use std::fmt;

use super::local_time::{DAY, Fraction, HOUR, SECOND};
use super::scanner::Scanner;
use super::{Argument, Kind, TemporalError};

/// Nanoseconds in the month of average length: a twelfth of 365.2425 days.
const MONTH: i64 = 2_629_746 * SECOND;

/// Months, days and nanoseconds, each with its own sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Duration {
    months: i64,
    days: i64,
    nanoseconds: i128,
}

/// What an amount is counted in.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Months(i64),
    Days(i64),
    Nanoseconds(i64),
}

/// The components of a duration by name, with their designators in ISO 8601; `T` stands for the time part.
const UNITS: [(&str, &str, Unit); 11] = [
    ("years", "Y", Unit::Months(12)),
    ("quarters", "Q", Unit::Months(3)),
    ("months", "M", Unit::Months(1)),
    ("weeks", "W", Unit::Days(7)),
    ("days", "D", Unit::Days(1)),
    ("hours", "TH", Unit::Nanoseconds(HOUR)),
    ("minutes", "TM", Unit::Nanoseconds(60 * SECOND)),
    ("seconds", "TS", Unit::Nanoseconds(SECOND)),
    ("milliseconds", "", Unit::Nanoseconds(1_000_000)),
    ("microseconds", "", Unit::Nanoseconds(1000)),
    ("nanoseconds", "", Unit::Nanoseconds(1)),
];

impl Duration {
    /// A duration of months, days and nanoseconds.
    ///
    /// # Errors
    /// When its seconds do not fit in 64 bits.
    pub fn new(months: i64, days: i64, nanoseconds: i128) -> Result<Self, TemporalError> {
        i64::try_from(nanoseconds.div_euclid(SECOND.into())).map_err(|_| OUT_OF_RANGE)?;
        Ok(Self { months, days, nanoseconds })
    }

    /// The months, years as twelve of them.
    pub fn months(self) -> i64 {
        self.months
    }

    /// The days, weeks as seven of them.
    pub fn days(self) -> i64 {
        self.days
    }

    /// The hours, minutes and seconds, in nanoseconds.
    pub fn nanoseconds(self) -> i128 {
        self.nanoseconds
    }

    /// The whole seconds of the hours, minutes and seconds, rounded down.
    pub fn seconds(self) -> i64 {
        i64::try_from(self.nanoseconds.div_euclid(SECOND.into())).unwrap_or(i64::MAX)
    }

    /// The nanoseconds after the whole seconds, from 0.
    fn fraction(self) -> i64 {
        i64::try_from(self.nanoseconds.rem_euclid(SECOND.into())).unwrap_or_default()
    }

    /// A duration of components such as `days` and `minutes`; what is left of a fraction goes down to smaller units.
    ///
    /// # Errors
    /// When a component is not one, or not a number.
    pub fn from_components(components: &[(String, Argument)]) -> Result<Self, TemporalError> {
        components.iter().try_fold(Self::default(), |sum, (name, amount)| {
            let unit = UNITS.iter().find(|(unit, ..)| unit == name);
            let unknown = || TemporalError::Unknown { kind: Kind::Duration, name: name.clone() };
            sum.plus_amount(unit.ok_or_else(unknown)?.2, name, amount)
        })
    }

    fn plus_amount(self, unit: Unit, name: &str, amount: &Argument) -> Result<Self, TemporalError> {
        match amount {
            Argument::Integer(amount) => self.plus_whole(unit, *amount),
            Argument::Float(amount) => self.plus_fraction(unit, *amount),
            other => Err(other.mismatch(format!("`{name}`"), "a number")),
        }
    }

    fn plus_whole(self, unit: Unit, amount: i64) -> Result<Self, TemporalError> {
        let times = |size: i64| amount.checked_mul(size).ok_or(OUT_OF_RANGE);
        self.plus(match unit {
            Unit::Months(size) => Self { months: times(size)?, ..Self::default() },
            Unit::Days(size) => Self { days: times(size)?, ..Self::default() },
            Unit::Nanoseconds(size) => Self::new(0, 0, i128::from(amount) * i128::from(size))?,
        })
    }

    /// Adds whole units; the rest goes to days and nanoseconds.
    fn plus_fraction(self, unit: Unit, amount: f64) -> Result<Self, TemporalError> {
        let (size, smaller) = match unit {
            Unit::Months(size) => (size, MONTH),
            Unit::Days(size) => (size, DAY),
            Unit::Nanoseconds(size) => (1, size),
        };
        let amount = amount * size as f64;
        if !amount.is_finite() || amount.abs() >= i64::MAX as f64 {
            return Err(OUT_OF_RANGE);
        }
        let unit = match unit {
            Unit::Months(_) => Unit::Months(1),
            Unit::Days(_) => Unit::Days(1),
            nanoseconds @ Unit::Nanoseconds(_) => nanoseconds,
        };
        let rest = (amount.fract() * smaller as f64).round_ties_even() as i64;
        let days = if matches!(unit, Unit::Months(_)) { rest / DAY } else { 0 };
        self.plus_whole(unit, amount.trunc() as i64)?.plus(Self::new(0, days, (rest - days * DAY).into())?)
    }

    /// Both together, component by component.
    ///
    /// # Errors
    /// When a component does not fit in 64 bits.
    pub fn plus(self, other: Self) -> Result<Self, TemporalError> {
        let months = self.months.checked_add(other.months).ok_or(OUT_OF_RANGE)?;
        let days = self.days.checked_add(other.days).ok_or(OUT_OF_RANGE)?;
        Self::new(months, days, self.nanoseconds + other.nanoseconds)
    }

    /// The same in the other direction.
    ///
    /// # Errors
    /// When a component does not fit in 64 bits.
    pub fn negated(self) -> Result<Self, TemporalError> {
        let negated = |part: i64| part.checked_neg().ok_or(OUT_OF_RANGE);
        Self::new(negated(self.months)?, negated(self.days)?, -self.nanoseconds)
    }

    /// So many times as long; what is left of a fraction goes down to smaller units.
    ///
    /// # Errors
    /// When the factor is not a number, or a component does not fit in 64 bits.
    pub fn times(self, factor: &Argument) -> Result<Self, TemporalError> {
        match factor {
            Argument::Integer(factor) => self.fraction_of(*factor, 1),
            Argument::Float(factor) => self.scaled(|part| part * factor),
            other => Err(other.mismatch("the factor of a duration".to_owned(), "a number")),
        }
    }

    /// A part of it; what is left of a fraction goes down to smaller units.
    ///
    /// # Errors
    /// When the divisor is not a number, or a component does not fit in 64 bits, as with 0.
    pub fn divided_by(self, divisor: &Argument) -> Result<Self, TemporalError> {
        match divisor {
            Argument::Integer(divisor) => self.fraction_of(1, *divisor),
            Argument::Float(divisor) => self.scaled(|part| part / divisor),
            other => Err(other.mismatch("the divisor of a duration".to_owned(), "a number")),
        }
    }

    /// Exactly that fraction of it, rounded towards zero at the nanosecond.
    fn fraction_of(self, numerator: i64, denominator: i64) -> Result<Self, TemporalError> {
        let [numerator, denominator] = [numerator, denominator].map(i128::from);
        let [months, days] = [self.months, self.days].map(|part| i128::from(part) * numerator);
        let nanoseconds = self.nanoseconds.checked_mul(numerator).ok_or(OUT_OF_RANGE)?;
        let whole = |part: i128| part.checked_div(denominator).ok_or(OUT_OF_RANGE);
        let rest = |part: i128, unit: i64| {
            Ok(part - whole(part)? * denominator).and_then(|rest| whole(rest * i128::from(unit)))
        };
        let (of_month, of_day) = (rest(months, MONTH)?, rest(days, DAY)?);
        let in_64_bits = |part: i128| i64::try_from(part).map_err(|_| OUT_OF_RANGE);
        let days = whole(days)? + of_month / i128::from(DAY);
        let nanoseconds = whole(nanoseconds)? + of_day + of_month % i128::from(DAY);
        Self::new(in_64_bits(whole(months)?)?, in_64_bits(days)?, nanoseconds)
    }

    fn scaled(self, scale: impl Fn(f64) -> f64) -> Result<Self, TemporalError> {
        let parts = [
            (Unit::Months(1), self.months),
            (Unit::Days(1), self.days),
            (Unit::Nanoseconds(SECOND), self.seconds()),
            (Unit::Nanoseconds(1), self.fraction()),
        ];
        parts
            .into_iter()
            .try_fold(Self::default(), |sum, (unit, part)| sum.plus_fraction(unit, scale(part as f64)))
    }

    /// The length, with all months as long as the average one and all days of 24 hours.
    fn average(self) -> i128 {
        i128::from(self.months) * i128::from(MONTH)
            + i128::from(self.days) * i128::from(DAY)
            + self.nanoseconds
    }

    /// A component by its name.
    pub(super) fn component(self, name: &str) -> Option<i64> {
        let (months, days, seconds, fraction) = (self.months, self.days, self.seconds(), self.fraction());
        let in_units = |size: i64| i64::try_from(self.nanoseconds.div_euclid(size.into())).ok();
        Some(match name {
            "years" => months / 12,
            "quarters" => months / 3,
            "months" => months,
            "weeks" => days / 7,
            "days" => days,
            "hours" => seconds / 3600,
            "minutes" => seconds / 60,
            "seconds" => seconds,
            "milliseconds" => in_units(1_000_000)?,
            "microseconds" => in_units(1000)?,
            "nanoseconds" => in_units(1)?,
            "quartersOfYear" => months / 3 % 4,
            "monthsOfYear" => months % 12,
            "monthsOfQuarter" => months % 3,
            "daysOfWeek" => days % 7,
            "minutesOfHour" => seconds / 60 % 60,
            "secondsOfMinute" => seconds % 60,
            "millisecondsOfSecond" => fraction / 1_000_000,
            "microsecondsOfSecond" => fraction / 1000,
            "nanosecondsOfSecond" => fraction,
            _ => return None,
        })
    }

    /// Reads a duration as ISO 8601 writes it: `P5M1.5D`, `PT0.75H`, or like a date and a time `P2012-02-02T14:37:21`.
    ///
    /// # Errors
    /// When the text is none, or a component does not fit in 64 bits.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        Scanner::whole(Kind::Duration, text, |scanner| {
            let negative = scanner.sign() < 0;
            let duration = scanner.take('P').then(|| scan(scanner))??;
            Some(if negative { duration.and_then(Self::negated) } else { duration })
        })
    }
}

/// Reads what stands after the `P`.
fn scan(scanner: &mut Scanner<'_>) -> Option<Result<Duration, TemporalError>> {
    if let Some(duration) = scanner.attempt(scan_dated) {
        return Some(duration);
    }
    let mut sum = Duration::default();
    let mut in_time = false;
    let mut units = UNITS.iter();
    while !scanner.is_empty() {
        in_time |= scanner.take('T');
        let amount = scanner.number()?;
        let part = if in_time { "T" } else { "" };
        let mut is_next = |designator: &str| {
            let letter = designator.strip_prefix(part).filter(|letter| letter.len() == 1);
            letter.and_then(|letter| letter.chars().next()).is_some_and(|letter| scanner.take(letter))
        };
        let (.., unit) = units.find(|(_, designator, _)| is_next(designator))?;
        sum = match sum.plus_fraction(*unit, amount) {
            Ok(sum) => sum,
            error => return Some(error),
        };
    }
    Some(Ok(sum))
}

/// Reads a duration that is written like a date and a time.
fn scan_dated(scanner: &mut Scanner<'_>) -> Option<Result<Duration, TemporalError>> {
    let year = scanner.digits(4)?;
    let month = scanner.take('-').then(|| scanner.digits(2))??;
    let day = scanner.take('-').then(|| scanner.digits(2))??;
    let time =
        if scanner.take('T') { super::LocalTime::scan(scanner)?.ok()? } else { super::LocalTime::default() };
    let valid = scanner.is_empty() && month <= 12 && day <= 31;
    valid.then(|| Duration::new(year * 12 + month, day, time.nanoseconds().into()))
}

impl PartialOrd for Duration {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The order of a list of durations: by length with average months, then by component.
impl Ord for Duration {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |duration: &Self| (duration.average(), duration.months, duration.days);
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_units = |size: i64| self.nanoseconds / i128::from(size);
        let part = |f: &mut fmt::Formatter<'_>, amount: i128, letter| match amount {
            0 => Ok(()),
            amount => write!(f, "{amount}{letter}"),
        };
        f.write_str("P")?;
        part(f, i128::from(self.months / 12), 'Y')?;
        part(f, i128::from(self.months % 12), 'M')?;
        part(f, self.days.into(), 'D')?;
        if self.nanoseconds != 0 || *self == Self::default() {
            f.write_str("T")?;
        }
        part(f, in_units(HOUR), 'H')?;
        part(f, in_units(60 * SECOND) % 60, 'M')?;
        let (seconds, fraction) = (in_units(SECOND) % 60, in_units(1) % i128::from(SECOND));
        if seconds == 0 && fraction == 0 && *self != Self::default() {
            return Ok(());
        }
        let sign = if self.nanoseconds < 0 { "-" } else { "" };
        let fraction = Fraction(i64::try_from(fraction.abs()).unwrap_or_default());
        write!(f, "{sign}{}{fraction}S", seconds.abs())
    }
}

const OUT_OF_RANGE: TemporalError = TemporalError::Overflow("a part of a duration does not fit in 64 bits");
