//! An answer drawn as boxes and lines: a pill for every concept, a card for every quote, a grey box for every person and
//! source, and a line for every relationship, each kind with a look of its own.

use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};

use super::arrange::{Body, arrange};
use super::bend::{Obstacle, Obstacles};
use super::card::Card;
use super::concept_map::{communities, curve};
use super::element::{Element, num};
use super::evidence_map::evidence_map;
use super::geometry::{Point, Rect, hull};
use super::page::{EDGE, Entry, Heading, legend, page, rounded, scale, words};
use super::pill::Pill;
use super::route::{self, Routes};
use super::sign::{self, Manner};
use super::text::Font;
use crate::analysis::map::{AnswerMap, MapConcept, MapNode, MapQuote, MapRelationship};
use crate::graph::{NodeLabel, RelationshipType};
use crate::render::palette::{self, GREY, INK, PALE};
use crate::render::shown::{count, part};

/// Pixels that a card is wide.
const WIDE: f64 = 290.0;
/// The letters of people and sources.
const NAME: Font = Font::regular(12.5);
/// Names wider than this are broken into two lines, in pixels.
const WIDEST: f64 = 190.0;
/// Pixels between a frame and the name in it, at the sides and above.
const PADDING: (f64, f64) = (12.0, 6.0);
/// Pixels that are left free around a box.
const SPACE: f64 = 14.0;
/// Pixels between two lines that join the same boxes.
const BESIDE: f64 = 26.0;
/// Pixels between the places of a line that are looked at.
const STEP: f64 = 6.0;

/// Draws an answer; quotes beside the concepts that they mention as an evidence map. The same map gives the same bytes on
/// every machine. O(n² + n m log n) for n nodes and m relationships.
pub fn answer_map(map: &AnswerMap) -> String {
    if let Some(evidence) = map.evidence() {
        return evidence_map(&evidence);
    }
    let picture = Picture::new(map);
    let bounds = picture.bounds();
    let subtitle = subtitle(map);
    let scale = scale(bounds);
    let heading = Heading { title: &map.title, subtitle: &subtitle, scale };
    let width = heading.page_width(bounds.width());
    let (heading, top) = heading.draw(width);
    let picture = picture.moved(Point::new((width - bounds.width()) / 2.0, top) - bounds.min);
    let (legend, bottom) = legend(&entries(map), top + bounds.height() + EDGE, width, scale);
    let description = format!("What an answer names: {subtitle}.");
    let curves = picture.curves();
    let parts = vec![heading, picture.lines(&curves), picture.boxes(), picture.signs(&curves), legend];
    page(&map.title, &description, (width, bottom + EDGE), parts)
}

/// A node, measured.
enum Shape<'a> {
    Concept(Pill<'a>),
    Quote(Card<'a>),
    Person(Vec<String>),
    Source(Vec<String>),
}

impl<'a> Shape<'a> {
    fn new(node: &'a MapNode, concepts: &[&'a MapConcept], most: u32) -> Self {
        let name = |name: &str| NAME.balance(name, if NAME.width(name) <= WIDEST { 1 } else { 2 }, WIDEST);
        match node {
            MapNode::Concept(concept) => Self::Concept(Pill::new(concept, most)),
            MapNode::Quote(quote) => Self::Quote(card(quote, concepts)),
            MapNode::Person { name: person, .. } => Self::Person(name(person)),
            MapNode::Source { title, .. } => Self::Source(name(title)),
        }
    }

    fn size(&self) -> Point {
        match self {
            Self::Concept(pill) => Point::new(pill.width(), pill.height()),
            Self::Quote(card) => Point::new(WIDE, card.height()),
            Self::Person(lines) | Self::Source(lines) => {
                let width = lines.iter().map(|line| NAME.width(line)).fold(0.0, f64::max);
                let height = lines.len().max(1) as f64 * NAME.line();
                Point::new(width * 1.04 + 2.0 * PADDING.0, height + 2.0 * PADDING.1)
            }
        }
    }

    /// The rectangle that it takes around a place.
    fn rect(&self, place: Point) -> Rect {
        let half = self.size() * 0.5;
        Rect { min: place - half, max: place + half }
    }

    fn draw(&self, place: Point) -> Element {
        let rect = self.rect(place);
        match self {
            Self::Concept(pill) => pill.draw(Point::new(rect.min.x, place.y)),
            Self::Quote(card) => card.draw(rect.min),
            Self::Person(lines) => named(lines, rect, NAME.line() / 2.0 + PADDING.1),
            Self::Source(lines) => named(lines, rect, 2.0),
        }
    }
}

