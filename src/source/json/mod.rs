//! JSON Lines: one object a line is one quote; also one array of objects, over many lines, and one object that has objects within it.

mod object;
mod outline;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use serde::de::IgnoredAny;
use serde_json::Deserializer;

use super::lines::{Line, ends_sentence, lines, origin};
use super::rows::{self, Fields, Rows, TEXT_FIELDS, shown};
use super::{Ends, Origin, Problem, Source};
use crate::text::CleanText;
use object::{fields, is_escaped};
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

/// Whether the text is an array of pieces of a transcript, as its first two values tell: it is read as a whole, for pieces are parts of
/// sentences. O([`HEAD`]).
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
        let mut lines = LineAt::of(text);
        while let Some(rest) =
            text.get(at..).map(|rest| rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace()))
        {
            let start = text.len() - rest.len();
            let line = lines.at(start);
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
        if depth(line.text) > DEEPEST {
            let message =
                format!("nested deeper than {DEEPEST} levels, left out: {}", shown(line.text, SHOWN));
            return self.problem(line.number, &message);
        }
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
        self.left_out("texts that others say in the same words", &found.again, line);
        self.left_out("alternatives to what was heard", &found.unheard, line);
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
    /// Where objects are that say what those of another list say, by other people.
    again: Vec<usize>,
    /// Where objects are of what a recogniser of speech is less confident of.
    unheard: Vec<usize>,
}

