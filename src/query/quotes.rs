//! A quote filter says which quotes are wanted: by concept, person, source, date and words.

use std::ops::RangeInclusive;

use jiff::civil::Date;
use regex::Regex;

use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, PersonIx, QuoteIx, QuoteRef, SourceIx, days_of};

/// Which quotes are wanted: those for which everything said here holds. An empty filter wants all.
#[derive(Debug, Clone, Default)]
pub struct QuoteFilter {
    /// Concepts that it mentions: all of them, or any of them.
    pub concepts: Vec<ConceptIx>,
    /// Whether one of the concepts is enough.
    pub any: bool,
    /// Concepts none of which it mentions.
    pub not: Vec<ConceptIx>,
    /// Who said it.
    pub by: Option<PersonIx>,
    /// What it is from.
    pub source: Option<SourceIx>,
    /// The first day on which it was said; a quote without a date was said on none.
    pub since: Option<Date>,
    /// The last day on which it was said; a quote without a date was said on none.
    pub until: Option<Date>,
    /// What its text matches.
    pub text: Option<Regex>,
}

impl QuoteFilter {
    /// Whether a quote is wanted.
    pub fn matches(&self, quote: QuoteRef<'_>) -> bool {
        self.days().is_none_or(|days| quote.is_said_on(&days)) && self.all_else_matches(quote)
    }

    /// The days from the first to the last date.
    fn days(&self) -> Option<RangeInclusive<i32>> {
        let dates = self.since.is_some() || self.until.is_some();
        dates.then(|| self.since.map_or(i32::MIN, days_of)..=self.until.map_or(i32::MAX, days_of))
    }

    /// Whether nothing but days is asked for.
    fn is_of_days(&self) -> bool {
        let Self { concepts, any: _, not, by, source, since: _, until: _, text } = self;
        concepts.is_empty() && not.is_empty() && by.is_none() && source.is_none() && text.is_none()
    }

    fn all_else_matches(&self, quote: QuoteRef<'_>) -> bool {
        self.concepts_match(quote)
            && self.by.is_none_or(|person| quote.speaker().is_some_and(|speaker| speaker.index() == person))
            && self.source.is_none_or(|source| quote.source().index() == source)
            && self.text.as_ref().is_none_or(|text| text.is_match(quote.text()))
    }

    fn concepts_match(&self, quote: QuoteRef<'_>) -> bool {
        let mentions = |concept: &ConceptIx| quote.concepts().binary_search(&concept.0).is_ok();
        let wanted = match self.any {
            true => self.concepts.is_empty() || self.concepts.iter().any(mentions),
            false => self.concepts.iter().all(mentions),
        };
        wanted && !self.not.iter().any(mentions)
    }

    /// The quotes that are wanted, by source and ordinal.
    ///
    /// Only the quotes of the rarest thing that is named are looked at: O(n) for those n.
    pub fn apply<'a>(&'a self, graph: &'a KnowledgeGraph) -> impl Iterator<Item = QuoteRef<'a>> {
        let candidates = self.candidates(graph).min_by_key(Vec::len);
        let all = candidates.is_none().then(|| graph.quotes_said_on(self.days()));
        let is_of_days = self.is_of_days();
        let all = all.into_iter().flatten().filter(move |&quote| is_of_days || self.all_else_matches(quote));
        let candidates = candidates.into_iter().flatten().map(|quote| graph.quote(quote));
        all.chain(candidates.filter(|&quote| self.matches(quote)))
    }

    /// Lists of quotes, each of which has all that are wanted, in order.
    fn candidates(&self, graph: &KnowledgeGraph) -> impl Iterator<Item = Vec<QuoteIx>> {
        let person = self.by.map(|person| graph.person(person).quotes().map(QuoteRef::index).collect());
        let source = self.source.map(|source| graph.source(source).quotes().map(QuoteRef::index).collect());
        let concepts = if self.any { any_of(graph, &self.concepts) } else { rarest(graph, &self.concepts) };
        [person, source, concepts].into_iter().flatten()
    }
}

fn quotes_of(graph: &KnowledgeGraph, concept: ConceptIx) -> impl Iterator<Item = QuoteIx> {
    graph.concept(concept).quotes().map(QuoteRef::index)
}

