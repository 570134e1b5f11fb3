//! Links behind a quotation lead to where it stands: to a page of a document, a place in a book.

/// The words without the links in brackets at their end, `Words. ([Location 9](address))`, which lead to where they
/// stand; and what the first of these says that has a number. O(text).
pub(in crate::source) fn without_links(mut text: &str) -> (&str, Option<&str>) {
    let mut place = None;
    while let Some((words, label)) = last_link(text) {
        place = Some(label).filter(|label| label.contains(|c: char| c.is_ascii_digit())).or(place);
        text = words;
    }
    (text, place)
}

/// The words up to the last link of Zotero, and what its reader wrote behind that.
pub(super) fn without_comment(text: &str) -> (&str, Option<&str>) {
    let Some(end) = text.rfind(ZOTERO).and_then(|at| Some(at + text[at..].find(')')? + 1)) else {
        return (text, None);
    };
    let (linked, comment) = text.split_at(end + usize::from(text[end..].starts_with(')')));
    let comment = Some(comment.trim()).filter(|comment| !comment.is_empty() && last_link(linked).is_some());
    (if comment.is_some() { linked } else { text }, comment)
}

/// How the address of a link to a document of Zotero begins, behind its label.
const ZOTERO: &str = "](zotero:";

/// What the link says with which the text ends, if that is a place, and the words before it: one in brackets, or one of
/// Zotero behind a quotation.
fn last_link(text: &str) -> Option<(&str, &str)> {
    bracketed_link(text).or_else(|| bare_link(text))
}

fn bracketed_link(text: &str) -> Option<(&str, &str)> {
    let (words, link) = text.strip_suffix("))")?.rsplit_once("([")?;
    let (label, address) = link.split_once("](")?;
    let is_link = !label.contains(']') && !address.contains(' ') && is_balanced(address);
    (is_link && (address.starts_with("zotero:") || is_place(label))).then_some((words.trim_end(), label))
}

/// Whether brackets in an address come in pairs.
fn is_balanced(address: &str) -> bool {
    let mut brackets = address.bytes().filter(|byte| matches!(byte, b'(' | b')'));
    let open = brackets
        .try_fold(0_usize, |open, byte| if byte == b'(' { Some(open + 1) } else { open.checked_sub(1) });
    open == Some(0)
}

fn bare_link(text: &str) -> Option<(&str, &str)> {
    let (before, address) = text.strip_suffix(')')?.rsplit_once(ZOTERO)?;
    let (words, label) = before.rsplit_once('[')?;
    let words = words.trim_end();
    let is_behind = words.ends_with(['"', '”', '»', '“', '’', '」']) || bare_link(words).is_some();
    (is_behind && !address.contains(['(', ')', ' '])).then_some((words, label))
}

/// Whether a link is a few words with a number, or such as `View Highlight`.
fn is_place(label: &str) -> bool {
    let mut words = label.split(' ');
    let first = words.next().unwrap_or_default().to_lowercase();
    let is_told = matches!(first.as_str(), "view" | "location" | "page" | "pdf");
    words.count() < 3 && (is_told || label.contains(|c: char| c.is_ascii_digit()))
}

/// The text of a block without its name at the end, by which Obsidian links to it: `words ^b1`.
pub(super) fn without_name(text: &str) -> &str {
    let is_name = |name: &str| {
        name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
            && name.contains(|c: char| c.is_ascii_alphabetic())
    };
    match text.rsplit_once('^') {
        Some((words, name)) if is_name(name) && (words.is_empty() || words.ends_with(' ')) => words,
        _ => text,
    }
}
