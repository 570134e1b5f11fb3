//! To curate is to decide what the lexicon lacks: a verb in each file, and what they share.

pub(super) mod accept;
mod addition;
mod aliases;
mod answer;
mod collection;
pub(super) mod discover;
mod edited;
pub(super) mod reject;
mod review;
pub(super) mod suggest;
pub(super) mod suggest_rules;
