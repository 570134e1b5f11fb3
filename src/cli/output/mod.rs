//! An output is where bytes go: standard output, or a file that is whole or not there.

mod screen;
mod spared;
mod staged;
mod told;

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Error;
use super::args::Output;
pub(super) use screen::Screen;
use spared::check_spares_graphs;
pub(super) use spared::{check_spares, check_spares_inputs};
pub(super) use staged::Staged;
pub use told::tell_error;
pub(super) use told::{shell_word, tell, tell_warning};

/// The file that an answer goes to; none for `-`, which is standard output.
pub(super) fn file(named: Option<&Path>) -> Option<&Path> {
    named.filter(|path| path.as_os_str() != STDOUT)
}

/// The name of standard output, as it is that of standard input.
const STDOUT: &str = "-";

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
