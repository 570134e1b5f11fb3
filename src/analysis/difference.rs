//! A difference is what came, went or changed between two graphs: sources, quotes, concepts, links and co-occurrences.
//!
//! Sources are the same when [what they are](super::matched_sources) is, concepts when their ids are, and quotes when they
//! stand in the same source with the same text; so a quote that another one pushed down has not changed. What is left over
//! of a source on both sides has changed where the ordinal is the same, and else came or went.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::matched::{Pair, matched};
use super::matched_sources::matched_sources;
use crate::graph::{CoOccurrence, ConceptRef, KnowledgeGraph, LinkRef, MentionRef, QuoteRef, SourceRef};
use crate::link::Polarity;
use crate::text::natural;

/// What became of a thing from the old graph to the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It is only in the new graph.
    Came,
    /// It is only in the old graph.
    Went,
    /// It is in both, and something of it differs.
    Changed,
    /// It is the same in both.
    Same,
}

impl Change {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Came => "came",
            Self::Went => "went",
            Self::Changed => "changed",
            Self::Same => "same",
        }
    }
}

/// What kind of thing differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A source.
    Source,
    /// A quote.
    Quote,
    /// A concept.
    Concept,
    /// A quote's link to a concept.
    Link,
    /// Two concepts that come together.
    CoOccurrence,
}

impl Thing {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Quote => "quote",
            Self::Concept => "concept",
            Self::Link => "link",
            Self::CoOccurrence => "co-occurrence",
        }
    }
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// What kind of thing it is.
    pub thing: Thing,
    /// What became of it; never [`Change::Same`].
    pub change: Change,
    /// The id of the source, quote or concept, that of the link's quote, that of the first concept of two: in the new graph,
    /// where it is there.
    pub id: String,
    /// The concept's id of a link, the second concept's of two.
    pub concept: Option<String>,
    /// What differs of what changed, by name.
    pub fields: Vec<Field>,
    /// What it was: the source's title, the quote's text, the concept's label, the words of the link, the number of shared
    /// quotes.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// A part of a thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it was.
    pub old: String,
    /// What it is.
    pub new: String,
}

/// The differences of two graphs: sources, quotes, concepts, links, co-occurrences, each sort by what became of it and
/// then by id.
///
/// A co-occurrence has changed when the number of its quotes has; its measures differ with every quote of a graph and are
/// not compared. O(n) for n quotes, links and co-occurrences, as both graphs have them in order, and O(d log d) for the d
/// that differ.
pub fn difference(old: &KnowledgeGraph, new: &KnowledgeGraph) -> Vec<Delta> {
    let mut out: Vec<Delta> = changed_concepts(old, new).collect();
    for sources in matched_sources(old, new) {
        out.extend(sources.delta(Thing::Source, |_, _| false, source_parts));
        for quotes in quotes_of(&sources) {
            out.extend(quotes.delta(Thing::Quote, same_quote, quote_parts));
            out.extend(links(&quotes));
        }
    }
    let same = |(_, a): Counted<'_>, (_, b): Counted<'_>| a.quotes == b.quotes;
    out.extend(matched_pairs(old, new).filter_map(|pair| pair.delta(Thing::CoOccurrence, same, pair_parts)));
    out.sort_by(|a, b| order(a).cmp(&order(b)));
    out
}

/// The differences of the concepts.
pub(super) fn changed_concepts<'g>(
    old: &'g KnowledgeGraph,
    new: &'g KnowledgeGraph,
) -> impl Iterator<Item = Delta> + use<'g> {
    matched_concepts(old, new).filter_map(|pair| pair.delta(Thing::Concept, |_, _| false, concept_parts))
}

fn order(delta: &Delta) -> impl Ord + '_ {
    (delta.thing, delta.change, natural(&delta.id), &delta.concept)
}

