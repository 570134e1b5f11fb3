//! Rows that are written one by one as they are found, where the format allows it.

use std::io;

use super::json::{Items, write_line};
use super::{Align, Cell, Column, Format, Table, Terminal, write};

/// Writes rows in a format as they come; those of a format that must see them all are kept until the end.
pub struct Rows<W: io::Write> {
    columns: Vec<Column>,
    format: Format,
    terminal: Terminal,
    kept: Vec<Vec<Cell>>,
    items: Items,
    out: Out<W>,
}

/// Where rows go.
enum Out<W: io::Write> {
    Plain(W),
    Delimited(Box<csv::Writer<W>>),
}

impl<W: io::Write> Rows<W> {
    /// Writes what stands above the rows.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(columns: Vec<Column>, format: Format, terminal: Terminal, out: W) -> io::Result<Self> {
        let delimiter = match format {
            Format::Csv => Some(b','),
            Format::Tsv => Some(b'\t'),
            _ => None,
        };
        let out = match delimiter {
            None => Out::Plain(out),
            Some(delimiter) => {
                let mut writer =
                    csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(out);
                writer.write_record(columns.iter().map(|column| column.name.as_bytes()))?;
                Out::Delimited(Box::new(writer))
            }
        };
        Ok(Self { columns, format, terminal, kept: Vec::new(), items: Items::default(), out })
    }

    /// Writes a row, or keeps it.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn push(&mut self, row: Vec<Cell>) -> io::Result<()> {
        match (&mut self.out, self.format) {
            (Out::Delimited(writer), _) => Ok(writer.write_record(row.iter().map(Cell::plain))?),
            (Out::Plain(out), Format::JsonLines) => write_line(&self.columns, &row, out),
            (Out::Plain(out), Format::Json) => self.items.push(&self.columns, &row, out),
            _ => {
                self.kept.push(row);
                Ok(())
            }
        }
    }

    /// Writes the rows that were kept; columns of numbers stand at the right.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn finish(mut self) -> io::Result<()> {
        match &mut self.out {
            Out::Delimited(writer) => writer.flush(),
            Out::Plain(out) => {
                if self.format == Format::Json {
                    self.items.finish(out)?;
                } else if self.format == Format::Table {
                    let mut table = Table { columns: self.columns, rows: self.kept };
                    align(&mut table);
                    write(&table, self.format, self.terminal, out)?;
                }
                out.flush()
            }
        }
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
