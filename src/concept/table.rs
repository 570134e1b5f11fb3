//! A table tells of concepts in rows: one concept a row under a header, or a subject, a predicate and an object.
//!
//! Both become triples, so that what holds for SKOS holds for tables.

use std::str::FromStr;

use csv::{Position, ReaderBuilder, StringRecord};
use oxrdf::Term;
use rustc_hash::FxHashMap;

use super::ids::is_uri;
use super::triples::{Property, SKOS, Triples, Value};
use super::{Place, label};
use crate::diagnostic::Diagnostic;
use crate::text::delimited::{self, Part};
use crate::text::mend;

/// The columns of a table of concepts, by the names that they may have.
const COLUMNS: [(&str, Column); 42] = [
    ("id", Column::Id),
    ("concept", Column::Id),
    ("code", Column::Id),
    ("uri", Column::Uri),
    ("concepturi", Column::Uri),
    ("item", Column::Uri),
    ("label", Column::Text(Property::PrefLabel)),
    ("preflabel", Column::Text(Property::PrefLabel)),
    ("preferredlabel", Column::Text(Property::PrefLabel)),
    ("preferredterm", Column::Text(Property::PrefLabel)),
    ("name", Column::Text(Property::PrefLabel)),
    ("term", Column::Text(Property::PrefLabel)),
    ("alias", Column::Texts(Property::AltLabel)),
    ("aliases", Column::Texts(Property::AltLabel)),
    ("altlabel", Column::Texts(Property::AltLabel)),
    ("altlabels", Column::Texts(Property::AltLabel)),
    ("synonym", Column::Texts(Property::AltLabel)),
    ("synonyms", Column::Texts(Property::AltLabel)),
    ("uf", Column::Texts(Property::AltLabel)),
    ("hidden", Column::Texts(Property::HiddenLabel)),
    ("hiddenlabel", Column::Texts(Property::HiddenLabel)),
    ("hiddenlabels", Column::Texts(Property::HiddenLabel)),
    ("broader", Column::Concepts(Property::Broader)),
    ("parent", Column::Concepts(Property::Broader)),
    ("parents", Column::Concepts(Property::Broader)),
    ("bt", Column::Concepts(Property::Broader)),
    ("narrower", Column::Concepts(Property::Narrower)),
    ("nt", Column::Concepts(Property::Narrower)),
    ("related", Column::Concepts(Property::Related)),
    ("rt", Column::Concepts(Property::Related)),
    ("notation", Column::Texts(Property::Notation)),
    ("definition", Column::Text(Property::Definition)),
    ("description", Column::Text(Property::Definition)),
    ("scopenote", Column::Text(Property::ScopeNote)),
    ("sn", Column::Text(Property::ScopeNote)),
    ("exactmatch", Column::Uris(Property::ExactMatch)),
    ("closematch", Column::Uris(Property::CloseMatch)),
    ("scheme", Column::Uris(Property::InScheme)),
    ("inscheme", Column::Uris(Property::InScheme)),
    ("deprecated", Column::Text(Property::Deprecated)),
    ("language", Column::Language),
    ("lang", Column::Language),
];

/// What stands behind the name of a variable in the columns that Wikidata's queries have beside it.
const BESIDE: [(&str, Column); 4] = [
    ("", Column::Uri),
    (LABEL, Column::Text(Property::PrefLabel)),
    ("altlabel", Column::Enumerated(Property::AltLabel)),
    ("description", Column::Text(Property::Definition)),
];

const LABEL: &str = "label";

/// The columns that are told to who has others.
const NAMES: &str = "id, label, aliases, hidden, broader, narrower, related, definition, scope_note, notation, uri, \
                     scheme, exact_match, close_match, language, deprecated";

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Id,
    Uri,
    /// One text.
    Text(Property),
    /// Texts, with `|`, ends of lines or `;` between.
    Texts(Property),
    /// Texts, with commas between.
    Enumerated(Property),
    /// Ids or labels of other concepts.
    Concepts(Property),
    /// URIs of things elsewhere.
    Uris(Property),
    /// The language of the row's labels and notes.
    Language,
}

/// The concept that a row tells of.
#[derive(Clone, Copy)]
struct Row<'r> {
    node: usize,
    cells: &'r StringRecord,
    /// The languages of the cells that say theirs.
    spoken: &'r [Option<String>],
    language: Option<&'r str>,
}

