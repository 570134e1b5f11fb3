//! A concept map drawn as circles and lines: a circle for every concept, as large as its quotes are many, in the
//! colour of its community; a line for every two that come together, as wide as the quotes that they share.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use super::arrange::{Body, Group, MARGIN, arrange};
use super::bend::{Obstacle, Obstacles};
use super::element::{Element, num};
use super::geometry::{Point, Rect, hull};
use super::page::{EDGE, Entry, Heading, circle, legend, page, scale, words};
use super::text::Font;
use crate::analysis::map::{ConceptMap, MapConcept, MapEdge};
use crate::number::rounded;
use crate::render::palette::{self, GREY, INK, PAPER};
use crate::render::shown::{self, count, part};
use crate::text::isolated;

/// Radius of the circle of the most quoted concept, in pixels, and of the smallest one.
const RADII: (f64, f64) = (24.0, 5.0);
/// Size of the letters of the least and of the most quoted concept.
const LETTERS: (f64, f64) = (11.0, 17.0);
/// Labels wider than this, in ems, are broken into two lines.
const ONE_LINE: f64 = 9.0;
/// No line of a label is wider than this, in ems.
const WIDEST: f64 = 15.0;
/// In a larger map so many concepts have their labels, the others only a tooltip.
const LABELLED: usize = 400;
/// How much longer than inside a community an edge between two communities would like to be.
const ABROAD: f64 = 1.7;

/// Draws a concept map. The same map gives the same bytes on every machine.
///
/// Up to 400 concepts are labelled, the most quoted first. O(n² + n m log n) for n concepts and m edges up to 400
/// concepts, about O(n + m log n) above.
pub fn concept_map(map: &ConceptMap) -> String {
    draw(map, &Communities::of(map), &shown::of_concepts(map), &description(map))
}

/// How the circles and lines of a map are coloured, and what its legend says of that.
pub(super) trait Paint {
    /// The look of the circle at a place.
    fn dot(&self, place: usize, concept: &MapConcept) -> Look;
    /// The look of the line at a place, between two concepts.
    fn line(&self, place: usize, ends: [&MapConcept; 2]) -> Look;
    /// True when soft shapes stand behind the communities.
    fn outlines(&self) -> bool;
    /// What the colours mean.
    fn legend(&self, map: &ConceptMap) -> Vec<Entry>;
}

/// A colour, and whether it is dashed for what is there no more.
pub(super) struct Look {
    pub(super) colour: String,
    pub(super) dashed: bool,
    /// What is said of it under the pointer.
    pub(super) note: &'static str,
}

impl Look {
    fn plain(colour: String) -> Self {
        Self { colour, dashed: false, note: "" }
    }
}

/// A colour for every community of two concepts or more.
struct Communities {
    large: BTreeSet<u32>,
}

impl Communities {
    fn of(map: &ConceptMap) -> Self {
        let mut seen = BTreeSet::new();
        let communities = map.graph.node_weights().map(|concept| concept.community);
        Self { large: communities.filter(|&community| !seen.insert(community)).collect() }
    }

    fn colour(&self, community: u32) -> String {
        if self.large.contains(&community) { palette::colour(community) } else { GREY.to_owned() }
    }
}

impl Paint for Communities {
    fn dot(&self, _: usize, concept: &MapConcept) -> Look {
        Look::plain(self.colour(concept.community))
    }

    fn line(&self, _: usize, [a, b]: [&MapConcept; 2]) -> Look {
        let same = a.community == b.community;
        Look::plain(if same { self.colour(a.community) } else { GREY.to_owned() })
    }

    fn outlines(&self) -> bool {
        true
    }

    fn legend(&self, map: &ConceptMap) -> Vec<Entry> {
        communities(map.graph.node_weights(), 2)
    }
}

/// Draws a concept map with some paint.
pub(super) fn draw(map: &ConceptMap, paint: &dyn Paint, subtitle: &str, description: &str) -> String {
    let picture = Picture::new(map, paint);
    let bounds = picture.bounds();
    let scale = scale(bounds);
    let subtitle = &format!("{subtitle}{}", labelled_of(map));
    let heading = Heading { title: &map.title, subtitle, scale };
    let width = heading.page_width(bounds.width());
    let (heading, top) = heading.draw(width);
    let picture = picture.moved(Point::new((width - bounds.width()) / 2.0, top) - bounds.min);
    let (legend, bottom) = legend(&paint.legend(map), top + bounds.height() + EDGE, width, scale);
    let parts =
        vec![heading, picture.outlines(), picture.edges(), picture.circles(), picture.labels(), legend];
    page(&map.title, description, (width, bottom + EDGE), parts)
}

