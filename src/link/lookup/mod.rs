//! A look-up is what a word or a step costs: hashes, filters and tables that lie in memory so that few looks into it
//! are needed.

pub(super) mod filter;
pub(super) mod hash;
pub(super) mod numbers;
pub(super) mod table;
