//! What Google Play Books keeps of a book in a document, saved as HTML: below the title and who wrote it the highlights,
//! each in a table of its own with the reader's note, the day and the page.

use super::page::Block;
use crate::source::lines::{LineCount, origin};
use crate::source::{Quote, Source, dates, front};
use crate::text::CleanText;

/// What such a document tells above the highlights, `9 notes/highlights` and `Created by Jane Roe – Last synced May 3, 2024`.
const COUNTED: &str = "notes/highlights";
const SYNCED: &str = "Last synced";

/// What the notice begins with that stands below the title, the author and the publisher.
const NOTICE: &str = "This document";

/// No page is written in more bytes: `15`, `xii`, `PA-123`.
const PAGE: usize = 8;

/// Whether the blocks of a page are of such a document.
pub(super) fn is_document(blocks: &[Block]) -> bool {
    let is_begun = |pair: &[Block]| {
        pair[0].is_heading() && pair[0].words.ends_with(COUNTED) && pair[1].words.contains(SYNCED)
    };
    blocks.windows(2).any(is_begun)
}

/// The highlights as a source of which some is known; the blocks are those of tables too.
pub(super) fn read(clean: &CleanText, blocks: &[Block], mut source: Source) -> Source {
    let begin = blocks.iter().position(|block| block.words.contains(SYNCED)).map_or(0, |at| at + 1);
    let (above, below) = blocks.split_at(begin);
    entitle(&mut source, above);
    let (mut section, mut counted, mut open) = ("", LineCount::default(), Highlight::default());
    for block in below {
        let is_page = open.date.is_some() && !block.is_heading() && is_page(&block.words);
        let date = dates::parse(&block.words).filter(|_| !is_page && !block.is_heading());
        if block.is_heading() || open.date.is_some() && date.is_none() {
            let page = Some(&*block.words).filter(|_| is_page);
            source.quotes.extend(std::mem::take(&mut open).quote(clean, &mut counted, section, page));
        }
        if block.is_heading() {
            section = &block.words;
        } else if date.is_some() {
            open.date = date;
        } else if !is_page {
            open.said.push(block);
        }
    }
    source.quotes.extend(open.quote(clean, &mut counted, section, None));
    source
}

/// Gives the source its title, who wrote it, and the publisher.
fn entitle(source: &mut Source, above: &[Block]) {
    let mut head = above.iter().skip_while(|block| !block.is_heading()).map(|block| &block.words);
    let Some(title) = head.next() else { return };
    source.title.clone_from(title);
    let mut told = head.take_while(|words| !words.starts_with(NOTICE) && !words.contains(COUNTED));
    if let Some(names) = told.next() {
        front::add_authors(source, names);
    }
    if let Some(publisher) = told.next() {
        source.properties.insert("publisher".to_owned(), publisher.clone());
    }
}

fn is_page(words: &str) -> bool {
    words.len() <= PAGE && words.chars().all(|c| c.is_alphanumeric() || c == '-')
}

/// A highlight so far; one ends with its page, or with the words behind its day where it has none.
#[derive(Default)]
struct Highlight<'b> {
    /// The words, and behind them the note.
    said: Vec<&'b Block>,
    date: Option<jiff::civil::Date>,
}

impl Highlight<'_> {
    fn quote(
        &self,
        clean: &CleanText,
        counted: &mut LineCount,
        section: &str,
        page: Option<&str>,
    ) -> Option<Quote> {
        let (words, notes) = self.said.split_first().filter(|_| self.date.is_some())?;
        let note: Vec<&str> = notes.iter().map(|block| &*block.words).collect();
        let line = counted.line(&clean.text, words.range.start);
        let mut quote = Quote {
            text: words.words.clone(),
            date: self.date,
            locator: page.map(str::to_owned),
            note: Some(note.join("\n")).filter(|note| !note.is_empty()),
            origin: origin(clean, words.range.clone(), line),
            ..Quote::default()
        };
        if !section.is_empty() {
            quote.properties.insert("section".to_owned(), section.to_owned());
        }
        Some(quote)
    }
}

#[cfg(test)]
mod tests {
    use crate::source::html::page;
    use crate::text::clean;

    #[test]
    fn highlights_have_their_pages_days_and_notes() {
        let highlight = |said: &str, day: &str, page: &str| {
            format!(
                "<table><tr><td><table><tr><td><img src=\"a.png\"></td><td>{said}<p>{day}</p></td><td><em>{page}</em></td></tr></table></td></tr></table>\n"
            )
        };
        let text = format!(
            "<html><title>Notes</title><table><tr><td><img src=\"a.jpg\"></td><td><h1><em>Walden</em></h1><p>Henry Thoreau</p><p>Ticknor</p></td></tr></table>
<table><tr><td><p>This document is overwritten when you make changes in Play Books.</p></td></tr></table>
<h1>3 notes/highlights</h1><p>Created by Jane Roe – Last synced April 28, 2016</p>\n<h2>Economy</h2>\n{}{}<h2>Sounds</h2>{}{}{}{}<h2>End</h2>",
            highlight("<p><em>Quiet desperation</em></p>", "April 25, 2016", "15"),
            highlight("<p>To the <b>woods</b> I went</p><p>so</p><p>true.</p>", "April 26, 2016", "xvi"),
            highlight("<p>42</p>", "May 1, 2016", "17"),
            highlight("<p>The bells</p>", "May 1, 2016", "PA-20"),
            highlight("<p>The whistle of the train</p>", "May 2, 2016", ""),
            highlight("<p>An owl is heard</p><p>so</p>", "May 2, 2016", ""),
        );
        let clean = clean(text.as_bytes(), None).expect("it is text");
        let source = page::read(&clean).0.remove(0);
        assert_eq!((source.title.as_str(), source.author.as_deref()), ("Walden", Some("Henry Thoreau")));
        assert_eq!(source.properties["publisher"], "Ticknor");
        let show = |quote: crate::source::Quote| {
            let [page, note] = [quote.locator, quote.note].map(Option::unwrap_or_default);
            let date = quote.date.map(|date| date.to_string()).unwrap_or_default();
            format!(
                "{}|{page}|{date}|{}|{note}|{}",
                quote.text, quote.properties["section"], quote.origin.line
            )
        };
        let found: Vec<_> = source.quotes.into_iter().map(show).collect();
        let expected = [
            "Quiet desperation|15|2016-04-25|Economy||5",
            "To the woods I went|xvi|2016-04-26|Economy|so\ntrue.|6",
            "42|17|2016-05-01|Sounds||7",
            "The bells|PA-20|2016-05-01|Sounds||8",
            "The whistle of the train||2016-05-02|Sounds||9",
            "An owl is heard||2016-05-02|Sounds|so|10",
        ];
        assert_eq!(found, expected);
    }
}
