//! A page is an answer to be read: headings, facts, and quotes wrapped into the screen with their evidence marked.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::table::Terminal;
use crate::text::Span;

/// A number of things, as it is said: `1 quote`, `2 quotes`.
pub(crate) fn counted<N: Display + PartialEq + From<u8>>(count: N, thing: &str) -> String {
    format!("{count} {thing}{}", if count == N::from(1) { "" } else { "s" })
}

/// An answer to be read, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    blocks: Vec<Block>,
}

#[derive(Debug, Clone, PartialEq)]
enum Block {
    Heading(String),
    Text(String),
    Facts(Vec<(String, String)>),
    Quote(Quote),
    Note(String),
}

/// A quote on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote {
    /// Whose it is, on a line above it.
    pub head: String,
    /// Its text.
    pub text: String,
    /// The evidence in it, as bytes of the text, in any order.
    pub marks: Vec<Span>,
    /// What is to be said of it, on a line below; none when it is empty.
    pub foot: String,
}

const HEADING: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const EVIDENCE: Style = AnsiColor::Magenta.on_default().bold();

/// Columns that stand before a quote's text.
const INDENT: usize = 4;

impl Page {
    /// Adds a heading.
    pub fn heading(&mut self, text: impl Into<String>) -> &mut Self {
        self.push(Block::Heading(text.into()))
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: impl Into<String>) -> &mut Self {
        self.push(Block::Text(text.into()))
    }

    /// Adds named values, a line each; those without a value are left out.
    pub fn facts(&mut self, facts: impl IntoIterator<Item = (String, String)>) -> &mut Self {
        self.push(Block::Facts(facts.into_iter().filter(|(_, value)| !value.is_empty()).collect()))
    }

    /// Adds a quote.
    pub fn quote(&mut self, quote: Quote) -> &mut Self {
        self.push(Block::Quote(quote))
    }

    /// Adds a remark on the quote before it, right below.
    pub fn note(&mut self, text: impl Into<String>) -> &mut Self {
        self.push(Block::Note(text.into()))
    }

    fn push(&mut self, block: Block) -> &mut Self {
        self.blocks.push(block);
        self
    }

    /// The page as text: evidence is coloured, or stands in `«»` where there are no colours. Control characters of the
    /// text do not reach the terminal. O(n).
    pub fn to_text(&self, terminal: Terminal) -> String {
        let mut writer = Writer {
            out: String::new(),
            colour: terminal.colour,
            width: terminal.width.unwrap_or(usize::MAX),
        };
        for (n, block) in self.blocks.iter().enumerate() {
            let is_below =
                matches!(block, Block::Note(_)) || n > 0 && matches!(self.blocks[n - 1], Block::Heading(_));
            writer.block(block, n > 0 && !is_below);
        }
        writer.out
    }
}

struct Writer {
    out: String,
    colour: bool,
    width: usize,
}

impl Writer {
    fn block(&mut self, block: &Block, apart: bool) {
        if apart {
            self.out.push('\n');
        }
        match block {
            Block::Heading(text) => self.line(0, HEADING, text),
            Block::Text(text) => self.wrapped(0, text, &[]),
            Block::Facts(facts) => self.facts(facts),
            Block::Quote(quote) => self.quote(quote),
            Block::Note(text) => self.faint(INDENT, text),
        }
    }

    fn quote(&mut self, quote: &Quote) {
        self.line(2, FAINT, &quote.head);
        self.wrapped(INDENT, &quote.text, &joined(&quote.marks));
        if !quote.foot.is_empty() {
            self.wrapped(INDENT, &quote.foot, &[]);
        }
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let names = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in facts {
            let padding = " ".repeat(names - name.width());
            self.styled(FAINT, &format!("  {name}{padding}"));
            self.out.push_str("  ");
            self.flow(names + 4, names + 4, value, &[]);
        }
    }

    fn line(&mut self, indent: usize, style: Style, text: &str) {
        self.out.push_str(&" ".repeat(indent));
        self.styled(style, &printable(text));
        self.out.push('\n');
    }

    /// Writes words that stand back, each line in a style of its own.
    fn faint(&mut self, indent: usize, text: &str) {
        let start = self.out.len();
        self.wrapped(indent, text, &[]);
        for line in self.out.split_off(start).lines() {
            self.styled(FAINT, line);
            self.out.push('\n');
        }
    }

    fn wrapped(&mut self, indent: usize, text: &str, marks: &[Span]) {
        self.out.push_str(&" ".repeat(indent));
        self.flow(indent, indent, text, marks);
    }

