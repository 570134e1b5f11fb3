//! A source's row, and the handle that reads it.

use std::ops::Range;

use jiff::civil::Date;

use super::date::date_of;
use super::index::{Handle, Handles, Index, PersonIx, QuoteIx, SourceIx};
use super::table::{Ends, Entries, Lists, Optional, StringLists, Strings, table};
use super::{ConceptRef, PersonRef, QuoteRef};
use crate::source::Source;

table! {
    /// The sources of a graph, by id.
    Sources, SourceSink, "sources.arrow" {
        id: Strings,
        title: Strings,
        author: Optional<u32>,
        author_as_written: Strings,
        date: Optional<i32>,
        url: Strings,
        tags: StringLists,
        path: Strings,
        properties: Entries,
        about: Lists<u32>,
        quotes_end: Ends,
    }
}

/// A source of a graph.
pub type SourceRef<'g> = Handle<'g, SourceIx>;

impl<'g> SourceRef<'g> {
    fn row(self) -> (&'g Sources, usize) {
        (self.graph.source_table(), self.at())
    }

    /// The rows of its quotes.
    pub(super) fn rows(self) -> Range<usize> {
        let (sources, row) = self.row();
        sources.quotes_end.row(row, self.graph.quote_table().rows)
    }

    /// Stable id.
    pub fn id(self) -> &'g str {
        let (sources, row) = self.row();
        sources.id.get(row)
    }

    /// Title as a person would write it.
    pub fn title(self) -> &'g str {
        let (sources, row) = self.row();
        sources.title.get(row)
    }

    /// Who wrote it or gave it.
    pub fn author(self) -> Option<PersonRef<'g>> {
        let (sources, row) = self.row();
        sources.author.get(row).map(|person| self.graph.person(PersonIx(person)))
    }

    /// The author's name as it is written there.
    pub(super) fn author_as_written(self) -> Option<&'g str> {
        let (sources, row) = self.row();
        sources.author_as_written.filled(row).or_else(|| self.author().map(PersonRef::name))
    }

    /// When it was published or said.
    pub fn date(self) -> Option<Date> {
        self.day().and_then(date_of)
    }

    /// The day of that, as [`days_of`](super::days_of) counts it.
    pub fn day(self) -> Option<i32> {
        let (sources, row) = self.row();
        sources.date.get(row)
    }

    /// Where it is on the web.
    pub fn url(self) -> Option<&'g str> {
        let (sources, row) = self.row();
        sources.url.filled(row)
    }

    /// Tags and title topics as the reader wrote them, those that name a concept among them.
    pub fn tags(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (sources, row) = self.row();
        sources.tags.row(row)
    }

    /// The file it was read from.
    pub fn path(self) -> &'g str {
        let (sources, row) = self.row();
        sources.path.get(row)
    }

    /// Fields that the format has and the program does not know, by name.
    pub fn properties(self) -> impl ExactSizeIterator<Item = (&'g str, &'g str)> + Clone {
        let (sources, row) = self.row();
        sources.properties.row(row)
    }

    /// Its quotes, by ordinal.
    pub fn quotes(self) -> impl Handles<QuoteRef<'g>> {
        let Self { graph, .. } = self;
        self.rows().map(move |at| Handle { graph, ix: QuoteIx::new(at) })
    }

    /// The source as a value of its own.
    pub fn to_source(self) -> Source {
        Source { quotes: self.quotes().map(QuoteRef::to_quote).collect(), ..self.head() }
    }

    /// The source without its quotes.
    pub(crate) fn head(self) -> Source {
        Source {
            id: self.id().to_owned(),
            title: self.title().to_owned(),
            author: self.author_as_written().map(ToOwned::to_owned),
            date: self.date(),
            url: self.url().map(ToOwned::to_owned),
            tags: self.tags().map(ToOwned::to_owned).collect(),
            path: self.path().to_owned(),
            properties: self.properties().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            quotes: Vec::new(),
        }
    }

    /// The concepts that its tags and title topics name, by id.
    pub fn about(self) -> impl Handles<ConceptRef<'g>> {
        let (sources, row) = self.row();
        Handle::each(self.graph, sources.about.row(row))
    }
}
