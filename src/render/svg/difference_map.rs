//! A difference map drawn as a concept map: what came, went or changed has a colour of its own, and what went is dashed.

use super::concept_map::{Look, Paint, disc, draw};
use super::page::Entry;
use crate::analysis::Change;
use crate::analysis::map::{ConceptMap, DifferenceMap, MapConcept};
use crate::render::palette::change;
use crate::render::shown;

/// Draws a difference map. The same map gives the same bytes on every machine. It costs what a
/// [concept map](super::concept_map()) does.
pub fn difference_map(map: &DifferenceMap) -> String {
    draw(&map.map, map, &shown::of_difference(map), &description(map))
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

/// What the picture shows, in a sentence.
fn description(map: &DifferenceMap) -> String {
    format!("{}.", shown::changes(map).join("; "))
}
