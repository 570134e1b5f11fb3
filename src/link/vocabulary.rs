//! The vocabulary holds every word of the scheme's labels and patterns in all its forms, so that reading a quote looks
//! words up and never stems them.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::english::{FormWriter, is_same_number_form, lemmas, relatives, variants};
use super::filter::Filter;
use super::form_table::{FormTable, Forms, Probe, Row, Short, hash};
use super::skim::{Beginnings, Skim};

use crate::text::WordList;

/// A distinct word, in lower case, of the labels and patterns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(super) struct WordId(pub(super) u32);

/// How a word of a text is a word of the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Closeness {
    /// The word itself, in some number or spelling.
    Same,
    /// The word in another verb form: `matched` for `match`.
    Inflected,
    /// The noun of its adjective, or the other way round.
    Derived,
    /// A word that the scheme's own labels use in its place.
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
}

impl Sense {
    /// As a number; the order of numbers is by word.
    pub(super) fn packed(self) -> u32 {
        self.word.0 << 3 | u32::from(self.literal) << 2 | self.closeness as u32
    }

    #[inline]
    fn unpacked(packed: u32) -> Self {
        let closeness = Closeness::ALL[packed as usize & 3];
        Self { word: WordId(packed >> 3), closeness, literal: packed & 4 != 0 }
    }
}

/// The words that a word of a text stands for, each once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Senses<'v>(&'v [u32]);

