//! General English: which classes a word may have and how common it is, by WordNet 3.0 (`words.txt`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{data_lines, lemmas};

/// Words in the glosses that the counts were made from.
pub(crate) const GLOSS_WORDS: f64 = 1_464_000.0;

/// How often a listed word is of each open class, and how often it was seen at all.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    pub(crate) noun: f64,
    pub(crate) verb: f64,
    pub(crate) adjective: f64,
    pub(crate) adverb: f64,
    pub(crate) seen: f64,
}

static WORDS: LazyLock<FxHashMap<&'static str, Entry>> = LazyLock::new(|| {
    data_lines(include_str!("words.txt"))
        .filter_map(|line| {
            let mut fields = line.split(' ');
            let word = fields.next()?;
            let mut number = || fields.next()?.parse::<f64>().ok();
            let (noun, verb, adjective) = (number()?, number()?, number()?);
            Some((word, Entry { noun, verb, adjective, adverb: number()?, seen: number()? }))
        })
        .collect()
});

/// What is known of a base form or another listed word, in lower case.
pub(crate) fn entry(word: &str) -> Option<&'static Entry> {
    WORDS.get(word)
}

/// How often a word, in lower case, or one that it may be a form of, was seen among [`GLOSS_WORDS`] words.
pub(crate) fn seen(word: &str) -> f64 {
    let of = |word: &str| entry(word).map_or(0.0, |entry| entry.seen);
    lemmas(word).iter().map(|lemma| of(lemma)).fold(of(word), f64::max)
}
