//! An analysis computes something about the whole graph: what comes together, how ideas connect, which form groups, what
//! differs from another graph.

mod answer_map;
mod caption;
mod communities;
mod concept_map;
mod corridor;
mod difference;
mod difference_map;
mod evidence;
mod evidence_map;
mod leiden;
pub mod map;
mod matched;
mod matched_sources;
mod network;
mod path_map;
mod paths;
mod related;
mod yen;

pub use answer_map::{AnswerRows, Selection};
pub use communities::Communities;
pub use concept_map::MapOptions;
pub use difference::{Change, Delta, Field, Thing, difference};
pub use evidence::{shared_quotes, strength};
pub use evidence_map::EvidenceOptions;
pub use paths::{Chain, Step, paths};
pub use related::{Related, related, related_in};
