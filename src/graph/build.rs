//! The builder turns sources and their mentions into a graph.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::co_occurrence::{self, PairSink};
use super::concept::{ConceptRows, ConceptSink};
use super::date::days_of;
use super::groups::Groups;
use super::home::Home;
use super::index::{Index, PersonIx, QuoteIx};
use super::link::LinkWriter;
use super::name::{ConceptNames, Unique, topics};
use super::names::{self, NameSink};
use super::person::{PersonNames, PersonSink, Spellings};
use super::quote::QuoteSink;
use super::source::SourceSink;
use super::summary::{Summary, SummarySink};
use super::{KnowledgeGraph, SourceRef};
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
        self.finish_in(Home::Memory(BTreeMap::new())).expect("memory takes what is written into it")
    }

    /// The graph, its tables written into a home.
    pub(super) fn finish_in(self, home: Home) -> io::Result<KnowledgeGraph> {
        let readings = in_order(self.readings);
        let mut spellings = Spellings::default();
        let names = readings.iter().flat_map(|(source, _)| names_in(source));
        names.for_each(|name| spellings.add(name));
        let mut tables = Tables::new(self.scheme.concepts(), spellings.people(), home);
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

/// The tables of a graph while they are being filled, source by source in their order.
struct Tables<'s> {
    scheme: &'s [Concept],
    topics: ConceptNames,
    names: PersonNames,
    home: Home,
    sources: SourceSink,
    quotes: QuoteSink,
    links: LinkWriter,
    summary: Summary,
    /// Rows of the sources and the quotes so far.
    rows: [usize; 2],
}

impl<'s> Tables<'s> {
    fn new(scheme: &'s [Concept], names: PersonNames, home: Home) -> Self {
        let room = home.room();
        Self {
            scheme,
            topics: ConceptNames::of(scheme),
            names,
            sources: SourceSink::new(&room),
            quotes: QuoteSink::new(&room),
            links: LinkWriter::new(&room),
            summary: Summary::default(),
            home,
            rows: [0, 0],
        }
    }

    fn push(&mut self, mut source: Source, mentions: Vec<Vec<Mention>>) {
        let author = self.person(source.author.as_deref());
        let mentions = mentions.into_iter().chain(std::iter::repeat(Vec::new()));
        for (quote, mentions) in std::mem::take(&mut source.quotes).into_iter().zip(mentions) {
            let mentions = self.evidence(&quote, mentions);
            self.summary.add(quote.date.or(source.date), !mentions.is_empty());
            self.links.push(QuoteIx::new(self.rows[1]), mentions);
            self.push_quote(&quote, author);
        }
        self.push_source(&source, author);
    }