/// What is compared of a thing.
struct Parts {
    id: String,
    concept: Option<String>,
    /// What stands for all of it.
    text: String,
    fields: Vec<(&'static str, String)>,
}

impl<T: Copy> Pair<T> {
    /// What differs, if anything does; `same` tells so sooner of what need not be compared part by part.
    fn delta(&self, thing: Thing, same: impl Fn(T, T) -> bool, parts: impl Fn(T) -> Parts) -> Option<Delta> {
        if self.old.zip(self.new).is_some_and(|(old, new)| same(old, new)) {
            return None;
        }
        let (old, new) = (self.old.map(&parts), self.new.map(&parts));
        let fields = match (&old, &new) {
            (Some(old), Some(new)) => differing(&old.fields, &new.fields),
            _ => Vec::new(),
        };
        let change = match (&old, &new) {
            (Some(_), Some(_)) if fields.is_empty() => return None,
            (Some(_), Some(_)) => Change::Changed,
            (Some(_), None) => Change::Went,
            (None, _) => Change::Came,
        };
        let Parts { id, concept, .. } = self.new.or(self.old).map(&parts)?;
        Some(Delta { thing, change, id, concept, fields, old: old.map(|p| p.text), new: new.map(|p| p.text) })
    }
}

fn differing(old: &[(&'static str, String)], new: &[(&'static str, String)]) -> Vec<Field> {
    let both = old.iter().zip(new).filter(|((_, old), (_, new))| old != new);
    both.map(|((name, old), (_, new))| Field { name, old: old.clone(), new: new.clone() }).collect()
}

fn same_quote<'g>(a: QuoteRef<'g>, b: QuoteRef<'g>) -> bool {
    let name = |quote: QuoteRef<'g>| quote.speaker().map(|person| person.name());
    a.text() == b.text()
        && name(a) == name(b)
        && (a.date(), a.locator(), a.note()) == (b.date(), b.locator(), b.note())
        && a.tags().eq(b.tags())
        && a.properties().eq(b.properties())
}

/// What a source says of itself; where its file lies is nothing of that.
fn source_parts(source: SourceRef<'_>) -> Parts {
    Parts {
        id: source.id().to_owned(),
        concept: None,
        text: source.title().to_owned(),
        fields: vec![
            ("id", source.id().to_owned()),
            ("title", source.title().to_owned()),
            ("author", source.author().map(|person| person.name().to_owned()).unwrap_or_default()),
            ("url", source.url().unwrap_or_default().to_owned()),
            ("date", source.date().map(|date| date.to_string()).unwrap_or_default()),
            ("tags", list(source.tags())),
            ("properties", properties(source.properties())),
        ],
    }
}

fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.map(part).collect::<Vec<_>>().join("; ")
}

fn properties<'t>(all: impl Iterator<Item = (&'t str, &'t str)>) -> String {
    all.map(|(name, value)| format!("{}: {}", part(name), part(value))).collect::<Vec<_>>().join("; ")
}

/// A text among others, in quotation marks where it might be taken for two: no two lists are written alike.
fn part(text: &str) -> Cow<'_, str> {
    let looks_like_two = text.is_empty() || text.contains([';', '"']) || text.contains(": ");
    if looks_like_two { format!("{text:?}").into() } else { text.into() }
}

fn quote_parts(quote: QuoteRef<'_>) -> Parts {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    Parts {
        id: quote.id(),
        concept: None,
        text: quote.text().to_owned(),
        fields: vec![
            ("text", quote.text().to_owned()),
            ("speaker", text(quote.speaker().map(|person| person.name()))),
            ("date", quote.date().map(|date| date.to_string()).unwrap_or_default()),
            ("locator", text(quote.locator())),
            ("note", text(quote.note())),
            ("tags", list(quote.tags())),
            ("properties", properties(quote.properties())),
        ],
    }
}

