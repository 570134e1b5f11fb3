//! petgraph's traits over a graph's columns, so that petgraph's algorithms run on it as it is. The program itself does
//! without: they are for those who use the library.
//!
//! Edges have the direction that their names say. A symmetric one goes from the smaller id to the larger; petgraph's
//! `UndirectedAdaptor` shows every edge both ways.

use std::collections::HashSet;
use std::iter::Map;
use std::vec::IntoIter;

use petgraph::visit::{
    Data, EdgeRef, GraphBase, GraphProp, IntoEdgeReferences, IntoEdges, IntoEdgesDirected, IntoNeighbors,
    IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount, NodeIndexable, Visitable,
};
use petgraph::{Directed, Direction, Incoming, Outgoing};
use rustc_hash::FxBuildHasher;

use super::{
    ConceptRef, Index, KnowledgeGraph, LinkIx, NodeIx, PersonIx, PersonRef, QuoteIx, QuoteRef, SourceIx,
    SourceRef,
};
use crate::concept::ConceptIx;

use NodeIx::{Concept, Person, Quote, Source};

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// A quote is from a source.
    From,
    /// A quote comes before another in their source.
    Next,
    /// A quote was said by a person.
    SaidBy,
    /// A source is by a person.
    By,
    /// A quote mentions a concept; this is the link.
    Mentions(LinkIx),
    /// A source is about a concept.
    About,
    /// A concept is a kind or a part of another.
    Broader,
    /// Two concepts belong together.
    Related,
    /// Two concepts come together; this is the place in [`KnowledgeGraph::co_occurrences`].
    CoOccurs(u32),
}

/// An edge of a graph. There are no two with the same ends and the same kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Edge {
    /// Where it goes from.
    pub from: NodeIx,
    /// Where it goes to.
    pub to: NodeIx,
    /// What it says.
    pub kind: EdgeKind,
}

impl Edge {
    fn new(from: NodeIx, kind: EdgeKind, to: NodeIx) -> Self {
        Self { from, to, kind }
    }
}

impl KnowledgeGraph {
    /// The edges that go out from a node, or come in to it.
    fn edges_at(&self, node: NodeIx, direction: Direction) -> Vec<Edge> {
        match (node, direction) {
            (Source(ix), Outgoing) => from_source(self.source(ix)),
            (Source(ix), Incoming) => to_source(self.source(ix)),
            (Quote(ix), Outgoing) => from_quote(self.quote(ix)),
            (Quote(ix), Incoming) => to_quote(self.quote(ix)),
            (Person(_), Outgoing) => Vec::new(),
            (Person(ix), Incoming) => to_person(self.person(ix)),
            (Concept(ix), Outgoing) => from_concept(self.concept(ix)),
            (Concept(ix), Incoming) => to_concept(self.concept(ix)),
        }
    }

    /// Where each kind of node starts in the row of all of them, and where the last ends.
    pub(crate) fn node_starts(&self) -> [usize; 5] {
        let quotes = self.source_table().rows;
        let people = quotes + self.quote_table().rows;
        let concepts = people + self.person_table().rows;
        [0, quotes, people, concepts, concepts + self.concept_table().rows]
    }
}

fn from_source(source: SourceRef<'_>) -> Vec<Edge> {
    let this = Source(source.index());
    let author = source.author().map(|person| Edge::new(this, EdgeKind::By, Person(person.index())));
    let about = source.about().map(|concept| Edge::new(this, EdgeKind::About, Concept(concept.index())));
    author.into_iter().chain(about).collect()
}

fn to_source(source: SourceRef<'_>) -> Vec<Edge> {
    source
        .quotes()
        .map(|quote| Edge::new(Quote(quote.index()), EdgeKind::From, Source(source.index())))
        .collect()
}

fn from_quote(quote: QuoteRef<'_>) -> Vec<Edge> {
    let this = Quote(quote.index());
    let source = Edge::new(this, EdgeKind::From, Source(quote.source().index()));
    let next = quote.next().map(|next| Edge::new(this, EdgeKind::Next, Quote(next.index())));
    let speaker = quote.speaker().map(|person| Edge::new(this, EdgeKind::SaidBy, Person(person.index())));
    let mentions = quote
        .links()
        .map(|link| Edge::new(this, EdgeKind::Mentions(link.index()), Concept(link.concept().index())));
    std::iter::once(source).chain(next).chain(speaker).chain(mentions).collect()
}

