//! A spool takes bytes while a table is written: in memory, and what is more than its share in a temporary file.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// Where spools may put what does not fit into memory.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Room {
    folder: Option<PathBuf>,
    /// Bytes that each spool may hold in memory.
    share: usize,
}

impl Room {
    /// Memory alone, without a limit.
    pub(in crate::graph) fn memory() -> Self {
        Self { folder: None, share: usize::MAX }
    }

    /// Temporary files in a folder, and `share` bytes of memory for each spool.
    pub(in crate::graph) fn folder(folder: &Path, share: usize) -> Self {
        Self { folder: Some(folder.to_owned()), share }
    }
}

/// Bytes on their way into a file.
#[derive(Debug)]
pub(in crate::graph) struct Spool {
    memory: Vec<u8>,
    spilled: Option<File>,
    room: Room,
    len: u64,
    error: Option<io::Error>,
}

impl Spool {
    pub(in crate::graph) fn new(room: &Room) -> Self {
        Self { memory: Vec::new(), spilled: None, room: room.clone(), len: 0, error: None }
    }

    pub(in crate::graph) fn len(&self) -> u64 {
        self.len
    }

    /// Adds bytes; what goes wrong is told when they are read.
    pub(in crate::graph) fn push(&mut self, bytes: &[u8]) {
        self.memory.extend_from_slice(bytes);
        self.len += bytes.len() as u64;
        if self.memory.len() >= self.room.share && self.error.is_none() {
            self.error = self.spill().err();
            self.memory.clear();
        }
    }

    fn spill(&mut self) -> io::Result<()> {
        let Some(folder) = &self.room.folder else { return Ok(()) };
        let file = match &mut self.spilled {
            Some(file) => file,
            empty => empty.insert(tempfile::tempfile_in(folder)?),
        };
        file.write_all(&self.memory)
    }

    /// Makes it fail when it is read.
    pub(in crate::graph) fn fail(&mut self, error: io::Error) {
        self.error.get_or_insert(error);
    }

    /// The bytes: those in memory, or the file that all of them are in.
    pub(in crate::graph) fn into_inner(mut self) -> io::Result<(Vec<u8>, Option<File>)> {
        if self.spilled.is_some() && self.error.is_none() {
            self.error = self.spill().err();
        }
        match self.error {
            Some(error) => Err(error),
            None => Ok((self.memory, self.spilled)),
        }
    }

    /// Gives all the bytes to `take`, in pieces and in order.
    pub(in crate::graph) fn drain(mut self, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        if let Some(error) = self.error {
            return Err(error);
        }
        if let Some(mut file) = self.spilled.take() {
            file.rewind()?;
            let mut piece = vec![0; 1 << 16];
            loop {
                match file.read(&mut piece)? {
                    0 => break,
                    n => take(&piece[..n])?,
                }
            }
        }
        take(&self.memory)
    }
}