    fn push_quote(&mut self, quote: &Quote, author: Option<PersonIx>) {
        let speaker = self.person(quote.speaker.as_deref());
        let quotes = &mut self.quotes;
        quotes.source.push(self.rows[0] as u32);
        quotes.speaker.push(speaker.or(author).map(|person| person.0));
        quotes.speaker_as_written.push(spelling(&self.names, speaker, quote.speaker.as_deref()));
        quotes.date.push(quote.date.map(days_of));
        quotes.text.push(&quote.text);
        quotes.locator.push(quote.locator.as_deref().unwrap_or_default());
        quotes.note.push(quote.note.as_deref().unwrap_or_default());
        quotes.tags.push(&quote.tags);
        quotes.properties.push(quote.properties.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        quotes.line.push(quote.origin.line);
        quotes.start.push(quote.origin.bytes.start);
        quotes.end.push(quote.origin.bytes.end);
        quotes.links_end.push(self.links.rows[0] as u64);
        self.rows[1] += 1;
    }

    fn push_source(&mut self, source: &Source, author: Option<PersonIx>) {
        let about = self.about(source);
        let sources = &mut self.sources;
        sources.id.push(&source.id);
        sources.title.push(&source.title);
        sources.author.push(author.map(|person| person.0));
        sources.author_as_written.push(spelling(&self.names, author, source.author.as_deref()));
        sources.date.push(source.date.map(days_of));
        sources.url.push(source.url.as_deref().unwrap_or_default());
        sources.tags.push(&source.tags);
        sources.path.push(&source.path);
        sources.properties.push(source.properties.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        sources.about.push(about);
        sources.quotes_end.push(self.rows[1] as u64);
        self.rows[0] += 1;
    }

    fn person(&self, name: Option<&str>) -> Option<PersonIx> {
        self.names.find(name?)
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
    fn about(&self, source: &Source) -> Vec<u32> {
        let tags = source.tags.iter().map(String::as_str).chain(topics(&source.title));
        let named: BTreeSet<ConceptIx> = tags.filter_map(|tag| self.topics.find(tag)).collect();
        named.into_iter().map(|concept| concept.0).collect()
    }

    /// Writes the tables that were filled, and works the others out of them.
    fn finish(self) -> io::Result<KnowledgeGraph> {
        let Self { scheme, names, home, sources, quotes, links, summary, rows, .. } = self;
        let mut graph = KnowledgeGraph::at(home);
        graph.home.put(sources.finish(rows[0]))?;
        graph.home.put(quotes.finish(rows[1]))?;
        graph.home.put(links.links.finish(links.rows[0]))?;
        graph.home.put(links.mentions.finish(links.rows[1]))?;
        graph.home.put(links.rules.finish(links.rows[2]))?;
        write_people(&mut graph, &names)?;
        let used = write_concepts(&mut graph, scheme)?;
        write_summary(&mut graph, Summary { concepts_used: used, ..summary })?;
        let mut sink = NameSink::new(&graph.home.room());
        let rows = names::write(&graph, &mut sink);
        graph.home.put(sink.finish(rows))?;
        Ok(graph)
    }
}

/// How a name was written, where that is not how its person is called.
fn spelling<'a>(names: &PersonNames, person: Option<PersonIx>, written: Option<&'a str>) -> &'a str {
    person.zip(written).map_or("", |(person, written)| names.other_spelling(person, written))
}

fn write_people(graph: &mut KnowledgeGraph, names: &PersonNames) -> io::Result<()> {
    let count = names.people.len();
    let speaker = |row: usize| graph.quote_table().speaker.get(row);
    let author = |row: usize| graph.source_table().author.get(row);
    let (quotes, sources) = (graph.quotes().len(), graph.sources().len());
    let said = Groups::of(count, (0..quotes).filter_map(|row| Some((speaker(row)?, row as u32))));
    let wrote = Groups::of(count, (0..sources).filter_map(|row| Some((author(row)?, row as u32))));
    let mut sink = PersonSink::new(&graph.home.room());
    for (at, person) in names.people.iter().enumerate() {
        sink.id.push(&person.id);
        sink.name.push(&person.name);
        sink.said.push(said.row(at).iter().copied());
        sink.wrote.push(wrote.row(at).iter().copied());
    }
    graph.home.put(sink.finish(count))
}

/// Writes the co-occurrences and the concepts; gives the number of those that some quote mentions.
fn write_concepts(graph: &mut KnowledgeGraph, concepts: &[Concept]) -> io::Result<u32> {
    let links = graph.link_table();
    let ends = links.concept.all().iter().zip(links.quote.all());
    let quotes = Groups::of(concepts.len(), ends.map(|(&concept, &quote)| (concept, quote)));
    let subject_of = Groups::of(concepts.len(), graph.sources().flat_map(subjects));
    let used = (0..quotes.len()).filter(|&at| !quotes.row(at).is_empty()).count() as u32;
    let mut sink = PairSink::new(&graph.home.room());
    let (rows, pairs_end) = co_occurrence::count(graph, &quotes, &mut sink);
    graph.home.put(sink.finish(rows))?;
    let mut sink = ConceptSink::new(&graph.home.room());
    ConceptRows { concepts, subject_of, quotes, pairs_end }.write(graph, &mut sink);
    graph.home.put(sink.finish(concepts.len()))?;
    Ok(used)
}

/// The concepts that a source is about, each with the source.
fn subjects(source: SourceRef<'_>) -> impl Iterator<Item = (u32, u32)> + Clone {
    source.about().map(move |concept| (concept.index().0, source.index().0))
}

fn write_summary(graph: &mut KnowledgeGraph, summary: Summary) -> io::Result<()> {
    let mut sink = SummarySink::new(&graph.home.room());
    summary.write(&mut sink);
    graph.home.put(sink.finish(1))
}
