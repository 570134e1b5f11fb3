//! A link of a table names another row by its id, its label or its notation.

use csv::StringRecord;
use rustc_hash::FxHashMap;

use super::columns::{Columns, is_label};
use super::lists::parts;
use super::names::Column;
use crate::concept::label;
use crate::concept::rdf::property::Property;

/// What rows may be called besides their ids, the better names before the worse: labels as they are written, notations,
/// labels in any case.
#[derive(Default)]
pub(super) struct Called([FxHashMap<String, Meant>; 3]);

/// The row of a name.
#[derive(Clone, Copy)]
pub(super) struct Meant {
    /// The node of the first row that is called so.
    pub(super) node: usize,
    /// Whether another one is called so, too.
    pub(super) is_shared: bool,
}

impl Called {
    /// Takes the names of a row.
    pub(super) fn add(&mut self, columns: &Columns<'_>, row: &StringRecord, node: usize) {
        for label in columns.cells(row, is_label).map(|cell| label::read(cell).0) {
            self.name(0, label.to_owned(), node);
            self.name(2, label.to_lowercase(), node);
        }
        let notations = columns.cells(row, |column| column == Column::Texts(Property::Notation));
        notations.flat_map(parts).for_each(|notation| self.name(1, notation, node));
    }

    fn name(&mut self, rank: usize, name: String, node: usize) {
        let meant = self.0[rank].entry(name).or_insert(Meant { node, is_shared: false });
        meant.is_shared |= meant.node != node;
    }

    /// The row that is called so.
    pub(super) fn find(&self, name: &str) -> Option<Meant> {
        let [labels, notations, folded] = &self.0;
        let found = labels.get(name).or_else(|| notations.get(name));
        found.or_else(|| folded.get(&name.to_lowercase())).copied()
    }
}