/// That some of the concepts have no labels, where that is so.
fn labelled_of(map: &ConceptMap) -> String {
    match map.graph.node_count() > LABELLED {
        true => format!(" · labels of the {LABELLED} with the most quotes"),
        false => String::new(),
    }
}

/// A concept as it is drawn, around the origin.
struct Dot {
    radius: f64,
    font: Font,
    label: Vec<String>,
}

impl Dot {
    fn new(concept: &MapConcept, most: u32, labelled: bool) -> Self {
        let share = (f64::from(concept.quotes) / f64::from(most.max(1))).sqrt();
        let font = Font::regular(((LETTERS.0 + (LETTERS.1 - LETTERS.0) * share) * 2.0).round() / 2.0);
        let lines = if font.width(&concept.label) <= ONE_LINE * font.size { 1 } else { 2 };
        let label =
            if labelled { font.balance(&concept.label, lines, WIDEST * font.size) } else { Vec::new() };
        Self { radius: (RADII.0 * share).max(RADII.1), font, label }
    }

    /// The rectangle of the label, with room for a font that is a little wider.
    fn label_box(&self) -> Option<Rect> {
        let width = self.label.iter().map(|line| self.font.width(line)).reduce(f64::max)? * 1.04 + 4.0;
        let top = self.radius + 3.0;
        Some(Rect::new(-width / 2.0, top, width / 2.0, top + self.label.len() as f64 * self.font.line()))
    }

    fn circle_box(&self) -> Rect {
        let reach = self.radius + 2.0;
        Rect::new(-reach, -reach, reach, reach)
    }

    /// The hull of the circle, as an octagon, and of the label.
    fn corners(&self) -> Vec<Point> {
        let (far, near) = (self.radius + 2.0, (self.radius + 2.0) * 0.414_213_6);
        let circle = [far, -far].into_iter().flat_map(|far| {
            [near, -near].into_iter().flat_map(move |near| [Point::new(far, near), Point::new(near, far)])
        });
        hull(circle.chain(self.label_box().into_iter().flat_map(Rect::corners)))
    }
}

/// A map with a place for everything.
struct Picture<'a> {
    graph: &'a UnGraph<MapConcept, MapEdge>,
    paint: &'a dyn Paint,
    dots: Vec<Dot>,
    places: Vec<Point>,
    groups: Vec<Group>,
}

impl<'a> Picture<'a> {
    fn new(map: &'a ConceptMap, paint: &'a dyn Paint) -> Self {
        let graph = &map.graph;
        let most = graph.node_weights().map(|concept| concept.quotes).max().unwrap_or(0);
        let labelled = labelled(graph);
        let dots =
            graph.node_weights().zip(labelled).map(|(concept, labelled)| Dot::new(concept, most, labelled));
        let dots: Vec<Dot> = dots.collect();
        let bodies = graph.map(
            |node, concept| Body { community: concept.community, corners: dots[node.index()].corners() },
            |edge, weight| length(graph, edge, weight),
        );
        let (places, mut groups) = arrange(&bodies);
        groups.retain(|_| paint.outlines());
        Self { graph, paint, dots, places, groups }
    }

