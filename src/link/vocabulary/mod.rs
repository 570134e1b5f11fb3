//! The vocabulary holds every word of the scheme's labels and patterns in all its forms, so that reading a quote looks
//! words up and never stems them.

mod builder;
mod form_table;
mod skim;

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::lookup::filter::Filter;
use super::lookup::hash::{Short, hash};
use crate::language::english::general::is_function_word;
use crate::language::folding::fold_into;
pub(super) use builder::VocabularyBuilder;
pub(super) use form_table::Row;
use form_table::{FormTable, FormView, Probe};
use skim::Skim;
pub(super) use skim::{beginning, head};

/// A distinct word, in lower case, of the labels and patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct WordId(pub(super) u32);

/// How a word of a text is a word of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Closeness {
    /// The word itself, in some number or spelling.
    Same,
    /// The word in another form, that of a verb or an adjective: `matched` for `match`, `agiler` for `agile`.
    Inflected,
    /// The noun of its adjective, or the other way round; or another word for the same.
    Derived,
    /// A word that stands for it within longer names, by the scheme's own labels or in general; or a distant relative.
    Synonym,
}

impl Closeness {
    const ALL: [Self; 4] = [Self::Same, Self::Inflected, Self::Derived, Self::Synonym];
}

/// A word of the vocabulary that a word of a text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sense {
    pub(super) word: WordId,
    pub(super) closeness: Closeness,
    /// Spelled as the word is, but for case.
    pub(super) literal: bool,
    /// What begins with the word, of [those](Starts::KEPT) that are kept with it.
    pub(super) starts: Starts,
}

impl Sense {
    /// As a number; the order of numbers is by word.
    pub(super) fn packed(self) -> u32 {
        self.word.0 << SENSE
            | u32::from(self.starts.0) << 3
            | u32::from(self.literal) << 2
            | self.closeness as u32
    }

    #[inline]
    fn unpacked(packed: u32) -> Self {
        let closeness = Closeness::ALL[packed as usize & 3];
        let starts = Starts((packed >> 3) as u8).kept();
        Self { word: WordId(packed >> SENSE), closeness, literal: packed & 4 != 0, starts }
    }
}

/// The bits of a packed sense below its word.
const SENSE: u32 = 5;

/// The words that a word of a text stands for, each once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Senses<'v>(&'v [u32]);

impl<'v> Senses<'v> {
    #[inline]
    pub(super) fn iter(self) -> impl Iterator<Item = Sense> + 'v {
        self.0.iter().map(|packed| Sense::unpacked(*packed))
    }

    /// Those with which some things may begin, of [those](Starts::KEPT) that are kept with each.
    #[inline]
    pub(super) fn starting(self, what: Starts) -> impl Iterator<Item = Sense> + 'v {
        let bits = u32::from(what.0) << 3;
        self.0.iter().filter(move |packed| **packed & bits != 0).map(|packed| Sense::unpacked(*packed))
    }

    /// The one that is a given word.
    #[inline]
    pub(super) fn of(self, word: WordId) -> Option<Sense> {
        let packed = self.0.iter().find(|packed| **packed >> SENSE == word.0)?;
        Some(Sense::unpacked(*packed))
    }

    /// True when the word, in some inflection, is among them.
    pub(super) fn has_inflected(self, word: WordId) -> bool {
        self.of(word).is_some_and(|sense| sense.closeness <= Closeness::Inflected)
    }
}

/// What may begin with a word: a set of flags.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Starts(u8);

impl Starts {
    pub(super) const LABEL: Self = Self(1);
    pub(super) const BAG: Self = Self(2);
    pub(super) const PHRASE: Self = Self(4);
    pub(super) const TRIGGER: Self = Self(8);
    /// Those that are kept with each sense.
    const KEPT: Self = Self(1 | 2);
    /// Any of those that make a mention.
    pub(super) const SOMETHING: Self = Self(1 | 2 | 4);

    #[inline]
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// What may begin with a word of a row.
    #[inline]
    pub(super) fn of(row: Row) -> Self {
        Self(row.starts())
    }

