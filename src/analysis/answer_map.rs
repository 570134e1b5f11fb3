//! Cuts an answer map out of a graph: the nodes and relationships that an answer names, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use super::caption::{map_concepts, map_quote};
use super::map::{AnswerMap, EvidenceMap, MapNode, MapRelationship};
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, NodeIx, RelationshipType};

/// Nodes up to which a picture of an answer can be looked at.
const MOST: usize = 100;

/// A selection: what an answer names of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// The nodes.
    pub nodes: BTreeSet<NodeIx>,
    /// The relationships: from where, to where.
    pub relationships: BTreeSet<(RelationshipType, NodeIx, NodeIx)>,
}

/// What the rows of an answer name: all of them, and the first ones, as many as can be looked at.
#[derive(Debug, Clone, Default)]
pub struct AnswerRows {
    /// What all of them name.
    pub all: Selection,
    first: Selection,
    nodes: BTreeSet<NodeIx>,
    shown: usize,
    count: usize,
}

impl AnswerRows {
    /// Adds what the next row names.
    pub fn add(&mut self, row: Selection) {
        let nodes = row.with_ends();
        let is_next = self.shown == self.count;
        self.count += 1;
        let together = self.nodes.len() + nodes.difference(&self.nodes).count();
        if is_next && (self.shown == 0 || together <= MOST) {
            self.shown += 1;
            self.nodes.extend(nodes);
            self.first.add(row.clone());
        }
        self.all.add(row);
    }
}

impl Selection {
    /// The nodes, and the ends of the relationships.
    fn with_ends(&self) -> BTreeSet<NodeIx> {
        let ends = self.relationships.iter().flat_map(|&(_, from, to)| [from, to]);
        self.nodes.iter().copied().chain(ends).collect()
    }

    fn add(&mut self, other: Self) {
        self.nodes.extend(other.nodes);
        self.relationships.extend(other.relationships);
    }
}

impl AnswerMap {
    /// What the rows of an answer name, to be looked at: all that they do, but of an answer that would be more than 100
    /// boxes with lines in all directions what the first rows name. O(n log n).
    pub fn of_rows(graph: &KnowledgeGraph, rows: &AnswerRows, title: String) -> Self {
        let all = Self::of(graph, &rows.all, title);
        if rows.shown == rows.count || all.evidence().is_some() {
            return all;
        }
        Self { rows: [rows.shown, rows.count], ..Self::of(graph, &rows.first, all.title) }
    }

    /// What an answer names, and the ends of its relationships. O(n log n).
    pub fn of(graph: &KnowledgeGraph, selected: &Selection, title: String) -> Self {
        let all = selected.with_ends();
        let concept = |node: &NodeIx| match node {
            NodeIx::Concept(concept) => Some(*concept),
            _ => None,
        };
        let concepts: Vec<ConceptIx> = all.iter().filter_map(concept).collect();
        // Concepts come first, so that the marks of quotes find them by their place.
        let others = all.iter().copied().filter(|node| concept(node).is_none());
        let order: Vec<NodeIx> = concepts.iter().copied().map(NodeIx::Concept).chain(others).collect();
        let mut drawn = map_concepts(graph, &concepts).into_iter();
        let node = |&node: &NodeIx| match node {
            NodeIx::Concept(_) => drawn.next().map(MapNode::Concept),
            NodeIx::Quote(quote) => {
                let mentions = |concept| (RelationshipType::Mentions, node, NodeIx::Concept(concept));
                let marked = |concept| selected.relationships.contains(&mentions(concept));
                Some(MapNode::Quote(map_quote(graph.quote(quote), &concepts, marked)))
            }
            NodeIx::Source(source) => {
                let source = graph.source(source);
                Some(MapNode::Source { id: source.id().to_owned(), title: source.title().to_owned() })
            }
            NodeIx::Person(person) => {
                let person = graph.person(person);
                Some(MapNode::Person { id: person.id().to_owned(), name: person.name().to_owned() })
            }
        };
        let nodes = order.iter().filter_map(node).collect();
        let places: BTreeMap<NodeIx, usize> = order.iter().copied().zip(0..).collect();
        let relationships = selected.relationships.iter().map(|&(relation, from, to)| MapRelationship {
            relation,
            ends: [places[&from], places[&to]],
            weight: weight(graph, relation, from, to),
        });
        Self { title, nodes, relationships: relationships.collect(), rows: [0, 0] }
    }

