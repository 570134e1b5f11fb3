//! `queries`: the saved queries; and where `query` finds one by its name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::args::Output;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::query::{Parameter, SavedQuery};
use crate::render::table::{Cell, Column, Table};
use crate::text::did_you_mean;

/// Where the person's own saved queries lie.
const FOLDER: &str = "queries";
const EXTENSION: &str = "cypher";

pub(in crate::cli) fn run(output: &Output, screen: Screen) -> Result<Outcome, Error> {
    let queries = saved(screen);
    let mut table = Table::new(["name", "title", "answers", "parameters"].map(Column::text));
    table.rows.extend(queries.iter().map(row));
    screen.write_table(&table, output)?;
    Ok(Outcome::found(queries.len()))
}

fn row(query: &SavedQuery) -> Vec<Cell> {
    let parameter = |Parameter { name, kind, default, about }: &Parameter| {
        let kind = kind.map(|kind| kind.label().word());
        json!({"name": name, "kind": kind, "needed": default.is_none(), "default": default, "meaning": about})
    };
    let short = |Parameter { name, default, about, .. }: &Parameter| {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
        let default = default.as_ref().map_or_else(String::new, |value| format!("={}", text(value)));
        format!("{name}{default} ({about})")
    };
    let own = &query.parameters;
    let shown = own.iter().map(short).collect::<Vec<_>>().join("; ");
    vec![
        query.name.as_str().into(),
        query.title.as_str().into(),
        query.about.as_str().into(),
        Cell::nested(&own.iter().map(parameter).collect::<Vec<_>>(), shown),
    ]
}

/// The saved query of that name, if it is a name: a word, as no query is. `list` is what lists them.
pub(in crate::cli) fn named(name: &str, list: &str) -> Result<Option<SavedQuery>, Error> {
    if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')) {
        return Ok(None);
    }
    let own = Path::new(FOLDER).join(format!("{name}.{EXTENSION}"));
    if own.is_file() {
        return read(&own).map(Some);
    }
    if let Some(query) = SavedQuery::shipped().find(|query| query.name == name) {
        return Ok(Some(query));
    }
    let hint = match near(name) {
        hint if hint.is_empty() => format!("; `{list}` lists them"),
        hint => hint,
    };
    Err(Error::Usage(format!("there is no saved query `{name}`{hint}")))
}

/// Asks whether the saved query with a name like this one was meant, where there is such.
pub(super) fn near(name: &str) -> String {
    let files = files();
    let stems = files.iter().filter_map(|path| path.file_stem()?.to_str());
    let names: Vec<String> =
        stems.map(ToOwned::to_owned).chain(SavedQuery::shipped().map(|query| query.name)).collect();
    did_you_mean(name, names.iter().map(String::as_str))
}

/// The saved queries of the folder and those that are built in, by name; of two with one name that of the folder. A file
/// that is none is warned of.
pub(in crate::cli) fn saved(screen: Screen) -> Vec<SavedQuery> {
    let mut queries = BTreeMap::from_iter(SavedQuery::shipped().map(|query| (query.name.clone(), query)));
    for path in files() {
        match read(&path) {
            Ok(query) => _ = queries.insert(query.name.clone(), query),
            Err(error) => screen.warn(error),
        }
    }
    queries.into_values().collect()
}

/// The files of the folder, by name.
fn files() -> Vec<PathBuf> {
    let entries = fs::read_dir(FOLDER).into_iter().flatten();
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == EXTENSION));
    paths.sort_unstable();
    paths
}

fn read(path: &Path) -> Result<SavedQuery, Error> {
    let wrong = |error: &dyn std::fmt::Display| Error::Usage(format!("{}: {error}", path.display()));
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let text = fs::read_to_string(path).map_err(|error| wrong(&error))?;
    SavedQuery::parse(&name, &text).map_err(|error| wrong(&error))
}
