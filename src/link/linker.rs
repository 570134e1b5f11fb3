//! The linker reads a quote and gives its mentions.

use std::ops::Range;

use rayon::prelude::*;
use regex::{Regex, RegexSet};
use rustc_hash::FxHashMap;

use super::bags::Bags;
use super::labels::{LabelMatch, Labels};
use super::overlaps::{leftmost_longest, most_literal, outermost, with_short_forms};
use super::phrases::{PhraseMatch, Phrases};
use super::places::Places;
use super::polarity::Triggers;
use super::short_forms::ShortForms;
use super::synonyms::synonyms;
use super::vocabulary::{Closeness, Starts, Vocabulary, VocabularyBuilder};
use super::words::Words;
use super::{Abbreviation, Kind, LinkError, Mention, Overlap, Polarity, abbreviations};
use crate::concept::{Body, Concept, ConceptIx, ConceptScheme, LabelKind, Pattern};
use crate::text::Span;

/// How sure each rule is. Labels are what the lexicon's author wrote; a pattern was right on about seven passages of
/// ten that its author had not read.
mod confidence {
    pub(super) const LABEL: f32 = 1.0;
    pub(super) const ALIAS: f32 = 0.95;
    /// A label that finds the concept and does not name it.
    pub(super) const HIDDEN: f32 = 0.6;
    pub(super) const AMBIGUOUS: f32 = 0.8;
    pub(super) const IMPLIED: f32 = 0.7;
    /// Taken off a label in another inflection or order.
    pub(super) const INFLECTED: f32 = 0.05;
    /// Taken off when a word is the noun of the label's adjective, or the other way round.
    pub(super) const DERIVED: f32 = 0.15;
    /// Taken off when a word is a synonym that the scheme's own labels tell.
    pub(super) const SYNONYM: f32 = 0.25;
}

/// A concept scheme, compiled for reading quotes.
pub struct Linker {
    vocabulary: Vocabulary,
    labels: Labels,
    bags: Bags,
    phrases: Phrases,
    /// What each phrase is for, by its number.
    phrase_roles: Vec<Role>,
    regexes: Vec<Regex>,
    regex_set: RegexSet,
    regex_roles: Vec<Role>,
    triggers: Triggers,
    /// Concepts whose labels count only beside a context word.
    ambiguous: Vec<bool>,
    overlap: Overlap,
}

/// What a pattern is for.
struct Role {
    concept: ConceptIx,
    purpose: Purpose,
    rule: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Implied,
    Reject,
    Context,
}

/// A place where a pattern stands.
struct PatternMatch<'l> {
    role: &'l Role,
    span: Span,
}

impl Linker {
    /// Compiles a scheme, in parallel. O(n log n) for n words of its labels and patterns.
    ///
    /// # Errors
    /// When a regex is too large to compile.
    pub fn new(scheme: &ConceptScheme) -> Result<Self, LinkError> {
        let mut vocabulary = VocabularyBuilder::default();
        let concepts = scheme.concepts();
        let labels = Labels::new(concepts, &mut vocabulary);
        let bags = Bags::new(&labels, &mut vocabulary);
        for (a, b) in synonyms(&labels, &vocabulary) {
            vocabulary.relate(&a, &b);
        }
        let mut patterns = Patterns::default();
        for (n, concept) in concepts.iter().enumerate() {
            patterns.insert(ConceptIx(n as u32), concept, &mut vocabulary)?;
        }
        let triggers = Triggers::new(&mut vocabulary);
        let too_large = |e: regex::Error| LinkError::Regexes(e.to_string());
        Ok(Self {
            labels,
            bags,
            phrases: patterns.phrases,
            phrase_roles: patterns.phrase_roles,
            regex_set: RegexSet::new(patterns.regexes.iter().map(Regex::as_str)).map_err(too_large)?,
            regexes: patterns.regexes,
            regex_roles: patterns.regex_roles,
            triggers,
            vocabulary: vocabulary.finish(),
            ambiguous: concepts.iter().map(|c| c.ambiguous).collect(),
            overlap: Overlap::default(),
        })
    }

    /// The same linker with another choice among labels that overlap.
    #[must_use]
    pub fn with_overlap(self, overlap: Overlap) -> Self {
        Self { overlap, ..self }
    }

