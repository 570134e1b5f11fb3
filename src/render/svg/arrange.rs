//! An arrangement gives every node of a graph a place: connected nodes near one another, the nodes of a community
//! inside an outline of their own, and nothing on top of anything else.
//!
//! Every connected part is an island. On it, stress majorization finds places, and the nodes of each community move
//! apart until their shapes are free. Then the communities, as stiff bodies, come nearer where they are far from one
//! another, and move apart until they are free; and again, a few times. So no two shapes overlap: those
//! of one community by the first step, those of two by the last. Islands stand side by side in rows, and nodes
//! without an edge in rows below.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::unionfind::UnionFind;
use petgraph::visit::EdgeRef;

use super::geometry::{Point, Rect, centroid, hull};
use super::overlap::{Shape, separate};
use super::shelf::shelve;
use super::stress;

/// Pixels between the shapes of two nodes.
const GAP: f64 = 10.0;
/// Pixels between an outline and the shapes in it.
pub(super) const MARGIN: f64 = 12.0;
/// Pixels between two outlines.
const CHANNEL: f64 = 14.0;
/// Pixels between two islands.
const WATER: f64 = 36.0;
/// Rows of nodes without an edge are at least so many pixels long.
const ROW: f64 = 640.0;
/// How much larger an island is than the shapes on it, before they move apart.
const AIR: f64 = 1.6;
/// How much wider and less high a drawing is made, as labels are wide.
const WIDER: f64 = 1.2;
/// An edge is on the average at least this part of the side of a square for a shape, so that a path does not curl up.
const EDGES: f64 = 0.7;
/// How often communities are pulled together, and by which part of the way to the middle: further up and down than to the
/// sides, as screens are wide.
const PULLS: (usize, Point) = (6, Point::new(0.1, 0.2));

/// A node to be arranged.
#[derive(Debug, Clone)]
pub(super) struct Body {
    /// Its community.
    pub(super) community: u32,
    /// The corners of the space that it needs, around its place, clockwise on the screen; three or more.
    pub(super) corners: Vec<Point>,
}

/// Connected nodes of one community.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Their community.
    pub(super) community: u32,
    /// The corners of the hull around the space that they need.
    pub(super) outline: Vec<Point>,
}

/// Arranges a graph whose edges carry the lengths that they would like to have, in any unit, all above 0.
/// Returns the place of every node, and the groups of two nodes or more.
pub(super) fn arrange(graph: &UnGraph<Body, f64>) -> (Vec<Point>, Vec<Group>) {
    let mut sheet = Sheet { graph, places: vec![Point::default(); graph.node_count()] };
    let (islands, alone): (Vec<_>, Vec<_>) = components(graph).into_iter().partition(|part| part.len() > 1);
    let groups: Vec<(u32, Vec<usize>)> = islands.iter().flat_map(|island| sheet.settle(island)).collect();
    let sea = sheet.shelve(&islands, 2.0 * MARGIN + WATER, 0.0, 0.0);
    let beach = if islands.is_empty() { 0.0 } else { sea.max.y + WATER };
    sheet.shelve(&alone, 2.0 * GAP, sea.width().max(ROW), beach);
    let large = groups.into_iter().filter(|(_, members)| members.len() > 1);
    let groups =
        large.map(|(community, members)| Group { community, outline: sheet.outline(&members) }).collect();
    (sheet.places, groups)
}

/// The connected parts, the largest first; the nodes of each in ascending order.
fn components(graph: &UnGraph<Body, f64>) -> Vec<Vec<usize>> {
    let mut sets = UnionFind::new(graph.node_count());
    for edge in graph.edge_references() {
        sets.union(edge.source().index(), edge.target().index());
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..graph.node_count() {
        parts.entry(sets.find(node)).or_default().push(node);
    }
    let mut parts: Vec<Vec<usize>> = parts.into_values().collect();
    parts.sort_by_key(|part| (Reverse(part.len()), part[0]));
    parts
}

/// A graph half arranged.
struct Sheet<'a> {
    graph: &'a UnGraph<Body, f64>,
    places: Vec<Point>,
}