/// Adds what a table says to the triples, and tells what is wrong with it. O(bytes).
pub(super) fn read(
    text: &str,
    delimiter: Option<u8>,
    place: &Place,
    triples: &mut Triples,
) -> Vec<Diagnostic> {
    let delimiter = delimiter.unwrap_or_else(|| delimited::separator(text));
    let is_quoted = !is_of_results(text, delimiter);
    let (parts, unclosed) =
        if is_quoted { delimited::parts(text, delimiter) } else { (vec![whole(text)], Vec::new()) };
    let wrong = |line| Place { line, ..place.clone() }.warning(delimited::UNCLOSED);
    let errors = unclosed.into_iter().map(wrong).collect();
    let mut rows = Rows { place, triples, rows: Vec::new(), errors };
    for part in parts {
        let bytes = &text.as_bytes()[part.range];
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .quoting(is_quoted)
            .flexible(true)
            .has_headers(false)
            .from_reader(bytes);
        reader.records().for_each(|record| rows.push(record, part.line));
    }
    rows.finish()
}

/// The rows of a file, with their lines.
struct Rows<'a> {
    place: &'a Place,
    triples: &'a mut Triples,
    rows: Vec<(u32, StringRecord)>,
    errors: Vec<Diagnostic>,
}

impl Rows<'_> {
    /// Takes a row of a part that begins at line `first`.
    fn push(&mut self, record: csv::Result<StringRecord>, first: u32) {
        let line = |place: Option<&Position>| place.map_or(first, |place| first + place.line() as u32 - 1);
        match record {
            Ok(record) => {
                let line = line(record.position());
                if record.iter().any(|cell| !cell.trim().is_empty()) {
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
        let Some((line, header)) = rows.first() else { return self.errors };
        let first = rows.get(1).map(|(_, row)| row);
        let columns = columns(header, first);
        let opens_triples = are_triples(header, first) && columns.first() == Some(&None);
        if columns.iter().flatten().any(|column| names_concept(*column)) && !opens_triples {
            self.unknown(*line, header, &columns);
            if are_variables(header) {
                let (rows, spoken): (Vec<_>, Vec<_>) = rows[1..].iter().map(terms).unzip();
                self.concepts(header, &columns, &rows, &spoken);
            } else {
                self.concepts(header, &columns, &rows[1..], &[]);
            }
        } else if is_triple(header) {
            self.triples(&rows);
        } else {
            let message = "the first row must name the columns: id, label, aliases, broader; or the rows must be of \
                           subject, predicate and object";
            self.errors.push(self.at(*line).error(message));
        }
        self.errors
    }

    /// Tells of the columns that mean nothing here.
    fn unknown(&mut self, line: u32, header: &StringRecord, columns: &[Option<Column>]) {
        let unknown =
            header.iter().zip(columns).filter(|(name, column)| column.is_none() && !name.trim().is_empty());
        let names: Vec<String> = unknown.map(|(name, _)| format!("`{}`", name.trim())).collect();
        if !names.is_empty() {
            let message = format!(
                "columns that have no meaning here, left out: {}; there are {NAMES}",
                names.join(", ")
            );
            self.errors.push(self.at(line).warning(message));
        }
    }

    fn concepts(
        &mut self,
        header: &StringRecord,
        columns: &[Option<Column>],
        rows: &[(u32, StringRecord)],
        spoken: &[Vec<Option<String>>],
    ) {
        let mut nodes = Vec::new();
        for (n, (line, row)) in rows.iter().enumerate() {
            let node = self.concept_node(columns, row, *line);
            let language = cell(columns, row, |column| column == Column::Language);
            let spoken = spoken.get(n).map_or(&[][..], Vec::as_slice);
            nodes.extend(node.map(|node| Row { node, cells: row, spoken, language }));
            if node.is_none() {
                let message = "this row has neither an id nor a label; it was left out";
                self.errors.push(self.at(*line).warning(message));
            }
            if let Some(cells) = Some(row.len()).filter(|cells| *cells > columns.len()) {
                let message = format!(
                    "this row has {cells} cells and the header {}: those behind were left out; put cells with \
                     separators in quotes",
                    columns.len()
                );
                self.errors.push(self.at(*line).warning(message));
            }
        }
        let labels = nodes.iter().filter_map(|row| Some((cell(columns, row.cells, is_label)?, row.node)));
        let labels: FxHashMap<&str, usize> = labels.collect();
        let language = |name| Some(in_language(name).filter(|_| meaning(name).is_none())?.1);
        let languages: Vec<Option<&str>> = header.iter().map(language).collect();
        for row in &nodes {
            let cells = columns.iter().zip(&languages).zip(row.cells).enumerate();
            for (n, ((column, language), value)) in cells.filter(|(_, (_, value))| !value.trim().is_empty()) {
                let own = row.spoken.get(n).and_then(Option::as_deref);
                let row = Row { language: own.or(*language).or(row.language), ..*row };
                self.cell(row, *column, value.trim(), &labels);
            }
        }
    }

    /// The node of a row: by its URI, its id or its label.
    fn concept_node(&mut self, columns: &[Option<Column>], row: &StringRecord, line: u32) -> Option<usize> {
        let place = self.at(line);
        let id = cell(columns, row, |column| column == Column::Id);
        let uri = cell(columns, row, |column| column == Column::Uri);
        let slug = cell(columns, row, is_label).map(|label| super::ids::id_of(&label.to_lowercase()));
        let key = uri.or(id).or(slug.as_deref()).filter(|key| !key.is_empty())?;
        let node = self.triples.node(key, &place);
        self.is_concept(node);
        self.triples.list(node);
        if let Some(id) = id {
            self.triples.add_text(node, Property::Id, id, None);
            self.triples.alias(id, node);
        }
        Some(node)
    }

    fn is_concept(&mut self, node: usize) {
        let class = self.triples.node(&format!("{SKOS}Concept"), self.place);
        self.triples.add(node, Property::Type, Value::Node(class));
    }

    fn cell(&mut self, row: Row<'_>, column: Option<Column>, value: &str, labels: &FxHashMap<&str, usize>) {
        let node = row.node;
        match column {
            None | Some(Column::Id | Column::Uri | Column::Language) => {}
            Some(Column::Text(property)) => self.text(row, property, value),
            Some(Column::Texts(property)) => {
                parts(value).iter().for_each(|part| self.text(row, property, part));
            }
            Some(Column::Enumerated(property)) => {
                value.split(", ").for_each(|part| self.text(row, property, part.trim()));
            }
            Some(Column::Concepts(property)) => {
                for part in parts(value) {
                    let by_label = || labels.get(part.as_str()).copied();
                    let known = self.triples.find(&part).or_else(by_label);
                    let other = known.unwrap_or_else(|| self.triples.node(&part, self.place));
                    self.triples.add(node, property, Value::Node(other));
                }
            }
            Some(Column::Uris(property)) => {
                for uri in parts(value).iter().flat_map(|part| uris(part)) {
                    let other = self.triples.node(uri, self.place);
                    self.triples.add(node, property, Value::Node(other));
                }
            }
        }
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

    fn triples(&mut self, rows: &[(u32, StringRecord)]) {
        for (line, row) in rows {
            let (Some(subject), Some(predicate), Some(object)) = (row.get(0), row.get(1), row.get(2)) else {
                self.errors.push(self.at(*line).warning("this row has no three cells; it was left out"));
                continue;
            };
            match Property::of_local(bare(predicate)) {
                None | Some(Property::Type) => {}
                Some(property) => self.triple(bare(subject), property, object, *line),
            }
        }
    }

    fn triple(&mut self, subject: &str, property: Property, object: &str, line: u32) {
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
    }
}

fn whole(text: &str) -> Part {
    Part { range: 0..text.len(), line: 1 }
}

/// True for a table of the results of a query in SPARQL, where a cell is written as a term and a quotation mark is no
/// mark of the table.
fn is_of_results(text: &str, delimiter: u8) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    delimiter == b'\t' && header.split('\t').all(is_variable)
}

fn are_variables(header: &StringRecord) -> bool {
    header.iter().all(is_variable)
}

fn is_variable(name: &str) -> bool {
    name.trim().starts_with('?')
}

/// A row with its terms as the texts and IRIs that they are, and the languages of these.
fn terms((line, row): &(u32, StringRecord)) -> ((u32, StringRecord), Vec<Option<String>>) {
    let (row, spoken) = row.iter().map(literal).unzip();
    ((*line, row), spoken)
}

fn is_label(column: Column) -> bool {
    column == Column::Text(Property::PrefLabel)
}

fn names_concept(column: Column) -> bool {
    matches!(column, Column::Id | Column::Uri) || is_label(column)
}

/// What a header's name means, whatever its language.
fn column(name: &str) -> Option<Column> {
    meaning(name).or_else(|| meaning(in_language(name)?.0))
}

/// A header's name and the language behind it: `label_en`, `prefLabel@de`, `label (fr)`.
fn in_language(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let (name, tag) = name.strip_suffix(')').unwrap_or(name).rsplit_once(['@', '(', '_', '.'])?;
    let is_tag = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_tag.then_some((name, tag))
}

/// What a header's name means, whatever its case, spaces, hyphens and underscores; a prefix such as `skos:` too.
fn meaning(name: &str) -> Option<Column> {
    let name = plain(name.rsplit(':').next().unwrap_or(name));
    COLUMNS.iter().find(|(known, _)| *known == name).map(|(_, column)| *column)
}

/// A name's letters and digits, in lower case.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

/// What the names of a header mean, by what stands in the `first` row, too; `code` and `term` mean nothing beside a
/// name that says the same.
fn columns(header: &StringRecord, first: Option<&StringRecord>) -> Vec<Option<Column>> {
    let mut all: Vec<Option<Column>> = header.iter().map(column).collect();
    variables(header, &mut all);
    let is_uri = first.and_then(|row| row.get(0)).is_some_and(|cell| is_uri(bare(cell)));
    if is_uri && !are_triples(header, first) {
        uri(&mut all);
    }
    let is_spare = |name: &str| ["code", "term"].contains(&name.trim().to_lowercase().as_str());
    let said_twice = |own: Option<Column>| all.iter().filter(|column| **column == own).count() > 1;
    header
        .iter()
        .zip(&all)
        .map(|(name, column)| column.filter(|own| !is_spare(name) || !said_twice(Some(*own))))
        .collect()
}

/// Takes what a query has beside a variable for that.
fn variables(header: &StringRecord, all: &mut [Option<Column>]) {
    let bare = |name| in_language(name).map_or(name, |(name, _)| name);
    let names: Vec<String> = header.iter().map(bare).map(plain).collect();
    let is_named = all.iter().flatten().any(|own| names_concept(*own));
    let Some(variable) = variable(&names, is_named) else { return };
    for (name, own) in names.iter().zip(all) {
        let beside = name.strip_prefix(variable);
        *own = BESIDE.iter().find(|row| Some(row.0) == beside).map_or(*own, |row| Some(row.1));
    }
}

/// Takes a first column, which has URIs, for those of the concepts where nothing else names these but a label.
fn uri(all: &mut [Option<Column>]) {
    let is_label_alone = all.iter().flatten().filter(|own| names_concept(**own)).all(|own| is_label(*own));
    let is_labelled = all.iter().flatten().any(|own| is_label(*own));
    match all.first_mut() {
        Some(own) if own.is_none() && is_labelled && is_label_alone => *own = Some(Column::Uri),
        _ => {}
    }
}

/// The variable that a query has the labels of beside it: `item` beside `itemLabel`. One that names concepts in other
/// tables, too, comes first; one of any name counts where nothing else names concepts, and none that links to others,
/// as `parent` does.
fn variable(names: &[String], is_named: bool) -> Option<&str> {
    let labelled = names.iter().filter_map(|name| name.strip_suffix(LABEL)).filter(|name| !name.is_empty());
    let is_own = |name: &&str| match meaning(name) {
        Some(own) => matches!(own, Column::Id | Column::Uri),
        None => !is_named && names.iter().any(|other| other == name),
    };
    labelled.filter(is_own).min_by_key(|name| meaning(name).is_none())
}

/// The first filled cell of a kind of column.
fn cell<'r>(
    columns: &[Option<Column>],
    row: &'r StringRecord,
    wanted: impl Fn(Column) -> bool,
) -> Option<&'r str> {
    let cells = columns.iter().zip(row).filter(|(column, _)| column.is_some_and(&wanted));
    cells.map(|(_, cell)| cell.trim()).find(|cell| !cell.is_empty())
}

