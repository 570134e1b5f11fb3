//! Opening reads the manifest of a stored graph, and looks whether its files are there and whole.

use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::MANIFEST;
use super::folder::{self, Folder};
use super::input::{InputTable, Inputs};
use super::manifest::{Head, Manifest, VERSION};
use crate::graph::KnowledgeGraph;
use crate::graph::home::Home;
use crate::graph::table::{Damage, Table};

/// Why a graph was not opened, or not read to the end.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// There is no graph.
    #[error("there is no graph in {}; make one with `ideagraph build`", .0.display())]
    Missing(PathBuf),
    /// A file cannot be read.
    #[error("{} cannot be read: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is in another version of the format.
    #[error("{}; {AGAIN}", other_version(.path, *.found))]
    Version {
        /// The graph's folder.
        path: PathBuf,
        /// The version that it is in.
        found: u32,
    },
    /// It is not what was saved.
    #[error("{}: {reason}; {AGAIN}", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
}

/// What to do about a graph that cannot be read.
const AGAIN: &str = "make the graph again with `ideagraph build`";

impl OpenError {
    /// What is wrong, for who makes the graph again.
    pub fn reason(&self) -> String {
        match self {
            Self::Version { path, found } => other_version(path, *found),
            Self::Damaged { path, reason } => format!("{}: {reason}", path.display()),
            Self::Missing(_) | Self::Read { .. } => self.to_string(),
        }
    }
}

fn other_version(path: &Path, found: u32) -> String {
    let path = path.display();
    format!(
        "the graph in {path} is in version {found} of the format, and this program reads version {VERSION}"
    )
}

/// Whether a folder holds a graph, of any version. Programs of others have files that are called as its manifest is.
pub fn is_graph(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file() && (head(dir).is_some_and(|head| head.is_ours()) || folder::is_any_in(dir))
}

/// What is told of a manifest that no build replaces.
const FOREIGN: &str = "it is the manifest of something else, and has to be moved away first";

/// The manifest in the folder `dir`.
pub(super) fn manifest(dir: &Path) -> Result<Manifest, OpenError> {
    let path = dir.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(match folder::is_any_in(dir) {
                true => OpenError::Damaged { path, reason: "it is missing".to_owned() },
                false => OpenError::Missing(dir.to_owned()),
            });
        }
        read => read.map_err(|source| OpenError::Read { path: path.clone(), source })?,
    };
    let damaged = |reason: String| OpenError::Damaged { path: path.clone(), reason };
    let wrong = match Manifest::parse(&text) {
        Ok(manifest) if manifest.is_current() => return Ok(manifest),
        Ok(_) => String::new(),
        Err(wrong) => wrong,
    };
    match serde_json::from_str::<Head>(&text) {
        Ok(head) if !head.is_ours() => Err(damaged(FOREIGN.to_owned())),
        Ok(head) if head.version != VERSION => {
            Err(OpenError::Version { path: dir.to_owned(), found: head.version })
        }
        Ok(_) | Err(_) => Err(damaged(wrong)),
    }
}

/// What the manifest in the folder `dir` tells in every version; nothing when it is none.
pub(super) fn head(dir: &Path) -> Option<Head> {
    serde_json::from_slice(&fs::read(dir.join(MANIFEST)).ok()?).ok()
}

/// The folder of the tables, held. One that is gone was replaced between reading the manifest and looking for it.
fn folder(dir: &Path) -> Result<Folder, OpenError> {
    let mut found = manifest(dir)?;
    loop {
        let folder = Folder::new(dir.join(&found.folder), found.tables).held();
        let Some((name, reason)) = folder.cut() else { return Ok(folder) };
        let damaged = OpenError::Damaged { path: folder.path().join(name), reason };
        let now = manifest(dir)?;
        if now.folder == found.folder {
            return Err(damaged);
        }
        found = now;
    }
}

