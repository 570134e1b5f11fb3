//! Cuts a concept map out of a graph: few enough concepts and edges to be looked at.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;

use super::caption::{heading, map_concepts};
use super::evidence::strength;
use super::map::{ConceptMap, MapConcept, MapEdge};
use crate::concept::ConceptIx;
use crate::graph::{CoOccurrence, ConceptRef, KnowledgeGraph};
use crate::text::isolated;

/// Edges for each concept up to which a map is readable with all of them.
const FEW: usize = 3;

/// Edges that each concept keeps when a map is thinned out.
const BEST: usize = 4;

/// What a concept map shows of a graph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapOptions {
    /// Heading of the picture, in place of the one made up for it.
    pub title: Option<String>,
    /// The most concepts to show.
    pub top: usize,
    /// Quotes that two concepts must share to be joined.
    pub min_quotes: u32,
}

impl Default for MapOptions {
    fn default() -> Self {
        Self { title: None, top: 60, min_quotes: 1 }
    }
}

impl ConceptMap {
    /// The concepts that most quotes mention, and all edges between them. An edge's strength is as in
    /// [`paths`](super::paths()). Those of them that share quotes with no other one give way to those that are most
    /// strongly tied to the others, where there are such.
    pub fn of(graph: &KnowledgeGraph, options: &MapOptions) -> Self {
        let quoted = graph.most_quoted(options.top, 1).into_iter().map(ConceptRef::index).collect();
        let concepts = joined(graph, quoted, options.min_quotes);
        let all = graph.concepts().filter(|concept| concept.quote_count() > 0).count();
        Self::made(graph, concepts, all, None, options)
    }

    /// A concept and those that are up to `depth` edges from it, nearest first and then the most strongly tied.
    pub fn around(graph: &KnowledgeGraph, concept: ConceptIx, depth: usize, options: &MapOptions) -> Self {
        let mut concepts = near(graph, concept, depth, options.min_quotes);
        let all = concepts.len();
        concepts.truncate(options.top.max(1));
        Self::made(graph, concepts, all, Some(concept), options)
    }

    /// The map of some of so many concepts.
    fn made(
        graph: &KnowledgeGraph,
        mut concepts: Vec<ConceptIx>,
        all: usize,
        focus: Option<ConceptIx>,
        options: &MapOptions,
    ) -> Self {
        concepts.sort_unstable();
        let about = || match focus {
            Some(focus) => format!("Around {}", isolated(graph.concept(focus).label())),
            None => "Concepts that appear together".to_owned(),
        };
        let quotes = concepts.iter().flat_map(|&concept| graph.concept(concept).quotes());
        let title = options.title.clone();
        Self {
            title: title.unwrap_or_else(|| heading(&about(), graph, quotes)),
            graph: cut_out(graph, &concepts, focus, options),
            left_out: 0,
            more: all - concepts.len(),
        }
    }

    /// The map with no more edges than can be looked at.
    ///
    /// Where there are more than three edges a concept, only those stay that are among the four strongest of one of
    /// their ends, those of the concept in the middle, and those that hold the map and each of its communities together:
    /// maximum spanning forests.
    #[must_use]
    pub fn readable(self) -> Self {
        let graph = &self.graph;
        if graph.edge_count() <= FEW * graph.node_count() {
            return self;
        }
        let kept = strongest(graph);
        let readable = self.graph.filter_map_owned(
            |_, concept| Some(concept),
            |edge, joined| kept[edge.index()].then_some(joined),
        );
        let left_out = kept.iter().filter(|kept| !**kept).count();
        Self { graph: readable, left_out, ..self }
    }
}

/// Concepts, in the place of each of which that is tied to no other one there is another that is, if any is left.
fn joined(graph: &KnowledgeGraph, concepts: Vec<ConceptIx>, min_quotes: u32) -> Vec<ConceptIx> {
    let among: BTreeSet<ConceptIx> = concepts.iter().copied().collect();
    let is_tied = |concept: &ConceptIx| {
        let mut companions = graph.concept(*concept).companions();
        companions.any(|(other, quotes)| quotes >= min_quotes && among.contains(&other))
    };
    let (mut tied, alone): (Vec<_>, Vec<_>) = concepts.iter().copied().partition(is_tied);
    let ties = if alone.is_empty() { Vec::new() } else { beyond(graph, &tied, 0, min_quotes) };
    tied.extend(ties.into_iter().chain(alone).take(concepts.len() - tied.len()));
    tied
}

