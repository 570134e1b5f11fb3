//! Capitals tell how a word is written only where they are its own, and not those of a heading or of a sentence's first word.

use super::language::Language;
use crate::text::{Joint, Span, Token, sentences, tokens};

/// The clauses of a text.
pub(super) struct Capitals<'t> {
    text: &'t str,
    clauses: Vec<Clause>,
}

struct Clause {
    start: u32,
    /// Where its sentence starts.
    sentence: u32,
    /// Capitals tell something in it: it has small letters, and its sentence a word in small letters that says something.
    tells: bool,
}

impl<'t> Capitals<'t> {
    /// Reads a text. O(length).
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let tokens = tokens(text);
        let word = |token: &Token| token.span.of(text).unwrap_or_default();
        let has_capital = |word: &str| word.contains(char::is_uppercase);
        let says = |word: &str| !has_capital(word) && !language.is_function_word(word);
        let mut clauses = Vec::new();
        for sentence in sentences(&tokens).map(|range| &tokens[range]) {
            let is_mixed = sentence.iter().map(word).any(says);
            for clause in sentence.chunk_by(|_, next| next.joint < Joint::Clause) {
                let has_small = clause.iter().map(word).any(|word| word.contains(char::is_lowercase));
                let start = |tokens: &[Token]| tokens.first().map_or(0, |token| token.span.start);
                let (start, sentence) = (start(clause), start(sentence));
                clauses.push(Clause { start, sentence, tells: is_mixed && has_small });
            }
        }
        Self { text, clauses }
    }

    /// True where some words have no capital but their own.
    pub(super) fn are_own(&self, place: Span) -> bool {
        let words = place.of(self.text).unwrap_or_default();
        let within = words.chars().skip(1).any(char::is_uppercase);
        if !within && !words.starts_with(char::is_uppercase) {
            return true;
        }
        let n = self.clauses.partition_point(|clause| clause.start <= place.start);
        let clause = n.checked_sub(1).map(|n| &self.clauses[n]);
        clause.is_some_and(|clause| clause.tells && (within || place.start > clause.sentence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_capitals_are() {
        for (text, words, expected) in [
            ("We use Docker here.", "Docker", true),
            ("It runs. Docker is here.", "Docker", false),
            ("It runs. HTTP is used.", "HTTP", true),
            ("HTTP AND THE WEB", "HTTP", false),
            ("The History of Docker", "Docker", false),
            ("DOCKER: none was found.", "DOCKER", false),
            ("DOCKER IS HERE. It runs docker.", "docker", true),
        ] {
            let at = text.find(words).unwrap() as u32;
            let place = Span::new(at, at + words.len() as u32);
            assert_eq!(Capitals::of(text, Language::default()).are_own(place), expected, "{text}");
        }
    }
}
