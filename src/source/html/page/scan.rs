//! A scan goes over the tags and the words of a page once, and makes its blocks of them.

use std::ops::Range;

use super::block::{Block, Kind};
use crate::source::html::elements::Trait;
use crate::source::html::notebook::Part;
use crate::source::html::{Tag, decoded, transcript, value};
use crate::source::{Source, dates};
use crate::text::mend;

/// What was found of a page so far.
pub(super) struct Scan<'t> {
    text: &'t str,
    pub(super) source: Source,
    pub(super) blocks: Vec<Block>,
    /// The words since the last tag that parts words, which begin with no space, and where they are.
    words: String,
    range: Range<usize>,
    kind: Kind,
    part: Option<Part>,
    is_cite: bool,
    /// How many `<blockquote>` and how many `<article>` and `<main>` are open.
    quotes: usize,
    articles: usize,
    /// How many blocks stand before the last tag of a block quote.
    above_quote: usize,
    /// Whether tables are read: pages were laid out in them.
    reads_tables: bool,
    pub(super) is_transcript: bool,
    /// The element that is skipped, and how many of its name are open.
    skipped: Option<(&'t str, usize)>,
    /// Whether a table was.
    pub(super) has_tables: bool,
    /// Whether a formula is open, and whether words beside formulas are in the block.
    in_formula: bool,
    has_words: bool,
    /// Whether the title is being read, and whether a break stands before.
    in_title: bool,
    is_broken: bool,
}

impl<'t> Scan<'t> {
    /// Reads a page from its beginning to its end. O(text).
    pub(super) fn of(text: &'t str, reads_tables: bool) -> Self {
        let mut scan = Self {
            text,
            source: Source::default(),
            blocks: Vec::new(),
            words: String::new(),
            range: 0..0,
            kind: Kind::Loose,
            part: None,
            is_cite: false,
            quotes: 0,
            articles: 0,
            above_quote: 0,
            reads_tables,
            is_transcript: transcript::is_transcript(text),
            skipped: None,
            has_tables: false,
            in_formula: false,
            has_words: false,
            in_title: false,
            is_broken: false,
        };
        let mut at = 0;
        while at < text.len() {
            at = scan.take(at);
        }
        scan.end_block();
        scan
    }

