//! Maps as DOT, for Graphviz: a file that draws well as it is, with the engine that suits the map written into it.

mod label;

use std::collections::{BTreeMap, BTreeSet};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use serde_json::Value;

use self::label::{brief, quoted};
use super::elements::{self, Elements};
use super::excerpt::Evidence;
use super::page::counted;
use super::palette;
use crate::analysis::Change;
use crate::graph::{NodeLabel, RelationshipType};
use crate::text::isolated;

/// Concepts beyond which springs between all pairs take too long.
const MANY: usize = 150;

/// How Graphviz places the nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// In layers.
    Dot,
    /// By springs between all nodes.
    Neato,
    /// By springs between neighbours.
    Fdp,
    /// By springs, for large maps.
    Sfdp,
    /// In circles around a centre.
    Twopi,
    /// On circles.
    Circo,
}

impl Engine {
    /// The engine that suits a map: layers when there are quotes to read, springs when there are only concepts.
    pub fn suited(elements: &Elements) -> Self {
        if elements.nodes.iter().any(|node| node.kind == NodeLabel::Quote) {
            Self::Dot
        } else if elements.nodes.len() > MANY {
            Self::Sfdp
        } else {
            Self::Neato
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Neato => "neato",
            Self::Fdp => "fdp",
            Self::Sfdp => "sfdp",
            Self::Twopi => "twopi",
            Self::Circo => "circo",
        }
    }
}

/// The elements as a DOT document that asks for `engine`.
pub fn dot(elements: &Elements, engine: Engine) -> String {
    let scale = Scale::of(elements);
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(page(elements, engine))),
        Stmt::GAttribute(GraphAttributes::Node(letters("Helvetica", "11"))),
        Stmt::GAttribute(GraphAttributes::Edge(lines(engine))),
    ];
    stmts.extend(elements.nodes.iter().map(|node| Stmt::Node(scale.node(node))));
    stmts.extend(elements.edges.iter().map(|edge| Stmt::Edge(scale.edge(edge))));
    let id = Id::Escaped(quoted(&brief(&elements.title)));
    let graph = match elements.directed {
        true => Graph::DiGraph { id, strict: false, stmts },
        false => Graph::Graph { id, strict: false, stmts },
    };
    graph.print(PrinterContext::default().with_semi()) + "\n"
}

/// What holds for the whole drawing.
fn page(elements: &Elements, engine: Engine) -> Vec<Attribute> {
    let placing = match engine {
        Engine::Dot => [("rankdir", "LR"), ("ranksep", "1.2"), ("nodesep", "0.2")],
        _ => [("overlap", "false"), ("sep", "+14"), ("splines", "curved")],
    };
    let page = [
        ("labelloc", "t"),
        ("labeljust", "l"),
        ("bgcolor", "white"),
        ("pad", "0.3"),
        ("outputorder", "edgesfirst"),
    ];
    let mut attributes = letters("Helvetica-Bold", "16");
    attributes.extend([attribute("layout", engine.name()), title(elements)]);
    attributes.extend(page.into_iter().chain(placing).map(|(name, value)| attribute(name, value)));
    attributes
}

/// What holds for every edge: in layers, edges leave a box at its right and enter the next at its left.
fn lines(engine: Engine) -> Vec<Attribute> {
    let mut attributes = letters("Helvetica", "9");
    if engine == Engine::Dot {
        attributes.extend([attribute("tailport", "e"), attribute("headport", "w")]);
    }
    attributes
}

fn letters(font: &str, size: &str) -> Vec<Attribute> {
    vec![attribute("fontname", font), attribute("fontsize", size), attribute("fontcolor", palette::INK)]
}

/// What sizes and colours are measured against: the largest counts of the map, its concepts, and the evidence in quotes.
struct Scale<'a> {
    most_quotes: f64,
    most_weight: u32,
    concepts: BTreeMap<&'a str, &'a elements::Node>,
    evidence: BTreeMap<&'a str, Vec<Evidence<'a>>>,
    /// Communities of a single concept, in a map of concepts alone.
    single: BTreeSet<u32>,
    directed: bool,
}

