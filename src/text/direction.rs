//! The direction of a text: from left to right, or from right to left.

use std::borrow::Cow;

/// True for the letters of scripts that run from right to left.
pub(crate) fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

/// A text as a part of a line of several, whose order it leaves alone: where it has letters that run from right to left, it
/// is isolated from what stands around it (UAX #9, FSI and PDI).
pub(crate) fn isolated(text: &str) -> Cow<'_, str> {
    if text.contains(is_leftward) { format!("\u{2068}{text}\u{2069}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_from_right_to_left_is_isolated() {
        for (text, expected) in
            [("", ""), ("memory, 2019", "memory, 2019"), ("(זיכרון)", "\u{2068}(זיכרון)\u{2069}")]
        {
            assert_eq!(isolated(text), expected);
        }
    }
}
