//! Spelling: British words and their American spelling, which is the one that lemmas have.

use super::before;

/// British endings and their American ones, for words long enough that no other word is hit.
const SPELLINGS: [(&str, &str); 12] = [
    ("isation", "ization"),
    ("ise", "ize"),
    ("yse", "yze"),
    ("iser", "izer"),
    ("our", "or"),
    ("ourable", "orable"),
    ("ogue", "og"),
    ("tre", "ter"),
    ("fence", "fense"),
    ("licence", "license"),
    ("ourally", "orally"),
    ("oural", "oral"),
];

/// The letters that a British ending may end in.
const LAST_LETTERS: [bool; 256] = {
    let mut letters = [false; 256];
    let mut n = 0;
    while n < SPELLINGS.len() {
        let ending = SPELLINGS[n].0.as_bytes();
        letters[ending[ending.len() - 1] as usize] = true;
        n += 1;
    }
    letters
};

/// True when a British ending may end in a letter.
#[inline]
pub(super) fn is_british(last: u8) -> bool {
    LAST_LETTERS[last as usize]
}

/// What makes the American spelling of a British base form: the bytes to keep, and the ending behind them.
pub(super) fn american(base: &str) -> Option<(usize, &'static str)> {
    if !is_british(*base.as_bytes().last()?) {
        return None;
    }
    let fits = |british: &str| base.len() > british.len() + 2 && before(base, british).is_some();
    let (british, american) = SPELLINGS.iter().find(|(british, _)| fits(british))?;
    Some((base.len() - british.len(), american))
}

/// The British spellings of a base.
pub(super) fn british(base: &str) -> Vec<String> {
    let spelling = |(british, american): &(&str, &str)| {
        let word = format!("{}{british}", before(base, american)?);
        let back =
            self::american(&word).is_some_and(|(kept, ending)| base == format!("{}{ending}", &word[..kept]));
        back.then_some(word)
    };
    SPELLINGS.iter().filter_map(spelling).collect()
}
