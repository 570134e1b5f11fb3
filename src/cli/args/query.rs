//! Arguments of the verbs that answer questions in openCypher.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::{NamedGraph, Output};
use crate::render::table::Format;
use crate::text::{compose, mend};

/// Ask the graph a question in openCypher.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph query 'MATCH (c:Concept)<-[m:MENTIONS]-() RETURN c.label, count(m) AS quotes ORDER BY quotes DESC LIMIT 5'
  ideagraph query 'MATCH (q:Quote)-[:MENTIONS]->(:Concept {id: $id}) RETURN q.text' --param id=rlhf
  ideagraph query who-agrees --param top=3     # a saved query; `ideagraph queries` lists them
  ideagraph query question.cypher --format svg -o answer.svg  # a file; what is in it is drawn
  echo 'MATCH (n) RETURN labels(n), count(*)' | ideagraph query -

Labels: Quote, Source, Person, Concept. Relationships: FROM, NEXT, SAID_BY, BY, MENTIONS, ABOUT, BROADER, RELATED, \
CO_OCCURS. Exit codes: 0 rows, 1 none, 2 error.")]
pub struct Query {
    /// The question, a file with it, or the name of a saved query; `-` is standard input
    #[arg(value_name = "QUERY")]
    pub query: String,
    /// How it is asked and answered.
    #[command(flatten)]
    pub settings: Settings,
    /// Tell how the question would be answered, and do not answer it
    #[arg(long, conflicts_with = "format")]
    pub explain: bool,
    /// Tell after the answer what each step was given and took
    #[arg(long, conflicts_with = "explain")]
    pub profile: bool,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The graph.
    #[command(flatten)]
    pub named: NamedGraph,
}

/// List the saved queries: what each answers, and its parameters.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph queries
  ideagraph query bridges --param top=3
  ideagraph query bridges --format svg -o bridges.svg

Those of the folder queries/, and those that are built in.")]
pub struct Queries {
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Ask questions at a prompt.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph shell                                  # at the prompt, :help tells what there is
  ideagraph shell --param concept=rlhf --timeout 10
  ideagraph shell --format json < questions.cypher  # statements, each with a ; at its end

A question runs when it ends with a semicolon, or is a whole one in a single line. Ctrl-C stops one that runs, Ctrl-D \
leaves. What is typed is kept in $XDG_STATE_HOME/ideagraph/history.
Exit codes of statements from a file: 0 rows, 1 none, 2 error.")]
pub struct Shell {
    /// How questions are asked and answered.
    #[command(flatten)]
    pub settings: Settings,
    /// Go on after a statement of a file that fails
    #[arg(long)]
    pub keep_going: bool,
    /// The graph.
    #[command(flatten)]
    pub named: NamedGraph,
}

/// How questions are asked and answered.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// A parameter of the question: JSON, else a string
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub params: Vec<(String, Given)>,
    /// A file with parameters, a JSON object of their values by name; `-` is standard input
    #[arg(long = "params", value_name = "FILE")]
    pub params_file: Option<PathBuf>,
    /// Stop with an error after so many seconds [default: after two billion steps, some minutes]
    #[arg(long, value_name = "SECONDS", value_parser = seconds, allow_negative_numbers = true)]
    pub timeout: Option<f64>,
    /// Stop after so many rows
    #[arg(long, value_name = "N", value_parser = rows, allow_negative_numbers = true)]
    pub max_rows: Option<usize>,
    /// How to write the answer [default: as the name of the file says, or IDEAGRAPH_FORMAT; a table on a terminal; JSON
    /// Lines]
    #[arg(long, value_enum)]
    pub format: Option<QueryFormat>,
}

/// How an answer is written that can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// Aligned columns for a person at a terminal
    Table,
    /// One JSON array with an object per row
    Json,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values with a header line
    Tsv,
    /// What is in the answer as Graphviz DOT
    Dot,
    /// What is in the answer as a picture
    Svg,
}

