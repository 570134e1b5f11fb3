//! Plain text: one quote a paragraph; in a dialogue (`NAME: …`) one a turn, in a list one an item, and in a file of lines that
//! are sentences one a line.

use super::attribution::Attribution;
use super::lines::{Line, ends_sentence, item_mark, joined, lines, origin, span};
use super::turns::Speakers;
use super::{Quote, Source, front};
use crate::text::CleanText;

/// The text as a source; its title is empty unless front matter gives one.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let mut source = Source::default();
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let body = front::take(&all, &mut source);
    let speakers = Speakers::of(body.split(|line| line.text.is_empty()));
    let paragraphs: Vec<&[Line<'_>]> = paragraphs(body, &speakers).collect();
    let has_lines = has_quoted_lines(&paragraphs, &speakers);
    let parts = paragraphs.iter().flat_map(|lines| parts(lines, &speakers, has_lines));
    source.quotes = parts.filter_map(|lines| quote(clean, lines, &speakers)).collect();
    vec![source]
}

/// The paragraphs: between blank lines, and from one turn of a dialogue to the next.
fn paragraphs<'l, 't>(
    lines: &'l [Line<'t>],
    speakers: &Speakers<'t>,
) -> impl Iterator<Item = &'l [Line<'t>]> {
    let between = lines.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty());
    between.flat_map(|lines| lines.chunk_by(|_, next| speakers.turn(next.text).is_none()))
}

/// The quotes of a paragraph: a turn is one, and else each item of a list, or each line.
fn parts<'l, 't>(lines: &'l [Line<'t>], speakers: &Speakers<'t>, has_lines: bool) -> Vec<&'l [Line<'t>]> {
    let is_turn = lines.first().is_some_and(|line| speakers.turn(line.text).is_some());
    let Some(list) = list_start(lines).filter(|_| !is_turn) else {
        let is_attributed = |line: &Line<'_>| Attribution::at_end(line.text).is_some();
        let several = lines.iter().filter(|line| is_attributed(line)).nth(1).is_some();
        let ends = |line: &Line<'_>, next: &Line<'_>| {
            has_lines && Attribution::of_name(next.text).is_none() || several && is_attributed(line)
        };
        return lines.chunk_by(|line, next| is_turn || !ends(line, next)).collect();
    };
    let (before, items) = lines.split_at(list);
    let before = Some(before).filter(|lines| !lines.is_empty());
    before.into_iter().chain(items.chunk_by(|line, next| !is_item(Some(line), next))).collect()
}

