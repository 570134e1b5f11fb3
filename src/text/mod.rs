//! Text is what a source says, decoded, repaired and normalised, with a map back to the bytes that were read.

mod sentences;
mod span;
mod tokens;

pub use span::Span;
pub use tokens::{Joint, Token, sentences, tokens};
