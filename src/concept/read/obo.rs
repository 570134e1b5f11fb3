//! OBO is the text format of biology's ontologies: stanzas with a `tag: value` in each line. A term is a concept, with
//! the URI that its class has in [OWL](super::vocabulary::ontology).

use super::place::Place;
use super::vocabulary::ontology::{OBO, of_scope, of_tag};
use super::vocabulary::triples::{Triples, Value};
use crate::concept::rdf::iri::{is_uri, mended};
use crate::concept::rdf::property::Property;
use crate::diagnostic::Diagnostic;

/// Adds what a file says of its terms to the triples, and tells what is left out. O(bytes).
pub(super) fn read(text: &str, place: &Place, triples: &mut Triples) -> Vec<Diagnostic> {
    let (mut is_term, mut term, mut others, mut nameless) = (false, None, 0, 0);
    for (line, number) in text.lines().map(str::trim).zip(1..) {
        if line.starts_with('[') {
            nameless += usize::from(is_term && term.is_none());
            (is_term, term) = (plain(line) == "[Term]", None);
            continue;
        }
        let Some((tag, value)) = line.split_once(':').filter(|_| is_term) else { continue };
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        match term {
            _ if tag == "id" => {
                let id = plain(value);
                let place = Place { line: number, ..place.clone() };
                let node = triples.node(&iri(&id), &place);
                if !is_uri(&id) {
                    triples.add_text(node, Property::Notation, &id, None);
                }
                term = Some(node);
            }
            Some(term) => others += usize::from(!tell(term, tag, value, place, triples)),
            None => {}
        }
    }
    nameless += usize::from(is_term && term.is_none());
    let mut told = Vec::new();
    if nameless > 0 {
        told.push(place.warning(format!("terms without an `id:`, left out: {nameless}")));
    }
    if triples.keeps_all && others > 0 {
        let advice = "the .owl of the same ontology is converted with what they say";
        told.push(place.warning(format!("lines that have no place here, left out: {others}; {advice}")));
    }
    told
}

/// Says what a line says of a term; false for what is not said here.
fn tell(term: usize, tag: &str, value: &str, place: &Place, triples: &mut Triples) -> bool {
    let (property, text) = match tag {
        "name" => (Property::PrefLabel, Some(plain(value))),
        "def" => (Property::Definition, quoted(value).map(|(text, _)| text)),
        "synonym" => {
            let Some((text, rest)) = quoted(value) else { return false };
            let scope = rest.trim_start().split(|c: char| !c.is_ascii_uppercase()).next();
            let property = scope.and_then(of_scope).unwrap_or(Property::HiddenLabel);
            (property, Some(without_scope(&text).to_owned()))
        }
        "is_obsolete" => (Property::Deprecated, Some(plain(value))),
        "is_a" => {
            let other = triples.node(&iri(&plain(value)), place);
            triples.add(term, Property::Broader, Value::Node(other));
            return true;
        }
        _ => match of_tag(tag) {
            Some(property) => (property, quoted(value).map(|(text, _)| text)),
            None => return false,
        },
    };
    let Some(text) = text else { return false };
    triples.add_text(term, property, &text, None);
    true
}

/// A synonym without its scope, where that stands in a bracket behind it, too: `pollen grain (exact)`.
fn without_scope(synonym: &str) -> &str {
    const SCOPES: [&str; 4] = ["exact", "broad", "narrow", "related"];
    let tells = |bracket: &str| bracket.split(", ").all(|word| SCOPES.contains(&word) || word == "plural");
    match synonym.strip_suffix(')').and_then(|synonym| synonym.rsplit_once(" (")) {
        Some((own, bracket)) if tells(bracket) => own,
        _ => synonym,
    }
}

/// The IRI of a term: `http://purl.obolibrary.org/obo/PO_0009001` of `PO:0009001`.
fn iri(id: &str) -> String {
    match id.split_once(':') {
        Some((prefix, local)) if !is_uri(id) => mended(&format!("{OBO}{prefix}_{local}")).into_owned(),
        _ => mended(id).into_owned(),
    }
}

