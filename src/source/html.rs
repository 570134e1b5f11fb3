//! HTML in other text is tags, `<br>`, `<a href="/virtue">`, and characters by their names, `&amp;`.

use std::borrow::Cow;

use quick_xml::escape::unescape;

/// What no character's name or number is longer than, in bytes.
const CHARACTER: usize = 40;

/// Elements within a word or a sentence; the tags of all others part words.
const INLINE: [&str; 38] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "rb", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr", "nobr", "acronym",
];

/// A tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    name: &'t str,
    /// How long it is, in bytes.
    pub(super) len: usize,
}

impl<'t> Tag<'t> {
    /// The tag with which the text begins, as CommonMark has it (0.31, 6.6 Raw HTML). O(tag).
    pub(super) fn at_start(text: &'t str) -> Option<Self> {
        let rest = text.strip_prefix('<')?;
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
        let (name, mut rest) = rest.split_at(end);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        loop {
            let next = rest.trim_start();
            if let Some(behind) = next.strip_prefix("/>").or_else(|| next.strip_prefix('>')) {
                return Some(Self { name, len: text.len() - behind.len() });
            }
            if next.len() == rest.len() {
                return None;
            }
            rest = behind_attribute(next)?;
        }
    }

    /// Whether it is of an element.
    pub(super) fn is(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name)
    }

    pub(super) fn name(&self) -> &'t str {
        self.name
    }

    /// Whether the words before it and behind it are two.
    pub(super) fn parts_words(&self) -> bool {
        !INLINE.iter().any(|name| self.is(name))
    }
}

/// What follows `name`, `name=value` or `name="value"`.
fn behind_attribute(text: &str) -> Option<&str> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "_:.-@".contains(c);
    let rest = text.trim_start_matches(is_name);
    if rest.len() == text.len() {
        return None;
    }
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { return Some(rest) };
    for quote in ['"', '\''] {
        if let Some(inside) = value.strip_prefix(quote) {
            return inside.split_once(quote).map(|(_, behind)| behind);
        }
    }
    let behind = value.trim_start_matches(|c: char| !c.is_whitespace() && !"\"'=<>`".contains(c));
    (behind.len() < value.len()).then_some(behind)
}

/// The character that the text begins with, by its name or number (`&amp;`, `&#8217;`), and how long that is.
pub(super) fn character(text: &str) -> Option<(Cow<'_, str>, usize)> {
    let near = text.get(..text.floor_char_boundary(CHARACTER)).filter(|near| near.starts_with('&'))?;
    let named = text.get(..=near.find(';')?)?;
    Some((unescape(named).ok()?, named.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_signs() {
        for (text, expected) in [
            ("<br>x", Some(("br", 4))),
            ("<br/>", Some(("br", 5))),
            ("</div >.", Some(("div", 7))),
            ("<a id=\"free-will\" href='/x>y'>", Some(("a", 30))),
            ("<input disabled value=3 />", Some(("input", 26))),
            ("<my-note kind = \"a\">", Some(("my-note", 20))),
            ("<3 and 4>", None),
            ("< b>", None),
            ("<b", None),
            ("<b <i>", None),
            ("<jane@x.org>", None),
            ("<https://a.b>", None),
            ("<a href=\"x>", None),
            ("<a =>", None),
            ("<>", None),
        ] {
            let tag = Tag::at_start(text).map(|tag| (tag.name, tag.len));
            assert_eq!(tag, expected, "{text}");
        }
        let parts = ["<br>", "<Listing>", "<P>", "<em>", "<KBD>"]
            .map(|text| Tag::at_start(text).map(|tag| tag.parts_words()));
        assert_eq!(parts, [true, true, true, false, false].map(Some));
    }

    #[test]
    fn characters_have_names_and_numbers() {
        for (text, expected) in [
            ("&amp;c.", Some(("&", 5))),
            ("&#x2019;", Some(("’", 8))),
            ("&none;", None),
            ("& b;", None),
            ("a", None),
        ] {
            let found = character(text);
            assert_eq!(found.as_ref().map(|(c, len)| (&**c, *len)), expected, "{text}");
        }
    }
}
