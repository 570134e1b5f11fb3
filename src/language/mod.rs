//! A language is what is known of words whatever text or scheme they stand in: their forms and spelling, what they mean and
//! do. Much is known of English, of others their inflections and function words.

pub(crate) mod conjunctions;
mod document;
pub(crate) mod english;
mod facts;
pub(crate) mod folding;
mod function_words;
pub(crate) mod greek;
mod inflections;
mod tag;

use rayon::prelude::*;

use crate::text::tokens;
pub(crate) use document::Document;
use english::{general, lemmas};
pub(crate) use facts::Facts;
use function_words::{LANGUAGES, Words, others};
pub(crate) use inflections::{Inflections, is_optional_ending};
pub(crate) use tag::Tag;

/// The tag of English (BCP 47).
pub(crate) const ENGLISH: &str = "en";

/// A language whose function words are known; English unless another one is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Language(Option<&'static Words>);

/// The most texts that are read for their language, spread over all of them.
const SAMPLE: usize = 2_000;
/// What `not` is in one word with an auxiliary.
const NOT: &str = "n't";

impl Language {
    /// The language with a tag, `de`, when its function words are known.
    pub fn named(tag: &str) -> Option<Self> {
        let other = others().find(|words| words.name == tag);
        other.map(|words| Self(Some(words))).or_else(|| (tag == ENGLISH).then(Self::default))
    }

    /// The language that most function words of some texts are of. O(length of two thousand texts).
    pub fn of_texts(texts: &[&str]) -> Self {
        let sample: Vec<&str> = texts.iter().step_by(texts.len() / SAMPLE + 1).copied().collect();
        let all = || [Self::default()].into_iter().chain(others().map(|words| Self(Some(words))));
        let none = || vec![0_usize; all().count()];
        let count = |mut counts: Vec<usize>, text: &&str| {
            for token in tokens(text) {
                let word = token.span.of(text).unwrap_or_default().to_lowercase();
                let is_in = all().map(|language| usize::from(language.is_function_word(&word)));
                counts.iter_mut().zip(is_in).for_each(|(count, more)| *count += more);
            }
            counts
        };
        let add = |a: Vec<usize>, b: Vec<usize>| a.iter().zip(&b).map(|(a, b)| a + b).collect();
        let counts = sample.par_iter().fold(none, count).reduce(none, add);
        let most = counts.iter().max().copied().unwrap_or_default();
        all()
            .zip(counts)
            .find(|(_, count)| *count == most)
            .map_or_else(Self::default, |(language, _)| language)
    }

    /// Its tag: `de`.
    pub fn tag(self) -> &'static str {
        self.words().name
    }

    /// True for the language of which more is known than function words.
    pub fn is_english(self) -> bool {
        self.0.is_none()
    }

    /// True for a word in lower case that says nothing of its own.
    pub(crate) fn is_function_word(self, word: &str) -> bool {
        self.0.map_or_else(|| general::is_function_word(word), |words| words.closed.contains_key(word))
    }

    /// True for a word in lower case that a name may have or not: an article, a preposition or a conjunction.
    pub(crate) fn is_joining(self, word: &str) -> bool {
        let Some(words) = self.0 else { return english::is_joining(word) };
        let tag = words.closed.get(word).copied();
        let joins = matches!(tag, Some(Tag::Determiner | Tag::Preposition | Tag::Conjunction));
        joins && !words.meant.contains(word) && !words.numbers.contains(word)
    }

    /// True for a function word that a phrase means something else without.
    pub(crate) fn is_meant(self, word: &str) -> bool {
        let word = if word.ends_with(NOT) { NOT } else { word };
        self.words().meant.contains(word)
    }

    /// True for a number in words.
    pub(crate) fn is_number(self, word: &str) -> bool {
        self.words().numbers.contains(word)
    }

    fn words(self) -> &'static Words {
        self.0.unwrap_or(&LANGUAGES[0])
    }

    /// True for a preposition that joins two nouns to a term.
    pub(crate) fn joins(self, word: &str) -> bool {
        self.0.is_some_and(|words| words.joining.contains(word))
    }

    /// The base forms that a word in lower case may have.
    pub(crate) fn bases(self, word: &str) -> Vec<String> {
        self.0.map_or_else(|| lemmas(word), |words| vec![words.base(word)])
    }

    /// The base form that stands for all inflections of a word in lower case: in English, of those it may have, the shortest
    /// one that is not itself, where there is one.
    pub(crate) fn base(self, word: &str) -> String {
        if let Some(words) = self.0 {
            return words.base(word);
        }
        let bases = lemmas(word).into_iter().filter(|base| base != word);
        bases.min_by(|a, b| (a.len(), a).cmp(&(b.len(), b))).unwrap_or_else(|| word.to_owned())
    }

    /// What is known of a word, in any case.
    pub(crate) fn facts(self, word: &str) -> Facts {
        self.0.map_or_else(|| english::facts(word), |words| words.facts(word))
    }

    /// A word in the spelling by which its variants are known.
    pub(crate) fn spelling(self, word: &str) -> String {
        if self.is_english() { english::american_spelling(word) } else { word.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_words_do_in_a_phrase() {
        for (language, word, [joins, is_meant, is_number]) in [
            ("en", "of", [true, false, false]),
            ("en", "was", [false, false, false]),
            ("en", "not", [false, true, false]),
            ("en", "three", [false, false, true]),
            ("de", "der", [true, false, false]),
            ("de", "ist", [false, false, false]),
            ("de", "ohne", [false, true, false]),
            ("de", "drei", [false, false, true]),
            ("de", "of", [false, false, false]),
        ] {
            let language = Language::named(language).unwrap();
            let found = [language.is_joining(word), language.is_meant(word), language.is_number(word)];
            assert_eq!(found, [joins, is_meant, is_number], "{word}");
        }
    }

    #[test]
    fn bases() {
        for (language, word, expected) in [
            ("de", "Verträgen", "verträg"),
            ("fr", "chevaux", "cheval"),
            ("fr", "bus", "bus"),
            ("es", "voces", "voz"),
            ("es", "clases", "clas"),
            ("es", "clase", "clas"),
            ("it", "libri", "libro"),
            ("pt", "funções", "função"),
            ("nl", "oefeningen", "oefening"),
        ] {
            let language = Language::named(language).unwrap();
            assert_eq!(language.facts(word).singular, expected, "{word}");
        }
    }
}
