//! Text is what a source says, decoded, repaired and normalised, with a map back to the bytes that were read.

mod addresses;
mod clean;
mod compose;
mod covered;
mod decode;
pub(crate) mod delimited;
mod direction;
mod line;
pub(crate) mod line_ends;
mod mojibake;
mod natural;
mod nearest;
mod normalise;
mod offsets;
mod pieces;
mod runs;
mod sentences;
mod signs;
mod slug;
mod span;
mod tokens;
mod unique;
mod word_list;

pub(crate) use addresses::{Addresses, LazyAddresses};
pub use clean::{Anomaly, CleanText, NotText, Notice, Repair, clean, mend};
pub(crate) use clean::{Controls, clean_lines, clean_start, repaired};
pub use compose::{Composed, compose};
pub(crate) use covered::Covered;
pub(crate) use direction::{is_leftward, isolated};
pub(crate) use line::{data_endings, data_lines, one_line};
pub(crate) use mojibake::row_end;
pub(crate) use natural::{Natural, natural};
pub(crate) use nearest::{ALIKE, did_you_mean, likeness, nearest};
pub(crate) use runs::{Edges, run_at, run_starts};
pub(crate) use sentences::is_abbreviation;
pub(crate) use signs::{are_signs, is_sign_before, len_of_sign, may_have_signs, sign_before, signs};
pub(crate) use slug::{lowered, slug};
pub use span::Span;
pub(crate) use tokens::{
    HYPHENS, POSSESSIVES, Tokens, elided, is_joined, joined_run, joins_words, sentence_at, sentence_start,
};
pub use tokens::{Joint, Token, sentences, tokens};
pub(crate) use unique::Unique;
pub(crate) use word_list::WordList;
