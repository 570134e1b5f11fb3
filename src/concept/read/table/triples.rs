//! Rows of a subject, a predicate and an object.

use std::collections::BTreeSet;
use std::str::FromStr;

use csv::StringRecord;
use oxrdf::{NamedNode, Term};

use super::Rows;
use super::columns::column;
use super::terms::{bare, is_variable, literal};
use crate::concept::language_tag;
use crate::concept::rdf::iri::{is_uri, mended};
use crate::concept::rdf::property::{Property, SKOS};
use crate::concept::rdf::statement;
use crate::concept::read::vocabulary::others;
use crate::concept::read::vocabulary::triples::Value;

/// How names of SKOS may begin.
const PREFIX: &str = "skos:";

impl Rows<'_> {
    /// Reads the first row, unless it is a header, and the others.
    pub(super) fn triples(&mut self, line: u32, first: &StringRecord, rows: &[(u32, StringRecord)]) {
        let (mut subjects, mut others) = (BTreeSet::new(), 0);
        for (line, row) in std::iter::once((line, first)).chain(rows.iter().map(|(line, row)| (*line, row))) {
            let (Some(subject), Some(predicate), Some(object)) = (row.get(0), row.get(1), row.get(2)) else {
                self.errors.push(self.at(line).warning("this row has no three cells; it was left out"));
                continue;
            };
            let (subject, predicate) = (bare(subject), bare(predicate));
            match Property::of_local(predicate) {
                Some(Property::Type) => self.class_of(subject, object, line),
                Some(property) => _ = subjects.insert(self.triple(subject, property, object, line)),
                None if names_predicate(predicate) => {}
                None => others += u32::from(!self.other(subject, predicate, object, line)),
            }
        }
        let kinds = others::others(self.triples);
        for subject in subjects {
            if !others::is_other(&self.triples.nodes[subject], &kinds) {
                self.is_concept(subject);
                self.name(subject);
            }
        }
        if others > 0 {
            let message =
                format!("rows with a property that is no IRI and means nothing here, left out: {others}");
            self.errors.push(self.place.warning(message));
        }
    }

    /// Takes notice of what a subject is, where that is an IRI.
    fn class_of(&mut self, subject: &str, class: &str, line: u32) {
        let class = match bare(class).strip_prefix(PREFIX) {
            Some(name) => format!("{SKOS}{name}"),
            None => bare(class).to_owned(),
        };
        if !is_uri(&class) {
            return;
        }
        let place = self.at(line);
        let (subject, class) = (self.triples.node(subject, &place), self.triples.node(&class, &place));
        self.triples.add(subject, Property::Type, Value::Node(class));
    }

    /// Keeps what has no effect, when all is kept, and titles, by which a concept may be called; false where that cannot be.
    fn other(&mut self, subject: &str, predicate: &str, object: &str, line: u32) -> bool {
        if !self.triples.keeps_all && !Property::is_title(predicate) {
            return true;
        }
        let subject = self.triples.node(subject, &self.at(line));
        let (text, language) = literal(object);
        if Property::is_title(predicate) {
            self.triples.add_text(subject, Property::Title, &text, language.as_deref());
        }
        let iri = || NamedNode::new(&*mended(bare(object))).ok().filter(|iri| is_uri(iri.as_str()));
        let written = Term::from_str(object.trim()).ok().or_else(|| iri().map(Term::from));
        let value = written.unwrap_or_else(|| language_tag::literal(&text, language.as_deref()).into());
        let statement = is_uri(predicate).then(|| statement::written(predicate, &value)).flatten();
        let is_kept = statement.is_some();
        self.triples.nodes[subject].statements.extend(statement);
        is_kept
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

/// True for what a header calls the predicates.
fn names_predicate(name: &str) -> bool {
    ["predicate", "property", "p"].contains(&&*name.trim_start_matches('?').to_lowercase())
}

/// True for a header that is a triple itself, or names the parts of the triples behind it: `s,label,comment` may name
/// columns.
pub(super) fn are_triples(header: &StringRecord, first: Option<&StringRecord>) -> bool {
    is_triple(header) && first.is_none_or(is_triple)
}

/// True for a row of subject, predicate and object, or the header of such rows; a row that names columns is none.
pub(super) fn is_triple(row: &StringRecord) -> bool {
    let is_header = row.iter().filter(|name| column(name, row).is_some()).count() > 1;
    row.len() == 3
        && !is_header
        && row.get(1).is_some_and(|predicate| {
            let predicate = bare(predicate);
            if is_variable(predicate) {
                return names_predicate(predicate);
            }
            names_predicate(predicate) || is_iri(predicate) || Property::of_local(predicate).is_some()
        })
}
