//! JSON Lines: one object a line is one quote; also one array of objects, over many lines.

use std::borrow::Cow;

use serde_json::Deserializer;

use super::json::{Json, Object};
use super::lines::{Line, lines, origin};
use super::rows::{Fields, Rows, TEXT_FIELDS, Value};
use super::{Ends, Origin, Problem, Source};
use crate::text::{CleanText, clean_lines, one_line};

/// The objects as sources, and what was wrong with others. A quote's origin is its object.
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    if is_array(&clean.text) { read_values(clean, Ends::BOTH).0 } else { read_lines(clean) }
}

/// Whether the text is one array.
pub(super) fn is_array(text: &str) -> bool {
    text.trim_start().starts_with('[')
}

/// The same of lines.
pub(super) fn read_lines(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let mut objects = Objects::of(clean);
    objects.lines();
    (objects.rows.finish(), objects.problems)
}

/// The same of values of an array, and whether it goes on behind them.
pub(super) fn read_values(clean: &CleanText, ends: Ends) -> ((Vec<Source>, Vec<Problem>), bool) {
    let mut objects = Objects::of(clean);
    let goes_on = objects.values(ends);
    ((objects.rows.finish(), objects.problems), goes_on)
}

/// Where the last value of an array ends that is whole in its first bytes, or in what follows a value of it: behind the comma.
/// O(bytes).
pub(super) fn whole_values(bytes: &[u8], is_first: bool) -> Option<usize> {
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
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 && bytes.get(at).is_some_and(u8::is_ascii) => last = Some(at),
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

struct Objects<'c> {
    clean: &'c CleanText,
    rows: Rows,
    problems: Vec<Problem>,
}

impl<'c> Objects<'c> {
    fn of(clean: &'c CleanText) -> Self {
        Self { clean, rows: Rows::default(), problems: Vec::new() }
    }

    fn lines(&mut self) {
        for line in lines(&self.clean.text).filter(|line| !line.text.is_empty()) {
            match serde_json::from_str(line.text) {
                Ok(value) => self.add(value, &line),
                Err(error) => self.problem(line.number, &format!("not a JSON object: {error}")),
            }
        }
    }

    /// Value after value, so that each knows its place; after a broken one the rest cannot be told. Whether the array goes on.
    fn values(&mut self, ends: Ends) -> bool {
        let text = &self.clean.text;
        let mut at = if ends.first { text.find('[').map_or(0, |at| at + 1) } else { 0 };
        let (mut number, mut counted) = (1, 0);
        while let Some(rest) =
            text.get(at..).map(|rest| rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace()))
        {
            let start = text.len() - rest.len();
            number += memchr::memchr_iter(b'\n', &text.as_bytes()[counted..start]).count();
            counted = start;
            let line = u32::try_from(number).unwrap_or(u32::MAX);
            if rest.starts_with(']') {
                return false;
            }
            if rest.is_empty() && !ends.last {
                return true;
            }
            let mut values = Deserializer::from_str(rest).into_iter();
            match values.next() {
                Some(Ok(value)) => {
                    at = start + values.byte_offset();
                    self.add(value, &Line { text: &text[start..at], start, indent: 0, number: line });
                }
                Some(Err(error)) => {
                    self.problem(line, &format!("the array breaks off here: {error}"));
                    return false;
                }
                None => {
                    self.problem(line, "the array has no end: expected ]");
                    return false;
                }
            }
        }
        false
    }

    fn add(&mut self, value: Json<'_>, line: &Line<'_>) {
        let escaped = ESCAPES.iter().any(|escape| line.text.contains(escape));
        let Json::Object(object) = value else {
            let message = format!("expected a JSON object with a text: {}", shown(line.text));
            return self.problem(line.number, &message);
        };
        if !self.rows.add(fields(object, escaped), self.origin(line)) {
            let shown = shown(line.text);
            self.problem(
                line.number,
                &format!("no text in this object: expected a field {TEXT_FIELDS}: {shown}"),
            );
        }
    }

    fn origin(&self, line: &Line<'_>) -> Origin {
        origin(self.clean, line.range(), line.number)
    }

    fn problem(&mut self, line: u32, message: &str) {
        self.problems.push(Problem::error(line, message));
    }
}

/// What stands for characters that are mended in text which is not escaped.
const ESCAPES: [&str; 2] = ["\\u", "\\r"];

