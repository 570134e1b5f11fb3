//! Grounds are what a scheme says that decides on candidates.

use serde::{Deserialize, Serialize};

use super::evidence::Neighbours;
use crate::concept::{Concept, ConceptIx};
use crate::link::Overlap;
use crate::link::find::candidates::{By, Found};
use crate::link::find::labels::{Labels, Need};

#[derive(Serialize, Deserialize)]
pub(in crate::link) struct Grounds {
    /// What each label needs before it counts, by its number.
    needs: Vec<Need>,
    pub(super) neighbours: Neighbours,
    /// Concepts whose labels count only beside a context word.
    ambiguous: Vec<bool>,
    pub(in crate::link) overlap: Overlap,
}

impl Grounds {
    pub(in crate::link) fn new(concepts: &[Concept], needs: Vec<Need>) -> Self {
        Self {
            needs,
            neighbours: Neighbours::new(concepts),
            ambiguous: concepts.iter().map(|concept| concept.ambiguous).collect(),
            overlap: Overlap::default(),
        }
    }

    /// What a label needs before it counts.
    pub(super) fn need(&self, label: u32) -> Need {
        self.needs[label as usize]
    }

    /// True for what names its concept by itself.
    pub(in crate::link) fn is_name(&self, found: &Found<'_>) -> bool {
        match found.by {
            By::Label(label) => self.need(label) == Need::Nothing && !found.doubtful,
            By::ShortForm(_) => true,
            By::Pattern(_) => false,
        }
    }

    /// True for what counts only beside a context word: the labels of an ambiguous concept, and those without their
    /// qualifier.
    pub(in crate::link) fn needs_context(&self, found: &Found<'_>, labels: &Labels) -> bool {
        let is_bare = matches!(found.by, By::Label(label) if labels.label(label).is_bare());
        is_bare || self.is_ambiguous(found.concept)
    }

    pub(in crate::link) fn is_ambiguous(&self, concept: ConceptIx) -> bool {
        self.ambiguous[concept.0 as usize]
    }
}
