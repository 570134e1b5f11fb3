//! Triples are what a vocabulary of others says: nodes, each with the facts that matter here, in the files' order.

use rustc_hash::FxHashMap;

use crate::concept::language_tag;
use crate::concept::rdf::property::Property;
use crate::concept::read::place::Place;

/// The other end of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::concept::read) enum Value {
    /// A literal, with its language.
    Text {
        text: String,
        language: Option<Box<str>>,
    },
    Node(usize),
}

/// Something that facts are told of.
#[derive(Debug)]
pub(in crate::concept::read) struct Node {
    /// Its IRI, or its name in a table.
    pub(in crate::concept::read) key: String,
    /// Where it was first told of.
    pub(in crate::concept::read) place: Place,
    pub(in crate::concept::read) facts: Vec<(Property, Value)>,
    /// What else is said of it, when all is kept.
    pub(in crate::concept::read) statements: Vec<String>,
    /// Its texts are in an order that means something: a table's.
    pub(in crate::concept::read) is_listed: bool,
}

impl Node {
    /// The other ends of its facts of one property.
    pub(in crate::concept::read) fn values(&self, property: Property) -> impl Iterator<Item = &Value> {
        self.facts.iter().filter(move |(p, _)| *p == property).map(|(_, value)| value)
    }

    /// The nodes at the other ends of its facts of one property.
    pub(in crate::concept::read) fn nodes(&self, property: Property) -> impl Iterator<Item = usize> {
        self.values(property).filter_map(|value| match value {
            Value::Node(node) => Some(*node),
            Value::Text { .. } => None,
        })
    }

    /// Whether it has a label of any kind, or a title.
    pub(in crate::concept::read) fn has_label(&self) -> bool {
        let is_name = |property: Property| matches!(property, Property::Label | Property::Title);
        self.facts.iter().any(|(property, _)| is_name(*property) || property.label().is_some())
    }

    /// The texts at the other ends of its facts of one property.
    pub(in crate::concept::read) fn texts(&self, property: Property) -> impl Iterator<Item = &str> {
        self.values(property).filter_map(|value| match value {
            Value::Text { text, .. } => Some(text.as_str()),
            Value::Node(_) => None,
        })
    }
}

/// The nodes of all files together; what two files say of one IRI is told of one node.
#[derive(Debug, Default)]
pub(in crate::concept::read) struct Triples {
    pub(in crate::concept::read) nodes: Vec<Node>,
    /// Whether what has no effect on links is kept too.
    pub(in crate::concept::read) keeps_all: bool,
    by_key: FxHashMap<String, usize>,
}

impl Triples {
    /// The node with this key; made, as told of at `place`, when there is none yet.
    pub(in crate::concept::read) fn node(&mut self, key: &str, place: &Place) -> usize {
        if let Some(&node) = self.by_key.get(key) {
            return node;
        }
        let node = self.nodes.len();
        self.by_key.insert(key.to_owned(), node);
        self.nodes.push(Node {
            key: key.to_owned(),
            place: place.clone(),
            facts: Vec::new(),
            statements: Vec::new(),
            is_listed: false,
        });
        node
    }

    /// A node without a name of its own.
    pub(in crate::concept::read) fn blank(&mut self, place: &Place) -> usize {
        let key = format!("_:b{}", self.nodes.len());
        self.node(&key, place)
    }

    /// The node with this key, if it has been told of.
    pub(in crate::concept::read) fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Another key by which a node is found, unless it is another's.
    pub(in crate::concept::read) fn alias(&mut self, key: &str, node: usize) {
        self.by_key.entry(key.to_owned()).or_insert(node);
    }

    /// Takes the texts of a node for listed.
    pub(in crate::concept::read) fn list(&mut self, node: usize) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.is_listed = true;
        }
    }

    pub(in crate::concept::read) fn add(&mut self, node: usize, property: Property, value: Value) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.facts.push((property, value));
        }
    }

    /// Adds a literal, in a language where a tag is given.
    pub(in crate::concept::read) fn add_text(
        &mut self,
        node: usize,
        property: Property,
        text: &str,
        tag: Option<&str>,
    ) {
        let language = tag.map(|tag| language_tag::tag(tag).into());
        self.add(node, property, Value::Text { text: text.to_owned(), language });
    }
}
