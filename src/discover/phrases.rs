//! A keyphrase is a noun phrase that tells what a text is about.

use std::collections::BTreeMap;

use super::chunks::{PhrasePlace, places};
use super::score::Context;
use crate::language::{Document, Language};
use crate::number::rounded;
use crate::text::{Span, one_line};

/// A noun phrase of a text, with all the places where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyphrase {
    /// Its words in lower case, nouns in the singular, joined by spaces: equal for its variants.
    pub key: String,
    /// The places, in order; at least one.
    pub spans: Vec<Span>,
    /// How many of the places are no part of a longer phrase.
    pub alone: usize,
    /// How likely a person would mark it, in 0..=1, rounded to 6 decimals.
    pub score: f64,
}

/// The `n` phrases that best tell what an English text is about, as they first stand in it, the best first. O(length).
///
/// ```
/// let text = "Neural machine translation\nWe train a neural network to translate. The network learns an alignment.";
/// assert_eq!(ideagraph::discover::keyphrases(text, 1), ["Neural machine translation"]);
/// ```
pub fn keyphrases(text: &str, n: usize) -> Vec<String> {
    let first = |phrase: &Keyphrase| phrase.spans.first().and_then(|span| span.of(text)).map(one_line);
    ranked_phrases(text, Language::default()).iter().filter_map(first).take(n).collect()
}

/// All noun phrases of a text, the likeliest keyphrases first, of equal ones the one that stands first.
pub fn ranked_phrases(text: &str, language: Language) -> Vec<Keyphrase> {
    let document = Document::of(text, language);
    let context = Context::new(&document);
    let mut phrases: BTreeMap<String, Vec<PhrasePlace>> = BTreeMap::new();
    for place in places(&document) {
        phrases.entry(key(&document, place)).or_default().push(place);
    }
    let mut out: Vec<Keyphrase> =
        phrases.into_iter().map(|(key, places)| keyphrase(key, &places, &document, &context)).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.spans.cmp(&b.spans)));
    out
}

fn keyphrase(
    key: String,
    places: &[PhrasePlace],
    document: &Document<'_>,
    context: &Context<'_, '_>,
) -> Keyphrase {
    Keyphrase {
        key,
        spans: places.iter().map(|place| document.span(place.start, place.end)).collect(),
        alone: places.iter().filter(|place| place.whole()).count(),
        score: rounded(context.score(places), 6),
    }
}

fn key(document: &Document<'_>, place: PhrasePlace) -> String {
    let words: Vec<&str> = (place.start..place.end).map(|at| document.facts(at).singular.as_str()).collect();
    words.join(" ")
}
