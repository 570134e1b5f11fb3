//! What every picture must be: well-formed, the same bytes twice, with its words apart and on the page.

use petgraph::graph::{NodeIndex, UnGraph};
use proptest::prelude::*;
use roxmltree::{Document, Node};

use super::geometry::{Point, Rect};
use super::text::Font;
use super::{answer_map, concept_map, difference_map, evidence_map, path_map};
use crate::analysis::Change;
use crate::analysis::map::{
    AnswerMap, ConceptMap, DifferenceMap, EvidenceMap, MapChain, MapConcept, MapEdge, MapNode, MapQuote,
    MapRelationship, Mark, PathMap,
};
use crate::graph::RelationshipType;
use crate::link::{Kind, Polarity};
use crate::render::palette::GREY;
use crate::text::Span;

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    let value: f64 = node.attribute(name).unwrap().parse().unwrap();
    assert!(value.is_finite());
    value
}

fn page(document: &Document<'_>) -> Rect {
    let svg = document.root_element();
    Rect::new(0.0, 0.0, number(svg, "width"), number(svg, "height"))
}

fn is_bold(text: Node<'_, '_>) -> bool {
    text.attribute("font-weight") == Some("bold")
}

/// The boxes of all texts: one for every `<text>`, around its lines, from the ascenders to the descenders.
fn texts(document: &Document<'_>) -> Vec<(Rect, String)> {
    let texts = document.descendants().filter(|node| node.has_tag_name("text"));
    texts
        .filter_map(|text| {
            Some((
                text_box(text)?,
                text.descendants().filter(Node::is_text).filter_map(|n| n.text()).collect(),
            ))
        })
        .collect()
}

fn text_box(text: Node<'_, '_>) -> Option<Rect> {
    let font = Font { bold: is_bold(text), size: number(text, "font-size") };
    let middle = text.ancestors().any(|node| node.attribute("text-anchor") == Some("middle"));
    let lines = text.children().filter(|line| line.attribute("x").is_some()).map(|line| {
        let width = font.width(line.text().unwrap_or(""));
        let (x, y) = (number(line, "x") - if middle { width / 2.0 } else { 0.0 }, number(line, "y"));
        Rect::new(x, y - 0.75 * font.size, x + width, y + 0.22 * font.size)
    });
    Rect::around(lines.flat_map(Rect::corners))
}

/// True for the signs of the legend of a large page, which are drawn larger.
fn is_scaled(node: Node<'_, '_>) -> bool {
    node.ancestors().any(|node| node.has_attribute("transform"))
}

fn circles(document: &Document<'_>) -> Vec<Rect> {
    let circles = document.descendants().filter(|node| node.has_tag_name("circle"));
    circles
        .filter(|circle| !is_scaled(*circle))
        .map(|circle| {
            let (r, at) = (number(circle, "r"), Point::new(number(circle, "cx"), number(circle, "cy")));
            Rect::new(-r, -r, r, r).moved(at)
        })
        .collect()
}

/// Checks what holds for every picture, and returns its text boxes.
fn check(svg: &str) -> Vec<(Rect, String)> {
    let document = Document::parse(svg).unwrap();
    let page = page(&document);
    let texts = texts(&document);
    for (rect, text) in &texts {
        let on_page = page.contains(rect.min) && page.contains(rect.max);
        assert!(on_page, "{text:?} at {rect:?} is cut by the page {page:?}");
    }
    let values = document.descendants().flat_map(|node| node.attributes());
    assert!(values.into_iter().all(|value| !["NaN", "inf", "-0"].contains(&value.value())));
    texts
}

/// Checks that no two texts are on top of one another.
fn check_apart(texts: &[(Rect, String)]) {
    for (i, (a, text)) in texts.iter().enumerate() {
        let other = texts[..i].iter().find(|(b, _)| a.overlaps(*b));
        assert!(other.is_none(), "{text:?} at {a:?} is on top of {other:?}");
    }
}

