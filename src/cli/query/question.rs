//! A question is a query on its way to a graph: its text, what it is asked with, and where its answer goes.

use std::io::{self, BufWriter};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{cells, picture, stop};
use crate::cli::args::{QueryFormat, Settings};
use crate::cli::output::{self, Screen};
use crate::cli::{Error, Outcome};
use crate::concept::did_you_mean;
use crate::query::SavedQuery;
use crate::query::cypher::error::Fault;
use crate::query::cypher::value::Value;
use crate::query::cypher::{Control, Flow, Knowledge, Measure, Query, QueryError, Stop};
use crate::render::table::{Column, Rows};

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

impl<'a> Question<'a> {
    /// Tells how it would be answered.
    pub(in crate::cli) fn explain(&self, query: &Query) -> Result<Outcome, Error> {
        output::write(self.output, query.explain(self.graph, None).as_bytes())?;
        Ok(Outcome::Found)
    }

    /// An error when a parameter is given that the query does not have.
    pub(super) fn check_parameters(&self, query: &Query) -> Result<(), Error> {
        let known: Vec<&str> = query.parameters().collect();
        let Some((name, _)) = self.settings.params.iter().find(|(name, _)| !known.contains(&name.as_str()))
        else {
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
    pub(in crate::cli) fn answer(&self, query: &Query, screen: Screen) -> Result<Outcome, Error> {
        let format = self.settings.format.or_else(|| QueryFormat::of_file(self.output?));
        let (rows, measures) = match format {
            Some(QueryFormat::Dot) => picture::draw(self, query, picture::Format::Dot, screen)?,
            Some(QueryFormat::Svg) => picture::draw(self, query, picture::Format::Svg, screen)?,
            format => self.rows(query, format, screen)?,
        };
        if self.settings.max_rows == Some(rows) {
            screen.note(&format!("stopped after {rows} rows, as --max-rows says; there may be more"));
        }
        if self.profile {
            output::tell(query.explain(self.graph, Some(&measures)).trim_end());
        }
        Ok(Outcome::found(rows))
    }

    /// The query, ready to run.
    pub(in crate::cli) fn query(&self) -> Result<Query, Error> {
        Query::with_parameters(self.text, self.graph, &self.parameters()).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: QueryError) -> Error {
        Error::Query { error: Box::new(error), text: self.text.to_owned() }
    }

    /// Runs the query within its limits, and calls `each` with every row; gives how many there were, and what was
    /// measured of each step.
    pub(super) fn each_row(
        &self,
        query: &Query,
        mut each: impl FnMut(&[Value<'a>]) -> io::Result<()>,
    ) -> Result<(usize, Vec<Measure>), Error> {
        let start = Instant::now();
        let limit = self.settings.timeout.map(Duration::from_secs_f64);
        let stop = || match () {
            () if stop::asked() => Some(Fault::Interrupted),
            () if limit.is_some_and(|limit| start.elapsed() > limit) => Some(Fault::Timeout),
            () => None,
        };
        let clock = || start.elapsed().as_nanos() as u64;
        let clock: Option<&dyn Fn() -> u64> = if self.profile { Some(&clock) } else { None };
        let control = Control { stop: &stop, now: Timestamp::now(), clock, memory: Control::MEMORY };
        let most = self.settings.max_rows.unwrap_or(usize::MAX);
        let mut rows = 0;
        let mut written = Ok(());
        let row = |values: &[Value<'a>]| -> Flow {
            if rows < most {
                rows += 1;
                written = each(values);
            }
            if written.is_err() || rows == most { Err(Stop::Enough) } else { Ok(()) }
        };
        let parameters = self.parameters();
        let measures = query.run(self.graph, &parameters, &control, row).map_err(|error| {
            let missing = query.parameters().find(|name| parameters.iter().all(|(own, _)| own != name));
            let hint = missing.map(|name| format!("give it one with {} {name}=…", self.how_to_give));
            self.failed(hint.into_iter().fold(error, QueryError::hint))
        })?;
        written.map_err(|error| Error::output(self.output, error))?;
        Ok((rows, measures))
    }

    /// The parameters that are given, and for others what the comment of the query says.
    fn parameters(&self) -> Vec<(String, Value<'static>)> {
        let given = &self.settings.params;
        let defaults = SavedQuery::parse("", self.text.trim_start()).map(|query| query.parameters);
        let defaults = defaults.unwrap_or_default().into_iter();
        let defaults = defaults.map(|parameter| (parameter.name, parameter.default));
        let missing = defaults.filter(|(name, _)| !given.iter().any(|(given, _)| given == name));
        // The last of those that are given with one name counts.
        let all = given.iter().rev().cloned().chain(missing);
        all.map(|(name, value)| (name, cells::from_json(&value))).collect()
    }

    /// Writes the rows of the answer.
    fn rows(
        &self,
        query: &Query,
        format: Option<QueryFormat>,
        screen: Screen,
    ) -> Result<(usize, Vec<Measure>), Error> {
        let to_file = self.output.is_some();
        let format = screen.format(format.and_then(QueryFormat::of_rows), to_file);
        let columns: Vec<Column> = query.columns().iter().map(|name| column(name)).collect();
        let mut file = Vec::new();
        let stdout;
        let out: Box<dyn io::Write + '_> = if to_file {
            Box::new(&mut file)
        } else {
            stdout = io::stdout();
            Box::new(BufWriter::new(stdout.lock()))
        };
        let failed = |error| Error::output(self.output, error);
        let mut writer = Rows::new(columns, format, screen.terminal(to_file), out).map_err(failed)?;
        let answered = self.each_row(query, |row| {
            writer.push(row.iter().map(|value| cells::cell(self.graph, value)).collect())
        });
        // What was found before an error is an answer too.
        writer.finish().map_err(failed)?;
        let answered = answered?;
        if to_file {
            output::write(self.output, &file)?;
        }
        Ok(answered)
    }
}

fn column(name: &str) -> Column {
    Column { name: name.to_owned().into(), ..Column::text("") }
}
