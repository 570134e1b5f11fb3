//! HTML in other text is tags, `<br>`, `<a href="/virtue">`, and characters by their names, `&amp;`.

mod elements;
pub(super) mod markup;
mod notebook;
pub(super) mod page;
mod play_books;
mod transcript;

use std::borrow::Cow;

use quick_xml::escape::unescape;

use elements::Trait;

/// What no character's name or number is longer than, in bytes.
const CHARACTER: usize = 40;

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
        let (name, mut rest) = name(text)?;
        loop {
            let next = rest.trim_start();
            if let Some(behind) = next.strip_prefix("/>").or_else(|| next.strip_prefix('>')) {
                return Some(Self { name, len: text.len() - behind.len() });
            }
            if next.len() == rest.len() {
                return None;
            }
            let attribute = attribute(next).filter(Attribute::is_strict)?;
            rest = attribute.behind;
        }
    }

    /// The tag with which the text begins, as browsers have it, who take more than CommonMark allows: up to the next
    /// `>`, if no `<` comes before that. O(tag).
    pub(super) fn loose(text: &'t str) -> Option<Self> {
        let (name, rest) = name(text)?;
        let behind = rest[rest.find(['<', '>'])?..].strip_prefix('>')?;
        Some(Self { name, len: text.len() - behind.len() })
    }

    /// Whether it is of an element.
    pub(super) fn is(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(self.name)
    }

    /// Whether something is so of its element.
    fn has(&self, wanted: Trait) -> bool {
        elements::is(self.name, wanted)
    }

    pub(super) fn name(&self) -> &'t str {
        self.name
    }

    /// How much of what stands behind the tag is in its element, if `<` begins no tag there. O(element).
    pub(super) fn raw(&self, behind: &str) -> Option<usize> {
        let name = Some(self.name).filter(|_| self.has(Trait::Raw))?;
        let is_end = |(at, _): &(usize, &str)| {
            let ended = behind.get(at + 2..at + 2 + name.len());
            ended.is_some_and(|ended| ended.eq_ignore_ascii_case(name))
        };
        Some(behind.match_indices("</").find(is_end).map_or(behind.len(), |(at, _)| at))
    }

    /// Whether the words before it and behind it are two.
    pub(super) fn parts_words(&self) -> bool {
        !self.has(Trait::Within)
    }
}

/// The name in the tag with which the text begins, and what follows it.
fn name(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('<')?;
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(rest.len());
    Some(rest.split_at(end)).filter(|(name, _)| name.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// `name`, `name=value` or `name="value"`, as browsers read it.
struct Attribute<'t> {
    name: &'t str,
    /// With its quotation marks.
    value: Option<&'t str>,
    behind: &'t str,
}

impl Attribute<'_> {
    /// Whether CommonMark has it too.
    fn is_strict(&self) -> bool {
        let is_name = |c: char| c.is_ascii_alphanumeric() || "_:.-@".contains(c);
        let is_value = |value: &str| {
            value.starts_with(['"', '\'']) || !value.is_empty() && !value.contains(['"', '\'', '=', '<', '`'])
        };
        self.name.chars().all(is_name) && self.value.is_none_or(is_value)
    }
}

/// The attribute with which the text begins. O(attribute).
fn attribute(text: &str) -> Option<Attribute<'_>> {
    let rest = text.trim_start_matches(|c: char| !c.is_whitespace() && !"\"'=/>".contains(c));
    let name = Some(&text[..text.len() - rest.len()]).filter(|name| !name.is_empty())?;
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some(Attribute { name, value: None, behind: rest });
    };
    let len = match value.chars().next().filter(|c| "\"'".contains(*c)) {
        Some(quote) => value[1..].find(quote)? + 2,
        None => value.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(value.len()),
    };
    let (value, behind) = value.split_at(len);
    Some(Attribute { name, value: Some(value), behind })
}

/// The value that an attribute has in a tag. O(tag).
pub(super) fn value(tag: &str, wanted: &str) -> Option<String> {
    let mut rest = name(tag)?.1;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "\"'=/".contains(c));
        let Attribute { name, value, behind } = attribute(rest)?;
        if name.eq_ignore_ascii_case(wanted) {
            let (value, mut out) = (value?, String::new());
            let mark = usize::from(value.starts_with(['"', '\'']));
            decoded(&value[mark..value.len() - mark], &mut out);
            return Some(out.trim().to_owned());
        }
        rest = behind;
    }
}

/// Adds the text with the characters that are written by their names. O(text).
pub(super) fn decoded(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (written, len) = character(&rest[at..]).unwrap_or(("&".into(), 1));
        out.push_str(&rest[..at]);
        out.push_str(&written);
        rest = &rest[at + len..];
    }
    out.push_str(rest);
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
            ("<a href=/x?a=b>", None),
            ("<a b=>", None),
            ("<p [x]=\"y\">", None),
            ("<p class=\"a\"id=\"b\">", None),
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
    fn browsers_know_more_tags() {
        for (text, expected) in [
            ("<p class=\"a\"id=\"b\">x", Some(("p", 19))),
            ("<p [x]=\"y\">", Some(("p", 11))),
            ("<a href=/x?a=b>", Some(("a", 15))),
            ("</p =>", Some(("p", 6))),
            ("< 2 and >", None),
            ("<2>", None),
            ("<b <i>", None),
            ("<b", None),
        ] {
            assert_eq!(Tag::loose(text).map(|tag| (tag.name, tag.len)), expected, "{text}");
        }
    }

    #[test]
    fn attributes_have_values() {
        for (tag, expected) in [
            ("<meta name=\"author\" content=\"Jane &quot;J&quot; Roe\">", Some("Jane \"J\" Roe")),
            ("<META NAME=author CONTENT=Jane>", Some("Jane")),
            ("<meta title=\"a content='No' b\" content = ' Jane '/>", Some("Jane")),
            ("<meta data-content=\"No\"content=\"Jane\">", Some("Jane")),
            ("<meta [content]=\"No\" content=/x?a=b>", Some("/x?a=b")),
            ("<meta content=\"'Tis\">", Some("'Tis")),
            ("<meta content=\"\">", Some("")),
            ("<meta content=>", Some("")),
            ("<meta content>", None),
            ("<meta content=\"Jane>", None),
            ("<content>", None),
        ] {
            assert_eq!(value(tag, "content").as_deref(), expected, "{tag}");
        }
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
