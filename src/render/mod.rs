//! A renderer turns an answer into bytes of one format; it is pure.

mod breaks;
pub mod dot;
pub mod elements;
mod excerpt;
pub mod graphml;
pub mod json;
pub mod page;
mod palette;
mod shown;
pub mod svg;
pub mod table;
mod xml;
