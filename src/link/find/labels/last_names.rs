//! A person whom a quote names in full is named by the last name alone from there on: `Kaymer` behind `Martin Kaymer`.

use rustc_hash::{FxHashMap, FxHashSet};

use super::walk::DETERMINERS;
use super::{LabelMatch, Labels};
use crate::link::english::general::is_closed;
use crate::link::find::words::Words;
use crate::text::Joint;

impl Labels {
    /// Adds the places where the last name of what was found stands alone behind it, but where it may be part of another name, and
    /// where two concepts that the quote names have it. O(words) where there is such a name.
    pub(in crate::link) fn add_last_names(&self, words: &Words<'_>, found: &mut Vec<LabelMatch>) {
        if !self.have_last_names {
            return;
        }
        let said = self.said_in_full(words, found);
        if said.is_empty() {
            return;
        }
        let mut taken = vec![false; words.len()];
        found.iter().for_each(|found| taken[found.start as usize..found.end as usize].fill(true));
        let last_name = |at: usize| {
            let full = said.get(words.word(at)).copied().flatten()?;
            let stands = full.end as usize <= at && !taken[at] && stands_alone(words, at);
            stands.then_some(LabelMatch { start: at as u32, end: at as u32 + 1, literal: false, ..full })
        };
        found.extend((0..words.len()).filter_map(last_name));
    }

    /// The first place of each name that stands as it is written, by its last word; none where two concepts share that, or where
    /// it is a common noun, which stands in small letters, too.
    fn said_in_full<'t>(
        &self,
        words: &Words<'t>,
        found: &[LabelMatch],
    ) -> FxHashMap<&'t str, Option<LabelMatch>> {
        let mut said: FxHashMap<&str, Option<LabelMatch>> = FxHashMap::default();
        for full in found.iter().filter(|found| self.label(found.label).last_name && found.literal) {
            let places = full.start as usize..full.end as usize;
            if places.clone().all(|at| is_capitalized(words.word(at))) {
                let concept = |found: &LabelMatch| self.label(found.label).concept;
                said.entry(words.word(places.end - 1))
                    .and_modify(|known| *known = known.filter(|known| concept(known) == concept(full)))
                    .or_insert(Some(*full));
            }
        }
        if !said.is_empty() {
            let small = (0..words.len()).map(|at| words.word(at)).filter(|word| !is_capitalized(word));
            let small: FxHashSet<&str> = small.collect();
            said.retain(|last, _| !small.contains(last.to_lowercase().as_str()));
        }
        said
    }
}

/// True for a word that no other part of a name stands beside, and no article; an abbreviation is a title: "Sen. Obama".
fn stands_alone(words: &Words<'_>, at: usize) -> bool {
    let is_beside =
        |at: usize| at < words.len() && !words.begins_sentence(at) && words.joint(at) <= Joint::Space;
    let is_first_name = |at: usize| {
        let (word, gap) = (words.word(at), words.gap(at + 1));
        is_capitalized(word) && !is_closed(&word.to_lowercase()) && !gap.starts_with('.')
    };
    let goes_on = |at: usize| is_capitalized(words.word(at)) || words.joint(at) == Joint::Tight;
    let is_determiner = |word: &str| DETERMINERS.contains(&word.to_lowercase().as_str());
    let is_behind = |at: usize| is_first_name(at) || is_determiner(words.word(at));
    let is_part = is_beside(at) && is_behind(at - 1) || is_beside(at + 1) && goes_on(at + 1);
    !is_part
}

fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
