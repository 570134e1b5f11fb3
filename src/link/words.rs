//! The words of one quote, looked up in the vocabulary once and then read by every matcher.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::form_table::Row;
use super::short_forms::ShortForms;
use super::vocabulary::{Senses, Starts, Vocabulary, WordId};
use crate::text::{Joint, Span, Token, Tokens, sentence_start};

/// A quote as the matchers see it. Positions are token indices.
pub(super) struct Words<'t> {
    /// The quote's text.
    pub(super) text: &'t str,
    vocabulary: &'t Vocabulary,
    tokens: Vec<Token>,
    rows: Vec<Row>,
    /// The words that are written as two, by position.
    joined: Vec<(u32, Row)>,
    /// The words that are two written as one, by position.
    closed: Vec<(u32, WordId, Row)>,
    sentences: Vec<Range<usize>>,
    /// Where each sentence ends, in bytes.
    ends: Vec<u32>,
    /// The senses of the words that short forms stand for, by position.
    expansions: FxHashMap<usize, &'t [Senses<'t>]>,
}

/// The bytes of text for each of its words, about.
const BYTES_PER_WORD: usize = 5;

impl<'t> Words<'t> {
    /// Splits a text and looks its words up. O(n).
    pub(super) fn of(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        let mut words = Self::none(text, vocabulary);
        let mut at = 0;
        while let Some(end) = words.read_sentence(at) {
            at = end;
        }
        words
    }

    /// The sentences of a text in which something may begin; what is between them is only skimmed. O(n).
    pub(super) fn of_interest(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        let mut words = Self::none(text, vocabulary);
        let mut at = 0;
        while let Some(word) = vocabulary.next_start(text, at) {
            let start = sentence_start(text, at, word);
            let Some(end) = words.read_sentence(start) else { break };
            at = end;
        }
        words
    }

    fn none(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        Self {
            text,
            vocabulary,
            tokens: Vec::new(),
            rows: Vec::new(),
            joined: Vec::new(),
            closed: Vec::new(),
            sentences: Vec::new(),
            ends: Vec::new(),
            expansions: FxHashMap::default(),
        }
    }

    /// Reads the sentence whose first word stands at a byte or behind it; gives where the next one begins.
    fn read_sentence(&mut self, from: usize) -> Option<usize> {
        let first = self.tokens.len();
        let mut end = self.text.len();
        if first == 0 {
            self.tokens.reserve(self.text.len().min(256) / BYTES_PER_WORD);
        }
        for token in Tokens::new(self.text, from) {
            if token.joint == Joint::Sentence && self.tokens.len() > first {
                end = token.span.start as usize;
                break;
            }
            self.tokens.push(token);
        }
        if self.tokens.len() == first {
            return None;
        }
        self.look_up(first);
        self.sentences.push(first..self.tokens.len());
        self.ends.push(end as u32);
        Some(end)
    }

    /// Looks up the words from a position on.
    fn look_up(&mut self, first: usize) {
        let mut buffer = String::new();
        for (at, token) in self.tokens.iter().enumerate().skip(first) {
            let word = &self.text[token.span.range()];
            let place = at as u32;
            let found = self.vocabulary.look_up(word, &mut buffer);
            self.rows.push(found.row);
            if found.may_be_two {
                let split = self.vocabulary.split(word, &mut buffer);
                self.closed.extend(split.map(|(one, two)| (place, one, two)));
            }
            if token.joint == Joint::Tight && at > first {
                let before = &self.text[self.tokens[at - 1].span.range()];
                let row = self.vocabulary.row_of_joined(before, word, &mut buffer);
                if row != Row::default() {
                    self.joined.push((place - 1, row));
                }
            }
        }
    }

    /// Lets short forms stand for the words that the source explains them by.
    pub(super) fn expand(&mut self, forms: &'t ShortForms<'_>) {
        if forms.expands() {
            let long = |at| Some((at, forms.expansion(self.word(at))?));
            self.expansions = (0..self.tokens.len()).filter_map(long).collect();
        }
    }

