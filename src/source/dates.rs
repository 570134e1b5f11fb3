//! Dates as people and programs write them.

use jiff::civil::Date;

/// How a day is written out; the ISO form is tried first.
const WRITTEN: [&str; 7] =
    ["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%Y/%m/%d", "%A, %B %d, %Y"];

/// The day that a field of dates names: as [`parse`] has it, and of a year alone (`2026`) its first.
pub(super) fn of_field(text: &str) -> Option<Date> {
    parse(text).or_else(|| date(text.trim(), "01", "01").filter(|date| date.year() >= FIRST_YEAR))
}

/// The first number of four digits that is a year rather than a number.
const FIRST_YEAR: i16 = 1000;

/// The day that the text names: `2026-05-30`, with or without a time after it, `May 30, 2026`, `30 May 2026`,
/// `2026/05/30`, `30.05.2026`, `05/30/2026`. A month (`2026-05`) is its first day. What people read in two ways, as
/// `05/06/2026`, names none.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let written = || WRITTEN.iter().find_map(|format| Date::strptime(format, text).ok());
    let numbers = || if let [day] = readings(text)[..] { Some(day) } else { None };
    iso(text).or_else(written).or_else(numbers)
}

/// Whether the text names one day to some people, and another one to others.
pub(super) fn is_ambiguous(text: &str) -> bool {
    readings(text.trim()).len() > 1
}

/// The days that three numbers may name, of which the last is the year: the day or the month may come first.
fn readings(text: &str) -> Vec<Date> {
    let Some(separator) = text.find(['.', '/', '-']).and_then(|at| text[at..].chars().next()) else {
        return Vec::new();
    };
    let numbers: Vec<String> = text.split(separator).map(|number| format!("{number:0>2}")).collect();
    let [a, b, year] = &numbers[..] else { return Vec::new() };
    let mut days: Vec<Date> =
        [(a, b), (b, a)].iter().filter_map(|(day, month)| date(year, month, day)).collect();
    days.dedup();
    days
}

fn iso(text: &str) -> Option<Date> {
    let end = text.find(['T', 't', ' ']).unwrap_or(text.len());
    let mut parts = text.get(..end)?.split('-');
    let rest_is_time = text.get(end + 1..).is_none_or(|time| time.starts_with(|c: char| c.is_ascii_digit()));
    match [parts.next(), parts.next(), parts.next(), parts.next()] {
        [Some(year), Some(month), Some(day), None] if rest_is_time => date(year, month, day),
        [Some(year), Some(month), None, None] if end == text.len() => date(year, month, "01"),
        _ => None,
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let digits = |s: &str, n: usize| s.len() == n && s.bytes().all(|b| b.is_ascii_digit());
    if !(digits(year, 4) && digits(month, 2) && digits(day, 2)) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read() {
        for (text, expected) in [
            ("2026-05-30", Some("2026-05-30")),
            (" 2026-06-22 10:34:42.964038+00:00", Some("2026-06-22")),
            ("2019-12-16T18:35:18.436105+00:00", Some("2019-12-16")),
            ("May 30, 2026", Some("2026-05-30")),
            ("Sep 3, 2026", Some("2026-09-03")),
            ("30 May 2026", Some("2026-05-30")),
            ("2026/05/30", Some("2026-05-30")),
            ("2026-05", Some("2026-05-01")),
            ("2026", None),
            ("31.12.2020", Some("2020-12-31")),
            ("12/31/2020", Some("2020-12-31")),
            ("5-5-2026", Some("2026-05-05")),
            ("05/06/2026", None),
            ("32.12.2020", None),
            ("31.12/2020", None),
            ("1..2020", None),
            ("2026-13-01", None),
            ("2026-05-30 is a day", None),
            ("", None),
        ] {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        for (text, expected) in [
            (" 2026 ", Some("2026-01-01")),
            ("30 May 2026", Some("2026-05-30")),
            ("0012", None),
            ("20260", None),
        ] {
            assert_eq!(of_field(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
        for (text, expected) in
            [("05/06/2026", true), ("5.6.2026", true), ("31/12/2026", false), ("soon", false)]
        {
            assert_eq!(is_ambiguous(text), expected, "{text}");
        }
    }
}
