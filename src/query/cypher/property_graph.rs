//! A property graph is nodes with labels and relationships with a type, both with properties by name.
//!
//! Names are looked up once, when a query is resolved; while it runs everything goes by number.

use std::ops::Range;

use super::kind::Kind;
use super::value::Value;

/// A node's number, from 0 without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// A relationship's number; what it says is the graph's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RelationshipId(pub u64);

macro_rules! names {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

names! {
    /// The number of a label.
    LabelId
    /// The number of a relationship type.
    TypeId
    /// The number of a property's name.
    KeyId
}

impl NodeId {
    /// The row of a table with one row per node.
    #[inline]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// The way in which relationships are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As they point.
    Outgoing,
    /// Against the way they point.
    Incoming,
    /// Both ways.
    Either,
}

impl Direction {
    /// The same way, seen from the other end.
    pub fn reversed(self) -> Self {
        match self {
            Self::Outgoing => Self::Incoming,
            Self::Incoming => Self::Outgoing,
            Self::Either => Self::Either,
        }
    }
}

/// Nodes as they lie in one list.
#[derive(Debug, Clone, Copy)]
pub struct NodeList<'g> {
    /// The number of the first node of their kind.
    pub first: u32,
    /// Their numbers from there, in ascending order.
    pub rows: &'g [u32],
}

impl<'g> NodeList<'g> {
    /// The nodes.
    #[inline]
    pub fn nodes(self) -> impl ExactSizeIterator<Item = NodeId> + Clone + 'g {
        self.rows.iter().map(move |row| NodeId(self.first + row))
    }

    /// Those whose numbers are in a range. O(log n).
    #[inline]
    pub fn within(mut self, range: &Range<u32>) -> Self {
        let [start, end] = [range.start, range.end].map(|number| number.saturating_sub(self.first));
        if start > 0 {
            self.rows = &self.rows[self.rows.partition_point(|&row| row < start)..];
        }
        if range.end < u32::MAX {
            self.rows = &self.rows[..self.rows.partition_point(|&row| row < end)];
        }
        self
    }
}

/// Which relationships are followed: their types (all, when none is named) and the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Hop {
    /// The types; `None` is any.
    pub types: Option<Vec<TypeId>>,
    /// The way.
    pub direction: Direction,
}

impl Hop {
    /// The same relationships, seen from the other end.
    pub fn reversed(&self) -> Self {
        Self { types: self.types.clone(), direction: self.direction.reversed() }
    }

    /// Whether it is another hop, seen from the other end.
    pub fn is_reverse_of(&self, other: &Self) -> bool {
        self.direction == other.direction.reversed() && self.types == other.types
    }

    /// Whether relationships of a type are followed.
    pub fn follows(&self, kind: TypeId) -> bool {
        self.types.as_ref().is_none_or(|types| types.contains(&kind))
    }
}

/// What of a graph a query can name, and how much of it there is.
pub trait Catalogue {
    /// The labels by number.
    fn labels(&self) -> &[String];

    /// The relationship types by number.
    fn types(&self) -> &[String];

    /// The property names by number.
    fn keys(&self) -> &[String];

    /// True when the schema is closed: other names than these are mistakes, and not only without a match, and every node
    /// has exactly one label. There are 64 labels and 64 types at most.
    fn is_closed(&self) -> bool;

    /// The names of the properties that nodes of a label, or relationships of a type, may have in a closed schema.
    fn properties_of(&self, _name: &str) -> Vec<&str> {
        Vec::new()
    }

    /// Nodes in all.
    fn node_count(&self) -> usize;

    /// Nodes with a label.
    fn label_count(&self, label: LabelId) -> usize;

    /// Relationships of a type.
    fn type_count(&self, kind: TypeId) -> usize;

    /// The one label of all nodes that relationships of a type start from, and of all that they end at, where there is
    /// one.
    fn ends_of_type(&self, kind: TypeId) -> (Option<LabelId>, Option<LabelId>);

