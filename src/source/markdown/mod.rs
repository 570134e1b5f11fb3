//! Markdown: block quotes, paragraphs, list items and footnotes; block quotes alone where a page has little prose
//! beside them. Headings name the section.

mod blocks;
mod fields;
mod formula;
pub(super) mod inline;
mod links;
#[cfg(test)]
mod tests;

use super::attribution::Attribution;
use super::lines::{Line, ends_sentence, joined, lines, origin, span};
use super::read::Problem;
use super::turns::{Floor, Speakers, Turn, are_of_recording, is_full_name};
use super::{Quote, Source, front, meeting};
use crate::text::CleanText;
use blocks::{Block, Blocks, Kind, heading_level};
pub(super) use fields::{Annotation, is_of_logseq, is_of_program};
use fields::{block_field, give_field, tags_alone, without_fields};
pub(super) use links::without_links;
use links::{without_comment, without_name};

/// So many words are prose without the end of a sentence too.
const PROSE: usize = 4;

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
    let said = meeting::without_frame(front::take(&all, &mut source), &mut source);
    let blocks = without_fields(Blocks::of(&said), &mut source);
    let only_quotes = is_of_quotes(&blocks);
    let has_paragraphs = blocks.iter().any(|block| block.kind == Kind::Paragraph);
    let are_turns = are_turns(&blocks);
    let is_of_dialogue = |block: &&Block<'_>| {
        let is_timed = || block.lines.first().is_some_and(|line| Turn::is_timed(line.text));
        are_turns && block.is_timed_heading()
            || block.is_words() && (block.kind == Kind::Paragraph || !has_paragraphs || is_timed())
    };
    let words: Vec<_> = blocks.iter().filter(is_of_dialogue).map(|block| &block.lines[..]).collect();
    let speakers = Speakers::of(&words).of_dialogue();
    let blocks = with_heads(blocks, &speakers);
    let (mut section, mut is_quoted, mut item, mut image) = (String::new(), false, None, None);
    let mut floor = Floor::of(&speakers);
    for block in &blocks {
        let count = source.quotes.len();
        if block.kind == Kind::Heading {
            floor.end();
            section = inline::stripped(without_attributes(&joined(&block.lines)));
            if source.title.is_empty() {
                source.title = std::mem::take(&mut section);
            }
        } else if let (Some(quote), Some(annotation)) = (source.quotes.last_mut(), block.annotation(item)) {
            annotation.give(quote);
            continue;
        } else if let Some(annotation) = block.annotation(image) {
            if let Annotation::Note(note) = annotation {
                source.add_note(&note);
            }
            continue;
        } else if let Some(tags) = tags_alone(block) {
            source.tags.extend(tags);
            continue;
        } else if !only_quotes || block.kind == Kind::Quote {
            for quote in block.quotes(clean, &section, &speakers, &mut floor) {
                match &quote.note {
                    Some(note) if quote.text.is_empty() => source.add_note(note),
                    _ => source.quotes.push(quote),
                }
            }
        } else if let Some(quote) = source.quotes.last_mut().filter(|_| is_quoted) {
            block.attribute(quote);
        }
        let is_read = source.quotes.len() > count;
        is_quoted = block.kind == Kind::Quote && is_read;
        let indent = block.lines.first().map(|line| line.indent);
        image = indent.filter(|_| block.kind == Kind::Item && block.is_image());
        item = match block.kind {
            Kind::Item => indent.filter(|_| is_read),
            _ => item.filter(|item| indent.is_some_and(|indent| indent > *item)),
        };
    }
    (vec![source], only_quotes.then(|| left_out(&blocks)).flatten().into_iter().collect())
}

