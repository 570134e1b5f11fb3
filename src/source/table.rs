//! A table has a header and one quote a row, its fields separated by commas, semicolons or tabs (RFC 4180).

use std::borrow::Cow;
use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, Terminator};

use super::lines::origin;
use super::rows::{self, Fields, Rows, TEXT_FIELDS, Value, has_text, shown};
use super::{Problem, Source};
use crate::text::CleanText;
use crate::text::delimited::{self, Part};

/// Whether a text begins as a table does: its header has a column for the text and another that is known, and the rows
/// below it as many cells. O([`HEAD`]).
pub(super) fn is_table(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let separator = delimited::separator(head, b',');
    let first = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let names = first.split(char::from(separator)).map(|name| name.trim_matches(['"', '\u{feff}', ' ']));
    // Nearly all texts are told here, without a reader of tables.
    if names.filter(|name| rows::is_known(name)).nth(1).is_none() {
        return false;
    }
    let table = delimited::without_gaps(head, separator);
    let mut reader =
        ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(&*table);
    let mut rows = reader.records().map_while(Result::ok);
    let Some(header) = rows.next() else { return false };
    let known = header.iter().filter(|name| rows::is_known(name)).count();
    let mut rows = rows.take(ROWS).peekable();
    has_text(header.iter()) && known > 1 && rows.peek().is_some() && rows.all(|row| row.len() == header.len())
}

/// Bytes in which the first rows of a table end, and how many of these are looked at.
const HEAD: usize = 1 << 14;
const ROWS: usize = 3;

/// How many characters are shown of the names of columns.
const SHOWN: usize = 120;

/// What a table says before its first row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) separator: u8,
    /// The names of the columns. Empty until it has been read.
    names: StringRecord,
}

impl Header {
    /// Nothing but the separator yet.
    pub(super) fn unread(text: &str, separator: Option<u8>) -> Self {
        let separator = separator.unwrap_or_else(|| delimited::separator(text, b','));
        Self { separator, names: StringRecord::new() }
    }

    /// The same for a block of a table: the first one begins with the header.
    pub(super) fn behind(self, is_first: bool) -> Self {
        if is_first { Self { names: StringRecord::new(), ..self } } else { self }
    }

    /// The header with which a table begins; `None` when it has no column for the text.
    pub(super) fn read(self, clean: &CleanText) -> Option<Self> {
        let mut table = Table::new(clean, self);
        table.read();
        Some(table.header).filter(|header| !header.names.is_empty())
    }
}

/// The rows as sources, and what was wrong with others. A quote's origin is its row.
pub(super) fn read(clean: &CleanText, header: Header) -> (Vec<Source>, Vec<Problem>) {
    let mut table = Table::new(clean, header);
    table.read();
    table.problems.sort_by_key(|problem| problem.line);
    (table.rows.finish(), table.problems)
}

/// A table on its way to sources.
struct Table<'c> {
    clean: &'c CleanText,
    header: Header,
    rows: Rows,
    problems: Vec<Problem>,
}

impl<'c> Table<'c> {
    fn new(clean: &'c CleanText, header: Header) -> Self {
        Self { clean, header, rows: Rows::default(), problems: Vec::new() }
    }

    fn read(&mut self) {
        let (parts, unclosed) = delimited::parts(&self.clean.text, self.header.separator);
        let wrong = |line| Problem::error(line, delimited::UNCLOSED);
        self.problems.extend(unclosed.into_iter().map(wrong));
        let is_table = parts.into_iter().all(|part| self.part(part));
        if is_table && self.header.names.is_empty() {
            self.takes_header(&StringRecord::new(), 1);
        }
    }

    /// Reads the rows of a part, the header first; false when this has no column for the text.
    fn part(&mut self, part: Part) -> bool {
        let rows = delimited::without_gaps(&self.clean.text[part.range.clone()], self.header.separator);
        let mut reader = ReaderBuilder::new()
            .delimiter(self.header.separator)
            .flexible(true)
            .has_headers(false)
            .terminator(Terminator::Any(b'\n'))
            .from_reader(&*rows);
        let mut record = StringRecord::new();
        loop {
            let start = part.range.start + offset(reader.position());
            let line = part.line + line_of(reader.position()) - 1;
            match reader.read_record(&mut record) {
                Ok(false) => return true,
                Ok(true) if self.header.names.is_empty() => {
                    if !self.takes_header(&record, line) {
                        return false;
                    }
                }
                Ok(true) => {
                    let end = part.range.start + offset(reader.position());
                    self.row(&record, row_place(&self.clean.text, start..end, line));
                }
                Err(error) => self.problems.push(Problem::error(line, error.to_string())),
            }
        }
    }

    /// Takes the names of the columns; false when none is for the text.
    fn takes_header(&mut self, record: &StringRecord, line: u32) -> bool {
        if line == 1 && delimited::tells_separator(record.iter()) {
            return true;
        }
        let good = has_text(record.iter());
        if good {
            self.header.names = record.clone();
        } else {
            let mut message = format!("no column for the text: expected a header with {TEXT_FIELDS}");
            let names: Vec<&str> = record.iter().map(str::trim).filter(|name| !name.is_empty()).collect();
            if !names.is_empty() {
                message += &format!("; there are: {}", shown(&names.join(", "), SHOWN));
            }
            self.problems.push(Problem::error(line, message));
        }
        good
    }

