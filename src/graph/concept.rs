//! A concept's row, and the handle that reads it.

use super::column::{Lists, StringLists, Strings};
use super::index::{Handle, Handles, Index, SourceIx};
use super::{CoOccurrence, LinkRef, SourceRef};
use crate::concept::{Concept, ConceptIx};

/// The concepts of a graph, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Concepts {
    ids: Strings,
    labels: Strings,
    aliases: StringLists,
    definitions: Strings,
    broader: Lists<ConceptIx>,
    narrower: Lists<ConceptIx>,
    related: Lists<ConceptIx>,
    subject_of: Lists<SourceIx>,
}

impl Concepts {
    /// The table of a scheme's concepts, which some sources are about.
    pub(super) fn of(concepts: &[Concept], subjects: impl Iterator<Item = (usize, SourceIx)>) -> Self {
        let broader = pairs(concepts, |concept| &concept.broader);
        let related = pairs(concepts, |concept| &concept.related);
        let mut table = Self {
            ids: concepts.iter().map(|concept| &concept.id).collect(),
            labels: concepts.iter().map(|concept| &concept.label).collect(),
            definitions: concepts
                .iter()
                .map(|concept| concept.definition.as_deref().unwrap_or_default())
                .collect(),
            narrower: grouped(concepts.len(), broader.iter().map(|&(a, b)| (b, a))),
            related: grouped(concepts.len(), related.iter().flat_map(|&(a, b)| [(a, b), (b, a)])),
            broader: grouped(concepts.len(), broader.into_iter()),
            subject_of: Lists::group(concepts.len(), subjects),
            ..Self::default()
        };
        concepts.iter().for_each(|concept| table.aliases.push(&concept.aliases));
        table
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }
}

/// The edges from each concept to others of the scheme, itself not among them.
fn pairs(concepts: &[Concept], to: impl Fn(&Concept) -> &Vec<ConceptIx>) -> Vec<(ConceptIx, ConceptIx)> {
    let each = (0..).map(ConceptIx).zip(concepts);
    let pairs = each.flat_map(|(a, concept)| to(concept).iter().map(move |&b| (a, b)));
    pairs.filter(|&(a, b)| a != b && b.at() < concepts.len()).collect()
}

/// For each concept those it goes to, by id and once.
fn grouped(rows: usize, pairs: impl Iterator<Item = (ConceptIx, ConceptIx)>) -> Lists<ConceptIx> {
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort_unstable();
    pairs.dedup();
    Lists::group(rows, pairs.into_iter().map(|(a, b)| (a.at(), b)))
}

/// A concept of a graph.
pub type ConceptRef<'g> = Handle<'g, ConceptIx>;

impl<'g> ConceptRef<'g> {
    fn row(self) -> (&'g Concepts, usize) {
        (&self.graph.concepts, self.at())
    }

    /// Stable id.
    pub fn id(self) -> &'g str {
        let (concepts, row) = self.row();
        concepts.ids.get(row)
    }

    /// Preferred label.
    pub fn label(self) -> &'g str {
        let (concepts, row) = self.row();
        concepts.labels.get(row)
    }

    /// Alternative labels, as the lexicon writes them.
    pub fn aliases(self) -> impl ExactSizeIterator<Item = &'g str> + Clone {
        let (concepts, row) = self.row();
        concepts.aliases.row(row)
    }

    /// What it means, in a sentence.
    pub fn definition(self) -> Option<&'g str> {
        let (concepts, row) = self.row();
        concepts.definitions.filled(row)
    }

    /// The concepts it is a kind or a part of, by id.
    pub fn broader(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.broader.row(row))
    }

    /// Its kinds and parts, by id.
    pub fn narrower(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.narrower.row(row))
    }

    /// The concepts that belong with it, whichever of the two says so, by id.
    pub fn related(self) -> impl Handles<Self> {
        let (concepts, row) = self.row();
        Self::each(self.graph, concepts.related.row(row))
    }

    /// The quotes that speak of it, by source and ordinal, with the evidence.
    pub fn links(self) -> impl Handles<LinkRef<'g>> {
        Handle::each(self.graph, self.graph.links.by_concept.row(self.at()))
    }

    /// Quotes that mention it.
    pub fn quote_count(self) -> u32 {
        self.links().len() as u32
    }

    /// Places that mention it, in all quotes together.
    pub fn mention_count(self) -> u32 {
        self.links().map(|link| link.mentions().len() as u32).sum()
    }

    /// The concepts that it comes together with, by id.
    pub fn co_occurrences(self) -> impl Handles<&'g CoOccurrence> {
        let pairs = &self.graph.co_occurrences;
        pairs.of.row(self.at()).iter().map(|&row| &pairs.rows[row as usize])
    }

    /// The sources with a quote that mentions it, by id.
    pub fn sources(self) -> impl Iterator<Item = SourceRef<'g>> {
        let mut last = None;
        self.links()
            .map(|link| link.quote().source())
            .filter(move |&source| last.replace(source) != Some(source))
    }

    /// The sources whose tags or title topics name it, by id.
    pub fn subject_of(self) -> impl Handles<SourceRef<'g>> {
        let (concepts, row) = self.row();
        Handle::each(self.graph, concepts.subject_of.row(row))
    }
}
