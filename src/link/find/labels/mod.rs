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

mod admission;
mod capitals;
mod collected;
mod common;
mod last_names;
mod optional_letters;
mod qualifiers;
mod row_value;
mod shape;
mod species;
mod support;
mod synonyms;
mod traits;
mod verbs;
mod walk;

use serde::{Deserialize, Serialize};

use super::trie::{Trie, TrieBuilder};
use super::words::Words;
use crate::concept::{Concept, ConceptIx, LabelKind};
use crate::language::english::{Role, has_role, is_joining};
use crate::link::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use crate::text::{Joint, Span, are_signs, is_sign_before, len_of_sign, sign_before, signs, tokens};
pub(in crate::link) use capitals::{drop_shouted, drop_small};
use collected::Collected;
pub(in crate::link::find) use qualifiers::qualifying;
pub(in crate::link) use row_value::{Flag, RowValue};
use shape::words_in_capitals;
pub(in crate::link) use support::{Need, needs};
pub(in crate::link) use synonyms::synonyms;
use traits::{Trait, Traits};
pub(in crate::link) use walk::Begun;

/// A label of a concept, as the linker needs it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(in crate::link) struct Label {
    pub(in crate::link) concept: ConceptIx,
    pub(in crate::link) kind: LabelKind,
    traits: Traits,
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
pub(in crate::link) struct LabelMatch {
    pub(in crate::link) label: u32,
    pub(in crate::link) start: u32,
    pub(in crate::link) end: u32,
    /// How closely its words are the label's: by the furthest of them.
    pub(super) closeness: Closeness,
    /// Spelled as the label is, but for case and hyphens.
    pub(super) literal: bool,
    /// Counts only where the source names the concept by other words.
    pub(super) doubtful: bool,
    pub(super) order: Order,
    /// Where the words of another phrase stand between, which ones are the label's: a bit for each position from the first.
    pub(super) own: u32,
}

impl LabelMatch {
    /// A label that stands as it is written.
    pub(in crate::link) fn as_written(label: u32) -> Self {
        let (closeness, order) = (Closeness::Same, Order::Kept);
        Self { label, start: 0, end: 0, closeness, literal: true, doubtful: false, order, own: 0 }
    }

    /// True when the word at a position is the label's.
    fn has(&self, at: u32) -> bool {
        self.own == 0 || self.own.checked_shr(at - self.start).is_some_and(|own| own & 1 == 1)
    }
}

/// How the words of a match stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::link) enum Order {
    /// As in the label.
    Kept,
    /// In another order, or with function words between.
    Changed,
    /// With words of another phrase between.
    Gapped,
}

/// Labels of more words are not matched with two of them written as one.
const CLOSED: usize = 4;

/// Letters by which the words of two labels are compared, and the fewest that a word must have to say something.
const STEM: usize = 4;
const LETTERS: usize = 3;

/// The beginning of a word, by which it is compared with another.
pub(super) fn stem(word: &str) -> &str {
    word.char_indices().nth(STEM).map_or(word, |(end, _)| &word[..end])
}

/// Letters of the longest word that may spell initials.
const INITIALS: usize = 8;

/// True for several words of which each begins with a capital, but for those that join them: `House of Lords`.
fn is_name(label: &str) -> bool {
    let mut capitals = 0;
    for word in label.split(' ') {
        let mut letters = word.chars();
        match letters.next() {
            Some(first) if first.is_uppercase() => capitals += usize::from(letters.any(char::is_lowercase)),
            _ if is_joining(word) => {}
            _ => return false,
        }
    }
    capitals > 1
}

/// True for a word, in lower case, that says something.
fn is_telling(word: &str) -> bool {
    word.len() >= LETTERS && !is_joining(word)
}

/// All labels of a scheme.
#[derive(Serialize, Deserialize)]
pub(in crate::link) struct Labels {
    labels: Vec<Label>,
    /// The rules of all labels, one behind the other: `label: RLHF`, `alias: human feedback`.
    rules: String,
    /// The words of all labels, and where they stand in the rules.
    words: Vec<(WordId, Span)>,
    /// The rows of words that may stand for a label.
    pub(in crate::link) trie: Trie,
    /// In the language of the labels every noun begins with a capital, as in German.
    pub(in crate::link) nouns_have_capitals: bool,
    /// In the language of the labels a form may have an accent that the word has not: `Vertrag`, `Verträge`.
    pub(in crate::link) forms_gain_accents: bool,
    /// Some are names of persons, in a language of which it is known which words are none.
    have_last_names: bool,
}