    fn row(&mut self, record: &StringRecord, (place, line): (Range<usize>, u32)) {
        let names = &self.header.names;
        let mut row = fields(names, record);
        annotate(&mut row);
        let problem = problem_of(names, record).or_else(|| {
            let added = row.is_empty() || self.rows.add(row, origin(self.clean, place, line));
            (!added).then(|| "no text in this row".to_owned())
        });
        self.problems.extend(problem.map(|message| Problem::error(line, message)));
    }
}

/// A row with more fields than the header has been cut in the wrong places.
fn problem_of(header: &StringRecord, record: &StringRecord) -> Option<String> {
    (record.len() > header.len()).then(|| {
        format!(
            "{} fields where the header has {}: put fields with separators in quotes",
            record.len(),
            header.len()
        )
    })
}

/// The fields that are filled. Of those in columns of one name the first has it, and the others a number behind it that
/// no other has.
fn fields<'t>(header: &'t StringRecord, record: &'t StringRecord) -> Fields<'t> {
    let named = header.iter().map(str::trim).zip(record.iter().map(str::trim));
    let filled = named.filter(|(name, value)| !name.is_empty() && !value.is_empty());
    let mut fields: Vec<(&str, &str)> = filled.collect();
    fields.sort_by_key(|(name, _)| *name);
    let is_taken = |name: &str| fields.binary_search_by(|(own, _)| (*own).cmp(name)).is_ok();
    let mut count = 1_usize;
    let numbered = (0..).zip(&fields).map(|(at, &(name, value))| {
        let is_first = at == 0 || fields[at - 1].0 != name;
        let free = || (count + 1..).find(|next| !is_taken(&format!("{name} {next}")));
        count = if is_first { 1 } else { free().unwrap_or(count) };
        let name: Cow<'t, str> = if is_first { name.into() } else { format!("{name} {count}").into() };
        (name, Value::One(value.into()))
    });
    numbered.collect()
}

/// What tells of a row that it is an annotation, as Hypothesis exports them.
const ANNOTATION: &str = "Annotation/Reply Type";

/// The words of an annotation quote its page: who annotates is its `creator`, and what they say is a note. Of a reply, or a
/// note on all of the page, it is the text.
fn annotate(fields: &mut Fields<'_>) {
    let has = |wanted: &str| fields.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let is_quoted = has("quote");
    if !has(ANNOTATION) {
        return;
    }
    for (name, _) in fields {
        match name.to_ascii_lowercase().as_str() {
            "user" | "author" if is_quoted => *name = "creator".into(),
            "body" | "comment" => *name = if is_quoted { "note" } else { "text" }.into(),
            _ => {}
        }
    }
}

/// Where the row stands without the line ends around it, and on which line.
fn row_place(text: &str, range: Range<usize>, line: u32) -> (Range<usize>, u32) {
    let row = text.get(range.clone()).unwrap_or_default();
    let blank = row.len() - row.trim_start_matches('\n').len();
    let start = range.start + blank;
    (start..start + row.trim_matches('\n').len(), line + blank as u32)
}

