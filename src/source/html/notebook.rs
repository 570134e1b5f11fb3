//! A notebook is what Kindle's apps export of one book as a page in HTML: its highlights, each below a line that tells
//! its place, and the reader's notes.

use super::Tag;
use super::page::Block;
use crate::source::lines::{LineCount, origin};
use crate::source::{Quote, Source, front};
use crate::text::CleanText;

/// What a part of a notebook is, or of a [transcript](super::transcript).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Author,
    Section,
    /// `Highlight (yellow) - Chapter > Page 12 · Location 345`, in the reader's language.
    Heading,
    Text,
    Speaker,
    Time,
}

impl Part {
    /// The part that has a class.
    pub(super) fn of(class: &str) -> Option<Self> {
        match class {
            "bookTitle" => Some(Self::Title),
            "authors" => Some(Self::Author),
            "sectionHeading" => Some(Self::Section),
            "noteHeading" => Some(Self::Heading),
            "noteText" => Some(Self::Text),
            _ => None,
        }
    }

    /// The part of a transcript that an element is.
    pub(super) fn of_transcript(tag: &Tag<'_>) -> Option<Self> {
        let part = |name, part| tag.is(name).then_some(part);
        part("cite", Self::Speaker).or_else(|| part("time", Self::Time))
    }
}

/// True when the blocks have a title and a heading of a notebook.
pub(super) fn is_notebook(blocks: &[Block]) -> bool {
    let has = |part| blocks.iter().any(|block| block.part == Some(part));
    has(Part::Title) && has(Part::Heading)
}

/// The notebook as a source, of which some is known.
pub(super) fn read(clean: &CleanText, blocks: &[Block], mut source: Source) -> Source {
    let (mut section, mut told, mut counted) = (String::new(), Told::default(), LineCount::default());
    let mut is_begun = false;
    for block in blocks {
        let goes_on = is_begun && block.part == Some(Part::Text);
        is_begun = block.part == Some(Part::Text) && !told.is_note;
        match block.part {
            Some(Part::Title) => source.title.clone_from(&block.words),
            Some(Part::Author) => {
                block.words.split(';').for_each(|name| front::add_author(&mut source, name.trim()))
            }
            Some(Part::Section) => section.clone_from(&block.words),
            Some(Part::Heading) => told = Told::of(&block.words),
            Some(Part::Text) if told.is_note => add_note(&mut source, told.place, &block.words),
            Some(Part::Text) if goes_on => source.quotes.last_mut().into_iter().for_each(|quote| {
                quote.text = format!("{} {}", quote.text, block.words);
                quote.origin.bytes.end = clean.original(block.range.clone()).end;
            }),
            Some(Part::Text) => {
                let line = counted.line(&clean.text, block.range.start);
                let origin = origin(clean, block.range.clone(), line);
                let locator = told.place.map(str::to_owned);
                let mut quote = Quote { text: block.words.clone(), locator, origin, ..Quote::default() };
                let chapter = told.chapter.unwrap_or(&section);
                if !chapter.is_empty() {
                    quote.properties.insert("section".to_owned(), chapter.to_owned());
                }
                source.quotes.push(quote);
            }
            Some(Part::Speaker | Part::Time) | None => {}
        }
    }
    source
}

/// Gives a note to the highlight above it, if it is of its place, or to the book.
fn add_note(source: &mut Source, place: Option<&str>, note: &str) {
    let quote = source.quotes.last_mut().filter(|quote| is_within(place, quote));
    let Some(quote) = quote else { return source.add_note(note) };
    let kept = quote.note.get_or_insert_default();
    kept.push_str(if kept.is_empty() { "" } else { "\n" });
    kept.push_str(note);
}

