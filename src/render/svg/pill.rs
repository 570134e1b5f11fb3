//! A pill is a concept beside quotes: its label in a rounded frame, as large as its quotes are many.

use super::concept_map::tooltip;
use super::element::Element;
use super::geometry::{Point, Rect};
use super::page::{rounded, words};
use super::text::Font;
use crate::analysis::map::MapConcept;
use crate::render::palette::{self, INK};

/// Size of the letters of the least and of the most quoted concept.
const LETTERS: (f64, f64) = (11.5, 16.0);
/// Labels wider than this are broken into two lines, in pixels.
const WIDEST: f64 = 210.0;
/// Pixels between the frame and the words, at the sides and above.
const PADDING: (f64, f64) = (12.0, 5.0);

/// A concept, measured.
#[derive(Debug)]
pub(super) struct Pill<'a> {
    concept: &'a MapConcept,
    font: Font,
    label: Vec<String>,
}

impl<'a> Pill<'a> {
    /// Measures a concept in a map whose most quoted one has `most` quotes.
    pub(super) fn new(concept: &'a MapConcept, most: u32) -> Self {
        let share = (f64::from(concept.quotes) / f64::from(most.max(1))).sqrt();
        let font = Font::regular(((LETTERS.0 + (LETTERS.1 - LETTERS.0) * share) * 2.0).round() / 2.0);
        let lines = if font.width(&concept.label) <= WIDEST { 1 } else { 2 };
        Self { concept, font, label: font.balance(&concept.label, lines, WIDEST) }
    }

    /// Measures all concepts of a map.
    pub(super) fn all(concepts: &'a [MapConcept]) -> Vec<Self> {
        let most = concepts.iter().map(|concept| concept.quotes).max().unwrap_or(0);
        concepts.iter().map(|concept| Self::new(concept, most)).collect()
    }

    /// The community of its concept.
    pub(super) fn community(&self) -> u32 {
        self.concept.community
    }

    /// Pixels from side to side, with room for a font that is a little wider.
    pub(super) fn width(&self) -> f64 {
        let label = self.label.iter().map(|line| self.font.width(line)).fold(0.0, f64::max);
        label * 1.04 + 2.0 * PADDING.0
    }

    /// Pixels from top to bottom.
    pub(super) fn height(&self) -> f64 {
        self.label.len().max(1) as f64 * self.font.line() + 2.0 * PADDING.1
    }

    /// Draws the pill with the middle of its left side at a place.
    pub(super) fn draw(&self, at: Point) -> Element {
        let (width, height) = (self.width(), self.height());
        let frame = Rect::new(at.x, at.y - height / 2.0, at.x + width, at.y + height / 2.0);
        let colour = palette::colour(self.concept.community);
        let corner = Point::new(at.x + width / 2.0, frame.min.y + PADDING.1);
        let radius = (self.font.line() + 2.0 * PADDING.1) / 2.0;
        let body = rounded(frame, radius).attr("fill", palette::tint(self.concept.community));
        let ring = if self.concept.focus { 2.6 } else { 1.3 };
        Element::new("g")
            .tooltip(&tooltip(self.concept))
            .child(body.attr("stroke", colour).num("stroke-width", ring))
            .child(words(&self.label, self.font, corner).attr("text-anchor", "middle").attr("fill", INK))
    }
}
