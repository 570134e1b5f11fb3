//! The types together, as a query meets them.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;

/// 2026-05-30T12:00:00Z.
const NOW: Timestamp = Timestamp::constant(1_780_142_400, 0);

fn call(name: &str, arguments: &[Argument]) -> String {
    match Function::named(name).unwrap().call(arguments, NOW) {
        Ok(Some(value)) => value.to_string(),
        Ok(None) => "null".to_owned(),
        Err(error) => format!("error: {error}"),
    }
}

#[test]
fn every_name_is_a_function() {
    let unknown: Vec<String> = Function::names().filter(|name| Function::named(name).is_none()).collect();
    assert_eq!(unknown, Vec::<String>::new());
}

fn text(text: &str) -> Argument {
    Argument::Text(text.to_owned())
}

/// A temporal value of the type that its text is of.
fn value(text: &str) -> Temporal {
    let kinds =
        [Kind::Duration, Kind::Date, Kind::LocalTime, Kind::Time, Kind::LocalDateTime, Kind::DateTime];
    kinds.into_iter().find_map(|kind| Temporal::parse(kind, text).ok()).unwrap()
}

fn temporal(text: &str) -> Argument {
    Argument::Temporal(value(text))
}

/// Components as they are written in a query, where `@` stands before a temporal value.
fn map(text: &str) -> Argument {
    let component = |part: &str| {
        let (name, value) = part.split_once(": ").unwrap();
        let number =
            || value.parse().map(Argument::Integer).ok().or_else(|| value.parse().map(Argument::Float).ok());
        let written = || value.strip_prefix('@').map_or_else(|| self::text(value), temporal);
        (name.to_owned(), number().unwrap_or_else(written))
    };
    Argument::Map(text.split(", ").filter(|part| !part.is_empty()).map(component).collect())
}