/// Whether a place is one of a highlight, as far as its last number, a page or a location, tells.
fn is_within(place: Option<&str>, quote: &Quote) -> bool {
    let last = |place: &str| {
        place.rsplit(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse::<usize>().ok()
    };
    match place.and_then(last).zip(quote.locator.as_deref().and_then(last)) {
        Some((note, start)) => (start..=start + 1 + quote.text.len() / LOCATION).contains(&note),
        None => true,
    }
}

/// A location of a Kindle has no fewer bytes of the book.
const LOCATION: usize = 100;

/// What a heading tells of the text below it.
#[derive(Default)]
struct Told<'t> {
    is_note: bool,
    chapter: Option<&'t str>,
    place: Option<&'t str>,
}

impl<'t> Told<'t> {
    /// A highlight has a colour in brackets, a note has none.
    fn of(heading: &'t str) -> Self {
        let Some((kind, place)) = heading.split_once(" - ") else { return Self::default() };
        let (chapter, place) = match place.rsplit_once(" > ") {
            Some((chapter, place)) => (Some(chapter), place),
            None => (None, place),
        };
        Self { is_note: !kind.contains(['(', '（']), chapter, place: Some(place) }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::html::page;
    use crate::text::clean;

    #[test]
    fn highlights_have_their_places_and_notes() {
        let text = "<html><head><title></title></head><body><h1><div class='notebookFor'>Notebook Export</div>
<div class='bookTitle'>On Gardens</div><div class=\"authors\">
Roe, Jane;Ray, Bob
</div><div class='citation'>Citation (APA): Roe, J. (2014). <i>On Gardens</i>.</div></h1><hr />
<div class='noteHeading'>Note - Page 1</div><div class='noteText'>first</div>
<h2 class='sectionHeading'>Hedges</h2>
<h3 class='noteHeading'>Highlight (<span class='highlight_yellow'>yellow</span>) - Page 12 &middot; Location 345</h3><div class='noteText'>hedges are slow</h3>
<h3 class='noteHeading'>Note - Page 12 &middot; Location 346</h3><div class='noteText'>so</div>
<h3 class='noteHeading'>Note - Page 12 &middot; Location 345</h3><div class='noteText'>and so</div>
<h3 class='noteHeading'>Bookmark - Page 13</h3>
<h3 class='noteHeading'>Note - Page 90 &middot; Location 1400</h3><div class='noteText'>alone</div>
<div class='noteHeading'>
    Markierung(<span class='highlight_blue'>blau</span>) - 2. Walls - A &gt; Position 400
</div>
<div class='noteText'>Walls are &amp; stay.<br><br>Two <p>and</p> three.</div></body></html>";
        let clean = clean(text.as_bytes(), None).expect("it is text");
        let source = page::read(&clean).0.remove(0);
        assert_eq!((source.title.as_str(), source.author.as_deref()), ("On Gardens", Some("Roe, Jane")));
        assert_eq!(source.properties["authors"], "Roe, Jane; Ray, Bob");
        assert_eq!(source.properties["notes"], "first\nalone");
        let found: Vec<_> = source
            .quotes
            .iter()
            .map(|quote| {
                let place = quote.locator.as_deref().unwrap_or_default();
                (quote.text.as_str(), place, quote.properties["section"].as_str(), quote.note.as_deref())
            })
            .collect();
        let expected = [
            ("hedges are slow", "Page 12 · Location 345", "Hedges", Some("so\nand so")),
            ("Walls are & stay. Two and three.", "Position 400", "2. Walls - A", None),
        ];
        assert_eq!(found, expected);
        assert_eq!(source.quotes.iter().map(|quote| quote.origin.line).collect::<Vec<_>>(), [7, 15]);
        let bytes = &source.quotes[1].origin.bytes;
        let words = "Walls are &amp; stay.<br><br>Two <p>and</p> three.";
        assert_eq!(&text[bytes.start as usize..bytes.end as usize], words);
    }

    #[test]
    fn a_page_with_a_class_of_a_notebook_is_a_page() {
        let text = "<html><div class='noteHeading'>One</div><p>Two.</p></html>";
        let clean = clean(text.as_bytes(), None).expect("it is text");
        assert_eq!(page::read(&clean).0[0].quotes[0].text, "Two.");
    }
}
