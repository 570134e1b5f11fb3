//! The name of a species is found with the initial of its genus, too: `C. elegans` for `Caenorhabditis elegans`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::concept::Concept;
use crate::language::english::general;
use crate::link::lookup::hash::hash;

/// The initial of a genus, and its species by [hash].
type Species = (u8, u64);

/// Letters of the words of a species, at least.
const LETTERS: usize = 3;

/// What a label is that names a species, of which general English does not know the second word.
fn species(label: &str) -> Option<Species> {
    let (genus, species) = label.split_once(' ')?;
    let are_small = |letters: &[u8]| letters.iter().all(u8::is_ascii_lowercase);
    let (initial, rest) = genus.as_bytes().split_first()?;
    let is_latin = initial.is_ascii_uppercase()
        && rest.len() >= LETTERS
        && species.len() >= LETTERS
        && are_small(rest)
        && are_small(species.as_bytes());
    (is_latin && !general::is_known(species)).then(|| (*initial, hash(species.as_bytes())))
}

/// Labels with one second word, at most, of which it tells a species: in a scheme of diseases hundreds may end in
/// `dystrophy`.
const EPITHETS: u32 = 64;

/// The species of a scheme.
#[derive(Default)]
pub(super) struct AllSpecies {
    /// The labels of each second word.
    labels: FxHashMap<u64, u32>,
    /// Those that several concepts have.
    shared: FxHashSet<Species>,
}

impl AllSpecies {
    /// O(labels).
    pub(super) fn of(concepts: &[Concept]) -> Self {
        let mut owners: FxHashMap<Species, usize> = FxHashMap::default();
        let mut all = Self::default();
        for (n, concept) in concepts.iter().enumerate() {
            for species in concept.labels().filter_map(|(_, label)| species(label)) {
                *all.labels.entry(species.1).or_default() += 1;
                if owners.insert(species, n).is_some_and(|owner| owner != n) {
                    all.shared.insert(species);
                }
            }
        }
        all
    }

    /// Whether a label names a species, and whether another concept has one with its initial and its second word.
    pub(super) fn tell(&self, label: &str) -> (bool, bool) {
        let is_rare =
            |species: &Species| self.labels.get(&species.1).is_none_or(|labels| *labels <= EPITHETS);
        match species(label).filter(is_rare) {
            Some(species) => (true, self.shared.contains(&species)),
            None => (false, false),
        }
    }
}