#[test]
fn texts_are_read() {
    for (function, given, expected) in [
        ("date", "2026-05-30", "2026-05-30"),
        ("date", "20260530", "2026-05-30"),
        ("date", "2026-05", "2026-05-01"),
        ("date", "202605", "2026-05-01"),
        ("date", "2026", "2026-01-01"),
        ("date", "2026-W22-6", "2026-05-30"),
        ("date", "2026W226", "2026-05-30"),
        ("date", "2026-W22", "2026-05-25"),
        ("date", "2026-150", "2026-05-30"),
        ("date", "2026-Q2-60", "2026-05-30"),
        ("date", "-0044-03-15", "-0044-03-15"),
        ("date", "+12026-05-30", "+12026-05-30"),
        ("date", "2026-02-29", "error: day is 29, and must be in 1 to 28"),
        ("date", "2025-W53", "error: week is 53, and must be in 1 to 52"),
        ("date", "2026-5-30", "error: `2026-5-30` is not a date; write it like `2026-05-30`"),
        ("date", "2026-05-30T", "error: `2026-05-30T` is not a date; write it like `2026-05-30`"),
        ("date", "", "error: `` is not a date; write it like `2026-05-30`"),
        ("date", "+9999999999-01-01", "error: year is 9999999999, and must be in -999999999 to 999999999"),
        ("localtime", "14:30:05.25", "14:30:05.25"),
        ("localtime", "T143005,25", "14:30:05.25"),
        ("localtime", "1430", "14:30"),
        ("localtime", "14", "14:00"),
        ("localtime", "24:00", "error: hour is 24, and must be in 0 to 23"),
        ("localtime", "14:3", "error: `14:3` is not a localtime; write it like `14:30:00`"),
        ("time", "14:30-0330", "14:30-03:30"),
        ("time", "14+02", "14:00+02:00"),
        ("time", "14:30", "14:30Z"),
        ("time", "14:30-00:00", "14:30Z"),
        ("time", "14:30+", "error: `14:30+` is not a time; write it like `14:30:00+02:00`"),
        ("localdatetime", "2026-150T1430", "2026-05-30T14:30"),
        ("localdatetime", "2026T14", "2026-01-01T14:00"),
        ("datetime", "2026-05-30T14:30", "2026-05-30T14:30Z"),
        ("datetime", "2026-05-30T14:30[Europe/Stockholm]", "2026-05-30T14:30+02:00[Europe/Stockholm]"),
        ("datetime", "2026-05-30T14:30+02:00[Europe/Stockholm]", "2026-05-30T14:30+02:00[Europe/Stockholm]"),
        (
            "datetime",
            "2026-05-30T14:30+05[Europe/Stockholm]",
            "error: `Europe/Stockholm` is not at +05:00 at that time",
        ),
        ("datetime", "1700-05-30T14:30[Europe/Stockholm]", "1700-05-30T14:30+00:53:28[Europe/Stockholm]"),
        ("datetime", "+50026-07-30T14:30[Europe/Stockholm]", "+50026-07-30T14:30+02:00[Europe/Stockholm]"),
        (
            "datetime",
            "2026-05-30T14:30[Europe/Stokholm]",
            "error: there is no time zone `Europe/Stokholm`; write an offset like `+01:00` or a name like `Europe/Stockholm`",
        ),
        ("duration", "P1Y2M3DT4H5M6.5S", "P1Y2M3DT4H5M6.5S"),
        ("duration", "P14M", "P1Y2M"),
        ("duration", "P1.5D", "P1DT12H"),
        ("duration", "P0.5M", "P15DT5H14M33S"),
        ("duration", "P2W", "P14D"),
        ("duration", "PT90S", "PT1M30S"),
        ("duration", "-P1DT1H", "P-1DT-1H"),
        ("duration", "P1DT-0.001S", "P1DT-0.001S"),
        ("duration", "P0001-02-03T04:05:06", "P1Y2M3DT4H5M6S"),
        ("duration", "P", "PT0S"),
        ("duration", "PT1M1H", "error: `PT1M1H` is not a duration; write it like `P1Y2M3DT4H5M6S`"),
        ("duration", "1D", "error: `1D` is not a duration; write it like `P1Y2M3DT4H5M6S`"),
        ("duration", "PT1e9S", "error: `PT1e9S` is not a duration; write it like `P1Y2M3DT4H5M6S`"),
        (
            "duration",
            "P99999999999999999999D",
            "error: the result is out of range: a part of a duration does not fit in 64 bits",
        ),
    ] {
        assert_eq!(call(function, &[text(given)]), expected, "{function} of {given}");
    }
}

