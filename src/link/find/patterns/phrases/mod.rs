//! A phrase program is a pattern compiled to a few instructions over words; a matcher runs it from each word that may
//! begin it.

mod compile;

use std::ops::Range;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::anchors::{Anchor, Frequencies, parts};
use crate::concept::Element;
use crate::link::find::occurrences::Occurrences;
use crate::link::find::words::Words;
use crate::link::vocabulary::{Closeness, Senses, Starts, VocabularyBuilder, WordId};
use compile::{compile, first_words};

/// One instruction; a match runs from the first to [`Op::Match`].
#[derive(Serialize, Deserialize)]
enum Op {
    /// Takes a word that is a form of this one.
    Word(WordId),
    /// Takes a word that is a form of one of these, which are sorted.
    Words(Vec<WordId>),
    /// Takes a word that is this one letter for letter, or its plural.
    Exact(String),
    /// Takes any word.
    Any,
    /// Tries one way, and when it fails the other.
    Split(usize, usize),
    /// Goes on elsewhere.
    Jump(usize),
    Match,
}

/// A place where a phrase stands, in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::link) struct PhraseMatch {
    pub(in crate::link) phrase: usize,
    pub(in crate::link) start: usize,
    pub(in crate::link) end: usize,
}

/// Scratch space of the matchers, used for one text after another.
#[derive(Default)]
pub(in crate::link) struct Room {
    pub(in crate::link) standing: Occurrences,
    /// Where which phrases may begin.
    tries: Vec<(usize, u32)>,
    failed: Vec<u64>,
    found: Vec<PhraseMatch>,
}

/// All phrases of a scheme. Of the matches of one phrase from one word, that with the smallest gaps wins, then that
/// with the optional words.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::link) struct Phrases {
    programs: Vec<Program>,
    /// The companies of all anchors, each once; the first is the empty one.
    companies: Vec<Company>,
    /// Word → the phrases of which it is an [anchor](super::anchors).
    anchored: FxHashMap<WordId, Vec<Anchored>>,
}

#[derive(Serialize, Deserialize)]
struct Program {
    ops: Vec<Op>,
    /// The words that a match may begin with, sorted.
    firsts: Vec<WordId>,
}

/// A phrase, and how many words may stand between its beginning and a word.
#[derive(Clone, Copy, Serialize, Deserialize)]
struct Anchored {
    phrase: u32,
    least: u32,
    most: u32,
    /// The number of the company of which one must stand beside the anchor; 0 where the phrase has no second part.
    company: u32,
}

/// A word that may stand beside an anchor, and how far behind it, at least and at most.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Companion {
    word: WordId,
    least: i32,
    most: i32,
}

/// Words of which one must stand beside an anchor, if there are any, and the reach of them all.
#[derive(Default, Serialize, Deserialize)]
struct Company {
    all: Vec<Companion>,
    least: i32,
    most: i32,
}

/// Companies while they are collected.
struct Companies {
    lists: Vec<Company>,
    numbers: FxHashMap<Vec<Companion>, u32>,
}

impl Default for Companies {
    /// With the empty one, number 0.
    fn default() -> Self {
        Self { lists: vec![Company::default()], numbers: FxHashMap::from_iter([(Vec::new(), 0)]) }
    }
}

impl Companies {
    fn insert(&mut self, all: Vec<Companion>) -> u32 {
        let next = self.lists.len() as u32;
        *self.numbers.entry(all).or_insert_with_key(|all| {
            let least = all.iter().map(|companion| companion.least).min().unwrap_or(0);
            let most = all.iter().map(|companion| companion.most).max().unwrap_or(0);
            self.lists.push(Company { all: all.clone(), least, most });
            next
        })
    }
}

impl Phrases {
    /// Compiles some phrases, whose numbers are their places; `what` is said to begin with their anchors. Phrases whose
    /// anchors need the same company are put together.
    pub(in crate::link) fn new(
        phrases: &[&[Element]],
        vocabulary: &mut VocabularyBuilder,
        what: Starts,
    ) -> Self {
        let programs = phrases.iter().map(|phrase| Program::new(phrase, vocabulary)).collect();
        let mut out = Self { programs, ..Self::default() };
        let frequencies = Frequencies::of(phrases.iter().copied());
        let mut companies = Companies::default();
        for (number, phrase) in phrases.iter().enumerate() {
            out.anchor(number as u32, parts(phrase, &frequencies), vocabulary, what, &mut companies);
        }
        out.anchored.values_mut().for_each(|phrases| phrases.sort_by_key(|anchored| anchored.company));
        out.companies = companies.lists;
        out
    }

