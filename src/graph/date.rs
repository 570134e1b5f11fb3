//! A date in a column is the days since 1970-01-01.

use jiff::civil::Date;
use jiff::{Span, Unit};

const EPOCH: Date = Date::constant(1970, 1, 1);

/// The days of a date.
pub fn days_of(date: Date) -> i32 {
    EPOCH.until((Unit::Day, date)).map_or(0, |span| span.get_days())
}

/// The date of some days; `None` for what no calendar has.
pub(super) fn date_of(days: i32) -> Option<Date> {
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_come_back() {
        for (date, days) in [
            (date(1970, 1, 1), 0),
            (date(1969, 12, 31), -1),
            (date(2026, 5, 30), 20_603),
            (Date::MIN, -4_371_587),
            (Date::MAX, 2_932_896),
        ] {
            assert_eq!((days_of(date), date_of(days)), (days, Some(date)));
        }
        assert_eq!((date_of(i32::MAX), date_of(i32::MIN)), (None, None));
    }
}
