//! Which concepts come together: counted in all quotes, or in those that changed since the graph before.

use std::ops::Range;

use rayon::prelude::*;

use super::before::Kept;
use crate::concept::ConceptIx;
use crate::graph::co_occurrence::{CoOccurrence, PairSink};
use crate::graph::groups::Groups;
use crate::graph::index::{Index, QuoteIx};
use crate::graph::{KnowledgeGraph, LinkRef, QuoteRef};

/// Concepts that one thread counts at a time.
const BATCH: usize = 64;
/// Batches that are counted before what they found is written.
const BATCHES: usize = 64;
/// All are counted when quotes that changed have more pairs than this, and more than this part of those that there were.
const FEW: usize = 1 << 10;
const PART: usize = 8;

/// Counts the pairs of a graph; gives the rows and where those of each concept end. `links` are the rows of the links to
/// each concept.
pub(super) fn count(
    graph: &KnowledgeGraph,
    links: &Groups,
    kept: Option<&Kept<'_>>,
    sink: &mut PairSink,
) -> (usize, Vec<u32>) {
    if let Some(changes) = kept.and_then(|kept| Changes::since(kept, graph, links)) {
        return write(links.len(), || (), |(), a| changes.rows_of(a), sink);
    }
    let ranks: Vec<u32> = graph.links().map(LinkRef::rank).collect();
    write(links.len(), || Counter::new(graph, links, &ranks), Counter::rows_of, sink)
}

/// Writes the pairs of each concept with later ones.
fn write<C>(
    concepts: usize,
    counter: impl Fn() -> C + Sync + Send,
    rows_of: impl Fn(&mut C, ConceptIx) -> Vec<CoOccurrence> + Sync,
    sink: &mut PairSink,
) -> (usize, Vec<u32>) {
    let (mut rows, mut ends) = (0, Vec::with_capacity(concepts));
    let batches: Vec<Range<usize>> =
        (0..concepts).step_by(BATCH).map(|start| start..(start + BATCH).min(concepts)).collect();
    for batches in batches.chunks(BATCHES) {
        let count = |counter: &mut C, batch: &Range<usize>| -> Vec<Vec<CoOccurrence>> {
            batch.clone().map(|a| rows_of(counter, ConceptIx::new(a))).collect()
        };
        let counted: Vec<Vec<Vec<CoOccurrence>>> = batches.par_iter().map_init(&counter, count).collect();
        for row in counted.into_iter().flatten() {
            rows += row.len();
            ends.push(rows as u32);
            sink.extend(&row);
        }
    }
    (rows, ends)
}

/// Counts what comes with one concept after another in all quotes, as in a sparse matrix product: O(pairs in quotes).
struct Counter<'g> {
    graph: &'g KnowledgeGraph,
    /// The links to each concept.
    links: &'g Groups,
    /// The quote, the concept and the rank of each link.
    columns: [&'g [u32]; 3],
    /// For each concept that was met: how often, and the best quote with what makes it so.
    met: Vec<(u32, u64, u32)>,
}

impl<'g> Counter<'g> {
    fn new(graph: &'g KnowledgeGraph, links: &'g Groups, ranks: &'g [u32]) -> Self {
        let table = graph.link_table();
        let columns = [table.quote.all(), table.concept.all(), ranks];
        Self { graph, links, columns, met: vec![(0, u64::MAX, 0); links.len()] }
    }

    /// The pairs of `a` with a later concept.
    fn rows_of(&mut self, a: ConceptIx) -> Vec<CoOccurrence> {
        let mut found = Vec::new();
        for &link in self.links.row(a.at()) {
            self.meet(link as usize, &mut found);
        }
        found.sort_unstable();
        found.into_iter().map(|b| self.take(a, ConceptIx(b))).collect()
    }

    /// Meets the other concepts of a link's quote: the next links are those of the same quote.
    fn meet(&mut self, link: usize, found: &mut Vec<u32>) {
        let [[quote, quotes @ ..], [_, concepts @ ..], [rank, ranks @ ..]] =
            self.columns.map(|column| &column[link..])
        else {
            return;
        };
        let len = self.graph.quote(QuoteIx(*quote)).text_len();
        let others = quotes.iter().take_while(|other| *other == quote);
        for ((_, b), other) in others.zip(concepts).zip(ranks) {
            let key = key(rank + other, len);
            let (count, best, example) = &mut self.met[*b as usize];
            if *count == 0 {
                found.push(*b);
            }
            *count += 1;
            if key < *best {
                (*best, *example) = (key, *quote);
            }
        }
    }

