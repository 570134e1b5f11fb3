//! Normalising makes line ends LF, drops NUL and what typesetting put into words, writes digits that are set high or low as
//! such, and composes characters (NFC).

use memchr::{memchr_iter, memchr2_iter, memmem};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::offsets::Edit;

/// CRLF and CR become LF; NUL goes. O(text), at the speed of memchr where there is nothing to do.
pub(super) fn line_ends(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    memchr2_iter(b'\r', 0, bytes)
        .map(|at| {
            let gone = bytes[at] == 0 || bytes.get(at + 1) == Some(&b'\n');
            Edit { range: at..at + 1, new: if gone { String::new() } else { "\n".to_owned() } }
        })
        .collect()
}

/// What typesetting put into words goes: ligatures are spelled out, soft hyphens and the places at which a long word may be
/// broken or not are dropped, also beside a space, and so are marks of direction there; narrow no-break spaces are as wide
/// as others. O(text).
pub(super) fn typeset(text: &str) -> Vec<Edit> {
    if text.is_ascii() {
        return Vec::new();
    }
    let edit = |(at, c): (usize, char)| {
        let new = match c {
            '\u{ad}' | '\u{2060}' | '\u{feff}' => "",
            '\u{202f}' => "\u{a0}",
            '\u{200b}' if is_within_word(text, at) => "",
            c if has_no_width(c) && is_beside_space(text, at) => "",
            '\u{fb00}' => "ff",
            '\u{fb01}' => "fi",
            '\u{fb02}' => "fl",
            '\u{fb03}' => "ffi",
            '\u{fb04}' => "ffl",
            '\u{fb05}' | '\u{fb06}' => "st",
            _ => return None,
        };
        Some(Edit { range: at..at + c.len_utf8(), new: new.to_owned() })
    };
    text.char_indices().filter(|(_, c)| !c.is_ascii()).filter_map(edit).collect()
}

/// Digits and signs that HTML sets high or low become the characters for them: `CO<sub>2</sub>` is `CO₂`. O(text).
pub(super) fn scripts(text: &str) -> Vec<Edit> {
    memmem::find_iter(text.as_bytes(), "<su").filter_map(|at| script(text, at)).collect()
}

/// The element of `sub` or `sup` that begins at a byte, if there is a character for all that is in it.
fn script(text: &str, at: usize) -> Option<Edit> {
    let (tag, behind) = text[at..].split_at_checked("<sub>".len())?;
    let (end, set) = match tag {
        "<sub>" => ("</sub>", ['\u{2080}', '\u{208a}', '\u{208b}']),
        "<sup>" => ("</sup>", ['\u{2070}', '\u{207a}', '\u{207b}']),
        _ => return None,
    };
    let len = behind.bytes().take(LONGEST_SCRIPT).position(|byte| byte == b'<')?;
    let (inside, rest) = behind.split_at(len);
    let new: String = inside.chars().map(|c| in_script(c, set)).collect::<Option<_>>()?;
    let range = at..at + tag.len() + len + end.len();
    (rest.starts_with(end) && !new.is_empty()).then_some(Edit { range, new })
}

/// The most bytes of digits and signs that are set high or low.
const LONGEST_SCRIPT: usize = 8;

/// A digit or sign set high or low, where the set has these characters for 0, plus and minus.
fn in_script(c: char, [zero, plus, minus]: [char; 3]) -> Option<char> {
    match (c, zero) {
        ('+', _) => Some(plus),
        ('-' | '\u{2212}', _) => Some(minus),
        ('1', '\u{2070}') => Some('\u{b9}'),
        ('2', '\u{2070}') => Some('\u{b2}'),
        ('3', '\u{2070}') => Some('\u{b3}'),
        _ => char::from_u32(zero as u32 + c.to_digit(10)?),
    }
}

/// Whether Latin letters stand on both sides of the zero width space at a byte, which divides words elsewhere.
fn is_within_word(text: &str, at: usize) -> bool {
    let is_latin = |c: char| c.is_alphabetic() && c < '\u{250}';
    let (before, after) = text.split_at(at);
    before.ends_with(is_latin) && after.trim_start_matches('\u{200b}').starts_with(is_latin)
}

/// Whether a character is a zero width space or a mark that what follows runs from left to right.
fn has_no_width(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}')
}

/// Whether nothing but characters [without width](has_no_width) stands between a space and the one at a byte.
fn is_beside_space(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    before.trim_end_matches(has_no_width).ends_with(' ')
        || after.trim_start_matches(has_no_width).starts_with(' ')
}

