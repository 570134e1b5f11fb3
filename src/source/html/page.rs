//! A page of the web, as browsers save it in HTML: its paragraphs, block quotes and items of lists. Of a page with an
//! `<article>` or `<main>` only what is in these is read, and nothing of menus, forms and programs.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::elements::Trait;
use super::notebook::{self, Part};
use super::{Tag, decoded, play_books, transcript, value};
use crate::source::attribution::Attribution;
use crate::source::lines::{Line, ends_sentence, origin};
use crate::source::turns::{Floor, Speakers, Turn};
use crate::source::{Problem, Quote, Source, dates};
use crate::text::{CleanText, mend};

/// A paragraph of so many words is none of a menu.
const PROSE: usize = 8;

/// What a quotation begins with.
const OPENING: [char; 5] = ['"', '“', '„', '«', '「'];

/// True when the text begins as a page does.
pub(in crate::source) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

/// The page as a source, and what was left out of it.
pub(in crate::source) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let scan = Scan::of(&clean.text, false);
    if notebook::is_notebook(&scan.blocks) {
        return (vec![notebook::read(clean, &scan.blocks, scan.source)], Vec::new());
    }
    if scan.is_transcript {
        return (vec![transcript::read(clean, &scan.blocks, scan.source)], Vec::new());
    }
    if play_books::is_document(&scan.blocks) {
        let all = Scan::of(&clean.text, true);
        return (vec![play_books::read(clean, &all.blocks, all.source)], Vec::new());
    }
    let (scan, problem) = with_tables(&clean.text, scan);
    let (blocks, mut source) = (of_text(&scan.blocks), scan.source);
    let speakers = speakers(&blocks);
    let (mut section, mut is_quoted, mut counted) = (String::new(), false, LineCount::default());
    let (mut head, mut floor) = (None, Floor::of(&speakers));
    for block in blocks {
        let line = counted.line(&clean.text, block.range.start);
        let turn = block.turn(&speakers, head);
        head = block.head(&speakers);
        if block.kind == Kind::Heading {
            floor.end();
            section.clone_from(&block.words);
        } else if let Some(attribution) = block.attribution().filter(|_| is_quoted) {
            if let Some(quote) = source.quotes.last_mut() {
                attribution.give(quote);
            }
        } else if block.kind == Kind::Quote || !block.is_cite {
            let mut quote = block.quote(clean, line, &section, turn);
            if block.is_words() {
                floor.pass(turn, &[block.line()], quote.as_mut());
            }
            source.quotes.extend(quote);
        }
        is_quoted = block.kind == Kind::Quote;
    }
    (vec![source], problem.into_iter().collect())
}

/// The page with its tables, where most of its text stands in them: pages are laid out in tables. Else it is told of that
/// when it is [a part](TABLES) of the text. O(text).
fn with_tables<'t>(text: &'t str, scan: Scan<'t>) -> (Scan<'t>, Option<Problem>) {
    if !scan.has_tables {
        return (scan, None);
    }
    let all = Scan::of(text, true);
    let words = |scan: &Scan<'_>| {
        let blocks = of_text(&scan.blocks).into_iter().filter(|block| block.kind != Kind::Heading);
        blocks.map(|block| (block.range.start, block.words.len())).collect::<Vec<_>>()
    };
    let beside: FxHashMap<usize, usize> = words(&scan).into_iter().collect();
    let within: Vec<_> = words(&all).into_iter().filter(|(at, _)| !beside.contains_key(at)).collect();
    let size: usize = within.iter().map(|(_, len)| len).sum();
    let rest: usize = beside.values().sum();
    if size > rest {
        return (all, None);
    }
    let first = within.first().filter(|_| TABLES * size >= rest);
    let problem = first.map(|(at, _)| {
        let message = format!(
            "paragraphs in tables, left out: {}; where they are more than what stands beside them, they are read",
            within.len()
        );
        Problem::warning(LineCount::default().line(text, *at), message)
    });
    (scan, problem)
}

/// What stands in tables is told of when it is one part in so many of the text.
const TABLES: usize = 10;

/// The blocks that are of the text of the page; of an article, where there is one.
fn of_text(blocks: &[Block]) -> Vec<&Block> {
    let is_within = blocks.iter().any(|block| block.is_within && block.kind != Kind::Heading);
    let mut blocks: Vec<&Block> = blocks.iter().filter(|block| block.is_within == is_within).collect();
    let speakers = speakers(&blocks);
    let mut is_listed = false;
    blocks.retain(|block| {
        let goes_on = is_listed && block.kind == Kind::Item;
        let is_text = goes_on || block.is_text() || block.head(&speakers).is_some();
        is_listed = goes_on || is_text && block.kind == Kind::Words && block.words.ends_with(':');
        is_text
    });
    blocks
}

