//! Stress is how far the distances in a drawing are from the distances in its graph: the sum over pairs of nodes of
//! `weight * (drawn - wanted)²`, where a wanted distance is a shortest path and its weight is its inverse square.
//!
//! A drawing of low stress is found by majorization (Gansner, Koren and North, "Graph drawing by stress
//! majorization", 2004), one node at a time. It starts from Pivot MDS (Brandes and Pich, "Eigensolver methods for
//! progressive multidimensional scaling of large data", 2006). Large graphs count only edges and the distances to a
//! few pivots (Ortmann, Klimenta and Brandes, "A sparse stress model", 2016).

use petgraph::algo::dijkstra;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use super::geometry::{Point, centroid};

/// Up to so many nodes every pair of them counts.
const FULL: usize = 400;
/// Pivots of a larger graph, and of every graph for the start.
const PIVOTS: usize = 60;
/// Rounds of majorization at the most.
const ROUNDS: usize = 300;
/// A round in which no node moves by more than this part of an edge is the last.
const STILL: f64 = 1e-3;

/// What a node wants: to be at a distance of another one.
struct Wish {
    other: usize,
    distance: f64,
    weight: f64,
}

/// Positions of low stress for a connected graph whose edges carry their lengths, around the origin, in the unit of
/// those lengths. O(n² + n m log n) for up to 400 nodes, O(n + m log n) above.
pub(super) fn layout<N>(graph: &UnGraph<N, f64>) -> Vec<Point> {
    let pivots = Pivots::of(graph, PIVOTS.min(graph.node_count()));
    let mut positions = pivots.start();
    let wishes = if graph.node_count() <= FULL { every_pair(graph) } else { pivots.wishes(graph) };
    majorize(&wishes, &mut positions);
    let centre = centroid(&positions);
    positions.iter_mut().for_each(|position| *position -= centre);
    positions
}

/// Moves the nodes, one after the other, to where their wishes meet, until they are still.
fn majorize(wishes: &[Vec<Wish>], positions: &mut [Point]) {
    for _ in 0..ROUNDS {
        let mut furthest: f64 = 0.0;
        for (node, wishes) in wishes.iter().enumerate() {
            let place = meet(wishes, positions[node], positions);
            furthest = furthest.max((place - positions[node]).length());
            positions[node] = place;
        }
        if furthest < STILL {
            break;
        }
    }
}

/// The weighted mean of the places that a node's wishes would have it at, seen from where it is.
fn meet(wishes: &[Wish], place: Point, positions: &[Point]) -> Point {
    let mut sum = Point::default();
    let mut weights = 0.0;
    for &Wish { other, distance, weight } in wishes {
        sum += (positions[other] + (place - positions[other]).unit() * distance) * weight;
        weights += weight;
    }
    if weights > 0.0 { sum * (1.0 / weights) } else { place }
}

/// The wishes of every node about every other one.
fn every_pair<N>(graph: &UnGraph<N, f64>) -> Vec<Vec<Wish>> {
    graph
        .node_indices()
        .map(|node| {
            let distances = distances(graph, node);
            let others = distances.into_iter().enumerate().filter(|&(other, _)| other != node.index());
            others.map(|(other, distance)| wish(other, distance, 1.0)).collect()
        })
        .collect()
}

/// A wish that counts for `nodes` nodes.
fn wish(other: usize, distance: f64, nodes: f64) -> Wish {
    Wish { other, distance, weight: nodes / (distance * distance) }
}

/// Lengths of the shortest paths from a node to all of them.
fn distances<N>(graph: &UnGraph<N, f64>, from: NodeIndex) -> Vec<f64> {
    let found = dijkstra(graph, from, None, |edge| *edge.weight());
    graph.node_indices().map(|node| found.get(&node).copied().unwrap_or(1.0)).collect()
}

/// A few nodes far from one another, and how far every node is from them.
struct Pivots {
    nodes: Vec<usize>,
    /// For every pivot, the distance of every node.
    distances: Vec<Vec<f64>>,
}

impl Pivots {
    /// Takes the first node, then always the one that is furthest from those taken.
    fn of<N>(graph: &UnGraph<N, f64>, count: usize) -> Self {
        let mut pivots = Self { nodes: Vec::new(), distances: Vec::new() };
        let mut nearest = vec![f64::INFINITY; graph.node_count()];
        for _ in 0..count {
            let furthest =
                (0..nearest.len()).rev().max_by(|&a, &b| nearest[a].total_cmp(&nearest[b])).unwrap_or(0);
            let distances = distances(graph, NodeIndex::new(furthest));
            nearest
                .iter_mut()
                .zip(&distances)
                .for_each(|(nearest, &distance)| *nearest = nearest.min(distance));
            pivots.nodes.push(furthest);
            pivots.distances.push(distances);
        }
        pivots
    }

    /// Pivot MDS: the nodes along the two main directions of the matrix of squared distances, centred both ways.
    fn start(&self) -> Vec<Point> {
        let columns = self.centred();
        let x = main_direction(&columns, None);
        let y = main_direction(&columns, Some(&x));
        let (xs, ys) = (project(&columns, &x), project(&columns, &y));
        let scale = |values: &[f64]| norm(values).max(1e-9).sqrt().recip();
        let (sx, sy) = (scale(&xs), scale(&ys));
        let spread = super::geometry::sunflower().map(|point| point * 1e-3);
        xs.iter().zip(&ys).zip(spread).map(|((x, y), off)| Point::new(x * sx, y * sy) + off).collect()
    }

