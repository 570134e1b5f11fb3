//! The builder turns sources and their mentions into a graph.

use std::collections::BTreeSet;

use super::KnowledgeGraph;
use super::co_occurrence::CoOccurrences;
use super::concept::Concepts;
use super::index::{Index, PersonIx, SourceIx};
use super::link::LinkBuilder;
use super::name::{ConceptNames, Unique, topics};
use super::person::{People, PersonNames};
use super::quote::Quotes;
use super::source::Sources;
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::link::Mention;
use crate::source::{Quote, Source};

/// Collects sources, in any order, and makes the graph of them.
pub struct GraphBuilder<'s> {
    scheme: &'s ConceptScheme,
    readings: Vec<Reading>,
}

/// A source, and the mentions in each of its quotes.
type Reading = (Source, Vec<Vec<Mention>>);

impl<'s> GraphBuilder<'s> {
    /// A builder for the concepts of `scheme`.
    pub fn new(scheme: &'s ConceptScheme) -> Self {
        Self { scheme, readings: Vec::new() }
    }

    /// Adds a source with the mentions in each of its quotes, in any order.
    ///
    /// What is no evidence is left out: a mention of a concept that the scheme does not have, of words that the quote
    /// does not have, or of no words; and a trigger that the quote does not have.
    pub fn add(&mut self, source: Source, mentions: Vec<Vec<Mention>>) -> &mut Self {
        self.readings.push((source, mentions));
        self
    }

    /// The graph: the same whatever the order in which sources were added.
    ///
    /// Sources are put in order by id, and one that has the id of another gets a number: `notes`, `notes-2`.
    pub fn finish(self) -> KnowledgeGraph {
        let readings = in_order(self.readings);
        let names = readings.iter().flat_map(|(source, _)| names_in(source));
        let mut tables = Tables::new(self.scheme.concepts(), names);
        readings.into_iter().for_each(|(source, mentions)| tables.push(source, mentions));
        tables.finish()
    }
}

/// The sources by id, with ids that are unique.
fn in_order(mut readings: Vec<Reading>) -> Vec<Reading> {
    let place = |(source, _): &Reading| (source.id.clone(), source.path.clone(), source.title.clone());
    readings.sort_by_cached_key(place);
    let mut ids = Unique::default();
    readings.iter_mut().for_each(|(source, _)| source.id = ids.take(&source.id));
    readings.sort_by_cached_key(place);
    readings
}

/// The author of a source, then the speakers of its quotes.
fn names_in(source: &Source) -> impl Iterator<Item = &str> {
    let speakers = source.quotes.iter().map(|quote| &quote.speaker);
    std::iter::once(&source.author).chain(speakers).flatten().map(String::as_str)
}

/// The tables of a graph while they are being filled.
struct Tables<'s> {
    scheme: &'s [Concept],
    topics: ConceptNames,
    names: PersonNames,
    people: People,
    sources: Sources,
    quotes: Quotes,
    links: LinkBuilder,
}

impl<'s> Tables<'s> {
    fn new<'a>(scheme: &'s [Concept], names: impl Iterator<Item = &'a str>) -> Self {
        let (people, names) = PersonNames::of(names);
        let (sources, quotes, links) = Default::default();
        Self { scheme, topics: ConceptNames::of(scheme), names, people, sources, quotes, links }
    }

    fn push(&mut self, mut source: Source, mentions: Vec<Vec<Mention>>) {
        let ix = SourceIx::new(self.sources.len());
        let author = self.person(&source.author);
        let mentions = mentions.into_iter().chain(std::iter::repeat(Vec::new()));
        for (quote, mentions) in std::mem::take(&mut source.quotes).into_iter().zip(mentions) {
            let speaker = self.person(&quote.speaker).or(author);
            self.links.push(self.evidence(&quote, mentions));
            self.quotes.push(quote, ix, speaker);
        }
        let about = self.about(&source);
        self.sources.push(&source, author, about, self.quotes.len());
    }

    fn person(&self, name: &Option<String>) -> Option<PersonIx> {
        self.names.find(name.as_deref()?)
    }

    fn evidence(&self, quote: &Quote, mut mentions: Vec<Mention>) -> Vec<Mention> {
        let known = |mention: &Mention| mention.concept.at() < self.scheme.len();
        mentions.retain(|mention| {
            known(mention) && mention.span.of(&quote.text).is_some_and(|words| !words.is_empty())
        });
        for mention in &mut mentions {
            mention.trigger = mention.trigger.filter(|trigger| trigger.of(&quote.text).is_some());
        }
        mentions
    }

    /// The concepts that a source's tags and title topics name.
    fn about(&self, source: &Source) -> Vec<ConceptIx> {
        let tags = source.tags.iter().map(String::as_str).chain(topics(&source.title));
        let named: BTreeSet<ConceptIx> = tags.filter_map(|tag| self.topics.find(tag)).collect();
        named.into_iter().collect()
    }

    fn finish(mut self) -> KnowledgeGraph {
        let links = self.links.finish(self.scheme.len());
        self.people.credit(&self.quotes.speakers, &self.sources.authors);
        KnowledgeGraph {
            co_occurrences: CoOccurrences::count(&links, self.quotes.len(), self.scheme.len()),
            concepts: Concepts::of(self.scheme, self.sources.subjects()),
            sources: self.sources,
            quotes: self.quotes,
            people: self.people,
            links,
        }
    }
}