    /// Those that are kept with each sense.
    fn kept(self) -> Self {
        Self(self.0 & Self::KEPT.0)
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Bytes of a word that tell whether it may be two.
const BEGINNING: usize = 12;
/// Tells a longer word from its beginning.
const LONGER: u64 = 0x9e37_79b9_7f4a_7c15;

/// By what a word in lower case is known that may be two: its beginning, and whether it has more.
fn closed_key(word: &[u8]) -> u64 {
    match word.get(..BEGINNING) {
        Some(beginning) if word.len() > BEGINNING => hash(beginning) ^ LONGER,
        _ => hash(word),
    }
}

/// The first look for a word of a text.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Whether it can be looked for so.
    is_short: bool,
    probe: Probe,
    /// What it is known by if it may be two.
    closed: u64,
    may_be_two: bool,
}

impl Look {
    #[inline]
    fn of(text: &[u8], word: Range<usize>) -> Self {
        let short = Short::of(text, word.clone());
        let probe = Probe::of(short.unwrap_or_default());
        let closed = if word.len() > BEGINNING {
            let beginning = Short::of(text, word.start..word.start + BEGINNING);
            beginning.unwrap_or_default().hash() ^ LONGER
        } else {
            probe.hash()
        };
        Self { is_short: short.is_some(), probe, closed, may_be_two: false }
    }
}

/// The fewest bytes of a word of general English that is taken for no two: shorter ones may be initials (`US`).
const WORD_OF_ITS_OWN: usize = 4;

/// What is known of a word of a text.
pub(super) struct Found {
    pub(super) row: Row,
    /// It is worth while to split it.
    pub(super) may_be_two: bool,
}

/// Form → the words that it stands for.
#[derive(Serialize, Deserialize)]
pub(super) struct Vocabulary {
    table: FormTable,
    /// The beginnings of words that may be two.
    closed: Filter,
    skim: Skim,
    /// The [keys](pair_key) of words between which no sentence ends, sorted.
    together: Vec<u64>,
}

impl Vocabulary {
    /// What looks are taken through.
    #[inline]
    pub(super) fn view(&self) -> VocabularyView<'_> {
        VocabularyView { vocabulary: self, forms: self.table.view() }
    }
}

/// A vocabulary as it is read: its slices, taken once for many looks.
#[derive(Clone, Copy)]
pub(super) struct VocabularyView<'v> {
    vocabulary: &'v Vocabulary,
    forms: FormView<'v>,
}

impl<'v> VocabularyView<'v> {
    /// Looks up a word, in any case. `buffer` is scratch space. O(length).
    #[inline]
    pub(super) fn look_up(self, text: &str, buffer: &mut String) -> Found {
        let mut looks = [Look::default()];
        self.look(&mut looks, text, std::iter::once(0..text.len()));
        self.found(&looks[0], || text, buffer)
    }

    /// Takes the first look for each of some words of a text: each step for all of them, so that they wait for memory
    /// together.
    #[inline]
    pub(super) fn look(self, looks: &mut [Look], text: &str, words: impl Iterator<Item = Range<usize>>) {
        for (look, word) in looks.iter_mut().zip(words) {
            *look = Look::of(text.as_bytes(), word);
        }
        looks.iter_mut().for_each(|look| self.forms.find_slot(&mut look.probe));
        looks.iter_mut().for_each(|look| self.forms.read_slot(&mut look.probe));
        looks.iter_mut().for_each(|look| look.may_be_two = self.vocabulary.closed.may_have(look.closed));
    }

