//! A table tells of concepts in rows: one concept a row under a header, or a subject, a predicate and an object.
//!
//! Both become triples, so that what holds for SKOS holds for tables.

mod called;
mod columns;
mod concepts;
mod lists;
mod names;
mod terms;
#[cfg(test)]
mod tests;
mod triples;

use csv::{Position, ReaderBuilder, StringRecord};

use self::columns::{Columns, NAMES};
use self::names::Column;
use self::terms::{are_variables, is_of_results, is_of_triples, terms, triple};
use self::triples::{are_triples, is_triple};
use super::mend::Mends;
use super::place::Place;
use super::vocabulary::triples::Triples;
use crate::diagnostic::Diagnostic;
use crate::text::delimited;

/// Adds what a table says to the triples, and tells what is wrong with it. `usual` separates the cells where the first line
/// does not tell what does. O(bytes).
pub(super) fn read(text: &str, usual: u8, place: &Place, triples: &mut Triples) -> Vec<Diagnostic> {
    let separator = delimited::separator(text, usual);
    let mut rows = Rows { place, triples, rows: Vec::new(), errors: Vec::new(), mends: Mends::default() };
    if is_of_triples(text, separator) {
        for (line, number) in text.lines().zip(1..) {
            match triple(line, separator) {
                Some(terms) => rows.rows.push((number, terms.to_vec().into())),
                None => rows.read(line, number, separator, true),
            }
        }
    } else if is_of_results(text, separator) {
        rows.read(text, 1, separator, false);
    } else {
        let (parts, unclosed) = delimited::parts(text, separator);
        let wrong = |line| Place { line, ..place.clone() }.warning(delimited::UNCLOSED);
        rows.errors.extend(unclosed.into_iter().map(wrong));
        parts.into_iter().for_each(|part| rows.read(&text[part.range], part.line, separator, true));
    }
    rows.finish()
}

/// The rows of a file, with their lines.
struct Rows<'a> {
    place: &'a Place,
    triples: &'a mut Triples,
    rows: Vec<(u32, StringRecord)>,
    errors: Vec<Diagnostic>,
    mends: Mends,
}

impl Rows<'_> {
    /// Reads rows that begin at line `first`.
    fn read(&mut self, text: &str, first: u32, separator: u8, is_quoted: bool) {
        let mut reader = ReaderBuilder::new()
            .delimiter(separator)
            .quoting(is_quoted)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        reader.records().for_each(|record| self.push(record, text, first));
    }

    /// Takes a row of a part that begins at line `first`.
    fn push(&mut self, record: csv::Result<StringRecord>, text: &str, first: u32) {
        // A row begins behind the empty lines before it, its place before them.
        let empty = |place: &Position| {
            let rest = text.as_bytes().get(place.byte() as usize..).unwrap_or_default();
            let ends = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
            ends.filter(|byte| **byte == b'\n').count() as u32
        };
        let line = |place: Option<&Position>| {
            place.map_or(first, |place| first + place.line() as u32 - 1 + empty(place))
        };
        match record {
            Ok(record) => {
                let line = line(record.position());
                let tells_separator = line == 1 && delimited::tells_separator(record.iter());
                if !tells_separator && record.iter().any(|cell| !cell.trim().is_empty()) {
                    self.rows.push((line, record));
                }
            }
            Err(error) => {
                let place = self.at(line(error.position()));
                self.errors.push(place.error(format!("this row cannot be read: {error}")));
            }
        }
    }

    fn at(&self, line: u32) -> Place {
        Place { line, ..self.place.clone() }
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        let rows = std::mem::take(&mut self.rows);
        if let Some(((line, header), rows)) = rows.split_first() {
            self.table(*line, header, rows);
        }
        self.errors.extend(self.mends.into_diagnostics());
        self.errors
    }

    /// Reads the rows below the first one, or this one too where it is a triple itself.
    fn table(&mut self, line: u32, header: &StringRecord, rows: &[(u32, StringRecord)]) {
        let columns = Columns::of(header, rows);
        let first = rows.first().map(|(_, row)| row);
        let opens_triples = are_triples(header, first) && columns.all.first() == Some(&None);
        if columns.name_concepts() && !opens_triples {
            if rows.is_empty() {
                self.errors.push(
                    self.at(line).warning("the table has no rows below its header: it adds no concept"),
                );
            }
            self.tell_of_columns(line, header, &columns);
            self.tell_of_commas(line, header, &columns, rows);
            if are_variables(header) {
                let (rows, spoken): (Vec<_>, Vec<_>) = rows.iter().map(terms).unzip();
                self.concepts(&columns, &rows, &spoken);
            } else {
                self.concepts(&columns, rows, &[]);
            }
        } else if is_triple(header) {
            self.triples(line, header, rows);
        } else {
            let message = "the first row must name the columns: id, label, aliases, broader; or the rows must be of \
                           subject, predicate and object";
            self.errors.push(self.at(line).error(message));
        }
    }

    /// Tells of columns of lists in which half of the cells have commas, which labels may have, and none what separates.
    fn tell_of_commas(
        &mut self,
        line: u32,
        header: &StringRecord,
        columns: &Columns<'_>,
        rows: &[(u32, StringRecord)],
    ) {
        for (at, name) in header.iter().enumerate() {
            let is_list =
                matches!(columns.all[at], Some(Column::Texts(property)) if property.label().is_some());
            let cells = rows.iter().filter_map(|(_, row)| row.get(at)).filter(|cell| !cell.trim().is_empty());
            let cells: Vec<&str> = cells.filter(|_| is_list).collect();
            let commas = cells.iter().filter(|cell| cell.contains(',')).count();
            if commas > 0
                && commas * 2 >= cells.len()
                && !cells.iter().any(|cell| cell.contains(['|', ';', '\n']))
            {
                let message = format!(
                    "cells of `{name}` with commas, read as one label each: {commas}; put `|` between labels"
                );
                self.errors.push(self.at(line).warning(message));
            }
        }
    }

    /// Tells of the columns that mean nothing here, and of one that means more than its name says.
    fn tell_of_columns(&mut self, line: u32, header: &StringRecord, columns: &Columns<'_>) {
        let unknown = header.iter().zip(&columns.all);
        let unknown = unknown.filter(|(name, column)| column.is_none() && !name.trim().is_empty());
        let names: Vec<String> = unknown.map(|(name, _)| format!("`{}`", name.trim())).collect();
        if !names.is_empty() {
            let message = format!(
                "columns that have no meaning here, left out: {}; there are {NAMES}",
                names.join(", ")
            );
            self.errors.push(self.at(line).warning(message));
        }
        if let Some(name) = columns.notes_as_labels {
            let message = format!("no column is `label`: what stands in `{name}` is read as the labels");
            self.errors.push(self.at(line).warning(message));
        }
    }
}