    /// About how many nodes [`Catalogue::find`] gives for a label and a property, where it can look them up.
    fn index_matches(&self, label: LabelId, key: KeyId) -> Option<f64>;

    /// Whether every node of a label has a property, and no two have the same.
    fn identifies(&self, label: LabelId, key: KeyId) -> bool;

    /// Whether the nodes of a label are numbered in the order of a property that identifies them.
    fn is_in_order(&self, label: LabelId, key: KeyId) -> bool;

    /// The names of the fields that only the files of nodes with a label know, each as often as it comes.
    fn fields(&self, _label: LabelId) -> Box<dyn Iterator<Item = &str> + '_> {
        Box::new(std::iter::empty())
    }

    /// The kind of a property's values, where it is always the same.
    fn kind_of(&self, _key: KeyId) -> Kind {
        Kind::Any
    }

    /// All values that the lists of a property of relationships can have in them, where these are some few.
    fn values_of(&self, _key: KeyId) -> &'static [&'static str] {
        &[]
    }

    /// True when a type's relationships are stored one way and mean both.
    fn is_symmetric(&self, kind: TypeId) -> bool;

    /// How many relationships lead from a node along a hop. O(types), where rows are counted.
    fn degree(&self, node: NodeId, hop: &Hop) -> usize;

    /// The nodes with a label and a property that equals a value, in order, where [`Catalogue::index_matches`] says so.
    fn find(&self, label: LabelId, key: KeyId, value: &Value<'_>) -> Vec<NodeId>;

    /// The text of a property of a node with a label that may have been meant by one that no such node has.
    fn nearest(&self, _label: LabelId, _key: KeyId, _text: &str) -> Option<String> {
        None
    }
}

/// A graph that can be queried.
pub trait PropertyGraph: Catalogue {
    /// Calls `each` with the nodes of a label, or with all, in order.
    ///
    /// # Errors
    /// The first that `each` gives.
    fn each_node<E>(
        &self,
        label: Option<LabelId>,
        each: impl FnMut(NodeId) -> Result<(), E>,
    ) -> Result<(), E>;

    /// Whether a node has a label. O(1).
    fn has_label(&self, node: NodeId, label: LabelId) -> bool;

    /// The labels of a node, by number.
    fn labels_of(&self, node: NodeId) -> Vec<LabelId>;

    /// A property of a node; null when it has none of that name.
    fn node_property(&self, node: NodeId, key: KeyId) -> Value<'_>;

    /// A property of a relationship; null when it has none of that name.
    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value<'_>;

    /// The type of a relationship.
    fn type_of(&self, relationship: RelationshipId) -> TypeId;

    /// Where a relationship starts and where it ends.
    fn ends(&self, relationship: RelationshipId) -> (NodeId, NodeId);

    /// Calls `each` with every relationship that leads from a node along a hop, and the node that it leads to. A
    /// relationship from a node to itself comes once.
    ///
    /// # Errors
    /// The first that `each` gives.
    fn expand<E>(
        &self,
        node: NodeId,
        hop: &Hop,
        each: impl FnMut(RelationshipId, NodeId) -> Result<(), E>,
    ) -> Result<(), E>;

    /// The nodes that a hop leads to, where they lie in one list: each of them once and the node itself not among them,
    /// along relationships of one type that all point the same way. O(1).
    fn neighbour_list(&self, _node: NodeId, _hop: &Hop) -> Option<NodeList<'_>> {
        None
    }

    /// The nodes that are in communities, each with the number of its own, from 0, the largest first; none where a graph
    /// has no communities.
    ///
    /// # Errors
    /// The first that `go_on` gives, which is asked again and again.
    fn communities<E>(&self, _go_on: impl Fn() -> Result<(), E>) -> Result<&[(NodeId, u32)], E> {
        Ok(&[])
    }
}
