//! Finds the files that a person means who names a folder.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use walkdir::{DirEntry, WalkDir};

use super::{STDIN, label, name, place, reason};
use crate::cli::folder::{GRAPH, PICTURES};
use crate::diagnostic::Diagnostic;
use crate::graph::store;
use crate::source::Format;

/// What is told of a pipe in a folder, and of what else there is that is no file: opening it may wait for ever.
const NO_FILE: &str = "no file, but a pipe or the like; it was not opened, name it itself to read it";

/// How many ends of names are told of files that are not read.
const ENDS: usize = 5;

/// The files that `paths` name: folders are walked in the order of names, what is hidden and saved graphs in them left out;
/// each file once, by the name that it was found by first.
pub(in crate::cli) fn find(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    let mut ways = 0;
    for path in paths {
        if path.as_os_str() == STDIN {
            files.push(path.clone());
            ways += 1;
        } else {
            ways += walk(path, &mut files, &mut diagnostics);
        }
    }
    if ways > 1 {
        let mut seen = FxHashSet::default();
        files.retain(|file| seen.insert(place(file)));
    }
    (files, diagnostics)
}

/// The same files but those of folders that are files of `concepts`, or end as no format does which is read, unless all are
/// to be read in one; how many the latter are is told once for each path.
pub(in crate::cli) fn find_quotes(
    paths: &[PathBuf],
    from: Option<Format>,
    concepts: &[PathBuf],
) -> (Vec<PathBuf>, Vec<Diagnostic>) {
    let (mut files, mut diagnostics) = find(paths);
    leave_concepts(&mut files, paths, concepts);
    if from.is_none() {
        diagnostics.extend(leave_others(&mut files, paths));
    }
    (files, diagnostics)
}

fn leave_concepts(files: &mut Vec<PathBuf>, paths: &[PathBuf], concepts: &[PathBuf]) {
    let names: FxHashSet<_> = concepts.iter().filter_map(|file| file.file_name()).collect();
    let places: FxHashSet<PathBuf> = concepts.iter().map(|file| place(file)).collect();
    let may_be = |file: &Path| file.file_name().is_some_and(|name| names.contains(name));
    files.retain(|file| !may_be(file) || paths.contains(file) || !places.contains(&place(file)));
}

fn leave_others(files: &mut Vec<PathBuf>, paths: &[PathBuf]) -> Vec<Diagnostic> {
    let named: FxHashSet<&Path> = paths.iter().map(PathBuf::as_path).collect();
    let mut others: BTreeMap<usize, BTreeMap<String, usize>> = BTreeMap::new();
    let other = |file: &Path| {
        let end = Format::unknown(&name(file)).filter(|_| !named.contains(file))?;
        Some((paths.iter().position(|path| file.starts_with(path))?, end))
    };
    files.retain(|file| {
        let Some((folder, end)) = other(file) else { return true };
        *others.entry(folder).or_default().entry(end).or_default() += 1;
        false
    });
    others.into_iter().map(|(folder, ends)| not_read(&paths[folder], ends)).collect()
}

/// Tells how many files of a folder are not read, and how most of these end.
fn not_read(folder: &Path, ends: BTreeMap<String, usize>) -> Diagnostic {
    let all: usize = ends.values().sum();
    let mut ends: Vec<(String, usize)> = ends.into_iter().collect();
    ends.sort_by_key(|(_, count)| Reverse(*count));
    let more = if ends.len() > ENDS { ", …" } else { "" };
    let most: Vec<String> = ends.iter().take(ENDS).map(|(end, count)| format!("{end} {count}")).collect();
    let message = format!("not read, of other formats: {all} ({}{more})", most.join(", "));
    Diagnostic::warning(label(folder), 0, message)
}

/// Finds the files of a path, and tells how many ways there are to them: it, and the links below it.
fn walk(path: &Path, files: &mut Vec<PathBuf>, diagnostics: &mut Vec<Diagnostic>) -> usize {
    let mut ways = 1;
    // Those of a folder differ in their names alone.
    let walk = WalkDir::new(path).follow_links(true);
    let walk = walk.sort_by(|a, b| a.path().as_os_str().cmp(b.path().as_os_str()));
    for entry in walk.into_iter().filter_entry(|entry| entry.depth() == 0 || is_input(entry)) {
        ways += usize::from(entry.as_ref().is_ok_and(DirEntry::path_is_symlink));
        match entry {
            Ok(entry)
                if entry.file_type().is_file() || (entry.depth() == 0 && !entry.file_type().is_dir()) =>
            {
                files.push(entry.into_path());
            }
            Ok(entry) if entry.file_type().is_dir() => {}
            Ok(entry) => diagnostics.push(Diagnostic::warning(name(entry.path()), 0, NO_FILE)),
            Err(error) => diagnostics.push(walk_diagnostic(path, &error)),
        }
    }
    ways
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
    let reason = error.io_error().map_or_else(|| error.to_string(), reason);
    Diagnostic::error(place, 0, format!("cannot be read: {reason}"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn pictures_in_folders_are_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let names = [
            "a.md", "b.png", "c.PNG", "d", "e.pdf", "f.pdf", "g.pdf", "h.png", "i.aa", "j.bb", "k.cc", "l.dd",
        ];
        for name in names {
            fs::write(at(name), "text").unwrap();
        }
        let paths = [folder.path().to_owned(), at("b.png")];
        let (files, told) = find_quotes(&paths, None, &[]);
        assert_eq!(files, ["a.md", "b.png", "d"].map(at));
        let told: Vec<_> = told.iter().map(|told| (&*told.file, &*told.message)).collect();
        let message = "not read, of other formats: 9 (pdf 3, png 2, aa 1, bb 1, cc 1, …)";
        assert_eq!(told, [(&*label(folder.path()), message)]);
        assert_eq!(find_quotes(&paths, Some(Format::Text), &[]).0.len(), names.len());
        let concepts = [at("a.md"), at("b.png")];
        assert_eq!(find_quotes(&paths, None, &concepts).0, ["b.png", "d"].map(at));
    }

    #[test]
    fn folders_are_walked_in_order_and_loops_left() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        for file in [
            "b/z.txt",
            "b/a.txt",
            "c.md",
            ".hidden",
            "graph/manifest.json",
            "graph/quotes.jsonl",
            "concepts.svg",
            "app/manifest.json",
            "app/quotes.jsonl",
        ] {
            fs::create_dir_all(at(file).parent().unwrap()).unwrap();
            fs::write(at(file), "text").unwrap();
        }
        fs::write(at("graph/manifest.json"), "{\"format\": \"ideagraph.graph\", \"version\": 1}").unwrap();
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path(), at("b/loop")).unwrap();
            std::os::unix::fs::symlink(at("c.md"), at("d.md")).unwrap();
            assert!(std::process::Command::new("mkfifo").arg(at("pipe.md")).status().unwrap().success());
        }
        let (files, diagnostics) = find(&[folder.path().to_owned(), at("b/../c.md"), at("missing")]);
        let expected = ["app/manifest.json", "app/quotes.jsonl", "b/a.txt", "b/z.txt", "c.md"];
        assert_eq!(files, expected.map(at));
        let messages: Vec<String> = diagnostics.iter().map(|d| d.message.clone()).collect();
        assert!(messages.last().unwrap().contains("cannot be read"), "{messages:?}");
        #[cfg(unix)]
        assert!(messages[0].contains("was not followed") && messages[1] == NO_FILE, "{messages:?}");
    }
}
