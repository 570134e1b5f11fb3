//! JSON Lines: one object a line is one quote; also one array of objects, over many lines, and one object that has objects within it.

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::json::Json;
use super::lines::{Line, ends_sentence, lines, origin};
use super::object::{fields, is_escaped};
use super::rows::{self, Fields, Rows, TEXT_FIELDS, shown};
use super::{Ends, Origin, Problem, Source};
use crate::text::CleanText;

/// The objects as sources, and what was wrong with others. A quote's origin is its object.
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    if is_array(&clean.text) {
        read_values(clean, Ends::BOTH).0
    } else if is_object(&clean.text) {
        read_object(clean)
    } else {
        read_lines(clean)
    }
}

/// Whether the text is one array.
pub(super) fn is_array(text: &str) -> bool {
    text.trim_start().starts_with('[')
}

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

    /// The text as one object, or those within it that have texts.
    fn object(&mut self) {
        let text = &self.clean.text;
        let start = text.len() - text.trim_start().len();
        let mut line = LineAt::of(text);
        let first = line.at(start);
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
        let mut found = Found::default();
        found.take(text, line.range(), &Fields::new());
        if found.rows.is_empty() {
            return self.without_text(line);
        }
        // Answers stand behind what they answer, wherever they are in it.
        found.rows.sort_by_key(|(_, place)| place.start);
        let mut at = LineAt { text, counted: line.start, number: line.number as usize };
        for (fields, place) in found.rows {
            let number = at.at(place.start);
            self.add_fields(
                fields,
                &Line { text: &text[place.clone()], start: place.start, indent: 0, number },
            );
        }
        self.left_out("objects without a text beside others that have one", &found.others, line);
        self.left_out("texts within or around others", &found.left, line);
    }

    /// Warns of what starts at these places of an object.
    fn left_out(&mut self, what: &str, places: &[usize], object: &Line<'_>) {
        let text = &self.clean.text;
        if let Some(&at) = places.iter().min() {
            let message = format!("{what}, left out: {} ({})", places.len(), shown(&text[at..], SHOWN));
            let mut line = LineAt { text, counted: object.start, number: object.number as usize };
            self.problems.push(Problem::warning(line.at(at), message));
        }
    }

    fn add(&mut self, value: Json<'_>, line: &Line<'_>) {
        let Json::Object(object) = value else {
            let message = format!("expected a JSON object with a text: {}", shown(line.text, SHOWN));
            return self.problem(line.number, &message);
        };
        let fields = fields(object, is_escaped(line.text));
        if rows::words(&fields).is_some() { self.add_fields(fields, line) } else { self.within(line) }
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

/// Tells the lines of places in a text, one behind another.
struct LineAt<'t> {
    text: &'t str,
    counted: usize,
    number: usize,
}

impl<'t> LineAt<'t> {
    fn of(text: &'t str) -> Self {
        Self { text, counted: 0, number: 1 }
    }

    /// The line of a place that is not before the last one. O(what is between).
    fn at(&mut self, place: usize) -> u32 {
        self.number += memchr::memchr_iter(b'\n', &self.text.as_bytes()[self.counted..place]).count();
        self.counted = place;
        u32::try_from(self.number).unwrap_or(u32::MAX)
    }
}

/// The objects with texts within a value.
#[derive(Default)]
struct Found<'t> {
    /// Their fields, and where they are.
    rows: Vec<(Fields<'t>, Range<usize>)>,
    /// Where objects are that have none, in lists of some that have.
    others: Vec<usize>,
    /// Where objects are whose texts are left out for those around or within them.
    left: Vec<usize>,
}

