//! The knowledge graph: sources, their quotes, the people who said them and the concepts they speak of, as a property
//! graph in columns.
//!
//! A [`GraphBuilder`] makes one of values; everything in it is then read through light handles ([`QuoteRef`],
//! [`ConceptRef`], …) that borrow from it. Tables are in order by id, so a place in a table (a [`QuoteIx`]) is in the
//! order of the ids too. No handle shows how the columns are held.

mod association;
mod build;
mod co_occurrence;
mod column;
mod concept;
#[cfg(test)]
pub(crate) mod fixture;
mod index;
mod link;
mod name;
mod person;
mod quote;
mod source;
pub mod store;
mod visit;

pub use association::{g2, npmi};
pub use build::GraphBuilder;
pub use co_occurrence::CoOccurrence;
pub use concept::ConceptRef;
pub use index::{Handle, Handles, Index, LinkIx, PersonIx, QuoteIx, SourceIx};
pub use link::{LinkRef, MentionRef};
pub use name::fold;
pub use person::PersonRef;
pub use quote::QuoteRef;
pub use source::SourceRef;
pub use visit::{Edge, EdgeKind, NodeIx};

use crate::concept::ConceptIx;

/// Sources, quotes, people and concepts, and the edges between them.
///
/// It holds up to 2³² of each. Indices are of the graph that gave them out; another graph may panic over them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct KnowledgeGraph {
    sources: source::Sources,
    quotes: quote::Quotes,
    people: person::People,
    concepts: concept::Concepts,
    links: link::Links,
    co_occurrences: co_occurrence::CoOccurrences,
}

impl KnowledgeGraph {
    /// The sources, by id.
    pub fn sources(&self) -> impl Handles<SourceRef<'_>> {
        Handle::all(self, self.sources.len())
    }

    /// The quotes, by source and ordinal.
    pub fn quotes(&self) -> impl Handles<QuoteRef<'_>> {
        Handle::all(self, self.quotes.len())
    }

    /// The people, by id.
    pub fn people(&self) -> impl Handles<PersonRef<'_>> {
        Handle::all(self, self.people.len())
    }

    /// The concepts, by id; those that no quote mentions too.
    pub fn concepts(&self) -> impl Handles<ConceptRef<'_>> {
        Handle::all(self, self.concepts.len())
    }

    /// The links, by quote and concept.
    pub fn links(&self) -> impl Handles<LinkRef<'_>> {
        Handle::all(self, self.links.len())
    }

    /// The pairs of concepts that come together, by the two ids.
    pub fn co_occurrences(&self) -> &[CoOccurrence] {
        &self.co_occurrences.rows
    }

    /// The source at an index.
    pub fn source(&self, ix: SourceIx) -> SourceRef<'_> {
        Handle { graph: self, ix }
    }

    /// The quote at an index.
    pub fn quote(&self, ix: QuoteIx) -> QuoteRef<'_> {
        Handle { graph: self, ix }
    }

    /// The person at an index.
    pub fn person(&self, ix: PersonIx) -> PersonRef<'_> {
        Handle { graph: self, ix }
    }

    /// The concept at an index.
    pub fn concept(&self, ix: ConceptIx) -> ConceptRef<'_> {
        Handle { graph: self, ix }
    }

    /// The link at an index.
    pub fn link(&self, ix: LinkIx) -> LinkRef<'_> {
        Handle { graph: self, ix }
    }
}

#[cfg(test)]
mod tests;
