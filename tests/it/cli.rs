//! The program as a person meets it: what the README and the saved questions show is what it prints.

use std::path::Path;
use std::process::{Command, Output};

const PROJECT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs the program in the project's folder.
pub(crate) fn ideagraph(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ideagraph")).args(args).current_dir(PROJECT).output().unwrap()
}

/// Builds the graph of what ships into a folder.
fn build_shipped(folder: &Path) {
    let output = ideagraph(&["build", "--quiet", "-o", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn shown_answers() {
    let folder = tempfile::tempdir().unwrap();
    build_shipped(folder.path());
    trycmd::TestCases::new()
        .env("IDEAGRAPH_GRAPH", folder.path().to_str().unwrap())
        .env("IDEAGRAPH_FORMAT", "table")
        .case("README.md")
        .case("queries/*.md")
        .run();
}

#[test]
fn the_picture_in_the_readme_is_the_one_that_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    build_shipped(folder.path());
    let drawn = std::fs::read(folder.path().join("concepts.svg")).unwrap();
    let shown = std::fs::read(Path::new(PROJECT).join("docs/concepts.svg")).unwrap();
    assert!(drawn == shown, "docs/concepts.svg is old: copy out/concepts.svg there after looking at it");
}
