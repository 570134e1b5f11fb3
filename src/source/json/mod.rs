//! JSON Lines: one object a line is one quote; also one array of objects, over many lines, and one object that has
//! objects within it.

mod nested;
mod object;
mod outline;
mod places;
mod value;

use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::lines::{Line, LineCount, lines, origin};
use super::rows::{self, Fields, Rows, TEXT_FIELDS, shown};
use super::{Ends, Origin, Problem, Source};
use crate::text::CleanText;
use nested::Found;
use object::{fields, is_escaped};
pub(super) use places::whole_values;
use places::{depth, parts};
use value::Json;

/// The objects as sources, and what was wrong with others. A quote's origin is its object.
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    if is_transcript(&clean.text) && serde_json::from_str::<Json<'_>>(&clean.text).is_ok() {
        read_object(clean)
    } else if is_array(&clean.text) {
        read_values(clean, Ends::BOTH).0
    } else if is_object(&clean.text) {
        read_object(clean)
    } else {
        read_lines(clean)
    }
}

/// Whether the text is one array, or the program that Twitter puts one in.
pub(super) fn is_array(text: &str) -> bool {
    ["[", TWITTER].iter().any(|start| text.trim_start().starts_with(start))
}

/// How files of an archive of Twitter begin: `window.YTD.tweets.part0 = [`.
pub(super) const TWITTER: &str = "window.YTD.";

/// Whether the text is an array of pieces of a transcript, as its first two values tell: it is read as a whole, for
/// pieces are parts of sentences. O([`HEAD`]).
pub(super) fn is_transcript(text: &str) -> bool {
    let text = text.trim_start();
    let head = &text[..text.floor_char_boundary(HEAD)];
    let is_piece = |part: &Range<usize>| {
        let Ok(Json::Object(object)) = serde_json::from_str(&head[part.clone()]) else { return false };
        let fields = fields(object, false);
        rows::span(&fields).is_some() && rows::words(&fields).is_some()
    };
    let values = if head.starts_with('[') { parts(head) } else { Vec::new() };
    values.len() > 1 && values.iter().take(2).all(is_piece)
}

/// Bytes in which the first two pieces of a transcript end.
const HEAD: usize = 2048;

/// Whether the text is one object, or what was to be one over many lines and breaks off; where the second line is a value by
/// itself it is the first of the lines that is broken. O(object).
pub(super) fn is_object(text: &str) -> bool {
    let text = text.trim();
    let opens = |ends: &[char]| text.lines().next().is_some_and(|line| line.trim_end().ends_with(ends));
    let is_value = |line: &str| serde_json::from_str::<IgnoredAny>(line).is_ok();
    let are_lines = || text.lines().nth(1).is_some_and(is_value);
    let mut values = Deserializer::from_str(text).into_iter::<IgnoredAny>();
    text.starts_with('{')
        && match values.next() {
            Some(Err(error)) if error.is_eof() => true,
            Some(Err(error)) => (opens(&['{', '[']) || error.line() > 2 && opens(&[','])) && !are_lines(),
            _ => values.byte_offset() == text.len(),
        }
}

