//! A file is steady when nobody writes to it while it is read.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek, SeekFrom};

/// A file that has to stay as it is while it is read.
pub(in crate::cli) struct Steady {
    file: File,
    opened: Metadata,
}

impl Steady {
    /// A file as it is now, from where it is to be read.
    pub(in crate::cli::reading) fn of(file: File) -> io::Result<Self> {
        Ok(Self { opened: file.metadata()?, file })
    }

    /// An error when the file was written to since it was opened, as far as its size and time tell.
    pub(in crate::cli::reading) fn check(&self) -> io::Result<()> {
        let state = |file: &Metadata| (file.len(), file.modified().ok());
        if self.opened.is_file() && state(&self.opened) != state(&self.file.metadata()?) {
            return Err(changed());
        }
        Ok(())
    }
}

impl Read for Steady {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }
}

impl Seek for Steady {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// What is told of a file that was written to while it was read.
pub(in crate::cli::reading) fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::ResourceBusy, "it changed while it was read")
}

/// Whether a file was not read because it [`changed`] meanwhile: what was read is neither what it was nor what it is.
pub(in crate::cli::reading) fn has_changed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_steady_until_it_is_written_to() {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), "text").unwrap();
        let steady = Steady::of(File::open(file.path()).unwrap()).unwrap();
        steady.check().unwrap();
        file.as_file().set_modified(std::time::SystemTime::UNIX_EPOCH).unwrap();
        assert!(has_changed(&steady.check().unwrap_err()));
        let steady = Steady::of(File::open(file.path()).unwrap()).unwrap();
        fs::write(file.path(), "tex").unwrap();
        assert!(has_changed(&steady.check().unwrap_err()));
    }
}
