//! A value is what an expression gives: nothing, a scalar, a list, a map, or a part of the graph.

mod compare;
mod list;
mod text;

use std::sync::Arc;

pub use compare::{Comparison, compare, equals, equivalent, hash_of, lead, order};
pub use list::{List, Map, Size};
pub use text::Text;

use super::property_graph::{NodeId, RelationshipId};
use crate::query::temporal::Temporal;

/// A value. Text is borrowed from the graph where it can be, and what is large is shared: cloning is cheap.
#[derive(Debug, Clone, Default)]
pub enum Value<'g> {
    /// Nothing is known.
    #[default]
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number of 64 bits.
    Integer(i64),
    /// A floating-point number of 64 bits.
    Float(f64),
    /// Text.
    Text(Text<'g>),
    /// Values in a row.
    List(Arc<List<'g>>),
    /// Values by name.
    Map(Arc<Map<'g>>),
    /// A node of the graph.
    Node(NodeId),
    /// A relationship of the graph.
    Relationship(RelationshipId),
    /// A walk through the graph.
    Path(Arc<Path>),
    /// A date, a time or a duration.
    Temporal(Temporal),
}

/// Nodes and the relationships between each two that follow one another; one more node than relationships.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// The nodes, from the start to the end.
    pub nodes: Vec<NodeId>,
    /// The relationships, from the start to the end.
    pub relationships: Vec<RelationshipId>,
}

/// What an allocation takes beside what lies in it, with the counters of its owners.
const ALLOCATED: usize = 32;

impl<'g> Value<'g> {
    /// A list.
    pub fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(Arc::new(values.into_iter().collect::<Vec<_>>().into()))
    }

    /// A map.
    pub fn map(entries: impl IntoIterator<Item = (Text<'g>, Self)>) -> Self {
        Self::Map(Arc::new(entries.into_iter().collect()))
    }

    /// Whether nothing is known.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// How large it is. O(1).
    #[inline]
    pub fn size(&self) -> Size {
        let own = size_of::<Self>();
        let held = match self {
            Self::Text(Text::Shared(text)) => text.len() + ALLOCATED,
            Self::Path(path) => {
                let (nodes, relationships) = (&path.nodes[..], &path.relationships[..]);
                size_of_val(nodes) + size_of_val(relationships) + size_of::<Path>() + 3 * ALLOCATED
            }
            Self::Temporal(Temporal::DateTime(value)) => size_of_val(&**value) + ALLOCATED,
            Self::Temporal(Temporal::Duration(value)) => size_of_val(&**value) + ALLOCATED,
            Self::List(list) => return list.size(),
            Self::Map(map) => return map.size(),
            _ => 0,
        };
        Size { bytes: (own + held) as u64, depth: 0 }
    }

    /// What queries call its type, as `valueType` gives it.
    pub fn type_name(&self) -> String {
        let name = match self {
            Self::Null => "NULL",
            Self::Boolean(_) => "BOOLEAN",
            Self::Integer(_) => "INTEGER",
            Self::Float(_) => "FLOAT",
            Self::Text(_) => "STRING",
            Self::List(_) => "LIST",
            Self::Map(_) => "MAP",
            Self::Node(_) => "NODE",
            Self::Relationship(_) => "RELATIONSHIP",
            Self::Path(_) => "PATH",
            Self::Temporal(temporal) => return temporal.kind().name().to_uppercase(),
        };
        name.to_owned()
    }

    /// The value with text of its own, so that it outlives the graph.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Null => Value::Null,
            Self::Boolean(value) => Value::Boolean(value),
            Self::Integer(value) => Value::Integer(value),
            Self::Float(value) => Value::Float(value),
            Self::Text(text) => Value::Text(text.into_owned()),
            Self::List(values) => Value::list(values.iter().cloned().map(Value::into_owned)),
            Self::Map(map) => {
                Value::map(map.iter().cloned().map(|(key, value)| (key.into_owned(), value.into_owned())))
            }
            Self::Node(node) => Value::Node(node),
            Self::Relationship(relationship) => Value::Relationship(relationship),
            Self::Path(path) => Value::Path(path),
            Self::Temporal(temporal) => Value::Temporal(temporal),
        }
    }
}

/// A float as text, from which it can be read again: with a point or an exponent, and as few digits as tell it from others.
pub fn float_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    format!("{number:?}")
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Value<'_> {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<Temporal> for Value<'_> {
    fn from(temporal: Temporal) -> Self {
        Self::Temporal(temporal)
    }
}

impl<'g> From<&'g str> for Value<'g> {
    fn from(text: &'g str) -> Self {
        Self::Text(Text::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'g, T: Into<Value<'g>>> From<Option<T>> for Value<'g> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Equality of structure, for tests and for expressions that are written twice: null is null, and NaN is NaN.
impl PartialEq for Value<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other) && order(self, other).is_eq()
    }
}
