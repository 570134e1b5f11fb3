//! The folder in which the tables of one version of a graph are.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_buffer::Buffer;
use rayon::prelude::*;

use super::input::{Hashed, InputTable};
use super::manifest::{TableFile, is_folder};
use super::map::{Access, map};
use crate::graph::FILES;
use crate::graph::table::{Damage, Layout, Parts, Room, Table};

/// The file that whoever reads the tables locks together with others, and whoever takes them away alone.
const HELD: &str = "sources.arrow";

/// A folder of tables.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Folder {
    path: PathBuf,
    pub(super) tables: Vec<TableFile>,
    /// Where columns are while they are written.
    room: Room,
    /// The file by which whoever reads the tables says so.
    held: Option<Arc<File>>,
    access: Access,
}

impl Folder {
    pub(super) fn new(path: PathBuf, tables: Vec<TableFile>) -> Self {
        Self { path, tables, room: Room::memory(), held: None, access: Access::Points }
    }

    /// The same folder, whose columns are in a room while they are written.
    pub(super) fn with_room(self, room: Room) -> Self {
        Self { room, ..self }
    }

    /// The same folder, whose files will be read from end to end.
    pub(super) fn scanned(self) -> Self {
        Self { access: Access::Scans, ..self }
    }

    /// The same folder, which stays as long as this is there. Where files cannot be locked, that is not so.
    pub(super) fn held(mut self) -> Self {
        let file = File::open(self.path.join(HELD)).ok();
        self.held = file.filter(|file| file.lock_shared().is_ok()).map(Arc::new);
        self
    }

    pub(in crate::graph) fn path(&self) -> &Path {
        &self.path
    }

    pub(in crate::graph) fn room(&self) -> Room {
        self.room.clone()
    }

    /// Writes a table's file.
    pub(in crate::graph) fn put(&mut self, parts: Parts) -> io::Result<()> {
        self.write(parts.file, |out| parts.write(out))
    }

    /// Writes the files of tables side by side.
    pub(in crate::graph) fn put_all(&mut self, parts: Vec<Parts>) -> io::Result<()> {
        let write = |parts: Parts| self.file(parts.file, |out| parts.write(out));
        let tables: Vec<TableFile> = parts.into_par_iter().map(write).collect::<io::Result<_>>()?;
        self.tables.extend(tables);
        Ok(())
    }

    /// Has what was written on disk, so that a power cut does not take it.
    pub(super) fn sync(&self) -> io::Result<()> {
        let open = |table: &TableFile| File::options().write(true).open(self.path.join(&table.name));
        self.tables.par_iter().try_for_each(|table| open(table)?.sync_data())
    }

