//! Markdown: block quotes, paragraphs, list items and footnotes; block quotes alone where a page has little prose beside them.
//! Headings name the section.

use std::collections::BTreeSet;

use super::attribution::Attribution;
use super::formula::{Formula, has_words};
use super::inline::{self, HIDDEN};
use super::lines::{Line, ends_sentence, item_mark, joined, lines, origin, span};
use super::names::is_name;
use super::read::Problem;
use super::turns::{Speakers, Turn};
use super::{Quote, Source, front};
use crate::text::CleanText;

/// What a run of lines is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Paragraph,
    Quote,
    /// A callout, of a kind that quotes nobody.
    Note,
    Item,
    Footnote,
}

/// A run of lines without the marks in front of them.
struct Block<'t> {
    kind: Kind,
    /// How many `>` stand before it: 2 and more for a quotation in a quotation.
    depth: usize,
    /// What stands behind the mark of a callout; the name of a footnote.
    title: &'t str,
    lines: Vec<Line<'t>>,
}

/// True when the text has a heading, a block quote, a fence, or a link to the web.
pub(super) fn is_markdown(text: &str) -> bool {
    let is_heading = |line: &str| heading_level(line).is_some_and(|level| level < line.len());
    let begins = |line: &str| ["> ", "```"].iter().any(|mark| line.starts_with(mark));
    lines(text).any(|line| is_heading(line.text) || begins(line.text) || line.text.contains("](http"))
}

/// The text as a source, and what was left out of it; front matter or else the first heading gives the title.
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let mut source = Source::default();
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let blocks = without_fields(Blocks::of(front::take(&all, &mut source)), &mut source);
    let only_quotes = is_of_quotes(&blocks);
    let words: Vec<_> =
        blocks.iter().filter(|block| block.is_words()).map(|block| &block.lines[..]).collect();
    let speakers = Speakers::of(&words).of_dialogue();
    let blocks = with_heads(blocks, &speakers);
    let (mut section, mut is_quoted, mut item) = (String::new(), false, None);
    for block in &blocks {
        let count = source.quotes.len();
        if block.kind == Kind::Heading {
            section = inline::stripped(without_attributes(&joined(&block.lines)));
            if source.title.is_empty() {
                source.title = std::mem::take(&mut section);
            }
        } else if source.quotes.last_mut().is_some_and(|quote| block.annotates(quote, item)) {
            continue;
        } else if !only_quotes || block.kind == Kind::Quote {
            source.quotes.extend(block.quotes(clean, &section, &speakers));
        } else if let Some(quote) = source.quotes.last_mut().filter(|_| is_quoted) {
            block.attribute(quote);
        }
        let is_read = source.quotes.len() > count;
        is_quoted = block.kind == Kind::Quote && is_read;
        let indent = block.lines.first().map(|line| line.indent);
        item = match block.kind {
            Kind::Item => indent.filter(|_| is_read),
            _ => item.filter(|item| indent.is_some_and(|indent| indent > *item)),
        };
    }
    (vec![source], only_quotes.then(|| left_out(&blocks)).flatten().into_iter().collect())
}

/// The blocks without the fields of the page above the text, `Author: Jane Roe`; what these say is put into the source.
fn without_fields<'t>(mut blocks: Vec<Block<'t>>, source: &mut Source) -> Vec<Block<'t>> {
    let above = blocks.iter().take_while(|block| block.kind == Kind::Heading || block.is_image()).count();
    let fields: Vec<_> = blocks[above..].iter().map_while(Block::fields).collect();
    let end = above + fields.len();
    let fields = || fields.iter().flatten();
    let mut keys = BTreeSet::new();
    let is_list = fields().any(|(key, _)| !keys.insert(key));
    if !is_list && end < blocks.len() && are_of_page(fields()) {
        fields().for_each(|(key, value)| front::set(source, key, value));
        blocks.drain(above..end);
    }
    blocks
}

/// Whether fields are of a page rather than its text: at least half of them are known; sentences may be others beside three.
fn are_of_page<'f>(fields: impl Iterator<Item = &'f (String, String)>) -> bool {
    let (mut known, mut others, mut is_said) = (0, 0, false);
    for (key, value) in fields {
        if front::is_known(key, value) {
            known += 1;
        } else {
            others += 1;
            is_said |= ends_sentence(value) && value.split(' ').count() > 2;
        }
    }
    known > 0 && known >= others && (known >= 3 || !is_said)
}

