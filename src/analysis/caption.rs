//! Captions are the words on a map: what its concepts, its quotes and its whole collection are called.

use super::communities::Communities;
use super::map::{MapConcept, MapQuote, Mark};
use crate::concept::ConceptIx;
use crate::graph::{ConceptRef, KnowledgeGraph, MentionRef, QuoteRef, SourceRef};

/// A heading that says what some sources tell of, and whose words these hold: the one author's name, or else how many they
/// are.
pub(super) fn heading<'g>(
    about: &str,
    graph: &'g KnowledgeGraph,
    sources: impl IntoIterator<Item = SourceRef<'g>>,
) -> String {
    let mut shown = vec![false; graph.sources().len()];
    sources.into_iter().for_each(|source| shown[source.index().0 as usize] = true);
    if !shown.contains(&true) {
        return about.to_owned();
    }
    format!("{about} — {}", by_line(graph, &shown))
}

fn by_line(graph: &KnowledgeGraph, shown: &[bool]) -> String {
    let sources: Vec<SourceRef<'_>> =
        graph.sources().zip(shown).filter(|(_, shown)| **shown).map(|(source, _)| source).collect();
    let mut authors: Vec<_> = sources.iter().map(|source| source.author()).collect();
    authors.dedup();
    match (&authors[..], sources.len()) {
        (&[Some(author)], _) => author.name().to_owned(),
        (_, 1) => "1 source".to_owned(),
        (_, sources) => format!("{sources} sources"),
    }
}

/// The labels of some concepts, joined as in a sentence; of many the first ones.
pub(super) fn named(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> String {
    let label = |concept: &ConceptIx| graph.concept(*concept).label();
    match concepts {
        [] => String::new(),
        [one] => label(one).to_owned(),
        [first, second] => format!("{} and {}", label(first), label(second)),
        [first, second, third] => format!("{}, {} and {}", label(first), label(second), label(third)),
        [first, second, others @ ..] => {
            format!("{}, {} and {} more", label(first), label(second), others.len())
        }
    }
}

/// The concepts of a map, with communities that are numbered among them.
pub(super) fn map_concepts(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> Vec<MapConcept> {
    let communities = Communities::around(graph, concepts).among(concepts);
    let each = concepts.iter().map(|&concept| graph.concept(concept)).zip(communities);
    let show = |(concept, community): (ConceptRef<'_>, u32)| MapConcept {
        id: concept.id().to_owned(),
        label: concept.label().to_owned(),
        quotes: concept.quote_count(),
        community,
        focus: false,
    };
    each.map(show).collect()
}

/// A quote of a map, with a mark for each mention of one of the map's concepts, which are sorted by id.
pub(super) fn map_quote(
    quote: QuoteRef<'_>,
    concepts: &[ConceptIx],
    marked: impl Fn(ConceptIx) -> bool,
) -> MapQuote {
    let mut marks = Vec::new();
    for link in quote.links().filter(|link| marked(link.concept().index())) {
        if let Ok(concept) = concepts.binary_search(&link.concept().index()) {
            marks.extend(link.mentions().map(|mention| mark(mention, concept)));
        }
    }
    marks.sort_by_key(|mark| (mark.span, mark.concept));
    MapQuote { id: quote.id(), text: quote.text().to_owned(), attribution: attribution(quote), marks }
}

fn mark(mention: MentionRef<'_>, concept: usize) -> Mark {
    Mark { concept, span: mention.span(), kind: mention.kind(), polarity: mention.polarity() }
}

/// Who said it, where and when: `Ann Lee · Notes on growth · p. 3 · 2026-05-30`. A title that begins with the speaker's
/// name says it all.
fn attribution(quote: QuoteRef<'_>) -> String {
    let title = quote.source().title();
    let speaker = quote.speaker().map(|person| person.name()).filter(|name| !title.starts_with(name));
    let date = quote.date().map(|date| date.to_string());
    let parts = [speaker, Some(title), quote.locator(), date.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::concept::ConceptScheme;
    use crate::graph::{GraphBuilder, SourceIx, fixture};
    use crate::source::{Quote, Source};

    #[test]
    fn sources_are_called_by_their_author_or_their_number() {
        for (text, sources, expected) in [
            ("", &[][..], "Ideas"),
            ("# p by Ann", &[], "Ideas"),
            ("# p by Ann\n# q by ann", &[0, 1], "Ideas — Ann"),
            ("# p by Ann\n# q by Bo", &[0, 1, 0], "Ideas — 2 sources"),
            ("# p by Ann\n# q by Bo", &[1], "Ideas — Bo"),
        ] {
            let graph = fixture::graph(text);
            let sources = sources.iter().map(|&source| graph.source(SourceIx(source)));
            assert_eq!(heading("Ideas", &graph, sources), expected);
        }
    }

    #[test]
    fn concepts_are_named_as_in_a_sentence() {
        let graph = fixture::graph("# p by Ann\n[a] [b] [c] [d]");
        let concepts = [0, 1, 2, 3].map(ConceptIx);
        let said: Vec<String> = (0..=4).map(|count| named(&graph, &concepts[..count])).collect();
        assert_eq!(said, ["", "A", "A and B", "A, B and C", "A, B and 2 more"]);
    }

    #[test]
    fn a_quote_is_attributed_in_a_line() {
        for (title, speaker, locator, expected) in [
            ("On growth", Some("Ann"), Some("p. 3"), "Ann · On growth · p. 3 · 2026-05-30"),
            ("Ann (Growth)", Some("Ann"), None, "Ann (Growth) · 2026-05-30"),
            ("", None, None, "2026-05-30"),
        ] {
            let quote = Quote {
                speaker: speaker.map(str::to_owned),
                locator: locator.map(str::to_owned),
                ..Quote::default()
            };
            let (title, date) = (title.to_owned(), Some(date(2026, 5, 30)));
            let source = Source { title, date, quotes: vec![quote], ..Source::default() };
            let scheme = ConceptScheme::default();
            let mut builder = GraphBuilder::new(&scheme);
            builder.add(source, Vec::new());
            let graph = builder.finish();
            assert_eq!(graph.quotes().map(attribution).collect::<Vec<_>>(), [expected]);
        }
    }
}