    fn anchor(
        &mut self,
        phrase: u32,
        parts: Vec<Vec<Anchor<'_>>>,
        vocabulary: &mut VocabularyBuilder,
        what: Starts,
        companies: &mut Companies,
    ) {
        let mut parts = parts.into_iter();
        let anchors = parts.next().unwrap_or_default();
        let others: Vec<Companion> = parts
            .next()
            .unwrap_or_default()
            .into_iter()
            .map(|Anchor { word, least, most }| Companion {
                word: vocabulary.id(word),
                least: least as i32,
                most: most as i32,
            })
            .collect();
        for anchor in anchors {
            let word = vocabulary.id(anchor.word);
            vocabulary.start(word, what);
            let (least, most) = (anchor.least as u32, anchor.most as u32);
            let beside = |other: &Companion| Companion {
                word: other.word,
                least: other.least - most as i32,
                most: other.most - least as i32,
            };
            let company = companies.insert(others.iter().map(beside).collect());
            self.anchored.entry(word).or_default().push(Anchored { phrase, least, most, company });
        }
    }

    /// Every phrase that is wanted and stands in a sentence, by its beginning.
    pub(in crate::link) fn matches_in<'r>(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        what: Starts,
        wanted: impl Fn(usize) -> bool,
        room: &'r mut Room,
    ) -> &'r [PhraseMatch] {
        room.found.clear();
        if !self.programs.is_empty() {
            self.find_tries(words, sentence, what, wanted, room);
        }
        let Room { tries, failed, found, .. } = room;
        for (start, phrase) in tries.drain(..) {
            let phrase = phrase as usize;
            let end = self.programs[phrase].run(words, start, sentence.end, failed);
            found.extend(end.map(|end| PhraseMatch { phrase, start, end }));
        }
        found
    }

    /// Finds where each phrase that is wanted may begin: before its anchor, with company. Each place once, in order.
    fn find_tries(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        what: Starts,
        wanted: impl Fn(usize) -> bool,
        room: &mut Room,
    ) {
        let Room { standing, tries, .. } = room;
        tries.clear();
        for at in words.starting(sentence, what) {
            for sense in words.ids(at).iter().filter(|sense| sense.closeness <= Closeness::Inflected) {
                let Some(anchored) = self.anchored.get(&sense.word) else { continue };
                for group in anchored.chunk_by(|a, b| a.company == b.company) {
                    let mut group =
                        group.iter().filter(|anchored| wanted(anchored.phrase as usize)).peekable();
                    let Some(first) = group.peek() else { continue };
                    if !self.has_company(first.company, at, |near| standing.read(words, sentence, near)) {
                        continue;
                    }
                    for anchored in group {
                        let firsts = &self.programs[anchored.phrase as usize].firsts;
                        let starts = anchored.starts(at, sentence.start);
                        let begins = starts.filter(|start| is_one_of(words.ids(*start), firsts));
                        tries.extend(begins.map(|start| (start, anchored.phrase)));
                    }
                }
            }
        }
        tries.sort_unstable();
        tries.dedup();
    }

    /// Whether one of the company of an anchor stands beside it, if it needs one.
    fn has_company<'o>(
        &self,
        company: u32,
        anchor: usize,
        standing: impl FnOnce(Range<usize>) -> &'o Occurrences,
    ) -> bool {
        let Company { all, least, most } = &self.companies[company as usize];
        if all.is_empty() {
            return true;
        }
        let standing = standing(reach(anchor, *least, *most));
        all.iter().any(|companion| companion.stands_beside(anchor, standing))
    }
}

impl Companion {
    /// Whether the word stands beside an anchor.
    #[inline]
    fn stands_beside(&self, anchor: usize, standing: &Occurrences) -> bool {
        let near = || reach(anchor, self.least, self.most);
        standing.may_have(self.word) && standing.places(self.word, near()).next().is_some()
    }
}

/// The positions so far behind an anchor, at least and at most.
fn reach(anchor: usize, least: i32, most: i32) -> Range<usize> {
    let place = |by: i32| anchor.saturating_add_signed(by as isize);
    place(least)..place(most) + 1
}

impl Anchored {
    /// Where the phrase may begin when its anchor stands at a position.
    fn starts(&self, at: usize, first: usize) -> Range<usize> {
        at.saturating_sub(self.most as usize).max(first)..(at + 1).saturating_sub(self.least as usize)
    }
}

impl Program {
    fn new(phrase: &[Element], vocabulary: &mut VocabularyBuilder) -> Self {
        let mut ops = Vec::new();
        compile(phrase, &mut ops, vocabulary);
        ops.push(Op::Match);
        let mut firsts = Vec::new();
        first_words(&ops, 0, &mut firsts, vocabulary);
        firsts.sort_unstable();
        firsts.dedup();
        Self { ops, firsts }
    }

