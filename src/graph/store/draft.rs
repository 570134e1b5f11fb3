//! A draft is a version of a graph that is being written, beside the one that is there.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use same_file::Handle;
use tempfile::{NamedTempFile, TempDir};
use thiserror::Error;

use super::MANIFEST;
use super::folder::{self, Folder};
use super::input::Inputs;
use super::manifest::{Head, Manifest, is_folder};
use super::open::{head, is_graph};
use crate::concept::ConceptScheme;
use crate::diagnostic::without_place;
use crate::graph::home::Home;
use crate::graph::table::{Damage, Room};
use crate::graph::{FILES, GraphBuilder, KnowledgeGraph};
use crate::link::Linker;

/// The file by which one build tells others that it is at work.
const LOCK: &str = ".lock";
/// How the folder of a draft is called.
const DRAFT: &str = ".draft-";
/// The folder of the tables in it.
const NEW: &str = "new";
/// The part of a build's memory that what is read and the columns that are written may have together: the rest is for
/// reading, linking, and what is worked out.
const PART: u64 = 2;

/// Why a graph was not saved. What was there before is as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SaveError {
    /// There is something in its place that is no graph, or something in the graph's folder that is not the graph's.
    #[error("{} is not part of a graph and would be lost; move it away, or build into another folder with `build -o`", .0.display())]
    Occupied(PathBuf),
    /// Another build is at work there.
    #[error(
        "another build is writing the graph in {}; wait for it, or build into another folder with `build -o`", .0.display()
    )]
    Locked(PathBuf),
    /// A file or folder cannot be written.
    #[error("{} cannot be written: {source}; what was there before is as it was{}", .path.display(), advice(.source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl SaveError {
    fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source: without_place(source) }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            "; make room there, or build on another disk with `build -o`"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "; build into another folder with `build -o`"
        }
        _ => "",
    }
}

/// A version of a graph that is being written. Without [`Draft::publish`] nothing of it stays.
pub struct Draft {
    /// The graph's folder.
    dir: PathBuf,
    traces: Traces,
    folder: TempDir,
    /// None for a graph that nobody else sees.
    lock: Option<File>,
}

/// What a draft leaves on disk when it is broken off.
#[derive(Debug, Clone)]
pub struct Traces {
    draft: PathBuf,
    /// The graph's folder.
    dir: PathBuf,
    /// The folders that were made for it, the outermost last.
    made: Vec<PathBuf>,
    /// Held by who puts the draft in its place, and by who takes its traces away.
    pub(super) held: Arc<Mutex<()>>,
}

impl Traces {
    /// Whether there is a graph where the draft was to go.
    pub fn is_of_graph(&self) -> bool {
        is_graph(&self.dir)
    }

    fn new(draft: &Path, dir: &Path, made: Vec<PathBuf>) -> Self {
        Self { draft: draft.to_owned(), dir: dir.to_owned(), made, held: Arc::default() }
    }

