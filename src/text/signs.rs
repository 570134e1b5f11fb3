//! Signs are the marks right behind a short word that are part of it: `++` in `C++`, `#` in `C#`, `*` in `A*`.

use super::Span;

/// The most bytes of a word that signs tell from others.
const SHORT: u32 = 2;

/// The signs behind a word of a text; a lone plus between two words is none. O(1) for a text without signs.
pub(crate) fn signs(text: &str, word: Span) -> &str {
    if !may_have_signs(word) {
        return "";
    }
    let behind = &text[word.end as usize..];
    let rest = behind.trim_start_matches(['+', '#', '*']);
    let signs = &behind[..behind.len() - rest.len()];
    let joins = signs == "+" && rest.starts_with(char::is_alphanumeric);
    if joins { "" } else { signs }
}

/// True for a word so short that signs count.
pub(crate) fn may_have_signs(word: Span) -> bool {
    word.len() <= SHORT
}

/// True when a word with some signs may stand for one with its own; stars may be the text's emphasis.
pub(crate) fn are_signs(own: &str, text: &str) -> bool {
    match own.contains('*') {
        true => text.starts_with(own),
        false => text.trim_end_matches('*') == own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_with_signs() {
        for (text, expected) in [
            ("C++ code", "++"),
            ("C#", "#"),
            ("C", ""),
            ("A* search", "*"),
            ("A+B", ""),
            ("C++11", "++"),
            ("a grade A+", ""),
        ] {
            assert_eq!(signs(text, Span::new(0, 1)), expected, "{text}");
        }
        assert_eq!(signs("RLHF+", Span::new(0, 4)), "");
        for (own, text, expected) in [
            ("++", "++", true),
            ("", "#", false),
            ("", "*", true),
            ("*", "*", true),
            ("*", "", false),
            ("++", "++**", true),
        ] {
            assert_eq!(are_signs(own, text), expected, "{own} {text}");
        }
    }
}
