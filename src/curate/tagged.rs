//! A tagged quote is one that a person marked with the name of a concept.

use std::collections::{BTreeMap, BTreeSet};

use crate::concept::{ConceptIx, ConceptScheme};
use crate::source::Source;
use crate::text::tokens;

/// The quotes of each concept, as places in the sources and in a source's quotes.
pub type Tagged = BTreeMap<ConceptIx, BTreeSet<(usize, usize)>>;

/// The quotes whose tags name a concept by id, label or alias, whatever the case and the hyphens. O(tags + labels).
pub fn tagged(sources: &[Source], scheme: &ConceptScheme) -> Tagged {
    let mut names: BTreeMap<String, ConceptIx> = BTreeMap::new();
    for (n, concept) in scheme.concepts().iter().enumerate() {
        for name in std::iter::once(concept.id.as_str()).chain(concept.labels().map(|(_, label)| label)) {
            names.entry(fold(name)).or_insert(ConceptIx(n as u32));
        }
    }
    let mut out = Tagged::new();
    for (at, source) in sources.iter().enumerate() {
        for (quote, tag) in
            source.quotes.iter().enumerate().flat_map(|(n, q)| q.tags.iter().map(move |t| (n, t)))
        {
            if let Some(concept) = names.get(&fold(tag)) {
                out.entry(*concept).or_default().insert((at, quote));
            }
        }
    }
    out
}

fn fold(name: &str) -> String {
    let words = tokens(name);
    words.iter().filter_map(|token| token.span.of(name)).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
