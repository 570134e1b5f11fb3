//! A change is a quote that a lexicon with one pattern more links otherwise.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::concept::{ConceptIx, ConceptScheme};
use crate::link::{Kind, LinkError, Linker, Mention};
use crate::source::{QuotePlace, Source};
use crate::text::Span;

/// What a quote speaks of, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The concept.
    pub concept: ConceptIx,
    /// The words.
    pub span: Span,
    /// False when a pattern links it.
    pub is_named: bool,
}

/// The links of each quote of each source.
pub type Links = Vec<Vec<Vec<Link>>>;

/// Links all quotes of the sources, in parallel. O(length of all quotes).
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn links(sources: &[Source], scheme: &ConceptScheme) -> Result<Links, LinkError> {
    let linker = Linker::new(scheme)?;
    let of = |mention: &Mention<'_>| Link {
        concept: mention.concept,
        span: mention.span,
        is_named: mention.kind != Kind::Implied,
    };
    let link = |source: &Source| {
        let mentions = linker.link_source(&texts(source)).into_iter();
        mentions.map(|quote| quote.iter().map(of).collect()).collect()
    };
    Ok(sources.par_iter().map(link).collect())
}

/// The texts of a source's quotes.
pub(super) fn texts(source: &Source) -> Vec<&str> {
    source.quotes.iter().map(|quote| quote.text.as_str()).collect()
}

/// A quote in which mentions of a concept come or go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The quote.
    pub place: QuotePlace,
    /// The words of the mentions that come or go.
    pub spans: Vec<Span>,
    /// True when the quote is linked to the concept without them too.
    pub linked_anyway: bool,
}

/// The quotes that have mentions of a concept in `more` which they lack in `fewer`, in the order of the sources.
pub fn changes(fewer: &Links, more: &Links, concept: ConceptIx) -> Vec<Change> {
    let mut out = Vec::new();
    for (source, (fewer, more)) in fewer.iter().zip(more).enumerate() {
        for (quote, (fewer, more)) in fewer.iter().zip(more).enumerate() {
            let (old, new) = (spans_of(concept, fewer), spans_of(concept, more));
            out.extend(change(QuotePlace { source, quote }, &old, new));
        }
    }
    out
}

/// Where links are to a concept.
pub(super) fn spans_of(concept: ConceptIx, links: &[Link]) -> Vec<Span> {
    links.iter().filter(|link| link.concept == concept).map(|link| link.span).collect()
}

/// The change of one quote of which the links to a concept were `old` and are `new`, when there are more.
pub(super) fn change(place: QuotePlace, old: &[Span], new: Vec<Span>) -> Option<Change> {
    let known: FxHashSet<Span> = old.iter().copied().collect();
    let spans: Vec<Span> = new.into_iter().filter(|span| !known.contains(span)).collect();
    (!spans.is_empty()).then_some(Change { place, spans, linked_anyway: !old.is_empty() })
}
