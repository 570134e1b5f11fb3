//! Derivation: a noun and the adjective that says "of that noun".

use super::before;
use crate::text::WordList;

/// Endings of a noun and of the adjective that says "of that noun", or of the noun that names a quality. Only those in
/// which the meaning stays: `general` is no form of `generalization`, nor `computer` of `compute`.
const RELATIVES: [(&str, &str); 34] = [
    ("a", "al"),
    ("um", "al"),
    ("us", "al"),
    ("is", "al"),
    ("e", "al"),
    ("", "al"),
    ("ex", "ical"),
    ("nx", "ngeal"),
    ("a", "ar"),
    ("um", "ar"),
    ("us", "ar"),
    ("le", "ular"),
    ("ule", "ular"),
    ("ry", "rial"),
    ("o", "onic"),
    ("e", "ic"),
    ("y", "ic"),
    ("ia", "ic"),
    ("is", "ic"),
    ("", "ic"),
    ("sia", "stic"),
    ("sis", "tic"),
    ("ism", "istic"),
    ("oma", "omatous"),
    ("us", "ous"),
    ("ality", "al"),
    ("ity", "e"),
    ("ness", ""),
    ("ation", "ed"),
    ("ication", "ied"),
    ("ton", "tal"),
    ("y", "ial"),
    ("ia", "e"),
    ("e", "ous"),
];

/// Letters that a word and its relative must share; one more where the noun's ending is empty (`sign` is no `signal`).
const SHARED: usize = 4;

/// The words that stand to `word` as a noun to its adjective, or the other way round: `retina` and `retinal`; nouns
/// with their plural.
pub(crate) fn relatives(word: &str) -> WordList {
    let stem = |from: &str, to: &str| {
        let shared = if from.is_empty() || to.is_empty() { SHARED + 1 } else { SHARED };
        before(word, from).filter(|stem| stem.len() >= shared && stem.is_ascii())
    };
    let mut out = WordList::default();
    for (noun, adjective) in RELATIVES {
        if let Some(stem) = stem(noun, adjective) {
            out.push(&[stem, adjective]);
        }
        if let Some(stem) = stem(adjective, noun) {
            out.push(&[stem, noun]);
            out.push(&[stem, noun, "s"]);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relatives_mean_the_same() {
        for (noun, adjective) in [
            ("retina", "retinal"),
            ("embryo", "embryonic"),
            ("neuron", "neuronal"),
            ("epithelium", "epithelial"),
            ("skeleton", "skeletal"),
            ("cortex", "cortical"),
            ("genome", "genomic"),
            ("ataxia", "ataxic"),
            ("hypoplasia", "hypoplastic"),
            ("stenosis", "stenotic"),
            ("muscle", "muscular"),
            ("artery", "arterial"),
            ("abnormality", "abnormal"),
            ("hypopigmentation", "hypopigmented"),
            ("deafness", "deaf"),
        ] {
            let shared = noun != "deafness";
            assert_eq!(relatives(noun).contains(adjective), shared, "{noun}");
            assert_eq!(relatives(adjective).contains(noun), shared, "{adjective}");
        }
        for (a, b) in [
            ("general", "generalization"),
            ("compute", "computer"),
            ("sign", "signal"),
            ("neuron", "neural"),
            ("form", "formal"),
            ("norm", "normal"),
            ("muse", "music"),
            ("log", "logic"),
        ] {
            assert!(!relatives(a).contains(b), "{a} ~ {b}");
        }
    }
}
