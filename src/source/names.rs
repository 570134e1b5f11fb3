//! A name is a few words with capitals, as people have them: `Mary`, `Mr. Smith`, `Simone de Beauvoir`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::data_lines;

/// No name has more words with capitals.
const WORDS: usize = 5;

/// Words within names that have no capital.
static PARTICLES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("particles.txt")).collect());

/// What stands around a name by which someone is called, within the whole name: `Andrew ‘Boz’ Bosworth`.
const AROUND: [(char, char); 5] = [('"', '"'), ('\'', '\''), ('“', '”'), ('‘', '’'), ('(', ')')];

/// What a text in Chinese ends with that tells of who says something.
const SAYS: [char; 6] = ['说', '說', '道', '问', '問', '曰'];

/// Whether the text may be a name.
pub(super) fn is_name(text: &str) -> bool {
    let is_called = |word: &str| {
        let inside = |(open, close)| word.strip_prefix(open)?.strip_suffix(close);
        AROUND.into_iter().find_map(inside).is_some_and(is_capital)
    };
    let is_particle = |word: &&str| PARTICLES.contains(word);
    let mut words = text.split(' ');
    words.next().is_some_and(is_capital)
        && text.split(' ').next_back().is_some_and(is_capital)
        && words.clone().filter(|word| !is_particle(word)).count() < WORDS
        && words.all(|word| is_capital(word) || is_particle(&word) || is_called(word))
}

/// The people whom a field names: several where each of those between semicolons may be a name, `Roe, Jane; Ann Lee`.
pub(super) fn people(written: &str) -> Vec<&str> {
    let people: Vec<&str> = written.split(';').map(str::trim).collect();
    let is_person = |person: &&str| person.split(", ").all(is_name);
    if people.len() > 1 && people.iter().all(is_person) { people } else { vec![written] }
}

/// Whether a text in Chinese tells that someone says something, `孔子说`, rather than who.
pub(super) fn is_of_saying(text: &str) -> bool {
    text.strip_suffix(SAYS).is_some_and(|name| !name.is_empty())
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphanumeric() || ".-'’".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_capitals() {
        for text in [
            "Mary",
            "ANN",
            "Mr. Smith",
            "J.-P. O’Neil",
            "Simone de Beauvoir",
            "Catherine the Great",
            "Élodie",
            "Jane “JJ” Roe",
            "VM (Vicky) Roe",
            "Maria del Carmen de la Cruz Lopez",
        ] {
            assert!(is_name(text), "{text}");
        }
        for text in [
            "",
            "mary",
            "He said",
            "The end of",
            "Mary  Roe",
            "10",
            "One Two Three Four Five Six",
            "A/B",
            "Jane “JJ”",
        ] {
            assert!(!is_name(text), "{text}");
        }
    }
}