    /// Writes words from column `at` on, and further lines from column `indent` on.
    fn flow(&mut self, mut at: usize, indent: usize, text: &str, marks: &[Span]) {
        let mut open = false;
        for (n, (start, word)) in words(text).enumerate() {
            let span = Span::new(start as u32, (start + word.len()) as u32);
            let marks = within(marks, span);
            let width = word.width() + self.signs(span, marks);
            if n > 0 && at + 1 + width > self.width {
                self.switch(open, false);
                self.out.push('\n');
                self.out.push_str(&" ".repeat(indent));
                self.switch(open, true);
                at = indent;
            } else if n > 0 {
                self.out.push(' ');
                at += 1;
            }
            self.word(word, span, marks, &mut open);
            at += width;
        }
        self.out.push('\n');
    }

    /// Columns that the signs around evidence take in a word.
    fn signs(&self, word: Span, marks: &[Span]) -> usize {
        let within = |byte: u32| word.start <= byte && byte < word.end;
        let of = |mark: &Span| usize::from(within(mark.start)) + usize::from(within(mark.end - 1));
        if self.colour { 0 } else { marks.iter().map(of).sum() }
    }

    /// Writes a word, with what opens and closes evidence at the bytes where it does.
    fn word(&mut self, word: &str, span: Span, marks: &[Span], open: &mut bool) {
        for (offset, c) in word.char_indices() {
            let (start, end) = (span.start + offset as u32, span.start + (offset + c.len_utf8()) as u32);
            if marks.binary_search_by_key(&start, |mark| mark.start).is_ok() {
                self.sign('«');
                *open = true;
            }
            self.out.extend((!c.is_control()).then_some(c));
            if marks.binary_search_by_key(&end, |mark| mark.end).is_ok() {
                self.sign('»');
                *open = false;
            }
        }
    }

    fn sign(&mut self, sign: char) {
        match self.colour {
            false => self.out.push(sign),
            true => self.switch(true, sign == '«'),
        }
    }

    /// Turns the colour of evidence on or off, when it is on at all.
    fn switch(&mut self, open: bool, on: bool) {
        if self.colour && open {
            let style = if on { EVIDENCE.render().to_string() } else { EVIDENCE.render_reset().to_string() };
            self.out.push_str(&style);
        }
    }

    fn styled(&mut self, style: Style, text: &str) {
        match self.colour {
            true => self.out.push_str(&format!("{style}{text}{style:#}")),
            false => self.out.push_str(text),
        }
    }
}

/// The words of a text and where they start.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn printable(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}

/// Those of some marks that touch a word. O(log n).
fn within(marks: &[Span], word: Span) -> &[Span] {
    let start = marks.partition_point(|mark| mark.end <= word.start);
    let end = marks.partition_point(|mark| mark.start < word.end);
    marks.get(start..end).unwrap_or_default()
}

/// The marks in order, those that overlap made one.
fn joined(marks: &[Span]) -> Vec<Span> {
    let mut marks: Vec<Span> = marks.iter().copied().filter(|mark| !mark.is_empty()).collect();
    marks.sort_unstable();
    marks.dedup_by(|next, last| {
        let overlap = next.start <= last.end;
        if overlap {
            last.end = last.end.max(next.end);
        }
        overlap
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page() -> Page {
        let mut page = Page::default();
        page.heading("RLHF").text("A definition.");
        page.facts([("also called".into(), "human feedback".into()), ("none".into(), String::new())]);
        page.quote(Quote {
            head: "p:1  Ada".into(),
            text: "one two three four five six".into(),
            marks: vec![Span::new(4, 13), Span::new(8, 18)],
            foot: "label: two".into(),
        });
        page.note("Note: a thought of one's own");
        page
    }

    #[test]
    fn for_a_narrow_screen() {
        let expected = "\
RLHF
A definition.

  also called  human
               feedback

  p:1  Ada
    one «two three
    four» five six
    label: two
    Note: a thought of
    one's own
";
        assert_eq!(page().to_text(Terminal { colour: false, width: Some(22) }), expected);
    }

    #[test]
    fn colours_stop_at_line_ends() {
        let text = page().to_text(Terminal { colour: true, width: Some(18) });
        let (on, off) = (EVIDENCE.render().to_string(), EVIDENCE.render_reset().to_string());
        assert!(text.contains(&format!("one {on}two three{off}\n    {on}four{off} five")), "{text:?}");
        let note = format!("{FAINT}    Note: a{FAINT:#}\n{FAINT}    thought of");
        assert!(text.contains(&note), "{text:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-c é\u{1b}\n]{0,40}", start in 0_u32..20, len in 0_u32..20, width in 1_usize..30) {
            let mark = Span::new(start, start + len);
            let marks: Vec<Span> = mark.of(&text).map(|_| mark).into_iter().collect();
            let mut page = Page::default();
            page.quote(Quote { head: String::new(), text: text.clone(), marks, foot: String::new() });
            let shown = page.to_text(Terminal { colour: false, width: Some(width) });
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            prop_assert_eq!(letters(&shown), letters(&text));
            let escape = '\u{1b}';
            prop_assert!(!shown.contains(escape));
        }
    }
}
