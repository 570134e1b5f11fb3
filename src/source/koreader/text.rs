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
    let filled = lines(text).filter(|line| !line.text.is_empty());
    filled.take(3).any(|line| line.text.starts_with(TOLD)) && has_end(text)
}

/// Whether a highlight ends in it. O(text).
pub(super) fn has_end(text: &str) -> bool {
    lines(text).any(|line| line.text == END)
}

/// The highlights, and what was wrong with others. A blank line behind the end of one ends its book.
pub(super) fn read(text: &str) -> (Vec<Highlight<'_>>, Vec<Problem>) {
    let all: Vec<Line<'_>> = lines(text).collect();
    let (mut found, mut problems, mut title) = (Vec::new(), Vec::new(), "");
    for (at, part) in all.split(|line| line.text == END).enumerate() {
        let filled: Vec<Line<'_>> = part.iter().filter(|line| !line.text.is_empty()).copied().collect();
        let Some(told) = filled.iter().position(|line| line.text.starts_with(TOLD)) else {
            problems.extend(filled.first().map(|first| unknown(first.number)));
            continue;
        };
        let mut heads = filled[..told].iter().map(|line| line.text);
        if at == 0 || part.first().is_some_and(|line| line.text.is_empty()) {
            title = heads.next().unwrap_or_default();
        }
        let (page, day) = of_told(filled[told].text);
        let (words, note) = parted(&filled[told + 1..]);
        let (chapter, date) = (heads.next_back(), dates::first_in(day));
        found.push(Highlight { title, authors: "", chapter, page, day, date, words, note });
    }
    (found, problems)
}

fn unknown(line: u32) -> Problem {
    Problem::error(line, "not a highlight of KOReader: expected `-- Page: …, added on …` above the words")
}

/// The page and the day of a line that [tells of a highlight](TOLD).
fn of_told(line: &str) -> (&str, &str) {
    let told = line.trim_start_matches(TOLD);
    let (place, day) = told.split_once([',', '，', '、']).unwrap_or((told, ""));
    let page = place.split_once([':', '：']).map_or(place, |(_, page)| page);
    (page.trim(), day.trim())
}
