//! The `ideagraph` binary.
fn main() {}
