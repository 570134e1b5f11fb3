//! The words of one quote, looked up in the vocabulary once and then read by every matcher.

use std::cell::RefCell;
use std::mem::take;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::short_forms::ShortForms;
use crate::language::english::{is_joining, is_negated_at, without_apostrophe};
use crate::link::vocabulary::Row;
use crate::link::vocabulary::{Look, Senses, Starts, VocabularyView, WordId};
use crate::text::{HYPHENS, Joint, Span, Token, Tokens, sentence_start};

/// A quote as the matchers see it. Positions are those of its words.
pub(in crate::link) struct Words<'t> {
    /// The quote's text.
    pub(in crate::link) text: &'t str,
    vocabulary: VocabularyView<'t>,
    /// All of the text is ASCII.
    ascii: bool,
    words: Vec<Word>,
    /// The words that are written as several, or as one with an apostrophe, by position, with how many those are.
    joined: Vec<(u32, u32, Row)>,
    /// The words that are two written as one, by position, with how many they take.
    closed: Vec<(u32, u32, WordId, Row)>,
    sentences: Vec<Range<usize>>,
    /// Where each sentence ends, in bytes.
    ends: Vec<u32>,
    /// The senses of the words that short forms stand for, by position.
    expansions: FxHashMap<usize, &'t [Senses<'t>]>,
}

/// A word of the text.
#[derive(Debug, Clone, Copy)]
struct Word {
    span: Span,
    row: Row,
    joint: Joint,
    /// What may begin with it, however it is read.
    starts: Starts,
    /// It may be read in another way than by its row.
    otherwise: bool,
}

/// What every text needs, used for one text after another.
#[derive(Default)]
struct Lists {
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    ends: Vec<u32>,
}

/// Lists that are kept for texts to come, and the most words that one may have room for.
const SPARES: usize = 32;
const ROOM: usize = 1 << 12;

thread_local!(static SPARE: RefCell<Vec<Lists>> = RefCell::default());

impl Drop for Words<'_> {
    fn drop(&mut self) {
        let Self { words, sentences, ends, .. } = self;
        let mut lists = Lists { words: take(words), sentences: take(sentences), ends: take(ends) };
        if lists.words.capacity() <= ROOM {
            lists.words.clear();
            lists.sentences.clear();
            lists.ends.clear();
            SPARE.with_borrow_mut(|spare| {
                if spare.len() < SPARES {
                    spare.push(lists);
                }
            });
        }
    }
}

/// The bytes of text for each of its words, about.
const BYTES_PER_WORD: usize = 6;
/// A word with a hanging hyphen, a conjunction, and the word with the end of both.
pub(super) const SUSPENDED: usize = 3;
/// Words that are looked up together.
const TOGETHER: usize = 16;

impl<'t> Words<'t> {
    /// Splits a text and looks its words up, without regard to short forms. O(n).
    pub(in crate::link) fn of(text: &'t str, vocabulary: VocabularyView<'t>) -> Self {
        let mut words = Self::none(text, vocabulary);
        let mut at = 0;
        while let Some(end) = words.read_sentence(at) {
            at = end;
        }
        words
    }

    /// All words of a text.
    pub(in crate::link) fn all(
        text: &'t str,
        vocabulary: VocabularyView<'t>,
        forms: &'t ShortForms<'_>,
    ) -> Self {
        let mut words = Self::of(text, vocabulary);
        words.expand(forms);
        words
    }

    /// The sentences of a text in which something may begin, or a short form stand; what is between them is only skimmed.
    /// O(n).
    pub(in crate::link) fn of_interest(
        text: &'t str,
        vocabulary: VocabularyView<'t>,
        forms: &'t ShortForms<'_>,
    ) -> Self {
        let mut words = Self::none(text, vocabulary);
        let mut at = 0;
        // Each is looked for again only behind where it was found.
        let mut form = forms.next_start(text, 0);
        let mut word = vocabulary.next_start(text, 0);
        loop {
            let mut start = at;
            // Where something began in the last sentence, the next is likely to be as dense, and is read without a look.
            if !words.last_sentence_begins() {
                if form.is_some_and(|form| form < at) {
                    form = forms.next_start(text, at);
                }
                if word.is_some_and(|word| word < at) {
                    word = vocabulary.next_start(text, at);
                }
                let Some(next) = word.into_iter().chain(form).min() else { break };
                start = sentence_start(text, at, next);
            }
            let Some(end) = words.read_sentence(start) else { break };
            at = end;
        }
        words.expand(forms);
        words
    }

