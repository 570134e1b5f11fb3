//! Cuts a difference map out of two graphs: the concepts that differ, and those at the other end of co-occurrences that do.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use super::difference::{Counted, changed_concepts, matched_concepts, matched_pairs};
use super::map::{ConceptMap, DifferenceMap, MapConcept, MapEdge};
use super::matched::Pair;
use super::{Change, MapOptions};
use crate::graph::{ConceptRef, KnowledgeGraph};

/// Edges that each concept keeps; those that differ come first.
const BEST: usize = 6;

impl DifferenceMap {
    /// The concepts that differ in themselves, in the number of their quotes or in one of their co-occurrences, at most
    /// `options.top`, those of most quotes first; a concept came when no quote of the old graph mentions it, and went when
    /// none of the new one does; and the co-occurrences between them, of many the six best of one of their
    /// ends: those that differ first, then those of most quotes; those that do not only where all others are there.
    pub fn of(old: &KnowledgeGraph, new: &KnowledgeGraph, options: &MapOptions) -> Self {
        let differing: BTreeSet<String> = changed_concepts(old, new).map(|delta| delta.id).collect();
        let mut touched = differing.clone();
        let edges = || edges(old, new).filter(|edge| edge.weight.quotes >= options.min_quotes);
        let mut all_edges = Vec::new();
        for edge in edges().filter(|edge| edge.change != Change::Same) {
            touched.extend(edge.ends.map(ToOwned::to_owned));
            all_edges.push(edge.change);
        }
        let mut nodes: Vec<(MapConcept, Change)> = matched_concepts(old, new)
            .filter_map(|pair| node(&pair, &differing))
            .filter(|(concept, change)| *change != Change::Same || touched.contains(&concept.id))
            .collect();
        nodes.sort_by_key(|(concept, change)| (Reverse(concept.quotes), *change));
        let all_nodes: Vec<Change> = nodes.iter().map(|(_, change)| *change).collect();
        nodes.truncate(options.top);
        nodes.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        let shown: BTreeSet<&str> = nodes.iter().map(|(concept, _)| concept.id.as_str()).collect();
        let mut edges: Vec<Edge<'_>> =
            edges().filter(|edge| edge.ends.iter().all(|end| shown.contains(end))).collect();
        edges.sort_by_key(|edge| (edge.change == Change::Same, Reverse(edge.weight.quotes)));
        let title = options.title.clone().unwrap_or_else(|| "What differs between two graphs".to_owned());
        let map = ConceptMap { title, more: all_nodes.len() - nodes.len(), ..ConceptMap::default() };
        let drawn = Self::joined(map, nodes, &edges);
        Self {
            undrawn_nodes: undrawn(&all_nodes, &drawn.nodes),
            undrawn_edges: undrawn(&all_edges, &drawn.edges),
            unmentioned: unmentioned(old, new, &differing),
            ..drawn
        }
    }

