//! Delimited text is a table as text: rows between line feeds, fields between separators, quoted as in RFC 4180.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr_iter, memchr2, memmem, memrchr2};

use super::line_ends::{is_apart, last_line, line_end};

/// Separators that tables are found with.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// What stands before the separator in the first line of a table that tells Excel of it: `sep=;`.
const SEPARATED_BY: &str = "sep=";

/// Whether the fields are those of the line that [tells Excel](SEPARATED_BY) of the separator, at which it has been parted.
pub(crate) fn tells_separator<'f>(fields: impl Iterator<Item = &'f str>) -> bool {
    let mut fields = fields.map(str::trim);
    fields.next().is_some_and(|field| field.eq_ignore_ascii_case(SEPARATED_BY)) && fields.all(str::is_empty)
}

/// The separator of a table: the one that splits its first line into most fields, outside quotation marks; the usual one
/// when there is none. O(first line).
pub(crate) fn separator(text: &str, usual: u8) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let outside = || first.split('"').step_by(2);
    let count = |c: u8| outside().map(|part| memchr_iter(c, part.as_bytes()).count()).sum::<usize>();
    let best = SEPARATORS.into_iter().rev().max_by_key(|c| count(*c));
    best.filter(|c| count(*c) > 0).unwrap_or(usual)
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
    let mut scan = Scan { bytes: text.as_bytes(), separator, is_whole: true, at: 0, row: 0 };
    let (mut parts, mut unclosed) = (Vec::new(), Vec::new());
    let (mut start, mut line) = (0, 1);
    while let Some((mark, _)) = scan.next_unclosed() {
        let end = line_end(scan.bytes, mark).unwrap_or(text.len());
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

/// Where the last row ends that is whole in the first bytes of a table, or of what follows a row of it, in UTF-8 as it was
/// read; `None` when no row can be told to be whole. [`parts`] finds the same in what is before and what is behind as in
/// both together. O(bytes).
pub(crate) fn whole_rows(bytes: &[u8], separator: u8) -> Option<usize> {
    let start = if bytes.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
    let begins = |&row: &usize| row > start && is_apart(bytes, row);
    let mut scan = Scan { bytes, separator, is_whole: false, at: start, row: start };
    while let Some((mark, closing)) = scan.next_unclosed() {
        match line_end(bytes, mark).filter(|_| closing == Closing::Never) {
            Some(end) => (scan.at, scan.row) = (end, end),
            None => return Some(scan.row).filter(begins),
        }
    }
    let closed = scan.at.saturating_sub(1);
    let last = last_line(bytes.get(closed..).unwrap_or_default()).map(|at| closed + at);
    last.or(Some(scan.row).filter(begins))
}

/// The bytes of a table, in which no space stands between a separator and the mark that opens a field: of `a, "b"` the
/// space is within the field, so that all that is behind it keeps its place. O(text).
pub(crate) fn without_gaps(text: &str, separator: u8) -> Cow<'_, [u8]> {
    let mut bytes = Cow::Borrowed(text.as_bytes());
    if memmem::find(&bytes, b" \"").is_none() {
        return bytes;
    }
    let mut scan = Scan { bytes: text.as_bytes(), separator, is_whole: true, at: 0, row: 0 };
    while let Some((mark, Closing::At(end))) = scan.next_closing() {
        let gap = if end > mark { scan.gap(mark) } else { 0 };
        if gap > 0 {
            bytes.to_mut().swap(mark - gap, mark);
        }
    }
    bytes
}

fn lines(text: &str) -> u32 {
    u32::try_from(memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// Goes from quotation mark to quotation mark.
struct Scan<'t> {
    bytes: &'t [u8],
    separator: u8,
    /// Whether the text ends where the bytes do.
    is_whole: bool,
    at: usize,
    /// Where the row begins that `at` is in.
    row: usize,
}

/// Where a field is closed that a mark opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    /// At this mark.
    At(usize),
    Never,
    /// Not in these bytes.
    Beyond,
}

