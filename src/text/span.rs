//! A span is a half-open range of UTF-8 bytes in a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// The bytes `start..end` of a text; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The words of `text` that the span covers, or `None` where it does not fit the text.
    ///
    /// ```
    /// use ideagraph::text::Span;
    /// assert_eq!(Span::new(2, 6).of("a word"), Some("word"));
    /// assert_eq!(Span::new(2, 9).of("a word"), None);
    /// ```
    pub fn of(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }

    /// The same span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// True when the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// True when the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True when every byte of `other` is in this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
