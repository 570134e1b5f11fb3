//! A cell may hold a list.

use crate::concept::rdf::iri::is_uri;

/// The parts of a list: between `|`, where there is one, else in lines of their own, else between `;`. `\|` is no separator.
pub(super) fn parts(cell: &str) -> Vec<String> {
    let separator = ['|', '\n'].into_iter().find(|separator| cell.contains(*separator)).unwrap_or(';');
    let mut parts = vec![String::new()];
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        match parts.last_mut() {
            _ if c == separator => parts.push(String::new()),
            Some(part) if c == '\\' => part.push(chars.next_if(|c| matches!(c, '|' | '\\')).unwrap_or('\\')),
            Some(part) => part.push(c),
            None => {}
        }
    }
    let trimmed = |part: &String| match separator {
        '\n' => part.trim().trim_end_matches(';').trim_end().to_owned(),
        _ => part.trim().to_owned(),
    };
    parts.iter().map(trimmed).filter(|part| !part.is_empty()).collect()
}

/// The URIs of a part of a list, which have white space or commas with white space between them; a part that is
/// something else is one.
pub(super) fn uris(part: &str) -> Vec<&str> {
    let uris: Vec<&str> = part.split_whitespace().map(|uri| uri.trim_end_matches(',')).collect();
    if uris.iter().all(|uri| is_uri(uri)) { uris } else { vec![part] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists() {
        for (cell, expected) in [
            ("a; b", &["a", "b"][..]),
            ("a; b|", &["a; b"]),
            ("a\\|b|c", &["a|b", "c"]),
            ("a\\|b|", &["a|b"]),
            ("c\\d", &["c\\d"]),
            ("a; b\nc", &["a; b", "c"]),
            ("a\nb|", &["a\nb"]),
            ("a;\nb ;\nc", &["a", "b", "c"]),
            (" ; ", &[]),
        ] {
            assert_eq!(parts(cell), expected, "{cell}");
        }
    }

    #[test]
    fn lists_of_uris() {
        for (cell, expected) in [
            ("http://a.b/c, http://a.b/d", &["http://a.b/c", "http://a.b/d"][..]),
            ("http://a.b/c,d urn:e:f", &["http://a.b/c,d", "urn:e:f"]),
            ("My scheme, too", &["My scheme, too"]),
        ] {
            assert_eq!(uris(cell), expected, "{cell}");
        }
    }
}
