//! A line is a piece of a text between line feeds, which knows its number and its place.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::Origin;
use crate::text::{CleanText, joins_words};

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

/// Counts lines up to places, one behind another.
#[derive(Default)]
pub(super) struct LineCount {
    at: usize,
    above: u32,
}

impl LineCount {
    /// From the beginning of a line on.
    pub(super) fn from(line: &Line<'_>) -> Self {
        Self { at: line.start, above: line.number.saturating_sub(1) }
    }

    /// The line of a place that is not before the last one. O(what is between).
    pub(super) fn line(&mut self, text: &str, at: usize) -> u32 {
        let between = text.get(self.at..at).unwrap_or_default();
        let count = memchr::memchr_iter(b'\n', between.as_bytes()).count();
        self.above = self.above.saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.at = at;
        self.above.saturating_add(1)
    }
}

/// What stands between blank lines.
pub(super) fn paragraphs<'l, 't>(lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
    lines.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty()).collect()
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
    Divided::default().joined(lines)
}

/// The words of a text that hyphens divide between its lines, `perfor-` and `mance`, and that stand whole elsewhere in
/// it, never with the hyphen. In small letters, with the hyphen.
#[derive(Default)]
pub(super) struct Divided(FxHashSet<String>);

impl Divided {
    /// Those of these lines. O(lines).
    pub(super) fn of(lines: &[Line<'_>]) -> Self {
        let pairs = lines.windows(2).filter(|pair| is_divided(pair[0].text, pair[1].text));
        let mut divided: FxHashSet<String> =
            pairs.map(|pair| around_hyphen(pair[0].text, pair[1].text)).collect();
        if divided.is_empty() {
            return Self::default();
        }
        let mut whole: FxHashMap<String, bool> =
            divided.iter().map(|word| (word.replace('-', ""), false)).collect();
        for word in lines.iter().flat_map(|line| line.text.split(is_between)).map(str::to_lowercase) {
            match whole.get_mut(&word) {
                Some(is_found) => *is_found = true,
                None => _ = divided.remove(&word),
            }
        }
        divided.retain(|word| whole.get(&word.replace('-', "")) == Some(&true));
        Self(divided)
    }

    /// The lines as one paragraph, these words whole.
    pub(super) fn joined(&self, lines: &[Line<'_>]) -> String {
        let (mut out, mut above) = (String::new(), "");
        for text in lines.iter().map(|line| line.text).filter(|text| !text.is_empty()) {
            if !is_divided(above, text) {
                out.push_str(if out.is_empty() { "" } else { " " });
            } else if !self.0.is_empty() && self.0.contains(&around_hyphen(above, text)) {
                out.pop();
            }
            out.push_str(text);
            above = text;
        }
        out
    }
}

/// What stands between words.
fn is_between(c: char) -> bool {
    !c.is_alphanumeric() && c != '-'
}

/// The word that a hyphen divides between two lines, in small letters.
fn around_hyphen(line: &str, next: &str) -> String {
    let before = line.rsplit(is_between).next().unwrap_or_default();
    let behind = next.split(is_between).next().unwrap_or_default();
    format!("{before}{behind}").to_lowercase()
}

/// Whether a word goes on in the next line behind its hyphen: `attorney-` and `client`, but not `pre-` and `and post-war`.
fn is_divided(line: &str, next: &str) -> bool {
    line.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphabetic))
        && next.starts_with(char::is_lowercase)
        && !joins_words(next)
}

/// Whether the text ends as a sentence does, closing marks left out.
pub(super) fn ends_sentence(text: &str) -> bool {
    let closing = ['"', '\'', '”', '“', '’', '»', ')', ']', '）', '」'];
    text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_lines_are_whole_where_they_stand_so_elsewhere() {
        for (text, expected) in [
            ("its perfor-\nmance. Performance.", "its performance. Performance."),
            ("its perfor-\nmance. perfor", "its perfor-mance. perfor"),
            ("a well-\nknown, well-known, wellknown", "a well-known, well-known, wellknown"),
            ("pre-\nand post-war, preand", "pre- and post-war, preand"),
            ("state-of-\nthe, stateofthe", "state-ofthe, stateofthe"),
        ] {
            let all: Vec<Line<'_>> = lines(text).collect();
            assert_eq!(Divided::of(&all).joined(&all), expected, "{text}");
        }
    }
}