    /// The rectangle around everything.
    fn bounds(&self) -> Rect {
        let nodes = self.dots.iter().zip(&self.places);
        let nodes =
            nodes.flat_map(|(dot, &place)| dot.corners().into_iter().map(move |corner| corner + place));
        let reach = Point::new(MARGIN, MARGIN);
        let outlines = self.groups.iter().flat_map(|group| &group.outline);
        let outlines = outlines.flat_map(|&corner| [corner - reach, corner + reach]);
        Rect::around(nodes.chain(outlines)).unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0))
    }

    fn moved(mut self, by: Point) -> Self {
        self.places.iter_mut().for_each(|place| *place += by);
        self.groups.iter_mut().flat_map(|group| &mut group.outline).for_each(|corner| *corner += by);
        self
    }

    /// The soft shapes behind the communities.
    fn outlines(&self) -> Element {
        let outlines = self.groups.iter().map(|group| {
            let colour = palette::colour(group.community);
            let corners: Vec<String> =
                group.outline.iter().map(|corner| format!("{} {}", num(corner.x), num(corner.y))).collect();
            let path = Element::new("path").attr("d", format!("M{}Z", corners.join("L")));
            path.attr("fill", &colour).attr("stroke", &colour)
        });
        let group = Element::new("g").attr("opacity", "0.1").attr("stroke-linejoin", "round");
        group.num("stroke-width", 2.0 * MARGIN).children(outlines)
    }

    /// The lines, the strongest on top.
    fn edges(&self) -> Element {
        let obstacles = self.obstacles();
        let mut edges: Vec<_> = self.graph.edge_references().collect();
        edges.sort_by_key(|edge| (edge.weight().quotes, edge.id()));
        let most = edges.last().map_or(0, |edge| edge.weight().quotes);
        let lines = edges.into_iter().filter(|edge| edge.source() != edge.target()).map(|edge| {
            let nodes = [edge.source().index(), edge.target().index()];
            let [from, to] = nodes.map(|node| self.places[node]);
            self.edge(edge.id().index(), nodes, edge.weight(), most)
                .attr("d", curve(from, obstacles.control(nodes, from, to), to))
        });
        Element::new("g").attr("fill", "none").attr("stroke-linecap", "round").children(lines)
    }

    /// How a line looks: its colour, its width by the quotes, its strength by quotes and association.
    fn edge(&self, place: usize, nodes: [usize; 2], weight: &MapEdge, most: u32) -> Element {
        let [a, b] = nodes.map(|node| &self.graph[NodeIndex::new(node)]);
        let share = f64::from(weight.quotes) / f64::from(most.max(1));
        let crowd = (5.0 * self.graph.node_count() as f64 / self.graph.edge_count().max(1) as f64).min(1.0);
        let strength = share.max(settled(weight.npmi).max(0.0) * crowd);
        let look = self.paint.line(place, [a, b]);
        let width = 1.0 * crowd.max(0.5) + if most > 1 { 4.0 * (share - 1.0 / f64::from(most)) } else { 0.4 };
        let tooltip = format!(
            "{} – {}: {}, NPMI {:.2}{}",
            isolated(&a.label),
            isolated(&b.label),
            count(weight.quotes as usize, "quote"),
            settled(weight.npmi),
            look.note
        );
        dashed(Element::new("path"), look.dashed)
            .attr("stroke", look.colour)
            .num("stroke-width", width)
            .num("opacity", 0.2 * crowd + 0.2 + 0.4 * strength)
            .tooltip(&tooltip)
    }

    /// Circles and labels, as things in the way of edges.
    fn obstacles(&self) -> Obstacles {
        let both = self.dots.iter().zip(&self.places).enumerate().flat_map(|(node, (dot, &place))| {
            let circle = Some(Obstacle { rect: dot.circle_box().moved(place), node, cost: 2.0, own: 1.0 });
            let label =
                dot.label_box().map(|rect| Obstacle { rect: rect.moved(place), node, cost: 1.0, own: 0.5 });
            circle.into_iter().chain(label)
        });
        Obstacles::new(&both.collect::<Vec<_>>())
    }

    fn circles(&self) -> Element {
        let nodes = self.graph.node_weights().zip(&self.dots).zip(&self.places);
        let circles = nodes.enumerate().flat_map(|(at, ((concept, dot), &place))| {
            let ring = circle(place, dot.radius + 4.0)
                .attr("fill", PAPER)
                .attr("stroke", INK)
                .num("stroke-width", 2.0);
            let disc = disc(place, dot.radius, &self.paint.dot(at, concept), &tooltip(concept));
            concept.focus.then_some(ring).into_iter().chain([disc])
        });
        Element::new("g").attr("stroke", PAPER).num("stroke-width", 1.5).children(circles)
    }

    fn labels(&self) -> Element {
        let nodes = self.dots.iter().zip(&self.places);
        let labels = nodes.filter_map(|(dot, &place)| {
            let corner = Point::new(place.x, place.y + dot.label_box()?.min.y);
            Some(words(&dot.label, dot.font, corner))
        });
        let group = Element::new("g").attr("text-anchor", "middle").attr("fill", INK).attr("stroke", PAPER);
        group
            .num("stroke-width", 3.0)
            .attr("stroke-linejoin", "round")
            .attr("paint-order", "stroke")
            .children(labels)
    }
}

