//! The six questions answered by hand, over the same columns as the engine reads. Each gives its rows to `each`.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use ideagraph::concept::ConceptIx;
use ideagraph::graph::{ConceptRef, Index, KnowledgeGraph, QuoteIx, QuoteRef};
use ideagraph::query::cypher::value::Value;
use jiff::civil::Date;

use super::questions::Named;

/// What takes the rows.
pub(crate) type Each<'e, 'g> = &'e mut dyn FnMut(&[Value<'g>]);

fn concept<'g>(graph: &'g KnowledgeGraph, id: &str) -> ConceptRef<'g> {
    graph.concept_with_id(id).expect("it is made up so")
}

fn quotes<'g>(graph: &'g KnowledgeGraph, concept: ConceptRef<'g>) -> impl Iterator<Item = QuoteRef<'g>> {
    concept.quote_rows().iter().map(|&row| graph.quote(QuoteIx(row)))
}

/// The texts of the quotes on a concept.
pub(crate) fn texts<'g>(graph: &'g KnowledgeGraph, named: &Named, each: Each<'_, 'g>) {
    quotes(graph, concept(graph, &named.concept)).for_each(|quote| each(&[quote.text().into()]));
}

/// The concepts that most quotes on a concept mention too.
pub(crate) fn companions<'g>(graph: &'g KnowledgeGraph, named: &Named, each: Each<'_, 'g>) {
    let this = concept(graph, &named.concept).index();
    let mut counts = vec![0; graph.concepts().len()];
    for quote in quotes(graph, graph.concept(this)) {
        quote.concepts().iter().for_each(|&other| counts[other as usize] += 1);
    }
    counts[this.at()] = 0;
    let mut best = BinaryHeap::new();
    let met = (0..).zip(counts).filter(|(_, count)| *count > 0);
    met.for_each(|(at, count)| keep(&mut best, 10, (Reverse(count), at)));
    tell_counts(graph, best, each);
}

/// The length of a shortest way between two concepts through quotes, looked for from both ends.
pub(crate) fn shortest<'g>(graph: &'g KnowledgeGraph, named: &Named, each: Each<'_, 'g>) {
    let ends = [&named.rare, &named.other_rare].map(|id| concept(graph, id).index().0);
    let mut side_of = vec![0_u8; graph.concepts().len()];
    let mut seen = vec![false; graph.quotes().len()];
    let mut fronts = ends.map(|end| vec![end]);
    ends.iter().zip(1..).for_each(|(&end, side)| side_of[end as usize] = side);
    let mut length = 0;
    while fronts.iter().all(|front| !front.is_empty()) {
        length += 2;
        let side = usize::from(fronts[1].len() < fronts[0].len());
        let mut next = Vec::new();
        for from in std::mem::take(&mut fronts[side]) {
            for quote in quotes(graph, graph.concept(ConceptIx(from))) {
                if std::mem::replace(&mut seen[quote.index().at()], true) {
                    continue;
                }
                for &to in quote.concepts() {
                    match side_of[to as usize] {
                        0 => next.push(to),
                        own if own == side as u8 + 1 => continue,
                        _ => return each(&[Value::Integer(length)]),
                    }
                    side_of[to as usize] = side as u8 + 1;
                }
            }
        }
        fronts[side] = next;
    }
}

/// The quotes of a person on two concepts and not on a third, of some years.
pub(crate) fn filtered<'g>(graph: &'g KnowledgeGraph, named: &Named, each: Each<'_, 'g>) {
    let ids = [&named.common, &named.other_common, &named.without];
    let [a, b, without] = ids.map(|id| concept(graph, id).index().0);
    let person = graph.people().find(|person| person.name() == named.person).expect("it is made up so");
    let years: [Option<Date>; 2] = [named.from, named.until].map(|date| date.parse().ok());
    let has = |quote: QuoteRef<'_>, concept: u32| quote.concepts().binary_search(&concept).is_ok();
    let said = person.quotes().filter(|&quote| has(quote, a) && has(quote, b) && !has(quote, without));
    let then = said.filter(|quote| quote.date() >= years[0] && quote.date() < years[1]);
    then.for_each(|quote| each(&[quote.text().into()]));
}

/// The concepts with most links.
pub(crate) fn most_linked<'g>(graph: &'g KnowledgeGraph, _: &Named, each: Each<'_, 'g>) {
    let mut best = BinaryHeap::new();
    let counts = graph.concepts().map(|concept| (Reverse(concept.quote_count()), concept.index().0));
    counts.for_each(|key| keep(&mut best, 20, key));
    tell_counts(graph, best, each);
}

/// The pairs of concepts with most quotes in common.
pub(crate) fn pairs<'g>(graph: &'g KnowledgeGraph, _: &Named, each: Each<'_, 'g>) {
    let mut counts = vec![0_u32; graph.concepts().len()];
    let mut met = Vec::new();
    let mut best = BinaryHeap::new();
    for a in graph.concepts() {
        let own = a.index().0;
        for quote in quotes(graph, a) {
            for &b in quote.concepts().iter().rev().take_while(|&&b| b > own) {
                if counts[b as usize] == 0 {
                    met.push(b);
                }
                counts[b as usize] += 1;
            }
        }
        for b in met.drain(..) {
            keep(&mut best, 20, (Reverse(std::mem::take(&mut counts[b as usize])), own, b));
        }
    }
    let label = |at: u32| Value::from(graph.concept(ConceptIx(at)).label());
    for (Reverse(count), a, b) in best.into_sorted_vec() {
        each(&[label(a), label(b), Value::Integer(count.into())]);
    }
}

fn tell_counts<'g>(graph: &'g KnowledgeGraph, best: BinaryHeap<(Reverse<u32>, u32)>, each: Each<'_, 'g>) {
    for (Reverse(count), at) in best.into_sorted_vec() {
        let concept = graph.concept(ConceptIx(at));
        each(&[concept.id().into(), concept.label().into(), Value::Integer(count.into())]);
    }
}

/// Keeps the smallest of some keys.
fn keep<K: Ord>(best: &mut BinaryHeap<K>, most: usize, key: K) {
    if best.len() < most {
        best.push(key);
    } else if best.peek().is_some_and(|worst| key < *worst) {
        best.pop();
        best.push(key);
    }
}
