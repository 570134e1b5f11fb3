//! How well the shipped lexicon links, by quote and concept, against labellings made by hand.
//!
//! A link is right when the labelling has the pair; pairs labelled `optional` count neither way.

use std::collections::BTreeMap;

use ideagraph::concept::ConceptScheme;
use ideagraph::link::{Kind, Linker};
use serde::Deserialize;

use super::shared;

#[derive(Deserialize)]
struct Gold {
    quotes: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    id: u32,
    text: String,
    mentions: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    concept: String,
    kind: How,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "lowercase")]
enum How {
    Explicit,
    Implied,
    Optional,
}

#[derive(Default)]
struct Score {
    right: f64,
    wrong: f64,
    missed: f64,
}

impl Score {
    fn precision(&self) -> f64 {
        self.right / (self.right + self.wrong)
    }

    fn recall(&self) -> f64 {
        self.right / (self.right + self.missed)
    }
}

struct Setup {
    scheme: ConceptScheme,
    linker: Linker,
}

impl Setup {
    fn new() -> Self {
        let lexicon = include_str!("../../data/concepts/ai.toml");
        let scheme = ConceptScheme::from_lexicons(&[("data/concepts/ai.toml", lexicon)]).unwrap();
        let linker = Linker::new(&scheme).unwrap();
        Self { scheme, linker }
    }

    /// Each concept that the quote is linked to, named when any mention names it.
    fn links(&self, text: &str) -> BTreeMap<String, How> {
        let mut links = BTreeMap::new();
        for mention in self.linker.link(text) {
            let id = self.scheme.concepts()[mention.concept.0 as usize].id.clone();
            let how = if mention.kind == Kind::Explicit { How::Explicit } else { How::Implied };
            links.entry(id).and_modify(|old: &mut How| *old = (*old).min(how)).or_insert(how);
        }
        links
    }
}

/// Scores of the named and of the implied links; a wrong link counts by how it was found.
fn score(setup: &Setup, gold: &Gold) -> BTreeMap<How, Score> {
    let mut scores = BTreeMap::from([(How::Explicit, Score::default()), (How::Implied, Score::default())]);
    for quote in &gold.quotes {
        let mut expected: BTreeMap<&str, How> = BTreeMap::new();
        for label in &quote.mentions {
            expected
                .entry(&label.concept)
                .and_modify(|how| *how = (*how).min(label.kind))
                .or_insert(label.kind);
        }
        let found = setup.links(&quote.text);
        for (concept, how) in expected.iter().filter(|(_, how)| **how != How::Optional) {
            let score = scores.get_mut(how).unwrap();
            if found.contains_key(*concept) {
                score.right += 1.0;
            } else {
                score.missed += 1.0;
                println!("missed {concept} in quote {}", quote.id);
            }
        }
        for (concept, how) in found.iter().filter(|(concept, _)| !expected.contains_key(concept.as_str())) {
            scores.get_mut(how).unwrap().wrong += 1.0;
            println!("wrong {concept} in quote {}", quote.id);
        }
    }
    scores
}

#[test]
fn shipped_lexicon_on_hand_labelled_quotes() {
    let setup = Setup::new();
    for name in ["gold/seed.json", "gold/interview-a.json"] {
        let Some(path) = shared(name) else { return };
        let gold: Gold = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let scores = score(&setup, &gold);
        for (how, floor) in [(How::Explicit, 0.97), (How::Implied, 0.9)] {
            let (precision, recall) = (scores[&how].precision(), scores[&how].recall());
            println!("{name} precision {precision:.3} recall {recall:.3}");
            assert!(
                precision >= floor && recall >= floor,
                "{name}: precision {precision:.3} recall {recall:.3}"
            );
        }
    }
}