impl Sheet<'_> {
    /// Finds places around the origin for the nodes of an island, and returns its communities.
    fn settle(&mut self, island: &[usize]) -> Vec<(u32, Vec<usize>)> {
        let part = self.cut(island);
        let drawing = level(stress::layout(&part));
        let scale = self.scale(island, &drawing, &part);
        let (x, y) = (scale * WIDER, scale / WIDER);
        let mut groups: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (&node, place) in island.iter().zip(drawing) {
            self.places[node] = Point::new(place.x * x, place.y * y);
            groups.entry(self.body(node).community).or_default().push(node);
        }
        for members in groups.values() {
            self.free(members.iter().map(std::slice::from_ref), GAP);
        }
        self.gather(&groups);
        for round in 0..=PULLS.0 {
            if round > 0 {
                self.pull(island, &groups);
            }
            self.free(groups.values().map(Vec::as_slice), 2.0 * MARGIN + CHANNEL);
        }
        groups.into_iter().collect()
    }

    /// Brings the groups of an island a little nearer to its middle.
    fn pull(&mut self, island: &[usize], groups: &BTreeMap<u32, Vec<usize>>) {
        let Rect { min, max } = self.bounds(island);
        for nodes in groups.values() {
            let way = (min + max) * 0.5 - self.shape(nodes).at;
            self.shift(nodes, Point::new(way.x * PULLS.1.x, way.y * PULLS.1.y));
        }
    }

    /// Brings groups together that stand further apart than they need to, as long edges have them.
    fn gather(&mut self, groups: &BTreeMap<u32, Vec<usize>>) {
        let bodies: Vec<(Point, f64)> = groups.values().map(|nodes| self.disc(nodes)).collect();
        let area: f64 = bodies.iter().map(|(_, area)| area).sum();
        let middle = bodies.iter().fold(Point::default(), |sum, &(at, part)| sum + at * (part / area));
        let square = bodies.iter().map(|&(at, part)| (at - middle).dot(at - middle) * part / area).sum();
        let nearer = spread(area, square).min(1.0) - 1.0;
        for (nodes, (at, _)) in groups.values().zip(bodies) {
            self.shift(nodes, (at - middle) * nearer);
        }
    }

    /// The middle of the rectangle around some nodes, and the area that they need.
    fn disc(&self, nodes: &[usize]) -> (Point, f64) {
        let rect = self.bounds(nodes);
        let room = 2.0 * MARGIN + CHANNEL;
        ((rect.min + rect.max) * 0.5, (rect.width() + room) * (rect.height() + room))
    }

    /// Moves some sets of nodes, each as one stiff body, until the hulls around them are `gap` pixels apart.
    fn free<'n>(&mut self, sets: impl Iterator<Item = &'n [usize]>, gap: f64) {
        let sets: Vec<&[usize]> = sets.collect();
        let before: Vec<Shape> = sets.iter().map(|nodes| self.shape(nodes)).collect();
        let mut after = before.clone();
        separate(&mut after, gap);
        for (nodes, (before, after)) in sets.iter().zip(before.iter().zip(&after)) {
            self.shift(nodes, after.at - before.at);
        }
    }

    /// Puts parts of the graph side by side in rows of about `width` pixels below `top`; where the rows are.
    fn shelve(&mut self, parts: &[Vec<usize>], gap: f64, width: f64, top: f64) -> Rect {
        let rects: Vec<Rect> = parts.iter().map(|nodes| self.bounds(nodes)).collect();
        let ways = shelve(&rects, gap, width, top);
        parts.iter().zip(&ways).for_each(|(nodes, &way)| self.shift(nodes, way));
        self.bounds(&parts.concat())
    }

    fn shift(&mut self, nodes: &[usize], by: Point) {
        nodes.iter().for_each(|&node| self.places[node] += by);
    }

    /// The hull around some nodes, at the middle of their places.
    fn shape(&self, nodes: &[usize]) -> Shape {
        let at = centroid(&nodes.iter().map(|&node| self.places[node]).collect::<Vec<_>>());
        let corners = self.outline(nodes).into_iter().map(|corner| corner - at).collect();
        Shape { corners, at, mass: nodes.len() as f64 }
    }

    fn outline(&self, nodes: &[usize]) -> Vec<Point> {
        hull(nodes.iter().flat_map(|&node| self.corners(node)))
    }

    fn bounds(&self, nodes: &[usize]) -> Rect {
        let around = Rect::around(nodes.iter().flat_map(|&node| self.corners(node)));
        around.unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0))
    }

    fn corners(&self, node: usize) -> impl Iterator<Item = Point> {
        self.body(node).corners.iter().map(move |&corner| corner + self.places[node])
    }

    fn body(&self, node: usize) -> &Body {
        &self.graph[NodeIndex::new(node)]
    }

    /// A part of the graph; its nodes in the order of `nodes`, which is ascending.
    fn cut(&self, nodes: &[usize]) -> UnGraph<(), f64> {
        let at = |node: NodeIndex| nodes.binary_search(&node.index()).ok().map(|at| at as u32);
        let edges = self.graph.edge_references().filter(|edge| edge.source() != edge.target());
        UnGraph::from_edges(
            edges.filter_map(|edge| Some((at(edge.source())?, at(edge.target())?, *edge.weight()))),
        )
    }

    /// Pixels for a unit of a drawing, so that there is room for the shapes of an island and edges are seen.
    fn scale(&self, island: &[usize], drawing: &[Point], part: &UnGraph<(), f64>) -> f64 {
        let area: f64 = island.iter().map(|&node| self.bounds(&[node])).map(Rect::area).sum();
        let count = island.len().max(1) as f64;
        let square = drawing.iter().map(|point| point.dot(*point)).sum::<f64>() / count;
        let length = part.edge_weights().sum::<f64>() / part.edge_count().max(1) as f64;
        spread(area, square).max(EDGES * (area / count).sqrt() / length.max(1e-9))
    }
}

/// How much larger a drawing must become to fill a disc that has room for shapes of some area: the mean square of the ways
/// from its middle is half that of the disc's radius.
fn spread(area: f64, square: f64) -> f64 {
    (area * AIR / (std::f64::consts::TAU * square.max(1e-9))).sqrt()
}

/// The drawing turned so that its longest way lies level.
fn level(drawing: Vec<Point>) -> Vec<Point> {
    let sum = |of: fn(&Point) -> f64| drawing.iter().map(of).sum::<f64>();
    let (xx, xy, yy) = (sum(|p| p.x * p.x), sum(|p| p.x * p.y), sum(|p| p.y * p.y));
    // The larger eigenvalue of the matrix of second moments, and a vector that belongs to it.
    let large = (xx + yy) / 2.0 + ((xx - yy) * (xx - yy) / 4.0 + xy * xy).sqrt();
    let (a, b) = (Point::new(xy, large - xx), Point::new(large - yy, xy));
    let along = if a.length() > b.length() { a.unit() } else { b.unit() };
    if along == Point::default() {
        return drawing;
    }
    drawing.into_iter().map(|point| Point::new(point.dot(along), point.dot(along.turned()))).collect()
}
