//! Capitals tell how a word is written only where they are its own, and not those of a heading or of a sentence's first
//! word.

use crate::language::Language;
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
    /// Capitals tell something in its sentence, which has a word in small letters that says something.
    is_mixed: bool,
    /// It stands in capitals before a colon, and has a word that is no acronym.
    is_heading: bool,
}

impl<'t> Capitals<'t> {
    /// Reads a text. O(length).
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let tokens = tokens(text);
        let word = |token: &Token| token.span.of(text).unwrap_or_default();
        let has_capital = |word: &str| word.contains(char::is_uppercase);
        let has_small = |word: &str| word.contains(char::is_lowercase);
        let is_general = |word: &str| has_capital(word) && language.facts(word).rarity < 1.0;
        let says = |word: &str| !has_capital(word) && !language.is_function_word(word);
        let mut clauses = Vec::new();
        for sentence in sentences(&tokens).map(|range| &tokens[range]) {
            let is_mixed = sentence.iter().map(word).any(says);
            for clause in sentence.chunk_by(|_, next| next.joint < Joint::Clause) {
                let end = clause.last().map_or(text.len(), |token| token.span.end as usize);
                let words = || clause.iter().map(word);
                let is_shouted = || !words().any(has_small) && words().any(is_general);
                let is_heading = text[end..].starts_with(':') && is_shouted();
                let start = |tokens: &[Token]| tokens.first().map_or(0, |token| token.span.start);
                let (start, sentence) = (start(clause), start(sentence));
                clauses.push(Clause { start, sentence, is_mixed, is_heading });
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
        let clause = self.clause(place);
        clause.is_some_and(|clause| clause.is_mixed && (within || place.start > clause.sentence))
            && !self.are_heading(place)
    }

    /// True for a heading in capitals: "ALLERGIES: none known".
    pub(super) fn are_heading(&self, place: Span) -> bool {
        self.clause(place).is_some_and(|clause| clause.is_heading)
    }

    fn clause(&self, place: Span) -> Option<&Clause> {
        let n = self.clauses.partition_point(|clause| clause.start <= place.start);
        self.clauses.get(n.checked_sub(1)?)
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
            ("HTTP: none was found, OTHERS: one.", "OTHERS", false),
            ("HTTP: none was found, OTHERS: one.", "HTTP", true),
            ("An engine (DOCKER) is here.", "DOCKER", true),
            ("DOCKER IS HERE. It runs docker.", "docker", true),
        ] {
            let at = text.find(words).unwrap() as u32;
            let place = Span::new(at, at + words.len() as u32);
            assert_eq!(Capitals::of(text, Language::default()).are_own(place), expected, "{text}");
        }
    }
}
