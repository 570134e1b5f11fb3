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
mod query;
mod readings;
mod shell;
mod tck;
mod vocabularies;

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

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

/// What a program makes of its standard input: its exit code, its answer and what it tells.
fn fed(command: &mut Command, input: &[u8]) -> (i32, String, String) {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    // Who ends before all is read closes the pipe.
    _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}
