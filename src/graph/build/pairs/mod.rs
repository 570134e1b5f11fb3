//! Which concepts come together: counted in all quotes, or in those that changed since the graph before.

mod changed;
mod counted;

use std::ops::Range;

use rayon::prelude::*;

use super::base::Kept;
use crate::concept::ConceptIx;
use crate::graph::co_occurrence::{CoOccurrence, PairSink};
use crate::graph::groups::Groups;
use crate::graph::index::{Index, QuoteIx};
use crate::graph::{KnowledgeGraph, LinkRef};
use changed::Changes;
use counted::Counter;

/// Concepts that one thread counts at a time.
const BATCH: usize = 64;
/// Batches that are counted before what they found is written.
const BATCHES: usize = 64;

/// Counts the pairs of a graph; gives where those of each concept end. `links` are the rows of the links to
/// each concept.
pub(super) fn count(
    graph: &KnowledgeGraph,
    links: &Groups,
    kept: Option<&Kept<'_>>,
    sink: &mut PairSink,
) -> Vec<u32> {
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
) -> Vec<u32> {
    let mut ends = Vec::with_capacity(concepts);
    let batches: Vec<Range<usize>> =
        (0..concepts).step_by(BATCH).map(|start| start..(start + BATCH).min(concepts)).collect();
    for batches in batches.chunks(BATCHES) {
        let count = |counter: &mut C, batch: &Range<usize>| -> Vec<Vec<CoOccurrence>> {
            batch.clone().map(|a| rows_of(counter, ConceptIx::new(a))).collect()
        };
        let counted: Vec<Vec<Vec<CoOccurrence>>> = batches.par_iter().map_init(&counter, count).collect();
        for row in counted.into_iter().flatten() {
            sink.extend(&row);
            ends.push(sink.rows as u32);
        }
    }
    ends
}

/// How bad an example a quote is: by the ranks of its links, then by its length.
#[inline]
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
            builder.keep(0, None, &kept);
            add(&mut builder, [Fate::Come; 2]);
            prop_assert_eq!(builder.finish(), of([Fate::Kept, Fate::Come]));
        }
    }
}
