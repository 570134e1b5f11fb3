//! An evaluation compares what the program finds in some texts with what people labelled in them: the gold.
//!
//! What counts as right, and why, is written down in `docs/evaluation.md`.

mod gold;
mod keyphrases;
mod linking;
mod mistakes;
mod pairs;
mod porter;
mod score;

pub use gold::{Gold, How, Label, LabelledText, Pair};
pub use keyphrases::{BEST, Keyphrases, stemmed};
pub use linking::{ConceptScore, Level, Linking};
pub use mistakes::Mistake;
pub use pairs::{Pairs, TextPair};
pub use score::{Outcome, Score, compare};
