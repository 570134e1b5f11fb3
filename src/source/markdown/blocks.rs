//! Blocks: runs of lines that belong together.

use super::formula::{Formula, has_words};
use super::inline::{self, HIDDEN};
use crate::source::lines::{Line, item_mark};

/// What a run of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Heading,
    Paragraph,
    Quote,
    /// A callout, of a kind that quotes nobody.
    Note,
    Item,
    Footnote,
}

/// A run of lines without the marks in front of them.
pub(super) struct Block<'t> {
    pub(super) kind: Kind,
    /// How many `>` stand before it: 2 and more for a quotation in a quotation, none but for these and items.
    pub(super) depth: usize,
    /// What stands behind the mark of a callout; the name of a footnote.
    pub(super) title: &'t str,
    pub(super) lines: Vec<Line<'t>>,
}

/// The blocks so far, and what the next line may belong to.
#[derive(Default)]
pub(super) struct Blocks<'t> {
    done: Vec<Block<'t>>,
    open: bool,
    fence: Option<&'t str>,
    /// The formula that has begun.
    formula: Option<Formula<'t>>,
    /// Where what is not shown ends, when that has begun.
    hidden: Option<&'static str>,
    /// The last lines in which what is [not shown](HIDDEN) may end.
    last_ends: [u32; HIDDEN.len()],
}

