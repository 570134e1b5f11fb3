//! How well the shipped lexicon links, by quote and concept, against labellings made by hand.

use ideagraph::concept::ConceptScheme;
use ideagraph::eval::{Gold, Level, Linking, Score};
use ideagraph::link::Linker;

use super::shared;

/// The least precision and the least recall.
type Floor = [f64; 2];

/// Fails when named or implied concepts are linked worse than their floors.
fn check(name: &str, text: &str, explicit: Floor, implied: Floor) {
    let lexicon = include_str!("../../data/concepts/ai.toml");
    let scheme = ConceptScheme::from_lexicons(&[("data/concepts/ai.toml", lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    let (gold, diagnostics) = Gold::read(name, text);
    assert_eq!(diagnostics, []);
    let found: Vec<_> = gold.texts.iter().map(|text| linker.link(&text.text)).collect();
    let linking = Linking::of(&gold, &scheme, &found, 20);
    let mistakes = [&linking.false_positives, &linking.false_negatives];
    let Level { explicit: named, implied: unnamed, .. } = linking.document;
    for (score, floor) in [(named, explicit), (unnamed, implied)] {
        println!("{name}: {score:?}");
        assert!(is_above(score, floor), "{name}: {score:?} is below {floor:?}: {mistakes:#?}");
    }
}

fn is_above(score: Score, [precision, recall]: Floor) -> bool {
    score.precision() >= Some(precision) && score.recall() >= Some(recall)
}

#[test]
fn shipped_lexicon_on_hand_labelled_quotes() {
    for name in ["gold/seed.json", "gold/interview-a.json"] {
        let Some(path) = shared(name) else { return };
        check(name, &std::fs::read_to_string(path).unwrap(), [0.98, 0.99], [0.95, 0.9]);
    }
}

/// Passages that say a concept in a figure of speech, and ordinary prose with words that are names of concepts too.
#[test]
fn shipped_lexicon_on_figures_of_speech() {
    check("passages.jsonl", include_str!("../golden/passages.jsonl"), [0.95, 0.9], [0.9, 0.45]);
}