    /// Whether something may begin in the sentence that was read last.
    fn last_sentence_begins(&self) -> bool {
        self.sentences
            .last()
            .is_some_and(|sentence| self.starting(sentence, Starts::SOMETHING).next().is_some())
    }

    fn none(text: &'t str, vocabulary: VocabularyView<'t>) -> Self {
        let Lists { words, sentences, ends } = SPARE.with_borrow_mut(Vec::pop).unwrap_or_default();
        Self {
            text,
            vocabulary,
            ascii: text.is_ascii(),
            words,
            joined: Vec::new(),
            closed: Vec::new(),
            sentences,
            ends,
            expansions: FxHashMap::default(),
        }
    }

    /// Reads the sentence whose first word stands at a byte or behind it; gives where the next one begins.
    fn read_sentence(&mut self, from: usize) -> Option<usize> {
        let first = self.words.len();
        let mut end = self.text.len();
        if first == 0 {
            self.words.reserve((self.text.len() - from).min(1024) / BYTES_PER_WORD);
        }
        for Token { span, joint } in Tokens::known(self.text, from, self.ascii) {
            let mut joint = joint;
            if joint == Joint::Sentence && self.words.len() > first {
                let before = self.word(self.words.len() - 1);
                if !self.vocabulary.keeps_together(before, &self.text[span.range()]) {
                    end = span.start as usize;
                    break;
                }
                joint = Joint::Clause;
            }
            let (row, starts) = (Row::default(), Starts::default());
            self.words.push(Word { span, row, joint, starts, otherwise: false });
        }
        if self.words.len() == first {
            return None;
        }
        self.look_up(first);
        self.sentences.push(first..self.words.len());
        self.ends.push(end as u32);
        Some(end)
    }

    /// Looks up the words from a position on.
    fn look_up(&mut self, first: usize) {
        let (text, vocabulary) = (self.text, self.vocabulary);
        let mut buffer = String::new();
        let mut split = Vec::new();
        let mut looks = [Look::default(); TOGETHER];
        for (chunk, words) in self.words[first..].chunks_mut(TOGETHER).enumerate() {
            let looks = &mut looks[..words.len()];
            vocabulary.look(looks, text, words.iter().map(|word| word.span.range()));
            for (n, (word, look)) in words.iter_mut().zip(looks).enumerate() {
                let found = vocabulary.found(look, || &text[word.span.range()], &mut buffer);
                word.row = found.row;
                word.starts = Starts::of(found.row);
                if found.may_be_two {
                    split.push(first + chunk * TOGETHER + n);
                }
            }
        }
        let mut split = split.into_iter().peekable();
        let sentence =
            &text[self.words[first].span.start as usize..self.words[self.words.len() - 1].span.end as usize];
        let has_apostrophes = sentence.contains('\'') || !self.ascii && sentence.contains('\u{2019}');
        for at in first..self.words.len() {
            if has_apostrophes && self.words[at].row == Row::default() {
                self.read_without_apostrophe(at, &mut buffer);
            }
            if split.next_if_eq(&at).is_some() {
                self.split(at, &mut buffer);
            }
            let next = at + 1;
            if next < self.words.len() && self.words[next].joint == Joint::Tight {
                if !self.are_letters(next) && !self.is_elided(at) {
                    self.join(at, 2, &mut buffer);
                }
                let initials = self.initials(at);
                if initials > 1 {
                    self.join(at, initials, &mut buffer);
                }
            }
            if self.is_suspended(at) {
                self.share_end(at, &mut buffer);
            }
        }
    }

    fn read_without_apostrophe(&mut self, at: usize, buffer: &mut String) {
        if let Some(rest) = without_apostrophe(self.word(at)) {
            let row = self.vocabulary.row_of_joined(std::iter::once(&*rest), buffer);
            self.read_as(at, 1, row);
        }
    }

