//! A statement is what a vocabulary says of a thing and what has no effect here: it is kept as text, to be written back.
//!
//! It is a property and a value as Turtle writes them: `skos:example "A cat."@en`.

use std::str::FromStr;

use oxrdf::{NamedNode, Term};

use super::language;
use super::triples::SKOS;

/// How properties of SKOS begin in a statement.
const PREFIX: &str = "skos:";

/// The statement of a property, by its IRI, and a value; [`None`] for a value without a name, and for what could not be
/// read again.
pub(super) fn written(property: &str, value: &Term) -> Option<String> {
    let property = match property.strip_prefix(SKOS) {
        Some(name) => format!("{PREFIX}{name}"),
        None => format!("<{property}>"),
    };
    let (_, value) = read(&format!("{property} {value}"))?;
    Some(format!("{property} {value}"))
}

/// The property and the value; [`None`] for text that is no statement.
pub(super) fn read(statement: &str) -> Option<(NamedNode, Term)> {
    let (property, value) = statement.trim().split_once(' ')?;
    let property = match property.strip_prefix(PREFIX) {
        Some(name) => NamedNode::new(format!("{SKOS}{name}")).ok()?,
        None => NamedNode::from_str(property).ok()?,
    };
    let value = Term::from_str(value.trim()).ok().filter(|value| !value.is_blank_node())?;
    Some((property, spoken(value)))
}

/// The value with its language as [`language::tag`] writes it.
fn spoken(value: Term) -> Term {
    match &value {
        Term::Literal(literal) if literal.language().is_some() => {
            language::literal(literal.value(), literal.language()).into()
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
        for text in
            ["", "skos:example", "skos:example cat", "<no iri> \"a\"", "skos:member _:b", "dc:title \"a\""]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
