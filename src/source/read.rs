//! Reading a file: from bytes to sources with their quotes, and what was odd on the way.

use super::html::page;
use super::rows::{DATE, PUBLISHED};
use super::table::Header;
use super::{
    Format, Quote, Source, dates, ids, json, kindle, koreader, markdown, plain, reading, subtitles, table,
};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{CleanText, Repair, clean};

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// The sources with their quotes, in order of appearance; their ids are still those that they ask for, and the titles of
    /// those that have none of their own are empty (see [`assign_ids`](super::assign_ids)). None is without quotes.
    pub sources: Vec<Source>,
    /// What was left out or guessed.
    pub diagnostics: Vec<Diagnostic>,
    /// The format in which the file was read; `None` when it was not.
    pub format: Option<Format>,
    /// Wrongly decoded characters that were put right.
    pub repairs: Vec<Repair>,
}

/// Something wrong with one line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) line: u32,
    pub(super) severity: Severity,
    pub(super) message: String,
}

impl Problem {
    pub(super) fn error(line: u32, message: impl Into<String>) -> Self {
        Self { line, severity: Severity::Error, message: message.into() }
    }

    pub(super) fn warning(line: u32, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(line, message) }
    }
}

/// Reads a file's bytes in the format given, or in the one that its name and text show. Pure; never fails: what
/// cannot be read is a diagnostic. O(bytes).
///
/// ```
/// let read = ideagraph::source::read("notes.md", b"# Notes\n\n> One thing.\n", None);
/// assert_eq!(read.sources[0].quotes[0].text, "One thing.");
/// ```
pub fn read(path: &str, bytes: &[u8], format: Option<Format>) -> Read {
    let clean = match clean(bytes, None) {
        Ok(clean) => clean,
        Err(error) => return unreadable(path, &error.to_string()),
    };
    if clean.text.trim().is_empty() {
        return unreadable(path, "the file is empty: expected quotes");
    }
    let Some(format) = format.or_else(|| Format::detect(path, &clean.text)) else {
        let names = Format::ALL.map(Format::name).join(", ");
        return unreadable(path, &format!("unknown format: name it with --from; there are {names}"));
    };
    let mut read = Read::new(path, format, parse(&clean, format));
    let notices = clean.notices.iter().map(|n| Diagnostic::warning(path, n.line, n.what.to_string()));
    read.diagnostics.splice(..0, notices);
    let is_silent = read.sources.is_empty() && read.diagnostics.is_empty();
    let whole = Whole {
        silent: is_silent.then_some(format),
        undated: Undated::of(&read.sources),
        repaired: clean.repaired(),
    };
    read.diagnostics.extend(whole.diagnostics(path));
    read.repairs = clean.repairs;
    read
}

/// What is told at the end of a file.
pub(crate) struct Whole {
    /// The format in which it was read, when it has no quotes and nothing else was told of it.
    pub(crate) silent: Option<Format>,
    pub(crate) undated: Option<Undated>,
    /// What was repaired.
    pub(crate) repaired: Option<String>,
}

impl Whole {
    pub(crate) fn diagnostics(self, path: &str) -> impl Iterator<Item = Diagnostic> {
        let without = self.silent.map(|format| format!("no quotes in this file, read as {format}"));
        let without = without.map(|message| Diagnostic::error(path, 0, message));
        let undated = self.undated.map(|undated| undated.warning(path));
        let repaired = self.repaired.map(|message| Diagnostic::warning(path, 0, message));
        without.into_iter().chain(undated).chain(repaired)
    }
}

/// Dates that are not understood, and are kept as properties.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Undated {
    count: usize,
    /// The line of the first, 0 where it is not known, and what it says.
    first: (u32, String),
}

impl Undated {
    /// Those of some sources. O(quotes).
    pub(crate) fn of(sources: &[Source]) -> Option<Self> {
        let heads = sources.iter().filter(|source| source.date.is_none());
        let heads = heads.filter_map(|source| Some((0, source.properties.get(DATE)?)));
        let quotes = sources.iter().flat_map(|source| &source.quotes).flat_map(of_quote);
        let all: Vec<(u32, &String)> = heads.chain(quotes).collect();
        let (line, text) = all.iter().min()?;
        Some(Self { count: all.len(), first: (*line, (*text).clone()) })
    }

