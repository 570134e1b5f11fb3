//! A map is what is cut out of the graph to be looked at: concepts that come together, or quotes beside their concepts.

use std::collections::BTreeMap;

use petgraph::graph::UnGraph;

use super::Change;
use crate::graph::{NodeLabel, RelationshipType};
use crate::link::{Kind, Polarity};
use crate::text::Span;

/// Concepts that come together in quotes, to be drawn as a node-link picture.
#[derive(Debug, Clone, Default)]
pub struct ConceptMap {
    /// Heading of the picture.
    pub title: String,
    /// The concepts and their co-occurrences, the strongest first.
    pub graph: UnGraph<MapConcept, MapEdge>,
    /// How many co-occurrences of these concepts were left out, so that the others can be seen.
    pub left_out: usize,
    /// How many concepts were left out, as no more were asked for.
    pub more: usize,
}

/// What differs between two graphs, as a concept map of both together.
#[derive(Debug, Clone, Default)]
pub struct DifferenceMap {
    /// The concepts and co-occurrences of both, with the larger of their counts; all are in community 0.
    pub map: ConceptMap,
    /// Node of the map → what became of it in the quotes.
    pub nodes: Vec<Change>,
    /// Edge of the map → what became of it.
    pub edges: Vec<Change>,
    /// How many concepts came, went and changed that are no nodes of the map.
    pub undrawn_nodes: BTreeMap<Change, usize>,
    /// How many co-occurrences came, went and changed that are no edges of the map.
    pub undrawn_edges: BTreeMap<Change, usize>,
    /// How many concepts differ that no quote of either graph mentions: they are not in the map.
    pub unmentioned: usize,
}

/// A concept in a map.
#[derive(Debug, Clone, PartialEq)]
pub struct MapConcept {
    /// The concept's id.
    pub id: String,
    /// Its preferred label.
    pub label: String,
    /// Quotes that mention it.
    pub quotes: u32,
    /// Its community, from 0, the largest first; in a [`ConceptMap`] one that hangs together there.
    pub community: u32,
    /// True for the concept in the middle of an `around` view.
    pub focus: bool,
}

/// Two concepts linked from the same quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct MapEdge {
    /// Quotes that mention both.
    pub quotes: u32,
    /// Normalised pointwise mutual information, in -1..=1.
    pub npmi: f64,
}

/// The nodes and relationships that an answer names, to be drawn as they are.
#[derive(Debug, Clone, Default)]
pub struct AnswerMap {
    /// Heading of the picture.
    pub title: String,
    /// Concepts by id, then sources, quotes and people.
    pub nodes: Vec<MapNode>,
    /// The relationships between them.
    pub relationships: Vec<MapRelationship>,
    /// How many of the first rows of the answer it shows, and how many rows there are; 0 and 0 where it shows all.
    pub rows: [usize; 2],
}

/// A node of any kind.
#[derive(Debug, Clone)]
pub enum MapNode {
    /// An idea.
    Concept(MapConcept),
    /// A reading.
    Source {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
    },
    /// A passage; its marks say which of the nodes they speak of.
    Quote(MapQuote),
    /// Who said or wrote something.
    Person {
        /// Their id.
        id: String,
        /// Their name.
        name: String,
    },
}

impl MapNode {
    /// The node's id, which only those of its kind do not share.
    pub fn id(&self) -> &str {
        match self {
            Self::Concept(MapConcept { id, .. })
            | Self::Source { id, .. }
            | Self::Quote(MapQuote { id, .. })
            | Self::Person { id, .. } => id,
        }
    }

    /// What people call it: a label, a name or a title, and of a quote the id.
    pub fn name(&self) -> &str {
        match self {
            Self::Concept(MapConcept { label: name, .. })
            | Self::Source { title: name, .. }
            | Self::Quote(MapQuote { id: name, .. })
            | Self::Person { name, .. } => name,
        }
    }

    /// What it is.
    pub fn label(&self) -> NodeLabel {
        match self {
            Self::Concept(_) => NodeLabel::Concept,
            Self::Source { .. } => NodeLabel::Source,
            Self::Quote(_) => NodeLabel::Quote,
            Self::Person { .. } => NodeLabel::Person,
        }
    }
}

/// A relationship of two nodes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapRelationship {
    /// What it says.
    pub relation: RelationshipType,
    /// Where it starts and where it ends: indices into [`AnswerMap::nodes`].
    pub ends: [usize; 2],
    /// Quotes that two concepts share, places in which a quote mentions a concept; 1 for all else.
    pub weight: u32,
}

/// Quotes at one side, the concepts that they mention at the other.
#[derive(Debug, Clone, Default)]
pub struct EvidenceMap {
    /// Heading of the picture.
    pub title: String,
    /// The quotes, in the collection's order.
    pub quotes: Vec<MapQuote>,
    /// The concepts, by id.
    pub concepts: Vec<MapConcept>,
    /// How many quotes were left out, as no more were asked for.
    pub more: usize,
}

/// A quote in a map.
#[derive(Debug, Clone)]
pub struct MapQuote {
    /// The quote's id.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Who said it and where, in one short line.
    pub attribution: String,
    /// Places that speak of concepts, by start.
    pub marks: Vec<Mark>,
}

/// One mention, as a map shows it.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Index into [`EvidenceMap::concepts`] (in a [`PathMap`]: into its concepts).
    pub concept: usize,
    /// The words in the quote's text.
    pub span: Span,
    /// Named or implied.
    pub kind: Kind,
    /// Asserted, denied, asked or supposed.
    pub polarity: Polarity,
}

/// How two ideas connect: a few chains of concepts, each step with the quote that makes it.
#[derive(Debug, Clone, Default)]
pub struct PathMap {
    /// Heading of the picture.
    pub title: String,
    /// The concepts on the chains.
    pub concepts: Vec<MapConcept>,
    /// The chains, strongest first.
    pub chains: Vec<MapChain>,
}

/// One chain of concepts: `concepts[i]` and `concepts[i + 1]` meet in `steps[i]`.
#[derive(Debug, Clone)]
pub struct MapChain {
    /// Indices into [`PathMap::concepts`], one more than the steps.
    pub concepts: Vec<usize>,
    /// A quote for each step, and how many quotes there are for it in all.
    pub steps: Vec<(MapQuote, u32)>,
}
