//! What KOReader exports of the books on an e-reader, as plain text and as Markdown: of each book the title, and of each
//! highlight its chapter, page, day and words, and the reader's note.

use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::{Line, joined, lines, origin, span};
use super::rows::DATE;
use super::{Problem, Quote, Source, dates, front};
use crate::text::CleanText;

/// What ends a highlight in plain text.
const END: &str = "-=-=-=-=-=-";

/// What the line begins with that tells of a highlight there: `-- Page: 12, added on Tue Mar 12 10:15:32 2024`, in any
/// language.
const TOLD: &str = "-- ";

/// The same in Markdown: `### Page 12 @ 12 March 2024 10:15:32 AM`.
const PAGE: &str = "### Page ";

/// What Markdown has before the title of a book, and below it before who wrote that.
const TITLE: &str = "# ";
const AUTHOR: &str = "##### ";

/// What stands there in place of a name where nobody is known.
const NOBODY: &str = "N/A";

/// What stands between the words and the note on them.
const NOTE: &str = "---";

/// What Markdown has around the words, by the way in which they are marked in the book.
const MARKS: [(&str, &str); 7] =
    [("**_", "_**"), ("**", "**"), ("==", "=="), ("~~", "~~"), ("++", "++"), ("<u>", "</u>"), ("*", "*")];

/// True when the text begins as one of both does. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let mut filled = lines(text).filter(|line| !line.text.is_empty());
    let is_text = filled.clone().take(3).any(|line| line.text.starts_with(TOLD))
        && filled.clone().any(|line| line.text == END);
    let begins =
        [TITLE, AUTHOR].iter().all(|mark| filled.next().is_some_and(|line| line.text.starts_with(mark)));
    is_text || begins && filled.any(|line| of_page(line.text).is_some())
}

/// The highlights, a source each book, and what was wrong with others. A quote's origin is its words. O(text).
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let (highlights, problems) = match all.iter().any(|line| line.text == END) {
        true => of_text(&all),
        false => (of_markdown(&all), Vec::new()),
    };
    (books(clean, &highlights), problems)
}

/// A highlight.
struct Highlight<'t> {
    title: &'t str,
    /// Who wrote the book; of several with commas between them.
    authors: &'t str,
    chapter: Option<&'t str>,
    page: &'t str,
    /// When it was made.
    day: &'t str,
    /// The words, and behind [a mark](NOTE) the note.
    lines: Vec<Line<'t>>,
}

