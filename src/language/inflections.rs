//! Inflections of other languages than English, by a table of endings: number and case of nouns, and what adjectives say of
//! those. Of a language that it does not have a word is found as it is written only.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::ENGLISH;
use crate::text::{data_endings, data_lines};

/// The inflections of a language.
#[derive(Default)]
pub(crate) struct Inflections {
    /// Ending → those that stand for it, and whether they leave the word the same.
    endings: FxHashMap<String, Vec<(String, bool)>>,
    /// What stands right behind a word; of two the first where that ends in a consonant.
    particles: Vec<&'static str>,
    /// Words that are a form of no other one.
    closed: FxHashSet<&'static str>,
    /// Every noun begins with a capital.
    pub(crate) nouns_have_capitals: bool,
    /// A form may have an accent that the word has not: `Vertrag`, `Verträge`.
    pub(crate) forms_gain_accents: bool,
}

/// The line that tells of the nouns' capitals.
const CAPITALS: &str = "^";
/// The line that tells of the accents of forms.
const ACCENTS: &str = "~";
/// The letters of the longest ending, at most.
const LONGEST: usize = 8;
/// What stands for a `?` of the table: the consonants that Dutch doubles.
const CONSONANTS: &str = "bdfgklmnprst";
/// The first letters of a word that its forms have, too.
const SHARED: usize = 2;
/// The letters that a form must have.
const LETTERS: usize = 3;

static LANGUAGES: LazyLock<FxHashMap<&'static str, Inflections>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Inflections> = FxHashMap::default();
    for (language, line) in lines() {
        all.entry(language).or_default().insert(line);
    }
    all
});

/// Each line of the table, with its language.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    data_lines(include_str!("endings.txt")).filter_map(|line| line.split_once(' '))
}

impl Inflections {
    /// Those of a language; none for English, of which more is known.
    pub(crate) fn of(language: &str) -> Option<&'static Self> {
        static UNKNOWN: LazyLock<Inflections> = LazyLock::new(Inflections::default);
        (language != ENGLISH).then(|| LANGUAGES.get(language).unwrap_or(&UNKNOWN))
    }

    fn insert(&mut self, line: &'static str) {
        match line {
            CAPITALS => return self.nouns_have_capitals = true,
            ACCENTS => return self.forms_gain_accents = true,
            _ => {}
        }
        if let Some(closed) = line.strip_prefix("! ") {
            return self.closed.extend(closed.split(' '));
        }
        if let Some(particles) = line.strip_prefix("> ") {
            return self.particles.extend(particles.split(' '));
        }
        let (endings, is_same) = line.strip_prefix("+ ").map_or((line, true), |endings| (endings, false));
        if !endings.contains('?') {
            return self.insert_set(endings, is_same);
        }
        for consonant in CONSONANTS.chars() {
            self.insert_set(&endings.replace('?', consonant.encode_utf8(&mut [0; 4])), is_same);
        }
    }

    fn insert_set(&mut self, endings: &str, is_same: bool) {
        let endings: Vec<&str> = endings.split(' ').map(|ending| ending.trim_matches('-')).collect();
        for (at, from) in endings.iter().enumerate() {
            let others = endings.iter().enumerate().filter(|(other, _)| *other != at);
            let others = others.map(|(_, to)| ((*to).to_owned(), is_same));
            self.endings.entry((*from).to_owned()).or_default().extend(others);
        }
    }

    /// Calls with every form of a word, in lower case without accents, and whether that is the word itself in some number
    /// or case; such first, and some perhaps twice. O(length).
    pub(crate) fn each_form(&self, word: &str, mut visit: impl FnMut(&str, bool)) {
        visit(word, true);
        if self.closed.contains(word) || !word.chars().all(char::is_alphabetic) {
            return;
        }
        let starts = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        let starts = starts.filter(|at| word.len() - at <= LONGEST);
        let endings = starts.filter_map(|at| Some((&word[..at], self.endings.get(&word[at..])?)));
        let endings: Vec<_> = endings.collect();
        let mut form = String::new();
        for particle in self.particles.iter().filter(|_| word.chars().nth(SHARED - 1).is_some()) {
            form.clear();
            form.extend([word, particle_behind(word, particle)]);
            visit(&form, true);
        }
        for is_same in [true, false] {
            for (stem, others) in &endings {
                for (ending, _) in others.iter().filter(|(_, same)| *same == is_same) {
                    form.clear();
                    form.extend([*stem, ending]);
                    let is_long = form.len() >= LETTERS && shared(word, &form) >= SHARED;
                    if is_long && !self.closed.contains(&*form) {
                        visit(&form, is_same);
                    }
                }
            }
        }
    }
}

/// The endings that a word may have in a bracket.
static OPTIONAL: LazyLock<Vec<&str>> =
    LazyLock::new(|| data_endings(include_str!("optional_endings.txt")).collect());

/// True for an ending that a word may have in a bracket, as in `Mother(s)`.
pub(crate) fn is_optional_ending(ending: &str) -> bool {
    OPTIONAL.contains(&ending)
}

/// The one of two particles, as `은/는`, that stands behind a word.
fn particle_behind<'p>(word: &str, particle: &'p str) -> &'p str {
    const SYLLABLES: std::ops::RangeInclusive<char> = '가'..='힣';
    const WITH_SAME_BEGINNING: u32 = 28;
    let (behind_consonant, behind_vowel) = particle.split_once('/').unwrap_or((particle, particle));
    let last = word.chars().next_back().filter(|last| SYLLABLES.contains(last));
    let ends_in_consonant =
        last.is_some_and(|last| !(last as u32 - '가' as u32).is_multiple_of(WITH_SAME_BEGINNING));
    if ends_in_consonant { behind_consonant } else { behind_vowel }
}

/// The letters with which both words begin.
fn shared(one: &str, other: &str) -> usize {
    one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_set() {
        let mut known = FxHashSet::default();
        for (language, line) in lines().filter(|(_, line)| ![CAPITALS, ACCENTS].contains(line)) {
            assert!(known.insert((language, line)), "{language} {line} stands there twice");
            let words: Vec<&str> = line.trim_start_matches(['+', '!', '>', ' ']).split(' ').collect();
            let distinct: FxHashSet<&&str> = words.iter().collect();
            let is_letter =
                |c: char| c.is_ascii_lowercase() || ('가'..='힣').contains(&c) || "?/".contains(c);
            let is_plain = |word: &&str| *word == "-" || word.chars().all(is_letter);
            let is_set = distinct.len() == words.len() && words.iter().all(is_plain);
            assert!(language.len() == 2 && is_set && words.iter().all(|word| !word.is_empty()), "{line}");
        }
    }
}
