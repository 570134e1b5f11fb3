//! Rows of which each tells of a concept, under a header that names the columns.

use csv::StringRecord;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Rows;
use super::called::Called;
use super::columns::{Columns, is_label};
use super::lists::{parts, uris};
use super::names::Column;
use crate::concept::label;
use crate::concept::rdf::property::{Property, SKOS};
use crate::concept::read::mend::Mend;
use crate::concept::read::vocabulary::ontology;
use crate::concept::read::vocabulary::triples::Value;

/// The concept that a row tells of.
#[derive(Clone, Copy)]
struct Row<'r> {
    node: usize,
    line: u32,
    cells: &'r StringRecord,
    /// The languages of the cells that say theirs.
    spoken: &'r [Option<String>],
    language: Option<&'r str>,
}

impl Rows<'_> {
    pub(super) fn concepts(
        &mut self,
        columns: &Columns<'_>,
        rows: &[(u32, StringRecord)],
        spoken: &[Vec<Option<String>>],
    ) {
        let links = columns.has(|column| matches!(column, Column::Concepts(_)));
        let (mut nodes, mut called, mut by_label) = (Vec::new(), Called::default(), FxHashSet::default());
        for (n, (line, row)) in rows.iter().enumerate() {
            self.tell_of_shape(columns, row, *line);
            let Some(node) = self.concept_node(columns, row, *line, &mut by_label) else { continue };
            let language = columns.cell(row, |column| column == Column::Language);
            let spoken = spoken.get(n).map_or(&[][..], Vec::as_slice);
            if links {
                called.add(columns, row, node);
            }
            nodes.push(Row { node, line: *line, cells: row, spoken, language });
        }
        self.tell_of_labels(columns, &nodes);
        for row in &nodes {
            let cells = columns.all.iter().zip(&columns.languages).zip(row.cells).enumerate();
            for (n, ((column, language), value)) in cells.filter(|(_, (_, value))| !value.trim().is_empty()) {
                let own = row.spoken.get(n).and_then(Option::as_deref);
                let row = Row { language: own.or(language.as_deref()).or(row.language), ..*row };
                self.cell(row, *column, value.trim(), &called);
            }
        }
    }

    /// Tells of a row that is cut in the wrong places.
    fn tell_of_shape(&mut self, columns: &Columns<'_>, row: &StringRecord, line: u32) {
        let (cells, named) = (row.len(), columns.all.len());
        if cells > named {
            let message = format!(
                "this row has {cells} cells and the header {named}: those behind were left out; put cells with \
                 separators in quotes"
            );
            self.errors.push(self.at(line).warning(message));
        }
    }

    /// Tells of rows of one concept that call it otherwise in the same language.
    fn tell_of_labels(&mut self, columns: &Columns<'_>, rows: &[Row<'_>]) {
        let Some(at) = columns.all.iter().position(|column| column.is_some_and(is_label)) else { return };
        let mut labels = FxHashMap::default();
        for row in rows {
            let Some(label) = row.cells.get(at).map(str::trim).filter(|label| !label.is_empty()) else {
                continue;
            };
            let language = row.spoken.get(at).and_then(Option::as_deref).or(row.language);
            let first = *labels.entry((row.node, language)).or_insert(label);
            if first != label {
                let key = &self.triples.nodes[row.node].key;
                let example = || format!("`{key}`: \"{first}\" and \"{label}\"");
                self.mends.add(Mend::SameId, &self.at(row.line), example);
            }
        }
    }

    /// The node of a row: by its URI, its id or its label. Rows of one label, which have nothing else to tell them apart,
    /// are one concept.
    fn concept_node(
        &mut self,
        columns: &Columns<'_>,
        row: &StringRecord,
        line: u32,
        by_label: &mut FxHashSet<usize>,
    ) -> Option<usize> {
        let place = self.at(line);
        let id = columns.cell(row, |column| column == Column::Id);
        let uri = columns.cell(row, |column| column == Column::Uri);
        let label = columns.cell(row, is_label).map(|cell| label::read(cell).0);
        let Some(key) = uri.or(id).or(label).filter(|key| !key.is_empty()) else {
            self.errors.push(place.warning("this row has neither an id nor a label; it was left out"));
            return None;
        };
        let node = self.triples.node(key, &place);
        if uri.or(id).is_none() && !by_label.insert(node) {
            self.mends.add(Mend::SameLabel, &place, || format!("\"{key}\""));
        }
        self.is_concept(node);
        self.triples.list(node);
        if let Some(id) = id {
            self.triples.add_text(node, Property::Id, id, None);
            self.triples.alias(id, node);
        }
        Some(node)
    }

    pub(super) fn is_concept(&mut self, node: usize) {
        let class = self.triples.node(&format!("{SKOS}Concept"), self.place);
        self.triples.add(node, Property::Type, Value::Node(class));
    }

    fn cell(&mut self, row: Row<'_>, column: Option<Column>, value: &str, called: &Called) {
        let node = row.node;
        match column {
            None | Some(Column::Id | Column::Uri | Column::Language) => {}
            Some(Column::Text(property)) => self.text(row, property, value),
            Some(Column::Texts(property)) => {
                parts(value).iter().for_each(|part| self.text(row, property, part));
            }
            Some(Column::Notes(property)) => {
                let notes = value.split('|').map(str::trim).filter(|note| !note.is_empty());
                notes.for_each(|note| self.text(row, property, note));
            }
            Some(Column::Enumerated(property)) => {
                value.split(", ").for_each(|part| self.text(row, property, part.trim()));
            }
            Some(Column::Concepts(property)) => {
                let parts = parts(value).into_iter().filter(|part| !ontology::is_of_the_language(part));
                parts.for_each(|part| self.link(row, property, &part, called));
            }
            Some(Column::Uris(property)) => {
                for uri in parts(value).iter().flat_map(|part| uris(part)) {
                    let other = self.triples.node(uri, self.place);
                    self.triples.add(node, property, Value::Node(other));
                }
            }
        }
    }

    /// Adds a link to what has this id, or is called so.
    fn link(&mut self, row: Row<'_>, property: Property, name: &str, called: &Called) {
        let is_told = |node: &usize| self.triples.nodes[*node].is_listed;
        let other = match (self.triples.find(name).filter(is_told), called.find(name)) {
            (None, Some(meant)) => {
                if meant.is_shared {
                    let place = self.triples.nodes[row.node].place.clone();
                    self.mends.add(Mend::SharedName, &place, || format!("\"{name}\""));
                }
                meant.node
            }
            (known, _) => known.unwrap_or_else(|| self.triples.node(name, self.place)),
        };
        self.triples.add(row.node, property, Value::Node(other));
    }

    /// Adds a text of a row; labels are written as in a lexicon.
    fn text(&mut self, row: Row<'_>, property: Property, written: &str) {
        let kind = property.label();
        let (text, exact) = if kind.is_some() { label::read(written) } else { (written, false) };
        let language = row.language.filter(|_| property.slot().is_some());
        self.triples.add_text(row.node, property, text, language);
        if let Some(kind) = kind.filter(|_| exact) {
            self.triples.add_text(row.node, Property::exact(kind), text, None);
        }
    }
}
