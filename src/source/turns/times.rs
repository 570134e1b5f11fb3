//! The time at which a turn is said stands beside the name, mostly in brackets: `[00:01:02]`, `(1:02)`, `1:02`.

use super::LONGEST;

/// The time at the start of a line, `[00:01:02] `, `**00:01:02** ` or `0:1:2.5 --> 0:1:4.0 `, and where the line goes on.
pub(super) fn stamp(line: &str) -> (Option<&str>, usize) {
    // Most lines begin with a letter, and many ask for a time.
    if !line.trim_start_matches(BEFORE).starts_with(|c: char| c.is_ascii_digit()) {
        return (None, 0);
    }
    let is_between = |c: char| matches!(c, ' ' | '\t' | '\n');
    let first = line.split(is_between).next().unwrap_or_default();
    let plain = ["**", "*", "_"].iter().find_map(|mark| first.strip_prefix(mark)?.strip_suffix(mark));
    let plain = plain.unwrap_or(first);
    let time = bracketed(plain).unwrap_or(plain);
    if !is_time(time) {
        return (None, 0);
    }
    let end = line.len().min(first.len() + 1);
    let until = line[end..].strip_prefix("--> ").map(|until| until.trim_start_matches(|c| !is_between(c)));
    (Some(time), until.map_or(end, |rest| line.len() - rest.trim_start().len()))
}

/// What may stand before the digits of a time.
const BEFORE: [char; 5] = ['*', '_', '\\', '[', '('];

/// Whether a line is nothing but a time.
pub(super) fn is_time_alone(line: &str) -> bool {
    matches!(stamp(line), (Some(_), end) if end == line.len())
}

/// A line without the time at its start.
pub(in crate::source) fn behind_time(line: &str) -> &str {
    line[stamp(line).1..].trim_start()
}

/// What stands in brackets, which Markdown may escape; of a link the time that leads there, `[0:05](https://…)`.
pub(in crate::source) fn bracketed(text: &str) -> Option<&str> {
    let inside = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    let linked = || Some(inside(("[", ")"))?.split_once("](")?.0).filter(|label| is_time(label));
    [("\\[", "\\]"), ("[", "]"), ("(", ")")].into_iter().find_map(inside).or_else(linked)
}

/// The start of a line in which the name and the time of a turn are; where the time leads does not count. O(line).
pub(super) fn near(line: &str) -> &str {
    let near = &line[..line.floor_char_boundary(LONGEST)];
    let address = || {
        let (before, _) = near.split_once(']')?;
        let address = line[before.len() + 1..].strip_prefix('(').filter(|_| ends_in_time(before))?;
        address.find(')')
    };
    address().map_or(near, |address| &line[..line.floor_char_boundary(LONGEST + address)])
}

fn ends_in_time(text: &str) -> bool {
    text.rsplit('[').next().is_some_and(is_time)
}

pub(super) fn is_bracketed(text: &str) -> bool {
    text.trim_start_matches('\\').starts_with(['[', '('])
}

/// `1:02`, `00:01:02`, `00:01:02.5`.
pub(in crate::source) fn is_time(text: &str) -> bool {
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    let fraction = &text[whole.len()..];
    (2..=3).contains(&whole.split(':').count())
        && whole.split(':').all(|part| is_number(part, 2))
        && fraction.bytes().skip(1).all(|b| b.is_ascii_digit())
}

/// The first time of a recording that has no hours is before this one, in milliseconds.
const FIRST: u64 = 300_000;

/// Times of a recording go back once in so many at the most, where who wrote them erred.
const ERRED: usize = 20;

/// Whether times are of one recording: they go on from one [near its beginning](FIRST). Those of a day, of steps and of
/// scores do not, nor do verses. O(times).
pub(in crate::source) fn are_of_recording(times: &[&str]) -> bool {
    let back = times.windows(2).filter(|pair| milliseconds(pair[1]) < milliseconds(pair[0])).count();
    let is_begun = times.first().is_none_or(|time| !is_of_day(time));
    is_begun && ERRED * back <= times.len() && !times.iter().any(|time| is_verse(time))
}

/// Whether a time is too late for the beginning of a recording.
pub(in crate::source) fn is_of_day(time: &str) -> bool {
    time.matches(':').count() == 1 && milliseconds(time) >= Some(FIRST)
}

/// Whether it has the number of a verse below ten, which no time has: `3:6`.
pub(in crate::source) fn is_verse(time: &str) -> bool {
    time.rsplit(':').next().is_some_and(|last| last.len() == 1)
}

/// How long a time is after the beginning: `1:02`, `00:01:02,500`.
pub(in crate::source) fn milliseconds(time: &str) -> Option<u64> {
    let (whole, fraction) = time.split_once(['.', ',']).unwrap_or((time, ""));
    let parts = (2..=3).contains(&whole.split(':').count()).then(|| whole.split(':'))?;
    let number = |digits: &str| digits.parse::<u32>().ok().map(u64::from);
    let seconds = parts.map(number).try_fold(0_u64, |sum, part| Some(sum.checked_mul(60)? + part?))?;
    seconds.checked_mul(1000)?.checked_add(number(&format!("{fraction:0<3.3}"))?)
}

/// Whether the text is digits, no more than so many.
pub(in crate::source) fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_a_recording_go_on_from_its_beginning() {
        for (times, expected) in [
            (&["00:10", "00:45", "00:45", "1:00:02"][..], true),
            (&["0:45:10", "1:32:00"], true),
            (&[], true),
            (&["0:10", "0:30", "0:05"], false),
            (&["08:30", "09:00"], false),
            (&["2:01", "3:3"], false),
        ] {
            assert_eq!(are_of_recording(times), expected, "{times:?}");
        }
        let mut long: Vec<String> = (10..40).map(|second| format!("0:{second}")).collect();
        long[20] = "0:03".to_owned();
        assert!(are_of_recording(&long.iter().map(String::as_str).collect::<Vec<_>>()));
    }
}