/// Puts the head of a turn that stands on its own to the paragraph below it.
fn with_heads<'t>(blocks: Vec<Block<'t>>, speakers: &Speakers<'_>) -> Vec<Block<'t>> {
    let mut done: Vec<Block<'t>> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match done.last_mut().filter(|above| block.kind == Kind::Paragraph && above.is_head(speakers)) {
            Some(head) => head.lines.extend(block.lines),
            None => done.push(block),
        }
    }
    done
}

/// Whether what is quoted is what the text is for: at least a tenth of it, and twice as much as its prose.
fn is_of_quotes(blocks: &[Block<'_>]) -> bool {
    let (mut quoted, mut prose, mut all) = (0, 0, 0);
    for block in blocks {
        let bytes: usize = block.lines.iter().map(|line| line.text.len()).sum();
        all += bytes;
        quoted += if block.kind == Kind::Quote { bytes } else { 0 };
        prose += if block.is_prose() { bytes } else { 0 };
    }
    quoted > 0 && 10 * quoted >= all && quoted >= 2 * prose
}

/// Tells of the prose on a page of quotes.
fn left_out(blocks: &[Block<'_>]) -> Option<Problem> {
    let prose = || blocks.iter().filter(|block| block.is_prose());
    let line = prose().next()?.lines.first()?.number;
    let message = format!(
        "paragraphs beside the block quotes, left out: {}; where there is more prose than half of what is quoted, it is read too",
        prose().count()
    );
    Some(Problem::warning(line, message))
}

impl Block<'_> {
    fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Paragraph | Kind::Item)
    }

    fn is_image(&self) -> bool {
        self.is_words() && inline::stripped(&joined(&self.lines)).trim().is_empty()
    }

    /// The fields that it has and nothing else, with their keys in small letters; a paragraph must have one that is known.
    fn fields(&self) -> Option<Vec<(String, String)>> {
        let texts: Vec<String> = match self.kind {
            Kind::Item => vec![joined(&self.lines)],
            Kind::Paragraph => self.lines.iter().map(|line| line.text.to_owned()).collect(),
            _ => return None,
        };
        let fields: Vec<_> = texts.iter().map(|text| field(text)).collect::<Option<_>>()?;
        let fields: Vec<_> = fields.into_iter().map(|(key, value)| (key, without_marks(value))).collect();
        let is_known = || fields.iter().any(|(key, value)| front::is_known(key, value));
        (self.kind == Kind::Item || is_known()).then_some(fields)
    }

    /// An item `Tags: …` or `Note: …` within another one, which has that indent: it is put into the quote that this is.
    fn annotates(&self, quote: &mut Quote, item: Option<usize>) -> bool {
        let is_within = self.lines.first().zip(item).is_some_and(|(line, item)| line.indent > item);
        if !is_within || self.kind != Kind::Item {
            return false;
        }
        let text = joined(&self.lines);
        let Some((key, value)) = field(&text) else { return false };
        match key.as_str() {
            "tags" | "tag" => quote.tags.extend(front::tags(value)),
            "note" | "notes" => {
                let note = quote.note.get_or_insert_default();
                let gap = if note.is_empty() { "" } else { "\n" };
                note.push_str(gap);
                note.push_str(&inline::stripped(value));
            }
            _ => return false,
        }
        true
    }

    fn is_head(&self, speakers: &Speakers<'_>) -> bool {
        let is_alone = self.kind == Kind::Paragraph && self.lines.len() == 1;
        is_alone && self.lines.iter().all(|line| speakers.head(line.text).is_some())
    }

    /// Whether these are whole sentences of who wrote the page.
    fn is_prose(&self) -> bool {
        let ends = |line: &Line<'_>| ends_sentence(line.text.trim_end_matches(['*', '_']));
        self.is_words() && filled(&self.lines).last().is_some_and(ends)
    }

    /// Its quotes: one for each turn of a dialogue.
    fn quotes(&self, clean: &CleanText, section: &str, speakers: &Speakers<'_>) -> Vec<Quote> {
        if !self.is_words() {
            return self.quote(clean, &self.lines, section, None).into_iter().collect();
        }
        let parts = self.lines.chunk_by(|_, next| speakers.turn(next.text).is_none());
        parts
            .filter_map(|lines| self.quote(clean, lines, section, speakers.turn(lines.first()?.text)))
            .collect()
    }

    fn quote(
        &self,
        clean: &CleanText,
        lines: &[Line<'_>],
        section: &str,
        turn: Option<Turn<'_>>,
    ) -> Option<Quote> {
        let mut lines = filled(lines).to_vec();
        if let (Some(turn), Some(first)) = (turn, lines.first_mut()) {
            *first = first.from(turn.words);
        }
        let attribution = match turn {
            Some(_) => None,
            None => Attribution::take(&mut lines, self.kind == Kind::Quote),
        };
        let lines = filled(&lines);
        let joined = joined(lines);
        let (linked, note) = without_comment(without_name(&joined).trim_end());
        let (words, place) = without_links(linked);
        let text = inline::stripped(words).trim().to_owned();
        let number = lines.first()?.number;
        let note = note.map(inline::stripped);
        let mut quote = Quote { text, note, origin: origin(clean, span(lines), number), ..Quote::default() };
        turn.into_iter().for_each(|turn| turn.give(&mut quote));
        attribution.into_iter().for_each(|attribution| attribution.give(&mut quote));
        quote.locator = quote.locator.or_else(|| place.map(inline::stripped));
        self.entitle(&mut quote);
        if !section.is_empty() {
            quote.properties.insert("section".to_owned(), section.to_owned());
        }
        quote.text.contains(char::is_alphanumeric).then_some(quote)
    }

    /// The title of a callout that quotes names who is quoted, or is a property; so is the name of a footnote.
    fn entitle(&self, quote: &mut Quote) {
        let title = inline::stripped(self.title);
        let property = if self.kind == Kind::Footnote { "footnote" } else { "title" };
        if self.kind == Kind::Quote && quote.speaker.is_none() && is_name(&title) {
            quote.speaker = Some(title);
        } else if !title.is_empty() {
            quote.properties.insert(property.to_owned(), title);
        }
    }

    /// A paragraph `— Name` behind a block quote tells whose words this has.
    fn attribute(&self, quote: &mut Quote) {
        if let (Kind::Paragraph, [line], None) = (self.kind, &self.lines[..], &quote.speaker) {
            Attribution::of_name(line.text).into_iter().for_each(|attribution| attribution.give(quote));
        }
    }
}

