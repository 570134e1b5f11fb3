//! A pattern says how a concept may be spoken of without its name: a phrase in a small notation, or a regex.
//!
//! | notation | matches |
//! |---|---|
//! | `word` | the word with its inflections; a hyphen joins words as a space does |
//! | `=Word` | the word letter for letter |
//! | `(a\|b c)` | one of these |
//! | `word?`, `(a\|b)?` | may be missing |
//! | `@name` | one of the words of the class `name` |
//! | `..3` | up to three words in between, as few as will do; `..` is `..3` |
//! | `/regex/` | a regular expression over the text as it is, in the syntax of the `regex` crate |
//!
//! Other signs than hyphens and those of writing mean nothing in a phrase, and are a mistake.
//!
//! A match never crosses the end of a sentence.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::text::{Tokens, did_you_mean};

/// The widest gap that a pattern may ask for, in words.
const MAX_GAP: u8 = 20;
/// The most groups inside groups.
const MAX_DEPTH: usize = 16;
/// The most words that a pattern may hold once its classes are written out.
const MAX_SIZE: usize = 10_000;

/// Signs that other notations give a meaning, and that match nothing here.
const NO_SIGNS: [char; 13] = ['*', '+', '[', ']', '{', '}', '^', '$', '\\', '#', '~', '<', '>'];
const HALF_REGEX: &str = "a regex begins and ends with `/`; what it is to ignore stands inside, as in `/(?i)take off/` for any case";

/// Named word classes: each word of a class is itself a phrase.
pub type Classes = BTreeMap<String, Vec<String>>;

/// A way of speaking of a concept.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// As the lexicon writes it.
    pub source: String,
    /// What it means, with its classes resolved.
    pub body: Body,
}

/// What a pattern means.
#[derive(Debug, Clone, PartialEq)]
pub enum Body {
    /// Words in a row.
    Phrase(Vec<Element>),
    /// A regular expression, compiled when the linker is made.
    Regex(String),
}

/// One part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Element {
    /// This word with its inflections, in lower case.
    Word(String),
    /// This word letter for letter.
    Exact(String),
    /// Up to so many words of any kind.
    Gap(u8),
    /// One of these, or nothing when it is optional.
    Group {
        /// The alternatives, each a phrase.
        alternatives: Vec<Vec<Element>>,
        /// May be missing.
        optional: bool,
    },
}

/// What is wrong with a pattern, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct PatternError {
    /// Byte offset in the pattern.
    pub at: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl Pattern {
    /// Reads a pattern; O(length × size of the classes it names).
    ///
    /// # Errors
    /// When the notation is broken, a class is unknown, a regex does not compile, or the pattern could match no words.
    pub fn parse(source: &str, classes: &Classes) -> Result<Self, PatternError> {
        let regex = source.strip_prefix('/').map(|rest| rest.strip_suffix('/').filter(|r| !r.is_empty()));
        let body = match regex {
            Some(Some(regex)) => Body::Regex(checked_regex(regex)?),
            Some(None) => return Err(PatternError { at: 0, message: HALF_REGEX.into() }),
            None => Body::Phrase(checked_phrase(source, classes)?),
        };
        Ok(Self { source: source.to_owned(), body })
    }
}

fn checked_regex(source: &str) -> Result<String, PatternError> {
    let wrong = |message| PatternError { at: 1, message };
    let regex = regex::Regex::new(source).map_err(|e| wrong(regex_message(&e)))?;
    if regex.is_match("") {
        return Err(wrong(
            "this regex matches the empty text; make it ask for at least one character".into(),
        ));
    }
    Ok(source.to_owned())
}

/// The regex that a word of a phrase may be meant as: itself where it looks like one (`[a-z]+`, `tax\b`), else what has
/// its signs.
fn regex_of(written: &str) -> String {
    let is_regex =
        written.contains(['[', '\\', '^', '$', '{']) || [".*", ".+"].iter().any(|any| written.contains(any));
    match checked_regex(written) {
        Ok(regex) if is_regex => regex,
        _ if written.contains('*') => written.replace('*', "\\w*"),
        _ => regex::escape(written),
    }
}

/// The last line of a regex error says what is wrong; those above draw it.
fn regex_message(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or(&text);
    format!("this regex does not compile: {}", last.trim_start_matches("error: "))
}

fn checked_phrase(source: &str, classes: &Classes) -> Result<Vec<Element>, PatternError> {
    let mut parser = Parser { source, at: 0, classes, depth: 0 };
    let phrase = parser.phrase()?;
    if parser.at < source.len() {
        return Err(parser.wrong("this `)` or `|` has no `(` before it"));
    }
    if phrase.iter().all(can_be_empty) {
        return Err(PatternError {
            at: 0,
            message: "this pattern can match nothing; it needs a word that must be there".into(),
        });
    }
    let ends = [phrase.first(), phrase.last()];
    if ends.into_iter().flatten().any(|e| matches!(e, Element::Gap(_))) {
        return Err(PatternError {
            at: 0,
            message: "a gap `..` at the start or the end does nothing; leave it out".into(),
        });
    }
    if size(&phrase) > MAX_SIZE {
        return Err(PatternError {
            at: 0,
            message: format!("this pattern has more than {MAX_SIZE} words; split it"),
        });
    }
    Ok(phrase)
}

