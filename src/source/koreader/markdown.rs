//! The Markdown that KOReader exports: headings name the book, its chapters and the page of each highlight.

use super::{Highlight, parted};
use crate::source::dates;
use crate::source::lines::{Line, lines};

/// What the line begins with that tells of the highlight below it: `### Page 12 @ 12 March 2024 10:15:32 AM`.
const PAGE: &str = "### Page ";

/// What stands before the title of a book, and below it before who wrote that.
const TITLE: &str = "# ";
const AUTHOR: &str = "##### ";

/// What stands around the words, by the way in which they are marked in the book.
const MARKS: [(&str, &str); 7] =
    [("**_", "_**"), ("**", "**"), ("==", "=="), ("~~", "~~"), ("++", "++"), ("<u>", "</u>"), ("*", "*")];

/// Whether the text begins as such. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let mut filled = lines(text).filter(|line| !line.text.is_empty());
    let begins =
        [TITLE, AUTHOR].iter().all(|mark| filled.next().is_some_and(|line| line.text.starts_with(mark)));
    begins && filled.any(|line| of_page(line.text).is_some())
}

/// The highlights. O(text).
pub(super) fn read(text: &str) -> Vec<Highlight<'_>> {
    let filled: Vec<Line<'_>> = lines(text).filter(|line| !line.text.is_empty()).collect();
    let (mut found, mut title, mut authors): (Vec<Highlight<'_>>, _, _) = (Vec::new(), "", "");
    let (mut chapter, mut is_open) = (None, false);
    for (at, line) in filled.iter().enumerate() {
        let next = filled.get(at + 1).map_or("", |line| line.text);
        let named = line.text.strip_prefix(TITLE).zip(next.strip_prefix(AUTHOR));
        let begun = line.text.strip_prefix("## ").filter(|_| of_page(next).is_some());
        if let Some((page, day)) = of_page(line.text) {
            let date = dates::first_in(day);
            let (words, note) = (Vec::new(), Vec::new());
            found.push(Highlight { title, authors, chapter, page, day, date, words, note });
            is_open = true;
        } else if let Some(named) = named {
            (title, authors) = named;
            (chapter, is_open) = (None, false);
        } else if begun.is_some() {
            chapter = begun;
        } else if is_open && !is_of_program(line.text) {
            found.last_mut().into_iter().for_each(|highlight| highlight.words.push(*line));
        }
    }
    for highlight in &mut found {
        (highlight.words, highlight.note) = parted(&highlight.words);
        unmark(&mut highlight.words);
    }
    found
}

/// The page and the day of a heading that [tells of a highlight](PAGE).
fn of_page(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix(PAGE)?.split_once(" @ ")
}

/// Whether a line leads back into the book, or tells at the end when the file was written.
fn is_of_program(line: &str) -> bool {
    let is_link = line.starts_with('[') && line.contains("](<file://") && line.ends_with(')');
    is_link || line.starts_with("_Generated at: ") && line.ends_with('_')
}

/// Takes the [marks](MARKS) off the words.
fn unmark(words: &mut [Line<'_>]) {
    let is_around = |(open, close): &(&str, &str)| {
        let ends = words.first().zip(words.last());
        ends.is_some_and(|(first, last)| first.text.starts_with(open) && last.text.ends_with(close))
    };
    let Some((open, close)) = MARKS.into_iter().find(is_around) else { return };
    words.first_mut().into_iter().for_each(|first| *first = first.from(open.len()));
    words
        .last_mut()
        .into_iter()
        .for_each(|last| last.text = last.text.strip_suffix(close).unwrap_or(last.text));
}
