//! How well the abbreviations are found that texts explain.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::gold::{Gold, How, LabelledText, Pair};
use super::score::{Outcome, Score, compare};
use crate::link::abbreviations;
use crate::text::{Span, one_line};

/// The scores of abbreviations: a pair is right when the gold has its short and its long form, letter for letter but
/// for white space, in the same text. A pair counts once in a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Pairs {
    /// The score of all texts together.
    #[serde(flatten)]
    pub score: Score,
    /// Pairs that the gold does not have.
    pub false_positives: Vec<TextPair>,
    /// Pairs that were not found.
    pub false_negatives: Vec<TextPair>,
}

/// A pair in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TextPair {
    /// The text's id.
    pub text_id: String,
    /// The short form.
    pub short: String,
    /// The long form.
    pub long: String,
}

impl Pairs {
    /// Reads every text of the gold and compares the abbreviations; `top` is how many mistakes of each sort are kept.
    pub fn of(gold: &Gold, top: usize) -> Self {
        let mut out = Self::default();
        for text in &gold.texts {
            let labelled =
                distinct(text.abbreviations.iter().map(|pair| (pair.short.as_str(), pair.long.as_str())));
            for (pair, _, outcome) in compare(&explicit(&labelled), &explicit(&found(text))) {
                out.score.count(outcome);
                let mistake = || TextPair {
                    text_id: text.id.clone(),
                    short: pair.short.clone(),
                    long: pair.long.clone(),
                };
                match outcome {
                    Outcome::Wrong if out.false_positives.len() < top => out.false_positives.push(mistake()),
                    Outcome::Missed if out.false_negatives.len() < top => out.false_negatives.push(mistake()),
                    _ => {}
                }
            }
        }
        out
    }
}

fn found(text: &LabelledText) -> BTreeSet<Pair> {
    let found = abbreviations(&text.text);
    let words = |span: Span| span.of(&text.text).unwrap_or_default();
    distinct(found.iter().map(|found| (words(found.short), words(found.long))))
}

fn distinct<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> BTreeSet<Pair> {
    pairs.map(|(short, long)| Pair { short: one_line(short), long: one_line(long) }).collect()
}

fn explicit(pairs: &BTreeSet<Pair>) -> BTreeMap<&Pair, How> {
    pairs.iter().map(|pair| (pair, How::Explicit)).collect()
}