fn to_quote(quote: QuoteRef<'_>) -> Vec<Edge> {
    let previous = quote.previous().map(|previous| Quote(previous.index()));
    previous.map(|previous| Edge::new(previous, EdgeKind::Next, Quote(quote.index()))).into_iter().collect()
}

fn to_person(person: PersonRef<'_>) -> Vec<Edge> {
    let this = Person(person.index());
    let wrote = person.sources().map(|source| Edge::new(Source(source.index()), EdgeKind::By, this));
    let said = person.quotes().map(|quote| Edge::new(Quote(quote.index()), EdgeKind::SaidBy, this));
    wrote.chain(said).collect()
}

fn from_concept(concept: ConceptRef<'_>) -> Vec<Edge> {
    let this = Concept(concept.index());
    let broader = concept.broader().map(|other| Edge::new(this, EdgeKind::Broader, Concept(other.index())));
    let later = symmetric(concept).filter(|&(other, _)| other > concept.index());
    broader.chain(later.map(|(other, kind)| Edge::new(this, kind, Concept(other)))).collect()
}

fn to_concept(concept: ConceptRef<'_>) -> Vec<Edge> {
    let this = Concept(concept.index());
    let about = concept.subject_of().map(|source| Edge::new(Source(source.index()), EdgeKind::About, this));
    let mentions = concept
        .links()
        .map(|link| Edge::new(Quote(link.quote().index()), EdgeKind::Mentions(link.index()), this));
    let narrower = concept.narrower().map(|other| Edge::new(Concept(other.index()), EdgeKind::Broader, this));
    let earlier = symmetric(concept).filter(|&(other, _)| other < concept.index());
    let earlier = earlier.map(|(other, kind)| Edge::new(Concept(other), kind, this));
    about.chain(mentions).chain(narrower).chain(earlier).collect()
}

/// A concept's edges that have no direction, with their other ends.
fn symmetric(concept: ConceptRef<'_>) -> impl Iterator<Item = (ConceptIx, EdgeKind)> {
    let others = concept.companions().map(|(other, _)| other);
    let together = others.zip(concept.pair_rows()).map(|(other, row)| (other, EdgeKind::CoOccurs(row)));
    concept.related().map(|other| (other.index(), EdgeKind::Related)).chain(together)
}

impl GraphBase for KnowledgeGraph {
    type NodeId = NodeIx;
    type EdgeId = Edge;
}

impl Data for KnowledgeGraph {
    type NodeWeight = NodeIx;
    type EdgeWeight = EdgeKind;
}

impl GraphProp for KnowledgeGraph {
    type EdgeType = Directed;
}

impl Visitable for KnowledgeGraph {
    type Map = HashSet<NodeIx, FxBuildHasher>;

    fn visit_map(&self) -> Self::Map {
        HashSet::default()
    }

    fn reset_map(&self, map: &mut Self::Map) {
        map.clear();
    }
}

impl NodeCount for KnowledgeGraph {
    fn node_count(&self) -> usize {
        self.node_bound()
    }
}

impl NodeIndexable for KnowledgeGraph {
    fn node_bound(&self) -> usize {
        let [.., end] = self.node_starts();
        end
    }

    fn to_index(&self, node: NodeIx) -> usize {
        let [sources, quotes, people, concepts, _] = self.node_starts();
        match node {
            Source(ix) => sources + ix.at(),
            Quote(ix) => quotes + ix.at(),
            Person(ix) => people + ix.at(),
            Concept(ix) => concepts + ix.at(),
        }
    }

    fn from_index(&self, at: usize) -> NodeIx {
        let [_, quotes, people, concepts, _] = self.node_starts();
        match at {
            at if at < quotes => Source(SourceIx::new(at)),
            at if at < people => Quote(QuoteIx::new(at - quotes)),
            at if at < concepts => Person(PersonIx::new(at - people)),
            at => Concept(ConceptIx::new(at - concepts)),
        }
    }
}