impl Scan<'_> {
    /// The next mark that is opened and not closed.
    fn next_unclosed(&mut self) -> Option<(usize, Closing)> {
        while let Some((mark, closing)) = self.next_closing() {
            if !matches!(closing, Closing::At(_)) {
                return Some((mark, closing));
            }
        }
        None
    }

    /// The next mark, and where what it opens is closed: at itself, if it opens nothing. Goes on behind that.
    fn next_closing(&mut self) -> Option<(usize, Closing)> {
        let mark = self.next_mark()?;
        if let Some(end) = memrchr2(b'\r', b'\n', &self.bytes[self.at..mark]) {
            self.row = self.at + end + 1;
        }
        let closing = if mark == self.row || self.ends_field(self.bytes.get(mark - 1)) {
            self.closing(mark)
        } else if self.gap(mark) > 0 {
            self.closing_in_line(mark)
        } else {
            Closing::At(mark)
        };
        if let Closing::At(end) = closing {
            self.at = end + 1;
        }
        Some((mark, closing))
    }

    /// How many spaces stand between a separator and a mark; 0 where no separator stands before them.
    fn gap(&self, mark: usize) -> usize {
        let before = &self.bytes[self.row..mark];
        let spaces = before.iter().rev().take_while(|byte| **byte == b' ').count();
        let is_behind = before[..before.len() - spaces].last() == Some(&self.separator);
        if is_behind { spaces } else { 0 }
    }

    fn next_mark(&self) -> Option<usize> {
        memchr(b'"', self.bytes.get(self.at..)?).map(|at| self.at + at)
    }

    /// The mark that closes the field which the mark at `open` opens.
    fn closing(&self, open: usize) -> Closing {
        let mut at = open + 1;
        while let Some(mark) = memchr(b'"', &self.bytes[at..]).map(|next| at + next) {
            let next = self.bytes.get(mark + 1);
            if next == Some(&b'"') {
                at = mark + 2;
                continue;
            }
            if next.is_none() && !self.is_whole {
                break;
            }
            let closes = next.is_none() || self.ends_field(next);
            let is_line = || memchr2(b'\r', b'\n', &self.bytes[open..mark]).is_none();
            return if closes || is_line() { Closing::At(mark) } else { Closing::Never };
        }
        if self.is_whole { Closing::Never } else { Closing::Beyond }
    }

    /// The mark that closes the field which a mark behind a [gap](Self::gap) opens: the next one, if the field ends there,
    /// in the same line. Else the mark is one of the characters of the field.
    fn closing_in_line(&self, open: usize) -> Closing {
        let mut at = open + 1;
        let mark = loop {
            let Some(mark) = memchr(b'"', &self.bytes[at..]).map(|next| at + next) else { break None };
            if self.bytes.get(mark + 1) != Some(&b'"') {
                break Some(mark);
            }
            at = mark + 2;
        };
        let end = mark.unwrap_or(self.bytes.len());
        let behind = self.bytes.get(end + 1..).unwrap_or_default();
        let next = behind.iter().find(|byte| **byte != b' ');
        if memchr2(b'\r', b'\n', &self.bytes[open..end]).is_some() {
            Closing::At(open)
        } else if next.is_none() && !self.is_whole {
            Closing::Beyond
        } else if mark.is_some() && (next.is_none() || self.ends_field(next)) {
            Closing::At(end)
        } else {
            Closing::At(open)
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
            assert_eq!(separator(text, b','), expected, "{text}");
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
            ("a, \"b,\" , \"c\"\nd, \"e\nf, \"g\" h\n", &["a, \"b,\" , \"c\"\nd, \"e\nf, \"g\" h\n"], &[]),
        ] {
            let (parts, lines) = parts(text, b',');
            let texts: Vec<&str> = parts.iter().map(|part| &text[part.range.clone()]).collect();
            assert_eq!((&texts[..], &lines[..]), (kept, unclosed), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parts_are_whole_and_know_their_lines(text in "([ab\", \n]|\"\"|, \"){0,40}") {
            let (parts, unclosed) = parts(&text, b',');
            for part in &parts {
                prop_assert_eq!(lines(&text[..part.range.start]) + 1, part.line);
            }
            let whole = |part: &Part| super::parts(&text[part.range.clone()], b',').1.is_empty();
            prop_assert!(parts.iter().all(whole));
            prop_assert!(unclosed.is_sorted_by(|a, b| a < b));
        }

        #[test]
        fn a_table_in_pieces_has_the_parts_of_the_whole(text in "([ab\", \r\n;é]|\"\"|\r\n|,\"|, \"|\"\n){0,60}", size in 1..9_usize) {
            let whole = |text: &str| {
                let text = text.replace("\r\n", "\n").replace('\r', "\n");
                let (parts, unclosed) = parts(&text, b',');
                let texts: Vec<String> = parts.iter().map(|part| text[part.range.clone()].to_owned()).collect();
                (texts.concat(), unclosed)
            };
            let (mut rest, mut pieces) = (text.as_str(), (String::new(), Vec::new()));
            let mut before = 0;
            while !rest.is_empty() {
                let ends = (0..).map(|n| size << n).take_while(|&end| end < rest.len());
                let end = ends.filter_map(|end| whole_rows(&rest.as_bytes()[..end], b',')).next().unwrap_or(rest.len());
                prop_assert!(end > 0);
                let (piece, unclosed) = whole(&rest[..end]);
                pieces.0 += &piece;
                pieces.1.extend(unclosed.into_iter().map(|line| line + before));
                before += crate::text::line_ends::count(&rest.as_bytes()[..end]) as u32;
                rest = &rest[end..];
            }
            prop_assert_eq!(pieces, whole(&text));
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