/// How a value begins: lines alone do not tell the values of an array apart.
fn shown(value: &str) -> String {
    let words: Vec<&str> = value.split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// How many characters of a value are shown.
const SHOWN: usize = 40;

/// The fields but those that say nothing; `escaped` text has not been looked at for damage yet.
fn fields(mut object: Object<'_>, escaped: bool) -> Fields<'_> {
    annotation(&mut object);
    let values = object.into_iter().filter_map(|(name, json)| Some((name, value(json)?)));
    values.map(|(name, value)| (name, if escaped { mended(value) } else { value })).collect()
}

/// An annotation (W3C Web Annotation, as Hypothesis exports it) quotes the words of its target; its own text is the
/// reader's note, and its user the reader.
fn annotation(object: &mut Object<'_>) {
    let selectors = object.get("target").and_then(|target| target.first()?.get("selector")?.as_list());
    let exact = selectors.and_then(|all| all.iter().find_map(|selector| selector.get("exact")?.as_str()));
    let exact = exact.map(one_line);
    if let Some(exact) = exact.filter(|exact| !exact.is_empty()) {
        if let Some(text) = object.remove("text") {
            object.insert("note", text);
        }
        if let Some(user) = object.remove("user") {
            object.insert("creator", user);
        }
        object.remove("target");
        object.insert("quote", Json::Text(exact.into()));
    }
    let title = object.get("document").and_then(|document| document.get("title")?.first()).cloned();
    if let Some(title) = title.filter(|_| object.get("title").is_none()) {
        object.insert("title", title);
        object.remove("document");
    }
}

fn value(json: Json<'_>) -> Option<Value<'_>> {
    let is_nested = |json: &Json<'_>| matches!(json, Json::List(_) | Json::Object(_));
    match json {
        Json::Object(_) => Some(Value::Nested(json.to_string())),
        Json::List(items) if items.iter().any(is_nested) => {
            Some(Value::Nested(Json::List(items).to_string()))
        }
        Json::List(items) => Some(Value::Many(items.into_iter().filter_map(scalar).collect())),
        other => scalar(other).filter(|text| !text.is_empty()).map(Value::One),
    }
}

fn scalar(json: Json<'_>) -> Option<Cow<'_, str>> {
    match json {
        Json::Text(text) => Some(text),
        Json::Plain(plain) => Some(plain.into()),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

fn mended(value: Value<'_>) -> Value<'_> {
    let mended = |text: Cow<'_, str>| clean_lines(&text).text.into();
    match value {
        Value::One(text) => Value::One(mended(text)),
        Value::Many(parts) => Value::Many(parts.into_iter().map(mended).collect()),
        Value::Nested(json) => Value::Nested(clean_lines(&json).text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn read_text(text: &str) -> (Vec<Source>, Vec<Problem>) {
        read(&clean(text.as_bytes(), None).expect("it is text"))
    }

    #[test]
    fn objects_are_quotes() {
        let (sources, problems) = read_text(
            "{\"text\": \"One \\u00e2\\u0080\\u0099\", \"title\": \"T\", \"n\": 3}\nnot json\n\n{\"a\": 1}\n{\"quote\": \"Two\", \"title\": \"T\"}",
        );
        assert_eq!(sources.len(), 1);
        assert_eq!(sources[0].quotes[0].text, "One ’");
        assert_eq!(sources[0].quotes[0].properties["n"], "3");
        assert_eq!(sources[0].quotes[1].origin.line, 5);
        assert_eq!(problems.iter().map(|p| p.line).collect::<Vec<_>>(), [2, 4]);
    }

    #[test]
    fn escapes_are_cleaned_as_text_is() {
        for (escaped, expected) in [
            ("a \\u0000b", "a b"),
            ("a\\r\\nb", "a\nb"),
            ("a\\u000d\\u000ab", "a\nb"),
            ("a\\rb", "a\nb"),
            ("in\\u00ad\\ufb02ation", "inflation"),
        ] {
            let (sources, _) = read_text(&format!("{{\"text\": \"{escaped}\"}}"));
            assert_eq!(sources[0].quotes[0].text, expected, "{escaped}");
        }
    }

    #[test]
    fn arrays_are_read_value_by_value() {
        let text = "[\n {\"text\": \"One\"},\n 7,\n {\"text\": \"Two\"}\n]";
        let (sources, problems) = read_text(text);
        let second = &sources[0].quotes[1].origin;
        assert_eq!(
            (second.line, &text[second.bytes.start as usize..second.bytes.end as usize]),
            (4, "{\"text\": \"Two\"}")
        );
        assert_eq!(problems.len(), 1);
        let (_, problems) = read_text("[{\"a\": 1}, {\"text\": \"One\"}, {\"b\": 2}]");
        let ends: Vec<&str> = problems.iter().filter_map(|p| p.message.rsplit(": {").next()).collect();
        assert_eq!(ends, ["\"a\": 1}", "\"b\": 2}"]);
        assert_eq!(read_text("[{\"text\": \"One\"}, {").1.len(), 1);
        assert_eq!(read_text("[{\"text\": \"One\"}").1.len(), 1);
    }

    #[test]
    fn what_is_nested_is_kept_as_it_is_written() {
        let (sources, _) = read_text(
            "{\"text\": \"A\", \"user\": \"Ann\", \"meta\": {\"page\": 3, \"a\": [\"\\u00e9\"]}, \"author\": {\"name\": \"B\"}, \"tags\": [\"x\", null], \"rest\": [1, [2]], \"none\": null}",
        );
        let quote = &sources[0].quotes[0];
        assert_eq!((quote.speaker.as_deref(), &quote.tags[..]), (Some("Ann"), &["x".to_owned()][..]));
        let kept: Vec<(&str, &str)> =
            quote.properties.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let expected =
            [("author", "{\"name\":\"B\"}"), ("meta", "{\"a\":[\"é\"],\"page\":3}"), ("rest", "[1,[2]]")];
        assert_eq!(kept, expected);
    }

    #[test]
    fn annotations_quote_their_target() {
        let (sources, _) = read_text(
            "{\"uri\": \"http://a\", \"user\": \"acct:me\", \"text\": \"my note\", \"target\": [{\"selector\": [{\"exact\": \"the\\n  words\"}]}], \"document\": {\"title\": [\"T\"]}}",
        );
        let quote = &sources[0].quotes[0];
        assert_eq!((quote.text.as_str(), quote.note.as_deref()), ("the words", Some("my note")));
        assert_eq!((quote.speaker.as_deref(), quote.properties["creator"].as_str()), (None, "acct:me"));
        assert_eq!((sources[0].title.as_str(), sources[0].url.as_deref()), ("T", Some("http://a")));
    }
}
