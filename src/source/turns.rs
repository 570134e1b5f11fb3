//! A turn is what one speaker says in a dialogue. It begins a line with the name and a colon: `Mary: …`, `**Mary:** …`,
//! `[00:01:02] Mr. Smith (Con): …`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Quote;
use super::lines::{Line, ends_sentence};
use super::names::is_name;
use crate::text::data_lines;

/// Words before a colon that are no names.
static LABELS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("labels.txt")).collect());

/// What speakers are called who have a number for a name.
const NUMBERED: [&str; 8] =
    ["speaker", "interviewer", "interviewee", "participant", "respondent", "guest", "voice", "sprecher"];

/// What stands before the words of a turn is no longer than this, in bytes.
const LONGEST: usize = 80;

/// How a turn begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn<'t> {
    /// Who speaks.
    pub(super) name: &'t str,
    /// When, as written.
    time: Option<&'t str>,
    /// Where the words begin in the line.
    pub(super) words: usize,
}

impl<'t> Turn<'t> {
    /// The turn that the line begins. O(1).
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let near = &line[..line.floor_char_boundary(LONGEST)];
        let (time, start) = stamp(near);
        let behind = near[start..].trim_start();
        let (mark, named) = behind.split_at(behind.len() - behind.trim_start_matches(['*', '_']).len());
        let (name, rest) = named.match_indices(':').find_map(|(at, _)| unmarked(named, at, mark))?;
        let (name, aside) = without_aside(name);
        let time = time.or_else(|| aside.filter(|aside| is_time(aside)));
        let words = near.len() - rest.len();
        (is_name(name) && !is_label(name) || is_numbered(name)).then_some(Self { name, time, words })
    }

    /// Puts who speaks, and when, into the quote.
    pub(super) fn give(self, quote: &mut Quote) {
        quote.speaker = Some(self.name.to_owned());
        quote.locator = self.time.map(str::to_owned);
    }
}

/// The name before the colon at a place, and what follows this, without the mark of emphasis around one of them.
fn unmarked<'t>(named: &'t str, at: usize, mark: &str) -> Option<(&'t str, &'t str)> {
    let (name, rest) = (&named[..at], &named[at + 1..]);
    let within = || Some((name, rest.strip_prefix(mark)?));
    let around = || Some((name.strip_suffix(mark)?, rest));
    within().or_else(around).filter(|(_, rest)| rest.starts_with(' '))
}

/// The time at the start of a line, `[00:01:02] ` or `00:01:02 `, and where the line goes on.
fn stamp(line: &str) -> (Option<&str>, usize) {
    let Some((first, _)) = line.split_once(' ') else { return (None, 0) };
    let time = bracketed(first).unwrap_or(first);
    if is_time(time) { (Some(time), first.len() + 1) } else { (None, 0) }
}

/// A name without what stands behind it in brackets: a time, a party, a place.
fn without_aside(name: &str) -> (&str, Option<&str>) {
    match name.find(['(', '[']) {
        Some(open) if name.ends_with([')', ']']) => (name[..open].trim_end(), bracketed(&name[open..])),
        _ => (name, None),
    }
}

fn bracketed(text: &str) -> Option<&str> {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    inside('[', ']').or_else(|| inside('(', ')'))
}

/// `1:02`, `00:01:02`, `00:01:02.5`.
pub(super) fn is_time(text: &str) -> bool {
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    let is_number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let fraction = &text[whole.len()..];
    (2..=3).contains(&whole.split(':').count())
        && whole.split(':').all(is_number)
        && fraction.bytes().skip(1).all(|b| b.is_ascii_digit())
}

/// Whether a turn ends as a sentence does, or goes on in the next line.
fn is_said(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    ends_sentence(line.text) || next.is_some_and(|next| Turn::of(next.text).is_none())
}

/// Those whom a machine tells apart by number: `SPEAKER 1`.
fn is_numbered(name: &str) -> bool {
    let is_speaker = |word: &str| NUMBERED.iter().any(|known| word.eq_ignore_ascii_case(known));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    name.rsplit_once([' ', '_']).is_some_and(|(word, number)| is_speaker(word) && is_number(number))
}

fn is_label(name: &str) -> bool {
    LABELS.contains(name.to_lowercase().as_str())
}

/// Who speaks in a text.
pub(super) struct Speakers<'t> {
    /// How often.
    turns: BTreeMap<&'t str, usize>,
    /// Whether two have two turns, or one has and turns are at least half of the paragraphs.
    is_dialogue: bool,
}

