//! A tagged quote is one that a person marked with the name of a concept.

use std::collections::{BTreeMap, BTreeSet};

use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::source::Source;
use crate::text::tokens;

/// The quotes of each concept, as places in the sources and in a source's quotes.
pub type Tagged = BTreeMap<ConceptIx, BTreeSet<(usize, usize)>>;

/// The quotes whose tags name a concept by id, label or alias, whatever the case and the hyphens; and the tags that name
/// none. O(tags + labels).
pub fn tagged<'s>(sources: &'s [Source], scheme: &ConceptScheme) -> (Tagged, BTreeSet<&'s str>) {
    let mut names: BTreeMap<String, ConceptIx> = BTreeMap::new();
    for (n, concept) in scheme.concepts().iter().enumerate() {
        for name in concept_names(concept) {
            names.entry(fold(name)).or_insert(ConceptIx(n as u32));
        }
    }
    let (mut out, mut unknown) = (Tagged::new(), BTreeSet::new());
    for (at, source) in sources.iter().enumerate() {
        for (quote, tag) in
            source.quotes.iter().enumerate().flat_map(|(n, q)| q.tags.iter().map(move |t| (n, t)))
        {
            match names.get(&fold(tag)) {
                Some(concept) => _ = out.entry(*concept).or_default().insert((at, quote)),
                None => _ = unknown.insert(tag.as_str()),
            }
        }
    }
    (out, unknown)
}

/// What a tag may call a concept.
pub fn concept_names(concept: &Concept) -> impl Iterator<Item = &str> {
    std::iter::once(concept.id.as_str()).chain(concept.labels().map(|(_, label)| label))
}

fn fold(name: &str) -> String {
    let words = tokens(name);
    words.iter().filter_map(|token| token.span.of(name)).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
