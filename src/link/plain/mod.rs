//! Plain matching: each label as it is written, in any case, at word boundaries; the leftmost, and of those the longest.
//!
//! A text that names little costs little more than finding where its words begin and end.

mod reader;
#[cfg(test)]
mod tests;
mod word_table;

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::decide::overlaps::outermost;
use super::find::candidates::{Candidate, Found};
use super::find::labels::{Flag, LabelMatch, Labels, RowValue, is_space};
use super::find::trie::{Step, TrieView};
use super::lookup::filter::Filter;
use super::vocabulary::WordId;
use super::vocabulary::{beginning, head};
use super::{Mention, Overlap};
use crate::concept::{ConceptIx, ConceptScheme};
use crate::language::english::is_negated_at;
use crate::language::folding::fold_into;
use crate::text::{LazyAddresses, Span, run_at};
use reader::{Reader, Word};
use word_table::{WordTable, WordView};

/// A concept scheme, compiled for plain matching.
#[derive(Serialize, Deserialize)]
pub(super) struct Plain {
    labels: Labels,
    words: WordTable,
    /// The runs of letters and digits with which the words begin.
    beginnings: Filter,
    pub(super) overlap: Overlap,
}

/// The most bits of the filter: more would not stay near, and where there are that many words most of a text is of them.
const FILTER: usize = 1 << 19;

/// What is used again for one quote after another.
#[derive(Default)]
struct Scratch {
    reader: reader::Scratch,
    words: Vec<Word>,
}

thread_local!(static SCRATCH: RefCell<Scratch> = RefCell::default());

/// A label in a text.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) span: Span,
    label: u32,
}

impl Plain {
    /// Compiles a scheme. O(n log n) for n words of its labels.
    pub(super) fn new(scheme: &ConceptScheme) -> Self {
        let (labels, vocabulary) = Labels::as_written(scheme.concepts());
        let words = WordTable::new(vocabulary.words(), labels.trie.view());
        let beginning = |word: &String| beginning(head(word.as_bytes(), &run_at(word.as_bytes(), 0)));
        let beginnings: Vec<u64> = vocabulary.words().iter().map(beginning).collect();
        Self {
            labels,
            words,
            beginnings: Filter::of_size(&[&beginnings], FILTER),
            overlap: Overlap::default(),
        }
    }

    /// The mentions of a quote.
    pub(super) fn link(&self, text: &str) -> Vec<Mention<'_>> {
        self.found(text).iter().map(|found| found.mention(&self.labels, false)).collect()
    }

    pub(super) fn link_each(&self, quotes: &[&str]) -> Vec<Vec<Mention<'_>>> {
        quotes.iter().map(|quote| self.link(quote)).collect()
    }

    /// The concept that is named at a place.
    pub(super) fn concept(&self, place: Place) -> ConceptIx {
        self.labels.label(place.label).concept
    }

    /// Everything that is found, which is all kept.
    pub(super) fn explain(&self, text: &str) -> Vec<Candidate<'_>> {
        let candidate = |found: &Found<'_>| Candidate {
            mention: found.mention(&self.labels, false),
            matched: found.matched(),
            fate: found.fate,
        };
        self.found(text).iter().map(candidate).collect()
    }

    fn found(&self, text: &str) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        self.scan(text, |place| {
            found.push(Found::label(LabelMatch::as_written(place.label), place.span, &self.labels));
        });
        if self.overlap == Overlap::All {
            found.sort_unstable_by_key(|found| (found.span.start, std::cmp::Reverse(found.span.end)));
            outermost(&mut found);
            found.retain(Found::is_kept);
            found.sort_unstable_by_key(|found| (found.span, found.concept));
        }
        found
    }

    /// Calls with each place where a label stands and no address; when all are wanted, also those within others of the same
    /// concept. O(n).
    pub(super) fn scan(&self, text: &str, mut each: impl FnMut(Place)) {
        let mut addresses = LazyAddresses::of(text);
        self.scan_words(text, |place| {
            if !addresses.meet(place.span) {
                each(place);
            }
        });
    }

    fn scan_words(&self, text: &str, mut each: impl FnMut(Place)) {
        SCRATCH.with_borrow_mut(|Scratch { reader, words }| {
            let view = View { plain: self, words: self.words.view(), trie: self.labels.trie.view() };
            let mut reader = Reader::new(text, view, reader);
            words.clear();
            loop {
                let more = reader.read(words);
                // All labels are told at once, so that none is told twice.
                if more && self.overlap == Overlap::All {
                    continue;
                }
                view.touch(words);
                let decided = Walk { view, text, words, more }.all(&mut each);
                words.drain(..decided);
                if !more {
                    break;
                }
            }
        });
    }
}