    /// Takes in those of another part of the file.
    pub(crate) fn extend(&mut self, more: Self) {
        self.count += more.count;
        if more.first < self.first {
            self.first = more.first;
        }
    }

    fn warning(self, path: &str) -> Diagnostic {
        let Self { count, first: (line, text) } = self;
        let why =
            if dates::is_ambiguous(&text) { ", of which the day may be first or the month" } else { "" };
        let message = format!(
            "dates that are not understood, kept as properties: {count} (\"{text}\"{why}); write 2026-05-30"
        );
        Diagnostic::warning(path, line, message)
    }
}

/// The dates of a quote that are not understood.
fn of_quote(quote: &Quote) -> impl Iterator<Item = (u32, &String)> {
    let own = quote.properties.get(DATE).filter(|_| quote.date.is_none());
    own.into_iter().chain(quote.properties.get(PUBLISHED)).map(|text| (quote.origin.line, text))
}

impl Read {
    /// What was read of a file, and what was wrong with lines of it.
    pub(super) fn new(path: &str, format: Format, (sources, problems): (Vec<Source>, Vec<Problem>)) -> Self {
        let told = |Problem { line, severity, message }| Diagnostic {
            severity,
            ..Diagnostic::error(path, line, message)
        };
        let diagnostics = problems.into_iter().map(told).collect();
        Self { sources: placed(sources, path, format), diagnostics, format: Some(format), ..Self::default() }
    }
}

fn unreadable(path: &str, message: &str) -> Read {
    Read { diagnostics: vec![Diagnostic::error(path, 0, message)], ..Read::default() }
}

fn parse(clean: &CleanText, format: Format) -> (Vec<Source>, Vec<Problem>) {
    match format {
        Format::Reading => (reading::read(clean), Vec::new()),
        Format::Text => with_long(plain::read(clean)),
        Format::Markdown => markdown::read(clean),
        Format::Html => page::read(clean),
        Format::Kindle => kindle::read(clean),
        Format::KoReader => koreader::read(clean),
        Format::SubRip | Format::WebVtt => (subtitles::read(clean), Vec::new()),
        Format::JsonLines => json::read(clean),
        Format::Csv => table::read(clean, Header::unread(&clean.text, None)),
        Format::Tsv => table::read(clean, Header::unread(&clean.text, Some(b'\t'))),
    }
}

/// A quote of plain text that is longer is told of, in bytes: most are lines or paragraphs of another kind.
const LONG: usize = 20_000;

/// Tells of the quotes that are [long](LONG).
fn with_long(sources: Vec<Source>) -> (Vec<Source>, Vec<Problem>) {
    let mut long = sources.iter().flat_map(|source| &source.quotes).filter(|quote| quote.text.len() > LONG);
    let problem = long.next().map(|first| {
        let message = format!(
            "quotes of more than {LONG} bytes, where no blank lines part the text: {}",
            1 + long.count()
        );
        Problem::warning(first.origin.line, message)
    });
    (sources, problem.into_iter().collect())
}

