//! A group is a run of characters that, written as bytes of one code page, are well-formed UTF-8.

use std::ops::Range;

use super::pages::{PageSet, bytes_of, loses};

/// A run of whole UTF-8 sequences in one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group<'t> {
    /// Where it stands in the token.
    pub(super) range: Range<usize>,
    /// The characters as they stand.
    pub(super) old: &'t str,
    /// The characters that they were before.
    pub(super) new: String,
    /// The characters at both sides, if they belong to the token.
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
}

/// Punctuation and spaces beyond ASCII that stand beside words in sound text.
pub(super) fn is_neutral(c: char) -> bool {
    matches!(c, '\u{a0}' | '‘'..='‚' | '“'..='„' | '…' | '–' | '—' | '«' | '»' | '‹' | '›')
}

/// The control characters U+0080 to U+009F, which nobody writes.
pub(super) fn is_control(c: char) -> bool {
    ('\u{80}'..'\u{a0}').contains(&c)
}

/// Sequences whose last byte has no character in the page and got lost on the way: first bytes, last byte, character.
/// Only characters that are far more common than the others with the same first bytes.
const TRUNCATED: [([u8; 2], u8, char); 2] = [([0xE2, 0x80], 0x9D, '”'), ([0xE2, 0x86], 0x90, '←')];

/// The pages in which the token may be broken, by its first character that must be part of a sequence and by those
/// before it that may be. A quick look that spares sound text the long one.
pub(super) fn candidate_pages(token: &str) -> PageSet {
    let mut pages = 0;
    for (at, c) in token.char_indices().filter(|(_, c)| !c.is_ascii()) {
        let leads = bytes_of(c).map_or(0, |bytes| bytes.leads);
        if leads != 0 {
            pages |= leads & follows(token, at + c.len_utf8());
        }
        if !may_stand(c) {
            break;
        }
    }
    pages
}

/// True for a character beyond ASCII that need not be part of a sequence: a neutral one, or a control, which is
/// damage of another kind.
fn may_stand(c: char) -> bool {
    is_neutral(c) || is_control(c)
}

fn follows(token: &str, at: usize) -> PageSet {
    match token.get(at..).and_then(|rest| rest.chars().next()) {
        Some('\u{FFFD}') => PageSet::MAX,
        Some(next) => bytes_of(next).map_or(0, |bytes| bytes.follows),
        None => 0,
    }
}

/// The token's groups in the page; `None` when it has a character beyond ASCII that is in no group and may not stand
/// alone, so that the page does not explain the token. O(token).
pub(super) fn groups(token: &str, page: usize) -> Option<Vec<Group<'_>>> {
    let mut found: Vec<Group<'_>> = Vec::new();
    let mut at = 0;
    while let Some(c) = token.get(at..).and_then(|rest| rest.chars().next()) {
        match sequence(token.get(at..)?, page) {
            Some((len, new)) => {
                push(&mut found, at..at + len, new);
                at += len;
            }
            None if c.is_ascii() || may_stand(c) => at += c.len_utf8(),
            None => return None,
        }
    }
    for group in &mut found {
        group.old = &token[group.range.clone()];
        group.before = token[..group.range.start].chars().next_back();
        group.after = token[group.range.end..].chars().next();
    }
    Some(found)
}

fn push(groups: &mut Vec<Group<'_>>, range: Range<usize>, new: char) {
    match groups.last_mut().filter(|last| last.range.end == range.start) {
        Some(last) => {
            last.range.end = range.end;
            last.new.push(new);
        }
        None => groups.push(Group { range, old: "", new: new.to_string(), before: None, after: None }),
    }
}

/// The UTF-8 sequence that the text starts with, when its characters are bytes of the page: bytes of text, character.
fn sequence(text: &str, page: usize) -> Option<(usize, char)> {
    let byte = |c: char| bytes_of(c).map(|bytes| bytes.in_page[page]).filter(|&b| b >= 0x80);
    let lead = text.chars().next()?;
    let mut bytes = [byte(lead)?, 0, 0, 0];
    let width = width(bytes[0])?;
    let (mut len, mut got, mut lost) = (lead.len_utf8(), 1, false);
    for c in text.chars().skip(1).take(width - 1) {
        match byte(c).filter(|b| *b < 0xC0) {
            Some(b) => bytes[got] = b,
            None if c == '\u{FFFD}' => lost = true,
            None => break,
        }
        got += 1;
        len += c.len_utf8();
    }
    let new = if got < width {
        truncated(&bytes[..got], page, text[len..].chars().next())
    } else if lost {
        Some('\u{FFFD}')
    } else {
        std::str::from_utf8(&bytes[..width]).ok().and_then(|new| new.chars().next())
    };
    new.map(|new| (len, new))
}

/// How many bytes a UTF-8 sequence with this first byte has, if it has more than one.
fn width(lead: u8) -> Option<usize> {
    match lead {
        0xC2..=0xDF => Some(2),
        0xE0..=0xEF => Some(3),
        0xF0..=0xF4 => Some(4),
        _ => None,
    }
}

/// The character of a sequence that lost its last byte before an ASCII character or the end.
fn truncated(bytes: &[u8], page: usize, next: Option<char>) -> Option<char> {
    let known = TRUNCATED.iter().find(|(first, last, _)| first == bytes && loses(page, *last))?;
    // A question mark may be what became of the lost byte, or may not.
    next.is_none_or(|c| c.is_ascii() && c != '?').then_some(known.2)
}
