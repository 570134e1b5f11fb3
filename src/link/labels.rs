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

use rustc_hash::FxHashMap;

use super::english::split_prefix;
use super::overlaps::most_literal;
use super::vocabulary::{Closeness, Sense, VocabularyBuilder, WordId};
use super::words::Words;
use crate::concept::{Concept, ConceptIx, LabelKind};
use crate::text::{Joint, tokens};

/// A label of a concept, as the linker needs it.
pub(super) struct Label {
    pub(super) concept: ConceptIx,
    /// `label: RLHF` or `alias: human feedback`.
    pub(super) rule: String,
    pub(super) kind: LabelKind,
    words: Vec<String>,
    /// Must match letter for letter, but for a plural `s`.
    exact: bool,
    /// The widest joint between its own words.
    joint: Joint,
}

/// A place where a label stands, in positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LabelMatch {
    pub(super) label: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How closely its words are the label's: by the furthest of them.
    pub(super) closeness: Closeness,
    /// Spelled as the label is, but for case and hyphens.
    pub(super) literal: bool,
}

impl LabelMatch {
    /// How well the words are the label's; the least is the best.
    pub(super) fn rank(&self) -> (Closeness, bool) {
        (self.closeness, !self.literal)
    }
}

/// The trie.
#[derive(Default)]
pub(super) struct Labels {
    labels: Vec<Label>,
    edges: FxHashMap<(u32, WordId), u32>,
    /// Node → labels that end there.
    ends: Vec<Vec<u32>>,
}

const ROOT: u32 = 0;

impl Labels {
    /// Puts every label of the concepts in, in each of its spellings. O(words of all labels).
    pub(super) fn new(concepts: &[Concept], vocabulary: &mut VocabularyBuilder) -> Self {
        let mut trie = Self { ends: vec![Vec::new()], ..Self::default() };
        for (n, concept) in concepts.iter().enumerate() {
            let concept_ix = ConceptIx(n as u32);
            for (kind, label) in concept.labels() {
                trie.insert(Label::new(concept_ix, label, kind), vocabulary);
            }
        }
        trie
    }

    /// The labels, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// The label that a match is of.
    pub(super) fn label(&self, found: &LabelMatch) -> &Label {
        &self.labels[found.label]
    }