impl<'t> Speakers<'t> {
    /// Those who have two turns, and all where turns are at least half of the paragraphs; nobody where most of what follows the
    /// names are no sentences, as in `Colour: red`. O(text).
    pub(super) fn of<'l>(paragraphs: impl Iterator<Item = &'l [Line<'t>]>) -> Self
    where
        't: 'l,
    {
        let (mut turns, mut parts, mut said) = (BTreeMap::new(), 0, 0);
        for lines in paragraphs {
            parts += usize::from(lines.first().is_some_and(|line| Turn::of(line.text).is_none()));
            for (at, line) in lines.iter().enumerate() {
                let Some(turn) = Turn::of(line.text) else { continue };
                *turns.entry(turn.name).or_insert(0) += 1;
                said += usize::from(is_said(line, lines.get(at + 1)));
            }
        }
        let count: usize = turns.values().sum();
        if 2 * said < count {
            turns.clear();
        }
        let often = turns.values().filter(|count| **count > 1).count();
        let is_full = often > 0 && count >= parts;
        if !is_full {
            turns.retain(|_, count| *count > 1);
        }
        Self { turns, is_dialogue: is_full || often > 1 }
    }

    /// Those of a dialogue; nobody in other texts.
    pub(super) fn of_dialogue(self) -> Self {
        if self.is_dialogue { self } else { Self { turns: BTreeMap::new(), is_dialogue: false } }
    }

    /// Those whose names are in capitals too, as subtitles have them, and others who have two turns.
    pub(super) fn of_subtitles(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut turns = BTreeMap::new();
        for turn in lines.filter_map(Turn::of) {
            *turns.entry(turn.name).or_insert(0) += 1;
        }
        turns.retain(|name, count| *count > 1 || !name.contains(char::is_lowercase));
        Self { turns, is_dialogue: false }
    }

    /// The turn of one of them that the line begins. O(log speakers).
    pub(super) fn turn<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        Turn::of(line).filter(|turn| self.turns.contains_key(turn.name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    #[test]
    fn turns_begin_with_names() {
        for (line, expected) in [
            ("Mary: Hello.", Some(("Mary", None, "Hello."))),
            ("**Mary:** Hello.", Some(("Mary", None, "Hello."))),
            ("**Mary**: Hello.", Some(("Mary", None, "Hello."))),
            ("[00:01:02] Mary Ann: Hello.", Some(("Mary Ann", Some("00:01:02"), "Hello."))),
            ("1:02 **MARY:** Hello.", Some(("MARY", Some("1:02"), "Hello."))),
            ("Mary (12:34): Hello.", Some(("Mary", Some("12:34"), "Hello."))),
            ("Mr. Smith (Con): Hello.", Some(("Mr. Smith", None, "Hello."))),
            ("First Witch: Hello.", Some(("First Witch", None, "Hello."))),
            ("SPEAKER 1: Hello.", Some(("SPEAKER 1", None, "Hello."))),
            ("Speaker_02 (0:05): Hello.", Some(("Speaker_02", Some("0:05"), "Hello."))),
            ("Chapter 1: hello.", None),
            ("Note: hello.", None),
            ("NEXT STEPS: hello.", None),
            ("**Mary: Hello.", None),
            ("He said: hello.", None),
            ("Http://a.b", None),
            ("10:30: Hello.", None),
            ("Mary:", None),
            ("", None),
        ] {
            let turn = Turn::of(line).map(|turn| (turn.name, turn.time, line[turn.words..].trim_start()));
            assert_eq!(turn, expected, "{line}");
        }
    }

    #[test]
    fn who_speaks_once_is_known_in_a_dialogue() {
        let speakers = |text: &str| {
            let all: Vec<Line<'_>> = lines(text).collect();
            let paragraphs: Vec<&[Line<'_>]> = all.split(|line| line.text.is_empty()).collect();
            let found = Speakers::of(paragraphs.iter().copied());
            let names = found.turns.keys().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            (names, Speakers::of(paragraphs.iter().copied()).of_dialogue().turns.len())
        };
        for (text, expected) in [
            ("Ann: a.\nBob: b.\nAnn: c.", ("Ann Bob", 2)),
            ("Ann: a.\n\nBob: b.\n\nc", ("", 0)),
            ("Ann: a.\n\nAnn: b.\n\nc\n\nd\n\ne\n\nBob: f.\n\ng", ("Ann", 0)),
            ("Ann: a.\n\nBob: b.\n\nAnn: c.\n\nBob: d.\n\ne\n\nf\n\ng\n\nh\n\ni", ("Ann Bob", 2)),
            ("Colour: red\nShape: round\n\nColour: blue\nShape: flat", ("", 0)),
        ] {
            assert_eq!(speakers(text), (expected.0.to_owned(), expected.1), "{text}");
        }
    }

    #[test]
    fn subtitles_have_names_in_capitals() {
        let found = Speakers::of_subtitles(["ANN: a", "Bob: b", "Ray: c", "Ray: d", "NOTE: e"].into_iter());
        assert_eq!(found.turns.into_keys().collect::<Vec<_>>(), ["ANN", "Ray"]);
    }
}
