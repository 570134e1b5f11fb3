//! A home is where the tables of a graph are: in memory, or in the files of a folder.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;

use arrow_buffer::Buffer;

use super::store::Folder;
use super::table::{Damage, Layout, Parts, Room, Table};

/// The files of a graph.
#[derive(Debug, Clone)]
pub(super) enum Home {
    /// As bytes, by name.
    Memory(BTreeMap<&'static str, (Layout, Buffer)>),
    /// On disk.
    Folder(Folder),
}

impl Home {
    /// Where tables that are being written may put what does not fit into memory.
    pub(super) fn room(&self) -> Room {
        match self {
            Self::Memory(_) => Room::memory(),
            Self::Folder(folder) => folder.room(),
        }
    }

    /// Writes a table's file.
    pub(super) fn put(&mut self, parts: Parts) -> io::Result<()> {
        match self {
            Self::Memory(files) => {
                let (file, mut bytes) = (parts.file, Vec::new());
                let layout = parts.write(&mut bytes)?;
                files.insert(file, (layout, Buffer::from_slice_ref(&bytes)));
                Ok(())
            }
            Self::Folder(folder) => folder.put(parts),
        }
    }

    /// Writes the files of several tables.
    pub(super) fn put_all(&mut self, parts: Vec<Parts>) -> io::Result<()> {
        match self {
            Self::Memory(_) => parts.into_iter().try_for_each(|parts| self.put(parts)),
            Self::Folder(folder) => folder.put_all(parts),
        }
    }

    /// A table, to be read where it lies.
    pub(super) fn table<T: Table>(&self) -> Result<T, Damage> {
        T::open(self.bytes(T::FILE)?, self.layout(T::FILE)?, &self.path(T::FILE))
    }

    /// Where a file is, for people.
    pub(super) fn path(&self, file: &str) -> PathBuf {
        match self {
            Self::Memory(_) => file.into(),
            Self::Folder(folder) => folder.path().join(file),
        }
    }

    /// The bytes of a file.
    pub(super) fn bytes(&self, file: &str) -> Result<Buffer, Damage> {
        match self {
            Self::Memory(files) => Ok(in_memory(files, file)?.1.clone()),
            Self::Folder(folder) => folder.bytes(file),
        }
    }

    /// Where the columns lie in a file.
    pub(super) fn layout(&self, file: &str) -> Result<&Layout, Damage> {
        match self {
            Self::Memory(files) => Ok(&in_memory(files, file)?.0),
            Self::Folder(folder) => Ok(&folder.table(file)?.layout),
        }
    }
}

fn in_memory<'f, T>(files: &'f BTreeMap<&str, T>, file: &str) -> Result<&'f T, Damage> {
    files.get(file).ok_or_else(|| Damage { file: file.into(), reason: "it is missing".to_owned() })
}
