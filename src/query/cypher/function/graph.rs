//! Functions of the graph's parts.

use super::{Given, wrong};
use crate::query::cypher::property_graph::{KeyId, PropertyGraph};
use crate::query::cypher::value::{Map, Text, Value};

/// A function that looks at the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphFunction {
    /// The number of a node or relationship, as text.
    ElementId,
    /// Where a relationship ends.
    EndNode,
    /// The number of a node or relationship.
    Id,
    /// The names of properties.
    Keys,
    /// The labels of a node.
    Labels,
    /// The relationships of a path, counted.
    Length,
    /// The nodes of a path.
    Nodes,
    /// The properties as a map.
    Properties,
    /// The relationships of a path.
    Relationships,
    /// Where a relationship starts.
    StartNode,
    /// The type of a relationship.
    Type,
}

impl GraphFunction {
    /// Calls it.
    ///
    /// # Errors
    /// When it cannot take the value.
    pub fn call<'g, G: PropertyGraph>(self, graph: &'g G, value: &Value<'g>) -> Given<'g> {
        let texts = |texts: Vec<&'g str>| Value::list(texts.into_iter().map(Value::from));
        Ok(match (self, value) {
            (Self::Id, Value::Node(node)) => Value::Integer(node.0.into()),
            (Self::Id, Value::Relationship(relationship)) => Value::Integer(relationship.0 as i64),
            (Self::ElementId, Value::Node(node)) => node.0.to_string().into(),
            (Self::ElementId, Value::Relationship(relationship)) => relationship.0.to_string().into(),
            (Self::EndNode, Value::Relationship(relationship)) => Value::Node(graph.ends(*relationship).1),
            (Self::StartNode, Value::Relationship(relationship)) => Value::Node(graph.ends(*relationship).0),
            (Self::Type, Value::Relationship(relationship)) => {
                graph.types()[graph.type_of(*relationship).0 as usize].as_str().into()
            }
            (Self::Labels, Value::Node(node)) => {
                let labels = graph.labels_of(*node).into_iter();
                texts(labels.map(|label| graph.labels()[label.0 as usize].as_str()).collect())
            }
            (Self::Length, Value::Path(path)) => Value::Integer(path.relationships.len() as i64),
            (Self::Nodes, Value::Path(path)) => Value::list(path.nodes.iter().copied().map(Value::Node)),
            (Self::Relationships, Value::Path(path)) => {
                Value::list(path.relationships.iter().copied().map(Value::Relationship))
            }
            (Self::Properties, value) => match properties(graph, value) {
                Some(properties) => Value::map(properties),
                None => return Err(wrong("properties", value)),
            },
            (Self::Keys, value) => match properties(graph, value) {
                Some(properties) => Value::list(properties.into_iter().map(|(key, _)| Value::Text(key))),
                None => return Err(wrong("keys", value)),
            },
            (function, value) => {
                let name = format!("{function:?}");
                return Err(wrong(&(name[..1].to_lowercase() + &name[1..]), value));
            }
        })
    }
}

/// The properties of a node, a relationship or a map that are not null, by name; of a map all.
pub(in crate::query::cypher) fn properties<'g, G: PropertyGraph>(
    graph: &'g G,
    value: &Value<'g>,
) -> Option<Vec<(Text<'g>, Value<'g>)>> {
    let of = |property: &dyn Fn(KeyId) -> Value<'g>| {
        let keys = graph.keys().iter().zip((0..).map(KeyId));
        let mut all: Vec<(Text<'g>, Value<'g>)> = keys
            .map(|(name, key)| (Text::Borrowed(name), property(key)))
            .filter(|(_, v)| !v.is_null())
            .collect();
        all.sort_by(|a, b| a.0.as_str().cmp(b.0.as_str()));
        all
    };
    Some(match value {
        Value::Node(node) => of(&|key| graph.node_property(*node, key)),
        Value::Relationship(relationship) => of(&|key| graph.relationship_property(*relationship, key)),
        Value::Map(map) => Map::iter(map).cloned().collect(),
        _ => return None,
    })
}
