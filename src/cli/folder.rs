//! An output folder holds a graph, in a folder of its own, and its first pictures.

use std::path::{Path, PathBuf};

use super::Error;
use super::reading::inputs;
use crate::graph::store;

/// The graph's folder in the output folder.
pub(super) const GRAPH: &str = "graph";
/// The pictures in the output folder.
pub(super) const PICTURES: [&str; 3] = ["concepts.svg", "evidence.svg", "concepts.dot"];

/// The graph's own folder, whether it was named or the folder that `build -o` wrote it into.
///
/// # Errors
/// When a file is named.
pub(super) fn graph(named: &Path) -> Result<PathBuf, Error> {
    let inside = inside(named)?;
    // Seldom the case, and cheaply told: the manifest inside is read only then.
    Ok(if store::is_graph(named) && !store::is_graph(&inside) { named.to_owned() } else { inside })
}

/// The graph's folder in an output folder.
///
/// # Errors
/// When a file is named.
pub(super) fn inside(output: &Path) -> Result<PathBuf, Error> {
    if output.is_file() {
        let advice = "a graph is in a folder, as `build -o` names it";
        return Err(Error::Usage(format!("{} is a file; {advice}", inputs::name(output))));
    }
    Ok(output.join(GRAPH))
}

/// The output folder that a graph's folder is in; none when the graph was moved elsewhere.
pub(super) fn beside(dir: &Path) -> Option<&Path> {
    dir.parent().filter(|_| dir.file_name().is_some_and(|name| name == GRAPH))
}

/// The pictures in an output folder.
pub(super) fn pictures(folder: &Path) -> [PathBuf; 3] {
    PICTURES.map(|name| folder.join(name))
}
