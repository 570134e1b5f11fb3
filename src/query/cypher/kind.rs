//! A kind is what is known of an expression's value before the query runs.

use super::among::Among;
use super::value::Value;
use crate::query::temporal;

/// What is known of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Nothing.
    Any,
    /// It is null.
    Null,
    /// A boolean.
    Boolean,
    /// A whole number.
    Integer,
    /// A float.
    Float,
    /// Text.
    Text,
    /// A list of values of a kind.
    List(Box<Kind>),
    /// A map.
    Map,
    /// A map of strings: the fields of a node with one of some labels that only its file knows.
    Fields(Among),
    /// A node with one of some labels.
    Node(Among),
    /// A relationship of one of some types.
    Relationship(Among),
    /// A path.
    Path,
    /// A date, a time or a duration.
    Temporal(temporal::Kind),
}

impl Kind {
    /// Any node.
    pub const NODE: Self = Self::Node(Among::ALL);
    /// Any relationship.
    pub const RELATIONSHIP: Self = Self::Relationship(Among::ALL);

    /// A list of anything.
    pub fn list() -> Self {
        Self::List(Box::new(Self::Any))
    }

    /// The kind of a value.
    pub fn of(value: &Value<'_>) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Boolean(_) => Self::Boolean,
            Value::Integer(_) => Self::Integer,
            Value::Float(_) => Self::Float,
            Value::Text(_) => Self::Text,
            Value::List(values) => Self::List(Box::new(Self::common(values.iter().map(Self::of)))),
            Value::Map(_) => Self::Map,
            Value::Node(_) => Self::NODE,
            Value::Relationship(_) => Self::RELATIONSHIP,
            Value::Path(_) => Self::Path,
            Value::Temporal(value) => Self::Temporal(value.kind()),
        }
    }

    /// What is known of a value that is of one of some kinds.
    pub fn common(kinds: impl IntoIterator<Item = Self>) -> Self {
        let mut kinds = kinds.into_iter().filter(|kind| *kind != Self::Null);
        let Some(first) = kinds.next() else { return Self::Any };
        kinds.fold(first, Self::or)
    }

    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Node(a), Self::Node(b)) => Self::Node(a | b),
            (Self::Relationship(a), Self::Relationship(b)) => Self::Relationship(a | b),
            (Self::List(a), Self::List(b)) => Self::List(Box::new(a.or(*b))),
            (Self::Map, Self::Fields(_)) | (Self::Fields(_), Self::Map) => Self::Map,
            (Self::Fields(a), Self::Fields(b)) => Self::Fields(a | b),
            (a, b) if a == b => a,
            _ => Self::Any,
        }
    }

    /// Leaves of labels, or of types, only those of another kind.
    pub(super) fn narrow(&mut self, other: &Self) {
        match (self, other) {
            (Self::Node(own), Self::Node(other)) => *own = *own & *other,
            (Self::Relationship(own), Self::Relationship(other)) => *own = *own & *other,
            (Self::List(element), other) => element.narrow(other),
            _ => {}
        }
    }

    /// Whether a value of this kind may turn out to be one of some.
    pub fn may_be(&self, accepted: &[Accepted]) -> bool {
        let fits = |accepted: &Accepted| match accepted {
            Accepted::Boolean => *self == Self::Boolean,
            Accepted::Number => matches!(self, Self::Integer | Self::Float),
            Accepted::Text => *self == Self::Text,
            Accepted::List => matches!(self, Self::List(_)),
            Accepted::Map => matches!(self, Self::Map | Self::Fields(_)),
            Accepted::Node => matches!(self, Self::Node(_)),
            Accepted::Relationship => matches!(self, Self::Relationship(_)),
            Accepted::Path => *self == Self::Path,
            Accepted::Temporal => matches!(self, Self::Temporal(_)),
        };
        matches!(self, Self::Any | Self::Null) || accepted.is_empty() || accepted.iter().any(fits)
    }

    /// What a message calls it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Float => "a float",
            Self::Text => "a string",
            Self::List(_) => "a list",
            Self::Map | Self::Fields(_) => "a map",
            Self::Node(_) => "a node",
            Self::Relationship(_) => "a relationship",
            Self::Path => "a path",
            Self::Temporal(kind) => kind.with_article(),
        }
    }
}

impl Value<'_> {
    /// What a message calls values of this kind. O(1).
    pub fn kind_name(&self) -> &'static str {
        let kind = if let Self::List(_) = self { Kind::list() } else { Kind::of(self) };
        kind.name()
    }
}

/// Kinds of values that an argument may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepted {
    /// True or false.
    Boolean,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list.
    List,
    /// A map.
    Map,
    /// A node.
    Node,
    /// A relationship.
    Relationship,
    /// A path.
    Path,
    /// A date, a time or a duration.
    Temporal,
}

impl Accepted {
    /// What a message calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::Text => "a string",
            Self::List => "a list",
            Self::Map => "a map",
            Self::Node => "a node",
            Self::Relationship => "a relationship",
            Self::Path => "a path",
            Self::Temporal => "a date, time or duration",
        }
    }

    /// Some of them, as a message names them.
    pub(super) fn names(accepted: &[Self]) -> String {
        let names: Vec<&str> = accepted.iter().map(|kind| kind.name()).collect();
        names.join(" or ")
    }
}
