//! SVG pictures of maps, drawn by the program itself: pure, and the same bytes on every machine.
//!
//! A picture is made in three steps. The words are measured and broken into lines (`text`), everything gets a place
//! (`arrange` for a concept map and for an answer, `order` and
//! `spread` for an evidence map), and the parts are written as elements on a page (`page`, `xml`). Widths come from
//! a table of one font's metrics; viewers that lack the font take one that is drawn much like it.

mod answer_map;
mod arrange;
mod bend;
mod card;
mod concept_map;
mod difference_map;
mod element;
mod evidence_map;
mod geometry;
mod order;
mod overlap;
mod page;
mod path_map;
mod pill;
mod route;
mod shelf;
mod sign;
mod spread;
mod stress;
#[cfg(test)]
mod tests;
mod text;

pub use answer_map::answer_map;
pub use concept_map::concept_map;
pub use difference_map::difference_map;
pub use evidence_map::evidence_map;
pub use path_map::path_map;
