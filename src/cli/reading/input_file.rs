//! What is named is a file that is to be read, or a pipe, of which a copy is read.

use std::fs::{File, Metadata};
use std::io::{self, Read, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::inputs::{self, Steady};
use crate::source::Format;

/// A file to be read.
#[derive(Debug, Clone)]
pub(in crate::cli) struct InputFile {
    /// What it is called where it is stored.
    pub(in crate::cli) name: String,
    pub(in crate::cli) path: PathBuf,
    /// The format in which it is to be read when that is not to be told by it.
    pub(in crate::cli) from: Option<Format>,
    /// A copy of what can be read but once.
    pub(in crate::cli) copy: Option<Arc<File>>,
}

impl InputFile {
    /// A file that is called by its path.
    pub(in crate::cli) fn new(path: PathBuf, from: Option<Format>) -> Self {
        Self::called(inputs::name(&path), path, from)
    }

    /// A file that is called by a name.
    pub(in crate::cli) fn called(name: String, path: PathBuf, from: Option<Format>) -> Self {
        Self { name, path, from, copy: None }
    }

    /// The same, with a copy in `folder` of what can be read but once, which is read to its end.
    pub(in crate::cli) fn settled(&self, folder: &Path) -> io::Result<Self> {
        let copy = match self.copy.is_none() && inputs::is_read_once(&self.path) {
            true => Some(Arc::new(inputs::copy(&self.path, folder)?)),
            false => self.copy.clone(),
        };
        Ok(Self { copy, ..self.clone() })
    }

    /// The file from its beginning. A copy is read by one reader at a time.
    pub(in crate::cli) fn open(&self) -> io::Result<Steady> {
        let mut file = self.copy.as_ref().map_or_else(|| File::open(&self.path), |copy| copy.try_clone())?;
        if self.copy.is_some() {
            file.rewind()?;
        }
        Steady::of(file)
    }

    /// All of its bytes.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        match self.copy {
            Some(_) => self.open()?.read_to_end(&mut bytes).map(|_| bytes),
            None => inputs::read(&self.path),
        }
    }

    /// Its size, where that is known.
    pub(super) fn len(&self) -> Option<u64> {
        let there = || inputs::metadata(&self.path).filter(Metadata::is_file);
        self.copy.as_ref().map_or_else(there, |copy| copy.metadata().ok()).map(|file| file.len())
    }
}
