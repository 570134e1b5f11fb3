//! Links behind a quotation lead to where it stands: to a page of a document, a place in a book.

/// The words without the links in brackets at their end, `Words. ([Location 9](address))`, which lead to where they
/// stand; and what the first of these says that has a number. O(text).
pub(super) fn without_links(mut text: &str) -> (&str, Option<&str>) {
    let mut place = None;
    while let Some((words, label)) = last_link(text) {
        place = Some(label).filter(|label| label.contains(|c: char| c.is_ascii_digit())).or(place);
        text = words;
    }
    (text, place)
}

/// The words up to the last link of Zotero in brackets, and what its reader wrote behind that.
pub(super) fn without_comment(text: &str) -> (&str, Option<&str>) {
    let end = text.rfind("))").map_or(text.len(), |at| at + 2);
    let (linked, comment) = text.split_at(end);
    let is_link = last_link(linked)
        .is_some_and(|_| linked.rsplit("](").next().unwrap_or_default().starts_with("zotero:"));
    if is_link && !comment.is_empty() { (linked, Some(comment.trim())) } else { (text, None) }
}

/// What the link in brackets says with which the text ends, if that is a place, and the words before it.
fn last_link(text: &str) -> Option<(&str, &str)> {
    let (words, link) = text.strip_suffix("))")?.rsplit_once("([")?;
    let (label, address) = link.split_once("](")?;
    let is_link = !label.contains(']') && !address.contains(['(', ' ']);
    (is_link && (address.starts_with("zotero:") || is_place(label))).then_some((words.trim_end(), label))
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
