//! Patterns are tried before they are written: what each would link that the lexicon does not.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::change::{Change, Link, Links, change, spans_of, texts};
use crate::concept::{Concept, ConceptIx, ConceptScheme, Pattern};
use crate::link::{Candidate, Fate, LinkError, Linker};
use crate::source::{QuotePlace, Source};
use crate::text::Span;

/// The [changes](super::changes) that each of some patterns makes when its concept has it as an implied one, too. What
/// is implied of a concept depends on its own names and patterns alone, so all are looked for at once, beside the names
/// in `before`. O(length of all quotes).
///
/// # Errors
/// When the patterns cannot be compiled.
pub fn implied_changes(
    sources: &[Source],
    scheme: &ConceptScheme,
    before: &Links,
    patterns: &[(ConceptIx, Pattern)],
) -> Result<Vec<Vec<Change>>, LinkError> {
    let mut concepts: BTreeMap<ConceptIx, Vec<usize>> = BTreeMap::new();
    for (n, (concept, _)) in patterns.iter().enumerate() {
        concepts.entry(*concept).or_default().push(n);
    }
    let of = |(concept, new): (ConceptIx, Vec<usize>)| {
        let known = &scheme[concept];
        Tried { concept, known, new: new.into_iter().map(|n| (n, &patterns[n].1)).collect() }
    };
    let tried: Vec<Tried<'_>> = concepts.into_iter().map(of).collect();
    let language = scheme.language();
    let patterns_of = |tried: &Tried<'_>| Concept { language: Some(language.clone()), ..tried.patterns() };
    // Their order is that of the scheme.
    let linker = Linker::new(&ConceptScheme::from_concepts(tried.iter().map(patterns_of).collect()))?;
    let in_source = |(at, source): (usize, &Source)| {
        let mut out = Vec::new();
        for (quote, candidates) in linker.explain(&texts(source)).iter().enumerate() {
            for (concept, stands) in by_concept(candidates) {
                let tried = &tried[concept.0 as usize];
                out.extend(tried.changes(QuotePlace { source: at, quote }, &stands, &before[at][quote]));
            }
        }
        out
    };
    let found: Vec<Vec<(usize, Change)>> = sources.par_iter().enumerate().map(in_source).collect();
    let mut out = vec![Vec::new(); patterns.len()];
    found.into_iter().flatten().for_each(|(n, change)| out[n].push(change));
    Ok(out)
}

/// A concept of which patterns are tried.
struct Tried<'a> {
    concept: ConceptIx,
    known: &'a Concept,
    /// Each with its number among all that are tried.
    new: Vec<(usize, &'a Pattern)>,
}

impl Tried<'_> {
    /// The concept with its old and new patterns, and without its names.
    fn patterns(&self) -> Concept {
        let new = self.new.iter().map(|(_, pattern)| *pattern);
        let new = new.filter(|pattern| !self.known.implied.contains(pattern));
        Concept {
            id: self.known.id.clone(),
            implied: self.known.implied.iter().chain(new).cloned().collect(),
            reject: self.known.reject.clone(),
            ..Concept::default()
        }
    }

    /// What each new pattern changes in a quote in which some patterns stand.
    fn changes(&self, place: QuotePlace, stands: &[(Span, &str)], links: &[Link]) -> Vec<(usize, Change)> {
        let names = links.iter().filter(|link| link.concept == self.concept && link.is_named);
        let names: Vec<Span> = names.map(|link| link.span).collect();
        let old = spans_of(self.concept, links);
        let known: FxHashSet<&str> = self.known.implied.iter().map(|pattern| &*pattern.source).collect();
        let here: FxHashSet<&str> = stands.iter().map(|(_, pattern)| *pattern).collect();
        let new = self.new.iter().filter(|(_, pattern)| here.contains(&*pattern.source));
        let change = |(n, new): &(usize, &Pattern)| {
            let with_new =
                stands.iter().filter(|(_, pattern)| known.contains(pattern) || *pattern == new.source);
            Some((*n, change(place, &old, kept(with_new.map(|(span, _)| *span), &names))?))
        };
        new.filter_map(change).collect()
    }
}

/// Where patterns of each concept stand that it does not reject, the leftmost first, of those the longest, each with
/// the pattern.
fn by_concept<'c>(candidates: &'c [Candidate<'_>]) -> BTreeMap<ConceptIx, Vec<(Span, &'c str)>> {
    let mut out: BTreeMap<ConceptIx, Vec<_>> = BTreeMap::new();
    for Candidate { mention, .. } in candidates.iter().filter(|found| found.fate != Fate::Rejected) {
        let pattern = mention.rule.strip_prefix("implied: ").unwrap_or(&mention.rule);
        out.entry(mention.concept).or_default().push((mention.span, pattern));
    }
    out.values_mut().for_each(|stands| stands.sort_by_key(|(span, _)| (span.start, Reverse(span.end))));
    out
}

/// Of places in order those that overlap no name and none before, as the linker keeps them.
fn kept(places: impl Iterator<Item = Span>, names: &[Span]) -> Vec<Span> {
    let mut end = 0;
    let mut is_free = |place: &Span| {
        let is_free = end <= place.start && !names.iter().any(|name| name.overlaps(*place));
        end = if is_free { place.end } else { end };
        is_free
    };
    places.filter(|place| is_free(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::PatternList;
    use crate::curate::{changes, links};
    use proptest::prelude::*;

    const LEXICON: &str = r#"
        [[concept]]
        id = "limits"
        alias = ["data wall", "data"]
        implied = ["run out of", "wall ..2 near"]
        reject = ["out of the wall"]
        [[concept]]
        id = "training-data"
        implied = ["run ..3 data"]
        [[concept]]
        id = "wall"
        label = "Wall of data"
        ambiguous = true
        context = ["near"]
    "#;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4))]
        /// What is told of patterns one by one and all at once is what a lexicon with each links otherwise.
        #[test]
        fn patterns_change_what_a_lexicon_with_them_does(
            texts in prop::collection::vec("((run|runs|out|of|the|data|wall|near|DW)[ ,.\n-]){0,14}", 60),
        ) {
            let scheme = ConceptScheme::from_lexicons(&[("x.toml", LEXICON)]).unwrap();
            let sources = [Source::of_texts(&texts)];
            let pattern = |source: &str| Pattern::parse(source, scheme.classes()).unwrap();
            let tried: Vec<_> = [
                (0, "out of ..2 wall"), (0, "run out of"), (0, "of data"), (0, "near"), (1, "of data"), (1, "wall"),
                (2, "out of"), (0, "/ru.*ut/"), (0, "out (of|the) ..3 near"),
            ].map(|(concept, source)| (ConceptIx(concept), pattern(source))).to_vec();
            let before = links(&sources, &scheme).unwrap();
            let found = implied_changes(&sources, &scheme, &before, &tried).unwrap();
            for ((concept, pattern), found) in tried.into_iter().zip(found) {
                let with = scheme.with_pattern(concept, PatternList::Implied, pattern);
                prop_assert_eq!(found, changes(&before, &links(&sources, &with).unwrap(), concept));
            }
        }
    }
}
