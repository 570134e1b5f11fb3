//! Dates as people and programs write them.

use jiff::civil::Date;

/// How a day is written out; the ISO form is tried first.
const WRITTEN: [&str; 7] =
    ["%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%Y/%m/%d", "%A, %B %d, %Y"];

/// The day that the text names: `2026-05-30`, with or without a time after it, `May 30, 2026`, `30 May 2026`,
/// `2026/05/30`. A month (`2026-05`) is its first day. A year alone names no day, nor does `05/06/2026`, which
/// people read in two ways.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text).or_else(|| WRITTEN.iter().find_map(|format| Date::strptime(format, text).ok()))
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
            ("05/06/2026", None),
            ("2026-13-01", None),
            ("2026-05-30 is a day", None),
            ("", None),
        ] {
            assert_eq!(parse(text).map(|date| date.to_string()).as_deref(), expected, "{text}");
        }
    }
}
