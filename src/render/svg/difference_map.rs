//! A difference map drawn as a concept map: what came, went or changed has a colour of its own, and what went is dashed.

use super::concept_map::{Look, Paint, disc, draw};
use super::page::Entry;
use crate::analysis::Change;
use crate::analysis::map::{ConceptMap, DifferenceMap, MapConcept};
use crate::render::palette::change;
use crate::render::shown::{count, part};

/// Draws a difference map. The same map gives the same bytes on every machine. It costs what a
/// [concept map](super::concept_map()) does.
pub fn difference_map(map: &DifferenceMap) -> String {
    draw(&map.map, map, &subtitle(map), &description(map))
}

impl Paint for DifferenceMap {
    fn dot(&self, place: usize, _: &MapConcept) -> Look {
        look(self.nodes.get(place).copied())
    }

    fn line(&self, place: usize, _: [&MapConcept; 2]) -> Look {
        look(self.edges.get(place).copied())
    }

    fn outlines(&self) -> bool {
        false
    }

    fn legend(&self, _: &ConceptMap) -> Vec<Entry> {
        let shown = |change: &Change| self.nodes.contains(change) || self.edges.contains(change);
        let all = [Change::Came, Change::Went, Change::Changed, Change::Same];
        let entry = |change: Change| {
            let sign = move |at| disc(at, 5.5, &look(Some(change)), "");
            Entry::new(11.0, change.name(), sign)
        };
        all.into_iter().filter(shown).map(entry).collect()
    }
}

fn look(of: Option<Change>) -> Look {
    let of = of.unwrap_or(Change::Same);
    let note = match of {
        Change::Came => ", came",
        Change::Went => ", went",
        Change::Changed => ", changed",
        Change::Same => "",
    };
    Look { colour: change(of)[0].to_owned(), dashed: of == Change::Went, note }
}

/// How much came, went and changed, and that more did than is shown; or that nothing differs.
fn subtitle(map: &DifferenceMap) -> String {
    let (shown, more) = (map.nodes.len(), map.map.more);
    if shown + more + map.unmentioned == 0 {
        return "No concept differs.".to_owned();
    }
    let cut = (more > 0).then(|| part(shown, shown + more, "concept"));
    let told = CHANGES.into_iter().filter(|&change| numbers(map, change) != [0; 3]);
    let told = told.map(|change| told_of(map, change)).chain(unmentioned(map));
    cut.into_iter().chain(told).collect::<Vec<_>>().join(" · ")
}

/// What the picture shows, in a sentence.
fn description(map: &DifferenceMap) -> String {
    let told = CHANGES.into_iter().map(|change| told_of(map, change)).chain(unmentioned(map));
    format!("{}.", told.collect::<Vec<_>>().join("; "))
}

/// How many concepts differ that are not drawn, as no quote mentions them.
fn unmentioned(map: &DifferenceMap) -> Option<String> {
    let verb = if map.unmentioned == 1 { "differs" } else { "differ" };
    let told = || format!("{} that no quote mentions {verb}", count(map.unmentioned, "concept"));
    (map.unmentioned > 0).then(told)
}

const CHANGES: [Change; 3] = [Change::Came, Change::Went, Change::Changed];

/// How much became of concepts and pairs, in words.
fn told_of(map: &DifferenceMap, change: Change) -> String {
    let [concepts, pairs, undrawn] = numbers(map, change);
    let pairs = part(pairs, pairs + undrawn, "pair");
    format!("{} and {pairs} {}", count(concepts, "concept"), change.name())
}

/// How many concepts and pairs came, went or changed, and how many more pairs that are not drawn.
fn numbers(map: &DifferenceMap, change: Change) -> [usize; 3] {
    let number = |all: &[Change]| all.iter().filter(|one| **one == change).count();
    [number(&map.nodes), number(&map.edges), map.undrawn.get(&change).copied().unwrap_or(0)]
}