/// The parts of a list: between `|`, where there is one, else in lines of their own, else between `;`. `\|` is no separator.
fn parts(cell: &str) -> Vec<String> {
    let separator = ['|', '\n'].into_iter().find(|separator| cell.contains(*separator)).unwrap_or(';');
    let mut parts = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match parts.last_mut() {
            _ if c == separator => parts.push(String::new()),
            Some(part) if c == '\\' => part.push(chars.next_if(|c| matches!(c, '|' | '\\')).unwrap_or('\\')),
            Some(part) => part.push(c),
            None => {}
        }
    }
    let trimmed = |part: &String| match separator {
        '\n' => part.trim().trim_end_matches(';').trim_end().to_owned(),
        _ => part.trim().to_owned(),
    };
    parts.iter().map(trimmed).filter(|part| !part.is_empty()).collect()
}

/// The URIs of a part of a list, which have white space or commas with white space between them; a part that is
/// something else is one.
fn uris(part: &str) -> Vec<&str> {
    let uris: Vec<&str> = part.split_whitespace().map(|uri| uri.trim_end_matches(',')).collect();
    if uris.iter().all(|uri| is_uri(uri)) { uris } else { vec![part] }
}

/// True for a header that is a triple itself, or names the parts of the triples behind it: `s,label,comment` may name
/// columns.
fn are_triples(header: &StringRecord, first: Option<&StringRecord>) -> bool {
    is_triple(header) && first.is_none_or(is_triple)
}

