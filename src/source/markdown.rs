//! Markdown: block quotes where there are some, else paragraphs and list items; headings name the section.

use super::lines::{Line, joined, lines, origin, span};
use super::{Quote, Source, front, inline};
use crate::text::CleanText;

/// What a run of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Quote,
    Item,
}

/// A run of lines without the marks in front of them.
struct Block<'t> {
    kind: Kind,
    /// How many `>` stand before it: 2 and more for a quotation in a quotation.
    depth: usize,
    lines: Vec<Line<'t>>,
}

/// The text as a source; front matter or else the first heading gives the title.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let mut source = Source::default();
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let blocks = Blocks::of(front::take(&all, &mut source));
    let only_quotes = blocks.iter().any(|block| block.kind == Kind::Quote);
    let mut section = String::new();
    for block in &blocks {
        if block.kind == Kind::Heading {
            section = inline::stripped(&joined(&block.lines));
            if source.title.is_empty() {
                source.title = std::mem::take(&mut section);
            }
        } else if !only_quotes || block.kind == Kind::Quote {
            source.quotes.extend(quote(clean, block, &section));
        }
    }
    vec![source]
}

fn quote(clean: &CleanText, block: &Block<'_>, section: &str) -> Option<Quote> {
    let mut lines = block.lines.as_slice();
    let mut speaker = None;
    if let Some((last, rest)) =
        lines.split_last().filter(|(_, rest)| block.kind == Kind::Quote && !rest.is_empty())
    {
        speaker = attribution(last.text);
        lines = if speaker.is_some() { rest } else { lines };
    }
    while let Some((_, rest)) = lines.split_last().filter(|(last, _)| last.text.is_empty()) {
        lines = rest;
    }
    let text = inline::stripped(&joined(lines)).trim().to_owned();
    let number = lines.first()?.number;
    let mut quote = Quote { text, speaker, origin: origin(clean, span(lines), number), ..Quote::default() };
    if !section.is_empty() {
        quote.properties.insert("section".to_owned(), section.to_owned());
    }
    (!quote.text.is_empty()).then_some(quote)
}

/// The name in `— Name`.
fn attribution(line: &str) -> Option<String> {
    let name = line.strip_prefix(['—', '–', '―']).or_else(|| line.strip_prefix("--"))?;
    Some(inline::stripped(name.trim())).filter(|name| !name.is_empty())
}

/// The blocks so far, and what the next line may belong to.
#[derive(Default)]
struct Blocks<'t> {
    done: Vec<Block<'t>>,
    open: bool,
    fence: Option<&'t str>,
    /// Within a comment.
    is_hidden: bool,
    /// The last line in which a comment may end.
    last_end: u32,
}

