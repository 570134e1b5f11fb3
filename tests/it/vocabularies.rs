//! Vocabularies of others, as they are found: read, or refused with a reason, and never a panic.

use std::fs;
use std::path::{Path, PathBuf};

use ideagraph::concept::{ConceptScheme, Format, SchemeReader, write};
use ideagraph::diagnostic::Diagnostic;

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
                for format in Format::ALL {
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
