//! A term is written in a cell as N-Triples and the results of queries in SPARQL write it: `<…>`, `"…"@en`.

use std::str::FromStr;

use csv::StringRecord;
use oxrdf::Term;

use crate::text::mend;

/// True for a table of the results of a query in SPARQL, where a cell is written as a term and a quotation mark is no
/// mark of the table.
pub(super) fn is_of_results(text: &str, delimiter: u8) -> bool {
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    delimiter == b'\t' && header.split('\t').all(is_variable)
}

/// True for a table of triples in which literals stand as N-Triples write them, with a language behind their quotation
/// marks, which are then no marks of the table.
pub(super) fn is_of_triples(text: &str, separator: u8) -> bool {
    text.lines().filter_map(|line| triple(line, separator)).any(|[.., object]| !object.ends_with('"'))
}

/// The terms of a line that is a triple with a literal, with separators between them.
pub(super) fn triple(line: &str, separator: u8) -> Option<[&str; 3]> {
    let (subject, rest) = iri(line.trim(), separator)?;
    let (predicate, object) = iri(rest, separator)?;
    let is_literal = object.starts_with('"') && Term::from_str(bare(object)).is_ok();
    is_literal.then_some([subject, predicate, object])
}

/// An IRI in brackets, and what stands behind it and a separator.
fn iri(text: &str, separator: u8) -> Option<(&str, &str)> {
    let end = text.find('>').filter(|_| text.starts_with('<'))? + 1;
    let rest = text[end..].trim_start_matches(' ').strip_prefix(char::from(separator))?;
    Some((&text[..end], rest.trim_start_matches(' ')))
}

pub(super) fn are_variables(header: &StringRecord) -> bool {
    header.iter().all(is_variable)
}

pub(super) fn is_variable(name: &str) -> bool {
    name.trim().starts_with('?')
}

/// A row with its terms as the texts and IRIs that they are, and the languages of these.
pub(super) fn terms((line, row): &(u32, StringRecord)) -> ((u32, StringRecord), Vec<Option<String>>) {
    let (row, spoken) = row.iter().map(literal).unzip();
    ((*line, row), spoken)
}

/// A term without its brackets.
pub(super) fn bare(term: &str) -> &str {
    let term = term.trim();
    let term = term.strip_suffix(" .").unwrap_or(term);
    term.strip_prefix('<').and_then(|term| term.strip_suffix('>')).unwrap_or(term)
}

/// The text of a literal and its language: `"rock"@en`, or any text.
pub(super) fn literal(term: &str) -> (String, Option<String>) {
    let term = bare(term);
    let Some(quoted) = term.strip_prefix('"') else { return (term.to_owned(), None) };
    if let Ok(Term::Literal(literal)) = Term::from_str(term) {
        let (text, _, language) = literal.destruct();
        return (mend(&text).into_owned(), language);
    }
    match quoted.rsplit_once('"') {
        Some((text, tag)) => (text.to_owned(), tag.strip_prefix('@').map(ToOwned::to_owned)),
        None => (term.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals() {
        for (term, expected) in [
            ("<http://a.b/c>", ("http://a.b/c", None)),
            ("\"rock\"@en .", ("rock", Some("en"))),
            ("\"a \"b\" c\"", ("a \"b\" c", None)),
            ("\"a \\\"b\\\"\\tc\"@en", ("a \"b\"\tc", Some("en"))),
            ("\"1\"^^<http://www.w3.org/2001/XMLSchema#integer>", ("1", None)),
            ("1.5", ("1.5", None)),
            ("rock", ("rock", None)),
            ("\"", ("\"", None)),
        ] {
            let (text, language) = literal(term);
            assert_eq!((text.as_str(), language.as_deref()), expected, "{term}");
        }
    }
}
