//! Letters in brackets within a word may be missing: `Colo(u)r` is `Colour` and `Color`, `Mother(s)` one or more.

use crate::language::is_optional_ending;

/// Letters of the longest bracket within a word, and of the shortest word before one.
const LETTERS: usize = 3;

/// The two labels for which one with letters in brackets within a word stands: `Colour` and `Color` of `Colo(u)r`,
/// `Mothers` and `Mother` of `Mother(s)`.
pub(super) fn spelled(label: &str) -> Option<[String; 2]> {
    let (mut with, mut without, mut rest) = (String::new(), String::new(), label);
    while let Some((before, letters, behind)) = letters_in_bracket(rest) {
        with.extend([before, letters]);
        without.push_str(before);
        rest = behind;
    }
    let has_brackets = rest.len() < label.len();
    has_brackets.then(|| [with + rest, without + rest])
}

/// The first bracket of a text when letters of a word stand in it, with what is before and behind.
fn letters_in_bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (letters, behind) = rest.split_once(')')?;
    let goes_on = behind.starts_with(char::is_lowercase);
    let word = before.chars().rev().take_while(|c| c.is_lowercase()).count();
    let is_within = match (word, goes_on) {
        (0, true) => letters.len() > 1 && !before.ends_with(|c: char| !c.is_whitespace()),
        (0, false) => false,
        (_, true) => true,
        (_, false) => {
            let ends = !behind.starts_with(char::is_alphanumeric);
            ends && before.chars().rev().take_while(|c| c.is_alphabetic()).count() >= LETTERS
                && is_optional_ending(letters)
        }
    };
    let are_letters = letters.chars().skip(usize::from(word == 0)).all(char::is_lowercase)
        && letters.starts_with(char::is_alphabetic)
        && letters.chars().count() <= LETTERS;
    (is_within && are_letters).then_some((before, letters, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_in_brackets_may_be_missing() {
        for (label, expected) in [
            ("Mother(s)", Some(["Mothers", "Mother"])),
            ("Colo(u)r", Some(["Colour", "Color"])),
            ("Parent(s) and child(ren)", Some(["Parents and children", "Parent and child"])),
            ("(Un)employment", Some(["Unemployment", "employment"])),
            ("Law(s) (Turkey)", Some(["Laws (Turkey)", "Law (Turkey)"])),
            ("iron(III) chloride", None),
            ("401(k)", None),
            ("sin(x)", None),
            ("f(s)", None),
            ("(R)-limonene", None),
            ("a(n) (x)", None),
            ("Mercury (planet)", None),
            ("poly(ethylene)", None),
            ("open(", None),
        ] {
            assert_eq!(spelled(label), expected.map(|texts| texts.map(str::to_owned)), "{label}");
        }
    }
}
