//! Tests of the whole: the program as a person meets it, and linking against hand-made labellings.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test may panic and tell")]

mod changes;
mod cli;
mod curation;
mod diff;
mod discover;
mod faults;
mod format;
mod gold;
mod hostile;
mod mistakes;
mod paths;
mod plans;
mod program;
mod query;
mod readings;
mod shell;
mod tck;
mod vocabularies;

use std::path::PathBuf;

/// A file of the evaluation data, in the folder that `IDEAGRAPH_SHARED` names or beside the project; says so where it is
/// missing.
fn shared(file: &str) -> Option<PathBuf> {
    let named = std::env::var_os("IDEAGRAPH_SHARED").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| concat!(env!("CARGO_MANIFEST_DIR"), "/../shared").into());
    let path = folder.join(file);
    if path.exists() {
        return Some(path);
    }
    assert!(std::env::var_os("IDEAGRAPH_SHARED_REQUIRED").is_none(), "{} must be there", path.display());
    println!("skipped: {file} of the evaluation data is not here");
    None
}
