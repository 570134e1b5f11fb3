//! A renderer turns an answer into bytes of one format; it is pure.

pub mod svg;