    /// The mentions of a quote, by start, end and concept.
    ///
    /// O(words × (labels and patterns that begin with the word)).
    ///
    /// ```
    /// use ideagraph::{concept::ConceptScheme, link::{Linker, Polarity}};
    /// let lexicon = r#"
    ///     [[concept]]
    ///     id = "rl"
    ///     label = "Reinforcement learning"
    ///     alias = ["=RL"]
    ///     implied = ["learn .. from reward"]
    /// "#;
    /// let linker = Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap()).unwrap();
    /// let text = "We're not doing RL, but it learned a lot from rewards.";
    /// let mentions = linker.link(text);
    /// assert_eq!(mentions[0].span.of(text), Some("RL"));
    /// assert_eq!(mentions[0].polarity, Polarity::Negated);
    /// assert_eq!(mentions[1].rule, "implied: learn .. from reward");
    /// ```
    pub fn link(&self, text: &str) -> Vec<Mention> {
        self.link_with(text, &ShortForms::default())
    }

    /// The mentions of each quote of a source. An abbreviation that the source explains by a label of a concept, as in
    /// "reinforcement learning (RL)", names the concept in all its quotes, unless it is itself a label.
    ///
    /// ```
    /// use ideagraph::{concept::ConceptScheme, link::Linker};
    /// let lexicon = "[[concept]]\nid = \"rl\"\nlabel = \"Reinforcement learning\"";
    /// let linker = Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap()).unwrap();
    /// let mentions = linker.link_source(&["Reinforcement learning (RL) works.", "RL is slow."]);
    /// assert_eq!(mentions[1][0].rule, "abbreviation: RL = Reinforcement learning");
    /// ```
    pub fn link_source(&self, quotes: &[&str]) -> Vec<Vec<Mention>> {
        let forms = self.short_forms(quotes);
        quotes.par_iter().map(|quote| self.link_with(quote, &forms)).collect()
    }

    fn short_forms(&self, quotes: &[&str]) -> ShortForms {
        let explained: Vec<Vec<Abbreviation>> = quotes.par_iter().map(|quote| abbreviations(quote)).collect();
        let mut forms = ShortForms::default();
        for (quote, explained) in quotes.iter().zip(explained) {
            for Abbreviation { short, long } in explained {
                let (short, long) = (&quote[short.range()], &quote[long.range()]);
                if let [concept] = self.named(long)[..]
                    && !self.ambiguous[concept.0 as usize]
                    && self.named(short).is_empty()
                {
                    forms.insert(short, long, concept);
                }
            }
        }
        forms
    }

    /// The concepts of which the whole text is a label.
    fn named(&self, text: &str) -> Vec<ConceptIx> {
        self.labels.concepts_named(&Words::of(text, &self.vocabulary))
    }

    fn link_with(&self, text: &str, forms: &ShortForms) -> Vec<Mention> {
        // Regexes and short forms may stand where no word of the vocabulary does.
        let words = if self.regexes.is_empty() && forms.is_empty() {
            Words::of_interest(text, &self.vocabulary)
        } else {
            Words::of(text, &self.vocabulary)
        };
        let mut labels = Vec::new();
        let mut phrases = Vec::new();
        for sentence in words.sentences() {
            for at in sentence.clone() {
                let starts = words.starts(at);
                if starts.has(Starts::LABEL) {
                    self.labels.matches_at(&words, at, sentence.end, &mut labels);
                }
                if starts.has(Starts::BAG) {
                    self.bags.matches_at(&words, at, sentence, &mut labels);
                }
                if starts.has(Starts::PHRASE) {
                    self.phrases.matches_at(&words, at, sentence.end, &mut phrases);
                }
            }
        }
        let patterns = self.pattern_matches(&words, &phrases);
        Reader::new(self, &words, patterns).mentions(labels, forms.mentions(&words))
    }

    fn pattern_matches<'l>(&'l self, words: &Words<'_>, phrases: &[PhraseMatch]) -> Vec<PatternMatch<'l>> {
        let phrase = |m: &PhraseMatch| PatternMatch {
            role: &self.phrase_roles[m.phrase],
            span: words.span(m.start..m.end),
        };
        let mut out: Vec<PatternMatch<'l>> = phrases.iter().map(phrase).collect();
        if !self.regexes.is_empty() {
            for sentence in words.sentences() {
                self.regex_matches(words, sentence, &mut out);
            }
        }
        out
    }