/// A concept and those up to `depth` edges from it, the nearest first.
fn near(graph: &KnowledgeGraph, concept: ConceptIx, depth: usize, min_quotes: u32) -> Vec<ConceptIx> {
    let mut near = vec![concept];
    let mut rim = 0;
    for _ in 0..depth {
        let next = beyond(graph, &near, rim, min_quotes);
        rim = near.len();
        near.extend(next);
        if near.len() == rim {
            break;
        }
    }
    near
}

/// The concepts that are tied to `near[rim..]` and not in `near`, the most strongly tied first.
fn beyond(graph: &KnowledgeGraph, near: &[ConceptIx], rim: usize, min_quotes: u32) -> Vec<ConceptIx> {
    let mut ties: BTreeMap<ConceptIx, f64> = BTreeMap::new();
    for &inner in &near[rim..] {
        for (other, quotes) in graph.concept(inner).companions().filter(|pair| pair.1 >= min_quotes) {
            let tie = ties.entry(other).or_default();
            *tie = tie.max(strength(graph, inner, other, quotes));
        }
    }
    near.iter().for_each(|inner| _ = ties.remove(inner));
    let mut ties: Vec<(ConceptIx, f64)> = ties.into_iter().collect();
    ties.sort_by(|a, b| b.1.total_cmp(&a.1));
    ties.into_iter().map(|(concept, _)| concept).collect()
}

/// The picture's graph: the concepts, which are by id, and the edges that are kept between them.
fn cut_out(
    graph: &KnowledgeGraph,
    concepts: &[ConceptIx],
    focus: Option<ConceptIx>,
    options: &MapOptions,
) -> UnGraph<MapConcept, MapEdge> {
    let mut cut_out = UnGraph::default();
    for (concept, node) in concepts.iter().zip(map_concepts(graph, concepts)) {
        cut_out.add_node(MapConcept { focus: focus == Some(*concept), ..node });
    }
    let edges = edges_among(graph, concepts).filter(|(_, pair)| pair.quotes >= options.min_quotes);
    let strength = |(_, pair): &Edge| strength(graph, pair.a, pair.b, pair.quotes);
    let mut edges: Vec<Edge> = edges.collect();
    edges.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
    for ([a, b], CoOccurrence { quotes, npmi, .. }) in edges {
        cut_out.add_edge(NodeIndex::new(a), NodeIndex::new(b), MapEdge { quotes, npmi });
    }
    part_communities(&mut cut_out);
    cut_out
}

/// Makes a community of each part of one that hangs together in the map, where what joins them is not shown. The largest
/// keeps the number, the others have those after all others.
fn part_communities(graph: &mut UnGraph<MapConcept, MapEdge>) {
    let mut parts = UnionFind::new(graph.node_count());
    for edge in graph.raw_edges() {
        if graph[edge.source()].community == graph[edge.target()].community {
            parts.union(edge.source().index(), edge.target().index());
        }
    }
    let mut members: BTreeMap<usize, Vec<NodeIndex>> = BTreeMap::new();
    for (node, part) in graph.node_indices().zip(parts.into_labeling()) {
        members.entry(part).or_default().push(node);
    }
    let mut members: Vec<_> = members.into_values().collect();
    members.sort_by_key(|nodes| (Reverse(nodes.len()), nodes[0]));
    let mut taken: BTreeSet<u32> = BTreeSet::new();
    let last = graph.node_weights().map(|concept| concept.community).max().unwrap_or(0);
    let mut next = last.saturating_add(1);
    for nodes in members {
        if taken.insert(graph[nodes[0]].community) {
            continue;
        }
        nodes.into_iter().for_each(|node| graph[node].community = next);
        next = next.saturating_add(1);
    }
}

/// A co-occurrence, and the places of its concepts among those shown.
type Edge = ([usize; 2], CoOccurrence);