fn can_be_empty(element: &Element) -> bool {
    match element {
        Element::Word(_) | Element::Exact(_) => false,
        Element::Gap(_) => true,
        Element::Group { alternatives, optional } => {
            *optional || alternatives.iter().any(|a| a.iter().all(can_be_empty))
        }
    }
}

fn size(phrase: &[Element]) -> usize {
    let of = |element: &Element| match element {
        Element::Group { alternatives, .. } => alternatives.iter().map(|a| size(a)).sum(),
        _ => 1,
    };
    phrase.iter().map(of).sum()
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    classes: &'a Classes,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn phrase(&mut self) -> Result<Vec<Element>, PatternError> {
        let mut out = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')' | '|') => return Ok(out),
                Some('(') => out.push(self.group()?),
                Some(_) => self.item(&mut out)?,
            }
        }
    }

    fn group(&mut self) -> Result<Element, PatternError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.wrong("too many groups inside groups"));
        }
        let opened = self.at;
        let mut alternatives = Vec::new();
        loop {
            self.at += 1;
            let alternative = self.phrase()?;
            if alternative.is_empty() {
                return Err(self.wrong("an empty alternative; write `(a|b)?` for what may be missing"));
            }
            if alternative.iter().all(|element| matches!(element, Element::Gap(_))) {
                return Err(
                    self.wrong("an alternative that is only a gap; put the gap outside of the brackets")
                );
            }
            alternatives.push(alternative);
            match self.peek() {
                Some('|') => {}
                Some(_) => break,
                None => return Err(PatternError { at: opened, message: "this `(` has no `)`".into() }),
            }
        }
        let is_list =
            |text: &str| text.split(',').skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        if alternatives.len() == 1 && is_list(&self.source[opened..self.at]) {
            let message = "a comma means nothing; write `|` between words of which one stands, as in `(a|b)`";
            return Err(PatternError { at: opened, message: message.into() });
        }
        self.at += 1;
        self.depth -= 1;
        Ok(Element::Group { alternatives, optional: self.eat('?') })
    }

    /// A word, a class or a gap.
    fn item(&mut self, out: &mut Vec<Element>) -> Result<(), PatternError> {
        let start = self.at;
        let rest = &self.source[start..];
        let len = rest
            .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '|' | '?'))
            .unwrap_or(rest.len());
        let written = &rest[..len];
        if written.is_empty() {
            return Err(self.wrong(
                "a `?` stands right behind what may be missing, as in `word?` and `(a|b)?`, and once",
            ));
        }
        self.at += len;
        let optional = self.eat('?');
        let first = out.len();
        self.meaning(written, start, out)?;
        if optional && matches!(out[first..], [Element::Gap(_)]) {
            return Err(PatternError {
                at: start,
                message: "a gap may always be empty; leave the `?` out".into(),
            });
        }
        if optional {
            let alternatives = vec![out.split_off(first)];
            out.push(Element::Group { alternatives, optional });
        }
        Ok(())
    }

    fn meaning(&self, written: &str, at: usize, out: &mut Vec<Element>) -> Result<(), PatternError> {
        if ["=", "@"].contains(&written) {
            return Err(PatternError { at, message: lone_sign(written) });
        }
        let is_gap = |gap: &usize| {
            written[..*gap].ends_with(char::is_alphanumeric)
                && written[gap + 2..].chars().all(char::is_alphanumeric)
        };
        if let Some(gap) = written.find("..").filter(is_gap) {
            let message = format!("put a space before the gap: `{} {}`", &written[..gap], &written[gap..]);
            return Err(PatternError { at: at + gap, message });
        }
        if let Some(width) = written.strip_prefix("..") {
            out.push(Element::Gap(gap_width(width, at)?));
            return Ok(());
        }
        if let Some(name) = written.strip_prefix('@') {
            out.push(self.class(name, at)?);
            return Ok(());
        }
        if let Some((offset, sign)) = written.char_indices().find(|(_, c)| NO_SIGNS.contains(c)) {
            let regex = regex_of(written);
            let message = format!(
                "`{sign}` means nothing in a phrase, whose words are found with their inflections: leave it out, or \
                 write a regex between slashes, such as `/{regex}/`"
            );
            return Err(PatternError { at: at + offset, message });
        }
        let (text, exact) = written.strip_prefix('=').map_or((written, false), |text| (text, true));
        let first = out.len();
        out.extend(Tokens::new(text, 0).map(|token| word(&text[token.span.range()], exact)));
        if out.len() == first {
            return Err(PatternError {
                at,
                message: format!("`{written}` has no letters or digits to match"),
            });
        }
        Ok(())
    }

    fn class(&self, name: &str, at: usize) -> Result<Element, PatternError> {
        let Some(words) = self.classes.get(name) else {
            let hint = did_you_mean(name, self.classes.keys().map(String::as_str));
            return Err(PatternError {
                at,
                message: format!("there is no word class `{name}` under [class]{hint}"),
            });
        };
        let none = Classes::new();
        let alternatives =
            words.iter().map(|word| checked_phrase(word, &none)).collect::<Result<Vec<_>, _>>().map_err(
                |e| PatternError { at, message: format!("in the word class `{name}`: {}", e.message) },
            )?;
        if alternatives.is_empty() {
            return Err(PatternError { at, message: format!("the word class `{name}` is empty") });
        }
        Ok(Element::Group { alternatives, optional: false })
    }

    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        if found {
            self.at += c.len_utf8();
        }
        found
    }

    fn skip_space(&mut self) {
        let rest = &self.source[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn wrong(&self, message: &str) -> PatternError {
        PatternError { at: self.at, message: message.into() }
    }
}

fn lone_sign(sign: &str) -> String {
    let what = if sign == "=" { "one word, as in `=Word` and `(=A|=B)`" } else { "the name of a word class" };
    format!("`{sign}` stands right before {what}")
}

fn word(text: &str, exact: bool) -> Element {
    if exact { Element::Exact(text.to_owned()) } else { Element::Word(text.to_lowercase()) }
}

fn gap_width(written: &str, at: usize) -> Result<u8, PatternError> {
    if written.is_empty() {
        return Ok(3);
    }
    match written.parse() {
        Ok(width @ 1..=MAX_GAP) => Ok(width),
        _ => Err(PatternError {
            at,
            message: format!("a gap is `..` or `..1` to `..{MAX_GAP}`, not `..{written}`"),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn classes() -> Classes {
        BTreeMap::from([("long".into(), vec!["long".into(), "a lot of".into()]), ("empty".into(), vec![])])
    }

    fn words(list: &[&str]) -> Vec<Element> {
        list.iter().map(|w| Element::Word((*w).into())).collect()
    }

    #[test]
    fn notation() {
        let group = |alternatives, optional| Element::Group { alternatives, optional };
        for (source, expected) in [
            ("learn from Reward", words(&["learn", "from", "reward"])),
            ("human-written", words(&["human", "written"])),
            ("=AI", vec![Element::Exact("AI".into())]),
            ("a .. b", [words(&["a"]), vec![Element::Gap(3)], words(&["b"])].concat()),
            ("a ..5 b", [words(&["a"]), vec![Element::Gap(5)], words(&["b"])].concat()),
            ("a b?", [words(&["a"]), vec![group(vec![words(&["b"])], true)]].concat()),
            ("(a|b c)", vec![group(vec![words(&["a"]), words(&["b", "c"])], false)]),
            ("x (a|b)?", [words(&["x"]), vec![group(vec![words(&["a"]), words(&["b"])], true)]].concat()),
            ("@long", vec![group(vec![words(&["long"]), words(&["a", "lot", "of"])], false)]),
        ] {
            let pattern = Pattern::parse(source, &classes()).unwrap();
            assert_eq!(pattern.body, Body::Phrase(expected), "{source}");
        }
    }

    #[test]
    fn errors() {
        for (source, at, message) in [
            ("", 0, "can match nothing"),
            ("a? (b|c)?", 0, "can match nothing"),
            (".. a", 0, "at the start or the end"),
            ("a ..", 0, "at the start or the end"),
            ("a (b|c", 2, "has no `)`"),
            ("a b)", 3, "has no `(`"),
            ("(a|)", 3, "empty alternative"),
            ("a ..99 b", 2, "`..1` to `..20`"),
            ("@lnog x", 0, "did you mean `long`?"),
            ("@empty", 0, "is empty"),
            ("a -- b", 2, "no letters or digits"),
            ("/(a/", 1, "unclosed group"),
            ("/a*/", 1, "matches the empty text"),
            ("predict* next", 7, "`/predict\\w*/`"),
            ("a (C++|b) code", 4, "`/C\\+\\+/`"),
            ("[a-z]+ court", 0, "`/[a-z]+/`"),
            ("tax\\b", 3, "`/tax\\b/`"),
            ("a .+ b", 3, "`/.+/`"),
            ("[unclosed", 0, "`/\\[unclosed/`"),
            ("/take off/i", 0, "`/(?i)take off/`"),
            ("//", 0, "begins and ends with `/`"),
            ("store..2 bread", 5, "`store ..2`"),
            ("(knead..dough|a) b", 6, "`knead ..dough`"),
            ("(dough, starter) rise", 0, "write `|`"),
            ("(dough)?? rise", 8, "right behind"),
            ("dough ? rise", 6, "right behind"),
            ("(dough|..2) and", 10, "only a gap"),
            ("=(a|b)", 0, "before one word"),
            ("@ a", 0, "name of a word class"),
        ] {
            let error = Pattern::parse(source, &classes()).unwrap_err();
            assert!(error.message.contains(message), "{source}: {}", error.message);
            assert_eq!(error.at, at, "{source}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(source in "[a@é(|)?./ =2-]{0,24}") {
            let _ = Pattern::parse(&source, &classes());
        }
    }
}
