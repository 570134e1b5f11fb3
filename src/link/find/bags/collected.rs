//! Labels are read as bags: which of their words say something, which of these is the head, and what may part them.

use rayon::prelude::*;

use super::prepositions::Prepositions;
use super::{Bag, Kind, MOST, SIZES, is_in_capitals, is_name, rarest};
use crate::language::english::general;
use crate::link::find::frequency::frequency;
use crate::link::find::labels::Labels;
use crate::link::vocabulary::{VocabularyBuilder, WordId};

/// Bags while they are collected.
pub(super) struct Collected {
    pub(super) bags: Vec<Bag>,
    pub(super) words: Vec<WordId>,
    /// The [frequency] of each word of the vocabulary.
    pub(super) frequencies: Vec<f64>,
}

/// A word of a label, as it is written, and what it does.
type Part<'l> = (Kind, WordId, &'l str);

impl Collected {
    pub(super) fn of(labels: &Labels, vocabulary: &VocabularyBuilder) -> Self {
        let kinds: Vec<Kind> = vocabulary.words().par_iter().map(|word| Kind::of(word)).collect();
        let mut out = Self { bags: Vec::new(), words: Vec::new(), frequencies: Vec::new() };
        let mut parts = Vec::new();
        for (n, label) in labels.iter().enumerate().filter(|(_, label)| labels.may_turn(label)) {
            let in_capitals = labels.written(label).all(is_in_capitals);
            parts.clear();
            parts.extend(labels.spoken(label).enumerate().map(|(at, (word, written))| {
                let is_name = is_name(written, at == 0) && (written.len() == 1 || !in_capitals);
                let kind = match kinds[word.0 as usize] {
                    Kind::Content => Kind::Content,
                    _ if is_name => Kind::Name,
                    kind => kind,
                };
                (kind, word, written)
            }));
            out.insert(n as u32, &parts, label.is_plain() && label.is_straight());
        }
        out.frequencies = frequencies(vocabulary, &kinds, &out.words);
        let Self { bags, words, frequencies } = &mut out;
        for bag in bags {
            let words = &words[bag.first as usize..][..usize::from(bag.len)];
            bag.key = rarest(words, frequencies, None).map_or(0, |(key, _)| key);
        }
        out
    }

    /// Puts the words of a label in, each once, unless there are too many or too few, or they have no other order. A plain
    /// label stands wherever its words do in their own order.
    fn insert(&mut self, label: u32, parts: &[Part<'_>], is_plain: bool) {
        if parts.iter().any(|(kind, ..)| matches!(kind, Kind::Conjunction | Kind::Short)) {
            return;
        }
        let (Some(head), Some(prepositions)) = (head(parts), prepositions(parts)) else { return };
        let first = self.words.len();
        self.words.push(head);
        for (_, word, _) in content(parts) {
            if self.words.len() - first <= MOST && !self.words[first..].contains(word) {
                self.words.push(*word);
            }
        }
        let len = self.words.len() - first;
        if SIZES.contains(&len) {
            let has_names = parts.iter().any(|(kind, ..)| *kind == Kind::Name);
            let is_row = is_plain && len == parts.len();
            let (first, len) = (first as u32, len as u8);
            self.bags.push(Bag { label, first, len, key: 0, prepositions, has_names, is_row });
        } else {
            self.words.truncate(first);
        }
    }
}

/// The [frequency] of each word of a vocabulary by its share of the words of bags. What says nothing is too common to be
/// looked for.
fn frequencies(vocabulary: &VocabularyBuilder, kinds: &[Kind], of_bags: &[WordId]) -> Vec<f64> {
    let mut counts = vec![0_u32; kinds.len()];
    of_bags.iter().for_each(|word| counts[word.0 as usize] += 1);
    let all = vocabulary.words().par_iter().zip(kinds).zip(counts);
    all.map(|((word, kind), count)| match kind {
        Kind::Content if count > 0 => frequency(word, f64::from(count) / of_bags.len() as f64),
        _ => f64::INFINITY,
    })
    .collect()
}

fn content<'p, 'l>(parts: &'p [Part<'l>]) -> impl Iterator<Item = &'p Part<'l>> {
    parts.iter().filter(|(kind, ..)| matches!(kind, Kind::Content | Kind::Name))
}

/// The last content word before a preposition, else the last one; nothing where that is a particle (`Time out`), which the
/// label is no kind of.
fn head(parts: &[Part<'_>]) -> Option<WordId> {
    let end = parts.iter().position(|(kind, ..)| *kind == Kind::Preposition).unwrap_or(parts.len());
    let (_, word, written) = content(&parts[..end]).last()?;
    let is_particle =
        written.len() > 1 && !is_in_capitals(written) && general::is_function_word(&written.to_lowercase());
    (!is_particle).then_some(*word)
}

/// The prepositions that may part the words of a label.
fn prepositions(parts: &[Part<'_>]) -> Option<Prepositions> {
    let own = parts.iter().filter(|(kind, ..)| *kind == Kind::Preposition);
    own.map(|(_, _, written)| Prepositions::of(written)).fold(Prepositions::NONE, Prepositions::or).allowed()
}
