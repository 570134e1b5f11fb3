//! A quote's row, and the handle that reads it.

use jiff::civil::Date;

use super::column::{StringLists, Strings};
use super::index::{Handle, Handles, Index, LinkIx, PersonIx, QuoteIx, SourceIx};
use super::{LinkRef, PersonRef, SourceRef};
use crate::source::{Origin, Quote};

/// The quotes of a graph, by source and ordinal.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Quotes {
    sources: Vec<SourceIx>,
    pub(super) speakers: Vec<Option<PersonIx>>,
    texts: Strings,
    dates: Vec<Option<Date>>,
    locators: Strings,
    notes: Strings,
    tags: StringLists,
    properties: StringLists,
    origins: Vec<Origin>,
}

impl Quotes {
    pub(super) fn len(&self) -> usize {
        self.sources.len()
    }

    pub(super) fn push(&mut self, quote: Quote, source: SourceIx, speaker: Option<PersonIx>) {
        self.sources.push(source);
        self.speakers.push(speaker);
        self.texts.push(&quote.text);
        self.dates.push(quote.date);
        self.locators.push(quote.locator.as_deref().unwrap_or_default());
        self.notes.push(quote.note.as_deref().unwrap_or_default());
        self.tags.push(&quote.tags);
        self.properties.push(quote.properties.iter().flat_map(|(key, value)| [key, value]));
        self.origins.push(quote.origin);
    }
}

/// A quote of a graph.
pub type QuoteRef<'g> = Handle<'g, QuoteIx>;

impl<'g> QuoteRef<'g> {
    fn row(self) -> (&'g Quotes, usize) {
        (&self.graph.quotes, self.at())
    }

    /// Stable id: its source's id and its ordinal, e.g. `john-schulman:3`.
    pub fn id(self) -> String {
        format!("{}:{}", self.source().id(), self.ordinal())
    }

    /// The words.
    pub fn text(self) -> &'g str {
        let (quotes, row) = self.row();
        quotes.texts.get(row)
    }

    /// Its place in its source, from 1.
    pub fn ordinal(self) -> u32 {
        (self.at() - self.source().rows().start) as u32 + 1
    }

    /// The reading that it is from.
    pub fn source(self) -> SourceRef<'g> {
        let (quotes, row) = self.row();
        self.graph.source(quotes.sources[row])
    }

    /// Who said it: the quote's own speaker, else the source's author.
    pub fn speaker(self) -> Option<PersonRef<'g>> {
        let (quotes, row) = self.row();
        quotes.speakers[row].map(|person| self.graph.person(person))
    }

    /// When it was said: the quote's own date, else the source's.
    pub fn date(self) -> Option<Date> {
        self.own_date().or_else(|| self.source().date())
    }

    /// The quote's own date.
    pub fn own_date(self) -> Option<Date> {
        let (quotes, row) = self.row();
        quotes.dates[row]
    }

    /// Page, location or timestamp, as written.
    pub fn locator(self) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.locators.filled(row)
    }

    /// The reader's own note on it.
    pub fn note(self) -> Option<&'g str> {
        let (quotes, row) = self.row();
        quotes.notes.filled(row)
    }

    /// The reader's tags on it.
    pub fn tags(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (quotes, row) = self.row();
        quotes.tags.row(row)
    }

    /// Fields that the format has and the program does not know, by name.
    pub fn properties(self) -> impl ExactSizeIterator<Item = (&'g str, &'g str)> + Clone {
        let (quotes, row) = self.row();
        quotes.properties.pairs(row)
    }

    /// Where it stands in its file.
    pub fn origin(self) -> &'g Origin {
        let (quotes, row) = self.row();
        &quotes.origins[row]
    }

    /// Its links, by concept.
    pub fn links(self) -> impl Handles<LinkRef<'g>> {
        let Self { graph, .. } = self;
        graph.links.by_quote.row(self.at()).map(move |at| Handle { graph, ix: LinkIx::new(at) })
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
