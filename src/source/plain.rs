//! Plain text: one quote a paragraph; in a dialogue (`NAME: …`) one a turn.

use std::collections::BTreeMap;

use super::lines::{Line, joined, lines, origin, span};
use super::{Quote, Source, front};
use crate::text::CleanText;

/// The text as a source; its title is empty unless front matter gives one.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let mut source = Source::default();
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let body = front::take(&all, &mut source);
    let speakers = Speakers::of(body);
    source.quotes =
        paragraphs(body, &speakers).iter().filter_map(|lines| quote(clean, lines, &speakers)).collect();
    vec![source]
}

/// Who speaks in a dialogue: names before a colon at the start of lines, one of them at least twice.
struct Speakers<'t>(BTreeMap<&'t str, u32>);

impl<'t> Speakers<'t> {
    fn of(lines: &[Line<'t>]) -> Self {
        let mut turns = BTreeMap::new();
        for name in lines.iter().filter_map(|line| turn(line.text)) {
            *turns.entry(name).or_insert(0) += 1;
        }
        if turns.values().all(|&count| count < 2) {
            turns.clear();
        }
        Self(turns)
    }

    fn turn(&self, line: &Line<'t>) -> Option<&'t str> {
        turn(line.text).filter(|name| self.0.contains_key(name))
    }
}

/// The name in `Name Surname: words`: up to four words, each with a capital.
fn turn(line: &str) -> Option<&str> {
    let end = line.find(':').filter(|&end| end <= 60)?;
    let (name, rest) = line.split_at_checked(end)?;
    let is_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphanumeric() || ".-'’".contains(c))
    };
    let words = name.split(' ').count();
    (rest.starts_with(": ") && words <= 4 && name.split(' ').all(is_name)).then_some(name)
}

/// The paragraphs: between blank lines, and from one turn of a dialogue to the next.
fn paragraphs<'l, 't>(lines: &'l [Line<'t>], speakers: &Speakers<'t>) -> Vec<&'l [Line<'t>]> {
    let goes_on = |_: &Line<'t>, next: &Line<'t>| !next.text.is_empty() && speakers.turn(next).is_none();
    lines.chunk_by(goes_on).collect()
}

fn quote(clean: &CleanText, lines: &[Line<'_>], speakers: &Speakers<'_>) -> Option<Quote> {
    let filled = lines.iter().position(|line| !line.text.is_empty())?;
    let mut lines: Vec<Line<'_>> = lines[filled..].to_vec();
    let speaker = lines.first().and_then(|line| speakers.turn(line).map(str::to_owned));
    if let (Some(name), Some(first)) = (&speaker, lines.first_mut()) {
        *first = first.from(name.len() + 1);
    }
    let number = lines.first()?.number;
    let origin = origin(clean, span(&lines), number);
    let text = joined(&lines);
    (!text.is_empty()).then(|| Quote { text, speaker, origin, ..Quote::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn quotes(text: &str) -> Vec<(String, Option<String>, u32)> {
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        source.quotes.into_iter().map(|q| (q.text, q.speaker, q.origin.line)).collect()
    }

    #[test]
    fn paragraphs_are_quotes() {
        let found = quotes("\nOne line\nand its rest.\n\n\nTwo: a thing.\n");
        assert_eq!(
            found,
            [("One line and its rest.".to_owned(), None, 2), ("Two: a thing.".to_owned(), None, 6)]
        );
    }

    #[test]
    fn turns_have_speakers() {
        let found = quotes("Intro.\n\nANN: Hello\nthere.\nBob B. Roe: Hi.\n\nANN: Bye.\n\nMore of it.");
        let speakers: Vec<_> =
            found.iter().map(|(text, speaker, _)| (text.as_str(), speaker.as_deref())).collect();
        let expected = [
            ("Intro.", None),
            ("Hello there.", Some("ANN")),
            ("Hi.", Some("Bob B. Roe")),
            ("Bye.", Some("ANN")),
            ("More of it.", None),
        ];
        assert_eq!(speakers, expected);
    }
}
