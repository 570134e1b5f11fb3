//! The plain text that KOReader exports: above the words of a highlight a line that tells its page and day, below them a
//! line of signs.

use super::{Highlight, parted};
use crate::source::lines::{Line, lines};
use crate::source::{Problem, dates};

/// What ends a highlight.
const END: &str = "-=-=-=-=-=-";

/// What the line begins with that tells of a highlight there: `-- Page: 12, added on Tue Mar 12 10:15:32 2024`, in any
/// language.
const TOLD: &str = "-- ";

/// Whether the text begins as such. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let mut filled = lines(text).filter(|line| !line.text.is_empty());
    filled.by_ref().take(3).any(|line| is_told(line.text)) && lines(text).any(|line| is_end(&line))
}

/// Whether a highlight ends in the lines. O(lines).
pub(super) fn has_end(lines: &[Line<'_>]) -> bool {
    lines.iter().any(is_end)
}

fn is_end(line: &Line<'_>) -> bool {
    line.text == END
}

/// The highlights, and what was wrong with others.
pub(super) fn read<'t>(lines: &[Line<'t>]) -> (Vec<Highlight<'t>>, Vec<Problem>) {
    let (mut found, mut problems, mut title) = (Vec::new(), Vec::new(), "");
    for Part { begins_book, lines } in parts(lines) {
        let Some(told) = lines.iter().position(|line| line.text.starts_with(TOLD)) else {
            problems.extend(lines.first().map(|first| unknown(first.number)));
            continue;
        };
        let mut heads = lines[..told].iter().map(|line| line.text);
        if begins_book {
            title = heads.next().unwrap_or_default();
        }
        let (page, day) = of_told(lines[told].text);
        let (words, note) = parted(&lines[told + 1..]);
        let (chapter, date) = (heads.next_back(), dates::first_in(day));
        found.push(Highlight { title, authors: "", chapter, page, day, date, words, note });
    }
    (found, problems)
}

/// The lines of a highlight that are not blank.
struct Part<'t> {
    /// The first one is the title of a book.
    begins_book: bool,
    lines: Vec<Line<'t>>,
}

/// The lines, cut where highlights end. A book begins behind a blank line, and on the line itself that ends the last
/// highlight of another, where nothing stands between them.
fn parts<'t>(lines: &[Line<'t>]) -> Vec<Part<'t>> {
    let mut parts = vec![Part { begins_book: true, lines: Vec::new() }];
    let mut is_behind_end = false;
    for line in lines.iter().copied() {
        let ends = line.text.starts_with(END);
        let line = if ends { line.from(END.len()) } else { line };
        if ends {
            parts.push(Part { begins_book: !line.text.is_empty(), lines: Vec::new() });
        }
        let Some(part) = parts.last_mut() else { continue };
        part.begins_book |= is_behind_end && line.text.is_empty();
        part.lines.extend((!line.text.is_empty()).then_some(line));
        is_behind_end = ends;
    }
    parts
}

fn unknown(line: u32) -> Problem {
    Problem::error(line, "not a highlight of KOReader: expected `-- Page: …, added on …` above the words")
}

/// Whether a line [tells of a highlight](TOLD): its page behind a colon, and a day.
fn is_told(line: &str) -> bool {
    line.starts_with(TOLD) && line.contains([':', '：']) && of_told(line).1.contains(char::is_numeric)
}

/// The page and the day of a line that [tells of a highlight](TOLD).
fn of_told(line: &str) -> (&str, &str) {
    let told = line.trim_start_matches(TOLD);
    let (place, day) = told.split_once([',', '，', '、']).unwrap_or((told, ""));
    let page = place.split_once([':', '：']).map_or(place, |(_, page)| page);
    (page.trim(), day.trim())
}