impl<'a> Scale<'a> {
    fn of(elements: &'a Elements) -> Self {
        let concepts = elements.nodes.iter().filter(|node| node.kind == NodeLabel::Concept);
        let concepts = concepts.map(|node| (node.id.as_str(), node)).collect();
        let quotes = elements.nodes.iter().filter_map(|node| number(node, "quotes")).max();
        let weight = elements.edges.iter().map(|edge| edge.weight).max();
        Self {
            most_quotes: quotes.unwrap_or(0).max(1) as f64,
            most_weight: weight.unwrap_or(1),
            evidence: evidence(elements, &concepts),
            single: single(elements),
            concepts,
            directed: elements.directed,
        }
    }

    fn node(&self, node: &elements::Node) -> Node {
        let attributes = match node.kind {
            NodeLabel::Concept => self.concept(node),
            NodeLabel::Quote => quote(node, self.evidence.get(node.id.as_str()).map_or(&[], Vec::as_slice)),
            NodeLabel::Person => plain(node, "rounded,filled"),
            NodeLabel::Source => plain(node, "filled"),
        };
        Node { id: node_id(&node.id), attributes }
    }

    /// A rounded box in the community's colour; its letters grow with the square root of its quotes.
    fn concept(&self, node: &elements::Node) -> Vec<Attribute> {
        let quotes = number(node, "quotes").unwrap_or(0);
        let change = change(&node.properties);
        let community = community(node).unwrap_or(0);
        let [strong, tint] = match change {
            Some(change) => palette::change(change).map(ToOwned::to_owned),
            None if self.single.contains(&community) => [palette::GREY, palette::PALE].map(ToOwned::to_owned),
            None => [palette::colour(community), palette::tint(community)],
        };
        let style = if change == Some(Change::Went) { "rounded,filled,dashed" } else { "rounded,filled" };
        let focus = node.properties.get("focus") == Some(&Value::Bool(true));
        let size = 10.0 + 8.0 * (quotes as f64 / self.most_quotes).sqrt();
        vec![
            raw("label", label::concept(&node.label)),
            tooltip(&format!("{}: {}", isolated(&brief(&node.label)), counted(quotes, "quote"))),
            attribute("shape", "box"),
            attribute("style", style),
            attribute("fillcolor", &tint),
            attribute("color", &strong),
            attribute("fontsize", &format!("{size:.1}")),
            attribute("penwidth", if focus { "3" } else { "1.2" }),
        ]
    }

    fn edge(&self, edge: &elements::Edge) -> Edge {
        let attributes = match edge.kind {
            RelationshipType::CoOccurs => self.co_occurrence(edge),
            RelationshipType::Mentions => self.mentions(edge),
            relation => said(relation),
        };
        let end = |id| Vertex::N(node_id(id));
        Edge { ty: EdgeTy::Pair(end(&edge.from), end(&edge.to)), attributes }
    }

    /// A line that grows with its quotes; on a path, where cards stand for them, a dotted line that counts them.
    fn co_occurrence(&self, edge: &elements::Edge) -> Vec<Attribute> {
        let npmi = edge.properties.get("npmi").and_then(Value::as_f64);
        let npmi = npmi.map_or(String::new(), |npmi| format!(", NPMI {npmi:.2}"));
        let quotes = counted(edge.weight, "quote");
        let [from, to] = [&edge.from, &edge.to].map(|end| brief(self.label(end)));
        let tooltip = attribute(
            "tooltip",
            &format!("{}: {quotes}{npmi}", [isolated(&from), isolated(&to)].join(" – ")),
        );
        if edge.properties.contains_key("chains") {
            let color = attribute("color", palette::GREY);
            return vec![color, tooltip, attribute("style", "dotted"), attribute("label", &quotes)];
        }
        let change = change(&edge.properties);
        let colour = change.map_or_else(|| self.line(edge), |change| palette::change(change)[0].to_owned());
        let dashed = (change == Some(Change::Went)).then(|| attribute("style", "dashed"));
        let line = [attribute("color", &colour), tooltip, attribute("penwidth", &self.width(edge))];
        let no_arrow = self.directed.then(|| attribute("arrowhead", "none"));
        line.into_iter().chain(dashed).chain(no_arrow).collect()
    }