    /// Reads a word as two.
    fn split(&mut self, at: usize, buffer: &mut String) {
        let ways: Vec<(WordId, Row)> = self.vocabulary.split(self.word(at), buffer).collect();
        self.read_as_two(at, 1, ways);
    }

    fn read_as_two(&mut self, at: usize, len: usize, ways: impl IntoIterator<Item = (WordId, Row)>) {
        let known = self.closed.len();
        self.closed.extend(ways.into_iter().map(|(one, two)| (at as u32, len as u32, one, two)));
        if self.closed.len() > known {
            self.read_otherwise(at, Starts::LABEL);
        }
    }

    /// True for a letter or digit that a sign joins to the one before (`A–D`, but not the digit of `B-6`), or a minus to another
    /// word: `dE−n`.
    fn are_letters(&self, at: usize) -> bool {
        let [one, other] = [at - 1, at].map(|at| self.word(at).as_bytes());
        if self.gap(at) == "\u{2212}" {
            return one.len() == 1 || other.len() == 1;
        }
        match (one, other) {
            ([one], [other]) => !(one.is_ascii_alphabetic() && other.is_ascii_digit()),
            _ => false,
        }
    }

    /// True for an article before an apostrophe: "d'une" is no dune.
    fn is_elided(&self, at: usize) -> bool {
        matches!(self.gap(at + 1), "'" | "\u{2019}")
    }

    /// How many letters with full stops between begin at a word, and at none before it: `G.D.P.`
    fn initials(&self, at: usize) -> usize {
        let is_letter = |at: usize| self.words[at].span.len() == 1;
        let is_next = |at: usize| self.joint(at) == Joint::Tight && self.gap(at) == "." && is_letter(at);
        if !is_letter(at) || at > 0 && is_next(at) && is_letter(at - 1) {
            return 0;
        }
        1 + (at + 1..self.words.len()).take_while(|at| is_next(*at)).count()
    }

    /// Reads some words as one.
    fn join(&mut self, at: usize, len: usize, buffer: &mut String) {
        let row = self.vocabulary.row_of_joined((at..at + len).map(|at| self.word(at)), buffer);
        self.read_as(at, len, row);
    }

    /// Reads a word with a hanging hyphen, of two letters or more, as one with the longest [end](Self::shared_ends) that
    /// makes a known one of it, and as two with the longest that does: `mono` in "mono- and polyunsaturated fats".
    fn share_end(&mut self, at: usize, buffer: &mut String) {
        let (first, vocabulary) = (self.word(at), self.vocabulary);
        if first.len() < 2 {
            return;
        }
        let (len, ends) = self.shared_ends(at);
        let mut rows = ends.clone().map(|end| vocabulary.row_of_joined([first, end].into_iter(), buffer));
        let row = rows.find(|row| *row != Row::default());
        let two = ends.clone().find_map(|end| vocabulary.row_of_two(first, end, buffer));
        self.read_as(at, len, row.unwrap_or_default());
        self.read_as_two(at, len, two);
    }

    /// How many words one with a hanging hyphen takes, and what may be its end, the longest first: part of the word behind
    /// the conjunction, or where that has a hyphen what is behind it: `operative` in "pre- and post-operative care".
    fn shared_ends(&self, at: usize) -> (usize, impl Iterator<Item = &'t str> + Clone + use<'t>) {
        let other = at + SUSPENDED - 1;
        let has_hyphen = self.is_joined(other + 1);
        let word = self.word(other + usize::from(has_hyphen));
        let (first, most) = if has_hyphen { (0, 1) } else { (1, word.len()) };
        let ends = word.char_indices().skip(first).take(most).map(move |(n, _)| &word[n..]);
        (SUSPENDED + usize::from(has_hyphen), ends)
    }

    fn read_as(&mut self, at: usize, len: usize, row: Row) {
        if row != Row::default() {
            self.joined.push((at as u32, len as u32, row));
            self.read_otherwise(at, Starts::of(row));
        }
    }

    fn read_otherwise(&mut self, at: usize, starts: Starts) {
        let word = &mut self.words[at];
        word.otherwise = true;
        word.starts = word.starts.with(starts);
    }