/// A card with the marks of its own concepts, which come first among the nodes.
fn card<'a>(quote: &'a MapQuote, concepts: &[&'a MapConcept]) -> Card<'a> {
    let marks = quote.marks.iter().filter_map(|mark| Some((mark, *concepts.get(mark.concept)?)));
    Card::new(quote, marks.collect::<Vec<_>>(), WIDE)
}

/// A name in a grey frame.
fn named(lines: &[String], rect: Rect, radius: f64) -> Element {
    let corner = Point::new((rect.min.x + rect.max.x) / 2.0, rect.min.y + PADDING.1);
    let frame = rounded(rect, radius).attr("fill", PALE).attr("stroke", GREY);
    let name = words(lines, NAME, corner).attr("text-anchor", "middle").attr("fill", INK);
    Element::new("g").child(frame).child(name)
}

/// A map with a place for everything.
struct Picture<'a> {
    map: &'a AnswerMap,
    shapes: Vec<Shape<'a>>,
    /// The middle of each shape.
    places: Vec<Point>,
}

/// The line of a relationship.
struct Curve<'a> {
    own: &'a MapRelationship,
    /// Quadratic curves, one after the other: where each begins, bends to and ends.
    pieces: Vec<[Point; 3]>,
}

impl Curve<'_> {
    /// As path data.
    fn path(&self) -> String {
        let mut path = String::new();
        for &[from, control, to] in &self.pieces {
            let piece = curve(from, control, to);
            path += if path.is_empty() { &piece } else { piece.find('Q').map_or("", |at| &piece[at..]) };
        }
        path
    }
}

impl<'a> Picture<'a> {
    fn new(map: &'a AnswerMap) -> Self {
        let concepts: Vec<&MapConcept> = concepts(map).collect();
        let most = concepts.iter().map(|concept| concept.quotes).max().unwrap_or(0);
        let shapes: Vec<Shape<'_>> = map.nodes.iter().map(|node| Shape::new(node, &concepts, most)).collect();
        let mut bodies = UnGraph::default();
        for shape in &shapes {
            let Rect { min, max } = shape.rect(Point::default());
            let space = Point::new(SPACE, SPACE);
            let corners = hull(Rect { min: min - space, max: max + space }.corners());
            bodies.add_node(Body { community: 0, corners });
        }
        for own in &map.relationships {
            let [from, to] = own.ends.map(NodeIndex::new);
            if from != to && bodies.find_edge(from, to).is_none() {
                bodies.add_edge(from, to, 1.0);
            }
        }
        let (places, _) = arrange(&bodies);
        Self { map, shapes, places }
    }

    fn rects(&self) -> impl Iterator<Item = Rect> {
        self.shapes.iter().zip(&self.places).map(|(shape, &place)| shape.rect(place))
    }

