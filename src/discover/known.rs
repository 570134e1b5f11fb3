//! What the scheme knows already: the places that the linker finds, and the labels that a new phrase may be a variant of.

use std::collections::BTreeMap;

use super::form::{Form, LONG};
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::language::Language;
use crate::link::{LinkError, Linker, Overlap};
use crate::text::{Span, tokens};

/// A concept that a phrase may be another name of, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Like {
    /// The concept.
    pub concept: ConceptIx,
    /// How the phrase is like one of its labels.
    pub form: Form,
}

impl Like {
    /// What it says of a phrase, in words.
    pub fn told(self, scheme: &ConceptScheme) -> String {
        let id = &scheme[self.concept].id;
        match self.form {
            Form::Abbreviation => format!("abbreviation of `{id}`"),
            _ => format!("looks like `{id}`"),
        }
    }
}

/// The other words of a phrase, and the first letter of the one that is left out.
type Beside = (Vec<String>, char);

/// The labels of a scheme, for comparison with phrases that are none.
pub(super) struct Known {
    linker: Linker,
    language: Language,
    /// The sorted words of a label → its concept.
    labels: BTreeMap<Vec<String>, ConceptIx>,
    /// What stands beside a long word → the long words, with their concepts.
    near: BTreeMap<Beside, Vec<(String, ConceptIx)>>,
}

impl Known {
    /// Reads every label. O(labels).
    pub(super) fn new(scheme: &ConceptScheme, language: Language) -> Result<Self, LinkError> {
        let mut labels = BTreeMap::new();
        for (n, concept) in scheme.concepts().iter().enumerate() {
            for (_, label) in concept.labels() {
                labels.entry(sorted_words(label, language)).or_insert(ConceptIx(n as u32));
            }
        }
        let mut near: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (words, concept) in &labels {
            for (place, word) in long_words(words) {
                near.entry(place).or_default().push((word, *concept));
            }
        }
        Ok(Self { linker: Linker::new(scheme)?, language, labels, near })
    }

    /// The places of a text where it speaks of concepts that the scheme has.
    pub(super) fn places(&self, text: &str) -> Vec<Span> {
        self.linker.link(text).iter().map(|mention| mention.span).collect()
    }

    /// The concepts that a text speaks of, with the places.
    pub(super) fn mentions(&self, text: &str) -> Vec<(ConceptIx, Span)> {
        self.linker.link(text).iter().map(|mention| (mention.concept, mention.span)).collect()
    }

    /// The concept that the scheme has by this name.
    pub(super) fn concept(&self, name: &str) -> Option<ConceptIx> {
        let whole = whole(name);
        self.linker.link(name).iter().find(|mention| mention.span == whole).map(|mention| mention.concept)
    }

    /// The concept that a phrase looks like, though it is none of its labels: the same words in another order, or one
    /// letter more, less or other in a word of some length, behind its first.
    pub(super) fn like(&self, phrase: &str) -> Option<Like> {
        let words = sorted_words(phrase, self.language);
        let same = self.labels.get(&words).map(|concept| Like { concept: *concept, form: Form::Order });
        let near = |(place, word): (Beside, String)| {
            self.nearest(&place, &word).map(|concept| Like { concept, form: Form::Spelling })
        };
        same.or_else(|| long_words(&words).find_map(near))
    }

    fn nearest(&self, place: &Beside, word: &str) -> Option<ConceptIx> {
        let labels = self.near.get(place)?;
        labels.iter().find(|(label, _)| strsim::osa_distance(label, word) == 1).map(|(_, concept)| *concept)
    }
}

/// True when a linker finds all of a name by another one, so that it is no alias to be written down.
pub(super) fn finds(label: &str, name: &str, language: &str) -> Result<bool, LinkError> {
    let whole = whole(name);
    Ok(linker_of(&[label], language)?.link(name).iter().any(|mention| mention.span == whole))
}

/// What finds labels, each as the concept of its number, in words of other labels, too.
pub(super) fn linker_of(labels: &[&str], language: &str) -> Result<Linker, LinkError> {
    let concept = |(n, label): (usize, &&str)| Concept {
        id: format!("{n:06}"),
        label: (*label).to_owned(),
        language: Some(language.to_owned()),
        ..Concept::default()
    };
    let concepts = labels.iter().enumerate().map(concept).collect();
    Ok(Linker::new(&ConceptScheme::from_concepts(concepts))?.with_overlap(Overlap::All))
}

fn whole(name: &str) -> Span {
    let tokens = tokens(name);
    let end = tokens.last().map_or(0, |token| token.span.end);
    Span::new(tokens.first().map_or(0, |token| token.span.start), end)
}

fn sorted_words(phrase: &str, language: Language) -> Vec<String> {
    let word = |span: Span| span.of(phrase).map(|word| language.facts(word).singular);
    let mut words: Vec<String> = tokens(phrase).iter().filter_map(|token| word(token.span)).collect();
    words.sort_unstable();
    words
}

/// Each long word, with the words beside it and its first letter.
fn long_words(words: &[String]) -> impl Iterator<Item = (Beside, String)> + '_ {
    let long = words.iter().enumerate().filter(|(_, word)| word.chars().count() >= LONG);
    long.filter_map(|(at, word)| {
        let others =
            words.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, word)| word.clone()).collect();
        Some(((others, word.chars().next()?), word.clone()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_and_what_looks_like_it() {
        let lexicon = r#"
            [[concept]]
            id = "reward-model"
            [[concept]]
            id = "rl"
            label = "Reinforcement learning"
        "#;
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap();
        let known = Known::new(&scheme, Language::default()).unwrap();
        for (phrase, has, like) in [
            ("Reward models", true, Some(0)),
            ("model reward", false, Some(0)),
            ("reinforcment learning", false, Some(1)),
            ("deep learning", false, None),
            ("reward modes", false, None),
        ] {
            let concept = |like: Like| like.concept.0;
            assert_eq!(
                (known.concept(phrase).is_some(), known.like(phrase).map(concept)),
                (has, like),
                "{phrase}"
            );
        }
    }
}
