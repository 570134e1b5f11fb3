//! `query`: the answer to a question in the query language.

mod cells;
mod limits;
mod picture;
pub(super) mod queries;
mod question;
pub(super) mod schema;
pub(super) mod stop;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::value::RawValue;
use serde_json::{Map, Value as Json};

use super::args::{Given, Query, Settings};
use super::output::{self, Screen};
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome};
use crate::graph::KnowledgeGraph;
use crate::query::cypher::Knowledge;
use crate::text::compose;
pub(super) use cells::shown;
pub(super) use question::Question;

pub(super) fn run(args: &Query, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let query = Path::new(&args.query);
    output::check_spares(
        args.output.as_deref(),
        [query].into_iter().chain(args.settings.params_file.as_deref()),
    )?;
    let text = text(&args.query)?;
    let settings = with_file(&args.settings)?;
    let question = Question {
        text: &text,
        graph: &Knowledge::new(graph),
        settings: &settings,
        output: output::file(args.output.as_deref()),
        profile: args.profile,
        how_to_give: "--param",
    };
    let question = question.prepare()?;
    question.check_parameters(&settings.params)?;
    if args.explain {
        return question.explain(screen);
    }
    stop::listen();
    question.answer(screen)
}

/// The settings with the parameters of the file that they name; of those with one name that which is given by itself counts.
///
/// # Errors
/// When one is given twice by itself, or the file cannot be read.
pub(super) fn with_file(settings: &Settings) -> Result<Settings, Error> {
    let mut settings = settings.clone();
    let mut given = BTreeSet::new();
    if let Some((name, _)) = settings.params.iter().find(|(name, _)| !given.insert(name)) {
        let advice = format!("several values are a list, as in --param '{name}=[1, 2]'");
        return Err(Error::Usage(format!("the parameter `{name}` is given twice; {advice}")));
    }
    let Some(path) = settings.params_file.take() else { return Ok(settings) };
    let text = inputs::text(&path)?;
    // As they are written, once it is known that they are values.
    let read = serde_json::from_str::<Map<String, Json>>(&text).and_then(|_| serde_json::from_str(&text));
    let read: BTreeMap<String, Box<RawValue>> = read.map_err(|error| {
        let example = "a JSON object of values by name, as {\"concept\": \"rlhf\", \"top\": 3}";
        Error::Usage(format!("{}: {error}; write {example}", path.display()))
    })?;
    let read = read.into_iter().map(|(name, value)| (compose(&name).text, Given::from(&*value)));
    settings.params = read.chain(settings.params).collect();
    Ok(settings)
}

/// The text of the query: what is typed, or what is in the file, the saved query or standard input that it names.
fn text(query: &str) -> Result<String, Error> {
    let path = Path::new(query);
    let is_named_so = path.extension().is_some_and(|extension| extension == "cypher");
    let is_file = || fs::metadata(path).is_ok_and(|file| !file.is_dir());
    if query == inputs::STDIN || !query.contains('\n') && (is_named_so || is_file()) {
        return inputs::text(path).map_err(|error| {
            let near = path.file_stem().map(|name| queries::near(&name.to_string_lossy()));
            Error::Usage(format!("{error}{}", near.filter(|_| !path.exists()).unwrap_or_default()))
        });
    }
    match queries::named(query, "ideagraph queries")? {
        Some(saved) => Ok(saved.text),
        None if path.is_dir() => {
            Err(Error::Usage(format!("{query} is a folder; name a file in it, or a saved query")))
        }
        None => Ok(query.to_owned()),
    }
}
