//! All labels lie in one trie over words: an automaton that reads a quote once, whatever the number of labels.
//!
//! Which matches are kept is taught by examples, with the labels `learning`, `reinforcement learning`,
//! `reinforcement learning from human feedback` and `human feedback`:
//!
//! | text | kept |
//! |---|---|
//! | reinforcement learning from human feedback | `reinforcement learning from human feedback` |
//! | reinforcement learning from humans | `reinforcement learning` |
//! | deep reinforcement, learning | `learning` |
//!
//! The leftmost match wins, of those the longest; a match never crosses a comma or a sentence end unless the label does.

mod walk;

use serde::{Deserialize, Serialize};

use super::english::{is_function_word, split_prefix};
use super::trie::{Trie, TrieBuilder};
use super::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use super::words::Words;
use crate::concept::{Concept, ConceptIx, LabelKind};
use crate::text::{Joint, Span, Token, tokens};
pub(super) use walk::Begun;

/// A label of a concept, as the linker needs it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(super) struct Label {
    pub(super) concept: ConceptIx,
    pub(super) kind: LabelKind,
    /// Must match letter for letter, but for a plural `s`.
    exact: bool,
    /// Has a word of one or two bytes, which must stand as it is.
    short: bool,
    /// The widest joint between its own words.
    joint: Joint,
    /// Its rule, as bytes of the rules.
    rule: Span,
    /// Its words, by number.
    words: Span,
    /// Which of them begins it as it is spoken: `febrile` in `Seizures, febrile`.
    turn: u32,
}

/// A place where a label stands, in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelMatch {
    pub(super) label: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    /// How closely its words are the label's: by the furthest of them.
    pub(super) closeness: Closeness,
    /// Spelled as the label is, but for case and hyphens.
    pub(super) literal: bool,
    pub(super) order: Order,
}

/// How the words of a match stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Order {
    /// As in the label.
    Kept,
    /// In another order, or with function words between.
    Changed,
    /// With words of another phrase between.
    Gapped,
}

/// Labels of more words are not matched with two of them written as one.
const CLOSED: usize = 4;
/// Marks the value of a row with other words than its label has.
const OTHER_WORDS: u32 = 1 << 31;
/// Marks the value of a row with the plural of its label's last word.
const PLURAL: u32 = 1 << 30;
/// Marks the values of a label of which nothing is to be checked but that no clause ends in it.
const PLAIN: u32 = 1 << 29;

/// The number of the label that a value is of.
fn number(value: u32) -> u32 {
    value & !(OTHER_WORDS | PLURAL | PLAIN)
}

/// Letters by which the words of two labels are compared, and the fewest that a word must have to say something.
const STEM: usize = 4;
const LETTERS: usize = 3;

/// The beginning of a word, by which it is compared with another.
pub(super) fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// All labels of a scheme.
#[derive(Serialize, Deserialize)]
pub(super) struct Labels {
    labels: Vec<Label>,
    /// The rules of all labels, one behind the other: `label: RLHF`, `alias: human feedback`.
    rules: String,
    /// The words of all labels, and where they stand in the rules.
    words: Vec<(WordId, Span)>,
    /// The rows of words that may stand for a label.
    trie: Trie,
}

impl Labels {
    /// Reads every label of the concepts, in each of its spellings. O(words of all labels).
    pub(super) fn new(concepts: &[Concept], vocabulary: &mut VocabularyBuilder) -> Self {
        let mut collected = Collected::new(vocabulary);
        for (n, concept) in concepts.iter().enumerate() {
            let concept_ix = ConceptIx(n as u32);
            for (kind, label) in concept.labels() {
                collected.insert(concept_ix, label, kind);
            }
        }
        collected.finish()
    }

    /// The labels, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// The label of a number.
    pub(super) fn label(&self, number: u32) -> &Label {
        &self.labels[number as usize]
    }

    /// `label: RLHF` or `alias: human feedback`.
    pub(super) fn rule(&self, number: u32) -> &str {
        &self.rules[self.label(number).rule.range()]
    }

