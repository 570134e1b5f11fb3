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
    id: serde_json::Value,
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

/// The labelled quotes of a file: one object with `quotes`, or an object a line.
fn read(text: &str) -> Gold {
    let lines = || text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    serde_json::from_str(text).unwrap_or_else(|_| Gold { quotes: lines() })
}

/// Fails when a precision or recall is below its floor.
fn check(name: &str, gold: &Gold, floors: [(How, f64, f64); 2]) {
    let scores = score(&Setup::new(), gold);
    for (how, least_precision, least_recall) in floors {
        let (precision, recall) = (scores[&how].precision(), scores[&how].recall());
        println!("{name} precision {precision:.3} recall {recall:.3}");
        assert!(
            precision >= least_precision && recall >= least_recall,
            "{name}: precision {precision:.3} recall {recall:.3}"
        );
    }
}

#[test]
fn shipped_lexicon_on_hand_labelled_quotes() {
    for name in ["gold/seed.json", "gold/interview-a.json"] {
        let Some(path) = shared(name) else { return };
        let gold = read(&std::fs::read_to_string(path).unwrap());
        check(name, &gold, [(How::Explicit, 0.98, 0.99), (How::Implied, 0.95, 0.9)]);
    }
}

/// Passages that say a concept in a figure of speech, and ordinary prose with words that are names of concepts too.
#[test]
fn shipped_lexicon_on_figures_of_speech() {
    let gold = read(include_str!("../golden/passages.jsonl"));
    check("passages.jsonl", &gold, [(How::Explicit, 0.95, 0.9), (How::Implied, 0.9, 0.45)]);
}
