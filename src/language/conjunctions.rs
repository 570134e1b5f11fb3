//! Conjunctions join words and phrases of one kind (`conjunctions.txt`).

use std::sync::LazyLock;

use crate::text::data_lines;

/// The conjunctions of English, then those of the other languages; in each the one first that `&` is read as.
static CONJUNCTIONS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let lines = data_lines(include_str!("conjunctions.txt"));
    lines.map(|line| line.split(' ').skip(1).collect()).collect()
});

/// What `&` is read as, in each language.
pub(crate) fn ands() -> impl Iterator<Item = &'static str> {
    CONJUNCTIONS.iter().filter_map(|own| own.first().copied())
}

/// True for a word, in any case, that `&` may be read as.
pub(crate) fn is_and(word: &str) -> bool {
    ands().any(|and| word.eq_ignore_ascii_case(and))
}

/// True for a word of English, in lower case, that joins phrases.
pub(crate) fn is_conjunction(word: &str) -> bool {
    CONJUNCTIONS.first().is_some_and(|english| english.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_joins_phrases() {
        for (word, [and, joins]) in [
            ("and", [true, true]),
            ("AND", [true, false]),
            ("or", [false, true]),
            ("und", [true, false]),
            ("en", [false, false]),
            ("&", [false, false]),
        ] {
            assert_eq!([is_and(word), is_conjunction(word)], [and, joins], "{word}");
        }
    }
}
