//! Rows as values between delimiters (RFC 4180 quoting, `\n` at the end of a line), under a header line.

use std::io;

use super::{Cell, Table};

/// Writes the header and the rows.
pub(super) fn write(table: &Table, delimiter: u8, out: &mut impl io::Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
    writer.write_record(table.columns.iter().map(|column| column.name.as_bytes()))?;
    for row in &table.rows {
        writer.write_record(row.iter().map(Cell::plain))?;
    }
    writer.flush()
}
