//! Roles are what some words do in a phrase, where their class alone does not tell (`roles.txt`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::data_lines;

/// What a word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// It only joins others: `of`, `the`.
    Joins,
    /// A phrase begins with it: `their`.
    Begins,
    /// A noun in the singular stands behind it: `every`.
    Determines,
    /// No plural stands behind it: `each`.
    Single,
    /// It ends nouns that are made of verbs: `start-up`.
    Particle,
    /// It stands before nouns in the plural: `systems`.
    Attributive,
    /// It ends words with a hyphen, of what does something or where: `evidence-based`.
    Combines,
    /// A noun stands behind its `to`: `resistance` in "resistance to change".
    Leads,
    /// It parts a noun from what belongs to it, as each of its kind does: `of`.
    Alike,
    /// It parts a noun from what otherwise stands before it: `by` in "trial by jury".
    Turns,
    /// It parts a noun from what belongs to it in names that have it: `with`.
    Parts,
    /// A verb stands before it: `them` in "it runs them".
    Object,
    /// It stands behind an apostrophe for a word that is run together with the one before: `ll` in `we'll`.
    Contracted,
    /// It tells one thing of several apart: `type` in `Diabetes, type 2`.
    Numbers,
    /// It stands beside the years of a person or an event: `fl` in `fl. 1340`.
    Dates,
    /// It stands between a long form and its short one: `or` in "integrated pest management, or IPM,".
    Introduces,
    /// It stands before a person's last name: `president`.
    Title,
    /// Numbers count in it before a noun, in the singular: `cup`.
    Measures,
}

impl Role {
    /// By the names that the file has for them.
    const ALL: [(&'static str, Self); 18] = [
        ("joins", Self::Joins),
        ("begins", Self::Begins),
        ("determines", Self::Determines),
        ("single", Self::Single),
        ("particle", Self::Particle),
        ("attributive", Self::Attributive),
        ("combines", Self::Combines),
        ("leads", Self::Leads),
        ("alike", Self::Alike),
        ("turns", Self::Turns),
        ("parts", Self::Parts),
        ("object", Self::Object),
        ("contracted", Self::Contracted),
        ("numbers", Self::Numbers),
        ("dates", Self::Dates),
        ("introduces", Self::Introduces),
        ("title", Self::Title),
        ("measures", Self::Measures),
    ];

    fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// The bytes of the longest word that has a role.
const LONGEST: usize = 16;

static ROLES: LazyLock<FxHashMap<&'static [u8], u32>> = LazyLock::new(|| {
    let mut roles: FxHashMap<&[u8], u32> = FxHashMap::default();
    for line in data_lines(include_str!("roles.txt")) {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let role = Role::ALL.iter().find(|(own, _)| *own == name);
        for (word, (_, role)) in words.zip(role.into_iter().cycle()) {
            *roles.entry(word.as_bytes()).or_default() |= role.bit();
        }
    }
    roles
});

/// The words that have a role, in lower case, in the order of the file.
pub(crate) fn words_with(role: Role) -> impl Iterator<Item = &'static str> {
    let lines = data_lines(include_str!("roles.txt")).filter_map(|line| line.split_once(' '));
    let own = lines.filter(move |(name, _)| Role::ALL.contains(&(name, role)));
    own.flat_map(|(_, words)| words.split(' '))
}

/// True for a word, in any case, that has a role. O(1).
pub(crate) fn has_role(word: &str, role: Role) -> bool {
    let mut room = [0; LONGEST];
    let Some(lower) = room.get_mut(..word.len()) else { return false };
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    ROLES.get(&*lower).is_some_and(|roles| roles & role.bit() != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_roles_in_any_case() {
        for (word, role, expected) in [
            ("the", Role::Joins, true),
            ("The", Role::Determines, true),
            ("of", Role::Determines, false),
            ("UP", Role::Particle, true),
            ("learning", Role::Joins, false),
            ("Superintendent", Role::Title, true),
            ("straightforwardly", Role::Joins, false),
        ] {
            assert_eq!(has_role(word, role), expected, "{word}");
        }
    }

    #[test]
    fn every_line_is_of_a_role() {
        for line in data_lines(include_str!("roles.txt")) {
            let (name, words) = line.split_once(' ').unwrap();
            assert!(Role::ALL.iter().any(|(own, _)| *own == name), "{line}");
            assert!(words.split(' ').all(|word| word.len() <= LONGEST), "{line}");
        }
    }
}
