//! A finding is a phrase in a quote; those of one phrase are a group.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::asides::{asides, is_reference};
use super::capitals::Capitals;
use super::explained::Explained;
use super::known::Known;
use super::phrases::{Keyphrase, ranked_phrases};
use crate::concept::ConceptIx;
use crate::language::Language;
use crate::link::{Linker, Mention};
use crate::source::{Quote, QuotePlace, Source};
use crate::text::{Covered, Span, one_line};

/// The words of a quote by which one can decide on a phrase in it.
const SENTENCE: usize = 6;

/// The quotes that a linker finds each of its concepts in.
pub(super) fn linked(
    sources: &[Source],
    linker: &Linker,
    concepts: usize,
    language: Language,
) -> Vec<Vec<Finding>> {
    let mut out: Vec<Vec<Finding>> = Vec::new();
    out.resize_with(concepts, Vec::new);
    for (at, source) in sources.iter().enumerate() {
        let mentions: Vec<Vec<Mention>> =
            source.quotes.par_iter().map(|quote| linker.link(&quote.text)).collect();
        for (n, (quote, mentions)) in source.quotes.iter().zip(mentions).enumerate() {
            let mut places: BTreeMap<ConceptIx, Vec<Span>> = BTreeMap::new();
            for mention in mentions {
                places.entry(mention.concept).or_default().push(mention.span);
            }
            let capitals = Capitals::of(&quote.text, language);
            for (concept, spans) in places {
                let (written, is_sentence) = (written(&quote.text, &spans, &capitals), is_sentence(quote));
                let place = QuotePlace { source: at, quote: n };
                let finding = Finding { place, spans, is_alone: true, score: 0.0, written, is_sentence };
                out[concept.0 as usize].push(finding);
            }
        }
    }
    out
}

/// What was found of each phrase, by its key, in the order of the quotes.
pub(super) type Groups = BTreeMap<String, Vec<Finding>>;

pub(super) fn groups(sources: &[Source], known: &Known, language: Language) -> Groups {
    let mut groups = Groups::new();
    for (at, source) in sources.iter().enumerate() {
        let read = |quote: &Quote| new_phrases(quote, known, language);
        let phrases: Vec<Vec<(Keyphrase, Vec<Written>)>> = source.quotes.par_iter().map(read).collect();
        for (quote, (phrase, written)) in
            phrases.into_iter().enumerate().flat_map(|(n, list)| list.into_iter().map(move |p| (n, p)))
        {
            let Keyphrase { key, spans, score, alone } = phrase;
            let is_sentence = is_sentence(&source.quotes[quote]);
            let place = QuotePlace { source: at, quote };
            let is_alone = alone > 0;
            let mut finding = Finding { place, spans, is_alone, score, written, is_sentence };
            let key = key.split(' ').map(|word| language.spelling(word)).collect();
            let findings = groups.entry(key).or_default();
            if !findings.last_mut().is_some_and(|last: &mut Finding| last.takes(&mut finding)) {
                findings.push(finding);
            }
        }
    }
    groups.retain(|_, findings| findings.iter().any(|finding| finding.is_alone));
    groups
}

/// True for a quote that says more than a phrase.
fn is_sentence(quote: &Quote) -> bool {
    quote.text.split_whitespace().nth(SENTENCE - 1).is_some()
}

/// The words at some places of a text.
fn written(text: &str, spans: &[Span], capitals: &Capitals<'_>) -> Vec<Written> {
    let written =
        |span: &Span| Some(Written { text: one_line(span.of(text)?), is_told: capitals.are_own(*span) });
    spans.iter().filter_map(written).collect()
}

/// Puts what was found of a short form to its long form, where the collection explains it and the scheme has neither.
pub(super) fn join_short_forms(groups: &mut Groups, explained: &Explained, known: &Known) {
    let pairs: Vec<(String, String)> = groups
        .keys()
        .filter_map(|short| Some((short.clone(), explained.long(short)?)))
        .filter(|(short, (long, text))| {
            long != short && groups.contains_key(*long) && known.concept(text).is_none()
        })
        .map(|(short, (long, _))| (short, long.to_owned()))
        .collect();
    for (short, long) in pairs {
        join(groups, &short, &long);
    }
}

/// Puts what was found of one name to what was found of another.
fn join(groups: &mut Groups, from: &str, to: &str) {
    let findings = if groups.contains_key(to) { groups.remove(from) } else { None };
    if let (Some(findings), Some(all)) = (findings, groups.get_mut(to)) {
        all.extend(findings);
        all.sort_by_key(|finding| finding.place);
        all.dedup_by(|next, last| last.takes(next));
    }
}

/// A phrase in a quote.
pub(super) struct Finding {
    pub(super) place: QuotePlace,
    pub(super) spans: Vec<Span>,
    /// Somewhere it is no part of a longer phrase.
    pub(super) is_alone: bool,
    pub(super) score: f64,
    /// The words at each of the spans.
    pub(super) written: Vec<Written>,
    /// The quote says more than the phrase.
    pub(super) is_sentence: bool,
}

/// A phrase as it stands at one place.
pub(super) struct Written {
    pub(super) text: String,
    /// The place tells how it is spelt.
    pub(super) is_told: bool,
}

impl Finding {
    /// The square, so that one quote in which it matters counts for more than many in which it hardly does; nothing where
    /// it only is a part of longer phrases.
    pub(super) fn worth(&self) -> f64 {
        if self.is_alone { self.score * self.score } else { 0.0 }
    }

    /// Takes over what was found of another name in the same quote; false for another quote.
    fn takes(&mut self, other: &mut Self) -> bool {
        let same = self.place == other.place;
        if same {
            if (other.is_alone, other.score) > (self.is_alone, self.score) {
                (self.is_alone, self.score) = (other.is_alone, other.score);
            }
            self.spans.append(&mut other.spans);
            self.spans.sort_unstable();
            self.written.append(&mut other.written);
        }
        same
    }
}

/// The phrases of a quote, with their words, but for what stands in mentions. O((m + p) log m) for m mentions and p
/// places of phrases, beside finding them. A list of works has none.
fn new_phrases(quote: &Quote, known: &Known, language: Language) -> Vec<(Keyphrase, Vec<Written>)> {
    if is_reference(quote) {
        return Vec::new();
    }
    let text = quote.text.as_str();
    let covered = Covered::by([known.places(text), asides(text)].concat());
    let capitals = Capitals::of(text, language);
    let fresh = |mut phrase: Keyphrase| {
        phrase.spans.retain(|span| !covered.contain(*span) && !capitals.are_heading(*span));
        let written = written(text, &phrase.spans, &capitals);
        (!written.is_empty()).then_some((phrase, written))
    };
    ranked_phrases(text, language).into_iter().filter_map(fresh).collect()
}