impl Labels {
    /// Reads every label of the concepts, in each of its spellings; gives also the rows of which the trie is to be
    /// [made](Self::set_trie), and the vocabulary of their words. O(words of all labels).
    pub(in crate::link) fn collected(concepts: &[Concept]) -> (Self, TrieBuilder, VocabularyBuilder) {
        Collected::of(concepts, Collected::insert_spellings).finish()
    }

    /// Puts in the trie of the rows of words that may stand for them.
    pub(in crate::link) fn set_trie(&mut self, trie: Trie, vocabulary: &mut VocabularyBuilder) {
        trie.view().firsts().for_each(|word| vocabulary.start(word, Starts::LABEL));
        self.trie = trie;
    }

    /// Lets last names stand alone, where words of general English can be told from them.
    pub(in crate::link) fn let_last_names_stand(&mut self, vocabulary: &mut VocabularyBuilder) {
        let names = self.labels.iter().filter(|label| label.has(Trait::LastName));
        let last: Vec<WordId> =
            names.filter_map(|label| self.spoken(label).last()).map(|(word, _)| word).collect();
        last.iter().for_each(|word| vocabulary.start(*word, Starts::LABEL));
        self.have_last_names = !last.is_empty();
    }

    /// Reads the labels that count by themselves, as they are written: what stands between two words is a word of the trie,
    /// too, where it is not white space. Gives also the vocabulary. O(words of all labels).
    pub(in crate::link) fn as_written(concepts: &[Concept]) -> (Self, VocabularyBuilder) {
        let (mut labels, mut rows, vocabulary) =
            Collected::of(concepts, Collected::insert_as_written).finish();
        let needs = needs(&labels);
        rows.retain(|value| {
            let number = RowValue::from(value).label();
            let label = labels.label(number);
            let by_itself = matches!(needs[number as usize], Need::Nothing | Need::Literal);
            by_itself
                && !label.has(Trait::Bare)
                && !label.has(Trait::Spoken)
                && !concepts[label.concept.0 as usize].ambiguous
        });
        labels.trie = rows.finish();
        (labels, vocabulary)
    }

