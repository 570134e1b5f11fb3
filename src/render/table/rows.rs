//! Rows that are written one by one as they are found, where the format allows it.

use std::io;

use super::json::{self, Items};
use super::{Align, Cell, Column, Format, Table, Terminal, delimited, write};

/// The rows of a table for a terminal that are laid out together.
const PART: usize = 1000;

/// Writes rows in a format as they come; a table for a terminal is laid out in parts of a thousand rows.
pub struct RowWriter<W: io::Write> {
    columns: Vec<Column>,
    format: Format,
    terminal: Terminal,
    kept: Vec<Vec<Cell>>,
    /// Whether a part of a table was written.
    is_begun: bool,
    items: Items,
    out: W,
}

impl<W: io::Write> RowWriter<W> {
    /// Writes what stands above the rows.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(columns: Vec<Column>, format: Format, terminal: Terminal, mut out: W) -> io::Result<Self> {
        if let Some(delimiter) = format.delimiter() {
            delimited::write_header(&columns, delimiter, &mut out)?;
        }
        Ok(Self {
            columns,
            format,
            terminal,
            kept: Vec::new(),
            is_begun: false,
            items: Items::default(),
            out,
        })
    }

    /// Writes a row, or keeps it until its part is whole.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn push(&mut self, row: Vec<Cell>) -> io::Result<()> {
        match (self.format, self.format.delimiter()) {
            (_, Some(delimiter)) => delimited::write_row(&row, delimiter, &mut self.out),
            (Format::JsonLines, _) => json::write_line(&self.columns, &row, &mut self.out),
            (Format::Json, _) => self.items.push(&self.columns, &row, &mut self.out),
            _ => {
                if self.kept.len() == PART {
                    self.lay_out()?;
                }
                self.kept.push(row);
                Ok(())
            }
        }
    }

    /// Writes the rows that were kept, with an empty line between parts; columns of numbers stand at the right.
    fn lay_out(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.is_begun, true) {
            writeln!(self.out)?;
        }
        let mut table = Table { columns: self.columns.clone(), rows: std::mem::take(&mut self.kept) };
        align(&mut table);
        write(&table, self.format, self.terminal, &mut self.out)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<()> {
        if !self.kept.is_empty() {
            self.lay_out()?;
        }
        if self.format == Format::Json {
            self.items.finish(&mut self.out)?;
        }
        self.out.flush()
    }
}

fn align(table: &mut Table) {
    let is_number = |cell: &Cell| match cell {
        Cell::Integer(_) | Cell::Float { .. } | Cell::Null => true,
        Cell::Nested { value, .. } => value.is_number(),
        _ => false,
    };
    for (n, column) in table.columns.iter_mut().enumerate() {
        let numbers =
            !table.rows.is_empty() && table.rows.iter().all(|row| row.get(n).is_some_and(is_number));
        column.align = if numbers { Align::Right } else { Align::Left };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_table_is_laid_out_in_parts() {
        let mut out = Vec::new();
        let columns = vec![Column::text("n")];
        let mut rows = RowWriter::new(columns, Format::Table, Terminal::default(), &mut out).unwrap();
        (0..2 * PART as i64 + 1).for_each(|n| rows.push(vec![Cell::Integer(n)]).unwrap());
        rows.finish().unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.lines().filter(|line| line.trim() == "n").count(), 3);
        assert!(text.ends_with("   n\n─────\n2000\n"), "{text}");
    }
}
