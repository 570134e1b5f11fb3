//! Captions are the words on a map: what its concepts, its quotes and its whole collection are called.

use super::communities::Communities;
use super::map::{MapConcept, MapQuote, Mark};
use crate::concept::ConceptIx;
use crate::graph::{ConceptRef, KnowledgeGraph, MentionRef, PersonRef, QuoteRef};
use crate::text::isolated;

/// A heading that says what some quotes tell of, and whose words they are: the one person's name, or else how many sources
/// they are from. O(n) for n quotes.
pub(super) fn heading<'g>(
    about: &str,
    graph: &'g KnowledgeGraph,
    quotes: impl IntoIterator<Item = QuoteRef<'g>>,
) -> String {
    let mut shown = vec![false; graph.sources().len()];
    let mut people: Vec<Option<PersonRef<'_>>> = Vec::new();
    for quote in quotes {
        shown[quote.source().index().0 as usize] = true;
        // Two are enough to know that it is not one.
        if people.len() < 2 {
            people.push(quote.speaker().or_else(|| quote.source().author()));
            people.dedup();
        }
    }
    match (&people[..], shown.into_iter().filter(|shown| *shown).count()) {
        (_, 0) => about.to_owned(),
        (&[Some(person)], _) => format!("{about} — {}", isolated(person.name())),
        (_, 1) => format!("{about} — 1 source"),
        (_, sources) => format!("{about} — {sources} sources"),
    }
}

/// The labels of some concepts, joined as in a sentence; of many the first ones.
pub(super) fn named(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> String {
    let label = |concept: &ConceptIx| isolated(graph.concept(*concept).label());
    match concepts {
        [] => String::new(),
        [one] => label(one).into_owned(),
        [first, second] => format!("{} and {}", label(first), label(second)),
        [first, second, third] => format!("{}, {} and {}", label(first), label(second), label(third)),
        [first, second, others @ ..] => {
            format!("{}, {} and {} more", label(first), label(second), others.len())
        }
    }
}

/// The concepts of a map, each with its community in the graph.
pub(super) fn map_concepts(graph: &KnowledgeGraph, concepts: &[ConceptIx]) -> Vec<MapConcept> {
    let communities = Communities::of_most_quoted(graph);
    let show = |concept: ConceptRef<'_>| MapConcept {
        id: concept.id().to_owned(),
        label: concept.label().to_owned(),
        quotes: concept.quote_count(),
        community: communities.nearest(concept),
        focus: false,
    };
    concepts.iter().map(|&concept| show(graph.concept(concept))).collect()
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
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.map(isolated).collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::concept::ConceptScheme;
    use crate::graph::{GraphBuilder, QuoteIx, fixture};
    use crate::source::{Quote, Source};

    #[test]
    fn quotes_are_called_by_the_person_or_the_number_of_sources() {
        for (text, quotes, expected) in [
            ("", &[][..], "Ideas"),
            ("# p by Ann", &[], "Ideas"),
            ("# p by Ann\n[a]\n# q by ann\n[a]", &[0, 1], "Ideas — Ann"),
            ("# p by Ann\n[a]\n# q by Bo\n[a]", &[0, 1, 0], "Ideas — 2 sources"),
            ("# p by Ann\n[a]\n# q by Bo\n[a]", &[1], "Ideas — Bo"),
            ("# p by דנה\n[a]", &[0], "Ideas — \u{2068}דנה\u{2069}"),
        ] {
            let graph = fixture::graph(text);
            let quotes = quotes.iter().map(|&quote| graph.quote(QuoteIx(quote)));
            assert_eq!(heading("Ideas", &graph, quotes), expected, "{text}");
        }
    }

    #[test]
    fn the_words_of_other_speakers_are_not_the_author_s() {
        for (speakers, expected) in [
            (&[None, Some("Ann")][..], "Ideas — Ann"),
            (&[Some("Bo")], "Ideas — Bo"),
            (&[Some("Bo"), None], "Ideas — 1 source"),
        ] {
            let quote =
                |speaker: &Option<&str>| Quote { speaker: speaker.map(str::to_owned), ..Quote::default() };
            let quotes = speakers.iter().map(quote).collect();
            let source = Source { author: Some("Ann".to_owned()), quotes, ..Source::default() };
            let scheme = ConceptScheme::default();
            let mut builder = GraphBuilder::new(&scheme);
            builder.add(source, vec![Vec::new(); speakers.len()]);
            let graph = builder.finish();
            assert_eq!(heading("Ideas", &graph, graph.quotes()), expected);
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
            ("על צמיחה", Some("Ann"), None, "Ann · \u{2068}על צמיחה\u{2069} · 2026-05-30"),
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
