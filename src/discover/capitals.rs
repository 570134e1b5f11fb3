//! Capitals tell how a word is written only where they are its own, and not those of a heading or of a sentence's first word.

use super::language::Language;
use crate::text::{Span, sentences, tokens};

/// The sentences of a text.
pub(super) struct Capitals<'t> {
    text: &'t str,
    /// Where each stands, and whether it has a word in small letters that says something, as no heading in capitals has.
    sentences: Vec<(Span, bool)>,
}

impl<'t> Capitals<'t> {
    /// Reads a text. O(length).
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let tokens = tokens(text);
        let says = |word: &str| {
            word.chars().all(|c| !c.is_uppercase()) && !language.is_function_word(&word.to_lowercase())
        };
        let sentence = |range: std::ops::Range<usize>| {
            let span = Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end);
            let mut words = tokens[range].iter().filter_map(|token| token.span.of(text));
            (span, words.any(says))
        };
        Self { text, sentences: sentences(&tokens).map(sentence).collect() }
    }

    /// True where some words have no capital but their own.
    pub(super) fn are_own(&self, place: Span) -> bool {
        let words = place.of(self.text).unwrap_or_default();
        let within = words.chars().skip(1).any(char::is_uppercase);
        if !within && !words.starts_with(char::is_uppercase) {
            return true;
        }
        let n = self.sentences.partition_point(|(sentence, _)| sentence.start <= place.start);
        let sentence = n.checked_sub(1).map(|n| self.sentences[n]);
        sentence.is_some_and(|(sentence, is_mixed)| is_mixed && (within || place.start > sentence.start))
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
            ("DOCKER IS HERE. It runs docker.", "docker", true),
        ] {
            let at = text.find(words).unwrap() as u32;
            let place = Span::new(at, at + words.len() as u32);
            assert_eq!(Capitals::of(text, Language::default()).are_own(place), expected, "{text}");
        }
    }
}
