//! The names of the components that values of each temporal type have.

use super::Kind;

const DATE: &[&str] = &[
    "year",
    "quarter",
    "month",
    "week",
    "weekYear",
    "day",
    "ordinalDay",
    "weekDay",
    "dayOfWeek",
    "dayOfQuarter",
];
const TIME: &[&str] = &["hour", "minute", "second", "millisecond", "microsecond", "nanosecond"];
const ZONE: &[&str] = &["timezone", "offset", "offsetMinutes", "offsetSeconds"];
const EPOCH: &[&str] = &["epochSeconds", "epochMillis"];
const DURATION: &[&str] = &[
    "years",
    "quarters",
    "months",
    "weeks",
    "days",
    "hours",
    "minutes",
    "seconds",
    "milliseconds",
    "microseconds",
    "nanoseconds",
    "quartersOfYear",
    "monthsOfYear",
    "monthsOfQuarter",
    "daysOfWeek",
    "minutesOfHour",
    "secondsOfMinute",
    "millisecondsOfSecond",
    "microsecondsOfSecond",
    "nanosecondsOfSecond",
];

impl Kind {
    /// The names of the components of its values.
    pub fn components(self) -> impl Iterator<Item = &'static str> {
        let groups: &[&[&str]] = match self {
            Self::DateTime => &[DATE, TIME, ZONE, EPOCH],
            Self::LocalDateTime => &[DATE, TIME],
            Self::Date => &[DATE],
            Self::Time => &[TIME, ZONE],
            Self::LocalTime => &[TIME],
            Self::Duration => &[DURATION],
        };
        groups.iter().flat_map(|group| group.iter().copied())
    }

    /// Whether a component is text; all others are whole numbers.
    pub fn is_text_component(name: &str) -> bool {
        matches!(name, "timezone" | "offset")
    }
}