/// The sources that have quotes, each with the file's path and the name that it asks for.
fn placed(mut sources: Vec<Source>, path: &str, format: Format) -> Vec<Source> {
    sources.retain(|source| !source.quotes.is_empty());
    for source in &mut sources {
        path.clone_into(&mut source.path);
        ids::ask(source, Some(format));
    }
    sources
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::assign_ids;
    use proptest::prelude::*;

    #[test]
    fn the_seed_is_a_reading() {
        let bytes = include_bytes!("../../data/readings/john-schulman.txt");
        let mut read = read("data/readings/john-schulman.txt", bytes, None);
        assign_ids(&mut read.sources);
        assert_eq!((read.format, read.diagnostics.len()), (Some(Format::Reading), 1));
        assert!(read.diagnostics[0].message.starts_with("wrongly decoded characters put right: 2 ("));
        let source = &read.sources[0];
        assert_eq!(
            (source.id.as_str(), source.title.as_str()),
            ("john-schulman", "John Schulman (Reasoning, RLHF)")
        );
        assert_eq!(source.author.as_deref(), Some("John Schulman"));
        assert_eq!(source.date.map(|d| d.to_string()).as_deref(), Some("2026-05-30"));
        assert_eq!(source.tags, ["Reasoning", "RLHF"]);
        assert_eq!(source.quotes.len(), 13);
        for quote in &source.quotes {
            let range = quote.origin.bytes.start as usize..quote.origin.bytes.end as usize;
            assert_eq!(&bytes[range], quote.text.as_bytes());
        }
        let repaired: Vec<_> = read.repairs.iter().map(|r| r.to.as_str()).collect();
        assert_eq!(repaired, ["·", "←"]);
        assert_eq!(read.repairs[0].bytes, 44..50);
    }

    #[test]
    fn unreadable_files_say_what_was_expected() {
        for (path, bytes, message) in [
            ("a.txt", b"".as_slice(), "the file is empty"),
            ("a.txt", b"%PDF-1.4", "binary file (PDF)"),
            ("a.csv", b"x,y\n1,2\n", "no column for the text"),
            ("a.exe", b"One.", "unknown format: name it with --from"),
            ("a.html", b"<html>", "no quotes"),
            ("a.md", b"# Only a title\n", "no quotes"),
        ] {
            let read = read(path, bytes, None);
            assert!(read.sources.is_empty(), "{path}");
            assert!(read.diagnostics[0].message.starts_with(message), "{:?}", read.diagnostics);
        }
    }

    #[test]
    fn dates_that_are_not_understood_are_told_once() {
        for (path, text, line, message) in [
            (
                "a.csv",
                "text,date\nA,2020\nB,2020-13-45\nC,03/04/2020\nD,\n",
                3,
                "properties: 2 (\"2020-13-45\")",
            ),
            (
                "a.csv",
                "text,date\nA,31.12.2020\nC,03/04/2020\n",
                3,
                "1 (\"03/04/2020\", of which the day may",
            ),
            ("a.md", "---\ndate: last spring\n---\nA.\n", 0, "1 (\"last spring\")"),
            ("a.jsonl", "{\"text\": \"A\", \"title\": \"T\", \"published\": \"soon\"}", 1, "1 (\"soon\")"),
        ] {
            let read = read(path, text.as_bytes(), None);
            assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
            assert_eq!((read.diagnostics[0].line, read.diagnostics[0].severity), (line, Severity::Warning));
            assert!(read.diagnostics[0].message.contains(message), "{:?}", read.diagnostics);
        }
    }

    #[test]
    fn one_long_line_is_read_in_linear_time() {
        let words = "some words, a *star* [and] `tick Ã© é \" { ".repeat(10_000);
        for format in Format::ALL {
            // In quadratic time this would take minutes.
            read("x", words.as_bytes(), Some(format));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_its_quotes_within_the_file(
            text in "(\\PC|[\r\n>#*`\\[\\](){}\",:|=+-]|---\n|— |[A-Z][a-z]: |=====|==========\n|1 --> |0:01 --> 0:02\n|<b>|Ã©|\"text\":){0,60}",
            header in prop::sample::select(vec!["", "text,title\n", "[{\"text\":\"a\"},", "{\"text\":\"a\"}\n", "T\n2026-01-01\n", "WEBVTT\n\n", "T (A)\n- x 1-2 | y\n"]),
        ) {
            let text = format!("{header}{text}");
            for format in Format::ALL {
                for source in read("x", text.as_bytes(), Some(format)).sources {
                    for quote in source.quotes {
                        prop_assert!(quote.origin.bytes.start <= quote.origin.bytes.end);
                        prop_assert!(quote.origin.bytes.end <= text.len() as u64);
                        prop_assert!(quote.origin.line >= 1);
                    }
                }
            }
        }
    }
}
