//! Folding makes one of the ways in which a word may be written: in lower case, without accents, in plain letters and digits.

use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

/// Adds a word in lower case, with the apostrophe of typewriters, without the accents of Latin letters and with letters that
/// are joined or are variants of others spelled out: `ß` as `ss`.
pub(in crate::link) fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '\u{2019}' | '\u{2018}' => out.push('\''),
            _ => c.to_lowercase().for_each(|lower| match spelled_out(lower) {
                Some(letters) => out.push_str(letters),
                None => out.push(plain(lower).to_ascii_lowercase()),
            }),
        }
    }
}

/// What is written for a letter where it cannot be; nothing for the dot that the Turkish `İ` leaves behind.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ς' => "σ",
        '\u{307}' => "",
        _ => return None,
    })
}

/// A Latin letter or digit without its accents and however it is set: `e` for `é`, `2` for `₂` and for `２`; another
/// character as it is.
pub(in crate::link) fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let (mut first, mut is_one) = (None, true);
    decompose_compatible(c, |part| match first {
        None => first = Some(part),
        Some(_) => is_one &= is_combining_mark(part),
    });
    first.filter(|first| is_one && first.is_ascii_alphanumeric()).unwrap_or(c)
}

/// True for two words with accents that differ in one: `pêche` and `péché`. A word without any may have been written where
/// there are none.
pub(in crate::link) fn are_accents_apart(one: &str, other: &str) -> bool {
    if one.is_ascii() || other.is_ascii() {
        return false;
    }
    let letters = |word: &'_ str| word.chars().flat_map(char::to_lowercase).collect::<Vec<char>>();
    let differ = |(a, b): (char, char)| a != b && plain(a) == plain(b) && (has_accent(a) || has_accent(b));
    letters(one).into_iter().zip(letters(other)).any(differ)
}

/// True for a letter with an accent.
pub(in crate::link) fn has_accent(c: char) -> bool {
    let mut parts = 0;
    decompose_canonical(c, |_| parts += 1);
    parts > 1
}
