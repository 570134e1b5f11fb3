//! Overlap removal moves convex shapes apart, each as little as it can.
//!
//! Two shapes that come too close are pushed along the direction in which they overlap least (the separating axis
//! theorem; Ericson, "Real-Time Collision Detection", 2005, section 5.2). Rounds of pushes go on until none overlap.

use super::geometry::{Point, Rect};

/// Rounds of pushes before the shapes are given more room.
const ROUNDS: usize = 60;
/// How much more room that is.
const ROOM: f64 = 1.06;

/// A convex shape at a place.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    /// The corners, clockwise on the screen, relative to the place.
    pub(super) corners: Vec<Point>,
    /// Where it is.
    pub(super) at: Point,
    /// How hard it is to push; more than 0.
    pub(super) mass: f64,
}

impl Shape {
    /// The rectangle around the shape.
    pub(super) fn bounds(&self) -> Rect {
        let around = Rect::around(self.corners.iter().map(|&corner| corner + self.at));
        around.unwrap_or(Rect { min: self.at, max: self.at })
    }

    /// Where the shape lies along an axis, from and to.
    fn shadow(&self, axis: Point) -> (f64, f64) {
        let places = self.corners.iter().map(|&corner| axis.dot(corner + self.at));
        places
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), place| (low.min(place), high.max(place)))
    }

    /// The directions across its sides.
    fn axes(&self) -> impl Iterator<Item = Point> {
        let next = self.corners.iter().cycle().skip(1);
        self.corners
            .iter()
            .zip(next)
            .map(|(&a, &b)| (b - a).turned().unit())
            .filter(|axis| *axis != Point::default())
    }
}

/// Moves the shapes until every two of them are `gap` pixels apart. O(n log n) for a round over n shapes of which
/// few overlap; every sixty rounds all of them move away from their middle, so that it ends.
pub(super) fn separate(shapes: &mut [Shape], gap: f64) {
    let mut round = 0;
    while push_apart(shapes, gap) {
        round += 1;
        if round % ROUNDS == 0 {
            make_room(shapes);
        }
    }
}

/// Moves all shapes away from their middle, and two at one place to two places.
fn make_room(shapes: &mut [Shape]) {
    let places: Vec<Point> = shapes.iter().map(|shape| shape.at).collect();
    let middle = super::geometry::centroid(&places);
    for (shape, off) in shapes.iter_mut().zip(super::geometry::sunflower()) {
        shape.at = middle + (shape.at - middle) * ROOM + off;
    }
}

/// One round over the pairs that overlap; true when there was one.
fn push_apart(shapes: &mut [Shape], gap: f64) -> bool {
    let mut order: Vec<(Rect, usize)> = shapes.iter().map(Shape::bounds).zip(0..).collect();
    order.sort_by(|a, b| a.0.min.x.total_cmp(&b.0.min.x).then(a.1.cmp(&b.1)));
    let mut pushed = false;
    for (place, &(bounds, first)) in order.iter().enumerate() {
        let beside = order[place + 1..].iter().take_while(|(other, _)| other.min.x < bounds.max.x + gap);
        let near =
            beside.filter(|(other, _)| other.min.y < bounds.max.y + gap && bounds.min.y < other.max.y + gap);
        for &(_, second) in near {
            if let Some(push) = overlap(&shapes[first], &shapes[second], gap) {
                let share = shapes[second].mass / (shapes[first].mass + shapes[second].mass);
                shapes[first].at -= push * share;
                shapes[second].at += push * (1.0 - share);
                pushed = true;
            }
        }
    }
    pushed
}

/// The shortest way that takes `b` away from `a`; `None` when they are `gap` apart already.
fn overlap(a: &Shape, b: &Shape, gap: f64) -> Option<Point> {
    let mut least: Option<(f64, Point)> = None;
    for axis in a.axes().chain(b.axes()) {
        let ((a_low, a_high), (b_low, b_high)) = (a.shadow(axis), b.shadow(axis));
        let (forth, back) = (a_high - b_low + gap, b_high - a_low + gap);
        // A hair more than needed, so that rounding cannot bring the same push back for ever.
        let (depth, way) = if forth <= back { (forth, axis) } else { (back, axis * -1.0) };
        if depth <= 1e-6 {
            return None;
        }
        if least.is_none_or(|(best, _)| depth < best) {
            least = Some((depth, way));
        }
    }
    least.map(|(depth, way)| way * (depth + 0.01))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rectangle((x, y, width, height): (i32, i32, i32, i32)) -> Shape {
        let corners = Rect::new(0.0, 0.0, f64::from(width), f64::from(height)).corners().to_vec();
        Shape { corners, at: Point::new(f64::from(x), f64::from(y)), mass: 1.0 }
    }

    #[test]
    fn shapes_that_are_apart_stay() {
        let mut shapes = vec![rectangle((0, 0, 10, 10)), rectangle((20, 0, 10, 10))];
        separate(&mut shapes, 5.0);
        assert_eq!([shapes[0].at.x, shapes[1].at.x], [0.0, 20.0]);
    }

    #[test]
    fn a_heavy_shape_moves_less() {
        let mut shapes = vec![rectangle((0, 0, 10, 90)), rectangle((6, 0, 10, 90))];
        shapes[0].mass = 3.0;
        separate(&mut shapes, 0.0);
        assert!((shapes[0].at.x + 1.0).abs() < 0.1 && (shapes[1].at.x - 9.0).abs() < 0.1, "{shapes:?}");
    }

    proptest! {
        #[test]
        fn no_two_rectangles_overlap(
            rectangles in prop::collection::vec((-50i32..50, -50i32..50, 1i32..60, 1i32..30), 0..40),
        ) {
            let mut shapes: Vec<Shape> = rectangles.into_iter().map(rectangle).collect();
            separate(&mut shapes, 2.0);
            for (i, a) in shapes.iter().enumerate() {
                prop_assert!(shapes[..i].iter().all(|b| !a.bounds().overlaps(b.bounds())));
            }
        }
    }
}
