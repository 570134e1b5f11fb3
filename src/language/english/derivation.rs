//! Derivation: a noun and the adjective that says "of that noun".

use std::sync::LazyLock;

use super::swaps::{Swap, swaps};
use super::{before, facts, general};
use crate::text::{WordList, data_endings};

/// Nouns and their adjectives.
static RELATIVES: LazyLock<Vec<Swap>> = LazyLock::new(|| swaps(include_str!("relatives.txt")));

/// Abstract nouns and adverbs and their adjectives, which stand for one another within longer names only.
static DISTANT: LazyLock<Vec<Swap>> = LazyLock::new(|| swaps(include_str!("distant_relatives.txt")));

/// What makes a person, a quality or a higher degree of a word: another idea than the word.
static OTHER_IDEAS: LazyLock<Vec<&str>> =
    LazyLock::new(|| data_endings(include_str!("other_ideas.txt")).collect());

/// Letters that a word and its relative must share; one more where the noun's ending is empty (`sign` is no `signal`).
const SHARED: usize = 4;

/// The words that stand to `word` as a noun to its adjective, or the other way round: `retina` and `retinal`; nouns
/// with their plural.
pub(crate) fn relatives(word: &str) -> WordList {
    let stem = |from: &str, to: &str| {
        let shared = if from.is_empty() || to.is_empty() { SHARED + 1 } else { SHARED };
        before(word, from).filter(|stem| stem.len() >= shared && stem.is_ascii())
    };
    let mut out = WordList::default();
    let is_adjective = may_be_adjective(word);
    for &Swap { one: noun, other: adjective, .. } in &*RELATIVES {
        if let Some(stem) = stem(noun, adjective).filter(|stem| may_be_adjective(&[stem, adjective].concat()))
        {
            out.push(&[stem, adjective]);
        }
        if let Some(stem) = stem(adjective, noun).filter(|_| is_adjective) {
            out.push(&[stem, noun]);
            out.push(&[stem, noun, "s"]);
        }
    }
    out
}

/// True for a noun, in the singular or the plural, and the adjective that says "of that noun", as [`relatives`] has them.
pub(crate) fn is_noun_of(noun: &str, adjective: &str) -> bool {
    let singular = |word| before(word, "s").unwrap_or(word);
    let is_of = |noun: &str, adjective: &str| {
        RELATIVES.iter().any(|swap| {
            before(adjective, swap.other).is_some_and(|stem| before(noun, swap.one) == Some(stem))
        })
    };
    let adjectives = [adjective, singular(adjective)];
    [noun, singular(noun)].iter().any(|noun| adjectives.iter().any(|adjective| is_of(noun, adjective)))
}

/// False for a word that general English has as something else than an adjective or a participle: `observatory`.
fn may_be_adjective(word: &str) -> bool {
    word.ends_with("ed") || general::entry(word).is_none_or(|entry| entry.adjective > 0.0)
}

/// The words that stand to `word` as an abstract noun or an adverb to its adjective, or the other way round: `absence` and
/// `absent`, `mentally` and `mental`.
pub(crate) fn distant_relatives(word: &str) -> WordList {
    let mut out = WordList::default();
    let is_adjective = general::entry(word).is_some_and(|entry| entry.adjective > 0.0);
    let pairs = DISTANT.iter().flat_map(|swap| [(swap.one, swap.other), (swap.other, swap.one)]);
    for (one, other) in pairs.filter(|(one, _)| !one.is_empty() || is_adjective) {
        if let Some(stem) = before(word, one).filter(|stem| stem.len() >= SHARED && stem.is_ascii()) {
            out.push(&[stem, other]);
        }
    }
    out
}

/// True for a person, a quality or a degree that is named after a word: `musician`, `friendship`, `younger`.
pub(crate) fn is_other_idea(name: &str, word: &str) -> bool {
    let (name, word) = (facts(name).singular, facts(word).singular);
    let stems = OTHER_IDEAS.iter().filter_map(|ending| name.strip_suffix(ending));
    let mut rests = stems.filter_map(|stem| word.strip_prefix(stem));
    name.len() > word.len() && rests.any(|rest| matches!(rest, "" | "e" | "y"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::swaps::examples;

    #[test]
    fn every_example_is_of_relatives() {
        for (noun, adjective) in examples(include_str!("relatives.txt")) {
            assert!(relatives(&noun).contains(&adjective), "{noun} {adjective}");
            assert!(relatives(&adjective).contains(&noun), "{noun} {adjective}");
        }
        for (word, adjective) in examples(include_str!("distant_relatives.txt")) {
            assert!(distant_relatives(&word).contains(&adjective), "{word} {adjective}");
            assert!(distant_relatives(&adjective).contains(&word), "{word} {adjective}");
        }
    }

    #[test]
    fn other_words_are_no_relatives() {
        // Without an ending more letters must be shared.
        assert!(!relatives("deafness").contains("deaf"));
        for (a, b) in [
            ("general", "generalization"),
            ("compute", "computer"),
            ("sign", "signal"),
            ("neuron", "neural"),
            ("form", "formal"),
            ("norm", "normal"),
            ("muse", "music"),
            ("log", "logic"),
            ("position", "positive"),
            ("addition", "additive"),
            ("nation", "native"),
        ] {
            assert!(!relatives(a).contains(b), "{a} ~ {b}");
        }
    }

    #[test]
    fn nouns_of_adjectives() {
        for (noun, adjective, expected) in [
            ("retina", "retinal", true),
            ("retinas", "retinal", true),
            ("placentas", "placentals", true),
            ("localization", "localized", true),
            ("retinal", "retina", false),
            ("localized", "localization", false),
        ] {
            assert_eq!(is_noun_of(noun, adjective), expected, "{noun} {adjective}");
        }
    }

    #[test]
    fn distant_relatives_mean_nearly_the_same() {
        for (word, adjective, expected) in [
            ("absence", "absent", true),
            ("deficiency", "deficient", true),
            ("mentally", "mental", true),
            ("genetically", "genetic", true),
            ("inflation", "inflationary", true),
            ("evolution", "evolutionary", true),
            ("station", "stationary", false),
            ("early", "ear", false),
            ("sent", "sence", false),
        ] {
            assert_eq!(distant_relatives(word).contains(adjective), expected, "{word}");
            assert_eq!(distant_relatives(adjective).contains(word), expected, "{adjective}");
        }
    }
}
