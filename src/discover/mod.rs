//! Discovery proposes concepts that the scheme lacks: noun phrases of the quotes that look like ideas, for a person to
//! accept or reject. A proposal never becomes a concept by itself.

mod chunks;
mod document;
mod known;
mod lexicon;
mod phrases;
mod proposals;
mod review;
mod score;
mod stubs;
mod tagger;

pub use phrases::{Keyphrase, keyphrases, ranked_phrases};
pub use proposals::{Example, Proposal, Variant, proposals};
pub use review::{Decision, Review, ReviewError};
pub use stubs::stubs;
