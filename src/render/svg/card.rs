//! A card shows a quote: its words in lines, the evidence in them tinted and underlined, and who said it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::element::Element;
use super::geometry::{Point, Rect};
use super::page::{rounded, words};
use super::text::{Font, is_right_to_left};
use crate::analysis::map::{MapConcept, MapQuote, Mark};
use crate::link::{Kind, Polarity};
use crate::render::excerpt::{excerpt, is_cut, start};
use crate::render::palette::{self, CARD, DENIED, FAINT, GREY, INK, RULE};

/// The letters of the quote.
const QUOTE: Font = Font::regular(12.5);
/// The letters of the attribution.
const ATTRIBUTION: Font = Font::regular(10.5);
/// Lines of a quote that are shown at the most.
const LINES: usize = 9;
/// Letters of a quote that are shown under the pointer where lines are left out.
const TOLD: usize = 2000;
/// Pixels between the card's border and its words: at the left, at the right, above and below.
const PADDING: [f64; 4] = [18.0, 18.0, 11.0, 11.0];

/// A quote, measured and broken into lines.
#[derive(Debug)]
pub(super) struct Card<'a> {
    quote: &'a MapQuote,
    marks: Vec<(&'a Mark, &'a MapConcept)>,
    /// All lines, as byte ranges of the quote's text.
    lines: Vec<Range<usize>>,
    /// Which of them are shown, in order.
    shown: Vec<usize>,
    attribution: Vec<String>,
    width: f64,
}

impl<'a> Card<'a> {
    /// Measures a card of `width` pixels for a quote and some of its marks; those that do not fit are left out.
    pub(super) fn new(
        quote: &'a MapQuote,
        marks: impl IntoIterator<Item = (&'a Mark, &'a MapConcept)>,
        width: f64,
    ) -> Self {
        let inner = width - PADDING[0] - PADDING[1];
        let marks: Vec<_> =
            marks.into_iter().filter(|(mark, _)| mark.span.of(&quote.text).is_some()).collect();
        let lines = QUOTE.wrap(&quote.text, inner);
        let evidence: Vec<(usize, &str)> =
            marks.iter().map(|(mark, concept)| (mark.span.start as usize, concept.id.as_str())).collect();
        let shown = excerpt(&lines, &evidence, LINES);
        Self {
            quote,
            marks,
            lines,
            shown,
            attribution: ATTRIBUTION.balance(&quote.attribution, 1, inner),
            width,
        }
    }

    /// The same card without the line that says whose the quote is.
    pub(super) fn anonymous(self) -> Self {
        Self { attribution: Vec::new(), ..self }
    }

    /// Pixels from top to bottom.
    pub(super) fn height(&self) -> f64 {
        let attribution = self.attribution.len() as f64 * (ATTRIBUTION.line() + 4.0);
        PADDING[2] + self.shown.len() as f64 * QUOTE.line() + attribution + PADDING[3]
    }

    /// Draws the card with its top left corner at a place.
    pub(super) fn draw(&self, corner: Point) -> Element {
        let frame = Rect { min: corner, max: corner + Point::new(self.width, self.height()) };
        let bar = Rect { min: corner, max: Point::new(corner.x + 5.0, frame.max.y) };
        let below =
            corner + Point::new(PADDING[0], PADDING[2] + self.shown.len() as f64 * QUOTE.line() + 4.0);
        let group = if self.shown.len() < self.lines.len() {
            Element::new("g").tooltip(&start(&self.quote.text, TOLD))
        } else {
            Element::new("g")
        };
        group
            .child(rounded(frame, 4.0).attr("fill", CARD).attr("stroke", RULE))
            .child(rounded(bar, 2.0).attr("fill", self.colour()))
            .children((0..).zip(&self.shown).flat_map(|(row, &line)| self.line(row, line, corner)))
            .child(words(&self.attribution, ATTRIBUTION, below).attr("fill", FAINT))
    }

    /// The colour of the community that most of the evidence belongs to.
    fn colour(&self) -> String {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        self.marks.iter().for_each(|(_, concept)| *counts.entry(concept.community).or_default() += 1);
        let most = counts.into_iter().max_by_key(|&(community, count)| (count, std::cmp::Reverse(community)));
        most.map_or_else(|| GREY.to_owned(), |(community, _)| palette::colour(community))
    }

    /// One line: the marks' backgrounds, then the words. Where the viewer places the letters, the marks are in the text.
    fn line(&self, row: usize, line: usize, corner: Point) -> Vec<Element> {
        let at = corner + Point::new(PADDING[0], PADDING[2] + row as f64 * QUOTE.line());
        let runs = self.runs(line);
        if is_right_to_left(&self.quote.text) {
            let right = Point::new(corner.x + self.width - PADDING[1], at.y);
            return vec![flowing(&runs, right).attr("direction", "rtl")];
        }
        if !QUOTE.knows(&self.quote.text[self.lines[line].clone()]) {
            return vec![flowing(&runs, at)];
        }
        let backs = runs.iter().filter_map(|run| run.underlay(at));
        backs.chain(runs.iter().map(|run| run.words(at))).collect()
    }

