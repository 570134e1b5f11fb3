//! A question is a query on its way to a graph: its text, what it is asked with, and where its answer goes; prepared it can
//! be answered.

use std::io;
use std::path::Path;
use std::time::Instant;

use jiff::Timestamp;
use serde_json::Value as Json;

use super::limits::Limits;
use super::{cells, picture};
use crate::cli::args::format::of_answer;
use crate::cli::args::{Given, QueryFormat, Settings};
use crate::cli::output::{self, Screen};
use crate::cli::{Error, Outcome};
use crate::graph::NameKind;
use crate::query::cypher::error::Fault;
use crate::query::cypher::value::Value;
use crate::query::cypher::{Control, Flow, Knowledge, Measure, Query, QueryError, Stop};
use crate::query::{Parameter, SavedQuery, find_id, ids_by_quotes};
use crate::render::table::{Column, RowWriter};
use crate::text::did_you_mean;

/// A question.
pub(in crate::cli) struct Question<'a> {
    pub(in crate::cli) text: &'a str,
    pub(in crate::cli) graph: &'a Knowledge<'a>,
    pub(in crate::cli) settings: &'a Settings,
    /// The file that the answer goes to; standard output without it.
    pub(in crate::cli) output: Option<&'a Path>,
    /// Whether to tell what each step was given and took.
    pub(in crate::cli) profile: bool,
    /// How a person gives a parameter here.
    pub(in crate::cli) how_to_give: &'static str,
}

/// A question that is ready to be answered.
pub(in crate::cli) struct Prepared<'a> {
    pub(super) asked: Question<'a>,
    pub(super) query: Query,
    /// The query's comment, where it has one.
    pub(super) saved: Option<SavedQuery>,
    parameters: Vec<(String, Value<'static>)>,
    /// When its text began to be read.
    start: Instant,
}

