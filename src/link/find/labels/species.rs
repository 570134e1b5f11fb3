//! The name of a species is found with the initial of its genus, too: `C. elegans` for `Caenorhabditis elegans`.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::concept::Concept;
use crate::link::english::general;
use crate::link::lookup::hash::hash;

/// The initial of a genus, and its species by [hash].
pub(super) type Species = (u8, u64);

/// Letters of the words of a species, at least.
const LETTERS: usize = 3;

/// What a label is that names a species, of which general English does not know the second word.
pub(super) fn species(label: &str) -> Option<Species> {
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

/// Those that several concepts have. O(labels).
pub(super) fn namesakes(concepts: &[Concept]) -> FxHashSet<Species> {
    let mut owners: FxHashMap<Species, usize> = FxHashMap::default();
    let mut shared = FxHashSet::default();
    for (n, concept) in concepts.iter().enumerate() {
        for species in concept.labels().filter_map(|(_, label)| species(label)) {
            if owners.insert(species, n).is_some_and(|owner| owner != n) {
                shared.insert(species);
            }
        }
    }
    shared
}
