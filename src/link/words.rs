//! The words of one quote, looked up in the vocabulary once and then read by every matcher.

use std::ops::Range;

use super::form_table::Row;
use super::vocabulary::{Senses, Starts, Vocabulary, WordId};
use crate::text::{Joint, Span, Token, sentences, tokens};

/// A quote as the matchers see it. Positions are token indices.
pub(super) struct Words<'t> {
    /// The quote's text.
    pub(super) text: &'t str,
    vocabulary: &'t Vocabulary,
    tokens: Vec<Token>,
    rows: Vec<Row>,
    joined: Vec<Row>,
    /// The words that are two, by position.
    closed: Vec<(usize, WordId, Row)>,
    sentences: Vec<Range<usize>>,
}

impl<'t> Words<'t> {
    /// Splits a text and looks its words up. O(n).
    pub(super) fn of(text: &'t str, vocabulary: &'t Vocabulary) -> Self {
        let tokens = tokens(text);
        let mut buffer = String::new();
        let mut closed = Vec::new();
        let mut rows = Vec::with_capacity(tokens.len());
        let word = |t: &Token| &text[t.span.range()];
        for (at, token) in tokens.iter().enumerate() {
            rows.push(vocabulary.row(word(token), &mut buffer));
            closed.extend(vocabulary.split(&buffer).map(|(first, second)| (at, first, second)));
        }
        let mut joined = vec![Row::default(); tokens.len()];
        for (n, pair) in tokens.windows(2).enumerate() {
            if pair[1].joint == Joint::Tight {
                joined[n] = vocabulary.row_of_joined(word(&pair[0]), word(&pair[1]), &mut buffer);
            }
        }
        let sentences = sentences(&tokens).collect();
        Self { text, vocabulary, tokens, rows, joined, closed, sentences }
    }

    /// The sentences, as ranges of positions.
    pub(super) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The vocabulary's words that the token is a form of.
    pub(super) fn ids(&self, at: usize) -> Senses<'t> {
        self.vocabulary.senses(self.rows[at])
    }

    /// What may begin at the token.
    pub(super) fn starts(&self, at: usize) -> Starts {
        let joined = self.vocabulary.starts(self.joined[at]);
        let closed = if self.closed_at(at).is_empty() { Starts::default() } else { Starts::LABEL };
        self.vocabulary.starts(self.rows[at]).with(joined).with(closed)
    }

    /// The vocabulary's words that the token and the next one, joined by a hyphen, are a form of.
    pub(super) fn joined_ids(&self, at: usize) -> Senses<'t> {
        self.vocabulary.senses(self.joined[at])
    }

    /// The vocabulary's words that the token is when it is two: the first, and all that the second may stand for.
    pub(super) fn closed_ids(&self, at: usize) -> impl Iterator<Item = (WordId, Senses<'t>)> {
        self.closed_at(at).iter().map(|(_, first, second)| (*first, self.vocabulary.senses(*second)))
    }

    fn closed_at(&self, at: usize) -> &[(usize, WordId, Row)] {
        if self.closed.is_empty() {
            return &[];
        }
        let start = self.closed.partition_point(|closed| closed.0 < at);
        let len = self.closed[start..].partition_point(|closed| closed.0 == at);
        &self.closed[start..start + len]
    }

    /// The token as written.
    pub(super) fn word(&self, at: usize) -> &'t str {
        &self.text[self.tokens[at].span.range()]
    }

    /// What stands before the token.
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
        let end = self.tokens.get(sentence.end).map_or(self.text.len(), |t| t.span.start as usize);
        start..end
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