    /// Lets short forms stand for the words that the source explains them by.
    fn expand(&mut self, forms: &'t ShortForms<'_>) {
        if !forms.expands() {
            return;
        }
        for at in 0..self.words.len() {
            if let Some(long) = forms.expansion(self.word(at)) {
                self.expansions.insert(at, long);
                self.read_otherwise(at, Starts::LABEL);
            }
        }
    }

    /// True when a word may be read in another way than by itself: joined, closed or expanded.
    #[inline]
    pub(super) fn is_read_otherwise(&self, at: usize) -> bool {
        self.words[at].otherwise
    }

    /// The senses of the words that the word is short for.
    pub(super) fn expansion(&self, at: usize) -> Option<&'t [Senses<'t>]> {
        self.expansions.get(&at).copied()
    }

    /// True for the first word of a sentence.
    pub(super) fn begins_sentence(&self, at: usize) -> bool {
        self.sentences.binary_search_by_key(&at, |sentence| sentence.start).is_ok()
    }

    /// The sentences, as ranges of positions.
    pub(in crate::link) fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The vocabulary's words that the word is a form of.
    #[inline]
    pub(super) fn ids(&self, at: usize) -> Senses<'t> {
        self.vocabulary.senses(self.words[at].row)
    }

    /// The positions in a sentence at which one of some things may begin.
    #[inline]
    pub(in crate::link) fn starting(
        &self,
        sentence: &Range<usize>,
        what: Starts,
    ) -> impl Iterator<Item = usize> {
        let words = self.words[sentence.clone()].iter().zip(sentence.clone());
        words.filter(move |(word, _)| word.starts.has(what)).map(|(_, at)| at)
    }

    /// How many words from one on are written as one, joined by a hyphen or full stops, and the vocabulary's words that this
    /// is a form of.
    pub(super) fn joined_ids(&self, at: usize) -> impl Iterator<Item = (usize, Senses<'t>)> {
        let start = self.joined.partition_point(|joined| (joined.0 as usize) < at);
        let here = self.joined[start..].iter().take_while(move |joined| joined.0 as usize == at);
        here.map(|(_, len, row)| (*len as usize, self.vocabulary.senses(*row)))
    }

    /// The word alone, and with those behind it where they are written as one, as `e-mail`: how many they are, and the
    /// vocabulary's words that they are a form of. None of them has its end in another word.
    #[inline]
    pub(super) fn readings(&self, at: usize) -> impl Iterator<Item = (usize, Senses<'t>)> {
        let is_joined = self.is_read_otherwise(at) && !self.is_suspended(at);
        let joined = is_joined.then(|| self.joined_ids(at)).into_iter().flatten();
        std::iter::once((1, self.ids(at))).chain(joined)
    }

    /// How many words from one on are two of the vocabulary, with the first of these, and all that the second may stand for.
    pub(super) fn closed_ids(&self, at: usize) -> impl Iterator<Item = (usize, WordId, Senses<'t>)> {
        let start = self.closed.partition_point(|closed| (closed.0 as usize) < at);
        let here = self.closed[start..].iter().take_while(move |closed| closed.0 as usize == at);
        here.map(|(_, len, first, second)| (*len as usize, *first, self.vocabulary.senses(*second)))
    }

    /// The text behind the word before a position.
    pub(super) fn behind(&self, end: usize) -> &'t str {
        &self.text[self.words[end - 1].span.end as usize..]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// False for several words of which a dash joins the first or last one to another and both are single letters: no
    /// `H bond` stands in "a C–H bond".
    pub(super) fn are_apart(&self, Range { start, end }: Range<usize>) -> bool {
        let is_letter = |at: usize| {
            let mut letters = self.word(at).chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        };
        let are_joined = |at: usize| self.is_joined(at) && is_letter(at - 1) && is_letter(at);
        end == start + 1 || !(are_joined(start) || are_joined(end))
    }

    /// True for a word that a prefix before its hyphen makes another one: `renewable` in "non-renewable".
    pub(super) fn is_negated(&self, at: usize) -> bool {
        self.joint(at) == Joint::Tight && is_negated_at(self.text, self.words[at].span.start as usize)
    }

    /// True where a dash joins a word to the one before.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        (1..self.words.len()).contains(&at) && is_dash(self.gap(at))
    }

    /// True for a word with a hanging hyphen before `and` or the like, which has its end in common with the word behind that.
    #[inline]
    pub(super) fn is_suspended(&self, at: usize) -> bool {
        at + SUSPENDED <= self.words.len()
            && self.words[at + 1].span.start > self.words[at].span.end + 1
            && [at + 1, at + 2].iter().all(|at| self.joint(*at) == Joint::Space)
            && self.gap(at + 1).strip_prefix(HYPHENS) == Some(" ")
    }

    /// True for two words of the same letters, in any case.
    pub(super) fn are_same(&self, one: usize, other: usize) -> bool {
        self.word(one).to_lowercase() == self.word(other).to_lowercase()
    }

    /// The word as written.
    #[inline]
    pub(super) fn word(&self, at: usize) -> &'t str {
        &self.text[self.words[at].span.range()]
    }

    /// The characters between the word and the one before it.
    pub(in crate::link) fn gap(&self, at: usize) -> &'t str {
        let start = at.checked_sub(1).map_or(0, |before| self.words[before].span.end as usize);
        &self.text[start..self.words[at].span.start as usize]
    }

    /// What stands before the word.
    #[inline]
    pub(in crate::link) fn joint(&self, at: usize) -> Joint {
        self.words[at].joint
    }

    /// True where a phrase goes on with a word: one of its own right behind it, and no function word.
    pub(super) fn goes_on(&self, at: usize) -> bool {
        at < self.words.len() && self.joint(at) <= Joint::Space && !is_joining(&self.word(at).to_lowercase())
    }

    /// The bytes of some words.
    pub(in crate::link) fn span(&self, positions: Range<usize>) -> Span {
        Span::new(self.words[positions.start].span.start, self.words[positions.end - 1].span.end)
    }

    /// The bytes from the first word of a sentence to the first of the next.
    pub(in crate::link) fn sentence_bytes(&self, sentence: &Range<usize>) -> Range<usize> {
        let start = self.words[sentence.start].span.start as usize;
        let number = self.sentences.partition_point(|other| other.start < sentence.start);
        start..self.ends[number] as usize
    }

    /// The position of the first word that a span touches.
    pub(in crate::link) fn position(&self, span: Span) -> usize {
        self.words.partition_point(|word| word.span.end <= span.start)
    }

    /// True when a byte lies inside a word.
    pub(super) fn splits_word(&self, byte: u32) -> bool {
        let at = self.words.partition_point(|word| word.span.end <= byte);
        self.words.get(at).is_some_and(|word| word.span.start < byte)
    }
}

