//! A line of bytes ends with LF, CR or both, as files have it before they are cleaned.

use memchr::{memchr2, memchr2_iter, memrchr2_iter};

use super::normalise::starts_cluster;

/// Where the line ends that the byte at `at` is in, its end included. O(line).
pub(crate) fn line_end(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at + memchr2(b'\r', b'\n', bytes.get(at..)?)?;
    Some(end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 })
}

/// Where the last line begins, behind the end of another, that [is apart](is_apart). O(last lines).
pub(crate) fn last_line(bytes: &[u8]) -> Option<usize> {
    memrchr2_iter(b'\r', b'\n', bytes).map(|end| end + 1).find(|&at| is_apart(bytes, at))
}

/// Whether a line begins at a place, behind the end of another, so that what is before and what follows, in UTF-8, are
/// cleaned alike apart and together: with a character that does not combine with the one before, and is no byte order
/// mark.
pub(crate) fn is_apart(bytes: &[u8], at: usize) -> bool {
    let next = &bytes[at..bytes.len().min(at + 4)];
    let first = next.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
    let parts_end = next.starts_with(b"\n") && bytes[..at].ends_with(b"\r");
    !parts_end && first.is_some_and(|c| c != '\u{feff}' && starts_cluster(c))
}

/// How many lines end in some bytes. O(bytes).
pub(crate) fn count(bytes: &[u8]) -> usize {
    let ends = |&at: &usize| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr2_iter(b'\r', b'\n', bytes).filter(ends).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        for (text, first, last, lines) in [
            ("", None, None, 0),
            ("a", None, None, 0),
            ("a\n", Some(2), None, 1),
            ("a\nb", Some(2), Some(2), 1),
            ("a\r\nb\r\n", Some(3), Some(3), 2),
            ("a\rb\r\r\n", Some(2), Some(4), 3),
            ("a\nb\né", Some(2), Some(4), 2),
            ("a\nb\n\u{301}", Some(2), Some(2), 2),
            ("a\n\u{feff}b", Some(2), None, 1),
        ] {
            let bytes = text.as_bytes();
            assert_eq!(
                (line_end(bytes, 0), last_line(bytes), count(bytes)),
                (first, last, lines),
                "{text:?}"
            );
        }
    }
}
