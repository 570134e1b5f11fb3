//! How well mentions are found: by their exact words, and by the concepts of each text.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::gold::{Gold, How, Label, LabelledText};
use super::mistakes::{Mistake, Mistakes};
use super::score::{Outcome, Score, compare};
use crate::concept::{Concept, ConceptScheme};
use crate::link::{Kind, Mention};
use crate::text::Span;

/// The scores of a linking.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Linking {
    /// By words: a mention is right when the gold has its exact span and concept.
    pub mention: Level,
    /// By text: a concept is right when the gold has it anywhere in the text.
    pub document: Level,
    /// Texts that were compared.
    pub texts: usize,
    /// Concepts that the gold speaks of and the scheme does not have: they can only be missed.
    pub unknown_concepts: Vec<String>,
    /// Each concept that was found or missed, those with the most errors first.
    pub concepts: Vec<ConceptScore>,
    /// What was wrongly found, by concept and words, the most frequent first.
    pub false_positives: Vec<Mistake>,
    /// What was missed, by concept and words, the most frequent first.
    pub false_negatives: Vec<Mistake>,
}

/// The score at one level, and its parts by how texts speak of concepts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Level {
    /// All together.
    #[serde(flatten)]
    pub all: Score,
    /// What is named; of wrong ones, what a label found.
    pub explicit: Score,
    /// What is said without the name; of wrong ones, what a pattern found.
    pub implied: Score,
}

impl Level {
    fn count(&mut self, how: How, outcome: Outcome) {
        self.all.count(outcome);
        match how {
            How::Implied => self.implied.count(outcome),
            _ => self.explicit.count(outcome),
        }
    }
}

/// The mention-level score of one concept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConceptScore {
    /// Its id; for one that the scheme lacks, as the gold names it.
    pub concept: String,
    /// Its preferred label.
    pub label: String,
    /// Its score by words.
    #[serde(flatten)]
    pub score: Score,
}

/// A concept of the scheme, or after those, one of the gold alone.
pub(super) type Key = u32;

/// The names of concepts, of the scheme and of the gold.
pub(super) struct Names<'a> {
    scheme: &'a ConceptScheme,
    keys: FxHashMap<&'a str, Key>,
    unknown: Vec<&'a str>,
}

impl<'a> Names<'a> {
    /// A name of the gold is the id of a concept, or else its notation or URI.
    fn new(scheme: &'a ConceptScheme, gold: &'a Gold) -> Self {
        let mut keys: FxHashMap<&str, Key> = FxHashMap::default();
        let numbered = || (0..).zip(scheme.concepts());
        let codes = |(key, concept): (Key, &'a Concept)| {
            concept.notation.iter().chain(&concept.uri).map(move |code| (code.as_str(), key))
        };
        for (name, key) in numbered().map(|(key, c)| (c.id.as_str(), key)).chain(numbered().flat_map(codes)) {
            keys.entry(name).or_insert(key);
        }
        let labels = gold.texts.iter().flat_map(|text| &text.mentions);
        let unknown: BTreeSet<&str> =
            labels.map(|label| label.concept.as_str()).filter(|name| !keys.contains_key(name)).collect();
        let first = scheme.concepts().len() as Key;
        let unknown: Vec<&str> = unknown.into_iter().collect();
        keys.extend(unknown.iter().enumerate().map(|(n, name)| (*name, first + n as Key)));
        Self { scheme, keys, unknown }
    }

    /// The labels of a text; every concept of the gold has a key.
    fn labelled(&self, text: &LabelledText) -> Vec<Item> {
        let item = |label: &Label| {
            let concept = *self.keys.get(label.concept.as_str())?;
            Some(Item { span: label.span, concept, how: label.how })
        };
        text.mentions.iter().filter_map(item).collect()
    }