    /// The words of a line, cut where marks begin and end, and `…` where lines were left out.
    fn runs(&self, line: usize) -> Vec<Run<'_>> {
        let Range { start, end } = self.lines[line];
        let (cut_before, cut_after) = is_cut(&self.shown, line, self.lines.len());
        let dots = |left| Run { text: "…", left, spaced: true, mark: None };
        let first = if cut_before { QUOTE.width("… ") } else { 0.0 };
        let left = |at: usize| first + QUOTE.width(&self.quote.text[start..at]);
        let ends = self.marks.iter().flat_map(|(mark, _)| [mark.span.start as usize, mark.span.end as usize]);
        let mut cuts: Vec<usize> =
            ends.filter(|cut| (start..end).contains(cut)).chain([start, end]).collect();
        cuts.sort_unstable();
        cuts.dedup();
        let runs = cuts.windows(2).map(|cut| {
            let text = &self.quote.text[cut[0]..cut[1]];
            let at = cut[1] - text.trim_start().len();
            let spaced = at == start || self.quote.text[..at].ends_with(char::is_whitespace);
            Run { text: text.trim(), left: left(at), spaced, mark: self.mark_on(cut[0]..cut[1]) }
        });
        let before = cut_before.then(|| dots(0.0));
        let after = cut_after.then(|| dots(left(end) + QUOTE.width(" ")));
        before.into_iter().chain(runs.filter(|run| !run.text.is_empty())).chain(after).collect()
    }

    /// The shortest mark that covers some bytes.
    fn mark_on(&self, bytes: Range<usize>) -> Option<(&'a Mark, &'a MapConcept)> {
        let covers = |span: Range<usize>| span.start <= bytes.start && bytes.end <= span.end;
        let covering = self.marks.iter().filter(|(mark, _)| covers(mark.span.range()));
        covering.min_by_key(|(mark, _)| mark.span.len()).copied()
    }
}

/// Words of one line that are marked, or not, as a whole.
struct Run<'a> {
    text: &'a str,
    /// Pixels from the start of the line.
    left: f64,
    /// True when white space stands before it.
    spaced: bool,
    mark: Option<(&'a Mark, &'a MapConcept)>,
}

impl Run<'_> {
    /// The words. Where their width is known, a viewer that takes another font stretches them to it.
    fn words(&self, line: Point) -> Element {
        let words = words(&[self.text], QUOTE, line + Point::new(self.left, 0.0)).attr("fill", INK);
        if QUOTE.knows(self.text) && self.text.len() > 1 {
            words.num("textLength", QUOTE.width(self.text)).attr("lengthAdjust", "spacingAndGlyphs")
        } else {
            words
        }
    }

    /// The tint and the line under evidence: dashed for what is implied, red and double for what is denied.
    fn underlay(&self, line: Point) -> Option<Element> {
        let (mark, concept) = self.mark?;
        let left = line.x + self.left;
        let right = left + QUOTE.width(self.text);
        let back = Rect::new(left - 2.0, line.y + 0.5, right + 2.0, line.y + QUOTE.line() - 0.5);
        let stroke = |y: f64| {
            let under = Element::new("line").num("x1", left).num("y1", y).num("x2", right).num("y2", y);
            let under = under.attr("stroke", mark_colour(mark, concept)).num("stroke-width", 1.3);
            if mark.kind == Kind::Implied { under.attr("stroke-dasharray", "3 2") } else { under }
        };
        let y = back.max.y - 0.5;
        let strokes = match mark.polarity {
            Polarity::Negated => vec![stroke(y - 1.1), stroke(y + 1.1)],
            _ => vec![stroke(y)],
        };
        let back = rounded(back, 3.0).attr("fill", palette::tint(concept.community));
        Some(Element::new("g").tooltip(&concept.label).child(back).children(strokes))
    }

    /// The words inside running text, evidence underlined there.
    fn span(&self) -> Element {
        let span = Element::new("tspan").text(self.text);
        let Some((mark, concept)) = self.mark else { return span };
        let colour = match mark.polarity {
            Polarity::Negated => DENIED.to_owned(),
            _ => palette::letters(concept.community),
        };
        let span = span.attr("fill", colour).attr("text-decoration", "underline");
        match (mark.polarity, mark.kind) {
            (Polarity::Negated, _) => span.attr("style", "text-decoration-style:double"),
            (_, Kind::Implied) => span.attr("style", "text-decoration-style:dashed"),
            _ => span,
        }
    }
}

/// The colour of a mark's line.
fn mark_colour(mark: &Mark, concept: &MapConcept) -> String {
    match mark.polarity {
        Polarity::Negated => DENIED.to_owned(),
        _ => palette::colour(concept.community),
    }
}

