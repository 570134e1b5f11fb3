//! The speakers are those who have turns in a text, and how they have them.

use std::collections::{BTreeMap, BTreeSet};

use super::Turn;
use super::dotted::dotted;
use super::handles::handles;
use super::heads::{heads, with_times};
use super::messages::Chat;
use super::times::{are_of_recording, is_time, is_time_alone};
use crate::source::lines::{Line, ends_sentence, lines, paragraphs};

/// A dialogue has no fewer turns than one for so many paragraphs; a text with labels before some of these has.
const PARAGRAPHS: usize = 8;

/// Who speaks in a text.
#[derive(Default)]
pub(in crate::source) struct Speakers<'t> {
    /// How often.
    turns: BTreeMap<&'t str, usize>,
    /// Those whose names are [heads](Turn::head).
    heads: BTreeSet<&'t str>,
    /// Those whose names have [full stops](Turn::dotted).
    dotted: BTreeSet<&'t str>,
    /// Whether two have two turns, and these [are enough](PARAGRAPHS), or one has and turns are at least half of the
    /// paragraphs.
    is_dialogue: bool,
    /// Whether heads have times, or [are enough](PARAGRAPHS).
    are_heads_enough: bool,
    /// Whether the text is a dialogue in one of these ways, or a chat.
    pub(super) are_enough: bool,
    chat: Chat,
}

impl<'t> Speakers<'t> {
    /// Those who have two turns, and all where turns are at least half of the paragraphs; nobody where most of what
    /// follows the names are no sentences and has no times, as in `Colour: red`. O(text).
    pub(in crate::source) fn of(paragraphs: &[&[Line<'t>]]) -> Self {
        let (named, handles) = (Named::of(paragraphs), handles(paragraphs));
        let (heads, dotted) = (heads(paragraphs), dotted(paragraphs));
        let chat = Chat::of(all(paragraphs));
        let sentences = paragraphs.iter().filter(|lines| is_sentence(lines)).count();
        let is_full = named.are_full(&handles);
        let is_dialogue = is_full || named.often() > 1 && are_enough(named.count, sentences);
        let mut turns = if is_full { named.turns } else { named.known(paragraphs) };
        if is_dialogue {
            turns.extend(handles);
        }
        let are_heads_enough = are_heads_enough(paragraphs, &heads, sentences);
        let are_enough = is_dialogue
            || are_heads_enough
            || are_dotted_enough(paragraphs, &dotted, sentences)
            || !chat.is_empty();
        Self { turns, heads, dotted, chat, is_dialogue, are_heads_enough, are_enough }
    }

    /// Those of the lines of a text, and the lines; where half of the times that stand alone have a name below or above
    /// them, both are one line. O(text).
    pub(in crate::source) fn beside_times(text: &'t str, lines: &[Line<'t>]) -> (Self, Vec<Line<'t>>) {
        let together = with_times(text, lines, |_| true);
        let speakers = Self::of(&paragraphs(&together));
        let together = with_times(text, lines, |name| speakers.heads.contains(name));
        let times = lines.iter().filter(|line| is_time_alone(line.text)).count();
        match 2 * (lines.len() - together.len()) >= times {
            true => (speakers, together),
            false => (Self::of(&paragraphs(lines)), lines.to_vec()),
        }
    }

    /// Whether names stand below or above the times of a transcript. O(text).
    pub(in crate::source) fn are_beside_times(text: &str) -> bool {
        let lines: Vec<Line<'_>> = lines(text).collect();
        Speakers::beside_times(text, &lines).1.len() < lines.len()
    }

    /// Whether nobody does.
    pub(in crate::source) fn is_empty(&self) -> bool {
        self.turns.is_empty() && self.heads.is_empty() && self.dotted.is_empty()
    }

    /// Those of a dialogue; in other texts those alone who write messages, or have heads that are enough.
    pub(in crate::source) fn of_dialogue(mut self) -> Self {
        if !self.is_dialogue {
            self.turns.clear();
        }
        if !self.are_heads_enough {
            self.heads.clear();
        }
        self
    }

    /// Those whose names are in capitals too, as subtitles have them, and others who have two turns.
    pub(in crate::source) fn of_subtitles(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut turns = BTreeMap::new();
        for turn in lines.filter_map(Turn::of) {
            *turns.entry(turn.name).or_insert(0) += 1;
        }
        turns.retain(|name, count| *count > 1 || !name.contains(char::is_lowercase));
        Self { turns, ..Self::default() }
    }

    /// The turn of one of them that the line begins. O(line + log speakers).
    pub(in crate::source) fn turn<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let named = || {
            let turn = Turn::of(line).or_else(|| Turn::labelled(line))?;
            self.turns.contains_key(turn.name).then_some(turn)
        };
        let dotted = || Turn::dotted(line).filter(|turn| self.dotted.contains(turn.name));
        let goes_on = || Turn::pause(line).filter(|_| self.is_dialogue);
        if self.is_empty() {
            return self.chat.message(line);
        }
        self.chat.message(line).or_else(named).or_else(dotted).or_else(|| self.head(line)).or_else(goes_on)
    }

