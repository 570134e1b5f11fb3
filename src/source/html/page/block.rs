//! A block is what stands between two tags that part words: a heading, a paragraph, an item of a list.

use std::ops::Range;

use crate::source::Quote;
use crate::source::attribution::Attribution;
use crate::source::html::notebook::Part;
use crate::source::lines::{Line, ends_sentence, origin};
use crate::source::turns::{Speakers, Turn};
use crate::text::CleanText;

/// A paragraph of so many words is none of a menu.
const PROSE: usize = 8;

/// What a quotation begins with.
const OPENING: [char; 5] = ['"', '“', '„', '«', '「'];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
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
pub(in crate::source::html) struct Block {
    pub(super) kind: Kind,
    /// What it is of the notebook of a Kindle, or of a transcript.
    pub(in crate::source::html) part: Option<Part>,
    /// Whether it is within an `<article>` or `<main>`.
    pub(super) is_within: bool,
    /// Whether a `<cite>` begins it, or it is the caption or the footer of a block quote: it may be a name without a dash.
    pub(super) is_cite: bool,
    /// Where it stands in the text.
    pub(in crate::source::html) range: Range<usize>,
    pub(in crate::source::html) words: String,
}

impl Block {
    /// Whether it is of the text of the page. Outside of an article there are menus, whose items are no sentences, and
    /// few words.
    pub(in crate::source::html) fn is_text(&self) -> bool {
        let is_long = || self.words.split(' ').nth(PROSE - 1).is_some();
        match self.kind {
            Kind::Heading | Kind::Quote => true,
            Kind::Words => self.is_within || self.is_whole() || is_long() || self.words.starts_with(OPENING),
            Kind::Item => self.is_within || self.is_whole(),
            Kind::Loose => self.is_cite || self.is_whole(),
        }
    }

    pub(in crate::source::html) fn is_heading(&self) -> bool {
        self.kind == Kind::Heading
    }

    /// Whether it may be of a dialogue.
    pub(in crate::source::html) fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Words | Kind::Item | Kind::Loose)
    }

    /// Whether it ends as a sentence does, or with an attribution.
    fn is_whole(&self) -> bool {
        let is_attributed = || Attribution::at_end(&self.words).is_some();
        let is_sentence = ends_sentence(&self.words) || ends_sentence(without_references(&self.words));
        is_sentence || is_attributed() || Attribution::of_name(&self.words).is_some()
    }

    /// Its words as if they were a line.
    pub(super) fn line(&self) -> Line<'_> {
        Line { text: &self.words, start: self.range.start, indent: 0, number: 0 }
    }

    /// Who is quoted above it, if it tells nothing else.
    pub(in crate::source::html) fn attribution(&self) -> Option<Attribution> {
        let named = || Attribution::of_name(&format!("— {}", self.words));
        Attribution::of_name(&self.words).or_else(|| self.is_cite.then(named)?)
    }

    /// The turn of which it is the head.
    pub(super) fn head(&self, speakers: &Speakers<'_>) -> Option<Turn<'_>> {
        speakers.head(&self.words).filter(|_| self.is_words())
    }

    /// The turn that it is: that which it begins, or that of the head above it.
    pub(super) fn turn<'b>(&'b self, speakers: &Speakers<'_>, head: Option<Turn<'b>>) -> Option<Turn<'b>> {
        let below = head.map(|mut turn| {
            turn.words = 0;
            turn
        });
        speakers.turn(&self.words).or(below).filter(|_| self.is_words())
    }

    pub(in crate::source::html) fn quote(
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

/// A text without what it refers to in brackets behind it: `[1]`, `(Roe 2018)`.
fn without_references(mut text: &str) -> &str {
    let before = |text: &str| text.strip_suffix([']', ')'])?.rfind(['[', '(']);
    while let Some(end) = before(text) {
        text = text[..end].trim_end();
    }
    text
}
