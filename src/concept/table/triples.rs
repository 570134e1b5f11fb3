//! Rows of a subject, a predicate and an object.

use std::collections::BTreeSet;

use csv::StringRecord;

use super::Rows;
use super::columns::column;
use super::terms::{bare, literal};
use crate::concept::ids::is_uri;
use crate::concept::triples::{Property, Value};

impl Rows<'_> {
    /// Reads the first row, unless it is a header, and the others.
    pub(super) fn triples(&mut self, line: u32, first: &StringRecord, rows: &[(u32, StringRecord)]) {
        let mut subjects = BTreeSet::new();
        for (line, row) in std::iter::once((line, first)).chain(rows.iter().map(|(line, row)| (*line, row))) {
            let (Some(subject), Some(predicate), Some(object)) = (row.get(0), row.get(1), row.get(2)) else {
                self.errors.push(self.at(line).warning("this row has no three cells; it was left out"));
                continue;
            };
            match Property::of_local(bare(predicate)) {
                None | Some(Property::Type) => {}
                Some(property) => {
                    subjects.insert(self.triple(bare(subject), property, object, line));
                }
            }
        }
        subjects.into_iter().for_each(|subject| self.name(subject));
    }

    /// Calls a subject that has other labels by its name, unless that is an IRI or the rows call it something.
    fn name(&mut self, subject: usize) {
        let node = &self.triples.nodes[subject];
        let is_called =
            node.facts.iter().any(|(property, _)| [Property::PrefLabel, Property::Label].contains(property));
        if !is_called && node.has_label() && !is_iri(&node.key) {
            let name = node.key.clone();
            self.triples.add_text(subject, Property::PrefLabel, &name, None);
        }
    }

    fn triple(&mut self, subject: &str, property: Property, object: &str, line: u32) -> usize {
        let place = self.at(line);
        let subject = self.triples.node(subject, &place);
        self.is_concept(subject);
        let links = [Property::Broader, Property::Narrower, Property::Related, Property::SameAs];
        if links.contains(&property) {
            let object = self.triples.node(bare(object), &place);
            self.is_concept(object);
            self.triples.add(subject, property, Value::Node(object));
        } else if matches!(property, Property::ExactMatch | Property::CloseMatch | Property::InScheme) {
            let object = self.triples.node(bare(object), &place);
            self.triples.add(subject, property, Value::Node(object));
        } else {
            let (text, language) = literal(object);
            self.triples.add_text(subject, property, &text, language.as_deref());
        }
        subject
    }
}

/// True for an IRI, and for what may be one with a prefix: `ex:thing`.
fn is_iri(key: &str) -> bool {
    is_uri(key) || (key.contains(':') && !key.contains(' '))
}

/// True for a header that is a triple itself, or names the parts of the triples behind it: `s,label,comment` may name
/// columns.
pub(super) fn are_triples(header: &StringRecord, first: Option<&StringRecord>) -> bool {
    is_triple(header) && first.is_none_or(is_triple)
}

/// True for a row of subject, predicate and object, or the header of such rows; a row that names columns is none.
pub(super) fn is_triple(row: &StringRecord) -> bool {
    let names = ["predicate", "property", "p"];
    let is_header = row.iter().filter(|name| column(name, row).is_some()).count() > 1;
    row.len() == 3
        && !is_header
        && row.get(1).is_some_and(|predicate| {
            let predicate = bare(predicate);
            if let Some(variable) = predicate.strip_prefix('?') {
                return names.contains(&variable.to_lowercase().as_str());
            }
            names.contains(&predicate.to_lowercase().as_str())
                || is_iri(predicate)
                || Property::of_local(predicate).is_some()
        })
}