/// The graph that was saved in the folder `dir`. None of it is read yet, so ask it inside [`guarded`].
///
/// # Errors
/// When there is no graph, when it is of another version, or when a file is missing or cut.
pub fn open(dir: &Path) -> Result<KnowledgeGraph, OpenError> {
    Ok(KnowledgeGraph::at(Home::Folder(folder(dir)?)))
}

/// The same graph for who is going to read it from end to end: what comes next is read from disk before it is looked at.
///
/// # Errors
/// As [`open`].
pub fn open_to_scan(dir: &Path) -> Result<KnowledgeGraph, OpenError> {
    Ok(KnowledgeGraph::at(Home::Folder(folder(dir)?.scanned())))
}

/// Whether anything may have been added to what the graph in the folder `dir` was built of, whatever its version.
/// Nobody knows where its manifest cannot be read.
pub fn may_have_added(dir: &Path) -> bool {
    match manifest(dir) {
        Ok(manifest) => manifest.added > 0 || is_of_another(dir, &manifest),
        Err(OpenError::Missing(_)) => false,
        Err(OpenError::Version { .. }) => head(dir).is_none_or(|head| head.added > 0),
        Err(OpenError::Read { .. } | OpenError::Damaged { .. }) => true,
    }
}

/// Whether a manifest was put into the folder `dir` after the tables there were saved: they may hold more than it tells.
fn is_of_another(dir: &Path, manifest: &Manifest) -> bool {
    !dir.join(&manifest.folder).is_dir() && folder::is_any_in(dir)
}

/// Asks graphs something. A file that turns out to be damaged ends the question with an error that names it.
///
/// # Errors
/// When a graph is not as it was saved.
pub fn guarded<T>(ask: impl FnOnce() -> T) -> Result<T, OpenError> {
    catch_unwind(AssertUnwindSafe(ask)).map_err(|payload| match payload.downcast::<Damage>() {
        Ok(damage) => (*damage).into(),
        Err(other) => resume_unwind(other),
    })
}

impl From<Damage> for OpenError {
    fn from(Damage { file, reason }: Damage) -> Self {
        Self::Damaged { path: file, reason }
    }
}

/// The folder of the tables of a graph that was opened.
fn home(graph: &KnowledgeGraph) -> Option<&Folder> {
    match &graph.home {
        Home::Folder(folder) => Some(folder),
        Home::Memory(_) => None,
    }
}

/// The folder of a graph that was opened.
pub fn dir(graph: &KnowledgeGraph) -> Option<&Path> {
    home(graph)?.path().parent()
}

/// The name of the version of a graph that was opened: another graph has another.
pub fn version(graph: &KnowledgeGraph) -> Option<&str> {
    home(graph)?.path().file_name()?.to_str()
}

/// What a graph that was opened was made of.
///
/// # Errors
/// When it cannot be read.
pub fn inputs(graph: &KnowledgeGraph) -> Result<Inputs, OpenError> {
    let table: InputTable = graph.home.table()?;
    guarded(|| Inputs::read(&table))
}

/// The files of the tables of a graph that was opened.
pub fn tables(graph: &KnowledgeGraph) -> Vec<PathBuf> {
    let files = |folder: &Folder| folder.tables.iter().map(|table| folder.path().join(&table.name)).collect();
    home(graph).map(files).unwrap_or_default()
}

/// What is wrong with the file that tells what a graph that was opened was made of; nothing when it is what was saved.
pub fn verify_inputs(graph: &KnowledgeGraph) -> Option<(PathBuf, String)> {
    let folder = home(graph)?;
    let reason = folder.change(folder.table(InputTable::FILE).ok()?)?;
    Some((folder.path().join(InputTable::FILE), reason))
}

/// The files of a graph that was opened that are not what was saved, each with what is wrong. O(bytes).
pub fn verify(graph: &KnowledgeGraph) -> Vec<(PathBuf, String)> {
    let path = |folder: &Folder, name: &str| folder.path().join(name);
    let changed = |folder: &Folder| {
        folder.changed().into_iter().map(|(name, reason)| (path(folder, name), reason)).collect()
    };
    home(graph).map(changed).unwrap_or_default()
}