    fn regex_matches<'l>(
        &'l self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        out: &mut Vec<PatternMatch<'l>>,
    ) {
        let bytes = words.sentence_bytes(sentence);
        let text = &words.text[bytes.clone()];
        for n in &self.regex_set.matches(text) {
            for found in self.regexes[n].find_iter(text).filter(|m| !m.is_empty()) {
                let span =
                    Span::new((bytes.start + found.start()) as u32, (bytes.start + found.end()) as u32);
                if !words.splits_word(span.start) && !words.splits_word(span.end) {
                    out.push(PatternMatch { role: &self.regex_roles[n], span });
                }
            }
        }
    }
}

/// The patterns of a scheme while they are collected.
#[derive(Default)]
struct Patterns {
    phrases: Phrases,
    phrase_roles: Vec<Role>,
    regexes: Vec<Regex>,
    regex_roles: Vec<Role>,
}

impl Patterns {
    fn insert(
        &mut self,
        concept: ConceptIx,
        from: &Concept,
        vocabulary: &mut VocabularyBuilder,
    ) -> Result<(), LinkError> {
        let lists = [
            (Purpose::Implied, &from.implied),
            (Purpose::Reject, &from.reject),
            (Purpose::Context, &from.context),
        ];
        for (purpose, patterns) in lists {
            for pattern in patterns {
                let role = Role { concept, purpose, rule: format!("implied: {}", pattern.source) };
                self.insert_one(role, pattern, vocabulary)?;
            }
        }
        Ok(())
    }

    fn insert_one(
        &mut self,
        role: Role,
        pattern: &Pattern,
        vocabulary: &mut VocabularyBuilder,
    ) -> Result<(), LinkError> {
        match &pattern.body {
            Body::Phrase(phrase) => {
                self.phrases.insert(phrase, vocabulary, Starts::PHRASE);
                self.phrase_roles.push(role);
            }
            Body::Regex(source) => {
                self.regexes.push(Regex::new(source).map_err(|e| LinkError::Regexes(e.to_string()))?);
                self.regex_roles.push(role);
            }
        }
        Ok(())
    }
}

/// Turns what was matched in one quote into mentions.
struct Reader<'a> {
    linker: &'a Linker,
    words: &'a Words<'a>,
    implied: Vec<PatternMatch<'a>>,
    rejects: FxHashMap<ConceptIx, Places>,
    contexts: FxHashMap<ConceptIx, Places>,
}

impl<'a> Reader<'a> {
    fn new(linker: &'a Linker, words: &'a Words<'a>, patterns: Vec<PatternMatch<'a>>) -> Self {
        let places = |purpose| {
            let matches = patterns.iter().filter(move |m| m.role.purpose == purpose);
            places(matches.map(|m| (m.role.concept, m.span)))
        };
        let (rejects, contexts) = (places(Purpose::Reject), places(Purpose::Context));
        let implied = patterns.into_iter().filter(|m| m.role.purpose == Purpose::Implied).collect();
        Self { linker, words, implied, rejects, contexts }
    }

    fn mentions(mut self, labels: Vec<LabelMatch>, mut short: Vec<Mention>) -> Vec<Mention> {
        let admitted = labels.into_iter().filter(|found| self.admits(found)).collect();
        short.retain(|mention| !self.rejected(mention.concept, mention.span));
        let explicit = |found: &LabelMatch| self.explicit(found);
        let mut out = match self.linker.overlap {
            Overlap::Longest => {
                with_short_forms(leftmost_longest(admitted).iter().map(explicit).collect(), short)
            }
            Overlap::All => outermost(most_literal(admitted).iter().map(explicit).chain(short).collect()),
        };
        let implied = self.take_implied(&out);
        out.extend(implied);
        out.sort_by(|a, b| (a.span, a.concept, a.kind, &a.rule).cmp(&(b.span, b.concept, b.kind, &b.rule)));
        out.dedup_by(|b, a| a.span == b.span && a.concept == b.concept);
        self.set_polarity(&mut out);
        out
    }

