//! Building a vocabulary: every form of every word is written out, in parallel.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::form_table::{FormTable, Forms};
use super::skim::{Beginnings, Skim};
use super::{BEGINNING, Closeness, Sense, Senses, Starts, Vocabulary, WordId, closed_key, pair_key};
use crate::language::Inflections;
use crate::language::english::{
    FormWriter, NumberForms, british_spellings, distant_relatives, general::is_function_word, lemmas,
    relatives, variants, without_apostrophe,
};
use crate::language::folding::fold_into;
use crate::link::lookup::filter::Filter;
use crate::link::lookup::hash::hash;
use crate::text::WordList;

/// A vocabulary while words are still coming.
#[derive(Default)]
pub(in crate::link) struct VocabularyBuilder {
    /// By [hash]; where two words share one, the second stands under the next number.
    ids: FxHashMap<u64, WordId>,
    words: Vec<String>,
    starts: Vec<Starts>,
    /// Those of the language of the words; none for English.
    inflections: Option<&'static Inflections>,
    /// The first of the words that are found in their own inflections only.
    only_inflected: Option<WordId>,
    synonyms: FxHashMap<String, Vec<(String, Closeness)>>,
    /// Words that may be written as one, the second first.
    closed: Vec<(WordId, WordId)>,
    together: Vec<u64>,
    buffer: String,
}

/// Words that one thread writes out at a time.
const CHUNK: usize = 1024;

impl VocabularyBuilder {
    /// The id of a word, which is put into lower case.
    pub(in crate::link) fn id(&mut self, word: &str) -> WordId {
        let mut folded = std::mem::take(&mut self.buffer);
        folded.clear();
        fold_into(word, &mut folded);
        let id = self.id_of_folded(&folded);
        self.buffer = folded;
        id
    }

    fn id_of_folded(&mut self, word: &str) -> WordId {
        let mut key = hash(word.as_bytes());
        while let Some(id) = self.ids.get(&key) {
            if self.word(*id) == word {
                return *id;
            }
            key = key.wrapping_add(1);
        }
        let id = WordId(self.words.len() as u32);
        self.words.push(word.to_owned());
        self.starts.push(Starts::default());
        self.ids.insert(key, id);
        id
    }

    /// Adds the words of another one, in which nothing [starts](Self::start) and none [stands in](Self::stand_in) for
    /// another yet; gives the id here of each of them.
    pub(in crate::link) fn extend(&mut self, other: Self) -> Vec<WordId> {
        let ids: Vec<WordId> = other.words.iter().map(|word| self.id_of_folded(word)).collect();
        let id = |word: WordId| ids[word.0 as usize];
        self.closed.extend(other.closed.iter().map(|(second, first)| (id(*second), id(*first))));
        self.together.extend(other.together);
        ids
    }

    /// A word, in lower case.
    pub(in crate::link) fn word(&self, id: WordId) -> &str {
        &self.words[id.0 as usize]
    }

    /// All words, in lower case, by id.
    pub(in crate::link) fn words(&self) -> &[String] {
        &self.words
    }

    /// Says that something begins with a word.
    pub(in crate::link) fn start(&mut self, word: WordId, what: Starts) {
        let starts = &mut self.starts[word.0 as usize];
        *starts = starts.with(what);
    }

    /// Lets words have the forms of their language, where that is not English.
    pub(in crate::link) fn inflect_by(&mut self, inflections: Option<&'static Inflections>) {
        self.inflections = inflections;
    }

    /// What a word is known by among those that stand for it: its shortest lemma, of those the first in order.
    pub(in crate::link) fn base(&self, word: &str) -> String {
        match self.inflections {
            None => lemmas(word).into_iter().min_by_key(String::len).unwrap_or_default(),
            Some(_) => word.to_owned(),
        }
    }

    /// Lets words that come from now on be found in their own inflections only, as those of patterns are.
    pub(in crate::link) fn only_inflected(&mut self) {
        self.only_inflected = Some(WordId(self.words.len() as u32));
    }

    /// Lets another lemma stand for one, as a derived word or a synonym.
    pub(in crate::link) fn stand_in(&mut self, lemma: &str, other: &str, closeness: Closeness) {
        self.synonyms.entry(lemma.to_owned()).or_default().push((other.to_owned(), closeness));
    }

    /// Lets two words be written as one, the second in any form of its own.
    pub(in crate::link) fn close(&mut self, first: WordId, second: WordId) {
        self.closed.push((second, first));
    }

    /// Lets no sentence end between two words.
    pub(in crate::link) fn keep_together(&mut self, first: &str, second: &str) {
        self.together.push(pair_key(first, second));
    }

