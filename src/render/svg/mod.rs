//! SVG pictures of maps, drawn by the program itself: pure, and the same bytes on every machine.
//!
//! A picture is made in three steps. The words are measured and broken into lines (`text`), everything gets a place
//! (`arrange` for a concept map), and the parts are written as elements on a page (`page`, `xml`). Widths come from
//! a table of one font's metrics; viewers that lack the font take one that is drawn much like it.

mod arrange;
mod bend;
mod concept_map;
mod geometry;
mod overlap;
mod page;
mod palette;
mod shelf;
mod stress;
mod text;
mod xml;

use crate::analysis::map::*;
pub use concept_map::concept_map;
/// x
pub fn evidence_map(_: &EvidenceMap) -> String {
    "<svg/>".into()
}
/// x
pub fn path_map(_: &PathMap) -> String {
    "<svg/>".into()
}
