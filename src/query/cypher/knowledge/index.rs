//! Nodes by what identifies or names them.

use super::Knowledge;
use super::names::{Label, Property};
use crate::graph::Handles;
use crate::query::cypher::property_graph::NodeId;

impl Knowledge<'_> {
    /// The nodes of a label with a text, in order.
    pub(super) fn with_text(&self, label: Label, key: Property, text: &str) -> Vec<NodeId> {
        let graph = self.graph;
        match (label, key) {
            (Label::Concept, Property::Id) => {
                graph.concept_with_id(text).map(|concept| self.concept(concept.index())).into_iter().collect()
            }
            (Label::Person, Property::Id) => by_id(graph.people(), text, |person| person.id())
                .map(|person| self.person(person.index()))
                .collect(),
            (Label::Source, Property::Id) => by_id(graph.sources(), text, |source| source.id())
                .map(|source| self.source(source.index()))
                .collect(),
            (Label::Quote, Property::Id) => self.quote_by_id(text).into_iter().collect(),
            (Label::Concept, Property::Label) => {
                let named = graph.concepts().filter(|concept| concept.label() == text);
                named.map(|concept| self.concept(concept.index())).collect()
            }
            (Label::Person, Property::Name) => {
                let named = graph.people().filter(|person| person.name() == text);
                named.map(|person| self.person(person.index())).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The quote with an id: its source's id, a colon, and its ordinal.
    fn quote_by_id(&self, id: &str) -> Option<NodeId> {
        let (source, ordinal) = id.rsplit_once(':')?;
        let source = by_id(self.graph.sources(), source, |source| source.id()).next()?;
        let ordinal: usize = ordinal.parse().ok()?;
        let quote = source.quotes().nth(ordinal.checked_sub(1)?)?;
        (quote.id() == id).then(|| self.quote(quote.index()))
    }
}

/// The one of some nodes in order by id that has an id, found by bisection: O(log n).
fn by_id<'k, T: Copy>(
    mut nodes: impl Handles<T>,
    id: &str,
    id_of: impl Fn(T) -> &'k str,
) -> std::option::IntoIter<T> {
    let (mut low, mut high) = (0, nodes.len());
    while low < high {
        let middle = low.midpoint(high);
        let before = nodes.clone().nth(middle).is_some_and(|node| id_of(node) < id);
        (low, high) = if before { (middle + 1, high) } else { (low, middle) };
    }
    nodes.nth(low).filter(|&node| id_of(node) == id).into_iter()
}
