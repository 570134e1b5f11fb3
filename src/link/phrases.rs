//! A phrase program is a pattern compiled to a few instructions over words; a matcher runs it from each word that may
//! begin it.

use rustc_hash::FxHashMap;

use super::english::split_prefix;
use super::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use super::words::Words;
use crate::concept::Element;

/// One instruction; a match runs from the first to [`Op::Match`].
enum Op {
    /// Takes a word that is a form of this one.
    Word(WordId),
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
pub(super) struct PhraseMatch {
    pub(super) phrase: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All phrases of a scheme. Of the matches of one phrase from one word, that with the smallest gaps wins, then that
/// with the optional words.
#[derive(Default)]
pub(super) struct Phrases {
    programs: Vec<Vec<Op>>,
    /// Word → phrases that may begin with it.
    starts: FxHashMap<WordId, Vec<u32>>,
}

impl Phrases {
    /// Adds a phrase and gives its number; `what` is said to begin with its first words.
    pub(super) fn insert(
        &mut self,
        phrase: &[Element],
        vocabulary: &mut VocabularyBuilder,
        what: Starts,
    ) -> usize {
        let number = self.programs.len();
        let mut program = Vec::new();
        compile(phrase, &mut program, vocabulary);
        program.push(Op::Match);
        let mut starts = Vec::new();
        first_words(&program, 0, &mut starts, vocabulary);
        starts.sort_unstable();
        starts.dedup();
        for word in starts {
            vocabulary.start(word, what);
            self.starts.entry(word).or_default().push(number as u32);
        }
        self.programs.push(program);
        number
    }

    /// Adds every phrase that stands at position `start`.
    pub(super) fn matches_at(
        &self,
        words: &Words<'_>,
        start: usize,
        sentence_end: usize,
        out: &mut Vec<PhraseMatch>,
    ) {
        for sense in words.ids(start).iter() {
            if sense.closeness > Closeness::Inflected {
                continue;
            }
            for &phrase in self.starts.get(&sense.word).map_or(&[][..], Vec::as_slice) {
                let phrase = phrase as usize;
                let tried = out.iter().rev().take_while(|m| m.start == start).any(|m| m.phrase == phrase);
                if let Some(end) = (!tried).then(|| self.run(phrase, words, start, sentence_end)).flatten() {
                    out.push(PhraseMatch { phrase, start, end });
                }
            }
        }
    }

    fn run(&self, phrase: usize, words: &Words<'_>, start: usize, end: usize) -> Option<usize> {
        let program = &self.programs[phrase];
        Run { program, words, start, end, failed: Vec::new() }.from(0, start)
    }
}

/// One run of a program; each instruction fails at most once at a position, so a run is O(instructions × words).
struct Run<'a> {
    program: &'a [Op],
    words: &'a Words<'a>,
    start: usize,
    end: usize,
    /// Bit `position × instructions + instruction`, for the instructions where ways part.
    failed: Vec<u64>,
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
            Op::Exact(word) => {
                let text = self.words.word(at);
                text == word || text.strip_suffix('s') == Some(word)
            }
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

fn compile(phrase: &[Element], out: &mut Vec<Op>, vocabulary: &mut VocabularyBuilder) {
    for element in phrase {
        match element {
            Element::Word(word) => word_ops(word, out, vocabulary),
            Element::Exact(word) => out.push(Op::Exact(word.clone())),
            Element::Gap(width) => gap_ops(*width, out),
            Element::Group { alternatives, optional } => group_ops(alternatives, *optional, out, vocabulary),
        }
    }
}

fn word_ops(word: &str, out: &mut Vec<Op>, vocabulary: &mut VocabularyBuilder) {
    match split_prefix(word) {
        None => out.push(Op::Word(vocabulary.id(word))),
        Some((prefix, rest)) => {
            let at = out.len();
            let (prefix, rest) = (vocabulary.id(prefix), vocabulary.id(rest));
            let whole = vocabulary.id(word);
            out.extend([
                Op::Split(at + 1, at + 3),
                Op::Word(whole),
                Op::Jump(at + 5),
                Op::Word(prefix),
                Op::Word(rest),
            ]);
        }
    }
}

/// As few words as will do: at each one, going on comes first.
fn gap_ops(width: u8, out: &mut Vec<Op>) {
    let end = out.len() + 2 * width as usize;
    for _ in 0..width {
        out.push(Op::Split(end, out.len() + 1));
        out.push(Op::Any);
    }
}

fn group_ops(
    alternatives: &[Vec<Element>],
    optional: bool,
    out: &mut Vec<Op>,
    vocabulary: &mut VocabularyBuilder,
) {
    let mut jumps = Vec::new();
    let ways = alternatives.len() + usize::from(optional);
    for (n, alternative) in alternatives.iter().enumerate() {
        let split = (n + 1 < ways).then(|| {
            out.push(Op::Match);
            out.len() - 1
        });
        compile(alternative, out, vocabulary);
        jumps.push(out.len());
        out.push(Op::Match);
        if let Some(split) = split {
            out[split] = Op::Split(split + 1, out.len());
        }
    }
    let end = out.len();
    for jump in jumps {
        out[jump] = Op::Jump(end);
    }
}

/// The words that a match may begin with.
fn first_words(program: &[Op], op: usize, out: &mut Vec<WordId>, vocabulary: &mut VocabularyBuilder) {
    match &program[op] {
        Op::Word(id) => out.push(*id),
        Op::Exact(word) => out.extend([vocabulary.id(word), vocabulary.id(&format!("{word}s"))]),
        Op::Jump(to) => first_words(program, *to, out, vocabulary),
        Op::Split(first, second) => {
            first_words(program, *first, out, vocabulary);
            first_words(program, *second, out, vocabulary);
        }
        Op::Any | Op::Match => {}
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
        let mut phrases = Phrases::default();
        phrases.insert(&phrase, &mut vocabulary, Starts::PHRASE);
        let vocabulary = vocabulary.finish();
        let words = Words::of(text, &vocabulary);
        let mut out = Vec::new();
        for sentence in words.sentences() {
            for at in sentence.clone() {
                phrases.matches_at(&words, at, sentence.end, &mut out);
            }
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
            ("a .. (b|c) ..1 d", "a b x c d", Some("a b x c d")),
            ("=AI model", "an ai model", None),
            ("=AI model", "AIs model", Some("AIs model")),
            ("pretraining run", "a pre-training run", Some("pre-training run")),
            ("end to end", "an end-to-end task", Some("end-to-end")),
        ] {
            assert_eq!(found(pattern, text).as_deref(), expected, "{pattern} in {text}");
        }
    }
}
