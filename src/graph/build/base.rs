//! The base of a build is the graph that it starts from: sources whose files are as they were are kept.

use std::ops::Range;

use super::parts::{Part, PartPlace};
use crate::graph::index::{Index, QuoteIx};
use crate::graph::person::PersonNames;
use crate::graph::{KnowledgeGraph, PersonRef, QuoteRef, SourceRef};
use crate::link::Mention;

/// Quotes that are taken over at once.
const PART: usize = 1 << 12;

/// The graph that a build starts from.
#[derive(Clone, Copy)]
pub(super) struct Base<'g> {
    graph: &'g KnowledgeGraph,
    /// Whether its mentions are still those that the linker would find.
    linked: bool,
}

impl<'g> Base<'g> {
    pub(super) fn new(graph: &'g KnowledgeGraph, linked: bool) -> Self {
        Self { graph, linked }
    }

    pub(super) fn graph(self) -> &'g KnowledgeGraph {
        self.graph
    }

    pub(super) fn is_linked(self) -> bool {
        self.linked
    }

    /// Whether some quotes can be taken over as they are stored.
    pub(super) fn is_same(self, rows: &Range<usize>, numbers: &Numbers) -> bool {
        let speakers = rows.clone().filter_map(|row| self.graph.quote_table().speaker.get(row));
        self.linked && speakers.into_iter().all(|person| numbers.person(person).is_some())
    }

    /// Some quotes as they were read.
    pub(super) fn part(self, rows: Range<usize>) -> Part<'g> {
        let quotes = || rows.clone().map(|row| self.graph.quote(QuoteIx::new(row)));
        Part {
            quotes: quotes().map(QuoteRef::to_quote).collect(),
            mentions: self.linked.then(|| quotes().map(mentions).collect()),
        }
    }
}

/// The quotes that were taken over as they are stored.
pub(super) struct Kept<'g> {
    pub(super) graph: &'g KnowledgeGraph,
    /// Where they were, and where the first of them is now, in the order of this graph.
    runs: Vec<(Range<usize>, usize)>,
}

impl<'g> Kept<'g> {
    /// None of them yet.
    pub(super) fn new(graph: &'g KnowledgeGraph) -> Self {
        Self { graph, runs: Vec::new() }
    }

    /// Some quotes were taken over; the first is row `now`.
    pub(super) fn add(&mut self, rows: Range<usize>, now: usize) {
        match self.runs.last_mut() {
            Some((last, start)) if last.end == rows.start && *start + last.len() == now => {
                last.end = rows.end
            }
            _ => self.runs.push((rows, now)),
        }
    }

    /// Whether they are in the order that they were in.
    pub(super) fn is_in_order(&self) -> bool {
        self.runs.is_sorted_by(|a, b| a.0.end <= b.0.start)
    }

    /// Where a quote of the graph before is now.
    pub(super) fn find(&self, quote: QuoteIx) -> Option<QuoteIx> {
        let after = self.runs.partition_point(|(rows, _)| rows.start <= quote.at());
        let (rows, now) = self.runs.get(after.checked_sub(1)?)?;
        rows.contains(&quote.at()).then(|| QuoteIx::new(now + quote.at() - rows.start))
    }

    /// The quotes of the graph before that were not taken over, when these are in order.
    pub(super) fn gone(&self) -> impl Iterator<Item = usize> {
        between(self.runs.iter().map(|(rows, _)| rows.clone()), self.graph.quotes().len())
    }

    /// The quotes of a graph that were not taken over.
    pub(super) fn come(&self, graph: &KnowledgeGraph) -> impl Iterator<Item = usize> {
        between(self.runs.iter().map(|(rows, now)| *now..now + rows.len()), graph.quotes().len())
    }
}

/// What is in none of some ranges that are in order, up to an end.
fn between(ranges: impl Iterator<Item = Range<usize>>, end: usize) -> impl Iterator<Item = usize> {
    let (mut start, last) = (0, std::iter::once(end..end));
    ranges.chain(last).flat_map(move |range| std::mem::replace(&mut start, range.end)..range.start)
}

/// The numbers that what is numbered in the graph before gets in the new one.
pub(super) struct Numbers {
    /// Of the people who are called as they were.
    people: Vec<Option<u32>>,
    /// Of the rules that were met so far.
    pub(super) rules: Vec<Option<u32>>,
}

impl Numbers {
    pub(super) fn new(base: &KnowledgeGraph, names: &PersonNames) -> Self {
        let number = |person: PersonRef<'_>| {
            let found = names.find(person.name())?;
            names.other_spelling(found, person.name()).is_empty().then_some(found.0)
        };
        Self { people: base.people().map(number).collect(), rules: vec![None; base.rule_table().rows] }
    }

    pub(super) fn person(&self, person: u32) -> Option<u32> {
        self.people.get(person as usize).copied().flatten()
    }
}

/// Where the quotes of a source are.
pub(super) fn places(source: SourceRef<'_>) -> Vec<PartPlace> {
    let rows = source.rows();
    rows.clone().step_by(PART).map(|start| PartPlace::Kept(start..rows.end.min(start + PART))).collect()
}

fn mentions(quote: QuoteRef<'_>) -> Vec<Mention<'_>> {
    quote.links().flat_map(|link| link.mentions()).map(|mention| mention.to_mention()).collect()
}
