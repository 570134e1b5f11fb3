//! Finding: where words of a quote may speak of a concept.

pub(super) mod bags;
pub(super) mod candidates;
mod frequency;
pub(super) mod labels;
mod occurrences;
pub(super) mod patterns;
pub(super) mod short_forms;
#[cfg(test)]
mod tests;
pub(super) mod trie;
pub(super) mod words;
