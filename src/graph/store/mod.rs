//! A stored graph is a folder of tables, each an Arrow IPC file that is mapped into memory and read where it lies.
//!
//! `manifest.json` tells the format's version, the folder in which the tables are, and of each its length, its checksum and
//! where its columns lie. A new version of the graph goes into a folder of its own; then the manifest is replaced, and the
//! old version is taken away when nobody holds it any more. So whoever opened the old one keeps it, and a build that is
//! broken off changes nothing. The same graph gives the same bytes. What each column means is in `docs/format.md`.

mod draft;
mod folder;
mod input;
mod manifest;
#[expect(unsafe_code, reason = "mapping a file is the one thing that the compiler cannot check")]
mod map;
mod open;

pub use draft::{Draft, SaveError, Traces, save};
pub(super) use folder::Folder;
pub use input::{Hashed, Input, Inputs};
pub use open::{
    OpenError, dir, guarded, inputs, is_graph, may_have_added, open, open_to_scan, tables, verify,
    verify_inputs, version,
};

/// The file that makes a folder a graph.
const MANIFEST: &str = "manifest.json";

#[cfg(test)]
mod tests;