/// A disc; only its dashed rim for what is there no more.
pub(super) fn disc(place: Point, radius: f64, look: &Look, tooltip: &str) -> Element {
    let disc = circle(place, radius);
    let disc = if look.dashed {
        dashed(disc, true).attr("fill", PAPER).attr("stroke", &look.colour)
    } else {
        disc.attr("fill", &look.colour)
    };
    if tooltip.is_empty() { disc } else { disc.tooltip(&format!("{tooltip}{}", look.note)) }
}

fn dashed(element: Element, is: bool) -> Element {
    if is { element.attr("stroke-dasharray", "5 4") } else { element }
}

/// What stands under the pointer on a concept.
pub(super) fn tooltip(concept: &MapConcept) -> String {
    format!("{}: {}", isolated(&concept.label), count(concept.quotes as usize, "quote"))
}

/// A curve between two places, as path data.
pub(super) fn curve(from: Point, control: Point, to: Point) -> String {
    let [x0, y0, x1, y1, x2, y2] = [from.x, from.y, control.x, control.y, to.x, to.y].map(num);
    format!("M{x0} {y0}Q{x1} {y1} {x2} {y2}")
}

/// A measure without the last digits, in which two machines may differ; 0 for what is not a number.
fn settled(value: f64) -> f64 {
    if value.is_finite() { rounded(value, 6) } else { 0.0 }
}

/// How long an edge would like to be: the shorter, the larger the part of the quotes of both that is in both
/// (the cosine of the two sets of quotes; Salton and McGill 1983).
fn length(graph: &UnGraph<MapConcept, MapEdge>, edge: petgraph::graph::EdgeIndex, weight: &MapEdge) -> f64 {
    let Some((a, b)) = graph.edge_endpoints(edge) else { return 1.0 };
    let (a, b) = (&graph[a], &graph[b]);
    let product = f64::from(a.quotes.max(1)) * f64::from(b.quotes.max(1));
    let cosine = (f64::from(weight.quotes.max(1)) / product.sqrt()).clamp(0.05, 1.0);
    let abroad = if a.community == b.community { 1.0 } else { ABROAD };
    abroad / cosine.sqrt()
}

/// Which concepts have a label: the focus and the most quoted.
fn labelled(graph: &UnGraph<MapConcept, MapEdge>) -> Vec<bool> {
    let mut order: Vec<(usize, &MapConcept)> = graph.node_weights().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        (!a.focus, Reverse(a.quotes), &a.id).cmp(&(!b.focus, Reverse(b.quotes), &b.id))
    });
    let mut labelled = vec![false; order.len()];
    order.iter().take(LABELLED).for_each(|&(node, _)| labelled[node] = true);
    labelled
}

/// A dot for every community of some concepts or more, named by its most quoted one.
pub(super) fn communities<'a>(concepts: impl Iterator<Item = &'a MapConcept>, least: usize) -> Vec<Entry> {
    let mut communities: BTreeMap<u32, Vec<&MapConcept>> = BTreeMap::new();
    for concept in concepts {
        communities.entry(concept.community).or_default().push(concept);
    }
    let large = communities.into_iter().filter(|(_, members)| members.len() >= least);
    let entry = |(community, members): (u32, Vec<&MapConcept>)| {
        let named = members.iter().min_by_key(|concept| (Reverse(concept.quotes), &concept.id));
        let name = named.map_or("", |concept| concept.label.as_str());
        Entry::dot(palette::colour(community), &format!("{} ({})", isolated(name), members.len()))
    };
    large.map(entry).collect()
}

/// What the picture shows, in a sentence.
fn description(map: &ConceptMap) -> String {
    let (concepts, shown) = (map.graph.node_count(), map.graph.edge_count());
    let concepts = part(concepts, concepts + map.more, "concept");
    if shown == 0 {
        return format!("{concepts}; no two are joined.");
    }
    let pairs = count(shown + map.left_out, "pair");
    let pairs = if map.left_out > 0 { format!("the {shown} that tell most of {pairs}") } else { pairs };
    format!("{concepts}; lines join those that come together in quotes: {pairs}.")
}
