//! The table of concepts, as it is written when all that it tells of is in the graph.

use rayon::prelude::*;

use crate::concept::{Concept, ConceptIx};
use crate::graph::KnowledgeGraph;
use crate::graph::association::order;
use crate::graph::co_occurrence::Pairs;
use crate::graph::concept::ConceptSink;
use crate::graph::groups::Groups;
use crate::graph::smallest::smallest;

/// Concepts whose closest co-occurrences are held in memory at a time.
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
            sink.rows += 1;
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
    let (links, rows) = (graph.link_table(), graph.mention_table().rows);
    let mut counts = vec![0; concepts];
    for (link, &concept) in links.concept.all().iter().enumerate() {
        counts[concept as usize] += links.mentions_end.row(link, rows).len() as u32;
    }
    counts
}

/// How many sources some quotes, which are in order, are from.
fn sources(graph: &KnowledgeGraph, quotes: &[u32]) -> u32 {
    let (sources, mut last) = (&graph.quote_table().source, None);
    let source = |quote: &&u32| sources.get(**quote as usize);
    quotes.iter().filter(|quote| last.replace(source(quote)) != Some(source(quote))).count() as u32
}

/// Writes what each concept comes with, by id, and the closest of them by each measure.
fn write_companions(graph: &KnowledgeGraph, concepts: usize, sink: &mut ConceptSink) {
    let pairs = graph.pair_table();
    let [a, b, quotes, examples] =
        [&pairs.a, &pairs.b, &pairs.quotes, &pairs.example].map(|column| column.all());
    let ends = || (0..).zip(a.iter().zip(b));
    let rows = Groups::of(concepts, ends().flat_map(|(row, (a, b))| [(*a, row), (*b, row)]));
    for start in (0..concepts).step_by(BATCH) {
        let batch = start..concepts.min(start + BATCH);
        let closest = |at| closest(pairs, rows.row(at));
        let found: Vec<[Vec<u32>; 3]> = batch.clone().into_par_iter().map(closest).collect();
        for (at, [npmi, g2, count]) in batch.zip(found) {
            let rows = || rows.row(at).iter().map(|&row| row as usize);
            sink.companions.push(rows().map(|row| if a[row] as usize == at { b[row] } else { a[row] }));
            sink.companion_quotes.push(rows().map(|row| quotes[row]));
            sink.companion_examples.push(rows().map(|row| examples[row]));
            sink.closest_by_npmi.push(npmi);
            sink.closest_by_g2.push(g2);
            sink.closest_by_count.push(count);
        }
    }
}

/// The places of the closest of a concept's co-occurrences by each measure; their rows are in order.
fn closest(pairs: &Pairs, rows: &[u32]) -> [Vec<u32>; 3] {
    let (npmi, g2, quotes) = (pairs.npmi.all(), pairs.g2.all(), pairs.quotes.all());
    [
        first(quotes, rows, |row| npmi[row]),
        first(quotes, rows, |row| g2[row].copysign(npmi[row])),
        first(quotes, rows, |row| f64::from(quotes[row])),
    ]
}

/// The places of those of which most is measured, in the order of [`Measure::key`](crate::graph::Measure::key).
fn first(quotes: &[u32], rows: &[u32], measured: impl Fn(usize) -> f64) -> Vec<u32> {
    let key =
        |(&row, place): (&u32, u32)| order(measured(row as usize), quotes[row as usize]) | u128::from(place);
    smallest(CLOSEST, rows.iter().zip(0..).map(key)).into_iter().map(|key| key as u32).collect()
}
