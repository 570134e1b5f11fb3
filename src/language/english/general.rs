//! General English: which classes a word may have and how common it is, by WordNet 3.0 (`words.txt`).

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{before, data_lines, ends_in, is_classical_plural, lemmas};
use crate::language::tag::{Tag, by_class};
use crate::text::data_endings;

/// Words in the glosses that the counts were made from.
pub(crate) const GLOSS_WORDS: f64 = 1_464_000.0;

/// From here on a word counts as common that is seen so often among them.
pub(crate) const COMMON: f64 = 50.0;

/// From here on a noun or an adjective has a meaning of its own: by its senses plus twice its tagged uses.
const USED: f64 = 30.0;

/// Plurals with a meaning that their singular does not have.
static PLURALS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("plurals.txt")).collect());

/// Adjectives that are not of the noun that they look like.
static ESTRANGED: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("estranged.txt")).collect());

/// [Function words](is_function_word), and adverbs that are like them.
static FUNCTION_WORDS: LazyLock<FxHashMap<&str, Tag>> = LazyLock::new(|| {
    let mut table = FxHashMap::default();
    for (tag, words) in by_class(include_str!("closed.txt")) {
        words.into_iter().for_each(|word| _ = table.entry(word).or_insert(tag));
    }
    table
});

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

/// True for a noun (lower case) that has another word for its own number or class: a plural of its own (`damages` for a
/// label, of which `damage` is no singular), a singular that is an adjective first (`goods` and `good`), or a noun that
/// only looks like a plural (`india` and `indium`, `bias` and `bia`). `label` may be either; a plural in the text is a noun,
/// whatever its singular may be, and so is what `is_noun` tells of.
pub(crate) fn is_another_word(label: &str, text: &str, is_noun: impl Fn() -> bool) -> bool {
    let is_plural = |word: &str, other: &str| word.ends_with('s') && word.len() > other.len();
    let listed = |plural: &str| PLURALS.contains(plural);
    let adjective = |singular: &str| entry(singular).is_some_and(|entry| entry.adjective > entry.noun);
    let noun = |word: &str| entry(word).is_some_and(|entry| entry.noun > 0.0);
    let looks_plural = |word: &str, other: &str| {
        is_classical_plural(word, other) && (listed(word) || noun(word) && entry(other).is_none())
    };
    if looks_plural(label, text) || looks_plural(text, label) {
        return true;
    }
    match (is_plural(label, text), is_plural(text, label)) {
        (true, false) => listed(label) || adjective(text) && !(noun(text) && is_noun()),
        (false, true) => {
            listed(text) && adjective(label) || noun(text) && !text.ends_with("ics") && entry(label).is_none()
        }
        _ => false,
    }
}

/// True for a word, in lower case, of which no adjective before it says something: one of the closed classes, and a
/// form of a verb that is hardly ever a noun or an adjective.
pub(crate) fn is_no_noun(word: &str) -> bool {
    let lemmas = lemmas(word);
    let most = |weight: fn(&Entry) -> f64| {
        lemmas.iter().filter_map(|lemma| entry(lemma)).map(weight).fold(0.0, f64::max)
    };
    let is_verb = || most(|entry| entry.verb) > 4.0 * most(|entry| entry.noun + entry.adjective);
    is_function_word(word) || !ends_in(word, &["ing", "ings"]) && is_verb()
}

/// True for a form, in lower case, of a word that is a verb, too.
pub(crate) fn may_be_verb(word: &str) -> bool {
    lemmas(word).iter().any(|lemma| entry(lemma).is_some_and(|entry| entry.verb > 0.0))
}

/// True for a word, in lower case, that may be the plural of something else than a verb.
pub(crate) fn may_be_plural(word: &str) -> bool {
    let may_be_noun = |lemma: &String| entry(lemma).is_none_or(|entry| entry.noun > 0.0);
    lemmas(word).iter().any(|lemma| lemma != word && may_be_noun(lemma))
}

/// True for a noun that names the quality of a much used adjective, which it has left behind, and for that:
/// `personality` and `personal`.
pub(crate) fn is_quality(one: &str, other: &str) -> bool {
    let is_of = |noun: &str, adjective: &str| {
        let mut stems = ["ity", "ities"].iter().filter_map(|ending| before(noun, ending));
        stems.any(|stem| stem == adjective) && is_used(adjective)
    };
    is_of(one, other) || is_of(other, one)
}