    /// The squared distances, one column for every pivot, with the means of rows and columns taken away.
    fn centred(&self) -> Vec<Vec<f64>> {
        let squared = |column: &Vec<f64>| column.iter().map(|d| d * d * -0.5).collect();
        let mut columns: Vec<Vec<f64>> = self.distances.iter().map(squared).collect();
        for column in &mut columns {
            let mean = column.iter().sum::<f64>() / column.len() as f64;
            column.iter_mut().for_each(|value| *value -= mean);
        }
        for row in 0..columns.first().map_or(0, Vec::len) {
            let mean = columns.iter().map(|column| column[row]).sum::<f64>() / columns.len() as f64;
            columns.iter_mut().for_each(|column| column[row] -= mean);
        }
        columns
    }

    /// The wishes of the sparse model: about neighbours, and about pivots for the nodes around each.
    fn wishes<N>(&self, graph: &UnGraph<N, f64>) -> Vec<Vec<Wish>> {
        let mut wishes: Vec<Vec<Wish>> = graph
            .node_indices()
            .map(|node| {
                graph.edges(node).map(|edge| wish(edge.target().index(), *edge.weight(), 1.0)).collect()
            })
            .collect();
        for (region, (&pivot, distances)) in self.regions().iter().zip(self.nodes.iter().zip(&self.distances))
        {
            for (node, &distance) in distances.iter().enumerate().filter(|&(node, _)| node != pivot) {
                let nodes = region.partition_point(|&near| near <= distance / 2.0);
                wishes[node].push(wish(pivot, distance, nodes as f64));
            }
        }
        wishes
    }

    /// For every pivot, the distances of the nodes that are nearest to it, in order.
    fn regions(&self) -> Vec<Vec<f64>> {
        let mut regions = vec![Vec::new(); self.nodes.len()];
        for node in 0..self.distances.first().map_or(0, Vec::len) {
            let to = |pivot: &usize| self.distances[*pivot][node];
            if let Some(pivot) = (0..self.nodes.len()).min_by(|a, b| to(a).total_cmp(&to(b))) {
                regions[pivot].push(to(&pivot));
            }
        }
        regions.iter_mut().for_each(|region| region.sort_by(f64::total_cmp));
        regions
    }
}

/// The main eigenvector of `Cᵀ C` for the columns of C, at a right angle to another one, by power iteration.
fn main_direction(columns: &[Vec<f64>], without: Option<&[f64]>) -> Vec<f64> {
    let mut direction: Vec<f64> = (0..columns.len()).map(|i| 1.0 + (i * 7 % 11) as f64).collect();
    for _ in 0..100 {
        let image = project(columns, &direction);
        direction = columns.iter().map(|column| dot(column, &image)).collect();
        if let Some(other) = without {
            let along = dot(&direction, other);
            direction.iter_mut().zip(other).for_each(|(value, part)| *value -= along * part);
        }
        let length = norm(&direction).max(1e-300);
        direction.iter_mut().for_each(|value| *value /= length);
    }
    direction
}

/// The sum of the columns, each as often as `direction` says.
fn project(columns: &[Vec<f64>], direction: &[f64]) -> Vec<f64> {
    let mut sum = vec![0.0; columns.first().map_or(0, Vec::len)];
    for (column, factor) in columns.iter().zip(direction) {
        sum.iter_mut().zip(column).for_each(|(sum, value)| *sum += value * factor);
    }
    sum
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(values: &[f64]) -> f64 {
    dot(values, values).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(edges: &[(u32, u32, f64)]) -> Vec<Point> {
        layout(&UnGraph::<(), f64>::from_edges(edges))
    }

    #[test]
    fn a_path_is_drawn_as_a_line() {
        let points = drawn(&[(0, 1, 1.0), (1, 2, 2.0), (2, 3, 1.0)]);
        for (a, b, length) in [(0, 1, 1.0), (1, 2, 2.0), (0, 3, 4.0)] {
            assert!(((points[a] - points[b]).length() - length).abs() < 0.05, "{points:?}");
        }
    }

    #[test]
    fn a_cycle_is_drawn_round() {
        let points = drawn(&[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0), (3, 4, 1.0), (4, 5, 1.0), (5, 0, 1.0)]);
        let radii: Vec<f64> = points.iter().map(|point| point.length()).collect();
        assert!(radii.iter().all(|radius| (radius - radii[0]).abs() < 0.05), "{radii:?}");
    }

    #[test]
    fn the_sparse_model_unfolds_a_large_grid() {
        let side = 25u32;
        let cell = |x: u32, y: u32| y * side + x;
        let right = (0..side).flat_map(|y| (1..side).map(move |x| (cell(x - 1, y), cell(x, y), 1.0)));
        let down = (1..side).flat_map(|y| (0..side).map(move |x| (cell(x, y - 1), cell(x, y), 1.0)));
        let points = drawn(&right.chain(down).collect::<Vec<_>>());
        let across = (points[0] - points[points.len() - 1]).length();
        assert!(across > 24.0, "the opposite corners are {across} apart");
    }

    #[test]
    fn small_graphs_have_a_layout() {
        assert_eq!(layout(&UnGraph::<(), f64>::default()), []);
        let mut one = UnGraph::<(), f64>::default();
        one.add_node(());
        assert_eq!(layout(&one).len(), 1);
        assert_eq!(drawn(&[(0, 1, 1.0)]).len(), 2);
    }
}
