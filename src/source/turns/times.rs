//! The time at which a turn is said stands beside the name, mostly in brackets: `[00:01:02]`, `(1:02)`, `1:02`.

/// The time at the start of a line, `[00:01:02] `, `**00:01:02** ` or `0:1:2.5 --> 0:1:4.0 `, and where the line goes on.
pub(super) fn stamp(line: &str) -> (Option<&str>, usize) {
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

/// Whether a line is nothing but a time.
pub(super) fn is_time_alone(line: &str) -> bool {
    stamp(line).0.is_some() && stamp(line).1 == line.len()
}

/// A line without the time at its start.
pub(in crate::source) fn behind_time(line: &str) -> &str {
    line[stamp(line).1..].trim_start()
}

/// What stands in brackets, which Markdown may escape.
pub(in crate::source) fn bracketed(text: &str) -> Option<&str> {
    let inside = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    [("\\[", "\\]"), ("[", "]"), ("(", ")")].into_iter().find_map(inside)
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

/// Whether the text is digits, no more than so many.
pub(in crate::source) fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}