    /// Takes them away, when a draft that is being put in its place is there; a graph stays. While what is given back
    /// is held, nobody publishes or drops the draft: who ends the program meanwhile holds it to the end.
    #[must_use = "the draft goes on when this is dropped"]
    pub fn remove(&self) -> MutexGuard<'_, ()> {
        let held = self.hold();
        let _ = fs::remove_dir_all(&self.draft);
        if !self.made.is_empty() && !is_graph(&self.dir) {
            let _ = fs::remove_file(self.dir.join(LOCK));
            self.made.iter().for_each(|path| _ = fs::remove_dir(path));
        }
        held
    }

    fn hold(&self) -> MutexGuard<'_, ()> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Draft {
    /// Begins a version of the graph in the folder `dir`, which no one else may write meanwhile.
    ///
    /// # Errors
    /// When it cannot be written, when another build is at work there, or when something that is no part of a graph is
    /// in its place.
    pub fn new(dir: &Path) -> Result<Self, SaveError> {
        Self::begin(dir, |lock| match lock.try_lock() {
            Ok(()) => Ok(()),
            Err(fs::TryLockError::WouldBlock) => Err(SaveError::Locked(dir.to_owned())),
            Err(fs::TryLockError::Error(source)) => Err(SaveError::write(dir)(source)),
        })
    }

    /// The same, when whoever else is at work there has ended.
    ///
    /// # Errors
    /// As [`Draft::new`].
    pub fn wait(dir: &Path) -> Result<Self, SaveError> {
        Self::begin(dir, |lock| lock.lock().map_err(SaveError::write(dir)))
    }

    fn begin(dir: &Path, take: impl Fn(&File) -> Result<(), SaveError>) -> Result<Self, SaveError> {
        let dir = fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
        check_place(&dir)?;
        let made: Vec<PathBuf> = dir.ancestors().take_while(|path| !path.exists()).map(Into::into).collect();
        let begun = Self::begin_in(&dir, made.clone(), take);
        if begun.is_err() {
            made.iter().for_each(|path| _ = fs::remove_dir(path));
        }
        begun
    }

    fn begin_in(
        dir: &Path,
        made: Vec<PathBuf>,
        take: impl Fn(&File) -> Result<(), SaveError>,
    ) -> Result<Self, SaveError> {
        let failed = SaveError::write(dir);
        let lock = lock(dir, take)?;
        drafts(dir).for_each(|left| _ = fs::remove_dir_all(left));
        let folder = tempfile::Builder::new().prefix(DRAFT).tempdir_in(dir).map_err(&failed)?;
        fs::create_dir(folder.path().join(NEW)).map_err(&failed)?;
        let traces = Traces::new(folder.path(), dir, made);
        Ok(Self { dir: dir.to_owned(), traces, folder, lock: Some(lock) })
    }

    /// Begins a graph that nobody else is to see, and that is gone with the draft: in a folder of its own in `place`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn temporary(place: &Path) -> Result<Self, SaveError> {
        let begun = tempfile::Builder::new().prefix("ideagraph-").tempdir_in(place);
        let folder = begun.map_err(SaveError::write(place))?;
        let dir = folder.path().to_owned();
        fs::create_dir(dir.join(NEW)).map_err(SaveError::write(&dir))?;
        let traces = Traces::new(&dir, &dir, Vec::new());
        Ok(Self { dir, traces, folder, lock: None })
    }

    /// The folder in which it is while it is written, for all that is to be there when it is published, and not before.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What is to be taken away when the build is broken off.
    pub fn traces(&self) -> &Traces {
        &self.traces
    }

    /// A builder of the graph, which holds `memory` bytes of what is read, and puts the rest on disk.
    pub fn builder<'s>(&self, scheme: &'s ConceptScheme, memory: u64) -> GraphBuilder<'s> {
        let memory = usize::try_from(memory / PART).unwrap_or(usize::MAX);
        let room = Room::folder(self.folder.path(), memory);
        GraphBuilder::in_home(scheme, Home::Folder(self.folder().with_room(room)))
    }

    /// Links what a builder was given, where that is yet to be done, and writes the tables. `linked` is told how many
    /// quotes more are in them.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn finish(
        &self,
        builder: GraphBuilder<'_>,
        linker: Option<&Linker>,
        linked: &dyn Fn(u64),
    ) -> Result<KnowledgeGraph, SaveError> {
        builder.finish_linked(linker, linked).map_err(SaveError::write(&self.dir))
    }

    /// Where the tables of the draft go.
    fn folder(&self) -> Folder {
        Folder::new(self.tables(), Vec::new()).scanned()
    }

    /// The folder of its tables; that of the draft itself may be seen by nobody else.
    fn tables(&self) -> PathBuf {
        self.folder.path().join(NEW)
    }

    /// Puts the draft in the place of the graph that was there.
    ///
    /// # Errors
    /// When it cannot be written; then the graph is the one that it was.
    pub fn publish(&self, graph: KnowledgeGraph, inputs: &Inputs) -> Result<KnowledgeGraph, SaveError> {
        let failed = SaveError::write(&self.dir);
        let Home::Folder(mut folder) = graph.home else { return Ok(graph) };
        folder.put(inputs.write(&Room::memory())).map_err(&failed)?;
        folder.sync().map_err(&failed)?;
        let manifest = Manifest::new(folder.tables, inputs.added.len());
        let announced = self.stage(&manifest).map_err(&failed)?;
        let _held = self.traces.hold();
        self.settle(&manifest).map_err(&failed)?;
        announced.persist(self.dir.join(MANIFEST)).map_err(|error| failed(error.error))?;
        let home = Folder::new(self.dir.join(&manifest.folder), manifest.tables).held();
        self.clean(&manifest.folder);
        Ok(KnowledgeGraph::at(Home::Folder(home)))
    }

    /// Moves the files to the folder that is named after them. In one that is there already they have the same bytes, and
    /// somebody may hold it: no more than what was damaged is replaced.
    fn settle(&self, manifest: &Manifest) -> io::Result<()> {
        let folder = self.dir.join(&manifest.folder);
        if !folder.exists() {
            return fs::rename(self.tables(), &folder);
        }
        let there = Folder::new(folder, manifest.tables.clone());
        let rename = |name: &str| fs::rename(self.tables().join(name), there.path().join(name));
        there.changed().into_iter().try_for_each(|(name, _)| rename(name))
    }

    /// Writes the manifest, which is not yet in its place.
    fn stage(&self, manifest: &Manifest) -> io::Result<NamedTempFile> {
        let text = manifest.to_text()?;
        let mut builder = tempfile::Builder::new();
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let mut file = builder.tempfile_in(self.folder.path())?;
        file.write_all(text.as_bytes())?;
        file.as_file().sync_data()?;
        Ok(file)
    }

    /// Takes away the versions before, but for those that somebody reads. What cannot be taken away stays.
    fn clean(&self, now: &str) {
        named(&self.dir, |name| is_folder(name) && name != now).for_each(|folder| folder::remove(&folder));
    }
}

