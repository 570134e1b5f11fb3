//! A chain connects two concepts through others, each step with a quote in which the two meet.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{example, shared_quotes, strength};
use super::network::Network;
use super::yen::{Path, cheapest_paths};
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, Measure, QuoteIx};
use crate::number::rounded;

/// Paths that are looked at for each chain that is asked for: most are too much like a better one.
const TRIES: usize = 12;

/// Costs are whole millionths, so that sums of them are exact.
const UNIT: f64 = 1e6;

/// What a chain may cost more than the strongest one: it is at least a hundredth as strong, as `e^-4.605` is.
const SLACK: u64 = 4_605_170;

/// One way from a concept to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Chain {
    /// The concepts on the way, both ends among them.
    pub concepts: Vec<ConceptIx>,
    /// Between each concept and the next, where they meet.
    pub steps: Vec<Step>,
    /// How strongly the ends are tied through it, in 0..1, to four places: the strengths of its steps multiplied.
    pub strength: f64,
}

/// Where two concepts of a chain meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// The best of the quotes that mention both.
    pub example: QuoteIx,
    /// Quotes that mention both, of those that count.
    pub quotes: u32,
}

/// The strongest `how_many` chains, or fewer, that connect two concepts; none from a concept to itself, and none that is
/// not a hundredth as strong as the strongest.
///
/// A step is as strong as its two concepts are tied, `n_ab / (√(n_a n_b) + 1)`, and a chain as its steps multiplied: the
/// cheapest path where a step costs `-ln` of that. A longer chain of strong steps so comes before a short weak one.
///
/// Every chain shows something new. Between other concepts than the two ends, a quote that mentions both ends does not
/// count: it is in the direct chain already. No quote is two steps of a chain. And more than half of a chain's inner
/// concepts are on no chain before it.
pub fn paths(graph: &KnowledgeGraph, from: ConceptIx, to: ConceptIx, how_many: usize) -> Vec<Chain> {
    if from == to {
        return Vec::new();
    }
    let direct: BTreeSet<QuoteIx> = shared_quotes(graph, from, to).map(|quote| quote.index()).collect();
    let ties = Ties::of(graph, [from.min(to), from.max(to)], &direct);
    let mut seen = BTreeSet::new();
    let found = cheapest_paths(&ties, from.0, to.0, SLACK).take(TRIES.saturating_mul(how_many));
    let chains = found.filter_map(|path| chain(&ties, &direct, path));
    chains.filter(|chain| is_new(chain, &mut seen)).take(how_many).collect()
}

/// The graph's co-occurrences with their costs, without what `direct` quotes add between other concepts than the ends.
struct Ties<'g> {
    graph: &'g KnowledgeGraph,
    less: BTreeMap<[ConceptIx; 2], u32>,
}

impl<'g> Ties<'g> {
    fn of(graph: &'g KnowledgeGraph, ends: [ConceptIx; 2], direct: &BTreeSet<QuoteIx>) -> Self {
        let mut less: BTreeMap<[ConceptIx; 2], u32> = BTreeMap::new();
        for pair in direct.iter().flat_map(|&quote| pairs(graph, quote)).filter(|&pair| pair != ends) {
            *less.entry(pair).or_default() += 1;
        }
        Self { graph, less }
    }

    /// Whether the way between two concepts that share some quotes may be as strong as `least`: what [`strength`] says,
    /// sooner.
    fn may_reach(&self, own: f64, other: ConceptIx, quotes: u32, least: f64) -> bool {
        let most = f64::from(quotes) / least - 1.0;
        most >= 0.0 && most * most >= own * f64::from(self.graph.concept(other).quote_count())
    }

    /// How many count of the quotes that two concepts share.
    fn counted(&self, a: ConceptIx, b: ConceptIx, quotes: u32) -> u32 {
        quotes.saturating_sub(*self.less.get(&[a.min(b), a.max(b)]).unwrap_or(&0))
    }

    /// The cost of the way between two concepts that share some quotes, when any of these count.
    fn way(&self, a: ConceptIx, b: ConceptIx, quotes: u32) -> Option<u64> {
        let quotes = self.counted(a, b, quotes);
        (quotes > 0).then(|| cost(strength(self.graph, a, b, quotes)))
    }
}

