//! A saved query is a question worth asking again: a query in a file, below a comment that says what it answers.
//!
//! The comment's first line is the title; then, between empty lines, what the query answers and its parameters, one a
//! line as `$name = default: what it is`, the default in JSON. `$name: concept: what it is` is the id of a concept,
//! which has to be given, by any of its names; so has that of a `person` or `source`, unless there is a default,
//! `$name: person = null: …`. `drawn: …` names columns that are only for pictures.

use std::fmt;

use serde_json::Value;
use thiserror::Error;

use crate::graph::NameKind;

/// A query with what its comment says.
#[derive(Debug, Clone, PartialEq)]
pub struct SavedQuery {
    /// The name of its file, without the extension.
    pub name: String,
    /// What it asks, in a line.
    pub title: String,
    /// What it answers.
    pub about: String,
    /// What it needs to be told.
    pub parameters: Vec<Parameter>,
    /// The columns that are drawn and stand in no rows.
    pub drawn: Vec<String>,
    /// The query with its comment, as it is in the file.
    pub text: String,
}

/// A parameter of a saved query.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name, without the `$`.
    pub name: String,
    /// What it is the id of, where it is one.
    pub kind: Option<NameKind>,
    /// What it is when nothing else is said; without it, it has to be given.
    pub default: Option<Value>,
    /// What it stands for.
    pub about: String,
}

/// What is wrong with the comment of a saved query.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SavedQueryError {
    /// There is no comment, or it is only a title.
    #[error("it must begin with a comment: a title, an empty line, and what the query answers")]
    NoComment,
    /// A line for a parameter that cannot be read.
    #[error(
        "line {line}: write a parameter as `// $name = default: what it is`, the default in JSON, or as \
         `// $name: concept: what it is` (`person`, `source`) where it is an id"
    )]
    Parameter {
        /// The line, from 1.
        line: usize,
    },
}

impl SavedQuery {
    /// Reads a query with its comment.
    ///
    /// # Errors
    /// When the comment does not say what it must.
    pub fn parse(name: &str, text: &str) -> Result<Self, SavedQueryError> {
        // Editors of Windows write a byte order mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let comment = text.lines().map_while(|line| line.strip_prefix("//")).map(str::trim);
        let mut lines = (1..).zip(comment);
        let title = lines.next().map(|(_, title)| title.to_owned()).ok_or(SavedQueryError::NoComment)?;
        let mut about = Vec::new();
        let (mut parameters, mut drawn) = (Vec::new(), Vec::new());
        for (line, said) in lines.filter(|(_, said)| !said.is_empty()) {
            if let Some(said) = said.strip_prefix('$') {
                parameters.push(Parameter::parse(said).ok_or(SavedQueryError::Parameter { line })?);
            } else if let Some(columns) = said.strip_prefix("drawn:") {
                drawn.extend(columns.split(',').map(|column| column.trim().to_owned()));
            } else {
                about.push(said);
            }
        }
        if title.is_empty() || about.is_empty() {
            return Err(SavedQueryError::NoComment);
        }
        let (name, about, text) = (name.to_owned(), about.join(" "), text.to_owned());
        Ok(Self { name, title, about, parameters, drawn, text })
    }

    /// A file for a query that was asked with some parameters, as JSON; a comment that the query has is kept.
    pub fn file<V: fmt::Display>(name: &str, query: &str, parameters: &[(String, V)]) -> String {
        if Self::parse(name, query).is_ok() {
            return format!("{query}\n");
        }
        let mut comment = format!("// {name}\n//\n// A query of one's own.\n");
        let lines = parameters.iter().map(|(name, value)| format!("// ${name} = {value}: a parameter\n"));
        let lines: String = lines.collect();
        if !lines.is_empty() {
            comment += "//\n";
        }
        format!("{comment}{lines}\n{query}\n")
    }

    /// The queries that are built in, by name.
    pub fn shipped() -> impl Iterator<Item = Self> {
        SHIPPED.iter().filter_map(|(name, text)| Self::parse(name, text).ok())
    }
}

impl Parameter {
    /// Whether its value is a text, as its default is, or a name: so `2026` or `true` is one too.
    pub fn is_text(&self) -> bool {
        self.kind.is_some() || self.default.as_ref().is_some_and(Value::is_string)
    }

    /// Whether it is a name that has to be given, or is another one by default.
    pub fn is_needed_name(&self) -> bool {
        self.kind.is_some() && self.default != Some(Value::Null)
    }

