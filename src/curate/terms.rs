//! A term is a word of a text that says something of its own, known by a base form.

use crate::language::Language;
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
pub(super) fn terms(text: &str, language: Language) -> Vec<Term> {
    terms_of(text, &tokens(text), language)
}

/// The terms among tokens of a text.
pub(super) fn terms_of(text: &str, tokens: &[Token], language: Language) -> Vec<Term> {
    let term = |(at, token): (usize, &Token)| {
        let word = token.span.of(text)?.to_lowercase().replace('\u{2019}', "'");
        let closed = language.is_function_word(&word) || word.contains('\'');
        let says = word.chars().any(char::is_alphabetic) && !closed;
        says.then(|| Term { key: language.base(&word), at, span: token.span })
    };
    tokens.iter().enumerate().filter_map(term).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inflections_are_one_and_function_words_none() {
        let text = "The models trained; a model\u{2019}s training isn\u{2019}t over 3 trains.";
        let keys = |text, language| -> Vec<String> {
            terms(text, language).into_iter().map(|term| term.key).collect()
        };
        assert_eq!(keys(text, Language::default()), ["model", "train", "model", "train", "train"]);
        let german = Language::named("de").unwrap();
        assert_eq!(keys("Die Frist kann nach Fristen nicht mehr enden.", german), ["frist", "frist", "end"]);
    }
}
