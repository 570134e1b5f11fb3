//! Rows as JSON objects, with their keys in the order of the columns.

use std::io;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::{Cell, Column, Table, fixed};

/// A value as the text that it has in JSON.
#[derive(Debug, Clone, Serialize)]
#[serde(transparent)]
pub struct Json(Box<RawValue>);

impl Json {
    /// A value's own; `null` for one that JSON cannot tell.
    pub fn of(value: &impl Serialize) -> Self {
        Self(to_raw_value(value).unwrap_or_else(|_| RawValue::NULL.to_owned()))
    }

    /// Whether it is a number.
    pub(super) fn is_number(&self) -> bool {
        self.0.get().starts_with(|c: char| c == '-' || c.is_ascii_digit())
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

/// Writes one array of objects, indented.
pub(super) fn write_array(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    let mut items = Items::default();
    table.rows.iter().try_for_each(|row| items.push(&table.columns, row, out))?;
    items.finish(out)
}

/// Writes one object per line.
pub(super) fn write_lines(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    table.rows.iter().try_for_each(|row| write_line(&table.columns, row, out))
}

/// Writes a row as an object on a line of its own.
pub(super) fn write_line(columns: &[Column], row: &[Cell], out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &Object(columns, row))?;
    out.write_all(b"\n")
}

/// The items of an array, each written when it is there.
#[derive(Debug, Default)]
pub(super) struct Items {
    has_some: bool,
}

impl Items {
    pub(super) fn push(
        &mut self,
        columns: &[Column],
        row: &[Cell],
        out: &mut impl io::Write,
    ) -> io::Result<()> {
        let before = if self.has_some { "," } else { "[" };
        self.has_some = true;
        // As a value, so that what is text already is indented, too. No text in JSON has a line of its own.
        let item = format!("{:#}", serde_json::to_value(Object(columns, row))?).replace('\n', "\n  ");
        write!(out, "{before}\n  {item}")
    }

    pub(super) fn finish(&self, out: &mut impl io::Write) -> io::Result<()> {
        out.write_all(if self.has_some { b"\n]\n" } else { b"[]\n" })
    }
}

/// A row as an object.
struct Object<'a>(&'a [Column], &'a [Cell]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|column| &column.name).zip(self.1))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Text(text) | Self::Marked { text, .. } => serializer.serialize_str(text),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Float { value, decimals } => {
                fixed(*value, *decimals).parse::<f64>().ok().serialize(serializer)
            }
            Self::List(items) => items.serialize(serializer),
            Self::Nested { value, .. } => value.serialize(serializer),
        }
    }
}
