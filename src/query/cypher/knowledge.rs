//! The knowledge graph as a property graph: which labels, relationship types and properties its columns have.
//!
//! Nodes are numbered in one row: sources, quotes, people, concepts. A relationship's number is made of its type and of
//! the nodes at its ends, for there are no two that agree in all three; so nothing is stored for it, and no more than
//! 2²⁹ nodes can be numbered.

use std::ops::Range;

use super::property_graph::{
    Catalogue, Direction, Hop, KeyId, LabelId, NodeId, PropertyGraph, RelationshipId, TypeId,
};
use super::value::Value;
use crate::concept::ConceptIx;
use crate::graph::{
    CoOccurrence, ConceptRef, Handles, Index, KnowledgeGraph, LinkRef, NodeIx, PersonIx, PersonRef, QuoteIx,
    QuoteRef, SourceIx, SourceRef,
};
use crate::link::Kind;

macro_rules! numbered {
    ($name:ident: $number:ident { $($variant:ident = $text:literal,)* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum $name { $($variant,)* }

        impl From<$name> for $number {
            fn from(name: $name) -> Self {
                Self(name as u32)
            }
        }

        impl $name {
            const ALL: &[Self] = &[$(Self::$variant,)*];
            const NAMES: &[&str] = &[$($text,)*];

            fn of(number: $number) -> Self {
                Self::ALL[number.0 as usize]
            }
        }
    };
}

numbered! { Label: LabelId {
    Concept = "Concept",
    Person = "Person",
    Quote = "Quote",
    Source = "Source",
} }

numbered! { Type: TypeId {
    About = "ABOUT",
    Broader = "BROADER",
    By = "BY",
    CoOccurs = "CO_OCCURS",
    From = "FROM",
    Mentions = "MENTIONS",
    Next = "NEXT",
    Related = "RELATED",
    SaidBy = "SAID_BY",
} }

numbered! { Property: KeyId {
    Aliases = "aliases",
    Confidence = "confidence",
    Count = "count",
    Date = "date",
    Definition = "definition",
    Ends = "ends",
    G2 = "g2",
    Id = "id",
    Kinds = "kinds",
    Label = "label",
    Locator = "locator",
    Name = "name",
    Negated = "negated",
    Note = "note",
    Npmi = "npmi",
    Ordinal = "ordinal",
    Path = "path",
    Properties = "properties",
    Quotes = "quotes",
    Starts = "starts",
    Tags = "tags",
    Text = "text",
    Texts = "texts",
    Title = "title",
    Url = "url",
} }

/// A knowledge graph that can be queried.
pub struct Knowledge<'k> {
    graph: &'k KnowledgeGraph,
    /// Where each kind of node begins, and where the last ends: sources, quotes, people, concepts.
    starts: [usize; 5],
    names: [Vec<String>; 3],
    type_counts: Vec<usize>,
}