impl Network for Ties<'_> {
    fn edges(&self, node: u32, most: u64, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = (u32, u64)> {
        let concept = self.graph.concept(ConceptIx(node));
        let (own, least) = (f64::from(concept.quote_count()), weakest(most));
        let fewest = fewest(own, least);
        let maybe = move |&(other, quotes): &(ConceptIx, u32)| {
            quotes >= fewest && self.may_reach(own, other, quotes, least) || wanted(other.0)
        };
        let ways = concept.companions().filter(maybe);
        ways.filter_map(move |(other, quotes)| Some((other.0, self.way(concept.index(), other, quotes)?)))
    }

    fn cost(&self, from: u32, to: u32) -> Option<u64> {
        let [from, to] = [ConceptIx(from), ConceptIx(to)];
        let pair = self.graph.co_occurrence(self.graph.pair(from, to)?);
        self.way(from, to, pair.quotes)
    }

    /// By the most quotes that the concept shares with another, which has as many at least:
    /// `n_ab / √(n_a n_b) ≤ √(n_ab / n_a)`.
    fn least(&self, node: u32) -> u64 {
        let concept = self.graph.concept(ConceptIx(node));
        let most = concept.closest(Measure::Count).0.next().map_or(0, |pair| pair.quotes);
        cost((f64::from(most) / f64::from(concept.quote_count().max(1))).sqrt()).saturating_sub(1)
    }
}

/// The pairs of concepts in a quote, the smaller id first.
fn pairs(graph: &KnowledgeGraph, quote: QuoteIx) -> impl Iterator<Item = [ConceptIx; 2]> {
    let concepts = graph.quote(quote).links().map(|link| link.concept().index());
    concepts.clone().enumerate().flat_map(move |(at, b)| concepts.clone().take(at).map(move |a| [a, b]))
}

fn cost(strength: f64) -> u64 {
    (-libm::log(strength) * UNIT).round() as u64
}

/// A strength than which none of that cost or less is weaker.
fn weakest(cost: u64) -> f64 {
    libm::exp(-(cost as f64 + 1.0) / UNIT)
}

/// The fewest quotes that a concept in `own` quotes shares with one to which it is tied as strongly as `least`: the other
/// is in as many at least, so that they are the larger root of `(q / least - 1)² = own q`, or hardly fewer.
fn fewest(own: f64, least: f64) -> u32 {
    let half = 1.0 + own * least / 2.0;
    let root = half + (half * half - 1.0).sqrt();
    (root * least * (1.0 - 1e-9)) as u32
}

/// A path with its evidence, or `None` where two steps have but one quote between them.
fn chain(ties: &Ties<'_>, direct: &BTreeSet<QuoteIx>, (cost, nodes): Path) -> Option<Chain> {
    let concepts: Vec<ConceptIx> = nodes.into_iter().map(ConceptIx).collect();
    let mut used = if concepts.len() > 2 { direct.clone() } else { BTreeSet::new() };
    let mut steps = Vec::new();
    for pair in concepts.windows(2) {
        let step = step(ties, [pair[0], pair[1]], &used)?;
        used.insert(step.example);
        steps.push(step);
    }
    let strength = libm::exp(-(cost as f64) / UNIT);
    Some(Chain { concepts, steps, strength: rounded(strength, 4) })
}

fn step(ties: &Ties<'_>, [a, b]: [ConceptIx; 2], used: &BTreeSet<QuoteIx>) -> Option<Step> {
    let graph = ties.graph;
    let pair = graph.co_occurrence(graph.pair(a, b)?);
    let another = || example(graph, [a, b], |quote| !used.contains(&quote.index()));
    let example = if used.contains(&pair.example) { another()?.index() } else { pair.example };
    Some(Step { example, quotes: ties.counted(a, b, pair.quotes) })
}

