//! Measures discovery on two collections that stand beside the project on some machines: F1 at 10 of the keyphrases of
//! a document, and the precision of the first 100 proposals of the collection; Porter-stemmed exact match.

#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use std::collections::BTreeSet;
use std::fs;

use ideagraph::concept::ConceptScheme;
use ideagraph::discover::{keyphrases, proposals};
use ideagraph::eval::{Gold, Keyphrases, stemmed};
use ideagraph::source::{Quote, Source};

fn main() {
    for name in ["inspec-test", "semeval2017"] {
        let file = format!("{}/../shared/bench/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = fs::read_to_string(&file) else {
            println!("skipped: {name} is not here");
            continue;
        };
        let (gold, _) = Gold::read(name, &text);
        let Keyphrases { precision, recall, f1, texts } = Keyphrases::of(&gold, keyphrases);
        let proposed = precision_at_100(&gold);
        println!(
            "{name}: {texts} texts; at 10: precision {precision:.3}, recall {recall:.3}, F1 {f1:.3}; \
             proposals: precision at 100 {proposed:.2}"
        );
    }
}

/// A proposal is right when it is a keyphrase of any document.
fn precision_at_100(gold: &Gold) -> f64 {
    let quote = |text: &str| Quote { text: text.to_owned(), ..Quote::default() };
    let sources: Vec<Source> = gold
        .texts
        .iter()
        .map(|text| Source { quotes: vec![quote(&text.text)], ..Source::default() })
        .collect();
    let Ok(found) = proposals(&sources, &ConceptScheme::default()) else { return 0.0 };
    let labelled: BTreeSet<String> =
        gold.texts.iter().flat_map(|text| &text.keyphrases).map(|phrase| stemmed(phrase)).collect();
    let right = found.iter().take(100).filter(|proposal| labelled.contains(&stemmed(&proposal.label)));
    right.count() as f64 / 100.0
}
