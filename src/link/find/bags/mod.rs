//! A bag is a label without its order: `nail hypoplasia` stands in "hypoplasia of the nails".

mod collected;
mod coordination;
mod phrase;
mod prepositions;

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::labels::{LabelMatch, Labels, Order};
use super::occurrences::{Occurrence, Occurrences};
use super::words::Words;
use crate::language::conjunctions::is_conjunction;
use crate::language::english::is_joining;
use crate::link::lookup::numbers;
use crate::link::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use crate::text::Joint;
use collected::Collected;
use phrase::Phrase;
use prepositions::Prepositions;

/// Content words that a label may have to be matched in any order.
const SIZES: std::ops::RangeInclusive<usize> = 2..=MOST;
const MOST: usize = 6;
/// Words of other phrases by which the words of a bag may stand further apart than by function words.
const LIST: usize = 4;
/// The furthest that a word of a bag is looked for.
const REACH: usize = 2 * MOST + LIST;

/// The labels of several words. Each is found by its key, the word that texts are likely to have least, and matched around its head,
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
    /// Of the words of each bag the one that texts are likely to have least but for the key.
    second: WordId,
    /// The first of the bags.
    first: u32,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Bag {
    label: u32,
    /// The first of its words, and how many there are.
    first: u32,
    len: u8,
    /// Which of them is the key.
    key: u8,
    /// The prepositions that may part its words.
    prepositions: Prepositions,
    /// Some of its words are names only as they are written.
    has_names: bool,
    /// They are all of a label that is found without it where they stand in a row, the head last.
    is_row: bool,
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
        let Collected { bags, words, frequencies } = Collected::of(labels, vocabulary);
        let words_of = |bag: &Bag| &words[bag.first as usize..][..usize::from(bag.len)];
        let second = |bag: &Bag| rarest(words_of(bag), &frequencies, Some(bag.key)).map(|(_, word)| word);
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
            let senses = words.readings(at).flat_map(|(_, senses)| senses.starting(Starts::BAG));
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

    /// The labels that all the words together are, in another order.
    pub(in crate::link) fn named(&self, words: &Words<'_>) -> Vec<LabelMatch> {
        let [sentence] = words.sentences() else { return Vec::new() };
        let (mut standing, mut found) = (Occurrences::default(), Vec::new());
        self.matches_in(words, sentence, &mut standing, &mut Vec::new(), &mut found);
        let is_whole = |found: &LabelMatch| (found.start, found.end as usize) == (0, sentence.end);
        found.retain(|found| is_whole(found) && found.order == Order::Changed);
        found
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

    /// The match with the words nearest to the head, if it is not the label itself, else with those on one side of it or in
    /// a row (`type 1` in "type 1 and type 2 diabetes"), and where its key stands in it.
    fn match_at(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        head: &Occurrence,
        words: &Words<'_>,
    ) -> Option<(usize, LabelMatch)> {
        let (at, Range { start, end }) = (head.at(), bag.around(head.at()));
        let nearest = self.gather(bag, standing, start..end, head, words, |_| at)?;
        if bag.is_row && nearest.is_row(words) {
            return None;
        }
        let found = |gathered: &Gathered| {
            let phrase = Phrase::new(bag, self.words(bag), gathered, words);
            Some((gathered.all[usize::from(bag.key)].start, phrase.found()?))
        };
        found(&nearest).or_else(|| {
            let range = nearest.range();
            let sides = [(range.start < at, at..end), (range.end > at + 1, start..at + 1)];
            let mut others = sides.into_iter().filter_map(|(is_other, side)| is_other.then_some(side));
            let on_side =
                others.find_map(|side| found(&self.gather(bag, standing, side, head, words, |_| at)?));
            on_side.or_else(|| found(&self.gather_in_row(bag, standing, head, words, &nearest)?))
        })
    }

    /// The words around the one that is furthest from the head, in the order of the label, where the nearest are no row.
    fn gather_in_row(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        head: &Occurrence,
        words: &Words<'_>,
        nearest: &Gathered,
    ) -> Option<Gathered> {
        if bag.len < 3 || nearest.range().len() == nearest.width() {
            return None;
        }
        let at = head.at();
        let furthest = (1..nearest.len).max_by_key(|n| nearest.all[*n].start.abs_diff(at))?;
        let place = |n: usize| (nearest.all[furthest].start + n).saturating_sub(furthest);
        self.gather(bag, standing, bag.around(at), head, words, place)
    }

    /// The places of the words among some positions that are nearest to where each is looked for, by its number. A name is
    /// looked for in capitals: the first word of `AND gate` in "AND and OR gates".
    fn gather(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        near: Range<usize>,
        head: &Occurrence,
        words: &Words<'_>,
        place: impl Fn(usize) -> usize,
    ) -> Option<Gathered> {
        let all = std::array::from_fn(|_| head.place());
        let mut gathered = Gathered { all, len: 1, closeness: head.closeness };
        for word in &self.words(bag)[1..] {
            let places = standing.places(*word, near.clone());
            let may_be = |at: usize| {
                let word = words.word(at);
                !bag.has_names || is_in_capitals(word) || Kind::of(&word.to_lowercase()) == Kind::Content
            };
            let is_free = |other: &&Occurrence| {
                !other.negated && !other.place().any(|at| gathered.has(at)) && may_be(other.at())
            };
            let free = places.filter(is_free);
            let place = place(gathered.len);
            let nearness = |other: &&Occurrence| (other.at().abs_diff(place), other.closeness, other.at());
            let nearest = free.min_by_key(nearness)?;
            gathered.closeness = gathered.closeness.max(nearest.closeness);
            gathered.all[gathered.len] = nearest.place();
            gathered.len += 1;
        }
        Some(gathered)
    }
}

/// The positions not further from one than some others.
fn around(at: usize, reach: usize) -> Range<usize> {
    at.saturating_sub(reach)..at + reach + 1
}

/// Of some words the one that texts are likely to have least, with its place, but for the one at a place.
fn rarest(words: &[WordId], frequencies: &[f64], but: Option<u8>) -> Option<(u8, WordId)> {
    let others = (0..).zip(words.iter().copied()).filter(|(at, _)| Some(*at) != but);
    // No frequency is below zero, so the order of their bits is theirs.
    others.min_by_key(|(_, word)| (frequencies[word.0 as usize].to_bits(), *word))
}

/// Where the words of a bag stand.
struct Gathered {
    /// In the order of the bag's words, the first `len` of them; several positions for one that is written as two.
    all: [Range<usize>; MOST],
    len: usize,
    closeness: Closeness,
}

impl Gathered {
    fn places(&self) -> &[Range<usize>] {
        &self.all[..self.len]
    }

    /// True for a position of one of the words.
    fn has(&self, at: usize) -> bool {
        self.places().iter().any(|place| place.contains(&at))
    }

    /// True for words in their own order, the head last, with spaces between.
    fn is_row(&self, words: &Words<'_>) -> bool {
        let (head, others) = (&self.all[0], &self.places()[1..]);
        let mut pairs = others.iter().zip(others[1..].iter().chain([head]));
        pairs.all(|(one, next)| one.end == next.start)
            && (others[0].start + 1..head.end).all(|at| words.joint(at) <= Joint::Space)
    }

    /// How many positions they take.
    fn width(&self) -> usize {
        self.places().iter().map(Range::len).sum()
    }

    fn range(&self) -> Range<usize> {
        let start = self.places().iter().map(|place| place.start).min();
        let end = self.places().iter().map(|place| place.end).max();
        start.unwrap_or(0)..end.unwrap_or(0)
    }
}

/// True for a word of capitals, which is a name where other words have small letters (`EU`, `AND`), and for an `A` that
/// does not come first.
fn is_name(word: &str, is_first: bool) -> bool {
    let is_long = word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    is_long || word == "A" && !is_first
}

fn is_in_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

/// What a word of a label does in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Preposition,
    /// Joins words that have no other order than this and the reverse.
    Conjunction,
    OtherFunction,
    /// A function word or two letters, in capitals.
    Name,
    /// Two letters that are no function word nor in capitals: too common to be looked for out of order.
    Short,
    Content,
}

impl Kind {
    /// The kind of a word in lower case.
    fn of(word: &str) -> Self {
        match is_joining(word) {
            true if !Prepositions::of(word).is_empty() => Self::Preposition,
            true if is_conjunction(word) => Self::Conjunction,
            true => Self::OtherFunction,
            false if word.len() == 2 && word.chars().all(char::is_alphabetic) => Self::Short,
            false => Self::Content,
        }
    }
}
