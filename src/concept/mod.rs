//! A concept is an idea with an id, a preferred label, other labels and patterns: a SKOS concept.
//! A concept scheme is the set of concepts in use.

#[cfg(test)]
mod fixture;
mod format;
mod id;
pub(crate) mod label;
mod language;
mod language_tag;
mod name;
mod pattern;
mod rdf;
mod read;
pub mod write;

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use format::{Format, UnknownFormat};
pub use language::LANGUAGE;
pub(crate) use language_tag::is_code;
pub use name::fold;
pub(crate) use name::{ConceptNames, is_blank};
pub use pattern::{Body, Classes, Element, Pattern, PatternError};
pub use read::SchemeReader;
pub use write::{EditError, add_pattern};

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
    /// Alternative labels, as written: a leading `=` means letter for letter, and `\=` is a text that begins with `=`.
    pub aliases: Vec<String>,
    /// Labels that find it and do not name it: misspellings, narrower words. They count less. The preferred label is among
    /// them where a vocabulary has no better one.
    pub hidden: Vec<String>,
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
    /// How it is to be used.
    pub scope_note: Option<String>,
    /// The language of its labels, as an IETF tag.
    pub language: Option<String>,
    /// Its URI in the vocabulary that it comes from.
    pub uri: Option<String>,
    /// Its codes in that vocabulary.
    pub notation: Vec<String>,
    /// URIs of the concept schemes that it is in.
    pub schemes: Vec<String>,
    /// URIs of concepts of other vocabularies that are the same.
    pub exact_match: Vec<String>,
    /// URIs of concepts of other vocabularies that are nearly the same.
    pub close_match: Vec<String>,
    /// What else the vocabulary says of it, with no effect on links: labels in other languages, examples, other matches.
    /// Each is a property and a value as Turtle writes them, `skos:prefLabel "Katze"@de`; sorted.
    pub statements: Vec<String>,
}

/// How much a label names its concept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LabelKind {
    /// The preferred label.
    Preferred,
    /// An alternative label.
    Alternative,
    /// A hidden label.
    Hidden,
}

impl LabelKind {
    /// What a mention's rule calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preferred => "label",
            Self::Alternative => "alias",
            Self::Hidden => "hidden",
        }
    }
}

impl Concept {
    /// What a person may call it by: its id, its preferred label and its alternative ones.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.id, &self.label].into_iter().chain(&self.aliases).map(String::as_str)
    }

    /// All its labels as written, each once, what it is called by first: a preferred label, unless it is a hidden one, too.
    pub fn labels(&self) -> impl Iterator<Item = (LabelKind, &str)> {
        let first = if self.is_called_by_hidden() { LabelKind::Hidden } else { LabelKind::Preferred };
        let aliases = self.aliases.iter().map(|label| (LabelKind::Alternative, label.as_str()));
        let hidden = self.hidden.iter().filter(|label| **label != self.label);
        let hidden = hidden.map(|label| (LabelKind::Hidden, label.as_str()));
        std::iter::once((first, self.label.as_str())).chain(aliases).chain(hidden)
    }

    /// Whether it has no better label than a hidden one, by which it is called then.
    fn is_called_by_hidden(&self) -> bool {
        self.hidden.contains(&self.label)
    }
}

/// The lists of patterns that a person's decision adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternList {
    /// Ways to say the concept without its name.
    Implied,
    /// Phrases in which its words mean something else.
    Reject,
}

impl PatternList {
    /// The list's key in a lexicon.
    pub fn key(self) -> &'static str {
        match self {
            Self::Implied => "implied",
            Self::Reject => "reject",
        }
    }
}

/// The concepts in use, sorted by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ConceptScheme {
    concepts: Vec<Concept>,
    classes: Classes,
    /// The word classes of each concept, by its id, whose lexicon has fewer than there are.
    own_classes: BTreeMap<String, Arc<Classes>>,
    /// What is said of schemes and collections, by their URIs.
    statements: BTreeMap<String, Vec<String>>,
    /// The language that was asked for, unless that is English.
    asked: Option<String>,
}

impl ConceptScheme {
    /// A scheme of concepts that are sorted by id, with indices into them.
    pub(crate) fn from_concepts(concepts: Vec<Concept>) -> Self {
        debug_assert!(concepts.is_sorted_by(|a, b| a.id < b.id));
        Self { concepts, ..Self::default() }
    }

    /// The same scheme with one pattern more. O(size of the scheme).
    #[must_use]
    pub fn with_pattern(&self, concept: ConceptIx, list: PatternList, pattern: Pattern) -> Self {
        let mut out = self.clone();
        if let Some(concept) = out.concepts.get_mut(concept.0 as usize) {
            match list {
                PatternList::Implied => concept.implied.push(pattern),
                PatternList::Reject => concept.reject.push(pattern),
            }
        }
        out
    }

    /// The word classes that its patterns name.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// The word classes that the patterns of a concept may name: those of its lexicon, where it has one.
    pub fn classes_of(&self, concept: ConceptIx) -> &Classes {
        self.own_classes.get(&self[concept].id).map_or(&self.classes, Arc::as_ref)
    }

    /// What vocabularies say of their schemes and collections, by URI, as [`Concept::statements`] has it of concepts.
    pub fn statements(&self) -> &BTreeMap<String, Vec<String>> {
        &self.statements
    }

    /// The concepts, sorted by id; a [`ConceptIx`] is a place in it.
    pub fn concepts(&self) -> &[Concept] {
        &self.concepts
    }
}

impl Index<ConceptIx> for ConceptScheme {
    type Output = Concept;

    /// The concept at an index of this scheme; that of another may panic.
    fn index(&self, ix: ConceptIx) -> &Concept {
        &self.concepts[ix.0 as usize]
    }
}
