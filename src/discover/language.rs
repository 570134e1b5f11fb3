//! The language of texts: English, of which much is known, or another one, of which its function words are. Whatever stands
//! between those may be a term.

use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::Facts;
use super::tagger::Tag;
use crate::concept::{ConceptScheme, LANGUAGE};
use crate::language::english::{self, general, lemmas};
use crate::source::Source;
use crate::text::{data_lines, tokens};

/// A language whose function words are known; English unless another one is told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Language(Option<&'static Words>);

/// What a language's lines say; of English little.
#[derive(Debug, Default)]
struct Words {
    name: &'static str,
    closed: FxHashMap<&'static str, Tag>,
    /// Those that a phrase means something else without.
    meant: FxHashSet<&'static str>,
    /// Numbers in words.
    numbers: FxHashSet<&'static str>,
    /// Prepositions that join two nouns to a term.
    joining: FxHashSet<&'static str>,
    /// Endings, each with what stands for it in the base form.
    endings: Vec<(&'static str, &'static str)>,
    /// What adjectives before a noun end in, where nouns begin with a capital.
    attributive: Vec<&'static str>,
}

/// The most quotes that are read for their language, spread over all of them.
const SAMPLE: usize = 2_000;
/// What `not` is in one word with an auxiliary.
const NOT: &str = "n't";
/// The letters that a base form has at least.
const LETTERS: usize = 3;

/// English, then the others.
static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| {
    let mut all: Vec<Words> = Vec::new();
    for line in data_lines(include_str!("function_words.txt")) {
        let mut fields = line.splitn(3, ' ');
        let (Some(name), Some(letter), Some(rest)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        if all.last().is_none_or(|last| last.name != name) {
            all.push(Words { name, ..Words::default() });
        }
        let Some(words) = all.last_mut() else { continue };
        words.insert(letter, rest.split(' ').collect());
    }
    all
});

fn others() -> impl Iterator<Item = &'static Words> {
    LANGUAGES.iter().skip(1)
}

impl Words {
    fn insert(&mut self, letter: &str, words: Vec<&'static str>) {
        match letter {
            "!" => self.meant.extend(words),
            "#" => {
                self.numbers.extend(&words);
                self.insert("D", words);
            }
            "&" => self.joining.extend(words),
            "^" => self.attributive = words,
            "~" => {
                let pairs = words.chunks_exact(2);
                self.endings.extend(pairs.map(|pair| (pair[0], pair[1].trim_start_matches('-'))));
            }
            _ => {
                let Some(tag) = Tag::from_letter(letter) else { return };
                words.into_iter().for_each(|word| _ = self.closed.entry(word).or_insert(tag));
            }
        }
    }

    fn tag(&self, word: &str, lower: &str) -> Tag {
        if let Some(tag) = self.closed.get(lower) {
            return *tag;
        }
        if word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',')) {
            return Tag::Number;
        }
        // `s'engagent` and the like.
        if word.contains(['\'', '\u{2019}']) {
            return Tag::Verb;
        }
        if !self.attributive.is_empty() && word.starts_with(char::is_lowercase) {
            let is_attribute = self.attributive.iter().any(|end| lower.ends_with(end));
            return if is_attribute { Tag::Adjective } else { Tag::Verb };
        }
        Tag::Noun
    }

    fn base(&self, lower: &str) -> String {
        let mut bases =
            self.endings.iter().filter_map(|(end, own)| Some(lower.strip_suffix(end)?.to_owned() + own));
        bases.find(|base| base.chars().count() >= LETTERS).unwrap_or_else(|| lower.to_owned())
    }
}

impl Language {
    /// What the scheme's labels are in or, where that is English or not known, what most function words of the quotes
    /// are in. O(length of two thousand quotes).
    pub fn of(sources: &[Source], scheme: &ConceptScheme) -> Self {
        let said = Self::named(&scheme.language()).filter(|language| !language.is_english());
        said.unwrap_or_else(|| Self::of_quotes(sources))
    }

    /// The language with a tag, `de`, when its function words are known.
    pub fn named(tag: &str) -> Option<Self> {
        let other = others().find(|words| words.name == tag);
        other.map(|words| Self(Some(words))).or_else(|| (tag == LANGUAGE).then(Self::default))
    }

    fn of_quotes(sources: &[Source]) -> Self {
        let quotes = sources.iter().flat_map(|source| &source.quotes);
        let quotes: Vec<&str> = quotes.map(|quote| quote.text.as_str()).collect();
        let quotes: Vec<&str> = quotes.iter().step_by(quotes.len() / SAMPLE + 1).copied().collect();
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
        let counts = quotes.par_iter().fold(none, count).reduce(none, add);
        let most = counts.iter().max().copied().unwrap_or_default();
        all()
            .zip(counts)
            .find(|(_, count)| *count == most)
            .map_or_else(Self::default, |(language, _)| language)
    }

    pub(crate) fn is_english(self) -> bool {
        self.0.is_none()
    }

    /// True for a word in lower case that says nothing of its own.
    pub(crate) fn is_function_word(self, word: &str) -> bool {
        self.0.map_or_else(|| general::is_closed(word), |words| words.closed.contains_key(word))
    }

    /// True for a word in lower case that a name may have or not: an article, a preposition or a conjunction.
    pub(super) fn is_joining(self, word: &str) -> bool {
        let Some(words) = self.0 else { return english::is_function_word(word) };
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
    pub(super) fn joins(self, word: &str) -> bool {
        self.0.is_some_and(|words| words.joining.contains(word))
    }

    /// The base forms that a word in lower case may have.
    pub(super) fn bases(self, word: &str) -> Vec<String> {
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
    pub(super) fn facts(self, word: &str) -> Facts {
        let Some(words) = self.0 else { return Facts::of(word) };
        let lower = word.to_lowercase();
        Facts::without_background(words.tag(word, &lower), words.base(&lower))
    }

    /// A word in the spelling by which its variants are known.
    pub(super) fn spelling(self, word: &str) -> String {
        if self.is_english() { english::american_spelling(word) } else { word.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_in_their_language_once() {
        for words in others() {
            assert!(words.closed.len() > 100 && !words.meant.is_empty() && !words.endings.is_empty());
            assert!(words.numbers.len() > 10, "{}", words.name);
            for word in words.meant.iter().chain(&words.joining) {
                assert!(words.closed.contains_key(word), "{} {word}", words.name);
            }
        }
    }

    #[test]
    fn the_language_of_quotes_and_labels() {
        let lexicon = |language: &str| {
            let lexicon = format!("[lexicon]\nlanguage = \"{language}\"\n[[concept]]\nid = \"c\"");
            ConceptScheme::from_lexicons(&[("x.toml", &lexicon)]).unwrap()
        };
        for (language, text, expected) in [
            ("en", "The words of a text.", ""),
            ("en", "Die Wörter eines Textes.", "de"),
            ("en", "Les mots d'un texte.", "fr"),
            ("en", "Las palabras de un texto.", "es"),
            ("en", "Le parole di un testo.", "it"),
            ("en", "As palavras de um texto.", "pt"),
            ("en", "De woorden van een tekst.", "nl"),
            ("en", "Deep learning", ""),
            ("de-AT", "The words of a text.", "de"),
            ("fi", "The words of a text.", ""),
            ("en", "", ""),
        ] {
            let found = Language::of(&[Source::of_texts(&[text])], &lexicon(language));
            assert_eq!(found.0.map_or("", |words| words.name), expected, "{text}");
        }
    }

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
