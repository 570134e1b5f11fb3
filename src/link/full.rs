//! Full matching: labels in every form and order, patterns, abbreviations and polarity; what a source says decides between
//! candidates.

use std::cell::RefCell;

use rayon::prelude::*;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use super::decide::evidence::Evidence;
use super::decide::grounds::Grounds;
use super::decide::polarity::Triggers;
use super::decide::{Case, decide};
use super::find::bags::{Bags, Key};
use super::find::candidates::{Candidate, Found, Role, drop_addresses, drop_negated};
use super::find::labels::needs;
use super::find::labels::synonyms;
use super::find::labels::{Begun, LabelMatch, Labels};
use super::find::labels::{drop_shouted, drop_small};
use super::find::patterns::Patterns;
use super::find::patterns::Room;
use super::find::short_forms::{ShortForms, is_a_kind};
use super::find::words::Words;
use super::vocabulary::{Closeness, Vocabulary};
use super::{Abbreviation, LinkError, Mention, abbreviations};
use crate::concept::{ConceptIx, ConceptScheme};
use crate::language::Inflections;
use crate::language::english::{StandIn, stand_ins};
use crate::text::Span;

/// A concept scheme, compiled for full matching.
#[derive(Serialize, Deserialize)]
pub(super) struct Full {
    vocabulary: Vocabulary,
    labels: Labels,
    bags: Bags,
    patterns: Patterns,
    triggers: Triggers,
    pub(super) grounds: Grounds,
}

/// What is used again for one quote after another.
#[derive(Default)]
struct Scratch {
    labels: Vec<LabelMatch>,
    begun: Vec<Begun>,
    keys: Vec<Key>,
    room: Room,
}

thread_local!(static SCRATCH: RefCell<Scratch> = RefCell::default());

/// A quote as it was read, with what may be meant in it.
struct Reading<'a> {
    words: Words<'a>,
    found: Vec<Found<'a>>,
}

impl Full {
    /// Compiles a scheme, in parallel. O(n log n) for n words of its labels and patterns.
    ///
    /// # Errors
    /// When a regex is too large to compile.
    pub(super) fn new(scheme: &ConceptScheme) -> Result<Self, LinkError> {
        let concepts = scheme.concepts();
        let inflections = Inflections::of(&scheme.language());
        let (mut labels, rows, mut vocabulary) = Labels::collected(concepts);
        vocabulary.inflect_by(inflections);
        let ((trie, needs), (bags, synonyms)) = rayon::join(
            || rayon::join(|| rows.finish(), || needs(&labels)),
            || rayon::join(|| Bags::new(&labels, &vocabulary), || synonyms(&labels, &vocabulary)),
        );
        bags.start_in(&mut vocabulary);
        labels.set_trie(trie, &mut vocabulary);
        if inflections.is_none() {
            labels.let_last_names_stand(&mut vocabulary);
        }
        labels.nouns_have_capitals = inflections.is_some_and(|inflections| inflections.nouns_have_capitals);
        labels.forms_gain_accents = inflections.is_some_and(|inflections| inflections.forms_gain_accents);
        for (a, b) in synonyms {
            vocabulary.stand_in(&a, &b, Closeness::Synonym);
            vocabulary.stand_in(&b, &a, Closeness::Synonym);
        }
        for StandIn { word, other, alone } in stand_ins().filter(|_| inflections.is_none()) {
            vocabulary.stand_in(word, other, if alone { Closeness::Derived } else { Closeness::Synonym });
        }
        vocabulary.only_inflected();
        let patterns = Patterns::new(concepts, &mut vocabulary)?;
        let triggers = Triggers::new(&mut vocabulary);
        let (vocabulary, grounds) = rayon::join(|| vocabulary.finish(), || Grounds::new(concepts, needs));
        Ok(Self { labels, bags, patterns, triggers, vocabulary, grounds })
    }

