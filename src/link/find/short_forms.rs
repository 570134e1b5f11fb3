//! Short forms are the abbreviations of one source that stand for concepts: where "reinforcement learning from human
//! feedback (RLHF)" is said once, RLHF names the concept in the whole source. A short form of words that only begin or end
//! a label stands for these words: after "embryonic stem (ES) cells", "ES cells" is that label.

use rustc_hash::{FxHashMap, FxHashSet};

use super::candidates::Found;
use super::words::Words;
use crate::concept::ConceptIx;
use crate::language::english::{numerals, variants};
use crate::link::vocabulary::Row;
use crate::link::vocabulary::{Senses, VocabularyView};
use crate::text::{Span, one_line, run_at, run_starts, tokens};

/// The short forms of a source.
#[derive(Default)]
pub(in crate::link) struct ShortForms<'v> {
    /// Those that stand for concepts, by their first words without a plural `s`.
    forms: FxHashMap<String, Vec<ShortForm>>,
    /// Of those of one word the senses of the words of the long form; none where it is explained in two ways.
    longs: FxHashMap<String, Option<Long<'v>>>,
    /// The letters and digits with which each of both begins.
    runs: FxHashSet<String>,
    /// What short forms are explained by that names no concept.
    others: FxHashMap<String, Vec<String>>,
    /// A bit for each byte with which one of them begins.
    first_bytes: [u64; 4],
    /// Labels that look like a short form which the source explains by other words.
    denied: FxHashSet<u32>,
}

struct Long<'v> {
    written: String,
    senses: Vec<Senses<'v>>,
}

/// A short form that stands for a concept.
pub(in crate::link) struct ShortForm {
    written: String,
    words: usize,
    pub(super) concept: ConceptIx,
    pub(super) rule: String,
    /// Explained in two ways: it stands for nothing.
    unclear: bool,
}

impl<'v> ShortForms<'v> {
    /// Adds a short form as the source writes it; one that stands for another concept already, or for words that are
    /// `strange` to the concept, is unclear from then on.
    pub(in crate::link) fn insert(
        &mut self,
        short: &str,
        long: &str,
        concept: ConceptIx,
        strange: impl Fn(ConceptIx, &str) -> bool,
    ) {
        if is_one_letter(short) {
            return;
        }
        let words = tokens(short);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if first.span.start > 0 || (last.span.end as usize) < short.len() {
            return;
        }
        self.insert_run(short);
        let forms = self.forms.entry(singular(&short[first.span.range()]).to_owned()).or_default();
        match forms.iter_mut().find(|form| form.written == short) {
            Some(form) => form.unclear |= form.concept != concept,
            None => {
                let rule = format!("abbreviation: {short} = {}", one_line(long));
                let mut others = self.others.get(short).into_iter().flatten();
                let unclear = others.any(|long| strange(concept, long));
                let written = short.to_owned();
                forms.push(ShortForm { written, words: words.len(), concept, rule, unclear });
            }
        }
    }

    /// Adds words that a short form is explained by and that name no concept.
    pub(in crate::link) fn insert_other(
        &mut self,
        short: &str,
        long: &str,
        strange: impl Fn(ConceptIx, &str) -> bool,
    ) {
        let first = tokens(short).first().map_or(short, |first| singular(&short[first.span.range()]));
        for form in self.forms.get_mut(first).into_iter().flatten().filter(|form| form.written == short) {
            form.unclear |= strange(form.concept, long);
        }
        self.others.entry(short.to_owned()).or_default().push(long.to_owned());
    }

    /// Adds what a short form of one word is short for.
    pub(in crate::link) fn expand(&mut self, short: &str, long: &str, vocabulary: VocabularyView<'v>) {
        let [word] = &tokens(short)[..] else { return };
        if word.span.len() as usize != short.len() || is_one_letter(short) {
            return;
        }
        self.insert_run(short);
        let mut buffer = String::new();
        let row = |span: Span| vocabulary.look_up(&long[span.range()], &mut buffer).row;
        let rows: Vec<Row> = tokens(long).iter().map(|token| token.span).map(row).collect();
        let senses = rows.into_iter().map(|row| vocabulary.senses(row)).collect();
        let written = long.to_lowercase();
        self.longs
            .entry(singular(short).to_owned())
            .and_modify(|known| *known = known.take().filter(|known| known.written == written))
            .or_insert(Some(Long { written, senses }));
    }

