//! The first pictures of a graph are drawn by a build and lie beside it.

use std::fs;
use std::path::{Path, PathBuf};

use super::memo::Memo;
use crate::analysis::map::{ConceptMap, EvidenceMap};
use crate::analysis::{EvidenceOptions, MapOptions};
use crate::cli::Error;
use crate::cli::folder::{GRAPH, pictures};
use crate::cli::output::Staged;
use crate::graph::KnowledgeGraph;
use crate::graph::store::{self, SaveError};
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::svg;

/// What to look at first: the pictures' paths and bytes.
pub(super) fn draw(graph: &KnowledgeGraph, folder: &Path) -> Vec<(PathBuf, String)> {
    let concepts = ConceptMap::of(graph, &MapOptions::default()).readable();
    let evidence = EvidenceMap::of(graph, graph.quotes(), &EvidenceOptions::default());
    let elements = Elements::from(&concepts);
    let drawn = [
        svg::concept_map(&concepts),
        svg::evidence_map(&evidence),
        dot(&elements, Engine::suited(&elements)),
    ];
    pictures(folder).into_iter().zip(drawn).collect()
}

/// Fails when a picture would replace what no build wrote.
pub(super) fn check_place(folder: &Path) -> Result<(), SaveError> {
    let is_ours = store::is_graph(&folder.join(GRAPH)) || Memo::is_in(folder);
    let is_taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|there| !is_ours || there.is_dir());
    pictures(folder).into_iter().find(is_taken).map_or(Ok(()), |path| Err(SaveError::Occupied(path)))
}

/// Writes the pictures, in the folder `staging` first, and saves the graph, so that all of them change or none does.
pub(super) fn write<T>(
    pictures: &[(PathBuf, String)],
    staging: &Path,
    save: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let stage = |(path, picture): &(PathBuf, String)| {
        let staged = Staged::write_in(staging, path, picture.as_bytes());
        staged.map_err(|error| Error::output(Some(path), error))
    };
    let staged: Vec<Staged> = pictures.iter().map(stage).collect::<Result<_, _>>()?;
    let saved = save()?;
    for (staged, (path, _)) in staged.into_iter().zip(pictures) {
        staged.publish().map_err(|error| Error::output(Some(path), error))?;
    }
    Ok(saved)
}
