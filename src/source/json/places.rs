//! Places of values in JSON, found without reading the values: only strings and brackets are looked at.

use std::ops::Range;

use crate::text::row_end;

/// Where the last object of an array ends that [another follows](row_end), of those that are whole in its first bytes,
/// or in what follows an object of it: behind the comma. O(bytes).
pub(in crate::source) fn whole_values(bytes: &[u8], is_first: bool) -> Option<usize> {
    let mut at = if is_first { memchr::memchr(b'[', bytes)? + 1 } else { 0 };
    let (mut depth, mut last) = (0_usize, None);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => match string_end(&bytes[at..]) {
                Some(end) => at += end,
                None => break,
            },
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => break,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    last = row_end(bytes, at).or(last);
                }
            }
            _ => {}
        }
    }
    last
}

/// Where a string ends, its closing mark included.
fn string_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        match bytes[at] {
            b'"' => return Some(at + 1),
            _ => at += 2,
        }
    }
}

/// Where the objects and lists are that stand directly within a value. O(value).
pub(super) fn parts(value: &str) -> Vec<Range<usize>> {
    let bytes = value.as_bytes();
    let (mut parts, mut depth, mut start, mut at) = (Vec::new(), 0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at += string_end(&bytes[at..]).unwrap_or(bytes.len()),
            b'{' | b'[' => {
                depth += 1;
                start = if depth == 2 { at - 1 } else { start };
            }
            b'}' | b']' => {
                parts.extend((depth == 2).then_some(start..at));
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    parts
}

/// How deep values stand within one another. O(value).
pub(super) fn depth(value: &str) -> usize {
    let bytes = value.as_bytes();
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at += string_end(&bytes[at..]).unwrap_or(bytes.len()),
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