    fn bounds(&self) -> Rect {
        Rect::around(self.rects().flat_map(Rect::corners)).unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0))
    }

    fn moved(mut self, by: Point) -> Self {
        self.places.iter_mut().for_each(|place| *place += by);
        self
    }

    fn boxes(&self) -> Element {
        let boxes = self.shapes.iter().zip(&self.places).map(|(shape, &place)| shape.draw(place));
        Element::new("g").children(boxes)
    }

    fn lines(&self, curves: &[Curve<'_>]) -> Element {
        let most = self.map.relationships.iter().map(|own| own.weight).max().unwrap_or(1);
        let lines = curves.iter().map(|curve| self.line(curve, most));
        Element::new("g").attr("fill", "none").attr("stroke-linecap", "round").children(lines)
    }

    /// The lines of the relationships of two boxes, beside those that join the same boxes and around others.
    fn curves(&self) -> Vec<Curve<'a>> {
        let boxes: Vec<Obstacle> = self
            .rects()
            .enumerate()
            .map(|(node, rect)| Obstacle { rect, node, cost: 1.0, own: 0.0 })
            .collect();
        let obstacles = Obstacles::new(&boxes).wide();
        let rects: Vec<Rect> = self.rects().collect();
        let mut routes: Option<Routes> = None;
        let mut routed = 0;
        let mut seen: BTreeMap<[usize; 2], usize> = BTreeMap::new();
        let apart = self.map.relationships.iter().filter(|own| own.ends[0] != own.ends[1]);
        let curve = |own: &'a MapRelationship| {
            let [from, to] = own.ends.map(|end| self.places[end]);
            let mut ends = own.ends;
            ends.sort_unstable();
            let before = seen.entry(ends).or_default();
            let aside = if own.ends == ends { BESIDE } else { -BESIDE };
            let aside = (to - from).turned().unit() * (aside * 2.0 * *before as f64);
            *before += 1;
            let bent = [from, obstacles.control(own.ends, from, to) + aside, to];
            if rects.len() > route::MOST || is_free(bent, own.ends, &rects) {
                return Curve { own, pieces: vec![bent] };
            }
            routed += 1;
            let routes = routes.get_or_insert_with(|| Routes::around(&rects));
            Curve { own, pieces: routes.between(own.ends, [from, to], routed).unwrap_or(vec![bent]) }
        };
        apart.map(curve).collect()
    }

    fn line(&self, curve: &Curve<'_>, most: u32) -> Element {
        let own = curve.own;
        let width = 1.4 + 2.6 * f64::from(own.weight - 1) / f64::from(most.max(2) - 1);
        let line = look(own.relation).stroked(Element::new("path")).num("stroke-width", width);
        let line = line.attr("d", curve.path());
        let line = manner(self.map, own).into_iter().fold(line, |line, manner| manner.dashed(line));
        let line = line.tooltip(&self.told(own));
        if own.relation.is_symmetric() {
            return line;
        }
        let end = own.ends[1];
        let head = head(self.shapes[end].rect(self.places[end]), &curve.pieces);
        Element::new("g").child(line).child(head.attr("fill", look(own.relation).colour))
    }

    /// Small signs where a quote does not simply assert a concept, each on its line and beside the boxes.
    fn signs(&self, curves: &[Curve<'_>]) -> Element {
        let mut places: Vec<Point> = Vec::new();
        let mut signs = Vec::new();
        for curve in curves {
            let Some(manner) = manner(self.map, curve.own) else { continue };
            let place = self.free_place(curve, &places);
            if let Some(sign) = manner.sign(place) {
                places.push(place);
                signs.push(sign);
            }
        }
        Element::new("g").children(signs)
    }

    /// The place on a curve, the nearest to its middle, that is away from boxes and other signs.
    fn free_place(&self, curve: &Curve<'_>, signs: &[Point]) -> Point {
        let is_free = |place: &Point| {
            let apart = signs.iter().all(|sign| (*sign - *place).length() >= 2.5 * sign::RADIUS);
            apart && !self.rects().any(|rect| rect.grown(sign::RADIUS + 2.0).contains(*place))
        };
        let steps = (0..20).flat_map(|step| [f64::from(step), -f64::from(step)]);
        let mut places = steps.map(|step| along(&curve.pieces, 0.5 + step * 0.02));
        places.find(is_free).unwrap_or_else(|| along(&curve.pieces, 0.5))
    }

    /// What a line says, in words.
    fn told(&self, own: &MapRelationship) -> String {
        let [from, to] = own.ends.map(|end| self.map.nodes[end].name());
        let arrow = if own.relation.is_symmetric() { "–" } else { "→" };
        let counted = match own.relation {
            RelationshipType::CoOccurs => format!(", {}", count(own.weight as usize, "quote")),
            RelationshipType::Mentions => format!(", {}", count(own.weight as usize, "mention")),
            _ => String::new(),
        };
        format!("{from} {arrow} {to}: {}{counted}", own.relation.name())
    }
}

