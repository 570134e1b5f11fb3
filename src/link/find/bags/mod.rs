//! A bag is a label without its order: `nail hypoplasia` stands in "hypoplasia of the nails".

mod coordination;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::labels::{LabelMatch, Labels, Order};
use super::occurrences::{Occurrence, Occurrences};
use super::words::Words;
use crate::link::english::{general, is_function_word};
use crate::link::lookup::numbers;
use crate::link::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use coordination::order;

/// Content words that a label may have to be matched in any order.
const SIZES: std::ops::RangeInclusive<usize> = 2..=MOST;
const MOST: usize = 6;
/// Words of other phrases by which the words of a bag may stand further apart than by function words.
const LIST: usize = 4;
/// The furthest that a word of a bag is looked for.
const REACH: usize = 2 * MOST + LIST;

/// The labels of several words. Each is found by its key, the word that the fewest bags have, and matched around its head,
/// so that what it matches does not depend on other labels.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::link) struct Bags {
    /// By key, then by group.
    bags: Vec<Bag>,
    /// By key; one more at the end.
    groups: Vec<Group>,
    /// The words of all bags; of each the head first, which the label is a kind of, then the others in its order.
    words: Vec<WordId>,
    /// Word → the first group whose key it or a later word is; one more at the end.
    #[serde(with = "numbers")]
    keys: Vec<u32>,
}

/// Bags of one key that have a second word in common, which is looked for once for all of them.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Group {
    /// Of the words of each bag the one that the fewest others have but for the key.
    second: WordId,
    /// The first of the bags.
    first: u32,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Bag {
    label: u32,
    /// The first of its words, and how many there are.
    first: u32,
    len: u16,
    /// Which of them is the key.
    key: u16,
}

impl Bag {
    /// Where its words may stand when one of them stands at a position.
    fn around(&self, at: usize) -> Range<usize> {
        around(at, 2 * usize::from(self.len) + LIST)
    }
}

/// A word of a text that is the key of some bags. All those of a sentence are looked for before any bag is, so that they
/// wait for memory together.
#[derive(Debug, Clone)]
pub(in crate::link) struct Key {
    at: usize,
    groups: Range<u32>,
}

impl Bags {
    /// The bags of all labels.
    pub(in crate::link) fn new(labels: &Labels, vocabulary: &VocabularyBuilder) -> Self {
        let Collected { bags, words, counts } = Collected::of(labels, vocabulary);
        let words_of = |bag: &Bag| &words[bag.first as usize..][..usize::from(bag.len)];
        let second = |bag: &Bag| rarest(words_of(bag), &counts, Some(bag.key)).map(|(_, word)| word);
        let keyed = |bag: Bag| ((words_of(&bag)[usize::from(bag.key)], second(&bag)), bag);
        let mut sorted: Vec<_> = bags.into_par_iter().map(keyed).collect();
        sorted.par_sort_unstable_by_key(|((key, second), bag)| (*key, *second, bag.label));
        let (mut groups, mut keys) = (Vec::new(), vec![0; vocabulary.words().len() + 1]);
        let mut first = 0;
        for group in sorted.chunk_by(|(a, _), (b, _)| a == b) {
            let (key, second) = group[0].0;
            groups.push(Group { second: second.unwrap_or(key), first });
            keys[key.0 as usize + 1] = groups.len() as u32;
            first += group.len() as u32;
        }
        groups.push(Group { second: WordId(0), first });
        for n in 1..keys.len() {
            keys[n] = keys[n].max(keys[n - 1]);
        }
        Self { bags: sorted.into_iter().map(|(_, bag)| bag).collect(), groups, words, keys }
    }

    /// Tells a vocabulary which of its words are keys.
    pub(in crate::link) fn start_in(&self, vocabulary: &mut VocabularyBuilder) {
        let words = (0..self.keys.len().saturating_sub(1) as u32).map(WordId);
        words
            .filter(|word| !self.keyed(*word).is_empty())
            .for_each(|word| vocabulary.start(word, Starts::BAG));
    }

