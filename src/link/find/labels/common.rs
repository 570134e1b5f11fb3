//! What all labels of a scheme together tell of each: whether capitals and accents mean something among them.

use super::is_name;
use super::qualifiers::Brackets;
use super::shape::has_accents;
use super::species::AllSpecies;
use crate::concept::{Concept, LabelKind};

/// Kinds of labels.
const KINDS: usize = LabelKind::Hidden as usize + 1;

/// What all labels together tell of each.
#[derive(Default)]
pub(super) struct Common {
    /// Most labels of several words, and [so many](CAPITALS), are in capitals.
    pub(super) in_capitals: bool,
    /// Capitals tell names from other labels: most labels of several words are none.
    pub(super) tells_names: bool,
    /// So many labels of one word of a kind have no capital that it tells something of those that have one. Preferred ones
    /// are left out: some have it as headings do, and others are ids.
    pub(super) small: [bool; KINDS],
    /// A word without accents has none: one label of [these](ACCENTED_LABELS) has some.
    pub(super) has_accents: bool,
    pub(super) brackets: Brackets,
    pub(super) species: AllSpecies,
}

/// Labels of which one has accents in the languages that write them, at least.
const ACCENTED_LABELS: usize = 20;

/// How many more labels without a capital than with one make the others names.
const SMALL_LABELS: i32 = 8;

/// The fewest labels of several words in capitals that make it a habit.
const CAPITALS: usize = 5;

impl Common {
    /// Reads the labels of the concepts, in parallel. O(letters).
    pub(super) fn of(concepts: &[Concept]) -> Self {
        let (brackets, (species, counted)) = rayon::join(
            || Brackets::of(concepts),
            || rayon::join(|| AllSpecies::of(concepts), || Self::counted(concepts)),
        );
        Self { brackets, species, ..counted }
    }

    /// What the numbers of labels of some shapes tell.
    fn counted(concepts: &[Concept]) -> Self {
        let (mut all, mut several, mut in_capitals, mut names, mut accented) = (0, 0, 0, 0, 0);
        let mut capitals = [0_i32; KINDS];
        for (kind, label) in concepts.iter().flat_map(Concept::labels) {
            all += 1;
            several += usize::from(label.contains(' '));
            in_capitals += usize::from(label.contains(' ') && is_in_capitals(label));
            names += usize::from(is_name(label));
            accented += usize::from(has_accents(label));
            if kind != LabelKind::Preferred {
                capitals[kind as usize] += capital(label);
            }
        }
        Self {
            in_capitals: in_capitals >= CAPITALS && 2 * in_capitals > several,
            tells_names: 2 * names < several,
            small: capitals.map(|more| more <= -SMALL_LABELS),
            has_accents: accented > 0 && accented * ACCENTED_LABELS >= all,
            ..Self::default()
        }
    }
}

fn is_in_capitals(label: &str) -> bool {
    label.contains(char::is_uppercase) && !label.contains(char::is_lowercase)
}

/// One for one word that begins with a capital and goes on without, one less than nothing for one without any.
pub(super) fn capital(label: &str) -> i32 {
    let mut letters = label.chars();
    let first = letters.next().unwrap_or_default();
    match label.len() > 1 && letters.all(char::is_lowercase) {
        true => i32::from(first.is_uppercase()) - i32::from(first.is_lowercase()),
        false => 0,
    }
}
