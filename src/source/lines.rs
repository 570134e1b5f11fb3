//! A line is a piece of a text between line feeds, which knows its number and its place.

use std::ops::Range;

use super::Origin;
use crate::text::CleanText;

/// A line of a text without its line feed and the white space at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    /// What it says.
    pub(super) text: &'t str,
    /// Where that starts in the text.
    pub(super) start: usize,
    /// White space before it, in columns; a tab has four.
    pub(super) indent: usize,
    /// From 1.
    pub(super) number: u32,
}

impl Line<'_> {
    /// Where it stands in the text.
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The same line from a place in it, white space left out again.
    pub(super) fn from(self, at: usize) -> Self {
        let rest = self.text.get(at..).unwrap_or_default();
        let text = rest.trim_start();
        Self { text, start: self.start + at + (rest.len() - text.len()), ..self }
    }
}

/// The lines of the text.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> + Clone {
    let mut at = 0;
    (1..).zip(text.split('\n')).map(move |(number, line)| {
        let space = &line[..line.len() - line.trim_start().len()];
        let indent = space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
        let start = at + space.len();
        at += line.len() + 1;
        Line { text: line.trim(), start, indent, number }
    })
}

/// Where a part of the text stands in the file.
pub(super) fn origin(clean: &CleanText, range: Range<usize>, line: u32) -> Origin {
    Origin { line, bytes: clean.original(range) }
}

/// The range from the first line's start to the last line's end.
pub(super) fn span(lines: &[Line<'_>]) -> Range<usize> {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => first.start..last.range().end,
        _ => 0..0,
    }
}

/// The lines as one paragraph.
pub(super) fn joined(lines: &[Line<'_>]) -> String {
    let mut out = String::new();
    for text in lines.iter().map(|line| line.text).filter(|text| !text.is_empty()) {
        if !out.is_empty() && !is_divided(&out, text) {
            out.push(' ');
        }
        out.push_str(text);
    }
    out
}

/// Whether a word goes on in the next line behind its hyphen: `attorney-` and `client`, but not `pre-` and `and post-war`.
fn is_divided(line: &str, next: &str) -> bool {
    let joins = |word: &str| matches!(word, "and" | "or" | "to" | "und" | "oder" | "et" | "ou");
    line.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
        && !next.split_whitespace().next().is_some_and(joins)
}

/// Whether the text ends as a sentence does, closing marks left out.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '\'', '”', '“', '’', '»', ')', ']', '）', '」'];
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// How long the mark of a list item is: `- `, `* `, `+ `, `1. `, `1) `; a number of four digits is a year.
pub(super) fn item_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let marks: &[&str] = match digits {
        0 => &["- ", "* ", "+ ", "• "],
        1..=3 => &[". ", ") "],
        _ => &[],
    };
    marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| digits + mark.len())
}