    /// Writes a file, and notes its length and checksum.
    pub(super) fn write(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut Blocks) -> io::Result<Layout>,
    ) -> io::Result<()> {
        self.tables.push(self.file(name, write)?);
        Ok(())
    }

    fn file(
        &self,
        name: &str,
        write: impl FnOnce(&mut Blocks) -> io::Result<Layout>,
    ) -> io::Result<TableFile> {
        let mut out = Blocks::new(File::create(self.path.join(name))?);
        let layout = write(&mut out)?;
        out.flush()?;
        let (name, bytes) = (name.to_owned(), out.hashed.bytes);
        Ok(TableFile { name, bytes, sha256: out.hashed.sha256(), layout })
    }

    /// The bytes of a file, which is as long as it was when it was written.
    pub(in crate::graph) fn bytes(&self, file: &str) -> Result<Buffer, Damage> {
        let len = self.table(file)?.bytes;
        let bytes = map(&self.path.join(file), self.access)
            .map_err(|error| self.damage(file, format!("cannot be read: {error}")))?;
        if bytes.len() as u64 != len {
            return Err(self.damage(file, CHANGED.to_owned()));
        }
        Ok(bytes)
    }

    /// What is known of a table's file.
    pub(in crate::graph) fn table(&self, file: &str) -> Result<&TableFile, Damage> {
        let table = self.tables.iter().find(|table| table.name == file);
        table.ok_or_else(|| self.damage(file, "the manifest does not tell of it".to_owned()))
    }

    fn damage(&self, file: &str, reason: String) -> Damage {
        Damage { file: self.path.join(file), reason }
    }

    /// The first file that is not there or not as long as it was; O(1) for each.
    pub(super) fn cut(&self) -> Option<(&str, String)> {
        self.tables.iter().find_map(|table| {
            let reason = match fs::metadata(self.path.join(&table.name)) {
                Ok(file) if file.len() == table.bytes => return None,
                Ok(_) => CHANGED.to_owned(),
                Err(error) if error.kind() == io::ErrorKind::NotFound => "it is missing".to_owned(),
                Err(error) => format!("it cannot be read: {error}"),
            };
            Some((table.name.as_str(), reason))
        })
    }

    /// The files that are not what was written. O(bytes).
    pub(super) fn changed(&self) -> Vec<(&str, String)> {
        let changes = self.tables.par_iter().map(|table| (table.name.as_str(), self.change(table)));
        changes.filter_map(|(name, change)| Some((name, change?))).collect()
    }

    /// What is wrong with a file that is not what was written. O(bytes).
    pub(super) fn change(&self, table: &TableFile) -> Option<String> {
        match checksum(&self.path.join(&table.name)) {
            Ok(sha256) if sha256 == table.sha256 => None,
            Ok(_) => Some(CHANGED.to_owned()),
            Err(error) => Some(format!("it cannot be read: {error}")),
        }
    }
}

/// Whether there are tables of any version of a graph in the folder `dir`.
pub(super) fn is_any_in(dir: &Path) -> bool {
    let is_one = |entry: fs::DirEntry| {
        entry.file_name().to_str().is_some_and(is_folder) && entry.path().join(HELD).exists()
    };
    fs::read_dir(dir).into_iter().flatten().flatten().any(is_one)
}

/// Takes a folder of tables away, unless somebody holds it. What else is in it stays.
pub(super) fn remove(folder: &Path) {
    // The lock is kept until the folder is gone: who opens it meanwhile waits, and finds that it is gone.
    let lock = File::open(folder.join(HELD));
    let is_held = lock.as_ref().is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
    if !is_held {
        // The file that is locked comes last.
        let files = std::iter::once(InputTable::FILE).chain(FILES.into_iter().rev());
        files.for_each(|file| _ = fs::remove_file(folder.join(file)));
        let _ = fs::remove_dir(folder);
    }
}

const CHANGED: &str = "it is cut short or was changed after it was saved";

fn checksum(path: &Path) -> io::Result<String> {
    let mut hashed = Hashed::default();
    io::copy(&mut File::open(path)?, &mut hashed)?;
    Ok(hashed.sha256())
}

/// Bytes that are written at once, at a multiple of as many: what the page tables of common processors map with one entry.
/// Where the system keeps what is written together in one piece, a mapped file so costs one page fault for each such piece
/// instead of dozens.
const BLOCK: usize = 2 << 20;

/// A file that is written in whole blocks, whose checksum is taken meanwhile.
pub(super) struct Blocks {
    file: File,
    /// What is there of a block that is not whole.
    block: Vec<u8>,
    hashed: Hashed,
}

impl Blocks {
    fn new(file: File) -> Self {
        Self { file, block: Vec::with_capacity(BLOCK), hashed: Hashed::default() }
    }
}

impl Write for Blocks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let bytes = &bytes[..bytes.len().min(BLOCK - self.block.len())];
        // This reads them all: the system copies at once only what it finds in memory.
        self.hashed.add(bytes);
        if bytes.len() == BLOCK {
            self.file.write_all(bytes)?;
        } else {
            self.block.extend_from_slice(bytes);
            if self.block.len() == BLOCK {
                self.flush()?;
            }
        }
        Ok(bytes.len())
    }

    /// Writes what there is of the last block: the end of the file.
    fn flush(&mut self) -> io::Result<()> {
        self.file.write_all(&self.block)?;
        self.block.clear();
        Ok(())
    }
}
