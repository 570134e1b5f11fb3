//! A language is told by its IETF tag (BCP 47), with the capitals that RFC 5646 recommends: `en-GB`, `zh-Hans`.

use std::cmp::Reverse;
use std::sync::LazyLock;

use oxilangtag::LanguageTag;
use oxrdf::Literal;
use rustc_hash::FxHashMap;

use super::LANGUAGE;
use crate::text::data_lines;

/// What asks for labels in all languages.
pub(super) const ALL: &str = "all";

/// The rank of a language that nobody asked for.
pub(super) const OTHER: u8 = 3;

/// A tag with its capitals; what is none stays as it is.
pub(super) fn tag(written: &str) -> String {
    LanguageTag::parse_and_normalize(written).map_or_else(|_| written.to_owned(), LanguageTag::into_inner)
}

/// True for a tag that begins as one does, with a code of two or three letters or `x`: `english` is none.
pub(crate) fn is_code(tag: &str) -> bool {
    let code = primary(tag);
    let is_short = (2..=3).contains(&code.len()) || code.eq_ignore_ascii_case("x");
    is_short && code.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Text in a language, or in none where the tag is none.
pub(super) fn literal(text: &str, tag: Option<&str>) -> Literal {
    match tag.and_then(|tag| LanguageTag::parse_and_normalize(tag).ok()) {
        Some(tag) => Literal::new_language_tagged_literal_unchecked(text, tag.into_inner()),
        None => Literal::from(text),
    }
}

/// 0 for the language asked for, 1 for a variety of it, 2 for none and what tells none.
pub(super) fn rank(tag: Option<&str>, asked: &str) -> u8 {
    match tag {
        Some(tag) if asked == ALL => rank(Some(tag), LANGUAGE).min(1),
        Some(tag) if tag.eq_ignore_ascii_case(asked) => 0,
        Some(tag) if told(tag).is_some() => {
            if are_one(tag, asked) {
                1
            } else {
                OTHER
            }
        }
        _ => 2,
    }
}

/// True for a variety of a concept's own language, and for none and what tells none.
pub(super) fn is_variety(tag: Option<&str>, own: Option<&str>) -> bool {
    let Some(tag) = tag.filter(|tag| told(tag).is_some()) else { return true };
    own.is_some_and(|own| are_one(tag, own))
}

/// Whether two tags tell of varieties of one language.
fn are_one(tag: &str, other: &str) -> bool {
    let languages = told(tag).zip(told(other));
    languages.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// The language that a tag is a variety of, by its code of two letters where it has one; none for what tells none.
pub(super) fn told(tag: &str) -> Option<&str> {
    match primary(tag) {
        "" | "mis" | "mul" | "und" | "x" | "zxx" => None,
        own => Some(code(own).unwrap_or(own)),
    }
}

/// The well-formed tag at the end of a name of something, with its capitals; one with `_` between its parts will do. What
/// is well formed may be any short word, so that it must be of a language with a code of two letters.
pub(super) fn of_name(written: &str) -> Option<String> {
    let tag = LanguageTag::parse_and_normalize(&written.replace('_', "-")).ok()?;
    code(tag.primary_language()).is_some().then(|| tag.into_inner())
}

/// The code of two letters of a language by any of its codes, in lower case.
fn code(language: &str) -> Option<&'static str> {
    static CODES: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
        let languages = data_lines(include_str!("languages.txt")).flat_map(|line| line.split(", "));
        languages.flat_map(|codes| codes.split(' ').map(move |code| (code, &codes[..2]))).collect()
    });
    CODES.get(language).copied()
}

/// The most common of some languages; of equals the first by letters.
pub(super) fn most_common<'t>(languages: impl Iterator<Item = &'t str>) -> String {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    languages.for_each(|language| *counts.entry(language).or_default() += 1);
    let most = counts.into_iter().max_by_key(|(tag, count)| (*count, Reverse(*tag)));
    most.map_or(LANGUAGE, |(language, _)| language).to_owned()
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_their_capitals() {
        for (written, expected) in
            [("EN", "en"), ("en-gb", "en-GB"), ("ZH-hans-cn", "zh-Hans-CN"), ("no tag", "no tag")]
        {
            assert_eq!(tag(written), expected);
        }
        assert_eq!(literal("a", Some("en-gb")).to_string(), "\"a\"@en-GB");
        assert_eq!(literal("a", Some("no tag")).to_string(), "\"a\"");
    }

    #[test]
    fn the_most_common() {
        for (tags, expected) in [
            (&[][..], "en"),
            (&["de-AT", "en", "de"], "de"),
            (&["fr", "en-GB", "en-US"], "en"),
            (&["it", "fr"], "fr"),
            (&["und", "zxx", "de", "x-foo"], "de"),
            (&["eng", "en", "de"], "en"),
        ] {
            assert_eq!(most_common(tags.iter().filter_map(|tag| told(tag))), expected, "{tags:?}");
        }
    }

    #[test]
    fn ranks() {
        for (tag, asked, expected) in [
            (Some("en"), "en", 0),
            (Some("en-GB"), "en", 1),
            (Some("eng"), "en", 1),
            (Some("en"), "eng", 1),
            (Some("ger-AT"), "de", 1),
            (Some("nds"), "de", OTHER),
            (None, "en", 2),
            (Some("mul"), "en", 2),
            (Some("und"), "de", 2),
            (Some("mul"), "mul", 0),
            (Some("de"), "en", OTHER),
            (Some("de"), "mul", OTHER),
            (Some("de"), ALL, 1),
        ] {
            assert_eq!(rank(tag, asked), expected, "{tag:?} {asked}");
        }
    }

    #[test]
    fn tags_of_names() {
        for (written, expected) in [
            ("en", Some("en")),
            ("DE", Some("de")),
            ("deu", Some("deu")),
            ("en_gb", Some("en-GB")),
            ("zh-hans", Some("zh-Hans")),
            ("uri", None),
            ("zz", None),
            ("label_en", None),
            ("as written", None),
        ] {
            assert_eq!(of_name(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn varieties() {
        for (tag, own, expected) in [
            (None, None, true),
            (None, Some("en"), true),
            (Some("en-GB"), Some("en"), true),
            (Some("eng"), Some("en"), true),
            (Some("mul"), Some("en"), true),
            (Some("de"), Some("en"), false),
            (Some("en"), None, false),
        ] {
            assert_eq!(is_variety(tag, own), expected, "{tag:?} {own:?}");
        }
    }
}
