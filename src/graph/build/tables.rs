//! The tables that hold what was read, while they are filled, source by source in their order.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

use super::base::{Kept, Numbers};
use super::{derived, said_by};
use crate::concept::{Concept, ConceptIx, ConceptNames};
use crate::graph::KnowledgeGraph;
use crate::graph::date::days_of;
use crate::graph::home::Home;
use crate::graph::index::{Index, PersonIx, QuoteIx};
use crate::graph::link::LinkWriter;
use crate::graph::name::topics;
use crate::graph::person::PersonNames;
use crate::graph::quote::QuoteSink;
use crate::graph::source::SourceSink;
use crate::graph::summary::Summary;
use crate::link::Mention;
use crate::source::{Quote, Source};

/// The tables of a graph while they are being filled, source by source in their order.
pub(super) struct Tables<'s> {
    scheme: &'s [Concept],
    topics: ConceptNames,
    names: PersonNames,
    home: Home,
    sources: SourceSink,
    quotes: QuoteSink,
    links: LinkWriter,
    summary: Summary,
    kept: Option<Kept<'s>>,
    /// Rows of the graph before, side by side, that are to be taken over at once: the last of the quotes so far.
    waiting: Range<usize>,
}

impl<'s> Tables<'s> {
    pub(super) fn new(scheme: &'s [Concept], names: PersonNames, home: Home) -> Self {
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
            kept: None,
            waiting: 0..0,
        }
    }

    /// The quotes so far.
    pub(super) fn quotes(&self) -> usize {
        self.quotes.rows
    }

    /// Adds quotes of a source, which itself comes after the last of them.
    pub(super) fn push_quotes(&mut self, source: &Source, quotes: &[Quote], mentions: Vec<Vec<Mention<'_>>>) {
        let mentions = mentions.into_iter().chain(std::iter::repeat(Vec::new()));
        for (quote, mentions) in quotes.iter().zip(mentions) {
            let mentions = self.evidence(quote, mentions);
            self.summary.add(quote.date.or(source.date), !mentions.is_empty());
            self.links.push(QuoteIx::new(self.quotes.rows), mentions);
            self.push_quote(quote, said_by(quote, source));
        }
    }

    fn push_quote(&mut self, quote: &Quote, speaker_as_written: Option<&str>) {
        let speaker = self.person(speaker_as_written);
        let quotes = &mut self.quotes;
        quotes.source.push(self.sources.rows as u32);
        quotes.speaker.push(speaker.map(|person| person.0));
        quotes.speaker_as_written.push(spelling(&self.names, speaker, speaker_as_written));
        quotes.date.push(quote.date.map(days_of));
        quotes.text.push(&quote.text);
        quotes.locator.push(quote.locator.as_deref().unwrap_or_default());
        quotes.note.push(quote.note.as_deref().unwrap_or_default());
        quotes.tags.push(&quote.tags);
        quotes.properties.push(quote.properties.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        quotes.line.push(quote.origin.line);
        quotes.start.push(quote.origin.bytes.start);
        quotes.end.push(quote.origin.bytes.end);
        quotes.links_end.push(self.links.links.rows as u32);
        self.quotes.rows += 1;
    }

    /// Takes quotes of a source over from the graph before, whose people are called as they were. They are to be
    /// [settled](Self::settle) before others come.
    pub(super) fn copy_quotes(
        &mut self,
        base: &'s KnowledgeGraph,
        numbers: &mut Numbers,
        source: &Source,
        rows: Range<usize>,
    ) {
        let (table, source_day, mut days) = (base.quote_table(), source.date.map(days_of), None);
        for row in rows.clone() {
            days = span(days, table.date.get(row).or(source_day));
            self.quotes.source.push(self.sources.rows as u32);
        }
        self.summary.add_all(0, days);
        if self.waiting.end != rows.start {
            self.settle(numbers);
            self.waiting.start = rows.start;
        }
        self.waiting.end = rows.end;
        self.kept.get_or_insert_with(|| Kept::new(base)).add(rows.clone(), self.quotes.rows);
        self.quotes.rows += rows.len();
    }

    /// Takes over what does not depend on the sources of the quotes that wait for it.
    pub(super) fn settle(&mut self, numbers: &mut Numbers) {
        let (rows, first_link) = (std::mem::take(&mut self.waiting), self.links.links.rows);
        let Some(base) = self.kept.as_ref().map(|kept| kept.graph).filter(|_| !rows.is_empty()) else {
            return;
        };
        let (table, first) = (base.quote_table(), QuoteIx::new(self.quotes.rows - rows.len()));
        self.links.copy(base, rows.clone(), first, &mut numbers.rules);
        let (mut links_end, mut without_concept) = (first_link, 0);
        for row in rows.clone() {
            let links = base.quote(QuoteIx::new(row)).link_rows().len();
            links_end += links;
            without_concept += u32::from(links == 0);
            self.quotes.links_end.push(links_end as u32);
            self.quotes.speaker.push(table.speaker.get(row).and_then(|person| numbers.person(person)));
        }
        self.summary.add_all(without_concept, None);
        self.quotes.copy(table, rows);
    }

    /// Adds a source.
    pub(super) fn push_source(&mut self, source: &Source) {
        let author = self.person(source.author.as_deref());
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
        sources.quotes_end.push(self.quotes.rows as u32);
        self.sources.rows += 1;
    }

    fn person(&self, name: Option<&str>) -> Option<PersonIx> {
        self.names.find(name?)
    }

    fn evidence<'m>(&self, quote: &Quote, mut mentions: Vec<Mention<'m>>) -> Vec<Mention<'m>> {
        let known = |mention: &Mention<'_>| mention.concept.at() < self.scheme.len();
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
    pub(super) fn finish(self) -> io::Result<KnowledgeGraph> {
        let Self { scheme, names, home, sources, quotes, links, summary, kept, .. } = self;
        let mut graph = KnowledgeGraph::at(home);
        graph.home.put_all(vec![
            sources.finish(),
            quotes.finish(),
            links.links.finish(),
            links.mentions.finish(),
            links.rules.finish(),
        ])?;
        derived::write(&mut graph, scheme, &names, summary, kept.as_ref())?;
        Ok(graph)
    }
}

/// The first and the last of some days and one more.
fn span(days: Option<(i32, i32)>, day: Option<i32>) -> Option<(i32, i32)> {
    let Some(day) = day else { return days };
    Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
}

/// How a name was written, where that is not how its person is called.
fn spelling<'a>(names: &PersonNames, person: Option<PersonIx>, written: Option<&'a str>) -> &'a str {
    person.zip(written).map_or("", |(person, written)| names.other_spelling(person, written))
}
