//! To ask is to look at what is in a graph: a verb in each file.

pub(super) mod concepts;
mod evidence;
pub(super) mod info;
pub(super) mod path;
pub(super) mod quotes;
pub(super) mod related;
pub(super) mod show;