impl NodeCompactIndexable for KnowledgeGraph {}

impl EdgeRef for Edge {
    type NodeId = NodeIx;
    type EdgeId = Edge;
    type Weight = EdgeKind;

    fn source(&self) -> NodeIx {
        self.from
    }

    fn target(&self) -> NodeIx {
        self.to
    }

    fn weight(&self) -> &EdgeKind {
        &self.kind
    }

    fn id(&self) -> Edge {
        *self
    }
}

impl<'g> IntoNodeIdentifiers for &'g KnowledgeGraph {
    type NodeIdentifiers = Box<dyn Iterator<Item = NodeIx> + 'g>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        Box::new((0..self.node_bound()).map(|at| self.from_index(at)))
    }
}

impl<'g> IntoEdgeReferences for &'g KnowledgeGraph {
    type EdgeRef = Edge;
    type EdgeReferences = Box<dyn Iterator<Item = Edge> + 'g>;

    fn edge_references(self) -> Self::EdgeReferences {
        Box::new(self.node_identifiers().flat_map(|node| self.edges_at(node, Outgoing)))
    }
}

impl IntoEdges for &KnowledgeGraph {
    type Edges = IntoIter<Edge>;

    fn edges(self, node: NodeIx) -> Self::Edges {
        self.edges_directed(node, Outgoing)
    }
}

impl IntoEdgesDirected for &KnowledgeGraph {
    type EdgesDirected = IntoIter<Edge>;

    fn edges_directed(self, node: NodeIx, direction: Direction) -> Self::EdgesDirected {
        self.edges_at(node, direction).into_iter()
    }
}

impl IntoNeighbors for &KnowledgeGraph {
    type Neighbors = Map<IntoIter<Edge>, fn(Edge) -> NodeIx>;

    fn neighbors(self, node: NodeIx) -> Self::Neighbors {
        self.neighbors_directed(node, Outgoing)
    }
}

impl IntoNeighborsDirected for &KnowledgeGraph {
    type NeighborsDirected = Map<IntoIter<Edge>, fn(Edge) -> NodeIx>;

