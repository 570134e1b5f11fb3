//! A scheme's own labels tell which of its words stand for one another: where concept after concept has two labels that
//! differ in one word (`renal cyst`, `kidney cyst`; `renal agenesis`, `kidney agenesis`), the two words are synonyms.

use std::collections::{BTreeMap, BTreeSet};

use super::english::{is_function_word, lemmas};
use crate::concept::Concept;
use crate::text::tokens;

/// Concepts that must agree before two words are taken for synonyms.
const SUPPORT: usize = 4;
/// The least Dice coefficient: twice the concepts that agree by those that have either word.
const SHARE: f64 = 0.06;
/// Letters that a word must have to take part; numbers and letters tell things apart.
const LETTERS: usize = 3;

/// Pairs of lemmas that stand for one another in a scheme, sorted. O(labels²) within a concept, else O(n log n).
pub(super) fn synonyms(concepts: &[Concept]) -> Vec<(String, String)> {
    let mut support: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut occurrences: BTreeMap<String, usize> = BTreeMap::new();
    for concept in concepts {
        let labels = bags(concept);
        let words: BTreeSet<&String> = labels.iter().flatten().collect();
        for word in words {
            *occurrences.entry(word.clone()).or_default() += 1;
        }
        for pair in pairs(&labels) {
            *support.entry(pair).or_default() += 1;
        }
    }
    let enough = |((a, b), count): &((String, String), usize)| {
        let both = occurrences[a] + occurrences[b];
        *count >= SUPPORT && 2.0 * *count as f64 >= SHARE * both as f64
    };
    support.into_iter().filter(enough).map(|(pair, _)| pair).collect()
}

/// The words of each label that say something, as base forms.
fn bags(concept: &Concept) -> Vec<BTreeSet<String>> {
    let labels = std::iter::once(&concept.label).chain(&concept.aliases);
    let mut bags: Vec<BTreeSet<String>> = labels.map(|label| bag(label)).collect();
    bags.sort();
    bags.dedup();
    bags
}

fn bag(label: &str) -> BTreeSet<String> {
    let words = tokens(label).into_iter().map(|token| label[token.span.range()].to_lowercase());
    words.filter(|word| !is_function_word(word)).map(|word| base(&word)).collect()
}

/// The shortest lemma.
fn base(word: &str) -> String {
    lemmas(word).into_iter().min_by_key(|lemma| (lemma.len(), lemma.clone())).unwrap_or_default()
}

/// The words in which two labels of a concept differ when they share the rest.
fn pairs(labels: &[BTreeSet<String>]) -> BTreeSet<(String, String)> {
    let mut out = BTreeSet::new();
    for (n, a) in labels.iter().enumerate() {
        for b in &labels[n + 1..] {
            let (mut only_a, mut only_b) = (a.difference(b), b.difference(a));
            let (Some(x), None, Some(y), None) = (only_a.next(), only_a.next(), only_b.next(), only_b.next())
            else {
                continue;
            };
            if a.len() > 1 && tells(x) && tells(y) {
                out.insert((x.min(y).clone(), x.max(y).clone()));
            }
        }
    }
    out
}

fn tells(word: &str) -> bool {
    word.len() >= LETTERS && word.chars().all(char::is_alphabetic)
}
