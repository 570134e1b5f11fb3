//! Rows as values between delimiters (RFC 4180 quoting, `\n` at the end of a line), under a header line.
//!
//! As PostgreSQL writes them: nothing is an empty field, and an empty text is `""`. Only where a row has no other field
//! nothing is `""` too, for many readers skip empty lines.

use std::io;

use super::{Cell, Column, Table};

/// Writes the header and the rows.
pub(super) fn write(table: &Table, delimiter: u8, out: &mut impl io::Write) -> io::Result<()> {
    write_header(&table.columns, delimiter, out)?;
    table.rows.iter().try_for_each(|row| write_row(row, delimiter, out))
}

/// Writes the names of the columns.
pub(super) fn write_header(columns: &[Column], delimiter: u8, out: &mut impl io::Write) -> io::Result<()> {
    write_line(columns.iter().map(|column| Some(column.name.as_ref())), delimiter, out)
}

/// Writes a row.
pub(super) fn write_row(row: &[Cell], delimiter: u8, out: &mut impl io::Write) -> io::Result<()> {
    let is_alone = row.len() == 1;
    let fields: Vec<Option<String>> =
        row.iter().map(|cell| (is_alone || !cell.is_nothing()).then(|| cell.plain())).collect();
    write_line(fields.iter().map(Option::as_deref), delimiter, out)
}

fn write_line<'a>(
    fields: impl Iterator<Item = Option<&'a str>>,
    delimiter: u8,
    out: &mut impl io::Write,
) -> io::Result<()> {
    for (n, field) in fields.enumerate() {
        if n > 0 {
            out.write_all(&[delimiter])?;
        }
        field.map_or(Ok(()), |field| write_field(field, delimiter, out))?;
    }
    out.write_all(b"\n")
}

fn write_field(field: &str, delimiter: u8, out: &mut impl io::Write) -> io::Result<()> {
    let is_quoted = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    if !field.is_empty() && !field.bytes().any(is_quoted) {
        return out.write_all(field.as_bytes());
    }
    write!(out, "\"{}\"", field.replace('"', "\"\""))
}