impl<'t> Found<'t> {
    /// Takes the value at a place of the text when it has a text, else those within it, to which it and what is `around` give
    /// their source. Where its text is [that of those within it](Self::are_parts), it is these that are taken, if it does not tell who
    /// says it: Whisper tells a transcript in both ways. So it is where its text has a [late](rows::is_late) name, and theirs do not.
    /// Those [below it](BELOW) are taken too. O(value · depth).
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
        let (mut empty, mut below, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts(value) {
            let (before, name) = (self.rows.len(), member(&value[..part.start]));
            let (part, unheard) = first_heard(value, name, part);
            self.unheard.extend(unheard.iter().map(|other| place.start + other));
            let start = place.start + part.start;
            let known_below = known_below.as_ref().filter(|_| BELOW.contains(&name));
            self.take(text, start..place.start + part.end, known_below.unwrap_or(&known));
            empty.extend((before == self.rows.len()).then_some(start));
            if known_below.is_some() {
                below.extend(self.rows.drain(before..));
            } else if self.rows.len() > before {
                lists.push(before..self.rows.len());
            }
        }
        if value.starts_with('[') {
            if self.rows.len() > count {
                self.others.extend(empty);
            }
            return self.join_pieces(count);
        }
        let Some(words) = words else {
            self.keep_best(&lists);
            return self.rows.extend(below);
        };
        if let Some(best) = self.best_of(&lists, &words).filter(|_| !rows::is_said(&own)) {
            self.keep(&lists, &best, &words);
            self.join(count);
            let known = rows::of_parts(&own);
            let given = |(fields, place)| (rows::given(fields, &known), place);
            let parts: Vec<_> = self.rows.drain(count..).map(given).collect();
            self.rows.extend(parts);
            return self.rows.extend(below);
        }
        let within = &self.rows[count..];
        if !self.are_within(&(count..self.rows.len()), &words) {
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

    /// Joins the rows from one on, if they are pieces of a transcript: each tells when it is heard, one behind another, and together
    /// they take half of the time or more.
    fn join_pieces(&mut self, from: usize) {
        let spans: Option<Vec<_>> = self.rows[from..].iter().map(|(fields, _)| rows::span(fields)).collect();
        let Some(spans) = spans.filter(|spans| spans.len() > 1) else { return };
        let heard: f64 = spans.iter().map(|(start, end)| end - start).sum();
        let whole = spans[spans.len() - 1].1 - spans[0].0;
        if !spans.is_sorted_by(|one, next| one.0 <= next.0) || heard <= 0.0 || 2.0 * heard < whole {
            return;
        }
        let said = |(fields, place)| Some((rows::without_sounds(fields)?, place));
        let said: Vec<_> = self.rows.drain(from..).filter_map(said).collect();
        self.rows.extend(said);
        self.join(from);
        self.rows[from..].iter_mut().for_each(|(fields, _)| rows::unsigned(fields));
    }

    /// The best of the lists that are [parts](Self::are_parts) of words.
    fn best_of(&self, lists: &[Range<usize>], words: &str) -> Option<Range<usize>> {
        self.best(lists.iter().filter(|list| self.are_parts(list, words)))
    }

    /// The best of lists that say the same: one that names who speaks, and of such the one with fewer rows.
    fn best<'l>(&self, lists: impl Iterator<Item = &'l Range<usize>>) -> Option<Range<usize>> {
        lists.min_by_key(|list| (!self.have_speakers(list), list.len())).cloned()
    }

    /// Leaves out all lists but the best one; those that say something else are told of.
    fn keep(&mut self, lists: &[Range<usize>], best: &Range<usize>, words: &str) {
        let others: Vec<&Range<usize>> = lists.iter().filter(|list| *list != best).collect();
        for list in &others {
            if !self.are_within(list, words) {
                self.left.extend(self.rows[(*list).clone()].iter().map(|(_, place)| place.start));
            }
        }
        self.leave_out(&others);
    }

    /// Of the lists in an object that say the same, some of them in several rows, keeps the best: recognisers of speech tell of
    /// sentences, of turns and of the whole. O(words).
    fn keep_best(&mut self, lists: &[Range<usize>]) {
        if lists.len() < 2 || lists.iter().all(|list| list.len() < 2) {
            return;
        }
        let mut same: BTreeMap<String, Vec<&Range<usize>>> = BTreeMap::new();
        for list in lists {
            let mut said = String::new();
            self.words(list).for_each(|words| said.extend(letters(&words)));
            same.entry(said).or_default().push(list);
        }
        let (mut others, mut again) = (Vec::new(), Vec::new());
        for lists in same.values().filter(|lists| lists.len() > 1 && lists.iter().any(|list| list.len() > 1))
        {
            let mut said = lists.clone();
            said.retain(|list| list.len() < 2 || self.are_long(list));
            let Some(best) = self.best(said.iter().copied()) else { continue };
            let speakers = self.speakers(&best);
            said.retain(|list| self.have_speakers(list) && self.speakers(list) != speakers);
            let places = said.iter().flat_map(|list| &self.rows[(*list).clone()]);
            again.extend(places.map(|(_, place)| place.start));
            others.extend(lists.iter().copied().filter(|list| **list != best));
        }
        self.again.extend(again);
        others.sort_by_key(|list| list.start);
        self.leave_out(&others);
    }

    /// Leaves out the rows of some lists, which are among the last rows, in their order. O(rows of an object).
    fn leave_out(&mut self, lists: &[&Range<usize>]) {
        for list in lists.iter().rev() {
            self.rows.drain((*list).clone());
        }
    }

    /// The words of some rows.
    fn words(&self, rows: &Range<usize>) -> impl Iterator<Item = Cow<'_, str>> {
        self.rows[rows.clone()].iter().filter_map(|(fields, _)| rows::words(fields))
    }

    /// Whether most of some rows are some words or the end of a sentence.
    fn are_long(&self, rows: &Range<usize>) -> bool {
        let long = self.words(rows).filter(|part| part.contains(' ') || ends_sentence(part)).count();
        2 * long > rows.len()
    }

    /// Whether half of some rows or more tell who says them.
    fn have_speakers(&self, rows: &Range<usize>) -> bool {
        let named = self.rows[rows.clone()].iter().filter(|(fields, _)| rows::has_speaker(fields)).count();
        2 * named >= rows.len()
    }

