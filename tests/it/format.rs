//! A saved graph is what docs/format.md says it is, to other programs too.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::program::ideagraph;

/// What a script in Python knows of the shipped reading from the files alone.
const SCRIPT: &str = include_str!("format.py");

/// The mentions in order, as the program tells them.
fn mentions(graph: &Path) -> Vec<String> {
    let output = ideagraph(&["quotes", "--graph", graph.to_str().unwrap(), "--format", "jsonl"]);
    let rows = String::from_utf8(output.stdout).unwrap();
    let rows = rows.lines().map(|row| serde_json::from_str::<serde_json::Value>(row).unwrap());
    let text = |mention: &serde_json::Value, key: &str| mention[key].as_str().unwrap().to_owned();
    let show = |mention: &serde_json::Value| text(mention, "concept") + "=" + &text(mention, "text");
    rows.flat_map(|row| row["evidence"].as_array().unwrap().iter().map(show).collect::<Vec<_>>()).collect()
}

#[test]
fn others_read_it_as_arrow() {
    let python = std::env::var("IDEAGRAPH_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_pyarrow = Command::new(&python).args(["-c", "import pyarrow"]).output();
    if !has_pyarrow.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {python} has no pyarrow");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    assert!(ideagraph(&["build", "-q", "-o", folder.path().to_str().unwrap()]).status.success());
    let graph = folder.path().join("graph");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let output = Command::new(python).args(["-c", SCRIPT]).arg(&graph).arg(&docs).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told: Vec<String> = String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect();
    assert_eq!(told, mentions(&graph));
}

#[test]
fn the_docs_tell_of_every_table() {
    let folder = tempfile::tempdir().unwrap();
    assert!(ideagraph(&["build", "-q", "-o", folder.path().to_str().unwrap()]).status.success());
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md")).unwrap();
    let manifest = fs::read(folder.path().join("graph/manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    for table in manifest["tables"].as_array().unwrap() {
        let name = table["name"].as_str().unwrap();
        assert!(docs.contains(&format!("### {name}\n")), "{name}");
    }
}
