//! Rows for `find/candidates.rs`: what is dropped wherever it was found.

use super::{Cases, Schemes, assert_found, assert_told_apart, linker};
use crate::link::Polarity;

const CASES: Cases = &[(
    "a prefix makes another word",
    &[
        ("Hodgkin lymphoma", "treated for non-Hodgkin lymphoma and Non-Hodgkin's lymphomas", ""),
        ("Hodgkin lymphoma", "a non Hodgkin lymphoma, Hodgkin lymphoma", "Hodgkin lymphoma"),
        ("Small cell lung cancer", "non-small-cell lung cancer", ""),
        ("Linear regression", "non\u{2011}linear regression, logistic or non-linear regression", ""),
        ("Supervised learning", "un-supervised and semi-supervised learning", ""),
        ("Modernism", "in post-modernism and Pre-Modernism", ""),
        ("Violence", "preached non-violence", ""),
        ("Non-violence", "preached non-violence and nonviolence", "non-violence; nonviolence"),
        ("Pre-training", "pre-training", "pre-training"),
        ("Population", "a sub-population of Un-American re-population", "population; population"),
        ("Women", "UN-women", "women"),
    ],
)];

#[test]
fn labels_are_found_where_they_are_meant() {
    assert_found(CASES);
}

const SCHEMES: Schemes = &[(
    "addresses say nothing",
    &[(
        &["Memory", "Deep learning"],
        &[
            ("see https://memory.org/deep-learning?q=memory", ""),
            ("memory at www.memory.org", "Memory=memory"),
            ("deep-learning@memory.org", ""),
            ("#memory @memory", "Memory=memory; Memory=memory"),
        ],
    )],
)];

#[test]
fn labels_are_told_from_one_another() {
    assert_told_apart(SCHEMES);
}

#[test]
fn what_is_explained_has_its_polarity() {
    let (_, linker) = linker(&["Reinforcement learning", "learning"]);
    let candidates = linker.explain(&["It is not reinforcement learning."]).remove(0);
    assert_eq!(candidates.len(), 2);
    assert!(candidates.iter().all(|candidate| candidate.mention.polarity == Polarity::Negated));
}
