//! Elements are a map taken apart into the nodes and edges of a property graph, as any graph format can hold them.

use std::collections::BTreeMap;

use petgraph::visit::EdgeRef;
use serde::Serialize;
use serde_json::{Value, json};

use super::shown;
use crate::analysis::Change;
use crate::analysis::map::{
    AnswerMap, ConceptMap, DifferenceMap, EvidenceMap, MapConcept, MapNode, MapQuote, Mark, PathMap,
};
use crate::graph::{NodeLabel, RelationshipType};
use crate::link::{Kind, Polarity};
use crate::number::rounded;
use crate::text::{Natural, natural};

/// What a node or an edge is known for beside its fixed fields, by name.
pub type Properties = BTreeMap<&'static str, Value>;

/// The nodes and edges of one map.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Elements {
    /// Heading of the map.
    pub title: String,
    /// Of how much the map shows some, in words; empty where it shows all.
    #[serde(skip)]
    pub shown: String,
    /// False when an edge is the same both ways; its ends then stand in the order of reading.
    pub directed: bool,
    /// Concepts, then quotes, people and sources, each by id; a number at the end of an id counts as a number.
    pub nodes: Vec<Node>,
    /// Edges by their ends, in the order of the nodes; at most one of a kind between two nodes.
    pub edges: Vec<Edge>,
}

/// A node of a map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Node {
    /// The id that the graph knows it by; a quote's is its source's with `:` and its ordinal, a person's and a source's
    /// have `person/` and `source/` before them, as a concept may be called the same; a quote has `quote/` where one is.
    pub id: String,
    /// What it is.
    pub kind: NodeLabel,
    /// A concept's preferred label, a quote's text, a person's name, a source's title.
    pub label: String,
    /// `quotes`, `community` and `focus` of a concept; `attribution` of a quote.
    #[serde(flatten)]
    pub properties: Properties,
}

/// A connection of two nodes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Edge {
    /// Id of one end; the quote, where the edge is directed.
    #[serde(rename = "source")]
    pub from: String,
    /// Id of the other end.
    #[serde(rename = "target")]
    pub to: String,
    /// What it says.
    pub kind: RelationshipType,
    /// Quotes that mention both ends of a co-occurrence, places in the quote that speak of the concept.
    pub weight: u32,
    /// `npmi` of a co-occurrence; `starts`, `ends`, `texts`, `kinds`, `polarities` (parallel lists) and `negated` of
    /// mentions; `chains` of an edge on a path, the numbers of the chains that it is part of, from 1.
    #[serde(flatten)]
    pub properties: Properties,
}

impl Elements {
    /// Puts nodes and edges into their order and drops what comes twice.
    fn ordered(title: &str, directed: bool, mut nodes: Vec<Node>, mut edges: Vec<Edge>) -> Self {
        nodes.sort_by(|a, b| (rank(a.kind), natural(&a.id)).cmp(&(rank(b.kind), natural(&b.id))));
        nodes.dedup_by(|a, b| (a.kind, &a.id) == (b.kind, &b.id));
        edges.sort_by(|a, b| ends(a).cmp(&ends(b)));
        Self { title: title.to_owned(), shown: String::new(), directed, nodes, edges }
    }
}

/// The place of nodes of a kind among the others.
fn rank(kind: NodeLabel) -> u8 {
    match kind {
        NodeLabel::Concept => 0,
        NodeLabel::Quote => 1,
        NodeLabel::Person => 2,
        NodeLabel::Source => 3,
    }
}

fn ends(edge: &Edge) -> (RelationshipType, Natural<'_>, Natural<'_>) {
    (edge.kind, natural(&edge.from), natural(&edge.to))
}

impl From<&ConceptMap> for Elements {
    fn from(map: &ConceptMap) -> Self {
        let graph = &map.graph;
        let edges = graph.edge_references().map(|edge| {
            let (a, b) = (&graph[edge.source()].id, &graph[edge.target()].id);
            let (from, to) = if natural(a) <= natural(b) { (a, b) } else { (b, a) };
            let properties = Properties::from([("npmi", json!(rounded(edge.weight().npmi, 4)))]);
            co_occurrence(from, to, edge.weight().quotes, properties)
        });
        let nodes = graph.node_weights().map(concept);
        let is_cut = map.more + map.left_out > 0;
        let shown = if is_cut { shown::of_concepts(map) } else { String::new() };
        Self { shown, ..Self::ordered(&map.title, false, nodes.collect(), edges.collect()) }
    }
}