    /// The words of a label.
    pub(super) fn words(&self, label: &Label) -> impl ExactSizeIterator<Item = WordId> + Clone {
        self.words[label.words.range()].iter().map(|(word, _)| *word)
    }

    /// The words of a label in the order in which they are spoken: `febrile seizures` for `Seizures, febrile`.
    pub(super) fn spoken(&self, label: &Label) -> impl Iterator<Item = WordId> + Clone {
        let (behind, first) = self.words[label.words.range()].split_at(label.turn as usize);
        first.iter().chain(behind).map(|(word, _)| *word)
    }

    /// The words of a label as they are written.
    pub(super) fn written(&self, label: &Label) -> impl ExactSizeIterator<Item = &str> {
        self.words[label.words.range()].iter().map(|(_, place)| &self.rules[place.range()])
    }

    /// The words of a label that say something, in lower case.
    pub(super) fn telling(&self, label: &Label) -> impl Iterator<Item = String> {
        let words = self.written(label).map(str::to_lowercase);
        words.filter(|word| word.len() >= LETTERS && !is_function_word(word))
    }

    /// True when a word of the text begins as a word of some label of the concept does. O(labels).
    pub(super) fn share_a_word(&self, concept: ConceptIx, text: &str) -> bool {
        let words: Vec<String> =
            tokens(text).iter().map(|token| text[token.span.range()].to_lowercase()).collect();
        let labels = self.labels.iter().filter(|label| label.concept == concept);
        labels
            .flat_map(|label| self.telling(label))
            .any(|word| words.iter().any(|other| stem(&word) == stem(other)))
    }

    /// The labels that all the words together are.
    pub(super) fn named(&self, words: &Words<'_>) -> Vec<LabelMatch> {
        let [sentence] = words.sentences() else { return Vec::new() };
        let mut found = Vec::new();
        self.matches_in(words, sentence, &mut Vec::new(), &mut found);
        found.retain(|found| (found.start, found.end as usize) == (0, sentence.end));
        found
    }
}

impl Label {
    /// True when it must match letter for letter.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// True for several words that may stand in any case, without a comma between.
    fn is_plain(&self) -> bool {
        self.words.len() > 1 && !self.exact && !self.short && self.joint == Joint::Space
    }
}

/// Labels while they are collected.
struct Collected<'v> {
    vocabulary: &'v mut VocabularyBuilder,
    labels: Vec<Label>,
    rules: String,
    words: Vec<(WordId, Span)>,
    trie: TrieBuilder,
    /// Word → its prefix and the rest, when it may be written apart; none where nobody has asked.
    apart: Vec<Option<Apart>>,
}

type Apart = Option<[WordId; 2]>;

impl<'v> Collected<'v> {
    fn new(vocabulary: &'v mut VocabularyBuilder) -> Self {
        Self {
            vocabulary,
            labels: Vec::new(),
            rules: String::new(),
            words: Vec::new(),
            trie: TrieBuilder::default(),
            apart: Vec::new(),
        }
    }

    /// Puts a label in; one without words can match nothing.
    fn insert(&mut self, concept: ConceptIx, written: &str, kind: LabelKind) {
        let (text, by_letter) = written.strip_prefix('=').map_or((written, false), |text| (text, true));
        let tokens = tokens(text);
        if tokens.is_empty() {
            return;
        }
        let rule = self.rules.len() as u32;
        self.rules.extend([kind.name(), ": ", written]);
        let offset = self.rules.len() as u32 - text.len() as u32;
        let first_word = self.words.len() as u32;
        for token in &tokens {
            let place = Span::new(offset + token.span.start, offset + token.span.end);
            self.words.push((self.vocabulary.id(&text[token.span.range()]), place));
        }
        let mut written = tokens.iter().map(|token| &text[token.span.range()]);
        let joint = tokens.iter().skip(1).map(|t| t.joint).max().unwrap_or(Joint::Space).max(Joint::Space);
        self.labels.push(Label {
            concept,
            kind,
            exact: by_letter || is_by_letter(written.clone()),
            short: written.any(|word| word.len() <= 2),
            joint,
            rule: Span::new(rule, self.rules.len() as u32),
            words: Span::new(first_word, self.words.len() as u32),
            turn: turn(text, &tokens),
        });
        self.insert_spellings();
    }

