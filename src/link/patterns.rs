//! The patterns of a scheme, compiled: phrases over words and regexes, each with the concepts that it speaks of.

use std::ops::Range;

use regex::{Regex, RegexSet};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize, Serializer};

use super::LinkError;
use super::candidates::{Found, Purpose, Role};
use super::labels::qualifying;
use super::phrases::{Phrases, Room};
use super::vocabulary::{Starts, VocabularyBuilder};
use super::words::Words;
use crate::concept::{Body, Concept, ConceptIx, Element, Pattern};
use crate::text::Span;

/// All patterns of a scheme.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Patterns {
    pub(super) implied: RoledPhrases,
    /// What is asked of a text in which some concept is named.
    pub(super) conditions: RoledPhrases,
    pub(super) regexes: Regexes,
}

impl Patterns {
    /// Compiles the patterns of all concepts.
    pub(super) fn new(concepts: &[Concept], vocabulary: &mut VocabularyBuilder) -> Result<Self, LinkError> {
        let (mut out, mut regexes) = (Self::default(), Vec::new());
        for (n, concept) in concepts.iter().enumerate() {
            let lists = [
                (Purpose::Implied, &concept.implied),
                (Purpose::Reject, &concept.reject),
                (Purpose::Context, &concept.context),
            ];
            for (purpose, patterns) in lists {
                for pattern in patterns {
                    let rule = format!("implied: {}", pattern.source);
                    let role = Role { concept: ConceptIx(n as u32), purpose, rule };
                    out.insert(pattern, role, vocabulary, &mut regexes);
                }
            }
            for word in qualifying(concept) {
                let phrase = [Element::Word(word.clone())];
                let role = Role { concept: ConceptIx(n as u32), purpose: Purpose::Context, rule: word };
                out.conditions.insert(&phrase, role, vocabulary);
            }
        }
        out.implied.phrases.close(vocabulary, Starts::PHRASE);
        out.conditions.phrases.close(vocabulary, Starts::PHRASE);
        out.regexes = Regexes::new(regexes).map_err(|error| LinkError::Regexes(error.to_string()))?;
        Ok(out)
    }

    fn insert(
        &mut self,
        pattern: &Pattern,
        role: Role,
        vocabulary: &mut VocabularyBuilder,
        regexes: &mut Vec<(String, Role)>,
    ) {
        match (&pattern.body, role.purpose) {
            (Body::Phrase(phrase), Purpose::Implied) => self.implied.insert(phrase, role, vocabulary),
            (Body::Phrase(phrase), _) => self.conditions.insert(phrase, role, vocabulary),
            (Body::Regex(source), _) => regexes.push((source.clone(), role)),
        }
    }
}

/// Phrases, each once, with what each is for.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct RoledPhrases {
    phrases: Phrases,
    /// The numbers of the phrases while they are collected.
    #[serde(skip)]
    numbers: FxHashMap<Vec<Element>, usize>,
    /// By the number of the phrase.
    roles: Vec<Vec<Role>>,
    of_concept: FxHashMap<ConceptIx, Vec<usize>>,
}

impl RoledPhrases {
    fn insert(&mut self, phrase: &[Element], role: Role, vocabulary: &mut VocabularyBuilder) {
        let number = match self.numbers.get(phrase) {
            Some(number) => *number,
            None => {
                let number = self.phrases.insert(phrase, vocabulary);
                self.numbers.insert(phrase.to_vec(), number);
                self.roles.push(Vec::new());
                number
            }
        };
        self.of_concept.entry(role.concept).or_default().push(number);
        self.roles[number].push(role);
    }

    /// For each phrase whether it is one of some concepts.
    pub(super) fn of(&self, concepts: impl Iterator<Item = ConceptIx>) -> Vec<bool> {
        let mut out = vec![false; self.roles.len()];
        for concept in concepts {
            self.of_concept.get(&concept).into_iter().flatten().for_each(|phrase| out[*phrase] = true);
        }
        out
    }

    /// Adds the wanted phrases that stand in a sentence, for each role that is wanted.
    pub(super) fn matches_in<'a>(
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
pub(super) struct Regexes {
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

    pub(super) fn is_empty(&self) -> bool {
        self.regexes.is_empty()
    }

    /// Adds the places in a sentence where one stands and splits no word.
    pub(super) fn matches_in<'a>(
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
