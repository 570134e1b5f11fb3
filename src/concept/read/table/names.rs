//! The names of columns, and what a column of that name holds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::concept::rdf::property::Property;
use crate::text::data_lines;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Id,
    Uri,
    /// One text.
    Text(Property),
    /// Texts, with `|`, ends of lines or `;` between.
    Texts(Property),
    /// Texts, with `|` between.
    Notes(Property),
    /// Texts, with commas between.
    Enumerated(Property),
    /// Ids or labels of other concepts.
    Concepts(Property),
    /// URIs of things elsewhere.
    Uris(Property),
    /// The language of the row's labels and notes.
    Language,
}

/// The columns, as the file of their names calls them.
const COLUMNS: [(&str, Column); 18] = [
    ("id", Column::Id),
    ("uri", Column::Uri),
    ("label", Column::Text(Property::PrefLabel)),
    ("aliases", Column::Texts(Property::AltLabel)),
    ("hidden", Column::Texts(Property::HiddenLabel)),
    ("broader", Column::Concepts(Property::Broader)),
    ("narrower", Column::Concepts(Property::Narrower)),
    ("related", Column::Concepts(Property::Related)),
    ("use", Column::Concepts(Property::SameAs)),
    ("notation", Column::Texts(Property::Notation)),
    ("definition", Column::Text(Property::Definition)),
    ("definitions", Column::Notes(Property::Definition)),
    ("scope note", Column::Text(Property::ScopeNote)),
    ("exact match", Column::Uris(Property::ExactMatch)),
    ("close match", Column::Uris(Property::CloseMatch)),
    ("scheme", Column::Uris(Property::InScheme)),
    ("deprecated", Column::Text(Property::Deprecated)),
    ("language", Column::Language),
];

/// What stands in the file of names before what a column holds that may be the label, too.
const STAND_IN: &str = "label, else ";

/// A name of a column.
struct Named {
    /// Without what does not matter in it.
    name: String,
    holds: Option<Column>,
    /// It holds the label where nothing else does.
    stands_in: bool,
}

/// The names that columns may have, in the order of their file.
fn all() -> &'static [Named] {
    static ALL: LazyLock<Vec<Named>> =
        LazyLock::new(|| data_lines(include_str!("names.txt")).flat_map(of_line).collect());
    &ALL
}

fn of_line(line: &'static str) -> impl Iterator<Item = Named> {
    let (called, names) = line.split_once(": ").unwrap_or_default();
    let other = called.strip_prefix(STAND_IN);
    let called = other.unwrap_or(called);
    let holds = COLUMNS.iter().find(|(own, _)| *own == called).map(|(_, column)| *column);
    names.split(", ").map(move |name| Named { name: plain(name), holds, stands_in: other.is_some() })
}

/// What a column of that name holds; a prefix such as `skos:` does not matter, nor a number behind that of a list.
pub(super) fn meaning(name: &str) -> Option<Column> {
    static NAMED: LazyLock<FxHashMap<&str, Option<Column>>> =
        LazyLock::new(|| all().iter().map(|named| (&*named.name, named.holds)).collect());
    let name = local(name);
    let is_list = |column: &Column| matches!(column, Column::Texts(_) | Column::Concepts(_));
    let numbered = || NAMED.get(name.trim_end_matches(|c: char| c.is_ascii_digit())).copied().flatten();
    NAMED.get(&*name).copied().flatten().or_else(|| numbered().filter(is_list))
}

/// How good a name is for a column that holds the label where nothing else does, the best the least.
pub(super) fn stand_in(name: &str) -> Option<usize> {
    let name = local(name);
    all().iter().position(|named| named.stands_in && named.name == name)
}

fn local(name: &str) -> String {
    plain(name.rsplit(':').next().unwrap_or(name))
}

/// A name's letters and digits, in lower case.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_names_has_a_column_and_no_name_two() {
        for (called, column) in COLUMNS {
            assert!(all().iter().any(|named| named.holds == Some(column)), "{called}");
        }
        for Named { name, holds, stands_in } in all() {
            assert!(holds.is_some() || *stands_in, "{name}");
            assert_eq!((meaning(name), stand_in(name).is_some()), (*holds, *stands_in), "{name}");
            assert_eq!(all().iter().filter(|other| other.name == *name).count(), 1, "{name}");
        }
    }
}
