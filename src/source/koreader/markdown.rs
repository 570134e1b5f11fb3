//! The Markdown that KOReader exports: headings name the book, its chapters and the page of each highlight.

use super::{Highlight, parted};
use crate::source::lines::{Line, lines};
use crate::source::{Problem, dates};

/// What the line begins with that tells of the highlight below it: `### Page 12 @ 12 March 2024 10:15:32 AM`.
const PAGE: &str = "### Page ";

/// What stands before the title of a book, and below it before who wrote that.
const TITLE: &str = "# ";
const AUTHOR: &str = "##### ";

/// What stands before the name of a chapter.
const CHAPTER: &str = "## ";

/// What stands around the words, by the way in which they are marked in the book.
const MARKS: [(&str, &str); 7] =
    [("**_", "_**"), ("**", "**"), ("==", "=="), ("~~", "~~"), ("++", "++"), ("<u>", "</u>"), ("*", "*")];

/// Whether the text begins as such. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let mut filled = lines(text).filter(|line| !line.text.is_empty());
    let begins =
        [TITLE, AUTHOR].iter().all(|mark| filled.next().is_some_and(|line| line.text.starts_with(mark)));
    let has_day = |line: Line<'_>| of_page(line.text).is_some_and(|(_, day)| dates::first_in(day).is_some());
    begins && filled.any(has_day)
}

/// The highlights, and how much stands beside them. O(lines).
pub(super) fn read<'t>(lines: &[Line<'t>]) -> (Vec<Highlight<'t>>, Vec<Problem>) {
    let filled: Vec<Line<'t>> = lines.iter().filter(|line| !line.text.is_empty()).copied().collect();
    let mut reader = Reader::default();
    for (at, line) in filled.iter().enumerate() {
        reader.take(*line, filled.get(at + 1).map_or("", |line| line.text));
    }
    reader.finish()
}

/// The highlights so far, and what the next line may belong to.
#[derive(Default)]
struct Reader<'t> {
    found: Vec<Highlight<'t>>,
    title: &'t str,
    authors: &'t str,
    chapter: Option<&'t str>,
    /// What comes is of the last highlight.
    is_open: bool,
    /// The lines of no highlight.
    beside: Vec<Line<'t>>,
}

impl<'t> Reader<'t> {
    /// Takes a line, by what stands in the next one.
    fn take(&mut self, line: Line<'t>, next: &'t str) {
        let heading = line.text.strip_prefix(CHAPTER);
        if let Some((page, day)) = of_page(line.text) {
            self.begin(page, day);
        } else if let Some((authors, at)) = next.strip_prefix(AUTHOR).zip(line.text.rfind(TITLE)) {
            // What stands before it are the last words of the book above, without an end of the line.
            self.words(Line { text: line.text[..at].trim_end(), ..line });
            (self.title, self.authors) = (&line.text[at + TITLE.len()..], authors);
            (self.chapter, self.is_open) = (None, false);
        } else if heading.is_some() && of_page(next).is_some() {
            self.chapter = heading;
        } else if line.text.strip_prefix(AUTHOR) != Some(self.authors) && !is_of_program(line.text) {
            self.is_open &= heading.is_none();
            self.words(line);
        }
    }

    fn begin(&mut self, page: &'t str, day: &'t str) {
        let Self { title, authors, chapter, .. } = *self;
        let date = dates::first_in(day);
        let (words, note) = (Vec::new(), Vec::new());
        self.found.push(Highlight { title, authors, chapter, page, day, date, words, note });
        self.is_open = true;
    }

    fn words(&mut self, line: Line<'t>) {
        match self.found.last_mut().filter(|_| self.is_open) {
            _ if line.text.is_empty() => {}
            Some(highlight) => highlight.words.push(line),
            None => self.beside.push(line),
        }
    }

    fn finish(mut self) -> (Vec<Highlight<'t>>, Vec<Problem>) {
        for highlight in &mut self.found {
            (highlight.words, highlight.note) = parted(&highlight.words);
            unmark(&mut highlight.words);
        }
        let message = format!("lines beside the highlights, left out: {}", self.beside.len());
        let problem = self.beside.first().map(|first| Problem::warning(first.number, message));
        (self.found, problem.into_iter().collect())
    }
}

/// The page and the day of a heading that [tells of a highlight](PAGE).
fn of_page(line: &str) -> Option<(&str, &str)> {
    line.strip_prefix(PAGE)?.split_once(" @ ")
}

/// Whether a line leads back into the book, or tells at the end when the file was written, below a heading without words.
fn is_of_program(line: &str) -> bool {
    let is_bare = line.chars().all(|c| c == '#');
    let is_link = line.starts_with('[') && line.contains("](<file://") && line.ends_with(')');
    is_bare || is_link || line.starts_with("_Generated at: ") && line.ends_with('_')
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
