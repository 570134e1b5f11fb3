//! `query`: the answer to a question in the query language.

mod cells;
mod picture;

use std::fs;
use std::io::{self, BufWriter, Read};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::args::{Query, QueryFormat};
use super::output::{self, Screen};
use super::{Error, Outcome, queries};
use crate::graph::KnowledgeGraph;
use crate::query::SavedQuery;
use crate::query::cypher::error::Fault;
use crate::query::cypher::value::Value;
use crate::query::cypher::{self, Control, Flow, Knowledge, Measure, QueryError, Stop};
use crate::render::table::{Column, Format, Rows};

pub(super) fn run(args: &Query, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let text = text(&args.query)?;
    let graph = Knowledge::new(graph);
    let failed = |error: QueryError| Error::Query { error: Box::new(error), text: text.clone() };
    let query = cypher::Query::new(&text, &graph).map_err(failed)?;
    if args.explain {
        output::write(None, query.explain(&graph, None).as_bytes())?;
        return Ok(Outcome::Found);
    }
    let asked = Asked { query: &query, graph: &graph, parameters: parameters(args, &text), args };
    let (rows, measures) = match picture_format(args.format) {
        Some(format) => picture::draw(&asked, format).map_err(|error| error.told(failed))?,
        None => asked.rows(screen).map_err(|error| error.told(failed))?,
    };
    if args.profile {
        output::tell(query.explain(&graph, Some(&measures)).trim_end());
    }
    Ok(Outcome::found(rows))
}

/// The text of the query: what is typed, or what is in the file, the saved query or standard input that it names.
fn text(query: &str) -> Result<String, Error> {
    if query == "-" {
        let mut text = String::new();
        let read = io::stdin().lock().read_to_string(&mut text);
        return read
            .map(|_| text)
            .map_err(|error| Error::Usage(format!("cannot read standard input: {error}")));
    }
    if !query.contains('\n') && Path::new(query).is_file() {
        return fs::read_to_string(query)
            .map_err(|error| Error::Usage(format!("cannot read {query}: {error}")));
    }
    Ok(queries::named(query)?.map_or_else(|| query.to_owned(), |saved| saved.text))
}

/// What is drawn, if a picture is asked for.
fn picture_format(format: Option<QueryFormat>) -> Option<picture::Format> {
    match format? {
        QueryFormat::Dot => Some(picture::Format::Dot),
        QueryFormat::Svg => Some(picture::Format::Svg),
        _ => None,
    }
}

fn row_format(format: QueryFormat) -> Format {
    match format {
        QueryFormat::Json => Format::Json,
        QueryFormat::Jsonl => Format::JsonLines,
        QueryFormat::Csv => Format::Csv,
        QueryFormat::Tsv => Format::Tsv,
        QueryFormat::Table | QueryFormat::Dot | QueryFormat::Svg => Format::Table,
    }
}

/// The parameters that are given, and for others what the comment of the query says.
fn parameters(args: &Query, text: &str) -> Vec<(String, Value<'static>)> {
    let defaults = SavedQuery::parse("", text).map(|query| query.parameters).unwrap_or_default();
    let defaults = defaults.into_iter().map(|parameter| (parameter.name, parameter.default));
    let given = |name: &str| args.params.iter().any(|(given, _)| given == name);
    let missing = defaults.filter(|(name, _)| !given(name));
    missing.chain(args.params.iter().cloned()).map(|(name, value)| (name, cells::from_json(&value))).collect()
}

/// Set when the person wants the query to stop.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Why an answer could not be given.
enum Failure {
    Query(QueryError),
    Other(Error),
}

impl Failure {
    fn told(self, failed: impl Fn(QueryError) -> Error) -> Error {
        match self {
            Self::Query(error) => failed(error),
            Self::Other(error) => error,
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

/// A query that is asked of a graph.
struct Asked<'a> {
    query: &'a cypher::Query,
    graph: &'a Knowledge<'a>,
    parameters: Vec<(String, Value<'static>)>,
    args: &'a Query,
}

/// How many rows there were, and what was measured of each step.
type Answered = (usize, Vec<Measure>);

impl<'a> Asked<'a> {
    /// Runs the query within its limits, and calls `each` with every row.
    fn each_row(&self, mut each: impl FnMut(&[Value<'a>]) -> io::Result<()>) -> Result<Answered, Failure> {
        // Where a handler cannot be set, Ctrl-C ends the program as it does any other.
        _ = ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed));
        let start = Instant::now();
        let limit = self.args.timeout.map(Duration::from_secs_f64);
        let stop = || match () {
            () if INTERRUPTED.load(Ordering::Relaxed) => Some(Fault::Interrupted),
            () if limit.is_some_and(|limit| start.elapsed() > limit) => Some(Fault::Timeout),
            () => None,
        };
        let clock = || start.elapsed().as_nanos() as u64;
        let control = Control {
            stop: &stop,
            now: Timestamp::now(),
            clock: if self.args.profile { Some(&clock) } else { None },
            memory: Control::MEMORY,
        };
        let most = self.args.max_rows.unwrap_or(usize::MAX);
        let mut rows = 0;
        let mut written = Ok(());
        let row = |values: &[Value<'a>]| -> Flow {
            if rows < most {
                rows += 1;
                written = each(values);
            }
            if written.is_err() || rows == most { Err(Stop::Enough) } else { Ok(()) }
        };
        let measures = self.query.run(self.graph, &self.parameters, &control, row).map_err(Failure::Query)?;
        written.map_err(|error| Error::output(self.args.output.as_deref(), error))?;
        Ok((rows, measures))
    }

    /// Writes the rows of the answer.
    fn rows(&self, screen: Screen) -> Result<Answered, Failure> {
        let path = self.args.output.as_deref();
        let format = screen.format(self.args.format.map(row_format), path.is_some());
        let terminal = screen.terminal(path.is_some());
        let columns: Vec<Column> = self.query.columns().iter().map(|name| column(name)).collect();
        let mut file = Vec::new();
        let stdout;
        let out: Box<dyn io::Write + '_> = match path {
            Some(_) => Box::new(&mut file),
            None => {
                stdout = io::stdout();
                Box::new(BufWriter::new(stdout.lock()))
            }
        };
        let failed = |error| Error::output(path, error);
        let mut writer = Rows::new(columns, format, terminal, out).map_err(failed)?;
        let answered = self
            .each_row(|row| writer.push(row.iter().map(|value| cells::cell(self.graph, value)).collect()));
        // What was found before an error is an answer too.
        writer.finish().map_err(failed)?;
        let answered = answered?;
        if path.is_some() {
            output::write(path, &file)?;
        }
        Ok(answered)
    }
}

fn column(name: &str) -> Column {
    Column { name: name.to_owned().into(), ..Column::text("") }
}
