//! `queries`: the saved queries; and where `query` finds one by its name.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::args::Output;
use super::output::Screen;
use super::{Error, Outcome};
use crate::query::{Parameter, SavedQuery};
use crate::render::table::{Cell, Column, Table};

/// Where the person's own saved queries lie.
const FOLDER: &str = "queries";

/// How alike the name of a saved query must be to be suggested, in 0..=1.
const ALIKE: f64 = 0.7;

pub(super) fn run(output: &Output, screen: Screen) -> Result<Outcome, Error> {
    let queries = saved()?;
    let mut table = Table::new(["name", "title", "answers", "parameters"].map(Column::text));
    table.rows.extend(queries.iter().map(row));
    screen.write_table(&table, output)?;
    Ok(Outcome::found(queries.len()))
}

fn row(query: &SavedQuery) -> Vec<Cell> {
    let parameter = |Parameter { name, kind, default, about }: &Parameter| {
        let kind = kind.map(|kind| format!(": {kind}")).unwrap_or_default();
        format!("{name}{kind} = {default}: {about}")
    };
    vec![
        query.name.as_str().into(),
        query.title.as_str().into(),
        query.about.as_str().into(),
        Cell::List(query.parameters.iter().map(parameter).collect()),
    ]
}

/// The saved query of that name, if it is a name: a word, as no query is.
pub(super) fn named(name: &str) -> Result<Option<SavedQuery>, Error> {
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return Ok(None);
    }
    let queries = saved()?;
    let likeness = |query: &&SavedQuery| strsim::jaro_winkler(&query.name, name);
    let near = queries.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let hint =
        near.filter(|query| likeness(query) > ALIKE).map(|query| format!("; did you mean `{}`?", query.name));
    let hint = hint.unwrap_or_else(|| "; `ideagraph queries` lists them".to_owned());
    let unknown = || Error::Usage(format!("there is no saved query `{name}`{hint}"));
    queries.iter().find(|query| query.name == name).cloned().map(Some).ok_or_else(unknown)
}

/// The saved queries of the folder and those that are built in, by name; of two with one name that of the folder.
pub(super) fn saved() -> Result<Vec<SavedQuery>, Error> {
    let entries = fs::read_dir(FOLDER).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "cypher"));
    let mut queries = BTreeMap::from_iter(SavedQuery::shipped().map(|query| (query.name.clone(), query)));
    for path in paths {
        let query = read(&path)?;
        queries.insert(query.name.clone(), query);
    }
    Ok(queries.into_values().collect())
}

fn read(path: &Path) -> Result<SavedQuery, Error> {
    let wrong = |error: &dyn std::fmt::Display| Error::Usage(format!("{}: {error}", path.display()));
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    SavedQuery::parse(&name, &text).map_err(|error| wrong(&error))
}
