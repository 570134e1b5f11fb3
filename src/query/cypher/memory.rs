//! A small property graph in memory, for tests and examples: it can be changed, and has any labels and names.

use super::property_graph::{
    Catalogue, Direction, Hop, KeyId, LabelId, NodeId, PropertyGraph, RelationshipId, TypeId,
};
use super::value::Value;

/// A property graph in memory.
#[derive(Debug, Clone, Default)]
pub struct MemoryGraph {
    labels: Vec<String>,
    types: Vec<String>,
    keys: Vec<String>,
    nodes: Vec<Node>,
    relationships: Vec<Relationship>,
}

#[derive(Debug, Clone)]
struct Node {
    labels: Vec<LabelId>,
    properties: Properties,
    out: Vec<RelationshipId>,
    into: Vec<RelationshipId>,
}

#[derive(Debug, Clone)]
struct Relationship {
    kind: TypeId,
    from: NodeId,
    to: NodeId,
    properties: Properties,
    removed: bool,
}

type Properties = Vec<(KeyId, Value<'static>)>;

/// The number of a name, which is new when it is not there.
fn number(names: &mut Vec<String>, name: &str) -> u32 {
    let at = names.iter().position(|own| own == name).unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    at as u32
}

impl MemoryGraph {
    /// Adds a node.
    pub fn add_node(&mut self, labels: &[&str], properties: &[(&str, Value<'static>)]) -> NodeId {
        let mut labels: Vec<LabelId> =
            labels.iter().map(|name| LabelId(number(&mut self.labels, name))).collect();
        labels.sort_unstable();
        labels.dedup();
        let properties = self.properties(properties);
        self.nodes.push(Node { labels, properties, out: Vec::new(), into: Vec::new() });
        NodeId(self.nodes.len() as u32 - 1)
    }

    /// Adds a relationship between two nodes.
    pub fn add_relationship(
        &mut self,
        from: NodeId,
        kind: &str,
        to: NodeId,
        properties: &[(&str, Value<'static>)],
    ) -> RelationshipId {
        let kind = TypeId(number(&mut self.types, kind));
        let properties = self.properties(properties);
        let id = RelationshipId(self.relationships.len() as u64);
        self.relationships.push(Relationship { kind, from, to, properties, removed: false });
        self.nodes[from.at()].out.push(id);
        self.nodes[to.at()].into.push(id);
        id
    }

    /// Takes a relationship away.
    pub fn remove_relationship(&mut self, id: RelationshipId) {
        let Relationship { from, to, .. } = *self.relationship(id);
        self.relationships[id.0 as usize].removed = true;
        self.nodes[from.at()].out.retain(|own| *own != id);
        self.nodes[to.at()].into.retain(|own| *own != id);
    }

    fn properties(&mut self, properties: &[(&str, Value<'static>)]) -> Properties {
        let known = properties.iter().filter(|(_, value)| !value.is_null());
        known.map(|(name, value)| (KeyId(number(&mut self.keys, name)), value.clone())).collect()
    }

    fn relationship(&self, id: RelationshipId) -> &Relationship {
        &self.relationships[id.0 as usize]
    }
}

fn property<'a>(properties: &'a Properties, key: KeyId) -> Value<'a> {
    properties.iter().find(|(own, _)| *own == key).map_or(Value::Null, |(_, value)| value.clone())
}

impl Catalogue for MemoryGraph {
    fn labels(&self) -> &[String] {
        &self.labels
    }

    fn types(&self) -> &[String] {
        &self.types
    }

    fn keys(&self) -> &[String] {
        &self.keys
    }

    fn is_closed(&self) -> bool {
        false
    }

    fn node_count(&self) -> usize {
        self.nodes.len()
    }

    fn label_count(&self, label: LabelId) -> usize {
        self.nodes.iter().filter(|node| node.labels.contains(&label)).count()
    }

    fn type_count(&self, kind: TypeId) -> usize {
        self.relationships.iter().filter(|own| own.kind == kind && !own.removed).count()
    }

    fn ends_of_type(&self, _: TypeId) -> (Option<LabelId>, Option<LabelId>) {
        (None, None)
    }

    fn index_matches(&self, _: LabelId, _: KeyId) -> Option<f64> {
        None
    }

    fn identifies(&self, _: LabelId, _: KeyId) -> bool {
        false
    }

    fn is_in_order(&self, _: LabelId, _: KeyId) -> bool {
        false
    }

    fn is_symmetric(&self, _: TypeId) -> bool {
        false
    }

    fn degree(&self, node: NodeId, hop: &Hop) -> usize {
        let mut degree = 0;
        let _ = self.expand(node, hop, |_, _| {
            degree += 1;
            Ok::<(), ()>(())
        });
        degree
    }

    fn find(&self, _: LabelId, _: KeyId, _: &Value<'_>) -> Vec<NodeId> {
        Vec::new()
    }
}

impl PropertyGraph for MemoryGraph {
    fn each_node<E>(
        &self,
        label: Option<LabelId>,
        mut each: impl FnMut(NodeId) -> Result<(), E>,
    ) -> Result<(), E> {
        let nodes = (0..).map(NodeId).zip(&self.nodes);
        let wanted = |node: &Node| label.is_none_or(|label| node.labels.contains(&label));
        nodes.filter(|(_, node)| wanted(node)).try_for_each(|(id, _)| each(id))
    }

    fn has_label(&self, node: NodeId, label: LabelId) -> bool {
        self.nodes[node.at()].labels.contains(&label)
    }

    fn labels_of(&self, node: NodeId) -> Vec<LabelId> {
        self.nodes[node.at()].labels.clone()
    }

    fn node_property(&self, node: NodeId, key: KeyId) -> Value<'_> {
        property(&self.nodes[node.at()].properties, key)
    }

    fn relationship_property(&self, relationship: RelationshipId, key: KeyId) -> Value<'_> {
        property(&self.relationship(relationship).properties, key)
    }

    fn type_of(&self, relationship: RelationshipId) -> TypeId {
        self.relationship(relationship).kind
    }

    fn ends(&self, relationship: RelationshipId) -> (NodeId, NodeId) {
        let Relationship { from, to, .. } = *self.relationship(relationship);
        (from, to)
    }

    fn expand<E>(
        &self,
        node: NodeId,
        hop: &Hop,
        mut each: impl FnMut(RelationshipId, NodeId) -> Result<(), E>,
    ) -> Result<(), E> {
        let Node { out, into, .. } = &self.nodes[node.at()];
        if hop.direction != Direction::Incoming {
            for &id in out {
                let own = self.relationship(id);
                if hop.follows(own.kind) {
                    each(id, own.to)?;
                }
            }
        }
        if hop.direction != Direction::Outgoing {
            for &id in into {
                let own = self.relationship(id);
                let again = hop.direction == Direction::Either && own.from == own.to;
                if hop.follows(own.kind) && !again {
                    each(id, own.from)?;
                }
            }
        }
        Ok(())
    }
}
