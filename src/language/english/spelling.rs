//! Spelling: British words and their American spelling, which is the one that lemmas have. Single words that no rule tells
//! are among the irregular forms.

use std::sync::LazyLock;

use super::before;
use super::swaps::{Endings, Swap, swaps};

/// British endings and their American ones.
static ENDINGS: LazyLock<Endings> = LazyLock::new(|| Endings::of(swaps(include_str!("british_endings.txt"))));

/// What British words have and its American spelling, anywhere in a word.
static STEMS: LazyLock<Stems> = LazyLock::new(|| {
    let all = swaps(include_str!("british_stems.txt"));
    let british = threes(all.iter().map(|swap| swap.one));
    let american = threes(all.iter().map(|swap| swap.other));
    Stems { all, british, american }
});

struct Stems {
    all: Vec<Swap>,
    /// What the British and the American ones begin with.
    british: Threes,
    american: Threes,
}

/// True when a British ending may end in the last letter of a word.
#[inline]
pub(super) fn may_end_british(last: u8) -> bool {
    ENDINGS.may_end_in(last)
}

/// Three letters in a row, a bit for each.
type Threes = [u64; 1 << 9];

/// The first three letters of some parts of words.
fn threes(parts: impl Iterator<Item = &'static str>) -> Threes {
    let mut threes = [0; 1 << 9];
    let firsts = parts.filter_map(|part| part.as_bytes().first_chunk::<3>());
    for (at, bit) in firsts.map(|letters| three(letters)) {
        threes[at] |= bit;
    }
    threes
}

/// Where the bit of the first three letters is.
#[inline]
fn three(word: &[u8]) -> (usize, u64) {
    let number = (word[0] as usize & 31) << 10 | (word[1] as usize & 31) << 5 | word[2] as usize & 31;
    (number / 64, 1 << (number % 64))
}

/// Where one of the [stems](STEMS) may begin: nearly nowhere in words that have nothing of it, and found quicker than each.
fn beginnings_in<'w>(threes: &'static Threes, word: &'w str) -> impl Iterator<Item = usize> + 'w {
    let begins = move |letters: &[u8]| {
        let (at, bit) = three(letters);
        threes[at] & bit != 0
    };
    word.as_bytes().windows(3).enumerate().filter_map(move |(at, letters)| begins(letters).then_some(at))
}

/// True for a word that is British before its ending.
pub(super) fn is_british_inside(word: &str) -> bool {
    british_parts(word).next().is_some()
}

/// Where one of the [stems](STEMS) stands in a word, and which.
fn british_parts(word: &str) -> impl Iterator<Item = (usize, &'static Swap)> {
    beginnings_in(&STEMS.british, word).filter_map(move |at| {
        let behind = word.get(at..)?;
        Some((at, STEMS.all.iter().find(|stem| behind.starts_with(stem.one))?))
    })
}

/// The American spelling of a British base form, which may be British [inside](is_british_inside).
pub(super) fn american(base: &str, may_be_inside: bool) -> Option<String> {
    let inside = if may_be_inside { american_inside(base) } else { None };
    american_ending(inside.as_deref().unwrap_or(base)).or(inside)
}

fn american_inside(base: &str) -> Option<String> {
    let (mut out, mut read) = (String::new(), 0);
    for (at, stem) in british_parts(base) {
        out.push_str(base.get(read..at).unwrap_or_default());
        out.push_str(stem.other);
        read = at + stem.one.len();
    }
    (read > 0).then(|| out + &base[read..])
}

fn american_ending(base: &str) -> Option<String> {
    let other = |ending: &Swap| {
        let stem = before(base, ending.one).filter(|stem| stem.len() >= ending.least)?;
        Some([stem, ending.other].concat())
    };
    let last = base.as_bytes().last()?;
    may_end_british(*last).then(|| ENDINGS.swaps.iter().find_map(other))?
}

/// The British spellings of a base.
pub(super) fn british(base: &str) -> Vec<String> {
    let mut words: Vec<String> =
        beginnings_in(&STEMS.american, base).flat_map(|at| british_at(base, at)).collect();
    let endings: Vec<String> =
        words.iter().map(String::as_str).chain([base]).flat_map(british_endings).collect();
    words.extend(endings);
    words.retain(|word| american(word, is_british_inside(word)).as_deref() == Some(base));
    words.sort_unstable();
    words.dedup();
    words
}

