//! The tables that are worked out of those that hold what was read.

use std::io;

use super::base::Kept;
use super::concepts::ConceptRows;
use super::pairs;
use crate::concept::Concept;
use crate::graph::co_occurrence::PairSink;
use crate::graph::concept::ConceptSink;
use crate::graph::groups::Groups;
use crate::graph::names::{self, NameSink};
use crate::graph::person::{PersonNames, PersonSink};
use crate::graph::summary::{Summary, SummarySink};
use crate::graph::{KnowledgeGraph, SourceRef};

/// Writes all of them; `kept` are the quotes that were taken over from the graph before.
pub(super) fn write(
    graph: &mut KnowledgeGraph,
    concepts: &[Concept],
    people: &PersonNames,
    summary: Summary,
    kept: Option<&Kept<'_>>,
) -> io::Result<()> {
    write_people(graph, people)?;
    let concepts_used = write_concepts(graph, concepts, kept)?;
    write_summary(graph, Summary { concepts_used, ..summary })?;
    let mut sink = NameSink::new(&graph.home.room());
    names::write(graph, &mut sink);
    graph.home.put(sink.finish())
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
        sink.rows += 1;
    }
    graph.home.put(sink.finish())
}

/// Writes the co-occurrences and the concepts; gives the number of those that some quote mentions.
fn write_concepts(
    graph: &mut KnowledgeGraph,
    concepts: &[Concept],
    kept: Option<&Kept<'_>>,
) -> io::Result<u32> {
    let links = Groups::of(concepts.len(), graph.link_table().concept.all().iter().copied().zip(0..));
    let subject_of = Groups::of(concepts.len(), graph.sources().flat_map(subjects));
    let used = (0..links.len()).filter(|&at| !links.row(at).is_empty()).count() as u32;
    let mut sink = PairSink::new(&graph.home.room());
    let pairs_end = pairs::count(graph, &links, kept, &mut sink);
    let quote = graph.link_table().quote.all();
    let quotes = links.map(|link| quote[link as usize]);
    graph.home.put(sink.finish())?;
    let mut sink = ConceptSink::new(&graph.home.room());
    ConceptRows { concepts, subject_of, quotes, pairs_end }.write(graph, &mut sink);
    graph.home.put(sink.finish())?;
    Ok(used)
}

/// The concepts that a source is about, each with the source.
fn subjects(source: SourceRef<'_>) -> impl Iterator<Item = (u32, u32)> + Clone {
    source.about().map(move |concept| (concept.index().0, source.index().0))
}

fn write_summary(graph: &mut KnowledgeGraph, summary: Summary) -> io::Result<()> {
    let mut sink = SummarySink::new(&graph.home.room());
    summary.write(&mut sink);
    graph.home.put(sink.finish())
}
