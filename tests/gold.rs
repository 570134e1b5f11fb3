//! Linking on hand-labelled quotes, when the labellings are there.
use std::collections::BTreeMap;
use std::path::Path;

use ideagraph::concept::ConceptScheme;
use ideagraph::link::{Kind, Linker};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    quotes: Vec<Quote>,
}

#[derive(Deserialize)]
struct Quote {
    id: u32,
    text: String,
    mentions: Vec<Labelled>,
}

#[derive(Deserialize)]
struct Labelled {
    concept: String,
    kind: String,
}

#[derive(Default, Debug)]
struct Score {
    right: u32,
    wrong: u32,
    missed: u32,
}

impl Score {
    fn precision(&self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.wrong).max(1.0)
    }
    fn recall(&self) -> f64 {
        f64::from(self.right) / f64::from(self.right + self.missed).max(1.0)
    }
}

#[test]
fn gold() {
    let lexicon = std::fs::read_to_string("data/concepts/ai.toml").unwrap();
    let scheme = ConceptScheme::from_lexicons(&[("data/concepts/ai.toml", &lexicon)])
        .unwrap_or_else(|e| panic!("{}", e.iter().map(|d| d.to_string()).collect::<Vec<_>>().join("\n")));
    let linker = Linker::new(&scheme).unwrap();
    for name in ["seed", "interview-a"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../shared/gold/{name}.json"));
        let Ok(text) = std::fs::read_to_string(&path) else {
            eprintln!("skipped: {} is not there", path.display());
            continue;
        };
        let gold: Gold = serde_json::from_str(&text).unwrap();
        let mut scores = BTreeMap::from([("explicit", Score::default()), ("implied", Score::default())]);
        for quote in &gold.quotes {
            let mut expected: BTreeMap<&str, &str> = BTreeMap::new();
            for m in &quote.mentions {
                let kind = expected.entry(&m.concept).or_insert(&m.kind);
                if m.kind == "explicit" || *kind == "optional" {
                    *kind = &m.kind;
                }
            }
            let mut found: BTreeMap<&str, (Kind, String)> = BTreeMap::new();
            for m in linker.link(&quote.text) {
                let id = scheme.concepts()[m.concept.0 as usize].id.as_str();
                let e =
                    found.entry(id).or_insert((m.kind, format!("{:?} {}", m.span.of(&quote.text), m.rule)));
                if m.kind == Kind::Explicit {
                    e.0 = m.kind;
                }
            }
            for (id, kind) in &expected {
                if *kind == "optional" {
                    continue;
                }
                let score = scores.get_mut(kind).unwrap();
                if found.contains_key(id) {
                    score.right += 1
                } else {
                    score.missed += 1;
                    println!("{name} {} missed {kind} {id}", quote.id);
                }
            }
            for (id, (kind, why)) in &found {
                if !expected.contains_key(id) {
                    let kind = if *kind == Kind::Explicit { "explicit" } else { "implied" };
                    scores.get_mut(kind).unwrap().wrong += 1;
                    println!("{name} {} wrong {kind} {id} {why}", quote.id);
                }
            }
        }
        for (kind, s) in &scores {
            println!("{name} {kind} P {:.3} R {:.3} {s:?}", s.precision(), s.recall());
        }
    }
}
