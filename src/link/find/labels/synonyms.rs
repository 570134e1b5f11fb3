//! A scheme's own labels tell which of its words stand for one another: where concept after concept has two labels that
//! differ in one word (`renal cyst`, `kidney cyst`; `renal agenesis`, `kidney agenesis`), the two words are synonyms.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::{Label, Labels};
use crate::concept::{ConceptIx, LabelKind};
use crate::language::english::is_joining;
use crate::link::vocabulary::VocabularyBuilder;

/// Concepts that must agree before two words are taken for synonyms.
const SUPPORT: u32 = 4;
/// The least Dice coefficient: twice the concepts that agree by those that have either word.
const SHARE: f64 = 0.06;
/// Letters that a word must have to take part; numbers and letters tell things apart.
const LETTERS: usize = 3;

/// Pairs of lemmas that stand for one another in a scheme, sorted. O(labels²) within a concept, else O(n log n).
pub(in crate::link) fn synonyms(labels: &Labels, vocabulary: &VocabularyBuilder) -> Vec<(String, String)> {
    let bases = Bases::of(vocabulary);
    let mut support: FxHashMap<(u32, u32), u32> = FxHashMap::default();
    let mut occurrences = vec![0_u32; bases.names.len()];
    let named: Vec<&Label> =
        labels.iter().filter(|label| label.kind != LabelKind::Hidden && !label.is_bare()).collect();
    let mut owners: FxHashMap<u32, ConceptIx> = FxHashMap::default();
    let (mut all, mut words) = (Vec::new(), Vec::new());
    for concept in named.chunk_by(|a, b| a.concept == b.concept) {
        let bags = bases.bags(labels, concept, &mut all);
        for name in bags.iter().filter(|bag| bag.len() == 1).map(|bag| bag[0]) {
            owners.entry(name).or_insert(concept[0].concept);
        }
        words.clear();
        bags.iter().for_each(|bag| words.extend_from_slice(bag));
        words.sort_unstable();
        words.dedup();
        words.iter().for_each(|word: &u32| occurrences[*word as usize] += 1);
        for pair in bases.pairs(&bags) {
            *support.entry(pair).or_default() += 1;
        }
    }
    // What two concepts are called by is two things: `stone` and `limestone`.
    let are_two = |a: &u32, b: &u32| owners.get(a).zip(owners.get(b)).is_some_and(|(a, b)| a != b);
    let enough = |((a, b), count): &((u32, u32), u32)| {
        let both = occurrences[*a as usize] + occurrences[*b as usize];
        *count >= SUPPORT && !are_two(a, b) && 2.0 * f64::from(*count) >= SHARE * f64::from(both)
    };
    let name = |word: u32| bases.names[word as usize].clone();
    let mut out: Vec<(String, String)> =
        support.into_iter().filter(enough).map(|((a, b), _)| (name(a), name(b))).collect();
    out.sort_unstable();
    out
}

/// The base forms of a vocabulary's words.
struct Bases {
    /// Sorted.
    names: Vec<String>,
    /// Word → its base form, or none when it only joins others.
    of: Vec<Option<u32>>,
}

/// The labels of a concept that are compared with one another, at most.
const MOST_LABELS: usize = 1000;

impl Bases {
    fn of(vocabulary: &VocabularyBuilder) -> Self {
        let base = |word: &String| (!is_joining(word)).then(|| vocabulary.base(word));
        let mut bases: Vec<Option<String>> = vocabulary.words().par_iter().map(base).collect();
        let mut sorted: Vec<usize> = (0..bases.len()).filter(|word| bases[*word].is_some()).collect();
        sorted.par_sort_unstable_by(|a, b| bases[*a].cmp(&bases[*b]));
        let (mut names, mut of) = (Vec::new(), vec![None; bases.len()]);
        for word in sorted {
            let base = bases[word].take();
            if names.last() != base.as_ref() {
                names.extend(base);
            }
            of[word] = Some(names.len() as u32 - 1);
        }
        Self { names, of }
    }

    /// The words of each label of a concept that say something, as base forms; each set of them once, in `all`.
    fn bags<'w>(&self, labels: &Labels, concept: &[&Label], all: &'w mut Vec<u32>) -> Vec<&'w [u32]> {
        let (mut bag, mut ranges) = (Vec::new(), Vec::new());
        all.clear();
        for label in concept {
            bag.clear();
            bag.extend(labels.words(label).filter_map(|word| self.of[word.0 as usize]));
            bag.sort_unstable();
            bag.dedup();
            ranges.push(all.len()..all.len() + bag.len());
            all.extend_from_slice(&bag);
        }
        let mut bags: Vec<&[u32]> = ranges.into_iter().map(|range| &all[range]).collect();
        bags.sort_unstable();
        bags.dedup();
        bags
    }

    /// The words in which two labels of a concept differ when they share the rest; none of more labels than people give
    /// a concept.
    fn pairs(&self, bags: &[&[u32]]) -> Vec<(u32, u32)> {
        let mut out = Vec::new();
        if bags.len() > MOST_LABELS {
            return out;
        }
        for (n, a) in bags.iter().enumerate().filter(|(_, a)| a.len() > 1) {
            for b in bags[n + 1..].iter().filter(|b| b.len() == a.len()) {
                if let Some((x, y)) = the_difference(a, b)
                    && tells(&self.names[x as usize])
                    && tells(&self.names[y as usize])
                {
                    out.push((x.min(y), x.max(y)));
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// The words that only one of two sorted sets of one size has, when it is one each.
fn the_difference(a: &[u32], b: &[u32]) -> Option<(u32, u32)> {
    let mut only_a = a.iter().filter(|word| b.binary_search(word).is_err());
    let mut only_b = b.iter().filter(|word| a.binary_search(word).is_err());
    match (only_a.next(), only_a.next(), only_b.next(), only_b.next()) {
        (Some(x), None, Some(y), None) => Some((*x, *y)),
        _ => None,
    }
}

fn tells(word: &str) -> bool {
    word.len() >= LETTERS && word.chars().all(char::is_alphabetic)
}
