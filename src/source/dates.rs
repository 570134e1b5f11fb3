//! Dates as people and programs write them.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::data_lines;

/// No name of a month or of a day of the week is shortened to fewer letters.
const SHORTEST: usize = 3;

/// The words of dates.
#[derive(Default)]
struct Words {
    /// The month, from 1, that a name and its starts are of; none of those that are of two in one language.
    months: FxHashMap<&'static str, Option<u8>>,
    /// The names of the days of the week, and their starts.
    weekdays: FxHashSet<&'static str>,
    /// Those that tell nothing.
    beside: FxHashSet<&'static str>,
    /// What stands behind the number of a day.
    endings: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut words = Words::default();
    let told = data_lines(include_str!("dates.txt")).filter_map(|line| line.split_once(": "));
    for (kind, names) in told {
        let names = names.split(' ');
        match kind {
            "months" => words.add_months(names),
            "weekdays" => words.weekdays.extend(names.flat_map(starts)),
            "beside" => words.beside.extend(names),
            _ => words.endings.extend(names),
        }
    }
    words
});

impl Words {
    /// Adds the months of a language.
    fn add_months(&mut self, names: impl Iterator<Item = &'static str>) {
        let mut own: FxHashMap<&str, Option<u8>> = FxHashMap::default();
        for (start, month) in (1..).zip(names).flat_map(|(month, name)| starts(name).map(move |s| (s, month)))
        {
            own.entry(start).and_modify(|known| *known = None).or_insert(Some(month));
        }
        own.into_iter().for_each(|(start, month)| _ = self.months.entry(start).or_insert(month));
    }
}

/// A name as it may be shortened, and all of it.
fn starts(name: &'static str) -> impl Iterator<Item = &'static str> {
    name.char_indices().map(|(at, c)| &name[..at + c.len_utf8()]).skip(SHORTEST - 1)
}

/// The day that a field of dates names: as [`parse`] has it, of a year alone (`2026`) its first, and that of a time of Unix.
pub(super) fn of_field(text: &str) -> Option<Date> {
    let year = || date(text.trim(), "01", "01").filter(|date| date.year() >= FIRST_YEAR);
    parse(text).or_else(year).or_else(|| of_unix(text.trim()))
}

/// The day, at Greenwich, of a time in seconds or milliseconds since 1970 that has ten or thirteen digits: `1617286630`,
/// `1617286630.25`.
pub(super) fn of_unix(text: &str) -> Option<Date> {
    let whole = text.split('.').next().filter(|whole| matches!(whole.len(), 10 | 13))?;
    let is_number = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let seconds = whole.get(..10).filter(|_| is_number)?.parse().ok()?;
    Some(Offset::UTC.to_datetime(Timestamp::from_second(seconds).ok()?).date())
}

/// The first number of four digits that is a year rather than a number.
const FIRST_YEAR: i16 = 1000;

/// The day that the text names: `2026-05-30`, `May 30, 2026`, `Sat 30th May 2026`, `30. Mai 2026`, `2026/05/30`,
/// `30.05.2026`, `05/30/2026`, `2026年5月30日`, with or without a time after it. A month (`2026-05`, `May 2026`) is its first
/// day. A year has four digits. What people read in two ways, as `05/06/2026`, names none.
pub(super) fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    let numbers = || if let [day] = readings(text)[..] { Some(day) } else { None };
    iso(text).or_else(|| written(text)).or_else(numbers)
}

/// Words at which a day may begin that stands behind others, at the most.
const STARTS: usize = 16;

/// The day behind words, `Added on May 30, 2026`: from the first of them on at which one begins. O([`STARTS`] × text).
pub(super) fn first_in(text: &str) -> Option<Date> {
    let begins = |(at, c): &(usize, char)| match text[..*at].chars().next_back() {
        Some(before) => before == ' ' || c.is_ascii_digit() && !before.is_ascii(),
        None => true,
    };
    text.char_indices().filter(begins).take(STARTS).find_map(|(at, _)| parse(&text[at..]))
}

