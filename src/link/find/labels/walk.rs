//! A walk goes down the trie of labels from one word of a text, and reports the labels that end where it comes by.

use std::ops::Range;

use super::{Flag, LabelMatch, Labels, Order, RowValue};
use crate::link::find::trie::{Behind, ROOT, Root, Step, TrieView};
use crate::link::find::words::Words;
use crate::link::vocabulary::{Closeness, Sense, Senses, Starts};
use crate::text::Joint;

impl Labels {
    /// Adds every label that stands in a sentence, by its first word. `begun` is scratch space.
    pub(in crate::link) fn matches_in(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        begun: &mut Vec<Begun>,
        out: &mut Vec<LabelMatch>,
    ) {
        let trie = self.trie.view();
        begun.clear();
        for position in words.starting(sentence, Starts::LABEL) {
            let at = position as u32;
            for sense in words.ids(position).starting(Starts::LABEL) {
                let first = trie.root(sense.word).map(|root| First { sense, root });
                begun.push(Begun { at, first });
            }
            if words.is_read_otherwise(position) {
                begun.push(Begun { at, first: None });
            }
        }
        for &Begun { at, first } in begun.iter() {
            let start = at as usize;
            let walk = Walk { labels: self, trie, words, start, sentence_end: sentence.end };
            match first {
                Some(First { sense, root }) => {
                    walk.enter(root.step(), root.behind(), start + 1, Way::START.over(sense), out);
                }
                None => walk.step_otherwise(ROOT, start, Way::START, out),
            }
        }
    }
}

/// A word that may begin rows of the trie. All those of a sentence are looked for before any is followed, so that they wait
/// for memory together.
#[derive(Debug, Clone, Copy)]
pub(in crate::link) struct Begun {
    at: u32,
    /// None where it is to be read in another way than by itself.
    first: Option<First>,
}

/// A word of the trie, and where it leads to from the root.
#[derive(Debug, Clone, Copy)]
struct First {
    sense: Sense,
    root: Root,
}

/// One walk down the trie from a position.
pub(super) struct Walk<'a> {
    pub(super) labels: &'a Labels,
    pub(super) trie: TrieView<'a>,
    pub(super) words: &'a Words<'a>,
    pub(super) start: usize,
    pub(super) sentence_end: usize,
}

/// What is known of the words on the way to a node.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// The widest joint between them.
    pub(super) joint: Joint,
    pub(super) closeness: Closeness,
    /// Each is spelled as a word of the trie.
    pub(super) literal: bool,
    /// Each is one word of the trie.
    pub(super) word_by_word: bool,
    /// One of them is two words of the trie.
    pub(super) closed: bool,
    /// One of them has its [end](Words::is_suspended) in another word.
    suspended: bool,
}

impl Way {
    const START: Self = Self {
        joint: Joint::Tight,
        closeness: Closeness::Same,
        literal: true,
        word_by_word: true,
        closed: false,
        suspended: false,
    };

    fn over(self, sense: Sense) -> Self {
        let closeness = self.closeness.max(sense.closeness);
        Self { closeness, literal: self.literal && sense.literal, ..self }
    }
}

