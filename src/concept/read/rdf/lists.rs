//! A list is how RDF writes things in an order: a chain of nodes, each with a thing and the rest of the list.

use oxrdf::vocab::rdf;
use oxrdf::{NamedNode, NamedOrBlankNode, Term};
use rustc_hash::FxHashMap;

/// The lists of a file, as far as they have been read.
#[derive(Default)]
pub(super) struct Lists {
    links: FxHashMap<NamedOrBlankNode, Link>,
}

/// A node of the chain.
#[derive(Default)]
struct Link {
    first: Option<Term>,
    rest: Option<Term>,
}

impl Lists {
    /// Takes what a triple says of a list; false for one that says nothing of any.
    pub(super) fn take(&mut self, node: &NamedOrBlankNode, property: &str, value: &Term) -> bool {
        let is_first = property == rdf::FIRST.as_str();
        if !is_first && property != rdf::REST.as_str() {
            return false;
        }
        let link = self.links.entry(node.clone()).or_default();
        *(if is_first { &mut link.first } else { &mut link.rest }) = Some(value.clone());
        true
    }

    /// The named things of the list that begins at a node, which is taken out; [`None`] for one that breaks off, goes in a
    /// cycle, or has things without a name. O(things).
    pub(super) fn remove(&mut self, mut at: Term) -> Option<Vec<NamedNode>> {
        let mut things = Vec::new();
        loop {
            let node = match at {
                Term::NamedNode(end) if end == rdf::NIL => return Some(things),
                Term::NamedNode(node) => node.into(),
                Term::BlankNode(node) => node.into(),
                Term::Literal(_) => return None,
            };
            let link = self.links.remove(&node)?;
            let Some(Term::NamedNode(thing)) = link.first else { return None };
            things.push(thing);
            at = link.rest?;
        }
    }

    /// How many nodes are left.
    pub(super) fn len(&self) -> usize {
        self.links.len()
    }
}
