//! What has labels and is no concept is of other kinds: schemes, collections, levels.

use super::triples::{Node, Triples};
use crate::concept::rdf::property::{GVP, ISO_THES, Property, SKOS, XKOS};

/// The types of such things; the thesauri of ISO 25964 and of the Getty have names of their own for collections,
/// classifications have levels.
const OTHERS: [(&str, &str); 7] = [
    (SKOS, "ConceptScheme"),
    (SKOS, "Collection"),
    (SKOS, "OrderedCollection"),
    (ISO_THES, "ThesaurusArray"),
    (ISO_THES, "ConceptGroup"),
    (GVP, "GuideTerm"),
    (XKOS, "ClassificationLevel"),
];

/// The nodes of [those](OTHERS).
pub(in crate::concept::read) fn others(triples: &Triples) -> [Option<usize>; OTHERS.len()] {
    OTHERS.map(|(namespace, name)| triples.find(&format!("{namespace}{name}")))
}

/// Whether a node is of one of some kinds.
pub(in crate::concept::read) fn is_other(node: &Node, kinds: &[Option<usize>]) -> bool {
    node.nodes(Property::Type).any(|class| kinds.contains(&Some(class)))
}