/// How a quote speaks of a concept, in a relationship of the two.
fn manner(map: &AnswerMap, own: &MapRelationship) -> Option<Manner> {
    let [MapNode::Quote(quote), MapNode::Concept(_)] = own.ends.map(|end| &map.nodes[end]) else {
        return None;
    };
    Manner::of_all(quote.marks.iter().filter(|mark| mark.concept == own.ends[1]))
}

/// True when a curve runs under no box but those at its ends.
fn is_free(curve: [Point; 3], ends: [usize; 2], rects: &[Rect]) -> bool {
    let [from, control, to] = curve;
    let steps = (((control - from).length() + (to - control).length()) / STEP) as usize + 1;
    let places: Vec<Point> = (0..=steps).map(|step| on_curve(curve, step as f64 / steps as f64)).collect();
    let mut others = rects.iter().enumerate().filter(|(node, _)| !ends.contains(node));
    others.all(|(_, rect)| !places.iter().any(|&place| rect.contains(place)))
}

/// The place on curves, one after the other, at a parameter in 0..=1.
fn along(pieces: &[[Point; 3]], t: f64) -> Point {
    let along = t * pieces.len() as f64;
    let piece = (along as usize).min(pieces.len() - 1);
    on_curve(pieces[piece], along - piece as f64)
}

/// The place on a curve at a parameter in 0..=1.
fn on_curve([from, control, to]: [Point; 3], t: f64) -> Point {
    from * ((1.0 - t) * (1.0 - t)) + control * (2.0 * t * (1.0 - t)) + to * (t * t)
}

/// The head of an arrow where a curve comes to a box.
fn head(rect: Rect, pieces: &[[Point; 3]]) -> Element {
    let steps = 100 * pieces.len();
    let at = |step: usize| along(pieces, step as f64 / steps as f64);
    let step = (0..=steps).rev().find(|&step| !rect.contains(at(step))).unwrap_or(0);
    let (tip, way) = (at(step), (at((step + 1).min(steps)) - at(step.saturating_sub(1))).unit());
    let side = way.turned() * 4.0;
    let corners = [tip, tip - way * 9.0 + side, tip - way * 9.0 - side];
    let corners = corners.map(|corner| format!("{} {}", num(corner.x), num(corner.y)));
    Element::new("path").attr("d", format!("M{}Z", corners.join("L")))
}

/// How the lines of a kind look.
#[derive(Clone, Copy)]
struct Look {
    colour: &'static str,
    dashes: Option<&'static str>,
}

impl Look {
    fn stroked(self, element: Element) -> Element {
        let element = element.attr("stroke", self.colour).attr("opacity", "0.75");
        self.dashes.into_iter().fold(element, |element, dashes| element.attr("stroke-dasharray", dashes))
    }
}

fn look(relation: RelationshipType) -> Look {
    let (colour, dashes) = match relation {
        RelationshipType::Mentions => ("#3b6fb6", None),
        RelationshipType::CoOccurs => (GREY, None),
        RelationshipType::Broader => (INK, None),
        RelationshipType::Related => (GREY, Some("5 4")),
        RelationshipType::SaidBy => ("#8a5fb0", None),
        RelationshipType::By => ("#8a5fb0", Some("5 4")),
        RelationshipType::From => ("#9a6b4b", None),
        RelationshipType::About => ("#9a6b4b", Some("5 4")),
        RelationshipType::Next => ("#3f9b58", None),
    };
    Look { colour, dashes }
}