    /// False where a label means something else, or is ambiguous and stands without its context.
    fn admits(&self, found: &LabelMatch) -> bool {
        let concept = self.linker.labels.label(found).concept;
        let span = self.words.span(found.start..found.end);
        !self.rejected(concept, span)
            && (!self.linker.ambiguous[concept.0 as usize] || self.has_context(concept, span))
    }

    fn rejected(&self, concept: ConceptIx, span: Span) -> bool {
        self.rejects.get(&concept).is_some_and(|places| places.cover(span.start, span.end))
    }

    fn has_context(&self, concept: ConceptIx, span: Span) -> bool {
        self.contexts.get(&concept).is_some_and(|places| places.any_beside(span.start, span.end))
    }

    fn explicit(&self, found: &LabelMatch) -> Mention {
        let label = self.linker.labels.label(found);
        let base = match label.kind {
            LabelKind::Preferred => confidence::LABEL,
            LabelKind::Alternative => confidence::ALIAS,
            LabelKind::Hidden => confidence::HIDDEN,
        };
        let off = match found.closeness {
            _ if found.literal => 0.0,
            Closeness::Inflected => confidence::INFLECTED,
            Closeness::Derived => confidence::DERIVED,
            Closeness::Synonym => confidence::SYNONYM,
        };
        let ambiguous = self.linker.ambiguous[label.concept.0 as usize];
        Mention {
            concept: label.concept,
            span: self.words.span(found.start..found.end),
            kind: Kind::Explicit,
            rule: self.linker.labels.rule(label).to_owned(),
            polarity: Polarity::Asserted,
            trigger: None,
            confidence: round((base - off).min(if ambiguous { confidence::AMBIGUOUS } else { 1.0 })),
        }
    }

    /// The implied mentions: of each concept the leftmost ones that overlap no other mention of it.
    fn take_implied(&mut self, explicit: &[Mention]) -> Vec<Mention> {
        let named = places(explicit.iter().map(|mention| (mention.concept, mention.span)));
        let mut found = std::mem::take(&mut self.implied);
        found.sort_by(|a, b| {
            (a.span.start, b.span.end, &a.role.rule).cmp(&(b.span.start, a.span.end, &b.role.rule))
        });
        let mut ends: FxHashMap<ConceptIx, u32> = FxHashMap::default();
        let free = |PatternMatch { role, span }: &PatternMatch<'_>| {
            let named = named.get(&role.concept).is_some_and(|places| places.overlap(span.start, span.end));
            let end = ends.entry(role.concept).or_default();
            let free = !named && span.start >= *end && !self.rejected(role.concept, *span);
            if free {
                *end = span.end;
            }
            free
        };
        found.retain(free);
        found.into_iter().map(|m| implied(m.role, m.span)).collect()
    }

    /// Sets the polarity of mentions that are in order.
    fn set_polarity(&self, mentions: &mut [Mention]) {
        let mut rest = mentions;
        for sentence in self.words.sentences() {
            let end = self.words.sentence_bytes(sentence).end as u32;
            let inside = rest.partition_point(|mention| mention.span.start < end);
            let (here, later) = rest.split_at_mut(inside);
            rest = later;
            if here.is_empty() {
                continue;
            }
            let scopes = self.linker.triggers.scopes(self.words, sentence);
            for mention in here {
                let positions = self.words.positions(mention.span);
                (mention.polarity, mention.trigger) = scopes.polarity(positions.start, self.words);
            }
        }
    }
}

/// The places of each concept.
fn places(spans: impl Iterator<Item = (ConceptIx, Span)>) -> FxHashMap<ConceptIx, Places> {
    let mut ranges: FxHashMap<ConceptIx, Vec<(u32, u32)>> = FxHashMap::default();
    for (concept, span) in spans {
        ranges.entry(concept).or_default().push((span.start, span.end));
    }
    ranges.into_iter().map(|(concept, ranges)| (concept, Places::new(ranges))).collect()
}

fn implied(role: &Role, span: Span) -> Mention {
    Mention {
        concept: role.concept,
        span,
        kind: Kind::Implied,
        rule: role.rule.clone(),
        polarity: Polarity::Asserted,
        trigger: None,
        confidence: confidence::IMPLIED,
    }
}

/// To two decimals, so that a confidence prints as it is meant.
fn round(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}
