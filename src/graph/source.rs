//! A source's row, and the handle that reads it.

use std::ops::Range;

use jiff::civil::Date;

use super::column::{Ends, Lists, StringLists, Strings};
use super::index::{Handle, Handles, Index, PersonIx, QuoteIx, SourceIx};
use super::{ConceptRef, PersonRef, QuoteRef};
use crate::concept::ConceptIx;
use crate::source::Source;

/// The sources of a graph, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Sources {
    ids: Strings,
    titles: Strings,
    pub(super) authors: Vec<Option<PersonIx>>,
    dates: Vec<Option<Date>>,
    urls: Strings,
    tags: StringLists,
    paths: Strings,
    properties: StringLists,
    quotes: Ends,
    about: Lists<ConceptIx>,
}

impl Sources {
    pub(super) fn push(
        &mut self,
        source: &Source,
        author: Option<PersonIx>,
        about: Vec<ConceptIx>,
        last: usize,
    ) {
        self.ids.push(&source.id);
        self.titles.push(&source.title);
        self.authors.push(author);
        self.dates.push(source.date);
        self.urls.push(source.url.as_deref().unwrap_or_default());
        self.tags.push(&source.tags);
        self.paths.push(&source.path);
        self.properties.push(source.properties.iter().flat_map(|(key, value)| [key, value]));
        self.about.push(about);
        self.quotes.push(last);
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Every ABOUT edge, from the concept's side.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (usize, SourceIx)> {
        let about =
            |source| self.about.row(source).iter().map(move |concept| (concept.at(), SourceIx::new(source)));
        (0..self.len()).flat_map(about)
    }
}

/// A source of a graph.
pub type SourceRef<'g> = Handle<'g, SourceIx>;

impl<'g> SourceRef<'g> {
    fn row(self) -> (&'g Sources, usize) {
        (&self.graph.sources, self.at())
    }

    /// The rows of its quotes.
    pub(super) fn rows(self) -> Range<usize> {
        let (sources, row) = self.row();
        sources.quotes.row(row)
    }

    /// Stable id.
    pub fn id(self) -> &'g str {
        let (sources, row) = self.row();
        sources.ids.get(row)
    }

    /// Title as a person would write it.
    pub fn title(self) -> &'g str {
        let (sources, row) = self.row();
        sources.titles.get(row)
    }

    /// Who wrote it or gave it.
    pub fn author(self) -> Option<PersonRef<'g>> {
        let (sources, row) = self.row();
        sources.authors[row].map(|person| self.graph.person(person))
    }

    /// When it was published or said.
    pub fn date(self) -> Option<Date> {
        let (sources, row) = self.row();
        sources.dates[row]
    }

    /// Where it is on the web.
    pub fn url(self) -> Option<&'g str> {
        let (sources, row) = self.row();
        sources.urls.filled(row)
    }

    /// Tags and title topics as the reader wrote them, those that name a concept among them.
    pub fn tags(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (sources, row) = self.row();
        sources.tags.row(row)
    }

    /// The file it was read from.
    pub fn path(self) -> &'g str {
        let (sources, row) = self.row();
        sources.paths.get(row)
    }

    /// Fields that the format has and the program does not know, by name.
    pub fn properties(self) -> impl ExactSizeIterator<Item = (&'g str, &'g str)> + Clone {
        let (sources, row) = self.row();
        sources.properties.pairs(row)
    }

    /// Its quotes, by ordinal.
    pub fn quotes(self) -> impl Handles<QuoteRef<'g>> {
        let Self { graph, .. } = self;
        self.rows().map(move |at| Handle { graph, ix: QuoteIx::new(at) })
    }

    /// The concepts that its tags and title topics name, by id.
    pub fn about(self) -> impl Handles<ConceptRef<'g>> {
        let (sources, row) = self.row();
        Handle::each(self.graph, sources.about.row(row))
    }
}
