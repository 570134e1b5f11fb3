//! Facts are a few named values: a line each for a person, one row for a script.

use super::Error;
use super::args::Output;
use super::output::Screen;
use crate::render::table::{Cell, Column, Format, Table};

/// Named values, in the order in which they are told.
#[derive(Default)]
pub(super) struct Facts(Vec<(&'static str, Cell)>);

impl Facts {
    /// Adds a value.
    pub(super) fn add(&mut self, name: &'static str, value: impl Into<Cell>) -> &mut Self {
        self.0.push((name, value.into()));
        self
    }

    /// Writes them to where the person wants them.
    pub(super) fn write(self, output: &Output, screen: Screen) -> Result<(), Error> {
        let person = screen.format(output.format, output.output.is_some()) == Format::Table;
        screen.write_table(&if person { self.lines() } else { self.row() }, output)
    }

    /// A row for each value, its name in words.
    pub(super) fn lines(self) -> Table {
        let mut table = Table::new([Column::text("what"), Column::text("value")]);
        table.rows.extend(self.0.into_iter().map(|(name, value)| vec![name.replace('_', " ").into(), value]));
        table
    }

    /// One row with a column for each value.
    pub(super) fn row(self) -> Table {
        let (columns, row): (Vec<Column>, Vec<Cell>) =
            self.0.into_iter().map(|(name, value)| (Column::text(name), value)).unzip();
        Table { columns, rows: vec![row] }
    }
}
