//! A screen is what the person sees: how answers are shown when nothing else is asked.

use std::fmt::Display;
use std::io::{self, IsTerminal};

use super::told::{tell, tell_warning, wrapped};
use super::{stream, write};
use crate::cli::Error;
use crate::cli::args::format::of_answer;
use crate::cli::args::{Colour, Common, Output};
use crate::render::page::Page;
use crate::render::table::{self, Cell, Column, Format, RowWriter, Table, Terminal};

/// Where answers are shown, and how.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Screen {
    stdout_is_terminal: bool,
    colour: Colour,
    /// Say nothing but the answer and errors.
    pub(in crate::cli) quiet: bool,
}

impl Screen {
    /// Looks at standard output.
    pub(in crate::cli) fn of(common: &Common) -> Self {
        Self { stdout_is_terminal: io::stdout().is_terminal(), colour: common.color, quiet: common.quiet }
    }

    /// The format that was asked for; else a table on a terminal, and JSON Lines in a pipe or a file.
    pub(in crate::cli) fn format(self, asked: Option<Format>, to_file: bool) -> Format {
        let person = self.stdout_is_terminal && !to_file;
        asked.unwrap_or(if person { Format::Table } else { Format::JsonLines })
    }

    /// What the place that an answer goes to can show.
    pub(in crate::cli) fn terminal(self, to_file: bool) -> Terminal {
        let shown = self.stdout_is_terminal && !to_file;
        let colour = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                shown && anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
            }
        };
        let width = if shown { terminal_width() } else { PAGE };
        Terminal { colour, width: Some(width) }
    }

    /// Tells the person something beside the answer.
    pub(in crate::cli) fn note(self, text: impl Display) {
        if !self.quiet {
            tell(wrapped(&text.to_string(), 0));
        }
    }

    /// Tells of the quotes that are not shown, where there are any.
    pub(in crate::cli) fn tell_of_more(self, shown: usize, count: usize) {
        if shown < count {
            self.note(format_args!("{} more; --top {count} shows all", count - shown));
        }
    }

    /// Tells the person that something may not be as they mean it.
    pub(in crate::cli) fn warn(self, warning: impl Display) {
        if !self.quiet {
            tell_warning(warning);
        }
    }

    /// The person's yes to a question; no where there is nobody to ask.
    pub(in crate::cli) fn confirm(self, question: &str) -> bool {
        if self.quiet || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return false;
        }
        tell(format_args!("{question} [y/N]"));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    }

    /// Writes `page` for a person, or the rows of `table` for a script; only that one is made.
    pub(in crate::cli) fn write_page(
        self,
        page: impl FnOnce() -> Page,
        table: impl FnOnce() -> Table,
        output: &Output,
    ) -> Result<(), Error> {
        match self.format_of(output)? {
            Format::Table => self.write_text(&page(), output),
            _ => self.write_table(&table(), output),
        }
    }

    fn write_text(self, page: &Page, output: &Output) -> Result<(), Error> {
        let text = page.to_text(self.terminal(output.file().is_some()));
        write(output.file(), text.as_bytes())
    }

    /// Writes rows to where the person wants them.
    pub(in crate::cli) fn write_table(self, table: &Table, output: &Output) -> Result<(), Error> {
        let (format, terminal) = (self.format_of(output)?, self.terminal(output.file().is_some()));
        let mut bytes = Vec::new();
        table::write(table, format, terminal, &mut bytes)
            .map_err(|error| Error::output(output.file(), error))?;
        write(output.file(), &bytes)
    }

    /// The same as [`Self::write_page`] for rows that may be very many: each is written when it is made.
    pub(in crate::cli) fn stream_page(
        self,
        page: impl FnOnce() -> Page,
        columns: impl Into<Vec<Column>>,
        rows: impl Iterator<Item = Vec<Cell>>,
        output: &Output,
    ) -> Result<(), Error> {
        let format = self.format_of(output)?;
        if format == Format::Table {
            return self.write_text(&page(), output);
        }
        let path = output.file();
        stream(path, |out| {
            let write = || {
                let mut writer = RowWriter::new(columns.into(), format, Terminal::default(), out)?;
                for row in rows {
                    writer.push(row)?;
                }
                writer.finish()
            };
            write().map_err(|error| Error::output(path, error))
        })
    }

    /// Whether a person sees the answer: it goes to a terminal, as a table.
    pub(in crate::cli) fn is_seen(self, output: &Output) -> Result<bool, Error> {
        let to_terminal = self.stdout_is_terminal && output.file().is_none();
        Ok(to_terminal && self.format_of(output)? == Format::Table)
    }

    /// The format that was asked for, that the output's name or the environment tells, or else the one that suits where it
    /// goes.
    pub(in crate::cli) fn format_of(self, output: &Output) -> Result<Format, Error> {
        let asked = of_answer(output.format, output.file())?;
        Ok(self.format(asked, output.file().is_some()))
    }
}

/// The columns of a table that goes to no terminal.
const PAGE: usize = 100;

/// The columns of the terminal.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(PAGE, |(width, _)| usize::from(width.0)).max(40)
}