    /// Puts a label in; one without words can match nothing.
    /// The concepts of which all the words together are a label, in order.
    pub(super) fn concepts_named(&self, words: &Words<'_>) -> Vec<ConceptIx> {
        let [sentence] = words.sentences() else { return Vec::new() };
        let mut found = Vec::new();
        self.matches_at(words, 0, sentence.end, &mut found);
        found.retain(|found| found.end == sentence.end);
        let mut concepts: Vec<ConceptIx> =
            most_literal(found).iter().map(|found| self.label(found).concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    fn insert(&mut self, label: Label, vocabulary: &mut VocabularyBuilder) {
        if label.words.is_empty() {
            return;
        }
        let ix = self.labels.len() as u32;
        for spelling in label.spellings() {
            let node = spelling.iter().fold(ROOT, |node, word| self.child(node, vocabulary.id(word)));
            let ends = &mut self.ends[node as usize];
            if ends.last() != Some(&ix) {
                ends.push(ix);
            }
        }
        self.labels.push(label);
    }

    fn child(&mut self, node: u32, word: WordId) -> u32 {
        let next = self.ends.len() as u32;
        let child = *self.edges.entry((node, word)).or_insert(next);
        if child == next {
            self.ends.push(Vec::new());
        }
        child
    }

    /// Adds every label that stands at position `start`.
    pub(super) fn matches_at(
        &self,
        words: &Words<'_>,
        start: usize,
        sentence_end: usize,
        out: &mut Vec<LabelMatch>,
    ) {
        let walk = Walk { trie: self, words, start, sentence_end };
        walk.step(ROOT, start, Way { joint: Joint::Tight, closeness: Closeness::Inflected }, out);
    }
}

impl Label {
    fn new(concept: ConceptIx, written: &str, kind: LabelKind) -> Self {
        let (text, by_letter) = written.strip_prefix('=').map_or((written, false), |text| (text, true));
        let tokens = tokens(text);
        let words: Vec<String> = tokens.iter().map(|t| text[t.span.range()].to_owned()).collect();
        let exact = by_letter || words.iter().all(|word| word.chars().all(char::is_uppercase));
        let joint = tokens.iter().skip(1).map(|t| t.joint).max().unwrap_or(Joint::Space).max(Joint::Space);
        let rule = format!("{}: {written}", kind.name());
        Self { concept, rule, kind, words, exact, joint }
    }

    /// Its words, as written.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// True when it must match letter for letter.
    pub(super) fn is_exact(&self) -> bool {
        self.exact
    }

    /// The rows of words that may stand for it; an acronym's plural is no English word (`AIs`) and is spelled out.
    fn spellings(&self) -> Vec<Vec<String>> {
        let last = self.words.len().saturating_sub(1);
        let plural = self
            .exact
            .then(|| with(&self.words, last..self.words.len(), &[format!("{}s", self.words[last])]));
        spellings(&self.words).into_iter().chain(plural).collect()
    }

    /// Checks what the trie does not: case, where it counts; that two letters stand as they are; and that a synonym
    /// has a second word beside it that speaks for it.
    fn admits(&self, written: &[&str], closeness: Closeness) -> bool {
        if self.words.len() == 1 && closeness == Closeness::Synonym {
            return false;
        }
        let same = |(label, text): (&String, &&str)| match self.exact {
            true => is_or_plural(text, label),
            false => label.len() > 2 || text.to_lowercase() == label.to_lowercase(),
        };
        self.words.len() != written.len() || self.words.iter().zip(written).all(same)
    }

    fn is_literal(&self, written: &[&str]) -> bool {
        let pair = |(label, text): (&String, &&str)| label.to_lowercase() == text.to_lowercase();
        self.words.len() == written.len() && self.words.iter().zip(written).all(pair)
    }
}

fn is_or_plural(text: &str, label: &str) -> bool {
    text == label || text.strip_suffix('s') == Some(label)
}

/// One walk down the trie from a position.
struct Walk<'a> {
    trie: &'a Labels,
    words: &'a Words<'a>,
    start: usize,
    sentence_end: usize,
}

/// What is known of the words on the way to a node.
#[derive(Clone, Copy)]
struct Way {
    /// The widest joint between them.
    joint: Joint,
    closeness: Closeness,
}

impl Walk<'_> {
    fn step(&self, node: u32, at: usize, way: Way, out: &mut Vec<LabelMatch>) {
        for &sense in self.words.ids(at) {
            self.follow(node, sense, at + 1, way, out);
        }
        if at + 1 < self.sentence_end {
            for &sense in self.words.joined_ids(at) {
                self.follow(node, sense, at + 2, way, out);
            }
        }
    }

    /// Takes the edge, reports what ends behind it, and goes on with the token at `next`.
    fn follow(&self, node: u32, (word, closeness): Sense, next: usize, way: Way, out: &mut Vec<LabelMatch>) {
        let Some(&child) = self.trie.edges.get(&(node, word)) else { return };
        let way = Way { closeness: way.closeness.max(closeness), ..way };
        self.report(child, next, way, out);
        if next < self.sentence_end {
            let joint = way.joint.max(self.words.joint(next));
            self.step(child, next, Way { joint, ..way }, out);
        }
    }

    fn report(&self, node: u32, end: usize, way: Way, out: &mut Vec<LabelMatch>) {
        for &ix in &self.trie.ends[node as usize] {
            let label = &self.trie.labels[ix as usize];
            let written: Vec<&str> = (self.start..end).map(|at| self.words.word(at)).collect();
            let found = LabelMatch {
                label: ix as usize,
                start: self.start,
                end,
                closeness: way.closeness,
                literal: label.is_literal(&written),
            };
            let known = out.iter().rev().take_while(|m| m.start == self.start).any(|m| *m == found);
            if way.joint <= label.joint && label.admits(&written, way.closeness) && !known {
                out.push(found);
            }
        }
    }
}

/// The spellings of some words: as they are, with one pair of neighbours closed, with one prefix apart.
fn spellings(words: &[String]) -> Vec<Vec<String>> {
    let mut out = vec![words.to_vec()];
    for at in 0..words.len() {
        if at + 1 < words.len() && words.len() <= 4 {
            out.push(with(words, at..at + 2, &[format!("{}{}", words[at], words[at + 1])]));
        }
        if let Some((prefix, rest)) = split_prefix(&words[at].to_lowercase()) {
            out.push(with(words, at..at + 1, &[prefix.to_owned(), rest.to_owned()]));
        }
    }
    out
}

fn with(words: &[String], range: std::ops::Range<usize>, replacement: &[String]) -> Vec<String> {
    let mut out = words.to_vec();
    out.splice(range, replacement.iter().cloned());
    out
}
