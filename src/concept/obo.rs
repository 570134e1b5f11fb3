//! OBO is the text format of biology's ontologies: stanzas with a `tag: value` in each line. A term is a concept, with
//! the URI that its class has in [OWL](super::ontology).

use super::Place;
use super::ids::{is_uri, mended};
use super::ontology::{OBO, of_scope, of_tag};
use super::triples::{Property, Triples, Value};
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
}