/// Who speaks in them.
fn speakers<'b>(blocks: &[&'b Block]) -> Speakers<'b> {
    let words = blocks.iter().filter(|block| block.is_words());
    let lines: Vec<[Line<'b>; 1]> = words.map(|block| [block.line()]).collect();
    let paragraphs: Vec<&[Line<'b>]> = lines.iter().map(|line| &line[..]).collect();
    Speakers::of(&paragraphs).of_dialogue()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    /// A paragraph.
    Words,
    Item,
    Quote,
    /// What is in no element that is for words.
    Loose,
}

/// Words between two tags that part words.
#[derive(Debug)]
pub(super) struct Block {
    kind: Kind,
    /// What it is of the notebook of a Kindle, or of a transcript.
    pub(super) part: Option<Part>,
    /// Whether it is within an `<article>` or `<main>`.
    is_within: bool,
    /// Whether a `<cite>` begins it, or it is the caption or the footer of a block quote: it may be a name without a dash.
    is_cite: bool,
    /// Where it stands in the text.
    pub(super) range: Range<usize>,
    pub(super) words: String,
}

impl Block {
    /// Whether it is of the text of the page. Outside of an article there are menus, whose items are no sentences, and
    /// few words.
    pub(super) fn is_text(&self) -> bool {
        let is_long = || self.words.split(' ').nth(PROSE - 1).is_some();
        match self.kind {
            Kind::Heading | Kind::Quote => true,
            Kind::Words => self.is_within || self.is_whole() || is_long() || self.words.starts_with(OPENING),
            Kind::Item => self.is_within || self.is_whole(),
            Kind::Loose => self.is_cite || self.is_whole(),
        }
    }

    pub(super) fn is_heading(&self) -> bool {
        self.kind == Kind::Heading
    }

    /// Whether it may be of a dialogue.
    pub(super) fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Words | Kind::Item | Kind::Loose)
    }

    /// Whether it ends as a sentence does, or with an attribution.
    fn is_whole(&self) -> bool {
        let is_attributed = || Attribution::at_end(&self.words).is_some();
        let is_sentence = ends_sentence(&self.words) || ends_sentence(without_references(&self.words));
        is_sentence || is_attributed() || Attribution::of_name(&self.words).is_some()
    }

    /// Its words as if they were a line.
    fn line(&self) -> Line<'_> {
        Line { text: &self.words, start: self.range.start, indent: 0, number: 0 }
    }

    /// Who is quoted above it, if it tells nothing else.
    pub(super) fn attribution(&self) -> Option<Attribution> {
        let named = || Attribution::of_name(&format!("— {}", self.words));
        Attribution::of_name(&self.words).or_else(|| self.is_cite.then(named)?)
    }

    /// The turn of which it is the head.
    fn head(&self, speakers: &Speakers<'_>) -> Option<Turn<'_>> {
        speakers.head(&self.words).filter(|_| self.is_words())
    }

    /// The turn that it is: that which it begins, or that of the head above it.
    fn turn<'b>(&'b self, speakers: &Speakers<'_>, head: Option<Turn<'b>>) -> Option<Turn<'b>> {
        let below = head.map(|mut turn| {
            turn.words = 0;
            turn
        });
        speakers.turn(&self.words).or(below).filter(|_| self.is_words())
    }

    pub(super) fn quote(
        &self,
        clean: &CleanText,
        line: u32,
        section: &str,
        turn: Option<Turn<'_>>,
    ) -> Option<Quote> {
        let mut words = &self.words[turn.map_or(0, |turn| turn.words)..];
        let attribution = Attribution::at_end(words).filter(|_| turn.is_none());
        if let Some((end, _)) = &attribution {
            words = &words[..*end];
        }
        let origin = origin(clean, self.range.clone(), line);
        let mut quote = Quote { text: words.trim().to_owned(), origin, ..Quote::default() };
        turn.into_iter().for_each(|turn| turn.give(&mut quote));
        attribution.into_iter().for_each(|(_, attribution)| attribution.give(&mut quote));
        if !section.is_empty() {
            quote.properties.insert("section".to_owned(), section.to_owned());
        }
        (!quote.text.is_empty()).then_some(quote)
    }
}

/// Lines up to a place that only goes forward.
#[derive(Default)]
pub(in crate::source) struct LineCount {
    at: usize,
    above: u32,
}

impl LineCount {
    pub(in crate::source) fn line(&mut self, text: &str, at: usize) -> u32 {
        let between = text.get(self.at..at).unwrap_or_default().bytes();
        self.above += between.filter(|byte| *byte == b'\n').map(|_| 1).sum::<u32>();
        self.at = at;
        self.above + 1
    }
}

