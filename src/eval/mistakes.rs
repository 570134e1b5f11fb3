//! A mistake is what went wrong with the same words and the same concept, however often it did.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use super::gold::{How, LabelledText};
use super::linking::{Key, Names};
use super::score::Outcome;
use crate::text::Span;

/// Characters that are shown before and after the words.
const AROUND: usize = 70;

/// What was wrongly found, or missed.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mistake {
    /// The concept's id.
    pub concept: String,
    /// Its preferred label.
    pub label: String,
    /// The words, in lower case.
    pub words: String,
    /// How often.
    pub count: u32,
    /// What the other side has in the first such place: the concept and its words.
    pub instead: Option<String>,
    /// The text of the first such place.
    pub text_id: String,
    /// The words there with what stands around them.
    pub text: String,
    /// Where the words are in it, in bytes.
    pub marks: Vec<Span>,
}

/// The mistakes while they are counted.
#[derive(Default)]
pub(super) struct Mistakes<'a> {
    places: BTreeMap<(Outcome, Key, String), Repeated<'a>>,
}

/// The first place of a mistake, and how many there are.
struct Repeated<'a> {
    count: u32,
    text: &'a LabelledText,
    span: Span,
    instead: Option<(Span, Key)>,
}

impl<'a> Mistakes<'a> {
    /// Counts an outcome unless it is right; `other` is what the other side has in the text.
    pub(super) fn count(
        &mut self,
        text: &'a LabelledText,
        (span, concept): (Span, Key),
        outcome: Outcome,
        other: &BTreeMap<(Span, Key), How>,
    ) {
        if outcome == Outcome::Right {
            return;
        }
        let words = span.of(&text.text).unwrap_or_default().to_lowercase();
        let first = || Repeated { count: 0, text, span, instead: nearest(span, other) };
        self.places.entry((outcome, concept, words)).or_insert_with(first).count += 1;
    }

    /// The most frequent mistakes with an outcome.
    pub(super) fn worst(&self, outcome: Outcome, top: usize, names: &Names<'_>) -> Vec<Mistake> {
        let mut places: Vec<_> = self.places.iter().filter(|((of, ..), _)| *of == outcome).collect();
        places.sort_by_key(|(_, place)| Reverse(place.count));
        places.truncate(top);
        places.into_iter().map(|((_, concept, words), place)| place.mistake(*concept, words, names)).collect()
    }
}

impl Repeated<'_> {
    fn mistake(&self, concept: Key, words: &str, names: &Names<'_>) -> Mistake {
        let (id, label) = names.of(concept);
        let instead = |(span, key): (Span, Key)| {
            format!("{} “{}”", names.of(key).0, span.of(&self.text.text).unwrap_or_default())
        };
        let (text, mark) = around(&self.text.text, self.span);
        Mistake {
            concept: id.to_owned(),
            label: label.to_owned(),
            words: words.to_owned(),
            count: self.count,
            instead: self.instead.map(instead),
            text_id: self.text.id.clone(),
            text: text.to_owned(),
            marks: vec![mark],
        }
    }
}

/// What the other side has that shares most with the span.
fn nearest(span: Span, other: &BTreeMap<(Span, Key), How>) -> Option<(Span, Key)> {
    let shared = |(of, _): &(Span, Key)| of.end.min(span.end).saturating_sub(of.start.max(span.start));
    let touching = other.keys().filter(|(of, _)| of.overlaps(span));
    touching.min_by_key(|place| (Reverse(shared(place)), **place)).copied()
}

/// The words of a span with some characters around them, and where they are in these.
fn around(text: &str, span: Span) -> (&str, Span) {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let start = before.char_indices().rev().take(AROUND).last().map_or(span.start as usize, |(at, _)| at);
    let more = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let start = if start > 0 { start + cut(&before[start..]).0 } else { start };
    let more = if more < after.len() { cut(&after[..more]).1 } else { more };
    let words = &text[start..span.end as usize + more];
    (words, Span::new(span.start - start as u32, span.end - start as u32))
}

/// Where the first whole word begins in a text that was cut, and where the last one ends.
fn cut(text: &str) -> (usize, usize) {
    let first = text.find(char::is_whitespace).unwrap_or(0);
    (first, text.rfind(char::is_whitespace).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_words_stay_marked(before in "[aé ]{0,90}", words in "[aé]{1,5}", after in "[aé ]{0,90}") {
            let text = format!("{before}{words}{after}");
            let span = Span::new(before.len() as u32, (before.len() + words.len()) as u32);
            let (shown, mark) = around(&text, span);
            prop_assert_eq!(mark.of(shown), Some(words.as_str()));
            prop_assert!(shown.chars().count() <= words.chars().count() + 2 * AROUND);
        }
    }
}
