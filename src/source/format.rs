//! A format is a way in which quotes are written in a file.

use super::html::page;
use super::{json, kindle, koreader, markdown, plain, reading, subtitles, table};
use crate::formats::formats;

/// The formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A page of one person's quotes: title, date, one quote a line.
    Reading,
    /// Plain text: one quote a paragraph.
    Text,
    /// Markdown: block quotes, paragraphs, list items and footnotes; of a page of quotes the block quotes alone.
    Markdown,
    /// A page of the web.
    Html,
    /// The clippings of a Kindle.
    Kindle,
    /// What KOReader exports as plain text, as Markdown and in HTML.
    KoReader,
    /// Subtitles in SubRip, and transcripts of which lines begin with times.
    SubRip,
    /// Subtitles in WebVTT.
    WebVtt,
    /// One JSON object a line, or one array or object of objects.
    JsonLines,
    /// A table with a header, separated by commas.
    Csv,
    /// A table with a header, separated by tabs.
    Tsv,
}

formats!("format" {
    Reading = "reading",
    Text = "text",
    Markdown = "markdown",
    Html = "html",
    Kindle = "kindle",
    KoReader = "koreader",
    SubRip = "srt",
    WebVtt = "vtt",
    JsonLines = "jsonl",
    Csv = "csv",
    Tsv = "tsv",
});

impl Format {
    /// Whether a file of the format holds rows, each of which tells of what source it is, and not one document.
    pub(crate) fn holds_rows(self) -> bool {
        matches!(self, Self::Kindle | Self::KoReader | Self::JsonLines | Self::Csv | Self::Tsv)
    }

    /// The format of a file by the end of its name, and by its text where the name does not tell; `None` for names
    /// that end in something else.
    pub fn detect(path: &str, text: &str) -> Option<Format> {
        match extension(path).to_lowercase().as_str() {
            "md" | "markdown" | "html" | "htm" | "xhtml" if koreader::is_export(text) => Some(Self::KoReader),
            "md" | "markdown" | "qmd" | "rmd" | "mdx" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "srt" => Some(Self::SubRip),
            "vtt" => Some(Self::WebVtt),
            "jsonl" | "ndjson" | "json" => Some(Self::JsonLines),
            "csv" => Some(Self::Csv),
            "tsv" | "tab" => Some(Self::Tsv),
            "js" if text.starts_with(json::TWITTER) => Some(Self::JsonLines),
            "txt" | "text" => Self::of_text(text),
            "" => match Self::of_text(text) {
                Some(Self::Text) if markdown::is_markdown(text) && !plain::has_fortunes(text) => {
                    Some(Self::Markdown)
                }
                found => found,
            },
            _ => None,
        }
    }

    /// The end of a file's name, in small letters, when it is that of a format that is not read.
    pub(crate) fn unknown(path: &str) -> Option<String> {
        Self::detect(path, "").is_none().then(|| extension(path).to_lowercase())
    }

    fn of_text(text: &str) -> Option<Format> {
        let start = text.trim_start();
        if koreader::is_export(text) {
            Some(Self::KoReader)
        } else if page::is_page(text) {
            Some(Self::Html)
        } else if start.starts_with("{\"") || start.starts_with("[{") {
            Some(Self::JsonLines)
        } else if kindle::is_clippings(text) {
            Some(Self::Kindle)
        } else if subtitles::is_webvtt(text) {
            Some(Self::WebVtt)
        } else if subtitles::is_subrip(text) || subtitles::is_timed(text) {
            Some(Self::SubRip)
        } else if reading::is_reading(text) {
            Some(Self::Reading)
        } else if table::is_table(text) {
            Some(Self::Csv)
        } else {
            Some(Self::Text)
        }
    }
}

/// What stands after the last dot of the file's name, or nothing.
fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for format in Format::ALL {
            assert_eq!(format.name().parse(), Ok(format));
        }
        assert!("pdf".parse::<Format>().is_err());
    }

    #[test]
    fn formats_are_told_by_name_and_text() {
        for (path, text, expected) in [
            ("a/b.md", "", Some(Format::Markdown)),
            ("b.JSONL", "", Some(Format::JsonLines)),
            ("b.tsv", "", Some(Format::Tsv)),
            ("b.txt", "A Name (Topic)\n\n2026-05-30 · Source\nQuote", Some(Format::Reading)),
            ("b.txt", "Some text", Some(Format::Text)),
            ("-", "{\"text\": 1}", Some(Format::JsonLines)),
            ("-", "<!DOCTYPE html>", Some(Format::Html)),
            ("b.htm", "", Some(Format::Html)),
            ("-", "# One\n\nTwo.", Some(Format::Markdown)),
            ("-", "One.\n\n> Two.", Some(Format::Markdown)),
            ("README", "One [two](https://a.b).", Some(Format::Markdown)),
            ("-", "One: #2, 3 > 2.", Some(Format::Text)),
            ("b.txt", "# One\n\n> Two.", Some(Format::Text)),
            ("b.srt", "", Some(Format::SubRip)),
            ("b.vtt", "", Some(Format::WebVtt)),
            ("b.txt", "A (B)\n- Your Highlight | Added on x\n\nC\n==========\n", Some(Format::Kindle)),
            (
                "b.txt",
                "==========\nA (B)\n- Your Highlight | Added on x\n\nC\n==========\n",
                Some(Format::Kindle),
            ),
            ("b.txt", "-- Page: 3, added on 2024-01-02\nA\n-=-=-=-=-=-\n", Some(Format::KoReader)),
            ("b.md", "# A\n##### B\n\n## C\n### Page 3 @ 12 March 2024\nD", Some(Format::KoReader)),
            (
                "b.html",
                "<html><h2 style='font-size:18pt'>A</h2><h5 style='font-size:12pt;'></h5>\
                 <div style=\"font-size:10pt; color:gray\"></div><div style=\"font-size:12pt\">",
                Some(Format::KoReader),
            ),
            ("-", "WEBVTT\n\n00:01.000 --> 00:02.000\nA", Some(Format::WebVtt)),
            ("-", "1\n00:00:01,000 --> 00:00:02,000\nA", Some(Format::SubRip)),
            ("-", "0:01\nOne\n0:02\nTwo\n0:03\nThree", Some(Format::SubRip)),
            ("-", "> One\n%\n> Two\n%\n> Three", Some(Format::Text)),
            ("-", "> One\n\n%\n", Some(Format::Markdown)),
            ("-", "quote,author\n\"One, two\",A\n", Some(Format::Csv)),
            ("-", "Title\tText\nA\tOne.\nB\tTwo.", Some(Format::Csv)),
            ("-", "quote,author\nOne.\n", Some(Format::Text)),
            ("-", "Text, place\nOne, two", Some(Format::Text)),
            ("-", "Title, date, text", Some(Format::Text)),
            ("b.qmd", "", Some(Format::Markdown)),
            ("tweets.js", "window.YTD.tweets.part0 = [ ]", Some(Format::JsonLines)),
            ("b.js", "let x = [];", None),
            ("b.exe", "text", None),
        ] {
            assert_eq!(Format::detect(path, text), expected, "{path}");
        }
    }
}