#[test]
fn components_are_put_together() {
    for (function, given, expected) in [
        ("date", "year: 2026", "2026-01-01"),
        ("date", "year: 2026, month: 5", "2026-05-01"),
        ("date", "year: 2026, month: 5, day: 30", "2026-05-30"),
        ("date", "year: 2026, week: 1", "2025-12-29"),
        ("date", "year: 2026, week: 22, dayOfWeek: 6", "2026-05-30"),
        ("date", "year: 2026, quarter: 2, dayOfQuarter: 60", "2026-05-30"),
        ("date", "year: 2026, ordinalDay: 150", "2026-05-30"),
        ("date", "month: 5", "error: `date` needs `year`"),
        ("date", "year: 2026, day: 5", "error: `day` needs `month`"),
        ("date", "year: 2026, month: 5, week: 2", "error: `month` and `week` cannot both be given"),
        ("date", "year: 2026, month: 13", "error: month is 13, and must be in 1 to 12"),
        (
            "date",
            "year: 2026, quarter: 1, dayOfQuarter: 91",
            "error: dayOfQuarter is 91, and must be in 1 to 90",
        ),
        ("date", "year: 2026, ordinalDay: 366", "error: ordinalDay is 366, and must be in 1 to 365"),
        ("date", "year: 2026, hour: 1", "error: a date has no component `hour`"),
        ("date", "year: 2026.5", "error: `year` must be an integer, not a float"),
        (
            "localtime",
            "hour: 14, minute: 30, second: 5, millisecond: 1, microsecond: 2, nanosecond: 3",
            "14:30:05.001002003",
        ),
        ("localtime", "hour: 14, minute: 30, second: 5, nanosecond: 250000000", "14:30:05.25"),
        ("localtime", "hour: 14, second: 5", "error: `second` needs `minute`"),
        ("localtime", "hour: 14, minute: 5, nanosecond: 1", "error: `nanosecond` needs `second`"),
        (
            "localtime",
            "hour: 14, minute: 30, second: 5, millisecond: 1, microsecond: 1000",
            "error: microsecond is 1000, and must be in 0 to 999",
        ),
        ("time", "hour: 14, timezone: -03:30", "14:00-03:30"),
        (
            "time",
            "hour: 14, timezone: Europe/Stockholm",
            "error: the offset of `Europe/Stockholm` depends on the day; give a time an offset like `+01:00`",
        ),
        ("localdatetime", "year: 2026, week: 22, hour: 14", "2026-05-25T14:00"),
        ("datetime", "year: 2026", "2026-01-01T00:00Z"),
        (
            "datetime",
            "year: 2026, month: 7, timezone: Europe/Stockholm",
            "2026-07-01T00:00+02:00[Europe/Stockholm]",
        ),
        (
            "datetime",
            "year: 2026, month: 3, day: 29, hour: 2, minute: 30, timezone: Europe/Stockholm",
            "2026-03-29T03:30+02:00[Europe/Stockholm]",
        ),
        (
            "datetime",
            "year: 2026, month: 10, day: 25, hour: 2, minute: 30, timezone: Europe/Stockholm",
            "2026-10-25T02:30+02:00[Europe/Stockholm]",
        ),
        ("duration", "years: 1, quarters: 1, weeks: 1, hours: 1.5, milliseconds: 1", "P1Y3M7DT1H30M0.001S"),
        ("duration", "days: -1, seconds: 0.5", "P-1DT0.5S"),
        ("duration", "day: 1", "error: a duration has no component `day`"),
        ("duration", "days: one", "error: `days` must be a number, not a string"),
    ] {
        assert_eq!(call(function, &[map(given)]), expected, "{function} of {given}");
    }
}

#[test]
fn parts_of_others_are_selected() {
    for (function, given, expected) in [
        ("date", "date: @2026-05-30, year: 2024", "2024-05-30"),
        ("date", "date: @2024-02-29, year: 2026", "2026-02-28"),
        ("date", "date: @2026-05-30, week: 1", "2026-01-03"),
        ("date", "date: @2026-05-30, quarter: 3", "2026-08-30"),
        ("date", "date: @2026-05-31T14:30+02:00, month: 2", "2026-02-28"),
        ("date", "date: @14:30", "error: `date` must be a temporal value that has one, not localtime"),
        ("localtime", "time: @14:30:05.5+02:00, minute: 1", "14:01:05.5"),
        ("localtime", "time: @14:30:05.5, nanosecond: 7", "14:30:05.000000007"),
        ("time", "time: @14:30+02:00, timezone: +05:00", "17:30+05:00"),
        ("time", "time: @14:30, timezone: +05:00", "14:30+05:00"),
        ("time", "time: @2026-05-30T14:30[Europe/Stockholm]", "14:30+02:00"),
        ("localdatetime", "date: @2026-05-30, time: @14:30+02:00, day: 1", "2026-05-01T14:30"),
        ("localdatetime", "datetime: @2026-05-30T14:30+02:00, hour: 0", "2026-05-30T00:30"),
        ("datetime", "date: @2026-05-30T14:30+02:00, hour: 10", "2026-05-30T10:00Z"),
        (
            "datetime",
            "date: @2026-01-30, time: @2026-05-30T14:30[Europe/Stockholm]",
            "2026-01-30T14:30+01:00[Europe/Stockholm]",
        ),
        (
            "datetime",
            "datetime: @2026-05-30T14:30+02:00, timezone: Asia/Tokyo",
            "2026-05-30T21:30+09:00[Asia/Tokyo]",
        ),
        (
            "datetime",
            "datetime: @2026-05-30, hour: 1",
            "error: `datetime` must be a temporal value that has one, not date",
        ),
    ] {
        assert_eq!(call(function, &[map(given)]), expected, "{function} of {given}");
    }
    for (function, given, expected) in [
        ("date", "2026-05-30T14:30+02:00", "2026-05-30"),
        ("localtime", "2026-05-30T14:30+02:00", "14:30"),
        ("time", "14:30", "14:30Z"),
        ("datetime", "2026-05-30", "2026-05-30T00:00Z"),
        ("localdatetime", "2026-05-30T14:30+02:00", "2026-05-30T14:30"),
        ("date", "14:30", "error: the argument must be a temporal value with a date, not localtime"),
        ("localtime", "2026-05-30", "error: the argument must be a temporal value with a time, not date"),
    ] {
        assert_eq!(call(function, &[temporal(given)]), expected, "{function} of {given}");
    }
}

