//! What a speaker is called: a name that is no [label](LABELS), or a number, `SPEAKER 1`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::LONGEST;
use super::times::{bracketed, is_number, is_time};
use crate::source::names::is_name;
use crate::text::data_lines;

/// Words before a colon that are no names.
static LABELS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("labels.txt")).collect());

/// What speakers are called who have a number for a name.
static NUMBERED: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("numbered.txt")).collect());

pub(super) fn is_label(name: &str) -> bool {
    LABELS.contains(name.to_lowercase().as_str())
}

/// Those whom a machine tells apart by number: `SPEAKER 1`.
pub(super) fn is_numbered(name: &str) -> bool {
    let is_speaker = |word: &str| NUMBERED.iter().any(|known| word.eq_ignore_ascii_case(known));
    name.rsplit_once([' ', '_']).is_some_and(|(word, number)| is_speaker(word) && is_number(number, LONGEST))
}

/// Whether a name is in capitals.
pub(super) fn is_loud(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

/// Whether a text is what a speaker is called: a name, behind a comma with what belongs to it, `Jane Roe, PhD`, `Roe,
/// Jane`; or a number.
pub(super) fn is_speaker(text: &str) -> bool {
    text.split(", ").all(|part| is_name(part) && !is_label(part)) || is_numbered(text)
}

/// Whether a text is the name of a person rather than a title: of two words or more, of which the first is no label.
pub(in crate::source) fn is_full_name(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    is_name(text) && !is_label(text) && first.len() < text.len() && !is_label(first) && first != "The"
}

/// A name without what stands behind it in brackets: a time, a party, a place.
pub(super) fn without_aside(name: &str) -> (&str, Option<&str>) {
    match name.find(['(', '[']) {
        Some(open) if name.ends_with([')', ']']) => (name[..open].trim_end(), bracketed(&name[open..])),
        _ => (name, None),
    }
}

/// A name without the time behind it: `Mary 0:05`, `Mary (0:05)`.
pub(super) fn name_and_time(text: &str) -> (&str, Option<&str>) {
    let (named, aside) = without_aside(text);
    let is_timed = |(_, last): &(&str, &str)| is_time(bracketed(last).unwrap_or(last));
    let (name, behind) = match named.rsplit_once([' ', '\n']).filter(is_timed) {
        Some((name, last)) => {
            let name = name.trim_end_matches(|c: char| ",:*_".contains(c) || c.is_whitespace());
            (without_aside(name).0, Some(bracketed(last).unwrap_or(last)))
        }
        None => (named, None),
    };
    (name, aside.filter(|aside| is_time(aside)).or(behind))
}
