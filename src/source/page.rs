//! A page of the web, as browsers save it in HTML: its paragraphs, block quotes and items of lists. Of a page with an `<article>` or
//! `<main>` only what is in these is read, and nothing of menus, forms and programs.

use std::ops::Range;

use super::attribution::Attribution;
use super::html::{Tag, character};
use super::lines::{Line, ends_sentence, origin};
use super::turns::Speakers;
use super::{Quote, Source, dates};
use crate::text::{CleanText, mend};

/// Elements whose content is none of the text.
const SKIPPED: [&str; 17] = [
    "script", "style", "nav", "aside", "button", "select", "textarea", "template", "noscript", "svg", "math",
    "pre", "iframe", "object", "footer", "figure", "table",
];

/// Those of them in which `<` begins no tag.
const RAW: [&str; 3] = ["script", "style", "textarea"];

/// True when the text begins as a page does.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    ["<!doctype html", "<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|s| s.eq_ignore_ascii_case(tag)))
}

/// The page as a source.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let scan = Scan::of(&clean.text);
    let is_within = scan.blocks.iter().any(|block| block.is_within && block.kind != Kind::Heading);
    let blocks: Vec<Block> = scan.blocks.into_iter().filter(|block| block.is_text(is_within)).collect();
    let mut source = scan.source;
    let lines: Vec<[Line<'_>; 1]> = blocks.iter().map(|block| [block.line()]).collect();
    let paragraphs: Vec<&[Line<'_>]> = lines.iter().map(|line| &line[..]).collect();
    let speakers = Speakers::of(&paragraphs).of_dialogue();
    let (mut section, mut is_quoted, mut counted) = (String::new(), false, LineCount::default());
    for block in &blocks {
        let line = counted.line(&clean.text, block.range.start);
        if block.kind == Kind::Heading {
            section.clone_from(&block.words);
        } else if let Some(attribution) = Attribution::of_name(&block.words).filter(|_| is_quoted) {
            if let Some(quote) = source.quotes.last_mut() {
                attribution.give(quote);
            }
        } else {
            source.quotes.extend(block.quote(clean, line, &section, &speakers));
        }
        is_quoted = block.kind == Kind::Quote;
    }
    vec![source]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    /// A paragraph or an item.
    Words,
    Quote,
    /// What is in no element that is for words.
    Loose,
}

/// Words between two tags that part words.
#[derive(Debug)]
struct Block {
    kind: Kind,
    /// Whether it is within an `<article>` or `<main>`.
    is_within: bool,
    /// Where it stands in the text.
    range: Range<usize>,
    words: String,
}

impl Block {
    /// Whether it is of the text of the page. Outside of an article there are menus, whose items are no sentences.
    fn is_text(&self, is_within: bool) -> bool {
        let is_said = match self.kind {
            Kind::Heading | Kind::Quote => true,
            Kind::Words => is_within || self.is_whole(),
            Kind::Loose => self.is_whole(),
        };
        is_said && self.is_within == is_within
    }

    /// Whether it ends as a sentence does, or with an attribution.
    fn is_whole(&self) -> bool {
        let is_attributed = || Attribution::at_end(&self.words).is_some();
        ends_sentence(&self.words) || is_attributed() || Attribution::of_name(&self.words).is_some()
    }

    /// Its words as if they were a line.
    fn line(&self) -> Line<'_> {
        Line { text: &self.words, start: self.range.start, indent: 0, number: 0 }
    }

    fn quote(&self, clean: &CleanText, line: u32, section: &str, speakers: &Speakers<'_>) -> Option<Quote> {
        let turn = speakers.turn(&self.words);
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
struct LineCount {
    at: usize,
    above: u32,
}

impl LineCount {
    fn line(&mut self, text: &str, at: usize) -> u32 {
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
    /// The words since the last tag that parts words, and where they are.
    words: String,
    range: Range<usize>,
    kind: Kind,
    /// How many `<blockquote>` and how many `<article>` and `<main>` are open.
    quotes: usize,
    articles: usize,
    /// The element that is skipped, and how many of its name are open.
    skipped: Option<(&'t str, usize)>,
    /// Whether the title is being read, and whether a break stands before.
    in_title: bool,
    is_broken: bool,
}

impl<'t> Scan<'t> {
    /// Reads a page from its beginning to its end. O(text).
    fn of(text: &'t str) -> Self {
        let mut scan = Self {
            text,
            source: Source::default(),
            blocks: Vec::new(),
            words: String::new(),
            range: 0..0,
            kind: Kind::Loose,
            quotes: 0,
            articles: 0,
            skipped: None,
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
        if let Some(tag) = Tag::at_start(rest) {
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
        let written = &self.text[at..at + tag.len];
        let (opens, end) = (!written.starts_with("</"), at + tag.len);
        if let Some((name, open)) = self.skipped {
            let is_same = tag.is(name) && !written.ends_with("/>");
            let open = if is_same && opens { open + 1 } else { open - usize::from(is_same) };
            self.skipped = Some((name, open)).filter(|(_, open)| *open > 0);
            return end;
        }
        if tag.parts_words() {
            self.part(&tag, opens);
        }
        if !opens || written.ends_with("/>") && !tag.is("meta") && !tag.is("link") {
            return end;
        }
        if let Some(name) = RAW.iter().find(|name| tag.is(name)) {
            return self.behind_raw(end, name);
        }
        if SKIPPED.iter().any(|name| tag.is(name)) && !(tag.is("footer") && self.quotes > 0) {
            self.end_block();
            self.skipped = Some((tag.name(), 1));
        }
        if tag.is("meta") || tag.is("link") {
            self.tells(written);
        }
        end
    }

    /// Where the element ends in which `<` begins no tag.
    fn behind_raw(&self, at: usize, name: &str) -> usize {
        let is_end = |(found, _): &(usize, &str)| {
            let behind = self.text.get(at + found + 2..at + found + 2 + name.len());
            behind.is_some_and(|behind| behind.eq_ignore_ascii_case(name))
        };
        let found = self.text[at..].match_indices("</").find(is_end);
        found.map_or(self.text.len(), |(found, _)| at + found)
    }

    /// A tag that parts words; the second of two breaks ends a paragraph.
    fn part(&mut self, tag: &Tag<'_>, opens: bool) {
        if tag.is("br") {
            return self.take_break();
        }
        self.end_block();
        let change = |count: usize| if opens { count + 1 } else { count.saturating_sub(1) };
        if tag.is("blockquote") {
            self.quotes = change(self.quotes);
        } else if tag.is("article") || tag.is("main") {
            self.articles = change(self.articles);
        }
        self.in_title = opens && tag.is("title");
        let is_heading = ["h1", "h2", "h3", "h4", "h5", "h6"].iter().any(|name| tag.is(name));
        self.kind = match opens {
            true if is_heading => Kind::Heading,
            true if ["p", "li", "dd", "blockquote"].iter().any(|name| tag.is(name)) => Kind::Words,
            _ => Kind::Loose,
        };
    }

    fn take_break(&mut self) {
        if std::mem::replace(&mut self.is_broken, true) {
            self.end_block();
        }
        self.words.push(' ');
    }

    fn end_block(&mut self) {
        let words = mend(&self.words.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned();
        self.words.clear();
        self.is_broken = false;
        if words.is_empty() {
            return;
        }
        if self.in_title {
            self.source.title = words;
            return;
        }
        let kind = if self.quotes > 0 { Kind::Quote } else { self.kind };
        self.blocks.push(Block { kind, is_within: self.articles > 0, range: self.range.clone(), words });
    }

    /// Adds words, with the characters that are written by their names.
    fn say(&mut self, range: Range<usize>) {
        let mut rest = &self.text[range.clone()];
        if self.skipped.is_some() || rest.trim().is_empty() {
            return self.words.push(' ');
        }
        if self.words.trim().is_empty() {
            self.range.start = range.start + (rest.len() - rest.trim_start().len());
        }
        self.range.end = range.start + rest.trim_end().len();
        self.is_broken = false;
        while let Some(at) = rest.find('&') {
            self.words.push_str(&rest[..at]);
            let (written, len) = character(&rest[at..]).unwrap_or(("&".into(), 1));
            self.words.push_str(&written);
            rest = &rest[at + len..];
        }
        self.words.push_str(rest);
    }

    /// Author, day and address, as the head of a page tells them.
    fn tells(&mut self, tag: &str) {
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property")).unwrap_or_default();
        let content = attribute(tag, "content").unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "author" if !content.is_empty() && !content.contains("://") => self.source.author = Some(content),
            "article:published_time" | "date" => {
                self.source.date = dates::parse(&content).or(self.source.date)
            }
            _ if attribute(tag, "rel").is_some_and(|rel| rel == "canonical") => {
                self.source.url = attribute(tag, "href").filter(|url| url.contains("://"));
            }
            _ => {}
        }
    }
}

/// The value of an attribute in quotation marks.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let begins = |(at, _): &(usize, &str)| tag[..*at].ends_with(char::is_whitespace);
    let value = tag.match_indices(name).filter(begins).find_map(|(at, _)| {
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        ['"', '\''].into_iter().find_map(|quote| value.strip_prefix(quote)?.split_once(quote))
    });
    let (mut rest, mut out) = (value?.0, String::new());
    while let Some(at) = rest.find('&') {
        let (written, len) = character(&rest[at..]).unwrap_or(("&".into(), 1));
        out = out + &rest[..at] + &written;
        rest = &rest[at + len..];
    }
    Some((out + rest).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).remove(0)
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
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(text in "(<p>|</p>|<br>|<li|</|<!--|-->|<script>|<footer>|<blockquote>|<main>|&amp;|&|<|>|a\\.|é |\n){0,40}") {
            for quote in source(&format!("<html>{text}")).quotes {
                prop_assert!(!quote.text.is_empty() && quote.origin.bytes.start < quote.origin.bytes.end);
            }
        }
    }
}
