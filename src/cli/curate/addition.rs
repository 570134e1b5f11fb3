//! An addition is a pattern that a person accepts or rejects, with what comes of it.

use super::collection::Collection;
use crate::cli::Error;
use crate::concept::{ConceptIx, Pattern, PatternList};
use crate::curate::{Change, Links, changes, implied_changes, links};
use crate::render::page::{Page, Quote, counted};
use crate::render::table::{Cell, Column, Table};

/// A pattern that a person decided on, and what comes of it.
pub(super) struct Addition {
    pub(super) concept: String,
    pub(super) list: PatternList,
    pub(super) pattern: String,
    /// True when the lexicon has it already.
    pub(super) known: bool,
    pub(super) changes: Vec<Change>,
}

impl Addition {
    /// What a lexicon with each of some patterns would link that `before` lacks, in their order.
    pub(super) fn implied(
        collection: &Collection,
        before: &Links,
        patterns: &[(ConceptIx, Pattern)],
    ) -> Result<Vec<Self>, Error> {
        let changes = implied_changes(&collection.sources, &collection.scheme, before, patterns)?;
        let of = |(pattern, changes)| Self::of(collection, PatternList::Implied, pattern, changes);
        Ok(patterns.iter().zip(changes).map(of).collect())
    }

    /// What a lexicon that rejects the pattern would not link.
    pub(super) fn reject(
        collection: &Collection,
        concept: ConceptIx,
        pattern: Pattern,
    ) -> Result<Self, Error> {
        let list = PatternList::Reject;
        let before = links(&collection.sources, &collection.scheme)?;
        let scheme = collection.scheme.with_pattern(concept, list, pattern.clone());
        let after = links(&collection.sources, &scheme)?;
        Ok(Self::of(collection, list, &(concept, pattern), changes(&after, &before, concept)))
    }

    fn of(
        collection: &Collection,
        list: PatternList,
        (concept, pattern): &(ConceptIx, Pattern),
        changes: Vec<Change>,
    ) -> Self {
        Self {
            concept: collection.concept_id(*concept).to_owned(),
            list,
            pattern: pattern.source.clone(),
            known: collection.has(*concept, list, pattern),
            changes,
        }
    }

    pub(super) fn told(&self) -> String {
        format!("\"{}\" as `{}` of `{}`", self.pattern, self.list.key(), self.concept)
    }

    /// "links 2 quotes", and how many of them are linked to the concept in another way.
    fn effect(&self) -> String {
        let anyway = self.changes.iter().filter(|change| change.linked_anyway).count();
        let all = counted(self.changes.len(), "quote");
        match self.list {
            PatternList::Implied if anyway == 0 => format!("links {all}"),
            PatternList::Implied => format!("links {all}, {anyway} of them linked in another way too"),
            PatternList::Reject if anyway == 0 => format!("unlinks {all}"),
            PatternList::Reject => {
                let lost = self.changes.len() - anyway;
                format!("takes mentions out of {all}, of which {lost} lose the concept")
            }
        }
    }

    /// The pattern and the quotes that it changes.
    pub(super) fn page(&self, page: &mut Page, collection: &Collection, others: &[Self]) {
        let state = if self.known { "; the lexicon has it already" } else { "" };
        page.heading(format!("{}  {} \"{}\"", self.concept, self.list.key(), self.pattern));
        page.text(format!("{}{state}", self.effect()));
        if !others.is_empty() {
            page.facts(others.iter().map(|other| (format!("\"{}\"", other.pattern), other.effect())));
        }
        for change in &self.changes {
            page.quote(Quote {
                head: collection.id(change.place),
                text: collection.text(change.place).to_owned(),
                marks: change.spans.clone(),
                foot: String::new(),
            });
        }
    }

    fn rows<'a>(&'a self, collection: &'a Collection) -> impl Iterator<Item = Vec<Cell>> + 'a {
        self.changes.iter().map(move |change| {
            let text = collection.text(change.place);
            let words = change.spans.iter().filter_map(|span| span.of(text)).map(ToOwned::to_owned);
            vec![
                self.concept.as_str().into(),
                self.list.key().into(),
                self.pattern.as_str().into(),
                collection.id(change.place).into(),
                Cell::List(words.collect()),
                Cell::nested(&change.linked_anyway, change.linked_anyway.to_string()),
                Cell::Marked { text: text.to_owned(), marks: change.spans.clone() },
            ]
        })
    }
}

/// The additions as rows, one for each quote that they change.
pub(super) fn table(additions: &[Addition], collection: &Collection) -> Table {
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("list"),
        Column::text("pattern"),
        Column::text("quote"),
        Column::text("words"),
        Column::text("linked_anyway"),
        Column::text("text"),
    ]);
    table.rows.extend(additions.iter().flat_map(|addition| addition.rows(collection)));
    table
}
