//! A memo tells what a build saw of the files that it read, so that the next one need not read them again.
//!
//! It lies beside the graph and may be taken away at will: without it everything is read again. It is believed only of
//! the version of the graph that it was written for, and only by the program that wrote it.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cli::output::Staged;
use crate::cli::reading::inputs;
use crate::diagnostic::Diagnostic;

/// The memo's file in the output folder.
const FILE: &str = ".graph.memo";
/// File systems tell times in steps of up to so much: who writes twice in one step leaves one time.
const STEP: Duration = Duration::from_secs(2);
/// The bytes of the checksum that ends the file.
const CHECKSUM: usize = 32;

/// What a build saw.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::cli) struct Memo {
    program: Program,
    /// The version of the graph that was built.
    graph: String,
    /// Its tables, as they were left.
    tables: Vec<Stamp>,
    /// Its pictures, as they were left.
    pictures: Vec<Stamp>,
    pub(super) looked: Looked,
    /// The files that it read, by name.
    pub(super) files: BTreeMap<String, Seen>,
}

/// How the files were looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Looked {
    /// The format that all of them were to be read in.
    pub(super) from: Option<String>,
    /// The folder that their names begin at, as seen from the one that the memo is in.
    pub(super) base: String,
    /// When that began.
    pub(super) since: SystemTime,
}

/// What a build saw of one file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) stamp: Stamp,
    /// What was told of it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Memo {
    pub(super) fn new(
        graph: &str,
        tables: &[PathBuf],
        pictures: &[PathBuf],
        looked: Looked,
        files: BTreeMap<String, Seen>,
    ) -> Option<Self> {
        let stamps = |files: &[PathBuf]| files.iter().map(|file| Stamp::of(file)).collect::<Option<_>>();
        let (tables, pictures) = (stamps(tables)?, stamps(pictures)?);
        Some(Self { program: Program::this()?, graph: graph.to_owned(), tables, pictures, looked, files })
    }

    /// Whether there is one in a folder, to be believed or not: a build wrote there.
    pub(super) fn is_in(folder: &Path) -> bool {
        folder.join(FILE).is_file()
    }

    /// The memo beside a version of a graph; none when there is none to be believed.
    pub(super) fn read(folder: &Path, graph: &str) -> Option<Self> {
        let bytes = fs::read(folder.join(FILE)).ok()?;
        let (bytes, checksum) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM)?)?;
        if Sha256::digest(bytes).as_slice() != checksum {
            return None;
        }
        let memo: Self = postcard::from_bytes(bytes).ok()?;
        (memo.graph == graph && memo.program == Program::this()?).then_some(memo)
    }

    /// Writes it, in the folder `staging` first; where it cannot be written the next build reads everything.
    pub(super) fn write(&self, folder: &Path, staging: &Path) {
        let Ok(mut bytes) = postcard::to_allocvec(self) else { return };
        let checksum = Sha256::digest(&bytes);
        bytes.extend_from_slice(&checksum);
        let _ = Staged::write_in(staging, &folder.join(FILE), &bytes).and_then(Staged::publish);
    }

    /// Where the names of its files begin, when it lies in a folder.
    pub(super) fn base(&self, folder: &Path) -> PathBuf {
        inputs::place(&folder.join(inputs::path(&self.looked.base)))
    }

    /// Whether nobody has written to the tables of the graph since they were left.
    pub(super) fn has_left(&self, tables: &[PathBuf]) -> bool {
        are_as_left(tables, &self.tables)
    }

    /// Whether nobody has written to the pictures of the graph since they were left.
    pub(super) fn has_drawn(&self, pictures: &[PathBuf]) -> bool {
        are_as_left(pictures, &self.pictures)
    }

    /// Whether a file with a stamp is as it was seen, by the stamp alone. One that was changed shortly before it was read
    /// may have been changed again in the same step of the clock (as git's "racily clean" entries).
    pub(super) fn is_as_seen(&self, name: &str, stamp: &Stamp) -> bool {
        let settled = self.looked.since.checked_sub(STEP).is_some_and(|limit| stamp.modified < limit);
        settled && self.files.get(name).is_some_and(|seen| seen.stamp == *stamp)
    }
}

