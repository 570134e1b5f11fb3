//! Support is what a weak label needs besides its own words before it counts. Vocabularies are full of weak labels:
//! broader, narrower and related names, codes and single letters (`In` for a nucleus, `region` for a polypeptide region).

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::{LETTERS, Label, Labels, stem};
use crate::concept::LabelKind;
use crate::language::english::general;

/// What a label needs before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::link) enum Need {
    /// Nothing.
    Nothing,
    /// To stand as it is written, in number and order.
    Literal,
    /// That, and that the source names the concept by another label that needs nothing.
    Named,
    /// What no source can give: the words are common and the label is weak.
    Never,
}

/// What each label needs, by its number. O(words of the labels).
pub(in crate::link) fn needs(labels: &Labels) -> Vec<Need> {
    let mut facts = Facts::default();
    let hidden = labels.iter().filter(|label| label.kind == LabelKind::Hidden);
    let concepts: FxHashSet<u32> = hidden.map(|label| label.concept.0).collect();
    if !concepts.is_empty() {
        labels.iter().for_each(|label| facts.insert(label, labels, &concepts));
    }
    labels.iter().map(|label| facts.need(label, labels)).collect()
}

/// What tells weak labels apart.
#[derive(Default)]
struct Facts {
    /// The concept of each weak label's text, or none where several have it.
    owners: FxHashMap<String, Option<u32>>,
    /// The concepts with hidden labels that have names.
    named: FxHashSet<u32>,
    /// The beginnings of the words of these names.
    stems: FxHashSet<(u32, String)>,
}

impl Facts {
    /// Takes in a label as it is written; of other concepts than those that have hidden ones only its text.
    fn insert(&mut self, label: &Label, labels: &Labels, hidden: &FxHashSet<u32>) {
        if label.is_bare() {
            return;
        }
        let concept = label.concept.0;
        let owner = self.owners.entry(key(label, labels)).or_insert(Some(concept));
        *owner = owner.filter(|owner| *owner == concept);
        if label.kind != LabelKind::Hidden && hidden.contains(&concept) {
            self.named.insert(concept);
            self.stems.extend(labels.telling(label).map(|word| (concept, stem(&word).to_owned())));
        }
    }

    fn need(&self, label: &Label, labels: &Labels) -> Need {
        match label.kind {
            _ if label.is_bare() => Need::Literal,
            LabelKind::Preferred => Need::Nothing,
            LabelKind::Alternative if says_little(label, labels) => Need::Named,
            LabelKind::Alternative => Need::Nothing,
            LabelKind::Hidden if self.owners.get(&key(label, labels)).is_none_or(Option::is_none) => {
                Need::Never
            }
            LabelKind::Hidden if self.says_enough(label, labels) || is_formula(label, labels) => {
                Need::Literal
            }
            LabelKind::Hidden if is_common(label, labels) => Need::Never,
            LabelKind::Hidden => Need::Named,
        }
    }

    /// True for several words, or a rare one, of which one is a word of the concept's names, too, if it has any.
    fn says_enough(&self, label: &Label, labels: &Labels) -> bool {
        let words: Vec<String> = labels.telling(label).collect();
        let own = |word: &String| self.stems.contains(&(label.concept.0, stem(word).to_owned()));
        let is_own = || !self.named.contains(&label.concept.0) || words.iter().any(own);
        (words.len() > 1 || !is_common(label, labels)) && is_own()
    }
}

/// A label's words in lower case, with their signs.
fn key(label: &Label, labels: &Labels) -> String {
    let words = labels.written(label).zip(labels.signs(label)).map(|(word, signs)| [word, signs].concat());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// True for one word that its capitals and signs tell from all others: `NaCl`, `BrdU`, `K+`.
fn is_formula(label: &Label, labels: &Labels) -> bool {
    let mut words = labels.written(label).zip(labels.signs(label));
    let (Some((word, signs)), None) = (words.next(), words.next()) else { return false };
    let is_mixed = || word.contains(char::is_lowercase) && word.chars().skip(1).any(char::is_uppercase);
    let is_ion = || signs == "+" && word.starts_with(char::is_uppercase);
    word.len() >= LETTERS && is_mixed() || is_ion()
}

/// True for one letter or number without signs.
fn says_little(label: &Label, labels: &Labels) -> bool {
    if label.is_signed() {
        return false;
    }
    let mut words = labels.written(label);
    let (Some(word), None) = (words.next(), words.next()) else { return false };
    word.chars().nth(1).is_none() || word.chars().all(char::is_numeric)
}

/// True when the first word is common in general English.
fn is_common(label: &Label, labels: &Labels) -> bool {
    let word = labels.written(label).next().unwrap_or_default().to_lowercase();
    general::seen(&word) >= general::COMMON
}
