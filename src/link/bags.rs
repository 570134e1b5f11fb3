//! A bag is a label without its order: `nail hypoplasia` stands in "hypoplasia of the nails".

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::english::is_function_word;
use super::labels::{LabelMatch, Labels};
use super::vocabulary::{Closeness, VocabularyBuilder, WordId};
use super::words::Words;
use crate::text::Joint;

/// Content words that a label may have to be matched in any order.
const SIZES: std::ops::RangeInclusive<usize> = 2..=6;
/// Words of another phrase that may stand between when `and` or `or` joins the two.
const STRANGERS: usize = 2;

/// The labels of several words, each found by its rarest word.
#[derive(Default)]
pub(super) struct Bags {
    by_anchor: FxHashMap<WordId, Vec<u32>>,
    bags: Vec<Bag>,
}

struct Bag {
    label: u32,
    /// The anchor first.
    words: Vec<WordId>,
    /// The word that the label is a kind of.
    head: WordId,
}

impl Bags {
    /// The bags of all labels.
    pub(super) fn new(labels: &Labels, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut bags: Vec<Bag> = Vec::new();
        for (n, label) in labels.iter().enumerate().filter(|(_, label)| !label.is_exact()) {
            let content = label.words().iter().filter(|word| !is_function_word(&word.to_lowercase()));
            let mut words: Vec<WordId> = content.map(|word| vocabulary.id(word)).collect();
            let Some(head) = head(label.words(), &words) else { continue };
            words.sort_unstable();
            words.dedup();
            if SIZES.contains(&words.len()) && !label.words().iter().any(|word| is_short(word)) {
                bags.push(Bag { label: n as u32, words, head });
            }
        }
        let mut counts: FxHashMap<WordId, u32> = FxHashMap::default();
        for word in bags.iter().flat_map(|bag| &bag.words) {
            *counts.entry(*word).or_default() += 1;
        }
        let mut by_anchor: FxHashMap<WordId, Vec<u32>> = FxHashMap::default();
        for (n, bag) in bags.iter_mut().enumerate() {
            bag.words.sort_unstable_by_key(|word| (counts[word], *word));
            by_anchor.entry(bag.words[0]).or_default().push(n as u32);
        }
        Self { by_anchor, bags }
    }

    /// Adds every bag whose anchor stands at position `at` of a sentence.
    pub(super) fn matches_at(
        &self,
        words: &Words<'_>,
        at: usize,
        sentence: &Range<usize>,
        out: &mut Vec<LabelMatch>,
    ) {
        for &(anchor, closeness) in words.ids(at) {
            for &n in self.by_anchor.get(&anchor).map_or(&[][..], Vec::as_slice) {
                let bag = &self.bags[n as usize];
                let gathered = bag.gather(words, at, closeness, sentence);
                out.extend(gathered.filter(|g| g.is_phrase(words)).map(|g| g.into_match(bag)));
            }
        }
    }
}

impl Bag {
    /// The nearest place of each of the words around the anchor.
    fn gather(
        &self,
        words: &Words<'_>,
        at: usize,
        closeness: Closeness,
        sentence: &Range<usize>,
    ) -> Option<Gathered> {
        let reach = 2 * self.words.len() + 1;
        let near = at.saturating_sub(reach).max(sentence.start)..(at + reach + 1).min(sentence.end);
        let mut gathered = Gathered { places: vec![at], head: at, closeness };
        for word in &self.words[1..] {
            let free = near.clone().filter(|p| !gathered.places.contains(p));
            let standing = free.filter_map(|p| {
                let sense = words.ids(p).iter().find(|sense| sense.0 == *word)?;
                Some((p.abs_diff(at), sense.1, p))
            });
            let (_, closeness, place) = standing.min()?;
            gathered.closeness = gathered.closeness.max(closeness);
            gathered.places.push(place);
        }
        gathered.head = gathered.places[self.words.iter().position(|word| *word == self.head)?];
        Some(gathered)
    }
}

/// Where the words of a bag stand.
struct Gathered {
    /// In the order of the bag's words.
    places: Vec<usize>,
    head: usize,
    closeness: Closeness,
}

impl Gathered {
    fn range(&self) -> Range<usize> {
        let (start, end) = (self.places.iter().min(), self.places.iter().max());
        start.copied().unwrap_or(0)..end.map_or(0, |end| end + 1)
    }

    /// True when the words are one phrase: without a comma between them, and
    /// - with the head last, in a row but for function words; other words only where `and` or `or` joins two phrases
    ///   (`aplastic or hypoplastic nails`);
    /// - or with the head before a preposition (`hypoplasia of the nails`);
    /// - or with the head first and the rest, of several words, right behind it (`brachydactyly type C`).
    fn is_phrase(&self, words: &Words<'_>) -> bool {
        let range = self.range();
        let lower = |p: usize| words.word(p).to_lowercase();
        let others: Vec<String> = range.clone().filter(|p| !self.places.contains(p)).map(lower).collect();
        let strangers = others.iter().filter(|word| !is_function_word(word)).count();
        let coordinated = others.iter().any(|word| is_conjunction(word));
        let comma = range.clone().skip(1).any(|p| words.joint(p) >= Joint::Clause);
        let in_place = if self.head + 1 == range.end {
            let inflected = self.closeness == Closeness::Inflected;
            others.is_empty() || inflected && strangers <= if coordinated { STRANGERS } else { 0 }
        } else if is_preposition(&lower(self.head + 1)) {
            strangers == 0
        } else {
            self.head == range.start && others.is_empty() && self.places.len() > 2
        };
        in_place && !comma
    }

    fn into_match(self, bag: &Bag) -> LabelMatch {
        let Range { start, end } = self.range();
        LabelMatch { label: bag.label as usize, start, end, closeness: self.closeness, literal: false }
    }
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "of" | "in" | "on" | "at" | "to" | "from")
}

fn is_conjunction(word: &str) -> bool {
    matches!(word, "and" | "or")
}

/// True for two letters that are no function word: too common to be looked for out of order.
fn is_short(word: &str) -> bool {
    word.len() == 2 && word.chars().all(char::is_alphabetic) && !is_function_word(&word.to_lowercase())
}

/// The last word before a preposition, else the last word.
fn head(label: &[String], content: &[WordId]) -> Option<WordId> {
    let before = label.iter().position(|word| is_preposition(word)).unwrap_or(label.len());
    let content_before =
        label[..before].iter().filter(|word| !is_function_word(&word.to_lowercase())).count();
    content.get(content_before.checked_sub(1)?).copied()
}