/// True for a word, in lower case, that is a common noun or adjective, and for its plural.
pub(crate) fn is_used(word: &str) -> bool {
    let is_used = |word: &str| entry(word).is_some_and(|entry| entry.noun + entry.adjective >= USED);
    is_used(word) || word.strip_suffix('s').is_some_and(is_used)
}

/// True for a pronoun, a preposition, an auxiliary and the like, in lower case: a word that a vocabulary does not speak of.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains_key(word)
}

/// The class of a [function word](is_function_word).
pub(super) fn closed_class(word: &str) -> Option<Tag> {
    FUNCTION_WORDS.get(word).copied()
}

/// True for a word, in lower case, that is an adverb and neither a noun nor a verb: `later`.
pub(crate) fn is_adverb_alone(word: &str) -> bool {
    entry(word).is_some_and(|entry| entry.adverb > 0.0 && entry.noun + entry.verb == 0.0)
}

/// True for a word, in lower case, of general English.
pub(crate) fn is_known(word: &str) -> bool {
    is_function_word(word) || lemmas(word).iter().any(|lemma| entry(lemma).is_some())
}

/// True for a word, in lower case, that is more than a noun, so that only capitals can tell a name from it: `who`, `aids`.
pub(crate) fn is_told_by_capitals(word: &str) -> bool {
    let is_more = |entry: &Entry| entry.verb + entry.adjective + entry.adverb > 0.0;
    is_function_word(word) || lemmas(word).iter().any(|lemma| entry(lemma).is_some_and(is_more))
}

/// True for an adjective or participle, in lower case, that means something else than the noun that it looks like:
/// `virtual`.
pub(crate) fn is_estranged(word: &str) -> bool {
    ESTRANGED.contains(word)
}

/// True for the past of a verb, in lower case, that general English has as an adjective: `reformed`, `inflated`.
pub(crate) fn is_past_adjective(word: &str) -> bool {
    word.ends_with("ed") && entry(word).is_some_and(|entry| entry.adjective > 0.0)
}

/// True for a word, in lower case, that is much used, and for a form of a verb.
pub(crate) fn is_used_in_any_class(word: &str) -> bool {
    is_function_word(word) || is_used(word) || may_be_verb(word)
}

/// Endings of adjectives and participles.
static ADJECTIVES: LazyLock<Vec<&str>> =
    LazyLock::new(|| data_endings(include_str!("adjective_endings.txt")).collect());

/// True for a word, in lower case, that is an adjective before it is a noun, or looks like one and is not known.
pub(crate) fn is_adjective(word: &str) -> bool {
    entry(word).map_or_else(
        || ends_in(word, &ADJECTIVES),
        |entry| entry.adjective > 0.0 && entry.adjective >= entry.noun,
    )
}

/// True for a word, in lower case, that is a noun and hardly anything else, and for its plural in `-s`, which may be a form
/// of its verb, too.
pub(crate) fn is_noun(word: &str) -> bool {
    let (noun, verb, adjective) = uses(word);
    noun > 2.0 * (verb + adjective) && !is_function_word(word)
}

/// True for a word, in lower case, that is a verb more than a noun or an adjective, and for its form in `-s`.
pub(crate) fn is_verb_before_noun(word: &str) -> bool {
    let (noun, verb, adjective) = uses(word);
    verb > noun + adjective
}

/// How often a word, with what it is a form in `-s` of, is a noun, a verb and an adjective, which has no plural.
fn uses(word: &str) -> (f64, f64, f64) {
    let own = entry(word);
    let base = word.strip_suffix('s').and_then(entry);
    let sum = |of: fn(&Entry) -> f64| own.into_iter().chain(base).map(of).sum();
    let adjective = own.or(base).map_or(0.0, |entry| entry.adjective);
    (sum(|entry| entry.noun), sum(|entry| entry.verb), adjective)
}

/// How often a word, in lower case, or one that it may be a form of, was seen among [`GLOSS_WORDS`] words.
pub(crate) fn seen(word: &str) -> f64 {
    let of = |word: &str| entry(word).map_or(0.0, |entry| entry.seen);
    lemmas(word).iter().map(|lemma| of(lemma)).fold(of(word), f64::max)
}

/// The part of general English that a word, in lower case, with its forms makes up, above zero.
pub(crate) fn part(word: &str) -> f64 {
    (seen(word) + 1.0) / GLOSS_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_example_is_an_adjective() {
        for word in data_lines(include_str!("adjective_endings.txt")).map(|word| word.replace('-', "")) {
            assert!(entry(&word).is_none() && is_adjective(&word), "{word}");
        }
        assert!(!is_adjective("zyzzyva"));
    }
}