    /// Where a match ends that begins at `start`, with a word that it may begin with. `failed` is scratch space.
    fn run(&self, words: &Words<'_>, start: usize, end: usize, failed: &mut Vec<u64>) -> Option<usize> {
        failed.clear();
        Run { program: &self.ops, words, start, end, failed }.from(0, start)
    }
}

/// True when one of some sorted words is among the senses, in some inflection.
fn is_one_of(senses: Senses<'_>, sorted: &[WordId]) -> bool {
    senses
        .iter()
        .any(|sense| sense.closeness <= Closeness::Inflected && sorted.binary_search(&sense.word).is_ok())
}

/// One run of a program; each instruction fails at most once at a position, so a run is O(instructions × words).
struct Run<'a> {
    program: &'a [Op],
    words: &'a Words<'a>,
    start: usize,
    end: usize,
    /// Bit `position × instructions + instruction`, for the instructions where ways part.
    failed: &'a mut Vec<u64>,
}

impl Run<'_> {
    /// The position behind a match that goes on with instruction `op` at position `at`.
    fn from(&mut self, mut op: usize, mut at: usize) -> Option<usize> {
        loop {
            match &self.program[op] {
                Op::Match => return Some(at),
                Op::Jump(to) => op = *to,
                Op::Split(first, second) => {
                    if self.has_failed(op, at) {
                        return None;
                    }
                    if let Some(end) = self.from(*first, at) {
                        return Some(end);
                    }
                    self.fail(op, at);
                    op = *second;
                }
                _ if at == self.end => return None,
                takes => {
                    if !self.takes(takes, at) {
                        return None;
                    }
                    (op, at) = (op + 1, at + 1);
                }
            }
        }
    }

    fn takes(&self, op: &Op, at: usize) -> bool {
        match op {
            Op::Word(id) => self.words.ids(at).has_inflected(*id),
            Op::Words(ids) => is_one_of(self.words.ids(at), ids),
            Op::Exact(word) => self.words.word(at) == word,
            _ => true,
        }
    }

    fn bit(&self, op: usize, at: usize) -> usize {
        (at - self.start) * self.program.len() + op
    }

    fn has_failed(&self, op: usize, at: usize) -> bool {
        let bit = self.bit(op, at);
        self.failed.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    fn fail(&mut self, op: usize, at: usize) {
        let bit = self.bit(op, at);
        if self.failed.len() <= bit / 64 {
            self.failed.resize(bit / 64 + 1, 0);
        }
        self.failed[bit / 64] |= 1 << (bit % 64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::{Body, Classes, Pattern};

    fn found(pattern: &str, text: &str) -> Option<String> {
        let Body::Phrase(phrase) = Pattern::parse(pattern, &Classes::new()).unwrap().body else {
            panic!("{pattern}")
        };
        let mut vocabulary = VocabularyBuilder::default();
        let phrases = Phrases::new(&[&phrase], &mut vocabulary, Starts::PHRASE);
        let vocabulary = vocabulary.finish();
        let words = Words::of(text, vocabulary.view());
        let (mut room, mut out) = (Room::default(), Vec::new());
        for sentence in words.sentences() {
            out.extend_from_slice(phrases.matches_in(&words, sentence, Starts::PHRASE, |_| true, &mut room));
        }
        out.first().map(|m| words.span(m.start..m.end).of(text).unwrap().to_owned())
    }

    #[test]
    fn phrases() {
        for (pattern, text, expected) in [
            ("learn from reward", "It learned from rewards.", Some("learned from rewards")),
            (
                "maximize .. reward",
                "to maximise the expected future reward",
                Some("maximise the expected future reward"),
            ),
            ("maximize ..2 reward", "to maximize all the expected reward", None),
            ("a ..5 b", "a x b x b", Some("a x b")),
            ("a b? c", "a c", Some("a c")),
            ("a b? c", "a b c", Some("a b c")),
            ("a (b|c d)? e", "a c d e", Some("a c d e")),
            ("a (b|c d)", "we saw a c. D", None),
            ("(a|a b) c", "a b c", Some("a b c")),
            ("(a|b|c d|e) f", "a e f", Some("e f")),
            ("(b|a b|a) ..1 d", "a b d", Some("a b d")),
            ("(..2 a|b) c", "x a c", Some("a c")),
            ("a .. (b|c) ..1 d", "a b x c d", Some("a b x c d")),
            ("=AI model", "an ai model", None),
            ("=AI model", "AIs model", None),
            ("=use a tool", "it uses a tool", None),
            ("(=use|=uses) a tool", "it uses a tool", Some("uses a tool")),
            ("pretraining run", "a pre-training run", Some("pre-training run")),
            ("end to end", "an end-to-end task", Some("end-to-end")),
        ] {
            assert_eq!(found(pattern, text).as_deref(), expected, "{pattern} in {text}");
        }
    }
}
