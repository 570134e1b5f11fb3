//! Evidence is what a quote says of some concepts, for a person and for a script.

use serde_json::{Value, json};

use crate::concept::ConceptIx;
use crate::graph::{LinkRef, MentionRef, QuoteRef};
use crate::render::page::Quote;
use crate::render::table::Cell;
use crate::text::Span;

/// The quote with the places marked that speak of `concepts`, of any concept when there are none.
pub(super) fn quote(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Quote {
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
    use crate::link::Polarity::{Asked, Asserted, Hypothetical, Negated};
    let how = match mention.polarity() {
        Asserted => "",
        Negated => " (denied)",
        Asked => " (asked)",
        Hypothetical => " (supposed)",
    };
    format!("“{}”{how}", mention.words())
}

/// The quote's text for a script.
pub(super) fn marked(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    Cell::Marked { text: quote.text().to_owned(), marks: marks(quote, concepts) }
}

/// The quote's mentions of `concepts`, of any concept when there are none.
pub(super) fn mentions(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    let mentions =
        links(quote, concepts).flat_map(|link| link.mentions().map(move |mention| (link, mention)));
    let short = mentions.clone().map(|(_, mention)| mention.words()).collect::<Vec<_>>().join("; ");
    Cell::Nested { value: mentions.map(|(link, mention)| value(link, mention)).collect(), short }
}

fn marks(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Vec<Span> {
    links(quote, concepts).flat_map(LinkRef::mentions).map(MentionRef::span).collect()
}

fn links<'g>(quote: QuoteRef<'g>, concepts: &[ConceptIx]) -> impl Iterator<Item = LinkRef<'g>> + Clone {
    quote.links().filter(move |link| concepts.is_empty() || concepts.contains(&link.concept().index()))
}

/// A mention as JSON: byte offsets into the quote's text, half-open.
fn value(link: LinkRef<'_>, mention: MentionRef<'_>) -> Value {
    json!({
        "concept": link.concept().id(),
        "start": mention.span().start,
        "end": mention.span().end,
        "text": mention.words(),
        "kind": mention.kind(),
        "rule": mention.rule(),
        "polarity": mention.polarity(),
        "trigger": mention.trigger().and_then(|span| span.of(link.quote().text())),
        "confidence": mention.confidence(),
    })
}