#[test]
fn smaller_units_are_cut_off() {
    for (function, unit, given, components, expected) in [
        ("date", "millennium", "2026-05-30", "", "2000-01-01"),
        ("date", "century", "-0026-05-30", "", "-0100-01-01"),
        ("date", "decade", "2026-05-30", "", "2020-01-01"),
        ("date", "year", "2026-05-30T14:30", "day: 5", "2026-01-05"),
        ("date", "weekYear", "2027-01-01", "", "2025-12-29"),
        ("date", "quarter", "2026-05-30", "", "2026-04-01"),
        ("date", "month", "2026-05-30", "", "2026-05-01"),
        ("date", "week", "2026-05-30", "dayOfWeek: 4", "2026-05-28"),
        ("datetime", "day", "2026-05-30", "timezone: Asia/Tokyo", "2026-05-30T00:00+09:00[Asia/Tokyo]"),
        ("datetime", "hour", "2026-05-30T14:30-01:00", "timezone: +02:00", "2026-05-30T14:00+02:00"),
        ("localdatetime", "week", "2026-05-30", "time: @14:30", "2026-05-25T14:30"),
        ("localtime", "millisecond", "14:30:05.123456789", "nanosecond: 2", "14:30:05.123000002"),
        ("time", "minute", "14:30:05+02:00", "", "14:30+02:00"),
        ("time", "hour", "14:30+02:00", "timezone: -01:00", "14:00-01:00"),
        (
            "time",
            "year",
            "14:30",
            "",
            "error: a time cannot be truncated to `year`; its units are day, hour, minute, second, millisecond, microsecond",
        ),
        (
            "date",
            "month",
            "14:30",
            "",
            "error: what is truncated must be a temporal value with a date, not localtime",
        ),
        (
            "datetime",
            "hour",
            "2026-05-30",
            "",
            "error: what is truncated must be a temporal value with a time, not date",
        ),
    ] {
        let arguments = [text(unit), temporal(given), map(components)];
        assert_eq!(
            call(&format!("{function}.truncate"), &arguments),
            expected,
            "{function} {unit} of {given}"
        );
    }
}