impl<'v> Senses<'v> {
    #[inline]
    pub(super) fn iter(self) -> impl Iterator<Item = Sense> + 'v {
        self.0.iter().map(|packed| Sense::unpacked(*packed))
    }

    /// The one that is a given word.
    #[inline]
    pub(super) fn of(self, word: WordId) -> Option<Sense> {
        let packed = self.0.iter().find(|packed| **packed >> 3 == word.0)?;
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

    #[inline]
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A vocabulary while words are still coming.
#[derive(Default)]
pub(super) struct VocabularyBuilder {
    /// By [hash]; where two words share one, the second stands under the next number.
    ids: FxHashMap<u64, WordId>,
    words: Vec<String>,
    starts: Vec<Starts>,
    synonyms: FxHashMap<String, Vec<String>>,
    /// Words that may be written as one, the second first.
    closed: Vec<(WordId, WordId)>,
    buffer: String,
}

/// Words that one thread writes out at a time.
const CHUNK: usize = 1024;

impl VocabularyBuilder {
    /// The id of a word, which is put into lower case.
    pub(super) fn id(&mut self, word: &str) -> WordId {
        self.buffer.clear();
        fold_into(word, &mut self.buffer);
        let mut key = hash(self.buffer.as_bytes());
        while let Some(id) = self.ids.get(&key) {
            if *self.word(*id) == *self.buffer {
                return *id;
            }
            key = key.wrapping_add(1);
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(self.buffer.clone());
        self.starts.push(Starts::default());
        self.ids.insert(key, id);
        id
    }

    /// A word, in lower case.
    pub(super) fn word(&self, id: WordId) -> &str {
        &self.words[id.0 as usize]
    }

    /// All words, in lower case, by id.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Says that something begins with a word.
    pub(super) fn start(&mut self, word: WordId, what: Starts) {
        let starts = &mut self.starts[word.0 as usize];
        *starts = starts.with(what);
    }

    /// Lets another lemma stand for one.
    pub(super) fn stand_in(&mut self, lemma: &str, other: &str) {
        self.synonyms.entry(lemma.to_owned()).or_default().push(other.to_owned());
    }

    /// Lets two words be written as one, the second in any form of its own.
    pub(super) fn close(&mut self, first: WordId, second: WordId) {
        self.closed.push((second, first));
    }

    /// Writes out the forms of every word, in parallel. O(words × forms of a word).
    pub(super) fn finish(mut self) -> Vocabulary {
        self.closed
            .par_sort_unstable_by_key(|(second, first)| u64::from(second.0) << 32 | u64::from(first.0));
        self.closed.dedup();
        let chunks = self.words.par_chunks(CHUNK).enumerate();
        let written: Vec<(Forms, Together)> =
            chunks.map(|(n, words)| self.written_out(n * CHUNK, words)).collect();
        let (forms, together): (Vec<Forms>, Vec<Together>) = written.into_iter().unzip();
        let starts = |senses: &[u32]| u32::from(self.starts_of(Senses(senses)).0);
        let table = FormTable::new(&forms, starts);
        let something = Starts::LABEL.with(Starts::BAG).with(Starts::PHRASE);
        let starting = table.forms().filter(|(_, starts)| Starts(*starts as u8).has(something));
        let mut beginnings = Beginnings::default();
        starting.for_each(|(form, _)| beginnings.insert(form));
        let closed: Vec<&[u64]> = together.iter().map(|together| &*together.closed).collect();
        let all = together.iter().map(|together| &together.beginnings).chain([&beginnings]);
        let skim = Skim::new(&all.collect::<Vec<_>>());
        Vocabulary { table, closed: Filter::new(&closed), skim }
    }

    fn starts_of(&self, senses: Senses<'_>) -> Starts {
        let of = |sense: Sense| {
            let starts = self.starts[sense.word.0 as usize];
            let phrases = Starts::PHRASE.with(Starts::TRIGGER).0;
            Starts(if sense.closeness <= Closeness::Inflected { starts.0 } else { starts.0 & !phrases })
        };
        senses.iter().map(of).fold(Starts::default(), Starts::with)
    }

    /// The forms of some words, also those behind a word that they may be written together with.
    fn written_out(&self, first: usize, words: &[String]) -> (Forms, Together) {
        let (mut out, mut together) = (Forms::default(), Together::default());
        let (mut known, mut inflected) = (Vec::new(), WordList::default());
        let mut writer = FormWriter::default();
        for (n, word) in words.iter().enumerate() {
            known.clear();
            inflected.clear();
            let id = WordId((first + n) as u32);
            self.each_form(word, &mut writer, |form, closeness| {
                let hash = hash(form.as_bytes());
                if !known.contains(&hash) {
                    known.push(hash);
                    out.push(form, hash, Sense { word: id, closeness, literal: form == word });
                    if closeness < Closeness::Synonym {
                        inflected.push(&[form]);
                    }
                }
            });
            let before = self.closed_before(id).iter().map(|(_, before)| self.word(*before));
            together.insert(before.collect(), &inflected);
        }
        (out, together)
    }

    /// The words that may be written as one with a word behind them.
    fn closed_before(&self, second: WordId) -> &[(WordId, WordId)] {
        let start = self.closed.partition_point(|pair| pair.0 < second);
        let len = self.closed[start..].partition_point(|pair| pair.0 == second);
        &self.closed[start..start + len]
    }

    /// Every form that stands for a word, the closest first.
    fn each_form(&self, word: &str, writer: &mut FormWriter, mut visit: impl FnMut(&str, Closeness)) {
        let lemmas = lemmas(word);
        let inflected = |form: &str| {
            if is_same_number_form(form, word) { Closeness::Same } else { Closeness::Inflected }
        };
        for lemma in &lemmas {
            writer.forms(lemma).iter().for_each(|form| visit(form, inflected(form)));
        }
        variants(word).for_each(|variant| visit(variant, Closeness::Same));
        for lemma in &lemmas {
            relatives(lemma).iter().for_each(|form| visit(form, Closeness::Derived));
        }
        let synonyms = lemmas.iter().filter_map(|lemma| self.synonyms.get(lemma)).flatten();
        for synonym in synonyms {
            writer.forms(synonym).iter().for_each(|form| visit(form, Closeness::Synonym));
        }
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

/// Two words that are written as one, in all forms.
#[derive(Default)]
struct Together {
    /// Their [keys](closed_key), some perhaps twice.
    closed: Vec<u64>,
    beginnings: Beginnings,
    buffer: Vec<u8>,
}

impl Together {
    /// Adds some words, each with all forms of another one behind it. Forms that a key cannot tell apart count once.
    fn insert(&mut self, mut firsts: Vec<&str>, forms: &WordList) {
        let room = |first: &&str| BEGINNING.saturating_sub(first.len());
        firsts.sort_unstable_by_key(room);
        for firsts in firsts.chunk_by(|a, b| room(a) == room(b)) {
            let room = room(&firsts[0]);
            let cut = |form: &str| form.len().min(room + 1);
            let mut seconds: Vec<&[u8]> = forms.iter().map(|form| &form.as_bytes()[..cut(form)]).collect();
            seconds.sort_unstable();
            seconds.dedup_by(|b, a| a == b || a.len() > room && b.len() > room && a[..room] == b[..room]);
            for first in firsts {
                seconds.iter().for_each(|second| self.insert_one(first.as_bytes(), second));
            }
        }
    }

    fn insert_one(&mut self, first: &[u8], second: &[u8]) {
        self.buffer.clear();
        self.buffer.extend_from_slice(first);
        self.buffer.extend_from_slice(second);
        self.closed.push(closed_key(&self.buffer));
        self.beginnings.insert(&self.buffer);
    }
}

/// The first looks for some words of a text.
pub(super) struct Looks<const N: usize> {
    /// Whether a word can be looked for so.
    short: [bool; N],
    probes: [Probe; N],
    /// What each is known by if it may be two.
    closed: [u64; N],
    may_be_two: [bool; N],
}

impl<const N: usize> Default for Looks<N> {
    fn default() -> Self {
        Self { short: [false; N], probes: [Probe::default(); N], closed: [0; N], may_be_two: [false; N] }
    }
}

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
}

impl Vocabulary {
    /// Looks up a word, in any case. `buffer` is scratch space. O(length).
    #[inline]
    pub(super) fn look_up(&self, text: &str, buffer: &mut String) -> Found {
        let mut looks = Looks::<1>::default();
        self.look(&mut looks, text, [0..text.len()].into_iter());
        self.found(&looks, 0, text, buffer)
    }

    /// Takes the first looks for up to `N` words of a text.
    #[inline]
    pub(super) fn look<const N: usize>(
        &self,
        looks: &mut Looks<N>,
        text: &str,
        words: impl Iterator<Item = Range<usize>>,
    ) {
        let text = text.as_bytes();
        for (n, word) in words.enumerate().take(N) {
            let short = Short::of(text, word.clone());
            looks.short[n] = short.is_some();
            looks.probes[n] = Probe::of(short.unwrap_or_default());
            looks.closed[n] = match word.len() {
                ..=BEGINNING => looks.probes[n].hash(),
                _ => {
                    let beginning = Short::of(text, word.start..word.start + BEGINNING);
                    beginning.unwrap_or_default().hash() ^ LONGER
                }
            };
        }
        self.table.look(&mut looks.probes);
        for (may_be_two, key) in looks.may_be_two.iter_mut().zip(&looks.closed) {
            *may_be_two = self.closed.may_have(*key);
        }
    }

    /// What is known of a word after the first look.
    #[inline]
    pub(super) fn found<const N: usize>(
        &self,
        looks: &Looks<N>,
        n: usize,
        text: &str,
        buffer: &mut String,
    ) -> Found {
        if looks.short[n] {
            return Found { row: self.table.found(&looks.probes[n]), may_be_two: looks.may_be_two[n] };
        }
        let row = self.row_of_joined(text, "", buffer);
        Found { row, may_be_two: self.closed.may_have(closed_key(buffer.as_bytes())) }
    }

    /// The row of two pieces written as one: `pre` and `training`.
    pub(super) fn row_of_joined(&self, first: &str, second: &str, buffer: &mut String) -> Row {
        buffer.clear();
        // Lower-casing lengthens no character to more than three times its bytes.
        if first.len() + second.len() > 3 * self.table.longest() {
            return Row::default();
        }
        fold_into(first, buffer);
        fold_into(second, buffer);
        self.find(buffer)
    }

    /// The ways in which a word is two words of which the first is spelled as the vocabulary has it. O(length²).
    pub(super) fn split<'v>(
        &'v self,
        text: &str,
        buffer: &'v mut String,
    ) -> impl Iterator<Item = (WordId, Row)> + 'v {
        buffer.clear();
        fold_into(text, buffer);
        let word: &'v str = buffer;
        let places = word.char_indices().skip(1);
        places.filter_map(move |(at, _)| {
            let first = self.find(&word[..at]);
            let first = self.senses(first).iter().find(|sense| sense.literal)?;
            let second = self.find(&word[at..]);
            (second != Row::default()).then_some((first.word, second))
        })
    }

    /// The first byte, from one on, of a word with which something may begin. O(n).
    pub(super) fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        self.skim.next(text, from, |run| {
            if matches!(text.as_bytes().get(run.end), Some(b'\'' | b'.' | b',')) {
                return true;
            }
            let found = self.look_up(&text[run.clone()], &mut String::new());
            found.may_be_two || self.starts(found.row) != Starts::default()
        })
    }

    fn find(&self, form: &str) -> Row {
        self.table.find(form.as_bytes(), hash(form.as_bytes()))
    }

    /// The words that a row stands for.
    #[inline]
    pub(super) fn senses(&self, row: Row) -> Senses<'_> {
        Senses(self.table.senses(row))
    }

    /// What may begin with a word of a row.
    #[inline]
    pub(super) fn starts(&self, row: Row) -> Starts {
        Starts(self.table.starts(row) as u8)
    }
}

fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        let start = out.len();
        out.push_str(text);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in text.chars() {
        match c {
            '\u{2019}' | '\u{2018}' => out.push('\''),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn looks_up_forms_in_any_case() {
        let mut builder = VocabularyBuilder::default();
        let model = builder.id("Model");
        let dont = builder.id("don't");
        let vocabulary = builder.finish();
        let mut buffer = String::new();
        for (text, expected) in
            [("model", Some(model)), ("MODELLING", Some(model)), ("don\u{2019}t", Some(dont)), ("mode", None)]
        {
            let senses = vocabulary.senses(vocabulary.look_up(text, &mut buffer).row);
            assert_eq!(senses.iter().next().map(|sense| sense.word), expected, "{text}");
        }
        let joined = vocabulary.row_of_joined("mod", "els", &mut buffer);
        assert!(vocabulary.senses(joined).has_inflected(model));
    }

    proptest! {
        /// The table says what comparing lemmas says.
        #[test]
        fn equals_the_naive_comparison(word in "[a-z]{2,5}(e|s|y)?", text in "[a-z]{2,5}(e|y)?(s|ed|ing|ning)?") {
            let mut builder = VocabularyBuilder::default();
            builder.id(&word);
            let vocabulary = builder.finish();
            let mut buffer = String::new();
            let senses = vocabulary.senses(vocabulary.look_up(&text, &mut buffer).row);
            let found = senses.iter().any(|sense| sense.closeness <= Closeness::Inflected);
            let naive = lemmas(&text).iter().any(|l| lemmas(&word).contains(l));
            prop_assert_eq!(found, naive);
        }
    }
}