/// A node of a kind.
enum Node<'k> {
    Source(SourceRef<'k>),
    Quote(QuoteRef<'k>),
    Person(PersonRef<'k>),
    Concept(ConceptRef<'k>),
}

const BITS: u32 = 29;
const MASK: u64 = (1 << BITS) - 1;

impl<'k> Knowledge<'k> {
    /// A graph that can be queried. O(sources + concepts).
    pub fn new(graph: &'k KnowledgeGraph) -> Self {
        let lengths =
            [graph.sources().len(), graph.quotes().len(), graph.people().len(), graph.concepts().len()];
        let mut starts = [0; 5];
        for (n, length) in lengths.into_iter().enumerate() {
            starts[n + 1] = starts[n] + length;
        }
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let names = [owned(Label::NAMES), owned(Type::NAMES), owned(Property::NAMES)];
        let type_counts = Type::ALL.iter().map(|&kind| count(graph, kind)).collect();
        Self { graph, starts, names, type_counts }
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

    fn source(&self, source: SourceIx) -> NodeId {
        NodeId(source.at() as u32)
    }

    fn quote(&self, quote: QuoteIx) -> NodeId {
        NodeId((self.starts[1] + quote.at()) as u32)
    }

    fn person(&self, person: PersonIx) -> NodeId {
        NodeId((self.starts[2] + person.at()) as u32)
    }

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

    /// The nodes that a type leads to, and those that it comes from; `forward` for the first.
    fn neighbours(&self, node: &Node<'k>, kind: Type, forward: bool, each: &mut dyn FnMut(NodeId) -> bool) {
        let mut concepts = |found: &mut dyn Iterator<Item = ConceptRef<'k>>| {
            for concept in found {
                if !each(self.concept(concept.index())) {
                    break;
                }
            }
        };
        match (node, kind, forward) {
            (Node::Quote(quote), Type::Mentions, true) => {
                concepts(&mut quote.links().map(|link| link.concept()))
            }
            (Node::Source(source), Type::About, true) => concepts(&mut source.about()),
            (Node::Concept(concept), Type::Broader, true) => concepts(&mut concept.broader()),
            (Node::Concept(concept), Type::Broader, false) => concepts(&mut concept.narrower()),
            (Node::Concept(concept), Type::Related, _) => concepts(&mut concept.related()),
            (Node::Concept(concept), Type::CoOccurs, _) => {
                _ = concept.companions().all(|(other, _)| each(self.concept(other)));
            }
            (Node::Concept(concept), Type::Mentions, false) => {
                concept.quote_rows().iter().all(|&quote| each(self.quote(QuoteIx(quote))));
            }
            (Node::Concept(concept), Type::About, false) => {
                concept.subject_of().all(|source| each(self.source(source.index())));
            }
            (Node::Quote(quote), Type::From, true) => _ = each(self.source(quote.source().index())),
            (Node::Source(source), Type::From, false) => {
                source.quotes().all(|quote| each(self.quote(quote.index())));
            }
            (Node::Quote(quote), Type::Next, true) => {
                _ = quote.next().map(|next| each(self.quote(next.index())))
            }
            (Node::Quote(quote), Type::Next, false) => {
                _ = quote.previous().map(|previous| each(self.quote(previous.index())));
            }
            (Node::Quote(quote), Type::SaidBy, true) => {
                _ = quote.speaker().map(|person| each(self.person(person.index())));
            }
            (Node::Person(person), Type::SaidBy, false) => {
                person.quotes().all(|quote| each(self.quote(quote.index())));
            }
            (Node::Source(source), Type::By, true) => {
                _ = source.author().map(|person| each(self.person(person.index())));
            }
            (Node::Person(person), Type::By, false) => {
                person.sources().all(|source| each(self.source(source.index())));
            }
            _ => {}
        }
    }

    /// The ways in which a type is followed along a hop: forward, backward, or for both ways at once forward.
    fn ways(&self, kind: Type, direction: Direction) -> &'static [bool] {
        match (is_symmetric(kind), direction) {
            (true, _) | (false, Direction::Outgoing) => &[true],
            (false, Direction::Incoming) => &[false],
            (false, Direction::Either) => &[true, false],
        }
    }

    fn types<'h>(&self, hop: &'h Hop) -> impl Iterator<Item = Type> + use<'h> {
        Type::ALL.iter().copied().filter(|kind| hop.follows((*kind).into()))
    }
}

