//! Files are told apart, put together, and refused.

use proptest::prelude::*;

use crate::concept::fixture::{OF_ONTOLOGIES, PREFIXES, read, shown};
use crate::concept::rdf::property::{RDF, SKOS};
use crate::concept::{Format, LANGUAGE, SchemeReader};

#[test]
fn a_text_is_read_as_what_it_is() {
    let turtle = format!("{PREFIXES}:a skos:prefLabel \"A\" .");
    let (scheme, told) = read(&[("a.rdf", &turtle)], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: A"]);
    assert!(told[0].message.contains("begins as ttl does"), "{told:?}");
    let long = format!("<a:b> \"{}\" .", "x".repeat(10_000));
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read("a.rdf", long.as_bytes(), Some(Format::Turtle));
    assert!(reader.finish().unwrap_err().iter().all(|error| error.message.len() < 400));
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let deep = format!("{{\"@id\": {}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    for (name, text, line, message) in [
        ("a.ttl", "@prefix a: <b:c> .\na:x a:y .", 2, "no RDF that can be read"),
        ("a.ttl", "", 0, "the file is empty"),
        ("-", "\n", 0, "the file is empty"),
        ("a.csv", "id,label\n", 0, "no concept in this file: write a row for each below the header"),
        (
            "a.ttl",
            "<a:b> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2002/07/owl#deprecated> true .",
            0,
            "what is deprecated",
        ),
        ("a.rdf", "<collection/>", 0, "no RDF/XML"),
        (
            "a.jsonld",
            "{\"@context\": \"http://example.org/context\", \"@id\": \"a\"}",
            0,
            "nothing is fetched",
        ),
        ("a.jsonld", &deep, 0, "lie within one another"),
        ("a.nt", "<a:b> <c:d> .", 1, "no RDF that can be read"),
        ("a.owl", "Prefix(:=<http://e.org/>)", 0, "another syntax of OWL"),
        ("a.obo", "format-version: 1.2\n", 0, "no concept in this file"),
        ("a.csv", "some,words\n1,2\n", 1, "must name the columns"),
        ("a.txt", "words", 0, "no file of concepts"),
        ("a.toml", "[[concept]]\nid = \"a b\"", 2, "cannot be an id"),
    ] {
        let errors = read(&[(name, text)], "en").unwrap_err();
        assert_eq!(errors[0].line, line, "{errors:?}");
        assert!(errors[0].message.contains(message), "{errors:?}");
    }
}

#[test]
fn files_are_read_in_the_encoding_that_they_are_in() {
    let turtle = format!("{PREFIXES}:a skos:prefLabel \"Cafe\u{301} \\u0041\u{301}\" .");
    let xml = format!(
        "<?xml version=\"1.0\" encoding='ISO-8859-2'?><rdf:RDF xmlns:rdf=\"{}\" xmlns:s=\"{}\">
        <s:Concept rdf:about=\"http://e.org/a\"><s:prefLabel>Caf\u{e9} \u{c1}</s:prefLabel></s:Concept></rdf:RDF>",
        RDF,
        SKOS
    );
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| c as u32 as u8).collect() };
    for (name, bytes, warnings) in [
        ("a.ttl", turtle.clone().into_bytes(), 0),
        ("a.ttl", utf16(&turtle), 0),
        ("a.rdf", latin(&xml), 0),
        ("a.csv", latin("id,label\na,Caf\u{e9} \u{c1}\n"), 1),
    ] {
        let mut reader = SchemeReader::new("en");
        reader.read(name, &bytes, None);
        let (scheme, told) = reader.finish().unwrap();
        assert_eq!(shown(&scheme), ["a: Caf\u{e9} \u{c1}"], "{name}: {told:?}");
        assert_eq!(told.len(), warnings, "{told:?}");
    }
    let (scheme, told) = read(&[("a.csv", "id,label\na,Caf\u{c3}\u{a9}\n")], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: Caf\u{e9}"]);
    assert!(told[0].message.contains("put right: 1"), "{told:?}");
    let mut reader = SchemeReader::new("en");
    reader.read("a.ttl", b"%PDF-1.4", None);
    assert!(reader.finish().unwrap_err()[0].message.contains("PDF"));
}

#[test]
fn files_add_up() {
    let one = format!("{PREFIXES}:a skos:prefLabel \"A\" ; skos:inScheme :one .");
    let two = format!("{PREFIXES}:a skos:altLabel \"AA\" ; skos:inScheme :two . :b skos:prefLabel \"B\" .");
    let own = "[[concept]]\nid = \"b\"\nlabel = \"Own\"";
    let (scheme, warnings) = read(&[("1.ttl", &one), ("2.ttl", &two), ("own.toml", own)], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: A, AA", "b: Own", "b-2: B"]);
    assert_eq!(scheme.concepts()[0].schemes, ["http://example.org/one", "http://example.org/two"]);
    assert!(warnings.is_empty());
}

#[test]
fn files_without_a_concept_are_told_together() {
    let schema = format!("{PREFIXES}{OF_ONTOLOGIES}:T a owl:Class ; rdfs:subClassOf skos:Concept .");
    let data = format!("{PREFIXES}{OF_ONTOLOGIES}:x a :T ; rdfs:label \"X\" .");
    let errors = read(&[("a.ttl", &schema), ("b.ttl", &data)], "en").unwrap_err();
    let told = "a.ttl and 1 more: there is no concept in any of these files";
    assert!(errors[0].to_string().starts_with(told), "{errors:?}");
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        for format in Format::ALL {
            let mut reader = SchemeReader::new(LANGUAGE);
            reader.read("x", &bytes, Some(format));
            let _ = reader.finish();
        }
    }
}
