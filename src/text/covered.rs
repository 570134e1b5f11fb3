//! What spans cover: whether one of many has all of another one in it.

use super::Span;

/// The start of each span in order, with the farthest end of those up to it.
#[derive(Debug, Default)]
pub(crate) struct Covered(Vec<(u32, u32)>);

impl Covered {
    /// O(n log n).
    pub(crate) fn by(mut spans: Vec<Span>) -> Self {
        spans.sort_unstable();
        let reach = |farthest: &mut u32, span: Span| {
            *farthest = span.end.max(*farthest);
            Some((span.start, *farthest))
        };
        Self(spans.into_iter().scan(0, reach).collect())
    }

    /// Whether one of the spans has all of another one in it. O(log n).
    pub(crate) fn contain(&self, other: Span) -> bool {
        let behind = self.0.partition_point(|(start, _)| *start <= other.start);
        self.0[..behind].last().is_some_and(|(_, farthest)| other.end <= *farthest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_covered_is_in_one_of_the_spans(
            ends in prop::collection::vec((0_u32..20, 1_u32..6), 0..8),
            (start, len) in (0_u32..22, 0_u32..6),
        ) {
            let spans: Vec<Span> = ends.iter().map(|(start, len)| Span::new(*start, start + len)).collect();
            let other = Span::new(start, start + len);
            let expected = spans.iter().any(|span| span.contains(other));
            prop_assert_eq!(Covered::by(spans).contain(other), expected);
        }
    }
}