    /// What is known of a word after the first look.
    #[inline]
    pub(super) fn found<'t>(self, look: &Look, word: impl FnOnce() -> &'t str, buffer: &mut String) -> Found {
        if look.is_short {
            return Found { row: self.forms.found(&look.probe), may_be_two: look.may_be_two };
        }
        let row = self.row_of_joined(std::iter::once(word()), buffer);
        Found { row, may_be_two: self.vocabulary.closed.may_have(closed_key(buffer.as_bytes())) }
    }

    /// The row of some pieces written as one: `pre` and `training`.
    pub(super) fn row_of_joined<'p>(
        self,
        pieces: impl Iterator<Item = &'p str> + Clone,
        buffer: &mut String,
    ) -> Row {
        buffer.clear();
        // Folding leaves of hardly any word less than a quarter of its bytes.
        if pieces.clone().map(str::len).sum::<usize>() > 4 * self.forms.longest() {
            return Row::default();
        }
        pieces.for_each(|piece| fold_into(piece, buffer));
        self.find(buffer)
    }

    /// The two words of the vocabulary, of which some label has one behind the other, that two pieces are, the first as it
    /// is spelled.
    pub(super) fn row_of_two(self, first: &str, second: &str, buffer: &mut String) -> Option<(WordId, Row)> {
        buffer.clear();
        fold_into(first, buffer);
        let at = buffer.len();
        fold_into(second, buffer);
        let may_be_two = self.vocabulary.closed.may_have(closed_key(buffer.as_bytes()));
        if may_be_two { self.two_at(buffer, at) } else { None }
    }

    /// The ways in which a word is two words of which the first is spelled as the vocabulary has it; none for one that
    /// general English has for something else: `meantime`, `into`. O(length²).
    pub(super) fn split(
        self,
        text: &str,
        buffer: &'v mut String,
    ) -> impl Iterator<Item = (WordId, Row)> + 'v {
        buffer.clear();
        fold_into(text, buffer);
        let word: &'v str = buffer;
        let may_be_two = word.len() < WORD_OF_ITS_OWN || !is_function_word(word);
        let places = word.char_indices().skip(1).filter(move |_| may_be_two);
        places.filter_map(move |(at, _)| self.two_at(word, at))
    }

    /// The two words that a folded one is, of which the second begins at a byte.
    fn two_at(self, word: &str, at: usize) -> Option<(WordId, Row)> {
        let first = self.find(&word[..at]);
        let first = self.senses(first).iter().find(|sense| sense.literal)?;
        let second = self.find(&word[at..]);
        (second != Row::default()).then_some((first.word, second))
    }

    /// The first byte, from one on, of a word with which something may begin. O(n).
    pub(super) fn next_start(self, text: &str, from: usize) -> Option<usize> {
        self.vocabulary.skim.next(text, from, |run| {
            if matches!(text.as_bytes().get(run.end), Some(b'\'' | b'.' | b',')) {
                return true;
            }
            let found = self.look_up(&text[run.clone()], &mut String::new());
            found.may_be_two || Starts::of(found.row) != Starts::default()
        })
    }

    fn find(self, form: &str) -> Row {
        self.forms.find(form.as_bytes(), hash(form.as_bytes()))
    }

    /// True for two words of a label between which a sentence would end otherwise: `Roe v. Wade`.
    pub(super) fn keeps_together(self, first: &str, second: &str) -> bool {
        !self.vocabulary.together.is_empty()
            && self.vocabulary.together.binary_search(&pair_key(first, second)).is_ok()
    }

    /// The words that a row stands for.
    #[inline]
    pub(super) fn senses(self, row: Row) -> Senses<'v> {
        Senses(self.forms.senses(row))
    }
}

/// By what two words in a row are known, in any case.
fn pair_key(first: &str, second: &str) -> u64 {
    let mut pair = String::new();
    fold_into(first, &mut pair);
    pair.push(' ');
    fold_into(second, &mut pair);
    hash(pair.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::lemmas;
    use proptest::prelude::*;

    #[test]
    fn looks_up_forms_in_any_case() {
        let mut builder = VocabularyBuilder::default();
        let model = builder.id("Model");
        let dont = builder.id("don't");
        let name = builder.id("Ménière");
        let [street, sisyphus, city, work] =
            ["Straße", "Σίσυφος", "İstanbul", "oeuvre"].map(|word| builder.id(word));
        let vocabulary = builder.finish();
        let vocabulary = vocabulary.view();
        let mut buffer = String::new();
        for (text, expected) in [
            ("model", Some(model)),
            ("MODELLING", Some(model)),
            ("modèle", None),
            ("don\u{2019}t", Some(dont)),
            ("Meniere", Some(name)),
            ("ménière", Some(name)),
            ("STRASSE", Some(street)),
            ("Straße", Some(street)),
            ("ΣΊΣΥΦΟΣ", Some(sisyphus)),
            ("istanbul", Some(city)),
            ("ŒUVRE", Some(work)),
            ("mode", None),
            ("ｍｏｄｅｌ", Some(model)),
            ("𝐌𝐨𝐝𝐞𝐥𝐬", Some(model)),
        ] {
            let senses = vocabulary.senses(vocabulary.look_up(text, &mut buffer).row);
            assert_eq!(senses.iter().next().map(|sense| sense.word), expected, "{text}");
        }
        let joined = vocabulary.row_of_joined(["mod", "els"].into_iter(), &mut buffer);
        assert!(vocabulary.senses(joined).has_inflected(model));
    }

    proptest! {
        /// The table says what comparing lemmas says.
        #[test]
        fn equals_the_naive_comparison(word in "[a-z]{2,5}(e|s|y)?", text in "[a-z]{2,5}(e|y)?(s|ed|ing|ning)?") {
            let mut builder = VocabularyBuilder::default();
            builder.id(&word);
            let vocabulary = builder.finish();
            let vocabulary = vocabulary.view();
            let mut buffer = String::new();
            let senses = vocabulary.senses(vocabulary.look_up(&text, &mut buffer).row);
            let found = senses.iter().any(|sense| sense.closeness <= Closeness::Inflected);
            let naive = lemmas(&text).iter().any(|l| lemmas(&word).contains(l));
            prop_assert_eq!(found, naive);
        }
    }
}
