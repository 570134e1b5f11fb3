//! A date is a day of the proleptic Gregorian calendar.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::{self, ISOWeekDate, Weekday};

use super::{Kind, TemporalError, scanner::Scanner};

/// The first and the last year.
const YEARS: (i64, i64) = (-999_999_999, 999_999_999);

/// Years after which the calendar repeats, with its weeks.
const CYCLE_YEARS: i64 = 400;

/// Days in those years.
pub(super) const CYCLE_DAYS: i64 = 146_097;

/// Days from 0000-01-01 to 1970-01-01.
const EPOCH: i64 = 719_528;

/// The first day of a cycle.
const FIRST: civil::Date = civil::Date::constant(0, 1, 1);

/// A day, in the years -999,999,999 to 999,999,999.
///
/// The calendar repeats every 400 years, which are a whole number of weeks. So a day is one of the years 0 to 399 in
/// one of the repetitions, and jiff, whose years end at 9999, answers what there is to ask of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    cycle: i32,
    day: civil::Date,
}

impl Date {
    /// The day of a month; months and days count from 1.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn new(year: i64, month: i64, day: i64) -> Result<Self, TemporalError> {
        let first = Self::first_of(year, month)?;
        let day = in_range("day", day, 1, i64::from(first.day.days_in_month()))?;
        first.with(|date| date.with().day(day))
    }

    /// The day of an ISO 8601 week; weeks and weekdays count from 1, and a Monday is 1.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn from_week(year: i64, week: i64, weekday: i64) -> Result<Self, TemporalError> {
        let (cycle, year) = split(year)?;
        let weekday = in_range("dayOfWeek", weekday, 1, 7)?;
        let weekday = Weekday::from_monday_one_offset(weekday).unwrap_or(Weekday::Monday);
        let fourth = civil::Date::constant(year, 1, 4).iso_week_date();
        let week = in_range("week", week, 1, i64::from(fourth.weeks_in_year()))?;
        let date = ISOWeekDate::new(year, week, weekday).map_err(|_| OUT_OF_RANGE)?.date();
        Self::joined(cycle, date)
    }

    /// The day of a year, counted from 1.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn from_ordinal(year: i64, day: i64) -> Result<Self, TemporalError> {
        let first = Self::first_of(year, 1)?;
        let day: i64 = in_range("ordinalDay", day, 1, i64::from(first.day.days_in_year()))?;
        first.plus_days(day - 1)
    }

    /// The day of a quarter of a year; both count from 1.
    ///
    /// # Errors
    /// When there is no such day.
    pub fn from_quarter(year: i64, quarter: i64, day: i64) -> Result<Self, TemporalError> {
        let quarter: i64 = in_range("quarter", quarter, 1, 4)?;
        let first = Self::first_of(year, quarter * 3 - 2)?;
        let length = (first.plus_months(3)).map_or(92, |next| next.days() - first.days());
        let day: i64 = in_range("dayOfQuarter", day, 1, length)?;
        first.plus_days(day - 1)
    }

    fn first_of(year: i64, month: i64) -> Result<Self, TemporalError> {
        let (cycle, year) = split(year)?;
        let day = civil::Date::constant(year, in_range("month", month, 1, 12)?, 1);
        Ok(Self { cycle, day })
    }

    /// A day of a cycle, or of a year beside it.
    fn joined(cycle: i32, day: civil::Date) -> Result<Self, TemporalError> {
        let year = i64::from(cycle) * CYCLE_YEARS + i64::from(day.year());
        Self::new(year, day.month().into(), day.day().into()).map_err(|_| OUT_OF_RANGE)
    }

    fn with(self, change: impl Fn(civil::Date) -> civil::DateWith) -> Result<Self, TemporalError> {
        let day = change(self.day).build().map_err(|_| OUT_OF_RANGE)?;
        Ok(Self { day, ..self })
    }

    /// The day that is so many days after 1970-01-01.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn from_days(days: i64) -> Result<Self, TemporalError> {
        let days = days.checked_add(EPOCH).ok_or(OUT_OF_RANGE)?;
        let cycle = i32::try_from(days.div_euclid(CYCLE_DAYS)).map_err(|_| OUT_OF_RANGE)?;
        let day = FIRST.checked_add(days.rem_euclid(CYCLE_DAYS).days()).map_err(|_| OUT_OF_RANGE)?;
        Self::joined(cycle, day)
    }

    /// Days since 1970-01-01.
    pub fn days(self) -> i64 {
        let days = self.day.duration_since(FIRST).as_hours() / 24;
        i64::from(self.cycle) * CYCLE_DAYS + days - EPOCH
    }

    /// So many months later; a day that the month does not have is its last.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn plus_months(self, months: i64) -> Result<Self, TemporalError> {
        let month = (self.year() * 12 + self.month() - 1).checked_add(months).ok_or(OUT_OF_RANGE)?;
        let first =
            Self::first_of(month.div_euclid(12), month.rem_euclid(12) + 1).map_err(|_| OUT_OF_RANGE)?;
        first.with_day_at_most(self.day())
    }

    /// The day of its month, or the last of the month that does not have that.
    pub(super) fn with_day_at_most(self, day: i64) -> Result<Self, TemporalError> {
        Self::new(self.year(), self.month(), day.min(self.day.days_in_month().into()))
    }

    /// So many days later.
    ///
    /// # Errors
    /// When it is beyond the last year.
    pub fn plus_days(self, days: i64) -> Result<Self, TemporalError> {
        Self::from_days(self.days().checked_add(days).ok_or(OUT_OF_RANGE)?)
    }

    /// The year; the one before year 1 is 0.
    pub fn year(self) -> i64 {
        i64::from(self.cycle) * CYCLE_YEARS + i64::from(self.day.year())
    }

    /// The month of the year, from 1.
    pub fn month(self) -> i64 {
        self.day.month().into()
    }

    /// The day of the month, from 1.
    pub fn day(self) -> i64 {
        self.day.day().into()
    }

    /// The quarter of the year, from 1.
    pub fn quarter(self) -> i64 {
        (self.month() - 1) / 3 + 1
    }

    /// The day of the year, from 1.
    pub fn ordinal(self) -> i64 {
        self.day.day_of_year().into()
    }

    /// The day of the week, from Monday as 1.
    pub fn weekday(self) -> i64 {
        self.day.weekday().to_monday_one_offset().into()
    }

    /// The ISO 8601 week and the year that it belongs to.
    pub fn week(self) -> (i64, i64) {
        let week = self.day.iso_week_date();
        (i64::from(self.cycle) * CYCLE_YEARS + i64::from(week.year()), week.week().into())
    }

    /// A component by its name.
    pub(super) fn component(self, name: &str) -> Option<i64> {
        Some(match name {
            "year" => self.year(),
            "quarter" => self.quarter(),
            "month" => self.month(),
            "week" => self.week().1,
            "weekYear" => self.week().0,
            "day" => self.day(),
            "ordinalDay" => self.ordinal(),
            "weekDay" | "dayOfWeek" => self.weekday(),
            "dayOfQuarter" => {
                let first = Self::first_of(self.year(), self.quarter() * 3 - 2).ok()?;
                self.days() - first.days() + 1
            }
            _ => return None,
        })
    }

    /// Reads a date as ISO 8601 writes it, with or without hyphens: a day of a month, of a week, of a quarter or of a
    /// year, or a month, week, quarter or year, which is its first day.
    pub(super) fn scan(scanner: &mut Scanner<'_>) -> Option<Result<Self, TemporalError>> {
        let year = scanner.year()?;
        let hyphen = scanner.take('-');
        let part = |scanner: &mut Scanner<'_>, digits| match (hyphen, scanner.run() == digits) {
            (true, _) if scanner.take('-') => scanner.digits(digits),
            (false, true) => scanner.digits(digits),
            _ => Some(1),
        };
        Some(if scanner.take('W') {
            Self::from_week(year, scanner.digits(2)?, part(scanner, 1)?)
        } else if scanner.take('Q') {
            Self::from_quarter(year, scanner.digits(1)?, part(scanner, 2)?)
        } else if scanner.run() == 3 {
            Self::from_ordinal(year, scanner.digits(3)?)
        } else if !hyphen && scanner.run() == 0 {
            Self::new(year, 1, 1)
        } else {
            Self::new(year, scanner.digits(2)?, part(scanner, 2)?)
        })
    }

    /// Reads a date.
    ///
    /// # Errors
    /// When the text is none, or there is no such day.
    pub fn parse(text: &str) -> Result<Self, TemporalError> {
        Scanner::whole(Kind::Date, text, Self::scan)
    }
}

