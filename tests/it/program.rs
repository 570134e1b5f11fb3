//! The program as all tests run it: nobody types, all that it says is kept, and the environment asks for nothing.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_ideagraph");
pub(crate) const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// What runs in a folder: the program, or a shell that does.
pub(crate) fn command(name: &str, folder: impl AsRef<Path>, args: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.env_remove("IDEAGRAPH_GRAPH").env_remove("IDEAGRAPH_FORMAT").args(args).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(crate) fn program(folder: impl AsRef<Path>, args: &[&str]) -> Command {
    command(PROGRAM, folder, args)
}

pub(crate) fn run(folder: impl AsRef<Path>, args: &[&str]) -> Output {
    program(folder, args).output().unwrap()
}

/// Runs the program in the project's folder.
pub(crate) fn ideagraph(args: &[&str]) -> Output {
    run(PROJECT, args)
}

/// Runs a command with something on its standard input.
pub(crate) fn fed(command: &mut Command, input: impl AsRef<[u8]>) -> Output {
    let mut child = command.stdin(Stdio::piped()).spawn().unwrap();
    // Who ends before all is read closes the pipe.
    _ = child.stdin.take().unwrap().write_all(input.as_ref());
    child.wait_with_output().unwrap()
}

/// All that was said.
pub(crate) fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

/// The exit code, the answer, and what is told beside it.
pub(crate) fn parts(output: Output) -> (i32, String, String) {
    let [answer, told] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    (output.status.code().unwrap(), answer, told)
}

/// A folder to work in, with a reading and a graph of it in `out/graph`.
pub(crate) fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("notes.txt"), "RLHF is not pre-training.\n\nIt takes longer projects.\n")
        .unwrap();
    let output = run(&folder, &["build", "notes.txt", "--quiet"]);
    assert!(output.status.success(), "{}", told(&output));
    folder
}

/// The file of a table of the graph in `out`.
pub(crate) fn table(folder: &Path, name: &str) -> PathBuf {
    let entries = fs::read_dir(folder.join("out/graph")).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|entry| entry.join(name)).find(|file| file.exists()).unwrap()
}

/// The folder of the graph that the saved queries are asked of: what ships, and the made-up readings.
pub(crate) fn samples() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    let output = ideagraph(&["build", "--quiet", "data/readings", "data/samples", "-o", out]);
    assert!(output.status.success(), "{}", told(&output));
    folder
}
