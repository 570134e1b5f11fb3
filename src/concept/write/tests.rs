//! What is written of what others wrote, and what comes back.

use std::collections::BTreeSet;

use crate::concept::fixture::{PREFIXES, shown};
use crate::concept::{Concept, ConceptScheme, Format, SchemeReader, write};
use crate::diagnostic::Diagnostic;

const RDF: [Format; 4] = [Format::Turtle, Format::RdfXml, Format::NTriples, Format::JsonLd];

fn read(name: &str, text: &str) -> (ConceptScheme, Vec<Diagnostic>) {
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read(name, text.as_bytes(), None);
    reader.finish().unwrap()
}

fn written(scheme: &ConceptScheme, format: Format) -> String {
    String::from_utf8(write::scheme(scheme, format).unwrap()).unwrap()
}

/// The triples of a scheme, sorted, without those of our own.
fn triples(scheme: &ConceptScheme) -> Vec<String> {
    let text = written(scheme, Format::NTriples);
    let plain = |line: &&str| !line.contains("<urn:ideagraph:") && !line.contains("#type>");
    let mut lines: Vec<String> = text.lines().filter(plain).map(ToOwned::to_owned).collect();
    lines.sort();
    lines
}

/// The concepts, their labels in one order: those that statements tell of are written behind the others.
fn sorted_labels(scheme: &ConceptScheme) -> Vec<Concept> {
    let mut concepts = scheme.concepts().to_vec();
    concepts.iter_mut().for_each(|concept| concept.aliases.sort());
    concepts
}

fn turtle(text: &str) -> String {
    format!("{PREFIXES}{text}")
}

/// What is said in SKOS is said again, whatever lies between.
#[test]
fn labels_and_notes_come_back_as_they_were_said() {
    for text in [
        "skos:prefLabel \"Pizza\"@en; skos:altLabel \"🍕\"@en, \"==\", \"#\"@en",
        "skos:prefLabel \"=SUM\"@en; skos:altLabel \"==eq\"@en, \"\\\\=x\"; skos:hiddenLabel \"=\"@en",
        "skos:prefLabel \"colour\"@en-GB, \"color\"@en-US; skos:altLabel \"hue\"@en",
        "skos:prefLabel \"hue\"@en-GB; skos:altLabel \"hue\"@en, \"tint\", \"tint\"@en-GB",
        "skos:prefLabel \"Untagged\"; skos:altLabel \"tagged\"@en-GB, \"Untagged\"@de",
        "skos:altLabel \"no preferred one\"@en; skos:prefLabel \"Anderes\"@de",
        "skos:prefLabel \"Computer\"@en, \"Computer\"@de; skos:altLabel \"Rechner\"@de",
        "skos:prefLabel \"A\"@en; <http://www.w3.org/2000/01/rdf-schema#label> \"A\"@en",
        "skos:prefLabel \"A\"@en; skos:definition \"One.\", \"Two.\"@en-US; skos:scopeNote \"Note.\"@en-GB",
        "skos:prefLabel \"A\"@de; skos:definition \"Eins.\"@de, \"Zwei.\"@de",
        "skos:prefLabel \"A\"@en; skos:definition \"One.\\r\\nTwo.\\rThree.\"@en",
        "skos:prefLabel \"A\"@zh-Hans-CN; skos:example \"x\"@sr-Latn",
    ] {
        let (scheme, _) = read("a.ttl", &turtle(&format!(":a a skos:Concept; {text} .")));
        let first = triples(&scheme);
        let said = text.matches('"').count() / 2;
        assert_eq!(first.len(), said, "{text}: {first:#?}");
        for format in RDF.into_iter().chain([Format::Toml]) {
            let (again, _) = read(&format!("a.{format}"), &written(&scheme, format));
            assert_eq!(sorted_labels(&again), sorted_labels(&scheme), "{text} {format}");
            assert_eq!(triples(&again), first, "{text} {format}");
        }
    }
}

#[test]
fn labels_in_varieties_of_the_language_still_name_the_concept() {
    let text = ":a skos:prefLabel \"colour\"@en-GB, \"color\"@en-US; skos:altLabel \"hue\" .";
    let (scheme, told) = read("a.ttl", &turtle(text));
    assert_eq!((shown(&scheme), told), (vec!["a: colour, color, hue".to_owned()], vec![]));
    let concept = &scheme.concepts()[0];
    assert_eq!(concept.language.as_deref(), Some("en-GB"));
    assert_eq!(concept.statements, ["skos:altLabel \"hue\"", "skos:prefLabel \"color\"@en-US"]);
}

