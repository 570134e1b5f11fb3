//! A route is the shortest way between two boxes around all others: straight lines along the corners of those that are in
//! its way (a visibility graph; Lozano-Pérez and Wesley 1979).

use super::geometry::{Point, Rect};

/// Pixels between a box and a line that runs around it, at the least.
const ROOM: f64 = 10.0;
/// Pixels between two lines around a corner, and so many lines until the first is as far from it again.
const APART: (f64, usize) = (3.0, 3);
/// How much longer a way may be that has a corner less, in pixels.
const CORNER: f64 = 20.0;
/// Corners are rounded over so many pixels on each side.
const ROUND: f64 = 14.0;
/// So many boxes are looked around at the most.
pub(super) const MOST: usize = 160;

/// Boxes, and which of the corners around them can be seen from which.
pub(super) struct Routes {
    boxes: Vec<Rect>,
    corners: Vec<Point>,
    seen: Vec<Vec<usize>>,
}

impl Routes {
    /// Around no more than 160 boxes, else none. O(n³) for n boxes.
    pub(super) fn around(boxes: &[Rect]) -> Self {
        let boxes = if boxes.len() > MOST { &[] } else { boxes };
        let corners: Vec<Point> = boxes.iter().flat_map(|rect| rect.grown(ROOM).corners()).collect();
        let boxes = boxes.iter().map(|rect| rect.grown(ROOM - 1.0)).collect();
        let mut routes = Self { boxes, corners, seen: Vec::new() };
        let seen = |&from: &Point| {
            let corners = routes.corners.iter().enumerate();
            corners
                .filter(|&(_, &to)| to != from && routes.is_free(from, to, &[]))
                .map(|(at, _)| at)
                .collect()
        };
        routes.seen = routes.corners.iter().map(seen).collect();
        routes
    }

    /// The pieces, as quadratic curves, of the way between the places of two boxes; `None` where there is no other than the
    /// straight one. Those with numbers that follow one another do not run on one another.
    pub(super) fn between(
        &self,
        ends: [usize; 2],
        [from, to]: [Point; 2],
        number: usize,
    ) -> Option<Vec<[Point; 3]>> {
        let turns = self.turns(ends, from, to)?;
        let further = APART.0 * (number % APART.1) as f64;
        let sides = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| Point::new(x, y));
        let turns = turns.into_iter().map(|at| self.corners[at] + sides[at % 4] * further);
        let points: Vec<Point> = [from].into_iter().chain(turns).chain([to]).collect();
        Some(rounded(&points))
    }

    /// The corners of the shortest way (Dijkstra 1959), one at least.
    fn turns(&self, [a, b]: [usize; 2], from: Point, to: Point) -> Option<Vec<usize>> {
        let first = |&corner: &Point| {
            let free = self.is_free(from, corner, &[a]);
            (if free { (corner - from).length() } else { f64::INFINITY }, None)
        };
        let mut ways: Vec<(f64, Option<usize>)> = self.corners.iter().map(first).collect();
        let mut open: Vec<usize> = (0..ways.len()).collect();
        while let Some(place) = (0..open.len()).min_by(|&x, &y| ways[open[x]].0.total_cmp(&ways[open[y]].0)) {
            let near = open.swap_remove(place);
            for &next in &self.seen[near] {
                let length = ways[near].0 + (self.corners[next] - self.corners[near]).length() + CORNER;
                if length < ways[next].0 {
                    ways[next] = (length, Some(near));
                }
            }
        }
        let ends = (0..ways.len()).filter(|&at| self.is_free(self.corners[at], to, &[b]));
        let ends = ends.map(|at| (ways[at].0 + (to - self.corners[at]).length(), at));
        let (_, last) = ends.filter(|end| end.0.is_finite()).min_by(|a, b| a.0.total_cmp(&b.0))?;
        let mut turns: Vec<usize> = std::iter::successors(Some(last), |&at| ways[at].1).collect();
        turns.reverse();
        Some(turns)
    }

    /// True when the straight line runs through no box but some.
    fn is_free(&self, from: Point, to: Point, own: &[usize]) -> bool {
        let mut others = self.boxes.iter().enumerate().filter(|(at, _)| !own.contains(at));
        others.all(|(_, rect)| !rect.is_crossed(from, to))
    }
}

/// Straight lines from point to point, their corners rounded.
fn rounded(points: &[Point]) -> Vec<[Point; 3]> {
    let straight = |from: Point, to: Point| [from, (from + to) * 0.5, to];
    let (Some(&first), Some(&last)) = (points.first(), points.last()) else { return Vec::new() };
    let mut pieces = Vec::new();
    let mut at = first;
    for turn in points.windows(3) {
        let [before, after] = [turn[0] - turn[1], turn[2] - turn[1]];
        let [before, after] = [before, after].map(|way| way.unit() * ROUND.min(way.length() / 2.0));
        pieces.push(straight(at, turn[1] + before));
        at = turn[1] + after;
        pieces.push([turn[1] + before, turn[1], at]);
    }
    pieces.push(straight(at, last));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_runs_around_boxes() {
        let column = |y: f64| Rect::new(-100.0, y - 20.0, 100.0, y + 20.0);
        let boxes = [column(0.0), column(100.0), column(200.0), column(300.0)];
        let routes = Routes::around(&boxes);
        for number in 0..4 {
            let pieces = routes.between([0, 3], [Point::default(), Point::new(0.0, 300.0)], number).unwrap();
            assert_eq!((pieces[0][0].y, pieces[pieces.len() - 1][2].y), (0.0, 300.0));
            let on = |piece: &[Point; 3], t: f64| {
                piece[0] * ((1.0 - t) * (1.0 - t)) + piece[1] * (2.0 * t * (1.0 - t)) + piece[2] * (t * t)
            };
            let places =
                pieces.iter().flat_map(|piece| (0..=50).map(move |step| on(piece, f64::from(step) / 50.0)));
            assert!(places.into_iter().all(|place| !boxes[1].contains(place) && !boxes[2].contains(place)));
        }
    }

    #[test]
    fn there_may_be_no_route() {
        let places = [Point::default(), Point::new(9.0, 0.0)];
        assert!(Routes::around(&[]).between([0, 1], places, 0).is_none());
        assert!(
            Routes::around(&vec![Rect::new(0.0, 0.0, 1.0, 1.0); 200]).between([0, 1], places, 0).is_none()
        );
    }
}