impl<'t> Blocks<'t> {
    pub(super) fn of(lines: &[Line<'t>]) -> Vec<Block<'t>> {
        let last =
            |end| lines.iter().rev().find(|line| line.text.contains(end)).map_or(0, |line| line.number);
        let mut blocks = Self { last_ends: HIDDEN.map(|(_, end)| last(end)), ..Self::default() };
        for (at, line) in lines.iter().enumerate() {
            blocks.add(*line, &lines[at + 1..]);
        }
        blocks.done
    }

    /// Adds a line, which has others below.
    fn add(&mut self, mut line: Line<'t>, below: &[Line<'t>]) {
        if let Some(fence) = self.fence {
            if line.text.starts_with(fence) {
                self.fence = None;
            }
            return;
        }
        if let Some(formula) = self.formula {
            let Some(end) = formula.end_in(line.text) else { return };
            self.formula = None;
            line = line.from(end);
            if !has_words(line.text) {
                return;
            }
        }
        let Some(line) = self.behind_hidden(line) else { return };
        if let Some((formula, inside)) = Formula::of(line.text) {
            let is_whole = formula.is_whole(inside);
            if is_whole || formula.is_open(inside, below) {
                self.formula = Some(formula).filter(|_| !is_whole);
                return;
            }
        }
        match line.text {
            text if text.starts_with("```") || text.starts_with("~~~") => self.fence = text.get(..3),
            "" => self.open = false,
            text if text.starts_with('>') => self.quoted(line),
            text if heading_level(text).is_some() => self.heading(line),
            text if is_underline(text) => self.underline(text),
            text if text.starts_with("[^") && is_definition(text) => self.footnote(line),
            text if text.starts_with('|') || is_definition(text) => self.open = false,
            _ if self.is_in_footnote(line) => self.start(Kind::Footnote, line),
            text => match item_mark(text) {
                Some(mark) => self.item(behind_heading(behind_box(line.from(mark)))),
                None => self.words(line),
            },
        }
        if self.fence.is_some() {
            self.open = false;
        }
    }

    /// The line without what is not shown that it is within or begins with; this ends what is above.
    fn behind_hidden(&mut self, mut line: Line<'t>) -> Option<Line<'t>> {
        loop {
            if self.hidden.is_none() {
                let Some((begin, end)) = self.begins_hidden(line) else { return Some(line) };
                self.open = false;
                self.hidden = Some(end);
                line = line.from(begin.len());
            }
            let end = self.hidden?;
            line = line.from(line.text.find(end)? + end.len());
            self.hidden = None;
        }
    }

    fn begins_hidden(&self, line: Line<'t>) -> Option<(&'static str, &'static str)> {
        let begins = |((begin, end), last): &((&'static str, &'static str), u32)| {
            let inside = inline::behind_mark(line.text, begin);
            inside.is_some_and(|inside| inside.contains(end) || line.number < *last)
        };
        HIDDEN.into_iter().zip(self.last_ends).find(begins).map(|(pair, _)| pair)
    }

    fn start(&mut self, kind: Kind, line: Line<'t>) {
        self.done.push(Block { kind, depth: 0, title: "", lines: vec![line] });
        self.open = true;
    }

    /// An item, which may be a quotation: `- > words`.
    fn item(&mut self, line: Line<'t>) {
        let (depth, line) = behind_quote_marks(line);
        self.start(Kind::Item, line);
        self.done.last_mut().into_iter().for_each(|block| block.depth = depth);
    }

    /// The next line of the block before it, if that is open and is of the kind.
    fn goes_on(&mut self, kinds: &[Kind]) -> Option<&mut Block<'t>> {
        let open = self.open;
        self.done.last_mut().filter(|block| open && kinds.contains(&block.kind))
    }

    fn quoted(&mut self, line: Line<'t>) {
        let (depth, line) = behind_quote_marks(line);
        match self.goes_on(&[Kind::Quote, Kind::Note, Kind::Item]).filter(|block| block.depth == depth) {
            Some(block) => block.lines.push(line),
            None => self.start_quoted(line, depth),
        }
    }

    fn start_quoted(&mut self, line: Line<'t>, depth: usize) {
        let (kind, title, line) = match callout(line.text) {
            Some((kind, title)) => (kind, title, line.from(line.text.len())),
            None => (Kind::Quote, "", line),
        };
        self.start(kind, line);
        self.done.last_mut().into_iter().for_each(|block| (block.depth, block.title) = (depth, title));
    }

    /// `[^name]: words`.
    fn footnote(&mut self, line: Line<'t>) {
        let Some((name, words)) = line.text.strip_prefix("[^").and_then(|text| text.split_once("]:")) else {
            return;
        };
        self.start(Kind::Footnote, line.from(line.text.len() - words.len()));
        self.done.last_mut().into_iter().for_each(|block| block.title = name);
    }

    /// Whether a line begins another paragraph of the footnote above it.
    fn is_in_footnote(&self, line: Line<'t>) -> bool {
        let is_below = self.done.last().is_some_and(|block| block.kind == Kind::Footnote);
        is_below && !self.open && line.indent > 0
    }

    fn heading(&mut self, line: Line<'t>) {
        let mut line = line.from(heading_level(line.text).unwrap_or_default());
        line.text = line.text.trim_end_matches('#').trim_end();
        self.start(Kind::Heading, line);
        self.open = false;
    }

    /// `===` or `---` makes a heading of the paragraph above it, and else ends what is above.
    fn underline(&mut self, text: &str) {
        let is_heading = text.starts_with(['=', '-']) && !text.contains(' ');
        if let Some(block) = self.goes_on(&[Kind::Paragraph]).filter(|_| is_heading) {
            block.kind = Kind::Heading;
        }
        self.open = false;
    }

    fn words(&mut self, line: Line<'t>) {
        match self.goes_on(&[Kind::Paragraph, Kind::Item, Kind::Quote, Kind::Note, Kind::Footnote]) {
            Some(block) => block.lines.push(line),
            None => self.start(Kind::Paragraph, line),
        }
    }
}

/// How many `#` a heading has; there are one to six, before a space.
pub(super) fn heading_level(text: &str) -> Option<usize> {
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

/// The kind and the title of `[!quote] Title`, as Obsidian and GitHub have callouts.
fn callout(text: &str) -> Option<(Kind, &str)> {
    let (name, title) = text.strip_prefix("[!")?.split_once(']')?;
    let name = name.split('|').next().unwrap_or_default();
    let quotes =
        ["quote", "cite", "highlight", "annotation"].iter().any(|kind| kind.eq_ignore_ascii_case(name));
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let title = title.trim_start_matches(['+', '-']).trim();
    is_name.then_some((if quotes { Kind::Quote } else { Kind::Note }, title))
}

/// How many `>` a line begins with, and what it says behind them.
fn behind_quote_marks(line: Line<'_>) -> (usize, Line<'_>) {
    let marks = line.text.len() - line.text.trim_start_matches(['>', ' ']).len();
    (line.text[..marks].matches('>').count(), line.from(marks))
}

/// An item without the marks of a heading: `## `.
fn behind_heading(item: Line<'_>) -> Line<'_> {
    heading_level(item.text).map_or(item, |level| item.from(level))
}

/// An item without the box of a task: `[ ] `, `[x] `.
fn behind_box(item: Line<'_>) -> Line<'_> {
    let is_box =
        |text: &str| matches!(text.as_bytes(), [b'[', b' ' | b'x' | b'X' | b'-' | b'/', b']', b' ', ..]);
    if is_box(item.text) { item.from(3) } else { item }
}
