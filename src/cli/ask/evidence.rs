//! Evidence is what a quote says of some concepts, for a person and for a script.

use serde::{Serialize, Serializer};

use crate::concept::ConceptIx;
use crate::graph::{LinkRef, MentionRef, QuoteRef};
use crate::link::{Kind, Polarity};
use crate::render::page::{Page, Quote};
use crate::render::table::Cell;
use crate::text::Span;

/// Adds the quote to a page, with the places marked that speak of `concepts`, of any concept when there are none, and with
/// the reader's note on it.
pub(super) fn add(page: &mut Page, quote: QuoteRef<'_>, concepts: &[ConceptIx]) {
    page.quote(passage(quote, concepts));
    if let Some(note) = quote.note() {
        page.note(format!("Note: {note}"));
    }
}

fn passage(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Quote {
    let about = |link: LinkRef<'_>| {
        let words: Vec<String> = link.mentions().map(said).collect();
        format!("{}: {}", link.concept().label(), words.join(", "))
    };
    Quote {
        head: head(quote),
        text: quote.text().to_owned(),
        marks: marks(quote, concepts),
        foot: links(quote, concepts).map(about).collect::<Vec<_>>().join(" · "),
    }
}

/// Which quote it is: its id, who said it, when and where.
fn head(quote: QuoteRef<'_>) -> String {
    let date = quote.date().map(|date| date.to_string());
    let parts = [quote.speaker().map(|person| person.name()), date.as_deref(), quote.locator()];
    let whose: Vec<&str> = parts.into_iter().flatten().collect();
    format!("{}  {}", quote.id(), whose.join(", ")).trim_end().to_owned()
}

/// How a mention speaks of its concept, in its own words.
fn said(mention: MentionRef<'_>) -> String {
    let how = match mention.polarity() {
        Polarity::Asserted => "",
        Polarity::Negated => " (denied)",
        Polarity::Asked => " (asked)",
        Polarity::Hypothetical => " (supposed)",
    };
    format!("“{}”{how}", mention.words())
}

/// The quote's text for a script.
pub(super) fn marked(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    Cell::Marked { text: quote.text().to_owned(), marks: marks(quote, concepts) }
}

/// The quote's mentions of `concepts`, of any concept when there are none.
pub(super) fn mentions(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    let mentions: Vec<Mention> = mentions_of(quote, concepts).collect();
    let short = mentions.iter().map(|mention| mention.text).collect::<Vec<_>>().join("; ");
    Cell::nested(&mentions, short)
}

/// The same, one by one.
pub(super) fn mentions_of<'g>(
    quote: QuoteRef<'g>,
    concepts: &[ConceptIx],
) -> impl Iterator<Item = Mention<'g>> {
    links(quote, concepts).flat_map(|link| link.mentions().map(move |mention| Mention::of(link, mention)))
}

/// Columns and fields of the quote's file that mean nothing else here, by name.
pub(super) struct Properties<'g>(pub(super) QuoteRef<'g>);

impl Properties<'_> {
    pub(super) fn cell(&self) -> Cell {
        let short: Vec<String> =
            self.0.properties().map(|(name, value)| format!("{name}: {value}")).collect();
        Cell::nested(self, short.join("; "))
    }
}

impl Serialize for Properties<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.properties())
    }
}

/// A mention as scripts read it: byte offsets into the quote's text, half-open.
#[derive(Serialize)]
pub(super) struct Mention<'g> {
    concept: &'g str,
    start: u32,
    end: u32,
    text: &'g str,
    kind: Kind,
    rule: &'g str,
    polarity: Polarity,
    trigger: Option<&'g str>,
    confidence: f64,
}

impl<'g> Mention<'g> {
    fn of(link: LinkRef<'g>, mention: MentionRef<'g>) -> Self {
        let Span { start, end } = mention.span();
        Self {
            concept: link.concept().id(),
            start,
            end,
            text: mention.words(),
            kind: mention.kind(),
            rule: mention.rule(),
            polarity: mention.polarity(),
            trigger: mention.trigger().and_then(|span| link.quote().words(span)),
            confidence: mention.confidence(),
        }
    }
}

fn marks(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Vec<Span> {
    links(quote, concepts).flat_map(LinkRef::mentions).map(MentionRef::span).collect()
}

fn links<'g>(quote: QuoteRef<'g>, concepts: &[ConceptIx]) -> impl Iterator<Item = LinkRef<'g>> + Clone {
    quote.links().filter(move |link| concepts.is_empty() || concepts.contains(&link.concept().index()))
}
