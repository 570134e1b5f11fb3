//! Short forms are the abbreviations of one source that stand for concepts: where "reinforcement learning from human
//! feedback (RLHF)" is said once, RLHF names the concept in the whole source.

use rustc_hash::FxHashMap;

use super::words::Words;
use super::{Kind, Mention, Polarity};
use crate::concept::ConceptIx;
use crate::text::tokens;

/// How sure a short form is.
const CONFIDENCE: f32 = 0.9;

/// The short forms of a source, by their first words without a plural `s`.
#[derive(Default)]
pub(super) struct ShortForms {
    forms: FxHashMap<String, Vec<ShortForm>>,
}

struct ShortForm {
    written: String,
    words: usize,
    concept: ConceptIx,
    rule: String,
    /// Explained in two ways: it stands for nothing.
    unclear: bool,
}

impl ShortForms {
    /// Adds a short form as the source writes it; one that stands for another concept already is unclear from then on.
    pub(super) fn insert(&mut self, short: &str, long: &str, concept: ConceptIx) {
        let words = tokens(short);
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
        if first.span.start > 0 || (last.span.end as usize) < short.len() {
            return;
        }
        let forms = self.forms.entry(singular(&short[first.span.range()]).to_owned()).or_default();
        match forms.iter_mut().find(|form| form.written == short) {
            Some(form) => form.unclear |= form.concept != concept,
            None => {
                let rule = format!(
                    "abbreviation: {short} = {}",
                    long.split_whitespace().collect::<Vec<_>>().join(" ")
                );
                let written = short.to_owned();
                forms.push(ShortForm { written, words: words.len(), concept, rule, unclear: false });
            }
        }
    }

    /// True when there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Every place where one of them stands, letter for letter but for a plural `s`.
    pub(super) fn mentions(&self, words: &Words<'_>) -> Vec<Mention> {
        if self.forms.is_empty() {
            return Vec::new();
        }
        let places =
            words.sentences().iter().flat_map(|sentence| sentence.clone().map(move |at| (at, sentence.end)));
        places.filter_map(|(at, end)| self.mention_at(words, at, end)).collect()
    }

    /// The longest one that begins at a position.
    fn mention_at(&self, words: &Words<'_>, at: usize, sentence_end: usize) -> Option<Mention> {
        let forms = self.forms.get(singular(words.word(at)))?.iter();
        let fitting = forms.filter(|form| !form.unclear && at + form.words <= sentence_end);
        let stands = |form: &&ShortForm| {
            words.span(at..at + form.words).of(words.text).is_some_and(|text| is_form(text, &form.written))
        };
        let form = fitting.filter(stands).max_by_key(|form| form.words)?;
        Some(Mention {
            concept: form.concept,
            span: words.span(at..at + form.words),
            kind: Kind::Explicit,
            rule: form.rule.clone(),
            polarity: Polarity::Asserted,
            trigger: None,
            confidence: CONFIDENCE,
        })
    }
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// True for the form itself, its plural, and the singular of a form such as `LLMs`.
fn is_form(text: &str, form: &str) -> bool {
    let acronym = |singular: &str| singular.ends_with(|c: char| !c.is_lowercase());
    text == form
        || text.strip_suffix('s') == Some(form)
        || form.strip_suffix('s').is_some_and(|singular| singular == text && acronym(singular))
}
