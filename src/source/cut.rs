//! A cut divides a long file between its rows into blocks, each of which can be read without the others.

use super::json::{is_array, is_object, is_transcript, read_lines, read_values, whole_values};
use super::table::{self, Header};
use super::{Format, Read};
use crate::text::line_ends::last_line;
use crate::text::{clean, clean_lines, clean_start, delimited};

/// How a file is cut, and what every block needs of its beginning.
#[derive(Debug)]
pub(crate) struct Cut {
    format: Format,
    rows: Rows,
}

/// What the rows of a file are.
#[derive(Debug)]
enum Rows {
    /// Lines.
    Lines,
    /// Objects of one array.
    Values,
    /// Rows of a table.
    Table(Header),
}

/// Which ends of its file a block has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) first: bool,
    pub(crate) last: bool,
}

impl Ends {
    /// The whole file is one block.
    pub(crate) const BOTH: Self = Self { first: true, last: true };
}

/// Bytes in which the header of a table ends, as a rule.
const HEADER: usize = 1 << 16;

impl Cut {
    /// How a file is cut that begins with `head`, in the format given or in the one that it shows, when it [can
    /// be](can_be_cut). `None` for one of another format, or that may be one object of JSON or a transcript, or whose
    /// beginning tells that it cannot be read. O(head).
    pub(crate) fn of(path: &str, head: &[u8], format: Option<Format>) -> Option<Self> {
        let head = head.utf8_chunks().next()?.valid();
        let text = clean(head.as_bytes(), None).ok()?.text;
        let format = format.or_else(|| Format::detect(path, &text))?;
        let rows = match format {
            Format::JsonLines if is_transcript(&text) || is_object(&text) => return None,
            Format::JsonLines if is_array(&text) => Rows::Values,
            Format::JsonLines if !text.trim().is_empty() => Rows::Lines,
            Format::Csv => Rows::Table(header(head, Header::unread(&text, None))?),
            Format::Tsv => Rows::Table(header(head, Header::unread(&text, Some(b'\t')))?),
            _ => return None,
        };
        Some(Self { format, rows })
    }

    /// The format in which it is read.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Where the last row ends that is whole in `bytes`, with which a block begins; `None` when none is. O(bytes).
    pub(crate) fn end(&self, bytes: &[u8], is_first: bool) -> Option<usize> {
        match &self.rows {
            Rows::Lines => last_line(bytes),
            Rows::Values => whole_values(bytes, is_first),
            Rows::Table(header) => delimited::whole_rows(bytes, header.separator),
        }
    }

    /// Reads a block of the file at `path`, and tells whether what is behind it is to be read. Lines and bytes are
    /// those of the block, and nothing is told of the [whole file](super::Whole). Blocks together say what the file
    /// does when it is [read](super::read) whole. O(block).
    pub(crate) fn read(&self, path: &str, block: &str, ends: Ends) -> (Read, bool) {
        let clean = if ends.first { clean_start(block) } else { clean_lines(block) };
        let (read, goes_on) = match &self.rows {
            Rows::Lines => (read_lines(&clean), true),
            Rows::Values => read_values(&clean, ends),
            Rows::Table(header) => (table::read(&clean, header.clone().behind(ends.first)), true),
        };
        (Read { repairs: clean.repairs, ..Read::new(path, self.format, read) }, goes_on)
    }
}

/// Whether a file that has these bytes, in UTF-8, can be cut: no character of it is left out, or becomes one of those that
/// divide rows and fields. O(bytes).
pub(crate) fn can_be_cut(text: &[u8]) -> bool {
    memchr::memchr(0, text).is_none() && memchr::memmem::find(text, SEMICOLON).is_none()
}

/// The Greek question mark, which is a semicolon in NFC.
const SEMICOLON: &[u8] = "\u{37e}".as_bytes();

