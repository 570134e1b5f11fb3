//! A query finds what a person asks for: by name, or by what they want of it.

pub mod cypher;
mod names;
mod quotes;
mod saved;
pub mod temporal;

pub use names::{NotFound, find_concept, find_id, find_person, find_source, ids_by_quotes};
pub use quotes::QuoteFilter;
pub use saved::{Parameter, SavedQuery, SavedQueryError};
