//! How much a picture shows of what there is, in words.

use std::collections::BTreeMap;

use crate::analysis::Change;
use crate::analysis::map::{ConceptMap, DifferenceMap, EvidenceMap};

/// How many concepts and pairs of them the picture shows, and of how many.
pub(super) fn of_concepts(map: &ConceptMap) -> String {
    let (concepts, pairs) = (map.graph.node_count(), map.graph.edge_count());
    if concepts == 0 {
        return "No quote mentions a concept.".to_owned();
    }
    let told = part(concepts, concepts + map.more, "concept");
    match pairs + map.left_out {
        0 => told,
        all => format!("{told} · {}", part(pairs, all, "pair")),
    }
}

/// How much came, went and changed, and of how much that is drawn; or that nothing differs.
pub(super) fn of_difference(map: &DifferenceMap) -> String {
    let (shown, more) = (map.nodes.len(), map.map.more);
    if shown + more + map.unmentioned == 0 {
        return "No concept differs.".to_owned();
    }
    let cut = (more > 0).then(|| part(shown, shown + more, "concept"));
    cut.into_iter().chain(told(map, |numbers| numbers != [0; 4])).collect::<Vec<_>>().join(" · ")
}

/// How much came, how much went and how much changed, each in words, where it is nothing too.
pub(super) fn changes(map: &DifferenceMap) -> Vec<String> {
    told(map, |_| true)
}

/// How much became of concepts and pairs, for the changes whose numbers are wanted, and how many concepts differ that are
/// not drawn, as no quote mentions them.
fn told(map: &DifferenceMap, is_wanted: impl Fn([usize; 4]) -> bool) -> Vec<String> {
    let changes = [Change::Came, Change::Went, Change::Changed].map(|change| (change, numbers(map, change)));
    let told = changes.into_iter().filter(|(_, numbers)| is_wanted(*numbers)).map(|(change, numbers)| {
        let [concepts, all_concepts, pairs, all_pairs] = numbers;
        let [concepts, pairs] = [part(concepts, all_concepts, "concept"), part(pairs, all_pairs, "pair")];
        format!("{concepts} and {pairs} {}", change.name())
    });
    let verb = if map.unmentioned == 1 { "differs" } else { "differ" };
    let unmentioned = || format!("{} that no quote mentions {verb}", count(map.unmentioned, "concept"));
    told.chain((map.unmentioned > 0).then(unmentioned)).collect()
}

/// How many concepts are drawn that came, went or changed, of how many; and how many pairs, of how many.
fn numbers(map: &DifferenceMap, change: Change) -> [usize; 4] {
    let drawn = |all: &[Change]| all.iter().filter(|one| **one == change).count();
    let undrawn = |all: &BTreeMap<Change, usize>| all.get(&change).copied().unwrap_or(0);
    let [concepts, pairs] = [drawn(&map.nodes), drawn(&map.edges)];
    [concepts, concepts + undrawn(&map.undrawn_nodes), pairs, pairs + undrawn(&map.undrawn_edges)]
}

/// How many quotes and concepts the picture shows, and of how many.
pub(super) fn of_quotes(map: &EvidenceMap) -> String {
    let rich = if map.more > 0 { ", those with the most concepts" } else { "" };
    format!("{}{rich} · {}", quotes(map), count(map.concepts.len(), "concept"))
}

/// How many quotes the picture shows, and of how many.
pub(super) fn quotes(map: &EvidenceMap) -> String {
    part(map.quotes.len(), map.quotes.len() + map.more, "quote")
}

/// A number of things: `1 quote`, `2 quotes`, `1,200 quotes`.
pub(super) fn count(number: usize, thing: &str) -> String {
    format!("{} {thing}{}", digits(number), if number == 1 { "" } else { "s" })
}

/// A number of things that are shown: `2 quotes` when those are all, else `2 of 1,200 quotes`.
pub(super) fn part(shown: usize, all: usize, thing: &str) -> String {
    if shown == all { count(all, thing) } else { format!("{} of {}", digits(shown), count(all, thing)) }
}

fn digits(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    groups.join(",")
}
