//! Spelling: British words and their American spelling, which is the one that lemmas have. Single words that no rule tells
//! are among the irregular forms.

use super::before;

/// British endings, their American ones, and the bytes that must stand before them, so that no other word is hit.
const ENDINGS: [(&str, &str, usize); 12] = [
    ("isation", "ization", 3),
    ("ise", "ize", 3),
    ("yse", "yze", 3),
    ("iser", "izer", 3),
    ("yser", "yzer", 3),
    ("our", "or", 3),
    ("ourable", "orable", 3),
    ("ogue", "og", 3),
    ("tre", "ter", 2),
    ("fence", "fense", 2),
    ("ourally", "orally", 3),
    ("oural", "oral", 3),
];

/// What British words have and its American spelling, anywhere in a word: what Greek and Latin gave them, and the stems that
/// keep `our` and `oul` before more than the [endings](ENDINGS).
const INSIDE: [(&str, &str); 45] = [
    ("armour", "armor"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("endeavour", "endeavor"),
    ("favour", "favor"),
    ("flavour", "flavor"),
    ("harbour", "harbor"),
    ("honour", "honor"),
    ("humour", "humor"),
    ("labour", "labor"),
    ("mould", "mold"),
    ("moult", "molt"),
    ("neighbour", "neighbor"),
    ("odour", "odor"),
    ("rumour", "rumor"),
    ("savour", "savor"),
    ("tumour", "tumor"),
    ("vapour", "vapor"),
    ("aemia", "emia"),
    ("aemic", "emic"),
    ("aesthe", "esthe"),
    ("aetio", "etio"),
    ("amoeb", "ameb"),
    ("archaeo", "archeo"),
    ("caecal", "cecal"),
    ("caecum", "cecum"),
    ("caesarean", "cesarean"),
    ("caesium", "cesium"),
    ("coeliac", "celiac"),
    ("phaeo", "pheo"),
    ("pnoe", "pne"),
    ("faecal", "fecal"),
    ("faeces", "feces"),
    ("foet", "fet"),
    ("gynaec", "gynec"),
    ("haema", "hema"),
    ("haemo", "hemo"),
    ("homoeo", "homeo"),
    ("oedem", "edem"),
    ("oesoph", "esoph"),
    ("oestr", "estr"),
    ("paed", "ped"),
    ("palaeo", "paleo"),
    ("rrhoe", "rrhe"),
    ("sulph", "sulf"),
];

/// The letters that a British ending may end in.
const LAST_LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut n = 0;
    while n < ENDINGS.len() {
        let ending = ENDINGS[n].0.as_bytes();
        letters[ending[ending.len() - 1] as usize] = true;
        n += 1;
    }
    letters
};

/// True when a British ending may end in the last letter of a word.
#[inline]
pub(super) fn may_end_british(last: u8) -> bool {
    LAST_LETTERS[last as usize]
}

/// Three letters in a row, a bit for each.
type Threes = [u64; 1 << 9];

/// The first letters of what may stand inside a word.
static BRITISH: Threes = beginnings(true);
static AMERICAN: Threes = beginnings(false);

const fn beginnings(british: bool) -> Threes {
    let mut threes = [0; 1 << 9];
    let mut n = 0;
    while n < INSIDE.len() {
        let part = if british { INSIDE[n].0 } else { INSIDE[n].1 }.as_bytes();
        let (at, bit) = three(part);
        threes[at] |= bit;
        n += 1;
    }
    threes
}

/// Where the bit of the first three letters is.
#[inline]
const fn three(word: &[u8]) -> (usize, u64) {
    let number = (word[0] as usize & 31) << 10 | (word[1] as usize & 31) << 5 | word[2] as usize & 31;
    (number / 64, 1 << (number % 64))
}

/// Where something of [`INSIDE`] may begin: nearly nowhere in words that have nothing of it, and found quicker than each.
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

/// Where something of [`INSIDE`] stands in a word, and what.
fn british_parts(word: &str) -> impl Iterator<Item = (usize, &'static (&'static str, &'static str))> {
    beginnings_in(&BRITISH, word).filter_map(move |at| {
        let behind = word.get(at..)?;
        Some((at, INSIDE.iter().find(|(british, _)| behind.starts_with(british))?))
    })
}

/// The American spelling of a British base form, which may be British [inside](is_british_inside).
pub(super) fn american(base: &str, may_be_inside: bool) -> Option<String> {
    let inside = if may_be_inside { american_inside(base) } else { None };
    american_ending(inside.as_deref().unwrap_or(base)).or(inside)
}

fn american_inside(base: &str) -> Option<String> {
    let (mut out, mut read) = (String::new(), 0);
    for (at, (british, american)) in british_parts(base) {
        out.push_str(base.get(read..at).unwrap_or_default());
        out.push_str(american);
        read = at + british.len();
    }
    (read > 0).then(|| out + &base[read..])
}

fn american_ending(base: &str) -> Option<String> {
    let other = |(british, american, least): &(&str, &str, usize)| {
        let stem = before(base, british).filter(|stem| stem.len() >= *least)?;
        Some(format!("{stem}{american}"))
    };
    base.as_bytes().last().filter(|last| may_end_british(**last)).and_then(|_| ENDINGS.iter().find_map(other))
}

/// The British spellings of a base.
pub(super) fn british(base: &str) -> Vec<String> {
    let mut words: Vec<String> = beginnings_in(&AMERICAN, base).flat_map(|at| british_at(base, at)).collect();
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
    INSIDE.iter().filter_map(move |(british, american)| {
        Some(format!("{before}{british}{}", behind.strip_prefix(american)?))
    })
}

fn british_endings(base: &str) -> impl Iterator<Item = String> {
    ENDINGS
        .iter()
        .filter_map(move |(british, american, _)| Some(format!("{}{british}", before(base, american)?)))
}

#[cfg(test)]
mod tests {
    use crate::language::english::lemmas;

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
