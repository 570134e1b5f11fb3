//! A mention is one place where a quote speaks of a concept: the exact words, and the rule that found them.

mod abbreviations;
mod compiled;
mod decide;
mod find;
mod full;
mod linker;
mod lookup;
mod plain;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::concept::ConceptIx;
use crate::text::Span;
pub use abbreviations::{Abbreviation, abbreviations};
pub use find::candidates::{Candidate, Fate};
pub use linker::{Linker, Place, SourceLinker};

/// How a quote speaks of a concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Named by one of its labels.
    Explicit,
    /// Said without the name.
    Implied,
}

/// What the quote does with the concept that it speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Said of something that is so.
    Asserted,
    /// Denied: "we're not doing reinforcement learning".
    Negated,
    /// Asked: "is it reinforcement learning?".
    Asked,
    /// Supposed: "if it were reinforcement learning".
    Hypothetical,
}

/// One place where a quote speaks of a concept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mention<'l> {
    /// The concept.
    pub concept: ConceptIx,
    /// The words, as bytes of the quote's text.
    pub span: Span,
    /// Named, or said without the name.
    pub kind: Kind,
    /// The label or pattern that matched, as the lexicon writes it, e.g. `label: RLHF`, `implied: @long @work`.
    /// Lent by the linker where it can be.
    pub rule: Cow<'l, str>,
    /// Asserted, denied, asked or supposed.
    pub polarity: Polarity,
    /// The words that made the polarity, e.g. `not`.
    pub trigger: Option<Span>,
    /// How sure the rule is, in 0..=1.
    pub confidence: f32,
}

/// Which mentions are kept where labels overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Overlap {
    /// The leftmost ones, of those the longest.
    #[default]
    Longest,
    /// All, but for those of one concept within one another.
    All,
}

/// How labels are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Matching {
    /// In every form, spelling and order, with patterns, abbreviations and polarity.
    #[default]
    Full,
    /// Only as they are written, in any case.
    Plain,
}

/// Why a scheme cannot be compiled.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    /// The regexes are more than the regex engine takes.
    #[error("the lexicon's regexes do not compile together: {0}")]
    Regexes(String),
}
