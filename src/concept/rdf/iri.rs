//! An IRI names a thing in RDF; what cannot stand in one is %-escaped.

use std::borrow::Cow;

use crate::concept::id::is_id_char;

/// True for what names a thing anywhere, not only in its file.
pub(in crate::concept) fn is_uri(key: &str) -> bool {
    key.split_once(':').is_some_and(|(scheme, rest)| {
        !rest.is_empty()
            && (rest.starts_with("//") || matches!(scheme, "urn" | "info" | "doi" | "tag" | "ark"))
    })
}

/// The end of a URI, with its %-escapes read; all of another key.
pub(in crate::concept) fn last_segment(key: &str) -> String {
    if !is_uri(key) {
        return key.to_owned();
    }
    let mut parts = key.trim_end_matches(['/', '#']).rsplit(['/', '#']);
    let last = parts.next().unwrap_or(key);
    let last = if last.starts_with("urn:") { last.rsplit(':').next().unwrap_or(last) } else { last };
    decoded(last)
}

/// Text whose %-escapes are read where they make UTF-8.
pub(in crate::concept) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escape = (*first == b'%').then(|| tail.get(..2)).flatten();
        let byte = escape.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Text that can stand in an IRI: whatever else is in it is %-escaped.
pub(in crate::concept) fn encoded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if is_id_char(c) && c != '%' {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            c.encode_utf8(&mut buffer).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        }
    }
    out
}

/// An IRI in which what cannot stand in one (RFC 3987) is %-escaped; one that has no such characters as it is.
pub(in crate::concept) fn mended(iri: &str) -> Cow<'_, str> {
    let is_odd = |c: char| {
        c <= ' ' || c.is_control() || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | '#')
    };
    // One `#` stands before the fragment.
    let fragment = iri.find('#');
    let mut odd = iri.char_indices().filter(|(at, c)| is_odd(*c) && Some(*at) != fragment).peekable();
    if odd.peek().is_none() {
        return Cow::Borrowed(iri);
    }
    let (mut out, mut done) = (String::with_capacity(iri.len() + 8), 0);
    for (at, c) in odd {
        out.push_str(&iri[done..at]);
        out.push_str(&encoded(c.encode_utf8(&mut [0; 4])));
        done = at + c.len_utf8();
    }
    out.push_str(&iri[done..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_end_of_a_uri() {
        for (key, segment) in [
            ("http://zbw.eu/stw/descriptor/10043-4", "10043-4"),
            ("http://a.b/c#d", "d"),
            ("http://a.b/c/", "c"),
            ("http://a.b/rock%20%26%20roll", "rock & roll"),
            ("urn:x:y", "y"),
            ("computer science", "computer science"),
            ("HP:0000002", "HP:0000002"),
            ("#", "#"),
        ] {
            assert_eq!(last_segment(key), segment);
        }
    }

    #[test]
    fn what_stands_in_no_iri_is_escaped() {
        for (iri, expected) in [
            ("http://e.org/a#b", "http://e.org/a#b"),
            ("http://e.org/a|b", "http://e.org/a%7Cb"),
            ("http://e.org/q{1}?x=é", "http://e.org/q%7B1%7D?x=é"),
            ("http://e.org/c++#c#", "http://e.org/c++#c%23"),
        ] {
            assert_eq!(mended(iri), expected);
            assert_eq!(mended(expected), expected);
            assert!(oxrdf::NamedNode::new(expected).is_ok());
        }
    }

    proptest! {
        #[test]
        fn escapes_lead_back(text in "\\PC{0,20}") {
            prop_assert_eq!(decoded(&encoded(&text)), text);
        }
    }
}
