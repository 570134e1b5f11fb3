//! Facts are a few named values: a line each for a person, one row for a script.

use super::Error;
use super::args::Output;
use super::output::Screen;
use crate::render::page::Page;
use crate::render::table::{Cell, Column, Table};

/// A few values, in the order in which they are told.
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
        let mut page = Page::default();
        page.facts(self.lines());
        screen.write_page(|| page, || self.into_row(), output)
    }

    /// Each value with its name in words.
    pub(super) fn lines(&self) -> impl Iterator<Item = (String, String)> + '_ {
        self.0.iter().map(|(name, value)| (name.replace('_', " "), value.plain()))
    }

    /// One row with a column for each value.
    pub(super) fn into_row(self) -> Table {
        let (columns, row): (Vec<Column>, Vec<Cell>) =
            self.0.into_iter().map(|(name, value)| (Column::text(name), value)).unzip();
        Table { columns, rows: vec![row] }
    }
}
