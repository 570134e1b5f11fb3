//! How RDF is parsed.

use crate::concept::fixture::{PREFIXES, read, shown};
use crate::concept::rdf::property::{RDF, SKOS};

/// Files of one name in two folders have relative IRIs of their own.
#[test]
fn relative_iris_are_those_of_their_file() {
    let thing = |label: &str| format!("{PREFIXES}<#x> skos:prefLabel \"{label}\" .");
    let (one, two) = (thing("A"), thing("B"));
    let files = [("one/v.ttl", &*one), ("two/v.ttl", &*two), ("one/v.ttl", &*one)];
    let (scheme, _) = read(&files, "en").unwrap();
    assert_eq!(shown(&scheme), ["x: A", "x-2: B"]);
    let uris: Vec<_> = scheme.concepts().iter().map(|concept| concept.uri.as_deref()).collect();
    assert_eq!(uris, [Some("file:///v.ttl#x"), Some("file:///v.ttl-2#x")]);
}

#[test]
fn comments_and_quoted_text_are_read_in_xml() {
    let xml = format!(
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='{}' xmlns:s='{}'><!-- c --><s:Concept rdf:about='http://e.org/a'>
        <s:prefLabel>a<!-- c -->b</s:prefLabel><s:altLabel>B <![CDATA[<x> & ]]>y</s:altLabel></s:Concept></rdf:RDF>",
        RDF,
        SKOS
    );
    assert_eq!(shown(&read(&[("a.rdf", &xml)], "en").unwrap().0), ["a: ab, B <x> & y"]);
}

/// Of XML that is laid out for people, and of what is wrong in it, which all comes of the first mistake.
#[test]
fn labels_in_xml_stand_in_lines_of_their_own() {
    let xml = |label: &str| {
        let (rdf, skos) = (RDF, SKOS);
        let concept = format!("<s:Concept rdf:about='http://e.org/a'>{label}</s:Concept>");
        format!("<rdf:RDF xmlns:rdf='{rdf}' xmlns:s='{skos}'>{concept}</rdf:RDF>")
    };
    let label = "<s:prefLabel>\n    red ball\n  </s:prefLabel><s:altLabel> as it is </s:altLabel>";
    assert_eq!(shown(&read(&[("a.rdf", &xml(label))], "en").unwrap().0), ["a: red ball,  as it is "]);
    let wrong = "<s:prefLabel label='a'>x</s:prefLabel>a<s:altLabel>b</s:altLabel>";
    let errors = read(&[("a.rdf", &xml(wrong))], "en").unwrap_err();
    assert!(errors.len() == 1 && errors[0].message.contains("XML namespaces are required"), "{errors:?}");
}
