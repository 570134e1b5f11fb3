//! Saving writes a graph beside the place where it is to be, and moves it there when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use thiserror::Error;

use super::manifest::{Input, Manifest, Table, hexadecimal};
use super::rows::{CoOccurrenceRow, ConceptRow, LinkRow, PersonRow, QuoteRow, SourceRow};
use super::{CO_OCCURRENCES, CONCEPTS, LINKS, MANIFEST, PEOPLE, QUOTES, SOURCES};
use crate::graph::KnowledgeGraph;

/// Why a graph was not saved. What was there before is as it was.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SaveError {
    /// There is something in its place that is no graph, or something in the graph's folder that is not the graph's.
    #[error("{} is not part of a graph and would be lost; move it away or choose another folder with -o", .0.display())]
    Occupied(PathBuf),
    /// A file or folder cannot be written.
    #[error("{} cannot be written: {source}; what was there before is as it was{}", .path.display(), advice(.source))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The graph that was there before was moved away, and could not be moved back.
    #[error("{} cannot be written: {source}; the graph that was there before is now {}", .path.display(), .old.display())]
    Moved {
        /// The graph's folder.
        path: PathBuf,
        /// Where the graph is that was there before.
        old: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl SaveError {
    fn write(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Write { path: path.to_owned(), source }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "; make room there, or choose another disk with -o"
        }
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            "; choose another folder with -o"
        }
        _ => "",
    }
}

/// Saves a graph as the folder `dir`, with the inputs and the concept files that it was made of. A graph that is there
/// already is replaced.
///
/// # Errors
/// When it cannot be written, or when something that is no part of a graph is in its place.
pub fn save(
    graph: &KnowledgeGraph,
    inputs: &[Input],
    concept_files: &[Input],
    dir: &Path,
) -> Result<(), SaveError> {
    let dir = &fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    check_place(dir)?;
    let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(SaveError::write(parent))?;
    let aside = tempfile::Builder::new()
        .prefix(".ideagraph-")
        .tempdir_in(parent)
        .map_err(SaveError::write(parent))?;
    let new = aside.path().join("new");
    fs::create_dir(&new).map_err(SaveError::write(dir))?;
    write(graph, inputs, concept_files, &new)
        .map_err(|(name, source)| SaveError::Write { path: dir.join(name), source })?;
    exchange(aside, &new, dir)
}

/// Fails when the place is taken by something else than a graph, all of which may be replaced.
fn check_place(dir: &Path) -> Result<(), SaveError> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(SaveError::Occupied(dir.to_owned()));
        }
        Err(error) => return Err(SaveError::write(dir)(error)),
    };
    let ours = [MANIFEST, SOURCES, QUOTES, PEOPLE, CONCEPTS, LINKS, CO_OCCURRENCES];
    let is_graph = dir.join(MANIFEST).is_file();
    for entry in entries {
        let entry = entry.map_err(SaveError::write(dir))?;
        if !is_graph || !ours.iter().any(|&name| entry.file_name() == name) {
            return Err(SaveError::Occupied(entry.path()));
        }
    }
    Ok(())
}

/// Moves the old graph away and the new one to its place; the old one goes with the folder `aside`.
fn exchange(aside: TempDir, new: &Path, dir: &Path) -> Result<(), SaveError> {
    let old = aside.path().join("old");
    let had_old = match fs::rename(dir, &old) {
        Ok(()) => true,
        Err(error) if error.kind() == io::ErrorKind::NotFound => false,
        Err(error) => return Err(SaveError::write(dir)(error)),
    };
    let Err(source) = fs::rename(new, dir) else { return Ok(()) };
    if had_old && fs::rename(&old, dir).is_err() {
        let old = aside.keep().join("old");
        return Err(SaveError::Moved { path: dir.to_owned(), old, source });
    }
    Err(SaveError::write(dir)(source))
}

/// What could not be written, and why.
type Failed = (&'static str, io::Error);

fn write(
    graph: &KnowledgeGraph,
    inputs: &[Input],
    concept_files: &[Input],
    dir: &Path,
) -> Result<(), Failed> {
    let pairs = graph.co_occurrences().iter().map(|pair| CoOccurrenceRow::of(graph, pair));
    let tables = vec![
        table(dir, SOURCES, graph.sources().map(SourceRow::of))?,
        table(dir, QUOTES, graph.quotes().map(QuoteRow::of))?,
        table(dir, PEOPLE, graph.people().map(PersonRow::of))?,
        table(dir, CONCEPTS, graph.concepts().map(ConceptRow::of))?,
        table(dir, LINKS, graph.links().map(LinkRow::of))?,
        table(dir, CO_OCCURRENCES, pairs)?,
    ];
    let manifest = Manifest::new(inputs, concept_files, tables);
    let text = serde_json::to_string_pretty(&manifest).map_err(io::Error::from);
    let written = text.and_then(|text| fs::write(dir.join(MANIFEST), text + "\n"));
    written.map_err(|error| (MANIFEST, error))
}

/// Writes a table, one row a line.
fn table<R: Serialize>(
    dir: &Path,
    name: &'static str,
    rows: impl Iterator<Item = R>,
) -> Result<Table, Failed> {
    write_rows(&dir.join(name), rows)
        .map(|(rows, sha256)| Table { name: name.to_owned(), rows, sha256 })
        .map_err(|error| (name, error))
}

/// Writes rows to a file; gives their number and the checksum.
fn write_rows<R: Serialize>(path: &Path, rows: impl Iterator<Item = R>) -> io::Result<(u64, String)> {
    let mut file = BufWriter::new(File::create(path)?);
    let (mut hash, mut count, mut line) = (Sha256::new(), 0, Vec::new());
    for row in rows {
        line.clear();
        serde_json::to_writer(&mut line, &row)?;
        line.push(b'\n');
        hash.update(&line);
        file.write_all(&line)?;
        count += 1;
    }
    file.into_inner()?.sync_all()?;
    Ok((count, hexadecimal(hash.finalize())))
}
