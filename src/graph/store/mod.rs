//! A stored graph is a folder of tables, one row a line of JSON, that can be read, compared and kept in git.
//!
//! `manifest.json` tells the format's version, what the graph was made of, and the checksum of each table:
//! `sources.jsonl`, `quotes.jsonl`, `people.jsonl`, `concepts.jsonl`, `links.jsonl` and `co_occurrences.jsonl`. The same
//! graph gives the same bytes. People, what sources are about and the co-occurrences are written for those who read the
//! folder; on opening they are worked out again from the rest, as when the graph was built.

mod manifest;
mod open;
mod rows;
mod save;

pub use manifest::{Input, Manifest, Table};
pub use open::{OpenError, is_graph, manifest, open};
pub use save::{SaveError, save};

/// The file that makes a folder a graph.
const MANIFEST: &str = "manifest.json";

const SOURCES: &str = "sources.jsonl";
const QUOTES: &str = "quotes.jsonl";
const PEOPLE: &str = "people.jsonl";
const CONCEPTS: &str = "concepts.jsonl";
const LINKS: &str = "links.jsonl";
const CO_OCCURRENCES: &str = "co_occurrences.jsonl";

#[cfg(test)]
mod tests;
