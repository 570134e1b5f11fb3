//! A chain connects two concepts through others, each step with a quote in which the two meet.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::{example, shared_quotes, strength};
use super::network::Network;
use super::yen::{Path, cheapest_paths};
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, Measure, QuoteIx, QuoteRef};
use crate::number::rounded;

/// Paths that are looked at before it is said that there is no further chain: most are too much like a better one.
const TRIES: usize = 120;

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

impl Chain {
    fn reverse(&mut self) {
        self.concepts.reverse();
        self.steps.reverse();
    }
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
/// concepts are on no chain before it. They are the same both ways, and fewer of them are the first of more.
pub fn paths(graph: &KnowledgeGraph, from: ConceptIx, to: ConceptIx, how_many: usize) -> Vec<Chain> {
    let ends = [from.min(to), from.max(to)];
    let mut chains = paths_between(graph, ends, how_many);
    if from != ends[0] {
        chains.iter_mut().for_each(Chain::reverse);
    }
    chains
}

fn paths_between(graph: &KnowledgeGraph, ends: [ConceptIx; 2], how_many: usize) -> Vec<Chain> {
    let [from, to] = ends;
    if from == to {
        return Vec::new();
    }
    let direct: BTreeSet<QuoteIx> = shared_quotes(graph, from, to).map(|quote| quote.index()).collect();
    let ties = Ties::of(graph, ends, &direct);
    let (mut chains, mut seen, mut tries) = (Vec::new(), BTreeSet::new(), 0);
    for path in cheapest_paths(&ties, from.0, to.0, SLACK) {
        if chains.len() == how_many || tries == TRIES {
            break;
        }
        tries += 1;
        if let Some(chain) = chain(&ties, &direct, path).filter(|chain| is_new(chain, &mut seen)) {
            chains.push(chain);
            tries = 0;
        }
    }
    chains
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

/// A path with its evidence, or `None` where some steps have fewer quotes between them than they are.
fn chain(ties: &Ties<'_>, direct: &BTreeSet<QuoteIx>, (cost, nodes): Path) -> Option<Chain> {
    let concepts: Vec<ConceptIx> = nodes.into_iter().map(ConceptIx).collect();
    let pairs: Vec<[ConceptIx; 2]> = concepts.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    let none = BTreeSet::new();
    let examples = Examples::of(ties.graph, &pairs, if pairs.len() > 1 { direct } else { &none })?;
    let step = |(&[a, b], example): (&[ConceptIx; 2], QuoteIx)| {
        let pair = ties.graph.co_occurrence(ties.graph.pair(a, b)?);
        Some(Step { example, quotes: ties.counted(a, b, pair.quotes) })
    };
    let steps = pairs.iter().zip(examples).map(step).collect::<Option<Vec<Step>>>()?;
    let strength = libm::exp(-(cost as f64) / UNIT);
    Some(Chain { concepts, steps, strength: rounded(strength, 4) })
}

/// The quotes of the steps of a chain, each of one step alone: a matching, which grows by augmenting paths.
struct Examples<'a> {
    graph: &'a KnowledgeGraph,
    pairs: &'a [[ConceptIx; 2]],
    direct: &'a BTreeSet<QuoteIx>,
    of: Vec<QuoteIx>,
}

impl<'a> Examples<'a> {
    /// The best quotes that are still free, step by step, but for those that a later step has no other for.
    fn of(
        graph: &'a KnowledgeGraph,
        pairs: &'a [[ConceptIx; 2]],
        direct: &'a BTreeSet<QuoteIx>,
    ) -> Option<Vec<QuoteIx>> {
        let mut examples = Self { graph, pairs, direct, of: Vec::new() };
        for step in 0..pairs.len() {
            let example = examples.free(step).or_else(|| examples.freed(step, &mut vec![step]))?;
            examples.of.push(example);
        }
        Some(examples.of)
    }

