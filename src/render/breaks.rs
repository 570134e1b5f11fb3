//! Where the lines of a text may break.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

/// Wide signs after which a line may not break, and those before which it may not.
const OPENING: &str = "「『（【《〈";
const CLOSING: &str = "、。，．！？：；」』）】》〉";

/// The parts of `text` between which a line may break, without the white space around them.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match pieces.last_mut() {
            _ if c.is_whitespace() => {}
            Some(piece) if !breaks(before, c) => piece.end = end,
            _ => pieces.push(at..end),
        }
        before = c;
    }
    pieces
}

/// True when a line may break between two characters.
pub(super) fn breaks(before: char, after: char) -> bool {
    before.is_whitespace()
        || (matches!(before, '-' | '–' | '—' | '/' | '\u{ad}' | '\u{200b}') && after.is_alphanumeric())
        || (is_wide(before)
            && is_wide(after)
            && !is_one(before, after)
            && !OPENING.contains(before)
            && !CLOSING.contains(after))
}

/// True when a viewer draws the second of two characters as a part of the first: white space after white space, the skin
/// of a person, a person of a family.
pub(super) fn is_one(before: char, after: char) -> bool {
    match after {
        ' ' => before == ' ',
        '\u{1f3fb}'..='\u{1f3ff}' => is_emoji(before),
        _ => before == '\u{200d}' && is_emoji(after),
    }
}

/// True for a character that takes two columns.
pub(super) fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

/// True for a small picture.
pub(super) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2300}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}') && is_wide(c)
}