/// The quotes of the rarest of some concepts.
fn rarest(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> Option<Vec<QuoteIx>> {
    let rarest = concepts.iter().min_by_key(|&&concept| graph.concept(concept).quote_count())?;
    Some(quotes_of(graph, *rarest).collect())
}

/// The quotes of all of some concepts together.
fn any_of(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> Option<Vec<QuoteIx>> {
    let mut quotes: Vec<QuoteIx> = concepts.iter().flat_map(|&concept| quotes_of(graph, concept)).collect();
    quotes.sort_unstable();
    quotes.dedup();
    (!concepts.is_empty()).then_some(quotes)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::concept::ConceptScheme;
    use crate::graph::{GraphBuilder, fixture};
    use crate::source::{Quote, Source};

    const TEXT: &str = "
        # p by Ann
        [a] one
        [a] [b] two
        [b] [c] three
        four
        # q by Bo
        [a] [c] five
        [c] six";

    fn ids(graph: &KnowledgeGraph, filter: &QuoteFilter) -> String {
        filter.apply(graph).map(QuoteRef::id).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn everything_that_is_said_must_hold() {
        let graph = fixture::graph(TEXT);
        let [a, b, c] = [0, 1, 2].map(ConceptIx);
        let wanted =
            |concepts: &[ConceptIx]| QuoteFilter { concepts: concepts.to_vec(), ..QuoteFilter::default() };
        for (filter, expected) in [
            (QuoteFilter::default(), "p:1 p:2 p:3 p:4 q:1 q:2"),
            (QuoteFilter { any: true, ..wanted(&[]) }, "p:1 p:2 p:3 p:4 q:1 q:2"),
            (wanted(&[a]), "p:1 p:2 q:1"),
            (wanted(&[a, b]), "p:2"),
            (QuoteFilter { any: true, ..wanted(&[b, c, b]) }, "p:2 p:3 q:1 q:2"),
            (QuoteFilter { not: vec![b, c], ..wanted(&[a]) }, "p:1"),
            (QuoteFilter { by: Some(PersonIx(1)), ..wanted(&[]) }, "q:1 q:2"),
            (QuoteFilter { source: Some(SourceIx(0)), ..wanted(&[c]) }, "p:3"),
            (QuoteFilter { text: Some(Regex::new("^c? ?.*(six|four)$").unwrap()), ..wanted(&[]) }, "p:4 q:2"),
            (QuoteFilter { since: Some(date(1, 1, 1)), ..wanted(&[]) }, ""),
        ] {
            assert_eq!(ids(&graph, &filter), expected, "{filter:?}");
        }
    }

    #[test]
    fn the_first_and_the_last_day_are_in() {
        let day = |day| Quote { date: Some(date(2026, 5, day)), ..Quote::default() };
        let source = Source { id: "s".to_owned(), quotes: (1..=4).map(day).collect(), ..Source::default() };
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        builder.add(source, Vec::new());
        let [since, until] = [2, 3].map(|day| Some(date(2026, 5, day)));
        assert_eq!(
            ids(&builder.finish(), &QuoteFilter { since, until, ..QuoteFilter::default() }),
            "s:2 s:3"
        );
    }

    proptest! {
        #[test]
        fn looking_at_the_rarest_only_misses_nothing(
            concepts in prop::collection::vec(0..3u32, 0..3), any: bool, not in prop::collection::vec(0..3u32, 0..2),
            by in prop::option::of(0..2u32), source in prop::option::of(0..2u32),
        ) {
            let graph = fixture::graph(TEXT);
            let [concepts, not] = [concepts, not].map(|ixs| ixs.into_iter().map(ConceptIx).collect());
            let (by, source) = (by.map(PersonIx), source.map(SourceIx));
            let filter = QuoteFilter { concepts, any, not, by, source, ..QuoteFilter::default() };
            let all: Vec<_> = graph.quotes().filter(|&quote| filter.matches(quote)).collect();
            prop_assert_eq!(filter.apply(&graph).collect::<Vec<_>>(), all);
        }
    }
}
