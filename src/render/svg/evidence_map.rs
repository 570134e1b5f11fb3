//! An evidence map drawn as cards and pills: the quotes at the left, the concepts at the right, and a curve from
//! every quote to every concept that it speaks of.

use std::collections::BTreeMap;

use super::card::Card;
use super::element::{Element, num};
use super::geometry::Point;
use super::order::order;
use super::page::{EDGE, Heading, legend, page};
use super::pill::Pill;
use super::sign::{self, Manner};
use super::spread::{Thing, spread};
use crate::analysis::map::EvidenceMap;
use crate::link::Polarity;
use crate::render::palette::{self, GREY};
use crate::render::shown::{self, count};

/// Pixels that a card is wide.
const CARD: f64 = 430.0;
/// Pixels between the cards and the pills.
const BETWEEN: f64 = 230.0;
/// Pixels between two cards, and between two pills.
const GAPS: (f64, f64) = (12.0, 9.0);
/// Pixels between two curves that leave one card, at the most.
const PORT: f64 = 11.0;

/// Pixels between the middles of two signs, at the least.
const APART: f64 = 14.5;
/// Places on a curve that a sign may have.
const STEPS: u32 = 14;
/// Signs that may be near one, by the places where their curves begin.
const NEAR: usize = 24;

/// Draws an evidence map. The same map gives the same bytes on every machine.
///
/// Marks that name no concept of the map, or no words of their quote, are left out. O(l log l) a round of ordering for
/// l links.
pub fn evidence_map(map: &EvidenceMap) -> String {
    let links = Link::all(map);
    let pills = Pill::all(&map.concepts);
    let cards = cards(map);
    let width = EDGE + CARD + BETWEEN + pills.iter().map(Pill::width).fold(120.0, f64::max) + EDGE;
    let subtitle = subtitle(map, &links);
    let (heading, top) = Heading { title: &map.title, subtitle: &subtitle, scale: 1.0 }.draw(width);
    let picture = Picture::new(links, cards, pills, top);
    let manners: Vec<Manner> = picture.links.iter().map(|link| link.manner).collect();
    let (legend, bottom) = legend(&sign::entries(&manners, GREY), picture.bottom() + EDGE, width, 1.0);
    let parts = vec![heading, picture.curves(), picture.cards(), picture.pills(), picture.signs(), legend];
    page(&map.title, &description(map), (width, bottom + EDGE), parts)
}

/// All marks of one quote on one concept.
#[derive(Debug, Clone, Copy)]
struct Link {
    quote: usize,
    concept: usize,
    marks: u32,
    manner: Manner,
}

impl Link {
    /// The links of a map, by quote and concept.
    fn all(map: &EvidenceMap) -> Vec<Link> {
        let mut links: BTreeMap<(usize, usize), Link> = BTreeMap::new();
        for (quote, mark) in map
            .quotes
            .iter()
            .enumerate()
            .flat_map(|(at, quote)| quote.marks.iter().map(move |mark| (at, mark)))
        {
            if mark.concept < map.concepts.len() {
                let manner = Manner::of(mark);
                links.entry((quote, mark.concept)).and_modify(|link| link.add(manner)).or_insert(Link {
                    quote,
                    concept: mark.concept,
                    marks: 1,
                    manner,
                });
            }
        }
        links.into_values().collect()
    }

    fn add(&mut self, manner: Manner) {
        self.marks += 1;
        self.manner = self.manner.and(manner);
    }
}

/// A map with a place for everything.
struct Picture<'a> {
    links: Vec<Link>,
    cards: Vec<Card<'a>>,
    pills: Vec<Pill<'a>>,
    /// The upper side of every card.
    tops: Vec<f64>,
    /// The middle of every pill.
    middles: Vec<f64>,
    /// Where every link leaves its card.
    ports: Vec<f64>,
}