impl<'t> Found<'t> {
    /// Takes the value at a place of the text when it has a text, else those within it, to which it and what is `around` give
    /// their source. Where its text is [that of those within it](Self::are_parts), it is these that are taken: Whisper tells a
    /// transcript in both ways. So it is where its text has a [late](rows::is_late) name, and theirs do not. Those [below
    /// it](is_below) are taken too. O(value · depth).
    fn take(&mut self, text: &'t str, place: Range<usize>, around: &Fields<'t>) {
        let value = &text[place.clone()];
        let mut own = match Some(value).filter(|value| value.starts_with('{')).map(serde_json::from_str) {
            Some(Ok(Json::Object(object))) => fields(object, is_escaped(value)),
            _ => Fields::new(),
        };
        let (count, others) = (self.rows.len(), self.others.len());
        let words = rows::words(&own).map(Cow::into_owned);
        let known = rows::of_source(&own);
        // Who says the words here says no answers to them.
        let known_below = words.is_some().then(|| rows::given(rows::without_author(&known), around));
        let known = rows::given(known, around);
        let (mut empty, mut below) = (Vec::new(), Vec::new());
        for part in parts(value) {
            let before = self.rows.len();
            let start = place.start + part.start;
            let known_below = known_below.as_ref().filter(|_| is_below(&value[..part.start]));
            self.take(text, start..place.start + part.end, known_below.unwrap_or(&known));
            empty.extend((before == self.rows.len()).then_some(start));
            if known_below.is_some() {
                below.extend(self.rows.drain(before..));
            }
        }
        if value.starts_with('[') && self.rows.len() > count {
            self.others.extend(empty);
        }
        let Some(words) = words else { return self.rows.extend(below) };
        if self.are_parts(count, &words) {
            self.join(count);
            return self.rows.extend(below);
        }
        let within = &self.rows[count..];
        if !self.are_within(count, &words) {
            if rows::is_late(&own) && !within.iter().any(|(fields, _)| rows::is_late(fields)) {
                self.left.push(place.start);
                return self.rows.extend(below);
            }
            self.left.extend(within.iter().map(|(_, place)| place.start));
        }
        self.rows.truncate(count);
        self.others.truncate(others);
        own.retain(|(name, _)| below.is_empty() || !BELOW.contains(&&**name));
        self.rows.push((rows::given(own, around), place));
        self.rows.extend(below);
    }

    /// Joins each of the rows from one on to the next, when it [goes on](rows::goes_on) there: pieces of a transcript end where a line
    /// is full.
    fn join(&mut self, from: usize) {
        let mut joined: Vec<(Fields<'t>, Range<usize>)> = Vec::new();
        for (fields, place) in self.rows.drain(from..) {
            match joined.last_mut().filter(|(above, _)| rows::goes_on(above, &fields)) {
                Some((above, whole)) => {
                    rows::join(above, &fields);
                    whole.end = place.end;
                }
                None => joined.push((fields, place)),
            }
        }
        self.rows.extend(joined);
    }

    /// The words of the rows from one on.
    fn words(&self, from: usize) -> impl Iterator<Item = Cow<'_, str>> {
        self.rows[from..].iter().filter_map(|(fields, _)| rows::words(fields))
    }

    /// Whether the rows from one on are the parts of words: several, most of them some words or the end of a sentence, and
    /// together all of the words. O(words).
    fn are_parts(&self, from: usize, words: &str) -> bool {
        let count = self.rows.len() - from;
        let long = self.words(from).filter(|part| part.contains(' ') || ends_sentence(part)).count();
        let is_same = || {
            let parts: String = self.words(from).collect();
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            letters(&parts) == letters(words)
        };
        count > 1 && 2 * long > count && is_same()
    }

    /// Whether the rows from one on say only what the words do too, one behind another but for [a few](AGAIN). O(words).
    fn are_within(&self, from: usize, words: &str) -> bool {
        let (mut at, mut again) = (0, 0);
        self.words(from).all(|part| {
            let mut found = words[at..].find(&*part).map(|ahead| at + ahead);
            if found.is_none() && again < AGAIN {
                again += 1;
                found = words.find(&*part);
            }
            at = found.map_or(at, |found| found + part.len());
            found.is_some()
        })
    }
}

/// The fields in which an object of an outline or of a thread has others that are as it is.
const BELOW: [&str; 2] = ["children", "replies"];

/// Whether what stands before a value tells that it is below the object around it.
fn is_below(before: &str) -> bool {
    let name = before.trim_end().strip_suffix(':').and_then(|before| before.trim_end().strip_suffix('"'));
    name.is_some_and(|before| {
        BELOW.iter().any(|name| before.strip_suffix(name).is_some_and(|b| b.ends_with('"')))
    })
}

