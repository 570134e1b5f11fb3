//! A shelf is a row of rectangles that stand side by side; shelves stand below one another.

use super::geometry::{Point, Rect};

/// How much wider than high the shelves are together, where the width is free.
const ASPECT: f64 = 1.4;

/// The way that every rectangle must go to stand in rows of `width` pixels, `gap` pixels apart, in the given order,
/// the first row below `top`. The origins of a row's rectangles stand at one height. Where the rectangles would fill
/// a much higher sheet than a wide one, and where one is wider, the rows are longer.
pub(super) fn shelve(rects: &[Rect], gap: f64, width: f64, top: f64) -> Vec<Point> {
    let area: f64 = rects.iter().map(|rect| (rect.width() + gap) * (rect.height() + gap)).sum();
    let widest = rects.iter().map(|rect| rect.width()).fold(width, f64::max);
    let mut ways = Vec::new();
    let mut top = top;
    for row in rows(rects, gap, widest.max((area * ASPECT).sqrt())) {
        let above = row.iter().map(|rect| rect.min.y).fold(f64::INFINITY, f64::min);
        let below = row.iter().map(|rect| rect.max.y).fold(f64::NEG_INFINITY, f64::max);
        let mut left = 0.0;
        for rect in row {
            ways.push(Point::new(left - rect.min.x, top - above));
            left += rect.width() + gap;
        }
        top += below - above + gap;
    }
    ways
}

/// The rectangles cut into rows that are no wider than `width`.
fn rows(rects: &[Rect], gap: f64, width: f64) -> Vec<&[Rect]> {
    let mut rows = Vec::new();
    let mut rest = rects;
    while !rest.is_empty() {
        let mut right = -gap;
        let fit = rest.iter().take_while(|rect| {
            right += rect.width() + gap;
            right <= width
        });
        let (row, after) = rest.split_at(fit.count().max(1));
        rows.push(row);
        rest = after;
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_stands_on_shelves_is_free(
            sizes in prop::collection::vec((1i32..90, 1i32..50, -20i32..20), 0..30),
            width in 0.0..300.0f64,
        ) {
            let rects: Vec<Rect> = sizes
                .iter()
                .map(|&(w, h, y)| Rect::new(-5.0, f64::from(y), f64::from(w) - 5.0, f64::from(y + h)))
                .collect();
            let ways = shelve(&rects, 3.0, width, 7.0);
            let placed: Vec<Rect> = rects.iter().zip(ways).map(|(rect, way)| rect.moved(way)).collect();
            for (i, rect) in placed.iter().enumerate() {
                prop_assert!(rect.min.x >= 0.0 && rect.min.y >= 7.0 - 1e-9);
                prop_assert!(placed[..i].iter().all(|other| !rect.overlaps(*other)));
            }
        }
    }
}
