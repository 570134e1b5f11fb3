//! The patterns of a scheme, compiled: phrases over words and regexes, each with the concepts that it speaks of.

mod anchors;
mod phrases;

use std::borrow::Cow;
use std::ops::Range;

use regex::{Regex, RegexSet};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

use super::candidates::{Found, Purpose, Role};
use super::labels::qualifying;
use super::words::Words;
use crate::concept::{Body, Concept, ConceptIx, Element};
use crate::link::LinkError;
use crate::link::vocabulary::{Starts, VocabularyBuilder};
use crate::text::Span;
pub(in crate::link) use phrases::{Phrases, Room};

/// All patterns of a scheme.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::link) struct Patterns {
    pub(in crate::link) implied: RoledPhrases,
    /// What is asked of a text in which some concept is named.
    pub(in crate::link) conditions: RoledPhrases,
    pub(in crate::link) regexes: Regexes,
}

impl Patterns {
    /// Compiles the patterns of all concepts.
    pub(in crate::link) fn new(
        concepts: &[Concept],
        vocabulary: &mut VocabularyBuilder,
    ) -> Result<Self, LinkError> {
        let (mut implied, mut conditions, mut regexes) = (Vec::new(), Vec::new(), Vec::new());
        for (n, concept) in concepts.iter().enumerate() {
            let concept_ix = ConceptIx(n as u32);
            let lists = [
                (Purpose::Implied, &concept.implied),
                (Purpose::Reject, &concept.reject),
                (Purpose::Context, &concept.context),
            ];
            for (purpose, patterns) in lists {
                for pattern in patterns {
                    let rule = format!("implied: {}", pattern.source);
                    let role = Role { concept: concept_ix, purpose, rule };
                    match (&pattern.body, purpose) {
                        (Body::Phrase(phrase), Purpose::Implied) => implied.push((phrase.into(), role)),
                        (Body::Phrase(phrase), _) => conditions.push((phrase.into(), role)),
                        (Body::Regex(source), _) => regexes.push((source.clone(), role)),
                    }
                }
            }
            for word in qualifying(concept) {
                let phrase = vec![Element::Word(word.clone())];
                let role = Role { concept: concept_ix, purpose: Purpose::Context, rule: word };
                conditions.push((phrase.into(), role));
            }
        }
        Ok(Self {
            implied: RoledPhrases::new(implied, vocabulary),
            conditions: RoledPhrases::new(conditions, vocabulary),
            regexes: Regexes::new(regexes).map_err(|error| LinkError::Regexes(error.to_string()))?,
        })
    }
}

/// Phrases, each once, with what each is for.
#[derive(Default, Serialize, Deserialize)]
pub(in crate::link) struct RoledPhrases {
    phrases: Phrases,
    /// By the number of the phrase.
    roles: Vec<Vec<Role>>,
    of_concept: FxHashMap<ConceptIx, Vec<usize>>,
}

impl RoledPhrases {
    /// Compiles some phrases.
    fn new(all: Vec<(Cow<'_, [Element]>, Role)>, vocabulary: &mut VocabularyBuilder) -> Self {
        let mut out = Self::default();
        let (all, roles): (Vec<Cow<'_, [Element]>>, Vec<Role>) = all.into_iter().unzip();
        let (mut numbers, mut distinct) = (FxHashMap::default(), Vec::new());
        for (phrase, role) in all.iter().zip(roles) {
            let number = *numbers.entry(&**phrase).or_insert_with(|| {
                distinct.push(&**phrase);
                out.roles.push(Vec::new());
                distinct.len() - 1
            });
            out.of_concept.entry(role.concept).or_default().push(number);
            out.roles[number].push(role);
        }
        out.phrases = Phrases::new(&distinct, vocabulary, Starts::PHRASE);
        out
    }

    /// True for a concept that has some of them.
    pub(in crate::link) fn are_of(&self, concept: ConceptIx) -> bool {
        self.of_concept.contains_key(&concept)
    }

    /// For each phrase whether it is one of some concepts.
    pub(in crate::link) fn of(&self, concepts: impl Iterator<Item = ConceptIx>) -> Vec<bool> {
        let mut out = vec![false; self.roles.len()];
        for concept in concepts {
            self.of_concept.get(&concept).into_iter().flatten().for_each(|phrase| out[*phrase] = true);
        }
        out
    }

    /// Adds the wanted phrases that stand in a sentence, for each role that is wanted.
    pub(in crate::link) fn matches_in<'a>(
        &'a self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        phrases: impl Fn(usize) -> bool,
        wanted: impl Fn(&Role) -> bool,
        room: &mut Room,
        out: &mut Vec<Found<'a>>,
    ) {
        for m in self.phrases.matches_in(words, sentence, Starts::PHRASE, phrases, room) {
            let span = words.span(m.start..m.end);
            let roles = self.roles[m.phrase].iter().filter(|role| wanted(role));
            out.extend(roles.map(|role| Found::pattern(role, span)));
        }
    }
}

/// Regexes, tried all at once.
#[derive(Default, Deserialize)]
#[serde(try_from = "Vec<(String, Role)>")]
pub(in crate::link) struct Regexes {
    regexes: Vec<Regex>,
    set: RegexSet,
    /// By the number of the regex.
    roles: Vec<Role>,
}

impl Serialize for Regexes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.set.patterns().iter().zip(&self.roles))
    }
}

impl TryFrom<Vec<(String, Role)>> for Regexes {
    type Error = regex::Error;

    fn try_from(sources: Vec<(String, Role)>) -> Result<Self, Self::Error> {
        Self::new(sources)
    }
}

impl Regexes {
    fn new(sources: Vec<(String, Role)>) -> Result<Self, regex::Error> {
        let (sources, roles): (Vec<String>, Vec<Role>) = sources.into_iter().unzip();
        let regexes = sources.iter().map(|source| Regex::new(source)).collect::<Result<_, _>>()?;
        Ok(Self { regexes, set: RegexSet::new(sources)?, roles })
    }

    pub(in crate::link) fn is_empty(&self) -> bool {
        self.regexes.is_empty()
    }

    /// Adds the places in a sentence where one stands and splits no word.
    pub(in crate::link) fn matches_in<'a>(
        &'a self,
        words: &Words<'_>,
        sentence: &Range<usize>,
        out: &mut Vec<Found<'a>>,
    ) {
        if self.is_empty() {
            return;
        }
        let bytes = words.sentence_bytes(sentence);
        let text = &words.text[bytes.clone()];
        for n in &self.set.matches(text) {
            for found in self.regexes[n].find_iter(text).filter(|m| !m.is_empty()) {
                let span =
                    Span::new((bytes.start + found.start()) as u32, (bytes.start + found.end()) as u32);
                if !words.splits_word(span.start) && !words.splits_word(span.end) {
                    out.push(Found::pattern(&self.roles[n], span));
                }
            }
        }
    }
}