/// A value without the comment and the modifiers behind it.
fn plain(value: &str) -> String {
    let value = value.split(" ! ").next().unwrap_or(value);
    let modified = value.strip_suffix('}').and_then(|value| value.rsplit_once(" {"));
    unescaped(modified.map_or(value, |(value, _)| value).trim())
}

/// The text between quotation marks, and what stands behind it.
fn quoted(value: &str) -> Option<(String, &str)> {
    let value = value.strip_prefix('"')?;
    let mut escaped = false;
    let end = value.find(|c| {
        let is_end = c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end
    })?;
    Some((unescaped(&value[..end]), &value[end + 1..]))
}

fn unescaped(text: &str) -> String {
    let mut chars = text.chars();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            (_, Some('n')) => out.push('\n'),
            (_, Some('W')) => out.push(' '),
            (_, Some('t')) => out.push('\t'),
            (_, Some(escaped)) => out.push(escaped),
            (c, None) => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::fixture::{read as read_files, shown};
    use crate::concept::{Format, SchemeReader, write};

    #[test]
    fn values() {
        for (value, expected) in [
            ("PO:0025099 ! embryo plant structure", "PO:0025099"),
            ("CL:0 {is_inferred=\"true\"} ! cell", "CL:0"),
            ("a\\: b\\, {c}\\n", "a: b, {c}\n"),
            ("C{2}", "C{2}"),
            ("\\", "\\"),
        ] {
            assert_eq!(plain(value), expected);
        }
        for (value, expected) in [
            ("\"an \\\"x\\\"\" EXACT []", Some(("an \"x\"", " EXACT []"))),
            ("\"a\\\\\" []", Some(("a\\", " []"))),
            ("\"open", None),
            ("none", None),
        ] {
            assert_eq!(quoted(value), expected.map(|(text, rest)| (text.to_owned(), rest)));
        }
    }

    #[test]
    fn obo_is_read() {
        let text = "format-version: 1.2
            [Term]
            id: E:1
            name: soil {a=\"b\"} ! comment
            def: \"What \\\"grows\\\".\" [ISBN:1]
            synonym: \"dirt (exact)\" EXACT Type [X:1]
            synonym: \"mud\" NARROW []
            is_a: E:2 {is_inferred=\"true\"} ! matter
            is_a: E:3
            xref: X:1
            [Typedef]
            id: part_of
            name: part of
            [Term]
            id: E:2
            name: matter
            [Term]
            id: E:3
            name: obsolete thing
            is_obsolete: true";
        let (scheme, told) = read_files(&[("a.obo", text)], "en").unwrap();
        assert_eq!(shown(&scheme), ["E:1: soil, dirt, mud < E:2", "E:2: matter"]);
        let soil = &scheme.concepts()[0];
        assert_eq!(soil.uri.as_deref(), Some("http://purl.obolibrary.org/obo/E_1"));
        assert_eq!(soil.definition.as_deref(), Some("What \"grows\"."));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].message.contains("deprecated concepts left out: 1 (`E_3`)"), "{told:?}");
        let mut reader = SchemeReader::new("en").keeping_all();
        reader.read("a.obo", text.as_bytes(), None);
        let told = reader.finish().unwrap().1;
        assert!(told.iter().any(|told| told.message.contains("no place here, left out: 1;")), "{told:?}");
        let named = "[Term]\nid: http://e.org/x#Red\nname: red\n[Term]\nid: E:1\nname: colour\n";
        assert_eq!(shown(&read_files(&[("a.obo", named)], "en").unwrap().0), ["E:1: colour", "Red: red"]);
        let (_, told) =
            read_files(&[("a.obo", "[Term]\nid: E:1\nname: a\n[Term]\nname: b\n")], "en").unwrap();
        assert!(told.iter().any(|told| told.message.contains("without an `id:`, left out: 1")), "{told:?}");
        assert!(write::scheme(&scheme, Format::Obo).unwrap_err().to_string().contains("obo is read and not"));
    }
}
