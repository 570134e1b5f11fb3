//! The tables of a graph, each opened when it is asked first.

use std::sync::OnceLock;

use super::table::{Damage, Table};
use super::{KnowledgeGraph, co_occurrence, concept, link, names, person, quote, source, summary};

macro_rules! tables {
    ($($name:ident: $table:ty,)*) => {
        /// What was opened of the tables.
        #[derive(Debug, Clone, Default)]
        pub(super) struct Opened {
            $($name: OnceLock<$table>,)*
        }

        /// The files of a graph.
        pub(super) const FILES: [&str; [$(<$table>::FILE),*].len()] = [$(<$table>::FILE),*];

        impl KnowledgeGraph {
            $(pub(super) fn $name(&self) -> &$table {
                self.open(&self.opened.$name)
            })*
        }
    };
}

tables! {
    source_table: source::Sources,
    quote_table: quote::Quotes,
    person_table: person::People,
    concept_table: concept::Concepts,
    link_table: link::Links,
    mention_table: link::Mentions,
    rule_table: link::Rules,
    pair_table: co_occurrence::Pairs,
    name_table: names::Names,
    summary_table: summary::SummaryTable,
}

impl KnowledgeGraph {
    fn open<'g, T: Table>(&'g self, table: &'g OnceLock<T>) -> &'g T {
        table.get_or_init(|| self.home.table().unwrap_or_else(|damage: Damage| damage.raise()))
    }
}
