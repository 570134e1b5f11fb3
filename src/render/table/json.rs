//! Rows as JSON objects, with their keys in the order of the columns.

use std::io;

use serde_json::{Map, Value, json};

use super::{Cell, Table, fixed};

/// Writes one array of objects, indented.
pub(super) fn write_array(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    let rows: Vec<Value> = objects(table).collect();
    writeln!(out, "{:#}", Value::Array(rows))
}

/// Writes one object per line.
pub(super) fn write_lines(table: &Table, out: &mut impl io::Write) -> io::Result<()> {
    objects(table).try_for_each(|row| writeln!(out, "{row}"))
}

fn objects(table: &Table) -> impl Iterator<Item = Value> {
    table.rows.iter().map(|row| {
        let fields =
            table.columns.iter().zip(row).map(|(column, cell)| (column.name.to_string(), value(cell)));
        Value::Object(fields.collect::<Map<_, _>>())
    })
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
