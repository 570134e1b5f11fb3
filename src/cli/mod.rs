//! The command line: the arguments, and one file per thing that it does with the world outside.

pub mod graphviz;
