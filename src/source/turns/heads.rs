//! A head is a name that is alone on a line, above the words of its turn.

use std::collections::{BTreeMap, BTreeSet};

use super::called::{is_label, is_loud, is_numbered, is_speaker, name_and_time};
use super::times::{bracketed, is_time, is_time_alone, near, stamp};
use super::{Turn, WIDE};
use crate::language::english::is_name_suffix;
use crate::source::lines::{Line, ends_sentence, item_mark};
use crate::source::names::is_name;

/// A word in capitals that stands so often above sentences is the name of who speaks, and no section.
const OFTEN: usize = 4;

impl<'t> Turn<'t> {
    /// The turn of which the line is the head, a name that is alone in it: `JOHN SMITH`, `**Jane Doe**`, `Mary:`, `Mary
    /// 0:05`, `Mary: 0:05`. A word with a single capital is none without a colon or a time, nor are words behind which a
    /// full stop is. O(1).
    pub(super) fn head(line: &'t str) -> Option<Self> {
        let line = Some(line).filter(|line| near(line).len() == line.len())?;
        let (before, start) = stamp(line);
        let text = line[start..].trim_matches(['*', '_', ' ']);
        let text = if before.is_some() { text.trim_start_matches("- ") } else { text };
        let (named, is_marked) = text.strip_suffix([':', WIDE]).map_or((text, false), |text| (text, true));
        let (name, behind) = name_in_marks(&line[start..])
            .unwrap_or_else(|| name_and_time(named.trim_end_matches(['*', '_', ' '])));
        let time = before.or(behind);
        let is_loud = name.len() > 1 && is_loud(name);
        let name = name.strip_suffix('.').filter(|_| is_loud).unwrap_or(name);
        let name = name.strip_prefix("BY ").unwrap_or(name);
        let is_told = is_marked || time.is_some();
        let is_named = (is_name(name) && !is_label(name) || is_told && is_speaker(name))
            && !name.split(' ').next().is_some_and(is_label);
        let is_end = |word: &str| word.chars().count() > 2 && !is_name_suffix(word);
        let is_sentence = || name.ends_with('.') && name.rsplit(' ').next().is_some_and(is_end);
        let is_plain = is_marked || is_loud || (is_told || name.contains(' ')) && !is_sentence();
        let is_head = is_named && is_plain || is_numbered(name);
        is_head.then_some(Self { name, time, day: None, words: line.len() })
    }
}

/// The name in marks of emphasis, and the time behind these: `**Mary** (0:05)`, `**Mary** *0:05*`.
fn name_in_marks(text: &str) -> Option<(&str, Option<&str>)> {
    let name = text.trim_start_matches(['*', '_']);
    let mark = Some(&text[..text.len() - name.len()]).filter(|mark| !mark.is_empty())?;
    let (name, time) = name.split_once(mark)?;
    let time = time.trim_matches(['*', '_', ' ', ':']);
    let time = Some(bracketed(time).unwrap_or(time)).filter(|time| is_time(time));
    time.is_some().then_some((name.trim_end_matches(':'), time))
}

/// How a name stands alone above sentences.
#[derive(Default)]
struct Heads {
    count: usize,
    /// Whether one has a time, or what tells more of who it is: `(Con)`.
    is_told: bool,
    /// Whether one looks like no section (`EUROPE`): it has two words, a time, or a colon or dot behind it.
    is_sure: bool,
}

impl Heads {
    fn add(&mut self, turn: &Turn<'_>, line: &str) {
        let is_marked = line.trim_end_matches(['*', '_']).ends_with([':', '.']);
        self.count += 1;
        self.is_told |= turn.time.is_some() || line.ends_with(')');
        self.is_sure |= is_marked || turn.time.is_some() || turn.name.contains([' ', '_']);
    }

    /// Whether it is a name without others beside it.
    fn is_known(&self) -> bool {
        self.count > 1 && self.is_sure || self.count >= OFTEN
    }
}

/// Those whose names stand alone on a line above sentences, two of them twice each, one of which looks like no section
/// or comes [often](OFTEN); and with these who does once, with a time or `(Con)`.
pub(super) fn heads<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeSet<&'t str> {
    let mut found: BTreeMap<&'t str, Heads> = BTreeMap::new();
    for (at, lines) in paragraphs.iter().enumerate() {
        for (above, line) in (1..).zip(*lines) {
            let Some(turn) = Turn::head(line.text) else { continue };
            let below = || paragraphs.get(at + 1).copied().unwrap_or_default();
            let words = if above < lines.len() { &lines[above..] } else { below() };
            if is_speech(words, turn.time.is_some()) {
                found.entry(turn.name).or_default().add(&turn, line.text);
            }
        }
    }
    let again = found.values().filter(|heads| heads.count > 1).count();
    let is_dialogue = again > 1 && found.values().any(Heads::is_known);
    found.retain(|_, heads| is_dialogue && (heads.count > 1 || heads.is_told));
    found.into_keys().collect()
}

