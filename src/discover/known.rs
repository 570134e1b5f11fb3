//! What the scheme knows already: the places that the linker finds, and the labels that a new phrase may be a variant of.

use std::collections::BTreeMap;

use super::lexicon::Facts;
use crate::concept::{ConceptIx, ConceptScheme};
use crate::link::{LinkError, Linker};
use crate::text::{Span, tokens};

/// The labels of a scheme, for comparison with phrases that are none.
pub(super) struct Known {
    linker: Linker,
    /// The sorted words of a label → its concept.
    labels: BTreeMap<Vec<String>, ConceptIx>,
}

impl Known {
    /// Reads every label. O(labels).
    pub(super) fn new(scheme: &ConceptScheme) -> Result<Self, LinkError> {
        let mut labels = BTreeMap::new();
        for (n, concept) in scheme.concepts().iter().enumerate() {
            for label in std::iter::once(&concept.label).chain(&concept.aliases) {
                labels.entry(sorted_words(label)).or_insert(ConceptIx(n as u32));
            }
        }
        Ok(Self { linker: Linker::new(scheme)?, labels })
    }

    /// The places of a text where it speaks of concepts that the scheme has.
    pub(super) fn places(&self, text: &str) -> Vec<Span> {
        self.linker.link(text).iter().map(|mention| mention.span).collect()
    }

    /// True when the scheme has a concept by this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.linker.link(name).iter().any(|mention| mention.span == whole(name))
    }

    /// The concept that a phrase looks like, though it is none of its labels: the same words in another order, or one
    /// letter more, less or other in a word of some length.
    pub(super) fn like(&self, phrase: &str) -> Option<ConceptIx> {
        let words = sorted_words(phrase);
        let same = self.labels.get(&words).copied();
        same.or_else(|| {
            self.labels.iter().find(|(label, _)| is_near(label, &words)).map(|(_, concept)| *concept)
        })
    }
}

fn whole(name: &str) -> Span {
    let tokens = tokens(name);
    let end = tokens.last().map_or(0, |token| token.span.end);
    Span::new(tokens.first().map_or(0, |token| token.span.start), end)
}

fn sorted_words(phrase: &str) -> Vec<String> {
    let word = |span: Span| span.of(phrase).map(|word| Facts::of(word).singular);
    let mut words: Vec<String> = tokens(phrase).iter().filter_map(|token| word(token.span)).collect();
    words.sort_unstable();
    words
}

/// The shortest word that may differ in a letter.
const LONG: usize = 7;

/// True when all words are equal but one long one, in which a letter differs.
fn is_near(label: &[String], words: &[String]) -> bool {
    let mut pairs = label.iter().zip(words).filter(|(a, b)| a != b);
    let (Some((a, b)), None, true) = (pairs.next(), pairs.next(), label.len() == words.len()) else {
        return false;
    };
    a.chars().count().min(b.chars().count()) >= LONG && strsim::osa_distance(a, b) == 1
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
        let known = Known::new(&scheme).unwrap();
        for (phrase, has, like) in [
            ("Reward models", true, Some(0)),
            ("model reward", false, Some(0)),
            ("reinforcment learning", false, Some(1)),
            ("deep learning", false, None),
            ("reward modes", false, None),
        ] {
            assert_eq!((known.has(phrase), known.like(phrase)), (has, like.map(ConceptIx)), "{phrase}");
        }
    }
}