#[test]
fn durations_lie_between_instants() {
    for (from, to, all, months, days, seconds) in [
        ("2026-01-31", "2026-03-01", "P1M1D", "P1M", "P29D", "PT696H"),
        ("2026-03-31", "2026-02-28", "P-1M", "P-1M", "P-31D", "PT-744H"),
        ("2026-05-30T12:00", "2026-05-31T11:00", "PT23H", "PT0S", "PT0S", "PT23H"),
        ("2026-05-30", "2026-06-30T01:00+02:00", "P1MT1H", "P1M", "P31D", "PT745H"),
        ("14:30", "2026-05-30T16:00", "PT1H30M", "PT0S", "PT0S", "PT1H30M"),
        ("14:30+02:00", "14:30Z", "PT2H", "PT0S", "PT0S", "PT2H"),
        ("2026-05-30", "14:30", "PT14H30M", "PT0S", "PT0S", "PT14H30M"),
        ("12:00:00.2", "12:00:00.1", "PT-0.1S", "PT0S", "PT0S", "PT-0.1S"),
        // The clocks of Stockholm go forward in this night, and back in the next.
        (
            "2026-03-28T12:00[Europe/Stockholm]",
            "2026-03-29T12:00[Europe/Stockholm]",
            "P1D",
            "PT0S",
            "P1D",
            "PT23H",
        ),
        ("2026-10-25T00:00[Europe/Stockholm]", "2026-10-26", "P1D", "PT0S", "P1D", "PT25H"),
        (
            "-999999999-01-01",
            "+999999999-12-31",
            "P1999999998Y11M30D",
            "P1999999998Y11M",
            "P730484999633D",
            "PT17531639991192H",
        ),
    ] {
        for (function, expected) in
            [("between", all), ("inMonths", months), ("inDays", days), ("inSeconds", seconds)]
        {
            let name = format!("duration.{function}");
            assert_eq!(call(&name, &[temporal(from), temporal(to)]), expected, "{name} of {from} and {to}");
        }
    }
    assert_eq!(
        call("duration.between", &[temporal("P1D"), temporal("2026-05-30")]),
        "error: an argument must be a date, a time, or both, not duration"
    );
}

#[test]
fn durations_are_added() {
    for (a, sign, b, expected) in [
        ("2026-01-31", '+', "P1M", "2026-02-28"),
        ("2026-03-31", '-', "P1M", "2026-02-28"),
        ("P1M", '+', "2026-01-31", "2026-02-28"),
        ("2026-05-30", '+', "P1DT47H", "2026-06-01"),
        ("2026-05-30", '-', "PT23H", "2026-05-30"),
        ("23:30", '+', "P1DT1H", "00:30"),
        ("00:30+02:00", '-', "PT1H", "23:30+02:00"),
        ("2026-12-31T23:30", '+', "PT1H", "2027-01-01T00:30"),
        // The clocks of Stockholm go forward in this night.
        ("2026-03-28T12:00[Europe/Stockholm]", '+', "P1D", "2026-03-29T12:00+02:00[Europe/Stockholm]"),
        ("2026-03-28T12:00[Europe/Stockholm]", '+', "PT24H", "2026-03-29T13:00+02:00[Europe/Stockholm]"),
        ("P1M1D", '+', "P1MT1S", "P2M1DT1S"),
        ("P1M1D", '-', "P1MT1S", "P1DT-1S"),
        ("2026-05-30", '+', "2026-05-30", "error: `+` does not take a date and a date"),
        ("P1D", '-', "2026-05-30", "error: `-` does not take a duration and a date"),
        (
            "+999999999-12-31",
            '+',
            "P1D",
            "error: the result is out of range: a date lies in the years -999999999 to 999999999",
        ),
    ] {
        let (a, b) = (value(a), value(b));
        let result = if sign == '+' { a.plus(&b) } else { a.minus(&b) };
        let result = result.map_or_else(|error| format!("error: {error}"), |value| value.to_string());
        assert_eq!(result, expected, "{a} {sign} {b}");
    }
}

#[test]
fn durations_are_scaled() {
    let duration = value("P1Y2M3DT4.000000003S");
    for (factor, times, divided) in [
        (Argument::Integer(3), "P3Y6M9DT12.000000009S", "P4M21DT6H59M25.333333334S"),
        (Argument::Float(0.5), "P7M1DT12H2.000000001S", "P2Y4M6DT8.000000006S"),
    ] {
        assert_eq!(duration.times(&factor).unwrap().to_string(), times);
        assert_eq!(duration.divided_by(&factor).unwrap().to_string(), divided);
    }
    for (scaled, expected) in [
        (
            duration.divided_by(&Argument::Integer(0)),
            "the result is out of range: a part of a duration does not fit in 64 bits",
        ),
        (duration.times(&text("2")), "the factor of a duration must be a number, not a string"),
        (value("2026").times(&Argument::Integer(2)), "what is scaled must be a duration, not date"),
    ] {
        assert_eq!(scaled.unwrap_err().to_string(), expected);
    }
}

