//! A score is how likely a phrase of a document is one that a person would mark as a key phrase of it.
//!
//! It is a logistic regression over what can be seen of the phrase: its length, where and how often it stands, whether
//! it stands alone, how rare its words are in general English. No word has a weight of its own.

use rustc_hash::FxHashMap;

use super::chunks::PhrasePlace;
use crate::language::{Document, Tag};
use crate::text::Joint;

/// What the score looks at, with its weight. The weights were fitted to phrases that people marked in abstracts of
/// several fields; see docs/discovery.md for what that gives on texts it was not fitted to.
#[rustfmt::skip]
const WEIGHTS: [f64; FEATURES] = [
    -2.88, // it is one word
    -0.04, // it has four words
    -0.45, // it has five or more
    0.57, // the logarithm of its places
    1.17, // it stands alone somewhere
    0.90, // share of places where it ends its chunk
    0.39, // share where it begins its chunk
    -0.05, // the logarithm of the words before it
    0.43, // it stands alone in the first sentence
    -1.79, // mean rarity of its words
    2.00, // rarity of its only word
    -1.67, // rarity of its first word
    -1.57, // its last word has one or two letters
    -0.89, // share of places before "of"
    0.22, // it is hyphenated
    -0.37, // it begins with a participle
    -0.26, // with a gerund
    -1.64, // with a number
    0.23, // it is a row of nouns
    0.22, // mean logarithm of how often its words are used here
    0.47, // it has an acronym
    -0.25, // usage of its first word
    -0.29, // mean usage of its words
];
const BIAS: f64 = 0.99;
const FEATURES: usize = 23;

/// What all phrases of a document share.
pub(super) struct Context<'d, 't> {
    document: &'d Document<'t>,
    /// How often each word is used, by its singular.
    counts: FxHashMap<&'d str, u32>,
    /// The end of the first sentence.
    first_sentence: usize,
}

impl<'d, 't> Context<'d, 't> {
    /// Counts the words. O(words).
    pub(super) fn new(document: &'d Document<'t>) -> Self {
        let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
        for at in 0..document.tokens.len() {
            *counts.entry(&document.facts(at).singular).or_default() += 1;
        }
        let breaks = |at: &usize| document.joint(*at) == Joint::Sentence;
        let first_sentence = (1..document.tokens.len()).find(breaks).unwrap_or(document.tokens.len());
        Self { document, counts, first_sentence }
    }

    /// The probability, in 0..=1, that a phrase with these places (at least one, in order) is a key phrase.
    pub(super) fn score(&self, places: &[PhrasePlace]) -> f64 {
        let seen = self.features(places);
        let sum: f64 = seen.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        1.0 / (1.0 + libm::exp(-(sum + BIAS)))
    }

    /// What [`WEIGHTS`] weighs, in its order.
    fn features(&self, places: &[PhrasePlace]) -> [f64; FEATURES] {
        let Some(first) = places.first() else { return [0.0; FEATURES] };
        let document = self.document;
        let words = first.start..first.end;
        let length = words.len();
        let mean = |of: &dyn Fn(usize) -> f64| words.clone().map(of).sum::<f64>() / length as f64;
        let rarity = |at: usize| document.facts(at).rarity;
        let usage = |at: usize| document.facts(at).usage;
        let share = |is: &dyn Fn(&PhrasePlace) -> bool| {
            places.iter().filter(|place| is(place)).count() as f64 / places.len() as f64
        };
        let any = |is: &dyn Fn(&PhrasePlace) -> bool| flag(places.iter().any(is));
        let begins = |tag: Tag| flag(document.tags[first.start] == tag);
        let last = first.end - 1;
        let single = flag(length == 1);
        [
            single,
            flag(length == 4),
            flag(length >= 5),
            libm::log(places.len() as f64),
            any(&|place| place.whole()),
            share(&|place| place.right),
            share(&|place| place.left),
            libm::log1p(first.start as f64),
            any(&|place| place.whole() && place.start < self.first_sentence),
            mean(&rarity),
            single * rarity(last),
            rarity(first.start),
            flag(document.word(last).chars().count() < 3),
            share(&|place| self.before_of(place)),
            flag(words.clone().skip(1).any(|at| document.joint(at) == Joint::Tight)),
            begins(Tag::Participle),
            begins(Tag::Gerund),
            begins(Tag::Number),
            flag(length > 1 && words.clone().all(|at| document.tags[at] == Tag::Noun)),
            mean(&|at| libm::log(f64::from(self.counts[document.facts(at).singular.as_str()]))),
            flag(words.clone().any(|at| is_acronym(document.word(at)))),
            usage(first.start),
            mean(&usage),
        ]
    }

    /// True when `of` follows: "the *number* of".
    fn before_of(&self, place: &PhrasePlace) -> bool {
        place.end < self.document.tokens.len()
            && self.document.joint(place.end) == Joint::Space
            && self.document.word(place.end).eq_ignore_ascii_case("of")
    }
}

fn flag(is: bool) -> f64 {
    f64::from(u8::from(is))
}

fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some()
        && word.chars().all(|c| c.is_uppercase() || c.is_numeric())
        && word.chars().any(char::is_uppercase)
}
