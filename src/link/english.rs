//! English morphology: a lemma is a base form that a word may be an inflection of. Two words are the same word to the
//! linker when they share a lemma; so nothing here needs a dictionary, and a wrong lemma that no word has does no harm.

mod derivation;
pub(crate) mod general;
mod inflection;
mod spelling;

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

pub(crate) use derivation::{distant_relatives, relatives};
pub(crate) use inflection::{FormWriter, is_classical_plural, is_same_number_form, lemmas};

/// A base form in American spelling.
pub(crate) fn american_spelling(word: &str) -> String {
    spelling::american(word, spelling::is_british_inside(word)).unwrap_or_else(|| word.to_owned())
}

/// The rest of `word` behind a prefix that may be written apart, with that prefix: `pretraining` → `pre`, `training`.
pub(crate) fn split_prefix(word: &str) -> Option<(&str, &str)> {
    static PREFIXES: LazyLock<Vec<&str>> =
        LazyLock::new(|| data_lines(include_str!("english/prefixes.txt")).collect());
    PREFIXES
        .iter()
        .filter_map(|prefix| Some((*prefix, word.strip_prefix(prefix)?)))
        .filter(|(_, rest)| rest.len() >= 4 && rest.bytes().all(|b| b.is_ascii_alphabetic()))
        .max_by_key(|(prefix, _)| prefix.len())
}

static FUNCTION_WORDS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("english/function_words.txt")).collect());

/// True for a word (lower case) that only joins others: `of`, `the`.
pub(crate) fn is_function_word(word: &str) -> bool {
    FUNCTION_WORDS.contains(word)
}

/// A word and another that may stand for it within a longer name: `kidney` and `renal`.
pub(crate) fn stand_ins() -> impl Iterator<Item = (&'static str, &'static str)> {
    data_lines(include_str!("english/synonyms.txt")).flat_map(|line| {
        let (words, more) = line.split_once(" > ").unwrap_or((line, ""));
        let others = move || words.split(' ').chain(more.split(' ').filter(|word| !word.is_empty()));
        words.split(' ').flat_map(move |word| {
            others().filter(move |other| *other != word).map(move |other| (word, other))
        })
    })
}

/// What stands before an ending, as [`str::strip_suffix`] tells it; quick where most endings do not fit.
#[inline]
fn before<'w>(word: &'w str, ending: &str) -> Option<&'w str> {
    let len = word.len().checked_sub(ending.len())?;
    let fits = word.bytes().rev().zip(ending.bytes().rev()).all(|(a, b)| a == b);
    if fits { word.get(..len) } else { None }
}

/// True when a word ends in one of some endings.
#[inline]
fn ends_in(word: &str, endings: &[&str]) -> bool {
    endings.iter().any(|ending| before(word, ending).is_some())
}

fn data_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Other signs for the same letter or number (lower case): `α` and `alpha`, `ii` and `2`.
pub(crate) fn variants(word: &str) -> impl Iterator<Item = &'static str> {
    static VARIANTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        data_lines(include_str!("english/variants.txt")).filter_map(|line| line.split_once(' ')).collect()
    });
    let other = move |(a, b): &(&'static str, &'static str)| match word {
        _ if word == *a => Some(*b),
        _ if word == *b => Some(*a),
        _ => None,
    };
    VARIANTS.iter().filter_map(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes() {
        assert_eq!(split_prefix("pretraining"), Some(("pre", "training")));
        assert_eq!(split_prefix("multimodal"), Some(("multi", "modal")));
        assert_eq!(split_prefix("reward"), Some(("re", "ward")));
        assert_eq!(split_prefix("code"), None);
    }
}
