//! The names of a graph's concepts, people and sources, sorted, so that one is found without reading them all.

use std::ops::Range;

use super::index::{Index, PersonIx, SourceIx};
use super::table::{Numbers, Strings, table};
use super::{KnowledgeGraph, NodeIx, NodeLabel};
use crate::concept::{ConceptIx, fold};

table! {
    /// The folded names of a graph, in order; those of one name by kind, rank and node.
    Names, NameSink, "names.arrow" {
        name: Strings,
        kind: Numbers<u8>,
        rank: Numbers<u8>,
        node: Numbers<u32>,
    }
}

/// What a name is of, by its number in the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// A concept.
    Concept,
    /// A person.
    Person,
    /// A source.
    Source,
}

const KINDS: [NameKind; 3] = [NameKind::Concept, NameKind::Person, NameKind::Source];

impl NameKind {
    /// The label of the nodes that such names are of.
    pub fn label(self) -> NodeLabel {
        match self {
            Self::Concept => NodeLabel::Concept,
            Self::Person => NodeLabel::Person,
            Self::Source => NodeLabel::Source,
        }
    }

    /// The names of nodes with a label; a quote has none.
    pub fn of(label: NodeLabel) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.label() == label)
    }

    /// The kind that a sentence calls so.
    pub fn named(word: &str) -> Option<Self> {
        KINDS.into_iter().find(|kind| kind.label().word() == word)
    }
}

/// How much a name is its node's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameRank {
    /// Its id.
    Id,
    /// Its label, the person's name or the source's title.
    Label,
    /// Another label of a concept.
    Alias,
}

const RANKS: [NameRank; 3] = [NameRank::Id, NameRank::Label, NameRank::Alias];

/// A name, [folded](fold), and what it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named<'g> {
    /// The name.
    pub name: &'g str,
    /// A concept, a person or a source.
    pub node: NodeIx,
    /// How much it is its node's own.
    pub rank: NameRank,
}

impl KnowledgeGraph {
    /// Everything of a name, concepts first, then people and sources. Case does not count, and a hyphen is a space.
    ///
    /// O(log names).
    pub fn named(&self, name: &str) -> impl Iterator<Item = Named<'_>> + Clone {
        let name = fold(name);
        let rows = self.name_table().name.lower_bound(&name);
        self.names_in(rows..self.name_table().rows).take_while(move |named| named.name == name)
    }

    /// Everything whose name begins so, by name. O(log names), and O(1) for each that is taken.
    pub fn named_from(&self, beginning: &str) -> impl Iterator<Item = Named<'_>> + Clone {
        let beginning = fold(beginning);
        let rows = self.name_table().name.lower_bound(&beginning);
        self.names_in(rows..self.name_table().rows)
            .take_while(move |named| named.name.starts_with(&beginning))
    }

    /// Every name, in order.
    pub fn names(&self) -> impl Iterator<Item = Named<'_>> + Clone {
        self.names_in(0..self.name_table().rows)
    }

    fn names_in(&self, rows: Range<usize>) -> impl Iterator<Item = Named<'_>> + Clone {
        let table = self.name_table();
        rows.map(|row| Named {
            name: table.name.get(row),
            node: node(table.kind.code(row, &KINDS), table.node.get(row)),
            rank: table.rank.code(row, &RANKS),
        })
    }
}

fn node(kind: NameKind, at: u32) -> NodeIx {
    match kind {
        NameKind::Concept => NodeIx::Concept(ConceptIx(at)),
        NameKind::Person => NodeIx::Person(PersonIx(at)),
        NameKind::Source => NodeIx::Source(SourceIx(at)),
    }
}

/// Writes the table; the nodes are in the graph already.
pub(super) fn write(graph: &KnowledgeGraph, sink: &mut NameSink) {
    let mut names: Vec<(String, NameKind, NameRank, u32)> = Vec::new();
    let mut add = |kind, rank, node: usize, name: &str| names.push((fold(name), kind, rank, node as u32));
    for concept in graph.concepts() {
        let at = concept.index().at();
        add(NameKind::Concept, NameRank::Id, at, concept.id());
        add(NameKind::Concept, NameRank::Label, at, concept.label());
        concept.aliases().for_each(|alias| add(NameKind::Concept, NameRank::Alias, at, alias));
    }
    for person in graph.people() {
        add(NameKind::Person, NameRank::Id, person.index().at(), person.id());
        add(NameKind::Person, NameRank::Label, person.index().at(), person.name());
    }
    for source in graph.sources() {
        add(NameKind::Source, NameRank::Id, source.index().at(), source.id());
        add(NameKind::Source, NameRank::Label, source.index().at(), source.title());
    }
    names.sort_unstable();
    names.dedup();
    for (name, kind, rank, node) in &names {
        sink.name.push(name);
        sink.kind.push(*kind as u8);
        sink.rank.push(*rank as u8);
        sink.node.push(*node);
        sink.rows += 1;
    }
}
