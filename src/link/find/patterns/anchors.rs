//! The anchors of a phrase are words of which one must stand where the phrase does; a phrase is only tried where one is.

use rustc_hash::FxHashMap;

use crate::concept::Element;
use crate::language::english::split_prefix;
use crate::link::find::frequency::frequency;

/// The [frequency] of each word of a scheme's phrases by its share of these.
#[derive(Default)]
pub(super) struct Frequencies<'p>(FxHashMap<&'p str, f64>);

impl<'p> Frequencies<'p> {
    pub(super) fn of(phrases: impl Iterator<Item = &'p [Element]>) -> Self {
        let mut out = Self::default();
        let all: f64 = phrases.map(|phrase| out.count(phrase, 1.0)).sum();
        out.0.iter_mut().for_each(|(word, part)| *part = frequency(word, *part / all));
        out
    }

    /// Counts the words of a phrase, and gives how many it counted; alternatives share what one word counts.
    fn count(&mut self, phrase: &'p [Element], share: f64) -> f64 {
        let of_element = |element: &'p Element| match element {
            Element::Word(word) | Element::Exact(word) => {
                *self.0.entry(word).or_default() += share;
                share
            }
            Element::Group { alternatives, .. } => {
                let share = share / alternatives.len() as f64;
                alternatives.iter().map(|way| self.count(way, share)).sum()
            }
            Element::Gap(_) => 0.0,
        };
        phrase.iter().map(of_element).sum()
    }

    fn part(&self, word: &str) -> f64 {
        self.0.get(word).copied().unwrap_or_else(|| frequency(word, 0.0))
    }
}

/// A word of a phrase, and how many words may stand between the beginning of the phrase and it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor<'p> {
    pub(super) word: &'p str,
    pub(super) least: usize,
    pub(super) most: usize,
}

impl<'p> Anchor<'p> {
    fn new(word: &'p str, at: usize) -> Self {
        Self { word, least: at, most: at }
    }

    /// How often a text is likely to have it, by the places from which the phrase is then tried.
    fn cost(&self, frequencies: &Frequencies<'_>) -> f64 {
        frequencies.part(self.word) * (self.most - self.least + 1) as f64
    }
}

/// The parts of a phrase that must be there, each by the words of which one stands in it; that which texts have least first.
pub(super) fn parts<'p>(phrase: &'p [Element], frequencies: &Frequencies<'_>) -> Vec<Vec<Anchor<'p>>> {
    let (mut least, mut most) = (0, 0);
    let mut parts: Vec<Vec<Anchor<'p>>> = Vec::new();
    for element in phrase {
        if let Some(mut part) = of_element(element, frequencies) {
            for anchor in &mut part {
                (anchor.least, anchor.most) = (anchor.least + least, anchor.most + most);
            }
            parts.push(part);
        }
        let width = width(element);
        (least, most) = (least + width.0, most + width.1);
    }
    let cost = |part: &Vec<Anchor<'_>>| part.iter().map(|anchor| anchor.cost(frequencies)).sum::<f64>();
    // No cost is below zero, so the order of their bits is theirs.
    parts.sort_by_cached_key(|part| cost(part).to_bits());
    parts
}

fn of_element<'p>(element: &'p Element, frequencies: &Frequencies<'_>) -> Option<Vec<Anchor<'p>>> {
    match element {
        Element::Word(word) => match split_prefix(word) {
            None => Some(vec![Anchor::new(word, 0)]),
            Some((_, rest)) => Some(vec![Anchor::new(word, 0), Anchor::new(rest, 1)]),
        },
        Element::Exact(word) => Some(vec![Anchor::new(word, 0)]),
        Element::Gap(_) | Element::Group { optional: true, .. } => None,
        Element::Group { alternatives, .. } => {
            let mut all = Vec::with_capacity(alternatives.len());
            for way in alternatives {
                all.extend(parts(way, frequencies).into_iter().next()?);
            }
            Some(all)
        }
    }
}

/// The fewest and the most words that an element takes.
fn width(element: &Element) -> (usize, usize) {
    match element {
        Element::Word(word) => (1, if split_prefix(word).is_some() { 2 } else { 1 }),
        Element::Exact(_) => (1, 1),
        Element::Gap(most) => (0, usize::from(*most)),
        Element::Group { alternatives, optional } => {
            let widths = alternatives.iter().map(|way| {
                way.iter().map(width).fold((0, 0), |sum, width| (sum.0 + width.0, sum.1 + width.1))
            });
            let both = widths.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default();
            if *optional { (0, both.1) } else { both }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::{Body, Classes, Pattern};

    #[test]
    fn the_rarest_part_that_must_be_there() {
        for (pattern, expected) in [
            ("the zebra", "zebra 1-1"),
            ("(the|a) ..3 zebra", "zebra 1-4"),
            ("zebra? of", "of 0-1"),
            ("the (zebra of|a yak)", "zebra 1-1, yak 2-2"),
            ("the pretraining", "pretraining 1-1, training 2-2"),
            ("of pretraining? =Yak", "Yak 1-3"),
        ] {
            let Body::Phrase(phrase) = Pattern::parse(pattern, &Classes::new()).unwrap().body else {
                panic!("{pattern}")
            };
            let show = |anchor: &Anchor<'_>| format!("{} {}-{}", anchor.word, anchor.least, anchor.most);
            let found: Vec<String> = parts(&phrase, &Frequencies::default())[0].iter().map(show).collect();
            assert_eq!(found.join(", "), expected, "{pattern}");
        }
    }
}
