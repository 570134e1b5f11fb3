//! A term is a word of a text that says something of its own, known by a base form.

use crate::discover::is_function_word;
use crate::link::english::lemmas;
use crate::text::{Span, Token, tokens};

/// A word that is no function word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Equal for the inflections of a word.
    pub(super) key: String,
    /// Its place among the text's tokens.
    pub(super) at: usize,
    /// Where it stands in the text.
    pub(super) span: Span,
}

/// The terms of a text, in order. O(length).
pub(super) fn terms(text: &str) -> Vec<Term> {
    terms_of(text, &tokens(text))
}

/// The terms among tokens of a text.
pub(super) fn terms_of(text: &str, tokens: &[Token]) -> Vec<Term> {
    let term = |(at, token): (usize, &Token)| {
        let word = token.span.of(text)?.to_lowercase().replace('\u{2019}', "'");
        let says = word.chars().any(char::is_alphabetic) && !is_function_word(&word) && !word.contains('\'');
        says.then(|| Term { key: key(&word), at, span: token.span })
    };
    tokens.iter().enumerate().filter_map(term).collect()
}

/// The base form that stands for all inflections of a word in lower case: of those it may have the shortest one that is
/// not itself, where there is one.
pub(super) fn key(word: &str) -> String {
    let bases = lemmas(word).into_iter().filter(|base| base != word);
    bases.min_by(|a, b| (a.len(), a).cmp(&(b.len(), b))).unwrap_or_else(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_one_and_function_words_none() {
        let text = "The models trained; a model\u{2019}s training isn\u{2019}t over 3 trains.";
        let keys: Vec<String> = terms(text).into_iter().map(|term| term.key).collect();
        assert_eq!(keys, ["model", "train", "model", "train", "train"]);
    }
}