/// Without the lines at the ends that say nothing.
fn filled<'l, 't>(mut lines: &'l [Line<'t>]) -> &'l [Line<'t>] {
    while let Some((_, rest)) = lines.split_last().filter(|(last, _)| last.text.is_empty()) {
        lines = rest;
    }
    while let Some((_, rest)) = lines.split_first().filter(|(first, _)| first.text.is_empty()) {
        lines = rest;
    }
    lines
}

/// The blocks so far, and what the next line may belong to.
#[derive(Default)]
struct Blocks<'t> {
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
    fn of(lines: &[Line<'t>]) -> Vec<Block<'t>> {
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
                Some(mark) => self.start(Kind::Item, behind_box(line.from(mark))),
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

    /// The next line of the block before it, if that is open and is of the kind.
    fn goes_on(&mut self, kinds: &[Kind]) -> Option<&mut Block<'t>> {
        let open = self.open;
        self.done.last_mut().filter(|block| open && kinds.contains(&block.kind))
    }

    fn quoted(&mut self, line: Line<'t>) {
        let marks = line.text.len() - line.text.trim_start_matches(['>', ' ']).len();
        let depth = line.text[..marks].matches('>').count();
        let line = line.from(marks);
        match self.goes_on(&[Kind::Quote, Kind::Note]).filter(|block| block.depth == depth) {
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

/// An item without the box of a task: `[ ] `, `[x] `.
fn behind_box(item: Line<'_>) -> Line<'_> {
    let is_box =
        |text: &str| matches!(text.as_bytes(), [b'[', b' ' | b'x' | b'X' | b'-' | b'/', b']', b' ', ..]);
    if is_box(item.text) { item.from(3) } else { item }
}

/// A heading without what names it for links: `Part {#part-one}`.
fn without_attributes(text: &str) -> &str {
    let parts = text.strip_suffix('}').and_then(|text| text.rsplit_once('{'));
    let parts = parts.filter(|(_, inside)| inside.starts_with(['#', '.']));
    parts.map_or(text, |(words, _)| words.trim_end())
}

/// The key in small letters and the value of `Key: value`, `**Key:** value` or `key:: value`.
fn field(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = key.trim_matches(['*', '_', ' ']);
    let behind = value.trim_start_matches([':', '*', '_']);
    let is_apart = value.starts_with(':') || behind.is_empty() || behind.starts_with(' ');
    let is_key = key.starts_with(char::is_alphabetic) && key.split(' ').count() <= 3;
    (is_apart && is_key).then(|| (key.to_lowercase(), behind.trim()))
}

/// The value of a field as a page shows it; links to notes stay, which may be of a list.
fn without_marks(value: &str) -> String {
    if value.contains("[[") { value.to_owned() } else { inline::stripped(value) }
}

/// The words without the links in brackets at their end, `Words. ([Location 9](address))`, which lead to where they stand; and
/// what the first of these says that has a number. O(text).
fn without_links(mut text: &str) -> (&str, Option<&str>) {
    let mut place = None;
    while let Some((words, label)) = last_link(text) {
        place = Some(label).filter(|label| label.contains(|c: char| c.is_ascii_digit())).or(place);
        text = words;
    }
    (text, place)
}

/// The words up to the last link of Zotero in brackets, and what its reader wrote behind that.
fn without_comment(text: &str) -> (&str, Option<&str>) {
    let end = text.rfind("))").map_or(text.len(), |at| at + 2);
    let (linked, comment) = text.split_at(end);
    let is_link = last_link(linked)
        .is_some_and(|_| linked.rsplit("](").next().unwrap_or_default().starts_with("zotero:"));
    if is_link && !comment.is_empty() { (linked, Some(comment.trim())) } else { (text, None) }
}

/// What the link in brackets says with which the text ends, if that is a place, and the words before it.
fn last_link(text: &str) -> Option<(&str, &str)> {
    let (words, link) = text.strip_suffix("))")?.rsplit_once("([")?;
    let (label, address) = link.split_once("](")?;
    let is_link = !label.contains(']') && !address.contains(['(', ' ']);
    (is_link && (address.starts_with("zotero:") || is_place(label))).then_some((words.trim_end(), label))
}

/// Whether a link is a few words with a number, or such as `View Highlight`.
fn is_place(label: &str) -> bool {
    let mut words = label.split(' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let is_told = matches!(first.as_str(), "view" | "location" | "page" | "pdf");
    words.count() < 3 && (is_told || label.contains(|c: char| c.is_ascii_digit()))
}

/// The text of a block without its name at the end, by which Obsidian links to it: `words ^b1`.
fn without_name(text: &str) -> &str {
    let is_name = |name: &str| {
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && name.contains(|c: char| c.is_ascii_alphabetic())
    };
    match text.rsplit_once('^') {
        Some((words, name)) if is_name(name) && (words.is_empty() || words.ends_with(' ')) => words,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn source(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).0.remove(0)
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
    fn one_quotation_in_an_article_hides_nothing() {
        let words = "Words of the article. ".repeat(9);
        assert_eq!(texts(&format!("{words}\n\n> One.\n")), [words.trim(), "One."]);
    }

    #[test]
    fn an_article_with_many_quotations_keeps_its_prose() {
        let prose = "An argument is made here, at some length. ".repeat(4);
        let quotation = "> A longer passage of another's words, which the article then speaks of.\n> — Roe";
        let article = [prose.as_str(), quotation].repeat(4).join("\n\n");
        assert_eq!(texts(&article).len(), 8);
        let comments = [quotation, "- Author: Roe", "See Mill on this."].repeat(4).join("\n\n");
        let (sources, problems) = read(&clean(comments.as_bytes(), None).expect("it is text"));
        assert_eq!(sources[0].quotes.len(), 4);
        let told: Vec<_> = problems.iter().map(|problem| (problem.line, &problem.message[..48])).collect();
        assert_eq!(told, [(6, "paragraphs beside the block quotes, left out: 4;")]);
        let (_, none) = read(&clean(quotation.as_bytes(), None).expect("it is text"));
        assert_eq!(none, []);
    }

    #[test]
    fn fields_above_the_text_are_of_the_page() {
        for (text, fields, quotes) in [
            (
                "# On Gardens\n\n![cover](x.png)\n\n## Metadata\n- Author: [[Jane Roe]]\n- Full Title: On Gardens: a *life*\n- Category: #books\n- URL: https://a.b\n\n## Highlights\n- out: grown.",
                "On Gardens: a life|Jane Roe|https://a.b||category=#books",
                &["out: grown."][..],
            ),
            (
                "title:: On Gardens\nauthor:: [[Jane Roe]], [[Li]]\ntags:: #[[slow life]] #hedges\nnote::walls: none\n\n- One.",
                "On Gardens|Jane Roe||slow life,hedges|authors=Jane Roe; Li;note=walls: none",
                &["One."],
            ),
            (
                "# T\n**Author:** Jane Roe\n**Date:** 2024\n\n**Tags:** a, b\n\nOne.",
                "T|Jane Roe||a,b|",
                &["One."],
            ),
            (
                "Title: T\nAuthor: Li Wei and Jane Roe\nURL: https://a.b\nSummary: Hedges grow slowly.\n\nOne.",
                "T|Li Wei and Jane Roe|https://a.b||summary=Hedges grow slowly.",
                &["One."],
            ),
            (
                "# T\n\n- Be kind: people remember it.\n- Source: my father said it.\n\nOne.",
                "T||||",
                &["Be kind: people remember it.", "Source: my father said it.", "One."],
            ),
            (
                "Source: the river begins in the hills.\n\nOne.",
                "||||",
                &["Source: the river begins in the hills.", "One."],
            ),
            (
                "**Author:** I began to write this in 1990.\n\nOne.",
                "||||",
                &["Author: I began to write this in 1990.", "One."],
            ),
            (
                "Title: The Republic\nPlato: Justice is good.\n\nOne.",
                "||||",
                &["Title: The Republic Plato: Justice is good.", "One."],
            ),
            ("Author: Jane Roe", "||||", &["Author: Jane Roe"]),
            ("Ann: one\n\nAuthor: two\n\nThree.", "||||", &["Ann: one", "Author: two", "Three."]),
            ("Date: 2024\n\nAnn: one\n\nTwo.", "||||", &["Ann: one", "Two."]),
            ("- Date: late\n- Cost: high\n\nOne.", "||||", &["Date: late", "Cost: high", "One."]),
            ("- Title: A\n- Title: B\n\nOne.", "||||", &["Title: A", "Title: B", "One."]),
            ("https://a.b\nAuthor: Roe\n\nOne.", "||||", &["https://a.b Author: Roe", "One."]),
        ] {
            let source = source(text);
            let properties: Vec<_> =
                source.properties.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let found = [
                source.title,
                source.author.unwrap_or_default(),
                source.url.unwrap_or_default(),
                source.tags.join(","),
                properties.join(";"),
            ];
            assert_eq!(found.join("|"), fields, "{text}");
            let texts: Vec<_> = source.quotes.iter().map(|quote| quote.text.as_str()).collect();
            assert_eq!(texts, quotes, "{text}");
        }
    }

    #[test]
    fn tags_and_notes_are_of_the_item_above() {
        for (text, expected) in [
            (
                "- One.\n    - Tags: [[ego]] [[the self]]\n    - Note: so *true*\n- Two.",
                &["One.|ego,the self|so true", "Two.||"][..],
            ),
            (
                "“One” ([R](zotero://s)) ([pdf](zotero://o)) so *true*\n\nTwo ([a](https://b)) c",
                &["“One”||so true", "Two (a) c||"],
            ),
            ("- One.\n\t  - two\n\t\t- Note: a", &["One.||", "two||a"]),
            (
                "- Synced\n\t- One.\n\n\t  Two.\n\t\t- **Tags**: #[[ego]] #self\n\t\t- **Note**: a\n\t\t- **Note**: b",
                &["Synced||", "One.||", "Two.|ego,self|a\nb"],
            ),
            ("- One.\n- Note: two", &["One.||", "Note: two||"]),
            ("- One.\n  - Cost: two", &["One.||", "Cost: two||"]),
            ("- One.\n\nTwo.\n\n  - Note: three", &["One.||", "Two.||", "Note: three||"]),
            ("- ![x](y)\n  - Note: two", &["Note: two||"]),
        ] {
            let show = |quote: Quote| {
                format!("{}|{}|{}", quote.text, quote.tags.join(","), quote.note.unwrap_or_default())
            };
            let found: Vec<_> = source(text).quotes.into_iter().map(show).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn headings_have_no_attributes() {
        let sections = |text: &str| {
            let found = source(text);
            (found.title, found.quotes[0].properties.get("section").cloned().unwrap_or_default())
        };
        for (text, title, section) in [
            ("# On {#on .x}\n## Part {#part-one}\nOne.", "On", "Part"),
            ("# A {b}\n## {.x}\nOne.", "A {b}", ""),
        ] {
            assert_eq!(sections(text), (title.to_owned(), section.to_owned()), "{text}");
        }
    }

    #[test]
    fn footnotes_are_quotes_with_a_name() {
        let text = "One.[^a b]\n\n[^1]: Two\nlines.\n\n    And more.\n\nThree.\n[^x]: Four.\n[y]: http://z\n";
        let quotes = source(text).quotes;
        let named: Vec<_> = quotes
            .iter()
            .map(|quote| (quote.text.as_str(), quote.properties.get("footnote").map(String::as_str)))
            .collect();
        let expected = [
            ("One.[^a b]", None),
            ("Two lines.", Some("1")),
            ("And more.", None),
            ("Three.", None),
            ("Four.", Some("x")),
        ];
        assert_eq!(named, expected);
        assert_eq!(texts("> One.\n\n[^1]: Two."), ["One."]);
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
            quote("Three.", None, 5),
            quote("Four", None, 6),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn attributions_are_told_apart_from_words() {
        for (text, expected) in [
            ("> One.\n> — Roe, *Two*, 3", ("One.", Some("Roe"), Some("Two, 3"))),
            ("> One. —Roe", ("One.", Some("Roe"), None)),
            ("> One.\n\n— Roe", ("One.", Some("Roe"), None)),
            ("> One.\n\n— then she left", ("One.", None, None)),
            ("> One.\n\nTwo.\n\n— Roe", ("One.", None, None)),
            ("> [!quote] Jane Roe\n> One.", ("One.", Some("Jane Roe"), None)),
            ("> [!quote|#ffd400]+ Jane Roe\n> One.", ("One.", Some("Jane Roe"), None)),
            ("> [!Annotation|#ff6666]\n> _One_([5](z://x))", ("One", None, Some("5"))),
            ("- One. ([Location 9](https://r.w/9))", ("One.", None, Some("Location 9"))),
            ("“One” ([Roe, p. 3](z://s)) ([pdf](z://o?page=3))", ("“One”", None, Some("Roe, p. 3"))),
            ("> One.\n> ([page 2](z://x)) ^b1", ("One.", None, Some("page 2"))),
            ("One ([View Highlight](https://r.w/1))", ("One", None, None)),
            ("One ([2](x)).", ("One (2).", None, None)),
            ("One ([in 1990 he said](https://a.b))", ("One (in 1990 he said)", None, None)),
            ("One ([Roe and Ray, 1990, p. 3](zotero://s))", ("One", None, Some("Roe and Ray, 1990, p. 3"))),
            ("One ([2](x) and [3](y))", ("One (2 and 3)", None, None)),
            ("> [!quote] Jane Roe\n> One.\n> — Ray", ("One.", Some("Ray"), None)),
            ("- \"One\" — Roe (1, 2)", ("\"One\"", Some("Roe"), Some("1, 2"))),
        ] {
            let quote = source(text).quotes.remove(0);
            let found = (quote.text.as_str(), quote.speaker.as_deref(), quote.locator.as_deref());
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn dialogues_have_speakers() {
        let speakers = |text: &str| -> Vec<(String, Option<String>)> {
            source(text).quotes.into_iter().map(|quote| (quote.text, quote.speaker)).collect()
        };
        let said = |text: &str, name: &str| (text.to_owned(), Some(name.to_owned()));
        for text in ["**Ann:** One.\n\n**Bob:** Two.\n\n**Ann:** Three.", "Ann: One.\nBob: Two.\nAnn: Three."]
        {
            assert_eq!(
                speakers(text),
                [said("One.", "Ann"), said("Two.", "Bob"), said("Three.", "Ann")],
                "{text}"
            );
        }
        let text = "**Claim:** One.\n\nRome: two.\n\nRome: three.\n\nFour.\n\nFive.\n\nSix.";
        assert!(speakers(text).iter().all(|(_, speaker)| speaker.is_none()));
        let quote = source("[1:02] Ann: One.\n\nAnn: Two.").quotes.remove(0);
        assert_eq!((quote.locator.as_deref(), quote.origin.bytes), (Some("1:02"), 12..16));
    }

    #[test]
    fn a_name_above_a_paragraph_speaks_it() {
        let text = "**Ann Roe**\n\nOne.\n\n**Bob Ray**\nTwo.\n\n**Ann Roe**\n\nThree.\n\n**Bob Ray**\n\nFour.\n\nFive.";
        let found: Vec<_> =
            source(text).quotes.into_iter().map(|quote| (quote.text, quote.speaker)).collect();
        let said = |text: &str, name: Option<&str>| (text.to_owned(), name.map(str::to_owned));
        let expected = [
            said("One.", Some("Ann Roe")),
            said("Two.", Some("Bob Ray")),
            said("Three.", Some("Ann Roe")),
            said("Four.", Some("Bob Ray")),
            said("Five.", None),
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
            ("%%\nhidden\n\n> virtue\n%%\nOne.\n%% two %% Three.\n%% no end", &["One.", "Three. %% no end"]),
            (
                "<a id=\"virtue\"></a>\n\n<div class=\"duty\">\n<p>Real <b>joy</b>.</p>\n</div>\n\n<Listing x=\"y\">\n",
                &["Real joy."],
            ),
            ("<script>\nvirtue\n\nduty\n</script>\nOne.\n\n<pre>\ntwo\n\nthree</pre>", &["One."]),
            (
                "- [ ] one\n- [x] two ==three==\n- [1] four ^b1\n- ![[five]]\n- x ^2\n\n^c-2",
                &["one", "two three", "[1] four", "x ^2"],
            ),
            ("> [!note] Title\n> One.\n\nTwo.", &["One.", "Two."]),
            ("One.\n* * *\nTwo.\n\n\\* \\* \\*\n\nThree.\n***\n", &["One.", "Two.", "Three."]),
            (
                "We have\n$$\na = b\n$$\nwhere a is one.\n\n$$ c = d $$\n\n$$e\n= f$$\n\nTwo $$g$$.",
                &["We have where a is one.", "Two $$g$$."],
            ),
            ("$$a$$ is one.\n\n$$ two\n", &["$$a$$ is one.", "$$ two"]),
            ("$$\na\n$$ {#eq-a}\n\nOne.\n\n$$\nb\n$$.\n\nTwo.\n\n$$ c $$ {#c}", &["One.", "Two."]),
            ("\\begin{align*}\na\n\\end{align*}.\n\nOne.\n\n$$\nb\n$$ for all.", &["One.", "for all."]),
            (
                "$$$ is one.\nTwo is $$ high.\n\n$$\n\nThree.\n\n$$",
                &["$$$ is one. Two is $$ high.", "Three."],
            ),
            (
                "\\begin{align}\na\n\\begin{x}\n\\end{x}\n\\end{align}\nOne.\n\\begin{x} two",
                &["One. \\begin{x} two"],
            ),
            ("> [!quote]- Title\n> One, and some.\n\nTwo.", &["One, and some."]),
            ("One.\n\n<!-- no end\n\nTwo.", &["One.", "<!-- no end", "Two."]),
            (
                "![A contract](x.png)\n\nAT&amp;T signed a contract.[^1]\n\n[^1]: Note.",
                &["AT&T signed a contract.", "Note."],
            ),
        ] {
            assert_eq!(texts(text), expected, "{text}");
        }
    }
}