/// A line whose letters the viewer places, from a corner on.
fn flowing(runs: &[Run<'_>], corner: Point) -> Element {
    let text = Element::new("text").num("font-size", QUOTE.size).attr("fill", INK);
    let text = text.num("x", corner.x).num("y", corner.y + QUOTE.ascent());
    runs.iter().enumerate().fold(text, |text, (at, run)| {
        let text = if run.spaced && at > 0 { text.text(" ") } else { text };
        text.child(run.span())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::excerpt::AROUND;
    use crate::text::Span;

    fn concept() -> MapConcept {
        MapConcept { id: "a".into(), label: "A".into(), quotes: 1, community: 0, focus: false }
    }

    fn quote(text: &str, spans: &[(u32, u32)]) -> MapQuote {
        let mark = |&(start, end): &(u32, u32)| Mark {
            concept: 0,
            span: Span::new(start, end),
            kind: Kind::Explicit,
            polarity: Polarity::Asserted,
        };
        let marks = spans.iter().map(mark).collect();
        MapQuote { id: "q".into(), text: text.into(), attribution: String::new(), marks }
    }

    #[test]
    fn runs_are_cut_at_marks() {
        let concept = concept();
        for (text, spans, expected) in [
            ("one two three", vec![(4, 7)], vec![("one", false), ("two", true), ("three", false)]),
            ("one two", vec![(0, 7), (4, 7)], vec![("one", true), ("two", true)]),
            ("one two", vec![(5, 99), (2, 1)], vec![("one two", false)]),
            ("été", vec![(1, 2)], vec![("été", false)]),
            ("", vec![(0, 0)], vec![]),
        ] {
            let quote = quote(text, &spans);
            let card = Card::new(&quote, quote.marks.iter().map(|mark| (mark, &concept)), 300.0);
            let runs: Vec<(&str, bool)> = card
                .shown
                .iter()
                .flat_map(|&line| card.runs(line))
                .map(|run| (run.text, run.mark.is_some()))
                .collect();
            assert_eq!(runs, expected, "{text}");
        }
    }

    #[test]
    fn the_viewer_places_the_letters_of_some_scripts() {
        let concept = concept();
        for (text, mark, leftward) in [
            ("The word זיכרון, it means memory.", "זיכרון", false),
            ("זיכרון means memory.", "זיכרון", true),
            ("ปัญญาก็ and", "ปัญญา", false),
        ] {
            let start = text.find(mark).unwrap();
            let quote = quote(text, &[(start as u32, (start + mark.len()) as u32)]);
            let card = Card::new(&quote, quote.marks.iter().map(|mark| (mark, &concept)), 300.0);
            let [line] = &card.line(0, 0, Point::default())[..] else { panic!("{text}") };
            let drawn = line.to_string();
            let document = roxmltree::Document::parse(&drawn).unwrap();
            let words: String =
                document.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect();
            let marked = document.descendants().find(|node| node.has_attribute("text-decoration")).unwrap();
            assert_eq!((words.as_str(), marked.text()), (text, Some(mark)));
            assert_eq!(document.root_element().attribute("direction") == Some("rtl"), leftward, "{drawn}");
        }
    }

    #[test]
    fn a_quote_full_of_marks_begins_with_its_first_line() {
        let words = 100_000;
        let spans: Vec<(u32, u32)> = (0..words).map(|n| (n * 5, n * 5 + 4)).collect();
        let quote = quote(&"word ".repeat(words as usize), &spans);
        let concept = concept();
        let card = Card::new(&quote, quote.marks.iter().map(|mark| (mark, &concept)), 300.0);
        assert_eq!(card.shown, (0..LINES).collect::<Vec<_>>());
    }

    #[test]
    fn a_long_quote_is_cut_around_its_evidence() {
        let text = format!("{}here {}", "before ".repeat(200), "after ".repeat(200));
        let concept = concept();
        let quote = quote(&text, &[(1400, 1404)]);
        let card = Card::new(&quote, quote.marks.iter().map(|mark| (mark, &concept)), 300.0);
        let runs: Vec<Run<'_>> = card.shown.iter().flat_map(|&line| card.runs(line)).collect();
        assert_eq!(card.shown.len(), LINES);
        let middle = card.shown[AROUND..LINES - AROUND].iter().flat_map(|&line| card.runs(line));
        assert!(middle.into_iter().any(|run| run.text == "here" && run.mark.is_some()));
        assert_eq!(runs.iter().filter(|run| run.text == "…").count(), 2);
    }

    #[test]
    fn two_concepts_far_apart_are_both_shown() {
        let text = format!("{}here {}there {}", "a ".repeat(999), "and ".repeat(500), "b ".repeat(999));
        let concepts = [concept(), MapConcept { id: "b".into(), ..concept() }];
        let quote = quote(&text, &[(1998, 2002), (1998, 2002), (4003, 4008)]);
        let marks = quote.marks.iter().zip([&concepts[0], &concepts[0], &concepts[1]]);
        let card = Card::new(&quote, marks, 300.0);
        let runs: Vec<Run<'_>> = card.shown.iter().flat_map(|&line| card.runs(line)).collect();
        let marked: Vec<&str> = runs.iter().filter(|run| run.mark.is_some()).map(|run| run.text).collect();
        assert_eq!(marked, ["here", "there"]);
        assert_eq!(card.shown.len(), LINES);
        assert_eq!(runs.iter().filter(|run| run.text == "…").count(), 3);
    }
}
