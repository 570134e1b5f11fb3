//! Prefixes: what they are written with, and which of them make another word.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::{HYPHENS, data_lines};

/// The rest of `word` behind a prefix that may be written apart, with that prefix: `pretraining` → `pre`, `training`.
pub(crate) fn split_prefix(word: &str) -> Option<(&str, &str)> {
    // By the first byte, which nearly every word is done with.
    static PREFIXES: LazyLock<FxHashMap<u8, Vec<&str>>> = LazyLock::new(|| {
        let mut all: FxHashMap<u8, Vec<&str>> = FxHashMap::default();
        for prefix in data_lines(include_str!("prefixes.txt")) {
            all.entry(prefix.as_bytes()[0]).or_default().push(prefix);
        }
        all
    });
    let prefixes = PREFIXES.get(word.as_bytes().first()?)?.iter();
    prefixes
        .filter_map(|prefix| Some((*prefix, word.strip_prefix(prefix)?)))
        .filter(|(_, rest)| rest.len() >= 4 && rest.bytes().all(|b| b.is_ascii_alphabetic()))
        .max_by_key(|(prefix, _)| prefix.len())
}

/// Prefixes that deny a word or make another one of it.
#[derive(Default)]
struct Negating {
    /// With a hyphen behind them.
    joined: Vec<&'static str>,
    /// With a space, too.
    apart: Vec<&'static str>,
}

static NEGATING: LazyLock<Negating> = LazyLock::new(|| {
    let mut all = Negating::default();
    for line in data_lines(include_str!("negating.txt")) {
        let prefix = line.strip_suffix(" apart");
        all.apart.extend(prefix);
        all.joined.push(prefix.unwrap_or(line));
    }
    all
});

/// True for a word of a text, by its first byte, of which a prefix before it makes another one: `Hodgkin` in "non-Hodgkin
/// lymphoma". O(1).
pub(crate) fn is_negated_at(text: &str, at: usize) -> bool {
    let joined = &text[..at];
    let before = joined.strip_suffix([' ', '\n']).unwrap_or(joined);
    let (before, prefixes) = match before.strip_suffix(HYPHENS) {
        Some(before) => (before, &NEGATING.joined),
        None => (before, &NEGATING.apart),
    };
    // The UN is none.
    let is_name = |word: &str| word.len() == 2 && !word.ends_with(|c: char| c.is_ascii_lowercase());
    let is_prefix = |prefix: &&str| {
        let start = before.len().checked_sub(prefix.len());
        let (rest, word) = start.and_then(|start| before.split_at_checked(start)).unwrap_or_default();
        word.eq_ignore_ascii_case(prefix) && !is_name(word) && !rest.ends_with(char::is_alphanumeric)
    };
    before.len() < at && prefixes.iter().any(is_prefix)
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

    #[test]
    fn negating_prefixes() {
        for (text, expected) in [
            ("non-X", true),
            ("of Non\u{2011}X", true),
            ("non\u{2212}X", true),
            ("non-\nX", true),
            ("non X", true),
            ("post-X", true),
            ("post X", false),
            ("NON-X", true),
            ("Un-X", true),
            ("UN-X", false),
            ("non\n\nX", false),
            ("nonX", false),
            ("canon-X", false),
            ("re-X", false),
            ("é-X", false),
            ("-X", false),
            ("X", false),
        ] {
            assert_eq!(is_negated_at(text, text.len() - 1), expected, "{text}");
        }
    }
}
