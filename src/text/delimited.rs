//! Delimited text is a table as text: rows between line feeds, fields between separators, quoted as in RFC 4180.

use std::ops::Range;

use memchr::{memchr, memchr_iter, memrchr};

/// Separators that tables are found with.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// The separator of a table: the one that splits its first line into most fields, outside quotation marks; a comma when
/// there is none. O(first line).
pub(crate) fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside = || first.split('"').step_by(2);
    let count = |c: u8| outside().map(|part| memchr_iter(c, part.as_bytes()).count()).sum::<usize>();
    let best = SEPARATORS.into_iter().rev().max_by_key(|c| count(*c));
    best.filter(|c| count(*c) > 0).unwrap_or(b',')
}

/// Rows that can be told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Where they stand in the text.
    pub(crate) range: Range<usize>,
    /// The number of their first line.
    pub(crate) line: u32,
}

/// What is wrong with a line at which a quotation mark is opened and never closed.
pub(crate) const UNCLOSED: &str = "a quotation mark is opened here and never closed, so the row was left out: close it, \
                                   or double it where it is a character";

/// Cuts the rows out of a table in which a line opens a quotation mark and never closes it, which would swallow the rows
/// behind it; the second list has the numbers of these lines.
///
/// A mark is never closed when none follows, or when the next one that could close it, some lines on, has a field's words
/// behind it and so rather opens or closes another field. O(text): an open mark is sought to the next odd run of marks,
/// and no two seeks cross one.
pub(crate) fn parts(text: &str, separator: u8) -> (Vec<Part>, Vec<u32>) {
    let mut scan = Scan { bytes: text.as_bytes(), separator, at: 0, row: 0 };
    let (mut parts, mut unclosed) = (Vec::new(), Vec::new());
    let (mut start, mut line) = (0, 1);
    while let Some(mark) = scan.next_unclosed() {
        let end = memchr(b'\n', &scan.bytes[mark..]).map_or(text.len(), |at| mark + at + 1);
        let marked = line + lines(&text[start..mark]);
        unclosed.push(marked);
        parts.push(Part { range: start..scan.row, line });
        (start, line) = (end, marked + 1);
        (scan.at, scan.row) = (end, end);
    }
    parts.push(Part { range: start..text.len(), line });
    parts.retain(|part| !part.range.is_empty());
    (parts, unclosed)
}

fn lines(text: &str) -> u32 {
    u32::try_from(memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// Goes from quotation mark to quotation mark.
struct Scan<'t> {
    bytes: &'t [u8],
    separator: u8,
    at: usize,
    /// Where the row begins that `at` is in.
    row: usize,
}

impl Scan<'_> {
    /// The next mark that is opened and never closed.
    fn next_unclosed(&mut self) -> Option<usize> {
        while let Some(mark) = self.next_mark() {
            if let Some(end) = memrchr(b'\n', &self.bytes[self.at..mark]) {
                self.row = self.at + end + 1;
            }
            let opens = mark == self.row || self.ends_field(self.bytes.get(mark - 1));
            let end = if opens { self.closing(mark) } else { Some(mark) };
            match end {
                Some(end) => self.at = end + 1,
                None => return Some(mark),
            }
        }
        None
    }

    fn next_mark(&self) -> Option<usize> {
        memchr(b'"', self.bytes.get(self.at..)?).map(|at| self.at + at)
    }

    /// The mark that closes the field which the mark at `open` opens.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut at = open + 1;
        loop {
            let mark = at + memchr(b'"', &self.bytes[at..])?;
            if self.bytes.get(mark + 1) == Some(&b'"') {
                at = mark + 2;
                continue;
            }
            let closes = mark + 1 == self.bytes.len() || self.ends_field(self.bytes.get(mark + 1));
            return (closes || memchr(b'\n', &self.bytes[open..mark]).is_none()).then_some(mark);
        }
    }

    fn ends_field(&self, byte: Option<&u8>) -> bool {
        byte.is_some_and(|byte| matches!(byte, b'\n' | b'\r') || *byte == self.separator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators() {
        for (text, expected) in [
            ("id;label;aliases\n", b';'),
            ("\n\"a;b;c;d\",e\n", b','),
            ("a\tb,c\td\n", b'\t'),
            ("a|b|c", b'|'),
            ("label", b','),
            ("", b','),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }

    #[test]
    fn unclosed_marks() {
        for (text, kept, unclosed) in [
            ("a,b\nc,d\n", &["a,b\nc,d\n"][..], &[][..]),
            ("a,\"b\nc\",d\ne", &["a,\"b\nc\",d\ne"], &[]),
            ("a,\"b\nc,d\n", &["c,d\n"], &[1]),
            ("h\n\"x,y\nb,\"c\"\nd", &["h\n", "b,\"c\"\nd"], &[2]),
            ("\"a \"\"b\"\" c\"\nd \"e\" f\n", &["\"a \"\"b\"\" c\"\nd \"e\" f\n"], &[]),
            ("\"a\" b,c\nd", &["\"a\" b,c\nd"], &[]),
            ("\"a\nb\n\"c\nd", &["b\n", "d"], &[1, 3]),
            ("\"x\ny\",\"z\nw\n", &["w\n"], &[2]),
            ("\"", &[], &[1]),
        ] {
            let (parts, lines) = parts(text, b',');
            let texts: Vec<&str> = parts.iter().map(|part| &text[part.range.clone()]).collect();
            assert_eq!((&texts[..], &lines[..]), (kept, unclosed), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_whole_and_know_their_lines(text in "([ab\",\n]|\"\"){0,40}") {
            let (parts, unclosed) = parts(&text, b',');
            for part in &parts {
                prop_assert_eq!(lines(&text[..part.range.start]) + 1, part.line);
            }
            let whole = |part: &Part| super::parts(&text[part.range.clone()], b',').1.is_empty();
            prop_assert!(parts.iter().all(whole));
            prop_assert!(unclosed.is_sorted_by(|a, b| a < b));
        }

        #[test]
        fn tables_as_they_are_written_are_whole(rows in prop::collection::vec(prop::collection::vec("[ab\",\n]{0,5}", 2), 0..5)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            rows.iter().for_each(|row| writer.write_record(row).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            prop_assert_eq!(parts(&text, b',').1, Vec::<u32>::new());
        }
    }
}
