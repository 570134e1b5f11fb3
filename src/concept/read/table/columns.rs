//! A column of a table is known by its name in the header, and by what stands beside and below it.

use csv::StringRecord;
use rustc_hash::FxHashSet;

use super::names::{Column, meaning, plain, stand_in};
use super::terms::bare;
use super::triples::are_triples;
use crate::concept::language_tag;
use crate::concept::rdf::iri::is_uri;
use crate::concept::rdf::property::Property;

const LABEL: &str = "label";

/// What stands behind the name of a variable in the columns that Wikidata's queries have beside it.
const BESIDE: [(&str, Column); 4] = [
    ("", Column::Uri),
    (LABEL, Column::Text(Property::PrefLabel)),
    ("altlabel", Column::Enumerated(Property::AltLabel)),
    ("description", Column::Text(Property::Definition)),
];

/// The columns that are told to who has others.
pub(super) const NAMES: &str = "id, label, aliases, hidden, broader, narrower, related, definition, scope_note, \
                                notation, uri, scheme, exact_match, close_match, language, deprecated";

/// What the columns of a table hold.
pub(super) struct Columns<'h> {
    pub(super) all: Vec<Option<Column>>,
    /// The languages that their names say.
    pub(super) languages: Vec<Option<String>>,
    /// Their names, without the language.
    names: Vec<&'h str>,
    /// The name of the column of notes that is taken for the labels.
    pub(super) notes_as_labels: Option<&'h str>,
}

impl<'h> Columns<'h> {
    /// What the names of a header mean, by what stands in the rows below it, too.
    pub(super) fn of(header: &'h StringRecord, rows: &[(u32, StringRecord)]) -> Self {
        let (names, languages) = header.iter().map(|name| named(name, header)).unzip();
        let all = header.iter().map(|name| column(name, header)).collect();
        let mut columns = Self { all, languages, names, notes_as_labels: None };
        columns.variables();
        let first = rows.first().map(|(_, row)| row);
        if !are_triples(header, first) {
            columns.labels(rows);
            columns.uris(rows);
            columns.ids(rows);
        }
        columns
    }

    /// Whether they say which concept a row tells of.
    pub(super) fn name_concepts(&self) -> bool {
        self.has(names_concept)
    }

    /// The first filled cell of a kind of column.
    pub(super) fn cell<'r>(&self, row: &'r StringRecord, wanted: impl Fn(Column) -> bool) -> Option<&'r str> {
        self.cells(row, wanted).next()
    }

    /// The filled cells of a kind of column.
    pub(super) fn cells<'r>(
        &self,
        row: &'r StringRecord,
        wanted: impl Fn(Column) -> bool,
    ) -> impl Iterator<Item = &'r str> {
        let cells = self.all.iter().zip(row).filter(move |(column, _)| column.is_some_and(&wanted));
        cells.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// Whether there is one of a kind.
    pub(super) fn has(&self, wanted: impl Fn(Column) -> bool) -> bool {
        self.all.iter().flatten().any(|own| wanted(*own))
    }

    /// Takes what a query has beside a variable for that.
    fn variables(&mut self) {
        let names: Vec<String> = self.names.iter().map(|name| plain(name)).collect();
        let Some(variable) = variable(&names, self.name_concepts()) else { return };
        for (name, own) in names.iter().zip(&mut self.all) {
            let beside = name.strip_prefix(variable);
            *own = BESIDE.iter().find(|row| Some(row.0) == beside).map_or(*own, |row| Some(row.1));
        }
    }

    /// Takes the columns with the best name that [stands in](stand_in) for a label, where nothing else is one; one of
    /// URIs is none.
    fn labels(&mut self, rows: &[(u32, StringRecord)]) {
        if self.has(is_label) {
            return;
        }
        let is_of_uris = |at: usize| first_cell(rows, at).is_some_and(is_uri);
        let ranks = self.names.iter().enumerate().filter(|(at, _)| !is_of_uris(*at));
        let Some((rank, at)) = ranks.filter_map(|(at, name)| Some((stand_in(name)?, at))).min() else {
            return;
        };
        if self.all[at] == Some(Column::Text(Property::Definition)) {
            self.notes_as_labels = Some(self.names[at]);
        }
        for (name, own) in self.names.iter().zip(&mut self.all) {
            if stand_in(name) == Some(rank) {
                *own = Some(Column::Text(Property::PrefLabel));
            }
        }
    }

    /// Takes a first column, which has URIs, for those of the concepts where nothing else names these but a label.
    fn uris(&mut self, rows: &[(u32, StringRecord)]) {
        let is_free = self.are_known_by_label() && self.all.first() == Some(&None);
        if is_free && first_cell(rows, 0).is_some_and(is_uri) {
            self.all[0] = Some(Column::Uri);
        }
    }

    /// Takes a column of codes for the ids where there are none: one of that name, else, where nothing else names the
    /// concepts but a label, the first of such a name that has another one in every row.
    fn ids(&mut self, rows: &[(u32, StringRecord)]) {
        if self.has(|own| own == Column::Id) {
            return;
        }
        let find = |is_wanted: &dyn Fn(usize, &str) -> bool| {
            (0..).zip(&self.names).find(|(at, name)| is_wanted(*at, name)).map(|(at, _)| at)
        };
        let language = self.all.iter().position(|own| *own == Some(Column::Language));
        let is_key = |at: usize, name: &str| {
            self.all[at].is_none() && is_of_ids(name) && tells_apart(rows, at, language)
        };
        let key = || find(&is_key).filter(|_| self.are_known_by_label());
        let found = find(&|_, name| plain(name) == CODE).or_else(key);
        if let Some(at) = found {
            self.all[at] = Some(Column::Id);
        }
    }

    /// Whether labels, and nothing else, say which concept a row tells of.
    fn are_known_by_label(&self) -> bool {
        self.has(is_label) && !self.has(|own| names_concept(own) && !is_label(own))
    }
}

