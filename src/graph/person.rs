//! A person is who said or wrote something: one for all spellings of a name that differ only by case, spaces, hyphens or
//! the comma before `Jr.`, and for `Roe, Jane` where `Jane Roe` is written too.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::{Handle, Handles, PersonIx};
use super::table::{Lists, Strings, table};
use super::{QuoteRef, SourceRef};
use crate::concept::fold;
use crate::language::english::is_name_suffix;
use crate::text::{Unique, slug};

table! {
    /// The people of a graph, by id.
    People, PersonSink, "people.arrow" {
        id: Strings,
        name: Strings,
        said: Lists<u32>,
        wrote: Lists<u32>,
    }
}

/// How often each spelling of each name was written.
#[derive(Debug, Default)]
pub(super) struct Spellings(FxHashMap<String, u64>);

impl Spellings {
    /// A name was written. A blank one is nobody's.
    pub(super) fn add(&mut self, name: &str) {
        match self.0.get_mut(name) {
            Some(count) => *count += 1,
            None => _ = self.0.insert(name.to_owned(), 1),
        }
    }

    /// Everyone: a name is spelled as it is written most often, of equals as comes first in the order of code points; with
    /// the [last name first](spoken) only where it is so written alone.
    pub(super) fn people(self) -> PersonNames {
        let mut spellings: Vec<(String, u64)> = self.0.into_iter().collect();
        spellings.sort_unstable();
        let known: FxHashSet<String> = spellings.iter().map(|(name, _)| key(name)).collect();
        let turned = |name: &str| spoken(name).map(|name| key(&name)).filter(|key| known.contains(key));
        let mut names: BTreeMap<String, (bool, Reverse<u64>, &str)> = BTreeMap::new();
        for (name, count) in &spellings {
            let turned = turned(name);
            let spelling = (turned.is_some(), Reverse(*count), name.trim());
            let best = names.entry(turned.unwrap_or_else(|| key(name))).or_insert(spelling);
            *best = spelling.min(*best);
        }
        names.remove("");
        let mut ids = Unique::default();
        let mut people: Vec<Person> = names
            .into_iter()
            .map(|(key, (.., name))| Person { id: ids.take(&id_of(name)), name: name.to_owned(), key })
            .collect();
        people.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        let of_key: FxHashMap<&str, PersonIx> =
            people.iter().map(|person| person.key.as_str()).zip((0..).map(PersonIx)).collect();
        let of_spelling = spellings
            .iter()
            .filter_map(|(name, _)| {
                let key = turned(name).unwrap_or_else(|| key(name));
                Some((name.clone(), *of_key.get(key.as_str())?))
            })
            .collect();
        PersonNames { people, of_spelling }
    }
}

/// What the spellings of a name have in common.
fn key(name: &str) -> String {
    match name.rsplit_once(", ") {
        Some((name, suffix)) if is_name_suffix(suffix.trim()) => fold(&format!("{name} {suffix}")),
        _ => fold(name),
    }
}

/// A name that is written with the last name first, as it is spoken: `Roe, Jane` is `Jane Roe`, `King, Martin Luther,
/// Jr.` is `Martin Luther King, Jr.`, and `King, Martin Luther Jr.` is `Martin Luther King Jr.`. What has a comma may be
/// no such name, `Roe, Inc.`: only one that is written in both ways tells.
pub(crate) fn spoken(name: &str) -> Option<String> {
    let (last, rest) = name.split_once(", ")?;
    let given = rest.split(", ").next()?;
    let suffix = given.trim_end().rsplit_once(' ').filter(|(_, word)| is_name_suffix(word));
    let first = suffix.map_or(given, |(first, _)| first);
    Some(format!("{} {}{}", first.trim(), last.trim(), &rest[first.len()..]))
}

/// The ways in which a name may be written with the last name first, the shortest such first: `Roe, Jane Ann`, `Ann Roe,
/// Jane`.
pub(crate) fn inverted(name: &str) -> impl Iterator<Item = String> {
    name.rmatch_indices(' ').map(|(at, _)| format!("{}, {}", &name[at + 1..], &name[..at]))
}

/// The id that a name asks for; `unnamed` where it has no letters.
fn id_of(name: &str) -> String {
    let slug = slug(name);
    if slug.is_empty() { "unnamed".to_owned() } else { slug }
}

/// A person who is on the way into the graph.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) id: String,
    pub(super) name: String,
    key: String,
}

/// Finds people by the spellings of their names.
#[derive(Debug)]
pub(super) struct PersonNames {
    /// Everyone, by id.
    pub(super) people: Vec<Person>,
    of_spelling: FxHashMap<String, PersonIx>,
}

impl PersonNames {
    pub(super) fn find(&self, name: &str) -> Option<PersonIx> {
        self.of_spelling.get(name).copied()
    }

    /// A spelling, where it is another than the person's name.
    pub(super) fn other_spelling<'a>(&self, person: PersonIx, spelling: &'a str) -> &'a str {
        let known = self.people.get(person.0 as usize).is_some_and(|person| person.name == spelling);
        if known { "" } else { spelling }
    }
}

/// A person of a graph.
pub type PersonRef<'g> = Handle<'g, PersonIx>;

impl<'g> PersonRef<'g> {
    /// Stable id: a slug of the name, e.g. `john-schulman`.
    pub fn id(self) -> &'g str {
        self.graph.person_table().id.get(self.at())
    }

    /// The name as it is most often written.
    pub fn name(self) -> &'g str {
        self.graph.person_table().name.get(self.at())
    }

    /// What they said, by source and ordinal.
    pub fn quotes(self) -> impl Handles<QuoteRef<'g>> {
        Handle::each(self.graph, self.quote_rows())
    }

    /// What they said, in order: [`QuoteIx`](super::QuoteIx)s as they lie in the graph.
    pub fn quote_rows(self) -> &'g [u32] {
        self.graph.person_table().said.row(self.at())
    }

    /// What they wrote or gave, by id.
    pub fn sources(self) -> impl Handles<SourceRef<'g>> {
        Handle::each(self.graph, self.graph.person_table().wrote.row(self.at()))
    }
}
