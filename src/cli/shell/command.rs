//! A command is for the shell, and asks nothing of the graph: a line that begins with a colon, or the words that leave any
//! other shell or ask it for help.

use std::path::PathBuf;

use clap::ValueEnum;
use serde_json::Value as Json;

use crate::cli::args::{Given, QueryFormat, parameter};
use crate::text::did_you_mean;

/// A command.
#[derive(Debug, PartialEq)]
pub(super) enum Command {
    /// Tell the commands.
    Help,
    /// Leave.
    Quit,
    /// Tell what a query can ask for.
    Schema,
    /// List the saved queries.
    Queries,
    /// Ask a saved query, with some parameters.
    Run(String, Vec<Parameter>),
    /// Tell how a query, or the last one, would be answered.
    Explain(Option<String>),
    /// Ask a query, or the last one, and tell what each step was given and took.
    Profile(Option<String>),
    /// Tell or choose how answers are written.
    Format(Option<QueryFormat>),
    /// Tell or set parameters.
    Param(Option<Parameter>),
    /// Take the value of a parameter away.
    Unset(String),
    /// Write the answer to the last query, or the query itself, to a file.
    Save(PathBuf),
}

/// A name and its value.
pub(super) type Parameter = (String, Given);

/// Each command as it is typed, and what it does.
pub(super) const COMMANDS: [(&str, &str); 11] = [
    (":help", "tell the commands"),
    (":schema", "tell the labels, relationship types, properties, procedures and functions"),
    (":queries", "list the saved queries"),
    (":run NAME [k=v …]", "ask a saved query"),
    (":explain [QUERY]", "tell how a query, or the last one, is answered"),
    (":profile [QUERY]", "answer it, and tell what each step was given and took"),
    (":format [FORMAT]", "write answers as table, json, jsonl, csv, tsv, dot or svg"),
    (":param [k=v]", "set a parameter: JSON, else a string; without one tell those that are set"),
    (":unset NAME", "take the value of a parameter away"),
    (
        ":save FILE",
        "ask the last query again, into a .csv, .json, .svg … file, or write it to a .cypher file",
    ),
    (":quit", "leave, as Ctrl-D does"),
];

/// Whether a line that does not go on with a statement is a command.
pub(super) fn is_command(line: &str) -> bool {
    let word = line.trim().trim_end_matches([';', ' ']);
    word.starts_with(':') || ["help", "quit", "exit"].iter().any(|own| own.eq_ignore_ascii_case(word))
}

/// The words that commands begin with.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().filter_map(|(usage, _)| usage.split(' ').next())
}

impl Command {
    /// Reads a command.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn parse(line: &str) -> Result<Self, String> {
        let line = line.trim().trim_end_matches(';').trim_end();
        let (name, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let (lower, rest) = (name.to_ascii_lowercase(), rest.trim());
        let name = meant(&lower);
        let given = (!rest.is_empty()).then_some(rest);
        match (name, given) {
            (":help", None) => Ok(Self::Help),
            (":quit", None) => Ok(Self::Quit),
            (":schema", None) => Ok(Self::Schema),
            (":queries", None) => Ok(Self::Queries),
            (":run", Some(rest)) => {
                let (name, parameters) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
                Ok(Self::Run(name.to_owned(), assignments(parameters)?))
            }
            (":explain", query) => Ok(Self::Explain(query.map(ToOwned::to_owned))),
            (":profile", query) => Ok(Self::Profile(query.map(ToOwned::to_owned))),
            (":format", None) => Ok(Self::Format(None)),
            (":format", Some(format)) => {
                let known = QueryFormat::from_str(format, true);
                let unknown =
                    |_| format!("there is no format `{format}`; take one of {}", formats().join(", "));
                known.map(|format| Self::Format(Some(format))).map_err(unknown)
            }
            (":param", None) => Ok(Self::Param(None)),
            (":param", Some(rest)) => assignment(rest).map(|parameter| Self::Param(Some(parameter))),
            (":unset", Some(name)) => Ok(Self::Unset(name.trim_start_matches('$').to_owned())),
            (":save", Some(file)) => Ok(Self::Save(file.into())),
            (":run" | ":save" | ":unset", None) => Err(format!("write it as `{}`", usage(name))),
            (name, Some(_)) if names().any(|own| own == name) => Err(format!("`{name}` takes nothing more")),
            (name, _) => {
                let hint = did_you_mean(name, names());
                let hint = if hint.is_empty() { "; `:help` tells the commands".to_owned() } else { hint };
                Err(format!("there is no command `{name}`{hint}"))
            }
        }
    }
}

/// The command that a word stands for.
fn meant(word: &str) -> &str {
    match word {
        ":h" | ":?" | "help" => ":help",
        ":q" | ":exit" | "quit" | "exit" => ":quit",
        ":params" => ":param",
        word => word,
    }
}

fn usage(name: &str) -> &'static str {
    COMMANDS.iter().find(|(usage, _)| usage.starts_with(name)).map_or("", |(usage, _)| usage)
}

