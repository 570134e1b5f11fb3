//! Tagging: which class each word of an English text has where it stands.
//!
//! The tags of a text are the likeliest path (Viterbi, "Error bounds for convolutional codes", 1967) through the
//! classes that its words may have, with a few dozen bonds between neighbouring classes that were set by hand, and with
//! what the [clauses](Clause) on the way lack or have too much.

use std::sync::LazyLock;

use super::clause::{Clause, agreement};
use crate::language::facts::{Form, Share};
use crate::language::tag::{LETTERS, Tag};
use crate::text::{Joint, data_lines};

/// The places of bonds with what stands before a word, after those with the tags.
const START: usize = 17;
const COMMA: usize = 18;
/// What a bond across a comma or within a word with a hyphen counts, against one between neighbours.
const ACROSS: f64 = 0.4;
/// What the share of a class counts, against bonds: words are used as verbs less often than they have meanings as such.
const SHARE: f64 = 0.75;
/// Keeps a rare class possible.
const FLOOR: f64 = 0.01;

/// Class before, class after → bond.
static BONDS: LazyLock<[[f64; 17]; 19]> = LazyLock::new(|| {
    let mut table = [[0.0; 17]; 19];
    for line in data_lines(include_str!("bonds.txt")) {
        let mut fields = line.split(' ');
        let (Some(before), Some(after), Some(bond)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let places = |letters: &'static str| letters.chars().filter_map(|c| LETTERS.find(c));
        for (before, after) in places(before).flat_map(|b| places(after).map(move |a| (b, a))) {
            if let Some(cell) = table[before].get_mut(after) {
                *cell = bond.parse().unwrap_or(0.0);
            }
        }
    }
    table
});

/// A word as the tagger sees it: the classes that it may have, with their shares, its form, and what stands around it.
pub(in crate::language) struct Choice<'a> {
    pub(in crate::language) classes: &'a [Share],
    pub(in crate::language) form: Form,
    /// What stands before it.
    pub(in crate::language) joint: Joint,
    /// A whole sentence ends with it.
    pub(in crate::language) stops: bool,
}

/// The best way to a class of a word and a clause: how good it is, and which of the ways to the word before it goes on from.
#[derive(Clone, Copy)]
struct Way {
    tag: Tag,
    clause: Clause,
    /// The last class that is no adverb's, and the one before the word that this ends, which a hyphen may part.
    lead: Tag,
    outer: Tag,
    good: f64,
    from: usize,
}

/// The tags of a text's words, one for each. O(words).
pub(in crate::language) fn tag(words: &[Choice<'_>]) -> Vec<Tag> {
    let mut ways: Vec<Vec<Way>> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let row = match n.checked_sub(1) {
            Some(before) => row(word, &words[before], &ways[before]),
            None => word.classes.iter().map(|class| first(word, *class)).collect(),
        };
        ways.push(row);
    }
    trace(words, &ways)
}

/// The way to a class of the first word.
fn first(word: &Choice<'_>, (tag, share): Share) -> Way {
    let clause = Clause::Without.at(word.joint, tag);
    let clause = if tag.is_verb() { clause.with_verb(tag, tag).0 } else { clause };
    let good = own(share) + bond(tag, Joint::Sentence, tag);
    Way { tag, clause, lead: tag, outer: tag, good, from: 0 }
}

/// The ways to a word, of those with the same class and clause the best.
fn row(word: &Choice<'_>, last: &Choice<'_>, ways: &[Way]) -> Vec<Way> {
    let mut row: Vec<Way> = Vec::new();
    for class in word.classes {
        for (from, way) in ways.iter().enumerate() {
            let next = Way { from, ..way.followed(last, word, *class) };
            match row.iter_mut().find(|known| (known.tag, known.clause) == (next.tag, next.clause)) {
                Some(known) if known.good >= next.good => {}
                Some(known) => *known = next,
                None => row.push(next),
            }
        }
    }
    row
}

impl Way {
    /// The way that goes on to a class of the next word.
    fn followed(self, last: &Choice<'_>, word: &Choice<'_>, (tag, share): Share) -> Self {
        let clause = self.clause.at(word.joint, tag);
        let outer = if word.joint == Joint::Tight { self.outer } else { self.lead };
        let (clause, verb) = if tag.is_verb() { clause.with_verb(outer, tag) } else { (clause, 0.0) };
        let agreement = match word.joint {
            Joint::Sentence => self.end(last),
            Joint::Tight | Joint::Space if self.tag == Tag::Noun => agreement(last.form, tag, word.form),
            _ => 0.0,
        };
        let good = self.good + own(share) + bond(self.tag, word.joint, tag) + verb + agreement;
        let lead = if tag == Tag::Adverb { outer } else { tag };
        Self { tag, clause, lead, outer, good, from: self.from }
    }

    /// What it costs to end here.
    fn end(self, word: &Choice<'_>) -> f64 {
        if word.stops { self.clause.end(self.tag, word.form) } else { 0.0 }
    }
}

fn own(share: f64) -> f64 {
    SHARE * libm::log(share + FLOOR)
}

fn bond(last: Tag, joint: Joint, tag: Tag) -> f64 {
    let (last, tag) = (last as usize, tag as usize);
    match joint {
        Joint::Sentence => BONDS[START][tag],
        Joint::Clause => BONDS[COMMA][tag] + ACROSS * BONDS[last][tag],
        Joint::Tight => ACROSS * BONDS[last][tag],
        Joint::Space => BONDS[last][tag],
    }
}

/// Follows the ways back from the best end.
fn trace(words: &[Choice<'_>], ways: &[Vec<Way>]) -> Vec<Tag> {
    let Some((word, row)) = words.last().zip(ways.last()) else { return Vec::new() };
    let good = |at: usize| row[at].good + row[at].end(word);
    let mut at = (1..row.len()).fold(0, |best, at| if good(at) > good(best) { at } else { best });
    let mut out = Vec::with_capacity(words.len());
    for row in ways.iter().rev() {
        let way = row.get(at);
        out.push(way.map_or(Tag::Noun, |way| way.tag));
        at = way.map_or(0, |way| way.from);
    }
    out.reverse();
    out
}
