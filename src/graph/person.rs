//! A person is who said or wrote something: one for all spellings of a name that differ only by case, spaces or hyphens.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::column::{Lists, Strings};
use super::index::{Handle, Handles, Index, PersonIx, QuoteIx, SourceIx};
use super::name::{Unique, fold, slug};
use super::{QuoteRef, SourceRef};

/// The people of a graph, by id.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct People {
    ids: Strings,
    names: Strings,
    said: Lists<QuoteIx>,
    wrote: Lists<SourceIx>,
}

impl People {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Adds who said which quote and who wrote which source.
    pub(super) fn credit(&mut self, speakers: &[Option<PersonIx>], authors: &[Option<PersonIx>]) {
        self.said = by_person(self.len(), speakers);
        self.wrote = by_person(self.len(), authors);
    }
}

/// For each person the rows that are theirs.
fn by_person<I: Index>(people: usize, of: &[Option<PersonIx>]) -> Lists<I> {
    let rows = of.iter().enumerate().filter_map(|(row, person)| Some(((*person)?.at(), I::new(row))));
    Lists::group(people, rows)
}

/// Finds people by any spelling of their names.
pub(super) struct PersonNames(FxHashMap<String, PersonIx>);

impl PersonNames {
    /// Everyone in `names`, where the first spelling of a name is the one to keep. A blank name is nobody's.
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> (People, Self) {
        let mut spellings: BTreeMap<String, &str> = BTreeMap::new();
        for name in names {
            spellings.entry(fold(name)).or_insert(name.trim());
        }
        spellings.remove("");
        let mut ids = Unique::default();
        let mut people: Vec<_> =
            spellings.into_iter().map(|(key, name)| (ids.take(&slug(name)), name, key)).collect();
        people.sort();
        let table = People {
            ids: people.iter().map(|(id, ..)| id).collect(),
            names: people.iter().map(|(_, name, _)| name).collect(),
            ..People::default()
        };
        let keys = people.into_iter().map(|(.., key)| key).zip((0..).map(PersonIx));
        (table, Self(keys.collect()))
    }

    pub(super) fn find(&self, name: &str) -> Option<PersonIx> {
        self.0.get(&fold(name)).copied()
    }
}

/// A person of a graph.
pub type PersonRef<'g> = Handle<'g, PersonIx>;

impl<'g> PersonRef<'g> {
    /// Stable id: a slug of the name, e.g. `john-schulman`.
    pub fn id(self) -> &'g str {
        self.graph.people.ids.get(self.at())
    }

    /// The name as it was first written.
    pub fn name(self) -> &'g str {
        self.graph.people.names.get(self.at())
    }

    /// What they said, by source and ordinal.
    pub fn quotes(self) -> impl Handles<QuoteRef<'g>> {
        Handle::each(self.graph, self.graph.people.said.row(self.at()))
    }

    /// What they wrote or gave, by id.
    pub fn sources(self) -> impl Handles<SourceRef<'g>> {
        Handle::each(self.graph, self.graph.people.wrote.row(self.at()))
    }
}