impl QueryFormat {
    /// The format of rows; none when the answer is drawn.
    pub(in crate::cli) fn of_rows(self) -> Option<Format> {
        match self {
            Self::Table => Some(Format::Table),
            Self::Json => Some(Format::Json),
            Self::Jsonl => Some(Format::JsonLines),
            Self::Csv => Some(Format::Csv),
            Self::Tsv => Some(Format::Tsv),
            Self::Dot | Self::Svg => None,
        }
    }
}

/// What is given for a parameter: JSON, as it was typed. Where a text is wanted, `1.10` is another than `1.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given(String);

impl Given {
    fn new(json: &str) -> Self {
        // White space between values may be any.
        Self(json.trim().replace(['\n', '\r'], " "))
    }

    /// Its value, with strings mended, as texts of the graph are.
    pub(in crate::cli) fn json(&self) -> Json {
        mended(serde_json::from_str(&self.0).unwrap_or_default())
    }

    /// What is typed where a text is wanted.
    pub(in crate::cli) fn text(&self) -> String {
        match self.json() {
            Json::String(text) => text,
            _ => mend(&self.0).into_owned(),
        }
    }

    /// The value of which numbers and truth values are texts, also those in a list; nothing where there are none.
    pub(in crate::cli) fn as_texts(&self) -> Option<Json> {
        match self.json() {
            Json::Number(_) | Json::Bool(_) => Some(self.0.clone().into()),
            Json::Array(values) if values.iter().any(|value| value.is_number() || value.is_boolean()) => {
                let values: Vec<Box<RawValue>> = serde_json::from_str(&self.0).ok()?;
                let text = |value: Box<RawValue>| {
                    let value = Self::from(&*value);
                    value.as_texts().unwrap_or_else(|| value.json())
                };
                Some(values.into_iter().map(text).collect())
            }
            _ => None,
        }
    }

    /// The first of its whole numbers that does not fit into 64 bits.
    pub(in crate::cli) fn too_large(&self) -> Option<String> {
        let all: Vec<Box<RawValue>> = match self.json() {
            Json::Number(_) => {
                let is_whole = !self.0.contains(['.', 'e', 'E']);
                // To JSON `-0` is a float.
                return (is_whole && self.0.parse::<i64>().is_err()).then(|| self.0.clone());
            }
            Json::Array(_) => serde_json::from_str(&self.0).ok()?,
            Json::Object(_) => {
                serde_json::from_str::<BTreeMap<String, _>>(&self.0).ok()?.into_values().collect()
            }
            _ => return None,
        };
        all.iter().find_map(|value| Self::from(&**value).too_large())
    }
}

impl fmt::Display for Given {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&Json> for Given {
    fn from(value: &Json) -> Self {
        Self::new(&value.to_string())
    }
}

impl From<&RawValue> for Given {
    fn from(value: &RawValue) -> Self {
        Self::new(value.get())
    }
}

/// Reads `name=value`, the value in JSON or else a string.
pub(in crate::cli) fn parameter(text: &str) -> Result<(String, Given), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    let name = name.trim().trim_start_matches('$');
    if name.is_empty() {
        return Err("write it as NAME=VALUE".to_owned());
    }
    let given = match serde_json::from_str::<Json>(value) {
        Ok(_) => Given::new(value),
        Err(_) => Given::from(&Json::from(value)),
    };
    Ok((compose(name).text, given))
}

/// A value with its strings mended.
fn mended(value: Json) -> Json {
    match value {
        Json::String(text) => mend(&text).into(),
        Json::Array(all) => all.into_iter().map(mended).collect(),
        Json::Object(all) => {
            all.into_iter().map(|(name, value)| (compose(&name).text, mended(value))).collect()
        }
        other => other,
    }
}

fn rows(text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| "write it as a number of rows, as 100".to_owned())
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..1e9).contains(seconds));
    seconds.ok_or_else(|| "write it as a number of seconds, as 10 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_above_64_bits_are_too_large() {
        for (given, expected) in [
            ("9223372036854775807", None),
            ("9223372036854775808", Some("9223372036854775808")),
            ("-9223372036854775808", None),
            ("-0", None),
            ("1e30", None),
            ("[1, {\"n\": 18446744073709551616}]", Some("18446744073709551616")),
        ] {
            assert_eq!(Given::new(given).too_large().as_deref(), expected, "{given}");
        }
    }
}