/// The lock of a graph's folder, taken. One that was taken away meanwhile, with the traces of another draft, is taken anew.
fn lock(dir: &Path, take: impl Fn(&File) -> Result<(), SaveError>) -> Result<File, SaveError> {
    let (path, failed) = (dir.join(LOCK), SaveError::write(dir));
    loop {
        fs::create_dir_all(dir).map_err(&failed)?;
        let lock = File::options().create(true).append(true).open(&path).map_err(&failed)?;
        take(&lock)?;
        let taken = lock.try_clone().and_then(Handle::from_file).map_err(&failed)?;
        if Handle::from_path(&path).is_ok_and(|there| there == taken) {
            return Ok(lock);
        }
    }
}

/// What drafts that were broken off left in a graph's folder.
fn drafts(dir: &Path) -> impl Iterator<Item = PathBuf> {
    named(dir, |name| name.starts_with(DRAFT))
}

/// What in a folder has such a name.
fn named(dir: &Path, is: impl Fn(&str) -> bool) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    entries.filter(move |entry| entry.file_name().to_str().is_some_and(&is)).map(|entry| entry.path())
}

impl Drop for Draft {
    fn drop(&mut self) {
        drop(self.traces.remove());
        let _ = self.lock.as_ref().map(File::unlock);
    }
}

/// Fails when the place is taken by something else than a graph, all of which may be replaced.
fn check_place(dir: &Path) -> Result<(), SaveError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            let file = dir.ancestors().find(|place| place.is_file()).unwrap_or(dir);
            return Err(SaveError::Occupied(file.to_owned()));
        }
        Err(error) => return Err(SaveError::write(dir)(error)),
    };
    let is_manifest = |name: &str| name == MANIFEST && head(dir).as_ref().is_none_or(Head::is_ours);
    for entry in entries {
        let entry = entry.map_err(SaveError::write(dir))?;
        let is_ours =
            |name: &str| name == LOCK || name.starts_with(DRAFT) || is_folder(name) || is_manifest(name);
        if !entry.file_name().to_str().is_some_and(is_ours) {
            return Err(SaveError::Occupied(entry.path()));
        }
    }
    Ok(())
}

/// Saves a graph as the folder `dir`, with the inputs that it was made of. A graph that is there already is replaced.
///
/// # Errors
/// When it cannot be written, or when something that is no part of a graph is in its place.
pub fn save(graph: &KnowledgeGraph, inputs: &Inputs, dir: &Path) -> Result<(), SaveError> {
    let draft = Draft::new(dir)?;
    let mut folder = draft.folder();
    for file in FILES {
        let stored = graph.home.bytes(file).and_then(|bytes| Ok((bytes, graph.home.layout(file)?.clone())));
        let (bytes, layout) = stored.unwrap_or_else(|damage: Damage| damage.raise());
        folder
            .write(file, |out| out.write_all(&bytes).map(|()| layout))
            .map_err(SaveError::write(&dir.join(file)))?;
    }
    draft.publish(KnowledgeGraph::at(Home::Folder(folder)), inputs)?;
    Ok(())
}