#[test]
fn instants_are_compared() {
    use Ordering::{Equal, Greater, Less};
    for (a, b, order) in [
        ("2026-05-30", "2026-05-31", Some(Less)),
        ("+12026-05-30", "9026-05-31", Some(Greater)),
        ("-0001-12-31", "0000-01-01", Some(Less)),
        ("14:30+02:00", "13:30+01:00", Some(Equal)),
        ("2026-05-30T14:30+02:00", "2026-05-30T12:30Z", Some(Equal)),
        ("2026-05-30T14:30", "2026-05-30T14:31", Some(Less)),
        ("2026-05-30T14:30", "2026-05-30", None),
        ("P1D", "P2D", None),
    ] {
        assert_eq!(value(a).compare(&value(b)), order, "{a} and {b}");
    }
    let mut values =
        ["P1M", "14:30", "P31D", "2026-05-30", "P1M1D", "2026-05-30T14:30Z", "P-1D", "2026-05-29"].map(value);
    values.sort();
    let sorted: Vec<String> = values.iter().map(Temporal::to_string).collect();
    assert_eq!(
        sorted,
        ["2026-05-30T14:30Z", "2026-05-29", "2026-05-30", "14:30", "P-1D", "P1M", "P31D", "P1M1D"]
    );
}

#[test]
fn components_are_read() {
    let instant = "2027-01-01T14:30:05.123456789[Europe/Stockholm]";
    for (given, components) in [
        (
            instant,
            "year 2027, quarter 1, month 1, week 53, weekYear 2026, day 1, ordinalDay 1, weekDay 5, dayOfQuarter 1",
        ),
        (instant, "hour 14, minute 30, second 5, millisecond 123, microsecond 123456, nanosecond 123456789"),
        (instant, "timezone Europe/Stockholm, offset +01:00, offsetMinutes 60, offsetSeconds 3600"),
        (instant, "epochSeconds 1798810205, epochMillis 1798810205123, years -, Year -"),
        ("2026-05-30", "dayOfQuarter 60, hour -, timezone -"),
        ("14:30-03:30", "hour 14, timezone -03:30, offsetMinutes -210, year -"),
        (
            "P16M10DT3661.25S",
            "years 1, quarters 5, months 16, weeks 1, days 10, hours 1, minutes 61, seconds 3661",
        ),
        (
            "P16M10DT3661.25S",
            "milliseconds 3661250, nanoseconds 3661250000000, monthsOfYear 4, daysOfWeek 3, year -",
        ),
        ("PT-1.75S", "seconds -2, nanosecondsOfSecond 250000000, milliseconds -1750"),
    ] {
        for component in components.split(", ") {
            let (name, expected) = component.split_once(' ').unwrap();
            let found = match value(given).component(name) {
                Some(Argument::Integer(number)) => number.to_string(),
                Some(Argument::Text(text)) => text,
                _ => "-".to_owned(),
            };
            assert_eq!(found, expected, "{name} of {given}");
        }
    }
}

#[test]
fn a_value_has_the_components_of_its_type_and_no_others() {
    let values = ["2026-05-30T14:30Z", "2026-05-30T14:30", "2026-05-30", "14:30Z", "14:30", "P1M"].map(value);
    let all = Kind::ALL.into_iter().flat_map(Kind::components);
    for (name, value) in all.flat_map(|name| values.iter().map(move |value| (name, value))) {
        let known = value.kind().components().any(|own| own == name);
        assert_eq!(value.component(name).is_some(), known, "{name} of {value}");
    }
}

