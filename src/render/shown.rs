//! How much a picture shows of what there is, in words.

use crate::analysis::map::{ConceptMap, EvidenceMap};

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