/// The same of one object, or of the objects within it.
fn read_object(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let mut objects = Objects::of(clean);
    objects.object();
    (objects.rows.finish(), objects.problems)
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

    /// Value after value, so that each knows its place; after a broken one the rest cannot be told. Whether the array
    /// goes on.
    fn values(&mut self, ends: Ends) -> bool {
        let text = &self.clean.text;
        let mut at = if ends.first { text.find('[').map_or(0, |at| at + 1) } else { 0 };
        let mut counted = LineCount::default();
        while let Some(rest) =
            text.get(at..).map(|rest| rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace()))
        {
            let start = text.len() - rest.len();
            let line = counted.line(text, start);
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

    /// The text as one object, or those within it that have texts.
    fn object(&mut self) {
        let text = &self.clean.text;
        let start = text.len() - text.trim_start().len();
        let first = LineCount::default().line(text, start);
        if let Err(error) = serde_json::from_str::<Json<'_>>(text.trim()) {
            let message = format!("the object breaks off here: {error}");
            return self
                .problem(first - 1 + u32::try_from(error.line()).unwrap_or(u32::MAX - first), &message);
        }
        self.within(&Line { text: text.trim(), start, indent: 0, number: first });
    }

    /// The object of a line, or those within it that have texts. O(object · depth).
    fn within(&mut self, line: &Line<'_>) {
        let text = &self.clean.text;
        if depth(line.text) > DEEPEST {
            let message =
                format!("nested deeper than {DEEPEST} levels, left out: {}", shown(line.text, SHOWN));
            return self.problem(line.number, &message);
        }
        let mut found = Found::default();
        found.take(text, line.range(), &Fields::new());
        if found.rows.is_empty() && outline::is_silent(line.text) {
            return;
        }
        if found.rows.is_empty() {
            return self.without_text(line);
        }
        // Answers stand behind what they answer, wherever they are in it.
        found.rows.sort_by_key(|(_, place)| place.start);
        let mut counted = LineCount::from(line);
        for (fields, place) in found.rows {
            let number = counted.line(text, place.start);
            self.add_fields(
                fields,
                &Line { text: &text[place.clone()], start: place.start, indent: 0, number },
            );
        }
        self.left_out("objects without a text beside others that have one", &found.others, line);
        self.left_out("texts within or around others", &found.left, line);
        self.left_out("texts that others say in the same words", &found.again, line);
        self.left_out("alternatives to what was heard", &found.unheard, line);
    }

    /// Warns of what starts at these places of an object.
    fn left_out(&mut self, what: &str, places: &[usize], object: &Line<'_>) {
        let text = &self.clean.text;
        if let Some(&at) = places.iter().min() {
            let message = format!("{what}, left out: {} ({})", places.len(), shown(&text[at..], SHOWN));
            let line = LineCount::from(object).line(text, at);
            self.problems.push(Problem::warning(line, message));
        }
    }

    fn add(&mut self, value: Json<'_>, line: &Line<'_>) {
        let Json::Object(object) = value else {
            let message = format!("expected a JSON object with a text: {}", shown(line.text, SHOWN));
            return self.problem(line.number, &message);
        };
        let fields = fields(object, is_escaped(line.text));
        let is_alone = rows::words(&fields).is_some() && !nested::has_below(&fields);
        if is_alone { self.add_fields(fields, line) } else { self.within(line) }
    }

    fn add_fields(&mut self, fields: Fields<'_>, line: &Line<'_>) {
        if !self.rows.add(fields, self.origin(line)) {
            self.without_text(line);
        }
    }

    fn without_text(&mut self, line: &Line<'_>) {
        let shown = shown(line.text, SHOWN);
        let message = format!("no text in this object: expected a field {TEXT_FIELDS}: {shown}");
        self.problem(line.number, &message);
    }

    fn origin(&self, line: &Line<'_>) -> Origin {
        origin(self.clean, line.range(), line.number)
    }

    fn problem(&mut self, line: u32, message: &str) {
        self.problems.push(Problem::error(line, message));
    }
}

/// What is nested deeper is not read, so that it cannot exhaust a stack.
const DEEPEST: usize = 256;

/// How many characters of a value are shown: lines alone do not tell the values of an array apart.
const SHOWN: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    /// What a text in JSON says.
    pub(super) fn read_text(text: &str) -> (Vec<Source>, Vec<Problem>) {
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
    fn rows_are_mended_alike_on_lines_and_in_an_array() {
        let rows = ["{\"text\": \"The CafÃ©\"}", "{\"text\": \"a café\"}"];
        for text in [rows.join("\n"), format!("[{}]", rows.join(", "))] {
            assert_eq!(read_text(&text).0[0].quotes[0].text, "The Café", "{text}");
        }
    }
}
