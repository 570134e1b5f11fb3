//! What is read is spared: no answer is written over it.

use std::path::Path;

use super::file;
use crate::cli::Error;
use crate::cli::build::previous::{base, memo};
use crate::cli::reading::inputs;
use crate::graph::{KnowledgeGraph, store};

/// Fails where an answer would replace a file that is read, whichever way leads to it: that may be a person's work.
pub(in crate::cli) fn check_spares<F: AsRef<Path>>(
    output: Option<&Path>,
    read: impl IntoIterator<Item = F>,
) -> Result<(), Error> {
    let Some(output) = file(output) else { return Ok(()) };
    if read.into_iter().any(|file| inputs::is_same(file.as_ref(), output)) {
        return Err(Error::Usage(format!("{} is read, and {ADVICE}", inputs::label(output))));
    }
    Ok(())
}

/// The same for the files that a graph was made of; these are only looked for where there is an output.
pub(in crate::cli) fn check_spares_inputs(
    output: Option<&Path>,
    graph: &KnowledgeGraph,
) -> Result<(), Error> {
    if file(output).is_none() {
        return Ok(());
    }
    let made_of = store::inputs(graph)?;
    let base =
        store::dir(graph).map(|dir| base(dir, memo(dir, graph).as_ref(), &made_of)).unwrap_or_default();
    let files = made_of.read_from().chain(&made_of.concepts);
    check_spares(output, files.map(|input| inputs::path_from(&base, &input.path)))
}

/// The same for the files of a graph, whichever command it is that writes.
pub(super) fn check_spares_graphs(output: &Path) -> Result<(), Error> {
    match inputs::place(output).ancestors().skip(1).find(|folder| store::is_graph(folder)) {
        Some(_) => Err(Error::Usage(format!("{} lies in a graph, and {ADVICE}", inputs::label(output)))),
        None => Ok(()),
    }
}

/// What is told of a file that an answer is not written into.
const ADVICE: &str = "what is read is not written over; name another file";
