//! Turn a pile of quotes into a graph of ideas.
//!
//! A quote speaks of concepts; the exact words in which it does are the evidence, and the graph keeps them. What the
//! crate promises: every link carries evidence that can be proved against the source, the same input gives the same
//! bytes, and nothing is guessed.
//!
//! ```
//! use ideagraph::analysis::MapOptions;
//! use ideagraph::analysis::map::ConceptMap;
//! use ideagraph::concept::ConceptScheme;
//! use ideagraph::render::svg;
//! use ideagraph::source::{self, assign_ids};
//!
//! // bytes → sources and quotes
//! let page = "Ada (Engines)\n\n1843-08-01 · Source\nThe engine weaves algebraic patterns.\nThe loom weaves flowers.\n";
//! let mut sources = source::read("ada.txt", page.as_bytes(), None).sources;
//! assign_ids(&mut sources);
//!
//! // concepts
//! let lexicon = r#"
//!     [[concept]]
//!     id = "engine"
//!     [[concept]]
//!     id = "weaving"
//!     alias = ["weave"]
//! "#;
//! let scheme = ConceptScheme::from_lexicons(&[("loom.toml", lexicon)]).unwrap();
//!
//! // the graph, with evidence
//! let graph = ideagraph::build(sources, &scheme).unwrap();
//! let weaving = graph.concepts().last().unwrap();
//! let said: Vec<_> = weaving.links().flat_map(|link| link.mentions()).map(|mention| mention.words()).collect();
//! assert_eq!(said, ["weaves", "weaves"]);
//!
//! // a picture
//! let map = ConceptMap::of(&graph, &MapOptions::default());
//! assert!(svg::concept_map(&map).starts_with("<svg"));
//! ```

pub mod analysis;
pub mod cli;
pub mod concept;
pub mod curate;
pub mod diagnostic;
pub mod discover;
pub mod eval;
mod formats;
pub mod graph;
pub mod language;
pub mod link;
mod number;
pub mod query;
pub mod render;
pub mod review;
pub mod source;
pub mod text;

use concept::ConceptScheme;
use graph::{GraphBuilder, KnowledgeGraph};
use link::{LinkError, Linker};
use source::Source;

/// Links every quote of the sources to the scheme's concepts and gathers the graph.
///
/// Abbreviations that a source explains name their concepts in it. Quotes are linked in parallel; the graph does not
/// depend on the number of threads.
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn build(sources: Vec<Source>, scheme: &ConceptScheme) -> Result<KnowledgeGraph, LinkError> {
    let linker = Linker::new(scheme)?;
    let mut builder = GraphBuilder::new(scheme);
    builder.add_read(0, sources, false);
    Ok(builder.finish_with(&linker))
}
