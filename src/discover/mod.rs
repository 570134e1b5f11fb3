//! Discovery proposes concepts that the scheme lacks: noun phrases of the quotes that look like ideas, for a person to
//! accept or reject, and names that may be of one idea. A proposal never becomes a concept by itself.

mod aliases;
mod asides;
mod capitals;
mod chunks;
mod explained;
mod findings;
mod form;
mod known;
mod phrases;
mod proposals;
mod review;
mod score;
mod stubs;
mod variants;

pub use aliases::{Alias, Idea, aliases};
pub use form::Form;
pub use known::Like;
pub use phrases::{Keyphrase, keyphrases, ranked_phrases};
pub use proposals::{Example, Proposal, own_proposals, proposals};
pub use review::ProposalReview;
pub use stubs::{alias_stubs, stubs};
pub use variants::Variant;
