//! A tag is the class that a word has where it stands: noun, verb, determiner and so on.
//!
//! The tags of a sentence are the likeliest path (Viterbi, "Error bounds for convolutional codes", 1967) through the
//! classes that its words may have, with a few dozen bonds between neighbouring classes that were set by hand.

use std::sync::LazyLock;

use crate::text::{Joint, data_lines};

/// The class of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    Determiner,
    Preposition,
    Conjunction,
    Pronoun,
    /// `to`, `can`, `do`: a bare verb follows.
    Modal,
    /// `is`, `has`: a participle may follow.
    Auxiliary,
    Adverb,
    Noun,
    Adjective,
    Verb,
    /// A verb's `-ing` form.
    Gerund,
    /// A verb's `-ed` form.
    Participle,
    Number,
}

/// The tags by their letters in data files; then the beginning of a sentence and a comma, which stand before a word.
const LETTERS: &str = "DPCOMBRNAVGE9.,";
const TAGS: [Tag; 13] = [
    Tag::Determiner,
    Tag::Preposition,
    Tag::Conjunction,
    Tag::Pronoun,
    Tag::Modal,
    Tag::Auxiliary,
    Tag::Adverb,
    Tag::Noun,
    Tag::Adjective,
    Tag::Verb,
    Tag::Gerund,
    Tag::Participle,
    Tag::Number,
];
const START: usize = 13;
const COMMA: usize = 14;
/// What a bond across a comma counts, against one between neighbours.
const ACROSS: f64 = 0.4;
/// Keeps a rare class possible.
const FLOOR: f64 = 0.01;

impl Tag {
    /// The tag of a letter in a data file.
    pub(super) fn from_letter(letter: &str) -> Option<Self> {
        TAGS.get(LETTERS.find(letter)?).copied()
    }
}

/// Class before, class after → bond.
static BONDS: LazyLock<[[f64; 13]; 15]> = LazyLock::new(|| {
    let mut table = [[0.0; 13]; 15];
    for line in data_lines(include_str!("english/bonds.txt")) {
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

/// A word as the tagger sees it: the classes that it may have, with their shares, and what stands before it.
pub(super) struct Choice<'a> {
    pub(super) classes: &'a [Share],
    pub(super) joint: Joint,
}

/// A class with the share of a word's uses that it has.
pub(super) type Share = (Tag, f64);

/// The best way to a class of a word: how good it is, and the choice at the word before.
#[derive(Clone, Copy)]
struct Way {
    good: f64,
    from: usize,
}

/// The tags of a text's words, one for each. O(words).
pub(super) fn tag(words: &[Choice<'_>]) -> Vec<Tag> {
    let mut ways: Vec<Vec<Way>> = Vec::with_capacity(words.len());
    for (n, word) in words.iter().enumerate() {
        let before = n.checked_sub(1).map(|b| (words[b].classes, ways[b].as_slice()));
        let row = word.classes.iter().map(|class| best_way(*class, word.joint, before)).collect();
        ways.push(row);
    }
    trace(words, &ways)
}

fn best_way((tag, share): Share, joint: Joint, before: Option<(&[Share], &[Way])>) -> Way {
    let own = libm::log(share + FLOOR);
    let (classes, ways) = before.unwrap_or_default();
    let mut best = Way { good: if classes.is_empty() { own } else { f64::NEG_INFINITY }, from: 0 };
    for (from, ((last, _), way)) in classes.iter().zip(ways).enumerate() {
        let good = way.good + own + bond(*last, joint, tag);
        if good > best.good {
            best = Way { good, from };
        }
    }
    best
}

fn bond(last: Tag, joint: Joint, tag: Tag) -> f64 {
    let (last, tag) = (last as usize, tag as usize);
    match joint {
        Joint::Sentence => BONDS[START][tag],
        Joint::Clause => BONDS[COMMA][tag] + ACROSS * BONDS[last][tag],
        Joint::Tight | Joint::Space => BONDS[last][tag],
    }
}

/// Follows the ways back from the best end.
fn trace(words: &[Choice<'_>], ways: &[Vec<Way>]) -> Vec<Tag> {
    let mut at = ways.last().map_or(0, |row| best(row));
    let mut out = Vec::with_capacity(words.len());
    for (word, row) in words.iter().zip(ways).rev() {
        out.push(word.classes.get(at).map_or(Tag::Noun, |class| class.0));
        at = row.get(at).map_or(0, |way| way.from);
    }
    out.reverse();
    out
}

fn best(row: &[Way]) -> usize {
    let better = |a: usize, b: usize| if row[b].good > row[a].good { b } else { a };
    (1..row.len()).fold(0, better)
}
