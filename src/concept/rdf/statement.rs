//! A statement is what a vocabulary says of a thing and what has no effect here: it is kept as text, to be written back.
//!
//! It is a property and a value as Turtle writes them: `skos:example "A cat."@en`. Members in an order are a list of IRIs:
//! `skos:memberList (<http://example.org/a> <http://example.org/b>)`.

use std::str::FromStr;

use oxrdf::{NamedNode, Term};

use super::property::SKOS;
use crate::concept::language_tag;

/// How properties of SKOS begin in a statement.
const PREFIX: &str = "skos:";

/// The statement of a property, by its IRI, and a value; [`None`] for a value without a name, and for what could not be
/// read again.
pub(in crate::concept) fn written(property: &str, value: &Term) -> Option<String> {
    let property = short(property);
    let (_, value) = read(&format!("{property} {value}"))?;
    Some(format!("{property} {value}"))
}

/// The statement of a property and a list.
pub(in crate::concept) fn written_list(property: &str, items: &[NamedNode]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    format!("{} ({})", short(property), items.join(" "))
}

/// A statement as it is written here; [`None`] for text that is none.
pub(in crate::concept) fn normal(statement: &str) -> Option<String> {
    match read_list(statement) {
        Some((property, items)) => Some(written_list(property.as_str(), &items)),
        None => read(statement).and_then(|(property, value)| written(property.as_str(), &value)),
    }
}

fn short(property: &str) -> String {
    match property.strip_prefix(SKOS) {
        Some(name) => format!("{PREFIX}{name}"),
        None => format!("<{property}>"),
    }
}

/// The property and the value; [`None`] for text that is no statement.
pub(in crate::concept) fn read(statement: &str) -> Option<(NamedNode, Term)> {
    let (property, value) = parts(statement)?;
    let value = Term::from_str(value.trim()).ok().filter(|value| !value.is_blank_node())?;
    Some((property, spoken(value)))
}

/// The property and the items of its list; [`None`] for text that is no such statement.
pub(in crate::concept) fn read_list(statement: &str) -> Option<(NamedNode, Vec<NamedNode>)> {
    let (property, list) = parts(statement)?;
    let items = list.trim().strip_prefix('(')?.strip_suffix(')')?.split_whitespace();
    Some((property, items.map(|item| NamedNode::from_str(item).ok()).collect::<Option<_>>()?))
}

fn parts(statement: &str) -> Option<(NamedNode, &str)> {
    let (property, value) = statement.trim().split_once(' ')?;
    let property = match property.strip_prefix(PREFIX) {
        Some(name) => NamedNode::new(format!("{SKOS}{name}")).ok()?,
        None => NamedNode::from_str(property).ok()?,
    };
    Some((property, value))
}

/// Adds what is said of a thing to what is said of it already.
pub(in crate::concept) fn merge(into: &mut Vec<String>, said: Vec<String>) {
    into.extend(said);
    *into = sorted(std::mem::take(into));
}

/// Statements in order, each once.
pub(in crate::concept) fn sorted(mut statements: Vec<String>) -> Vec<String> {
    statements.sort_unstable();
    statements.dedup();
    statements
}

/// The value with its language as [`language_tag::tag`] writes it.
fn spoken(value: Term) -> Term {
    match &value {
        Term::Literal(literal) if literal.language().is_some() => {
            language_tag::literal(literal.value(), literal.language()).into()
        }
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_lead_back() {
        for statement in [
            "skos:example \"A \\\"cat\\\".\\nTwo.\"@en",
            "skos:broadMatch <http://e.org/a>",
            "skos:altLabel \"colour\"@en-GB",
            "<http://purl.org/dc/terms/created> \"2009\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
        ] {
            let (property, value) = read(statement).unwrap();
            assert_eq!(written(property.as_str(), &value).as_deref(), Some(statement));
        }
        for list in ["skos:memberList (<http://e.org/b> <http://e.org/a>)", "<http://e.org/l> ()"] {
            assert_eq!(normal(list).as_deref(), Some(list));
        }
        assert_eq!(normal("skos:memberList (<http://e.org/b>"), None);
        for text in
            ["", "skos:example", "skos:example cat", "<no iri> \"a\"", "skos:member _:b", "dc:title \"a\""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
