//! Turn a pile of quotes into a graph of ideas.

pub mod analysis;
pub mod cli;
pub mod concept;
pub mod diagnostic;
pub mod graph;
pub mod link;
pub mod query;
pub mod render;
pub mod source;
pub mod text;
