//! A concept's row, and the handle that reads it.

use rayon::prelude::*;

use super::association::Measure;
use super::groups::Groups;
use super::index::{Handle, Handles, Index, QuoteIx};
use super::table::{Ends, Lists, Numbers, StringLists, Strings, table};
use super::{CoOccurrence, KnowledgeGraph, LinkRef, QuoteRef, SourceRef};
use crate::concept::{Concept, ConceptIx};

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

/// Concepts whose company is held in memory at a time.
const BATCH: usize = 1 << 9;

/// How many of the closest co-occurrences of each concept are stored in their order.
const CLOSEST: usize = 64;

/// What the table of concepts is made of: the scheme, and who points to its concepts.
pub(super) struct ConceptRows<'a> {
    pub(super) concepts: &'a [Concept],
    /// The sources about each concept.
    pub(super) subject_of: Groups,
    /// The quotes that mention each concept.
    pub(super) quotes: Groups,
    /// Where the co-occurrences of each concept with a later one end.
    pub(super) pairs_end: Vec<u32>,
}

impl ConceptRows<'_> {
    /// Writes the table. All the others that it tells of are in the graph already.
    pub(super) fn write(self, graph: &KnowledgeGraph, sink: &mut ConceptSink) {
        self.write_scheme(sink);
        let mentions = mentions(graph, self.concepts.len());
        for (at, mentions) in mentions.into_iter().enumerate() {
            let quotes = self.quotes.row(at);
            sink.subject_of.push(self.subject_of.row(at).iter().copied());
            sink.quotes.push(quotes.iter().copied());
            sink.mention_count.push(mentions);
            sink.source_count.push(sources(graph, quotes));
            sink.co_occurrences_end.push(self.pairs_end[at]);
        }
        write_companions(graph, self.concepts.len(), sink);
    }

    fn write_scheme(&self, sink: &mut ConceptSink) {
        let count = self.concepts.len();
        let broader = edges(self.concepts, |concept| &concept.broader);
        let related = edges(self.concepts, |concept| &concept.related);
        let lists = [
            (&mut sink.narrower, grouped(count, broader.iter().map(|&(a, b)| (b, a)).collect())),
            (
                &mut sink.related,
                grouped(count, related.iter().flat_map(|&(a, b)| [(a, b), (b, a)]).collect()),
            ),
            (&mut sink.broader, grouped(count, broader)),
        ];
        for (list, groups) in lists {
            (0..count).for_each(|at| list.push(groups.row(at).iter().copied()));
        }
        for concept in self.concepts {
            sink.id.push(&concept.id);
            sink.label.push(&concept.label);
            sink.aliases.push(&concept.aliases);
            sink.definition.push(concept.definition.as_deref().unwrap_or_default());
        }
    }
}

/// The edges from each concept to others of the scheme, itself not among them.
fn edges(concepts: &[Concept], to: impl Fn(&Concept) -> &Vec<ConceptIx>) -> Vec<(u32, u32)> {
    let each = (0..).zip(concepts);
    let pairs = each.flat_map(|(a, concept)| to(concept).iter().map(move |&b| (a, b.0)));
    pairs.filter(|&(a, b)| a != b && (b as usize) < concepts.len()).collect()
}

/// For each concept those it goes to, by id and once.
fn grouped(concepts: usize, mut pairs: Vec<(u32, u32)>) -> Groups {
    pairs.sort_unstable();
    pairs.dedup();
    Groups::of(concepts, pairs.into_iter())
}

/// How many places mention each concept.
fn mentions(graph: &KnowledgeGraph, concepts: usize) -> Vec<u32> {
    let mut counts = vec![0; concepts];
    for link in graph.links() {
        counts[link.concept().at()] += link.mentions().len() as u32;
    }
    counts
}

/// How many sources some quotes, which are in order, are from.
fn sources(graph: &KnowledgeGraph, quotes: &[u32]) -> u32 {
    let source = |quote: &u32| graph.quote(QuoteIx(*quote)).source();
    quotes.chunk_by(|a, b| source(a) == source(b)).count() as u32
}

/// Writes what each concept comes with, by id, and the closest of them by each measure.
fn write_companions(graph: &KnowledgeGraph, concepts: usize, sink: &mut ConceptSink) {
    let pairs = graph.pair_table();
    let ends = || (0..).zip(pairs.a.all().iter().zip(pairs.b.all()));
    let rows = Groups::of(concepts, ends().flat_map(|(row, (a, b))| [(*a, row), (*b, row)]));
    for start in (0..concepts).step_by(BATCH) {
        let batch = start..concepts.min(start + BATCH);
        let read = |at| Company::of(rows.row(at).iter().map(|&row| pairs.row(row as usize)).collect());
        let found: Vec<Company> = batch.clone().into_par_iter().map(read).collect();
        batch.zip(found).for_each(|(at, company)| company.write(ConceptIx::new(at), sink));
    }
}

/// What a concept comes with.
struct Company {
    /// Its co-occurrences, by the other's id.
    pairs: Vec<CoOccurrence>,
    /// The places of the closest by each measure.
    closest: [Vec<u32>; 3],
}

impl Company {
    fn of(pairs: Vec<CoOccurrence>) -> Self {
        let closest = [Measure::Npmi, Measure::G2, Measure::Count].map(|by| closest(&pairs, by));
        Self { pairs, closest }
    }

    fn write(self, this: ConceptIx, sink: &mut ConceptSink) {
        sink.companions.push(self.pairs.iter().map(|pair| pair.other(this).0));
        sink.companion_quotes.push(self.pairs.iter().map(|pair| pair.quotes));
        sink.companion_examples.push(self.pairs.iter().map(|pair| pair.example.0));
        let [npmi, g2, count] = self.closest;
        sink.closest_by_npmi.push(npmi);
        sink.closest_by_g2.push(g2);
        sink.closest_by_count.push(count);
    }
}

/// The places of the closest of a concept's co-occurrences, which are in order.
fn closest(pairs: &[CoOccurrence], measure: Measure) -> Vec<u32> {
    let key = |(pair, place)| measure.key(pair) | u128::from(place);
    let mut keys: Vec<u128> = pairs.iter().zip(0_u32..).map(key).collect();
    if keys.len() > CLOSEST {
        keys.select_nth_unstable(CLOSEST);
        keys.truncate(CLOSEST);
    }
    keys.sort_unstable();
    keys.into_iter().map(|key| key as u32).collect()
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
