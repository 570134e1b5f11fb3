//! A table is an answer in rows: named columns and typed cells, which every row format shows in its own way.

mod delimited;
mod json;
mod rows;
mod terminal;

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use crate::text::Span;
pub use json::Json;
pub use rows::RowWriter;

/// An answer in rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The columns, from left to right.
    pub columns: Vec<Column>,
    /// The rows, from top to bottom; each has one cell per column.
    pub rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new() }
    }
}

/// A column: its name is the heading of a table and the key of a JSON object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Name: in lower case with `_` between words, or as a query gives it.
    pub name: Cow<'static, str>,
    /// Where its cells stand in a table for the terminal.
    pub align: Align,
}

impl Column {
    /// A column of words, at the left.
    pub const fn text(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), align: Align::Left }
    }

    /// A column of numbers, at the right.
    pub const fn number(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), align: Align::Right }
    }
}

/// The side of a column at which its cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// One value of an answer.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing: an empty cell, `null` in JSON.
    Null,
    /// Words.
    Text(String),
    /// Words in which some places are evidence.
    Marked {
        /// The words.
        text: String,
        /// The places, as bytes of `text`; they may overlap and stand in any order.
        marks: Vec<Span>,
    },
    /// A count.
    Integer(i64),
    /// A measure, rounded to some decimals; shown as nothing when it is not finite.
    Float {
        /// The measure.
        value: f64,
        /// Decimals to keep.
        decimals: usize,
    },
    /// Several words: an array in JSON, joined by `; ` elsewhere.
    List(Vec<String>),
    /// A value with parts of its own.
    Nested {
        /// The value in JSON.
        value: Json,
        /// What a row of text shows of it.
        short: String,
    },
}

impl Cell {
    /// A value with parts of its own, of which a row of text shows `short`.
    pub fn nested(value: &impl Serialize, short: impl Into<String>) -> Self {
        Self::Nested { value: Json::of(value), short: short.into() }
    }

    /// The cell as plain text, for a reader or a spreadsheet.
    pub fn plain(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Text(text) | Self::Marked { text, .. } => text.clone(),
            Self::Integer(value) => value.to_string(),
            Self::Float { value, decimals } => fixed(*value, *decimals),
            Self::List(items) => items.join("; "),
            Self::Nested { short, .. } => short.clone(),
        }
    }

    /// Whether it shows nothing; an empty text is something.
    fn is_nothing(&self) -> bool {
        !matches!(self, Self::Text(_) | Self::Marked { .. }) && self.plain().is_empty()
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Cell {
    fn from(count: u32) -> Self {
        Self::Integer(count.into())
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The number with its decimals, without the sign of a zero; nothing when it is not finite.
fn fixed(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return String::new();
    }
    let text = format!("{value:.decimals$}");
    match text.strip_prefix('-') {
        Some(zero) if zero.bytes().all(|byte| matches!(byte, b'0' | b'.')) => zero.to_owned(),
        _ => text,
    }
}

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Aligned columns for a person at a terminal.
    Table,
    /// One JSON array with an object per row.
    Json,
    /// One JSON object per line.
    JsonLines,
    /// Comma-separated values with a header line.
    Csv,
    /// Tab-separated values with a header line.
    Tsv,
}

impl Format {
    /// What stands between the values of a line, in the formats that have such.
    pub fn delimiter(self) -> Option<u8> {
        match self {
            Self::Csv => Some(b','),
            Self::Tsv => Some(b'\t'),
            Self::Table | Self::Json | Self::JsonLines => None,
        }
    }
}

/// What the terminal can show; only [`Format::Table`] looks at it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Terminal {
    /// True when evidence and headings are marked by ANSI colours.
    pub colour: bool,
    /// Columns of the screen into which rows are wrapped; without it nothing is wrapped.
    pub width: Option<usize>,
}