/// Whether more than half of a chain's inner concepts are not among those seen; adds them when so.
fn is_new(chain: &Chain, seen: &mut BTreeSet<ConceptIx>) -> bool {
    let inner = &chain.concepts[1..chain.concepts.len() - 1];
    let new = inner.iter().filter(|concept| !seen.contains(concept)).count();
    let is_new = inner.is_empty() || 2 * new > inner.len();
    if is_new {
        seen.extend(inner);
    }
    is_new
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::fixture;
    use crate::graph::{ConceptRef, QuoteRef};

    /// The chains between two concepts as text: `a –1– b –2– c`, where the numbers are ordinals of quotes.
    fn chains(text: &str, from: &str, to: &str, how_many: usize) -> Vec<String> {
        let graph = fixture::graph(text);
        let find =
            |id: &str| graph.concepts().find(|concept| concept.id() == id).map(ConceptRef::index).unwrap();
        let show = |chain: &Chain| {
            let step = |(step, &concept): (&Step, _)| {
                format!(" –{}– {}", QuoteRef::ordinal(graph.quote(step.example)), graph.concept(concept).id())
            };
            let steps: String = chain.steps.iter().zip(&chain.concepts[1..]).map(step).collect();
            graph.concept(chain.concepts[0]).id().to_owned() + &steps
        };
        paths(&graph, find(from), find(to), how_many).iter().map(show).collect()
    }

    #[test]
    fn chains_come_strongest_first() {
        let text = "# p by A
            [a] [b]
            [b] [c]
            [a] [hub]
            [hub] [c]
            [hub] [x]
            [hub] [y]
            [hub] [z]
            [lone]";
        assert_eq!(chains(text, "a", "c", 9), ["a –1– b –2– c", "a –3– hub –4– c"]);
        assert_eq!(chains(text, "c", "a", 1), ["c –2– b –1– a"]);
        assert_eq!(chains(text, "a", "lone", 9), [""; 0]);
        assert_eq!(chains(text, "a", "a", 9), [""; 0]);
    }

    #[test]
    fn a_long_chain_of_strong_steps_may_beat_a_short_weak_one() {
        let strong = |a: &str, b: &str| format!("[{a}] [{b}]\n").repeat(9);
        let weak = "[w] [p]\n[w] [q]\n[w] [r]\n[w] [s]\n".repeat(9);
        let text = format!(
            "# p by A\n{}{}{}[a] [w]\n[w] [d]\n{weak}",
            strong("a", "b"),
            strong("b", "c"),
            strong("c", "d")
        );
        assert_eq!(chains(&text, "a", "d", 2), ["a –1– b –10– c –19– d", "a –28– w –29– d"]);
    }

    #[test]
    fn a_quote_with_both_ends_is_only_the_direct_chain() {
        let text = "# p by A
            [a] [b] [c] [d]
            [a] [c]
            [c] [d]
            [a] [x]
            [x] [c]
            [x] [d]";
        assert_eq!(chains(text, "a", "d", 9), ["a –1– d", "a –4– x –6– d", "a –2– c –3– d"]);
    }

    #[test]
    fn a_step_counts_the_quotes_that_make_it_strong() {
        let graph = fixture::graph("# p by A\n[a] [b] [c]\n[a] [b]\n[b] [c]");
        let counts = |chain: &Chain| chain.steps.iter().map(|step| step.quotes).collect::<Vec<_>>();
        let chains = paths(&graph, ConceptIx(0), ConceptIx(2), 9);
        assert_eq!(chains.iter().map(counts).collect::<Vec<_>>(), [vec![1], vec![1, 1]]);
    }

    proptest! {
        #[test]
        fn no_way_is_passed_over(quotes in prop::collection::vec(prop::collection::btree_set(0..6usize, 0..5), 0..12)) {
            let quote = |marks: &BTreeSet<usize>| marks.iter().map(|&at| format!("[{}] ", &"abcdef"[at..=at])).collect::<String>();
            let text: String = quotes.iter().map(|marks| quote(marks) + "said\n").collect();
            let graph = fixture::graph(&format!("# p by A\n{text}"));
            let ties = Ties { graph: &graph, less: BTreeMap::new() };
            for node in 0..graph.concepts().len() as u32 {
                let edges = |most| ties.edges(node, most, |_| false);
                let all: Vec<(u32, u64)> = edges(u64::MAX).collect();
                prop_assert_eq!(all.len(), graph.concept(ConceptIx(node)).companions().len());
                for &(other, cost) in &all {
                    prop_assert!(ties.least(node) <= cost);
                    prop_assert!(edges(cost).any(|edge| edge == (other, cost)));
                }
            }
        }
    }
}