/// Where a list begins in a paragraph: at the first item, if that begins the paragraph or follows a colon, or another follows.
fn list_start(lines: &[Line<'_>]) -> Option<usize> {
    let before = |at: usize| at.checked_sub(1).map(|before| &lines[before]);
    let mut items = (0..lines.len()).filter(|&at| is_item(before(at), &lines[at]));
    let first = items.next()?;
    let is_led = before(first).is_none_or(|line| line.text.ends_with(':'));
    (is_led || items.next().is_some()).then_some(first)
}

/// Whether the line begins an item of a list; a name behind the dash, below a sentence, tells whose that is.
fn is_item(before: Option<&Line<'_>>, line: &Line<'_>) -> bool {
    let is_said = |before: &Line<'_>| ends_sentence(before.text) && Attribution::of_name(line.text).is_some();
    mark(line).is_some() && !before.is_some_and(is_said)
}

/// How long the mark of an item is that has words; `* * *` parts others.
fn mark(line: &Line<'_>) -> Option<usize> {
    item_mark(line.text).filter(|_| line.text.contains(char::is_alphanumeric))
}

/// Whether lines are quotes: in all paragraphs of more lines than one that are no list, each ends as a sentence does or with an
/// attribution, and there are three at least, or an attribution. Lines that were broken for their length do not.
fn has_quoted_lines(paragraphs: &[&[Line<'_>]], speakers: &Speakers<'_>) -> bool {
    let is_plain = |lines: &&&[Line<'_>]| {
        lines.len() > 1 && list_start(lines).is_none() && speakers.turn(lines[0].text).is_none()
    };
    let lines = || paragraphs.iter().filter(is_plain).flat_map(|lines| lines.iter());
    let attributed = |line: &Line<'_>| {
        Attribution::at_end(line.text).or_else(|| Some((0, Attribution::of_name(line.text)?)))
    };
    let is_whole = |line: &Line<'_>| ends_sentence(line.text) || attributed(line).is_some();
    lines().all(is_whole) && (lines().count() > 2 || lines().any(|line| attributed(line).is_some()))
}

fn quote(clean: &CleanText, lines: &[Line<'_>], speakers: &Speakers<'_>) -> Option<Quote> {
    let mut lines = lines.to_vec();
    let first = lines.first_mut()?;
    let turn = speakers.turn(first.text);
    *first = first.from(turn.map(|turn| turn.words).or_else(|| mark(first)).unwrap_or_default());
    let attribution = if turn.is_some() { None } else { Attribution::take(&mut lines, false) };
    let origin = origin(clean, span(&lines), lines.first()?.number);
    let mut quote = Quote { text: joined(&lines), origin, ..Quote::default() };
    turn.into_iter().for_each(|turn| turn.give(&mut quote));
    attribution.into_iter().for_each(|attribution| attribution.give(&mut quote));
    (!quote.text.is_empty()).then_some(quote)
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

    #[test]
    fn items_and_lines_are_quotes() {
        for (text, expected) in [
            ("1. One.\n2. Two\nlines.", &["One.", "Two lines."][..]),
            ("Things:\n- one\n- two\n\n* three", &["Things:", "one", "two", "three"]),
            ("It was in\n1914. The war.", &["It was in 1914. The war."]),
            ("1914. The war.\n\n* * *\n\n* Two", &["1914. The war.", "* * *", "Two"]),
            ("1. One.\n- Roe\n2. Two.\n- Ray", &["One.|Roe", "Two.|Ray"]),
            ("One.\n- Roe\nTwo.\n- Ray", &["One.|Roe", "Two.|Ray"]),
            ("Who.\n- Roe\n- Ray", &["Who. - Roe - Ray"]),
            ("- one\n\nOne.\nTwo.\nThree.", &["one", "One.", "Two.", "Three."]),
            (
                "One. - Roe\nTwo. - Jane Roe, *Three*\nFour! — Ray",
                &["One.|Roe", "Two.|Jane Roe", "Four!|Ray"],
            ),
            ("Title\n\nOne.\nTwo?\n“Three!”", &["Title", "One.", "Two?", "“Three!”"]),
            (
                "Of\nyears.\n\nOne. — Roe\nTwo\nthree. — Ray\nFour",
                &["Of years.", "One.|Roe", "Two three.|Ray", "Four"],
            ),
            ("One is one.\nAnd two.", &["One is one. And two."]),
            ("One.\nTwo.\nThree.\n\nFour is\nfour.", &["One. Two. Three.", "Four is four."]),
            ("One.\n- Roe\n\nTwo\nlines.\n— Ray", &["One.|Roe", "Two lines.|Ray"]),
            ("Ann: One.\nTwo.\nThree.\nAnn: Four.\nFive.", &["One. Two. Three.|Ann", "Four. Five.|Ann"]),
        ] {
            let show = |(text, speaker, _): (String, Option<String>, u32)| match speaker {
                Some(speaker) => format!("{text}|{speaker}"),
                None => text,
            };
            assert_eq!(quotes(text).into_iter().map(show).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn a_quote_is_where_its_words_are() {
        let text = "1. One. — Roe\n2. Two\nlines.\n- Ray\n";
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        let places =
            source.quotes.iter().map(|q| &text[q.origin.bytes.start as usize..q.origin.bytes.end as usize]);
        assert_eq!(places.collect::<Vec<_>>(), ["One.", "Two\nlines."]);
    }
}