impl From<&DifferenceMap> for Elements {
    /// A concept map in which every node and edge has its `change`.
    fn from(map: &DifferenceMap) -> Self {
        let mut elements = Self { shown: shown::of_difference(map), ..Self::from(&map.map) };
        let graph = &map.map.graph;
        let nodes = graph.node_weights().zip(&map.nodes).map(|(node, change)| (&node.id, *change));
        let nodes: BTreeMap<&String, Change> = nodes.collect();
        let edges = graph.edge_references().zip(&map.edges).map(|(edge, change)| {
            let mut ends = [&graph[edge.source()].id, &graph[edge.target()].id];
            ends.sort();
            (ends, *change)
        });
        let edges: BTreeMap<[&String; 2], Change> = edges.collect();
        for node in &mut elements.nodes {
            node.properties.extend(nodes.get(&node.id).map(|change| ("change", json!(change.name()))));
        }
        for edge in &mut elements.edges {
            let mut ends = [&edge.from, &edge.to];
            ends.sort();
            edge.properties.extend(edges.get(&ends).map(|change| ("change", json!(change.name()))));
        }
        elements
    }
}

impl From<&EvidenceMap> for Elements {
    fn from(map: &EvidenceMap) -> Self {
        let nodes =
            map.concepts.iter().map(concept).chain(map.quotes.iter().map(|one| quote(one, &map.concepts)));
        let edges = map.quotes.iter().flat_map(|quote| links(quote, &map.concepts));
        let shown = if map.more > 0 { shown::of_quotes(map) } else { String::new() };
        Self { shown, ..Self::ordered(&map.title, true, nodes.collect(), edges.collect()) }
    }
}

impl From<&AnswerMap> for Elements {
    fn from(map: &AnswerMap) -> Self {
        let concepts = map.nodes.iter().map_while(|node| match node {
            MapNode::Concept(concept) => Some(concept.clone()),
            _ => None,
        });
        let concepts: Vec<MapConcept> = concepts.collect();
        let nodes: Vec<Node> = map.nodes.iter().map(|one| node(one, &concepts)).collect();
        let quotes = map.nodes.iter().filter_map(|node| match node {
            MapNode::Quote(quote) => Some(quote),
            _ => None,
        });
        let mentions = quotes.flat_map(|quote| links(quote, &concepts));
        let others = map.relationships.iter().filter(|own| own.relation != RelationshipType::Mentions);
        let others = others.filter_map(|own| {
            let [from, to] = own.ends.map(|end| nodes.get(end).map(|node| node.id.clone()));
            let (kind, weight) = (own.relation, own.weight);
            Some(Edge { from: from?, to: to?, kind, weight, properties: Properties::new() })
        });
        let edges = mentions.chain(others).collect();
        let directed = map.relationships.iter().any(|own| !own.relation.is_symmetric());
        Self::ordered(&map.title, directed, nodes, edges)
    }
}

impl From<&PathMap> for Elements {
    /// Every step is three edges, read from left to right: concept to quote, quote to concept, and the co-occurrence
    /// of the two concepts with the number of all its quotes.
    fn from(map: &PathMap) -> Self {
        let mut nodes = Vec::new();
        let mut edges = Joined::default();
        for (number, chain) in (1..).zip(&map.chains) {
            nodes.extend(chain.concepts.iter().filter_map(|&at| map.concepts.get(at)).map(concept));
            for (ends, (example, quotes)) in chain.concepts.windows(2).zip(&chain.steps) {
                nodes.push(quote(example, &map.concepts));
                step(map, ends, example, *quotes).into_iter().for_each(|edge| edges.add(number, edge));
            }
        }
        Self::ordered(&map.title, false, nodes, edges.finish())
    }
}

/// The edges of one step of a chain.
fn step(map: &PathMap, ends: &[usize], example: &MapQuote, quotes: u32) -> Vec<Edge> {
    let &[a, b] = ends else { return Vec::new() };
    let (Some(from), Some(to)) = (map.concepts.get(a), map.concepts.get(b)) else { return Vec::new() };
    let id = quote_id(example, &map.concepts);
    let marks = |at| example.marks.iter().filter(move |mark| mark.concept == at);
    vec![
        co_occurrence(&from.id, &to.id, quotes, Properties::new()),
        mentions(&from.id, &id, example, marks(a)),
        mentions(&id, &to.id, example, marks(b)),
    ]
}

/// The edges of all chains, each once, with the numbers of its chains.
#[derive(Default)]
struct Joined(BTreeMap<(String, String), (Edge, Vec<u32>)>);

