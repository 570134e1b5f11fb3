//! Capitals tell some labels from words of general English (`WHO`, `IT`), but not in a sentence that is all in capitals.

use std::ops::Range;

use super::{LabelMatch, Labels};
use crate::language::english::general::is_known;
use crate::link::find::words::Words;

/// Drops those matches in a sentence, the ones from `first` on, that only capitals tell from other words, if it is all in
/// capitals: "WHO IS IT?". O(matches) where there are none.
pub(in crate::link) fn drop_shouted(
    words: &Words<'_>,
    sentence: &Range<usize>,
    labels: &Labels,
    first: usize,
    found: &mut Vec<LabelMatch>,
) {
    let is_told = |found: &LabelMatch| labels.label(found.label).is_told_by_capitals();
    if found[first..].iter().any(is_told) && is_shouted(words, sentence, labels, &found[first..]) {
        let told: Vec<LabelMatch> = found.drain(first..).filter(|found| !is_told(found)).collect();
        found.extend(told);
    }
}

/// Drops those matches in which a function word stands for a word that its label has in capitals. O(matches) where there
/// are none.
pub(in crate::link) fn drop_small(words: &Words<'_>, labels: &Labels, found: &mut Vec<LabelMatch>) {
    found.retain(|found| {
        let own = (found.start..found.end).filter(|at| found.has(*at));
        let written = own.map(|at| words.word(at as usize));
        labels.has_capitals(labels.label(found.label), written)
    });
}

/// True for a sentence without small letters that has a word of general English besides labels in capitals.
fn is_shouted(words: &Words<'_>, sentence: &Range<usize>, labels: &Labels, found: &[LabelMatch]) -> bool {
    let is_name = |at: usize| {
        let is_here = |found: &LabelMatch| (found.start as usize..found.end as usize).contains(&at);
        found.iter().any(|found| is_here(found) && labels.label(found.label).is_exact())
    };
    let is_word = |at: usize| words.word(at).len() > 1 && is_known(&words.word(at).to_lowercase());
    let bytes = words.span(sentence.clone()).range();
    !words.text[bytes].contains(char::is_lowercase) && sentence.clone().any(|at| is_word(at) && !is_name(at))
}