    /// Takes the tag or the words at a place; tells where they end.
    fn take(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            return comment.find("-->").map_or(self.text.len(), |end| at + 4 + end + 3);
        }
        if let Some(tag) = Tag::at_start(rest).or_else(|| Tag::loose(rest)) {
            return self.tag(tag, at);
        }
        let is_declared = rest.starts_with("<!") || rest.starts_with("<?");
        let mark = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest[mark..].find('<').map_or(self.text.len(), |end| at + mark + end);
        if !is_declared {
            self.say(at..end);
        }
        end
    }

    fn tag(&mut self, tag: Tag<'t>, at: usize) -> usize {
        let end = at + tag.len;
        let written = &self.text[at..end];
        let opens = !written.starts_with("</");
        if let Some((name, open)) = self.skipped {
            self.skipped = still_open(&tag, written, name, open);
            return end;
        }
        if self.is_of_formula(&tag, opens) {
            return if opens { self.open(&tag, written, end) } else { end };
        }
        if let Some(part) = self.part_of_transcript(&tag, end, opens) {
            self.end_block();
            self.part = opens.then_some(part);
        } else if tag.has(Trait::Beside) {
            self.gap();
        } else if tag.parts_words() {
            self.part(&tag, written, opens);
        } else if opens && tag.is("cite") {
            self.is_cite |= self.is_below_quoted() && self.words.is_empty();
        }
        if opens { self.open(&tag, written, end) } else { end }
    }

    /// What a tag that ends at a place begins or ends of a transcript.
    fn part_of_transcript(&self, tag: &Tag<'_>, end: usize, opens: bool) -> Option<Part> {
        let begun = || transcript::part(tag, &self.text[end..], !self.words.is_empty());
        let ended = || self.part.filter(|part| Part::of_transcript(tag) == Some(*part));
        self.is_transcript.then(|| if opens { begun() } else { ended() })?
    }

    /// Whether words stand above in the block quote that is open.
    fn is_below_quoted(&self) -> bool {
        self.quotes > 0 && self.blocks.len() > self.above_quote
    }

    /// The first tag of an element; tells where the text goes on.
    fn open(&mut self, tag: &Tag<'t>, written: &str, end: usize) -> usize {
        if tag.is("meta") || tag.is("link") {
            self.tells(written);
        } else if written.ends_with("/>") {
            return end;
        } else if let Some(raw) = tag.raw(&self.text[end..]) {
            return end + raw;
        } else if tag.is("figcaption") && self.blocks.last().is_some_and(|block| block.kind == Kind::Quote)
            || tag.is("footer") && self.is_below_quoted()
        {
            self.is_cite = true;
        } else if self.skips(tag) {
            self.has_tables |= tag.is("table");
            self.skipped = Some((tag.name(), 1));
        }
        end
    }

    /// Whether a tag is of a formula (MathML), which ends at any other tag too.
    fn is_of_formula(&mut self, tag: &Tag<'_>, opens: bool) -> bool {
        let is_whole = tag.is("math");
        let is_part = || {
            let named = ["semantics", "annotation", "annotation-xml"].iter().any(|name| tag.is(name));
            named || tag.name().starts_with(['m', 'M']) && !tag.is("main")
        };
        let is_of_it = is_whole || self.in_formula && is_part();
        self.in_formula = is_of_it && (opens || !is_whole);
        is_of_it
    }

    fn skips(&self, tag: &Tag<'_>) -> bool {
        let is_read = tag.is("footer") && self.quotes > 0 || tag.is("table") && self.reads_tables;
        tag.has(Trait::Skipped) && !is_read
    }

    /// A tag that parts words; the second of two breaks ends a paragraph.
    fn part(&mut self, tag: &Tag<'_>, written: &str, opens: bool) {
        if tag.is("br") {
            return self.take_break();
        }
        self.end_block();
        let part = value(written, "class").and_then(|class| Part::of(&class));
        self.part = part.or(self.part.filter(|part| *part == Part::Text));
        let change = |count: usize| if opens { count + 1 } else { count.saturating_sub(1) };
        if tag.is("blockquote") {
            self.quotes = change(self.quotes);
            self.above_quote = self.blocks.len();
        } else if tag.is("article") || tag.is("main") {
            self.articles = change(self.articles);
        }
        self.in_title = opens && tag.is("title");
        let is_heading = ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| tag.is(name));
        self.kind = match opens {
            true if is_heading => Kind::Heading,
            true if tag.is("p") || tag.is("blockquote") => Kind::Words,
            true if tag.is("li") || tag.is("dd") => Kind::Item,
            _ => Kind::Loose,
        };
    }

    fn take_break(&mut self) {
        if std::mem::replace(&mut self.is_broken, true) {
            self.end_block();
        }
        self.gap();
    }

    /// Parts the words before it from those behind it.
    fn gap(&mut self) {
        if !self.words.is_empty() && !self.words.ends_with(' ') {
            self.words.push(' ');
        }
    }

    fn end_block(&mut self) {
        let words = mend(&self.words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
        self.words.clear();
        self.is_broken = false;
        let is_cite = std::mem::take(&mut self.is_cite);
        if !std::mem::take(&mut self.has_words) || words.is_empty() {
            return;
        }
        if self.in_title {
            self.source.title = words;
            return;
        }
        let kind = if self.quotes > 0 { Kind::Quote } else { self.kind };
        let is_within = self.articles > 0;
        let range = self.range.clone();
        self.blocks.push(Block { kind, part: self.part, is_within, is_cite, range, words });
    }

    /// Adds words, with the characters that are written by their names.
    fn say(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        if self.skipped.is_some() && self.in_formula {
            return;
        }
        if self.skipped.is_some() || text.trim().is_empty() {
            return self.gap();
        }
        self.range.end = range.start + text.trim_end().len();
        self.is_broken = false;
        self.has_words |= !self.in_formula && text.contains(char::is_alphanumeric);
        if !self.words.is_empty() {
            return decoded(text, &mut self.words);
        }
        let text = text.trim_start();
        self.range.start = range.end - text.len();
        decoded(text, &mut self.words);
        if self.words.trim_start().is_empty() {
            self.words.clear();
        }
    }

    /// Author, day and address, as the head of a page tells them.
    fn tells(&mut self, tag: &str) {
        let name = value(tag, "name").or_else(|| value(tag, "property")).unwrap_or_default();
        let content = value(tag, "content").unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "author" if !content.is_empty() && !content.contains("://") => self.source.author = Some(content),
            "article:published_time" | "date" => {
                self.source.date = dates::parse(&content).or(self.source.date)
            }
            _ if value(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.source.url = value(tag, "href").filter(|url| url.contains("://"));
            }
            _ => {}
        }
    }
}

/// What is open of the skipped element behind a tag within it.
fn still_open<'t>(tag: &Tag<'_>, written: &str, name: &'t str, open: usize) -> Option<(&'t str, usize)> {
    let is_same = tag.is(name) && !written.ends_with("/>");
    let opens = is_same && !written.starts_with("</");
    let open = if opens { open + 1 } else { open - usize::from(is_same) };
    (open > 0).then_some((name, open))
}