fn concepts(map: &AnswerMap) -> impl Iterator<Item = &MapConcept> {
    map.nodes.iter().filter_map(|node| match node {
        MapNode::Concept(concept) => Some(concept),
        _ => None,
    })
}

/// What the boxes are, where there are several kinds without words of their own, what their colours mean, and what the
/// lines say.
fn entries(map: &AnswerMap) -> Vec<Entry> {
    let drawn = [NodeLabel::Concept, NodeLabel::Person, NodeLabel::Source];
    let drawn = drawn.into_iter().filter(|kind| number(map, *kind) > 0);
    let boxes: Vec<Entry> =
        drawn.map(|kind| Entry::new(22.0, kind.word(), move |at| boxed(kind, at))).collect();
    let boxes = if boxes.len() > 1 { boxes } else { Vec::new() };
    let is_there =
        |relation: &RelationshipType| map.relationships.iter().any(|own| own.relation == *relation);
    let lines = RelationshipType::ALL.into_iter().filter(is_there);
    let lines = lines.map(|relation| Entry::new(26.0, relation.name(), move |at| sample(relation, at)));
    let manners: Vec<Manner> = map.relationships.iter().filter_map(|own| manner(map, own)).collect();
    let signs = sign::entries(&manners, look(RelationshipType::Mentions).colour);
    boxes.into_iter().chain(communities(concepts(map), 1)).chain(lines).chain(signs).collect()
}

/// How many nodes are of a kind.
fn number(map: &AnswerMap, kind: NodeLabel) -> usize {
    map.nodes.iter().filter(|node| node.label() == kind).count()
}

/// A small box as those of a kind.
fn boxed(kind: NodeLabel, at: Point) -> Element {
    let rect = Rect::new(-11.0, -6.0, 11.0, 6.0).moved(at);
    match kind {
        NodeLabel::Concept => {
            rounded(rect, 6.0).attr("fill", palette::tint(0)).attr("stroke", palette::colour(0))
        }
        NodeLabel::Person => rounded(rect, 6.0).attr("fill", PALE).attr("stroke", GREY),
        _ => rounded(rect, 1.0).attr("fill", PALE).attr("stroke", GREY),
    }
}

/// A short line as those of a kind.
fn sample(relation: RelationshipType, at: Point) -> Element {
    let [from, to] = [at - Point::new(13.0, 0.0), at + Point::new(13.0, 0.0)];
    let line = look(relation).stroked(Element::new("path")).num("stroke-width", 1.8).attr("fill", "none");
    let line = line.attr("d", curve(from, at, to));
    if relation.is_symmetric() {
        return line;
    }
    let end = Rect { min: to - Point::new(0.5, 6.0), max: to + Point::new(9.0, 6.0) };
    let head = head(end, &[[from, at, to]]).attr("fill", look(relation).colour);
    Element::new("g").child(line).child(head)
}

/// How much there is of each kind, and of how many rows.
fn subtitle(map: &AnswerMap) -> String {
    let kinds = [NodeLabel::Concept, NodeLabel::Quote, NodeLabel::Person, NodeLabel::Source];
    let counts = kinds.map(|kind| (kind.word(), number(map, kind)));
    let counts = counts.into_iter().chain([("relationship", map.relationships.len())]);
    let told = counts.filter(|(_, number)| *number > 0).map(|(kind, number)| match (kind, number) {
        ("person", 2..) => format!("{number} people"),
        _ => count(number, kind),
    });
    let [shown, all] = map.rows;
    let rows = (shown < all).then(|| format!("the first {}", part(shown, all, "row")));
    told.chain(rows).collect::<Vec<_>>().join(" · ")
}