    /// Puts in the rows of words that may stand for the last label: as they are, with one prefix apart; an acronym's
    /// plural is no English word (`AIs`) and is spelled out.
    fn insert_spellings(&mut self) {
        let Some(label) = self.labels.last() else { return };
        let plain = if label.is_plain() { PLAIN } else { 0 };
        let number = (self.labels.len() as u32 - 1) | plain;
        let words: Vec<WordId> = self.words[label.words.range()].iter().map(|(word, _)| *word).collect();
        let (exact, turn, last) = (label.exact, label.turn as usize, words.len() - 1);
        self.trie.push(words.iter().copied(), number);
        for at in 0..words.len() {
            if let Some(apart) = self.apart(words[at]) {
                let (before, after) = (words[..at].iter(), words[at + 1..].iter());
                let row = before.chain(&apart).chain(after);
                self.trie.push(row.copied(), number | OTHER_WORDS);
            }
        }
        if turn > 0 {
            let spoken = words[turn..].iter().chain(&words[..turn]);
            self.trie.push(spoken.copied(), number | OTHER_WORDS);
        }
        if words.len() <= CLOSED {
            words.windows(2).for_each(|pair| self.vocabulary.close(pair[0], pair[1]));
        }
        if exact {
            let plural = format!("{}s", self.vocabulary.word(words[last]));
            let plural = self.vocabulary.id(&plural);
            self.trie.push(words[..last].iter().copied().chain([plural]), number | PLURAL);
        }
    }

    fn apart(&mut self, word: WordId) -> Apart {
        let at = word.0 as usize;
        if let Some(Some(known)) = self.apart.get(at) {
            return *known;
        }
        let split = split_prefix(self.vocabulary.word(word));
        let split = split.map(|(prefix, rest)| (prefix.to_owned(), rest.to_owned()));
        let split = split.map(|(prefix, rest)| [self.vocabulary.id(&prefix), self.vocabulary.id(&rest)]);
        self.apart.resize(self.apart.len().max(at + 1), None);
        self.apart[at] = Some(split);
        split
    }

    fn finish(self) -> Labels {
        let trie = self.trie.finish();
        trie.firsts().for_each(|word| self.vocabulary.start(word, Starts::LABEL));
        Labels { labels: self.labels, rules: self.rules, words: self.words, trie }
    }
}

/// True for a label that case tells from other words: one in capitals (`RL`, `CA2`), and a short one with a capital that
/// does not begin it (`cM`) or of two letters (`In`).
fn is_by_letter<'w>(mut words: impl Iterator<Item = &'w str> + Clone) -> bool {
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if words.clone().all(plain) {
        return false;
    }
    let has = |what: fn(char) -> bool| words.clone().flat_map(str::chars).any(what);
    let capitals = has(char::is_uppercase) && !has(char::is_lowercase);
    let short = has(char::is_uppercase) && has(char::is_lowercase);
    let (Some(word), None) = (words.next(), words.next()) else { return capitals };
    let inner = word.chars().skip(1).any(char::is_uppercase);
    capitals || short && (word.len() <= 2 || inner && word.len() <= 4)
}

/// Where the part of a label begins that a comma puts last: `Seizures, febrile`; 0 where there is none.
fn turn(text: &str, tokens: &[Token]) -> u32 {
    let mut breaks = (1..tokens.len()).filter(|&at| tokens[at].joint >= Joint::Clause);
    let (Some(at), None) = (breaks.next(), breaks.next()) else { return 0 };
    let gap = &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
    if gap == ", " { at as u32 } else { 0 }
}
