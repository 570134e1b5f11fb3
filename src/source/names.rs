//! A name is a few words with capitals, as people have them: `Mary`, `Mr. Smith`, `Simone de Beauvoir`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::data_lines;

/// No name has more words.
const WORDS: usize = 5;

/// Words within names that have no capital.
static PARTICLES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("particles.txt")).collect());

/// Whether the text may be a name.
pub(super) fn is_name(text: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase) && is_word(word);
    let mut words = text.split(' ');
    words.next().is_some_and(is_capital)
        && text.split(' ').next_back().is_some_and(is_capital)
        && words.clone().count() < WORDS
        && words.all(|word| is_capital(word) || PARTICLES.contains(word))
}

fn is_word(word: &str) -> bool {
    word.chars().all(|c| c.is_alphanumeric() || ".-'’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_capitals() {
        for text in [
            "Mary",
            "ANN",
            "Mr. Smith",
            "J.-P. O’Neil",
            "Simone de Beauvoir",
            "Catherine the Great",
            "Élodie",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in
            ["", "mary", "He said", "The end of", "Mary  Roe", "10", "One Two Three Four Five Six", "A/B"]
        {
            assert!(!is_name(text), "{text}");
        }
    }
}