impl Joined {
    fn add(&mut self, chain: u32, edge: Edge) {
        let mut ends = [edge.from.clone(), edge.to.clone()];
        ends.sort();
        let (_, chains) = self.0.entry(ends.into()).or_insert_with(|| (edge, Vec::new()));
        if !chains.contains(&chain) {
            chains.push(chain);
        }
    }

    fn finish(self) -> Vec<Edge> {
        let numbered = self.0.into_values().map(|(mut edge, chains)| {
            edge.properties.insert("chains", json!(chains));
            edge
        });
        numbered.collect()
    }
}

fn node(node: &MapNode, concepts: &[MapConcept]) -> Node {
    let named = |kind, id: String, label: &str| Node {
        id,
        kind,
        label: label.to_owned(),
        properties: Properties::new(),
    };
    match node {
        MapNode::Concept(one) => concept(one),
        MapNode::Quote(one) => quote(one, concepts),
        MapNode::Person { id, name } => named(NodeLabel::Person, format!("person/{id}"), name),
        MapNode::Source { id, title } => named(NodeLabel::Source, format!("source/{id}"), title),
    }
}

fn concept(concept: &MapConcept) -> Node {
    let properties = Properties::from([
        ("community", json!(concept.community)),
        ("focus", json!(concept.focus)),
        ("quotes", json!(concept.quotes)),
    ]);
    Node { id: concept.id.clone(), kind: NodeLabel::Concept, label: concept.label.clone(), properties }
}

fn quote(quote: &MapQuote, concepts: &[MapConcept]) -> Node {
    let properties = Properties::from([("attribution", json!(quote.attribution))]);
    Node { id: quote_id(quote, concepts), kind: NodeLabel::Quote, label: quote.text.clone(), properties }
}

/// The quote's id, with `quote/` before it where one of the concepts, which are by id, is called the same.
fn quote_id(quote: &MapQuote, concepts: &[MapConcept]) -> String {
    match concepts.binary_search_by(|concept| concept.id.cmp(&quote.id)) {
        Ok(_) => format!("quote/{}", quote.id),
        Err(_) => quote.id.clone(),
    }
}

fn co_occurrence(from: &str, to: &str, quotes: u32, properties: Properties) -> Edge {
    Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: RelationshipType::CoOccurs,
        weight: quotes,
        properties,
    }
}

/// One edge for every concept that the quote mentions.
fn links(quote: &MapQuote, concepts: &[MapConcept]) -> Vec<Edge> {
    let mut by_concept: BTreeMap<usize, Vec<&Mark>> = BTreeMap::new();
    for mark in &quote.marks {
        by_concept.entry(mark.concept).or_default().push(mark);
    }
    let id = quote_id(quote, concepts);
    let edges = by_concept.into_iter().filter_map(|(at, marks)| {
        let concept = concepts.get(at)?;
        Some(mentions(&id, &concept.id, quote, marks))
    });
    edges.collect()
}

