//! An output is where bytes go: standard output, or a file that is whole or not there.

use std::borrow::Cow;
use std::fmt::Display;
use std::fs;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use unicode_width::UnicodeWidthStr;

use super::Error;
use super::args::format::of_answer;
use super::args::{Colour, Common, Output};
use super::build::previous::{base, memo};
use super::reading::inputs;
use crate::graph::{KnowledgeGraph, store};
use crate::render::page::Page;
use crate::render::table::{self, Cell, Column, Format, RowWriter, Table, Terminal};

/// What the person sees: how answers are shown when nothing else is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    stdout_is_terminal: bool,
    colour: Colour,
    /// Say nothing but the answer and errors.
    pub(super) quiet: bool,
}

impl Screen {
    /// Looks at standard output.
    pub(super) fn of(common: &Common) -> Self {
        Self { stdout_is_terminal: io::stdout().is_terminal(), colour: common.color, quiet: common.quiet }
    }

    /// The format that was asked for; else a table on a terminal, and JSON Lines in a pipe or a file.
    pub(super) fn format(self, asked: Option<Format>, to_file: bool) -> Format {
        let person = self.stdout_is_terminal && !to_file;
        asked.unwrap_or(if person { Format::Table } else { Format::JsonLines })
    }

    /// What the place that an answer goes to can show.
    pub(super) fn terminal(self, to_file: bool) -> Terminal {
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
    pub(super) fn note(self, text: impl Display) {
        if !self.quiet {
            tell(wrapped(&text.to_string(), 0));
        }
    }

    /// Tells of the quotes that are not shown, where there are any.
    pub(super) fn tell_of_more(self, shown: usize, count: usize) {
        if shown < count {
            self.note(format_args!("{} more; --top {count} shows all", count - shown));
        }
    }

    /// Tells the person that something may not be as they mean it.
    pub(super) fn warn(self, warning: impl Display) {
        if !self.quiet {
            tell_warning(warning);
        }
    }

    /// The person's yes to a question; no where there is nobody to ask.
    pub(super) fn confirm(self, question: &str) -> bool {
        if self.quiet || !io::stdin().is_terminal() || !io::stderr().is_terminal() {
            return false;
        }
        tell(format_args!("{question} [y/N]"));
        let mut answer = String::new();
        let read = io::stdin().read_line(&mut answer);
        read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes")
    }

    /// Writes `page` for a person, or the rows of `table` for a script; only that one is made.
    pub(super) fn write_page(
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
    pub(super) fn write_table(self, table: &Table, output: &Output) -> Result<(), Error> {
        let (format, terminal) = (self.format_of(output)?, self.terminal(output.file().is_some()));
        let mut bytes = Vec::new();
        table::write(table, format, terminal, &mut bytes)
            .map_err(|error| Error::output(output.file(), error))?;
        write(output.file(), &bytes)
    }

    /// The same as [`Self::write_page`] for rows that may be very many: each is written when it is made.
    pub(super) fn stream_page(
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
    pub(super) fn is_seen(self, output: &Output) -> Result<bool, Error> {
        let to_terminal = self.stdout_is_terminal && output.file().is_none();
        Ok(to_terminal && self.format_of(output)? == Format::Table)
    }

    /// The format that was asked for, that the output's name or the environment tells, or else the one that suits where it
    /// goes.
    pub(super) fn format_of(self, output: &Output) -> Result<Format, Error> {
        let asked = of_answer(output.format, output.file())?;
        Ok(self.format(asked, output.file().is_some()))
    }
}

/// How errors and warnings are marked on a terminal.
const RED: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const YELLOW: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// The columns of a table that goes to no terminal.
const PAGE: usize = 100;

/// The columns of the terminal.
fn terminal_width() -> usize {
    terminal_size::terminal_size().map_or(PAGE, |(width, _)| usize::from(width.0)).max(40)
}

/// Writes a line to standard error; where that is closed or full there is nobody left to tell.
pub(super) fn tell(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// A word of a command that is advised, as a shell reads it.
pub(super) fn shell_word(word: &str) -> Cow<'_, str> {
    shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
}

/// Tells an error on standard error.
pub fn tell_error(error: impl Display) {
    tell_marked(RED, "error: ", error);
}

/// Tells a warning on standard error.
pub(super) fn tell_warning(warning: impl Display) {
    tell_marked(YELLOW, "warning: ", warning);
}

fn tell_marked(style: anstyle::Style, mark: &str, text: impl Display) {
    let text = wrapped(&text.to_string(), mark.len());
    tell(format_args!("{}{mark}{}{text}", style.render(), style.render_reset()));
}

/// A text for standard error, which begins in column `at`: on a terminal its lines break at words.
fn wrapped(text: &str, at: usize) -> String {
    let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    width.map_or_else(|| text.to_owned(), |width| broken(text, at, width))
}

/// A text with its lines broken at words into a width, but for those of an excerpt (`1 | …`), whose columns tell something.
fn broken(text: &str, mut at: usize, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.split('\n').enumerate() {
        let is_excerpt = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()).starts_with('|');
        if n > 0 {
            out.push('\n');
            at = 0;
        }
        for (n, word) in line.split(' ').enumerate() {
            let fits = is_excerpt || at + 1 + word.width() <= width;
            match n {
                0 => {}
                _ if fits => (out, at) = (out + " ", at + 1),
                _ => (out, at) = (out + "\n", 0),
            }
            out.push_str(word);
            at += word.width();
        }
    }
    out
}

/// The file that an answer goes to; none for `-`, which is standard output.
pub(super) fn file(named: Option<&Path>) -> Option<&Path> {
    named.filter(|path| path.as_os_str() != STDOUT)
}

/// The name of standard output, as it is that of standard input.
const STDOUT: &str = "-";

/// Fails where an answer would replace a file that is read, whichever way leads to it: that may be a person's work.
pub(super) fn check_spares<F: AsRef<Path>>(
    output: Option<&Path>,
    read: impl IntoIterator<Item = F>,
) -> Result<(), Error> {
    let Some(output) = file(output) else { return Ok(()) };
    if read.into_iter().any(|file| inputs::is_same(file.as_ref(), output)) {
        return Err(Error::Usage(format!("{} is read, and {ADVICE}", inputs::label(output))));
    }
    Ok(())
}

/// The same for the files that a graph was made of; these are only looked for where there is an output.
pub(super) fn check_spares_inputs(output: Option<&Path>, graph: &KnowledgeGraph) -> Result<(), Error> {
    if file(output).is_none() {
        return Ok(());
    }
    let made_of = store::inputs(graph)?;
    let base =
        store::dir(graph).map(|dir| base(dir, memo(dir, graph).as_ref(), &made_of)).unwrap_or_default();
    let files = made_of.read_from().chain(&made_of.concepts);
    check_spares(output, files.map(|input| inputs::path_from(&base, &input.path)))
}

/// The same for the files of a graph, whichever command it is that writes.
fn check_spares_graphs(output: &Path) -> Result<(), Error> {
    match inputs::place(output).ancestors().skip(1).find(|folder| store::is_graph(folder)) {
        Some(_) => Err(Error::Usage(format!("{} lies in a graph, and {ADVICE}", inputs::label(output)))),
        None => Ok(()),
    }
}

/// What is told of a file that an answer is not written into.
const ADVICE: &str = "what is read is not written over; name another file";

impl Output {
    /// The file that the answer goes to.
    pub(super) fn file(&self) -> Option<&Path> {
        file(self.output.as_deref())
    }
}

/// Writes an answer to a file, or to standard output without one.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Error> {
    let path = file(path);
    let written = match path {
        Some(path) => {
            check_spares_graphs(path)?;
            write_file(path, bytes)
        }
        None => write_stdout(bytes),
    };
    written.map_err(|error| Error::output(path, error))
}

fn write_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Writes an answer bit by bit to a file, which is there when all of it is, or to standard output without one.
pub(super) fn stream<T>(
    path: Option<&Path>,
    write: impl FnOnce(&mut dyn Write) -> Result<T, Error>,
) -> Result<T, Error> {
    let Some(file) = path else { return write(&mut BufWriter::new(io::stdout().lock())) };
    check_spares_graphs(file)?;
    let failed = |error| Error::output(path, error);
    let mut file = Staged::create(file).map_err(failed)?;
    let written = write(&mut BufWriter::new(&mut file))?;
    file.publish().map_err(failed)?;
    Ok(written)
}

/// Writes a file so that what was there stays until all is written.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    Staged::write(path, bytes)?.publish()
}