/// How often words are looked for from their beginning again.
const AGAIN: usize = 100;

/// Where the objects and lists are that stand directly within a value. O(value).
fn parts(value: &str) -> Vec<Range<usize>> {
    let bytes = value.as_bytes();
    let (mut parts, mut depth, mut start, mut at) = (Vec::new(), 0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at += string_end(&bytes[at..]).unwrap_or(bytes.len()),
            b'{' | b'[' => {
                depth += 1;
                start = if depth == 2 { at - 1 } else { start };
            }
            b'}' | b']' => {
                parts.extend((depth == 2).then_some(start..at));
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
    }
    parts
}

/// How many characters of a value are shown: lines alone do not tell the values of an array apart.
const SHOWN: usize = 40;

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
    fn one_object_is_read_by_those_within_it() {
        let shown = |text: &str| {
            let (sources, problems) = read_text(text);
            let mut shown: Vec<String> = Vec::new();
            for source in sources {
                for quote in source.quotes {
                    let place = &text[quote.origin.bytes.start as usize..quote.origin.bytes.end as usize];
                    assert!(place.starts_with('{') && place.ends_with('}'), "{place}");
                    let start = quote.origin.bytes.start as usize;
                    assert_eq!(quote.origin.line as usize, text[..start].matches('\n').count() + 1);
                    let author = source.author.as_deref().or(quote.speaker.as_deref()).unwrap_or("-");
                    shown.push(format!("{}|{author}|{}", source.title, quote.text));
                }
            }
            shown.extend(
                problems.iter().map(|p| format!("{}: {}", p.line, &p.message[..p.message.len().min(26)])),
            );
            shown
        };
        for (text, expected) in [
            (
                "{\"messages\":[\n{\"text\":\"First.\"},\n{\"text\":\"Last.\"}\n]}",
                &["|-|First.", "|-|Last."][..],
            ),
            (
                "{\"messages\":[\n{\"text\":\"First.\"},\n{\"text\":\"Last.\"}\n]",
                &["4: the object breaks off here"],
            ),
            (
                "{\n\"a\": 1,\n\"messages\": [{\"text\": \"A]\"}, {\"text\": \"\"},]}",
                &["3: the object breaks off here"],
            ),
            (
                "{\n \"title\": \"T\", \"authors\": \"B\",\n \"highlights\": [\n  {\"text\": \"One\"},\n  {\"text\": \"\\\"]\"}\n ]\n}\n",
                &["T|B|One", "T|B|\"]"],
            ),
            (
                "{\"documents\": [{\"title\": \"T\", \"author\": \"B\", \"entries\": [{\"text\": \"One\"}]}, {\"title\": \"U\", \"entries\": [{\"text\": \"Two\", \"title\": \"V\"}, {\"text\": \" \"}]}]}",
                &["T|B|One", "V|-|Two", "1: objects without a text be"],
            ),
            (
                "{\"text\": \" One. Two.\", \"segments\": [{\"text\": \" One.\"}, {\"text\": \" Two.\"}]}",
                &["|-|One.", "|-|Two."],
            ),
            (
                "{\"text\": \"One is one. Two.\", \"segments\": [{\"id\": 0, \"text\": \" One is\"}, {\"id\": 1, \"text\": \" one.\"}, {\"text\": \" Two.\"}]}",
                &["|-|One is one.", "|-|Two."],
            ),
            (
                "{\"text\": \"One.\", \"quoted\": [{\"text\": \"Two.\"}, {}]}",
                &["|-|One.", "1: texts within or around"],
            ),
            (
                "{\"from\": \"B\", \"text\": \"One is.\", \"entities\": [{\"text\": \"One is.\"}], \"quoted\": {\"from\": \"C\", \"text\": \"One is.\"}}",
                &["|B|One is."],
            ),
            (
                "{\"text\": \"So it is.\", \"words\": [{\"text\": \"So\"}, {\"text\": \"it\"}, {\"text\": \"is.\"}]}",
                &["|-|So it is."],
            ),
            (
                "{\"text\": \"Plato wrote it.\", \"entities\": [{\"text\": \"Plato\"}, {\"text\": \".\"}]}",
                &["|-|Plato wrote it."],
            ),
            (
                "{\"message\": \"success\", \"data\": [{\"quote\": \"One.\"}, {\"quote\": \"Two.\", \"author\": \"B\", \"from\": \"C\"}]}",
                &["|-|One.", "|B|Two.", "1: texts within or around"],
            ),
            (
                "{\"a\": [\n{\"text\": \"One.\"}\n{\"text\": \"Two.\"}",
                &["|-|One.", "|-|Two.", "1: not a JSON object: EOF whi"],
            ),
            (
                "{\"messages\": [{\"from\": \"B\", \"text\": [\"see \", {\"text\": \"https://a.b\"}]}]}",
                &["|B|see https://a.b"],
            ),
            ("{\n\"text\": \"One.\"\n}\n", &["|-|One."]),
            (
                "[{\"title\": \"T\", \"author\": {\"name\": \"B\"},\n\"highlights\": [{\"HighlightText\": \"One.\"},\n{\"text\": \"Two.\"}]}, {\"a\": [{\"b\": 1}]}]",
                &["T|B|One.", "T|B|Two.", "3: no text in this object: e"],
            ),
            (
                "{\"messages\": [{\"role\": \"user\", \"content\": \"One?\"}, {\"sender\": \"B\", \"content\": \"Two.\"}]}\n{\"a\": 1}",
                &["|user|One?", "|B|Two.", "2: no text in this object: e"],
            ),
            (
                "{\"string\": \"One.\", \"children\": [{\"string\": \"Two.\", \"children\": [{\"string\": \"Three.\"}]}]}",
                &["|-|One.", "|-|Two.", "|-|Three."],
            ),
            (
                "{\"title\": \"T\", \"author\": \"A\", \"text\": \"One.\", \"replies\": [{\"text\": \"Two.\", \"role\": \"x\"}, {\"text\": \"Three.\"}]}",
                &["T|A|One.", "T|x|Two.", "T|-|Three."],
            ),
            (
                "{\"title\": \"T\", \"text\": \"One is one. Two is two.\", \"replies\": [{\"text\": \"R.\"}], \"segments\": [{\"text\": \"One is one.\"}, {\"text\": \"Two is two.\"}]}",
                &["T|-|R.", "T|-|One is one.", "T|-|Two is two."],
            ),
            (
                "[{\"title\": \"T\", \"mapping\": {\"a\": {\"message\": {\"author\": {\"role\": \"user\", \"name\": null}, \"content\": {\"parts\": [\"One?\"]}}}, \"b\": {\"message\": null}}}]",
                &["T|user|One?"],
            ),
            (
                "[{\"text\": \"One.\", \"author\": {\"name\": \"b\", \"nickname\": \"B\"}}, {\"text\": \"Two.\", \"authors\": [{\"name\": \"C\"}, {\"name\": \"D\"}]}]",
                &["|B|One.", "|C, D|Two."],
            ),
            ("{\n\"a\": [{\"b\": 1}]\n}", &["1: no text in this object: e"]),
            (
                "{\"text\": \"One.\"}\n{\"a\": 1}\n{\"text\": \"Two.\"}",
                &["|-|One.", "|-|Two.", "2: no text in this object: e"],
            ),
            (
                "{\"text\": \"One,\nand.\"}\n{\"text\": \"Two.\"}",
                &["|-|Two.", "1: not a JSON object: EOF whi", "2: not a JSON object: expect"],
            ),
        ] {
            let found = shown(text);
            let is_one = |(found, expected): (&String, &&str)| {
                found.starts_with(*expected) || expected.starts_with(&**found)
            };
            assert!(
                found.len() == expected.len() && found.iter().zip(expected).all(is_one),
                "{found:?} {expected:?}"
            );
        }
        let deep = format!("{{\"a\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(shown(&deep), ["1: the object breaks off here"]);
        let long = format!("{{\"title\": \"{}\", \"h\": [{{\"text\": \"One.\"}}]}}", "a".repeat(3000));
        assert_eq!(shown(&long), ["|-|One."]);
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
        let expected = [("author", "B"), ("meta", "{\"a\":[\"é\"],\"page\":3}"), ("rest", "[1,[2]]")];
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