#[test]
fn now_is_what_the_caller_says() {
    let null = [Argument::Null];
    for (name, arguments, expected) in [
        ("date", &[][..], "2026-05-30"),
        ("datetime", &[], "2026-05-30T12:00Z"),
        ("time.statement", &[], "12:00Z"),
        ("localdatetime.realtime", &[text("Asia/Tokyo")], "2026-05-30T21:00"),
        ("date", &[map("timezone: Pacific/Auckland")], "2026-05-31"),
        ("DateTime.Transaction", &[text("-05:00")], "2026-05-30T07:00-05:00"),
        ("date", &null, "null"),
        ("duration.between", &[Argument::Null, Argument::Null], "null"),
        (
            "datetime.fromEpoch",
            &[Argument::Integer(1), Argument::Integer(5)],
            "1970-01-01T00:00:01.000000005Z",
        ),
        ("datetime.fromEpochMillis", &[Argument::Integer(-1)], "1969-12-31T23:59:59.999Z"),
        ("duration", &[], "error: the function takes 1 to 1 arguments, not 0"),
        ("date", &[text("2026"), text("2027")], "error: the function takes 0 to 1 arguments, not 2"),
        (
            "date",
            &[Argument::Integer(5)],
            "error: the argument must be a string, a map or a temporal value, not an integer",
        ),
    ] {
        assert_eq!(call(name, arguments), expected, "{name}");
    }
    for name in ["dates", "date.trunc", "duration.truncate", "time.fromepoch", ""] {
        assert_eq!(Function::named(name), None, "{name}");
    }
}

fn dates() -> impl Strategy<Value = Date> {
    (-999_999_998..=999_999_998_i64, 1..=366_i64).prop_map(|(year, day)| {
        Date::from_ordinal(year, day).unwrap_or_else(|_| Date::from_ordinal(year, 1).unwrap())
    })
}

fn date_times() -> impl Strategy<Value = DateTime> {
    let zones = ["Z", "+05:45", "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe"];
    (dates(), 0..DAY, prop::sample::select(zones.to_vec())).prop_map(|(date, time, zone)| {
        let local = LocalDateTime { date, time: LocalTime::from_nanoseconds(time.into()) };
        DateTime::new(local, Zone::parse(zone).unwrap()).unwrap()
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(at in date_times(), months: i32, days: i32, nanoseconds: i64) {
        let duration = Duration::new(months.into(), days.into(), nanoseconds.into()).unwrap();
        let local = at.local();
        for value in [
            Temporal::Date(local.date),
            Temporal::LocalTime(local.time),
            Temporal::Time(at.time()),
            Temporal::LocalDateTime(local),
            Temporal::from(at),
        ] {
            prop_assert_eq!(&Temporal::parse(value.kind(), &value.to_string()).unwrap(), &value);
        }
        // Seconds are read as floating-point numbers, which are exact to the nanosecond for so few.
        prop_assert_eq!(Duration::parse(&duration.to_string()).unwrap(), duration);
    }

    #[test]
    fn what_lies_between_leads_from_one_to_the_other(a in date_times(), b in date_times()) {
        let [a, b] = [a.local(), b.local()].map(Temporal::LocalDateTime);
        let between = between::between(&a, &b, between::Precision::All).unwrap();
        prop_assert_eq!(a.plus(&Temporal::from(between)).unwrap(), b);
    }

    #[test]
    fn days_are_counted_one_by_one(date in dates()) {
        let next = date.plus_days(1).unwrap();
        prop_assert_eq!(next.days(), date.days() + 1);
        prop_assert!(next > date);
        prop_assert_eq!(next.weekday(), date.weekday() % 7 + 1);
        let (year, week) = date.week();
        prop_assert_eq!(Date::from_week(year, week, date.weekday()).unwrap(), date);
        prop_assert_eq!(Date::from_ordinal(date.year(), date.ordinal()).unwrap(), date);
    }

    #[test]
    fn no_text_is_too_strange(text in "[PT0-9:.,+WQZDMS\\[\\]/a-z-]{0,24}|\\PC{0,12}") {
        for kind in Kind::ALL {
            if let Ok(value) = Temporal::parse(kind, &text) {
                prop_assert_eq!(&Temporal::parse(kind, &value.to_string()).unwrap(), &value);
            }
        }
    }
}
