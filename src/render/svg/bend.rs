//! A bend takes an edge a little off the straight line, to the side where it runs under fewer circles and labels.

use super::geometry::{Point, Rect};

/// Sides and sizes to choose from, as parts of the edge's length, the best liked first.
const BENDS: [f64; 7] = [0.06, -0.06, 0.11, -0.11, 0.17, -0.17, 0.0];
/// Further ones, for edges that run around wide things.
const WIDE_BENDS: [f64; 8] = [0.25, -0.25, 0.35, -0.35, 0.5, -0.5, 0.7, -0.7];
/// No edge leaves the straight line by more than so many pixels.
const FURTHEST: f64 = 40.0;
/// But so many with wide bends.
const WIDE: f64 = 260.0;
/// How bad it is to leave the picture: so bad that no edge does, as the straight line never needs to.
const OUTSIDE: f64 = 1000.0;
/// How much less every bend is liked than the one before it.
const LIKING: f64 = 0.1;
/// Side of a cell of the grid, in pixels.
const CELL: f64 = 60.0;
/// Pixels between the places of an edge that are looked at.
const STEP: f64 = 9.0;

/// A rectangle that edges should not run under.
#[derive(Debug, Clone, Copy)]
pub(super) struct Obstacle {
    /// Where it is.
    pub(super) rect: Rect,
    /// The node that it belongs to.
    pub(super) node: usize,
    /// How bad it is to run under it.
    pub(super) cost: f64,
    /// How bad that is for the edges of its node.
    pub(super) own: f64,
}

/// Obstacles, sorted into the cells of a grid.
#[derive(Debug)]
pub(super) struct Obstacles {
    bounds: Rect,
    columns: usize,
    cells: Vec<Vec<Obstacle>>,
    bends: Vec<f64>,
    furthest: f64,
}

impl Obstacles {
    /// Sorts obstacles into a grid.
    pub(super) fn new(obstacles: &[Obstacle]) -> Self {
        let corners = obstacles.iter().flat_map(|obstacle| [obstacle.rect.min, obstacle.rect.max]);
        let bounds = Rect::around(corners).unwrap_or(Rect::new(0.0, 0.0, 0.0, 0.0));
        let columns = (bounds.width() / CELL) as usize + 1;
        let rows = (bounds.height() / CELL) as usize + 1;
        let cells = vec![Vec::new(); columns * rows];
        let mut grid = Self { bounds, columns, cells, bends: BENDS.to_vec(), furthest: FURTHEST };
        for &obstacle in obstacles {
            let ((left, top), (right, bottom)) = (grid.cell(obstacle.rect.min), grid.cell(obstacle.rect.max));
            for cell in
                (top..=bottom).flat_map(|row| (left..=right).map(move |column| row * columns + column))
            {
                grid.cells[cell].push(obstacle);
            }
        }
        grid
    }

    /// The same obstacles, around which edges may bend widely.
    pub(super) fn wide(mut self) -> Self {
        self.bends.extend(WIDE_BENDS);
        Self { furthest: WIDE, ..self }
    }

    /// The control point of a quadratic curve between two nodes at two places. O(length · obstacles in a cell).
    pub(super) fn control(&self, nodes: [usize; 2], from: Point, to: Point) -> Point {
        let way = to - from;
        let most = self.furthest / way.length().max(1.0);
        let control = |bend: f64| (from + to) * 0.5 + way.turned() * (2.0 * bend.clamp(-most, most));
        let choices = self.bends.iter().map(|&bend| control(bend)).enumerate();
        let costs = choices.map(|(rank, at)| (self.cost(nodes, from, at, to) + LIKING * rank as f64, at));
        let best = costs.reduce(|best, next| if next.0 < best.0 { next } else { best });
        best.map_or(to, |(_, at)| at)
    }

    /// How bad it is to draw a curve.
    fn cost(&self, nodes: [usize; 2], from: Point, control: Point, to: Point) -> f64 {
        let steps = ((to - from).length() / STEP).clamp(2.0, 60.0) as usize;
        let at = |step: usize| {
            let t = step as f64 / steps as f64;
            from * ((1.0 - t) * (1.0 - t)) + control * (2.0 * t * (1.0 - t)) + to * (t * t)
        };
        (1..steps).map(|step| self.cost_at(nodes, at(step))).sum()
    }

    /// How bad it is to pass a place.
    fn cost_at(&self, nodes: [usize; 2], place: Point) -> f64 {
        if !self.bounds.contains(place) {
            return OUTSIDE;
        }
        let (column, row) = self.cell(place);
        let cell = self.cells.get(row * self.columns + column).map_or(&[][..], Vec::as_slice);
        let under = cell.iter().filter(|obstacle| obstacle.rect.contains(place));
        under.map(|obstacle| if nodes.contains(&obstacle.node) { obstacle.own } else { obstacle.cost }).sum()
    }

    fn cell(&self, place: Point) -> (usize, usize) {
        let offset = place - self.bounds.min;
        let along = |pixels: f64| (pixels / CELL).max(0.0) as usize;
        (along(offset.x), along(offset.y))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_bends_away_from_a_label() {
        let (from, to) = (Point::new(0.0, 0.0), Point::new(200.0, 0.0));
        let label = |top: f64, bottom: f64| Obstacle {
            rect: Rect::new(60.0, top, 140.0, bottom),
            node: 9,
            cost: 1.0,
            own: 0.5,
        };
        let ends = [from, to].map(|at| Obstacle {
            rect: Rect::new(-50.0, -50.0, 50.0, 50.0).moved(at),
            node: 8,
            cost: 0.0,
            own: 0.0,
        });
        for (label, below) in [(label(-40.0, 2.0), true), (label(-2.0, 40.0), false)] {
            let control = Obstacles::new(&[label, ends[0], ends[1]]).control([0, 1], from, to);
            assert_eq!(control.y > 0.0, below, "{control:?}");
        }
    }

    #[test]
    fn a_wide_bend_runs_around_a_card() {
        let (from, to) = (Point::new(0.0, 0.0), Point::new(0.0, 600.0));
        let rect = |rect: Rect, node, cost| Obstacle { rect, node, cost, own: 0.0 };
        let card = rect(Rect::new(-120.0, 200.0, 150.0, 320.0), 9, 1.0);
        let page = rect(Rect::new(-400.0, -50.0, 400.0, 650.0), 8, 0.0);
        let grid = || Obstacles::new(&[card, page]);
        let runs_under = |grid: Obstacles| {
            let control = grid.control([0, 1], from, to);
            grid.cost([0, 1], from, control, to) > 0.0
        };
        assert_eq!([runs_under(grid()), runs_under(grid().wide())], [true, false]);
    }

    #[test]
    fn an_edge_stays_inside_the_picture() {
        let (from, to) = (Point::new(0.0, 0.0), Point::new(200.0, 0.0));
        let ends =
            [from, to].map(|at| Obstacle { rect: Rect { min: at, max: at }, node: 0, cost: 1.0, own: 0.5 });
        assert_eq!(Obstacles::new(&ends).control([0, 1], from, to).y, 0.0);
    }
}
