//! Vocabularies of others, as they are found: read, or refused with a reason, and never a panic.

use std::fs;
use std::path::{Path, PathBuf};

use ideagraph::concept::{ConceptScheme, Format, SchemeReader, write};
use ideagraph::diagnostic::Diagnostic;

use crate::program::{ideagraph, told};
use crate::shared;

fn read(path: &Path, language: &str) -> Result<(ConceptScheme, Vec<Diagnostic>), Vec<Diagnostic>> {
    let mut reader = SchemeReader::new(language);
    reader.read(path.file_name().unwrap().to_str().unwrap(), &fs::read(path).unwrap(), None);
    reader.finish()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// Files in the folder that hold no concepts.
const NONE: [&str; 7] = [
    "PROVENANCE.txt",
    "default_graph.ttl",
    "marc-fi.mrcx",
    "marc-sv.mrcx",
    "marc-undefined.mrcx",
    "myns-ontology.ttl",
    "test-marc.ttl",
];

#[test]
fn odd_files() {
    let Some(folder) = shared("vocab/skosmos-edge-cases") else { return };
    for path in files(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        match read(&path, "en") {
            Ok((scheme, _)) => {
                assert!(!NONE.contains(&name), "{name}");
                for format in Format::WRITTEN {
                    let bytes = write::scheme(&scheme, format).unwrap();
                    let mut reader = SchemeReader::new("en");
                    reader.read(name, &bytes, Some(format));
                    let again = reader.finish().map(|(scheme, _)| scheme.concepts().len());
                    assert_eq!(again, Ok(scheme.concepts().len()), "{name} {format}");
                }
            }
            Err(errors) => {
                assert!(NONE.contains(&name), "{name}: {errors:?}");
                assert!(errors.iter().all(|error| error.file == name && !error.message.is_empty()));
            }
        }
    }
}

#[test]
fn large_vocabularies() {
    for (file, language, id, label, concepts) in [
        ("vocab/stw-skos.ttl", "en", "10043-4", "Small open economy", 6_000..7_000),
        ("vocab/stw-skos.ttl", "de", "10043-4", "Kleine offene Volkswirtschaft", 6_000..7_000),
        ("vocab/cso.csv", "en", "ontology-matching", "ontology matching", 10_000..15_000),
        ("bench/hpo.ttl", "en", "HP:0000002", "Abnormality of body height", 15_000..20_000),
    ] {
        let Some(path) = shared(file) else { continue };
        let (scheme, warnings) = read(&path, language).unwrap();
        let found = scheme.concepts().iter().find(|concept| concept.id == id).unwrap();
        assert_eq!(found.label, label);
        assert!(concepts.contains(&scheme.concepts().len()), "{file}: {}", scheme.concepts().len());
        assert!(warnings.len() < 10);
    }
}

/// SKOS that is written as SKOS and read again is the same scheme.
#[test]
fn a_large_vocabulary_comes_back() {
    let Some(path) = shared("vocab/stw-skos.ttl") else { return };
    let (scheme, _) = read(&path, "en").unwrap();
    for format in [Format::Turtle, Format::RdfXml, Format::NTriples, Format::JsonLd] {
        let mut reader = SchemeReader::new("en");
        reader.read("again", &write::scheme(&scheme, format).unwrap(), Some(format));
        assert!(reader.finish().unwrap().0 == scheme, "{format}");
    }
}

/// What is linked is read as quotes are: with its letters composed, whichever command reads it.
#[test]
fn every_command_composes_letters() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("l.toml"), "[[concept]]\nid = \"x\"\nlabel = \"Béchamel\"\n").unwrap();
    let text = "A be\u{301}chamel.";
    let explained = ideagraph(&["explain", text, "--concepts", &at("l.toml"), "-q", "--format", "csv"]);
    let rows = String::from_utf8(explained.stdout).unwrap();
    // The place is that of the text as it was given.
    assert!(rows.lines().nth(1).unwrap().starts_with("béchamel,2,12,x,"), "{rows}");
    let gold = serde_json::json!({"text": text, "mentions": [{"start": 2, "end": 11, "concept": "x"}]});
    fs::write(at("gold.jsonl"), gold.to_string()).unwrap();
    let scores =
        ideagraph(&["eval", &at("gold.jsonl"), "--concepts", &at("l.toml"), "-q", "--format", "json"]);
    let scores: serde_json::Value = serde_json::from_slice(&scores.stdout).unwrap();
    assert_eq!((&scores["mention"]["right"], &scores["mention"]["wrong"]), (&1.into(), &0.into()));
}

