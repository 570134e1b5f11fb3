//! Curation turns what a person decides on quotes into patterns of the lexicon: the program proposes and shows what would
//! come of it, a person decides.
//!
//! [`suggestions`] are concepts that a quote may imply, [`proposed`] are patterns made of a phrase, [`changes`] is what a
//! lexicon with one pattern more links otherwise, and [`rules`] tell the quotes that a person tagged from the rest.

mod change;
mod matches;
mod profiles;
mod proposed;
mod review;
mod rules;
mod suggestions;
mod tagged;
mod terms;
mod tried;
mod vectors;

pub use change::{Change, Link, Links, changes, links};
pub use matches::matches;
pub use proposed::{Proposed, broader, pattern_key, proposed, proposed_of};
pub use review::{Decided, SuggestionReview};
pub use rules::{Rule, rules};
pub use suggestions::{QuoteSuggestions, Suggestion, quote_suggestions, suggestions};
pub use tagged::{Tagged, tagged};
pub use tried::implied_changes;
pub use vectors::{Vectors, VectorsError};
