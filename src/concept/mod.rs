//! A concept is an idea with an id, a preferred label, other labels and patterns: a SKOS concept.
//! A concept scheme is the set of concepts in use.

mod lexicon;
mod pattern;
mod validate;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;
pub use pattern::{Body, Classes, Element, Pattern, PatternError};

/// A concept's place in its scheme, which is sorted by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ConceptIx(pub u32);

/// An idea, as the lexicon tells it; every name in it is resolved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Concept {
    /// Stable id, e.g. `pre-training`.
    pub id: String,
    /// Preferred label, e.g. `Pre-training`.
    pub label: String,
    /// Alternative labels, as written; a leading `=` means letter for letter.
    pub aliases: Vec<String>,
    /// Patterns that say the concept without its name.
    pub implied: Vec<Pattern>,
    /// Patterns inside which a label means something else.
    pub reject: Vec<Pattern>,
    /// True when a label counts only beside one of the context words.
    pub ambiguous: bool,
    /// Patterns of which one must stand in the quote when the concept is ambiguous.
    pub context: Vec<Pattern>,
    /// What it means, in a sentence.
    pub definition: Option<String>,
    /// The concepts it is a kind or a part of.
    pub broader: Vec<ConceptIx>,
    /// Concepts that belong with it.
    pub related: Vec<ConceptIx>,
}

/// The concepts in use, sorted by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptScheme {
    concepts: Vec<Concept>,
}

/// A place in a concept file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place {
    file: String,
    line: u32,
    column: u32,
}

impl Place {
    fn error(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(&self.file, self.line, message).at_column(self.column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

impl ConceptScheme {
    /// A scheme of concepts that are sorted by id, with indices into them.
    pub(crate) fn from_concepts(concepts: Vec<Concept>) -> Self {
        debug_assert!(concepts.is_sorted_by(|a, b| a.id < b.id));
        Self { concepts }
    }

    /// The concepts, sorted by id; a [`ConceptIx`] is a place in it.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }
}