    fn found(&self, mentions: &[Mention<'_>]) -> Vec<Item> {
        let how = |kind| if kind == Kind::Explicit { How::Explicit } else { How::Implied };
        let item = |m: &Mention<'_>| Item { span: Some(m.span), concept: m.concept.0, how: how(m.kind) };
        mentions.iter().map(item).collect()
    }

    /// Id and label of a concept.
    pub(super) fn of(&self, key: Key) -> (&'a str, &'a str) {
        match self.scheme.concepts().get(key as usize) {
            Some(concept) => (&concept.id, &concept.label),
            None => (self.unknown[key as usize - self.scheme.concepts().len()], ""),
        }
    }
}

/// A labelled or found mention.
#[derive(Debug, Clone, Copy)]
struct Item {
    span: Option<Span>,
    concept: Key,
    how: How,
}

impl Linking {
    /// Compares the mentions that were found in each text of the gold with its labels.
    ///
    /// `found` has a list for each text; `top` is how many mistakes of each sort are kept. O(n log n).
    pub fn of(gold: &Gold, scheme: &ConceptScheme, found: &[Vec<Mention<'_>>], top: usize) -> Self {
        let names = Names::new(scheme, gold);
        let mut out = Self { texts: gold.texts.len(), ..Self::default() };
        out.unknown_concepts = names.unknown.iter().map(|name| (*name).to_owned()).collect();
        let mut concepts: BTreeMap<Key, Score> = BTreeMap::new();
        let mut mistakes = Mistakes::default();
        for (text, found) in gold.texts.iter().zip(found) {
            let (labelled, found) = (names.labelled(text), names.found(found));
            for (_, how, outcome) in compare(&by_text(&labelled), &by_text(&found)) {
                out.document.count(how, outcome);
            }
            let unplaced = unplaced(&labelled);
            let (labelled, mut found) = (by_words(&labelled), by_words(&found));
            found.retain(|place, _| labelled.contains_key(place) || !unplaced.contains(&place.1));
            for (place, how, outcome) in compare(&labelled, &found) {
                out.mention.count(how, outcome);
                concepts.entry(place.1).or_default().count(outcome);
                let other = if outcome == Outcome::Wrong { &labelled } else { &found };
                mistakes.count(text, place, outcome, other);
            }
        }
        out.false_positives = mistakes.worst(Outcome::Wrong, top, &names);
        out.false_negatives = mistakes.worst(Outcome::Missed, top, &names);
        out.concepts = concept_scores(concepts, &names);
        out
    }
}

/// The concepts of a text; one that is named anywhere in it is named.
fn by_text(items: &[Item]) -> BTreeMap<Key, How> {
    plainest(items.iter().map(|item| (item.concept, item.how)))
}

/// The concepts that are labelled without a place: one of theirs that is found may be what was meant.
fn unplaced(items: &[Item]) -> BTreeSet<Key> {
    items.iter().filter(|item| item.span.is_none()).map(|item| item.concept).collect()
}

/// The places of a text.
fn by_words(items: &[Item]) -> BTreeMap<(Span, Key), How> {
    plainest(items.iter().filter_map(|item| Some(((item.span?, item.concept), item.how))))
}

/// Each key once, said as plainly as it is anywhere.
fn plainest<K: Ord>(items: impl Iterator<Item = (K, How)>) -> BTreeMap<K, How> {
    let mut out = BTreeMap::new();
    for (key, how) in items {
        out.entry(key).and_modify(|old: &mut How| *old = how.min(*old)).or_insert(how);
    }
    out
}

fn concept_scores(scores: BTreeMap<Key, Score>, names: &Names<'_>) -> Vec<ConceptScore> {
    let named = |(key, score)| {
        let (id, label) = names.of(key);
        ConceptScore { concept: id.to_owned(), label: label.to_owned(), score }
    };
    let mut out: Vec<ConceptScore> = scores.into_iter().map(named).collect();
    out.sort_by(|a, b| {
        let errors = |c: &ConceptScore| Reverse(c.score.wrong + c.score.missed);
        (errors(a), &a.concept).cmp(&(errors(b), &b.concept))
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Linker;

    const LEXICON: &str = r#"
        [[concept]]
        id = "rl"
        alias = ["RL"]
        implied = ["trial and error"]

        [[concept]]
        id = "code"
    "#;

    /// The scores of a gold of one text.
    fn scores(text: &str, labels: &str) -> Linking {
        let scheme = ConceptScheme::from_lexicons(&[("a.toml", LEXICON)]).unwrap();
        let line = format!(r#"{{"id": "t", "text": "{text}", "mentions": [{labels}]}}"#);
        let (gold, diagnostics) = Gold::read("g", &line);
        assert_eq!(diagnostics, []);
        let linker = Linker::new(&scheme).unwrap();
        let found: Vec<_> = gold.texts.iter().map(|text| linker.link(&text.text)).collect();
        Linking::of(&gold, &scheme, &found, 5)
    }

    #[test]
    fn both_levels() {
        let rl = r#"{"start": 0, "end": 2, "concept": "rl"}"#;
        let code = r#"{"start": 0, "end": 5, "concept": "code"}"#;
        let optional = r#"{"start": 0, "end": 2, "concept": "rl", "kind": "optional"}"#;
        for (what, text, labels, mention, document) in [
            ("right", "RL", rl.to_owned(), (1, 0, 0), (1, 0, 0)),
            ("labelled twice", "RL", format!("{rl}, {rl}"), (1, 0, 0), (1, 0, 0)),
            ("said twice, labelled once", "RL RL", rl.to_owned(), (1, 1, 0), (1, 0, 0)),
            ("other words", "RL code", code.to_owned(), (0, 2, 1), (1, 1, 0)),
            ("optional", "RL", optional.to_owned(), (0, 0, 0), (0, 0, 0)),
            ("optional and so", "RL", format!("{optional}, {rl}"), (1, 0, 0), (1, 0, 0)),
            ("not in the scheme", "zz", rl.replace("rl", "zz"), (0, 0, 1), (0, 0, 1)),
            ("without a place", "RL", r#"{"concept": "rl"}"#.to_owned(), (0, 0, 0), (1, 0, 0)),
            (
                "with a place and without",
                "RL RL",
                format!(r#"{rl}, {{"concept": "rl"}}"#),
                (1, 0, 0),
                (1, 0, 0),
            ),
        ] {
            let Linking { mention: by_words, document: by_text, .. } = scores(text, &labels);
            let counts = |level: Level| (level.all.right, level.all.wrong, level.all.missed);
            assert_eq!((counts(by_words), counts(by_text)), (mention, document), "{what}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_text() {
        let linking =
            scores("We code and RL, by trial and error.", r#"{"start": 3, "end": 7, "concept": "zz"}"#);
        assert_eq!(linking.unknown_concepts, ["zz"]);
        let wrong: Vec<_> = linking.false_positives.iter().map(|m| (m.words.as_str(), m.count)).collect();
        assert_eq!(wrong, [("code", 1), ("rl", 1), ("trial and error", 1)]);
        let code = &linking.false_positives[0];
        assert_eq!(
            (code.instead.as_deref(), code.marks[0].of(&code.text)),
            (Some("zz “code”"), Some("code"))
        );
        assert_eq!(linking.false_negatives[0].instead.as_deref(), Some("code “code”"));
        assert_eq!((linking.mention.explicit.wrong, linking.mention.implied.wrong), (2, 1));
        assert_eq!(linking.concepts[0].concept, "rl");
    }
}
