//! Prepositions part a label's head from what belongs to it, and say how it does: freedom from religion is not that of
//! religion.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::language::english::{Role, words_with};

/// Some of those that there are, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Prepositions(u16);

/// All, and how many of the first are alike, and may stand for no preposition of the label (`jury trial`, "trial by jury").
struct All {
    words: Vec<&'static str>,
    alike: usize,
    turning: usize,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let mut words: Vec<&str> = words_with(Role::Alike).collect();
    let alike = words.len();
    words.extend(words_with(Role::Turns));
    let turning = words.len();
    words.extend(words_with(Role::Parts));
    All { words, alike, turning }
});

impl Prepositions {
    pub(super) const NONE: Self = Self(0);

    /// The one that a word is, in any case.
    pub(super) fn of(word: &str) -> Self {
        let at = ALL.words.iter().position(|own| word.eq_ignore_ascii_case(own));
        at.map_or(Self::NONE, |at| Self(1 << at))
    }

    /// Those that stand for one another: `tumor of the skin`, "tumor in the skin".
    pub(super) fn alike() -> Self {
        Self::first(ALL.alike)
    }

    /// So many of the first.
    fn first(len: usize) -> Self {
        Self((1 << len) - 1)
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
        let alike = Self::alike();
        let is_alike = self.0 & alike.0 > 0;
        match (self.0 & !alike.0).count_ones() {
            0 if self.is_empty() => Some(Self::first(ALL.turning)),
            0 | 1 => Some(self.or(if is_alike { alike } else { Self::NONE })),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_of_a_label_say_which_a_text_may_have() {
        for (own, text, expected) in [
            (&[][..], "by", true),
            (&[], "OF", true),
            (&[], "with", false),
            (&["of"], "in", true),
            (&["of"], "by", false),
            (&["with"], "with", true),
            (&["from", "to"], "to", false),
        ] {
            let own =
                own.iter().map(|word| Prepositions::of(word)).fold(Prepositions::NONE, Prepositions::or);
            let allowed = own.allowed().is_some_and(|allowed| allowed.has(Prepositions::of(text)));
            assert_eq!(allowed, expected, "{own:?} {text}");
        }
        assert!(ALL.words.len() < u16::BITS as usize);
    }
}
