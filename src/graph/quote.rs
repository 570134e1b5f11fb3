//! A quote's row, and the handle that reads it.

use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use super::date::date_of;
use super::index::{Handle, Handles, Index, LinkIx, PersonIx, QuoteIx, SourceIx};
use super::table::{Ends, Entries, Numbers, Optional, StringLists, Strings, Table, table};
use super::{KnowledgeGraph, LinkRef, PersonRef, SourceRef};
use crate::concept::ConceptIx;
use crate::source::{Origin, Quote};
use crate::text::Span;

table! {
    /// The quotes of a graph, by source and ordinal.
    Quotes, QuoteSink, "quotes.arrow" {
        source: Numbers<u32>,
        speaker: Optional<u32>,
        speaker_as_written: Strings,
        date: Optional<i32>,
        text: Strings,
        locator: Strings,
        note: Strings,
        tags: StringLists,
        properties: Entries,
        line: Numbers<u32>,
        start: Numbers<u64>,
        end: Numbers<u64>,
        links_end: Ends,
    }
}

impl QuoteSink {
    /// Takes over the columns of another graph's quotes that do not depend on what else is in it.
    pub(super) fn copy(&mut self, from: &Quotes, rows: Range<usize>) {
        self.speaker_as_written.copy(&from.speaker_as_written, rows.clone());
        self.date.copy(&from.date, rows.clone());
        self.text.copy(&from.text, rows.clone());
        self.locator.copy(&from.locator, rows.clone());
        self.note.copy(&from.note, rows.clone());
        self.tags.copy(&from.tags, rows.clone());
        self.properties.copy(&from.properties, rows.clone());
        self.line.copy(&from.line, rows.clone());
        self.start.copy(&from.start, rows.clone());
        self.end.copy(&from.end, rows);
    }
}

impl KnowledgeGraph {
    /// The quotes that were said on some days, as [`days_of`](super::days_of) counts them, by source and ordinal; without
    /// days all of them, those without a date too. O(quotes), a look at the date of each.
    pub fn quotes_said_on(&self, days: Option<RangeInclusive<i32>>) -> impl Iterator<Item = QuoteRef<'_>> {
        let dates = &self.quote_table().date;
        self.sources().flat_map(move |source| {
            let (days, day_of_source) = (days.clone(), source.day());
            let is_said = move |&row: &usize| {
                let day = || dates.get(row).or(day_of_source);
                days.as_ref().is_none_or(|days| day().is_some_and(|day| days.contains(&day)))
            };
            source.rows().filter(is_said).map(|row| self.quote(QuoteIx::new(row)))
        })
    }
}

impl KnowledgeGraph {
    /// The concepts that quotes in a row mention, each as often as quotes do: [`ConceptIx`]s as they lie in the graph, quote
    /// by quote. O(1).
    pub fn concepts_of(&self, quotes: Range<QuoteIx>) -> &[u32] {
        let (links, rows) = (self.link_table(), quotes.start.at()..quotes.end.at());
        links.concept.slice(self.quote_table().links_end.rows(rows, links.rows))
    }
}

/// A quote of a graph.
pub type QuoteRef<'g> = Handle<'g, QuoteIx>;

impl<'g> QuoteRef<'g> {
    #[inline]
    fn row(self) -> (&'g Quotes, usize) {
        (self.graph.quote_table(), self.at())
    }

    /// Stable id: its source's id and its ordinal, e.g. `john-schulman:3`.
    pub fn id(self) -> String {
        format!("{}:{}", self.source().id(), self.ordinal())
    }

