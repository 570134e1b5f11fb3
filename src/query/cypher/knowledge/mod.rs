//! The knowledge graph as a property graph: which labels, relationship types and properties its columns have.
//!
//! Nodes are numbered in one row: sources, quotes, people, concepts. A relationship's number is made of its type and of
//! the nodes at its ends, for there are no two that agree in all three; so nothing is stored for it, and no more than
//! 2²⁹ nodes can be numbered.

mod index;
mod names;
mod neighbours;
mod property;

use std::convert::Infallible;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashSet;

use super::kind::Kind;
use super::property_graph::{
    Catalogue, Direction, Hop, KeyId, LabelId, NodeId, NodeList, PropertyGraph, RelationshipId, TypeId,
};
use super::schema;
use super::value::Value;
use crate::analysis::{Communities, strength};
use crate::concept::ConceptIx;
use crate::graph::{
    CoOccurrence, ConceptRef, Index, KnowledgeGraph, LinkRef, NodeIx, PersonIx, PersonRef, QuoteIx, QuoteRef,
    SourceIx, SourceRef,
};
use names::{Label, Property, Type};
use property::{link_property, quote_property, source_property, texts, values_of};

/// A knowledge graph that can be queried.
pub struct Knowledge<'k> {
    graph: &'k KnowledgeGraph,
    /// Where each kind of node begins, and where the last ends: sources, quotes, people, concepts.
    starts: [usize; 5],
    names: [Vec<String>; 3],
    /// How many relationships there are of each type, once it is asked.
    type_counts: [OnceLock<usize>; Type::ALL.len()],
    /// Whether no two concepts have one label, once it is asked.
    has_unique_labels: OnceLock<bool>,
    /// The community of each concept that is in one, once it is asked.
    communities: OnceLock<Vec<(NodeId, u32)>>,
}

/// A node of a kind.
#[derive(Clone, Copy)]
enum Node<'k> {
    Source(SourceRef<'k>),
    Quote(QuoteRef<'k>),
    Person(PersonRef<'k>),
    Concept(ConceptRef<'k>),
}

const BITS: u32 = 29;
const MASK: u64 = (1 << BITS) - 1;

impl<'k> Knowledge<'k> {
    /// A graph that can be queried. O(1).
    pub fn new(graph: &'k KnowledgeGraph) -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let names =
            [owned(&Label::ALL.map(Label::name)), owned(&Type::ALL.map(Type::name)), owned(Property::NAMES)];
        let (type_counts, has_unique_labels, communities) = Default::default();
        Self { graph, starts: graph.node_starts(), names, type_counts, has_unique_labels, communities }
    }

    /// The graph.
    pub fn graph(&self) -> &'k KnowledgeGraph {
        self.graph
    }

    /// The place of a node in its table.
    pub fn place(&self, node: NodeId) -> NodeIx {
        match self.node(node) {
            Node::Source(source) => NodeIx::Source(source.index()),
            Node::Quote(quote) => NodeIx::Quote(quote.index()),
            Node::Person(person) => NodeIx::Person(person.index()),
            Node::Concept(concept) => NodeIx::Concept(concept.index()),
        }
    }

    #[inline]
    fn node(&self, node: NodeId) -> Node<'k> {
        let at = node.at();
        let [_, quotes, people, concepts, _] = self.starts;
        if at < quotes {
            Node::Source(self.graph.source(SourceIx::new(at)))
        } else if at < people {
            Node::Quote(self.graph.quote(QuoteIx::new(at - quotes)))
        } else if at < concepts {
            Node::Person(self.graph.person(PersonIx::new(at - people)))
        } else {
            Node::Concept(self.graph.concept(ConceptIx::new(at - concepts)))
        }
    }

    #[inline]
    fn source(&self, source: SourceIx) -> NodeId {
        NodeId(source.at() as u32)
    }

    #[inline]
    fn quote(&self, quote: QuoteIx) -> NodeId {
        NodeId((self.starts[1] + quote.at()) as u32)
    }

    #[inline]
    fn person(&self, person: PersonIx) -> NodeId {
        NodeId((self.starts[2] + person.at()) as u32)
    }

    #[inline]
    fn concept(&self, concept: ConceptIx) -> NodeId {
        NodeId((self.starts[3] + concept.at()) as u32)
    }

    fn rows(&self, label: LabelId) -> Range<usize> {
        let table = match Label::of(label) {
            Label::Source => 0,
            Label::Quote => 1,
            Label::Person => 2,
            Label::Concept => 3,
        };
        self.starts[table]..self.starts[table + 1]
    }

    fn label(&self, node: NodeId) -> Label {
        match self.node(node) {
            Node::Source(_) => Label::Source,
            Node::Quote(_) => Label::Quote,
            Node::Person(_) => Label::Person,
            Node::Concept(_) => Label::Concept,
        }
    }

    /// The link of a relationship of type MENTIONS.
    fn link(&self, relationship: RelationshipId) -> Option<LinkRef<'k>> {
        let (quote, concept) = self.ends(relationship);
        let Node::Quote(quote) = self.node(quote) else { return None };
        quote.links().find(|link| self.concept(link.concept().index()) == concept)
    }

    fn co_occurrence(&self, relationship: RelationshipId) -> Option<CoOccurrence> {
        let (a, b) = self.ends(relationship);
        let (Node::Concept(a), Node::Concept(b)) = (self.node(a), self.node(b)) else { return None };
        let row = self.graph.pair(a.index(), b.index())?;
        Some(self.graph.co_occurrence(row))
    }

    /// The ways in which a type is followed along a hop: forward, backward, or for both ways at once forward.
    #[inline]
    fn ways(&self, kind: Type, direction: Direction) -> &'static [bool] {
        match (kind.is_symmetric(), direction) {
            (true, _) | (false, Direction::Outgoing) => &[true],
            (false, Direction::Incoming) => &[false],
            (false, Direction::Either) => &[true, false],
        }
    }

    /// Calls `each` with the types that a hop follows, by number.
    fn each_type<E>(&self, hop: &Hop, mut each: impl FnMut(Type) -> Result<(), E>) -> Result<(), E> {
        match hop.types.as_deref() {
            Some([kind]) => each(Type::of(*kind)),
            Some(types) => {
                let mut all = Type::ALL.iter().filter(|&&kind| types.contains(&kind.into()));
                all.try_for_each(|&kind| each(kind))
            }
            None => Type::ALL.iter().try_for_each(|&kind| each(kind)),
        }
    }
}