/// Those of plain text. A blank line behind the end of one ends its book.
fn of_text<'t>(all: &[Line<'t>]) -> (Vec<Highlight<'t>>, Vec<Problem>) {
    let (mut found, mut problems, mut title) = (Vec::new(), Vec::new(), "");
    for (at, part) in all.split(|line| line.text == END).enumerate() {
        let filled: Vec<Line<'t>> = part.iter().filter(|line| !line.text.is_empty()).copied().collect();
        let Some(told) = filled.iter().position(|line| line.text.starts_with(TOLD)) else {
            problems.extend(filled.first().map(|first| unknown(first.number)));
            continue;
        };
        let mut heads = filled[..told].iter().map(|line| line.text);
        if at == 0 || part.first().is_some_and(|line| line.text.is_empty()) {
            title = heads.next().unwrap_or_default();
        }
        let (page, day) = of_told(filled[told].text);
        let chapter = heads.next_back();
        found.push(Highlight { title, authors: "", chapter, page, day, lines: filled[told + 1..].to_vec() });
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

/// Those of Markdown.
fn of_markdown<'t>(all: &[Line<'t>]) -> Vec<Highlight<'t>> {
    let filled: Vec<Line<'t>> = all.iter().filter(|line| !line.text.is_empty()).copied().collect();
    let (mut found, mut title, mut authors): (Vec<Highlight<'t>>, _, _) = (Vec::new(), "", "");
    let (mut chapter, mut is_open) = (None, false);
    for (at, line) in filled.iter().enumerate() {
        let next = filled.get(at + 1).map_or("", |line| line.text);
        let named = line.text.strip_prefix(TITLE).zip(next.strip_prefix(AUTHOR));
        let begun = line.text.strip_prefix("## ").filter(|_| of_page(next).is_some());
        if let Some((page, day)) = of_page(line.text) {
            found.push(Highlight { title, authors, chapter, page, day, lines: Vec::new() });
            is_open = true;
        } else if let Some(named) = named {
            (title, authors) = named;
            (chapter, is_open) = (None, false);
        } else if begun.is_some() {
            chapter = begun;
        } else if is_open && !is_of_program(line.text) {
            found.last_mut().into_iter().for_each(|highlight| highlight.lines.push(*line));
        }
    }
    found.iter_mut().for_each(Highlight::unmark);
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

impl Highlight<'_> {
    /// Takes the [marks](MARKS) off the words.
    fn unmark(&mut self) {
        let end = self.lines.iter().position(|line| line.text == NOTE).unwrap_or(self.lines.len());
        let words = &mut self.lines[..end];
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

    fn quote(&self, clean: &CleanText) -> Quote {
        let mut parts = self.lines.splitn(2, |line| line.text == NOTE);
        let words = parts.next().unwrap_or_default();
        let mut quote = Quote {
            text: joined(words),
            date: dates::first_in(self.day),
            locator: Some(self.page.to_owned()).filter(|page| !page.is_empty()),
            note: parts.next().map(joined).filter(|note| !note.is_empty()),
            origin: origin(clean, span(words), words.first().map_or(0, |first| first.number)),
            ..Quote::default()
        };
        if is_image(&quote.text) {
            quote.text.clear();
        }
        if quote.date.is_none() && !self.day.is_empty() {
            quote.properties.insert(DATE.to_owned(), self.day.to_owned());
        }
        if let Some(chapter) = self.chapter {
            quote.properties.insert("section".to_owned(), chapter.to_owned());
        }
        quote
    }
}

/// Whether words stand for a picture that was marked: `<An image>`, in any language.
fn is_image(words: &str) -> bool {
    let inside = words.strip_prefix('<').and_then(|words| words.strip_suffix('>'));
    inside.is_some_and(|inside| !inside.contains(['<', '>']))
}

/// The books of the highlights, in order of appearance. A file is written on with each export, so that a highlight may
/// stand in it again: it is there once.
fn books(clean: &CleanText, highlights: &[Highlight<'_>]) -> Vec<Source> {
    let (mut books, mut places, mut seen) = (Vec::new(), FxHashMap::default(), FxHashSet::default());
    for highlight in highlights {
        let at = *places.entry((highlight.title, highlight.authors)).or_insert(books.len());
        if at == books.len() {
            books.push(book(highlight));
        }
        let quote = highlight.quote(clean);
        match &quote.note {
            _ if !seen.insert((at, highlight.page, quote.text.clone(), quote.note.clone())) => {}
            Some(note) if quote.text.is_empty() => books[at].add_note(note),
            _ if quote.text.is_empty() => {}
            _ => books[at].quotes.push(quote),
        }
    }
    books
}

/// The book of a highlight, without quotes.
fn book(highlight: &Highlight<'_>) -> Source {
    let mut book = Source { title: highlight.title.to_owned(), ..Source::default() };
    if !matches!(highlight.authors, "" | NOBODY) {
        front::add_authors(&mut book, highlight.authors);
    }
    book
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Format;
    use crate::text::clean;

    /// The books, each with its quotes as `words|page|day|section|note`.
    fn books(text: &str) -> Vec<(String, Option<String>, Vec<String>)> {
        let clean = clean(text.as_bytes(), None).expect("it is text");
        assert_eq!(Format::detect("-", &clean.text), Some(Format::KoReader));
        let (books, problems) = read(&clean);
        assert_eq!(problems, [], "{text}");
        let show = |quote: &Quote| {
            let place = &text[quote.origin.bytes.start as usize..quote.origin.bytes.end as usize];
            assert_eq!(place.split_whitespace().collect::<Vec<_>>().join(" "), quote.text);
            let day = quote.date.map(|date| date.to_string()).unwrap_or_default();
            let section = quote.properties.get("section").map_or("", String::as_str);
            let page = quote.locator.as_deref().unwrap_or_default();
            format!("{}|{page}|{day}|{section}|{}", quote.text, quote.note.as_deref().unwrap_or_default())
        };
        let all = books.iter();
        all.map(|book| (book.title.clone(), book.author.clone(), book.quotes.iter().map(show).collect()))
            .collect()
    }

    #[test]
    fn plain_text_has_books_and_highlights() {
        let walden = "\u{3000}Walden\n\u{3000}\n\u{3000}Economy\n\u{3000}\n\u{3000}\u{3000}-- Page: 12, added on Tue Mar 12 10:15:32 2024\nMen lead lives.\n-=-=-=-=-=-\n\u{3000}\u{3000}-- Page: xii, added on Wed 13 Mar 2024 09:05:01 AM CET\nI went\n\nto the woods.\n---\nso\ntrue\n-=-=-=-=-=-\n\u{3000}Sounds\n\u{3000}\n\u{3000}\u{3000}-- Page: 40, added on Tue Mar 12 10:20:00 2024\n<An image>\n-=-=-=-=-=-\n\n";
        let hedges = "\u{3000}树篱\n\u{3000}\n\u{3000}\u{3000}-- 页码：5，添加于 2024-03-14 10:00:00\nHedges grow.\n-=-=-=-=-=-\n\n";
        let expected = [
            (
                "Walden".to_owned(),
                None,
                vec![
                    "Men lead lives.|12|2024-03-12|Economy|".to_owned(),
                    "I went to the woods.|xii|2024-03-13||so true".to_owned(),
                ],
            ),
            ("树篱".to_owned(), None, vec!["Hedges grow.|5|2024-03-14||".to_owned()]),
        ];
        assert_eq!(books(&format!("{walden}{hedges}{walden}")), expected);
        let odd = clean(b"-- Page: 1, a\nOne.\n-=-=-=-=-=-\ntwo\n", None).expect("it is text");
        assert_eq!(read(&odd).1.iter().map(|problem| problem.line).collect::<Vec<_>>(), [4]);
    }

    #[test]
    fn markdown_has_books_and_highlights() {
        let text = "# Walden\n##### Henry Thoreau, Jane Roe\n\n## Economy\n### Page 12 @ 12 March 2024 10:15:32 AM\n*Men lead lives.*\n### Page 14 @ 13 March 2024 10:20:00 AM\n**_I went\nto the woods._**\n\n---\nso\ntrue\n\n[View in book](<file:///a/b.epub?pos=1>)\n## Sounds\n### Page 40 @ some day\n*a* or *b*.\n# Hedges\n##### N/A\n\n## One\n### Page 1 @ 14 March 2024 09:05:01 AM\n++Hedges grow.++\n\n_Generated at: 2024-03-14 10:00:00_";
        let expected = [
            (
                "Walden".to_owned(),
                Some("Henry Thoreau".to_owned()),
                vec![
                    "Men lead lives.|12|2024-03-12|Economy|".to_owned(),
                    "I went to the woods.|14|2024-03-13|Economy|so true".to_owned(),
                    "*a* or *b*.|40||Sounds|".to_owned(),
                ],
            ),
            ("Hedges".to_owned(), None, vec!["Hedges grow.|1|2024-03-14|One|".to_owned()]),
        ];
        assert_eq!(books(text), expected);
    }

    #[test]
    fn other_text_is_none() {
        for text in [
            "",
            "-- One\nTwo",
            "One\n-=-=-=-=-=-\n",
            "# A\n##### B\n\n### Page 3\nOne.",
            "# A\n\n### Page 3 @ x",
        ] {
            assert!(!is_export(text), "{text}");
        }
    }
}
