//! The compiled concepts lie beside the graph, so that the next build with the same concepts need not compile them.
//!
//! They may be taken away at will, and are believed only by the program that wrote them and of the same files.

use std::fs;
use std::path::Path;

use sha2::{Digest, Sha256};

use super::memo::Program;
use crate::cli::output::Staged;
use crate::cli::reading::concept_files::ConceptFiles;
use crate::concept::ConceptScheme;
use crate::graph::store::Input;
use crate::link::{LinkError, Linker};

/// The file in the output folder.
const FILE: &str = ".graph.linker";
/// Bytes of concept files from which on reading what was compiled is worth a file of its own.
const MANY: u64 = 1 << 15;
/// The bytes of a key, which ends the file.
const KEY: usize = 32;

/// A linker, and the file that keeps it for the next build if none does yet.
pub(super) struct Compiled {
    pub(super) linker: Linker,
    unkept: Option<Staged>,
}

impl Compiled {
    /// Keeps it beside the graph, when that is there; where it cannot be written the next build compiles it anew.
    pub(super) fn keep(self) {
        let _ = self.unkept.map(Staged::publish);
    }
}

/// The linker of a scheme that was read from some files: the one that lies in a folder, or a new one, which is in the folder
/// `staging` until it is [kept](Compiled::keep).
pub(super) fn linker(
    folder: Option<&Path>,
    staging: &Path,
    concept_files: &ConceptFiles,
    scheme: &ConceptScheme,
) -> Result<Compiled, LinkError> {
    kept_or_new(folder, staging, &concept_files.inputs(), || concept_files.linker(scheme))
}

fn kept_or_new(
    folder: Option<&Path>,
    staging: &Path,
    files: &[Input],
    new: impl Fn() -> Result<Linker, LinkError>,
) -> Result<Compiled, LinkError> {
    let is_large = files.iter().map(|file| file.bytes).sum::<u64>() >= MANY;
    let Some((folder, key)) = folder.filter(|_| is_large).zip(key(files)) else {
        return Ok(Compiled { linker: new()?, unkept: None });
    };
    let path = folder.join(FILE);
    if let Some(linker) = kept(&path, &key) {
        return Ok(Compiled { linker, unkept: None });
    }
    let linker = new()?;
    let unkept = staged(&path, staging, &key, &linker);
    Ok(Compiled { linker, unkept })
}

/// What the compiled form depends on: the program, and the bytes and names of the files.
fn key(files: &[Input]) -> Option<[u8; KEY]> {
    let of = |file: &Input| {
        (file.path.clone(), file.sha256.clone(), file.language.clone(), (file.matching, file.overlap))
    };
    let all: Vec<_> = files.iter().map(of).collect();
    let bytes = postcard::to_allocvec(&(Program::this()?, all)).ok()?;
    Some(Sha256::digest(bytes).into())
}

fn kept(path: &Path, key: &[u8; KEY]) -> Option<Linker> {
    let bytes = fs::read(path).ok()?;
    let (bytes, its_key) = bytes.split_last_chunk::<KEY>()?;
    if its_key == key { Linker::from_bytes(bytes) } else { None }
}

/// The file that a linker is kept in, before it is in its place.
fn staged(path: &Path, staging: &Path, key: &[u8; KEY], linker: &Linker) -> Option<Staged> {
    let mut bytes = linker.to_bytes()?;
    bytes.extend_from_slice(key);
    Staged::write_in(staging, path, &bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Linking;
    use crate::link::{Matching, Overlap};

    fn input(language: &str, linking: Linking) -> Input {
        Input {
            bytes: MANY,
            language: Some(language.to_owned()),
            matching: linking.matching,
            overlap: linking.overlap,
            ..Input::new("a.toml", None, b"")
        }
    }

    #[test]
    fn what_is_kept_is_believed_of_the_same_files_only() {
        let folder = tempfile::tempdir().unwrap();
        let scheme = |label: &str| {
            let lexicon = format!("[[concept]]\nid = \"a\"\nlabel = \"{label}\"");
            ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap()
        };
        let links_by = |linking: Linking, language: &str, label: &str| {
            let new = || linking.linker(&scheme(label));
            let files = [input(language, linking)];
            let compiled = kept_or_new(Some(folder.path()), folder.path(), &files, new).unwrap();
            let links = ["one", "two"].map(|text| !compiled.linker.link(text).is_empty());
            compiled.keep();
            links
        };
        let links = |language: &str, label: &str| links_by(Linking::default(), language, label);
        let plain = Linking { matching: Matching::Plain, ..Linking::default() };
        let all = Linking { overlap: Overlap::All, ..Linking::default() };
        assert_eq!(links("en", "one"), [true, false]);
        assert_eq!(links("en", "two"), [true, false], "what was kept");
        assert_eq!(links("de", "two"), [false, true], "another language");
        assert_eq!(links("de", "one"), [false, true]);
        assert_eq!(links_by(plain, "de", "two"), [false, true], "another matching");
        assert_eq!(links_by(all, "de", "one"), [true, false], "other overlaps");
        assert_eq!(links_by(all, "de", "two"), [true, false], "what was kept");
        assert_eq!(links("de", "one"), [true, false]);
        let path = folder.path().join(FILE);
        let mut bytes = fs::read(&path).unwrap();
        bytes[9] ^= 1;
        fs::write(&path, bytes).unwrap();
        assert_eq!(links("de", "one"), [true, false], "what was damaged is made anew");
    }
}
