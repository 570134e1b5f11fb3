//! A bag is a label without its order: `nail hypoplasia` stands in "hypoplasia of the nails".

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::compiled::numbers;
use super::coordination::order;
use super::english::{general, is_function_word};
use super::labels::{LabelMatch, Labels, Order};
use super::occurrences::Occurrences;
use super::vocabulary::{Closeness, Starts, VocabularyBuilder, WordId};
use super::words::Words;

/// Content words that a label may have to be matched in any order.
const SIZES: std::ops::RangeInclusive<usize> = 2..=MOST;
const MOST: usize = 6;
/// Words of other phrases by which the words of a bag may stand further apart than by function words.
const LIST: usize = 4;
/// The furthest that a word of a bag is looked for.
const REACH: usize = 2 * MOST + LIST;

/// The labels of several words, each found by its rarest word.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Bags {
    /// By anchor.
    bags: Vec<Bag>,
    /// The second word of each bag, which is looked for first.
    seconds: Vec<WordId>,
    /// The words of all bags; of each, the anchor first.
    words: Vec<WordId>,
    /// Word → the first bag whose anchor it or a later word is; one more at the end.
    #[serde(with = "numbers")]
    anchors: Vec<u32>,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Bag {
    label: u32,
    /// The first of its words, and how many there are.
    first: u32,
    len: u32,
    /// Which of them the label is a kind of.
    head: u32,
}

/// A word of a text that is the anchor of some bags. All those of a sentence are looked for before any bag is, so that
/// they wait for memory together.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    at: usize,
    closeness: Closeness,
    bags: Range<u32>,
}

impl Bags {
    /// The bags of all labels.
    pub(super) fn new(labels: &Labels, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut collected = Collected::of(labels, vocabulary);
        collected.rarest_first(vocabulary.words().len());
        let Collected { bags: unsorted, words } = collected;
        let anchor = |bag: &Bag| words[bag.first as usize];
        let mut anchors = vec![0; vocabulary.words().len() + 1];
        for bag in &unsorted {
            anchors[anchor(bag).0 as usize + 1] += 1;
            vocabulary.start(anchor(bag), Starts::BAG);
        }
        for n in 1..anchors.len() {
            anchors[n] += anchors[n - 1];
        }
        let mut bags = unsorted.clone();
        let mut places = anchors.clone();
        for bag in &unsorted {
            let place = &mut places[anchor(bag).0 as usize];
            bags[*place as usize] = *bag;
            *place += 1;
        }
        let seconds = bags.iter().map(|bag| words[bag.first as usize + 1]).collect();
        Self { bags, seconds, words, anchors }
    }

    /// The bags that a word is the anchor of, by number.
    fn anchored(&self, word: WordId) -> Range<u32> {
        match self.anchors.get(word.0 as usize..word.0 as usize + 2) {
            Some(&[start, end]) => start..end,
            _ => 0..0,
        }
    }

    /// The words of a bag behind the first two.
    fn others(&self, bag: &Bag) -> &[WordId] {
        &self.words[bag.first as usize + 2..(bag.first + bag.len) as usize]
    }

    fn words(&self, bag: &Bag) -> &[WordId] {
        &self.words[bag.first as usize..(bag.first + bag.len) as usize]
    }

    /// Adds every bag that stands in a sentence, by its anchor. `standing` and `anchors` are scratch space.
    pub(super) fn matches_in(
        &self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        standing: &mut Occurrences,
        anchors: &mut Vec<Anchor>,
        out: &mut Vec<LabelMatch>,
    ) {
        anchors.clear();
        for at in words.starting(sentence, Starts::BAG) {
            for sense in words.ids(at).starting(Starts::BAG) {
                let bags = self.anchored(sense.word);
                anchors.push(Anchor { at, closeness: sense.closeness, bags });
            }
        }
        for Anchor { at, closeness, bags } in anchors {
            let standing = standing.read(words, sentence, around(*at, REACH));
            let bags = bags.start as usize..bags.end as usize;
            for (bag, second) in self.bags[bags.clone()].iter().zip(&self.seconds[bags]) {
                if standing.may_have(*second) && self.others(bag).iter().all(|word| standing.may_have(*word))
                {
                    out.extend(self.match_at(bag, standing, *at, *closeness, words));
                }
            }
        }
    }

    /// The match with the words nearest to the anchor, else with those on one side of it.
    fn match_at(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        at: usize,
        closeness: Closeness,
        words: &Words<'_>,
    ) -> Option<LabelMatch> {
        let Range { start, end } = around(at, 2 * bag.len as usize + LIST);
        let nearest = self.gather(bag, standing, start..end, at, closeness)?;
        let found = |gathered: &Gathered| self.found(bag, gathered, words);
        found(&nearest).or_else(|| {
            let range = nearest.range();
            let sides = [(range.start < at, at..end), (range.end > at + 1, start..at + 1)];
            let others = sides.into_iter().filter_map(|(is_other, side)| is_other.then_some(side));
            others
                .filter_map(|side| self.gather(bag, standing, side, at, closeness))
                .find_map(|side| found(&side))
        })
    }

