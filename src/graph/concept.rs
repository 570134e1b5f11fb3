//! A concept's row, and the handle that reads it.

use super::association::Measure;
use super::index::{Handle, Handles, QuoteIx};
use super::table::{Ends, Lists, Numbers, StringLists, Strings, table};
use super::{CoOccurrence, LinkRef, QuoteRef, SourceRef};
use crate::concept::ConceptIx;

table! {
    /// The concepts of a graph, by id.
    Concepts, ConceptSink, "concepts.arrow" {
        id: Strings,
        label: Strings,
        aliases: StringLists,
        definition: Strings,
        broader: Lists<u32>,
        narrower: Lists<u32>,
        related: Lists<u32>,
        subject_of: Lists<u32>,
        quotes: Lists<u32>,
        mention_count: Numbers<u32>,
        source_count: Numbers<u32>,
        companions: Lists<u32>,
        companion_quotes: Lists<u32>,
        companion_examples: Lists<u32>,
        closest_by_npmi: Lists<u32>,
        closest_by_g2: Lists<u32>,
        closest_by_count: Lists<u32>,
        co_occurrences_end: Ends,
    }
}

/// A concept of a graph.
pub type ConceptRef<'g> = Handle<'g, ConceptIx>;

impl<'g> ConceptRef<'g> {
    fn row(self) -> (&'g Concepts, usize) {
        (self.graph.concept_table(), self.at())
    }

    /// Stable id.
    pub fn id(self) -> &'g str {
        let (concepts, row) = self.row();
        concepts.id.get(row)
    }

    /// Preferred label.
    pub fn label(self) -> &'g str {
        let (concepts, row) = self.row();
        concepts.label.get(row)
    }

    /// Alternative labels, as the lexicon writes them.
    pub fn aliases(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (concepts, row) = self.row();
        concepts.aliases.row(row)
    }

    /// What it means, in a sentence.
    pub fn definition(self) -> Option<&'g str> {
        let (concepts, row) = self.row();
        concepts.definition.filled(row)
    }

    /// The concepts it is a kind or a part of, by id.
    pub fn broader(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.broader.row(row))
    }

    /// Its kinds and parts, by id.
    pub fn narrower(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.narrower.row(row))
    }

    /// The concepts that belong with it, whichever of the two says so, by id.
    pub fn related(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.related.row(row))
    }

    /// The quotes that speak of it, by source and ordinal.
    pub fn quotes(self) -> impl Handles<QuoteRef<'g>> {
        Handle::each(self.graph, self.quote_rows())
    }

    /// The quotes that speak of it, in order: [`QuoteIx`]s as they lie in the graph.
    pub fn quote_rows(self) -> &'g [u32] {
        let (concepts, row) = self.row();
        concepts.quotes.row(row)
    }

    /// The same quotes with the evidence. Each takes O(log n) for a quote with n concepts.
    pub fn links(self) -> impl Handles<LinkRef<'g>> {
        self.quotes().map(move |quote| quote.link(self.ix).unwrap_or_else(|| self.graph.disagree()))
    }

    /// Quotes that mention it.
    pub fn quote_count(self) -> u32 {
        let (concepts, row) = self.row();
        concepts.quotes.len(row) as u32
    }

    /// Places that mention it, in all quotes together.
    pub fn mention_count(self) -> u32 {
        let (concepts, row) = self.row();
        concepts.mention_count.get(row)
    }

    /// Sources with a quote that mentions it.
    pub fn source_count(self) -> u32 {
        let (concepts, row) = self.row();
        concepts.source_count.get(row)
    }

    /// The concepts that it comes together with, by id, each with the number of quotes that mention both.
    pub fn companions(self) -> impl Handles<(ConceptIx, u32)> {
        let (concepts, row) = self.row();
        let [others, quotes] = [concepts.companions.row(row), concepts.companion_quotes.row(row)];
        others.iter().zip(quotes).map(|(&other, &quotes)| (ConceptIx(other), quotes))
    }

    /// The co-occurrences that it is in, by the other's id.
    pub fn co_occurrences(self) -> impl Handles<CoOccurrence> {
        (0..self.companions().len()).map(move |place| self.co_occurrence(place))
    }

    /// Its co-occurrence with the companion at a place.
    fn co_occurrence(self, place: usize) -> CoOccurrence {
        let (concepts, row) = self.row();
        let lists = [&concepts.companions, &concepts.companion_quotes, &concepts.companion_examples];
        let [other, both, example] = lists.map(|list| list.get(row, place));
        let other = self.graph.concept(ConceptIx(other));
        let ends = [self, other].map(|concept| (concept.ix, concept.quote_count()));
        CoOccurrence::counted(ends, both, self.graph.quotes().len() as u32, QuoteIx(example))
    }

    /// The rows of its co-occurrences in their table, by the other's id. Each takes O(log n) for n of the other.
    pub(super) fn pair_rows(self) -> impl Handles<u32> {
        self.companions()
            .map(move |(other, _)| self.graph.pair(self.ix, other).unwrap_or_else(|| self.graph.disagree()))
    }

    /// Its co-occurrences with concepts of larger ids.
    pub fn later_co_occurrences(self) -> impl Handles<CoOccurrence> {
        self.later_pairs().map(move |row| self.graph.co_occurrence(row as u32))
    }

    /// The rows of its co-occurrences with later concepts.
    pub(super) fn later_pairs(self) -> std::ops::Range<usize> {
        let (concepts, row) = self.row();
        concepts.co_occurrences_end.row(row, self.graph.pair_table().rows)
    }

    /// The closest of its co-occurrences by a measure, then by quotes and the other's id, and whether there are more:
    /// some dozens are stored in this order.
    pub fn closest(self, measure: Measure) -> (impl Handles<CoOccurrence>, bool) {
        let (concepts, row) = self.row();
        let places = match measure {
            Measure::Npmi => &concepts.closest_by_npmi,
            Measure::G2 => &concepts.closest_by_g2,
            Measure::Count => &concepts.closest_by_count,
        };
        let places = places.row(row);
        let more = places.len() < concepts.companions.len(row);
        (places.iter().map(move |&place| self.co_occurrence(place as usize)), more)
    }

    /// The sources with a quote that mentions it, by id.
    pub fn sources(self) -> impl Iterator<Item = SourceRef<'g>> {
        let mut last = None;
        self.quotes().map(QuoteRef::source).filter(move |&source| last.replace(source) != Some(source))
    }

    /// The sources whose tags or title topics name it, by id.
    pub fn subject_of(self) -> impl Handles<SourceRef<'g>> {
        let (concepts, row) = self.row();
        Handle::each(self.graph, concepts.subject_of.row(row))
    }
}
