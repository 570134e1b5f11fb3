//! What a collection explains: which of its short forms stand for which long ones.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::language::Language;
use crate::link::abbreviations;
use crate::source::Source;
use crate::text::tokens;

/// A short form stands for a long one when this share of its explanations says so.
const AGREE: f64 = 0.8;

/// All explanations of a collection, by the keys of their forms.
#[derive(Debug, Default)]
pub(super) struct Explained {
    /// Short form → long form → quotes that explain it so.
    longs: BTreeMap<String, BTreeMap<String, Long>>,
    /// Long form → short forms.
    shorts: BTreeMap<String, Vec<String>>,
}

#[derive(Debug)]
struct Long {
    quotes: u32,
    /// As it is first written.
    text: String,
}

impl Explained {
    /// Reads every quote, in parallel. O(length of all quotes).
    pub(super) fn of(sources: &[Source], language: Language) -> Self {
        let quotes: Vec<&str> =
            sources.iter().flat_map(|source| &source.quotes).map(|quote| quote.text.as_str()).collect();
        let found: Vec<Vec<(String, String, String)>> =
            quotes.par_iter().map(|text| explanations(text, language)).collect();
        let mut out = Self::default();
        for (short, long, text) in found.into_iter().flatten() {
            let longs = out.longs.entry(short.clone()).or_default();
            longs.entry(long.clone()).or_insert(Long { quotes: 0, text }).quotes += 1;
            let shorts = out.shorts.entry(long).or_default();
            if !shorts.contains(&short) {
                shorts.push(short);
            }
        }
        out
    }

    /// The key and the words of the long form that a short one stands for, when the quotes that explain it agree.
    pub(super) fn long(&self, short: &str) -> Option<(&str, &str)> {
        let longs = self.longs.get(short)?;
        let all: u32 = longs.values().map(|long| long.quotes).sum();
        let (key, long) = longs.iter().max_by_key(|(_, long)| long.quotes)?;
        (f64::from(long.quotes) >= AGREE * f64::from(all)).then_some((key, &long.text))
    }

    /// True when a quote explains one of two forms by the other.
    pub(super) fn has(&self, a: &str, b: &str) -> bool {
        let pair =
            |short: &str, long: &str| self.longs.get(short).is_some_and(|longs| longs.contains_key(long));
        pair(a, b) || pair(b, a)
    }

    /// What a form has in common with those that it is explained with.
    pub(super) fn keys<'a>(&'a self, form: &'a str) -> impl Iterator<Item = String> + 'a {
        let longs = self.longs.get(form).into_iter().flat_map(BTreeMap::keys);
        let shorts = self.shorts.get(form).into_iter().flatten();
        let pair = |short: &str, long: &str| format!("a {short} {long}");
        longs.map(move |long| pair(form, long)).chain(shorts.map(move |short| pair(short, form)))
    }
}

/// Short key, long key, long form.
fn explanations(text: &str, language: Language) -> Vec<(String, String, String)> {
    let words = |span: crate::text::Span| span.of(text).unwrap_or_default();
    let key = |words: &str| key(words, language);
    let pair = |(short, long): (&str, &str)| (key(short), key(long), long.to_owned());
    abbreviations(text).iter().map(|found| pair((words(found.short), words(found.long)))).collect()
}

/// Equal for the variants of a phrase: its words in lower case, in the singular and in American spelling, without spaces or
/// hyphens.
pub(super) fn key(phrase: &str, language: Language) -> String {
    let words = tokens(phrase);
    words
        .iter()
        .filter_map(|token| token.span.of(phrase))
        .map(|word| language.spelling(&language.facts(word).singular))
        .collect()
}

/// All keys under which a phrase may be known from other runs: also as it is spelt, and read as English.
pub(super) fn keys(phrase: &str, language: Language) -> [String; 3] {
    let words = tokens(phrase);
    let words = words.iter().filter_map(|token| token.span.of(phrase));
    let spelt = words.map(|word| language.facts(word).singular).collect();
    [spelt, key(phrase, language), key(phrase, Language::default())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn explanations_that_agree() {
        let texts = [
            "Large language models (LLMs) write.",
            "A large language model (LLM) writes.",
            "Proximal policy optimization (PPO) is stable.",
            "A preferred provider organization (PPO) pays.",
        ];
        let explained = Explained::of(&[Source::of_texts(&texts)], Language::default());
        let key = |words| key(words, Language::default());
        assert_eq!(explained.long("llm"), Some(("largelanguagemodel", "Large language models")));
        assert_eq!(explained.long("ppo"), None);
        assert!(explained.has(&key("PPO"), &key("proximal policy optimizations")));
        assert_eq!(
            explained.keys("llm").collect::<Vec<_>>(),
            explained.keys("largelanguagemodel").collect::<Vec<_>>()
        );
    }
}