/// True for a row of subject, predicate and object, or the header of such rows; a row that names columns is none.
fn is_triple(row: &StringRecord) -> bool {
    let names = ["predicate", "property", "p"];
    let is_header = row.iter().filter(|name| column(name).is_some()).count() > 1;
    row.len() == 3
        && !is_header
        && row.get(1).is_some_and(|predicate| {
            let predicate = bare(predicate);
            if let Some(variable) = predicate.strip_prefix('?') {
                return names.contains(&variable.to_lowercase().as_str());
            }
            names.contains(&predicate.to_lowercase().as_str())
                || is_uri(predicate)
                || (predicate.contains(':') && !predicate.contains(' '))
                || Property::of_local(predicate).is_some()
        })
}

/// A term without its brackets.
fn bare(term: &str) -> &str {
    let term = term.trim();
    let term = term.strip_suffix(" .").unwrap_or(term);
    term.strip_prefix('<').and_then(|term| term.strip_suffix('>')).unwrap_or(term)
}

/// The text of a literal and its language: `"rock"@en`, or any text.
fn literal(term: &str) -> (String, Option<String>) {
    let term = bare(term);
    let Some(quoted) = term.strip_prefix('"') else { return (term.to_owned(), None) };
    if let Ok(Term::Literal(literal)) = Term::from_str(term) {
        let (text, _, language) = literal.destruct();
        return (mend(&text).into_owned(), language);
    }
    match quoted.rsplit_once('"') {
        Some((text, tag)) => (text.to_owned(), tag.strip_prefix('@').map(ToOwned::to_owned)),
        None => (term.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (cell, expected) in [
            ("a; b", &["a", "b"][..]),
            ("a; b|", &["a; b"]),
            ("a\\|b|c", &["a|b", "c"]),
            ("a\\|b|", &["a|b"]),
            ("c\\d", &["c\\d"]),
            ("a; b\nc", &["a; b", "c"]),
            ("a\nb|", &["a\nb"]),
            ("a;\nb ;\nc", &["a", "b", "c"]),
            (" ; ", &[]),
        ] {
            assert_eq!(parts(cell), expected, "{cell}");
        }
    }

    #[test]
    fn lists_of_uris() {
        for (cell, expected) in [
            ("http://a.b/c, http://a.b/d", &["http://a.b/c", "http://a.b/d"][..]),
            ("http://a.b/c,d urn:e:f", &["http://a.b/c,d", "urn:e:f"]),
            ("My scheme, too", &["My scheme, too"]),
        ] {
            assert_eq!(uris(cell), expected, "{cell}");
        }
    }

    #[test]
    fn literals() {
        for (term, expected) in [
            ("<http://a.b/c>", ("http://a.b/c", None)),
            ("\"rock\"@en .", ("rock", Some("en"))),
            ("\"a \"b\" c\"", ("a \"b\" c", None)),
            ("\"a \\\"b\\\"\\tc\"@en", ("a \"b\"\tc", Some("en"))),
            ("\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>", ("1", None)),
            ("1.5", ("1.5", None)),
            ("rock", ("rock", None)),
            ("\"", ("\"", None)),
        ] {
            let (text, language) = literal(term);
            assert_eq!((text.as_str(), language.as_deref()), expected, "{term}");
        }
    }
}
