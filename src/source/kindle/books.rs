//! The books of clippings: of what was clipped again the longer is kept, and notes are put to the highlights in which
//! they are.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::told::Told;
use crate::source::lines::{Line, joined, origin, span};
use crate::source::rows::DATE;
use crate::source::{Problem, Quote, Source, front};
use crate::text::CleanText;

/// The books so far, in order of appearance.
#[derive(Default)]
pub(super) struct Books<'t> {
    books: Vec<Book>,
    places: FxHashMap<&'t str, usize>,
}

impl<'t> Books<'t> {
    /// The book with that title line: `Title (Author)`.
    pub(super) fn book(&mut self, line: &Line<'t>) -> &mut Book {
        let Line { text, number, .. } = *line;
        let text = text.trim_start_matches('\u{feff}');
        let at = *self.places.entry(text).or_insert(self.books.len());
        if at == self.books.len() {
            let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
            let (title, author) = parts.map_or((text, None), |(title, author)| (title.trim(), Some(author)));
            let mut source = Source { title: title.to_owned(), ..Source::default() };
            let names = author.unwrap_or_default().split(';').map(str::trim);
            names.filter(|name| !name.is_empty()).for_each(|name| front::add_author(&mut source, name));
            self.books.push(Book { source, line: number, ..Book::default() });
        }
        &mut self.books[at]
    }

    /// What is wrong with those of which nothing can be kept.
    pub(super) fn problems(&self) -> impl Iterator<Item = Problem> {
        self.books.iter().filter_map(Book::problem)
    }

    pub(super) fn finish(self) -> Vec<Source> {
        self.books.into_iter().map(Book::finish).collect()
    }
}

/// A book with the notes on it.
#[derive(Default)]
pub(super) struct Book {
    source: Source,
    /// Where its first clipping begins.
    line: u32,
    /// Where each highlight that has a place ends and starts, and its number.
    ends: BTreeSet<(u64, u64, usize)>,
    /// By the places on which they are, those without one first.
    notes: BTreeMap<Option<u64>, Vec<String>>,
}

/// Clippings around a place that are looked at for the same words, at the most.
const NEAR: usize = 64;

/// A clipping that is longer, in bytes, is not compared with others.
const LONGEST: usize = 20_000;

impl Book {
    /// Takes a clipping; a bookmark has no words.
    pub(super) fn add(&mut self, clean: &CleanText, told: &Told<'_>, words: &[Line<'_>]) {
        let text = joined(words);
        match told.is_note {
            _ if text.is_empty() => {}
            true => self.add_note(told.place.map(|(_, end)| end), text),
            false if told.place.is_none_or(|place| self.takes(place, &text)) => {
                self.add_highlight(clean, told, words, text);
            }
            false => {}
        }
    }

    fn add_highlight(&mut self, clean: &CleanText, told: &Told<'_>, words: &[Line<'_>], text: String) {
        let Some(first) = words.first() else { return };
        self.ends.extend(told.place.map(|(start, end)| (end, start, self.source.quotes.len())));
        let mut quote = Quote {
            text,
            date: told.day(),
            locator: Some(told.locator.clone()).filter(|locator| !locator.is_empty()),
            origin: origin(clean, span(words), first.number),
            ..Quote::default()
        };
        if let Some(date) = told.date.filter(|_| quote.date.is_none()) {
            quote.properties.insert(DATE.to_owned(), date.to_owned());
        }
        self.source.quotes.push(quote);
    }

    /// Whether a highlight says more than those that it overlaps. A highlight that was changed is clipped again: of two
    /// that have the same words the longer is kept. O([`NEAR`] × [`LONGEST`]).
    fn takes(&mut self, (start, end): (u64, u64), text: &str) -> bool {
        let near = self.ends.range((start, 0, 0)..).take(NEAR);
        let near: Vec<_> = near.filter(|(_, other, _)| *other <= end).copied().collect();
        let quotes = &mut self.source.quotes;
        if near.iter().any(|&(.., number)| has(&quotes[number].text, text)) {
            return false;
        }
        for place in near {
            let shorter = &mut quotes[place.2].text;
            if has(text, shorter) {
                shorter.clear();
                self.ends.remove(&place);
            }
        }
        true
    }

    /// Adds a note, or changes the one that it was; one without a place is no other.
    fn add_note(&mut self, place: Option<u64>, text: String) {
        let notes = self.notes.entry(place).or_default();
        if place.is_none() {
            return notes.push(text);
        }
        if notes.iter().rev().take(NEAR).any(|note| has(note, &text)) {
            return;
        }
        match notes.iter_mut().rev().take(NEAR).find(|note| has(&text, note)) {
            Some(note) => *note = text,
            None => notes.push(text),
        }
    }

    /// What is wrong with a book of which nothing can be kept.
    fn problem(&self) -> Option<Problem> {
        let is_lost = self.source.quotes.is_empty() && !self.notes.is_empty();
        let message = "notes on a book of which nothing is marked; they are left out";
        is_lost.then(|| Problem::error(self.line, message))
    }

    /// The source, its notes each with the highlight in which it is; one that is in none stays with the source.
    fn finish(mut self) -> Source {
        for (place, notes) in self.notes {
            let kept = match place.and_then(|place| around(&self.ends, place)) {
                Some(quote) => self.source.quotes[quote].note.get_or_insert_default(),
                None => self.source.properties.entry("notes".to_owned()).or_default(),
            };
            let gap = if kept.is_empty() { "" } else { "\n" };
            kept.push_str(gap);
            kept.push_str(&notes.join("\n"));
        }
        self.source.quotes.retain(|quote| !quote.text.is_empty());
        self.source
    }
}

