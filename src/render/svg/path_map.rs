//! A path map drawn as rows: every chain from left to right, a pill for every concept, and between two of them the
//! quote in which they meet. A long chain goes on in further rows, each of which begins with the pill that the one before
//! it ends in.

use super::card::Card;
use super::element::Element;
use super::geometry::Point;
use super::page::{EDGE, Heading, legend, page, words};
use super::pill::Pill;
use super::sign::{self, Manner};
use super::text::Font;
use crate::analysis::map::{MapChain, MapQuote, PathMap};
use crate::render::palette::{FAINT, GREY, RULE};
use crate::render::shown::count;

/// Pixels that a card is wide.
const CARD: f64 = 290.0;
/// Pixels between a pill and a card.
const LINK: f64 = 22.0;
/// Steps in a row at the most.
const STEPS: usize = 3;
/// Pixels between two rows, and between the rows of one chain.
const ROWS: (f64, f64) = (34.0, 12.0);
/// The letters of a row's number and of the counts.
const NOTE: Font = Font::regular(11.0);
/// Pixels at the left for the row's number.
const NUMBER: f64 = 26.0;

/// Draws a path map. The same map gives the same bytes on every machine.
///
/// A step whose concepts are not in the map is left out. O(n) in the letters shown.
pub fn path_map(map: &PathMap) -> String {
    let pills = Pill::all(&map.concepts);
    let rows: Vec<Row<'_>> =
        (1..).zip(&map.chains).flat_map(|(number, chain)| Row::all(number, chain, map, &pills)).collect();
    let columns = columns(&rows);
    let total: f64 = columns.iter().sum();
    let steps = columns.len().saturating_sub(1) as f64;
    let subtitle = count(map.chains.len(), "chain");
    let heading = Heading { title: &map.title, subtitle: &subtitle, scale: 1.0 };
    let width = heading.page_width(NUMBER + total + steps * (CARD + 2.0 * LINK));
    let (heading, mut y) = heading.draw(width);
    let mut parts = vec![heading];
    for (at, row) in rows.iter().enumerate() {
        let goes_on = row.number.is_none();
        if at > 0 {
            y += if goes_on { ROWS.1 } else { ROWS.0 };
        }
        if at > 0 && !goes_on {
            parts.push(rule(y - ROWS.0 / 2.0, width));
        }
        parts.push(row.draw(y, &columns));
        y += row.height() + NOTE.line();
    }
    let manners: Vec<Manner> =
        rows.iter().flat_map(|row| &row.steps).flat_map(|step| step.manners).flatten().collect();
    let entries = sign::entries(&manners, GREY);
    let top = if entries.is_empty() { y } else { y + EDGE };
    let (legend, bottom) = legend(&entries, top, width, 1.0);
    parts.push(legend);
    page(&map.title, &description(map), (width, bottom + EDGE), parts)
}

/// Some steps of a chain, measured.
struct Row<'a> {
    /// The chain's number, where it begins.
    number: Option<usize>,
    pills: Vec<&'a Pill<'a>>,
    steps: Vec<Step<'a>>,
}

/// A step of a chain.
struct Step<'a> {
    card: Card<'a>,
    /// How many quotes there are for it.
    quotes: u32,
    /// How the card's quote speaks of the concept before it, and of the one after it.
    manners: [Option<Manner>; 2],
}

impl<'a> Step<'a> {
    fn new(ends: [usize; 2], quote: &'a MapQuote, quotes: u32, map: &'a PathMap) -> Option<Self> {
        let [from, to] = ends.map(|end| map.concepts.get(end));
        let concepts = [from?, to?];
        let marks = quote.marks.iter().filter_map(move |mark| {
            let end = ends.iter().position(|&end| end == mark.concept)?;
            Some((mark, concepts[end]))
        });
        let on = |end: usize| quote.marks.iter().filter(move |mark| mark.concept == end);
        let manners = ends.map(|end| Manner::of_all(on(end)));
        Some(Self { card: Card::new(quote, marks, CARD), quotes, manners })
    }
}

impl<'a> Row<'a> {
    /// The rows of a chain, of about the same length.
    fn all(number: usize, chain: &'a MapChain, map: &'a PathMap, pills: &'a [Pill<'a>]) -> Vec<Self> {
        let pills: Vec<&Pill<'_>> = chain.concepts.iter().filter_map(|&at| pills.get(at)).collect();
        let ends = chain.concepts.windows(2).map(|ends| [ends[0], ends[1]]);
        let steps = ends.zip(&chain.steps);
        let mut steps = steps.filter_map(|(ends, (quote, quotes))| Step::new(ends, quote, *quotes, map));
        let rows = pills.len().saturating_sub(1).div_ceil(STEPS).max(1);
        let length = pills.len().saturating_sub(1).div_ceil(rows).max(1);
        let row = |row: usize| Self {
            number: (row == 0).then_some(number),
            pills: pills.iter().copied().skip(row * length).take(length + 1).collect(),
            steps: steps.by_ref().take(length).collect(),
        };
        (0..rows).map(row).collect()
    }

    /// Pixels from top to bottom, without the notes under the cards.
    fn height(&self) -> f64 {
        let cards = self.steps.iter().map(|step| step.card.height());
        let pills = self.pills.iter().map(|pill| pill.height());
        cards.chain(pills).fold(0.0, f64::max)
    }

    /// Draws the row below `top`, its pills in the middles of columns of some widths.
    fn draw(&self, top: f64, columns: &[f64]) -> Element {
        let middle = top + self.height() / 2.0;
        let number = self.number.map_or_else(|| "…".to_owned(), |number| number.to_string());
        let label = words(&[number], NOTE, Point::new(EDGE, middle - NOTE.line() / 2.0));
        let mut group = Element::new("g").child(label.attr("fill", FAINT));
        let mut left = EDGE + NUMBER;
        for (at, (pill, column)) in self.pills.iter().zip(columns).enumerate() {
            let start = left + (column - pill.width()) / 2.0;
            if let Some(step) = self.steps.get(at) {
                let next = self.pills.get(at + 1).zip(columns.get(at + 1));
                let reach = next.map_or(0.0, |(pill, column)| (column - pill.width()) / 2.0);
                let card = left + column + LINK;
                let ends = [start + pill.width(), card, card + CARD, card + CARD + LINK + reach];
                group = group.children(step.draw(ends, middle));
            }
            group = group.child(pill.draw(Point::new(start, middle)));
            left += column + 2.0 * LINK + CARD;
        }
        group
    }
}

impl Step<'_> {
    /// Draws the card and the lines to both sides of it, given where the pill before it ends, the card begins and ends, and
    /// the next pill begins.
    fn draw(&self, [before, left, right, after]: [f64; 4], y: f64) -> Vec<Element> {
        let corner = Point::new(left, y - self.card.height() / 2.0);
        let mut parts = vec![self.card.draw(corner), note(self.quotes, corner, self.card.height())];
        for (manner, (from, to)) in self.manners.iter().zip([(before, left), (right, after)]) {
            let line = link(from, to, y);
            parts.push(manner.map_or(line.clone(), |manner| manner.dashed(line)));
            parts.extend(manner.and_then(|manner| manner.sign(Point::new((from + to) / 2.0, y))));
        }
        parts
    }
}

/// A line between a pill and a card.
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
