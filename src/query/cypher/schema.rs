//! A schema says what a query can ask a graph for: labels, relationship types and properties, and how much there is.

use std::collections::BTreeSet;
use std::convert::Infallible;

use super::property_graph::{Direction, Hop, KeyId, LabelId, NodeId, PropertyGraph, TypeId};
use super::value::Value;

/// The nodes of a label, or the relationships of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// As a query writes it: `(:Quote)`, `(:Quote)-[:FROM]->(:Source)`.
    pub pattern: String,
    /// `NODE` or `RELATIONSHIP`.
    pub kind: &'static str,
    /// How many there are.
    pub count: usize,
    /// The properties that one or more of them have, by name.
    pub properties: Vec<Property>,
}

/// A property of some elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Of which kinds its values are, as `valueType` names them.
    pub kinds: Vec<String>,
    /// How many elements have it; an empty list is none.
    pub count: usize,
}

/// The labels and then the types of a graph, without those that nothing has. O((nodes + relationships) · properties).
pub fn elements<G: PropertyGraph>(graph: &G) -> Vec<Element> {
    let labels = (0..graph.labels().len() as u32).map(|label| nodes(graph, LabelId(label)));
    let types = (0..graph.types().len() as u32).map(|kind| relationships(graph, TypeId(kind)));
    labels.chain(types).filter(|element| element.count > 0).collect()
}

fn nodes<G: PropertyGraph>(graph: &G, label: LabelId) -> Element {
    let mut seen = Seen::new(graph);
    each_node(graph, Some(label), |node| seen.add(|key| graph.node_property(node, key)));
    seen.element(graph, format!("(:{})", graph.labels()[label.0 as usize]), "NODE")
}

fn relationships<G: PropertyGraph>(graph: &G, kind: TypeId) -> Element {
    let (start, end) = graph.ends_of_type(kind);
    let hop = Hop { types: Some(vec![kind]), direction: Direction::Outgoing };
    let mut seen = Seen::new(graph);
    each_node(graph, start, |node| {
        let Ok(()) = graph.expand::<Infallible>(node, &hop, |relationship, _| {
            // What means both ways is met at both ends.
            if graph.ends(relationship).0 == node {
                seen.add(|key| graph.relationship_property(relationship, key));
            }
            Ok(())
        });
    });
    let label = |label: Option<LabelId>| label.map_or("", |label| graph.labels()[label.0 as usize].as_str());
    let [from, to] = [start, end].map(|end| format!("(:{})", label(end)).replace("(:)", "()"));
    let arrow = if graph.is_symmetric(kind) { "-" } else { "->" };
    seen.element(graph, format!("{from}-[:{}]{arrow}{to}", graph.types()[kind.0 as usize]), "RELATIONSHIP")
}

fn each_node<G: PropertyGraph>(graph: &G, label: Option<LabelId>, mut each: impl FnMut(NodeId)) {
    let Ok(()) = graph.each_node::<Infallible>(label, |node| {
        each(node);
        Ok(())
    });
}

/// What was seen of each property.
struct Seen {
    elements: usize,
    properties: Vec<(usize, BTreeSet<String>)>,
}

impl Seen {
    fn new(graph: &impl PropertyGraph) -> Self {
        Self { elements: 0, properties: vec![(0, BTreeSet::new()); graph.keys().len()] }
    }

    fn add<'g>(&mut self, property: impl Fn(KeyId) -> Value<'g>) {
        self.elements += 1;
        for (key, (count, kinds)) in self.properties.iter_mut().enumerate() {
            if let Some(kind) = kind(&property(KeyId(key as u32))) {
                *count += 1;
                if !kinds.contains(&kind) {
                    kinds.insert(kind);
                }
            }
        }
    }

    fn element(self, graph: &impl PropertyGraph, pattern: String, kind: &'static str) -> Element {
        let seen = graph.keys().iter().zip(self.properties).filter(|(_, (count, _))| *count > 0);
        let property = |(name, (count, kinds)): (&String, (usize, BTreeSet<String>))| Property {
            name: name.clone(),
            kinds: kinds.into_iter().collect(),
            count,
        };
        let mut properties: Vec<Property> = seen.map(property).collect();
        properties.sort_by(|a, b| a.name.cmp(&b.name));
        Element { pattern, kind, count: self.elements, properties }
    }
}

/// The kind of a value, and of a list's first; nothing for what says nothing.
fn kind(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Null => None,
        Value::List(values) => Some(format!("LIST<{}>", kind(values.first()?)?)),
        value => Some(value.type_name()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::cypher::memory::MemoryGraph;

    #[test]
    fn what_is_there_is_counted() {
        let mut graph = MemoryGraph::default();
        let ada = graph.add_node(&["Person"], &[("name", "Ada".into()), ("born", Value::Integer(1815))]);
        let bob = graph.add_node(&["Person"], &[("name", Value::list(["Bob".into()]))]);
        graph.add_relationship(ada, "KNOWS", bob, &[("since", Value::Float(0.5))]);
        let told: Vec<String> = elements(&graph)
            .iter()
            .map(|element| {
                let properties =
                    element.properties.iter().map(|p| format!("{} {:?} {}", p.name, p.kinds, p.count));
                format!(
                    "{} {}: {}",
                    element.pattern,
                    element.count,
                    properties.collect::<Vec<_>>().join(", ")
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                r#"(:Person) 2: born ["INTEGER"] 1, name ["LIST<STRING>", "STRING"] 2"#,
                r#"()-[:KNOWS]->() 1: since ["FLOAT"] 1"#,
            ]
        );
    }
}