/// True for a hyphen or another dash between two words.
fn is_dash(gap: &str) -> bool {
    let mut chars = gap.chars();
    matches!((chars.next(), chars.next()), (Some('-' | '\u{2010}'..='\u{2015}' | '\u{2212}'), None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::vocabulary::VocabularyBuilder;
    use proptest::prelude::*;

    /// Where the sentences are in which something may begin.
    fn interesting(words: &Words<'_>) -> Vec<Range<usize>> {
        let begins = |sentence: &&Range<usize>| words.starting(sentence, Starts::SOMETHING).next().is_some();
        let sentences = words.sentences().iter().filter(begins);
        sentences.map(|sentence| words.sentence_bytes(sentence)).collect()
    }

    proptest! {
        #[test]
        fn what_is_skimmed_begins_nothing(text in "(model|pre|-|- and |training|don|'t|’t|3|.5| |[.] |\"|“|”|, |The|x|é|强|。|y|\n){0,25}") {
            let mut builder = VocabularyBuilder::default();
            for word in ["model", "pretraining", "don't", "v3.5", "3.5", "étx"] {
                let id = builder.id(word);
                builder.start(id, Starts::LABEL);
            }
            let (x, y) = (builder.id("x"), builder.id("y"));
            builder.close(x, y);
            let vocabulary = builder.finish();
            let all = Words::of(&text, vocabulary.view());
            let forms = ShortForms::default();
            let some = Words::of_interest(&text, vocabulary.view(), &forms);
            prop_assert_eq!(interesting(&some), interesting(&all));
        }
    }
}
