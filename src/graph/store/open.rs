//! Opening reads the tables of a stored graph, checks them, and builds the graph again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;
use serde::de::IgnoredAny;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::manifest::{Head, Manifest, VERSION, hexadecimal};
use super::rows::{ConceptRow, Ids, LinkRow, Names, QuoteRow, SourceRow};
use super::{CO_OCCURRENCES, CONCEPTS, LINKS, MANIFEST, PEOPLE, QUOTES, SOURCES};
use crate::concept::{Concept, ConceptScheme};
use crate::graph::{GraphBuilder, KnowledgeGraph};
use crate::link::Mention;
use crate::source::Source;

/// Why a graph was not opened.
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
    #[error(
        "the graph in {} is in version {found} of the format, and this program reads version {VERSION}; make the graph \
         again with `ideagraph build`", .path.display()
    )]
    Version {
        /// The graph's folder.
        path: PathBuf,
        /// The version that it is in.
        found: u32,
    },
    /// It is not what was saved.
    #[error("{}{}: {reason}; make the graph again with `ideagraph build`", .path.display(), .line.map(|n| format!(":{n}")).unwrap_or_default())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// The line, from 1, where it is known.
        line: Option<usize>,
        /// What is wrong.
        reason: String,
    },
}

/// Whether a folder holds a graph, of any version.
pub fn is_graph(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

/// What the graph in the folder `dir` was made of.
///
/// # Errors
/// When there is no graph, or its manifest cannot be read.
pub fn manifest(dir: &Path) -> Result<Manifest, OpenError> {
    let path = dir.join(MANIFEST);
    let text = match fs::read_to_string(&path) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Err(OpenError::Missing(dir.to_owned()));
        }
        read => read.map_err(|source| OpenError::Read { path: path.clone(), source })?,
    };
    let damaged = |reason: String| OpenError::Damaged { path: path.clone(), line: None, reason };
    let head: Head = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
    if !head.is_ours() {
        return Err(damaged("it is the manifest of something else".to_owned()));
    }
    if head.version != VERSION {
        return Err(OpenError::Version { path: dir.to_owned(), found: head.version });
    }
    serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))
}

/// The graph that was saved in the folder `dir`.
///
/// # Errors
/// When there is no graph, when it cannot be read, or when it is not as it was saved.
pub fn open(dir: &Path) -> Result<KnowledgeGraph, OpenError> {
    let manifest = manifest(dir)?;
    let read = |name| File::read(dir, &manifest, name);
    let others = [SOURCES, QUOTES, PEOPLE, CONCEPTS, CO_OCCURRENCES];
    let (links, others) = rayon::join(|| read(LINKS), || others.map(read));
    let [sources, quotes, people, concepts, pairs] = others;
    let (sources, quotes, people, concepts, links) = (sources?, quotes?, people?, concepts?, links?);
    pairs?;
    let sources = sources_with_quotes(&sources, &quotes, &Names::of(people.rows()?))?;
    let rows: Vec<ConceptRow<'_>> = concepts.rows()?;
    let ids = Ids::of(&rows);
    let scheme = scheme(&concepts, rows, &ids)?;
    let mut mentions = mentions(&links, &sources, &ids)?.into_iter();
    let mut builder = GraphBuilder::new(&scheme);
    for source in sources {
        let mentions = mentions.by_ref().take(source.quotes.len()).collect();
        builder.add(source, mentions);
    }
    Ok(builder.finish())
}

fn sources_with_quotes(sources: &File, quotes: &File, people: &Names<'_>) -> Result<Vec<Source>, OpenError> {
    let source = |row: SourceRow<'_>| row.into_source(people);
    let mut all: Vec<Source> = sources.each(sources.rows()?, source)?;
    let mut at = 0;
    quotes.each(quotes.rows()?, |row: QuoteRow<'_>| {
        at += all[at..]
            .iter()
            .position(|source| source.id == row.source)
            .ok_or_else(|| absent("source", &row.source))?;
        let Source { id, quotes, .. } = &mut all[at];
        if row.id != format!("{id}:{}", quotes.len() + 1) {
            return Err(format!("`{}` is not the next quote of its source", row.id));
        }
        quotes.push(row.into_quote(people)?);
        Ok(())
    })?;
    Ok(all)
}

fn scheme(file: &File, rows: Vec<ConceptRow<'_>>, ids: &Ids) -> Result<ConceptScheme, OpenError> {
    let concepts: Vec<Concept> = file.each(rows, |row| row.into_concept(ids))?;
    if !concepts.is_sorted_by(|a, b| a.id < b.id) {
        return Err(file.damaged(None, "its rows are not in the order of their ids".to_owned()));
    }
    Ok(ConceptScheme::from_concepts(concepts))
}

/// The mentions in each quote.
fn mentions(links: &File, sources: &[Source], ids: &Ids) -> Result<Vec<Vec<Mention>>, OpenError> {
    let each =
        sources.iter().flat_map(|source| source.quotes.iter().zip(1..).map(move |quote| (&source.id, quote)));
    let quotes: Vec<(String, &str)> =
        each.map(|(id, (quote, n))| (format!("{id}:{n}"), quote.text.as_str())).collect();
    let mut mentions = vec![Vec::new(); quotes.len()];
    let mut at = 0;
    links.each(links.rows()?, |row: LinkRow<'_>| {
        at += quotes[at..]
            .iter()
            .position(|(id, _)| *id == row.quote)
            .ok_or_else(|| absent("quote", &row.quote))?;
        mentions[at].extend(row.into_mentions(ids, quotes[at].1)?);
        Ok(())
    })?;
    Ok(mentions)
}

fn absent(what: &str, id: &str) -> String {
    format!("there is no {what} `{id}`, or its row is out of order")
}

/// A table's file, as it was saved.
struct File {
    path: PathBuf,
    text: String,
}

impl File {
    fn read(dir: &Path, manifest: &Manifest, name: &str) -> Result<Self, OpenError> {
        let path = dir.join(name);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(OpenError::Damaged { path, line: None, reason: "it is missing".to_owned() });
            }
            read => read.map_err(|source| OpenError::Read { path: path.clone(), source })?,
        };
        let sha256 = hexadecimal(Sha256::digest(&bytes));
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        let file = Self { path, text };
        if manifest.tables.iter().any(|table| table.name == name && table.sha256 == sha256) {
            return Ok(file);
        }
        file.rows::<IgnoredAny>()?;
        Err(file.damaged(None, "it was changed after it was saved".to_owned()))
    }

    fn rows<'a, R: Deserialize<'a> + Send>(&'a self) -> Result<Vec<R>, OpenError> {
        let lines: Vec<&str> = self.text.lines().collect();
        let read = |line: &'a str| serde_json::from_str(line).map_err(|error| error.to_string());
        let rows: Vec<Result<R, String>> = lines.into_par_iter().map(read).collect();
        self.each(rows, |row| row)
    }

    /// What is made of each row, or the first row that nothing can be made of.
    fn each<R, T>(
        &self,
        rows: Vec<R>,
        mut make: impl FnMut(R) -> Result<T, String>,
    ) -> Result<Vec<T>, OpenError> {
        let make = |(line, row)| make(row).map_err(|reason| self.damaged(Some(line), reason));
        (1..).zip(rows).map(make).collect()
    }

    fn damaged(&self, line: Option<usize>, reason: String) -> OpenError {
        OpenError::Damaged { path: self.path.clone(), line, reason }
    }
}
