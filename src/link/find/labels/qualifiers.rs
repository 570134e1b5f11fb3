//! A qualifier is what a bracket at the end of a label tells its concept from others by: `planet` in `Mercury
//! (planet)`. The bare label is ambiguous, and counts where a word of the qualifier stands beside it, unless it has
//! several words that no other concept is called by. Years behind a comma are one, too: `1853-1856` in `Crimean War,
//! 1853-1856`. What stands in a bracket may also be a name itself: `CI` in `Integración Continua (CI)`.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{INITIALS, is_name, is_telling};
use crate::concept::{Concept, label};
use crate::language::english::{Role, has_role};
use crate::language::folding::fold_into;
use crate::link::abbreviations;
use crate::link::lookup::hash::hash;
use crate::text::tokens;

/// A label without its qualifier, and the qualifier.
pub(super) fn qualified(label: &str) -> Option<(&str, &str)> {
    let Some(label) = label.strip_suffix(')') else {
        let has_digit = label.bytes().any(|byte| byte.is_ascii_digit());
        return has_digit.then(|| label.rsplit_once(", "))?.filter(|(_, qualifier)| are_years(qualifier));
    };
    let (bare, qualifier) = label.rsplit_once(" (")?;
    (!qualifier.contains(['(', ')'])).then_some((bare, qualifier))
}

/// True for the years of a person or an event: `1856-1939`, `1938-`, `approximately 1340-1400`, `d. 1665`.
fn are_years(text: &str) -> bool {
    let mut words = text.split([' ', '-', '\u{2013}']).map(|word| word.replace(['.', ',', '?'], ""));
    let is_year =
        |word: &str| (3..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    let has_year = words.clone().any(|word| is_year(&word));
    let is_span = text.contains(['-', '\u{2013}']) || text.starts_with(char::is_alphabetic);
    has_year && is_span && words.all(|word| word.is_empty() || is_year(&word) || has_role(&word, Role::Dates))
}

/// What the brackets of all labels tell of each.
#[derive(Default)]
pub(super) struct Brackets {
    /// The [keys](key) of labels without their brackets that another concept has, too, with or without one.
    shared: FxHashSet<u64>,
    /// Those of brackets that several concepts have, as what tells them from others.
    qualifiers: FxHashSet<u64>,
}

impl Brackets {
    /// Reads the labels of the concepts. O(letters).
    pub(super) fn of(concepts: &[Concept]) -> Self {
        let (mut shared, mut qualifiers) = (FxHashSet::default(), FxHashSet::default());
        let mut owners: [FxHashMap<u64, usize>; 2] = Default::default();
        for (n, concept) in concepts.iter().enumerate() {
            for (bare, bracket) in concept.labels().filter_map(|(_, label)| qualified(label::read(label).0)) {
                for ((text, owners), shared) in
                    [bare, bracket].into_iter().zip(&mut owners).zip([&mut shared, &mut qualifiers])
                {
                    let key = key(text);
                    shared.extend(owners.insert(key, n).filter(|owner| *owner != n).map(|_| key));
                }
            }
        }
        let [owners, _] = owners;
        let taken = |(n, concept): (usize, &Concept)| -> Vec<u64> {
            let keys = concept.labels().map(|(_, label)| key(label::read(label).0));
            keys.filter(|key| owners.get(key).is_some_and(|owner| *owner != n)).collect()
        };
        if !owners.is_empty() {
            shared.par_extend(concepts.par_iter().enumerate().flat_map_iter(taken));
        }
        Self { shared, qualifiers }
    }

    /// The texts for which a label stands, and whether each is bare of its qualifier: all of it; and where a bracket
    /// ends it what is before that, and of a short form and what it is short for both.
    pub(super) fn texts<'t>(&self, whole: &'t str) -> [Option<(&'t str, bool)>; 3] {
        let Some((bare, bracket)) = qualified(whole) else { return [Some((whole, false)), None, None] };
        let is_common = || self.qualifiers.contains(&key(bracket));
        let spelled = || (!is_common() && is_short_for(bracket, bare)).then_some(bracket);
        let short = short_form(whole, bare).or_else(spelled);
        let long = is_short_for(bare, bracket).then_some(bracket);
        let is_qualified = || !is_name(bare) && is_common();
        let says_all = || long.is_some() || says_enough(bare) && !is_qualified();
        let names = short.is_some() || !self.shared.contains(&key(bare)) && says_all();
        [Some((whole, false)), Some((bare, !names)), short.or(long).map(|text| (text, false))]
    }
}

/// By what a text is known in any case.
fn key(text: &str) -> u64 {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    hash(folded.as_bytes())
}

/// True for several words that say something.
fn says_enough(text: &str) -> bool {
    let tokens = tokens(text);
    tokens.iter().filter(|token| is_telling(&text[token.span.range()].to_lowercase())).nth(1).is_some()
}

/// What a label explains to be short for the rest of it: `GDP` in `Gross domestic product (GDP)`.
fn short_form<'t>(whole: &'t str, bare: &str) -> Option<&'t str> {
    let explained = abbreviations(whole).into_iter().find(|found| found.long.of(whole) == Some(bare))?;
    explained.short.of(whole)
}

/// True for a word with capitals of which most begin words of a text, in any order (`CI` for `Integración Continua`):
/// one of them the first, or there are no more words than capitals; all of them where there are more.
fn is_short_for(short: &str, long: &str) -> bool {
    let is_word = short.len() <= INITIALS && short.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let capitals: Vec<char> = short.chars().filter(|c| is_word && c.is_uppercase()).collect();
    let words = tokens(long);
    if capitals.len() < 2 || words.len() < 2 {
        return false;
    }
    let mut initials: Vec<char> = words
        .iter()
        .filter_map(|word| long[word.span.range()].chars().next()?.to_uppercase().next())
        .collect();
    if words.len() > capitals.len() && initials.first().is_none_or(|first| !capitals.contains(first)) {
        return false;
    }
    let begins = |capital: &&char| {
        let at = initials.iter().position(|initial| initial == *capital);
        at.map(|at| initials.swap_remove(at)).is_some()
    };
    let begun = capitals.iter().filter(begins).count();
    if capitals.len() > words.len() { begun == capitals.len() } else { 2 * begun > capitals.len() }
}

/// The words of the qualifiers of a concept's labels that say something, in lower case; some perhaps twice.
pub(in crate::link::find) fn qualifying(concept: &Concept) -> impl Iterator<Item = String> {
    let qualifiers = concept.labels().filter_map(|(_, label)| Some(qualified(label)?.1));
    let words =
        |text: &str| tokens(text).into_iter().map(|word| text[word.span.range()].to_lowercase()).collect();
    qualifiers.flat_map(move |qualifier| -> Vec<String> { words(qualifier) }).filter(|word| is_telling(word))
}