    /// The labels, by number.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Label> {
        self.labels.iter()
    }

    /// The label of a number.
    pub(in crate::link) fn label(&self, number: u32) -> &Label {
        &self.labels[number as usize]
    }

    /// `label: RLHF` or `alias: human feedback`.
    pub(super) fn rule(&self, number: u32) -> &str {
        self.rule_of(self.label(number))
    }

    fn rule_of(&self, label: &Label) -> &str {
        &self.rules[label.rule.range()]
    }

    /// The words of a label.
    pub(super) fn words(&self, label: &Label) -> impl ExactSizeIterator<Item = WordId> + Clone {
        self.words[label.words.range()].iter().map(|(word, _)| *word)
    }

    /// The words of a label in the order in which they are spoken: `febrile seizures` for `Seizures, febrile`.
    pub(super) fn spoken(&self, label: &Label) -> impl Iterator<Item = (WordId, &str)> + Clone {
        let (behind, first) = self.words[label.words.range()].split_at(label.turn as usize);
        first.iter().chain(behind).map(|(word, place)| (*word, &self.rules[place.range()]))
    }

    /// The words of a label as they are written.
    pub(in crate::link) fn written(
        &self,
        label: &Label,
    ) -> impl ExactSizeIterator<Item = &str> + DoubleEndedIterator {
        self.words[label.words.range()].iter().map(|(_, place)| &self.rules[place.range()])
    }

    /// The signs behind each word of a label.
    pub(super) fn signs(&self, label: &Label) -> impl Iterator<Item = &str> {
        let rules = &self.rules[..label.rule.end as usize];
        self.words[label.words.range()].iter().map(move |(_, word)| signs(rules, *word))
    }

    /// True when a word of a label, by its place, is the first one in a bracket.
    fn opens_bracket(&self, label: &Label, at: usize) -> bool {
        let word = &self.words[label.words.range()][at];
        self.rules[..word.1.start as usize].ends_with('(')
    }

    /// True when the signs around the words of a label are those around words of a text.
    pub(in crate::link) fn has_signs(
        &self,
        label: &Label,
        text: &str,
        words: impl Iterator<Item = Span>,
    ) -> bool {
        let rules = &self.rules[..label.rule.end as usize];
        let own = self.words[label.words.range()].iter().map(|(_, word)| *word);
        own.zip(words).all(|(own, word)| {
            are_signs(signs(rules, own), signs(text, word))
                && is_sign_before(sign_before(rules, own), sign_before(text, word))
        })
    }

    /// What stands between the words of a label.
    fn gaps(&self, label: &Label) -> impl Iterator<Item = &str> {
        let pairs = self.words[label.words.range()].windows(2);
        pairs.map(|pair| between(&self.rules, pair[0].1, pair[1].1))
    }

    /// What stands between the words of a label where it is a sign that tells it from others, as in `C=C` and `9/11`,
    /// and nothing where it is none.
    fn inner_signs(&self, label: &Label) -> impl Iterator<Item = &str> {
        self.words[label.words.range()].windows(2).map(move |pair| {
            let [(_, one), (_, other)] = [pair[0], pair[1]];
            inner_sign(&self.rules, one, other)
        })
    }

    /// True when the signs between the words of a label stand between words of a text, too.
    fn has_inner_signs(&self, label: &Label, text: &str, words: impl Iterator<Item = Span> + Clone) -> bool {
        let gaps = words.clone().zip(words.skip(1)).map(|(one, other)| between(text, one, other));
        self.inner_signs(label).zip(gaps).all(|(own, gap)| own.is_empty() || own == gap.trim())
    }

    /// True when what a comma puts last in a label is a type, a letter or a number: `Diabetes, type 2`.
    fn ends_in_type(&self, label: &Label) -> bool {
        let last = self.written(label).nth(label.turn as usize).unwrap_or_default();
        has_role(last, Role::Numbers) || last.chars().nth(1).is_none() || last.starts_with(char::is_numeric)
    }

    /// True for a label of which the words may stand in another order: with no bracket at its end (`Supply
    /// (economics)`), and no signs between its words.
    pub(super) fn may_turn(&self, label: &Label) -> bool {
        let ends_in_bracket = label.has(Trait::Tail) && self.rule_of(label).ends_with(')');
        label.is_free()
            && !ends_in_bracket
            && self.inner_signs(label).all(str::is_empty)
            && self.gaps(label).all(|gap| !gap.contains('&'))
    }

    /// True for a label that stands with the comma that puts a part of it last.
    pub(in crate::link) fn is_with_comma(&self, number: u32, words: &str) -> bool {
        self.label(number).turn > 0 && words.contains(',')
    }

    /// The bytes of a match, with what the label has around its words where the text has it, too (`C++`, `#MeToo`), and
    /// with the full stop of initials: `U.S.`.
    pub(in crate::link) fn with_ends(&self, number: u32, span: Span, text: &str) -> Span {
        with_full_stop(self.with_signs(number, span, text), text)
    }

    fn with_signs(&self, number: u32, span: Span, text: &str) -> Span {
        let label = self.label(number);
        if !label.has(Trait::Tail) && !label.has(Trait::Signed) {
            return span;
        }
        let [(_, first), ..] = self.words[label.words.range()] else { return span };
        let sign = sign_before(&self.rules, first);
        let tail = self.words[label.words.range()].last();
        let tail = tail.map_or("", |(_, word)| &self.rules[word.end as usize..label.rule.end as usize]);
        let before = len_of_sign(&text[..span.start as usize], sign);
        let behind = match text[span.end as usize..].starts_with(tail) {
            // Initials without full stops between them end before that of the sentence.
            true if tail == "." => 0,
            true if tail == ")" && !text[span.range()].contains('(') => 0,
            true => tail.len(),
            false if label.has(Trait::Signed) => {
                signs(text, Span::new(span.end, span.end)).trim_end_matches('*').len()
            }
            false => 0,
        };
        Span::new(span.start - before as u32, span.end + behind as u32)
    }

    /// True when none of some words of a text is a function word that a label has in capitals: "it" for `IT services`.
    pub(in crate::link) fn has_capitals<'t>(
        &self,
        label: &Label,
        mut words: impl Iterator<Item = &'t str>,
    ) -> bool {
        let is_small = |word: &str| {
            word.contains(char::is_lowercase)
                && words_in_capitals(self.rule_of(label)).any(|own| own.eq_ignore_ascii_case(word))
                && self.written(label).all(|own| own != word)
        };
        !label.has(Trait::WordInCapitals) || !words.any(is_small)
    }

    /// True when what may be an article of a text has the capital that it has in a label: no "a level" for `A level`.
    pub(in crate::link) fn has_article<'t>(
        &self,
        label: &Label,
        mut words: impl Iterator<Item = &'t str>,
    ) -> bool {
        let is_small = |word: &str| word.len() <= 2 && word.starts_with(char::is_lowercase);
        !label.has(Trait::Article) || !words.next().is_some_and(is_small)
    }

    /// The words of a label that say something, in lower case.
    pub(super) fn telling(&self, label: &Label) -> impl Iterator<Item = String> {
        self.written(label).map(str::to_lowercase).filter(|word| is_telling(word))
    }

    /// True when a word of the text begins as a word of some label of the concept does. O(labels).
    pub(in crate::link) fn share_a_word(&self, concept: ConceptIx, text: &str) -> bool {
        let words: Vec<String> =
            tokens(text).iter().map(|token| text[token.span.range()].to_lowercase()).collect();
        let labels = self.labels.iter().filter(|label| label.concept == concept);
        labels
            .flat_map(|label| self.telling(label))
            .any(|word| words.iter().any(|other| stem(&word) == stem(other)))
    }

    /// The labels that all the words together are.
    pub(in crate::link) fn named(&self, words: &Words<'_>) -> Vec<LabelMatch> {
        let [sentence] = words.sentences() else { return Vec::new() };
        let mut found = Vec::new();
        self.matches_in(words, sentence, &mut Vec::new(), &mut found);
        found.retain(|found| (found.start, found.end as usize) == (0, sentence.end));
        found
    }
}