fn is_symmetric(kind: Type) -> bool {
    matches!(kind, Type::CoOccurs | Type::Related)
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

    fn node_count(&self) -> usize {
        self.starts[4]
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.rows(label).len()
    }

    fn type_count(&self, kind: TypeId) -> usize {
        self.type_counts[kind.0 as usize]
    }

    fn ends_of_type(&self, kind: TypeId) -> (Option<LabelId>, Option<LabelId>) {
        let (start, end) = match Type::of(kind) {
            Type::About => (Label::Source, Label::Concept),
            Type::Broader | Type::CoOccurs | Type::Related => (Label::Concept, Label::Concept),
            Type::By => (Label::Source, Label::Person),
            Type::From => (Label::Quote, Label::Source),
            Type::Mentions => (Label::Quote, Label::Concept),
            Type::Next => (Label::Quote, Label::Quote),
            Type::SaidBy => (Label::Quote, Label::Person),
        };
        (Some(start.into()), Some(end.into()))
    }

    fn index_matches(&self, label: LabelId, key: KeyId) -> Option<f64> {
        match (Label::of(label), Property::of(key)) {
            (_, Property::Id) => Some(1.0),
            (Label::Concept, Property::Label) | (Label::Person, Property::Name) => Some(1.0),
            _ => None,
        }
    }

    fn is_symmetric(&self, kind: TypeId) -> bool {
        is_symmetric(Type::of(kind))
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
        let mut result = Ok(());
        for kind in self.types(hop) {
            let symmetric = is_symmetric(kind);
            for &forward in self.ways(kind, hop.direction) {
                self.neighbours(&this, kind, forward, &mut |other| {
                    let outgoing = if symmetric { node < other } else { forward };
                    let (from, to) = if outgoing { (node, other) } else { (other, node) };
                    let number = (kind as u64) << (2 * BITS) | u64::from(from.0) << BITS | u64::from(to.0);
                    result = each(RelationshipId(number), other);
                    result.is_ok()
                });
                result?;
                result = Ok(());
            }
        }
        result
    }

    fn degree(&self, node: NodeId, hop: &Hop) -> usize {
        let this = self.node(node);
        let one = |kind: Type, forward: bool| match (&this, kind, forward) {
            (Node::Quote(quote), Type::Mentions, true) => quote.links().len(),
            (Node::Concept(concept), Type::Mentions, false) => concept.quote_rows().len(),
            (Node::Concept(concept), Type::CoOccurs, _) => concept.companions().len(),
            (Node::Person(person), Type::SaidBy, false) => person.quotes().len(),
            (Node::Source(source), Type::From, false) => source.quotes().len(),
            (node, kind, forward) => {
                let mut count = 0;
                self.neighbours(node, kind, forward, &mut |_| {
                    count += 1;
                    true
                });
                count
            }
        };
        let ways = |kind| self.ways(kind, hop.direction).iter().map(move |&forward| (kind, forward));
        self.types(hop).flat_map(ways).map(|(kind, forward)| one(kind, forward)).sum()
    }

    fn find(&self, label: LabelId, key: KeyId, value: &Value<'_>) -> Vec<NodeId> {
        let Value::Text(text) = value else { return Vec::new() };
        let text = text.as_str();
        let graph = self.graph;
        match (Label::of(label), Property::of(key)) {
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
}

impl Knowledge<'_> {
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

fn texts<'k>(texts: impl Iterator<Item = &'k str>) -> Value<'k> {
    Value::list(texts.map(Value::from))
}

/// Fields that the format has and the program does not know, as a map.
fn others<'k>(others: impl ExactSizeIterator<Item = (&'k str, &'k str)>) -> Value<'k> {
    if others.len() == 0 {
        Value::Null
    } else {
        Value::map(others.map(|(key, value)| (key.into(), value.into())))
    }
}

fn date<'k>(date: Option<jiff::civil::Date>) -> Value<'k> {
    date.map(crate::query::temporal::Temporal::from).into()
}

fn source_property(source: SourceRef<'_>, key: Property) -> Value<'_> {
    match key {
        Property::Id => source.id().into(),
        Property::Title => source.title().into(),
        Property::Date => date(source.date()),
        Property::Url => source.url().into(),
        Property::Tags => texts(source.tags()),
        Property::Path => source.path().into(),
        Property::Properties => others(source.properties()),
        _ => Value::Null,
    }
}

fn quote_property(quote: QuoteRef<'_>, key: Property) -> Value<'_> {
    match key {
        Property::Id => quote.id().into(),
        Property::Text => quote.text().into(),
        Property::Ordinal => Value::Integer(quote.ordinal().into()),
        Property::Date => date(quote.date()),
        Property::Locator => quote.locator().into(),
        Property::Note => quote.note().into(),
        Property::Tags => texts(quote.tags()),
        Property::Properties => others(quote.properties()),
        _ => Value::Null,
    }
}

fn link_property(link: LinkRef<'_>, key: Property) -> Value<'_> {
    let each = link.mentions();
    match key {
        Property::Count => Value::Integer(each.len() as i64),
        Property::Confidence => ((f64::from(link.confidence()) * 1e4).round() / 1e4).into(),
        Property::Starts => Value::list(each.map(|mention| Value::Integer(mention.span().start.into()))),
        Property::Ends => Value::list(each.map(|mention| Value::Integer(mention.span().end.into()))),
        Property::Texts => texts(each.map(|mention| mention.words())),
        Property::Kinds => texts(each.map(|mention| match mention.kind() {
            Kind::Explicit => "explicit",
            Kind::Implied => "implied",
        })),
        Property::Negated => link.negated().into(),
        _ => Value::Null,
    }
}
