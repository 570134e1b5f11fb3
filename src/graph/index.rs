//! An index is the place of a node in its table; a handle is an index together with the graph that it is of.

use std::cmp::Ordering;
use std::fmt;

use super::KnowledgeGraph;
use crate::concept::ConceptIx;

/// A place in a table of the graph.
pub trait Index: Copy + Ord + fmt::Debug {
    /// The index of row `at`.
    fn new(at: usize) -> Self;

    /// The row, from 0.
    fn at(self) -> usize;
}

impl Index for ConceptIx {
    #[inline]
    fn new(at: usize) -> Self {
        Self(at as u32)
    }

    #[inline]
    fn at(self) -> usize {
        self.0 as usize
    }
}

macro_rules! index {
    ($(#[$doc:meta] $name:ident)*) => {$(
        #[$doc]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl Index for $name {
            #[inline]
            fn new(at: usize) -> Self {
                Self(at as u32)
            }

            #[inline]
            fn at(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

index! {
    /// A source's place in its graph, by id.
    SourceIx
    /// A quote's place in its graph, by source and ordinal.
    QuoteIx
    /// A person's place in the graph, by id.
    PersonIx
    /// A link's place in its graph, by quote and concept.
    LinkIx
}

/// A node of any kind. In one row they stand as here: sources, quotes, people, concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeIx {
    /// A source.
    Source(SourceIx),
    /// A quote.
    Quote(QuoteIx),
    /// A person.
    Person(PersonIx),
    /// A concept.
    Concept(ConceptIx),
}

/// A light view of one row of a graph: it borrows, and may be copied about freely.
///
/// Handles are equal, and in order, as their indices are; comparing handles of two graphs means nothing.
pub struct Handle<'g, I> {
    pub(super) graph: &'g KnowledgeGraph,
    pub(super) ix: I,
}

impl<'g, I: Index> Handle<'g, I> {
    /// Its place in the graph's table.
    pub fn index(self) -> I {
        self.ix
    }

    pub(super) fn at(self) -> usize {
        self.ix.at()
    }

    /// Handles for every row of a table that has `count` of them.
    pub(super) fn all(graph: &'g KnowledgeGraph, count: usize) -> impl Handles<Self> {
        (0..count).map(move |at| Self { graph, ix: I::new(at) })
    }

    /// Handles for some rows.
    pub(super) fn each(graph: &'g KnowledgeGraph, rows: &'g [u32]) -> impl Handles<Self> {
        rows.iter().map(move |&row| Self { graph, ix: I::new(row as usize) })
    }
}

/// An iterator that knows its length, runs both ways and may be copied.
pub trait Handles<T>: ExactSizeIterator<Item = T> + DoubleEndedIterator + Clone {}

impl<T, I: ExactSizeIterator<Item = T> + DoubleEndedIterator + Clone> Handles<T> for I {}

impl<I: Copy> Copy for Handle<'_, I> {}

impl<I: Copy> Clone for Handle<'_, I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I: PartialEq> PartialEq for Handle<'_, I> {
    fn eq(&self, other: &Self) -> bool {
        self.ix == other.ix
    }
}

impl<I: Eq> Eq for Handle<'_, I> {}

impl<I: Ord> PartialOrd for Handle<'_, I> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<I: Ord> Ord for Handle<'_, I> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.ix.cmp(&other.ix)
    }
}

impl<I: fmt::Debug> fmt::Debug for Handle<'_, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ix.fmt(f)
    }
}
