//! The frequency of a word is how often texts are likely to have it, as a part of all their words. What is looked for by the
//! rarest of its words is tried least often.

use crate::language::english::general;

/// That of a word, in any case, which makes up a share of what a scheme has: half as general English does, half as the
/// scheme does, since the texts that it is made for speak of the same. Above zero.
pub(super) fn frequency(word: &str, share: f64) -> f64 {
    share + general::part(&word.to_lowercase())
}
