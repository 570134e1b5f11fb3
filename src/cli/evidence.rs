//! Evidence is what a quote says of some concepts, as cells of an answer.

use serde_json::{Value, json};

use crate::concept::ConceptIx;
use crate::graph::{LinkRef, MentionRef, QuoteRef};
use crate::render::table::Cell;

/// The quote's text with the places marked that speak of `concepts`, of any concept when there are none.
pub(super) fn marked(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    let marks = links(quote, concepts).flat_map(LinkRef::mentions).map(MentionRef::span).collect();
    Cell::Marked { text: quote.text().to_owned(), marks }
}

/// The quote's mentions of `concepts`, of any concept when there are none.
pub(super) fn mentions(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Cell {
    let mentions: Vec<MentionRef<'_>> = links(quote, concepts).flat_map(LinkRef::mentions).collect();
    let short = mentions.iter().map(|m| m.words()).collect::<Vec<_>>().join("; ");
    let value = links(quote, concepts)
        .flat_map(|link| link.mentions().map(move |mention| mention_value(link, mention)))
        .collect();
    Cell::Nested { value: Value::Array(value), short }
}

fn links<'g>(quote: QuoteRef<'g>, concepts: &[ConceptIx]) -> impl Iterator<Item = LinkRef<'g>> {
    quote.links().filter(move |link| concepts.is_empty() || concepts.contains(&link.concept().index()))
}

/// A mention as JSON: byte offsets into the quote's text, half-open.
fn mention_value(link: LinkRef<'_>, mention: MentionRef<'_>) -> Value {
    json!({
        "concept": link.concept().id(),
        "start": mention.span().start,
        "end": mention.span().end,
        "text": mention.words(),
        "kind": mention.kind(),
        "rule": mention.rule(),
        "polarity": mention.polarity(),
        "trigger": mention.trigger().and_then(|span| span.of(link.quote().text())),
        "confidence": (f64::from(mention.confidence()) * 1e4).round() / 1e4,
    })
}