    /// The words.
    pub fn text(self) -> &'g str {
        let (quotes, row) = self.row();
        quotes.text.get(row)
    }

    /// The words at some bytes of its text, where they are characters. O(their number).
    pub fn words(self, span: Span) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.text.part(row, span.range())
    }

    /// The bytes of its text.
    pub fn text_len(self) -> usize {
        let (quotes, row) = self.row();
        quotes.text.len(row)
    }

    /// Its place in its source, from 1.
    pub fn ordinal(self) -> u32 {
        (self.at() - self.source().rows().start) as u32 + 1
    }

    /// The reading that it is from.
    pub fn source(self) -> SourceRef<'g> {
        let (quotes, row) = self.row();
        let source = SourceIx(quotes.source.get(row));
        if source.0 as usize >= self.graph.sources().len() {
            self.graph.disagree_in(Quotes::FILE);
        }
        self.graph.source(source)
    }

    /// Who said it: the quote's own speaker, else the source's author.
    pub fn speaker(self) -> Option<PersonRef<'g>> {
        let (quotes, row) = self.row();
        quotes.speaker.get(row).map(|person| self.graph.person(PersonIx(person)))
    }

    /// The speaker's name as it is written there.
    pub(super) fn speaker_as_written(self) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.speaker_as_written.filled(row).or_else(|| self.speaker().map(PersonRef::name))
    }

    /// When it was said: the quote's own date, else the source's.
    pub fn date(self) -> Option<Date> {
        self.day().and_then(date_of)
    }

    /// The day of that, as [`days_of`](super::days_of) counts it: what is quick to compare.
    pub fn day(self) -> Option<i32> {
        let (quotes, row) = self.row();
        quotes.date.get(row).or_else(|| self.source().day())
    }

    /// Whether that is one of some days.
    pub fn is_said_on(self, days: &RangeInclusive<i32>) -> bool {
        self.day().is_some_and(|day| days.contains(&day))
    }

    /// The quote's own date.
    pub fn own_date(self) -> Option<Date> {
        let (quotes, row) = self.row();
        quotes.date.get(row).and_then(date_of)
    }

    /// Page, location or timestamp, as written.
    pub fn locator(self) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.locator.filled(row)
    }

    /// The reader's own note on it.
    pub fn note(self) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.note.filled(row)
    }

    /// The reader's tags on it.
    pub fn tags(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (quotes, row) = self.row();
        quotes.tags.row(row)
    }

    /// Fields that the format has and the program does not know, by name.
    pub fn properties(self) -> impl ExactSizeIterator<Item = (&'g str, &'g str)> + Clone {
        let (quotes, row) = self.row();
        quotes.properties.row(row)
    }

    /// Where it stands in its file.
    pub fn origin(self) -> Origin {
        let (quotes, row) = self.row();
        Origin { line: quotes.line.get(row), bytes: quotes.start.get(row)..quotes.end.get(row) }
    }

    /// The quote as a value of its own; its speaker is who said it.
    pub fn to_quote(self) -> Quote {
        Quote {
            text: self.text().to_owned(),
            speaker: self.speaker_as_written().map(ToOwned::to_owned),
            date: self.own_date(),
            locator: self.locator().map(ToOwned::to_owned),
            note: self.note().map(ToOwned::to_owned),
            tags: self.tags().map(ToOwned::to_owned).collect(),
            properties: self.properties().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            origin: self.origin(),
        }
    }

    /// The rows of its links.
    #[inline]
    pub(super) fn link_rows(self) -> Range<usize> {
        let (quotes, row) = self.row();
        quotes.links_end.row(row, self.graph.link_table().rows)
    }

    /// The concepts that it mentions, by id, each once: [`ConceptIx`]s as they lie in the graph.
    #[inline]
    pub fn concepts(self) -> &'g [u32] {
        self.graph.link_table().concept.slice(self.link_rows())
    }

    /// Its link to a concept. O(log links).
    pub fn link(self, concept: ConceptIx) -> Option<LinkRef<'g>> {
        let at = self.concepts().binary_search(&concept.0).ok()?;
        Some(self.graph.link(LinkIx::new(self.link_rows().start + at)))
    }

    /// Its links, by concept.
    pub fn links(self) -> impl Handles<LinkRef<'g>> {
        let Self { graph, .. } = self;
        self.link_rows().map(move |at| Handle { graph, ix: LinkIx::new(at) })
    }

    /// The quote after it in its source.
    pub fn next(self) -> Option<Self> {
        let next = self.at() + 1;
        self.source().rows().contains(&next).then(|| self.graph.quote(QuoteIx::new(next)))
    }

    /// The quote before it in its source.
    pub fn previous(self) -> Option<Self> {
        let previous = self.at().checked_sub(1)?;
        self.source().rows().contains(&previous).then(|| self.graph.quote(QuoteIx::new(previous)))
    }
}
