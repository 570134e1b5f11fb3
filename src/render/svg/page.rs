//! A page is what every picture stands on: a heading above, a legend below, and words for those who cannot see it.

use super::element::{Element, num};
use super::geometry::{Point, Rect};
use super::text::{FAMILY, Font};
use crate::render::palette::{FAINT, INK, PAPER};

/// Pixels left free at every side of a page.
pub(super) const EDGE: f64 = 24.0;

/// A page is at least so wide, without its edges, in pixels.
const NARROWEST: f64 = 432.0;
/// A heading that is longer than this is broken into lines, in pixels.
const LONGEST: f64 = 640.0;

/// The side of a square of things around which words have their usual size, in pixels; around more they are larger.
const SIDE: f64 = 1100.0;
/// Words are at most so many times larger.
const LARGEST: f64 = 4.0;

const TITLE: Font = Font::bold(20.0);
const SUBTITLE: Font = Font::regular(12.0);
const LEGEND: Font = Font::regular(12.0);

/// How many times larger the words around things of some size are, so that they can be read when all is fitted to a screen.
pub(super) fn scale(things: Rect) -> f64 {
    ((things.area().sqrt() / SIDE).clamp(1.0, LARGEST) * 20.0).round() / 20.0
}

/// What stands at the head of a page.
#[derive(Debug)]
pub(super) struct Heading<'a> {
    /// The heading in large letters; may be empty.
    pub(super) title: &'a str,
    /// A line of smaller letters under it; may be empty.
    pub(super) subtitle: &'a str,
    /// How many times larger its letters are than usual.
    pub(super) scale: f64,
}

impl Heading<'_> {
    /// How wide a page for things of some width is: wide enough for the heading too, if it is no long one.
    pub(super) fn page_width(&self, things: f64) -> f64 {
        let [title, subtitle] = self.fonts();
        let heading = title.width(self.title).max(subtitle.width(self.subtitle)) * 1.04;
        things.max(heading.min(LONGEST * self.scale)).max(NARROWEST) + 2.0 * EDGE
    }

    /// Draws the heading, and tells where the page goes on below it.
    pub(super) fn draw(&self, width: f64) -> (Element, f64) {
        let fonts = self.fonts();
        let (title, below) = paragraph(self.title, fonts[0], INK, EDGE, width);
        let (subtitle, below) = paragraph(self.subtitle, fonts[1], FAINT, below, width);
        let space = if below > EDGE { 18.0 * self.scale } else { 0.0 };
        (Element::new("g").child(title).child(subtitle), below + space)
    }

    fn fonts(&self) -> [Font; 2] {
        [TITLE, SUBTITLE].map(|font| font.times(self.scale))
    }
}

/// Lines of text at the left edge of a page, from `top` down; and where they end.
fn paragraph(text: &str, font: Font, colour: &str, top: f64, width: f64) -> (Element, f64) {
    let lines: Vec<&str> = font.wrap(text, width - 2.0 * EDGE).into_iter().map(|line| &text[line]).collect();
    let below = top + lines.len() as f64 * font.line();
    (words(&lines, font, Point::new(EDGE, top)).attr("fill", colour), below)
}

/// A text of some lines whose first one starts at `corner`, its top left corner.
pub(super) fn words<S: AsRef<str>>(lines: &[S], font: Font, corner: Point) -> Element {
    let text = Element::new("text").num("font-size", font.size);
    let text = if font.bold { text.attr("font-weight", "bold") } else { text };
    let spans = lines.iter().enumerate().map(|(row, line)| {
        let y = corner.y + font.ascent() + row as f64 * font.line();
        Element::new("tspan").num("x", corner.x).num("y", y).text(line.as_ref())
    });
    text.children(spans)
}

/// An entry of a legend: a sign of at most 26 by 12 pixels around the origin, and what it means.
pub(super) struct Entry {
    /// Draws the sign with its middle at a place.
    sign: Box<dyn Fn(Point) -> Element>,
    /// Pixels that the sign is wide.
    width: f64,
    /// What it means.
    meaning: String,
}

impl Entry {
    /// A sign of some width and its meaning.
    pub(super) fn new(width: f64, meaning: &str, sign: impl Fn(Point) -> Element + 'static) -> Self {
        Self { sign: Box::new(sign), width, meaning: meaning.to_owned() }
    }

    /// A dot of one colour.
    pub(super) fn dot(colour: String, meaning: &str) -> Self {
        Self::new(11.0, meaning, move |at| circle(at, 5.5).attr("fill", &colour))
    }
}

/// A circle around a place.
pub(super) fn circle(at: Point, radius: f64) -> Element {
    Element::new("circle").num("cx", at.x).num("cy", at.y).num("r", radius)
}

/// A rectangle with round corners.
pub(super) fn rounded(rect: Rect, radius: f64) -> Element {
    let element = Element::new("rect").num("x", rect.min.x).num("y", rect.min.y);
    element.num("width", rect.width()).num("height", rect.height()).num("rx", radius)
}

/// Draws the entries in lines that fill the page's width, from `top` down and some times larger than usual; and tells
/// where they end.
pub(super) fn legend(entries: &[Entry], top: f64, width: f64, scale: f64) -> (Element, f64) {
    let font = LEGEND.times(scale);
    let mut group = Element::new("g").attr("fill", INK);
    let (mut left, mut line) = (EDGE, top);
    for Entry { sign, width: wide, meaning } in entries {
        let words_at = (wide + 7.0) * scale;
        let meaning = font.balance(meaning, 1, width - 2.0 * EDGE - words_at).concat();
        let right = left + words_at + font.width(&meaning) * 1.03;
        if right > width - EDGE && left > EDGE {
            line += 20.0 * scale;
            left = EDGE;
        }
        let middle = Point::new(left + wide / 2.0 * scale, line + 8.0 * scale);
        let corner = Point::new(left + words_at, middle.y - font.size * 0.6);
        left += words_at + font.width(&meaning) * 1.03 + 20.0 * scale;
        group = group.child(scaled(sign, middle, scale)).child(words(&[meaning], font, corner));
    }
    (group, if entries.is_empty() { top } else { line + 18.0 * scale })
}

/// A sign with its middle at a place, some times larger than usual.
fn scaled(sign: &dyn Fn(Point) -> Element, at: Point, scale: f64) -> Element {
    if scale == 1.0 {
        return sign(at);
    }
    let [x, y, scale] = [at.x, at.y, scale].map(num);
    let place = format!("translate({x} {y}) scale({scale})");
    Element::new("g").attr("transform", place).child(sign(Point::default()))
}

/// The whole page of a picture.
pub(super) fn page(
    title: &str,
    description: &str,
    (width, height): (f64, f64),
    parts: Vec<Element>,
) -> String {
    let (width, height) = (width.ceil(), height.ceil());
    // A picture without a heading has a name for those who do not see it.
    let title = if title.trim().is_empty() { description } else { title };
    let svg = Element::new("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .num("width", width)
        .num("height", height)
        .attr("viewBox", format!("0 0 {width} {height}"))
        .attr("role", "img")
        .attr("font-family", FAMILY)
        .child(Element::new("title").text(title))
        .child(Element::new("desc").text(description))
        .child(Element::new("rect").attr("width", "100%").attr("height", "100%").attr("fill", PAPER))
        .children(parts);
    format!("{svg}\n")
}