/// The names of the formats.
pub(super) fn formats() -> Vec<String> {
    let names = QueryFormat::value_variants().iter().filter_map(ValueEnum::to_possible_value);
    names.map(|name| name.get_name().to_owned()).collect()
}

/// One parameter, as `name=value` or as other shells of the language write it, `name => 'value'`.
fn assignment(text: &str) -> Result<Parameter, String> {
    let wrong = || "write it as `:param NAME=VALUE`; `:unset NAME` takes a value away".to_owned();
    let arrow = text.split_once("=>").filter(|(name, _)| !name.contains('='));
    let (name, value) = arrow.or_else(|| text.split_once('=')).ok_or_else(wrong)?;
    let (name, value) = parameter(&format!("{}={}", name.trim(), value.trim())).map_err(|_| wrong())?;
    let json = value.json();
    let quoted = json.as_str().and_then(|text| text.strip_prefix('\'')?.strip_suffix('\''));
    Ok((name, quoted.map(|text| Given::from(&Json::from(text))).unwrap_or(value)))
}

/// How parameters stand beside each other.
const APART: &str =
    "write parameters as k=v; a value with spaces stands in quotes, as in concept=\"White clover\"";

/// Parameters with spaces between them; a value with a space in it is JSON, or stands in single quotes.
fn assignments(mut text: &str) -> Result<Vec<Parameter>, String> {
    let mut all = Vec::new();
    loop {
        text = text.trim_start();
        if text.is_empty() {
            return Ok(all);
        }
        let is_word = |name: &str| !name.trim_end().contains(char::is_whitespace);
        let value = text.find('=').filter(|&at| is_word(&text[..at])).ok_or(APART)? + 1;
        let mut json = serde_json::Deserializer::from_str(&text[value..]).into_iter::<Json>();
        let read = json.next().is_some_and(|value| value.is_ok());
        let ends = |at: usize| text[at..].chars().next().is_none_or(char::is_whitespace);
        let word = || text[value..].find(char::is_whitespace).unwrap_or(text.len() - value);
        let json = value + json.byte_offset();
        let quoted = text[value..].strip_prefix('\'').and_then(|rest| Some(value + rest.find('\'')? + 2));
        let end = match quoted.filter(|&end| ends(end)) {
            Some(end) => end,
            None if read && ends(json) => json,
            None => value + word(),
        };
        all.push(assignment(&text[..end])?);
        text = &text[end..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn commands_are_read() {
        let with = |name: &str, value: Json| (name.to_owned(), Given::from(&value));
        for (line, expected) in [
            (":help", Command::Help),
            (" :q ;", Command::Quit),
            ("exit;", Command::Quit),
            (":explain RETURN 1", Command::Explain(Some("RETURN 1".into()))),
            (":explain", Command::Explain(None)),
            (":format CSV", Command::Format(Some(QueryFormat::Csv))),
            (":param top=3", Command::Param(Some(with("top", json!(3))))),
            (":param $who=Ada Lindqvist", Command::Param(Some(with("who", json!("Ada Lindqvist"))))),
            (":param top => 3", Command::Param(Some(with("top", json!(3))))),
            (":param who => 'Ada L'", Command::Param(Some(with("who", json!("Ada L"))))),
            (":param who='Ada L'", Command::Param(Some(with("who", json!("Ada L"))))),
            (":param who = Ada", Command::Param(Some(with("who", json!("Ada"))))),
            (
                ":run q who='Ada L' of=it's",
                Command::Run("q".into(), vec![with("who", json!("Ada L")), with("of", json!("it's"))]),
            ),
            (":param p=1.10", Command::Param(parameter("p=1.10").ok())),
            (":param sign=a=>b", Command::Param(Some(with("sign", json!("a=>b"))))),
            (":unset $who", Command::Unset("who".into())),
            (":profile", Command::Profile(None)),
            (":save a b.csv", Command::Save("a b.csv".into())),
            (":run who-agrees", Command::Run("who-agrees".into(), vec![])),
            (
                ":run q top=3 who=\"Ada L\"  day=2026-01-01 ids=[1, 2]",
                Command::Run(
                    "q".into(),
                    vec![
                        with("top", json!(3)),
                        with("who", json!("Ada L")),
                        with("day", json!("2026-01-01")),
                        parameter("ids=[1, 2]").unwrap(),
                    ],
                ),
            ),
        ] {
            assert_eq!(Command::parse(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn what_is_no_command_is_told() {
        for (line, expected) in [
            (":hlep", "there is no command `:hlep`; did you mean `:help`?"),
            (":", "there is no command `:`; `:help` tells the commands"),
            (":save", "write it as `:save FILE`"),
            (":run", "write it as `:run NAME [k=v …]`"),
            (":q now", "`:quit` takes nothing more"),
            (":param top", "write it as `:param NAME=VALUE`; `:unset NAME` takes a value away"),
            (":unset", "write it as `:unset NAME`"),
            (":run q top", APART),
            (":run q who=Ada Lindqvist top=3", APART),
            (":format xml", "there is no format `xml`; take one of table, json, jsonl, csv, tsv, dot, svg"),
        ] {
            assert_eq!(Command::parse(line), Err(expected.to_owned()), "{line}");
        }
    }
}