fn are_as_left(files: &[PathBuf], left: &[Stamp]) -> bool {
    files.iter().map(|file| Stamp::of(file)).eq(left.iter().cloned().map(Some))
}

/// What the system tells of a file: another after it was written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    pub(super) bytes: u64,
    modified: SystemTime,
    /// The file's number, and the time of the last change of what is told of it.
    node: (u64, i64, i64),
}

impl Stamp {
    pub(super) fn of(path: &Path) -> Option<Self> {
        let file = inputs::metadata(path).filter(Metadata::is_file)?;
        Some(Self { bytes: file.len(), modified: file.modified().ok()?, node: node(&file) })
    }
}

#[cfg(unix)]
fn node(file: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (file.ino(), file.ctime(), file.ctime_nsec())
}

#[cfg(not(unix))]
fn node(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// The program: another version of it may read and link otherwise.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Program {
    version: String,
    path: String,
    bytes: u64,
    modified: SystemTime,
}

impl Program {
    pub(super) fn this() -> Option<Self> {
        let path = std::env::current_exe().ok()?;
        let file = fs::metadata(&path).ok()?;
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let path = path.to_string_lossy().into_owned();
        Some(Self { version, path, bytes: file.len(), modified: file.modified().ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn memo(folder: &Path) -> Memo {
        let stamp = Stamp::of(&folder.join("a.txt")).unwrap();
        let diagnostics = vec![Diagnostic::warning("a.txt", 3, "odd")];
        let files = BTreeMap::from([("a.txt".to_owned(), Seen { stamp, diagnostics })]);
        let looked = Looked { from: None, base: String::new(), since: SystemTime::now() };
        Memo::new("0123", &[folder.join("a.txt")], &[], looked, files).unwrap()
    }

    fn folder(age: Duration) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "text").unwrap();
        let file = fs::File::options().append(true).open(folder.path().join("a.txt")).unwrap();
        file.set_modified(SystemTime::now() - age).unwrap();
        folder
    }

    #[test]
    fn it_is_believed_of_its_graph_and_when_it_is_whole() {
        let folder = folder(Duration::ZERO);
        let memo = memo(folder.path());
        memo.write(folder.path(), folder.path());
        assert_eq!(Memo::read(folder.path(), "0123").as_ref(), Some(&memo));
        assert_eq!(Memo::read(folder.path(), "4567"), None);
        let whole = fs::read(folder.path().join(FILE)).unwrap();
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 4;
            fs::write(folder.path().join(FILE), damaged).unwrap();
            assert_eq!(Memo::read(folder.path(), "0123"), None, "byte {at}");
            fs::write(folder.path().join(FILE), &whole[..at]).unwrap();
            assert_eq!(Memo::read(folder.path(), "0123"), None, "cut at {at}");
        }
    }

    #[test]
    fn a_stamp_is_trusted_when_it_is_old_and_the_same() {
        let old = folder(Duration::from_secs(60));
        let (path, seen) = (old.path().join("a.txt"), memo(old.path()));
        assert!(seen.is_as_seen("a.txt", &Stamp::of(&path).unwrap()));
        assert!(!seen.is_as_seen("b.txt", &Stamp::of(&path).unwrap()));
        assert!(seen.has_left(std::slice::from_ref(&path)) && !seen.has_left(&[]));
        fs::write(&path, "TEXT").unwrap();
        assert!(!seen.is_as_seen("a.txt", &Stamp::of(&path).unwrap()));
        assert!(!seen.has_left(&[path]));
        let new = folder(Duration::ZERO);
        assert!(!memo(new.path()).is_as_seen("a.txt", &Stamp::of(&new.path().join("a.txt")).unwrap()));
    }
}