    /// Who says some rows, one behind another.
    fn speakers(&self, rows: &Range<usize>) -> Vec<Option<String>> {
        let mut speakers: Vec<_> =
            self.rows[rows.clone()].iter().map(|(fields, _)| rows::said_by(fields)).collect();
        speakers.dedup();
        speakers
    }

    /// Whether some rows are the parts of words: several, [most of them long](Self::are_long), and together all of the words, but for
    /// the names of those who say them. O(words).
    fn are_parts(&self, rows: &Range<usize>, words: &str) -> bool {
        rows.len() > 1 && self.are_long(rows) && {
            let (all, have_speakers) = (letters(words).collect::<String>(), self.have_speakers(rows));
            let behind = |rest: &str, part: Cow<'_, str>| {
                let part: String = letters(&part).collect();
                let named = || {
                    let near = &rest[..rest.floor_char_boundary(NAME)];
                    rest[near.find(':').filter(|_| have_speakers)? + 1..].strip_prefix(&*part)
                };
                Some(rest.strip_prefix(&*part).or_else(named)?.len())
            };
            let mut parts = self.words(rows);
            let left = parts.try_fold(all.len(), |left, part| behind(&all[all.len() - left..], part));
            left == Some(0)
        }
    }

    /// Whether some rows say only what the words do too, one behind another but for [a few](AGAIN). O(words).
    fn are_within(&self, rows: &Range<usize>, words: &str) -> bool {
        let (mut at, mut again) = (0, 0);
        self.words(rows).all(|part| {
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

/// A text without white space.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}

/// The name before the words of a turn is not longer, in bytes.
const NAME: usize = 60;

/// The fields in which an object of an outline or of a thread has others that are as it is.
const BELOW: [&str; 4] = ["children", "replies", "comments", "answers"];

/// The name of the member of an object before whose value a text ends.
fn member(before: &str) -> &str {
    let name = before.trim_end().strip_suffix(':').and_then(|before| before.trim_end().strip_suffix('"'));
    name.and_then(|name| name.rsplit('"').next()).unwrap_or_default()
}

/// The part of a value that has the name, but of what a recogniser of speech may have heard only what it is most confident of; and
/// where the others of that are.
fn first_heard(value: &str, name: &str, part: Range<usize>) -> (Range<usize>, Vec<usize>) {
    if name != "alternatives" || !value[part.clone()].starts_with('[') {
        return (part, Vec::new());
    }
    let heard = parts(&value[part.clone()]);
    let mut heard = heard.iter().map(|one| part.start + one.start..part.start + one.end);
    match heard.next().filter(|first| value[first.clone()].contains("\"confidence\"")) {
        Some(first) => (first, heard.map(|other| other.start).collect()),
        None => (part, Vec::new()),
    }
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

/// How deep values stand within one another. O(value).
fn depth(value: &str) -> usize {
    let bytes = value.as_bytes();
    let (mut depth, mut deepest, mut at) = (0_usize, 0, 0);
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'"' => at += string_end(&bytes[at..]).unwrap_or(bytes.len()),
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// What is nested deeper is not read, so that it cannot exhaust a stack.
const DEEPEST: usize = 256;

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
                "{\"creator\":\"An export\",\"items\":[{\"text\":\"First.\",\"author\":\"Ann\"}]}",
                &["|Ann|First."][..],
            ),
            ("{\"from\":\"2020\",\"marks\":[{\"text\":\"First.\"}]}", &["|-|First."]),
            (
                "[{\"text\":\"rare work\",\"start\":0,\"end\":9,\"note\":\"a\"},\n\
                 {\"text\":\"is good\",\"start\":10,\"end\":16,\"note\":\"b\"}]",
                &["|-|rare work", "|-|is good"],
            ),
            ("{\"messages\":[\n{\"text\":\"First.\"},\n{\"text\":\"Last.\"}\n]}", &["|-|First.", "|-|Last."]),
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
            (
                "{\"text\": \"Deep is it. Why so?\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200, \"speaker\": \"A\"}, {\"text\": \"is\", \"start\": 300, \"end\": 400, \"speaker\": \"A\"}, {\"text\": \"it.\", \"start\": 400, \"end\": 500, \"speaker\": \"A\"}, {\"text\": \"Why\", \"start\": 600, \"end\": 700, \"speaker\": \"B\"}, {\"text\": \"so?\", \"start\": 700, \"end\": 900, \"speaker\": \"B\"}], \"utterances\": [{\"text\": \"Deep is it.\", \"speaker\": \"A\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200}, {\"text\": \"is\", \"start\": 300, \"end\": 400}]}, {\"text\": \"Why so?\", \"speaker\": \"B\"}]}",
                &["|A|Deep is it.", "|B|Why so?"],
            ),
            (
                "{\"text\": \"Deep is it. Why so?\", \"words\": [{\"text\": \"Deep\", \"start\": 0, \"end\": 200}, {\"text\": \"is\", \"start\": 300, \"end\": 400}, {\"text\": \"it.\", \"start\": 400, \"end\": 500}, {\"text\": \"Why\", \"start\": 600, \"end\": 700}, {\"text\": \"so?\", \"start\": 700, \"end\": 900}]}",
                &["|-|Deep is it.", "|-|Why so?"],
            ),
            (
                "{\"results\": {\"transcripts\": [{\"transcript\": \"One is. Why so?\"}], \"items\": [{\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"One\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"is\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \".\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"Why\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"so\"}], \"speaker_label\": \"spk_0\"}, {\"alternatives\": [{\"confidence\": \"0.9\", \"content\": \"?\"}], \"speaker_label\": \"spk_0\"}], \"audio_segments\": [{\"transcript\": \"One is.\", \"speaker_label\": \"spk_0\"}, {\"transcript\": \"Why so?\", \"speaker_label\": \"spk_1\"}]}}",
                &["|spk_0|One is.", "|spk_1|Why so?"],
            ),
            (
                "{\"channels\": [{\"alternatives\": [{\"transcript\": \"One is one. Why so?\", \"confidence\": 0.9, \"paragraphs\": {\"transcript\": \"\\nSpeaker 0: One is one.\\n\\nSpeaker 1: Why so?\", \"paragraphs\": [{\"sentences\": [{\"text\": \"One is one.\"}], \"speaker\": 0}, {\"sentences\": [{\"text\": \"Why so?\"}], \"speaker\": 1}]}}]}]}",
                &["|0|One is one.", "|1|Why so?"],
            ),
            (
                "{\"results\": [{\"alternatives\": [{\"transcript\": \"One is.\", \"confidence\": 0.9}, {\"transcript\": \"On is.\", \"confidence\": 0.5}]}]}",
                &["|-|One is.", "1: alternatives to what was"],
            ),
            (
                "{\"a\": [{\"speaker\": \"A\", \"text\": \"One is.\"}, {\"speaker\": \"B\", \"text\": \"Two.\"}],\n \"b\": [{\"speaker\": \"C\", \"text\": \"One is.\"}, {\"speaker\": \"D\", \"text\": \"Two.\"}]}",
                &["|A|One is.", "|B|Two.", "2: texts that others say i"],
            ),
            ("{\"alternatives\": [{\"text\": \"One.\"}, {\"text\": \"Two.\"}]}", &["|-|One.", "|-|Two."]),
            (
                "{\"a\": {\"text\": \"Yes.\", \"from\": \"B\"}, \"c\": {\"text\": \"Yes.\", \"from\": \"D\"}}",
                &["|B|Yes.", "|D|Yes."],
            ),
            (
                "[{\"text\": \"so we talk of deep\", \"start\": 0.1, \"duration\": 3}, {\"text\": \"learning and\", \"start\": 3, \"duration\": 2}, {\"text\": \"[Music]\", \"start\": 5, \"duration\": 1}, {\"text\": \">> okay\", \"start\": 6, \"duration\": 1}]",
                &["|-|so we talk of deep learning and", "|-|okay"],
            ),
            (
                "[{\"sentence\": \"Deep is\", \"startTime\": \"00:01\", \"endTime\": \"00:03\", \"speaker_name\": \"B\", \"speaker_id\": 0}, {\"sentence\": \"what we do\", \"startTime\": \"00:03\", \"endTime\": \"00:05\", \"speaker_name\": \"B\"}, {\"sentence\": \"Yes.\", \"startTime\": \"00:06\", \"endTime\": \"00:07\", \"speaker_name\": \"C\"}]",
                &["|B|Deep is what we do", "|C|Yes."],
            ),
            (
                "{\"transcription\": [{\"timestamps\": {\"from\": \"00:00:00,000\", \"to\": \"00:00:03,000\"}, \"text\": \" Ask\"}, {\"timestamps\": {\"from\": \"00:00:03,000\", \"to\": \"00:00:05,000\"}, \"text\": \" not.\"}]}",
                &["|-|Ask not."],
            ),
            (
                "[{\"text\": \"deep\", \"page\": 1}, {\"text\": \"work\", \"page\": 2}]",
                &["|-|deep", "|-|work"],
            ),
            (
                "[{\"text\": \"deep\", \"start\": 1, \"end\": 5}, {\"text\": \"work\", \"start\": 90, \"end\": 94}]",
                &["|-|deep", "|-|work"],
            ),
            (
                "{\"messages\": [{\"from\": \"B\", \"text\": [{\"type\": \"bold\", \"text\": \"All bold.\"}], \"text_entities\": [{\"type\": \"bold\", \"text\": \"All bold.\"}]}]}",
                &["|B|All bold."],
            ),
            (
                "{\"title\": \"T\", \"author\": \"A\", \"text\": \"One.\", \"comments\": [{\"author\": \"B\", \"text\": \"Two.\"}]}",
                &["T|A|One.", "T|B|Two."],
            ),
            (
                "{\"title\": \"T\", \"author\": \"A\", \"comments\": [{\"author\": \"B\", \"text\": \"One.\"}, {\"author\": \"C\", \"text\": \"Two.\"}]}",
                &["T|A|One.", "T|A|Two."],
            ),
            (
                "{\"title\": {\"rendered\": \"A &#8211; b\"}, \"content\": {\"rendered\": \"<p>It is <em>it</em>.</p>\\n\"}, \"excerpt\": {\"rendered\": \"<p>x</p>\"}}",
                &["A – b|-|It is it."],
            ),
            (
                "{\"title\": \"T\", \"abstract\": \"One.\", \"author\": [{\"family\": \"Li\", \"given\": \"Ann\"}, {\"family\": \"Ray\", \"given\": \"Bob\"}]}",
                &["T|Ann Li, Bob Ray|One."],
            ),
            (
                "window.YTD.tweets.part0 = [ {\"tweet\" : {\"source\" : \"<a href=\\\"https://a.b\\\">App</a>\", \"full_text\" : \"One &amp; two.\"}} ]",
                &["|-|One & two."],
            ),
            (
                "[{\"title\": \"T\", \"uid\": \"x\", \"children\": [{\"string\": \"Author:: [[Ann Lee]]\", \"uid\": \"y\"}, {\"string\": \"H\", \"children\": [{\"string\": \"**One** is.\", \"uid\": \"z\"}]}]}]",
                &["T|Ann Lee|Author:: Ann Lee", "T|Ann Lee|H", "T|Ann Lee|One is."],
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
        assert_eq!(shown(&deep), ["1: nested deeper than 256 lev"]);
        let thread = |depth: usize| {
            format!("{}{{}}{}", "{\"text\": \"One.\", \"replies\": [".repeat(depth), "]}".repeat(depth))
        };
        assert_eq!(shown(&thread(127)).len(), 127);
        assert_eq!(shown(&format!("[{0},{0}]", thread(127))).len(), 2);
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
