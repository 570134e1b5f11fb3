//! An id names a source for good: a slug of its file's name or of its title, unique among the sources.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Format, Source};
use crate::text::{Unique, compose, slug};

/// A slug has no more characters than this.
const LONGEST: usize = 80;

/// Gives every source its id: the name that it [asks for](super::read) in its place, else that of its file. Where several
/// files ask for one name, so many of the folders above each stand in front as tell them apart: `books-index`. `-2`, `-3`
/// and so on follow in order where two would still be the same. A source without a title is called by the file's name.
/// O(sources).
pub fn assign_ids(sources: &mut [Source]) {
    for source in sources.iter_mut() {
        ask(source, None);
        give_title(source);
    }
    let mut files: FxHashMap<&str, usize> = FxHashMap::default();
    let asked = sources.iter().map(|source| {
        let next = files.len();
        (&*source.id, *files.entry(&source.path).or_insert(next))
    });
    let ids = unique_ids(&asked.collect::<Vec<_>>(), |at| sources[at].path.clone());
    sources.iter_mut().zip(ids).for_each(|(source, id)| source.id = id);
}

/// Puts the name that a source asks for in the place of its id, unless there is one: of its title, where its file holds
/// rows, which may be of several, else of its file.
pub(crate) fn ask(source: &mut Source, format: Option<Format>) {
    if source.id.is_empty() {
        let holds_rows = format.is_some_and(Format::holds_rows) && !source.title.is_empty();
        source.id = short_slug(if holds_rows { &source.title } else { stem(&source.path) });
    }
}

/// Gives a source without a title the name of its file.
pub(crate) fn give_title(source: &mut Source) {
    if source.title.is_empty() {
        source.title = compose(stem(&source.path)).text;
    }
}

/// The ids of sources that ask for names, each with the number of its file, as [`assign_ids`] gives them; `path` tells the
/// path of the source in a place. O(sources).
pub(crate) fn unique_ids(asked: &[(&str, usize)], path: impl Fn(usize) -> String) -> Vec<String> {
    let mut only: FxHashMap<&str, Option<usize>> = FxHashMap::default();
    for &(name, file) in asked {
        let only = only.entry(name).or_insert(Some(file));
        *only = only.filter(|only| *only == file);
    }
    let mut shared: BTreeMap<&str, BTreeMap<usize, String>> = BTreeMap::new();
    for (at, &(name, file)) in asked.iter().enumerate().filter(|(_, (name, _))| only[name].is_none()) {
        shared.entry(name).or_default().entry(file).or_insert_with(|| path(at));
    }
    let mut named: FxHashMap<(&str, usize), String> = FxHashMap::default();
    for (name, paths) in shared {
        let told_apart = told_apart(name, paths.values().map(|path| folders(path)).collect());
        named.extend(paths.keys().map(|&file| (name, file)).zip(told_apart));
    }
    let mut given = Unique::default();
    asked.iter().map(|key| given.take(named.get(key).map_or(key.0, String::as_str))).collect()
}

/// A name of several files with so many of the folders above each in front as it takes to tell them apart, or all.
fn told_apart(name: &str, folders: Vec<Vec<&str>>) -> Vec<String> {
    let mut named = vec![name.to_owned(); folders.len()];
    let mut left: Vec<usize> = (0..folders.len()).collect();
    let mut depth = 0;
    while !left.is_empty() {
        depth += 1;
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for &at in left.iter().filter(|&&at| folders[at].len() >= depth) {
            let within = &folders[at][folders[at].len() - depth..];
            named[at] = format!("{}-{name}", short_slug(&within.join("/")));
        }
        left.iter().for_each(|&at| *counts.entry(&named[at]).or_default() += 1);
        let more: Vec<usize> =
            left.iter().copied().filter(|&at| counts[&*named[at]] > 1 && folders[at].len() > depth).collect();
        left = more;
    }
    named
}

/// The folders above a file that have a letter or a digit, the innermost last.
fn folders(path: &str) -> Vec<&str> {
    let (folders, _) = path.rsplit_once('/').unwrap_or_default();
    folders.split('/').filter(|folder| folder.contains(char::is_alphanumeric)).collect()
}

/// The file's name without folders and without what follows the last dot.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// A name as it stands in an id, not too long of it; `source` where nothing of it can.
fn short_slug(name: &str) -> String {
    let short: String = slug(name).chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    if short.is_empty() { "source".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use proptest::prelude::*;

    fn source(path: &str, title: &str) -> Source {
        Source { path: path.to_owned(), title: title.to_owned(), ..Source::default() }
    }

    /// A source of a table.
    fn row(path: &str, title: &str) -> Source {
        let mut source = source(path, title);
        ask(&mut source, Some(Format::Csv));
        source
    }

    #[test]
    fn ids_are_slugs_and_unique() {
        let mut sources = vec![
            source("a/John Schulman.txt", "x"),
            source("b/john-schulman.md", "x"),
            row("c.csv", "Über Ideen: 2"),
            row("c.csv", "über ideen 2"),
            row("c.csv", "—"),
            row("-", ""),
            source("john-schulman.txt", ""),
            source("notes/U\u{308}ber Jose\u{301}.txt", ""),
        ];
        assign_ids(&mut sources);
        assert_eq!(sources.last().unwrap().title, "Über José", "composed, however the file system has it");
        let ids: Vec<&str> = sources.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "a-john-schulman",
                "b-john-schulman",
                "über-ideen-2",
                "über-ideen-2-2",
                "source",
                "source-2",
                "john-schulman",
                "über-josé"
            ]
        );
    }

    #[test]
    fn files_of_one_name_are_told_apart_by_their_folders() {
        for (paths, expected) in [
            (&["index.md", "books/index.md"][..], &["index", "books-index"][..]),
            (&["v/index.md", "v/Old Books/index.md"], &["v-index", "old-books-index"]),
            (&["a/x/index.md", "b/x/index.md", "c/y/index.md"], &["a-x-index", "b-x-index", "y-index"]),
            (&["x/index.md", "a/x/index.md"], &["x-index", "a-x-index"]),
            (&["../a/index.md", "/a/index.md"], &["a-index", "a-index-2"]),
            (&["notes.md", "notes.txt", "a/notes.md"], &["notes", "notes-2", "a-notes"]),
            (&["a/index.md", "b/index.md", "a-index.md"], &["a-index", "b-index", "a-index-2"]),
            (&["—/index.md", "index.md"], &["index", "index-2"]),
        ] {
            let mut sources: Vec<Source> = paths.iter().map(|path| source(path, "Index")).collect();
            assign_ids(&mut sources);
            let ids: Vec<&str> = sources.iter().map(|source| source.id.as_str()).collect();
            assert_eq!(ids, expected, "{paths:?}");
        }
    }

    proptest! {
        #[test]
        fn ids_are_as_counting_each_slug_gives_them(titles in prop::collection::vec("[ab](-[23])?(-[23])?", 0..20)) {
            let mut sources: Vec<Source> = titles.iter().map(|title| row("c.csv", title)).collect();
            sources.push(source("d.csv", ""));
            assign_ids(&mut sources);
            let (mut used, mut counts) = (BTreeSet::new(), BTreeMap::new());
            for (title, source) in titles.iter().zip(&sources) {
                let count = counts.entry(title).or_insert(0);
                let mut numbered = std::iter::from_fn(|| {
                    *count += 1;
                    Some(if *count == 1 { title.clone() } else { format!("{title}-{count}") })
                });
                let id = numbered.find(|id| used.insert(id.clone()));
                prop_assert_eq!(Some(&source.id), id.as_ref());
            }
        }
    }
}