    /// A line between the quote's card and the concept: dashed when nothing is named, with a bar at the concept when all is
    /// denied.
    fn mentions(&self, edge: &elements::Edge) -> Vec<Attribute> {
        let negated = edge.properties.get("negated") == Some(&Value::Bool(true));
        let mut attributes = vec![
            attribute("color", &if negated { palette::DENIED.to_owned() } else { self.line(edge) }),
            attribute("penwidth", &self.width(edge)),
            tooltip(&words(edge, "texts").join(", ")),
        ];
        let at_head = self.concepts.contains_key(edge.to.as_str());
        match (negated, at_head) {
            (false, _) => attributes.push(attribute("arrowhead", "none")),
            // Where edges have no direction, Graphviz draws no end of them unless it is told to.
            (true, true) => attributes.extend([attribute("dir", "forward"), attribute("arrowhead", "tee")]),
            (true, false) => attributes.extend([attribute("dir", "back"), attribute("arrowtail", "tee")]),
        }
        if !words(edge, "kinds").contains(&"explicit") {
            attributes.push(attribute("style", "dashed"));
        }
        attributes
    }

    /// What a concept is called.
    fn label<'b>(&'b self, id: &'b str) -> &'b str {
        self.concepts.get(id).map_or(id, |concept| &concept.label)
    }

    /// The colour of the one community that the ends share, or grey.
    fn line(&self, edge: &elements::Edge) -> String {
        let of = |id: &String| community(self.concepts.get(id.as_str())?);
        match (of(&edge.from), of(&edge.to)) {
            (Some(a), Some(b)) if a != b => palette::GREY.to_owned(),
            (Some(community), _) | (_, Some(community)) => palette::colour(community),
            (None, None) => palette::GREY.to_owned(),
        }
    }

    fn width(&self, edge: &elements::Edge) -> String {
        let share = f64::from(edge.weight.saturating_sub(1)) / f64::from(self.most_weight.max(2) - 1);
        format!("{:.2}", 1.2 + 2.8 * share)
    }
}

/// A line with the name of what it says; an arrow, where that holds one way only.
fn said(relation: RelationshipType) -> Vec<Attribute> {
    vec![
        attribute("color", palette::GREY),
        attribute("label", relation.name()),
        attribute("fontsize", "9"),
        attribute("fontcolor", palette::FAINT),
        attribute("arrowhead", if relation.is_symmetric() { "none" } else { "normal" }),
    ]
}

/// A grey box around a name.
fn plain(node: &elements::Node, style: &str) -> Vec<Attribute> {
    vec![
        raw("label", label::concept(&node.label)),
        tooltip(&node.label),
        attribute("shape", "box"),
        attribute("style", style),
        attribute("fillcolor", palette::PALE),
        attribute("color", palette::GREY),
    ]
}

/// The communities of a single concept, where nothing but concepts is shown.
fn single(elements: &Elements) -> BTreeSet<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for node in &elements.nodes {
        if node.kind != NodeLabel::Concept {
            return BTreeSet::new();
        }
        *counts.entry(community(node).unwrap_or(0)).or_default() += 1;
    }
    counts.into_iter().filter(|(_, count)| *count == 1).map(|(community, _)| community).collect()
}

/// The evidence in every quote, by the quote's id.
fn evidence<'a>(
    elements: &'a Elements,
    concepts: &BTreeMap<&str, &elements::Node>,
) -> BTreeMap<&'a str, Vec<Evidence<'a>>> {
    let mut evidence: BTreeMap<&str, Vec<Evidence<'_>>> = BTreeMap::new();
    for edge in elements.edges.iter().filter(|edge| edge.kind == RelationshipType::Mentions) {
        let to_concept = concepts.contains_key(edge.to.as_str());
        let (quote, concept) = if to_concept { (&edge.from, &edge.to) } else { (&edge.to, &edge.from) };
        let starts = edge.properties.get("starts").and_then(Value::as_array).into_iter().flatten();
        let starts = starts.filter_map(|start| usize::try_from(start.as_u64()?).ok());
        evidence.entry(quote).or_default().extend(starts.map(|start| (start, concept.as_str())));
    }
    evidence
}

