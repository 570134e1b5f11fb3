//! How good the program is on the collections that others are measured on: `cargo bench --bench quality [FOLDER]`.
//!
//! FOLDER holds `bench/` and `gold/`; without it the environment variable `IDEAGRAPH_SHARED` names it, or it stands
//! beside the project as `../shared`. A collection that is not there is said to be missing. The protocols are in
//! `docs/evaluation.md`.

#![expect(clippy::print_stdout, reason = "a report")]

#[path = "common/shared.rs"]
mod shared;

use std::collections::BTreeSet;
use std::path::Path;

use ideagraph::concept::ConceptScheme;
use ideagraph::discover::{keyphrases, proposals};
use ideagraph::eval::{Gold, Keyphrases, Linking, Pairs, Score, stemmed};
use ideagraph::link::{Linker, Overlap};
use ideagraph::source::{Quote, Source};
use shared::{folder, scheme};

/// Collections for linking: name, gold, vocabulary, overlaps.
const LINKING: [(&str, &str, &str, Overlap); 5] = [
    ("GSC+", "bench/gsc-plus.jsonl", "bench/hpo.ttl", Overlap::Longest),
    ("GSC-2024", "bench/gsc-2024.jsonl", "bench/hpo.ttl", Overlap::All),
    ("CRAFT CL", "bench/craft-cl-train.jsonl", "bench/craft-cl.ttl", Overlap::Longest),
    ("CRAFT SO", "bench/craft-so-train.jsonl", "bench/craft-so.ttl", Overlap::Longest),
    ("CRAFT UBERON", "bench/craft-uberon-train.jsonl", "bench/craft-uberon.ttl", Overlap::Longest),
];

/// Collections with keyphrases.
const KEYPHRASES: [(&str, &str); 2] =
    [("Inspec test", "bench/inspec-test.jsonl"), ("SemEval-2017", "bench/semeval2017.jsonl")];

/// The proposals that are looked at.
const BEST: usize = 100;

/// Quotes that were labelled for the lexicon that ships.
const QUOTES: [&str; 2] = ["gold/seed.json", "gold/interview-a.json"];

fn main() {
    let folder = folder();
    println!("{:<34}{:>10}{:>10}{:>10}", "", "precision", "recall", "F1");
    for (name, gold, vocabulary, overlap) in LINKING {
        report(name, linking(&folder, gold, vocabulary, overlap));
    }
    report(
        "MED1250",
        gold(&folder, "bench/med1250.jsonl").map(|gold| vec![("pairs", Pairs::of(&gold, 0).score)]),
    );
    for (name, file) in KEYPHRASES {
        keyphrase_report(name, gold(&folder, file));
    }
    for name in QUOTES {
        report(name, quotes(&folder, name));
    }
}

/// Prints the scores of a collection, or what was wrong with it.
fn report(name: &str, scores: Result<Vec<(&str, Score)>, String>) {
    match scores {
        Err(message) => println!("{name:<34}{message}"),
        Ok(scores) => {
            for (level, score) in scores {
                let [precision, recall, f1] = [score.precision(), score.recall(), score.f1()]
                    .map(|measure| measure.unwrap_or(f64::NAN));
                println!("{:<34}{precision:>10.3}{recall:>10.3}{f1:>10.3}", format!("{name}, {level}"));
            }
        }
    }
}

/// F1 of the ten best phrases of each text, and the precision of the first proposals of the collection: a proposal is right
/// when it is a keyphrase of any text. Porter-stemmed exact match.
fn keyphrase_report(name: &str, gold: Result<Gold, String>) {
    let gold = match gold {
        Err(message) => return println!("{name:<34}{message}"),
        Ok(gold) => gold,
    };
    let Keyphrases { precision, recall, f1, .. } = Keyphrases::of(&gold, keyphrases);
    println!("{:<34}{precision:>10.3}{recall:>10.3}{f1:>10.3}", format!("{name}, keyphrases at 10"));
    println!("{:<34}{:>10.3}", format!("{name}, proposals at {BEST}"), precision_of_proposals(&gold));
}

fn precision_of_proposals(gold: &Gold) -> f64 {
    let quote = |text: &str| Quote { text: text.to_owned(), ..Quote::default() };
    let source = |text: &str| Source { quotes: vec![quote(text)], ..Source::default() };
    let sources: Vec<Source> = gold.texts.iter().map(|text| source(&text.text)).collect();
    let found = proposals(&sources, &ConceptScheme::default()).unwrap_or_default();
    let labelled: BTreeSet<String> =
        gold.texts.iter().flat_map(|text| &text.keyphrases).map(|phrase| stemmed(phrase)).collect();
    let right = found.iter().take(BEST).filter(|proposal| labelled.contains(&stemmed(&proposal.label)));
    right.count() as f64 / BEST as f64
}

fn read(folder: &Path, file: &str) -> Result<Vec<u8>, String> {
    std::fs::read(folder.join(file)).map_err(|error| format!("missing: {file}: {error}"))
}

fn gold(folder: &Path, file: &str) -> Result<Gold, String> {
    let bytes = read(folder, file)?;
    let (gold, diagnostics) = Gold::read(file, &String::from_utf8_lossy(&bytes));
    diagnostics.iter().for_each(|diagnostic| println!("{diagnostic}"));
    Ok(gold)
}

fn measured(gold: &Gold, scheme: &ConceptScheme, overlap: Overlap) -> Result<Linking, String> {
    let linker = Linker::new(scheme).map_err(|error| error.to_string())?.with_overlap(overlap);
    let link = |text: &str| linker.link_source(&[text]).pop().unwrap_or_default();
    let found: Vec<_> = gold.texts.iter().map(|text| link(&text.text)).collect();
    Ok(Linking::of(gold, scheme, &found, 0))
}

fn linking(
    folder: &Path,
    labels: &str,
    vocabulary: &str,
    overlap: Overlap,
) -> Result<Vec<(&'static str, Score)>, String> {
    let gold = gold(folder, labels)?;
    let scheme = scheme(vocabulary, &read(folder, vocabulary)?)?;
    let linking = measured(&gold, &scheme, overlap)?;
    Ok(vec![("document", linking.document.all), ("mention", linking.mention.all)])
}

/// The lexicon that ships, by quote and concept.
fn quotes(folder: &Path, name: &str) -> Result<Vec<(&'static str, Score)>, String> {
    let gold = gold(folder, name)?;
    let scheme = scheme("ai.toml", include_bytes!("../data/concepts/ai.toml"))?;
    let linking = measured(&gold, &scheme, Overlap::Longest)?;
    Ok(vec![("named", linking.document.explicit), ("implied", linking.document.implied)])
}
