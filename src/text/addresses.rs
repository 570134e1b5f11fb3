//! Addresses are those of pages and mail: their words are names that nobody chose for what they say.

use std::ops::Range;

/// The addresses in a text, in order: `https://a.org/b`, `www.a.org`, `a@b.org`. O(n), at the speed of memchr where there
/// are none.
pub(crate) fn addresses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut done = 0;
    let marks = memchr::memchr2_iter(b':', b'@', text.as_bytes());
    let www = memchr::memmem::find_iter(text.as_bytes(), "www.");
    let mut found: Vec<Range<usize>> = marks.chain(www).filter_map(|at| address(text, at)).collect();
    found.sort_unstable_by_key(|range| range.start);
    found.retain(|range| {
        let is_new = range.start >= done;
        done = done.max(range.end);
        is_new
    });
    found.into_iter()
}

/// The address that is told by its `://`, `@` or `www.` at a byte.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, behind) = text.split_at(at);
    let end = at + behind.find(ends).unwrap_or(behind.len());
    let word = |is_part: fn(char) -> bool| before.len() - before.trim_end_matches(is_part).len();
    match behind.as_bytes() {
        [b'w', ..] if !before.ends_with(char::is_alphanumeric) => Some(at..end),
        [b':', b'/', b'/', ..] => Some(at - word(|c| c.is_ascii_alphanumeric())..end),
        [b'@', ..] => {
            let len = word(|c| c.is_alphanumeric() || "._%+-".contains(c));
            let host = text[at + 1..end].trim_end_matches(['.', ',', ';', ':']);
            (len > 0 && host.contains('.')).then_some(at - len..at + 1 + host.len())
        }
        _ => None,
    }
}

/// True for what is no part of an address.
fn ends(c: char) -> bool {
    c.is_whitespace() || "<>\"()[]{}|\u{201c}\u{201d}".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_mail() {
        for (text, expected) in [
            ("see https://a.org/b-c?d=e+f, then", &["https://a.org/b-c?d=e+f,"][..]),
            ("(http://a.org/b) and www.c.org", &["http://a.org/b", "www.c.org"]),
            ("http://www.a.org@b.org", &["http://www.a.org@b.org"]),
            ("mail a.b+c@d-e.org.", &["a.b+c@d-e.org"]),
            ("@handle a@b @ home: x:y ://", &["://"]),
            ("", &[]),
        ] {
            assert_eq!(addresses(text).map(|range| &text[range]).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