/// A file that is written under a temporary name beside its own until it is whole; what is no file is written at once.
pub(super) struct Staged {
    file: Target,
    path: PathBuf,
}

/// What is written to.
enum Target {
    Beside(NamedTempFile),
    Device(fs::File),
}

impl Staged {
    /// Writes the bytes, not yet under the file's own name.
    pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::create(path)?.with(bytes)
    }

    /// The same, in a folder that is taken away with all that is left in it.
    pub(super) fn write_in(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<Self> {
        Self::beside(folder, path)?.with(bytes)
    }

    /// Begins the file; a link stays, and what it leads to is written.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let there = fs::metadata(&path);
        if there.as_ref().is_ok_and(|file| file.is_file() && file.permissions().readonly()) {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is there and read-only"));
        }
        if there.is_ok_and(|file| !file.is_file()) {
            let device = fs::OpenOptions::new().write(true).open(&path)?;
            return Ok(Self { file: Target::Device(device), path });
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        Self::beside(folder, &path)
    }

    /// Begins a file in a folder that is to take the place of another: it is of the same people, as far as that can be,
    /// and for the same ones.
    fn beside(folder: &Path, path: &Path) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.prefix(".ideagraph-").tempfile_in(folder)?;
        #[cfg(unix)]
        if let Ok(old) = fs::metadata(path) {
            keep_access(file.as_file(), &old);
        }
        Ok(Self { file: Target::Beside(file), path: path.to_owned() })
    }

    fn with(mut self, bytes: &[u8]) -> io::Result<Self> {
        self.write_all(bytes)?;
        Ok(self)
    }

    /// Gives the file its name, in place of what was there.
    pub(super) fn publish(self) -> io::Result<()> {
        let Target::Beside(file) = self.file else { return Ok(()) };
        match file.persist(&self.path) {
            // Where it was written is a link to another disk.
            Err(error) if error.error.kind() == io::ErrorKind::CrossesDevices => {
                Self::write(&self.path, &fs::read(error.file.path())?)?.publish()
            }
            persisted => persisted.map(drop).map_err(|error| error.error),
        }
    }
}