fn count(graph: &KnowledgeGraph, kind: Type) -> usize {
    match kind {
        Type::About => graph.sources().map(|source| source.about().len()).sum(),
        Type::Broader => graph.concepts().map(|concept| concept.broader().len()).sum(),
        Type::By => graph.people().map(|person| person.sources().len()).sum(),
        Type::CoOccurs => graph.co_occurrences().len(),
        Type::From => graph.quotes().len(),
        Type::Mentions => graph.links().len(),
        Type::Next => graph.quotes().len().saturating_sub(graph.sources().len()),
        Type::Related => graph.concepts().map(|concept| concept.related().len()).sum::<usize>() / 2,
        Type::SaidBy => graph.people().map(|person| person.quotes().len()).sum(),
    }
}

impl Catalogue for Knowledge<'_> {
    fn labels(&self) -> &[String] {
        &self.names[0]
    }

    fn types(&self) -> &[String] {
        &self.names[1]
    }

    fn keys(&self) -> &[String] {
        &self.names[2]
    }

    fn is_closed(&self) -> bool {
        true
    }

    fn properties_of(&self, name: &str) -> Vec<&str> {
        schema::properties(name).collect()
    }

    fn node_count(&self) -> usize {
        self.starts[4]
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.rows(label).len()
    }

    fn type_count(&self, kind: TypeId) -> usize {
        *self.type_counts[kind.0 as usize].get_or_init(|| count(self.graph, Type::of(kind)))
    }

    fn ends_of_type(&self, kind: TypeId) -> (Option<LabelId>, Option<LabelId>) {
        let (start, end) = Type::of(kind).ends();
        (Some(start.into()), Some(end.into()))
    }

    fn index_matches(&self, label: LabelId, key: KeyId) -> Option<f64> {
        match (Label::of(label), Property::of(key)) {
            (_, Property::Id) => Some(1.0),
            (Label::Concept, Property::Label)
            | (Label::Person, Property::Name)
            | (Label::Source, Property::Title) => Some(1.0),
            _ => None,
        }
    }

    fn identifies(&self, label: LabelId, key: KeyId) -> bool {
        match (Label::of(label), Property::of(key)) {
            (_, Property::Id) | (Label::Person, Property::Name) => true,
            (Label::Concept, Property::Label) => *self.has_unique_labels.get_or_init(|| {
                let mut seen = FxHashSet::default();
                self.graph.concepts().all(|concept| seen.insert(concept.label()))
            }),
            _ => false,
        }
    }

    fn is_in_order(&self, label: LabelId, key: KeyId) -> bool {
        Property::of(key) == Property::Id && Label::of(label) != Label::Quote
    }

    fn fields(&self, label: LabelId) -> Box<dyn Iterator<Item = &str> + '_> {
        match Label::of(label) {
            Label::Quote => {
                Box::new(self.graph.quotes().flat_map(QuoteRef::properties).map(|(name, _)| name))
            }
            Label::Source => {
                Box::new(self.graph.sources().flat_map(SourceRef::properties).map(|(name, _)| name))
            }
            _ => Box::new(std::iter::empty()),
        }
    }

    fn kind_of(&self, key: KeyId) -> Kind {
        schema::kind_of(Property::NAMES[key.0 as usize])
    }

    fn values_of(&self, key: KeyId) -> &'static [&'static str] {
        values_of(Property::of(key))
    }

    fn is_symmetric(&self, kind: TypeId) -> bool {
        Type::of(kind).is_symmetric()
    }

    fn degree(&self, node: NodeId, hop: &Hop) -> usize {
        let this = self.node(node);
        let one = |kind: Type, forward: bool| match (&this, kind, forward) {
            (Node::Concept(concept), Type::CoOccurs, _) => concept.companions().len(),
            (Node::Source(source), Type::From, false) => source.quotes().len(),
            (node, kind, forward) if let Some(list) = self.list(node, kind, forward) => list.rows.len(),
            (node, kind, forward) => {
                let mut count = 0;
                let Ok(()) = self.neighbours(node, kind, forward, |_| {
                    count += 1;
                    Ok::<(), Infallible>(())
                });
                count
            }
        };
        let mut count = 0;
        let Ok(()) = self.each_type(hop, |kind| {
            count += self.ways(kind, hop.direction).iter().map(|&forward| one(kind, forward)).sum::<usize>();
            Ok::<(), Infallible>(())
        });
        count
    }

    fn find(&self, label: LabelId, key: KeyId, value: &Value<'_>) -> Vec<NodeId> {
        match value {
            Value::Text(text) => self.with_text(Label::of(label), Property::of(key), text.as_str()),
            _ => Vec::new(),
        }
    }

    fn nearest(&self, label: LabelId, key: KeyId, text: &str) -> Option<String> {
        self.with_name_like(Label::of(label), text).and_then(|node| match self.node_property(node, key) {
            Value::Text(own) => Some(own.as_str().to_owned()),
            _ => None,
        })
    }
}

