//! An analysis computes something about the whole graph: what comes together, how ideas connect, which form groups.

pub mod map;