    /// The turn of one of them of which the line is the head, or in which who speaks goes on. O(log speakers).
    pub(in crate::source) fn head<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let line = Some(line).filter(|_| !self.is_empty())?;
        let pause = || Turn::pause(line).filter(|_| !self.heads.is_empty());
        let is_known = |turn: &Turn<'_>| {
            self.heads.contains(turn.name) || turn.time.is_some() && self.turns.contains_key(turn.name)
        };
        Turn::head(line).filter(is_known).or_else(pause)
    }

    /// Whether a line is a time alone between the turns of a dialogue, which nobody says.
    pub(in crate::source) fn is_time(&self, line: &str) -> bool {
        self.are_enough && is_time(line)
    }

    /// Whether a line of a transcript names who speaks.
    pub(in crate::source) fn is_named(line: &str) -> bool {
        Turn::of(line).is_some() || !ends_sentence(line) && Turn::head(line).is_some()
    }
}

/// Who begins turns by a name, and how often.
#[derive(Default)]
struct Named<'t> {
    turns: BTreeMap<&'t str, usize>,
    /// How many turns there are, those too that are none where nobody speaks.
    count: usize,
    /// How many paragraphs begin with none.
    others: usize,
}

impl<'t> Named<'t> {
    /// Nobody speaks where less than half of it is [said](is_said), nor beside times [in
    /// emphasis](Turn::time_in_emphasis) that are of no recording. O(text).
    fn of(paragraphs: &[&[Line<'t>]]) -> Self {
        let (mut named, mut said) = (Self::default(), 0);
        let times: Vec<&str> = all(paragraphs).filter_map(Turn::time_in_emphasis).collect();
        let are_of_recording = are_of_recording(&times);
        let is_known = |line: &'t str| are_of_recording || Turn::time_in_emphasis(line).is_none();
        let turn = |line: &Line<'t>| Turn::of(line.text).filter(|_| is_known(line.text));
        for lines in paragraphs {
            for (at, line) in lines.iter().enumerate() {
                let Some(turn) = turn(line) else {
                    named.others += usize::from(at == 0);
                    continue;
                };
                *named.turns.entry(turn.name).or_insert(0) += 1;
                named.count += 1;
                said += usize::from(turn.time.is_some() || is_said(line, lines.get(at + 1)));
            }
        }
        if 2 * said < named.count {
            named.turns.clear();
        }
        named
    }

    /// How many have two turns.
    fn often(&self) -> usize {
        self.turns.values().filter(|count| **count > 1).count()
    }

    /// Whether turns are at least half of the paragraphs, by themselves or with those of handles.
    fn are_full(&self, handles: &BTreeMap<&str, usize>) -> bool {
        let often = self.often();
        let begun: usize = handles.values().sum();
        let are_with_handles = || self.count + begun >= self.others.saturating_sub(begun);
        often > 0 && self.count >= self.others
            || !handles.is_empty() && often + handles.len() > 1 && are_with_handles()
    }

    /// Those who have two turns, and who has one in a paragraph [beside](beside) these.
    fn known(mut self, paragraphs: &[&[Line<'t>]]) -> BTreeMap<&'t str, usize> {
        let once: BTreeMap<&str, usize> = self.turns.extract_if(.., |_, count| *count == 1).collect();
        if once.is_empty() || self.turns.is_empty() {
            return self.turns;
        }
        let among: BTreeSet<&str> = paragraphs.iter().flat_map(|lines| beside(lines, &self.turns)).collect();
        self.turns.extend(once.into_iter().filter(|(name, _)| among.contains(name)));
        self.turns
    }
}

/// Who has a turn in a paragraph in which one of those has who speak often.
fn beside<'t>(lines: &[Line<'t>], often: &BTreeMap<&'t str, usize>) -> Vec<&'t str> {
    let names: Vec<&str> = lines.iter().filter_map(|line| Some(Turn::of(line.text)?.name)).collect();
    if names.iter().any(|name| often.contains_key(name)) { names } else { Vec::new() }
}

/// The lines of paragraphs.
fn all<'l, 't>(paragraphs: &'l [&[Line<'t>]]) -> impl Iterator<Item = &'t str> + use<'l, 't> {
    paragraphs.iter().flat_map(|lines| lines.iter()).map(|line| line.text)
}

fn is_sentence(paragraph: &[Line<'_>]) -> bool {
    paragraph.last().is_some_and(|line| ends_sentence(line.text))
}

/// Whether so many turns make a dialogue of a text that has so many sentences.
fn are_enough(turns: usize, sentences: usize) -> bool {
    PARAGRAPHS * turns >= sentences
}

/// Whether heads have times, or are enough.
fn are_heads_enough(paragraphs: &[&[Line<'_>]], heads: &BTreeSet<&str>, sentences: usize) -> bool {
    let turns = || all(paragraphs).filter_map(Turn::head).filter(|turn| heads.contains(turn.name));
    !heads.is_empty() && (turns().any(|turn| turn.time.is_some()) || are_enough(turns().count(), sentences))
}

fn are_dotted_enough(paragraphs: &[&[Line<'_>]], dotted: &BTreeSet<&str>, sentences: usize) -> bool {
    let turns = all(paragraphs).filter_map(Turn::dotted).filter(|turn| dotted.contains(turn.name));
    !dotted.is_empty() && are_enough(turns.count(), sentences)
}

/// Whether a turn ends as a sentence does, or goes on in the next line.
fn is_said(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let text = line.text.trim_end_matches(['*', '_']);
    ends_sentence(text) || next.is_some_and(|next| Turn::of(next.text).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_speaks_once_is_known_in_a_dialogue() {
        let speakers = |text: &str| {
            let all: Vec<Line<'_>> = lines(text).collect();
            let paragraphs: Vec<&[Line<'_>]> = all.split(|line| line.text.is_empty()).collect();
            let found = Speakers::of(&paragraphs);
            let names = found.turns.keys().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            (names, Speakers::of(&paragraphs).of_dialogue().turns.len())
        };
        let long = format!("Ann: a.\n\nBob: b.\n\nAnn: c.\n\nBob: d.{}", "\n\ne.".repeat(29));
        for (text, expected) in [
            ("Ann: a.\nBob: b.\nAnn: c.", ("Ann Bob", 2)),
            ("Ann: a.\n\nBob: b.\n\nc", ("", 0)),
            ("Ann: a.\nBob: b.\nAnn: c.\n\nd.\n\ne.\n\nRay: f.\n\ng.\n\nh.\n\ni.", ("Ann Bob", 0)),
            ("Ann: a.\n\nAnn: b.\n\nc\n\nd\n\ne\n\nBob: f.\n\ng", ("Ann", 0)),
            ("Ann: a.\n\nBob: b.\n\nAnn: c.\n\nBob: d.\n\ne\n\nf\n\ng\n\nh\n\ni", ("Ann Bob", 2)),
            (long.as_str(), ("Ann Bob", 0)),
            ("No: a.\nYes: b.\n\nNo: c.\nYes: d.", ("", 0)),
            ("Monday: a.\nBreakfast: b.\n\nMonday: c.\nBreakfast: d.", ("", 0)),
            ("Colour: red\nShape: round\n\nColour: blue\nShape: flat", ("", 0)),
            ("0:01\tAnn:\ta\n0:02\tBob:\tb\n0:03\tAnn:\tc", ("Ann Bob", 2)),
            ("Ann: a.\n\n@bob: b.\n\nAnn: c.\n\n@bob: d.\n\nAnn: e.\n\n@bob: f.", ("@bob Ann", 2)),
            ("Ann: a.\n\nBob & Ray: b.\n\nAnn: c.\n\nBob & Ray: d.", ("Ann", 1)),
            ("**Ann:** a.\n\n**bob:** b.\n\n**Ann:** c.\n\n**bob:** d.", ("Ann bob", 2)),
            ("小明：一。\n\n李华：二。\n\n小明：三。\n\n李华：四。", ("小明 李华", 2)),
            ("他说：一。\n\n她说：二。\n\n他说：三。\n\n她说：四。", ("", 0)),
            ("the word: a.\n\nthe word: b.\n\nthe word: c.", ("", 0)),
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
