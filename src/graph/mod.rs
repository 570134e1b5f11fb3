//! The knowledge graph: sources, their quotes, the people who said them and the concepts they speak of, as a property
//! graph in columns.
//!
//! A [`GraphBuilder`] makes one of values, and [`store`] saves and opens it; everything in it is then read through light
//! handles ([`QuoteRef`], [`ConceptRef`], …) that borrow from it. Tables are in order by id, so a place in a table (a
//! [`QuoteIx`]) is in the order of the ids too. A table is opened when it is first asked, and of its columns only those
//! places are read that are asked for. No handle shows how the columns are held.
//!
//! A graph in files may turn out to be damaged when it is read. Whoever opened it asks it inside [`store::guarded`],
//! which makes an error of that.

mod association;
mod build;
mod co_occurrence;
mod concept;
mod date;
#[cfg(test)]
pub(crate) mod fixture;
mod groups;
mod home;
mod index;
mod link;
mod name;
mod names;
mod opened;
mod person;
mod quote;
mod relationship;
mod smallest;
mod source;
pub mod store;
mod summary;
mod table;
mod visit;

use std::cmp::Reverse;

pub use association::{Measure, g2, npmi};
pub use build::GraphBuilder;
pub use co_occurrence::CoOccurrence;
pub use concept::ConceptRef;
pub use date::days_of;
pub(crate) use groups::Groups;
pub use index::{Handle, Handles, Index, LinkIx, NodeIx, PersonIx, QuoteIx, SourceIx};
pub use link::{LinkRef, MentionRef};
pub use names::{NameKind, NameRank, Named};
pub use person::PersonRef;
pub(crate) use person::{inverted, spoken};
pub use quote::QuoteRef;
pub use relationship::{NodeLabel, RelationshipType};
pub use smallest::smallest;
pub use source::SourceRef;
pub use summary::Summary;
pub use visit::{Edge, EdgeKind};

use crate::concept::{ConceptIx, ConceptScheme};
use home::Home;
use opened::{FILES, Opened};
use table::{Damage, Table};

/// Sources, quotes, people and concepts, and the edges between them.
///
/// It holds up to 2³² of each. Indices are of the graph that gave them out; another graph may panic over them.
///
/// petgraph's algorithms run on it as it is:
///
/// ```
/// use ideagraph::concept::ConceptScheme;
/// use ideagraph::source::{self, assign_ids};
/// use petgraph::algo::connected_components;
///
/// let mut sources = source::read("ada.txt", b"The engine weaves.\n\nThe loom weaves.\n", None).sources;
/// assign_ids(&mut sources);
/// let lexicon = "[[concept]]\nid = \"engine\"\n[[concept]]\nid = \"moon\"";
/// let scheme = ConceptScheme::from_lexicons(&[("sky.toml", lexicon)]).unwrap();
/// let graph = ideagraph::build(sources, &scheme).unwrap();
/// // The source, its quotes and the engine are joined; nobody speaks of the moon.
/// assert_eq!(connected_components(&graph), 2);
/// ```
#[derive(Debug, Clone)]
pub struct KnowledgeGraph {
    home: Home,
    opened: Opened,
}

impl KnowledgeGraph {
    /// The sources, by id.
    pub fn sources(&self) -> impl Handles<SourceRef<'_>> {
        Handle::all(self, self.source_table().rows)
    }

    /// The quotes, by source and ordinal.
    pub fn quotes(&self) -> impl Handles<QuoteRef<'_>> {
        Handle::all(self, self.quote_table().rows)
    }

    /// The people, by id.
    pub fn people(&self) -> impl Handles<PersonRef<'_>> {
        Handle::all(self, self.person_table().rows)
    }

    /// The concepts, by id; those that no quote mentions too.
    pub fn concepts(&self) -> impl Handles<ConceptRef<'_>> {
        Handle::all(self, self.concept_table().rows)
    }

    /// The links, by quote and concept.
    pub fn links(&self) -> impl Handles<LinkRef<'_>> {
        Handle::all(self, self.link_table().rows)
    }

    /// The pairs of concepts that come together, by the two ids.
    pub fn co_occurrences(&self) -> impl Handles<CoOccurrence> {
        let table = self.pair_table();
        (0..table.rows).map(|row| table.row(row))
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

    /// The concept with an id. O(log concepts).
    pub fn concept_with_id(&self, id: &str) -> Option<ConceptRef<'_>> {
        let ids = &self.concept_table().id;
        let row = ids.lower_bound(id);
        (row < ids.rows() && ids.get(row) == id).then(|| self.concept(ConceptIx::new(row)))
    }

    /// The concepts that most quotes mention, then by id: `top` of those with `min_quotes` or more. O(concepts).
    pub fn most_quoted(&self, top: usize, min_quotes: u32) -> Vec<ConceptRef<'_>> {
        let counted = self.concepts().map(|concept| (Reverse(concept.quote_count()), concept));
        let enough = counted.filter(|(quotes, _)| quotes.0 >= min_quotes);
        smallest(top, enough).into_iter().map(|(_, concept)| concept).collect()
    }

    /// The link at an index.
    pub fn link(&self, ix: LinkIx) -> LinkRef<'_> {
        Handle { graph: self, ix }
    }

    /// The co-occurrence at a place in [`KnowledgeGraph::co_occurrences`].
    pub fn co_occurrence(&self, row: u32) -> CoOccurrence {
        self.pair_table().row(row as usize)
    }

    /// The place of two concepts in [`KnowledgeGraph::co_occurrences`], when they come together. O(log n) for a concept
    /// that comes together with n.
    pub fn pair(&self, a: ConceptIx, b: ConceptIx) -> Option<u32> {
        let rows = self.concept(a.min(b)).later_pairs();
        let at = self.pair_table().b.slice(rows.clone()).binary_search(&a.max(b).0).ok()?;
        Some((rows.start + at) as u32)
    }
}

impl KnowledgeGraph {
    /// The graph whose tables are in a home.
    fn at(home: Home) -> Self {
        Self { home, opened: Opened::default() }
    }

    /// The table of concepts contradicts itself or another one.
    #[cold]
    pub(crate) fn disagree(&self) -> ! {
        self.disagree_in(concept::Concepts::FILE)
    }

    /// A table contradicts itself or another one.
    #[cold]
    fn disagree_in(&self, file: &str) -> ! {
        let reason = "it does not agree with the other files of the graph".to_owned();
        Damage { file: self.home.path(file), reason }.raise()
    }
}

impl Default for KnowledgeGraph {
    /// Without anything in it.
    fn default() -> Self {
        GraphBuilder::new(&ConceptScheme::default()).finish()
    }
}

impl PartialEq for KnowledgeGraph {
    /// The same graph has the same bytes. O(bytes).
    fn eq(&self, other: &Self) -> bool {
        let bytes = |graph: &Self, file| graph.home.bytes(file).unwrap_or_else(|damage| damage.raise());
        FILES.iter().all(|file| bytes(self, file) == bytes(other, file))
    }
}

#[cfg(test)]
mod tests;