/// A card with the quote's words.
fn quote(node: &elements::Node, evidence: &[Evidence<'_>]) -> Vec<Attribute> {
    let attribution = node.properties.get("attribution").and_then(Value::as_str).unwrap_or_default();
    vec![
        raw("label", label::card(&node.label, evidence, attribution)),
        tooltip(&node.label),
        attribute("shape", "box"),
        attribute("margin", "0.15,0.08"),
        attribute("style", "filled"),
        attribute("fillcolor", "#fafafb"),
        attribute("color", palette::GREY),
    ]
}

/// What became of a node or an edge between two graphs.
fn change(properties: &elements::Properties) -> Option<Change> {
    let name = properties.get("change")?.as_str()?;
    CHANGES.into_iter().find(|change| change.name() == name)
}

/// All that can become of a thing, in the order of the legend.
const CHANGES: [Change; 4] = [Change::Came, Change::Went, Change::Changed, Change::Same];

/// The title, and below it of how much the map shows some and the colours of changes where there are such, as an HTML-like
/// label.
fn title(elements: &Elements) -> Attribute {
    let nodes = elements.nodes.iter().map(|node| &node.properties);
    let found: Vec<Change> =
        nodes.chain(elements.edges.iter().map(|edge| &edge.properties)).filter_map(change).collect();
    if found.is_empty() && elements.shown.is_empty() {
        return attribute("label", &brief(&elements.title));
    }
    let entry = |change: Change| {
        let [strong, _] = palette::change(change);
        let sign = format!("<FONT POINT-SIZE=\"11\" COLOR=\"{strong}\">■</FONT>");
        format!("{sign}<FONT POINT-SIZE=\"11\"> {}</FONT>", change.name())
    };
    let legend: Vec<String> = CHANGES.into_iter().filter(|one| found.contains(one)).map(entry).collect();
    let shown = label::html(&elements.shown);
    let shown = format!("<FONT FACE=\"Helvetica\" POINT-SIZE=\"11\">{shown}</FONT>");
    let lines = [label::html(&brief(&elements.title)), shown, legend.join("  ")];
    let is_there = [true, !elements.shown.is_empty(), !found.is_empty()];
    let lines = lines.into_iter().zip(is_there).filter(|(_, is_there)| *is_there);
    let lines: String = lines.map(|(line, _)| line + "<BR ALIGN=\"LEFT\"/>").collect();
    raw("label", format!("<{lines}>"))
}

fn community(node: &elements::Node) -> Option<u32> {
    number(node, "community").and_then(|community| community.try_into().ok())
}

fn number(node: &elements::Node, name: &str) -> Option<u64> {
    node.properties.get(name).and_then(Value::as_u64)
}

/// The words of a list among an edge's properties.
fn words<'a>(edge: &'a elements::Edge, name: &str) -> Vec<&'a str> {
    let items = edge.properties.get(name).and_then(Value::as_array);
    items.into_iter().flatten().filter_map(Value::as_str).collect()
}

/// What stands under the pointer.
fn tooltip(text: &str) -> Attribute {
    attribute("tooltip", &brief(text))
}

fn attribute(name: &str, value: &str) -> Attribute {
    raw(name, quoted(value))
}

/// An attribute whose value is a DOT string already.
fn raw(name: &str, value: String) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), Id::Escaped(value))
}