/// Whether headings that name someone and a time are turns: the times are of a recording, and no block quote stands below
/// such a heading, as below a verse.
fn are_turns(blocks: &[Block<'_>]) -> bool {
    let timed = blocks.iter().filter(|block| block.is_timed_heading());
    let times: Vec<&str> =
        timed.flat_map(|block| &block.lines).filter_map(|line| Turn::time_of_head(line.text)).collect();
    let is_quoted = |pair: &[Block<'_>]| pair[0].is_timed_heading() && pair[1].kind == Kind::Quote;
    are_of_recording(&times) && !blocks.windows(2).any(is_quoted)
}

/// Puts the head of a turn that stands on its own to the paragraph below it.
fn with_heads<'t>(blocks: Vec<Block<'t>>, speakers: &Speakers<'_>) -> Vec<Block<'t>> {
    let mut done: Vec<Block<'t>> = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        if block.is_timed_heading() && block.lines.iter().all(|line| speakers.head(line.text).is_some()) {
            block.kind = Kind::Paragraph;
            done.push(block);
            continue;
        }
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

    /// Whether it is an item that is a quotation: `- > words`.
    fn is_quoted_item(&self) -> bool {
        self.kind == Kind::Item && self.depth > 0
    }

    /// Whether it has no words, but for a link behind them.
    fn is_image(&self) -> bool {
        self.is_words() && inline::stripped(without_links(&joined(&self.lines)).0).trim().is_empty()
    }

    /// Whether it is a heading that names who speaks, and when: `### Mary (0:05)`.
    fn is_timed_heading(&self) -> bool {
        self.kind == Kind::Heading && self.lines.iter().all(|line| Turn::time_of_head(line.text).is_some())
    }

    fn is_head(&self, speakers: &Speakers<'_>) -> bool {
        let is_alone = self.kind == Kind::Paragraph && self.lines.len() == 1;
        is_alone && self.lines.iter().all(|line| speakers.head(line.text).is_some())
    }

    /// Whether these are whole sentences of who wrote the page, or some words that are no link and no attribution. A footnote
    /// may be where a quote is from, and does not count.
    fn is_prose(&self) -> bool {
        let is_own = self.is_words() || self.kind == Kind::Note;
        let Some(last) = filled(&self.lines).last().filter(|_| is_own) else { return false };
        let is_beside = last.text.starts_with('[') && last.text.ends_with([')', ']'])
            || Attribution::of_line(last.text).is_some()
            || self.fields().is_some();
        let words = || self.lines.iter().flat_map(|line| line.text.split_whitespace()).count();
        ends_sentence(last.text.trim_end_matches(['*', '_'])) || !is_beside && words() >= PROSE
    }

    /// Its quotes: one for each turn of a dialogue. One without words is a note alone.
    fn quotes(
        &self,
        clean: &CleanText,
        section: &str,
        speakers: &Speakers<'_>,
        floor: &mut Floor,
    ) -> Vec<Quote> {
        if !self.is_words() {
            return self.quote(clean, &self.lines, section, None).into_iter().collect();
        }
        let parts = self.lines.chunk_by(|_, next| speakers.turn(next.text).is_none());
        let quote = |lines| {
            let turn = speakers.turn(<[Line<'_>]>::first(lines)?.text);
            let mut quote = self.quote(clean, lines, section, turn);
            floor.pass(turn, lines, quote.as_mut());
            quote
        };
        parts.filter_map(quote).collect()
    }

    fn quote(
        &self,
        clean: &CleanText,
        lines: &[Line<'_>],
        section: &str,
        turn: Option<Turn<'_>>,
    ) -> Option<Quote> {
        let said = filled(lines).iter().filter(|line| !self.is_words() || !is_of_program(line.text));
        let (mut fields, mut lines): (Vec<Line<'_>>, Vec<Line<'_>>) =
            said.partition(|line| self.is_words() && block_field(line.text).is_some());
        if lines.is_empty() && !fields.iter().any(|line| is_of_logseq(line.text)) {
            std::mem::swap(&mut fields, &mut lines);
        }
        if let (Some(turn), Some(first)) = (turn, lines.first_mut()) {
            *first = turn.said(*first);
        }
        let is_quotation = self.kind == Kind::Quote || self.is_quoted_item();
        let (attribution, linked) = match turn {
            Some(_) => (None, None),
            None => attributed(&mut lines, is_quotation),
        };
        let lines = filled(&lines);
        let joined = joined(lines);
        let (said, note) = without_comment(without_name(&joined).trim_end());
        let (words, place) = without_links(said);
        let text = inline::stripped(words).trim().to_owned();
        let number = lines.first()?.number;
        let note = note.map(inline::stripped);
        let mut quote = Quote { text, note, origin: origin(clean, span(lines), number), ..Quote::default() };
        turn.into_iter().for_each(|turn| turn.give(&mut quote));
        attribution.into_iter().for_each(|attribution| attribution.give(&mut quote));
        quote.locator = quote.locator.or_else(|| place.or(linked).map(inline::stripped));
        self.entitle(&mut quote);
        fields
            .iter()
            .filter_map(|line| block_field(line.text))
            .for_each(|field| give_field(field, &mut quote));
        if !section.is_empty() {
            quote.properties.insert("section".to_owned(), section.to_owned());
        }
        (quote.text.contains(char::is_alphanumeric) || quote.text.is_empty() && quote.note.is_some())
            .then_some(quote)
    }

    /// The title of a callout that quotes names who is quoted, where it is a full name, or is a property; so is the name of
    /// a footnote.
    fn entitle(&self, quote: &mut Quote) {
        let title = inline::stripped(self.title);
        let property = if self.kind == Kind::Footnote { "footnote" } else { "title" };
        if self.kind == Kind::Quote && quote.speaker.is_none() && is_full_name(&title) {
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

/// Takes the attribution off the lines, and the links behind it with the place to which they lead.
fn attributed<'t>(lines: &mut Vec<Line<'t>>, is_quotation: bool) -> (Option<Attribution>, Option<&'t str>) {
    let Some(last) = lines.last_mut() else { return (None, None) };
    let whole = *last;
    let (words, place) = without_links(last.text);
    last.text = words;
    let attribution = Attribution::take(lines, is_quotation);
    if attribution.is_none() {
        lines.last_mut().into_iter().for_each(|last| *last = whole);
    }
    (attribution, place)
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

/// A heading without what names it for links: `Part {#part-one}`.
fn without_attributes(text: &str) -> &str {
    let parts = text.strip_suffix('}').and_then(|text| text.rsplit_once('{'));
    let parts = parts.filter(|(_, inside)| inside.starts_with(['#', '.']));
    parts.map_or(text, |(words, _)| words.trim_end())
}
