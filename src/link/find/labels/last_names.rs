//! A person whom a quote names in full is named by the last name alone from there on: `Kaymer` behind `Martin Kaymer`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{LabelMatch, Labels, Order, Trait};
use crate::language::english::general::{is_adverb_alone, is_function_word, is_known};
use crate::language::english::{Role, has_role};
use crate::link::find::words::Words;
use crate::link::vocabulary::Closeness;
use crate::text::Joint;

impl Labels {
    /// Adds the places where the last name of what was found stands alone behind it, but where it may be part of
    /// another name. O(words) where there is such a name.
    pub(in crate::link) fn add_last_names(&self, words: &Words<'_>, found: &mut Vec<LabelMatch>) {
        if !self.have_last_names {
            return;
        }
        let mut said = self.said_in_full(words, found);
        if said.is_empty() {
            return;
        }
        let mut taken = vec![false; words.len()];
        found.iter().for_each(|found| taken[found.start as usize..found.end as usize].fill(true));
        let free = || (0..words.len()).filter(|at| !taken[*at]);
        let unclear: FxHashSet<&str> =
            free().filter(|at| is_no_name(words, *at)).map(|at| words.word(at)).collect();
        said.retain(|last, _| !unclear.contains(last) && !unclear.contains(last.to_lowercase().as_str()));
        let last_name = |at: usize| {
            let full = said.get(words.word(at)).copied().flatten()?;
            let stands = full.end as usize <= at && stands_alone(words, at);
            stands.then_some(LabelMatch { start: at as u32, end: at as u32 + 1, literal: false, ..full })
        };
        found.extend(free().filter_map(last_name));
    }

    /// The first place of each name that stands as it is written or spoken, by its last word; none where two concepts share
    /// that.
    fn said_in_full<'t>(
        &self,
        words: &Words<'t>,
        found: &[LabelMatch],
    ) -> FxHashMap<&'t str, Option<LabelMatch>> {
        let mut said: FxHashMap<&str, Option<LabelMatch>> = FxHashMap::default();
        for full in found.iter().filter(|found| self.is_said(found)) {
            let places = full.start as usize..full.end as usize;
            let is_part = |at: usize| at == places.start || words.joint(at) <= Joint::Space;
            if places.clone().all(|at| is_capitalized(words.word(at)) && is_part(at)) {
                let concept = |found: &LabelMatch| self.label(found.label).concept;
                said.entry(words.word(places.end - 1))
                    .and_modify(|known| *known = known.filter(|known| concept(known) == concept(full)))
                    .or_insert(Some(*full));
            }
        }
        said
    }

    /// True for a name with its words as they are, in one of its orders.
    fn is_said(&self, found: &LabelMatch) -> bool {
        let label = self.label(found.label);
        let is_turned = label.turn > 0 && (found.closeness, found.order) == (Closeness::Same, Order::Kept);
        label.has(Trait::LastName) && (found.literal || is_turned)
    }
}

/// True for a word in small letters, and for one behind the first name of somebody else.
fn is_no_name(words: &Words<'_>, at: usize) -> bool {
    let is_rare = |word: &str| !is_known(&word.to_lowercase());
    !is_capitalized(words.word(at)) || has_first_name(words, at) && is_rare(words.word(at - 1))
}

/// True for a word that no other part of a name stands beside, and no article.
fn stands_alone(words: &Words<'_>, at: usize) -> bool {
    let is_determined = is_beside(words, at) && has_role(words.word(at - 1), Role::Determines);
    let goes_on = |at: usize| is_capitalized(words.word(at)) || words.joint(at) == Joint::Tight;
    let is_continued = is_beside(words, at + 1) && goes_on(at + 1);
    !has_first_name(words, at) && !is_determined && !is_continued
}

/// True behind a word with a capital that is neither a function word nor a title, as abbreviations are: "Sen. Obama". An
/// adverb may begin a sentence: "Later Obama …".
fn has_first_name(words: &Words<'_>, at: usize) -> bool {
    is_beside(words, at) && !words.gap(at).starts_with('.') && is_capitalized(words.word(at - 1)) && {
        let word = words.word(at - 1).to_lowercase();
        let begins = || words.begins_sentence(at - 1) && is_adverb_alone(&word);
        !is_function_word(&word) && !has_role(&word, Role::Title) && !begins()
    }
}

/// True for a word that nothing parts from the one before.
fn is_beside(words: &Words<'_>, at: usize) -> bool {
    at < words.len() && !words.begins_sentence(at) && words.joint(at) <= Joint::Space
}

fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