/// A day or a month with the name of the month.
fn written(text: &str) -> Option<Date> {
    let parts = text.split([' ', ',', '\u{a0}']).map(|part| part.trim_end_matches('.'));
    let is_time = |part: &str| part.starts_with(|c: char| c.is_ascii_digit()) && part.contains(':');
    let mut parts = parts.filter(|part| !part.is_empty() && !WORDS.beside.contains(part));
    let mut before: Vec<&str> = parts.by_ref().take_while(|part| !is_time(part)).collect();
    let is_year = |part: &&str| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
    before.extend(parts.next_back().filter(|last| before.len() == 3 && is_year(last)));
    let parts = before;
    let parts = match &parts[..] {
        [rest @ .., last] if rest.len() == 3 && is_weekday(last) => rest,
        [first, rest @ ..] if is_weekday(first) && (rest.len() == 3 || month(first).is_none()) => rest,
        all => all,
    };
    match *parts {
        [a, b, year] => {
            let (month, day) = month(a).map(|month| (month, b)).or_else(|| Some((month(b)?, a)))?;
            date(year, &month, &padded(ordinal(day)))
        }
        [name, year] => date(year, &month(name)?, "01"),
        _ => None,
    }
}

/// The number of the month that is called so, or whose name begins so.
fn month(name: &str) -> Option<String> {
    let number = (*WORDS.months.get(&*name.to_lowercase())?)?;
    Some(format!("{number:02}"))
}

fn is_weekday(name: &str) -> bool {
    WORDS.weekdays.contains(&*name.to_lowercase())
}

/// The digits of `30th`, `1er`.
fn ordinal(day: &str) -> &str {
    WORDS.endings.iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day)
}

fn padded(number: &str) -> String {
    format!("{number:0>2}")
}

/// Whether the text names one day to some people, and another one to others.
pub(super) fn is_ambiguous(text: &str) -> bool {
    readings(text.trim()).len() > 1
}

/// The days that three numbers may name: the year comes first or last, and if last the day or the month may come first.
fn readings(text: &str) -> Vec<Date> {
    if let [year, month, rest] = text.splitn(3, ['年', '月']).collect::<Vec<_>>()[..] {
        let day = rest.split('日').next().unwrap_or_default();
        return date(year, &padded(month), &padded(day)).into_iter().collect();
    }
    let Some(separator) = text.find(['.', '/', '-']).and_then(|at| text[at..].chars().next()) else {
        return Vec::new();
    };
    let numbers: Vec<String> = text.split(separator).map(padded).collect();
    let [a, b, c] = &numbers[..] else { return Vec::new() };
    let orders = [(a, b, c), (c, b, a), (c, a, b)];
    let mut days: Vec<Date> = orders.iter().filter_map(|(year, month, day)| date(year, month, day)).collect();
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

/// Which of the numbers of a day comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// The order in which days are written, where one of them tells it. O(days).
    pub(super) fn of<'t>(days: impl Iterator<Item = &'t str>) -> Option<Self> {
        days.filter_map(numbers).find_map(|numbers| match numbers.map(|number| number.parse::<u32>().ok()) {
            [Some(13..=31), Some(1..=12), _] => Some(Self::DayFirst),
            [Some(1..=12), Some(13..=31), _] => Some(Self::MonthFirst),
            _ => None,
        })
    }

    /// The day that is written; in an order that is not known, what is read in one way only.
    pub(super) fn date(order: Option<Self>, day: &str) -> Option<Date> {
        let [a, b, c] = numbers(day)?;
        let year = if c.len() == 2 { format!("20{c}") } else { c.to_owned() };
        match order {
            _ if a.len() == 4 => parse(&format!("{a}-{b:0>2}-{c:0>2}")),
            _ if day.contains('.') => parse(&format!("{year}-{b:0>2}-{a:0>2}")),
            Some(Self::DayFirst) => parse(&format!("{year}-{b:0>2}-{a:0>2}")),
            Some(Self::MonthFirst) => parse(&format!("{year}-{a:0>2}-{b:0>2}")),
            None => parse(&format!("{a}/{b}/{year}")),
        }
    }
}