/// The characters between two words of a text.
fn between(text: &str, one: Span, other: Span) -> &str {
    &text[one.end as usize..other.start as usize]
}

/// The sign between two words of a text, when both are short and it is more than a hyphen.
fn inner_sign(text: &str, one: Span, other: Span) -> &str {
    let sign = between(text, one, other);
    let is_number = |word: Span| text[word.range()].bytes().all(|byte| byte.is_ascii_digit());
    let tells = sign.contains(['=', '+', ':', '<', '>', '×', '→', '≡', '*'])
        || sign == "/" && is_number(one) && is_number(other);
    let is_joined = !sign.contains(char::is_whitespace) && one.len().max(other.len()) <= 2;
    if tells && is_joined { sign } else { "" }
}

/// The bytes of words with the full stop behind the last of initials with full stops.
fn with_full_stop(span: Span, text: &str) -> Span {
    let are_initials = match &text.as_bytes()[span.range()] {
        [.., before, _, b'.', _] if before.is_ascii_alphanumeric() => false,
        [.., first, b'.', last] => first.is_ascii_alphabetic() && last.is_ascii_alphabetic(),
        _ => false,
    };
    let has_stop = are_initials && text[span.end as usize..].starts_with('.');
    Span::new(span.start, span.end + u32::from(has_stop))
}

impl Label {
    fn has(&self, one: Trait) -> bool {
        self.traits.has(one)
    }

    /// True when it must match letter for letter.
    pub(in crate::link) fn is_exact(&self) -> bool {
        self.has(Trait::Exact)
    }

    /// True where its words are spoken in the order in which they are written.
    pub(in crate::link::find) fn is_straight(&self) -> bool {
        self.turn == 0
    }

    /// True when its words may stand in another order or form.
    pub(super) fn is_free(&self) -> bool {
        !self.has(Trait::Exact)
            && !self.has(Trait::Particle)
            && !self.has(Trait::Signed)
            && !self.has(Trait::Bare)
            && !self.has(Trait::Name)
            && !self.has(Trait::Article)
    }

    /// True when it stands for a label with a qualifier, and counts only beside a word of that.
    pub(in crate::link) fn is_bare(&self) -> bool {
        self.has(Trait::Bare)
    }

    /// True when only its capitals tell it from a word of general English.
    pub(super) fn is_told_by_capitals(&self) -> bool {
        self.has(Trait::ToldByCapitals)
    }

    /// True when signs stand around one of its words.
    pub(super) fn is_signed(&self) -> bool {
        self.has(Trait::Signed)
    }

    /// True for several words that may stand in any case, without a comma between.
    pub(in crate::link::find) fn is_plain(&self) -> bool {
        self.words.len() > 1
            && self.is_free()
            && !self.has(Trait::ShortWord)
            && !self.has(Trait::WordInCapitals)
            && self.joint == Joint::Space
    }
}

/// True for white space within a paragraph.
pub(in crate::link) fn is_space(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace) && gap.matches('\n').count() < 2
}