    /// The nearest place of each of the words among some positions around the anchor.
    fn gather(
        &self,
        bag: &Bag,
        standing: &Occurrences,
        near: Range<usize>,
        at: usize,
        closeness: Closeness,
    ) -> Option<Gathered> {
        let words = self.words(bag);
        let mut gathered = Gathered { all: [at; MOST], len: 1, head: at, closeness };
        for word in &words[1..] {
            let places = standing.places(*word, near.clone());
            let free = places.filter(|place| !gathered.places().contains(&place.at()));
            let (_, closeness, place) =
                free.map(|place| (place.at().abs_diff(at), place.closeness, place.at())).min()?;
            gathered.closeness = gathered.closeness.max(closeness);
            gathered.all[gathered.len] = place;
            gathered.len += 1;
        }
        gathered.head = gathered.all[bag.head as usize];
        Some(gathered)
    }

    /// The match, when the words are one phrase and none is in another verb form:
    /// - with the head last, in a row but for function words other than prepositions;
    /// - or with the head before a preposition (`hypoplasia of the nails`), and no adjective last that belongs to
    ///   another noun (`tumors of cutaneous` in "tumors of cutaneous vessels" for `skin tumor`);
    /// - or with an adjective as its noun before a preposition (`absence of speech` for `absent speech`);
    /// - or with the head first and the rest, of several words, right behind it (`brachydactyly type C`);
    /// - or, each of them, with another phrase joined to it ([`coordination`](super::coordination)).
    fn found(&self, bag: &Bag, gathered: &Gathered, words: &Words<'_>) -> Option<LabelMatch> {
        if gathered.closeness == Closeness::Inflected {
            return None;
        }
        let Range { start, end } = gathered.range();
        let is_own = |at| gathered.places().contains(&at);
        let repeats = |at| self.words(bag).iter().any(|word| words.ids(at).of(*word).is_some());
        let in_row = end - start == gathered.len;
        let Gathered { head, closeness, .. } = *gathered;
        let joins = |at: usize| is_preposition(words.word(at));
        let joined = |mut range: Range<usize>| !in_row && range.any(|at| !is_own(at) && joins(at));
        let in_place = match head + 1 == end {
            true if joins(start + 1) => !joined(start + 2..head) && self.is_derived(bag, start, words),
            true => !joined(start..head),
            false if self.is_of_another(bag, end - 1, words) => false,
            false => joins(head + 1) || head == start && in_row && gathered.len > 2,
        };
        if !in_place || !in_row && (start..end).any(|at| !is_own(at) && repeats(at)) {
            return None;
        }
        let order = order(start..end, is_own, words)?;
        let own = gathered.places().iter().map(|at| 1_u32.checked_shl((at - start) as u32).unwrap_or(0));
        let own = if order == Order::Gapped { own.sum() } else { 0 };
        let (start, end) = (start as u32, end as u32);
        Some(LabelMatch { label: bag.label, start, end, closeness, literal: false, order, own })
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
}

impl Collected {
    fn of(labels: &Labels, vocabulary: &VocabularyBuilder) -> Self {
        let mut out = Self { bags: Vec::new(), words: Vec::new() };
        let kinds: Vec<Kind> = vocabulary.words().iter().map(|word| Kind::of(word)).collect();
        let kind = |word: &WordId| kinds[word.0 as usize];
        let mut content = Vec::new();
        for (n, label) in labels.iter().enumerate().filter(|(_, label)| label.is_free()) {
            let words = labels.spoken(label);
            if words.clone().count() < *SIZES.start() || words.clone().any(|word| kind(&word) == Kind::Short)
            {
                continue;
            }
            content.clear();
            content.extend(words.clone().filter(|word| !kind(word).joins()));
            let Some(head) = head(words.map(|word| kind(&word)), &content) else { continue };
            content.sort_unstable();
            content.dedup();
            if SIZES.contains(&content.len()) {
                let (first, len) = (out.words.len() as u32, content.len() as u32);
                out.words.extend(&content);
                out.bags.push(Bag { label: n as u32, first, len, head: head.0 });
            }
        }
        out
    }

    /// Sorts the words of each bag by how many bags have them, and finds the head among them.
    fn rarest_first(&mut self, vocabulary: usize) {
        let mut counts = vec![0_u32; vocabulary];
        self.words.iter().for_each(|word| counts[word.0 as usize] += 1);
        for bag in &mut self.bags {
            let words = &mut self.words[bag.first as usize..(bag.first + bag.len) as usize];
            words.sort_unstable_by_key(|word| (counts[word.0 as usize], *word));
            bag.head = words.iter().position(|word| word.0 == bag.head).unwrap_or(0) as u32;
        }
    }
}

/// Where the words of a bag stand.
struct Gathered {
    /// In the order of the bag's words, the first `len` of them.
    all: [usize; MOST],
    len: usize,
    head: usize,
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

fn is_preposition(word: &str) -> bool {
    ["of", "in", "on", "at", "to", "from"].iter().any(|own| word.eq_ignore_ascii_case(own))
}

/// What a word of a label does in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Preposition,
    OtherFunction,
    /// Two letters that are no function word: too common to be looked for out of order.
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
