//! An offset map leads from positions in a text back to positions in what the text was made from.

use std::ops::Range;

/// Consecutive units of equal widths: unit `i` is `to_width` bytes at `to + i * to_width`, made from `from_width`
/// bytes at `from + i * from_width`. Copied bytes are units of one byte from one byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    to: usize,
    from: usize,
    to_width: usize,
    from_width: usize,
}

/// The runs of a text, by position; as small as the text is regular.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OffsetMap {
    runs: Vec<Run>,
    to: usize,
    from: usize,
}

impl OffsetMap {
    /// Leaves out the next `len` bytes of what is read.
    pub(super) fn skip(&mut self, len: usize) {
        self.from += len;
    }

    /// Takes over the next `len` bytes as they are.
    pub(super) fn copy(&mut self, len: usize) {
        if len > 0 {
            self.extend(1, 1);
            self.to += len;
            self.from += len;
        }
    }

    /// Makes `to` bytes out of the next `from` bytes.
    pub(super) fn replace(&mut self, to: usize, from: usize) {
        if to > 0 {
            self.extend(to, from);
            self.to += to;
        }
        self.from += from;
    }

    fn extend(&mut self, to_width: usize, from_width: usize) {
        let run = Run { to: self.to, from: self.from, to_width, from_width };
        if !self.runs.last().is_some_and(|last| last.goes_on_as(&run)) {
            self.runs.push(run);
        }
    }

    /// The bytes that the range was made from; wider than needed where a range cuts a unit. O(log runs).
    pub(super) fn back(&self, range: Range<usize>) -> Range<usize> {
        let start = self.run_at(range.start).map_or(0, |run| run.floor(range.start));
        if range.is_empty() {
            return start..start;
        }
        let end = self.run_at(range.end - 1).map_or(0, |run| run.ceil(range.end));
        start..end
    }

    fn run_at(&self, position: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.to <= position);
        after.checked_sub(1).and_then(|i| self.runs.get(i))
    }
}

impl Run {
    fn goes_on_as(&self, next: &Run) -> bool {
        self.to_width == next.to_width
            && self.from_width == next.from_width
            && self.from + (next.to - self.to) / self.to_width * self.from_width == next.from
    }

    fn floor(&self, position: usize) -> usize {
        self.from + (position - self.to) / self.to_width * self.from_width
    }

    fn ceil(&self, position: usize) -> usize {
        self.from + (position - self.to).div_ceil(self.to_width) * self.from_width
    }
}

/// A range of a text and what shall stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) new: String,
}

/// The text with the edits made, which are in order and apart, and the way back. O(text).
pub(super) fn apply(text: &str, edits: &[Edit]) -> (String, OffsetMap) {
    let mut result = String::with_capacity(text.len());
    let mut map = OffsetMap::default();
    let mut done = 0;
    for Edit { range, new } in edits {
        let kept = text.get(done..range.start).unwrap_or_default();
        result.push_str(kept);
        map.copy(kept.len());
        result.push_str(new);
        map.replace(new.len(), range.len());
        done = range.end;
    }
    let kept = text.get(done..).unwrap_or_default();
    result.push_str(kept);
    map.copy(kept.len());
    (result, map)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(range: Range<usize>, new: &str) -> Edit {
        Edit { range, new: new.to_owned() }
    }

    #[test]
    fn edits_lead_back() {
        let (text, map) = apply("one\r\ntwo xx three", &[edit(3..4, ""), edit(9..11, "abcd")]);
        assert_eq!(text, "one\ntwo abcd three");
        for (range, expected) in [
            (0..3, 0..3),
            (3..4, 4..5),
            (0..4, 0..5),
            (8..12, 9..11),
            (9..10, 9..11),
            (12..18, 11..17),
            (4..4, 5..5),
        ] {
            assert_eq!(map.back(range.clone()), expected, "{range:?}");
        }
    }

    #[test]
    fn regular_texts_have_few_runs() {
        let mut map = OffsetMap::default();
        (0..1000).for_each(|_| map.replace(1, 2));
        map.copy(10);
        assert_eq!(map.runs.len(), 2);
        assert_eq!(map.back(10..20), 20..40);
    }
}