/// Gives a file the owner, the group and the permissions of another, where the system lets it and the disk knows them.
/// A group that it could not be given may do what others may.
#[cfg(unix)]
fn keep_access(file: &fs::File, old: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let group = || fchown(file, None, Some(old.gid()));
    let is_kept = fchown(file, Some(old.uid()), Some(old.gid())).or_else(|_| group()).is_ok();
    let mode = old.mode() & 0o777;
    let mode = if is_kept { mode } else { mode & 0o707 | (mode & 0o007) << 3 };
    _ = file.set_permissions(fs::Permissions::from_mode(mode));
}

impl Write for Staged {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.file {
            Target::Beside(file) => file.write(bytes),
            Target::Device(device) => device.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.file {
            Target::Beside(file) => file.flush(),
            Target::Device(device) => device.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_break_at_words() {
        for (text, at, expected) in [
            ("", 0, ""),
            ("one two three", 0, "one two\nthree"),
            ("one two three", 4, "one\ntwo three"),
            ("one\n\ntwo three four", 0, "one\n\ntwo three\nfour"),
            ("a-word-that-is-long and", 0, "a-word-that-is-long\nand"),
            ("so\n   |\n12 | RETURN x, y\n   |   ^", 0, "so\n   |\n12 | RETURN x, y\n   |   ^"),
        ] {
            assert_eq!(broken(text, at, 10), expected, "{text}");
        }
    }
}
