//! A composed text has its letters in NFC, and knows where its parts were before.

use std::ops::Range;

use super::normalise;
use super::offsets::{Edit, apply};

/// A text whose letters are composed (NFC), and where its parts are now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The text.
    pub text: String,
    /// What changed: the bytes before, and those after.
    changes: Vec<(Range<usize>, Range<usize>)>,
}

/// The text with its letters composed, and no other repair. O(text).
///
/// ```
/// let composed = ideagraph::text::compose("be\u{301}chamel sauce");
/// assert_eq!((composed.text.as_str(), composed.place(11..16)), ("béchamel sauce", 10..15));
/// ```
pub fn compose(text: &str) -> Composed {
    let edits = normalise::nfc(text);
    let (mut changes, mut grown) = (Vec::with_capacity(edits.len()), 0_isize);
    for Edit { range, new } in &edits {
        let start = range.start.saturating_add_signed(grown);
        changes.push((range.clone(), start..start + new.len()));
        grown += new.len() as isize - range.len() as isize;
    }
    Composed { text: apply(text, &edits).0, changes }
}

impl Composed {
    /// Where a byte range of the text before is now; wider where it cuts a letter. O(log changes).
    pub fn place(&self, before: Range<usize>) -> Range<usize> {
        self.moved(before.start, |now| now.start)..self.moved(before.end, |now| now.end)
    }

    fn moved(&self, at: usize, within: impl Fn(&Range<usize>) -> usize) -> usize {
        let begun = self.changes.partition_point(|(before, _)| before.start < at);
        match begun.checked_sub(1).and_then(|n| self.changes.get(n)) {
            Some((before, now)) if at < before.end => within(now),
            Some((before, now)) => at - before.end + now.end,
            None => at,
        }
    }
}