    /// The same as an evidence map, where it has quotes, and beside them only concepts that they mention.
    pub fn evidence(&self) -> Option<EvidenceMap> {
        let mut map = EvidenceMap { title: self.title.clone(), ..EvidenceMap::default() };
        for node in &self.nodes {
            match node {
                MapNode::Concept(concept) => map.concepts.push(concept.clone()),
                MapNode::Quote(quote) => map.quotes.push(quote.clone()),
                MapNode::Person { .. } | MapNode::Source { .. } => return None,
            }
        }
        let mentions = self.relationships.iter().all(|own| own.relation == RelationshipType::Mentions);
        (mentions && !map.quotes.is_empty()).then_some(map)
    }
}

/// Quotes that two concepts share, places in which a quote mentions a concept; 1 for all else.
fn weight(graph: &KnowledgeGraph, relation: RelationshipType, from: NodeIx, to: NodeIx) -> u32 {
    match (relation, from, to) {
        (RelationshipType::CoOccurs, NodeIx::Concept(a), NodeIx::Concept(b)) => {
            graph.pair(a, b).map_or(1, |row| graph.co_occurrence(row).quotes)
        }
        (RelationshipType::Mentions, NodeIx::Quote(quote), NodeIx::Concept(concept)) => {
            graph.quote(quote).link(concept).map_or(1, |link| link.mentions().len() as u32)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{PersonIx, QuoteIx, fixture};

    #[test]
    fn of_a_large_answer_the_first_rows_are_shown() {
        let quotes: String = (0..80).map(|n| format!("[a{}] [b]\n", n / 2)).collect();
        let graph = fixture::graph(&format!("# p by A\n{quotes}"));
        let rows = |count: u32, relation| {
            let mut rows = AnswerRows::default();
            for quote in (0..count).map(|n| graph.quote(QuoteIx(n))) {
                let from = NodeIx::Quote(quote.index());
                let to = match relation {
                    RelationshipType::Mentions => NodeIx::Concept(ConceptIx(quote.concepts()[0])),
                    _ => NodeIx::Source(quote.source().index()),
                };
                let nodes = [from, NodeIx::Concept(ConceptIx(quote.concepts()[0]))].into();
                rows.add(Selection { nodes, relationships: [(relation, from, to)].into() });
            }
            let map = AnswerMap::of_rows(&graph, &rows, "T".into());
            (map.nodes.len(), map.rows)
        };
        assert_eq!(rows(60, RelationshipType::From), (91, [0, 0]));
        assert_eq!(rows(80, RelationshipType::From), (100, [66, 80]));
        assert_eq!(
            rows(80, RelationshipType::Mentions),
            (120, [0, 0]),
            "quotes beside concepts can be read on"
        );
    }

    #[test]
    fn nothing_else_is_shown() {
        let graph = fixture::graph(
            "# p by A
            [a] [b] and [a]
            [b] [c]",
        );
        let (quote, person) = (NodeIx::Quote(QuoteIx(0)), NodeIx::Person(PersonIx(0)));
        let concept = |n| NodeIx::Concept(ConceptIx(n));
        let selected = Selection {
            nodes: [concept(2)].into(),
            relationships: [
                (RelationshipType::Mentions, quote, concept(0)),
                (RelationshipType::CoOccurs, concept(1), concept(2)),
            ]
            .into(),
        };
        let map = AnswerMap::of(&graph, &selected, "T".into());
        let ids: Vec<&str> = map.nodes.iter().map(MapNode::id).collect();
        assert_eq!(ids, ["a", "b", "c", "p:1"]);
        let told: Vec<_> = map.relationships.iter().map(|own| (own.relation, own.ends, own.weight)).collect();
        assert_eq!(told, [(RelationshipType::CoOccurs, [1, 2], 1), (RelationshipType::Mentions, [3, 0], 2)]);
        let MapNode::Quote(card) = &map.nodes[3] else { panic!("{map:?}") };
        assert_eq!(
            card.marks.iter().map(|mark| mark.concept).collect::<Vec<_>>(),
            [0, 0],
            "b is not asked for"
        );
        assert!(map.evidence().is_none());

        let mentions = |n| (RelationshipType::Mentions, quote, concept(n));
        let selected = Selection { nodes: [].into(), relationships: [mentions(0), mentions(1)].into() };
        let evidence = AnswerMap::of(&graph, &selected, "T".into()).evidence().unwrap();
        assert_eq!((evidence.quotes.len(), evidence.concepts.len()), (1, 2));
        let selected = Selection { nodes: [person].into(), ..selected };
        assert!(AnswerMap::of(&graph, &selected, "T".into()).evidence().is_none());
    }
}