impl<'a> Question<'a> {
    /// Makes its query ready, with the parameters that are given and for others what its comment says.
    pub(in crate::cli) fn prepare(self) -> Result<Prepared<'a>, Error> {
        let start = Instant::now();
        let saved = SavedQuery::parse("", self.text.trim_start()).ok();
        let given = &self.settings.params;
        let all_declared = saved.iter().flat_map(|saved| &saved.parameters);
        let missing = all_declared.filter(|own| !given.iter().any(|(name, _)| *name == own.name));
        let default = |own: &Parameter| Some((own.name.clone(), Given::from(own.default.as_ref()?)));
        // The last of those that are given with one name counts.
        let all = given.iter().rev().cloned().chain(missing.filter_map(default));
        let value = |name: &str, given: &Given| match given.json() {
            // A name that has to be given is a word, also the word null.
            Json::Null if declared(&saved, name).is_some_and(Parameter::is_needed_name) => "null".into(),
            Json::Null => Value::Null,
            _ if declared(&saved, name).is_some_and(Parameter::is_text) => given.text().into(),
            json => cells::from_json(&json),
        };
        let mut parameters: Vec<_> = all.map(|(name, own)| (name.clone(), value(&name, &own))).collect();
        // Names are looked up when the question is answered.
        let is_name = |name: &str| declared(&saved, name).is_some_and(|own| own.kind.is_some());
        let query = self.query(&mut parameters, is_name)?;
        self.check_numbers(&parameters)?;
        let mut drawn = saved.iter().flat_map(|saved| &saved.drawn);
        match drawn.find(|name| !query.columns().contains(name)) {
            Some(name) => Err(Error::Usage(format!(
                "the comment says that `{name}` is drawn, and no column has that name"
            ))),
            None => Ok(Prepared { asked: self, query, saved, parameters, start }),
        }
    }

    /// The query; a parameter that is compared with strings is one, though it looks like a number or a truth value, and
    /// so is each of a list. Where it is wrong as a string too, what was wrong with it at first is told.
    fn query(
        &self,
        parameters: &mut [(String, Value<'static>)],
        is_name: impl Fn(&str) -> bool,
    ) -> Result<Query, Error> {
        let mut changed: Vec<(String, QueryError)> = Vec::new();
        loop {
            let known: Vec<_> = parameters.iter().filter(|(name, _)| !is_name(name)).cloned().collect();
            let error = match Query::with_parameters(self.text, self.graph, &known) {
                Ok(query) => return Ok(query),
                Err(error) => error,
            };
            let Some(name) = self.mistaken(&error) else { return Err(self.failed(error)) };
            let before = changed.iter().find(|(own, _)| *own == name);
            let Some(texts) = self.as_texts(&name).filter(|_| before.is_none()) else {
                return Err(self.failed(before.map_or(error, |(_, before)| before.clone())));
            };
            parameters.iter_mut().filter(|(own, _)| *own == name).for_each(|(_, value)| {
                *value = texts.clone();
            });
            changed.push((name, error));
        }
    }

    /// The parameter whose kind is a mistake.
    fn mistaken(&self, error: &QueryError) -> Option<String> {
        let place = error.span.filter(|_| error.fault == Fault::InvalidArgumentType)?;
        let written = || place.of(self.text)?.strip_prefix('$').map(ToOwned::to_owned);
        error.parameter.clone().or_else(written)
    }

    /// What is given for a parameter, as strings.
    fn as_texts(&self, name: &str) -> Option<Value<'static>> {
        self.given(name)?.as_texts().map(|texts| cells::from_json(&texts))
    }

    /// An error when a parameter is no text and has a whole number that does not fit into 64 bits.
    fn check_numbers(&self, parameters: &[(String, Value<'static>)]) -> Result<(), Error> {
        for (name, _) in parameters.iter().filter(|(_, value)| has_float(value)) {
            if let Some(number) = self.given(name).and_then(Given::too_large) {
                let advice = format!("write it as a string, \"{number}\", or as a float, {number}.0");
                let message = format!("the number {number} does not fit into 64 bits");
                return Err(Error::Usage(format!("the parameter `{name}`: {message}; {advice}")));
            }
        }
        Ok(())
    }

    /// What is given for a parameter; the last of those with one name counts.
    fn given(&self, name: &str) -> Option<&Given> {
        self.settings.params.iter().rev().find(|(own, _)| own == name).map(|(_, given)| given)
    }

    fn failed(&self, error: QueryError) -> Error {
        Error::Query { error: Box::new(error), text: self.text.to_owned() }
    }
}

impl<'a> Prepared<'a> {
    /// Tells how it would be answered.
    pub(in crate::cli) fn explain(&self, screen: Screen) -> Result<Outcome, Error> {
        self.warn(screen);
        output::write(self.asked.output, self.query.explain(self.asked.graph, None).as_bytes())?;
        Ok(Outcome::Found)
    }

    /// An error when a parameter is among some that the query does not have.
    pub(in crate::cli) fn check_parameters(&self, given: &[(String, Given)]) -> Result<(), Error> {
        let known: Vec<&str> = self.query.parameters().collect();
        let Some((name, _)) = given.iter().find(|(name, _)| !known.contains(&name.as_str())) else {
            return Ok(());
        };
        let known = match did_you_mean(name, known.iter().copied()) {
            _ if known.is_empty() => "; it has none".to_owned(),
            hint if hint.is_empty() => format!("; it has ${}", known.join(", $")),
            hint => hint,
        };
        Err(Error::Usage(format!("the query has no parameter `{name}`{known}")))
    }

    /// Answers it.
    pub(in crate::cli) fn answer(mut self, screen: Screen) -> Result<Outcome, Error> {
        self.check_needed()?;
        self.parameters = self.resolved()?;
        let format = of_answer(self.asked.settings.format, self.asked.output)?;
        self.warn(screen);
        let Question { settings, .. } = self.asked;
        let (rows, measures) = match format {
            Some(QueryFormat::Dot) => picture::draw(&self, picture::Format::Dot, screen)?,
            Some(QueryFormat::Svg) => picture::draw(&self, picture::Format::Svg, screen)?,
            format => self.rows(format, screen)?,
        };
        if settings.max_rows == Some(rows) {
            screen.note(format_args!("stopped after {rows} rows, as --max-rows says; there may be more"));
        }
        if self.asked.profile {
            output::tell(self.query.explain(self.asked.graph, Some(&measures)).trim_end());
        }
        Ok(Outcome::found(rows))
    }

    /// An error when a parameter without a default is not given; it says what could be.
    fn check_needed(&self) -> Result<(), Error> {
        let Question { graph, how_to_give, .. } = self.asked;
        let given = |name: &str| self.parameters.iter().any(|(own, _)| own == name);
        let all: Vec<&Parameter> = self.saved.iter().flat_map(|saved| &saved.parameters).collect();
        let (mut meant, mut examples) = (Vec::new(), Vec::new());
        for (at, own) in all.iter().enumerate() {
            if own.default.is_some() || given(&own.name) {
                continue;
            }
            let before = all[..at].iter().filter(|other| other.kind == own.kind).count();
            let id = own.kind.and_then(|kind| ids_by_quotes(graph.graph(), kind).get(before).copied());
            meant.push(format!("${} ({})", own.name, own.about));
            examples.push(format!("`{how_to_give} {}={}`", own.name, id.unwrap_or("…")));
        }
        if meant.is_empty() {
            return Ok(());
        }
        let (meant, examples) = (meant.join(" and "), examples.join(" and "));
        Err(Error::Usage(format!("the query has to be told {meant}, as in {examples}")))
    }

    fn warn(&self, screen: Screen) {
        self.query.warnings().iter().for_each(|warning| screen.warn(warning.in_text(self.asked.text)));
    }

    /// The parameters, with the id of each concept, person or source that is given by a name.
    fn resolved(&self) -> Result<Vec<(String, Value<'static>)>, Error> {
        let kind = |name: &str| declared(&self.saved, name).and_then(|own| own.kind);
        let one = |(name, value): &(String, Value<'static>)| match kind(name) {
            Some(kind) if !value.is_null() => Ok((name.clone(), self.id(kind, name, value)?)),
            _ => Ok((name.clone(), value.clone())),
        };
        self.parameters.iter().map(one).collect()
    }

    fn id(&self, kind: NameKind, parameter: &str, value: &Value<'static>) -> Result<Value<'static>, Error> {
        let Question { graph, settings, how_to_give, .. } = self.asked;
        let found = find_id(graph.graph(), kind, &cells::shown(graph, value));
        found.map(|id| id.to_owned().into()).map_err(|error| {
            if settings.params.iter().any(|(name, _)| name == parameter) {
                return Error::NotFound(error);
            }
            let hint = format!("give another ${parameter} with {how_to_give} {parameter}=…");
            Error::Usage(format!("{error}; that is what the query asks of by default: {hint}"))
        })
    }

    /// Runs the query within its limits, and calls `each` with every row; gives how many there were, and what was
    /// measured of each step.
    pub(super) fn each_row(
        &self,
        mut each: impl FnMut(&[Value<'a>]) -> io::Result<()>,
    ) -> Result<(usize, Vec<Measure>), Error> {
        let Question { graph, settings, output, profile, .. } = self.asked;
        let limits = Limits::new(self.start, settings.timeout);
        let stop = || limits.fault();
        let start = Instant::now();
        let clock = || start.elapsed().as_nanos() as u64;
        let clock: Option<&dyn Fn() -> u64> = if profile { Some(&clock) } else { None };
        let control = Control { stop: &stop, now: Timestamp::now(), clock, memory: Control::MEMORY };
        let most = settings.max_rows.unwrap_or(usize::MAX);
        let mut rows = 0;
        let mut written = Ok(());
        let row = |values: &[Value<'a>]| -> Flow {
            if rows < most {
                rows += 1;
                written = each(values);
            }
            if written.is_err() || rows == most { Err(Stop::Enough) } else { Ok(()) }
        };
        let measures = self.query.run(graph, &self.parameters, &control, row).map_err(|error| {
            let advice = self.advice(error.fault, &limits);
            self.asked.failed(advice.into_iter().fold(error, QueryError::hint))
        })?;
        written.map_err(|error| Error::output(output, error))?;
        Ok((rows, measures))
    }

    /// What to do about a fault, where it is known.
    fn advice(&self, fault: Fault, limits: &Limits) -> Option<String> {
        let given = |name: &&str| self.parameters.iter().any(|(own, _)| own == name);
        match fault {
            Fault::Timeout => Some(limits.advice()),
            Fault::MissingParameter => {
                let missing = self.query.parameters().find(|name| !given(name))?;
                Some(format!("give it one with {} {missing}=…", self.asked.how_to_give))
            }
            _ => None,
        }
    }

    /// The places of the columns that rows have: all but those that are only drawn.
    fn shown(&self) -> Vec<usize> {
        let is_drawn = |name: &String| self.saved.as_ref().is_some_and(|saved| saved.drawn.contains(name));
        let columns = self.query.columns().iter().enumerate();
        columns.filter(|(_, name)| !is_drawn(name)).map(|(at, _)| at).collect()
    }

    /// Writes the rows of the answer.
    fn rows(&self, format: Option<QueryFormat>, screen: Screen) -> Result<(usize, Vec<Measure>), Error> {
        let Question { graph, output, .. } = self.asked;
        let to_file = output.is_some();
        let format = screen.format(format.and_then(QueryFormat::of_rows), to_file);
        let shown = self.shown();
        let columns: Vec<Column> = shown.iter().map(|&at| column(&self.query.columns()[at])).collect();
        let failed = |error| Error::output(output, error);
        output::stream(output, |out| {
            let mut writer =
                RowWriter::new(columns, format, screen.terminal(to_file), out).map_err(failed)?;
            let answered = self.each_row(|row| {
                writer.push(shown.iter().map(|&at| cells::cell(graph, &row[at], format)).collect())
            });
            // What was found before an error is an answer too.
            writer.finish().map_err(failed)?;
            answered
        })
    }
}

/// The parameter of a name that a query's comment declares.
fn declared<'s>(saved: &'s Option<SavedQuery>, name: &str) -> Option<&'s Parameter> {
    saved.iter().flat_map(|saved| &saved.parameters).find(|own| own.name == name)
}

/// Whether a value is a float or has one in it.
fn has_float(value: &Value<'_>) -> bool {
    match value {
        Value::Float(_) => true,
        Value::List(values) => values.iter().any(has_float),
        Value::Map(map) => map.iter().any(|(_, value)| has_float(value)),
        _ => false,
    }
}

fn column(name: &str) -> Column {
    Column { name: name.to_owned().into(), ..Column::text("") }
}