fn node_id(id: &str) -> NodeId {
    NodeId(Id::Escaped(quoted(id)), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::map::{ConceptMap, EvidenceMap};
    use crate::link::Polarity;
    use crate::render::elements::tests::{answer_map, concept_map, difference_map, evidence_map, path_map};

    fn drawn(elements: &Elements) -> String {
        dot(elements, Engine::suited(elements))
    }

    #[test]
    fn golden() {
        let dot = drawn(&Elements::from(&evidence_map()));
        assert_eq!(
            dot,
            include_str!("../../../tests/golden/evidence-map.dot"),
            "if this is meant, the file is now\n{dot}"
        );
    }

    #[test]
    fn changes_have_their_colours_and_a_legend() {
        let dot = drawn(&(&difference_map()).into());
        for part in [
            "■</FONT><FONT POINT-SIZE=\"11\"> came",
            "> went",
            "> changed",
            "rounded,filled,dashed",
            "1 concept and 1 pair came",
        ] {
            assert!(dot.contains(part), "{part}: {dot}");
        }
        assert!(!dot.contains("> same"));
    }

    #[test]
    fn no_string_is_longer_than_graphviz_reads() {
        let long = |text: &mut String| *text = text.repeat(20_000);
        let mut map = evidence_map();
        long(&mut map.title);
        map.concepts.iter_mut().for_each(|concept| long(&mut concept.label));
        for quote in &mut map.quotes {
            [&mut quote.text, &mut quote.attribution].into_iter().for_each(long);
            quote.marks.iter_mut().for_each(|mark| mark.span.end = quote.text.len() as u32);
        }
        let Graph::DiGraph { id: Id::Escaped(id), stmts, .. } =
            graphviz_rust::parse(&drawn(&(&map).into())).unwrap()
        else {
            panic!()
        };
        let attributes = stmts.into_iter().flat_map(|stmt| match stmt {
            Stmt::Node(Node { attributes, .. }) | Stmt::Edge(Edge { attributes, .. }) => attributes,
            Stmt::GAttribute(GraphAttributes::Graph(attributes)) => attributes,
            _ => Vec::new(),
        });
        let strings = attributes.map(|Attribute(_, value)| value.to_string()).chain([id]);
        assert!(strings.map(|string| string.len()).max() < Some(16_384));
    }

    #[test]
    fn a_map_that_is_cut_says_so() {
        let whole = drawn(&(&concept_map()).into());
        assert!(whole.contains("label=\"Concepts — A & B\""), "{whole}");
        let cut = drawn(&(&ConceptMap { more: 1_200, left_out: 3, ..concept_map() }).into());
        let expected = "<FONT FACE=\"Helvetica\" POINT-SIZE=\"11\">3 of 1,203 concepts · 2 of 5 pairs</FONT>";
        assert!(cut.contains(expected), "{cut}");
        let cut = drawn(&(&EvidenceMap { more: 5, ..evidence_map() }).into());
        assert!(cut.contains("2 of 7 quotes, those with the most concepts · 3 concepts"), "{cut}");
        assert!(graphviz_rust::parse(&cut).is_ok());
    }

    #[test]
    fn what_is_denied_ends_in_a_bar_at_the_concept() {
        let mut path = path_map();
        for (quote, _) in path.chains.iter_mut().flat_map(|chain| &mut chain.steps) {
            quote.marks.iter_mut().for_each(|mark| mark.polarity = Polarity::Negated);
        }
        for (elements, expected) in [
            (
                Elements::from(&path),
                &["dir=\"forward\" arrowhead=\"tee\"", "dir=\"back\" arrowtail=\"tee\""][..],
            ),
            (Elements::from(&evidence_map()), &["dir=\"forward\" arrowhead=\"tee\""]),
        ] {
            let dot = drawn(&elements);
            assert!(expected.iter().all(|end| dot.contains(end)), "{dot}");
        }
    }

    #[test]
    fn every_map_is_parsed_again() {
        let maps = [
            Elements::default(),
            (&concept_map()).into(),
            (&evidence_map()).into(),
            (&path_map()).into(),
            (&difference_map()).into(),
            (&answer_map()).into(),
        ];
        for elements in maps {
            let dot = drawn(&elements);
            let graph = graphviz_rust::parse(&dot).unwrap();
            assert_eq!(graph.print(PrinterContext::default().with_semi()) + "\n", dot);
            let (Graph::Graph { stmts, .. } | Graph::DiGraph { stmts, .. }) = graph;
            assert_eq!(stmts.len(), 3 + elements.nodes.len() + elements.edges.len(), "{dot}");
        }
    }
}
