//! A sign tells how a quote speaks of a concept where it does not simply name and assert it.

use super::element::Element;
use super::geometry::Point;
use super::page::{Entry, circle, words};
use super::text::Font;
use crate::analysis::map::Mark;
use crate::link::{Kind, Polarity};
use crate::render::palette::{DENIED, INK, PAPER};

/// Pixels from a sign's middle to its rim.
pub(super) const RADIUS: f64 = 6.0;
/// The dashes of a line to what is implied.
const DASHES: &str = "5 4";

/// How a quote speaks of a concept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Manner {
    /// True when it never names it.
    pub(super) implied: bool,
    /// Whether it asserts it.
    pub(super) polarity: Polarity,
}

impl Manner {
    /// That of one mark.
    pub(super) fn of(mark: &Mark) -> Self {
        Self { implied: mark.kind == Kind::Implied, polarity: mark.polarity }
    }

    /// That of all marks; one that names the concept is enough to name it, one that asserts it to assert it.
    pub(super) fn of_all<'m>(marks: impl IntoIterator<Item = &'m Mark>) -> Option<Self> {
        marks.into_iter().map(Self::of).reduce(Self::and)
    }

    /// That of both.
    pub(super) fn and(self, other: Self) -> Self {
        Self { implied: self.implied && other.implied, polarity: self.polarity.min(other.polarity) }
    }

    /// A line that is dashed for what is implied.
    pub(super) fn dashed(self, line: Element) -> Element {
        if self.implied { line.attr("stroke-dasharray", DASHES) } else { line }
    }

    /// The sign of what is not asserted, with its middle at a place.
    pub(super) fn sign(self, at: Point) -> Option<Element> {
        let (letter, colour) = match self.polarity {
            Polarity::Asserted => return None,
            Polarity::Negated => ("−", DENIED),
            Polarity::Asked => ("?", INK),
            Polarity::Hypothetical => ("~", INK),
        };
        let font = Font::bold(10.0);
        let ring = circle(at, RADIUS).attr("fill", PAPER).attr("stroke", colour).num("stroke-width", 1.3);
        let letter = words(&[letter], font, Point::new(at.x, at.y + font.size * 0.36 - font.ascent()));
        let letter = letter.attr("text-anchor", "middle").attr("fill", colour);
        Some(Element::new("g").child(ring).child(letter))
    }
}

/// What the signs of a picture mean, and its lines of one colour when some are dashed.
pub(super) fn entries(manners: &[Manner], colour: &'static str) -> Vec<Entry> {
    let line = |name, implied| {
        let manner = Manner { implied, polarity: Polarity::Asserted };
        Entry::new(26.0, name, move |at| manner.dashed(stroke(at, colour)))
    };
    let mut entries = Vec::new();
    if manners.iter().any(|manner| manner.implied) {
        entries.extend([line("named", false), line("implied", true)]);
    }
    for (polarity, meaning) in
        [(Polarity::Negated, "denied"), (Polarity::Asked, "asked"), (Polarity::Hypothetical, "supposed")]
    {
        if manners.iter().any(|manner| manner.polarity == polarity) {
            let manner = Manner { implied: false, polarity };
            entries.push(Entry::new(14.0, meaning, move |at| manner.sign(at).unwrap_or(Element::new("g"))));
        }
    }
    entries
}

/// A short line, for the legend.
fn stroke(at: Point, colour: &str) -> Element {
    let line =
        Element::new("line").num("x1", at.x - 13.0).num("x2", at.x + 13.0).num("y1", at.y).num("y2", at.y);
    line.attr("stroke", colour).num("stroke-width", 2.0)
}