/// The highlight in which a place is that ends soonest behind it, among [`NEAR`]; of two that end there the one that
/// starts last.
fn around(ends: &BTreeSet<(u64, u64, usize)>, place: u64) -> Option<usize> {
    let mut behind = ends.range((place, 0, 0)..).take(NEAR);
    let (end, ..) = *behind.find(|(_, start, _)| *start <= place)?;
    ends.range(..=(end, place, usize::MAX)).next_back().map(|(.., number)| *number)
}

/// Whether a text has the words of another in it, which are whole, whatever signs are around these; neither is
/// [long](LONGEST).
fn has(text: &str, other: &str) -> bool {
    if text.len().max(other.len()) > LONGEST {
        return false;
    }
    let words = other.trim_matches(|c: char| !c.is_alphanumeric());
    let is_apart = |end: Option<char>| end.is_none_or(|c| !c.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let behind = &text[at + words.len()..];
            is_apart(text[..at].chars().next_back()) && is_apart(behind.chars().next())
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::kindle::{END, read};
    use crate::text::clean;

    #[test]
    fn what_was_clipped_again_is_kept_once() {
        let clip = |&(kind, place, words): &(&str, &str, &str)| {
            format!(
                "On Gardens (Roe)\n- Your {kind} on Location {place} | Added on May 1, 2020\n\n{words}\n{END}\n"
            )
        };
        for (clippings, expected) in [
            (
                &[
                    ("Highlight", "10-11", "Hedges are slow."),
                    ("Note", "11", "so"),
                    ("Highlight", "10-12", "Hedges are slow, and walls are not."),
                ][..],
                &["Hedges are slow, and walls are not. [so]"][..],
            ),
            (
                &[("Highlight", "10-12", "Hedges are slow."), ("Highlight", "11", "slow")],
                &["Hedges are slow."],
            ),
            (&[("Highlight", "10", "One."), ("Highlight", "10", "One.")], &["One."]),
            (&[("Highlight", "10", "One."), ("Highlight", "20", "One.")], &["One.", "One."]),
            (&[("Highlight", "10", "Part 1"), ("Highlight", "10", "Part 10")], &["Part 1", "Part 10"]),
            (
                &[("Highlight", "10-12", "One two."), ("Highlight", "12-14", "Two three.")],
                &["One two.", "Two three."],
            ),
            (
                &[
                    ("Highlight", "1", "One"),
                    ("Highlight", "3", "three"),
                    ("Highlight", "1-3", "One, two, three"),
                ],
                &["One, two, three"],
            ),
            (
                &[
                    ("Highlight", "10", "One."),
                    ("Note", "10", "a"),
                    ("Note", "10", "a b"),
                    ("Note", "10", "c"),
                ],
                &["One. [a b\nc]"],
            ),
            (
                &[("Highlight", "?", "Fear"), ("Highlight", "?", "Fear is the killer of memory.")],
                &["Fear", "Fear is the killer of memory."],
            ),
            (
                &[("Highlight", "10-30", "Long."), ("Highlight", "15-20", "Short."), ("Note", "12", "a")],
                &["Long. [a]", "Short."],
            ),
            (
                &[("Highlight", "10-30", "Long."), ("Highlight", "15-20", "Short."), ("Note", "16", "a")],
                &["Long.", "Short. [a]"],
            ),
        ] {
            let text: String = clippings.iter().map(clip).collect();
            let (sources, _) = read(&clean(text.as_bytes(), None).expect("it is text"));
            let show = |quote: &Quote| match &quote.note {
                Some(note) => format!("{} [{note}]", quote.text),
                None => quote.text.clone(),
            };
            assert_eq!(sources[0].quotes.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn what_is_compared_is_bounded() {
        let clip = |place: &str, date: &str, words: &str| {
            format!("A (B)\n- Your Highlight on page {place} | {date}\n\n{words}\n{END}\n")
        };
        let long = "word ".repeat(400_000);
        let mut text = clip("1", &"Added on ".repeat(10_000), &long);
        for number in 0..5_000 {
            text += &clip("1", "May 1, 2020", &format!("Part {number}"));
        }
        text += &clip("1", "May 1, 2020", "word");
        let (sources, _) = read(&clean(text.as_bytes(), None).expect("it is text"));
        assert_eq!(sources[0].quotes.len(), 5_002);
        assert_eq!(sources[0].quotes[0].date, None);
    }
}