/// Writes a table in a format.
///
/// A table for the terminal is made in memory first; the other formats are written row by row.
///
/// # Errors
/// Only those of `out`.
pub fn write(table: &Table, format: Format, terminal: Terminal, out: &mut impl io::Write) -> io::Result<()> {
    match (format, format.delimiter()) {
        (_, Some(delimiter)) => delimited::write(table, delimiter, out),
        (Format::Json, _) => json::write_array(table, out),
        (Format::JsonLines, _) => json::write_lines(table, out),
        _ => terminal::write(table, terminal, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The table in a format, without colours, in a screen of some width.
    pub(super) fn written(table: &Table, format: Format, terminal: Terminal) -> String {
        let mut out = Vec::new();
        write(table, format, terminal, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// One row with a cell of every kind.
    pub(super) fn every_kind() -> Table {
        let columns = [
            Column::text("concept"),
            Column::text("quote"),
            Column::number("quotes"),
            Column::number("npmi"),
            Column::text("tags"),
            Column::text("evidence"),
            Column::text("note"),
        ];
        let evidence = json!([{"start": 4, "end": 8, "text": "RLHF", "kind": "explicit"}]);
        let mut table = Table::new(columns);
        table.rows.push(vec![
            "rlhf".into(),
            Cell::Marked { text: "The RLHF, \"so\"".into(), marks: vec![Span::new(4, 8)] },
            3_u32.into(),
            Cell::Float { value: 0.400_04, decimals: 3 },
            Cell::List(vec!["a".into(), "b".into()]),
            Cell::nested(&evidence, "RLHF"),
            None::<&str>.into(),
        ]);
        table
    }

    #[test]
    fn row_formats() {
        let cases = [
            (
                Format::JsonLines,
                concat!(
                    r#"{"concept":"rlhf","quote":"The RLHF, \"so\"","quotes":3,"npmi":0.4,"tags":["a","b"],"#,
                    r#""evidence":[{"start":4,"end":8,"text":"RLHF","kind":"explicit"}],"note":null}"#,
                    "\n"
                ),
            ),
            (
                Format::Csv,
                "concept,quote,quotes,npmi,tags,evidence,note\n\
                 rlhf,\"The RLHF, \"\"so\"\"\",3,0.400,a; b,RLHF,\n",
            ),
            (
                Format::Tsv,
                "concept\tquote\tquotes\tnpmi\ttags\tevidence\tnote\n\
                 rlhf\t\"The RLHF, \"\"so\"\"\"\t3\t0.400\ta; b\tRLHF\t\n",
            ),
        ];
        for (format, expected) in cases {
            assert_eq!(written(&every_kind(), format, Terminal::default()), expected, "{format:?}");
        }
    }

    #[test]
    fn nothing_is_not_an_empty_text() {
        let cells = [Cell::Null, "".into(), Cell::List(Vec::new()), "a\tb".into()];
        let mut table =
            Table::new([Column::text("a"), Column::text("b"), Column::text("c"), Column::text("d")]);
        table.rows.push(cells.to_vec());
        assert_eq!(written(&table, Format::Csv, Terminal::default()), "a,b,c,d\n,\"\",,a\tb\n");
        assert_eq!(written(&table, Format::Tsv, Terminal::default()), "a\tb\tc\td\n\t\"\"\t\t\"a\tb\"\n");
        // Many readers skip empty lines.
        let mut table = Table::new([Column::text("a")]);
        table.rows.extend([vec![Cell::Null], vec!["".into()]]);
        assert_eq!(written(&table, Format::Csv, Terminal::default()), "a\n\"\"\n\"\"\n");
    }

    #[test]
    fn an_array_holds_the_lines() {
        let array = written(&every_kind(), Format::Json, Terminal::default());
        let line = written(&every_kind(), Format::JsonLines, Terminal::default());
        let rows: Vec<Value> = serde_json::from_str(&array).unwrap();
        assert_eq!(rows, [serde_json::from_str::<Value>(&line).unwrap()]);
        assert!(array.ends_with("]\n"), "{array}");
    }

    #[test]
    fn no_rows() {
        let table = Table::new([Column::text("concept"), Column::number("quotes")]);
        let cases = [
            (Format::Table, ""),
            (Format::Json, "[]\n"),
            (Format::JsonLines, ""),
            (Format::Csv, "concept,quotes\n"),
            (Format::Tsv, "concept\tquotes\n"),
        ];
        for (format, expected) in cases {
            assert_eq!(written(&table, format, Terminal::default()), expected, "{format:?}");
        }
    }

    #[test]
    fn numbers_with_decimals() {
        let cases = [
            (0.125, 2, "0.12"),
            (0.4, 3, "0.400"),
            (-0.0001, 2, "0.00"),
            (-0.4, 0, "0"),
            (-1.5, 1, "-1.5"),
            (f64::NAN, 2, ""),
            (f64::INFINITY, 2, ""),
        ];
        for (value, decimals, expected) in cases {
            assert_eq!(fixed(value, decimals), expected, "{value}");
        }
    }
}