/// The header of a table that begins so.
fn header(head: &str, unread: Header) -> Option<Header> {
    let read = |len: usize| {
        let rows = head.get(..delimited::whole_rows(&head.as_bytes()[..len], unread.separator)?)?;
        unread.clone().read(&clean(rows.as_bytes(), None).ok()?)
    };
    read(head.len().min(HEADER)).or_else(|| read(head.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::read;
    use crate::text::{Repair, line_ends};
    use proptest::prelude::*;

    /// Quotes with their bytes and lines, what was wrong with lines, and what was put right.
    #[derive(Debug, Default, PartialEq)]
    struct Said {
        quotes: Vec<(u64, u64, u32, String)>,
        problems: Vec<(u32, String)>,
        repairs: Vec<Repair>,
    }

    impl Said {
        /// Takes in what is read behind so many bytes and lines.
        fn add(&mut self, read: Read, is_read: bool, offset: u64, lines: u32) {
            for mut repair in read.repairs {
                repair.bytes = repair.bytes.start + offset..repair.bytes.end + offset;
                self.repairs.push(repair);
            }
            if !is_read {
                return;
            }
            for quote in read.sources.into_iter().flat_map(|source| source.quotes) {
                let bytes = quote.origin.bytes;
                let line = quote.origin.line + lines;
                self.quotes.push((bytes.start + offset, bytes.end + offset, line, quote.text));
            }
            self.quotes.sort();
            let problems = read.diagnostics.into_iter().filter(|problem| problem.line > 0);
            self.problems.extend(problems.map(|problem| (problem.line + lines, problem.message)));
        }
    }

    /// What a file says in blocks of so many bytes, where no row is longer.
    fn in_blocks(path: &str, text: &str, block: usize) -> Option<Said> {
        let cut = Cut::of(path, text.as_bytes(), None)?;
        let (mut said, mut at, mut lines, mut is_read) = (Said::default(), 0, 0, true);
        while at < text.len() {
            let rest = &text.as_bytes()[at..];
            let lens = std::iter::successors(Some(block), |len| Some(2 * len));
            let end = lens
                .take_while(|len| *len < rest.len())
                .find_map(|len| cut.end(&rest[..len], at == 0))
                .unwrap_or(rest.len());
            let ends = Ends { first: at == 0, last: end == rest.len() };
            let (read, goes_on) = cut.read(path, &text[at..at + end], ends);
            said.add(read, is_read, at as u64, lines);
            is_read &= goes_on;
            lines += line_ends::count(&rest[..end]) as u32;
            at += end;
        }
        Some(said)
    }

    /// Sound words, words that are wrongly decoded, and what divides rows in JSON and tables.
    const WORDS: [&str; 30] = [
        "plain",
        "café",
        "Straße",
        "“heart”",
        "привет",
        "รถ",
        "e\u{301}",
        "CafÃ©",
        "voilÃ",
        "rГ©sumГ©",
        "itโ€™s",
        "â€œheart",
        "Ð¿Ñ€Ð¸Ð²ÐµÑ‚",
        "\u{84}Ja\u{93}",
        "ยท",
        "\u{feff}",
        "\u{ad}",
        "\u{301}",
        "\u{200b}",
        "\u{fb01}",
        "<sub>2</sub>",
        "},",
        "}, {",
        "},{",
        "{",
        ",",
        "]",
        "\"",
        "\\",
        "\r\n",
    ];

    proptest! {
        #[test]
        fn blocks_say_what_the_whole_file_does(
            rows in prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..6), 2..30),
            between in prop::sample::select(&[", ", ",", " ,\t", ",\n", "\r\n, ", ",\r", ", 7, ", ", {\"a\" 1}, "][..]),
            behind in prop::sample::select(&["]", "", "]\n", "]]", "] CafÃ©}, {CafÃ© café", ", {\"a\": [1}]"][..]),
            line_end in prop::sample::select(&["\n", "\r\n", "\r"][..]),
            block in 1..300_usize,
        ) {
            let said: Vec<String> = rows.iter().map(|words| words.join(" ")).collect();
            let object = |said: &String| format!("{{\"text\": {}}}", serde_json::Value::from(said.as_str()));
            let objects: Vec<String> = said.iter().map(object).collect();
            let answered = |object: &String| format!("{}, \"replies\": [{object}]}}", object.trim_end_matches('}'));
            let answered: Vec<String> = objects.iter().map(answered).collect();
            let row = |said: &String| format!("\"{}\",3{line_end}", said.replace('"', "\"\""));
            let table = format!("quote,page{line_end}{}", said.iter().map(row).collect::<String>());
            for (path, text) in [
                ("a.json", format!("[{}{behind}", objects.join(between))),
                ("a.jsonl", objects.join(line_end)),
                ("b.json", format!("[{}{behind}", answered.join(between))),
                ("b.jsonl", answered.join(line_end)),
                ("a.csv", table),
            ] {
                let mut whole = Said::default();
                whole.add(read(path, text.as_bytes(), None), true, 0, 0);
                let blocks = in_blocks(path, &text, block);
                prop_assert!(blocks.as_ref().is_none_or(|blocks| *blocks == whole), "{text:?}\n{blocks:?}\n{whole:?}");
            }
        }
    }
}
