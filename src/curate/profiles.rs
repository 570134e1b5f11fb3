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
    /// Term → the concepts that have it, with its weight there: the inverse document frequency
    /// ln(1 + (N - n + ½) / (n + ½)), where n of the N profiles have the term, above 0 also where all have it
    /// (Robertson and Zaragoza, "The probabilistic relevance framework: BM25 and beyond", 2009, section 3.1, with the 1
    /// that Lucene adds).
    weights: FxHashMap<String, Vec<(ConceptIx, f64)>>,
}

impl Profiles {
    /// Reads every label, definition and pattern. O(words).
    pub(super) fn of(scheme: &ConceptScheme, language: Language) -> Self {
        let mut shares: BTreeMap<String, Vec<(ConceptIx, f64)>> = BTreeMap::new();
        for (n, concept) in scheme.concepts().iter().enumerate() {
            for (term, share) in profile(concept, language) {
                shares.entry(term).or_default().push((ConceptIx(n as u32), share));
            }
        }
        let total = scheme.concepts().len() as f64;
        let weigh = |(term, mut concepts): (String, Vec<(ConceptIx, f64)>)| {
            let having = concepts.len() as f64;
            let idf = libm::log(1.0 + (total - having + 0.5) / (having + 0.5));
            concepts.iter_mut().for_each(|(_, share)| *share *= idf);
            (term, concepts)
        };
        Self { weights: shares.into_iter().map(weigh).collect() }
    }

    /// The concepts that have a term, with its weight.
    pub(super) fn concepts(&self, term: &str) -> &[(ConceptIx, f64)] {
        self.weights.get(term).map_or(&[], Vec::as_slice)
    }

    /// The terms of each concept with their weights, by term.
    pub(super) fn terms(&self) -> BTreeMap<ConceptIx, BTreeMap<&str, f64>> {
        let mut out: BTreeMap<ConceptIx, BTreeMap<&str, f64>> = BTreeMap::new();
        #[expect(clippy::iter_over_hash_type, reason = "goes into ordered maps")]
        for (term, concepts) in &self.weights {
            for (concept, weight) in concepts {
                out.entry(*concept).or_default().insert(term, *weight);
            }
        }
        out
    }
}

/// The terms of a concept with their shares.
fn profile(concept: &Concept, language: Language) -> BTreeMap<String, f64> {
    let mut words = Vec::new();
    for pattern in &concept.implied {
        if let Body::Phrase(phrase) = &pattern.body {
            pattern_words(phrase, &mut words);
        }
    }
    let content = words.into_iter().filter(|word| !language.is_function_word(word));
    let mut out: BTreeMap<String, f64> = content.map(|word| (language.base(&word), OF_PATTERN)).collect();
    let texts = concept.labels().map(|(_, label)| label).chain(concept.definition.as_deref());
    let own: BTreeSet<String> = texts.flat_map(|text| terms(text, language)).map(|term| term.key).collect();
    out.extend(own.into_iter().map(|term| (term, 1.0)));
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
