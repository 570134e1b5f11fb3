//! A profile is the words that speak for a concept: those of its labels and definition, and less those of its patterns.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::terms::terms;
use crate::concept::{Body, Concept, ConceptIx, ConceptScheme, Element};
use crate::language::Language;

/// What a word of a pattern weighs against one of a label or the definition.
const OF_PATTERN: f64 = 0.5;

/// The profiles of all concepts.
pub(super) struct Profiles {
    /// Term → the concepts that have it.
    weights: FxHashMap<String, Vec<Weight>>,
}

/// What a term says of a concept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weight {
    pub(super) concept: ConceptIx,
    /// The inverse document frequency ln(1 + (N - n + ½) / (n + ½)), where n of the N profiles have the term, above 0 also
    /// where all have it (Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009,
    /// section 3.1, with the 1 that Lucene adds).
    pub(super) value: f64,
    /// It is a word of one of the concept's names.
    pub(super) in_name: bool,
}

impl Profiles {
    /// Reads every label, definition and pattern. O(words).
    pub(super) fn of(scheme: &ConceptScheme, language: Language) -> Self {
        let mut shares: BTreeMap<String, Vec<Weight>> = BTreeMap::new();
        for (n, concept) in scheme.concepts().iter().enumerate() {
            let names: BTreeSet<String> = keys(concept.labels().map(|(_, label)| label), language);
            for (term, value) in profile(concept, &names, language) {
                let weight = Weight { concept: ConceptIx(n as u32), value, in_name: names.contains(&term) };
                shares.entry(term).or_default().push(weight);
            }
        }
        let total = scheme.concepts().len() as f64;
        let weigh = |(term, mut weights): (String, Vec<Weight>)| {
            let having = weights.len() as f64;
            let idf = libm::log(1.0 + (total - having + 0.5) / (having + 0.5));
            weights.iter_mut().for_each(|weight| weight.value *= idf);
            (term, weights)
        };
        Self { weights: shares.into_iter().map(weigh).collect() }
    }

    /// The concepts that have a term, with its weight.
    pub(super) fn concepts(&self, term: &str) -> &[Weight] {
        self.weights.get(term).map_or(&[], Vec::as_slice)
    }

    /// The terms of each concept with their weights, by term.
    pub(super) fn terms(&self) -> BTreeMap<ConceptIx, BTreeMap<&str, f64>> {
        let mut out: BTreeMap<ConceptIx, BTreeMap<&str, f64>> = BTreeMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "goes into ordered maps")]
        for (term, concepts) in &self.weights {
            for Weight { concept, value, .. } in concepts {
                out.entry(*concept).or_default().insert(term, *value);
            }
        }
        out
    }
}

/// The terms of some texts.
fn keys<'t>(texts: impl Iterator<Item = &'t str>, language: Language) -> BTreeSet<String> {
    texts.flat_map(|text| terms(text, language)).map(|term| term.key).collect()
}

/// The terms of a concept, of whose names these are the terms, with their shares.
fn profile(concept: &Concept, names: &BTreeSet<String>, language: Language) -> BTreeMap<String, f64> {
    let mut words = Vec::new();
    for pattern in &concept.implied {
        if let Body::Phrase(phrase) = &pattern.body {
            pattern_words(phrase, &mut words);
        }
    }
    let content = words.into_iter().filter(|word| !language.is_function_word(word));
    let mut out: BTreeMap<String, f64> = content.map(|word| (language.base(&word), OF_PATTERN)).collect();
    let definition = keys(concept.definition.as_deref().into_iter(), language);
    out.extend(names.iter().cloned().chain(definition).map(|term| (term, 1.0)));
    out
}

/// The words that a pattern asks for, in lower case.
fn pattern_words(phrase: &[Element], out: &mut Vec<String>) {
    for element in phrase {
        match element {
            Element::Word(word) | Element::Exact(word) => out.push(word.to_lowercase()),
            Element::Gap(_) => {}
            Element::Group { alternatives, .. } => {
                alternatives.iter().for_each(|way| pattern_words(way, out));
            }
        }
    }
}