impl<'a> Picture<'a> {
    fn new(links: Vec<Link>, cards: Vec<Card<'a>>, pills: Vec<Pill<'a>>, top: f64) -> Self {
        let ends: Vec<(usize, usize)> = links.iter().map(|link| (link.quote, link.concept)).collect();
        let order = order(cards.len(), pills.len(), &ends);
        let tall = |heights: f64, gap: f64, count: usize| heights + gap * count.saturating_sub(1) as f64;
        let left = tall(cards.iter().map(Card::height).sum(), GAPS.0, cards.len());
        let right = tall(pills.iter().map(Pill::height).sum(), GAPS.1, pills.len());
        let mut tops = vec![0.0; cards.len()];
        let mut y = top + ((right - left) / 2.0).max(0.0);
        for &card in &order.left {
            tops[card] = y;
            y += cards[card].height() + GAPS.0;
        }
        let ports = ports(&links, &cards, &tops, &order.right);
        let middles = middles(&links, &pills, &ports, &order.right, (top, top + left.max(right)));
        Self { links, cards, pills, tops, middles, ports }
    }

    fn bottom(&self) -> f64 {
        let cards = self.cards.iter().zip(&self.tops).map(|(card, top)| top + card.height());
        let pills = self.pills.iter().zip(&self.middles).map(|(pill, middle)| middle + pill.height() / 2.0);
        cards.chain(pills).fold(EDGE, f64::max)
    }

    fn cards(&self) -> Element {
        let cards = self.cards.iter().zip(&self.tops).map(|(card, &top)| card.draw(Point::new(EDGE, top)));
        Element::new("g").children(cards)
    }

    fn pills(&self) -> Element {
        let left = EDGE + CARD + BETWEEN;
        let pills =
            self.pills.iter().zip(&self.middles).map(|(pill, &middle)| pill.draw(Point::new(left, middle)));
        Element::new("g").children(pills)
    }

    fn curves(&self) -> Element {
        let curves = self.links.iter().zip(&self.ports).map(|(link, &port)| {
            let colour = palette::colour(self.pills[link.concept].community());
            let width = 1.3 + 0.5 * f64::from(link.marks.min(4));
            let curve = Element::new("path").attr("d", curve(port, self.middles[link.concept]));
            let curve = curve.attr("stroke", colour).num("stroke-width", width);
            link.manner.dashed(curve)
        });
        Element::new("g").attr("fill", "none").attr("opacity", "0.7").children(curves)
    }

    /// Small signs where a quote does not simply assert a concept, each on its link's curve.
    fn signs(&self) -> Element {
        let mut signed: Vec<usize> = (0..self.links.len()).collect();
        signed.retain(|&link| self.links[link].manner.polarity != Polarity::Asserted);
        signed.sort_by(|&a, &b| self.ports[a].total_cmp(&self.ports[b]));
        let mut places: Vec<Point> = Vec::new();
        let mut signs = Vec::new();
        for link in signed {
            let Link { concept, manner, .. } = self.links[link];
            let place = free_place(self.ports[link], self.middles[concept], &places);
            places.push(place);
            signs.extend(manner.sign(place));
        }
        Element::new("g").children(signs)
    }
}

/// The cards of a map; when all quotes are by the same person, the subtitle says so and the cards do not.
fn cards(map: &EvidenceMap) -> Vec<Card<'_>> {
    let anonymous = common_attribution(map).is_some();
    let cards = map.quotes.iter().map(|quote| {
        let marks = quote.marks.iter().filter_map(|mark| Some((mark, map.concepts.get(mark.concept)?)));
        let card = Card::new(quote, marks, CARD);
        if anonymous { card.anonymous() } else { card }
    });
    cards.collect()
}

/// The attribution of all quotes, when there are several and it is one.
fn common_attribution(map: &EvidenceMap) -> Option<&str> {
    let (first, others) = map.quotes.split_first()?;
    let common = !others.is_empty() && others.iter().all(|quote| quote.attribution == first.attribution);
    common.then_some(first.attribution.as_str())
}

