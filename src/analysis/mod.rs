//! An analysis computes something about the whole graph: what comes together, how ideas connect, which form groups.

mod communities;
mod evidence;
mod leiden;
pub mod map;
mod paths;
mod related;
mod yen;

pub use communities::Communities;
pub use evidence::shared_quotes;
pub use paths::{Chain, Step, paths};
pub use related::{Measure, Related, related};