fn mentions<'a>(from: &str, to: &str, quote: &MapQuote, marks: impl IntoIterator<Item = &'a Mark>) -> Edge {
    let marks: Vec<&Mark> = marks.into_iter().collect();
    let kinds: Vec<Kind> = marks.iter().map(|mark| mark.kind).collect();
    let polarities: Vec<Polarity> = marks.iter().map(|mark| mark.polarity).collect();
    let texts: Vec<&str> = marks.iter().map(|mark| mark.span.of(&quote.text).unwrap_or_default()).collect();
    let negated = !marks.is_empty() && polarities.iter().all(|polarity| *polarity == Polarity::Negated);
    let properties = Properties::from([
        ("starts", json!(marks.iter().map(|mark| mark.span.start).collect::<Vec<_>>())),
        ("ends", json!(marks.iter().map(|mark| mark.span.end).collect::<Vec<_>>())),
        ("texts", json!(texts)),
        ("kinds", json!(kinds)),
        ("polarities", json!(polarities)),
        ("negated", json!(negated)),
    ]);
    let weight = u32::try_from(marks.len()).unwrap_or(u32::MAX);
    Edge { from: from.to_owned(), to: to.to_owned(), kind: RelationshipType::Mentions, weight, properties }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::analysis::map::{MapChain, MapEdge, MapRelationship};
    use crate::text::Span;

    fn idea(id: &str, label: &str, quotes: u32, community: u32) -> MapConcept {
        MapConcept { id: id.into(), label: label.into(), quotes, community, focus: id == "rlhf" }
    }

    fn mark(concept: usize, start: u32, end: u32, kind: Kind, polarity: Polarity) -> Mark {
        Mark { concept, span: Span::new(start, end), kind, polarity }
    }

    fn passage(id: &str, text: &str, marks: Vec<Mark>) -> MapQuote {
        MapQuote { id: id.into(), text: text.into(), attribution: "Ada, A page".into(), marks }
    }

    fn ideas() -> Vec<MapConcept> {
        vec![
            idea("node", "node", 1, 1),
            idea("post-training", "Post-training", 4, 0),
            idea("rlhf", "RLHF \\N & \"<b>\"", 3, 0),
        ]
    }

    /// Three concepts in a row, two of them in one community.
    pub(crate) fn concept_map() -> ConceptMap {
        let mut map = ConceptMap { title: "Concepts — A & B".into(), ..ConceptMap::default() };
        let places: Vec<_> = ideas().into_iter().rev().map(|idea| map.graph.add_node(idea)).collect();
        map.graph.add_edge(places[0], places[1], MapEdge { quotes: 3, npmi: 0.432_119 });
        map.graph.add_edge(places[1], places[2], MapEdge { quotes: 1, npmi: -0.000_01 });
        map
    }

    /// The concept map, of which a concept came and another went.
    pub(crate) fn difference_map() -> DifferenceMap {
        DifferenceMap {
            map: concept_map(),
            nodes: vec![Change::Came, Change::Changed, Change::Went],
            edges: vec![Change::Came, Change::Went],
            ..DifferenceMap::default()
        }
    }

    /// Two quotes beside three concepts.
    pub(crate) fn evidence_map() -> EvidenceMap {
        use Kind::{Explicit, Implied};
        let marks = vec![
            mark(2, 0, 4, Explicit, Polarity::Negated),
            mark(1, 12, 25, Explicit, Polarity::Asserted),
            mark(2, 26, 30, Implied, Polarity::Negated),
        ];
        let quotes = vec![
            passage("a-page:10", "RLHF is not post-training <b>,\n\"or so\"", marks),
            passage("a-page:2", "A node.", vec![mark(0, 2, 6, Implied, Polarity::Asserted)]),
        ];
        EvidenceMap { title: "Evidence".into(), quotes, concepts: ideas(), more: 0 }
    }

    /// A node of every kind, and a line of most.
    pub(crate) fn answer_map() -> AnswerMap {
        let marks = vec![mark(1, 12, 25, Kind::Explicit, Polarity::Asserted)];
        let nodes = ideas().into_iter().map(MapNode::Concept).chain([
            MapNode::Source { id: "ada".into(), title: "A page".into() },
            MapNode::Quote(passage("ada:10", "RLHF is not post-training", marks)),
            MapNode::Person { id: "ada".into(), name: "Ada \\N".into() },
        ]);
        let relationship = |(relation, from, to)| MapRelationship { relation, ends: [from, to], weight: 1 };
        let relationships = [
            (RelationshipType::Broader, 1, 0),
            (RelationshipType::CoOccurs, 1, 2),
            (RelationshipType::By, 3, 5),
            (RelationshipType::From, 4, 3),
            (RelationshipType::Mentions, 4, 1),
            (RelationshipType::SaidBy, 4, 5),
        ];
        AnswerMap {
            title: "An answer".into(),
            nodes: nodes.collect(),
            relationships: relationships.map(relationship).to_vec(),
            ..AnswerMap::default()
        }
    }

    /// Two chains that share a step.
    pub(crate) fn path_map() -> PathMap {
        let shared = passage(
            "a-page:10",
            "RLHF is not post-training",
            vec![
                mark(2, 0, 4, Kind::Explicit, Polarity::Asserted),
                mark(1, 12, 25, Kind::Explicit, Polarity::Asserted),
            ],
        );
        let last = passage("a-page:2", "post-training a node", vec![]);
        let chains = vec![
            MapChain { concepts: vec![2, 1], steps: vec![(shared.clone(), 3)] },
            MapChain { concepts: vec![2, 1, 0], steps: vec![(shared, 3), (last, 1)] },
        ];
        PathMap { title: "RLHF to node".into(), concepts: ideas(), chains }
    }

    fn edges(elements: &Elements) -> Vec<(&str, &str, RelationshipType, u32)> {
        elements.edges.iter().map(|edge| (&*edge.from, &*edge.to, edge.kind, edge.weight)).collect()
    }

    #[test]
    fn concept_maps() {
        let elements = Elements::from(&concept_map());
        let ids: Vec<_> = elements.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["node", "post-training", "rlhf"]);
        let expected = [
            ("node", "post-training", RelationshipType::CoOccurs, 1),
            ("post-training", "rlhf", RelationshipType::CoOccurs, 3),
        ];
        assert_eq!(edges(&elements), expected);
        let npmi: Vec<_> = elements.edges.iter().map(|edge| edge.properties["npmi"].to_string()).collect();
        assert_eq!(npmi, ["0.0", "0.4321"]);
    }

    #[test]
    fn a_quote_that_is_called_as_a_concept_is_another_node() {
        let (mut beside, mut path, mut answer) = (evidence_map(), path_map(), answer_map());
        beside.concepts[1].id = "a-page:10".into();
        path.concepts[1].id = "a-page:10".into();
        if let MapNode::Concept(concept) = &mut answer.nodes[1] {
            concept.id = "ada:10".into();
        }
        for elements in [Elements::from(&beside), Elements::from(&path), Elements::from(&answer)] {
            let ids: BTreeSet<&str> = elements.nodes.iter().map(|node| node.id.as_str()).collect();
            assert_eq!(ids.len(), elements.nodes.len(), "{ids:?}");
            let kinds = |id: &str| elements.nodes.iter().find(|node| node.id == id).map(|node| node.kind);
            let mentions = elements.edges.iter().filter(|edge| edge.kind == RelationshipType::Mentions);
            for edge in mentions {
                assert_ne!(kinds(&edge.from), kinds(&edge.to), "{edge:?}");
            }
        }
    }

    #[test]
    fn difference_maps() {
        let elements = Elements::from(&difference_map());
        let changes = |properties: &Properties| properties["change"].as_str().unwrap().to_owned();
        let nodes: Vec<String> = elements.nodes.iter().map(|node| changes(&node.properties)).collect();
        assert_eq!(nodes, ["went", "changed", "came"]);
        let edges: Vec<String> = elements.edges.iter().map(|edge| changes(&edge.properties)).collect();
        assert_eq!(edges, ["went", "came"]);
    }

    #[test]
    fn evidence_maps() {
        let elements = Elements::from(&evidence_map());
        let ids: Vec<_> = elements.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["node", "post-training", "rlhf", "a-page:2", "a-page:10"]);
        let expected = [
            ("a-page:2", "node", RelationshipType::Mentions, 1),
            ("a-page:10", "post-training", RelationshipType::Mentions, 1),
            ("a-page:10", "rlhf", RelationshipType::Mentions, 2),
        ];
        assert_eq!(edges(&elements), expected);
        let properties = &elements.edges[2].properties;
        assert_eq!(properties["texts"], json!(["RLHF", "<b>,"]));
        assert_eq!(properties["kinds"], json!(["explicit", "implied"]));
        assert_eq!(properties["negated"], json!(true));
    }

    #[test]
    fn answer_maps() {
        let elements = Elements::from(&answer_map());
        let ids: Vec<_> = elements.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, ["node", "post-training", "rlhf", "ada:10", "person/ada", "source/ada"]);
        let expected = [
            ("post-training", "node", RelationshipType::Broader, 1),
            ("source/ada", "person/ada", RelationshipType::By, 1),
            ("post-training", "rlhf", RelationshipType::CoOccurs, 1),
            ("ada:10", "source/ada", RelationshipType::From, 1),
            ("ada:10", "post-training", RelationshipType::Mentions, 1),
            ("ada:10", "person/ada", RelationshipType::SaidBy, 1),
        ];
        assert_eq!(edges(&elements), expected);
        assert!(elements.directed);
    }

    #[test]
    fn path_maps() {
        let elements = Elements::from(&path_map());
        assert_eq!(elements.nodes.len(), 5);
        let expected = [
            ("post-training", "node", RelationshipType::CoOccurs, 1),
            ("rlhf", "post-training", RelationshipType::CoOccurs, 3),
            ("a-page:2", "node", RelationshipType::Mentions, 0),
            ("a-page:10", "post-training", RelationshipType::Mentions, 1),
            ("post-training", "a-page:2", RelationshipType::Mentions, 0),
            ("rlhf", "a-page:10", RelationshipType::Mentions, 1),
        ];
        assert_eq!(edges(&elements), expected);
        assert_eq!(elements.edges[1].properties["chains"], json!([1, 2]));
    }

    #[test]
    fn indices_that_lead_nowhere_are_left_out() {
        let mut evidence = evidence_map();
        evidence.concepts.truncate(1);
        assert_eq!(Elements::from(&evidence).edges.len(), 1);
        let mut path = path_map();
        path.concepts.truncate(2);
        assert_eq!(Elements::from(&path).nodes.len(), 4);
    }
}
