//! Rows as JSON objects, with their keys in the order of the columns.

use std::io;

use serde_json::{Map, Value, json};

use super::{Cell, Column, Table, fixed};

/// Writes one array of objects, indented.
pub(super) fn write_array(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    let mut items = Items::default();
    table.rows.iter().try_for_each(|row| items.push(&table.columns, row, out))?;
    items.finish(out)
}

/// Writes one object per line.
pub(super) fn write_lines(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    table.rows.iter().try_for_each(|row| writeln!(out, "{}", object(&table.columns, row)))
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
        // No text in JSON has a line of its own.
        let item = format!("{:#}", object(columns, row)).replace('\n', "\n  ");
        write!(out, "{before}\n  {item}")
    }

    pub(super) fn finish(&self, out: &mut impl io::Write) -> io::Result<()> {
        out.write_all(if self.has_some { b"\n]\n" } else { b"[]\n" })
    }
}

/// A row as an object.
pub(super) fn object(columns: &[Column], row: &[Cell]) -> Value {
    let fields = columns.iter().zip(row).map(|(column, cell)| (column.name.to_string(), value(cell)));
    Value::Object(fields.collect::<Map<_, _>>())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) | Cell::Marked { text, .. } => json!(text),
        Cell::Integer(value) => json!(value),
        Cell::Float { value, decimals } => json!(fixed(*value, *decimals).parse::<f64>().ok()),
        Cell::List(items) => json!(items),
        Cell::Nested { value, .. } => value.clone(),
    }
}