    fn joined(map: ConceptMap, nodes: Vec<(MapConcept, Change)>, edges: &[Edge<'_>]) -> Self {
        let mut out = Self { map, ..Self::default() };
        let mut places: BTreeMap<String, NodeIndex> = BTreeMap::new();
        for (concept, change) in nodes {
            places.insert(concept.id.clone(), out.map.graph.add_node(concept));
            out.nodes.push(change);
        }
        let (mut seen, mut all_drawn) = (vec![0; places.len()], true);
        for Edge { ends: [a, b], change, weight } in edges {
            let (Some(&a), Some(&b)) = (places.get(*a), places.get(*b)) else { continue };
            let is_drawn =
                seen[a.index()].min(seen[b.index()]) < BEST && (all_drawn || *change != Change::Same);
            all_drawn &= is_drawn || *change == Change::Same;
            if is_drawn {
                out.map.graph.add_edge(a, b, weight.clone());
                out.edges.push(*change);
            }
            [a, b].into_iter().for_each(|node| seen[node.index()] += 1);
        }
        out
    }
}

/// How many of all that came, went and changed are not among those that are drawn.
fn undrawn(all: &[Change], drawn: &[Change]) -> BTreeMap<Change, usize> {
    let number = |among: &[Change], change| among.iter().filter(|one| **one == change).count();
    let left = |change| (change, number(all, change) - number(drawn, change));
    [Change::Came, Change::Went, Change::Changed].into_iter().map(left).collect()
}

/// How many concepts differ in themselves that no quote mentions.
fn unmentioned(old: &KnowledgeGraph, new: &KnowledgeGraph, differing: &BTreeSet<String>) -> usize {
    let is_mentioned = |concept: &ConceptRef<'_>| concept.quote_count() > 0;
    let mentioned = matched_concepts(old, new)
        .filter(|pair| pair.old.iter().chain(&pair.new).any(is_mentioned))
        .filter_map(|pair| pair.new.or(pair.old))
        .filter(|concept| differing.contains(concept.id()));
    differing.len() - mentioned.count()
}

/// A concept with the larger number of its quotes, where it has any, and what became of it.
fn node(pair: &Pair<ConceptRef<'_>>, differing: &BTreeSet<String>) -> Option<(MapConcept, Change)> {
    let concept = pair.new.or(pair.old)?;
    let quotes = |concept: Option<ConceptRef<'_>>| concept.map_or(0, ConceptRef::quote_count);
    let (old, new) = (quotes(pair.old), quotes(pair.new));
    let change = match (old, new) {
        (0, 1..) => Change::Came,
        (1.., 0) => Change::Went,
        _ if old != new || differing.contains(concept.id()) => Change::Changed,
        _ => Change::Same,
    };
    let (id, label) = (concept.id().to_owned(), concept.label().to_owned());
    let node = MapConcept { id, label, quotes: old.max(new), community: 0, focus: false };
    (node.quotes > 0).then_some((node, change))
}

/// A co-occurrence of one graph or both.
struct Edge<'g> {
    ends: [&'g str; 2],
    change: Change,
    weight: MapEdge,
}

/// The co-occurrences of both graphs, by their ends. O(n) for n of them.
fn edges<'g>(old: &'g KnowledgeGraph, new: &'g KnowledgeGraph) -> impl Iterator<Item = Edge<'g>> {
    matched_pairs(old, new).filter_map(edge)
}

fn edge(pair: Pair<Counted<'_>>) -> Option<Edge<'_>> {
    let (graph, better) = pair.new.or(pair.old)?;
    let quotes = |pair: Option<Counted<'_>>| pair.map_or(0, |(_, pair)| pair.quotes);
    let (was, is) = (quotes(pair.old), quotes(pair.new));
    let change = match (was, is) {
        (0, _) => Change::Came,
        (_, 0) => Change::Went,
        _ if was != is => Change::Changed,
        _ => Change::Same,
    };
    let ends = [better.a, better.b].map(|concept| graph.concept(concept).id());
    Some(Edge { ends, change, weight: MapEdge { quotes: was.max(is), npmi: better.npmi } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::{Concept, ConceptScheme};
    use crate::graph::{GraphBuilder, fixture};

    #[test]
    fn a_map_of_what_differs() {
        let old = fixture::graph("# p by A\n[a] [b]\n[c] [d]\n[e]");
        let new = fixture::graph("# p by A\n[a] [b]\n[a] [b]\n[a] [x]\n[c] [d]");
        let map = DifferenceMap::of(&old, &new, &MapOptions::default());
        let nodes: Vec<(&str, u32, Change)> = map
            .map
            .graph
            .node_weights()
            .zip(&map.nodes)
            .map(|(n, change)| (n.id.as_str(), n.quotes, *change))
            .collect();
        let expected = [
            ("a", 3, Change::Changed),
            ("b", 2, Change::Changed),
            ("e", 1, Change::Went),
            ("x", 1, Change::Came),
        ];
        assert_eq!(nodes, expected);
        assert_eq!(map.edges, [Change::Changed, Change::Came]);
        assert!(map.undrawn_nodes.values().chain(map.undrawn_edges.values()).all(|count| *count == 0));
        let same = DifferenceMap::of(&new, &new, &MapOptions::default());
        assert!(same.nodes.is_empty() && (map.unmentioned, same.unmentioned) == (0, 0));
    }

    #[test]
    fn what_differs_and_is_not_drawn_is_counted() {
        let each = |end: &str| -> String { ('a'..='l').map(|id| format!("[{id}]{end}")).collect() };
        let before = format!("# p by A\n{}[a] [z]\n", each("\n"));
        let (old, new) = (fixture::graph(&before), fixture::graph(&(before + &each(" "))));
        let map = DifferenceMap::of(&old, &new, &MapOptions::default());
        let drawn = map.edges.iter().filter(|change| **change == Change::Came).count();
        assert_eq!((map.undrawn_edges[&Change::Came] + drawn, map.edges.len()), (66, drawn));
        assert!(drawn < 66, "{drawn}");
        let of = |old, new, top| DifferenceMap::of(old, new, &MapOptions { top, ..MapOptions::default() });
        for (map, change) in
            [(of(&old, &new, 5), Change::Changed), (of(&fixture::graph(""), &new, 5), Change::Came)]
        {
            assert_eq!((map.nodes.len(), map.undrawn_nodes[&change]), (5, map.map.more), "{change:?}");
        }
    }

    #[test]
    fn what_differs_and_no_quote_mentions_is_counted() {
        let graph = |labels: &[(&str, &str)]| {
            let concept = |(id, label): &(&str, &str)| Concept {
                id: (*id).to_owned(),
                label: (*label).to_owned(),
                ..Concept::default()
            };
            GraphBuilder::new(&ConceptScheme::from_concepts(labels.iter().map(concept).collect())).finish()
        };
        let old = graph(&[("a", "A"), ("b", "B"), ("c", "C")]);
        for (new, expected) in [
            (&[("a", "A"), ("b", "B"), ("c", "C")][..], 0),
            (&[("a", "Other"), ("b", "B"), ("c", "C")], 1),
            (&[("a", "A"), ("b", "B"), ("d", "D")], 2),
        ] {
            let map = DifferenceMap::of(&old, &graph(new), &MapOptions::default());
            assert_eq!((map.nodes.len(), map.unmentioned), (0, expected), "{new:?}");
        }
    }
}