impl PropertyGraph for Knowledge<'_> {
    fn each_node<E>(
        &self,
        label: Option<LabelId>,
        mut each: impl FnMut(NodeId) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut rows = label.map_or(0..self.starts[4], |label| self.rows(label));
        rows.try_for_each(|at| each(NodeId(at as u32)))
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.rows(label).contains(&node.at())
    }

    fn labels_of(&self, node: NodeId) -> Vec<LabelId> {
        vec![self.label(node).into()]
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value<'_> {
        let key = Property::of(key);
        match self.node(node) {
            Node::Source(source) => source_property(source, key),
            Node::Quote(quote) => quote_property(quote, key),
            Node::Person(person) => match key {
                Property::Id => person.id().into(),
                Property::Name => person.name().into(),
                _ => Value::Null,
            },
            Node::Concept(concept) => match key {
                Property::Id => concept.id().into(),
                Property::Label => concept.label().into(),
                Property::Aliases => texts(concept.aliases()),
                Property::Definition => concept.definition().into(),
                _ => Value::Null,
            },
        }
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value<'_> {
        let key = Property::of(key);
        match Type::of(self.type_of(relationship)) {
            Type::Mentions => self.link(relationship).map_or(Value::Null, |link| link_property(link, key)),
            Type::From if key == Property::Ordinal => match self.node(self.ends(relationship).0) {
                Node::Quote(quote) => Value::Integer(quote.ordinal().into()),
                _ => Value::Null,
            },
            Type::CoOccurs => match (self.co_occurrence(relationship), key) {
                (Some(pair), Property::Quotes) => Value::Integer(pair.quotes.into()),
                (Some(pair), Property::Npmi) => pair.npmi.into(),
                (Some(pair), Property::G2) => pair.g2.into(),
                (Some(pair), Property::Strength) => strength(self.graph, pair.a, pair.b, pair.quotes).into(),
                _ => Value::Null,
            },
            _ => Value::Null,
        }
    }

    fn type_of(&self, relationship: RelationshipId) -> TypeId {
        TypeId((relationship.0 >> (2 * BITS)) as u32)
    }

    fn ends(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        (NodeId((relationship.0 >> BITS & MASK) as u32), NodeId((relationship.0 & MASK) as u32))
    }

    fn expand<E>(
        &self,
        node: NodeId,
        hop: &Hop,
        mut each: impl FnMut(RelationshipId, NodeId) -> Result<(), E>,
    ) -> Result<(), E> {
        let this = self.node(node);
        self.each_type(hop, |kind| {
            for &forward in self.ways(kind, hop.direction) {
                self.neighbours(&this, kind, forward, |other| {
                    let outgoing = if kind.is_symmetric() { node < other } else { forward };
                    let (from, to) = if outgoing { (node, other) } else { (other, node) };
                    let number = (kind as u64) << (2 * BITS) | u64::from(from.0) << BITS | u64::from(to.0);
                    each(RelationshipId(number), other)
                })?;
            }
            Ok(())
        })
    }

    #[inline]
    fn neighbour_list(&self, node: NodeId, hop: &Hop) -> Option<NodeList<'_>> {
        let [kind] = hop.types.as_deref()? else { return None };
        let list = |forward| self.list(&self.node(node), Type::of(*kind), forward);
        match hop.direction {
            Direction::Outgoing => list(true),
            Direction::Incoming => list(false),
            Direction::Either => list(true).or_else(|| list(false)),
        }
    }

    fn communities<E>(&self, go_on: impl Fn() -> Result<(), E>) -> Result<&[(NodeId, u32)], E> {
        if let Some(found) = self.communities.get() {
            return Ok(found);
        }
        let communities = Communities::of(self.graph, go_on)?;
        let concepts = self.graph.concepts().map(|concept| concept.index());
        let known = |concept| Some((self.concept(concept), communities.community(concept)?));
        Ok(self.communities.get_or_init(|| concepts.filter_map(known).collect()))
    }
}
