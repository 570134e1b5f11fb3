//! Measures discovery on two collections that stand beside the project on some machines: F1 at 10 of the keyphrases of
//! a document, and the precision of the first 100 proposals of the collection; Porter-stemmed exact match.

#![expect(clippy::print_stdout, reason = "it prints what it measures")]

use std::collections::BTreeSet;
use std::fs;

use ideagraph::concept::ConceptScheme;
use ideagraph::discover::{keyphrases, proposals};
use ideagraph::source::{Quote, Source};
use rust_stemmers::{Algorithm, Stemmer};
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    text: String,
    keyphrases: Vec<String>,
}

impl Document {
    fn gold(&self) -> BTreeSet<String> {
        self.keyphrases.iter().map(|phrase| stemmed(phrase)).collect()
    }
}

fn main() {
    for name in ["inspec-test", "semeval2017"] {
        let file = format!("{}/../shared/bench/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
        let Ok(text) = fs::read_to_string(&file) else {
            println!("skipped: {name} is not here");
            continue;
        };
        let documents: Vec<Document> =
            text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        println!(
            "{name}: {} documents, F1@10 {:.1}, precision at 100 {:.2}",
            documents.len(),
            100.0 * f1_at_10(&documents),
            precision_at_100(&documents)
        );
    }
}

/// The mean over documents; a phrase that is given twice counts once.
fn f1_at_10(documents: &[Document]) -> f64 {
    let f1 = |document: &Document| {
        let gold = document.gold();
        let said: BTreeSet<String> = keyphrases(&document.text, 10).iter().map(|p| stemmed(p)).collect();
        let hits = said.intersection(&gold).count() as f64;
        2.0 * hits / (10 + gold.len()) as f64
    };
    documents.iter().map(f1).sum::<f64>() / documents.len() as f64
}

/// A proposal is right when it is a keyphrase of any document.
fn precision_at_100(documents: &[Document]) -> f64 {
    let quote = |text: &str| Quote { text: text.to_owned(), ..Quote::default() };
    let source = |d: &Document| Source { quotes: vec![quote(&d.text)], ..Source::default() };
    let sources: Vec<Source> = documents.iter().map(source).collect();
    let Ok(found) = proposals(&sources, &ConceptScheme::default()) else { return 0.0 };
    let gold: BTreeSet<String> = documents.iter().flat_map(Document::gold).collect();
    let right = found.iter().take(100).filter(|proposal| gold.contains(&stemmed(&proposal.label)));
    right.count() as f64 / 100.0
}

fn stemmed(phrase: &str) -> String {
    let stemmer = Stemmer::create(Algorithm::English);
    let words = phrase.to_lowercase();
    words.split_whitespace().map(|word| stemmer.stem(word).into_owned()).collect::<Vec<_>>().join(" ")
}
