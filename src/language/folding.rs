//! Folding makes one of the ways in which a word may be written: in lower case, without accents, in plain letters and
//! digits.

use unicode_normalization::char::{decompose_canonical, decompose_compatible, is_combining_mark};

use super::greek::{is_greek, letter_name, names_letters};

/// Adds a word in lower case, with the apostrophe of typewriters, without accents and the marks that its script can do
/// without, and with letters that are joined or are variants of others spelled out: `ß` as `ss`.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    let (start, names_letters) = (out.len(), names_letters(text));
    for c in text.chars() {
        match c {
            '\u{2019}' | '\u{2018}' => out.push('\''),
            // The apostrophes that are letters, as of Hawaiian, Arabic, Ukrainian and Hebrew.
            '\u{2b9}'..='\u{2bf}' | '\u{5f3}' | '\u{5f4}' => {}
            _ if is_mark(c) && out.ends_with(|before: char| !before.is_ascii()) => {}
            _ => c.to_lowercase().for_each(|lower| match spelled_out(lower, names_letters) {
                Some(letters) => out.push_str(letters),
                None => out.push(base(plain(lower)).to_ascii_lowercase()),
            }),
        }
    }
    if out.len() == start {
        out.push_str(text);
    }
}

/// True for a stress mark, a vowel sign or the like, of which a text in Cyrillic, Hebrew or Arabic has few or none, and
/// for what makes an Arabic word longer.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}'..='\u{5c7}' | '\u{640}' | '\u{64b}'..='\u{655}' | '\u{670}')
}

/// A letter that is no Latin one without what many leave out: the accents of Greek, the dots of `ё`, the hamza of an
/// alef. Where a letter stands for another language as a variant of its own (Persian `ی` and `ک`), the Arabic one.
fn base(letter: char) -> char {
    match letter {
        'ё' | 'ѐ' => 'е',
        'ѝ' => 'и',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ی' => 'ي',
        'ک' => 'ك',
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => {
            let mut first = None;
            decompose_canonical(letter, |part| _ = first.get_or_insert(part));
            first.unwrap_or(letter)
        }
        _ => letter,
    }
}

/// What is written for a letter where it cannot be, for a Greek one its name where these are signs; nothing for the dot
/// that the Turkish `İ` leaves behind.
fn spelled_out(letter: char, names_letters: bool) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'ς' => "σ",
        '\u{307}' => "",
        _ if names_letters => return letter_name(letter),
        _ => return None,
    })
}

/// A Latin letter or digit without its accents and however it is set: `e` for `é`, `2` for `₂` and for `２`; another
/// character as it is.
pub(crate) fn plain(c: char) -> char {
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
pub(crate) fn are_accents_apart(one: &str, other: &str) -> bool {
    if one.is_ascii() || other.is_ascii() {
        return false;
    }
    let letters =
        |word: &'_ str| word.chars().flat_map(char::to_lowercase).map(with_comma).collect::<Vec<char>>();
    let differ = |(a, b): (char, char)| a != b && plain(a) == plain(b) && (has_accent(a) || has_accent(b));
    letters(one).into_iter().zip(letters(other)).any(differ)
}

/// A Romanian letter with the comma for which older texts have a cedilla.
fn with_comma(letter: char) -> char {
    match letter {
        'ş' => 'ș',
        'ţ' => 'ț',
        _ => letter,
    }
}

/// True for a letter that tells one spelling of a word from another one: with an accent, Greek, or a variant of another.
pub(crate) fn tells_spelling(c: char) -> bool {
    !c.is_ascii() && (has_accent(c) || is_greek(c) || base(c) != c)
}

/// True for a letter with an accent.
pub(crate) fn has_accent(c: char) -> bool {
    let mut parts = 0;
    decompose_canonical(c, |_| parts += 1);
    parts > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = String::new();
        fold_into(word, &mut out);
        out
    }

    #[test]
    fn spellings_of_a_word_are_one() {
        for (one, other) in [
            ("οικονομία", "ΟΙΚΟΝΟΜΙΑ"),
            ("Ευρωπαϊκή", "ΕΥΡΩΠΑΪΚΗ"),
            ("κόσμος", "ΚΟΣΜΟΣ"),
            ("ребёнок", "ребенок"),
            ("пищеварение", "пищеваре\u{301}ние"),
            ("إسلام", "اسلام"),
            ("محم\u{651}د", "مـحـمـد"),
            ("ایران", "ايران"),
            ("کتاب", "كتاب"),
            ("י\u{5b0}רו\u{5bc}ש\u{5c1}\u{5b8}ל\u{5b7}י\u{5b4}ם", "ירושלים"),
            ("ştiinţă", "știință"),
            ("ısı", "ISI"),
            ("Hawaiʻi", "Hawaii"),
            ("ʿAbbāsid", "Abbasid"),
            ("Gogolʹ", "Gogol"),
            ("ג׳ירפה", "גירפה"),
            ("TGFβ₁", "tgfbeta1"),
            ("NFκB", "nfkappab"),
            ("β", "Beta"),
            ("Δ9", "delta9"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [
            ("й", "и"),
            ("їжак", "іжак"),
            ("على", "علي"),
            ("عمله", "عملة"),
            ("हिन्दी", "हिनदी"),
            ("x\u{304}", "x"),
            ("ـ", ""),
            ("ʻ", ""),
            ("μg", "mug"),
            ("αβ", "alphabeta"),
            ("απ", "alphap"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }
}
