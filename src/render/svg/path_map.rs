//! A path map drawn as rows: every chain from left to right, a pill for every concept, and between two of them the
//! quote in which they meet.

use super::card::Card;
use super::geometry::Point;
use super::page::{EDGE, Heading, count, page, words};
use super::pill::Pill;
use super::text::Font;
use super::xml::Element;
use crate::analysis::map::{MapChain, MapConcept, PathMap};
use crate::render::palette::{FAINT, GREY, RULE};

/// Pixels that a card is wide.
const CARD: f64 = 290.0;
/// Pixels between a pill and a card.
const LINK: f64 = 22.0;
/// Pixels between two rows.
const ROWS: f64 = 34.0;
/// The letters of a row's number and of the counts.
const NOTE: Font = Font::regular(11.0);
/// Pixels at the left for the row's number.
const NUMBER: f64 = 26.0;
/// A page is at least so many pixels wide.
const WIDTH: f64 = 480.0;

/// Draws a path map. The same map gives the same bytes on every machine.
///
/// A step whose concepts are not in the map is left out. O(n) in the letters shown.
pub fn path_map(map: &PathMap) -> String {
    let pills = Pill::all(&map.concepts);
    let rows: Vec<Row<'_>> = map.chains.iter().map(|chain| Row::new(chain, map, &pills)).collect();
    let columns = columns(&rows);
    let total: f64 = columns.iter().sum();
    let steps = columns.len().saturating_sub(1) as f64;
    let width = (2.0 * EDGE + NUMBER + total + steps * (CARD + 2.0 * LINK)).max(WIDTH);
    let subtitle = count(rows.len(), "chain");
    let (heading, top) = Heading { title: &map.title, subtitle: &subtitle }.draw(width);
    let mut parts = vec![heading];
    let mut y = top;
    for (number, row) in rows.iter().enumerate() {
        if number > 0 {
            parts.push(rule(y - ROWS / 2.0, width));
        }
        parts.push(row.draw(number + 1, y, &columns));
        y += row.height() + NOTE.line() + ROWS;
    }
    let bottom = if rows.is_empty() { top } else { y - ROWS };
    page(&map.title, &description(map), (width, bottom + EDGE), parts)
}

/// A chain, measured.
struct Row<'a> {
    pills: Vec<&'a Pill<'a>>,
    /// The card of each step and its number of quotes.
    steps: Vec<(Card<'a>, u32)>,
}

impl<'a> Row<'a> {
    fn new(chain: &'a MapChain, map: &'a PathMap, pills: &'a [Pill<'a>]) -> Self {
        let ends = chain.concepts.windows(2);
        let steps = ends.zip(&chain.steps).filter_map(|(ends, (quote, quotes))| {
            let concepts: [&MapConcept; 2] = [map.concepts.get(ends[0])?, map.concepts.get(ends[1])?];
            let marks = quote.marks.iter().filter_map(move |mark| {
                let end = ends.iter().position(|&end| end == mark.concept)?;
                Some((mark, concepts[end]))
            });
            Some((Card::new(quote, marks, CARD), *quotes))
        });
        Self {
            pills: chain.concepts.iter().filter_map(|&at| pills.get(at)).collect(),
            steps: steps.collect(),
        }
    }

    /// Pixels from top to bottom, without the notes under the cards.
    fn height(&self) -> f64 {
        let cards = self.steps.iter().map(|(card, _)| card.height());
        let pills = self.pills.iter().map(|pill| pill.height());
        cards.chain(pills).fold(0.0, f64::max)
    }

    /// Draws the row below `top`, its pills in the middles of columns of some widths.
    fn draw(&self, number: usize, top: f64, columns: &[f64]) -> Element {
        let middle = top + self.height() / 2.0;
        let label = words(&[number.to_string()], NOTE, Point::new(EDGE, middle - NOTE.line() / 2.0));
        let mut group = Element::new("g").child(label.attr("fill", FAINT));
        let mut left = EDGE + NUMBER;
        for (at, (pill, column)) in self.pills.iter().zip(columns).enumerate() {
            let start = left + (column - pill.width()) / 2.0;
            if let Some((card, quotes)) = self.steps.get(at) {
                let end = left + column + 2.0 * LINK + CARD;
                let next = self.pills.get(at + 1).zip(columns.get(at + 1));
                let reach = next.map_or(0.0, |(pill, column)| (column - pill.width()) / 2.0);
                let corner = Point::new(left + column + LINK, middle - card.height() / 2.0);
                group = group.child(link(start + pill.width(), end + reach, middle));
                group = group.child(card.draw(corner)).child(note(*quotes, corner, card.height()));
            }
            group = group.child(pill.draw(Point::new(start, middle)));
            left += column + 2.0 * LINK + CARD;
        }
        group
    }
}

/// The line behind a step.
fn link(from: f64, to: f64, y: f64) -> Element {
    let line = Element::new("line").num("x1", from).num("y1", y).num("x2", to).num("y2", y);
    line.attr("stroke", GREY).num("stroke-width", 1.6)
}

/// The number of quotes under a card.
fn note(quotes: u32, card: Point, height: f64) -> Element {
    let corner = card + Point::new(CARD / 2.0, height + 4.0);
    let text = count(quotes as usize, "quote");
    words(&[text], NOTE, corner).attr("text-anchor", "middle").attr("fill", FAINT)
}

fn rule(y: f64, width: f64) -> Element {
    let line = Element::new("line").num("x1", EDGE).num("y1", y).num("x2", width - EDGE).num("y2", y);
    line.attr("stroke", RULE)
}

/// How wide the columns of pills are: each as its widest pill.
fn columns(rows: &[Row<'_>]) -> Vec<f64> {
    let longest = rows.iter().map(|row| row.pills.len()).max().unwrap_or(0);
    let pills = |column: usize| rows.iter().filter_map(move |row| row.pills.get(column));
    (0..longest).map(|column| pills(column).map(|pill| pill.width()).fold(0.0, f64::max)).collect()
}

/// What the picture shows, in a sentence.
fn description(map: &PathMap) -> String {
    format!("{} of concepts, with a quote for every step.", count(map.chains.len(), "chain"))
}
