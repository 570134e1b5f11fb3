//! Phrases: what English says in several words and in one, or in other several words (`red blood cell`, `erythrocyte`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::data_lines;
use super::inflection::{FormWriter, lemmas};

/// A phrase, by the number of its set and its own number in that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Phrase {
    set: usize,
    number: usize,
}

struct Phrases {
    sets: Vec<Vec<Vec<&'static str>>>,
    /// Form of a word → the phrases that begin with it.
    beginning: FxHashMap<String, Vec<Phrase>>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let set = |line: &'static str| line.split(", ").map(|phrase| phrase.split(' ').collect()).collect();
    let sets: Vec<Vec<Vec<&str>>> = data_lines(include_str!("phrases.txt")).map(set).collect();
    let mut beginning: FxHashMap<String, Vec<Phrase>> = FxHashMap::default();
    let mut writer = FormWriter::default();
    for (set, phrases) in sets.iter().enumerate() {
        for (number, first) in phrases.iter().filter_map(|words| words.first()).enumerate() {
            for form in writer.forms(first).iter() {
                let here = beginning.entry(form.to_owned()).or_default();
                here.push(Phrase { set, number });
                here.dedup();
            }
        }
    }
    Phrases { sets, beginning }
});

/// The phrases that begin with a word (lower case) in some form.
pub(crate) fn beginning_with(word: &str) -> &'static [Phrase] {
    PHRASES.beginning.get(word).map_or(&[], Vec::as_slice)
}

impl Phrase {
    fn words(self) -> &'static [&'static str] {
        &PHRASES.sets[self.set][self.number]
    }

    /// How many of some words, in lower case, it is, when it stands at their beginning. Its first word is not looked at.
    pub(crate) fn begins<'w>(self, mut words: impl Iterator<Item = &'w str>) -> Option<usize> {
        let own = self.words();
        words.next()?;
        let stands = own[1..].iter().all(|own| words.next().is_some_and(|word| same(own, word)));
        stands.then_some(own.len())
    }

    /// What says the same in several words, or in one where it has several itself.
    pub(crate) fn others(self) -> impl Iterator<Item = &'static [&'static str]> {
        let is_one = self.words().len() == 1;
        let all = PHRASES.sets[self.set].iter().enumerate();
        let others = all.filter(move |(number, _)| *number != self.number).map(|(_, words)| words.as_slice());
        others.filter(move |other| !is_one || other.len() > 1)
    }
}

/// True for forms of one word.
fn same(own: &str, word: &str) -> bool {
    own == word || lemmas(word).iter().any(|lemma| lemmas(own).contains(lemma))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the words of a text, from the first on, may be said as.
    fn said_otherwise(text: &str) -> Vec<String> {
        let words: Vec<&str> = text.split(' ').collect();
        let phrases = beginning_with(words[0]).iter();
        let standing = phrases.filter(|phrase| phrase.begins(words.iter().copied()).is_some());
        standing.flat_map(|phrase| phrase.others()).map(|other| other.join(" ")).collect()
    }

    #[test]
    fn phrases_say_the_same() {
        for (text, expected) in [
            ("nerve cells", &["neuron"][..]),
            ("neurons of", &["nerve cell"]),
            ("cell membrane", &["plasma membrane", "plasmalemma"]),
            ("arrhythmia", &["irregular heartbeat"]),
            ("nerve", &[]),
            ("nerve cord", &[]),
        ] {
            assert_eq!(said_otherwise(text), expected, "{text}");
        }
    }

    #[test]
    fn each_phrase_stands_in_one_set() {
        let mut known = std::collections::BTreeSet::new();
        for phrase in PHRASES.sets.iter().flatten() {
            assert!(known.insert(phrase), "{phrase:?} stands there twice");
        }
        for set in &PHRASES.sets {
            assert!(set.len() > 1 && set.iter().any(|phrase| phrase.len() > 1), "{set:?}");
        }
    }
}
