//! An excerpt is the line of a query that something is told of, with carets under the place.

use std::fmt;

use crate::text::Span;

/// Characters of a long line that are shown on each side of the place.
const AROUND: usize = 60;

/// What is told, and where in a query.
pub(super) struct Excerpt<'a, T> {
    pub(super) told: &'a T,
    pub(super) span: Option<Span>,
    pub(super) query: &'a str,
}

impl<T: fmt::Display> fmt::Display for Excerpt<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.told)?;
        let Some(span) = self.span else { return Ok(()) };
        let (before, rest) = self.query.split_at_checked(span.start as usize).unwrap_or((self.query, ""));
        let number = before.matches('\n').count() + 1;
        let left: Vec<char> = before.rsplit('\n').next().unwrap_or_default().chars().collect();
        let skipped = left.len().saturating_sub(AROUND);
        let cut = if skipped > 0 { "…" } else { "" };
        let left: String = cut.chars().chain(left[skipped..].iter().copied().map(printable)).collect();
        let line = rest.lines().next().unwrap_or_default();
        let right: String = line.chars().take(AROUND).map(printable).collect();
        let goes_on = if line.chars().nth(AROUND).is_some() { "…" } else { "" };
        let length = (span.end.saturating_sub(span.start) as usize).max(1);
        let marked: String = rest
            .chars()
            .scan(0, |at, c| {
                *at += c.len_utf8();
                (*at <= length).then_some(c)
            })
            .collect();
        let width = unicode_width::UnicodeWidthStr::width(left.as_str());
        let carets =
            marked.lines().next().unwrap_or_default().chars().count().clamp(1, right.chars().count().max(1));
        let gutter = number.to_string();
        let margin = " ".repeat(gutter.len());
        write!(
            f,
            "\n{margin} |\n{gutter} | {left}{right}{goes_on}\n{margin} | {}{}",
            " ".repeat(width),
            "^".repeat(carets)
        )
    }
}

fn printable(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
