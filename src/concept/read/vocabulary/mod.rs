//! A vocabulary of others, in whichever format, is read into triples; the concepts are picked out of them.

mod flag;
pub(super) mod kept;
pub(super) mod names;
pub(super) mod ontology;
pub(super) mod others;
pub(super) mod skos;
#[cfg(test)]
mod tests;
pub(super) mod triples;