    /// Reads `name = default: what it is`, `name: kind: what it is`, or `name: kind = default: what it is`.
    fn parse(text: &str) -> Option<Self> {
        let (name, rest) = text.split_at(text.find([':', '='])?);
        let (kind, rest) = match rest.strip_prefix(':') {
            Some(kind) => {
                let (kind, rest) = kind.split_at(kind.find([':', '='])?);
                (Some(NameKind::named(kind.trim())?), rest)
            }
            None => (None, rest),
        };
        let (default, about) = match rest.strip_prefix('=') {
            Some(default) => {
                let mut values = serde_json::Deserializer::from_str(default).into_iter::<Value>();
                let value = values.next()?.ok()?;
                (Some(value), default.get(values.byte_offset()..)?)
            }
            None => (None, rest),
        };
        let about = about.strip_prefix(':')?.trim().to_owned();
        Some(Self { name: name.trim().to_owned(), kind, default, about })
    }
}

macro_rules! shipped {
    ($($name:literal)*) => {
        /// The files of the folder `queries/`.
        const SHIPPED: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../queries/", $name, ".cypher"))),)*];
    };
}

shipped! {
    "bare-quotes"
    "bridges"
    "by-month"
    "changes-of-mind"
    "comes-with"
    "denials"
    "evidence-for-a-path"
    "in-every-source"
    "missing-in"
    "more-than-chance"
    "most-spoken-of"
    "never-together"
    "over-time"
    "profile"
    "quotes-of"
    "replies"
    "rolled-up"
    "shortest-ways"
    "since"
    "unspoken"
    "who-agrees"
    "who-disagrees"
    "who-knows"
    "without-its-name"
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn the_comment_says_what_the_query_answers() {
        let text = "// Who?\n//\n// People,\n// by name.\n//\n// $top = 3: how many\n// $like = \"a: b\": a name\n\nRETURN $top";
        let query = SavedQuery::parse("who", text).unwrap();
        assert_eq!((query.title.as_str(), query.about.as_str()), ("Who?", "People, by name."));
        let parameters: Vec<String> =
            query.parameters.iter().map(|p| format!("{} {:?} {}", p.name, p.default, p.about)).collect();
        assert_eq!(parameters, ["top Some(Number(3)) how many", "like Some(String(\"a: b\")) a name"]);
        assert_eq!(query.drawn, [""; 0]);
        let text =
            "// Who?\n// All.\n// $who: person = \"ada\": who\n// $of: concept: of = what\n// drawn: way, m";
        let query = SavedQuery::parse("who", text).unwrap();
        assert_eq!(query.drawn, ["way", "m"]);
        let [who, of] = &query.parameters[..] else { panic!("{query:?}") };
        assert_eq!(
            (who.name.as_str(), who.kind, &who.default),
            ("who", Some(NameKind::Person), &Some("ada".into()))
        );
        assert_eq!((of.about.as_str(), of.kind, &of.default), ("of = what", Some(NameKind::Concept), &None));
    }

    #[test]
    fn a_file_may_begin_with_a_byte_order_mark() {
        let query = SavedQuery::parse("all", "\u{feff}// All?\n// Of them.\nRETURN 1").unwrap();
        assert_eq!((query.title.as_str(), query.text.starts_with("// All?")), ("All?", true));
    }

    #[test]
    fn a_file_says_what_it_must() {
        let text = SavedQuery::file("mine", "RETURN $top;", &[("top".into(), Value::from(3))]);
        let query = SavedQuery::parse("mine", &text).unwrap();
        assert_eq!((query.title.as_str(), &query.parameters[0].default), ("mine", &Some(Value::from(3))));
        assert_eq!(SavedQuery::file::<Value>("mine", text.trim(), &[]), text);
    }

    #[test]
    fn what_the_comment_lacks_is_told() {
        for (text, expected) in [
            ("", SavedQueryError::NoComment),
            ("RETURN 1", SavedQueryError::NoComment),
            ("// Who?\n\nRETURN 1", SavedQueryError::NoComment),
            ("// Who?\n// All.\n// $top: how many", SavedQueryError::Parameter { line: 3 }),
            ("// Who?\n// All.\n// $top = many: how many", SavedQueryError::Parameter { line: 3 }),
            ("// Who?\n// All.\n// $top = 3 how many", SavedQueryError::Parameter { line: 3 }),
            ("// Who?\n// All.\n// $who: people = \"ada\": who", SavedQueryError::Parameter { line: 3 }),
        ] {
            assert_eq!(SavedQuery::parse("who", text), Err(expected), "{text}");
        }
    }

    #[test]
    fn every_file_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries");
        let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let queries = files.filter(|path| path.extension().is_some_and(|extension| extension == "cypher"));
        let mut names: Vec<String> =
            queries.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        names.sort_unstable();
        assert_eq!(SavedQuery::shipped().map(|query| query.name).collect::<Vec<_>>(), names);
        assert!(names.len() >= 20);
    }
}
