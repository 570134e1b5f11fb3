//! Readings as other programs left them: exports are read, and what was decoded wrongly is put right.

use std::fs;

use ideagraph::source::read;
use ideagraph::text::{clean, mend};
use serde_json::Value;

use crate::shared;

#[test]
fn exports_of_other_programs_are_read() {
    for (name, sources, quotes) in [
        ("samples/readwise/readwise-data.csv", 3, 3),
        ("samples/hypothesis/frankenstein.jsonl", 4, 407),
        ("bench/inspec-test.jsonl", 1, 500),
    ] {
        let Some(path) = shared(name) else { continue };
        let read = read(name, &fs::read(path).unwrap(), None);
        let found: usize = read.sources.iter().map(|source| source.quotes.len()).sum();
        assert_eq!((read.sources.len(), found), (sources, quotes), "{name}: {:?}", read.diagnostics.first());
    }
}

/// The test cases of ftfy.
fn cases(name: &str) -> Vec<Value> {
    let path = shared(&format!("mojibake/{name}.json"));
    path.map_or_else(Vec::new, |path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap())
}

fn original(case: &Value) -> &str {
    case["original"].as_str().unwrap()
}

/// Our scope is encoding damage: ftfy also changes quotation marks and ligatures in `fixed`.
fn expected(case: &Value) -> &str {
    case["fixed-encoding"].as_str().or(case["fixed"].as_str()).unwrap()
}

fn is_repaired(text: &str) -> bool {
    !clean(text.as_bytes(), None).unwrap().repairs.is_empty()
}

#[test]
fn every_sound_text_of_ftfy_stays() {
    for name in ["negative", "synthetic", "in-the-wild", "language-names"] {
        for case in cases(name) {
            let sound = expected(&case);
            // A result that is still broken, by ftfy's own comment.
            let is_broken = sound.contains(['\u{FFFD}', '&']);
            assert!(is_broken || !is_repaired(sound), "{}", case["label"]);
        }
    }
}

#[test]
fn negatives_of_ftfy() {
    for case in cases("negative") {
        assert_eq!(mend(original(&case)), mend(expected(&case)), "{}", case["label"]);
    }
}

/// How many of ftfy's broken texts come out right; the floors only ever go up.
#[test]
fn positives_of_ftfy() {
    for (name, floor) in
        [("in-the-wild", 54), ("language-names", 15), ("synthetic", 29), ("known-failures", 1)]
    {
        let cases = cases(name);
        let is_right = |case: &&Value| mend(original(case)) == mend(expected(case));
        let (right, wrong): (Vec<_>, Vec<_>) = cases.iter().partition(is_right);
        let wrong: Vec<&str> = wrong.into_iter().map(original).collect();
        assert!(
            cases.is_empty() || right.len() >= floor,
            "{name}: {} right, {floor} before: {wrong:?}",
            right.len()
        );
    }
}