/// What was found of a page so far.
struct Scan<'t> {
    text: &'t str,
    source: Source,
    blocks: Vec<Block>,
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
    is_transcript: bool,
    /// The element that is skipped, and how many of its name are open.
    skipped: Option<(&'t str, usize)>,
    /// Whether a table was.
    has_tables: bool,
    /// Whether a formula is open, and whether words beside formulas are in the block.
    in_formula: bool,
    has_words: bool,
    /// Whether the title is being read, and whether a break stands before.
    in_title: bool,
    is_broken: bool,
}

impl<'t> Scan<'t> {
    /// Reads a page from its beginning to its end. O(text).
    fn of(text: &'t str, reads_tables: bool) -> Self {
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

/// A text without what it refers to in brackets behind it: `[1]`, `(Roe 2018)`.
fn without_references(mut text: &str) -> &str {
    let before = |text: &str| text.strip_suffix([']', ')'])?.rfind(['[', '(']);
    while let Some(end) = before(text) {
        text = text[..end].trim_end();
    }
    text
}

/// What is open of the skipped element behind a tag within it.
fn still_open<'t>(tag: &Tag<'_>, written: &str, name: &'t str, open: usize) -> Option<(&'t str, usize)> {
    let is_same = tag.is(name) && !written.ends_with("/>");
    let opens = is_same && !written.starts_with("</");
    let open = if opens { open + 1 } else { open - usize::from(is_same) };
    (open > 0).then_some((name, open))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).0.remove(0)
    }

    fn texts(text: &str) -> Vec<String> {
        source(text).quotes.into_iter().map(|quote| quote.text).collect()
    }

    #[test]
    fn an_article_is_read() {
        let text = "<!DOCTYPE html><html><head><title>On &amp; on - Site</title><script>if (a < b) { '<p>No.</p>' }</script>
<meta name=\"author\" content=\"Jane &quot;J&quot; Roe\"><meta property='article:published_time' content='2024-05-01T10:00:00Z'>
<link rel=\"canonical\" href=\"https://a.b/c\"></head><body><nav><p>Menu.</p></nav><p>Before.</p>
<article><h2>Part</h2><p>One <b>b</b>old
word<br>more.</p><blockquote><p>Two &amp; two.</p><footer>— Ann Ray</footer></blockquote>
<!-- <p>No.</p> --><ul><li>three</li><li>four<p>five</ul>Share <div>Six.</div></article><footer>Seven.</footer>";
        let source = source(text);
        assert_eq!(
            (source.title.as_str(), source.author.as_deref()),
            ("On & on - Site", Some("Jane \"J\" Roe"))
        );
        assert_eq!(source.date.map(|date| date.to_string()).as_deref(), Some("2024-05-01"));
        assert_eq!(source.url.as_deref(), Some("https://a.b/c"));
        let found: Vec<_> =
            source.quotes.iter().map(|q| (q.text.as_str(), q.speaker.as_deref(), q.origin.line)).collect();
        let expected = [
            ("One bold word more.", None, 4),
            ("Two & two.", Some("Ann Ray"), 5),
            ("three", None, 6),
            ("four", None, 6),
            ("five", None, 6),
            ("Six.", None, 6),
        ];
        assert_eq!(found, expected);
        assert!(source.quotes.iter().all(|quote| quote.properties["section"] == "Part"));
        let bytes = &source.quotes[1].origin.bytes;
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], "Two &amp; two.");
    }

    #[test]
    fn other_pages_are_read_by_their_sentences() {
        for (text, expected) in [
            (
                "<html><ul><li>Home</li></ul><p>One.</p>Two.<br>Three.<br><br>Four.",
                &["One.", "Two. Three.", "Four."][..],
            ),
            ("<html><p>Ann: One.<p>Bob: Two.<p>Ann: Three.", &["One.", "Two.", "Three."]),
            ("<html><p>One. — Jane Roe</p>", &["One."]),
            ("<html><p>1 < 2.</p><style>p<q</style><table><tr><td>Cell.</table>", &["1 < 2."]),
            ("<html><svg><svg/></svg><p>One.", &["One."]),
            ("<html><script>no end", &[]),
            (
                "<html><p>Let <math><mi>x</mi></math> be <img src=a> or <button>No.</button><svg><p/></svg>one.",
                &["Let x be or one."],
            ),
            (
                "<html><p class=\"a\"id=\"b\">One <a href=/x?a=b>two</a>.<p [x]=\"y\">1 < 2 > 0.",
                &["One two.", "1 < 2 > 0."],
            ),
            (
                "<html><p>At <math alttext=\"40\\%\"><semantics><mrow><mn>40</mn><mo>%</mo></mrow><annotation>40\\%</annotation></semantics></math>, all.<p><math><mi>x</mi></math>.<p>The <math><mi>y<p>end.",
                &["At 40%, all.", "end."],
            ),
            ("<html><figure><img><figcaption>A house.</figcaption></figure>One.", &["One."]),
            (
                "<html><blockquote>One</blockquote><figure><figcaption>A house.</figcaption></figure>Two.",
                &["One", "Two."],
            ),
            (
                "<html><h1>One</h1><table><tr><td>Home<td>Two.<td><table><tr><td>Three.</table></table>",
                &["Two.", "Three."],
            ),
            ("<html><p>One.<table><tr><td><p>Two is long.<td>7</table>", &["One.", "Two is long."]),
            ("<html><p>&nbsp;<b> &nbsp;</b> One.", &["One."]),
            (
                "<html><ul><li>Home (2)</ul><p>One.<sup>[1]</sup><sup>[2]</sup><p>Two. (Roe 2018)<p>“Three” (Roe)<p>About us",
                &["One.[1][2]", "Two. (Roe 2018)", "“Three” (Roe)"],
            ),
            (
                "<html><p>It is of parts, and these are the following:<ol><li>one<li>two</ol><p>More of us:<ul><li>Home</ul>",
                &["It is of parts, and these are the following:", "one", "two"],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_left_out_of_tables_is_told() {
        for (text, expected) in [
            ("<p>One is one.\n<table><td>Two.</table>", Some((2, "paragraphs in tables, left out: 1;"))),
            ("<p>One is one.<table><td>Two is more.</table>", None),
            ("<p>One is one.<table><td>2</table>", None),
        ] {
            let (_, problems) = read(&clean(format!("<html>{text}").as_bytes(), None).expect("it is text"));
            let found = problems.first().map(|problem| (problem.line, &problem.message[..34]));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn quotes_have_speakers() {
        for (text, expected) in [
            (
                "<figure><blockquote>One.</blockquote><figcaption>— Jane Roe</figcaption></figure>",
                &["One.|Jane Roe"][..],
            ),
            (
                "<figure><blockquote>One</blockquote><figcaption>Jane Roe, <cite>Two</cite></figcaption></figure>",
                &["One|Jane Roe"],
            ),
            ("<blockquote><p>One.</p><cite>Jane Roe</cite></blockquote>", &["One.|Jane Roe"]),
            ("<blockquote><p>One.</p><footer>Jane Roe</footer></blockquote>", &["One.|Jane Roe"]),
            ("<blockquote><p>One.</p><footer>Two is two.</footer></blockquote>", &["One.|", "Two is two.|"]),
            ("<blockquote><p>One.</p><cite>— Jane Roe</cite>, <i>Two</i></blockquote>", &["One.|Jane Roe"]),
            (
                "<blockquote><p>One.</p><p><cite>Two</cite> is three.</p></blockquote>",
                &["One.|", "Two is three.|"],
            ),
            (
                "<blockquote>One.</blockquote><blockquote><cite>Jane Roe</cite><p>Two.</p></blockquote>",
                &["One.|", "Jane Roe|", "Two.|"],
            ),
            (
                "<p>Home<p>JANE DOE</p><p>One.</p><p>JOHN ROE<p>Two.<p>JANE DOE<p>Three.<p>JOHN ROE<p>Four.<p>Five.",
                &["One.|JANE DOE", "Two.|JOHN ROE", "Three.|JANE DOE", "Four.|JOHN ROE", "Five.|JOHN ROE"],
            ),
            (
                "<main><p>Ann 0:01<p>One.<p>Bob 0:02<p>Two.<p>Ann 0:03<p>Three.<p>Bob 0:04<h2>A</h2><p>Four.",
                &["One.|Ann", "Two.|Bob", "Three.|Ann", "Four.|"],
            ),
            ("<p>Ann: One.<p>Bob: Two.<p>Ann: Three.", &["One.|Ann", "Two.|Bob", "Three.|Ann"]),
            (
                "<p>Ann: One.<p>Two.<p>Bob: Three.<blockquote>Four.</blockquote><p>Five.<p>Ann: Six.",
                &["One.|Ann", "Two.|Ann", "Three.|Bob", "Four.|", "Five.|Bob", "Six.|Ann"],
            ),
            (
                "<blockquote>Ann: One.</blockquote><blockquote>Ann: Two.</blockquote>",
                &["Ann: One.|", "Ann: Two.|"],
            ),
        ] {
            let show = |quote: Quote| format!("{}|{}", quote.text, quote.speaker.unwrap_or_default());
            let found: Vec<_> = source(&format!("<html>{text}")).quotes.into_iter().map(show).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(text in "(<p>|</p>|<br>|<li|</|<!--|-->|<script>|<footer>|<blockquote>|<main>|<cite>|<figcaption>|<table>|<img>|&nbsp;|&amp;|&|<|>|a\\.|é |\n){0,40}") {
            for quote in source(&format!("<html>{text}")).quotes {
                prop_assert!(!quote.text.is_empty() && quote.origin.bytes.start < quote.origin.bytes.end);
            }
        }
    }
}
