//! Kindle clippings: `My Clippings.txt`, where an e-reader puts what was marked in all books. A clipping is a title with its
//! author, a line that tells place and day, and the words; a line of `==========` ends it. In any language of the reader.

mod books;
mod notice;
mod told;

use super::lines::{Line, lines};
use super::{Problem, Source};
use crate::text::CleanText;
use books::Books;
use notice::{cut_short, notices, without_notice};
use told::Told;

/// What ends a clipping.
const END: &str = "==========";

/// What the line begins with that tells of a clipping.
const MARKS: [char; 2] = ['-', '–'];

/// True when the text begins with a clipping, or with the end of one that was taken away.
pub(super) fn is_clippings(text: &str) -> bool {
    let filled = lines(text).filter(|line| !line.text.is_empty());
    let mut begun = filled.skip_while(|line| line.text == END).skip(1);
    let told = begun.next().is_some_and(|line| line.text.starts_with(MARKS) && line.text.contains('|'));
    told && begun.any(|line| line.text == END)
}

/// The clippings, a source each book, and what was wrong with others. A quote's origin is its words.
pub(super) fn read(clean: &CleanText) -> (Vec<Source>, Vec<Problem>) {
    let all: Vec<Line<'_>> = lines(&clean.text).collect();
    let notices = notices(&all);
    let (mut books, mut problems, mut limited) = (Books::default(), Vec::new(), Vec::new());
    for part in all.split(|line| line.text == END) {
        let filled: Vec<Line<'_>> = part.iter().filter(|line| !line.text.is_empty()).copied().collect();
        match &filled[..] {
            [] => {}
            [title, told, words @ ..] if told.text.starts_with(MARKS) => {
                let kept = without_notice(words, &notices);
                limited.extend(kept.is_some().then_some(title.number));
                books.book(title).add(clean, &Told::of(told.text), kept.as_deref().unwrap_or(words));
            }
            [first, ..] => problems.push(Problem::error(
                first.number,
                "not a clipping: expected a title, and below it `- Your Highlight … | Added on …`",
            )),
        }
    }
    problems.extend(limited.first().map(|line| cut_short(*line, limited.len())));
    problems.extend(books.problems());
    problems.sort_by_key(|problem| problem.line);
    (books.finish(), problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;
    use crate::text::clean;

    const CLIPPINGS: &str = "\u{feff}On Gardens (Jane Roe)\r
- Your Highlight on page 12 | location 181-182 | Added on Tuesday, November 19, 2013 1:23:50 PM\r
\r
Hedges are slow walls.\r
==========\r
\u{feff}On Gardens (Jane Roe)\r
- Your Note on page 12 | location 182 | Added on Tuesday, November 19, 2013 1:25:00 PM\r
\r
as walls are fast hedges\r
==========\r
Über Beete (2. Auflage) (Li, Wei;Ray, Bob;)\r
- Ihre Markierung bei Position 1529-30 | Hinzugefügt am Dienstag, 19. November 2013 13:23:50\r
\r
Beete ruhen.\r
Und wachsen.\r
==========\r
On Gardens (Jane Roe)\r
- Your Bookmark on Location 600 | Added on Wednesday, November 20, 2013 7:10:11 AM\r
\r
\r
==========\r
On Gardens (Jane Roe)\r
- Your Note on Location 900 | Added some day\r
\r
alone\r
==========\r
园林\r
- 您在第 12 页（位置 #181-182）的标注 | 添加于 2013年11月19日星期二 下午1:23:50\r
\r
慢墙。\r
==========\r
no clipping\r
==========\r
Notes alone\r
- Your Note on Location 7 | Added some day\r
\r
lost\r
==========\r
";

    #[test]
    fn books_have_their_highlights_with_notes() {
        let clean = clean(CLIPPINGS.as_bytes(), None).expect("it is text");
        assert!(is_clippings(&clean.text));
        let (sources, problems) = read(&clean);
        let books: Vec<_> =
            sources.iter().map(|book| (book.title.as_str(), book.author.as_deref())).collect();
        assert_eq!(
            books,
            [
                ("On Gardens", Some("Jane Roe")),
                ("Über Beete (2. Auflage)", Some("Li, Wei")),
                ("园林", None),
                ("Notes alone", None)
            ]
        );
        let quotes: Vec<_> = sources
            .iter()
            .flat_map(|book| &book.quotes)
            .map(|quote| (quote.text.as_str(), quote.locator.as_deref(), quote.note.as_deref()))
            .collect();
        assert_eq!(
            quotes,
            [
                (
                    "Hedges are slow walls.",
                    Some("page 12, location 181-182"),
                    Some("as walls are fast hedges")
                ),
                ("Beete ruhen. Und wachsen.", Some("Position 1529-30"), None),
                ("慢墙。", Some("181-182"), None),
            ]
        );
        assert_eq!(sources[0].properties["notes"], "alone");
        assert_eq!(sources[1].properties["authors"], "Li, Wei; Ray, Bob");
        for quote in sources.iter().flat_map(|book| &book.quotes) {
            assert_eq!(quote.date.map(|date| date.to_string()).as_deref(), Some("2013-11-19"));
            let Origin { line, bytes } = &quote.origin;
            let place = &CLIPPINGS[bytes.start as usize..bytes.end as usize];
            assert_eq!(place.replace("\r\n", " "), quote.text);
            let above = CLIPPINGS[..bytes.start as usize].matches('\n').count();
            assert_eq!(above + 1, *line as usize);
        }
        assert_eq!(problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [32, 34]);
    }

    #[test]
    fn other_text_is_no_clippings() {
        assert!(is_clippings("\u{feff}A (B)\n– Ваша заметка в месте 640 | Д\n\nC\n==========\n"));
        for text in ["", "Title\n- a | b\n", "One.\n\nTwo.\n==========\n", "Title\n- an item\n==========\n"] {
            assert!(!is_clippings(text), "{text}");
        }
    }
}
