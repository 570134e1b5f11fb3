//! Markup is HTML in a field of JSON or of a table: tags, `<p>One <b>thing</b>.</p>`, and characters by their names,
//! `&amp;`.

use std::borrow::Cow;

use super::elements::{self, Trait};
use super::{Tag, character, decoded};
use crate::text::clean_lines;

/// What stands before the names of elements in the abstracts of journals.
const JATS: &str = "jats:";

/// The words of a text. Where nothing tells of HTML (`Box<T>`), its tags are words; where it has code of Markdown, all
/// is as it stands. O(text).
pub(in crate::source) fn stripped(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() || text.contains('`') {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    if is_html(&text) {
        write_words(&text, &mut plain);
    } else if text.match_indices('&').any(|(at, _)| character(&text[at..]).is_some()) {
        decoded(&text, &mut plain);
    } else {
        return text;
    }
    clean_lines(&plain).text.trim().to_owned().into()
}

/// A tag of an element that is known.
struct Known<'t> {
    len: usize,
    /// The tag that opens an element without words.
    hides: Option<Tag<'t>>,
    parts_words: bool,
    is_break: bool,
    /// Whether it tells that the text is HTML.
    tells: bool,
}

impl<'t> Known<'t> {
    /// That with which the text begins. O(tag).
    fn at_start(text: &'t str) -> Option<Self> {
        let strict = Tag::at_start(text);
        let tag = strict.or_else(|| Tag::loose(text))?;
        let written = &text[..tag.len];
        if let Some(name) = written.trim_start_matches(['<', '/']).strip_prefix(JATS) {
            let name = name.split([' ', '/', '>']).next().unwrap_or_default();
            let parts_words = elements::is(name, Trait::Block);
            return Some(Self { len: tag.len, hides: None, parts_words, is_break: false, tells: true });
        }
        let is_whole = written.starts_with("</")
            || written.contains("=\"")
            || written.contains("='")
            || tag.has(Trait::Alone);
        let known = Self {
            len: tag.len,
            hides: (!written.starts_with("</") && tag.has(Trait::Hidden)).then_some(tag),
            parts_words: tag.parts_words(),
            is_break: tag.is("br"),
            tells: strict.is_some() && is_whole,
        };
        (!known.parts_words || tag.has(Trait::Block)).then_some(known)
    }
}

/// Whether a tag in the text ends an element, has an attribute, or needs neither.
fn is_html(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| Known::at_start(&text[at..]).is_some_and(|tag| tag.tells))
}

/// Adds the words of HTML, its paragraphs parted by blank lines.
fn write_words(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        say(&rest[..at], out);
        rest = &rest[at..];
        match Known::at_start(rest) {
            Some(tag) => {
                if tag.parts_words {
                    end_lines(if tag.is_break { 1 } else { 2 }, out);
                }
                rest = &rest[tag.len..];
                rest = &rest[tag.hides.and_then(|tag| tag.raw(rest)).unwrap_or(0)..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    say(rest, out);
}

/// Adds words, single spaces between them.
fn say(text: &str, out: &mut String) {
    let mut words = String::new();
    decoded(text, &mut words);
    if words.starts_with(char::is_whitespace) {
        gap(out);
    }
    for (at, word) in words.split_whitespace().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        out.push_str(word);
    }
    if words.ends_with(char::is_whitespace) {
        gap(out);
    }
}

fn gap(out: &mut String) {
    if out.ends_with(|c: char| !c.is_whitespace()) {
        out.push(' ');
    }
}

/// Ends a line, or two and so a paragraph, with those that have been ended.
fn end_lines(count: usize, out: &mut String) {
    let end = out.trim_end().len();
    let is_paragraph = out[end..].matches('\n').count() + count > 1;
    out.truncate(end);
    if !out.is_empty() {
        out.push_str(if is_paragraph { "\n\n" } else { "\n" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_stay() {
        for (text, expected) in [
            ("plain", "plain"),
            ("a < b & c > d", "a < b & c > d"),
            ("Box<T>, Vec<S> and List<B>", "Box<T>, Vec<S> and List<B>"),
            ("x<b && c>d", "x<b && c>d"),
            ("Tom &amp; Jerry&#39;s &mdash; x &none; R&D;", "Tom & Jerry's — x &none; R&D;"),
            ("I think &gt; it is\n&lt;b&gt;", "I think > it is\n<b>"),
            (
                "<p>Reinforcement <span class=\"x\">learn</span>ing is\n &quot;it&quot;.</p>\n<p>Two</p>\n",
                "Reinforcement learning is \"it\".\n\nTwo",
            ),
            ("One.<p>Two: <a href=\"https:&#x2F;&#x2F;a.b\" rel=x>a.b</a>", "One.\n\nTwo: a.b"),
            ("One<br>two<BR/> <br />three", "One\ntwo\n\nthree"),
            ("<jats:p>We study <jats:italic>E. coli</jats:italic>.</jats:p>", "We study E. coli."),
            ("<b>One</b> has a Box<T> &lt;3", "One has a Box<T> <3"),
            ("<p class=\"a\"id=\"b\">One</p>", "One"),
            ("Write `<p>` and `&amp;`</p>", "Write `<p>` and `&amp;`</p>"),
            (
                "<p>One.</p><script src=\"a\">if (a < b) {}</script>\n<style>p {}</style><p>Two.",
                "One.\n\nTwo.",
            ),
            ("<p><img src=\"a\"></p>", ""),
            ("e&#x301;&nbsp;one", "é\u{a0}one"),
        ] {
            assert_eq!(stripped(text.into()), expected, "{text}");
        }
    }
}