#[test]
fn what_a_lexicon_says_of_itself_comes_back() {
    let concept = "[[concept]]\nid = \"a\"\nlabel = \"A\"\n";
    for header in [
        "[lexicon]\nid = \"gardening\"\ntitle = \"Gardening\"\nlanguage = \"en-GB\"\n",
        "[lexicon]\ntitle = \"No \\\"id\\\"\"\n",
        "[lexicon]\nid = \"no title é\"\n",
    ] {
        let text = format!("{header}\n{concept}");
        let (scheme, told) = read("a.toml", &text);
        assert!(told.is_empty());
        assert_eq!(
            written(&scheme, Format::Toml).replace('\'', "\"").replace("No \"id\"", "No \\\"id\\\""),
            text
        );
        for format in RDF {
            let (again, _) = read(&format!("a.{format}"), &written(&scheme, format));
            assert_eq!(written(&again, Format::Toml), written(&scheme, Format::Toml), "{format}");
        }
    }
    let two = ["one", "two"].map(|id| format!("[lexicon]\nid = \"{id}\"\n\n[[concept]]\nid = \"{id}\"\n"));
    let mut reader = SchemeReader::new("en");
    two.iter().for_each(|text| reader.read("a.toml", text.as_bytes(), None));
    let toml = written(&reader.finish().unwrap().0, Format::Toml);
    assert!(toml.contains("\"urn:ideagraph:scheme:one\"") && !toml.contains("[lexicon]"), "{toml}");
}

/// What is a concept and a scheme is told of in one place.
#[test]
fn a_concept_that_is_a_scheme_is_written_once() {
    let text = ":s a skos:Concept, skos:ConceptScheme; skos:prefLabel \"S\"@en; skos:hasTopConcept :a; skos:inScheme :s .
        :a skos:prefLabel \"A\"@en; skos:inScheme :s .";
    let (scheme, told) = read("a.ttl", &turtle(text));
    assert_eq!((shown(&scheme), told), (vec!["a: A".to_owned(), "s: S".to_owned()], vec![]));
    assert!(scheme.statements().is_empty(), "{:?}", scheme.statements());
    let lines = written(&scheme, Format::NTriples);
    assert_eq!(lines.lines().collect::<BTreeSet<_>>().len(), lines.lines().count(), "{lines}");
    for format in RDF.into_iter().chain([Format::Toml]) {
        assert!(read(&format!("a.{format}"), &written(&scheme, format)).0 == scheme, "{format}");
    }
}

/// A lexicon may say of a scheme what it likes.
#[test]
fn what_is_said_of_a_scheme_makes_no_concept_of_it() {
    let text = "[statements]\n\"http://e.org/s\" = ['skos:prefLabel \"S\"@en']\n[[concept]]\nid = \"a\"\n";
    let (scheme, _) = read("a.toml", text);
    for format in RDF {
        let (again, _) = read(&format!("a.{format}"), &written(&scheme, format));
        assert_eq!((shown(&again), again.statements().len()), (shown(&scheme), 1), "{format}");
    }
}

#[test]
fn iris_that_are_none_are_mended_once_and_told() {
    let text = "<http://e.org/a|b> skos:prefLabel \"A\"@en; skos:exactMatch <http://x.org/q{1}>; \
                <http://e.org/see> <http://e.org/c++#c#> .";
    let (scheme, told) = read("a.ttl", &turtle(text));
    let concept = &scheme.concepts()[0];
    assert_eq!(concept.uri.as_deref(), Some("http://e.org/a%7Cb"));
    assert_eq!(concept.exact_match, ["http://x.org/q%7B1%7D"]);
    assert_eq!(concept.statements, ["<http://e.org/see> <http://e.org/c++#c%23>"]);
    assert!(told[0].message.contains("%-escapes: 3 (http://e.org/a%7Cb, …)"), "{told:?}");
    for format in RDF {
        assert!(read(&format!("a.{format}"), &written(&scheme, format)).0 == scheme, "{format}");
    }
}

#[test]
fn what_xml_cannot_hold_is_refused() {
    for (text, message) in [
        (":a skos:prefLabel \"x\"@en; <http://ex.org/123> \"n\" .", "<http://ex.org/123>"),
        (":a skos:prefLabel \"bell\\u0007\"@en .", "\"bell\\u{7}\" has the character U+0007"),
    ] {
        let (scheme, _) = read("a.ttl", &turtle(text));
        let error = write::scheme(&scheme, Format::RdfXml).unwrap_err().to_string();
        assert!(error.contains(message) && error.contains("ttl, nt and jsonld can"), "{error}");
        assert!(read("b.ttl", &written(&scheme, Format::Turtle)).0 == scheme);
    }
}
