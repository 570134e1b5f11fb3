//! Prepositions part a label's head from what belongs to it, and say how it does: freedom from religion is not that of
//! religion.

use serde::{Deserialize, Serialize};

/// Some of [`ALL`], a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Prepositions(u16);

/// Those that can stand for no preposition of the label (`jury trial`, "trial by jury"), then others.
const ALL: [&str; 13] =
    ["of", "in", "on", "at", "to", "from", "by", "for", "into", "as", "with", "over", "through"];
const TURNING: Prepositions = Prepositions(0xff);

impl Prepositions {
    pub(super) const NONE: Self = Self(0);
    /// Those that stand for one another: `tumor of the skin`, "tumor in the skin".
    pub(super) const ALIKE: Self = Self(0b11);

    /// The one that a word is, in any case.
    pub(super) fn of(word: &str) -> Self {
        let at = ALL.iter().position(|own| word.eq_ignore_ascii_case(own));
        at.map_or(Self::NONE, |at| Self(1 << at))
    }

    pub(super) fn is_empty(self) -> bool {
        self == Self::NONE
    }

    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when each of some others is one of these.
    pub(super) fn has(self, others: Self) -> bool {
        self.0 & others.0 == others.0
    }

    /// Those that may stand in a text for the ones of a label; nothing where it has several that are not alike, which say
    /// what belongs where: `Transition from school to work`.
    pub(super) fn allowed(self) -> Option<Self> {
        let is_alike = self.0 & Self::ALIKE.0 > 0;
        match (self.0 & !Self::ALIKE.0).count_ones() {
            0 if self.is_empty() => Some(TURNING),
            0 | 1 => Some(self.or(if is_alike { Self::ALIKE } else { Self::NONE })),
            _ => None,
        }
    }
}