const CODE: &str = "code";

/// True for the name of a column of ids or codes: `O*NET-SOC Code`, `mesh_id`.
fn is_of_ids(name: &str) -> bool {
    let last = name.trim().rsplit([' ', '_', '-']).next().unwrap_or_default().to_lowercase();
    last == "id" || last.ends_with(CODE)
}

/// Whether no two rows have the same in a column, but for rows of other languages, and none has nothing.
fn tells_apart(rows: &[(u32, StringRecord)], at: usize, language: Option<usize>) -> bool {
    let mut seen = FxHashSet::default();
    rows.iter().all(|(_, row)| {
        let spoken = language.and_then(|at| row.get(at));
        row.get(at).is_some_and(|cell| !cell.trim().is_empty() && seen.insert((cell, spoken)))
    })
}

fn first_cell(rows: &[(u32, StringRecord)], at: usize) -> Option<&str> {
    rows.first().and_then(|(_, row)| row.get(at)).map(bare)
}

pub(super) fn is_label(column: Column) -> bool {
    column == Column::Text(Property::PrefLabel)
}

fn names_concept(column: Column) -> bool {
    matches!(column, Column::Id | Column::Uri) || is_label(column)
}

/// What a name of a header means, whatever its language.
pub(super) fn column(name: &str, header: &StringRecord) -> Option<Column> {
    meaning(named(name, header).0).or_else(|| meaning(name))
}

/// A name of a header and the language behind it. What means something else, too (`term_id`), is a language where another
/// column of that name has one.
fn named<'h>(name: &'h str, header: &StringRecord) -> (&'h str, Option<String>) {
    let Some((own, tag)) = in_language(name) else { return (name, None) };
    let is_sibling =
        |(other, others): (&str, String)| plain(other) == plain(own) && others != tag && !is_number(&others);
    let is_other = is_number(&tag) || meaning(name).is_some();
    let is_language = !is_other || header.iter().filter_map(in_language).any(is_sibling);
    if is_language { (own, Some(tag)) } else { (name, None) }
}

/// The part of a name behind which a language may stand, and that: `label_en`, `prefLabel@zh-Hans`, `label (fr)`.
fn in_language(name: &str) -> Option<(&str, String)> {
    let name = name.trim();
    let name = name.strip_suffix([')', ']']).unwrap_or(name);
    let mut marks = name.match_indices(['@', '(', '[', '_', '.', ':', '-', ' ']);
    marks.find_map(|(at, mark)| {
        Some((name[..at].trim_end(), language_tag::of_name(&name[at + mark.len()..])?))
    })
}

/// True for what is short for a number and the tag of a language, too: `term_id`, `name_no`.
fn is_number(tag: &str) -> bool {
    ["id", "no", "nr"].contains(&tag)
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