fn offset(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

fn line_of(position: &csv::Position) -> u32 {
    u32::try_from(position.line()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Quote;
    use crate::text::clean;

    fn read_text(text: &str) -> (Vec<Source>, Vec<Problem>) {
        let clean = clean(text.as_bytes(), None).expect("it is text");
        read(&clean, Header::unread(&clean.text, None))
    }

    #[test]
    fn rows_are_quotes() {
        let text = "\u{feff}Title,Quote,Page\r\nA,\"One,\r\nmore\",3\r\n\r\nB,Two,\r\nA,Three\r\n,,\r\nA,,9\r\nA,x,y,z\r\n";
        let (sources, problems) = read_text(text);
        assert_eq!(
            sources.iter().map(|s| (s.title.as_str(), s.quotes.len())).collect::<Vec<_>>(),
            [("A", 2), ("B", 1)]
        );
        let first = &sources[0].quotes[0];
        assert_eq!(
            (first.text.as_str(), first.locator.as_deref(), first.origin.line),
            ("One,\nmore", Some("3"), 2)
        );
        let second = &sources[1].quotes[0].origin;
        assert_eq!(
            (second.line, &text[second.bytes.start as usize..second.bytes.end as usize]),
            (5, "B,Two,")
        );
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [8, 9]);
    }

    #[test]
    fn separators_are_told_by_the_header() {
        for text in ["title;quote\nA;One, two\n", "title|quote\nA|One, two\n", "title\tquote\nA\tOne, two\n"]
        {
            let (sources, problems) = read_text(text);
            assert_eq!((sources[0].quotes[0].text.as_str(), problems.len()), ("One, two", 0), "{text}");
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_its_line() {
        let text = "title,quote\nA,\"One\nB,Two\nA,\"Three, \"\"more\"\"\"\nB,\"Four\nand\"\n";
        let (sources, problems) = read_text(text);
        let quotes: Vec<(&str, u32)> =
            sources.iter().flat_map(|s| &s.quotes).map(|q| (q.text.as_str(), q.origin.line)).collect();
        assert_eq!(quotes, [("Two", 3), ("Four\nand", 5), ("Three, \"more\"", 4)]);
        assert_eq!((problems.len(), problems[0].line), (1, 2));
        assert!(problems[0].message.contains("never closed"));
        let four = &sources[0].quotes[1].origin.bytes;
        assert_eq!(&text[four.start as usize..four.end as usize], "B,\"Four\nand\"");
    }

    #[test]
    fn columns_of_one_name_are_kept() {
        let (sources, problems) = read_text("quote,page,Page,page,page\nA,1,2,3,\nB,,,3,4\n");
        let pages = |at: usize| {
            let quote = &sources[0].quotes[at];
            let others: Vec<(&str, &str)> =
                quote.properties.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            (quote.locator.as_deref(), others)
        };
        assert_eq!(pages(0), (Some("2"), vec![("page", "1"), ("page 2", "3")]));
        assert_eq!(pages(1), (Some("3"), vec![("page 2", "4")]));
        assert!(problems.is_empty());
        let (sources, _) = read_text("quote,note,note,note 2,note,note 3\nA,1,2,3,4,5\n");
        let quote = &sources[0].quotes[0];
        let others: Vec<&str> = quote.properties.values().map(String::as_str).collect();
        assert_eq!((quote.note.as_deref(), others), (Some("1"), vec!["3", "5", "2", "4"]));
    }

    #[test]
    fn a_space_may_stand_before_a_quotation_mark() {
        for (text, expected) in [
            (
                "quotes,author,source\n\"One, and.\", \"Hill, Jr.\", \"Think\"\n\"Two\",  \"Roe\" ,Books\n",
                &["One, and.|Hill, Jr.|Think|21", "Two|Roe|Books|55"][..],
            ),
            ("\"author\", \"quote\"\n\"Roe\", \"One, \"\"two\"\".\"\n", &["One, \"two\".|Roe||18"]),
            ("author,quote\nRoe, \"One\" is\n", &["\"One\" is|Roe||13"]),
        ] {
            let (sources, problems) = read_text(text);
            let quotes =
                sources.iter().flat_map(|source| source.quotes.iter().map(move |quote| (source, quote)));
            let shown = quotes.map(|(source, quote)| {
                let speaker = quote.speaker.as_ref().or(source.author.as_ref()).map_or("", String::as_str);
                format!("{}|{speaker}|{}|{}", quote.text, source.title, quote.origin.bytes.start)
            });
            assert_eq!(
                (shown.collect::<Vec<_>>(), problems.len()),
                (expected.iter().map(|s| (*s).to_owned()).collect(), 0),
                "{text}"
            );
        }
    }

    #[test]
    fn a_line_for_excel_stands_above_the_header() {
        for (text, line) in [
            ("sep=;\nTitle;Quote\nA;One, two; three\n", None),
            ("\u{feff}SEP=;\r\nTitle;Quote\r\nA;One, two\r\n", Some(3)),
            ("sep=,\nTitle,Quote\nA,\"One, two\"\n", Some(3)),
            ("sep=|\nTitle|Quote\nA|One, two\n", Some(3)),
            ("sep=;quote\n1;One, two\n", Some(2)),
        ] {
            let (sources, _) = read_text(text);
            let quote = sources.first().and_then(|source| source.quotes.first());
            let found = quote.filter(|quote| quote.text == "One, two").map(|quote| quote.origin.line);
            assert_eq!(found, line, "{text}");
        }
    }

    #[test]
    fn what_a_reader_annotates_is_quoted() {
        for reader in ["User", "Author"] {
            for note in ["Body", "Comment"] {
                let (sources, problems) = read_text(&format!(
                    "URL,Annotation/Reply Type,Quote,{reader},{note}\nhttp://a,Annotation,One.,ann,Two.\nhttp://a,Reply,,bob,Three.\n"
                ));
                let shown = |quote: &Quote| {
                    let creator = quote.properties.get("creator").map_or("-", String::as_str);
                    let (speaker, note) = (quote.speaker.as_deref(), quote.note.as_deref());
                    format!("{}|{}|{creator}|{}", quote.text, speaker.unwrap_or("-"), note.unwrap_or("-"))
                };
                let found: Vec<String> = sources.iter().flat_map(|s| &s.quotes).map(shown).collect();
                assert_eq!(found, ["One.|-|ann|Two.", "Three.|bob|-|-"], "{reader} {note}");
                assert!(problems.is_empty());
            }
        }
    }

    #[test]
    fn a_table_needs_a_column_for_the_text() {
        let (_, problems) = read_text("a, b,\n1,2\n");
        assert_eq!((problems.len(), problems[0].message.rsplit("; ").next()), (1, Some("there are: a, b")));
        assert_eq!(read_text("").1.len(), 1);
    }
}