/// Whether the lines up to the next head are no list, and end as a sentence does where no time tells that they are said.
fn is_speech(lines: &[Line<'_>], is_timed: bool) -> bool {
    let own = lines.split(|line| Turn::head(line.text).is_some()).next().unwrap_or_default();
    let is_list = own.first().is_some_and(|line| item_mark(line.text).is_some());
    !is_list && own.last().is_some_and(|line| is_timed || ends_sentence(line.text))
}

/// The lines in which a time and the name below it are one, `0:05` and `Mary`, or the name above it, whichever there are
/// more of. O(lines).
pub(super) fn with_times<'t>(
    text: &'t str,
    lines: &[Line<'t>],
    is_known: impl Fn(&str) -> bool,
) -> Vec<Line<'t>> {
    let together = |pair: &[Line<'t>]| {
        let line = Line { text: &text[pair[0].start..pair[1].range().end], ..pair[0] };
        let is_beside = pair[1].number == pair[0].number + 1;
        (is_beside && Turn::head(line.text).is_some_and(|turn| is_known(turn.name))).then_some(line)
    };
    let pairs = |of_time: usize| {
        let pairs = lines.windows(2).enumerate().filter(move |(_, pair)| is_time_alone(pair[of_time].text));
        pairs.filter_map(|(at, pair)| Some((at, together(pair)?))).collect::<BTreeMap<usize, Line<'t>>>()
    };
    let (below, above) = (pairs(0), pairs(1));
    let pairs = if above.len() > below.len() { above } else { below };
    let is_rest = |at: &usize| at.checked_sub(1).is_none_or(|above| !pairs.contains_key(&above));
    (0..lines.len()).filter(is_rest).map(|at| pairs.get(&at).copied().unwrap_or(lines[at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    #[test]
    fn heads_are_names_alone() {
        for (line, expected) in [
            ("JOHN SMITH", Some(("JOHN SMITH", None))),
            ("**Jane Doe**", Some(("Jane Doe", None))),
            ("**Jane Doe:**", Some(("Jane Doe", None))),
            ("Mary:", Some(("Mary", None))),
            ("HAMLET.", Some(("HAMLET", None))),
            ("Mary  0:05", Some(("Mary", Some("0:05")))),
            ("Jane Doe (00:12)", Some(("Jane Doe", Some("00:12")))),
            ("[00:01:02] Mary", Some(("Mary", Some("00:01:02")))),
            ("[00:01:02] - Mary", Some(("Mary", Some("00:01:02")))),
            ("Mary: 0:05", Some(("Mary", Some("0:05")))),
            ("Mary (Con)   0:05", Some(("Mary", Some("0:05")))),
            ("Roe, Mary   0:05", Some(("Roe, Mary", Some("0:05")))),
            ("Martin Roe, Jr. (0:05):", Some(("Martin Roe, Jr.", Some("0:05")))),
            ("Mary\n0:05", Some(("Mary", Some("0:05")))),
            ("0:05\nMary", Some(("Mary", Some("0:05")))),
            ("0:0:5.0 --> 0:0:9.4\nMary", Some(("Mary", Some("0:0:5.0")))),
            ("Roe, Mary", None),
            ("0:05\nGood.", None),
            ("Speaker 2", Some(("Speaker 2", None))),
            ("**Jane Doe** (0:40)", Some(("Jane Doe", Some("0:40")))),
            ("**Jane Doe** *0:40*", Some(("Jane Doe", Some("0:40")))),
            ("**Jane Doe:** [0:40]", Some(("Jane Doe", Some("0:40")))),
            (
                "**Jane Doe** [0:40](https://www.youtube.com/watch?v=a1b2c3d4e5f&list=PL0123456789012345678&t=40s)",
                Some(("Jane Doe", Some("0:40"))),
            ),
            ("BY MR. SMITH:", Some(("MR. SMITH", None))),
            ("Martin Luther King Jr.", Some(("Martin Luther King Jr.", None))),
            ("Anna K.", Some(("Anna K.", None))),
            ("Enter Ghost.", None),
            ("A. Yes.", None),
            ("Mary", None),
            ("SUMMARY", None),
            ("Ingredients:", None),
            ("Monday:", None),
            ("SCENE II", None),
            ("A", None),
            ("0:05", None),
            ("**", None),
            ("", None),
        ] {
            assert_eq!(Turn::head(line).map(|turn| (turn.name, turn.time)), expected, "{line}");
        }
    }

    #[test]
    fn two_heads_that_come_again_make_a_dialogue() {
        let heads = |text: &str| {
            let all: Vec<Line<'_>> = lines(text).collect();
            let split = all.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty());
            super::heads(&split.collect::<Vec<_>>()).into_iter().collect::<Vec<_>>().join(", ")
        };
        for (text, expected) in [
            ("ANN.\nOne.\n\nBOB\nTwo.\nANN.\nThree.\nBOB\n\nFour.", "ANN, BOB"),
            ("**ANN:**\nOne.\n\nBOB\nTwo.\nANN\nThree.\nBOB\n\nFour.", "ANN, BOB"),
            ("ANN LEE\nOne.\n\nBOB\nTwo.\nANN LEE\nThree.\nBOB\n\nFour.", "ANN LEE, BOB"),
            ("EUROPE\nOne.\n\nASIA\nTwo.\n\nEUROPE\nThree.\n\nASIA\nFour.", ""),
            ("ANN\n1.\nBOB\n2.\nANN\n3.\nBOB\n4.\nANN\n5.\nANN\n6.", "ANN, BOB"),
            ("ANN\nOne.\n\nBOB\nTwo.\n\nANN\nThree.", ""),
            (
                "ANN 0:01\nOne.\n\nBOB 0:02\nTwo.\n\nANN\n1.\n\nBOB\n2.\n\nRAY 0:03\nThree.\n\nEVE\nFour.",
                "ANN, BOB, RAY",
            ),
            ("RICE\n- one.\n\nMILK\ntwo\n\nRICE\n- one.\n\nMILK\ntwo", ""),
            (
                "ANN LEE\nOne.\nBOB\nTwo.\nANN LEE\n3.\nBOB\n4.\nRay Roe (Con)\n5.\nEve Roe\n6.",
                "ANN LEE, BOB, Ray Roe",
            ),
            ("Ann 0:01\none\n\nBob 0:02\ntwo\n\nAnn 0:03\nthree [cough]\n\nBob 0:04\nbye", "Ann, Bob"),
        ] {
            assert_eq!(heads(text), expected, "{text}");
        }
    }
}