impl Walk<'_> {
    #[inline]
    fn go_on(&self, node: u32, behind: Behind, at: usize, way: Way, out: &mut Vec<LabelMatch>) {
        for sense in self.words.ids(at).iter().filter(|sense| behind.may_have(sense.word)) {
            self.follow(node, sense, at + 1, way, out);
        }
        if self.words.is_read_otherwise(at) {
            self.step_otherwise(node, at, way, out);
        }
    }

    /// Takes the edges of a word that is read in another way than by itself.
    fn step_otherwise(&self, node: u32, at: usize, way: Way, out: &mut Vec<LabelMatch>) {
        for (len, senses) in self.words.joined_ids(at).filter(|(len, _)| at + len <= self.sentence_end) {
            let suspended = way.suspended || self.words.is_suspended(at);
            for sense in senses.iter() {
                self.follow(node, sense, at + len, Way { word_by_word: false, suspended, ..way }, out);
            }
        }
        if let Some(long) = self.words.expansion(at) {
            self.expand(node, long, at + 1, Way { word_by_word: false, literal: false, ..way }, out);
        }
        if !way.closed {
            self.step_closed(node, at, Way { word_by_word: false, closed: true, ..way }, out);
        }
    }

    /// Takes the edges of the words that a short form stands for.
    fn expand(&self, node: u32, long: &[Senses<'_>], next: usize, way: Way, out: &mut Vec<LabelMatch>) {
        let Some((first, rest)) = long.split_first() else { return };
        for sense in first.iter() {
            if rest.is_empty() {
                self.follow(node, sense, next, way, out);
            } else if let Some(child) = self.trie.step(node, sense.word).and_then(Step::node) {
                self.expand(child, rest, next, way.over(sense), out);
            }
        }
    }

    /// Takes two edges with one token, or with one that has its end in another.
    fn step_closed(&self, node: u32, at: usize, way: Way, out: &mut Vec<LabelMatch>) {
        for (len, first, seconds) in
            self.words.closed_ids(at).filter(|(len, ..)| at + len <= self.sentence_end)
        {
            let way = Way { suspended: way.suspended || len > 1, ..way };
            let Some(middle) = self.trie.step(node, first).and_then(Step::node) else { continue };
            for second in seconds.iter().filter(|sense| sense.closeness < Closeness::Synonym) {
                self.follow(middle, second, at + len, way, out);
            }
        }
    }

    /// Takes the edge, and goes on with the token at `next`.
    fn follow(&self, node: u32, sense: Sense, next: usize, way: Way, out: &mut Vec<LabelMatch>) {
        if let Some(step) = self.trie.step(node, sense.word) {
            self.enter(step, Behind::ANYTHING, next, way.over(sense), out);
        }
    }

    /// Reports the rows that end at a step, if any do, and goes on with the token at `next`, if it may be behind.
    #[inline]
    fn enter(&self, step: Step, behind: Behind, next: usize, way: Way, out: &mut Vec<LabelMatch>) {
        if step.ends() {
            self.report(step, next, way, out);
        }
        if let Some(node) = step.node().filter(|_| next < self.sentence_end) {
            let joint = way.joint.max(self.words.joint(next));
            self.go_on(node, behind, next, Way { joint, ..way }, out);
        }
    }

    fn report(&self, step: Step, end: usize, way: Way, out: &mut Vec<LabelMatch>) {
        if self.is_letter_with_digit(end) || self.is_verb_before_object(end) {
            return;
        }
        for &value in self.trie.values(&step) {
            let value = RowValue::from(value);
            if value.has(Flag::Species) && !self.is_behind_initial() {
                continue;
            }
            let word_by_word = way.word_by_word && !value.has(Flag::OtherWords);
            let is_plain = value.has(Flag::Plain) && way.joint <= Joint::Space && !way.closed;
            if !is_plain && !self.admits(value, Way { word_by_word, ..way }, end) {
                continue;
            }
            if word_by_word && !way.literal && !self.is_noun_phrase(self.labels.label(value.label()), end) {
                continue;
            }
            let reworded = if value.has(Flag::Reworded) { Closeness::Synonym } else { Closeness::Same };
            let start = self.start - usize::from(value.has(Flag::Species));
            let found = LabelMatch {
                label: value.label(),
                start: start as u32,
                end: end as u32,
                closeness: way.closeness.max(reworded),
                literal: way.literal
                    && word_by_word
                    && !value.has(Flag::OtherNumber)
                    && !value.has(Flag::And)
                    && self.is_spelled_as(value.label(), end),
                doubtful: self.is_doubtful(value, way, end),
                order: if way.suspended { Order::Gapped } else { Order::Kept },
                own: 0,
            };
            let known = out.iter().rev().take_while(|m| m.start == found.start).any(|m| *m == found);
            if !known {
                out.push(found);
            }
        }
    }
}