/// The edges between concepts that are sorted by id, by the two ids.
fn edges_among(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> impl Iterator<Item = Edge> {
    let place = |concept: ConceptIx| concepts.binary_search(&concept).ok();
    let later = |&concept: &ConceptIx| graph.concept(concept).later_co_occurrences();
    concepts.iter().flat_map(later).filter_map(move |pair| Some(([place(pair.a)?, place(pair.b)?], pair)))
}

/// Which edges, the strongest first, join two trees of the forest so far or of that within communities, are among the best
/// of one of their ends, or are those of the concept in the middle.
fn strongest(graph: &UnGraph<MapConcept, MapEdge>) -> Vec<bool> {
    let [mut forest, mut within] = [(); 2].map(|()| UnionFind::new(graph.node_count()));
    let mut seen = vec![0; graph.node_count()];
    let ends = graph.raw_edges().iter().map(|edge| [edge.source().index(), edge.target().index()]);
    let is_focus = |node: usize| graph[NodeIndex::new(node)].focus;
    let community = |node: usize| graph[NodeIndex::new(node)].community;
    ends.map(|[a, b]| {
        let joins = [forest.union(a, b), community(a) == community(b) && within.union(a, b)].contains(&true);
        let keep = joins || seen[a].min(seen[b]) < BEST || is_focus(a) || is_focus(b);
        [a, b].into_iter().for_each(|node| seen[node] += 1);
        keep
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    /// The map's concepts and edges as text: `a:2 b:1 | a-b:1`, with `*` at the focus.
    fn show(map: &ConceptMap) -> String {
        let node = |n: &MapConcept| format!("{}{}:{} ", if n.focus { "*" } else { "" }, n.id, n.quotes);
        let edge = |e| {
            let (a, b) = map.graph.edge_endpoints(e).unwrap();
            format!(" {}-{}:{}", map.graph[a].id, map.graph[b].id, map.graph[e].quotes)
        };
        let nodes: String = map.graph.node_weights().map(node).collect();
        let edges: String = map.graph.edge_indices().map(edge).collect();
        nodes + "|" + &edges
    }

    const TEXT: &str = "# p by Ann Lee
        [a] [b]
        [a] [b]
        [a] [c]
        [c] [d]
        [e]";

    #[test]
    fn a_map_shows_the_most_quoted_concepts() {
        let graph = fixture::graph(TEXT);
        let options = |top, min_quotes| MapOptions { title: None, top, min_quotes };
        for (options, expected) in [
            (options(9, 1), "a:3 b:2 c:2 d:1 e:1 | a-b:2 c-d:1 a-c:1"),
            (options(9, 2), "a:3 b:2 c:2 d:1 e:1 | a-b:2"),
            (options(2, 1), "a:3 b:2 | a-b:2"),
            (options(0, 1), "|"),
        ] {
            let map = ConceptMap::of(&graph, &options);
            assert_eq!(show(&map), expected);
            assert_eq!(map.graph.node_count() + map.more, 5);
        }
        assert_eq!(ConceptMap::of(&graph, &options(1, 1)).title, "Concepts that appear together — Ann Lee");
    }

    #[test]
    fn a_concept_that_is_tied_to_none_gives_way() {
        let graph = fixture::graph("# p by A\n[z]\n[z]\n[z]\n[a] [b]\n[a] [b]\n[a] [c]\n[z] [y]");
        let map = |top| show(&ConceptMap::of(&graph, &MapOptions { top, ..MapOptions::default() }));
        assert_eq!(map(1), "z:4 |", "there is none that it could be tied to");
        assert_eq!(map(3), "a:3 b:2 c:1 | a-b:2 a-c:1");
        assert_eq!(map(4), "a:3 b:2 c:1 z:4 | a-b:2 a-c:1", "nothing else is tied to them");
        assert_eq!(map(5), "a:3 b:2 c:1 y:1 z:4 | a-b:2 a-c:1 y-z:1");
    }

    #[test]
    fn a_community_hangs_together_in_the_map() {
        let graph = fixture::graph(
            "# p by A
            [a] [m]
            [a] [m]
            [b] [m]
            [b] [m]
            [a]
            [b]",
        );
        let communities = |top, min_quotes| {
            let map = ConceptMap::of(&graph, &MapOptions { title: None, top, min_quotes });
            map.graph.node_weights().map(|concept| concept.community).collect::<Vec<_>>()
        };
        assert_eq!(communities(9, 1), [0, 0, 0]);
        assert_eq!(communities(9, 3), [0, 1, 2], "no line joins them");
    }

    #[test]
    fn a_map_around_a_concept_grows_outward() {
        let graph = fixture::graph(TEXT);
        let around = |depth, top| {
            let options = MapOptions { title: Some("T".to_owned()), top, min_quotes: 1 };
            ConceptMap::around(&graph, ConceptIx(1), depth, &options)
        };
        assert_eq!(show(&around(0, 9)), "*b:2 |");
        assert_eq!(show(&around(1, 9)), "a:3 *b:2 | a-b:2");
        assert_eq!(show(&around(9, 9)), "a:3 *b:2 c:2 d:1 | a-b:2 c-d:1 a-c:1");
        assert_eq!(show(&around(usize::MAX, 9)), "a:3 *b:2 c:2 d:1 | a-b:2 c-d:1 a-c:1", "and it ends");
        assert_eq!(show(&around(9, 3)), "a:3 *b:2 c:2 | a-b:2 a-c:1");
        assert_eq!(around(1, 9).title, "T");
        assert_eq!([around(1, 9), around(9, 3), around(9, 0)].map(|map| map.more), [0, 1, 3]);
    }

    #[test]
    fn each_community_hangs_together_when_a_map_is_thinned_out() {
        let mut graph = UnGraph::default();
        let concept = |n: usize| MapConcept {
            id: n.to_string(),
            label: n.to_string(),
            quotes: 1,
            community: u32::from(n > 1),
            focus: false,
        };
        let nodes: Vec<NodeIndex> = (0..14).map(|n| graph.add_node(concept(n))).collect();
        let weight = || MapEdge { quotes: 1, npmi: 0.0 };
        // The two concepts of the first community are tied to each other less than to all others.
        for (at, a) in nodes.iter().enumerate().rev() {
            nodes[at + 1..].iter().filter(|_| at > 1).for_each(|b| _ = graph.add_edge(*a, *b, weight()));
        }
        for b in &nodes[2..8] {
            nodes[..2].iter().for_each(|a| _ = graph.add_edge(*a, *b, weight()));
        }
        graph.add_edge(nodes[0], nodes[1], weight());
        let map = ConceptMap { graph, ..ConceptMap::default() }.readable();
        assert!(map.left_out > 0 && map.graph.contains_edge(nodes[0], nodes[1]));
    }

    #[test]
    fn a_concept_has_one_community_in_all_maps() {
        let groups = (0..3).map(|group| {
            let quotes = (0..130).map(|n| format!("[g{group}a] [g{group}n{n}]\n").repeat(3 - group));
            quotes.collect::<String>()
        });
        let graph = fixture::graph(&format!("# p by A\n{}", groups.collect::<String>()));
        let whole = ConceptMap::of(&graph, &MapOptions { top: 400, ..MapOptions::default() });
        let concept = graph.concepts().find(|concept| concept.id() == "g2a").unwrap().index();
        let around = ConceptMap::around(&graph, concept, 1, &MapOptions::default());
        for shown in around.graph.node_weights() {
            let same = whole.graph.node_weights().find(|other| other.id == shown.id).unwrap();
            assert_eq!(shown.community, same.community, "{}", shown.id);
        }
    }

    #[test]
    fn a_dense_map_is_thinned_out_and_still_hangs_together() {
        let all: String = ('a'..='z').map(|c| format!("[{c}]")).collect();
        let graph = fixture::graph(&format!("# p by A\n{all}"));
        let whole = ConceptMap::of(&graph, &MapOptions::default());
        assert_eq!((whole.graph.edge_count(), whole.left_out), (26 * 25 / 2, 0));
        let map = whole.readable();
        assert!(map.graph.edge_count() <= 26 * BEST);
        assert_eq!(map.graph.edge_count() + map.left_out, 26 * 25 / 2);
        assert_eq!(petgraph::algo::connected_components(&map.graph), 1);
    }
}
