//! What KOReader exports of the books on an e-reader, as plain text, as Markdown and in HTML: of each book the title, and
//! of each highlight its chapter, page, day and words, and the reader's note.

mod markdown;
mod page;
mod text;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::lines::{Line, joined, lines, origin, span};
use super::rows::DATE;
use super::{Problem, Quote, Source, front};
use crate::text::CleanText;

/// What stands in place of a name where nobody is known.
const NOBODY: &str = "N/A";

/// What stands between the words and the note on them, but in HTML.
const NOTE: &str = "---";

/// True when the text begins as one of these does, maybe below front matter. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let text = front::below(text);
    text::is_export(text) || markdown::is_export(text) || page::is_export(text)
}

/// The highlights, a source each book, and what was wrong with others. A quote's origin is its words. O(text).
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let text = &clean.text;
    let mut head = Source::default();
    if page::is_export(text) {
        return (books(clean, &head, &page::read(text), page::words), Vec::new());
    }
    let all: Vec<Line<'_>> = lines(text).collect();
    let body = front::take(&all, &mut head);
    let (highlights, problems) = match text::has_end(body) {
        true => text::read(body),
        false => markdown::read(body),
    };
    (books(clean, &head, &highlights, str::to_owned), problems)
}

/// A highlight, as it is written.
#[derive(Default)]
struct Highlight<'t> {
    title: &'t str,
    /// Who wrote the book; of several with commas between them.
    authors: &'t str,
    chapter: Option<&'t str>,
    page: &'t str,
    /// When it was made.
    day: &'t str,
    date: Option<Date>,
    words: Vec<Line<'t>>,
    note: Vec<Line<'t>>,
}

/// The words and the note that lines are.
fn parted<'t>(lines: &[Line<'t>]) -> (Vec<Line<'t>>, Vec<Line<'t>>) {
    let mut parts = lines.splitn(2, |line| line.text == NOTE).map(<[_]>::to_vec);
    (parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
}

/// What something that is written says.
type Says = fn(&str) -> String;

impl Highlight<'_> {
    fn quote(&self, clean: &CleanText, says: Says) -> Quote {
        let words = &self.words;
        let mut quote = Quote {
            text: says(&joined(words)),
            date: self.date,
            locator: Some(says(self.page)).filter(|page| !page.is_empty()),
            note: Some(says(&joined(&self.note))).filter(|note| !note.is_empty()),
            origin: origin(clean, span(words), words.first().map_or(0, |first| first.number)),
            ..Quote::default()
        };
        if is_image(&quote.text) {
            quote.text.clear();
        }
        if quote.date.is_none() && !self.day.is_empty() {
            quote.properties.insert(DATE.to_owned(), says(self.day));
        }
        if let Some(chapter) = self.chapter {
            quote.properties.insert("section".to_owned(), says(chapter));
        }
        quote
    }
}

/// Whether words stand for a picture that was marked: `<An image>`, in any language.
fn is_image(words: &str) -> bool {
    let inside = words.strip_prefix('<').and_then(|words| words.strip_suffix('>'));
    inside.is_some_and(|inside| !inside.contains(['<', '>']))
}

/// The books of the highlights, in order of appearance, with what stands at the head of the file. A file is written on
/// with each export, so that a highlight may stand in it again: it is there once.
fn books(clean: &CleanText, head: &Source, highlights: &[Highlight<'_>], says: Says) -> Vec<Source> {
    let (mut books, mut places, mut seen) = (Vec::new(), FxHashMap::default(), FxHashSet::default());
    for highlight in highlights {
        let at = *places.entry((highlight.title, highlight.authors)).or_insert(books.len());
        if at == books.len() {
            books.push(book(head, highlight, says));
        }
        let quote = highlight.quote(clean, says);
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
fn book(head: &Source, highlight: &Highlight<'_>, says: Says) -> Source {
    let mut book = Source { title: says(highlight.title), ..head.clone() };
    let authors = says(highlight.authors);
    if !matches!(&*authors, "" | NOBODY) {
        front::add_authors(&mut book, &authors);
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
        // Without an end of the line between books.
        let [walden, hedges] = [walden, hedges].map(str::trim_end);
        assert_eq!(books(&format!("{walden}{hedges}{walden}\n")), expected);
        assert_eq!(books(&format!("---\ntags: [a]\n---\n{walden}{hedges}")), expected);
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
        assert_eq!(books(&text.replace("\n_Generated", "\n## \n_Generated")), expected);
        assert_eq!(books(&text.replace("\n# Hedges", "# Hedges")), expected);
        assert_eq!(books(&format!("---\ntitle: Notes\ntags: [a]\n---\n\n{text}")), expected);
    }

    #[test]
    fn what_a_reader_adds_is_of_no_highlight() {
        let text = "# Walden\n##### Henry Thoreau\n\nI read this in spring.\n\n## Economy\n### Page 12 @ 12 March 2024 10:15:32 AM\nMen lead lives.\n\n## My summary\n\nSimplify.";
        let (books, problems) = read(&clean(text.as_bytes(), None).expect("it is text"));
        assert_eq!(books[0].quotes.iter().map(|quote| &*quote.text).collect::<Vec<_>>(), ["Men lead lives."]);
        let told: Vec<_> = problems.iter().map(|problem| (problem.line, &*problem.message)).collect();
        assert_eq!(told, [(4, "lines beside the highlights, left out: 3")]);
    }

    #[test]
    fn other_text_is_none() {
        for text in [
            "",
            "-- One\nTwo",
            "One\n-=-=-=-=-=-\n",
            "# A\n##### B\n\n### Page 3\nOne.",
            "# A\n\n### Page 3 @ x",
            "# Course reader\n##### Version 2\n\n### Page 3 @ Smith\nOne.",
            "One.\n-- Socrates\n-=-=-=-=-=-\nTwo.\n-- Will Durant, The Story\n-=-=-=-=-=-\n",
        ] {
            assert!(!is_export(text), "{text}");
        }
    }
}
