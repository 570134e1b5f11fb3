//! The nodes beside a node, by the type of what joins them.

use super::names::Type;
use super::{Knowledge, Node};
use crate::concept::ConceptIx;
use crate::graph::ConceptRef;
use crate::query::cypher::property_graph::{NodeId, NodeList};

impl<'k> Knowledge<'k> {
    /// The nodes that a type leads to, `forward`, or else those that it comes from, where they lie in one list.
    #[inline]
    pub(super) fn list(&self, node: &Node<'k>, kind: Type, forward: bool) -> Option<NodeList<'k>> {
        let (table, rows) = match (node, kind, forward) {
            (Node::Quote(quote), Type::Mentions, true) => (3, quote.concepts()),
            (Node::Concept(concept), Type::Mentions, false) => (1, concept.quote_rows()),
            (Node::Person(person), Type::SaidBy, false) => (1, person.quote_rows()),
            _ => return None,
        };
        Some(NodeList { first: self.starts[table] as u32, rows })
    }

    /// Calls `each` with the nodes that a type leads to, `forward`, or else with those that it comes from.
    pub(super) fn neighbours<E>(
        &self,
        node: &Node<'k>,
        kind: Type,
        forward: bool,
        mut each: impl FnMut(NodeId) -> Result<(), E>,
    ) -> Result<(), E> {
        if let Some(list) = self.list(node, kind, forward) {
            return list.nodes().try_for_each(each);
        }
        match (node, kind, forward) {
            (Node::Quote(quote), Type::From, true) => each(self.source(quote.source().index())),
            (Node::Source(source), Type::From, false) => {
                source.quotes().try_for_each(|quote| each(self.quote(quote.index())))
            }
            (Node::Quote(quote), Type::Next, true) => {
                quote.next().map_or(Ok(()), |next| each(self.quote(next.index())))
            }
            (Node::Quote(quote), Type::Next, false) => {
                quote.previous().map_or(Ok(()), |previous| each(self.quote(previous.index())))
            }
            (Node::Quote(quote), Type::SaidBy, true) => {
                quote.speaker().map_or(Ok(()), |person| each(self.person(person.index())))
            }
            (Node::Source(source), Type::By, true) => {
                source.author().map_or(Ok(()), |person| each(self.person(person.index())))
            }
            (Node::Person(person), Type::By, false) => {
                person.sources().try_for_each(|source| each(self.source(source.index())))
            }
            (Node::Concept(concept), Type::About, false) => {
                concept.subject_of().try_for_each(|source| each(self.source(source.index())))
            }
            (node, kind, forward) => {
                self.concepts_beside(node, kind, forward).try_for_each(|concept| each(self.concept(concept)))
            }
        }
    }

    /// The concepts that the scheme, a source's topics or a quote in common join to a node.
    fn concepts_beside(
        &self,
        node: &Node<'k>,
        kind: Type,
        forward: bool,
    ) -> Box<dyn Iterator<Item = ConceptIx> + 'k> {
        let index = |concept: ConceptRef<'k>| concept.index();
        match (*node, kind, forward) {
            (Node::Source(source), Type::About, true) => Box::new(source.about().map(index)),
            (Node::Concept(concept), Type::Broader, true) => Box::new(concept.broader().map(index)),
            (Node::Concept(concept), Type::Broader, false) => Box::new(concept.narrower().map(index)),
            (Node::Concept(concept), Type::Related, _) => Box::new(concept.related().map(index)),
            (Node::Concept(concept), Type::CoOccurs, _) => {
                Box::new(concept.companions().map(|(other, _)| other))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}