/// Where the links leave their cards: in the order of the concepts that they lead to, around the card's middle.
fn ports(links: &[Link], cards: &[Card<'_>], tops: &[f64], order: &[usize]) -> Vec<f64> {
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &concept)| places[concept] = place);
    let mut leaving: Vec<Vec<usize>> = vec![Vec::new(); cards.len()];
    links.iter().enumerate().for_each(|(at, link)| leaving[link.quote].push(at));
    let mut ports = vec![0.0; links.len()];
    for (card, mut leaving) in leaving.into_iter().enumerate() {
        leaving.sort_by_key(|&link| places[links[link].concept]);
        let height = cards[card].height();
        let step = PORT.min((height - 12.0) / leaving.len() as f64);
        let first = tops[card] + (height - step * (leaving.len() as f64 - 1.0)) / 2.0;
        leaving.iter().enumerate().for_each(|(place, &link)| ports[link] = first + step * place as f64);
    }
    ports
}

/// Where the pills stand: each near the mean of its links' ports.
fn middles(
    links: &[Link],
    pills: &[Pill<'_>],
    ports: &[f64],
    order: &[usize],
    (top, bottom): (f64, f64),
) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); pills.len()];
    for (link, port) in links.iter().zip(ports) {
        let (sum, count) = sums[link.concept];
        sums[link.concept] = (sum + port, count + 1.0);
    }
    let thing = |&concept: &usize| {
        let (sum, count) = sums[concept];
        let wish = if count > 0.0 { sum / count } else { bottom };
        Thing { wish, size: pills[concept].height() + GAPS.1 }
    };
    let things: Vec<Thing> = order.iter().map(thing).collect();
    let line = (top - GAPS.1 / 2.0, bottom + GAPS.1 / 2.0);
    let mut middles = vec![0.0; pills.len()];
    order.iter().zip(spread(&things, line)).for_each(|(&concept, middle)| middles[concept] = middle);
    middles
}

/// A curve from a card's right side to a pill's left side, level at both ends.
fn curve(from: f64, to: f64) -> String {
    let (left, right) = (EDGE + CARD, EDGE + CARD + BETWEEN);
    let bend = BETWEEN * 0.45;
    let [x0, x1, x2, x3, from, to] = [left, left + bend, right - bend, right, from, to].map(num);
    format!("M{x0} {from}C{x1} {from} {x2} {to} {x3} {to}")
}

/// The first place on a curve, a step after another, that is far enough from the signs that stand near it.
fn free_place(from: f64, to: f64, signs: &[Point]) -> Point {
    let near = &signs[signs.len().saturating_sub(NEAR)..];
    let is_free = |place: &Point| near.iter().all(|sign| (*sign - *place).length() >= APART);
    let mut places = (1..=STEPS).map(|step| on_curve(from, to, 0.05 * f64::from(step)));
    places.find(is_free).unwrap_or_else(|| on_curve(from, to, 0.05))
}

/// The place on a [`curve`] at a parameter in 0..=1.
fn on_curve(from: f64, to: f64, t: f64) -> Point {
    let bend = BETWEEN * 0.45;
    let (s, cubes) = (1.0 - t, t * t * t);
    let x = 3.0 * s * s * t * bend + 3.0 * s * t * t * (BETWEEN - bend) + cubes * BETWEEN;
    Point::new(EDGE + CARD + x, from + (to - from) * (3.0 * t * t - 2.0 * cubes))
}

/// How much the picture shows, and whose words where its title does not say so.
fn subtitle(map: &EvidenceMap, links: &[Link]) -> String {
    if map.quotes.is_empty() {
        return "No quote mentions a concept.".to_owned();
    }
    let counts = [shown::of_quotes(map), count(links.len(), "link")];
    let attribution = common_attribution(map).into_iter().flat_map(|attribution| attribution.split(" · "));
    let unsaid = attribution.filter(|part| !part.is_empty() && !map.title.ends_with(&format!("— {part}")));
    counts.iter().map(String::as_str).chain(unsaid).collect::<Vec<_>>().join(" · ")
}

/// What the picture shows, in a sentence.
fn description(map: &EvidenceMap) -> String {
    let quotes = shown::quotes(map);
    match map.concepts.len() {
        0 => format!("{quotes}."),
        all => format!(
            "{quotes}, each linked to the concepts that it speaks of, {} in all.",
            count(all, "concept")
        ),
    }
}
