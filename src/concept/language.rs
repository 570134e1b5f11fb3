//! The language of a scheme is that of its labels; the quotes that it is held against have one, too.

use super::{ConceptScheme, language_tag};
use crate::language::{ENGLISH, Language};
use crate::source::Source;

/// The language of the labels that are read, when no other is asked for.
pub const LANGUAGE: &str = ENGLISH;

impl ConceptScheme {
    /// The language of most of its concepts, without its variety: `de`. Where labels say none, they are in the one that was
    /// asked for.
    pub(crate) fn language(&self) -> String {
        let asked = self.asked.as_deref().and_then(language_tag::told).unwrap_or(LANGUAGE);
        let own =
            self.concepts.iter().map(|concept| concept.language.as_deref().and_then(language_tag::told));
        language_tag::most_common(own.map(|own| own.unwrap_or(asked)))
    }

    /// The language of quotes: what the labels are in or, where that is English or not known, what most function words of
    /// the quotes are in. O(length of two thousand quotes).
    pub fn language_of(&self, sources: &[Source]) -> Language {
        let told = Language::named(&self.language()).filter(|language| !language.is_english());
        told.unwrap_or_else(|| {
            let quotes = sources.iter().flat_map(|source| &source.quotes);
            Language::of_texts(&quotes.map(|quote| quote.text.as_str()).collect::<Vec<_>>())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_of_quotes_and_labels() {
        let lexicon = |language: &str| {
            let lexicon = format!("[lexicon]\nlanguage = \"{language}\"\n[[concept]]\nid = \"c\"");
            ConceptScheme::from_lexicons(&[("x.toml", &lexicon)]).unwrap()
        };
        for (language, text, expected) in [
            ("en", "The words of a text.", "en"),
            ("en", "Die Wörter eines Textes.", "de"),
            ("en", "Les mots d'un texte.", "fr"),
            ("en", "Las palabras de un texto.", "es"),
            ("en", "Le parole di un testo.", "it"),
            ("en", "As palavras de um texto.", "pt"),
            ("en", "De woorden van een tekst.", "nl"),
            ("en", "Deep learning", "en"),
            ("de-AT", "The words of a text.", "de"),
            ("fi", "The words of a text.", "en"),
            ("en", "", "en"),
        ] {
            let found = lexicon(language).language_of(&[Source::of_texts(&[text])]);
            assert_eq!(found.tag(), expected, "{text}");
        }
    }
}
