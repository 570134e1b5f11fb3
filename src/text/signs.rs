//! Signs are the marks right behind a short word that are part of it: `++` in `C++`, `#` in `C#`, `♯` in `C♯`, `*` in
//! `A*`; and the one right before a word: `#` in `#MeToo`, `°` in `°C`.

use super::Span;

/// The most bytes of a word that signs tell from others.
const SHORT: u32 = 2;

/// The signs behind a word of a text; a lone plus between two words is none. O(1) for a text without signs.
pub(crate) fn signs(text: &str, word: Span) -> &str {
    if !may_have_signs(text, word) {
        return "";
    }
    let behind = &text[word.end as usize..];
    let rest = behind.trim_start_matches(['+', '#', '*', '♯', '♭', '⁺', '⁻']);
    let signs = &behind[..behind.len() - rest.len()];
    let joins = signs == "+" && rest.starts_with(char::is_alphanumeric);
    if joins { "" } else { signs }
}

/// The sign before a word of a text, perhaps with a space between. O(1).
pub(crate) fn sign_before(text: &str, word: Span) -> &str {
    let joined = &text[..word.start as usize];
    let before = without_space(joined);
    let Some((at, sign)) = before.char_indices().next_back() else { return "" };
    let is_behind_word = || before[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.');
    match sign {
        '.' if before.len() < joined.len() => "",
        '.' | '#' | '@' if !is_behind_word() => &before[at..],
        '°' | '$' | '€' | '£' | '¥' | '§' | '№' | '©' => &before[at..],
        _ => "",
    }
}

/// A text without the space that ends it.
fn without_space(text: &str) -> &str {
    text.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(text)
}

/// How many bytes of a text a sign takes that ends it, perhaps with a space behind; 0 where another one does.
pub(crate) fn len_of_sign(text: &str, sign: &str) -> usize {
    let rest = without_space(text).strip_suffix(sign).filter(|_| !sign.is_empty());
    rest.map_or(0, |rest| text.len() - rest.len())
}

/// True when a word with some sign before it may stand for one with its own; one that has none may be tagged or priced.
pub(crate) fn is_sign_before(own: &str, text: &str) -> bool {
    own == text || own.is_empty() && text != "°"
}

/// The sign of typewriters for another one.
fn plain_sign(sign: char) -> char {
    match sign {
        '♯' => '#',
        '⁺' => '+',
        _ => sign,
    }
}

/// True for a word of a text that is so short that signs count, or what a formula has before its charge: `Ca2` in `Ca2+`.
pub(crate) fn may_have_signs(text: &str, word: Span) -> bool {
    let is_ion = || matches!(text.as_bytes()[word.range()], [b'A'..=b'Z', b'a'..=b'z', b'1'..=b'9']);
    word.len() <= SHORT || is_ion()
}

/// True when a word with some signs may stand for one with its own; stars may be the text's emphasis.
pub(crate) fn are_signs(own: &str, text: &str) -> bool {
    let plain = |signs: &str| signs.chars().map(plain_sign).collect::<String>();
    match own.contains('*') {
        true => text.starts_with(own),
        false if own.is_ascii() && text.is_ascii() => text.trim_end_matches('*') == own,
        false => plain(text).trim_end_matches('*') == plain(own),
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
        for (text, expected) in [
            ("#a", "#"),
            ("in °C", "°"),
            ("30°C", "°"),
            ("(@a", "@"),
            (".a", "."),
            ("b.a", ""),
            ("..a", ""),
            ("b@a", ""),
            ("# a", "#"),
            ("C# a", ""),
            ("§\u{a0}a", "§"),
            ("§  a", ""),
            (". a", ""),
            ("a", ""),
        ] {
            let word = Span::new(text.len() as u32 - 1, text.len() as u32);
            assert_eq!(sign_before(text, word), expected, "{text}");
        }
        for (own, text, expected) in [("", "#", true), ("", "°", false), ("#", "", false), ("°", "°", true)]
        {
            assert_eq!(is_sign_before(own, text), expected, "{own} {text}");
        }
        assert_eq!(signs("RLHF+", Span::new(0, 4)), "");
        assert_eq!(signs("Ca2+ ions", Span::new(0, 3)), "+");
        assert_eq!(signs("CD4+ cells", Span::new(0, 3)), "");
        for (own, text, expected) in [
            ("++", "++", true),
            ("", "#", false),
            ("", "*", true),
            ("*", "*", true),
            ("*", "", false),
            ("++", "++**", true),
            ("♯", "#", true),
            ("+", "⁺*", true),
            ("♭", "", false),
            ("", "♭", false),
        ] {
            assert_eq!(are_signs(own, text), expected, "{own} {text}");
        }
    }
}
