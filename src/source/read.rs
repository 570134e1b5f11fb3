//! Reading a file: from bytes to sources with their quotes, and what was odd on the way.

use super::table::Header;
use super::{Format, Source, jsonl, markdown, plain, reading, table};
use crate::diagnostic::Diagnostic;
use crate::text::{CleanText, Repair, clean};

/// What a file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Read {
    /// The sources with their quotes, in order of appearance; their ids are still empty, and the titles of those that have
    /// none of their own (see [`assign_ids`](super::assign_ids)). None is without quotes.
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
    pub(super) message: String,
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
    let mut read = Read::new(path, parse(&clean, format));
    read.format = Some(format);
    let notices = clean.notices.iter().map(|n| Diagnostic::warning(path, n.line, n.what.to_string()));
    read.diagnostics.splice(..0, notices);
    let is_silent = read.sources.is_empty() && read.diagnostics.is_empty();
    read.diagnostics.extend(conclusion(path, is_silent.then_some(format), clean.repaired()));
    read.repairs = clean.repairs;
    read
}

/// What is told at the end of a file: that it has no quotes, when it was read in a format and nothing else was told of it, and
/// what was repaired.
pub(crate) fn conclusion(
    path: &str,
    silent: Option<Format>,
    repaired: Option<String>,
) -> impl Iterator<Item = Diagnostic> {
    let without = silent.map(|format| format!("no quotes in this file, read as {format}"));
    let without = without.map(|message| Diagnostic::error(path, 0, message));
    without.into_iter().chain(repaired.map(|message| Diagnostic::warning(path, 0, message)))
}

impl Read {
    /// What was read of a file, and what was wrong with lines of it.
    pub(super) fn new(path: &str, (sources, problems): (Vec<Source>, Vec<Problem>)) -> Self {
        let diagnostics =
            problems.into_iter().map(|Problem { line, message }| Diagnostic::error(path, line, message));
        Self { sources: placed(sources, path), diagnostics: diagnostics.collect(), ..Self::default() }
    }
}

fn unreadable(path: &str, message: &str) -> Read {
    Read { diagnostics: vec![Diagnostic::error(path, 0, message)], ..Read::default() }
}

fn parse(clean: &CleanText, format: Format) -> (Vec<Source>, Vec<Problem>) {
    match format {
        Format::Reading => (reading::read(clean), Vec::new()),
        Format::Text => (plain::read(clean), Vec::new()),
        Format::Markdown => (markdown::read(clean), Vec::new()),
        Format::JsonLines => jsonl::read(clean),
        Format::Csv => table::read(clean, Header::unread(&clean.text, None)),
        Format::Tsv => table::read(clean, Header::unread(&clean.text, Some(b'\t'))),
    }
}

/// The sources that have quotes, each with the file's path.
fn placed(mut sources: Vec<Source>, path: &str) -> Vec<Source> {
    sources.retain(|source| !source.quotes.is_empty());
    sources.iter_mut().for_each(|source| path.clone_into(&mut source.path));
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
            ("a.html", b"<html>", "unknown format: name it with --from"),
            ("a.md", b"# Only a title\n", "no quotes"),
        ] {
            let read = read(path, bytes, None);
            assert!(read.sources.is_empty(), "{path}");
            assert!(read.diagnostics[0].message.starts_with(message), "{:?}", read.diagnostics);
        }
    }

    #[test]
    fn one_long_line_is_read_in_linear_time() {
        let words = "some words, a *star* [and] `tick Ã© é \" { ".repeat(10_000);
        for format in Format::ALL {
            let started = std::time::Instant::now();
            read("x", words.as_bytes(), Some(format));
            assert!(started.elapsed().as_secs() < 10, "{format}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_its_quotes_within_the_file(
            text in "(\\PC|[\r\n>#*`\\[\\](){}\",:|=+-]|---\n|— |[A-Z][a-z]: |Ã©|\"text\":){0,60}",
            header in prop::sample::select(vec!["", "text,title\n", "[{\"text\":\"a\"},", "{\"text\":\"a\"}\n", "T\n2026-01-01\n"]),
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
