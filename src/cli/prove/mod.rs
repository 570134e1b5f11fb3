//! To prove is to hold against something what the program found: a verb in each file.

pub(super) mod check;
pub(super) mod eval;
pub(super) mod explain;