/// How many NUL bytes there are.
pub(super) fn count_nul(bytes: &[u8]) -> usize {
    memchr_iter(0, bytes).count()
}

/// What has to change for the text to be in Normalization Form C (Unicode Standard Annex 15). O(text).
pub(super) fn nfc(text: &str) -> Vec<Edit> {
    // Every character below U+0300 is NFC as it stands; U+0300 is the first that starts with byte 0xCC.
    let Some(first) = position(text.as_bytes(), |byte| byte >= 0xCC) else { return Vec::new() };
    let start = text.get(..first).and_then(|head| head.char_indices().next_back()).map_or(0, |(at, _)| at);
    let rest = text.get(start..).unwrap_or_default();
    if is_nfc_quick(rest.chars()) == IsNormalized::Yes {
        return Vec::new();
    }
    clusters(rest).filter_map(|(at, cluster)| composed(start + at, cluster)).collect()
}

/// The first of some bytes, looked for in many at a time.
fn position(bytes: &[u8], is_it: impl Fn(u8) -> bool) -> Option<usize> {
    let is_any = |some: &[u8]| some.iter().fold(false, |any, &byte| any | is_it(byte));
    let start = bytes.chunks(MANY).position(is_any)? * MANY;
    Some(start + bytes[start..].iter().position(|&byte| is_it(byte))?)
}

/// Bytes that are looked at without a branch between them.
const MANY: usize = 256;

fn composed(at: usize, cluster: &str) -> Option<Edit> {
    let new: String = cluster.nfc().collect();
    (new != cluster).then(|| Edit { range: at..at + cluster.len(), new })
}

/// The pieces that normalise on their own and may change: a starter with all that may combine with it.
fn clusters(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let start = at;
            at += c.len_utf8();
            at += text[at..].chars().take_while(|&c| !starts_cluster(c)).map(char::len_utf8).sum::<usize>();
            if at - start > c.len_utf8() || !starts_cluster(c) {
                return Some((start, &text[start..at]));
            }
        }
        None
    })
}

/// Whether a character normalises on its own, whatever stands before it.
pub(super) fn starts_cluster(c: char) -> bool {
    c < '\u{300}'
        || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::offsets::apply;
    use proptest::prelude::*;

    #[test]
    fn line_ends_become_lf() {
        for (text, expected) in
            [("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\0b", "ab"), ("\r\r\n\n", "\n\n\n"), ("", "")]
        {
            assert_eq!(apply(text, &line_ends(text)).0, expected);
        }
    }

    #[test]
    fn words_are_as_they_were_before_they_were_set() {
        for (text, expected) in [
            ("in\u{ad}\u{fb02}ation", "inflation"),
            ("o\u{fb03}ce", "office"),
            ("micro\u{200b}service", "microservice"),
            ("ship\u{2060}—launch\u{feff}", "ship—launch"),
            ("un navire\u{202f}!", "un navire\u{a0}!"),
            ("ก\u{200b}ข a\u{200b}1", "ก\u{200b}ข a\u{200b}1"),
            ("crop\u{200b} rotation", "crop rotation"),
            ("crop \u{200e}\u{200b}rotation\u{200e}.", "crop rotation\u{200e}."),
        ] {
            assert_eq!(apply(text, &typeset(text)).0, expected);
        }
    }

    #[test]
    fn digits_are_set_high_and_low() {
        for (text, expected) in [
            ("CO<sub>2</sub> at 10<sup>-13</sup> m<sup>2</sup>", "CO₂ at 10⁻¹³ m²"),
            ("Ca<sup>2+</sup>, x<sub>n</sub>", "Ca²⁺, x<sub>n</sub>"),
            (
                "<sub></sub> <sub>2</sup> <summary>2</sub> <sub>2",
                "<sub></sub> <sub>2</sup> <summary>2</sub> <sub>2",
            ),
            ("<sub>é</sub>, <sub>12345678</sub> <su", "<sub>é</sub>, <sub>12345678</sub> <su"),
        ] {
            assert_eq!(apply(text, &scripts(text)).0, expected);
        }
    }

    #[test]
    fn tags_without_an_end_are_passed_over() {
        // To look for the end of each anew would take minutes.
        assert!(scripts(&"<su".repeat(1 << 20)).is_empty());
    }

    proptest! {
        #[test]
        fn nfc_as_the_standard_has_it(text in "[a-zé\u{300}-\u{310}\u{345}\u{323}각\u{1100}-\u{1112}\u{1161}-\u{1175}\u{2126}\u{340}\u{F900}文]*") {
            let expected: String = text.nfc().collect();
            prop_assert_eq!(apply(&text, &nfc(&text)).0, expected);
        }
    }
}