#[test]
fn labels_of_another_vocabulary_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("l.toml"), "[[concept]]\nid = \"x\"\nlabel = \"Some X\"\n").unwrap();
    fs::write(
        at("names.jsonl"),
        r#"{"text": "An x.", "mentions": [{"concept": "y"}, {"concept": "some x"}]}"#,
    )
    .unwrap();
    fs::write(at("other.jsonl"), r#"{"text": "An x.", "mentions": [{"concept": "y"}]}"#).unwrap();
    fs::write(at("phrases.jsonl"), r#"{"text": "An x.", "keyphrases": ["x"]}"#).unwrap();
    for (file, options, words) in [
        ("other.jsonl", &[][..], "no concept of the labels is in the vocabulary"),
        ("names.jsonl", &[], "by no id, notation or URI: 1, as some x; did you mean `x`?"),
        ("phrases.jsonl", &["--keyphrases"], "leave `--concepts` away"),
    ] {
        let (gold, lexicon) = (at(file), at("l.toml"));
        let evaluated = ideagraph(&[&["eval", &gold, "--concepts", &lexicon][..], options].concat());
        assert!(told(&evaluated).contains(words), "{file}: {}", told(&evaluated));
    }
}

#[test]
fn plain_matching_explains_what_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let lexicon = folder.path().join("l.toml");
    let text = "[[concept]]\nid = \"bank\"\nambiguous = true\ncontext = [\"money\"]\n\
        [[concept]]\nid = \"prompting\"\nhidden = [\"the time\"]\n[[concept]]\nid = \"house\"\n";
    fs::write(&lexicon, text).unwrap();
    let text = "No money in the bank by the time of houses, house or house.";
    let args =
        ["explain", text, "-c", lexicon.to_str().unwrap(), "--matching", "plain", "--format", "csv", "-q"];
    let rows = String::from_utf8(ideagraph(&args).stdout).unwrap();
    let expected = [
        "bank,16,20,bank,label: bank,as written,0.80,no-context,",
        "the time,24,32,prompting,hidden: the time,as written,0.60,weak,",
        "house,44,49,house,label: house,as written,1.00,kept,",
        "house,53,58,house,label: house,as written,1.00,kept,",
    ];
    let rows: Vec<&str> = rows.lines().skip(1).collect();
    assert_eq!(rows.len(), expected.len(), "{rows:?}");
    assert!(rows.iter().zip(expected).all(|(row, expected)| row.starts_with(expected)), "{rows:?}");
    assert!(rows[0].contains("plain matching looks for no context words"), "{rows:?}");
}

/// STW in TOML and back says in N-Triples what it said before.
#[test]
fn a_large_vocabulary_is_kept_by_a_lexicon() {
    let Some(path) = shared("vocab/stw-skos.ttl") else { return };
    let whole = |name: &str, bytes: &[u8]| {
        let mut reader = SchemeReader::new("en").keeping_all();
        reader.read(name, bytes, None);
        reader.finish().unwrap().0
    };
    let scheme = whole("stw.ttl", &fs::read(path).unwrap());
    let toml = write::scheme(&scheme, Format::Toml).unwrap();
    let again = whole("stw.toml", &toml);
    assert!(again == scheme);
    let triples = |scheme: &ConceptScheme| write::scheme(scheme, Format::NTriples).unwrap();
    assert!(triples(&again) == triples(&scheme));
}
