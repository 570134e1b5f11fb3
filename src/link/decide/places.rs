//! Places are where one thing stands in a quote: half-open ranges, asked for many times.

use crate::text::Span;

/// Ranges by start, with what answers questions about them in O(log n).
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    ranges: Vec<(u32, u32)>,
    /// The furthest end of the ranges up to each one.
    reach: Vec<u32>,
    nearest_end: Option<u32>,
}

impl Places {
    /// The places, in any order. O(n log n).
    pub(super) fn new(mut ranges: Vec<(u32, u32)>) -> Self {
        ranges.sort_unstable();
        let furthest = |reach: &mut u32, range: &(u32, u32)| {
            *reach = range.1.max(*reach);
            Some(*reach)
        };
        let reach = ranges.iter().scan(0, furthest).collect();
        let nearest_end = ranges.iter().map(|range| range.1).min();
        Self { ranges, reach, nearest_end }
    }

    /// True when one of them covers all of `start..end`.
    pub(super) fn cover(&self, start: u32, end: u32) -> bool {
        let before = self.ranges.partition_point(|range| range.0 <= start);
        before > 0 && self.reach[before - 1] >= end
    }

    /// The first of them that shares something with a span.
    pub(super) fn overlapping(&self, span: Span) -> Option<Span> {
        let first = self.reach.partition_point(|reach| *reach <= span.start);
        self.ranges.get(first).filter(|range| range.0 < span.end).map(|range| Span::new(range.0, range.1))
    }

    /// True when one of them shares nothing with `start..end`.
    pub(super) fn any_beside(&self, start: u32, end: u32) -> bool {
        let ends_before = self.nearest_end.is_some_and(|nearest| nearest <= start);
        ends_before || self.ranges.last().is_some_and(|last| last.0 >= end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn equals_looking_at_each(ranges in prop::collection::vec((0_u32..20, 1_u32..6), 0..8), start in 0_u32..20, len in 1_u32..6) {
            let ranges: Vec<(u32, u32)> = ranges.into_iter().map(|(start, len)| (start, start + len)).collect();
            let end = start + len;
            let places = Places::new(ranges.clone());
            prop_assert_eq!(places.cover(start, end), ranges.iter().any(|r| r.0 <= start && end <= r.1));
            let overlapping = ranges.iter().filter(|r| r.0 < end && start < r.1).min();
            prop_assert_eq!(places.overlapping(Span::new(start, end)), overlapping.map(|r| Span::new(r.0, r.1)));
            prop_assert_eq!(places.any_beside(start, end), ranges.iter().any(|r| r.1 <= start || end <= r.0));
        }
    }
}
