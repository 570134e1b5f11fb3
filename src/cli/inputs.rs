//! An input is a file that the person named, or that stands in a folder they named.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::Error;
use super::build::{GRAPH, PICTURES};
use crate::diagnostic::Diagnostic;
use crate::graph::store::{self, Hashed};

/// The name of standard input.
pub(super) const STDIN: &str = "-";

/// How the names of standard inputs that were added begin, and how many digits of their checksums follow.
const PIPED: &str = "stdin-";
const DIGITS: usize = 12;

/// The files that `paths` name: folders are walked in the order of names, hidden files and saved graphs in them left out;
/// each file once.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        if path.as_os_str() == STDIN {
            files.push(path.clone());
        } else {
            walk(path, &mut files, &mut diagnostics);
        }
    }
    let mut seen = FxHashSet::default();
    files.retain(|file| seen.insert(file.clone()));
    (files, diagnostics)
}

fn walk(path: &Path, files: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) {
    let walk = WalkDir::new(path).follow_links(true).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_input(entry)) {
        match entry {
            Ok(entry)
                if entry.file_type().is_file() || (entry.depth() == 0 && !entry.file_type().is_dir()) =>
            {
                files.push(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => diagnostics.push(walk_diagnostic(path, &error)),
        }
    }
}

/// False for hidden files and for what a build wrote, its graph and its pictures: `build notes/ -o notes/` may be run
/// again.
fn is_input(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_graph = || entry.file_type().is_dir() && store::is_graph(entry.path());
    let beside_graph = || entry.path().parent().is_some_and(|folder| store::is_graph(&folder.join(GRAPH)));
    let is_picture = || PICTURES.contains(&&*name) && beside_graph();
    !name.starts_with('.') && !is_graph() && !is_picture()
}

fn walk_diagnostic(path: &Path, error: &walkdir::Error) -> Diagnostic {
    let place = name(error.path().unwrap_or(path));
    if error.loop_ancestor().is_some() {
        return Diagnostic::warning(
            place,
            0,
            "this symbolic link leads back to a folder above it; it was not followed",
        );
    }
    let reason = error.io_error().map_or_else(|| error.to_string(), io::Error::to_string);
    Diagnostic::error(place, 0, format!("cannot be read: {reason}"))
}

/// The bytes of a file or of standard input.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    if path.as_os_str() == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    fs::read(path)
}

/// How standard input is called where more than one may come: by what it was.
pub(super) fn piped(bytes: &[u8]) -> String {
    let mut hashed = Hashed::default();
    hashed.add(bytes);
    let mut name = PIPED.to_owned() + &hashed.sha256();
    name.truncate(PIPED.len() + DIGITS);
    name
}

/// Whether a name is that of a standard input, which cannot be read again.
pub(super) fn is_piped(name: &str) -> bool {
    name.strip_prefix(PIPED).is_some_and(|digits| digits.len() == DIGITS)
}

/// The text of a file or of standard input, without a byte order mark.
pub(super) fn text(path: &Path) -> Result<String, Error> {
    let wrong = |error: &dyn std::fmt::Display| Error::Usage(format!("cannot read {}: {error}", label(path)));
    let bytes = read(path).map_err(|error| wrong(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| wrong(&"it is not UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text))
}

/// A path as it is shown and stored: `/` between its parts on every system.
pub(super) fn name(path: &Path) -> String {
    let name = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        name.into_owned()
    } else {
        name.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The name of a file in messages: `<stdin>` for standard input.
pub(super) fn label(path: &Path) -> String {
    if path.as_os_str() == STDIN { "<stdin>".into() } else { name(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_walked_in_order_and_loops_left() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        fs::create_dir(at("b")).unwrap();
        fs::create_dir(at("graph")).unwrap();
        for file in [
            "b/z.txt",
            "b/a.txt",
            "c.md",
            ".hidden",
            "graph/manifest.json",
            "graph/quotes.jsonl",
            "concepts.svg",
        ] {
            fs::write(at(file), "text").unwrap();
        }
        #[cfg(unix)]
        std::os::unix::fs::symlink(folder.path(), at("b/loop")).unwrap();
        let (files, diagnostics) = find(&[folder.path().to_owned(), at("c.md"), at("missing")]);
        assert_eq!(files, [at("b/a.txt"), at("b/z.txt"), at("c.md")]);
        let messages: Vec<String> = diagnostics.iter().map(|d| d.message.clone()).collect();
        assert!(messages.last().unwrap().contains("cannot be read"), "{messages:?}");
        #[cfg(unix)]
        assert!(messages[0].contains("was not followed"));
    }
}
