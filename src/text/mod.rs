//! Text is what a source says, decoded, repaired and normalised, with a map back to the bytes that were read.

mod span;

pub use span::Span;