    /// The mentions of a quote that is a source of its own, by start, end and concept; without what it explains itself.
    pub(super) fn link(&self, text: &str) -> Vec<Mention<'_>> {
        let forms = ShortForms::default();
        let mut reading = self.read(text, &forms);
        if reading.found.is_empty() {
            return Vec::new();
        }
        let mut evidence = Evidence::default();
        self.gather(std::slice::from_ref(&reading), &mut evidence);
        self.decide(&mut reading, &forms, &evidence);
        self.mentions(&reading)
    }

    /// The mentions of each quote of a source.
    pub(super) fn link_source(&self, quotes: &[&str]) -> Vec<Vec<Mention<'_>>> {
        self.decided(quotes, &self.short_forms(quotes), |reading| self.mentions(reading))
    }

    /// Every candidate of each quote of a source, kept or not, by place, with what became of it; of the labels of one
    /// concept that match the same words the nearest.
    pub(super) fn explain(&self, quotes: &[&str]) -> Vec<Vec<Candidate<'_>>> {
        self.decided(quotes, &self.short_forms(quotes), |reading| {
            let mut found: Vec<&Found<'_>> =
                reading.found.iter().filter(|found| !found.is_another_label()).collect();
            found.sort_by_key(|found| (found.span, found.concept));
            let mentions = self.with_polarity(found.iter().copied(), &reading.words);
            let both = found.into_iter().zip(mentions);
            both.map(|(found, mention)| Candidate { mention, matched: found.matched(), fate: found.fate })
                .collect()
        })
    }

    /// Reads the quotes of a source, decides on all candidates, and takes something from each quote.
    fn decided<T: Send>(
        &self,
        quotes: &[&str],
        forms: &ShortForms<'_>,
        take: impl Fn(&Reading<'_>) -> T + Sync,
    ) -> Vec<T> {
        let readings = self.readings(quotes, forms);
        let mut evidence = Evidence::default();
        self.gather(&readings, &mut evidence);
        self.decided_by(&evidence, readings, forms, take)
    }

    fn readings<'a>(&'a self, quotes: &[&'a str], forms: &'a ShortForms<'a>) -> Vec<Reading<'a>> {
        each(quotes.to_vec(), |quote| self.read(quote, forms))
    }

    /// Adds the names in some readings to what the source says.
    fn gather(&self, readings: &[Reading<'_>], evidence: &mut Evidence) {
        evidence.reserve(readings.iter().map(|reading| reading.found.len()).sum());
        let found = readings.iter().flat_map(|reading| &reading.found);
        evidence.add(found.filter(|found| self.grounds.is_name(found)).map(|found| found.concept));
    }

    /// Decides on all candidates by what the whole source says, and takes something from each quote.
    fn decided_by<'a, T: Send>(
        &'a self,
        evidence: &Evidence,
        readings: Vec<Reading<'a>>,
        forms: &ShortForms<'_>,
        take: impl Fn(&Reading<'_>) -> T + Sync,
    ) -> Vec<T> {
        each(readings, |mut reading| {
            self.decide(&mut reading, forms, evidence);
            take(&reading)
        })
    }

    fn decide(&self, reading: &mut Reading<'_>, forms: &ShortForms<'_>, evidence: &Evidence) {
        decide(&mut reading.found, &Case { grounds: &self.grounds, labels: &self.labels, forms, evidence });
    }

    /// What is known of a source before anything of it was read.
    pub(super) fn source(&self) -> Source<'_> {
        Source { linker: self, forms: ShortForms::default(), evidence: Evidence::default() }
    }

    fn short_forms(&self, quotes: &[&str]) -> ShortForms<'_> {
        let mut forms = ShortForms::default();
        self.add_short_forms(quotes, &mut forms);
        forms
    }

    fn add_short_forms<'l>(&'l self, quotes: &[&str], forms: &mut ShortForms<'l>) {
        let explained: Vec<Vec<Abbreviation>> = each(quotes.to_vec(), abbreviations);
        for (quote, explained) in quotes.iter().zip(explained) {
            for Abbreviation { short, long } in explained {
                self.explain_short(&quote[short.range()], &quote[long.range()], forms);
            }
        }
    }

    /// What a source says by explaining a short form: the concept of the long form, other words in longer labels, and
    /// that a label of the same letters is not meant.
    fn explain_short<'l>(&'l self, short: &str, long: &str, forms: &mut ShortForms<'l>) {
        let is_a_kind = is_a_kind(short, long);
        let concepts = if is_a_kind { Vec::new() } else { self.concepts_named(long) };
        let strange = |concept, long: &str| !self.labels.share_a_word(concept, long);
        match concepts[..] {
            [concept] if !self.grounds.is_ambiguous(concept) => forms.insert(short, long, concept, strange),
            [] => forms.insert_other(short, long, strange),
            _ => {}
        }
        if !is_a_kind {
            forms.expand(short, long, self.vocabulary.view());
        }
        for named in self.labels.named(&Words::of(short, self.vocabulary.view())) {
            let concept = self.labels.label(named.label).concept;
            let other = if concepts.is_empty() {
                !self.labels.share_a_word(concept, long)
            } else {
                !concepts.contains(&concept)
            };
            if other && self.labels.label(named.label).is_exact() {
                forms.deny(named.label);
            }
        }
    }

    /// The concepts of which the whole text is a label that needs nothing else, the nearest ones.
    fn concepts_named(&self, text: &str) -> Vec<ConceptIx> {
        let words = Words::of(text, self.vocabulary.view());
        let in_order = self.labels.named(&words);
        let named = if in_order.is_empty() { self.bags.named(&words) } else { in_order }.into_iter();
        let named = named.map(|named| Found::label(named, Span::new(0, 0), &self.labels));
        let named: Vec<Found<'_>> = named.filter(|found| self.grounds.is_name(found)).collect();
        let nearest = named.iter().map(|found| found.rank).min();
        let mut concepts: Vec<ConceptIx> =
            named.iter().filter(|found| Some(found.rank) == nearest).map(|found| found.concept).collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts
    }

    /// Finds every candidate of a quote.
    fn read<'a>(&'a self, text: &'a str, forms: &'a ShortForms<'a>) -> Reading<'a> {
        let words = if self.patterns.regexes.is_empty() {
            Words::of_interest(text, self.vocabulary.view(), forms)
        } else {
            // A regex may stand where no word of the vocabulary does.
            Words::all(text, self.vocabulary.view(), forms)
        };
        let found = SCRATCH.with_borrow_mut(|scratch| self.candidates(&words, forms, scratch));
        Reading { words, found }
    }

    fn candidates<'a>(
        &'a self,
        words: &Words<'_>,
        forms: &'a ShortForms<'a>,
        Scratch { labels, begun, keys, room }: &mut Scratch,
    ) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        labels.clear();
        room.standing.forget();
        for sentence in words.sentences() {
            let first = labels.len();
            self.labels.matches_in(words, sentence, begun, labels);
            self.bags.matches_in(words, sentence, &mut room.standing, keys, labels);
            drop_shouted(words, sentence, &self.labels, first, labels);
            self.patterns.implied.matches_in(words, sentence, |_| true, |_| true, room, &mut found);
            self.patterns.regexes.matches_in(words, sentence, &mut found);
        }
        drop_small(words, &self.labels, labels);
        self.labels.add_last_names(words, labels);
        let label = |found: &LabelMatch| {
            let span = words.span(found.start as usize..found.end as usize);
            let span = self.labels.with_ends(found.label, span, words.text);
            Found::label_in(words.text, *found, span, &self.labels)
        };
        found.reserve(labels.len());
        found.extend(labels.iter().map(label));
        found.extend(forms.places(words));
        drop_addresses(words.text, &mut found);
        drop_negated(words.text, &mut found);
        self.add_conditions(words, room, &mut found);
        found
    }

    /// Adds where the conditions are met on which the concepts depend that were found.
    fn add_conditions<'a>(&'a self, words: &Words<'_>, room: &mut Room, found: &mut Vec<Found<'a>>) {
        let conditions = &self.patterns.conditions;
        let concepts = found.iter().map(|found| found.concept);
        let concepts: FxHashSet<ConceptIx> = concepts.filter(|concept| conditions.are_of(*concept)).collect();
        if concepts.is_empty() {
            return;
        }
        let phrases = conditions.of(concepts.iter().copied());
        let wanted = |role: &Role| concepts.contains(&role.concept);
        for sentence in words.sentences() {
            conditions.matches_in(words, sentence, |phrase| phrases[phrase], wanted, room, found);
        }
    }

    /// The mentions of a quote that was decided on.
    fn mentions(&self, reading: &Reading<'_>) -> Vec<Mention<'_>> {
        self.with_polarity(reading.found.iter().filter(|found| found.is_kept()), &reading.words)
    }

    /// The mentions that some candidates are or would be, by place.
    fn with_polarity<'f>(
        &self,
        found: impl Iterator<Item = &'f Found<'f>> + Clone,
        words: &Words<'_>,
    ) -> Vec<Mention<'_>> {
        let mut mentions = Vec::with_capacity(found.clone().count());
        mentions.extend(found.map(|found| self.mention(found)));
        mentions.sort_by_key(|mention| (mention.span, mention.concept));
        SCRATCH.with_borrow_mut(|scratch| {
            scratch.room.standing.forget();
            self.set_polarity(&mut mentions, words, &mut scratch.room);
        });
        mentions
    }

    fn mention(&self, found: &Found<'_>) -> Mention<'_> {
        found.mention(&self.labels, self.grounds.needs_context(found, &self.labels))
    }

    /// Sets the polarity of mentions that are in order.
    fn set_polarity(&self, mentions: &mut [Mention<'_>], words: &Words<'_>, room: &mut Room) {
        let mut rest = mentions;
        for sentence in words.sentences() {
            let end = words.sentence_bytes(sentence).end as u32;
            let inside = rest.partition_point(|mention| mention.span.start < end);
            let (here, later) = rest.split_at_mut(inside);
            rest = later;
            if here.is_empty() {
                continue;
            }
            let scopes = self.triggers.scopes(words, sentence, room);
            for mention in here {
                (mention.polarity, mention.trigger) = scopes.polarity(mention.span, words);
            }
        }
    }
}

/// Quotes that are not worth while to be shared out to threads.
const FEW: usize = 16;

/// Makes something of each of some things, in parallel where they are many.
fn each<T: Send, R: Send>(things: Vec<T>, make: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    if things.len() <= FEW {
        things.into_iter().map(make).collect()
    } else {
        things.into_par_iter().map(make).collect()
    }
}

/// One source that is read in pieces, with what it says.
pub(super) struct Source<'l> {
    linker: &'l Full,
    forms: ShortForms<'l>,
    evidence: Evidence,
}

impl<'l> Source<'l> {
    /// Takes in the abbreviations that some quotes explain.
    pub(super) fn explain(&mut self, quotes: &[&str]) {
        self.linker.add_short_forms(quotes, &mut self.forms);
    }

    /// Takes in the concepts that some quotes name, when all that the source explains is known.
    pub(super) fn gather(&mut self, quotes: &[&str]) {
        let Self { linker, forms, evidence } = self;
        linker.gather(&linker.readings(quotes, forms), evidence);
    }

    /// The mentions of each of some quotes, when all that the source names is known.
    pub(super) fn link(&self, quotes: &[&str]) -> Vec<Vec<Mention<'l>>> {
        let Self { linker, forms, evidence } = self;
        let linker: &'l Full = linker;
        linker.decided_by(evidence, linker.readings(quotes, forms), forms, |reading| linker.mentions(reading))
    }
}
