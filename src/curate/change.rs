//! A change is a quote that a lexicon with one pattern more links otherwise.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::concept::{ConceptIx, ConceptScheme};
use crate::link::{LinkError, Linker, Mention};
use crate::source::Source;
use crate::text::Span;

/// What each quote of each source speaks of, and where.
pub type Links = Vec<Vec<Vec<(ConceptIx, Span)>>>;

/// Links all quotes of the sources, in parallel. O(length of all quotes).
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn links(sources: &[Source], scheme: &ConceptScheme) -> Result<Links, LinkError> {
    linked(sources, scheme, |mention| (mention.concept, mention.span))
}

/// What is asked for of each mention of each quote of each source.
pub(super) fn linked<T: Send>(
    sources: &[Source],
    scheme: &ConceptScheme,
    of: impl Fn(&Mention<'_>) -> T + Sync,
) -> Result<Vec<Vec<Vec<T>>>, LinkError> {
    let linker = Linker::new(scheme)?;
    let link = |source: &Source| {
        let quotes: Vec<&str> = source.quotes.iter().map(|quote| quote.text.as_str()).collect();
        let mentions = linker.link_source(&quotes).into_iter();
        let places = |quote: Vec<Mention<'_>>| quote.iter().map(&of).collect();
        mentions.map(places).collect()
    };
    Ok(sources.par_iter().map(link).collect())
}

/// A quote in which mentions of a concept come or go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Place in the sources.
    pub source: usize,
    /// Place in the source's quotes.
    pub quote: usize,
    /// The words of the mentions that come or go.
    pub spans: Vec<Span>,
    /// True when the quote is linked to the concept without them too.
    pub linked_anyway: bool,
}

/// The quotes that have mentions of a concept in `more` which they lack in `fewer`, in the order of the sources.
pub fn changes(fewer: &Links, more: &Links, concept: ConceptIx) -> Vec<Change> {
    let of = |links: &[(ConceptIx, Span)]| -> Vec<Span> {
        links.iter().filter(|(other, _)| *other == concept).map(|(_, span)| *span).collect()
    };
    let mut out = Vec::new();
    for (source, (fewer, more)) in fewer.iter().zip(more).enumerate() {
        for (quote, (fewer, more)) in fewer.iter().zip(more).enumerate() {
            let (old, new) = (of(fewer), of(more));
            let known: FxHashSet<Span> = old.iter().copied().collect();
            let spans: Vec<Span> = new.into_iter().filter(|span| !known.contains(span)).collect();
            if !spans.is_empty() {
                out.push(Change { source, quote, spans, linked_anyway: !old.is_empty() });
            }
        }
    }
    out
}