/// What is British for what stands at a byte of a base.
fn british_at(base: &str, at: usize) -> impl Iterator<Item = String> {
    let (before, behind) = (base.get(..at).unwrap_or_default(), base.get(at..).unwrap_or_default());
    let other = move |stem: &Swap| Some([before, stem.one, behind.strip_prefix(stem.other)?].concat());
    STEMS.all.iter().filter_map(other)
}

fn british_endings(base: &str) -> impl Iterator<Item = String> {
    ENDINGS.swaps.iter().filter_map(move |ending| Some([before(base, ending.other)?, ending.one].concat()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::lemmas;
    use crate::language::english::swaps::examples;

    #[test]
    fn every_example_is_of_two_spellings() {
        let files = [include_str!("british_endings.txt"), include_str!("british_stems.txt")];
        for (british_word, american_word) in files.into_iter().flat_map(examples) {
            assert_eq!(american(&british_word, true).as_ref(), Some(&american_word));
            assert!(british(&american_word).contains(&british_word), "{american_word}");
        }
    }

    #[test]
    fn british_words_have_american_lemmas() {
        for (british, american) in [
            ("defences", "defense"),
            ("offence", "offense"),
            ("licences", "license"),
            ("metres", "meter"),
            ("millilitre", "milliliter"),
            ("fibres", "fiber"),
            ("anaemias", "anemia"),
            ("leukaemic", "leukemic"),
            ("haemorrhages", "hemorrhage"),
            ("oesophagus", "esophagus"),
            ("oestrogens", "estrogen"),
            ("foetuses", "fetus"),
            ("paediatric", "pediatric"),
            ("anaesthetise", "anesthetize"),
            ("aluminium", "aluminum"),
            ("tyres", "tire"),
            ("grey", "gray"),
            ("ploughed", "plow"),
            ("sulphur", "sulfur"),
            ("sulphates", "sulfate"),
            ("programmes", "program"),
            ("judgements", "judgment"),
            ("catalogue", "catalog"),
            ("tumours", "tumor"),
            ("neighbourhoods", "neighborhood"),
            ("favourites", "favorite"),
            ("colourful", "colorful"),
            ("discolouration", "discoloration"),
            ("savoury", "savory"),
            ("armouries", "armory"),
            ("labourers", "laborer"),
            ("behaviourism", "behaviorism"),
            ("odourless", "odorless"),
            ("odours", "odor"),
            ("mouldier", "moldier"),
            ("smouldering", "smolder"),
            ("woollen", "woolen"),
            ("kerbs", "curb"),
            ("discs", "disk"),
            ("haem", "heme"),
            ("caesium", "cesium"),
            ("dyspnoea", "dyspnea"),
            ("apnoeas", "apnea"),
            ("phaeochromocytoma", "pheochromocytoma"),
            ("seborrhoeic", "seborrheic"),
            ("dialysers", "dialyzer"),
            ("fibreglass", "fiberglass"),
            ("chequebooks", "checkbook"),
            ("draughtsmen", "draftsman"),
            ("orthopaedics", "orthopedics"),
            ("carburettors", "carburetor"),
            ("molluscs", "mollusk"),
            ("gelatine", "gelatin"),
            ("glycerine", "glycerin"),
            ("liquorice", "licorice"),
            ("councillors", "councilor"),
            ("jewellers", "jeweler"),
            ("tranquillity", "tranquility"),
            ("saleable", "salable"),
            ("cyphers", "cipher"),
            ("wilful", "willful"),
            ("adaptors", "adapter"),
            ("specialities", "specialty"),
        ] {
            assert!(
                lemmas(british).iter().any(|lemma| lemma == american),
                "{british}: {:?}",
                lemmas(british)
            );
        }
    }

    #[test]
    fn other_words_keep_their_letters() {
        for word in [
            "fence", "four", "hour", "wise", "rise", "tree", "graph", "does", "phoenix", "maestro", "vogue",
            "geyser", "shoulder",
        ] {
            assert!(lemmas(word).contains(&word.to_owned()), "{word}: {:?}", lemmas(word));
        }
    }
}
