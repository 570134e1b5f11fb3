//! Points, rectangles and convex polygons of the plane, in pixels with y downwards.
//!
//! Only `+ - * /` and square roots are used on the way to a position: those give the same bits on every machine.

use std::ops::{Add, AddAssign, Mul, Sub, SubAssign};

/// A place, or the way from one place to another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
}

impl Point {
    pub(super) const fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    pub(super) fn dot(self, other: Point) -> f64 {
        self.x * other.x + self.y * other.y
    }

    /// Twice the area of the triangle that the two span; positive when `other` lies clockwise on the screen.
    pub(super) fn cross(self, other: Point) -> f64 {
        self.x * other.y - self.y * other.x
    }

    pub(super) fn length(self) -> f64 {
        self.dot(self).sqrt()
    }

    /// The same way turned by a quarter.
    pub(super) fn turned(self) -> Point {
        Point::new(-self.y, self.x)
    }

    /// The same direction with length 1; no direction stays none.
    pub(super) fn unit(self) -> Point {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { self }
    }
}

impl Add for Point {
    type Output = Point;
    fn add(self, other: Point) -> Point {
        Point::new(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Point;
    fn sub(self, other: Point) -> Point {
        Point::new(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f64> for Point {
    type Output = Point;
    fn mul(self, factor: f64) -> Point {
        Point::new(self.x * factor, self.y * factor)
    }
}

impl AddAssign for Point {
    fn add_assign(&mut self, other: Point) {
        *self = *self + other;
    }
}

impl SubAssign for Point {
    fn sub_assign(&mut self, other: Point) {
        *self = *self - other;
    }
}

/// The middle of some points; the origin for none.
pub(super) fn centroid(points: &[Point]) -> Point {
    let sum = points.iter().fold(Point::default(), |sum, &point| sum + point);
    sum * (1.0 / points.len().max(1) as f64)
}

/// The points of a sunflower: directions a golden angle apart, so that no two of them coincide and any number
/// of them fills a disc evenly (Vogel 1979).
pub(super) fn sunflower() -> impl Iterator<Item = Point> {
    // Cosine and sine of the golden angle, pi * (3 - sqrt 5).
    const GOLDEN: Point = Point::new(-0.737_368_878_078_319_7, 0.675_490_294_261_523_8);
    let turn = |at: &Point| Some(GOLDEN * at.x + GOLDEN.turned() * at.y);
    let directions = std::iter::successors(Some(Point::new(1.0, 0.0)), turn);
    directions.enumerate().map(|(index, direction)| direction * (index as f64 + 0.5).sqrt())
}

/// A rectangle with sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Rect {
    pub(super) min: Point,
    pub(super) max: Point,
}

impl Rect {
    /// The rectangle between two corners.
    pub(super) const fn new(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self { min: Point::new(left, top), max: Point::new(right, bottom) }
    }

    /// The smallest rectangle around some points; `None` for none.
    pub(super) fn around(points: impl IntoIterator<Item = Point>) -> Option<Rect> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Rect { min: first, max: first }, |rect, point| Rect {
            min: Point::new(rect.min.x.min(point.x), rect.min.y.min(point.y)),
            max: Point::new(rect.max.x.max(point.x), rect.max.y.max(point.y)),
        }))
    }

    pub(super) fn width(self) -> f64 {
        self.max.x - self.min.x
    }

    pub(super) fn height(self) -> f64 {
        self.max.y - self.min.y
    }

    pub(super) fn area(self) -> f64 {
        self.width() * self.height()
    }

    pub(super) fn corners(self) -> [Point; 4] {
        let Rect { min, max } = self;
        [min, Point::new(max.x, min.y), max, Point::new(min.x, max.y)]
    }

    pub(super) fn moved(self, by: Point) -> Rect {
        Rect { min: self.min + by, max: self.max + by }
    }

    /// The rectangle with so much more at every side.
    pub(super) fn grown(self, by: f64) -> Rect {
        Rect { min: self.min - Point::new(by, by), max: self.max + Point::new(by, by) }
    }

    /// True when the straight line between two places runs through the inside.
    pub(super) fn is_crossed(self, from: Point, to: Point) -> bool {
        let way = to - from;
        let (mut enter, mut leave): (f64, f64) = (0.0, 1.0);
        let across = [(from.x, way.x, self.min.x, self.max.x), (from.y, way.y, self.min.y, self.max.y)];
        for (start, way, low, high) in across {
            if way == 0.0 && (start <= low || start >= high) {
                return false;
            }
            if way != 0.0 {
                let (a, b) = ((low - start) / way, (high - start) / way);
                (enter, leave) = (enter.max(a.min(b)), leave.min(a.max(b)));
            }
        }
        enter < leave
    }

    pub(super) fn contains(self, point: Point) -> bool {
        self.min.x <= point.x && point.x <= self.max.x && self.min.y <= point.y && point.y <= self.max.y
    }

    /// True when the two share more than a border.
    #[cfg(test)]
    pub(super) fn overlaps(self, other: Rect) -> bool {
        self.min.x < other.max.x
            && other.min.x < self.max.x
            && self.min.y < other.max.y
            && other.min.y < self.max.y
    }
}

/// The corners of the smallest convex polygon around some points, clockwise on the screen
/// (Andrew 1979, the monotone chain). O(n log n) for n points.
pub(super) fn hull(points: impl IntoIterator<Item = Point>) -> Vec<Point> {
    let mut points: Vec<Point> = points.into_iter().collect();
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let mut corners = half_hull(points.iter().copied());
    corners.extend(half_hull(points.iter().rev().copied()));
    corners
}

/// One side of the hull, without its last point, with which the other side begins.
fn half_hull(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut side: Vec<Point> = Vec::new();
    for point in points {
        while let [.., before, last] = side[..]
            && (last - before).cross(point - last) <= 0.0
        {
            side.pop();
        }
        side.push(point);
    }
    side.pop();
    side
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn points() -> impl Strategy<Value = Vec<Point>> {
        prop::collection::vec((-99i32..99, -99i32..99), 0..40)
            .prop_map(|pairs| pairs.iter().map(|&(x, y)| Point::new(f64::from(x), f64::from(y))).collect())
    }

    #[test]
    fn a_line_crosses_a_rectangle() {
        let rect = Rect::new(0.0, 0.0, 4.0, 2.0);
        for (from, to, expected) in [
            ((-1.0, 1.0), (5.0, 1.0), true),
            ((1.0, 1.0), (2.0, 1.5), true),
            ((2.0, -1.0), (2.0, 1.0), true),
            ((-1.0, 0.0), (5.0, 0.0), false),
            ((-1.0, 1.0), (-0.5, 1.0), false),
            ((-1.0, 1.5), (1.0, 3.5), false),
            ((5.0, 1.0), (5.0, 2.0), false),
        ] {
            let [from, to] = [from, to].map(|(x, y)| Point::new(x, y));
            assert_eq!(rect.is_crossed(from, to), expected, "{from:?} {to:?}");
            assert_eq!(rect.is_crossed(to, from), expected, "{from:?} {to:?}");
        }
    }

    #[test]
    fn a_hull_leaves_out_what_lies_inside() {
        let square = Rect::new(0.0, 0.0, 4.0, 4.0).corners();
        let inside = [Point::new(1.0, 2.0), Point::new(2.0, 0.0)];
        assert_eq!(hull(square.into_iter().chain(inside)), square);
    }

    #[test]
    fn a_hull_of_few_points_is_those_points() {
        let point = Point::new(1.0, 2.0);
        assert_eq!(hull([]), []);
        assert_eq!(hull([point, point]), [point]);
    }

    #[test]
    fn no_two_points_of_a_sunflower_coincide() {
        let points: Vec<Point> = sunflower().take(400).collect();
        for (i, a) in points.iter().enumerate() {
            assert!(points[..i].iter().all(|b| (*a - *b).length() > 0.5), "{i}");
        }
    }

    proptest! {
        #[test]
        fn a_hull_contains_its_points(points in points()) {
            let corners = hull(points.clone());
            for (i, &corner) in corners.iter().enumerate().filter(|_| corners.len() > 2) {
                let side = corners[(i + 1) % corners.len()] - corner;
                prop_assert!(points.iter().all(|&point| side.cross(point - corner) >= 0.0));
            }
        }
    }
}
