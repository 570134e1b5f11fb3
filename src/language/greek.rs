//! Greek letters stand as signs in words of other scripts, where many write their names: `TGF-β1`, `TGF-beta1`.

use super::english::variants;
use super::folding::{fold_into, plain};

/// True where Greek letters are signs: one by itself, and those beside Latin letters or digits.
pub(super) fn names_letters(text: &str) -> bool {
    text.contains(is_greek)
        && (text.chars().nth(1).is_none() || text.chars().any(|c| plain(c).is_ascii_alphanumeric()))
}

pub(crate) fn is_greek(c: char) -> bool {
    ('\u{391}'..='\u{3c9}').contains(&c)
}

/// Letters of the shortest name that tells its letter from others within a word: "mug" is no `μg`.
const NAME: usize = 4;

/// The name of a Greek letter.
pub(super) fn letter_name(letter: char) -> Option<&'static str> {
    let mut buffer = [0; 4];
    let mut names = variants(letter.encode_utf8(&mut buffer));
    names.find(|name| is_greek(letter) && name.len() >= NAME)
}

/// True for a Greek letter that has a name within words, and for its name.
pub(crate) fn is_named_letter(word: &str) -> bool {
    letter_of_name(word).is_some()
}

/// The Greek letter that a word is, by itself or by its name.
pub(crate) fn letter_of_name(word: &str) -> Option<char> {
    let mut name = String::new();
    fold_into(word, &mut name);
    if name.len() < NAME {
        return None;
    }
    variants(&name).find_map(|letter| letter.chars().next().filter(|c| is_greek(*c)))
}

/// A word of a Greek letter, or its name, and something else in two: `β` and `1`, `beta` and `1`, `PPAR` and `γ`. A
/// single letter before it may be an article.
pub(crate) fn split_letter(word: &str) -> Option<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let number = word.len() - word.trim_start_matches(is_digit).len();
    let (name, last) = (word.trim_end_matches(is_digit), word.char_indices().next_back()?);
    let at = match word.chars().next() {
        _ if name.len() < word.len() => name.len(),
        _ if number > 0 => number,
        Some(first) if !first.is_ascii() => first.len_utf8(),
        _ if !last.1.is_ascii() => last.0,
        _ => return None,
    };
    let (one, other) = word.split_at(at);
    let may_be_before = one.len() > 1 || one.starts_with(is_digit);
    let is_apart = is_named_letter(one) && other.is_ascii() && !other.is_empty()
        || is_named_letter(other) && one.is_ascii() && may_be_before;
    is_apart.then_some((one, other))
}

/// A word with Greek letters by their names, as they are told letter by letter: `ERalpha` for `ERα`.
pub(crate) fn with_named_letters(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match letter_name(c) {
            Some(name) => out.push_str(name),
            None => out.push(plain(c)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greek_letters_stand_apart() {
        for (word, expected) in [
            ("β1", Some(("β", "1"))),
            ("beta1", Some(("beta", "1"))),
            ("1β", Some(("1", "β"))),
            ("PPARγ", Some(("PPAR", "γ"))),
            ("κB", Some(("κ", "B"))),
            ("Aβ", None),
            ("β", None),
            ("beta", None),
            ("42", None),
            ("μg", None),
            ("CA2", None),
            ("λόγος", None),
            ("alphabet", None),
        ] {
            assert_eq!(split_letter(word), expected, "{word}");
        }
    }
}
