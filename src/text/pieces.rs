//! Pieces are the words of a run that is not all ASCII.

use std::iter::Peekable;
use std::ops::Range;

use unicode_segmentation::{UWordBoundIndices, UnicodeSegmentation};

use super::tokens::elided;

/// The words of a run that is not ASCII, one at a time.
pub(super) struct Pieces<'t> {
    /// Where the run starts.
    start: usize,
    bounds: Peekable<UWordBoundIndices<'t>>,
    /// What stands behind an elided article.
    behind: Option<Range<usize>>,
}

impl<'t> Pieces<'t> {
    pub(super) fn new(text: &'t str, run: Range<usize>) -> Self {
        Self { start: run.start, bounds: text[run].split_word_bound_indices().peekable(), behind: None }
    }
}

impl Pieces<'_> {
    /// The end of a word with the subscripts that follow it, and the capitals behind those: `H₂O`.
    fn formula_end(&mut self, word: &str, mut end: usize) -> usize {
        let mut last = word;
        while let Some((_, next)) = self.bounds.peek() {
            let is_part = next.chars().all(is_subscript) && last.ends_with(char::is_alphanumeric)
                || next.chars().all(char::is_uppercase) && last.ends_with(is_subscript);
            if !is_part {
                break;
            }
            (end, last) = (end + next.len(), next);
            self.bounds.next();
        }
        end
    }
}

/// True for what tells how characters are shown and in which direction: it belongs to the word before it, as Unicode has it.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2061}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}')
}

/// True for the digits of chemical formulas.
fn is_subscript(c: char) -> bool {
    ('\u{2080}'..='\u{2089}').contains(&c)
}

impl Iterator for Pieces<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if let Some(behind) = self.behind.take() {
            return Some(behind);
        }
        let (at, piece) = self.bounds.find(|(_, piece)| piece.chars().any(char::is_alphanumeric))?;
        // A mark that stands on an apostrophe takes it along.
        let piece = piece.trim_end_matches(is_invisible);
        let word = piece.trim_start_matches(|c: char| !c.is_alphanumeric());
        let end = self.start + at + piece.len();
        let start = end - word.len();
        let Some((article, rest)) = elided(word) else { return Some(start..self.formula_end(word, end)) };
        self.behind = Some(end - rest.len()..end);
        Some(start..start + article.len())
    }
}