    /// Writes out the forms of every word, in parallel. O(words × forms of a word).
    pub(in crate::link) fn finish(mut self) -> Vocabulary {
        self.closed
            .par_sort_unstable_by_key(|(second, first)| u64::from(second.0) << 32 | u64::from(first.0));
        self.closed.dedup();
        let chunks = self.words.par_chunks(CHUNK).enumerate();
        let written: Vec<(Forms, Together)> =
            chunks.map(|(n, words)| self.written_out(n * CHUNK, words)).collect();
        let (forms, together): (Vec<Forms>, Vec<Together>) = written.into_iter().unzip();
        let starts = |senses: &[u32]| u32::from(self.starts_of(Senses(senses)).0);
        let closed: Vec<&[u64]> = together.iter().map(|together| &*together.closed).collect();
        let ((table, beginnings), closed) = rayon::join(
            || {
                let table = FormTable::new(&forms, starts);
                let beginnings = beginnings(&table);
                (table, beginnings)
            },
            || Filter::new(&closed),
        );
        let all = together.iter().map(|together| &together.beginnings).chain([&beginnings]);
        let skim = Skim::new(&all.collect::<Vec<_>>());
        self.together.sort_unstable();
        Vocabulary { table, closed, skim, together: self.together }
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
        let mut closed = self.closed_behind(WordId(first as u32));
        for (n, word) in words.iter().enumerate() {
            known.clear();
            inflected.clear();
            let id = WordId((first + n) as u32);
            let starts = self.starts[id.0 as usize].kept();
            self.each_form(id, &mut writer, |form, closeness| {
                let hash = hash(form.as_bytes());
                if !known.contains(&hash) {
                    known.push(hash);
                    out.push(form, hash, Sense { word: id, closeness, literal: form == word, starts });
                    if closeness < Closeness::Synonym {
                        inflected.push(&[form]);
                    }
                }
            });
            let firsts = closed.iter().take_while(|(second, _)| *second == id).count();
            let (before, rest) = closed.split_at(firsts);
            closed = rest;
            together.insert(before.iter().map(|(_, first)| self.word(*first)).collect(), &inflected);
        }
        (out, together)
    }

    /// The words that may be written as one, from those on of which the second is a word or a later one.
    fn closed_behind(&self, second: WordId) -> &[(WordId, WordId)] {
        &self.closed[self.closed.partition_point(|pair| pair.0 < second)..]
    }

    fn is_only_inflected(&self, id: WordId) -> bool {
        self.only_inflected.is_some_and(|first| id >= first)
    }

    /// Every form that stands for a word, the closest first.
    fn each_form(&self, id: WordId, writer: &mut FormWriter, visit: impl FnMut(&str, Closeness)) {
        match self.inflections {
            None => self.each_english_form(id, writer, visit),
            Some(inflections) => self.each_form_by(inflections, id, visit),
        }
    }

    fn each_form_by(&self, inflections: &Inflections, id: WordId, mut visit: impl FnMut(&str, Closeness)) {
        let word = self.word(id);
        inflections.each_form(word, |form, is_same| visit(form, inflected(is_same)));
        each_sign(word, |form| visit(form, Closeness::Same));
        if self.is_only_inflected(id) {
            return;
        }
        for (synonym, closeness) in self.synonyms.get(word).into_iter().flatten() {
            inflections.each_form(synonym, |form, _| visit(form, *closeness));
        }
    }

    fn each_english_form(&self, id: WordId, writer: &mut FormWriter, mut visit: impl FnMut(&str, Closeness)) {
        let word = self.word(id);
        let mut lemmas = lemmas(word);
        // A gerund of an auxiliary is a noun of its own: nothing that is human is a `human being`.
        if word.ends_with("ing") || word.ends_with("ings") {
            lemmas.retain(|lemma| !is_function_word(lemma) || lemma == word);
        }
        for lemma in &lemmas {
            let same_number = NumberForms::of(word, lemma);
            writer.forms(lemma).iter().for_each(|form| visit(form, inflected(same_number.have(form))));
        }
        each_sign(word, |form| visit(form, Closeness::Same));
        if self.is_only_inflected(id) {
            return;
        }
        for lemma in &lemmas {
            each_spelling(&relatives(lemma), |form| visit(form, Closeness::Derived));
        }
        let mut synonyms = |closeness: Closeness, visit: &mut dyn FnMut(&str, Closeness)| {
            let all = lemmas.iter().filter_map(|lemma| self.synonyms.get(lemma)).flatten();
            for (synonym, _) in all.filter(|(_, as_close)| *as_close == closeness) {
                writer.forms(synonym).iter().for_each(|form| visit(form, closeness));
            }
        };
        synonyms(Closeness::Derived, &mut visit);
        for lemma in &lemmas {
            each_spelling(&distant_relatives(lemma), |form| visit(form, Closeness::Synonym));
        }
        synonyms(Closeness::Synonym, &mut visit);
    }
}

/// How close a form is that is the word itself in another number or not.
fn inflected(is_same: bool) -> Closeness {
    if is_same { Closeness::Same } else { Closeness::Inflected }
}

/// Every other way to write a word: by another sign for the same, and without its apostrophe.
fn each_sign(word: &str, mut visit: impl FnMut(&str)) {
    variants(word).for_each(&mut visit);
    without_apostrophe(word).iter().for_each(|form| visit(form));
}

/// Some words in American spelling, each with its British ones.
fn each_spelling(words: &WordList, mut visit: impl FnMut(&str)) {
    for word in words.iter() {
        visit(word);
        british_spellings(word).iter().for_each(|form| visit(form));
    }
}

/// The beginnings of the forms with which something begins.
fn beginnings(table: &FormTable) -> Beginnings {
    let starting = table.view().forms().filter(|(_, starts)| Starts(*starts).has(Starts::SOMETHING));
    let mut beginnings = Beginnings::default();
    starting.for_each(|(form, _)| beginnings.insert(form));
    beginnings
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
