//! Fields are the keys of a TOML table with their values: each is asked for by name, as what it must be, and what nobody
//! asked for is unknown. All that is wrong with them is told.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::concept::read::draft::Located;
use crate::concept::read::place::Place;
use crate::diagnostic::Diagnostic;
use crate::text::did_you_mean;

/// A file of TOML, with where its lines start.
pub(super) struct TomlFile<'a> {
    pub(super) name: &'a Arc<str>,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> TomlFile<'a> {
    pub(super) fn new(name: &'a Arc<str>, text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        Self { name, text, starts: std::iter::once(0).chain(ends.map(|n| n + 1)).collect() }
    }

    pub(super) fn place(&self, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let column = self.text.get(start..byte).unwrap_or_default().chars().count() + 1;
        Place { file: self.name.clone(), line: line as u32, column: column as u32 }
    }

    /// The place of a byte inside a name, when the file spells it as it is: behind the opening quote.
    pub(super) fn inside(&self, name: &Located, offset: usize) -> Place {
        let line = self.text.lines().nth(name.place.line as usize - 1).unwrap_or_default();
        let before: u32 = name.text.get(..offset).unwrap_or_default().chars().count() as u32;
        let plain = line.contains(&name.text);
        Place { column: name.place.column + if plain { 1 + before } else { 0 }, ..name.place.clone() }
    }

    /// The file's own words, when they are few.
    fn words(&self, span: Range<usize>) -> Option<&'a str> {
        self.text.get(span).filter(|words| words.len() <= 60 && !words.contains('\n'))
    }
}

/// The fields of a table.
pub(super) struct Fields<'t> {
    table: &'t DeTable<'t>,
    /// What the table tells of, for messages.
    what: &'static str,
    file: &'t TomlFile<'t>,
    asked: Vec<&'static str>,
    errors: Vec<Diagnostic>,
}

impl<'t> Fields<'t> {
    pub(super) fn new(table: &'t DeTable<'t>, what: &'static str, file: &'t TomlFile<'t>) -> Self {
        Self { table, what, file, asked: Vec::new(), errors: Vec::new() }
    }

    /// A value with its bytes in the file.
    fn value(&mut self, key: &'static str) -> Option<(&'t DeValue<'t>, Range<usize>)> {
        self.asked.push(key);
        self.table.get(key).map(|value| (value.get_ref(), value.span()))
    }

    fn wrong(&mut self, what: &str, value: &DeValue<'_>, at: Range<usize>, wanted: &str) {
        let message = format!("{what} must be {wanted} and is {}", kind(value));
        self.errors.push(self.file.place(at.start).error(message));
    }

    /// A text.
    pub(super) fn text(&mut self, key: &'static str) -> Option<Located> {
        let (value, at) = self.value(key)?;
        if let DeValue::String(text) = value {
            return Some(Located { text: text.to_string(), place: self.file.place(at.start) });
        }
        let bare = matches!(
            value,
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_)
        );
        let words = self.file.words(at.clone()).filter(|_| bare).unwrap_or("…");
        self.wrong(&format!("`{key}`"), value, at, &format!("a text, as in `{key} = \"{words}\"`,"));
        None
    }

    /// A text that a table at a place must have.
    pub(super) fn needed_text(&mut self, key: &'static str, at: &Place) -> Option<Located> {
        if !self.table.contains_key(key) {
            self.errors.push(at.error(format!("{} needs `{key} = \"…\"`", self.what)));
        }
        self.text(key)
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, key: &'static str) -> Vec<Located> {
        let Some((value, at)) = self.value(key) else { return Vec::new() };
        self.list(key, value, at)
    }

    fn list(&mut self, key: &str, value: &'t DeValue<'t>, at: Range<usize>) -> Vec<Located> {
        let DeValue::Array(items) = value else {
            let words = self.file.words(at.clone()).filter(|_| value.is_str()).unwrap_or("\"…\"");
            self.wrong(&format!("`{key}`"), value, at, &format!("a list, as in `{key} = [{words}]`,"));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(text) => {
                    texts.push(Located { text: text.to_string(), place: self.file.place(item.span().start) });
                }
                other => self.wrong(&format!("each part of `{key}`"), other, item.span(), "a text"),
            }
        }
        texts
    }

    /// A mark that is false where it is missing.
    pub(super) fn flag(&mut self, key: &'static str) -> bool {
        match self.value(key) {
            Some((DeValue::Boolean(flag), _)) => *flag,
            Some((value, at)) => {
                self.wrong(&format!("`{key}`"), value, at, "`true` or `false`");
                false
            }
            None => false,
        }
    }

    /// A table.
    pub(super) fn table(&mut self, key: &'static str) -> Option<&'t DeTable<'t>> {
        match self.value(key)? {
            (DeValue::Table(table), _) => Some(table),
            (value, at) => {
                self.wrong(&format!("`{key}`"), value, at, &format!("a table under `[{key}]`"));
                None
            }
        }
    }

    /// A table of lists of texts, by their names.
    pub(super) fn lists(&mut self, key: &'static str) -> Vec<(String, Vec<Located>)> {
        let table = self.table(key).into_iter().flatten();
        table
            .map(|(name, list)| {
                (name.get_ref().to_string(), self.list(name.get_ref(), list.get_ref(), list.span()))
            })
            .collect()
    }

    /// Tables, each with its place.
    pub(super) fn tables(&mut self, key: &'static str) -> Vec<(&'t DeTable<'t>, Place)> {
        let wanted = format!("a table under `[[{key}]]`");
        let Some((value, at)) = self.value(key) else { return Vec::new() };
        let items = match value {
            DeValue::Array(items) => items,
            DeValue::Table(_) => {
                let message = format!("`[{key}]` makes one table; write `[[{key}]]`, as there may be more");
                self.errors.push(self.file.place(at.start).error(message));
                return Vec::new();
            }
            _ => {
                self.wrong(&format!("`{key}`"), value, at, &wanted);
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, self.file.place(item.span().start))),
                other => self.wrong(&format!("`{key}`"), other, item.span(), &wanted),
            }
        }
        tables
    }

    /// What was wrong, and the keys that nobody asked for.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for key in self.table.keys().filter(|key| !self.asked.contains(&&**key.get_ref())) {
            let name = key.get_ref();
            let hint = did_you_mean(name, self.asked.iter().copied());
            let hint = if hint.is_empty() { format!("; there are {}", self.asked.join(", ")) } else { hint };
            let message = format!("{} has no `{name}`{hint}", self.what);
            self.errors.push(self.file.place(key.span().start).error(message));
        }
        self.errors
    }
}

/// What a value is, in words.
fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