    /// The senses of the words that the token is short for.
    pub(super) fn expansion(&self, at: usize) -> Option<&'t [Senses<'t>]> {
        if self.expansions.is_empty() { None } else { self.expansions.get(&at).copied() }
    }

    /// The sentences, as ranges of positions.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The vocabulary's words that the token is a form of.
    #[inline]
    pub(super) fn ids(&self, at: usize) -> Senses<'t> {
        self.vocabulary.senses(self.rows[at])
    }

    /// What may begin at the token.
    #[inline]
    pub(super) fn starts(&self, at: usize) -> Starts {
        let joined = self.vocabulary.starts(self.joined_at(at));
        let closed = if self.closed_at(at).is_empty() { Starts::default() } else { Starts::LABEL };
        let expanded = if self.expansion(at).is_some() { Starts::LABEL } else { Starts::default() };
        self.vocabulary.starts(self.rows[at]).with(joined).with(closed).with(expanded)
    }

    /// The vocabulary's words that the token and the next one, joined by a hyphen, are a form of.
    pub(super) fn joined_ids(&self, at: usize) -> Senses<'t> {
        self.vocabulary.senses(self.joined_at(at))
    }

    #[inline]
    fn joined_at(&self, at: usize) -> Row {
        let found = self.joined.binary_search_by_key(&(at as u32), |joined| joined.0);
        found.map_or(Row::default(), |n| self.joined[n].1)
    }

    /// The vocabulary's words that the token is when it is two: the first, and all that the second may stand for.
    pub(super) fn closed_ids(&self, at: usize) -> impl Iterator<Item = (WordId, Senses<'t>)> {
        self.closed_at(at).iter().map(|(_, first, second)| (*first, self.vocabulary.senses(*second)))
    }

    #[inline]
    fn closed_at(&self, at: usize) -> &[(u32, WordId, Row)] {
        if self.closed.is_empty() {
            return &[];
        }
        let start = self.closed.partition_point(|closed| (closed.0 as usize) < at);
        let len = self.closed[start..].partition_point(|closed| closed.0 as usize == at);
        &self.closed[start..start + len]
    }

    /// The token as written.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'t str {
        &self.text[self.tokens[at].span.range()]
    }

    /// The characters between the token and the one before it.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let start = at.checked_sub(1).map_or(0, |before| self.tokens[before].span.end as usize);
        &self.text[start..self.tokens[at].span.start as usize]
    }

    /// What stands before the token.
    #[inline]
    pub(super) fn joint(&self, at: usize) -> Joint {
        self.tokens[at].joint
    }

    /// The bytes of some tokens.
    pub(super) fn span(&self, positions: Range<usize>) -> Span {
        Span::new(self.tokens[positions.start].span.start, self.tokens[positions.end - 1].span.end)
    }

    /// The bytes from the first token of a sentence to the first of the next.
    pub(super) fn sentence_bytes(&self, sentence: &Range<usize>) -> Range<usize> {
        let start = self.tokens[sentence.start].span.start as usize;
        let number = self.sentences.partition_point(|other| other.start < sentence.start);
        start..self.ends[number] as usize
    }

    /// The positions of the tokens that a span touches.
    pub(super) fn positions(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end
    }

    /// True when a byte lies inside a word.
    pub(super) fn splits_word(&self, byte: u32) -> bool {
        let at = self.tokens.partition_point(|t| t.span.end <= byte);
        self.tokens.get(at).is_some_and(|t| t.span.start < byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::vocabulary::VocabularyBuilder;
    use proptest::prelude::*;

    /// Where the sentences are in which something may begin.
    fn interesting(words: &Words<'_>) -> Vec<Range<usize>> {
        let begins = |at: usize| words.starts(at) != Starts::default();
        let sentences = words.sentences().iter().filter(|sentence| (*sentence).clone().any(begins));
        sentences.map(|sentence| words.sentence_bytes(sentence)).collect()
    }

    proptest! {
        #[test]
        fn what_is_skimmed_begins_nothing(text in "(model|pre|-|training|don|'t|’t|3|.5| |[.] |\"|“|”|, |The|x|é|强|。|y|\n){0,25}") {
            let mut builder = VocabularyBuilder::default();
            for word in ["model", "pretraining", "don't", "v3.5", "3.5", "étx"] {
                let id = builder.id(word);
                builder.start(id, Starts::LABEL);
            }
            let (x, y) = (builder.id("x"), builder.id("y"));
            builder.close(x, y);
            let vocabulary = builder.finish();
            let all = Words::of(&text, &vocabulary);
            let some = Words::of_interest(&text, &vocabulary);
            prop_assert_eq!(interesting(&some), interesting(&all));
        }
    }
}