impl<'t> Blocks<'t> {
    fn of(lines: &[Line<'t>]) -> Vec<Block<'t>> {
        let last_end = lines.iter().rev().find(|line| line.text.contains(inline::COMMENT_END));
        let mut blocks = Self { last_end: last_end.map_or(0, |line| line.number), ..Self::default() };
        lines.iter().for_each(|line| blocks.add(*line));
        blocks.done
    }

    fn add(&mut self, line: Line<'t>) {
        if let Some(fence) = self.fence {
            if line.text.starts_with(fence) {
                self.fence = None;
            }
            return;
        }
        let Some(line) = self.behind_comments(line) else { return };
        match line.text {
            text if text.starts_with("```") || text.starts_with("~~~") => self.fence = text.get(..3),
            "" => self.open = false,
            text if text.starts_with('>') => self.quoted(line),
            text if heading_level(text).is_some() => self.heading(line),
            text if is_underline(text) => self.underline(),
            text if text.starts_with('|') || is_definition(text) => self.open = false,
            text => match item_mark(text) {
                Some(mark) => self.start(Kind::Item, line.from(mark)),
                None => self.words(line),
            },
        }
        if self.fence.is_some() {
            self.open = false;
        }
    }

    /// The line without the comments that it is within or begins with; they end what is above.
    fn behind_comments(&mut self, mut line: Line<'t>) -> Option<Line<'t>> {
        while self.is_hidden || self.begins_comment(line) {
            let end = line.text.find(inline::COMMENT_END).map(|end| end + inline::COMMENT_END.len());
            self.open = false;
            self.is_hidden = end.is_none();
            line = line.from(end?);
        }
        Some(line)
    }

    fn begins_comment(&self, line: Line<'t>) -> bool {
        let inside = line.text.strip_prefix(inline::COMMENT);
        inside.is_some_and(|inside| inside.contains(inline::COMMENT_END) || line.number < self.last_end)
    }

    fn start(&mut self, kind: Kind, line: Line<'t>) {
        self.done.push(Block { kind, depth: 0, lines: vec![line] });
        self.open = true;
    }

    /// The next line of the block before it, if that is open and is of the kind.
    fn goes_on(&mut self, kinds: &[Kind]) -> Option<&mut Block<'t>> {
        let open = self.open;
        self.done.last_mut().filter(|block| open && kinds.contains(&block.kind))
    }

    fn quoted(&mut self, line: Line<'t>) {
        let marks = line.text.len() - line.text.trim_start_matches(['>', ' ']).len();
        let depth = line.text[..marks].matches('>').count();
        let line = line.from(marks);
        match self.goes_on(&[Kind::Quote]).filter(|block| block.depth == depth) {
            Some(block) => block.lines.push(line),
            None => {
                self.start(Kind::Quote, line);
                self.done.last_mut().into_iter().for_each(|block| block.depth = depth);
            }
        }
    }

    fn heading(&mut self, line: Line<'t>) {
        let mut line = line.from(heading_level(line.text).unwrap_or_default());
        line.text = line.text.trim_end_matches('#').trim_end();
        self.start(Kind::Heading, line);
        self.open = false;
    }

    /// `===` or `---` makes a heading of the paragraph above it, and else ends what is above.
    fn underline(&mut self) {
        if let Some(block) = self.goes_on(&[Kind::Paragraph]) {
            block.kind = Kind::Heading;
        }
        self.open = false;
    }

    fn words(&mut self, line: Line<'t>) {
        match self.goes_on(&[Kind::Paragraph, Kind::Item, Kind::Quote]) {
            Some(block) => block.lines.push(line),
            None => self.start(Kind::Paragraph, line),
        }
    }
}

/// How many `#` a heading has; there are one to six, before a space.
fn heading_level(text: &str) -> Option<usize> {
    let level = text.len() - text.trim_start_matches('#').len();
    let ends = text.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    ((1..=6).contains(&level) && ends).then_some(level)
}

/// `===`, `---`, `***` or `___`: a line under a heading or between parts.
fn is_underline(text: &str) -> bool {
    ['=', '-', '*', '_'].iter().any(|mark| {
        let marks = text.chars().filter(|c| c == mark).count();
        marks >= 3 && text.chars().all(|c| c == *mark || c == ' ')
    })
}

/// `[name]: address`.
fn is_definition(text: &str) -> bool {
    text.starts_with('[') && text.find("]:").is_some_and(|end| end < 100 && text[end + 2..].starts_with(' '))
}

/// How long the mark of a list item is: `- `, `* `, `+ `, `1. `, `1) `.
fn item_mark(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let marks: &[&str] = match digits {
        0 => &["- ", "* ", "+ ", "• "],
        1..=4 => &[". ", ") "],
        _ => &[],
    };
    marks.iter().find(|mark| rest.starts_with(**mark)).map(|mark| digits + mark.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn source(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).remove(0)
    }

    fn texts(text: &str) -> Vec<String> {
        source(text).quotes.into_iter().map(|q| q.text).collect()
    }

    #[test]
    fn block_quotes_alone_are_quotes() {
        let text = "# On Scale\n\nIntro.\n\n## Part\n> It *just*\n> works.\n>\n> — Jane Roe\n\nA note.\n\n> Two\nlazy.\n";
        let source = source(text);
        assert_eq!(source.title, "On Scale");
        let found: Vec<_> = source.quotes.iter().map(|q| (q.text.as_str(), q.speaker.as_deref())).collect();
        assert_eq!(found, [("It just works.", Some("Jane Roe")), ("Two lazy.", None)]);
        let first = &source.quotes[0];
        assert_eq!(first.properties["section"], "Part");
        assert_eq!(first.origin.line, 6);
        assert_eq!(
            &text[first.origin.bytes.start as usize..first.origin.bytes.end as usize],
            "It *just*\n> works."
        );
    }

    #[test]
    fn a_quotation_in_a_quotation_is_a_quote_of_its_own() {
        let text = "> One.\n> > Two\n> > — B\n>\n> Three.\n>>> Four\n";
        let found: Vec<_> = source(text)
            .quotes
            .into_iter()
            .map(|quote| (quote.text, quote.speaker, quote.origin.line))
            .collect();
        let quote =
            |text: &str, speaker: Option<&str>, line| (text.to_owned(), speaker.map(str::to_owned), line);
        let expected = [
            quote("One.", None, 1),
            quote("Two", Some("B"), 2),
            quote("Three.", None, 4),
            quote("Four", None, 6),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_and_items_are_quotes() {
        let text = "Title\n=====\n\nOne [link](x)\ntwo.\n\n- a\n- b\n  more\n1. c\n\n```\ncode\n```\n***\n| t |\n[x]: http://y\nLast.";
        assert_eq!(texts(text), ["One link two.", "a", "b more", "c", "Last."]);
        assert_eq!(texts("```\nno end"), [""; 0]);
    }

    #[test]
    fn what_is_not_shown_is_no_quote() {
        for (text, expected) in [
            ("<!-- contract comment -->\n", &[][..]),
            (
                "One.\n<!-- two\n\n- three\n--> Four.\n\nFive <!-- six --> seven.",
                &["One.", "Four.", "Five seven."],
            ),
            ("<!-- a --><!-- b -->\nOne.", &["One."]),
            ("> <!-- a -->\n> One.", &["One."]),
            ("```\n<!--\n```\nOne -->", &["One -->"]),
            ("One.\n\n<!-- no end\n\nTwo.", &["One.", "<!-- no end", "Two."]),
            (
                "![A contract](x.png)\n\nAT&amp;T signed a contract.[^1]\n\n[^1]: Note.",
                &["AT&T signed a contract."],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }
}