    /// The best quote of a step that no step has.
    fn free(&self, step: usize) -> Option<QuoteIx> {
        let is_free = |quote: QuoteIx| !self.of.contains(&quote) && !self.direct.contains(&quote);
        let [a, b] = self.pairs[step];
        let best = self.graph.co_occurrence(self.graph.pair(a, b)?).example;
        let another = || example(self.graph, [a, b], |quote| is_free(quote.index()));
        if is_free(best) { Some(best) } else { another().map(QuoteRef::index) }
    }

    /// A quote of a step that another step has, which takes another one. `asked` are steps that cannot.
    fn freed(&mut self, step: usize, asked: &mut Vec<usize>) -> Option<QuoteIx> {
        for other in 0..self.of.len() {
            let quote = self.of[other];
            let is_shared =
                || self.pairs[step].iter().all(|&concept| self.graph.quote(quote).link(concept).is_some());
            if asked.contains(&other) || !is_shared() {
                continue;
            }
            asked.push(other);
            if let Some(another) = self.free(other).or_else(|| self.freed(other, asked)) {
                self.of[other] = another;
                return Some(quote);
            }
        }
        None
    }
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

    /// Some quotes by what they mention, of six concepts.
    fn quotes() -> impl Strategy<Value = KnowledgeGraph> {
        let concepts = prop::collection::btree_set(0..6usize, 0..5);
        prop::collection::vec(concepts, 0..12).prop_map(|quotes| {
            let mark = |&at: &usize| format!("[{}] ", &"abcdef"[at..=at]);
            let quote = |marks: &BTreeSet<usize>| marks.iter().map(mark).collect::<String>() + "said\n";
            fixture::graph(&format!("# p by A\n{}", quotes.iter().map(quote).collect::<String>()))
        })
    }

    proptest! {
        #[test]
        fn chains_are_the_same_both_ways_and_fewer_the_first_of_more(graph in quotes()) {
            let ids = || (0..graph.concepts().len() as u32).map(ConceptIx);
            for (from, to) in ids().flat_map(|from| ids().map(move |to| (from, to))) {
                let all = paths(&graph, from, to, 9);
                let mut back = paths(&graph, to, from, 9);
                back.iter_mut().for_each(Chain::reverse);
                prop_assert_eq!(&all, &back);
                prop_assert_eq!(paths(&graph, from, to, 2), &all[..all.len().min(2)]);
                for chain in all {
                    let examples: BTreeSet<QuoteIx> = chain.steps.iter().map(|step| step.example).collect();
                    prop_assert_eq!(examples.len(), chain.steps.len());
                }
            }
        }

        #[test]
        fn steps_have_quotes_of_their_own_where_there_are_enough(graph in quotes(), steps in prop::collection::vec(any::<prop::sample::Index>(), 0..5)) {
            let met: Vec<[ConceptIx; 2]> = graph.co_occurrences().map(|pair| [pair.a, pair.b]).collect();
            let pairs: Vec<[ConceptIx; 2]> = steps.iter().filter(|_| !met.is_empty()).map(|step| *step.get(&met)).collect();
            let shared = |&[a, b]: &[ConceptIx; 2]| shared_quotes(&graph, a, b).map(|quote| quote.index()).collect();
            let choices: Vec<Vec<QuoteIx>> = pairs.iter().map(shared).collect();
            let mut all = vec![Vec::new()];
            for choice in &choices {
                let add = |chosen: Vec<QuoteIx>| choice.iter().map(move |&quote| [&chosen[..], &[quote]].concat());
                all = all.into_iter().flat_map(add).collect();
            }
            let is_distinct = |chosen: &Vec<QuoteIx>| chosen.iter().collect::<BTreeSet<_>>().len() == chosen.len();
            match Examples::of(&graph, &pairs, &BTreeSet::new()) {
                Some(examples) => prop_assert!(is_distinct(&examples) && all.contains(&examples)),
                None => prop_assert!(!all.iter().any(is_distinct)),
            }
        }

        #[test]
        fn no_way_is_passed_over(graph in quotes()) {
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