fn concept_parts(concept: ConceptRef<'_>) -> Parts {
    let ids = |concepts: Vec<ConceptRef<'_>>| list(concepts.iter().map(|concept| concept.id()));
    Parts {
        id: concept.id().to_owned(),
        concept: None,
        text: concept.label().to_owned(),
        fields: vec![
            ("label", concept.label().to_owned()),
            ("aliases", list(concept.aliases())),
            ("definition", concept.definition().unwrap_or_default().to_owned()),
            ("broader", ids(concept.broader().collect())),
            ("related", ids(concept.related().collect())),
        ],
    }
}

/// The words of a link, and how each was found; where they stand in the text is the text's business.
fn link_parts(link: LinkRef<'_>) -> Parts {
    let told = |mention: MentionRef<'_>| {
        let polarity = match mention.polarity() {
            Polarity::Asserted => String::new(),
            other => format!(", {other:?}").to_lowercase(),
        };
        format!("{} ({}{polarity})", mention.words(), mention.rule())
    };
    let words: Vec<&str> = link.mentions().map(MentionRef::words).collect();
    Parts {
        id: link.quote().id(),
        concept: Some(link.concept().id().to_owned()),
        text: words.join("; "),
        fields: vec![("mentions", link.mentions().map(told).collect::<Vec<_>>().join("; "))],
    }
}

fn same_link<'g>(a: LinkRef<'g>, b: LinkRef<'g>) -> bool {
    let told = |mention: MentionRef<'g>| (mention.words(), mention.rule(), mention.polarity());
    a.mentions().map(told).eq(b.mentions().map(told))
}

pub(super) type Counted<'g> = (&'g KnowledgeGraph, CoOccurrence);

fn pair_parts((graph, pair): Counted<'_>) -> Parts {
    Parts {
        id: graph.concept(pair.a).id().to_owned(),
        concept: Some(graph.concept(pair.b).id().to_owned()),
        text: pair.quotes.to_string(),
        fields: vec![("quotes", pair.quotes.to_string())],
    }
}

fn links(quotes: &Pair<QuoteRef<'_>>) -> impl Iterator<Item = Delta> {
    let links = matched(links_of(quotes.old), links_of(quotes.new));
    links.filter_map(|pair| pair.delta(Thing::Link, same_link, link_parts))
}

fn links_of(quote: Option<QuoteRef<'_>>) -> impl Iterator<Item = (&str, LinkRef<'_>)> {
    quote.into_iter().flat_map(QuoteRef::links).map(|link| (link.concept().id(), link))
}

/// The concepts of both graphs, by id.
pub(super) fn matched_concepts<'g>(
    old: &'g KnowledgeGraph,
    new: &'g KnowledgeGraph,
) -> impl Iterator<Item = Pair<ConceptRef<'g>>> {
    let all = |graph: &'g KnowledgeGraph| graph.concepts().map(|concept| (concept.id(), concept));
    matched(all(old), all(new))
}

/// The co-occurrences of both graphs, by the ids of their concepts.
pub(super) fn matched_pairs<'g>(
    old: &'g KnowledgeGraph,
    new: &'g KnowledgeGraph,
) -> impl Iterator<Item = Pair<Counted<'g>>> {
    let all = |graph: &'g KnowledgeGraph| {
        let ids = move |pair: &CoOccurrence| [pair.a, pair.b].map(|concept| graph.concept(concept).id());
        graph.co_occurrences().map(move |pair| (ids(&pair), (graph, pair)))
    };
    matched(all(old), all(new))
}

/// The quotes of a source: those with the same text, in their order; then those at the same place.
fn quotes_of<'g>(sources: &Pair<SourceRef<'g>>) -> Vec<Pair<QuoteRef<'g>>> {
    let (mut same, rest): (Vec<_>, Vec<_>) = matched(numbered(sources.old), numbered(sources.new))
        .partition(|pair| pair.old.is_some() && pair.new.is_some());
    let by_place = |quotes: Vec<QuoteRef<'g>>| {
        let quotes: BTreeMap<u32, QuoteRef<'g>> =
            quotes.into_iter().map(|quote| (quote.ordinal(), quote)).collect();
        quotes.into_iter()
    };
    let old = by_place(rest.iter().filter_map(|pair| pair.old).collect());
    let new = by_place(rest.iter().filter_map(|pair| pair.new).collect());
    same.extend(matched(old, new));
    same
}