    fn insert_run(&mut self, short: &str) {
        let run = run_at(short.as_bytes(), 0);
        self.runs.insert(singular(&short[run]).to_owned());
        if let Some(byte) = short.bytes().next() {
            self.first_bytes[usize::from(byte / 64)] |= 1 << (byte % 64);
        }
    }

    /// False for most words with which none of them begins.
    #[inline]
    fn may_begin(&self, word: &str) -> bool {
        let has = |byte: u8| self.first_bytes[usize::from(byte / 64)] >> (byte % 64) & 1 != 0;
        word.bytes().next().is_some_and(has)
    }

    /// The first byte, from one on, of a word in ASCII with which one of them may begin. O(n).
    pub(super) fn next_start(&self, text: &str, from: usize) -> Option<usize> {
        if self.runs.is_empty() {
            return None;
        }
        let begins = |at: &usize| {
            let run = run_at(text.as_bytes(), *at);
            text.get(run).is_some_and(|run| run.is_ascii() && self.runs.contains(singular(run)))
        };
        run_starts(text.as_bytes(), from).find(begins)
    }

    /// Lets a label not stand for its concept in this source.
    pub(in crate::link) fn deny(&mut self, label: u32) {
        self.denied.insert(label);
    }

    /// True for a label that the source uses as a short form of other words.
    pub(in crate::link) fn denies(&self, label: u32) -> bool {
        !self.denied.is_empty() && self.denied.contains(&label)
    }

    /// True when some short form stands for other words.
    pub(super) fn expands(&self) -> bool {
        !self.longs.is_empty()
    }

    /// The senses of the words that a word is short for.
    #[inline]
    pub(super) fn expansion(&self, word: &str) -> Option<&[Senses<'v>]> {
        if !self.may_begin(word) {
            return None;
        }
        let long = self.longs.get(singular(word))?.as_ref()?;
        Some(&long.senses)
    }

    /// Every place where one of them stands, letter for letter but for a plural `s`.
    pub(in crate::link) fn places<'f>(&'f self, words: &Words<'_>) -> Vec<Found<'f>> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let places =
            words.sentences().iter().flat_map(|sentence| sentence.clone().map(move |at| (at, sentence.end)));
        let places = places.filter(|(at, _)| self.may_begin(words.word(*at)));
        places.filter_map(|(at, end)| self.place_at(words, at, end)).collect()
    }

    /// The longest one that begins at a position.
    fn place_at<'f>(&'f self, words: &Words<'_>, at: usize, sentence_end: usize) -> Option<Found<'f>> {
        let forms = self.forms.get(singular(words.word(at)))?.iter();
        let fitting = forms.filter(|form| !form.unclear && at + form.words <= sentence_end);
        let stands = |form: &&ShortForm| {
            words.span(at..at + form.words).of(words.text).is_some_and(|text| is_form(text, &form.written))
        };
        let form = fitting.filter(stands).max_by_key(|form| form.words)?;
        Some(Found::short_form(form, words.span(at..at + form.words)))
    }
}

/// True for a short form that ends in a number of which its long form says nothing: NF2 is a kind of "neurofibromatosis",
/// where CO2 is "carbon dioxide".
pub(in crate::link) fn is_a_kind(short: &str, long: &str) -> bool {
    let number = &short[short.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    if number.is_empty() || long.contains(number) {
        return false;
    }
    let long = long.to_lowercase();
    let says = |word: &str| {
        variants(number).any(|sign| sign == word) || numerals(number).any(|start| word.starts_with(start))
    };
    !long.split(|c: char| !c.is_alphanumeric()).any(says)
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// True for what stands for too much to stand for one thing in all of a source.
fn is_one_letter(short: &str) -> bool {
    short.chars().filter(|c| c.is_alphanumeric()).nth(1).is_none()
}

/// True for the form itself, its plural, and the singular of a form such as `LLMs`.
fn is_form(text: &str, form: &str) -> bool {
    let acronym = |singular: &str| singular.ends_with(|c: char| !c.is_lowercase());
    text == form
        || text.strip_suffix('s') == Some(form)
        || form.strip_suffix('s').is_some_and(|singular| singular == text && acronym(singular))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_tell_kinds() {
        for (short, long, expected) in [
            ("NF2", "neurofibromatosis", true),
            ("NF2", "neurofibromatosis type 2", false),
            ("NF2", "neurofibromatosis type II", false),
            ("CO2", "carbon dioxide", false),
            ("A2C", "advantage actor-critic", false),
            ("V10", "version", true),
            ("NF", "neurofibromatosis", false),
        ] {
            assert_eq!(is_a_kind(short, long), expected, "{short} = {long}");
        }
    }
}
