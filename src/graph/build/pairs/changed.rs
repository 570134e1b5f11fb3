//! The pairs of concepts, told from those of the graph before and the quotes that went and came since.

use super::{counted, key};
use crate::concept::ConceptIx;
use crate::graph::build::base::Kept;
use crate::graph::co_occurrence::CoOccurrence;
use crate::graph::groups::Groups;
use crate::graph::index::{Index, QuoteIx};
use crate::graph::{ConceptRef, KnowledgeGraph, LinkRef, QuoteRef};

/// All are counted when quotes that changed have more pairs than this, and more than this part of those that there were.
const FEW: usize = 1 << 10;
const PART: usize = 8;

/// A pair of concepts in a quote.
type Met = (ConceptIx, ConceptIx, QuoteIx);

/// The pairs in quotes that went and in those that came, from which and from the graph before all can be told.
pub(super) struct Changes<'g> {
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
    pub(super) fn since(kept: &'g Kept<'g>, graph: &'g KnowledgeGraph, links: &'g Groups) -> Option<Self> {
        let before = kept.graph;
        if before.concepts().len() != links.len() || !kept.is_in_order() {
            return None;
        }
        let most = FEW.max(before.pair_table().rows / PART);
        let (gone, come) = (met(before, kept.gone(), most)?, met(graph, kept.come(graph), most)?);
        let is_as_large = before.quotes().len() == graph.quotes().len();
        let is_same = |(at, concept): (usize, ConceptRef<'_>)| {
            is_as_large && concept.quote_count() as usize == links.row(at).len()
        };
        let same = before.concepts().enumerate().map(is_same).collect();
        Some(Self { kept, graph, links, gone, come, same })
    }

    /// The pairs of `a` with a later concept.
    pub(super) fn rows_of(&self, a: ConceptIx) -> Vec<CoOccurrence> {
        let (pairs, before) = (self.kept.graph.pair_table(), self.kept.graph.concept(a).later_pairs());
        let before = before.map(|row| pairs.row(row));
        let [gone, come] = [&self.gone, &self.come].map(|met| some(met, |met| met.0, a));
        let mut changed: Vec<ConceptIx> = gone.iter().chain(come).map(|met| met.1).collect();
        changed.sort_unstable();
        changed.dedup();
        let is_kept = |pair: &CoOccurrence| changed.binary_search(&pair.b).is_err();
        let mut rows = Vec::with_capacity(before.len() + changed.len());
        rows.extend(before.clone().filter(is_kept).map(|pair| self.moved(pair)));
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
