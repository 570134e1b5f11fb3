//! An output folder holds a graph, in a folder of its own, and its first pictures.

use std::path::{Path, PathBuf};

use crate::graph::store;

/// The graph's folder in the output folder.
pub(super) const GRAPH: &str = "graph";
/// The pictures in the output folder.
pub(super) const PICTURES: [&str; 3] = ["concepts.svg", "evidence.svg", "concepts.dot"];

/// The graph's own folder, whether it was named or the folder that `build -o` wrote it into.
pub(super) fn graph(named: &Path) -> PathBuf {
    let inside = named.join(GRAPH);
    // Seldom the case, and cheaply told: the manifest inside is read only then.
    if store::is_graph(named) && !store::is_graph(&inside) { named.to_owned() } else { inside }
}

/// The output folder that a graph's folder is in; none when the graph was moved elsewhere.
pub(super) fn beside(dir: &Path) -> Option<&Path> {
    dir.parent().filter(|_| dir.file_name().is_some_and(|name| name == GRAPH))
}

/// The pictures in an output folder.
pub(super) fn pictures(folder: &Path) -> [PathBuf; 3] {
    PICTURES.map(|name| folder.join(name))
}