/// The quotes of a source by their text, with how many there are of it up to each.
fn numbered(source: Option<SourceRef<'_>>) -> impl Iterator<Item = ((&str, u32), QuoteRef<'_>)> {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut quotes: Vec<_> = source
        .into_iter()
        .flat_map(SourceRef::quotes)
        .map(|quote| {
            let count = seen.entry(quote.text()).or_default();
            *count += 1;
            ((quote.text(), *count), quote)
        })
        .collect();
    quotes.sort_unstable();
    quotes.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::fixture;

    /// `+quote p:1`, `-link p:2 a`, `~concept b (label)`.
    fn shown(old: &str, new: &str) -> Vec<String> {
        let show = |delta: &Delta| {
            let sign = match delta.change {
                Change::Came => '+',
                Change::Went => '-',
                _ => '~',
            };
            let fields: Vec<&str> = delta.fields.iter().map(|field| field.name).collect();
            let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(" ")) };
            let concept = delta.concept.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
            format!("{sign}{} {}{concept}{fields}", delta.thing.name(), delta.id)
        };
        difference(&fixture::graph(old), &fixture::graph(new)).iter().map(show).collect()
    }

    const OLD: &str = "# p by Ann\n[a] [b]\n[a|words]\n[b]";

    #[test]
    fn a_graph_is_the_same_as_itself() {
        assert_eq!(shown(OLD, OLD), [""; 0]);
        assert_eq!(shown("", ""), [""; 0]);
    }

    #[test]
    fn what_came_went_and_changed() {
        for (new, expected) in [
            ("# p by Ann\n[c]\n[a] [b]\n[a|words]\n[b]", &["+quote p:1", "+concept c", "+link p:1 c"][..]),
            ("# p by Ann\n[a] [b]\n[a|words]", &["-quote p:3", "-link p:3 b"]),
            ("# p by Ann\n[a] [b]\n[!a|words]\n[b]", &["~link p:2 a (mentions)"]),
            (
                "# p by Bob\n[a] [b]\n[a|words]\n[b]",
                &[
                    "~source p (title author)",
                    "~quote p:1 (speaker)",
                    "~quote p:2 (speaker)",
                    "~quote p:3 (speaker)",
                ],
            ),
            (
                "# p by Ann\n[a] [b]\n[a|words] [b]\n[b]",
                &["~quote p:2 (text)", "+link p:2 b", "~co-occurrence a b (quotes)"],
            ),
        ] {
            assert_eq!(shown(OLD, new), expected, "{new}");
        }
    }

    #[test]
    fn lists_that_differ_are_written_in_other_ways() {
        assert_eq!(list(["rl", "scaling laws"].into_iter()), "rl; scaling laws");
        assert_eq!(list(["rl; scaling laws"].into_iter()), "\"rl; scaling laws\"");
        assert_eq!((list([""].into_iter()), list([].into_iter())), ("\"\"".to_owned(), String::new()));
        let told = [&[("x", "1"), ("y", "https://a.org/2")][..], &[("x", "1; y: https://a.org/2")]];
        let told = told.map(|all| properties(all.iter().copied()));
        assert_eq!(told, ["x: 1; y: https://a.org/2", "x: \"1; y: https://a.org/2\""]);
    }

    #[test]
    fn the_other_way_round_what_came_went() {
        let new = "# p by Ann\n[a] [c]\nmore\n[b]\n# q by Bob\n[c]";
        let turned: Vec<String> = shown(new, OLD)
            .iter()
            .map(|line| line.replace('+', "?").replace('-', "+").replace('?', "-"))
            .collect();
        let mut there: Vec<String> =
            shown(OLD, new).iter().map(|line| line.replacen("co-occ", "co+occ", 1)).collect();
        let mut back = turned;
        there.sort();
        back.sort();
        assert_eq!(there, back);
    }
}