    /// The groups that a word is the key of, by number.
    fn keyed(&self, word: WordId) -> Range<u32> {
        match self.keys.get(word.0 as usize..word.0 as usize + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    fn words(&self, bag: &Bag) -> &[WordId] {
        &self.words[bag.first as usize..][..usize::from(bag.len)]
    }

    /// Adds every bag that stands in a sentence. `standing` and `keys` are scratch space.
    pub(in crate::link) fn matches_in(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        standing: &mut Occurrences,
        keys: &mut Vec<Key>,
        out: &mut Vec<LabelMatch>,
    ) {
        keys.clear();
        for at in words.starting(sentence, Starts::BAG) {
            let senses = words.ids(at).starting(Starts::BAG);
            keys.extend(senses.map(|sense| Key { at, groups: self.keyed(sense.word) }));
        }
        for Key { at, groups } in keys {
            let standing = standing.read(words, sentence, around(*at, 2 * REACH));
            for group in self.groups[groups.start as usize..groups.end as usize + 1].windows(2) {
                if !standing.may_have(group[0].second) {
                    continue;
                }
                for bag in &self.bags[group[0].first as usize..group[1].first as usize] {
                    if self.words(bag).iter().all(|word| standing.may_have(*word)) {
                        self.matches_of(bag, standing, *at, words, out);
                    }
                }
            }
        }
    }

    /// Adds the matches of a bag in which its key stands at a position.
    fn matches_of(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        key: usize,
        words: &Words<'_>,
        out: &mut Vec<LabelMatch>,
    ) {
        let near = if bag.key == 0 { key..key + 1 } else { bag.around(key) };
        for head in standing.places(self.words(bag)[0], near) {
            let found = self.match_at(bag, standing, head, words);
            out.extend(found.filter(|(of_key, _)| *of_key == key).map(|(_, found)| found));
        }
    }

    /// The match with the words nearest to the head, else with those on one side of it, and where its key stands in it.
    fn match_at(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        head: &Occurrence,
        words: &Words<'_>,
    ) -> Option<(usize, LabelMatch)> {
        let (at, Range { start, end }) = (head.at(), bag.around(head.at()));
        let nearest = self.gather(bag, standing, start..end, head)?;
        let found = |gathered: &Gathered| {
            Some((gathered.all[usize::from(bag.key)], self.found(bag, gathered, words)?))
        };
        found(&nearest).or_else(|| {
            let range = nearest.range();
            let sides = [(range.start < at, at..end), (range.end > at + 1, start..at + 1)];
            let others = sides.into_iter().filter_map(|(is_other, side)| is_other.then_some(side));
            others.filter_map(|side| self.gather(bag, standing, side, head)).find_map(|side| found(&side))
        })
    }

    /// The nearest place of each of the words among some positions around the head.
    fn gather(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        near: Range<usize>,
        head: &Occurrence,
    ) -> Option<Gathered> {
        let at = head.at();
        let mut gathered = Gathered { all: [at; MOST], len: 1, closeness: head.closeness };
        for word in &self.words(bag)[1..] {
            let places = standing.places(*word, near.clone());
            let free = places.filter(|place| !gathered.places().contains(&place.at()));
            let (_, closeness, place) =
                free.map(|place| (place.at().abs_diff(at), place.closeness, place.at())).min()?;
            gathered.closeness = gathered.closeness.max(closeness);
            gathered.all[gathered.len] = place;
            gathered.len += 1;
        }
        Some(gathered)
    }

    /// The match, when the words are one phrase and none is in another verb form:
    /// - with the head last, in a row but for function words other than prepositions;
    /// - or with the head before a preposition (`hypoplasia of the nails`), and no adjective last that belongs to
    ///   another noun (`tumors of cutaneous` in "tumors of cutaneous vessels" for `skin tumor`);
    /// - or with an adjective as its noun before a preposition (`absence of speech` for `absent speech`);
    /// - or with the head first and the rest, of several words, right behind it (`brachydactyly type C`);
    /// - or, each of them, with another phrase joined to it ([`coordination`](coordination)).
    fn found(&self, bag: &Bag, gathered: &Gathered, words: &Words<'_>) -> Option<LabelMatch> {
        if gathered.closeness == Closeness::Inflected {
            return None;
        }
        let Range { start, end } = gathered.range();
        let is_own = |at| gathered.places().contains(&at);
        let repeats = |at| self.words(bag).iter().any(|word| words.ids(at).of(*word).is_some());
        let in_row = end - start == gathered.len;
        let (head, closeness) = (gathered.all[0], gathered.closeness);
        let joins = |at: usize| is_preposition(words.word(at));
        let parts = |at: usize| joins(at) || is_any(words.word(at), &OTHER_PREPOSITIONS);
        let joined = |mut range: Range<usize>| !in_row && range.any(|at| !is_own(at) && parts(at));
        let in_place = match head + 1 == end {
            true if joins(start + 1) => !joined(start + 2..head) && self.is_derived(bag, start, words),
            true => !joined(start..head),
            false if self.is_of_another(bag, end - 1, words) => false,
            false => joins(head + 1) || head == start && in_row && gathered.len > 2,
        };
        if !in_place || !in_row && (start..end).any(|at| !is_own(at) && repeats(at)) {
            return None;
        }
        if !words.are_apart(start..end) || !self.has_names(bag, gathered, words) {
            return None;
        }
        let order = order(start..end, is_own, words)?;
        if order == Order::Gapped && head + 1 == end && self.has_plural(bag, gathered, words) {
            return None;
        }
        let own = gathered.places().iter().map(|at| 1_u32.checked_shl((at - start) as u32).unwrap_or(0));
        let own = if order == Order::Gapped { own.sum() } else { 0 };
        let (start, end) = (start as u32, end as u32);
        let (label, literal, doubtful) = (bag.label, false, false);
        Some(LabelMatch { label, start, end, closeness, literal, doubtful, order, own })
    }

    /// True when a word besides the head is in the plural, which the label's is not: `cells` in "cells and embryoid
    /// bodies" for `cell body`.
    fn has_plural(&self, bag: &Bag, gathered: &Gathered, words: &Words<'_>) -> bool {
        let mut others = self.words(bag).iter().zip(gathered.places()).skip(1);
        others.any(|(word, &at)| {
            let is_plural = words.word(at).ends_with('s');
            let sense = words.ids(at).of(*word).filter(|_| is_plural);
            sense.is_some_and(|sense| !sense.literal && sense.closeness == Closeness::Same)
        })
    }

    /// True where the words of two letters are in capitals, as they are in the label, and the head is not: `EU` and no `us`.
    fn has_names(&self, bag: &Bag, gathered: &Gathered, words: &Words<'_>) -> bool {
        let mut short = self.words(bag).iter().zip(gathered.places()).filter(|(word, at)| {
            let text = words.word(**at);
            text.len() == 2
                && text.bytes().all(|byte| byte.is_ascii_alphabetic())
                && words.ids(**at).of(**word).is_some_and(|sense| sense.literal)
        });
        let head = words.word(gathered.all[0]);
        short.all(|(_, at)| is_short_name(words.word(*at)) && !is_in_capitals(head))
    }

    /// True for an adjective of what stands behind it.
    fn is_of_another(&self, bag: &Bag, at: usize, words: &Words<'_>) -> bool {
        let is_adjective = || general::is_adjective(&words.word(at).to_lowercase());
        words.goes_on(at + 1) && (self.is_derived(bag, at, words) || is_adjective())
    }

    /// True when a word of the text is no form of a word of the bag, but stands for one.
    fn is_derived(&self, bag: &Bag, at: usize, words: &Words<'_>) -> bool {
        let senses = self.words(bag).iter().filter_map(|word| words.ids(at).of(*word));
        senses.map(|sense| sense.closeness).min() >= Some(Closeness::Derived)
    }
}

/// The positions not further from one than some others.
fn around(at: usize, reach: usize) -> Range<usize> {
    at.saturating_sub(reach)..at + reach + 1
}

/// Bags while they are collected.
struct Collected {
    bags: Vec<Bag>,
    words: Vec<WordId>,
    /// How many bags have each word of the vocabulary.
    counts: Vec<u32>,
}

impl Collected {
    fn of(labels: &Labels, vocabulary: &VocabularyBuilder) -> Self {
        let kinds: Vec<Kind> = vocabulary.words().par_iter().map(|word| Kind::of(word)).collect();
        let mut out = Self { bags: Vec::new(), words: Vec::new(), counts: vec![0; kinds.len()] };
        let mut content = Vec::new();
        for (n, label) in labels.iter().enumerate().filter(|(_, label)| labels.may_turn(label)) {
            let in_capitals = labels.written(label).all(is_in_capitals);
            let kind = |(word, written): (WordId, &str)| match kinds[word.0 as usize] {
                _ if is_short_name(written) && !in_capitals => Kind::Content,
                kind => kind,
            };
            let words = labels.spoken(label);
            if words.clone().count() < *SIZES.start() || words.clone().any(|word| kind(word) == Kind::Short) {
                continue;
            }
            content.clear();
            content.extend(words.clone().filter(|word| !kind(*word).joins()).map(|(word, _)| word));
            if let Some(head) = head(words.map(kind), &content) {
                out.insert(n as u32, head, &content);
            }
        }
        let Self { bags, words, counts } = &mut out;
        words.iter().for_each(|word| counts[word.0 as usize] += 1);
        for bag in bags {
            let words = &words[bag.first as usize..][..usize::from(bag.len)];
            bag.key = rarest(words, counts, None).map_or(0, |(key, _)| key);
        }
        out
    }

    /// Puts the words of a label in, each once, unless there are too many or too few.
    fn insert(&mut self, label: u32, head: WordId, content: &[WordId]) {
        let first = self.words.len();
        self.words.push(head);
        for word in content {
            if self.words.len() - first <= MOST && !self.words[first..].contains(word) {
                self.words.push(*word);
            }
        }
        let len = self.words.len() - first;
        if SIZES.contains(&len) {
            self.bags.push(Bag { label, first: first as u32, len: len as u16, key: 0 });
        } else {
            self.words.truncate(first);
        }
    }
}

/// Of some words the one that the fewest bags have, with its place, but for the one at a place.
fn rarest(words: &[WordId], counts: &[u32], but: Option<u16>) -> Option<(u16, WordId)> {
    let others = (0..).zip(words.iter().copied()).filter(|(at, _)| Some(*at) != but);
    others.min_by_key(|(_, word)| (counts[word.0 as usize], *word))
}

/// Where the words of a bag stand.
struct Gathered {
    /// In the order of the bag's words, the first `len` of them.
    all: [usize; MOST],
    len: usize,
    closeness: Closeness,
}

impl Gathered {
    fn places(&self) -> &[usize] {
        &self.all[..self.len]
    }

    fn range(&self) -> Range<usize> {
        let (start, end) = (self.places().iter().min(), self.places().iter().max());
        start.copied().unwrap_or(0)..end.map_or(0, |end| end + 1)
    }
}

/// Prepositions that turn the order of words.
const PREPOSITIONS: [&str; 8] = ["of", "in", "on", "at", "to", "from", "by", "for"];
/// Others that part two phrases.
const OTHER_PREPOSITIONS: [&str; 5] = ["into", "as", "with", "over", "through"];

fn is_preposition(word: &str) -> bool {
    is_any(word, &PREPOSITIONS)
}

fn is_any(word: &str, of: &[&str]) -> bool {
    of.iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// True for a word of two capitals, which is content where other words have small letters: `EU`, `US`.
fn is_short_name(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn is_in_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

/// What a word of a label does in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Preposition,
    OtherFunction,
    /// Two letters that are no function word nor in capitals: too common to be looked for out of order.
    Short,
    Content,
}

impl Kind {
    /// The kind of a word in lower case.
    fn of(word: &str) -> Self {
        match is_function_word(word) {
            true if is_preposition(word) => Self::Preposition,
            true => Self::OtherFunction,
            false if word.len() == 2 && word.chars().all(char::is_alphabetic) => Self::Short,
            false => Self::Content,
        }
    }

    fn joins(self) -> bool {
        matches!(self, Self::Preposition | Self::OtherFunction)
    }
}

/// The last content word before a preposition, else the last one.
fn head(label: impl Iterator<Item = Kind>, content: &[WordId]) -> Option<WordId> {
    let before = label.take_while(|kind| *kind != Kind::Preposition);
    let content_before = before.filter(|kind| !kind.joins()).count();
    content.get(content_before.checked_sub(1)?).copied()
}