fn concept(id: usize, label: &str, quotes: u32, community: u32) -> MapConcept {
    MapConcept { id: format!("c{id}"), label: label.to_owned(), quotes, community, focus: id == 1 }
}

fn map(labels: &[&str], edges: &[(usize, usize)]) -> ConceptMap {
    let mut graph = UnGraph::new_undirected();
    for (id, label) in labels.iter().enumerate() {
        graph.add_node(concept(id, label, id as u32 % 5, id as u32 % 3));
    }
    for &(a, b) in edges {
        graph.add_edge(
            NodeIndex::new(a),
            NodeIndex::new(b),
            MapEdge { quotes: (a + b) as u32 % 4, npmi: 0.25 },
        );
    }
    ConceptMap { title: "A title <of> & \"words\"".into(), graph, ..ConceptMap::default() }
}

/// An answer with nodes of every kind, whose relationships join what they may.
fn answer(count: usize, joined: &[(usize, usize, usize)]) -> AnswerMap {
    let node = |at: usize| match at % 4 {
        0 => MapNode::Concept(concept(at, "An idea", at as u32, 0)),
        1 => {
            MapNode::Source { id: at.to_string(), title: "A reading with a title <that> goes on & on".into() }
        }
        2 => MapNode::Person { id: at.to_string(), name: "Ann".into() },
        _ => MapNode::Quote(MapQuote {
            id: at.to_string(),
            text: "words ".repeat(at * 7),
            attribution: "A page".into(),
            marks: Vec::new(),
        }),
    };
    let relationships = joined.iter().map(|&(relation, from, to)| MapRelationship {
        relation: RelationshipType::ALL[relation % RelationshipType::ALL.len()],
        ends: [from % count, to % count],
        weight: relation as u32 + 1,
    });
    let relationships = relationships.collect();
    AnswerMap {
        title: "An answer".into(),
        nodes: (0..count).map(node).collect(),
        relationships,
        ..AnswerMap::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn answers_of_every_shape_are_drawn(
        count in 1usize..14,
        joined in prop::collection::vec((0usize..9, 0usize..14, 0usize..14), 0..20),
    ) {
        let map = answer(count, &joined);
        let svg = answer_map(&map);
        check_apart(&check(&svg));
        prop_assert_eq!(answer_map(&map), svg);
    }
}

#[test]
fn an_answer_has_a_line_for_each_relationship() {
    let map = answer(6, &[(0, 1, 0), (1, 0, 4), (2, 1, 2), (3, 0, 4), (8, 3, 2), (4, 3, 3)]);
    let svg = answer_map(&map);
    let document = Document::parse(&svg).unwrap();
    let told =
        document.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text());
    let is_of_line =
        |title: &&str| RelationshipType::ALL.iter().any(|relation| title.contains(relation.name()));
    let told: Vec<&str> = told.filter(is_of_line).collect();
    let [source, idea, person] = ["A reading with a title <that> goes on & on", "An idea", "Ann"];
    let expected = [
        format!("{source} → {idea}: ABOUT"),
        format!("{idea} → {idea}: BROADER"),
        format!("{source} → {person}: BY"),
        format!("{idea} – {idea}: CO_OCCURS, 4 quotes"),
        format!("3 → {person}: SAID_BY"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn concept_maps_of_every_shape_are_drawn() {
    let long =
        "a very long label that goes on and on, well past the point where anybody would still read it "
            .repeat(4);
    let word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(3);
    for (labels, edges) in [
        (vec![], vec![]),
        (vec!["one"], vec![]),
        (vec!["one"], vec![(0, 0)]),
        (vec!["one", "two"], vec![(0, 1)]),
        (vec!["one", "two"], vec![(0, 1), (1, 0), (0, 1)]),
        (vec!["one", "two", "three", "four", "five"], vec![]),
        (vec!["", " ", "\n", "\u{0}"], vec![(0, 1), (1, 2), (2, 3)]),
        (vec![&long, &word, "x"], vec![(0, 1), (1, 2)]),
        (
            vec!["למידת חיזוק", "強化学習からの人間のフィードバック", "التعلم المعزز", "обучение"],
            vec![(0, 1), (1, 2), (2, 3)],
        ),
        (vec!["<b>", "a & b", "\"q\" 'q'", "]]>"], vec![(0, 1), (2, 3)]),
    ] {
        let map = map(&labels, &edges);
        let svg = concept_map(&map);
        check_apart(&check(&svg));
        assert_eq!(svg, concept_map(&map));
    }
}

#[test]
fn labels_reach_the_reader_as_they_are() {
    let svg = concept_map(&map(&["<b> & co", "强化学习"], &[(0, 1)]));
    let texts: Vec<String> = check(&svg).into_iter().map(|(_, text)| text).collect();
    for label in ["<b> & co", "强化学习", "A title <of> & \"words\""] {
        assert!(texts.iter().any(|text| text == label), "{label} in {texts:?}");
    }
}

/// The corners of a path of straight lines, each way round.
fn corners(path: &str) -> Vec<Point> {
    let pairs = path.trim_matches(['M', 'Z']).split('L');
    let point = |pair: &str| {
        let (x, y) = pair.split_once(' ')?;
        Some(Point::new(x.parse().ok()?, y.parse().ok()?))
    };
    pairs.filter_map(point).collect()
}

#[test]
fn outlines_hold_the_circles_of_their_community() {
    let svg = concept_map(&map(
        &["one", "two", "three", "four", "five", "six"],
        &[(0, 3), (3, 1), (1, 4), (4, 2), (2, 5)],
    ));
    let document = Document::parse(&svg).unwrap();
    let colour = |node: &Node<'_, '_>| node.attribute("fill").unwrap_or("").to_owned();
    let outlines: Vec<_> =
        document.descendants().filter(|node| node.attribute("d").is_some_and(|d| d.ends_with('Z'))).collect();
    assert_eq!(outlines.len(), 3);
    for outline in outlines {
        let corners = corners(outline.attribute("d").unwrap());
        let circles =
            document.descendants().filter(|node| node.has_tag_name("circle") && node.has_children());
        let own: Vec<_> = circles.filter(|circle| colour(circle) == colour(&outline)).collect();
        assert_eq!(own.len(), 2);
        for circle in own {
            let at = Point::new(number(circle, "cx"), number(circle, "cy"));
            let next = corners.iter().cycle().skip(1);
            assert!(corners.iter().zip(next).all(|(&a, &b)| (b - a).cross(at - a) >= 0.0));
        }
    }
}

fn any_map() -> impl Strategy<Value = ConceptMap> {
    let concept = ("[a-zA-Zé漢字 &<-]{0,40}", 0u32..30, 0u32..5);
    (prop::collection::vec(concept, 0..40), prop::collection::vec((0usize..40, 0usize..40, 0u32..6), 0..90))
        .prop_map(|(concepts, edges)| {
            let mut graph = UnGraph::new_undirected();
            for (id, (label, quotes, community)) in concepts.iter().enumerate() {
                graph.add_node(super::tests::concept(id, label, *quotes, *community));
            }
            for (a, b, quotes) in edges.into_iter().filter(|&(a, b, _)| a.max(b) < concepts.len()) {
                graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), MapEdge { quotes, npmi: f64::NAN });
            }
            ConceptMap { graph, ..ConceptMap::default() }
        })
}

fn quote(text: &str, marks: Vec<Mark>) -> MapQuote {
    MapQuote { id: "q".into(), text: text.to_owned(), attribution: format!("someone, {}", text.len()), marks }
}

fn any_mark() -> impl Strategy<Value = Mark> {
    let polarity = prop::sample::select(vec![
        Polarity::Asserted,
        Polarity::Negated,
        Polarity::Asked,
        Polarity::Hypothetical,
    ]);
    (0usize..8, 0u32..90, 0u32..90, any::<bool>(), polarity).prop_map(
        |(concept, start, end, named, polarity)| Mark {
            concept,
            span: Span::new(start, end),
            kind: if named { Kind::Explicit } else { Kind::Implied },
            polarity,
        },
    )
}

fn any_evidence() -> impl Strategy<Value = EvidenceMap> {
    let quote = ("\\PC{0,160}", prop::collection::vec(any_mark(), 0..9))
        .prop_map(|(text, marks)| quote(&text, marks));
    let concepts = prop::collection::vec(("\\PC{0,60}", 0u32..9, 0u32..20), 0..8);
    (prop::collection::vec(quote, 0..12), concepts).prop_map(|(quotes, concepts)| EvidenceMap {
        title: "Evidence".into(),
        more: 0,
        quotes,
        concepts: concepts
            .iter()
            .enumerate()
            .map(|(id, (label, quotes, community))| concept(id, label, *quotes, *community))
            .collect(),
    })
}

#[test]
fn a_map_of_many_concepts_is_drawn() {
    let labels: Vec<String> = (0..450).map(|i| format!("concept {i}")).collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let edges: Vec<(usize, usize)> = (1..450).map(|i| (i, i * 7 % i.min(40))).collect();
    check_apart(&check(&concept_map(&map(&labels, &edges))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_label_of_a_concept_map_is_hidden(map in any_map()) {
        let svg = concept_map(&map);
        let texts = check(&svg);
        check_apart(&texts);
        let document = Document::parse(&svg).unwrap();
        for circle in circles(&document) {
            prop_assert!(page(&document).contains(circle.min) && page(&document).contains(circle.max));
            prop_assert!(texts.iter().all(|(rect, _)| !rect.overlaps(circle)), "{circle:?} {texts:?}");
        }
    }

    #[test]
    fn every_difference_map_is_drawn(map in any_map(), changes in prop::collection::vec(0usize..4, 130)) {
        let all = [Change::Came, Change::Went, Change::Changed, Change::Same];
        let changes: Vec<Change> = changes.into_iter().map(|change| all[change]).collect();
        let svg = difference_map(&DifferenceMap { map, nodes: changes.clone(), edges: changes, ..DifferenceMap::default() });
        check_apart(&check(&svg));
    }

    #[test]
    fn every_evidence_map_is_drawn(map in any_evidence()) {
        let svg = evidence_map(&map);
        check(&svg);
        prop_assert_eq!(&svg, &evidence_map(&map));
    }

    #[test]
    fn every_path_map_is_drawn(
        map in any_evidence(),
        chains in prop::collection::vec(prop::collection::vec(0usize..9, 0..5), 0..4),
    ) {
        let steps = |at: usize| map.quotes.iter().cycle().skip(at).take(3).map(|quote| (quote.clone(), 2)).collect();
        let chains = chains.into_iter().enumerate().map(|(at, concepts)| MapChain { concepts, steps: steps(at) });
        let map = PathMap { title: "Paths".into(), concepts: map.concepts.clone(), chains: chains.collect() };
        check(&path_map(&map));
    }
}

#[test]
fn evidence_says_how_a_quote_speaks_of_a_concept() {
    let mark =
        |concept, start, end, kind, polarity| Mark { concept, span: Span::new(start, end), kind, polarity };
    let map = EvidenceMap {
        title: "Evidence".into(),
        quotes: vec![quote(
            "We're not doing reinforcement learning with tools",
            vec![
                mark(0, 16, 38, Kind::Explicit, Polarity::Negated),
                mark(1, 44, 49, Kind::Implied, Polarity::Asserted),
            ],
        )],
        concepts: vec![concept(0, "RL", 1, 0), concept(1, "tool use", 1, 1)],
        more: 0,
    };
    let svg = evidence_map(&map);
    let words: Vec<String> = check(&svg).into_iter().map(|(_, text)| text).collect();
    for expected in
        ["1 quote · 2 concepts · 2 links", "reinforcement learning", "tools", "named", "implied", "denied"]
    {
        assert!(words.iter().any(|text| text.contains(expected)), "{expected} in {words:?}");
    }
    assert!(!words.iter().any(|text| text == "asked"));
}

#[test]
fn signs_stand_apart() {
    let denied = |concept, polarity| Mark { concept, span: Span::new(0, 2), kind: Kind::Explicit, polarity };
    let marks = |polarity| (0..8).map(|concept| denied(concept, polarity)).collect();
    let map = EvidenceMap {
        title: "Evidence".into(),
        quotes: vec![quote("No.", marks(Polarity::Negated)), quote("Is it so?", marks(Polarity::Asked))],
        concepts: (0..8).map(|id| concept(id, "idea", 1, 0)).collect(),
        more: 0,
    };
    let svg = evidence_map(&map);
    let document = Document::parse(&svg).unwrap();
    let signs = circles(&document);
    assert_eq!(signs.len(), 16 + 2, "the legend has one of each");
    for (at, sign) in signs.iter().enumerate() {
        let middle = |rect: &Rect| Point::new(rect.min.x + 6.0, rect.min.y + 6.0);
        assert!(signs[..at].iter().all(|other| (middle(other) - middle(sign)).length() > 13.5), "{signs:?}");
    }
}

#[test]
fn a_path_map_has_a_card_for_every_step() {
    let map = PathMap {
        title: "From RLHF to safety".into(),
        concepts: vec![concept(0, "RLHF", 3, 0), concept(1, "safety", 5, 1)],
        chains: vec![MapChain {
            concepts: vec![0, 1],
            steps: vec![(quote("RLHF feels very safe", Vec::new()), 1_200)],
        }],
    };
    let words: Vec<String> = check(&path_map(&map)).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        words,
        [
            "From RLHF to safety",
            "1 chain",
            "1",
            "RLHF feels very safe",
            "someone, 20",
            "1,200 quotes",
            "RLHF",
            "safety"
        ]
    );
}

#[test]
fn a_long_chain_goes_on_in_a_further_row() {
    let concepts: Vec<MapConcept> = (0..6).map(|id| concept(id, "an idea", 1, 0)).collect();
    let denied = Mark { concept: 1, span: Span::new(0, 2), kind: Kind::Implied, polarity: Polarity::Negated };
    let map = |ideas: usize| {
        let step = || (quote("No.", vec![denied.clone()]), 1);
        let chain = MapChain { concepts: (0..ideas).collect(), steps: (1..ideas).map(|_| step()).collect() };
        PathMap { title: "Paths".into(), concepts: concepts.clone(), chains: vec![chain] }
    };
    for (ideas, rows, pills) in [(1, 1, 1), (4, 1, 4), (5, 2, 6), (6, 2, 7)] {
        let words: Vec<String> = check(&path_map(&map(ideas))).into_iter().map(|(_, text)| text).collect();
        let count = |word: &str| words.iter().filter(|text| *text == word).count();
        assert_eq!(
            (count("…") + 1, count("an idea"), count("1 quote")),
            (rows, pills, ideas - 1),
            "{words:?}"
        );
        assert_eq!(count("denied") + count("implied"), if ideas > 1 { 2 } else { 0 }, "{words:?}");
    }
}

#[test]
fn communities_that_little_ties_together_stand_near_one_another() {
    let mut graph = UnGraph::new_undirected();
    for id in 0..12 {
        graph.add_node(concept(id, "an idea", 20, id as u32 / 3));
    }
    let inside =
        (0..4).flat_map(|part| [(0, 1), (1, 2), (0, 2)].map(|(a, b)| (3 * part + a, 3 * part + b, 20)));
    for (a, b, quotes) in inside.chain([(2, 3, 1), (5, 6, 1), (8, 9, 1)]) {
        graph.add_edge(NodeIndex::new(a), NodeIndex::new(b), MapEdge { quotes, npmi: 0.5 });
    }
    let svg = concept_map(&ConceptMap { graph, ..ConceptMap::default() });
    check_apart(&check(&svg));
    let page = page(&Document::parse(&svg).unwrap());
    assert!(page.area() < 500_000.0, "{page:?}");
}

#[test]
fn loosely_tied_concepts_stand_near_one_another() {
    let mut graph = UnGraph::new_undirected();
    for id in 0..25 {
        graph.add_node(concept(id, "an idea", 100, 0));
    }
    for at in 0..25 {
        let beside = (at % 5 < 4).then_some(at + 1).into_iter().chain((at < 20).then_some(at + 5));
        for next in beside {
            graph.add_edge(NodeIndex::new(at), NodeIndex::new(next), MapEdge { quotes: 1, npmi: 0.1 });
        }
    }
    let svg = concept_map(&ConceptMap { graph, ..ConceptMap::default() });
    check_apart(&check(&svg));
    let page = page(&Document::parse(&svg).unwrap());
    assert!(page.area() < 700_000.0, "{page:?}");
}

#[test]
fn the_words_of_a_large_page_are_large() {
    let size = |concepts: usize| {
        let labels = vec!["an idea of some length"; concepts];
        let edges: Vec<(usize, usize)> = (1..concepts).map(|id| (id, id / 2)).collect();
        let svg = concept_map(&map(&labels, &edges));
        let document = Document::parse(&svg).unwrap();
        let title = document.descendants().find(|node| is_bold(*node)).unwrap();
        (number(title, "font-size"), page(&document).area())
    };
    assert_eq!(size(3).0, 20.0);
    let (title, area) = size(300);
    assert!(title > 25.0 && title < 81.0 && title * title * 4_000.0 > area, "{title} {area}");
}

#[test]
fn a_circle_that_belongs_to_none_is_grey() {
    let mut graph = UnGraph::new_undirected();
    for (id, community) in [0, 0, 1, 2].into_iter().enumerate() {
        graph.add_node(concept(id, "an idea", 1, community));
    }
    graph.add_edge(NodeIndex::new(0), NodeIndex::new(1), MapEdge { quotes: 1, npmi: 0.1 });
    let svg = concept_map(&ConceptMap { graph, ..ConceptMap::default() });
    let document = Document::parse(&svg).unwrap();
    let grey = |node: &Node<'_, '_>| node.has_tag_name("circle") && node.attribute("fill") == Some(GREY);
    assert_eq!(document.descendants().filter(grey).count(), 2);
}

#[test]
fn a_picture_has_a_name_without_a_heading() {
    let svg = concept_map(&ConceptMap { title: String::new(), ..map(&["one", "two"], &[(0, 1)]) });
    let document = Document::parse(&svg).unwrap();
    let title = document.descendants().find(|node| node.has_tag_name("title")).unwrap();
    assert_eq!(title.text(), Some("2 concepts; lines join those that come together in quotes: 1 pair."));
}

#[test]
fn a_difference_says_how_much_differs() {
    let map = map(&["one", "two", "three"], &[(0, 1), (1, 2)]);
    let nodes = vec![Change::Came, Change::Came, Change::Same];
    let edges = vec![Change::Went, Change::Same];
    let all = DifferenceMap { map, nodes, edges, unmentioned: 1200, ..DifferenceMap::default() };
    let silent = DifferenceMap { unmentioned: 1, ..DifferenceMap::default() };
    let busy = DifferenceMap {
        undrawn_nodes: [(Change::Went, 1679)].into(),
        undrawn_edges: [(Change::Went, 3)].into(),
        unmentioned: 0,
        ..all.clone()
    };
    for (map, expected) in [
        (busy, "2 concepts and 0 pairs came · 0 of 1,679 concepts and 1 of 4 pairs went"),
        (
            all,
            "2 concepts and 0 pairs came · 0 concepts and 1 pair went · 1,200 concepts that no quote mentions differ",
        ),
        (silent, "1 concept that no quote mentions differs"),
    ] {
        let words: Vec<String> = check(&difference_map(&map)).into_iter().map(|(_, text)| text).collect();
        assert!(words.iter().any(|text| text == expected), "{words:?}");
    }
}

#[test]
fn an_author_is_named_once() {
    let said = |text: &str| MapQuote { attribution: "Ann · On growth".into(), ..quote(text, Vec::new()) };
    let map = EvidenceMap {
        title: "What is said of A — Ann".into(),
        quotes: vec![said("One."), said("Two.")],
        ..EvidenceMap::default()
    };
    let words: Vec<String> = check(&evidence_map(&map)).into_iter().map(|(_, text)| text).collect();
    assert!(words.contains(&"2 quotes · 0 concepts · 0 links · On growth".to_owned()), "{words:?}");
}

#[test]
fn no_line_of_an_answer_runs_under_another_box() {
    let joined: Vec<(usize, usize, usize)> =
        (0..40).flat_map(|at| [(at % 9, at, (at * 7 + 3) % 40), (4, at, at % 4)]).collect();
    let svg = answer_map(&answer(40, &joined));
    let document = Document::parse(&svg).unwrap();
    let boxes: Vec<Rect> = document
        .descendants()
        .filter(|node| node.has_attribute("rx") && node.has_attribute("stroke") && !is_scaled(*node))
        .map(|node| {
            let [x, y, width, height] = ["x", "y", "width", "height"].map(|name| number(node, name));
            Rect::new(x, y, x + width, y + height)
        })
        .collect();
    let lines = document.descendants().filter(|node| !is_scaled(*node));
    let lines = lines.filter_map(|node| node.attribute("d")).filter(|path| path.contains('Q'));
    let mut hits = 0;
    for line in lines {
        let numbers: Vec<f64> =
            line.split(['M', 'Q', ' ']).filter_map(|number| number.parse().ok()).collect();
        let points: Vec<Point> = numbers.chunks(2).map(|pair| Point::new(pair[0], pair[1])).collect();
        let ends = [points[0], points[points.len() - 1]];
        let on = |piece: &[Point], t: f64| {
            piece[0] * ((1.0 - t) * (1.0 - t)) + piece[1] * (2.0 * t * (1.0 - t)) + piece[2] * (t * t)
        };
        let pieces = (0..points.len() / 2).map(|at| &points[2 * at..2 * at + 3]);
        let places: Vec<Point> =
            pieces.flat_map(|piece| (0..=100).map(move |step| on(piece, f64::from(step) / 100.0))).collect();
        let foreign = boxes.iter().filter(|rect| !ends.iter().any(|&end| rect.contains(end)));
        hits += foreign.filter(|rect| places.iter().any(|&place| rect.grown(-1.0).contains(place))).count();
    }
    assert!(boxes.len() >= 40);
    assert_eq!(hits, 0);
}

#[test]
fn a_picture_of_nothing_says_so() {
    for (svg, expected) in [
        (concept_map(&ConceptMap::default()), "No quote mentions a concept."),
        (evidence_map(&EvidenceMap::default()), "No quote mentions a concept."),
        (difference_map(&DifferenceMap::default()), "No concept differs."),
    ] {
        let words: Vec<String> = check(&svg).into_iter().map(|(_, text)| text).collect();
        assert!(words.iter().any(|text| text == expected), "{words:?}");
    }
}

#[test]
fn an_answer_shows_what_is_denied() {
    let denied =
        Mark { concept: 0, span: Span::new(0, 2), kind: Kind::Explicit, polarity: Polarity::Negated };
    let nodes = vec![
        MapNode::Concept(concept(0, "idea", 1, 0)),
        MapNode::Person { id: "a".into(), name: "Ann".into() },
        MapNode::Quote(quote("No idea.", vec![denied])),
    ];
    let relation = |relation, to| MapRelationship { relation, ends: [2, to], weight: 1 };
    let relationships = vec![relation(RelationshipType::Mentions, 0), relation(RelationshipType::SaidBy, 1)];
    let svg = answer_map(&AnswerMap { title: "An answer".into(), nodes, relationships, rows: [3, 1_200] });
    let words: Vec<String> = check(&svg).into_iter().map(|(_, text)| text).collect();
    assert_eq!(
        words.iter().filter(|text| *text == "−").count(),
        2,
        "on its line and in the legend: {words:?}"
    );
    assert!(words.contains(&"denied".to_owned()));
    assert!(words.iter().any(|text| text.ends_with(" · the first 3 of 1,200 rows")), "{words:?}");
}
