//! English morphology: a lemma is a base form that a word may be an inflection of. Two words are the same word to the
//! linker when they share a lemma; so nothing here needs a dictionary, and a wrong lemma that no word has does no harm.

mod classes;
mod clause;
mod derivation;
pub(crate) mod general;
mod inflection;
mod irregular;
pub(crate) mod phrases;
mod prefixes;
mod roles;
mod spelling;
mod swaps;
pub(super) mod tagger;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::data_lines;

pub(crate) use classes::{VERB_PREFIXES, facts, is_name_suffix, is_short_title};
pub(crate) use derivation::{distant_relatives, is_noun_of, is_other_idea, relatives};
pub(crate) use inflection::{
    FormWriter, NumberForms, VerbForm, is_classical_plural, is_form_of, is_known_plural, is_past_alone,
    lemmas, lemmas_as_spelt, verb_form,
};
pub(crate) use prefixes::{is_negated_at, split_prefix};
pub(crate) use roles::{Role, has_role, words_with};

/// A base form in American spelling.
pub(crate) fn american_spelling(word: &str) -> String {
    spelling::american(word, spelling::is_british_inside(word)).unwrap_or_else(|| word.to_owned())
}

/// The British spellings of an American word.
pub(crate) fn british_spellings(word: &str) -> Vec<String> {
    spelling::british(word)
}

/// A word without the apostrophe that many leave out, as in names: `Quran` for `Qur'an`. None for what two words run
/// together (`we'll`, French `n'est`), and where the rest is a verb: `Sa'id`.
pub(crate) fn without_apostrophe(word: &str) -> Option<String> {
    let (before, behind) = word.split_once(['\'', '\u{2019}'])?;
    let is_contraction = before.len() < 2 || has_role(behind, Role::Contracted);
    let rest = [before, behind].concat();
    (!is_contraction && !general::is_no_noun(&rest.to_lowercase())).then_some(rest)
}

/// True for a word that only joins others: `of`, `the`.
pub(crate) fn is_joining(word: &str) -> bool {
    has_role(word, Role::Joins)
}

/// Another word that may stand for a word within a longer name: `renal` for `kidney`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct StandIn {
    pub(crate) word: &'static str,
    pub(crate) other: &'static str,
    /// Also where the word is the whole name: `convulsion` for `seizure`.
    pub(crate) alone: bool,
}

/// What general English lets stand for one another.
pub(crate) fn stand_ins() -> impl Iterator<Item = StandIn> {
    data_lines(include_str!("synonyms.txt")).flat_map(set)
}

/// Each word of a line with each other that may stand for it.
fn set(line: &'static str) -> impl Iterator<Item = StandIn> {
    let (line, alone) = line.strip_prefix("= ").map_or((line, false), |line| (line, true));
    let (words, more) = line.split_once(" > ").unwrap_or((line, ""));
    words.split(' ').flat_map(move |word| {
        let others = words.split(' ').chain(more.split_terminator(' '));
        others.filter(move |other| *other != word).map(move |other| StandIn { word, other, alone })
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

/// Other signs for the same letter or number (lower case): `α` and `alpha`, `ii`, `two` and `2`.
pub(crate) fn variants(word: &str) -> impl Iterator<Item = &'static str> {
    static VARIANTS: LazyLock<FxHashMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut all: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for line in data_lines(include_str!("variants.txt")) {
            if let Some((a, b)) = line.split_once(" > ") {
                all.entry(a).or_default().push(b);
            } else if let Some((a, b)) = line.split_once(' ') {
                all.entry(a).or_default().push(b);
                all.entry(b).or_default().push(a);
            }
        }
        all
    });
    VARIANTS.get(word).into_iter().flatten().copied()
}

/// What begins words that say a number: `di`, `two` and `second` for `2`.
pub(crate) fn numerals(number: &str) -> impl Iterator<Item = &'static str> {
    let number = number.trim_start_matches('0');
    let mut lines = data_lines(include_str!("numerals.txt")).filter_map(|line| line.split_once(' '));
    lines.find(|(own, _)| *own == number).into_iter().flat_map(|(_, beginnings)| beginnings.split(' '))
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashSet;

    use super::*;

    #[test]
    fn sets_of_words() {
        let pair = |word, other, alone| StandIn { word, other, alone };
        for (line, expected) in [
            ("kidney renal", vec![pair("kidney", "renal", false), pair("renal", "kidney", false)]),
            ("cancer > carcinoma", vec![pair("cancer", "carcinoma", false)]),
            ("= fever pyrexia", vec![pair("fever", "pyrexia", true), pair("pyrexia", "fever", true)]),
            ("alone", vec![]),
        ] {
            assert_eq!(set(line).collect::<Vec<_>>(), expected, "{line}");
        }
    }

    #[test]
    fn every_line_of_the_synonyms_is_a_set() {
        let mut lines = FxHashSet::default();
        for line in data_lines(include_str!("synonyms.txt")) {
            let words: Vec<&str> = line.split(' ').filter(|word| !["=", ">"].contains(word)).collect();
            let distinct: FxHashSet<&&str> = words.iter().collect();
            let plain = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
            assert!(words.len() > 1 && distinct.len() == words.len() && words.iter().all(plain), "{line}");
            assert!(lines.insert(line), "{line} stands there twice");
        }
    }

    #[test]
    fn apostrophes_that_many_leave_out() {
        for (word, expected) in [
            ("Qur'an", Some("Quran")),
            ("shi\u{2019}a", Some("shia")),
            ("hawai'i", Some("hawaii")),
            ("об'єкт", Some("обєкт")),
            ("we'll", None),
            ("don't", None),
            ("n'est", None),
            ("Sa'id", None),
            ("Quran", None),
        ] {
            assert_eq!(without_apostrophe(word).as_deref(), expected, "{word}");
        }
    }
}