    /// The pair of `a` and a concept that was met, which is forgotten.
    fn take(&mut self, a: ConceptIx, b: ConceptIx) -> CoOccurrence {
        let (both, _, example) = std::mem::replace(&mut self.met[b.at()], (0, u64::MAX, 0));
        counted(self.graph, self.links, [a, b], both, QuoteIx(example))
    }
}

/// How bad an example a quote is: by the ranks of its links, then by its length.
fn key(ranks: u32, len: usize) -> u64 {
    u64::from(ranks) << 32 | len as u64
}

fn counted(
    graph: &KnowledgeGraph,
    links: &Groups,
    ends: [ConceptIx; 2],
    both: u32,
    example: QuoteIx,
) -> CoOccurrence {
    let ends = ends.map(|concept| (concept, links.row(concept.at()).len() as u32));
    CoOccurrence::counted(ends, both, graph.quotes().len() as u32, example)
}

/// A pair of concepts in a quote.
type Met = (ConceptIx, ConceptIx, QuoteIx);

/// The pairs in quotes that went and in those that came, from which and from the graph before all can be told.
struct Changes<'g> {
    kept: &'g Kept<'g>,
    graph: &'g KnowledgeGraph,
    links: &'g Groups,
    /// In order, of the graph before and of this one.
    gone: Vec<Met>,
    come: Vec<Met>,
    /// Whether a concept is in as many quotes as before, of as many in all.
    same: Vec<bool>,
}

impl<'g> Changes<'g> {
    /// What changed, unless that is much.
    fn since(kept: &'g Kept<'g>, graph: &'g KnowledgeGraph, links: &'g Groups) -> Option<Self> {
        let before = kept.graph;
        if before.concepts().len() != links.len() || !kept.is_in_order() {
            return None;
        }
        let most = FEW.max(before.pair_table().rows / PART);
        let (gone, come) = (met(before, kept.gone(), most)?, met(graph, kept.come(graph), most)?);
        let is_as_large = before.quotes().len() == graph.quotes().len();
        let is_same = |(at, concept): (usize, crate::graph::ConceptRef<'_>)| {
            is_as_large && concept.quote_count() as usize == links.row(at).len()
        };
        let same = before.concepts().enumerate().map(is_same).collect();
        Some(Self { kept, graph, links, gone, come, same })
    }

    /// The pairs of `a` with a later concept.
    fn rows_of(&self, a: ConceptIx) -> Vec<CoOccurrence> {
        let before = self.kept.graph.concept(a).later_co_occurrences();
        let [gone, come] = [&self.gone, &self.come].map(|met| some(met, |met| met.0, a));
        let mut changed: Vec<ConceptIx> = gone.iter().chain(come).map(|met| met.1).collect();
        changed.sort_unstable();
        changed.dedup();
        let is_kept = |pair: &CoOccurrence| changed.binary_search(&pair.b).is_err();
        let mut rows: Vec<CoOccurrence> =
            before.clone().filter(is_kept).map(|pair| self.moved(pair)).collect();
        if !changed.is_empty() {
            let before: Vec<CoOccurrence> = before.collect();
            rows.extend(changed.iter().filter_map(|&b| {
                let old = before.binary_search_by_key(&b, |pair| pair.b).ok().map(|at| before[at]);
                self.changed([a, b], old, some(gone, |met| met.1, b), some(come, |met| met.1, b))
            }));
            rows.sort_unstable_by_key(|pair| pair.b);
        }
        rows
    }

    /// A pair of which no quote changed, in this graph.
    fn moved(&self, pair: CoOccurrence) -> CoOccurrence {
        let ends = [pair.a, pair.b];
        let example = self.kept.find(pair.example).unwrap_or_else(|| self.best(ends));
        if ends.iter().all(|end| self.same[end.at()]) {
            CoOccurrence { example, ..pair }
        } else {
            counted(self.graph, self.links, ends, pair.quotes, example)
        }
    }

    /// A pair of which some quotes went or came; none when no quote has both.
    fn changed(
        &self,
        ends: [ConceptIx; 2],
        old: Option<CoOccurrence>,
        gone: &[Met],
        come: &[Met],
    ) -> Option<CoOccurrence> {
        let both = old.map_or(0, |old| old.quotes) + come.len() as u32 - gone.len() as u32;
        if both == 0 {
            return None;
        }
        let old = old.map(|old| self.kept.find(old.example));
        let example = match old {
            Some(None) => self.best(ends),
            old => self.best_of(ends, old.flatten().into_iter().chain(come.iter().map(|met| met.2))),
        };
        Some(counted(self.graph, self.links, ends, both, example))
    }

