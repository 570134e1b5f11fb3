//! Function words of languages of which little else is known, with endings and what else tells their words apart.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::facts::{Facts, Form};
use super::tag::Tag;
use crate::text::data_lines;

/// What a language's lines say; of English little.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) name: &'static str,
    pub(super) closed: FxHashMap<&'static str, Tag>,
    /// Those that a phrase means something else without.
    pub(super) meant: FxHashSet<&'static str>,
    /// Numbers in words.
    pub(super) numbers: FxHashSet<&'static str>,
    /// Prepositions that join two nouns to a term.
    pub(super) joining: FxHashSet<&'static str>,
    /// Endings, each with what stands for it in the base form.
    endings: Vec<(&'static str, &'static str)>,
    /// What adjectives before a noun end in, where nouns begin with a capital.
    attributive: Vec<&'static str>,
}

/// The rarity of a word of which it is not known: that of English words in the middle.
const RARITY: f64 = 0.5;
/// The letters that a base form has at least.
const LETTERS: usize = 3;

/// English, then the others.
pub(super) static LANGUAGES: LazyLock<Vec<Words>> = LazyLock::new(|| {
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

pub(super) fn others() -> impl Iterator<Item = &'static Words> {
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

    /// What is known of a word, in any case.
    pub(super) fn facts(&self, word: &str) -> Facts {
        let lower = word.to_lowercase();
        Facts {
            classes: vec![(self.tag(word, &lower), 1.0)],
            rarity: RARITY,
            usage: 0.0,
            singular: self.base(&lower),
            form: Form::default(),
        }
    }

    pub(super) fn base(&self, lower: &str) -> String {
        let mut bases =
            self.endings.iter().filter_map(|(end, own)| Some(lower.strip_suffix(end)?.to_owned() + own));
        bases.find(|base| base.chars().count() >= LETTERS).unwrap_or_else(|| lower.to_owned())
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
}