/// The three numbers of a day.
pub(super) fn numbers(day: &str) -> Option<[&str; 3]> {
    let parts: Vec<&str> = day.split(['/', '.', '-']).collect();
    <[&str; 3]>::try_from(parts).ok().filter(|parts| {
        parts.iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
    })
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
            ("Saturday, May 30, 2026", Some("2026-05-30")),
            ("Sat 30th of May 2026", Some("2026-05-30")),
            ("Mar 3, 2026 1:23:50 PM", Some("2026-03-03")),
            ("Wed Oct 10 20:19:24 +0000 2018", Some("2018-10-10")),
            ("Monday, June 7, 2021 at 1:02:03 PM UTC", Some("2021-06-07")),
            ("Wed Oct 10 20:19:24", None),
            ("Sept. 3, 2026", Some("2026-09-03")),
            ("Dienstag, 19. November 2013 13:23:50", Some("2013-11-19")),
            ("mardi 1er août 2017", Some("2017-08-01")),
            ("martes, 19 de noviembre de 2013 13:23:50", Some("2013-11-19")),
            ("2013年11月9日星期六 下午1:23:50", Some("2013-11-09")),
            ("понедельник, 16 марта 2015 г. в 21:46:06", Some("2015-03-16")),
            ("Dienstag, den 19. November 2013 um 13:23", Some("2013-11-19")),
            ("mar. 19 nov. 2013", Some("2013-11-19")),
            ("mardi 19 novembre 2013 à 13:23", Some("2013-11-19")),
            ("15 de fev. de 2024", Some("2024-02-15")),
            ("quinta-feira, 15 de dez. de 2022", Some("2022-12-15")),
            ("sábado, 4 de maio de 2024 às 13:23", Some("2024-05-04")),
            ("wtorek, 19 listopada 2013 r. 13:23:50", Some("2013-11-19")),
            ("5 paź 2013", Some("2013-10-05")),
            ("tisdag den 19 maj 2015 kl. 13:23", Some("2015-05-19")),
            ("tirsdag den 19. marts 2013", Some("2013-03-19")),
            ("lørdag 19. des. 2015", Some("2015-12-19")),
            ("tiistaina 19. marraskuuta 2013", Some("2013-11-19")),
            ("marraskuu 2013", Some("2013-11-01")),
            ("19 Kasım 2013 Salı 13:23:50", Some("2013-11-19")),
            ("Mart 2013", Some("2013-03-01")),
            ("May 2026", Some("2026-05-01")),
            ("Oct 2021", Some("2021-10-01")),
            ("Sept. 2019", Some("2019-09-01")),
            ("December, 1999", Some("1999-12-01")),
            ("dicembre 1999", Some("1999-12-01")),
            ("May 20, 26", None),
            ("May 26", None),
            ("Ma 2026", None),
            ("Jui 2026", None),
            ("Friday 2026", None),
            ("February 30, 2026", None),
            ("2026/5/3", Some("2026-05-03")),
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
            ("1617286630", Some("2021-04-01")),
            ("1617286630123", Some("2021-04-01")),
            ("161728663", None),
            ("16172866x0", None),
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

    #[test]
    fn one_day_tells_the_order_of_all() {
        let date = |order, day| Order::date(order, day).map(|date| date.to_string());
        for (days, expected) in [
            (&["12/03/2024", "13/03/2024"][..], Some("2024-03-12")),
            (&["12/03/2024", "12/13/2024"], Some("2024-12-03")),
            (&["12/03/2024"], None),
            (&["12.03.24"], Some("2024-03-12")),
            (&["2024-3-12"], Some("2024-03-12")),
            (&["5/5/24"], Some("2024-05-05")),
            (&["99/99/2024"], None),
        ] {
            let order = Order::of(days.iter().copied());
            assert_eq!(date(order, days[0]).as_deref(), expected, "{days:?}");
        }
    }
}