/// A day of jiff's, as the graph has them.
impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        let (cycle, year) = (date.year().div_euclid(400), date.year().rem_euclid(400));
        Self { cycle: cycle.into(), day: civil::Date::constant(year, date.month(), date.day()) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year() {
            year @ 0..=9999 => write!(f, "{year:04}")?,
            year => write!(f, "{year:+05}")?,
        }
        write!(f, "-{:02}-{:02}", self.month(), self.day())
    }
}

const OUT_OF_RANGE: TemporalError =
    TemporalError::Overflow("a date lies in the years -999999999 to 999999999");

/// The cycle of a year, and the year in it.
fn split(year: i64) -> Result<(i32, i16), TemporalError> {
    let year: i64 = in_range("year", year, YEARS.0, YEARS.1)?;
    let cycle = i32::try_from(year.div_euclid(CYCLE_YEARS)).map_err(|_| OUT_OF_RANGE)?;
    let year = i16::try_from(year.rem_euclid(CYCLE_YEARS)).map_err(|_| OUT_OF_RANGE)?;
    Ok((cycle, year))
}

/// A component, if it lies where it must.
pub(super) fn in_range<T: TryFrom<i64>>(
    name: &'static str,
    value: i64,
    min: i64,
    max: i64,
) -> Result<T, TemporalError> {
    let error = TemporalError::Component { name, value, min, max };
    if !(min..=max).contains(&value) {
        return Err(error);
    }
    T::try_from(value).map_err(|_| error)
}