    /// The best quote that has both concepts, of all.
    fn best(&self, ends: [ConceptIx; 2]) -> QuoteIx {
        let links = ends.map(|end| self.links.row(end.at()));
        let rarer = if links[0].len() < links[1].len() { links[0] } else { links[1] };
        let quote = self.graph.link_table().quote.all();
        self.best_of(ends, rarer.iter().map(|&link| QuoteIx(quote[link as usize])))
    }

    /// The best of some quotes, of those that have both concepts.
    fn best_of(&self, ends: [ConceptIx; 2], quotes: impl Iterator<Item = QuoteIx>) -> QuoteIx {
        let key = |quote: QuoteRef<'_>| {
            let [a, b] = ends.map(|end| quote.link(end).map(LinkRef::rank));
            Some((key(a? + b?, quote.text_len()), quote.index()))
        };
        let best = quotes.filter_map(|quote| key(self.graph.quote(quote))).min();
        best.map(|(_, quote)| quote).unwrap_or_else(|| self.graph.disagree())
    }
}

/// Those of some things in order that have a key.
fn some<T, K: Ord>(all: &[T], key: impl Fn(&T) -> K, of: K) -> &[T] {
    let start = all.partition_point(|one| key(one) < of);
    let len = all[start..].partition_point(|one| key(one) == of);
    &all[start..start + len]
}

/// The pairs in some quotes, in order, unless there are more than so many.
fn met(graph: &KnowledgeGraph, quotes: impl Iterator<Item = usize>, most: usize) -> Option<Vec<Met>> {
    let mut met = Vec::new();
    for quote in quotes.map(QuoteIx::new) {
        let concepts = graph.quote(quote).concepts();
        if met.len() + concepts.len() * concepts.len() / 2 > most {
            return None;
        }
        for (at, &a) in concepts.iter().enumerate() {
            met.extend(concepts[at + 1..].iter().map(|&b| (ConceptIx(a), ConceptIx(b), quote)));
        }
    }
    met.sort_unstable();
    Some(met)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::graph::{GraphBuilder, KnowledgeGraph, SourceIx, fixture};

    /// What becomes of a source.
    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Fate {
        Kept,
        Gone,
        Come,
    }

    fn source() -> impl Strategy<Value = (String, Fate)> {
        let mention = prop::sample::select(vec!["[a]", "[!b|bee]", "[c]", "[~c|sea]", "[d]"]);
        let quote = prop::collection::vec(mention, 0..4).prop_map(|mentions| mentions.concat() + "x");
        let quotes = prop::collection::vec(quote, 1..4).prop_map(|quotes| quotes.join("\n"));
        (quotes, prop::sample::select(vec![Fate::Kept, Fate::Kept, Fate::Gone, Fate::Come]))
    }

    proptest! {
        #[test]
        fn what_is_taken_over_is_what_would_be_counted(sources in prop::collection::vec(source(), 1..9)) {
            let scheme = fixture::scheme("[a][b][c][d]");
            let add = |builder: &mut GraphBuilder<'_>, fates: [Fate; 2]| {
                for (at, (quotes, _)) in sources.iter().enumerate().filter(|(_, (_, fate))| fates.contains(fate)) {
                    let (source, mentions) = fixture::reading(&format!("s{at} by Ann\n{quotes}"), &scheme);
                    builder.add(source, mentions);
                }
            };
            let of = |fates: [Fate; 2]| -> KnowledgeGraph {
                let mut builder = GraphBuilder::new(&scheme);
                add(&mut builder, fates);
                builder.finish()
            };
            let before = of([Fate::Kept, Fate::Gone]);
            let is_kept = |id: &str| sources[id[1..].parse::<usize>().unwrap()].1 == Fate::Kept;
            let kept: Vec<SourceIx> =
                before.sources().filter(|source| is_kept(source.id())).map(|source| source.index()).collect();
            let mut builder = GraphBuilder::new(&scheme);
            builder.over(&before, true);
            builder.keep(0, &kept);
            add(&mut builder, [Fate::Come; 2]);
            prop_assert_eq!(builder.finish(), of([Fate::Kept, Fate::Come]));
        }
    }
}
