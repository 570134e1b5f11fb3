//! The quotes that patterns match, as the linker matches them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::concept::{Concept, ConceptScheme, Pattern};
use crate::link::{Kind, LinkError, Linker};
use crate::source::{QuotePlace, Source};

/// The quotes that each pattern matches by itself, in the scheme's language: each is a concept of its own. O(length of all
/// quotes).
///
/// # Errors
/// When the patterns cannot be compiled.
pub fn matches(
    sources: &[Source],
    scheme: &ConceptScheme,
    patterns: &[Pattern],
) -> Result<Vec<BTreeSet<QuotePlace>>, LinkError> {
    let language = scheme.language();
    let concept = |(n, pattern): (usize, &Pattern)| Concept {
        id: format!("{n:08}"),
        implied: vec![pattern.clone()],
        language: Some(language.clone()),
        ..Concept::default()
    };
    let concepts = patterns.iter().enumerate().map(concept).collect();
    let linker = Linker::new(&ConceptScheme::from_concepts(concepts))?;
    let mut out = vec![BTreeSet::new(); patterns.len()];
    for (at, source) in sources.iter().enumerate() {
        let mentions: Vec<_> = source.quotes.par_iter().map(|quote| linker.link(&quote.text)).collect();
        for (quote, mention) in
            mentions.iter().enumerate().flat_map(|(n, all)| all.iter().map(move |m| (n, m)))
        {
            if mention.kind == Kind::Implied {
                out[mention.concept.0 as usize].insert(QuotePlace { source: at, quote });
            }
        }
    }
    Ok(out)
}
