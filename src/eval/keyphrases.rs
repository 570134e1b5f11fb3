//! How well the phrases are found that say what texts are about.

use std::collections::BTreeSet;

use serde::Serialize;

use super::gold::Gold;
use super::porter::stem;
use super::score::PLACES;
use crate::number::rounded;
use crate::text::tokens;

/// How many phrases of each text are compared.
pub const BEST: usize = 10;

/// The scores of the first [`BEST`] phrases of each text, averaged over the texts that have labelled ones.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Keyphrases {
    /// The mean over texts of the part of the phrases that is right.
    pub precision: f64,
    /// The mean over texts of the part of the gold that was found.
    pub recall: f64,
    /// The mean over texts of F1, which is not the F1 of the two means.
    pub f1: f64,
    /// Texts with labelled phrases.
    pub texts: usize,
}

impl Keyphrases {
    /// Compares the best phrases that `find` has for each text with the labelled ones, by the Porter stems of their words.
    pub fn of(gold: &Gold, find: impl Fn(&str, usize) -> Vec<String>) -> Self {
        let mut out = Self::default();
        for text in gold.texts.iter().filter(|text| !text.keyphrases.is_empty()) {
            let labelled: BTreeSet<String> = text.keyphrases.iter().map(|phrase| stemmed(phrase)).collect();
            let found: BTreeSet<String> =
                find(&text.text, BEST).iter().take(BEST).map(|p| stemmed(p)).collect();
            let right = found.intersection(&labelled).count() as f64;
            out.texts += 1;
            out.precision += right / found.len().max(1) as f64;
            out.recall += right / labelled.len() as f64;
            out.f1 += 2.0 * right / (found.len() + labelled.len()) as f64;
        }
        let mean = |sum: f64| rounded(sum / out.texts.max(1) as f64, PLACES);
        Self { precision: mean(out.precision), recall: mean(out.recall), f1: mean(out.f1), ..out }
    }
}

/// The stems of a phrase's words, with one space between each two.
pub fn stemmed(phrase: &str) -> String {
    let words = tokens(phrase);
    let stems: Vec<String> =
        words.iter().map(|word| stem(&phrase[word.span.range()].to_lowercase())).collect();
    stems.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_compared() {
        let line = r#"{"text": "x", "keyphrases": ["Neural Networks", "deep learning", "neural network"]}"#;
        let (gold, _) = Gold::read("g", &format!("{line}\n{{\"text\": \"y\"}}"));
        let scores =
            Keyphrases::of(&gold, |_, _| vec!["neural-networks".into(), "learning".into(), "learned".into()]);
        assert_eq!(scores, Keyphrases { precision: 0.5, recall: 0.5, f1: 0.5, texts: 1 });
    }
}
