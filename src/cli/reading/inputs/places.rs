//! The place of a file is where it is, whatever it is called.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use super::{STDIN, metadata};

/// Where a file is, whatever it is called from here: another file is elsewhere.
pub(in crate::cli) fn place(path: &Path) -> PathBuf {
    if path.as_os_str() == STDIN {
        return path.to_owned();
    }
    // A path that Windows resolves can be read in one spelling only.
    let resolved = if cfg!(windows) { None } else { fs::canonicalize(path).ok() };
    resolved.or_else(|| std::path::absolute(path).ok()).unwrap_or_else(|| path.to_owned())
}

/// Whether two paths lead to one file, be it over links; what is no file that can be kept is none.
pub(in crate::cli) fn is_same(path: &Path, other: &Path) -> bool {
    let [file, other_file] = [path, other].map(metadata);
    let is_device = |file: &Option<Metadata>| file.as_ref().is_some_and(|file| !file.is_file());
    if is_device(&file) || is_device(&other_file) {
        return false;
    }
    place(path) == place(other) || file.zip(other_file).is_some_and(|(one, other)| is_linked(&one, &other))
}

/// Whether two names are hard links to one file.
#[cfg(unix)]
fn is_linked(file: &Metadata, other: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    (file.dev(), file.ino()) == (other.dev(), other.ino())
}

/// The same where the system does not tell.
#[cfg(not(unix))]
fn is_linked(_: &Metadata, _: &Metadata) -> bool {
    false
}

/// The folder in which the program runs, as seen from another folder: both may be moved together when that is inside.
pub(in crate::cli) fn here_from(folder: &Path) -> PathBuf {
    let here = place(Path::new("."));
    match place(folder).strip_prefix(&here) {
        Ok(inside) => inside.components().map(|_| "..").collect(),
        Err(_) => here,
    }
}