/// What was compiled as it is read: its slices, taken once for a text.
#[derive(Clone, Copy)]
struct View<'p> {
    plain: &'p Plain,
    words: WordView<'p>,
    trie: TrieView<'p>,
}

impl View<'_> {
    /// The number of a word, or of what stands between two.
    fn number(self, text: &str, buffer: &mut String) -> Option<WordId> {
        // Folding leaves of hardly any word less than a quarter of its bytes.
        if text.len() > 4 * self.plain.words.longest {
            return None;
        }
        buffer.clear();
        fold_into(text, buffer);
        self.words.number(buffer)
    }

    /// Takes a look at where each two words may lead to, so that they wait for memory together.
    fn touch(self, words: &mut [Word]) {
        for n in 1..words.len() {
            let next = words[n].id;
            let Word { first, near, .. } = &mut words[n - 1];
            if let Some(node) = first.and_then(Step::node) {
                *near = self.trie.touch(node, next);
            }
        }
    }

    /// The value of the label that a step ends, if one may stand at some words: the most preferred one of the first concept.
    #[inline]
    fn value(self, step: &Step, words: &[Word], text: &str) -> Option<RowValue> {
        match self.trie.values(step) {
            [] => None,
            [value] if RowValue::from(*value).has(Flag::Plain) => Some(RowValue::from(*value)),
            values => {
                let values = values.iter().map(|value| RowValue::from(*value));
                let standing = values.filter(|value| self.stands(value.label(), words, text));
                standing.min_by_key(|value| (self.plain.labels.label(value.label()).kind, value.label()))
            }
        }
    }

    /// Whether some words are those of a label also in case, when that counts, and in signs.
    fn stands(self, label: u32, words: &[Word], text: &str) -> bool {
        let labels = &self.plain.labels;
        let label = labels.label(label);
        let written = words.iter().map(|word| &text[word.span.range()]);
        let is_written = !label.is_exact() || labels.written(label).eq(written.clone());
        is_written
            && labels.has_article(label, written.clone())
            && labels.has_capitals(label, written)
            && labels.has_signs(label, text, words.iter().map(|word| word.span))
    }
}

/// A walk over words of labels.
struct Walk<'a> {
    view: View<'a>,
    text: &'a str,
    words: &'a [Word],
    /// More words may come.
    more: bool,
}

impl Walk<'_> {
    /// Calls with every label; gives the first word from which on more words may change something.
    fn all(&self, each: &mut impl FnMut(Place)) -> usize {
        let mut at = 0;
        while at < self.words.len() {
            let Some(read) = self.from(at, each) else { break };
            at += read;
        }
        at
    }

    /// Calls with the labels at a word; gives how many words are done with, or nothing when the next ones are needed.
    #[inline]
    fn from(&self, at: usize, each: &mut impl FnMut(Place)) -> Option<usize> {
        let Self { view, text, words, more } = *self;
        let words = &words[at..];
        let place = |value: RowValue, read: usize| {
            let (label, span) = (value.label(), Span::new(words[0].span.start, words[read - 1].span.end));
            let is_whole = value.has(Flag::Plain);
            Place {
                span: if is_whole { span } else { view.plain.labels.with_ends(label, span, text) },
                label,
            }
        };
        let mut longest = None;
        let is_negated = || is_negated_at(text, words[0].span.start as usize);
        let Some(mut step) = words[0].first else { return Some(1) };
        for read in 1.. {
            if let Some(value) = view.value(&step, &words[..read], text) {
                if is_negated() {
                    return Some(1);
                }
                match view.plain.overlap {
                    Overlap::Longest => longest = Some((value, read)),
                    Overlap::All => each(place(value, read)),
                }
            }
            let Some(node) = step.node() else { break };
            if read == words.len() && more {
                return None;
            }
            let Some(next) = words.get(read).and_then(|next| self.step(node, &words[read - 1], next)) else {
                break;
            };
            step = next;
        }
        let Some((value, read)) = longest else { return Some(1) };
        each(place(value, read));
        Some(read)
    }

    /// Where a word leads to from a node behind the word before it.
    #[inline]
    fn step(&self, node: u32, before: &Word, word: &Word) -> Option<Step> {
        let gap = before.span.end as usize..word.span.start as usize;
        let is_one_space = gap.len() == 1 && self.text.as_bytes()[gap.start] == b' ';
        let node = if is_one_space { node } else { self.over(node, &self.text[gap])? };
        self.view.trie.step(node, word.id)
    }

    /// The node behind what stands between two words.
    fn over(&self, node: u32, gap: &str) -> Option<u32> {
        if is_space(gap) {
            return Some(node);
        }
        let word = self.view.number(gap, &mut String::new())?;
        self.view.trie.step(node, word)?.node()
    }
}