    fn neighbors_directed(self, node: NodeIx, direction: Direction) -> Self::NeighborsDirected {
        let other: fn(Edge) -> NodeIx = match direction {
            Outgoing => |edge| edge.to,
            Incoming => |edge| edge.from,
        };
        self.edges_directed(node, direction).map(other)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::mem::discriminant;

    use petgraph::algo::{
        astar, connected_components, dijkstra, has_path_connecting, is_cyclic_directed, kosaraju_scc,
        tarjan_scc,
    };
    use petgraph::graph::{DiGraph, NodeIndex};
    use petgraph::visit::{Bfs, UndirectedAdaptor, Walker};
    use proptest::prelude::*;

    use super::*;
    use crate::graph::fixture;

    const TEXT: &str = "
        # p by Ann
        [a] [b]
        [b] [c]
        # q by Bo
        [d]";

    #[test]
    fn every_edge_is_seen_from_both_its_ends() {
        let graph = &fixture::graph(TEXT);
        let mut out: Vec<Edge> = graph.edge_references().collect();
        let mut into: Vec<Edge> =
            graph.node_identifiers().flat_map(|n| graph.edges_directed(n, Incoming)).collect();
        out.sort_unstable();
        into.sort_unstable();
        assert_eq!(out, into);
        let count = |kind| out.iter().filter(|edge| discriminant(&edge.kind) == discriminant(&kind)).count();
        use EdgeKind::{By, CoOccurs, From, Mentions, Next, SaidBy};
        let kinds = [From, Next, SaidBy, By, Mentions(LinkIx(0)), CoOccurs(0)];
        assert_eq!(kinds.map(count), [3, 1, 3, 2, 5, 2]);
    }

    #[test]
    fn nodes_stand_in_one_row() {
        let graph = &fixture::graph(TEXT);
        let nodes: Vec<NodeIx> = graph.node_identifiers().collect();
        assert_eq!(nodes.len(), 2 + 3 + 2 + 4);
        assert!(nodes.is_sorted());
        assert!(nodes.iter().enumerate().all(|(at, &node)| graph.to_index(node) == at));
    }

    #[test]
    fn algorithms_of_petgraph_run_on_it() {
        let graph = &fixture::graph(TEXT);
        let [a, c, d] = [0, 2, 3].map(|at| Concept(ConceptIx(at)));
        assert_eq!(connected_components(graph), 2);
        let [first, second] = [0, 1].map(|at| Quote(QuoteIx(at)));
        assert!(has_path_connecting(graph, first, c, None) && !has_path_connecting(graph, second, a, None));
        assert_eq!(dijkstra(graph, first, None, |_| 1)[&c], 2);
        let both_ways = UndirectedAdaptor(graph);
        let cost = |kind: &EdgeKind| if matches!(kind, EdgeKind::Mentions(_)) { 1 } else { 9 };
        let (cost, path) = astar(both_ways, a, |node| node == c, |edge| cost(edge.weight()), |_| 0).unwrap();
        assert_eq!((cost, path), (4, vec![a, first, Concept(ConceptIx(1)), second, c]));
        assert_eq!(Bfs::new(both_ways, d).iter(both_ways).count(), 4);
    }

    /// The same nodes and edges as an ordinary graph of petgraph's; nodes have the same places.
    fn plain(graph: &KnowledgeGraph) -> DiGraph<NodeIx, EdgeKind> {
        let mut plain = DiGraph::new();
        graph.node_identifiers().for_each(|node| _ = plain.add_node(node));
        let place = |node| NodeIndex::new(graph.to_index(node));
        graph
            .edge_references()
            .for_each(|edge| _ = plain.add_edge(place(edge.from), place(edge.to), edge.kind));
        plain
    }

    /// Sources with quotes that mention some of five concepts.
    fn texts() -> impl Strategy<Value = String> {
        let quote = prop::collection::vec(0..5usize, 0..4).prop_map(|concepts| {
            concepts.into_iter().map(|at| format!("[{}] ", &"abcde"[at..=at])).collect::<String>()
        });
        let source = prop::collection::vec(quote.prop_map(|marks| marks + "said\n"), 0..5);
        prop::collection::vec(source, 0..4).prop_map(|sources| {
            let source =
                |(at, quotes): (usize, &Vec<String>)| format!("# s{at} by P{}\n{}", at % 2, quotes.concat());
            sources.iter().enumerate().map(source).collect()
        })
    }

    proptest! {
        #[test]
        fn algorithms_find_on_the_columns_what_they_find_on_a_copy(text in texts()) {
            let graph = &fixture::graph(&text);
            let plain = &plain(graph);
            let place = |node| NodeIndex::new(graph.to_index(node));
            prop_assert_eq!(connected_components(graph), connected_components(plain));
            prop_assert_eq!(is_cyclic_directed(graph), is_cyclic_directed(plain));
            let parts = |parts: Vec<Vec<NodeIx>>| -> BTreeSet<BTreeSet<NodeIndex>> {
                parts.into_iter().map(|part| part.into_iter().map(place).collect()).collect()
            };
            let expected: BTreeSet<BTreeSet<NodeIndex>> =
                kosaraju_scc(plain).into_iter().map(|part| part.into_iter().collect()).collect();
            prop_assert_eq!(parts(kosaraju_scc(graph)), expected.clone());
            prop_assert_eq!(parts(tarjan_scc(graph)), expected);
            for node in graph.node_identifiers() {
                let far: BTreeSet<_> = dijkstra(graph, node, None, |_| 1).into_iter().map(|(to, far)| (place(to), far)).collect();
                prop_assert_eq!(far, dijkstra(plain, place(node), None, |_| 1).into_iter().collect());
                let reached: BTreeSet<_> = Bfs::new(graph, node).iter(graph).map(place).collect();
                prop_assert_eq!(reached, Bfs::new(plain, place(node)).iter(plain).collect());
            }
        }
    }
}
