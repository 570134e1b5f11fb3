//! A tagged quote is one that a person marked with the name of a concept.

use std::collections::{BTreeMap, BTreeSet};

use crate::concept::{ConceptIx, ConceptNames, ConceptScheme};
use crate::source::{QuotePlace, Source};

/// The quotes of each concept.
pub type Tagged = BTreeMap<ConceptIx, BTreeSet<QuotePlace>>;

/// The quotes whose tags name a concept by id, label or alias, whatever the case and the hyphens; and the tags that name
/// none. O(tags + labels).
pub fn tagged<'s>(sources: &'s [Source], scheme: &ConceptScheme) -> (Tagged, BTreeSet<&'s str>) {
    let names = ConceptNames::of(scheme.concepts());
    let (mut out, mut unknown) = (Tagged::new(), BTreeSet::new());
    for (at, source) in sources.iter().enumerate() {
        for (quote, tag) in
            source.quotes.iter().enumerate().flat_map(|(n, q)| q.tags.iter().map(move |t| (n, t)))
        {
            match names.find(tag) {
                Some(concept) => _ = out.entry(concept).or_default().insert(QuotePlace { source: at, quote }),
                None => _ = unknown.insert(tag.as_str()),
            }
        }
    }
    (out, unknown)
}
