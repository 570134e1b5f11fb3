//! An element is a piece of a drawing: a name, attributes and content.

use std::fmt;

use crate::render::xml::{escaped, is_forbidden};

/// An element under construction; its content is already escaped.
#[derive(Debug, Clone)]
pub(super) struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

impl Element {
    /// An element without attributes or content.
    pub(super) fn new(name: &'static str) -> Self {
        Self { name, attributes: String::new(), content: String::new() }
    }

    /// The element with one more attribute.
    pub(super) fn attr(mut self, name: &str, value: impl AsRef<str>) -> Self {
        self.attributes.extend([" ", name, "=\""]);
        self.attributes.push_str(&escaped(&plain(value.as_ref())));
        self.attributes.push('"');
        self
    }

    /// The element with one more attribute, a number.
    pub(super) fn num(self, name: &str, value: f64) -> Self {
        self.attr(name, num(value))
    }

    /// The element with more text at the end of its content.
    pub(super) fn text(mut self, text: &str) -> Self {
        self.content.push_str(&escaped(&plain(text)));
        self
    }

    /// The element with one more child. Children stand on lines of their own, but not inside running text.
    pub(super) fn child(mut self, child: Element) -> Self {
        if self.name != "text" {
            self.content.push('\n');
        }
        self.content.push_str(&child.to_string());
        self
    }

    /// The element with more children.
    pub(super) fn children(self, children: impl IntoIterator<Item = Element>) -> Self {
        children.into_iter().fold(self, Self::child)
    }

    /// The element with the words that a viewer shows under the pointer.
    pub(super) fn tooltip(self, text: &str) -> Self {
        self.child(Element::new("title").text(text))
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, attributes, content } = self;
        match content.as_str() {
            "" => write!(f, "<{name}{attributes}/>"),
            block if block.starts_with('\n') => write!(f, "<{name}{attributes}>{block}\n</{name}>"),
            inline => write!(f, "<{name}{attributes}>{inline}</{name}>"),
        }
    }
}

/// A number with at most one decimal: `12`, `0.5`, never `-0`, and 0 for what is not finite.
pub(super) fn num(value: f64) -> String {
    let tenths = if value.is_finite() { (value * 10.0).round() } else { 0.0 };
    // Adding 0 turns -0 into 0.
    format!("{}", tenths / 10.0 + 0.0)
}

/// Whether a viewer may break a line at a character that is drawn as a space.
pub(super) fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Text as it is drawn: with plain spaces, and without what XML cannot hold.
fn plain(text: &str) -> String {
    let chars = text.chars().map(|c| if is_space(c) { ' ' } else { c });
    chars.filter(|c| !is_forbidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_forbidden_characters_are_dropped() {
        for (text, expected) in [
            ("a < b & \"c\" > d", "<g>a &lt; b &amp; &quot;c&quot; &gt; d</g>"),
            ("a\u{0}\u{8}\u{fffe}b", "<g>ab</g>"),
            ("a\nb\tc", "<g>a b c</g>"),
            ("a\u{2028}b\u{2029}c", "<g>a b c</g>"),
            ("", "<g/>"),
        ] {
            assert_eq!(Element::new("g").text(text).to_string(), expected);
        }
        assert_eq!(Element::new("g").attr("id", "\"&<").to_string(), "<g id=\"&quot;&amp;&lt;\"/>");
    }

    #[test]
    fn numbers_are_short() {
        for (value, expected) in [
            (1.0, "1"),
            (0.25, "0.3"),
            (-0.04, "0"),
            (-0.0, "0"),
            (12.34, "12.3"),
            (f64::NAN, "0"),
            (f64::INFINITY, "0"),
            (-3.05, "-3.1"),
        ] {
            assert_eq!(num(value), expected, "{value}");
        }
    }
}
