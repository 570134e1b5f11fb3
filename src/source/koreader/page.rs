//! The page that KOReader exports in HTML. Its parts have no names: they differ by the size of their letters.

use std::ops::Range;

use super::Highlight;
use crate::source::dates::{self, Order};
use crate::source::html::{Tag, decoded, page, value};
use crate::source::lines::{Line, LineCount};
use crate::text::one_line;

/// What each page has, and few others.
const TOLD: &str = "font-size:10pt;";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Author,
    Chapter,
    /// The day of a highlight, its chapter and its page.
    Told,
    Words,
    Note,
}

impl Part {
    /// The part that a tag begins.
    fn of(tag: &Tag<'_>, written: &str) -> Option<Self> {
        let part = match (tag.name(), value(written, "style")?.strip_prefix("font-size:")?.split(';').next()?)
        {
            ("h2", "18pt") => Self::Title,
            ("h5", "12pt") => Self::Author,
            ("div", "14pt") => Self::Chapter,
            ("div", "10pt") => Self::Told,
            ("div", "12pt") => Self::Words,
            ("div", "11pt") => Self::Note,
            _ => return None,
        };
        Some(part)
    }
}

/// Whether the text is such a page. O(text).
pub(super) fn is_export(text: &str) -> bool {
    let are = |start: &[Part]| parts(text).map(|(part, _)| part).take(start.len()).eq(start.iter().copied());
    page::is_page(text)
        && text.contains(TOLD)
        && (are(&[Part::Title, Part::Author, Part::Told, Part::Words])
            || are(&[Part::Title, Part::Author, Part::Chapter, Part::Told, Part::Words]))
}

/// The highlights. Where no day tells the order of its numbers, the month is first. O(text).
pub(super) fn read(text: &str) -> Vec<Highlight<'_>> {
    let (mut found, mut counted) = (Vec::<Highlight<'_>>::new(), LineCount::default());
    let (mut title, mut authors, mut chapter) = ("", "", "");
    for (part, Range { start, end }) in parts(text) {
        let inside = &text[start..end];
        let line = Line { text: inside, start, indent: 0, number: counted.line(text, start) };
        match (part, found.last_mut()) {
            (Part::Title, _) => (title, chapter) = (inside, ""),
            (Part::Author, _) => authors = inside,
            (Part::Chapter, _) => chapter = inside,
            (Part::Told, _) => found.push(Highlight { title, authors, ..told(inside, chapter) }),
            (Part::Words, Some(highlight)) => highlight.words.push(line),
            (Part::Note, Some(highlight)) => highlight.note.push(line),
            (Part::Words | Part::Note, None) => {}
        }
    }
    let order = Order::of(found.iter().map(|highlight| highlight.day)).unwrap_or(Order::MonthFirst);
    for highlight in &mut found {
        highlight.date = Order::date(Some(order), highlight.day).or_else(|| dates::first_in(highlight.day));
    }
    found
}

/// A highlight of which no words are known: `03/12/24</span><span style="float:right"><b>Economy</b>:  12`.
fn told<'t>(inside: &'t str, chapter: &'t str) -> Highlight<'t> {
    let (day, place) = inside.split_once('<').unwrap_or((inside, ""));
    let page = place.rsplit('>').next().unwrap_or_default().trim_start_matches([':', ' ']);
    let chapter = Some(chapter).filter(|chapter| !chapter.is_empty() && place.contains("<b>"));
    Highlight { chapter, page, day, ..Highlight::default() }
}

/// The parts of a page, and where what they say is in it, up to the tags around that. O(text).
fn parts(text: &str) -> impl Iterator<Item = (Part, Range<usize>)> {
    let begun = |(at, _): (usize, &str)| {
        let tag = Tag::at_start(&text[at..])?;
        Some((Part::of(&tag, &text[at..at + tag.len])?, at))
    };
    let mut begun = text.match_indices('<').filter_map(begun).peekable();
    std::iter::from_fn(move || {
        let (part, start) = begun.next()?;
        Some((part, bare(text, start..begun.peek().map_or(text.len(), |(_, next)| *next))))
    })
}

/// A range without the tags and the white space at its ends.
fn bare(text: &str, Range { start, end }: Range<usize>) -> Range<usize> {
    let mut inside = text[start..end].trim_start();
    while let Some(tag) = Tag::at_start(inside) {
        inside = inside[tag.len..].trim_start();
    }
    let start = end - inside.len();
    inside = inside.trim_end();
    while let Some(tag) = inside.rfind('<').filter(|_| inside.ends_with('>')) {
        inside = inside[..tag].trim_end();
    }
    start..start + inside.len()
}

/// The words of a part, in which there are tags of breaks, and characters by their names.
pub(super) fn words(inside: &str) -> String {
    let (mut words, mut rest) = (String::new(), inside);
    while let Some(at) = rest.find('<') {
        decoded(&rest[..at], &mut words);
        let tag = Tag::at_start(&rest[at..]);
        words.push_str(if tag.is_some_and(|tag| tag.parts_words()) { " " } else { "" });
        words.push_str(if tag.is_none() { "<" } else { "" });
        rest = &rest[at + tag.map_or(1, |tag| tag.len)..];
    }
    decoded(rest, &mut words);
    one_line(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page as KOReader writes it, with what stands below the name of the book.
    fn page(chapters: &str) -> String {
        format!(
            "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\">\n<head><title>On Walls</title></head>\n<body>\n\
             <div style=\"width:90%; max-width:600px; margin:0 auto; font-size:12pt; font-family:Georgia, serif\">\n\
             <h2 style=\"font-size:18pt; text-align:right;\">Walls &amp; hedges</h2>\n\
             <h5 style=\"font-size:12pt; text-align:right; color:gray;\">Jane Roe, Bob Ray</h5>\n\
             {chapters}</div></body></html>"
        )
    }

    fn chapter(title: &str) -> String {
        format!("<div style=\"font-size:14pt; font-weight:bold; margin:0.5em;\"><span>{title}</span></div>\n")
    }

    fn highlight(day: &str, place: &str, words: &str, note: Option<&str>) -> String {
        let note = note.map(|note| {
            format!("<div style=\"font-size:11pt; margin-left:2em;\">\n<span>{note}</span>\n</div>\n")
        });
        format!(
            "<div style=\"padding-top:0.5em; padding-bottom:0.5em;\">\n<div style=\"font-size:10pt; color:darkgray\">\n\
             <div style=\"display:inline-block; background-color:#fff000;\"></div>\n\
             <span>{day}</span><span style=\"float:right\">{place}</span>\n</div>\n\
             <div style=\"font-size:12pt\">\n<span>{words}</span>\n\n</div>\n{}</div>\n",
            note.unwrap_or_default()
        )
    }

    #[test]
    fn highlights_have_their_places_and_notes() {
        let text = page(
            &[
                highlight("03/02/24", " 3", "slow", None),
                chapter("Stone &gt; Clay"),
                highlight(
                    "03/12/24",
                    "<b>Stone > Clay</b>:  xii",
                    "Walls &lt;are&gt;<br/>slow",
                    Some("so<br/>&amp; true"),
                ),
                highlight("03/13/24", "<b>Stone > Clay</b>:  14", "&lt;An image&gt;", Some("seen")),
            ]
            .concat(),
        );
        let show = |highlight: &Highlight<'_>| {
            let [said, note] = [&highlight.words, &highlight.note]
                .map(|lines| lines.iter().map(|line| words(line.text)).collect::<String>());
            let date = highlight.date.map(|date| date.to_string()).unwrap_or_default();
            let chapter = words(highlight.chapter.unwrap_or_default());
            format!("{said}|{}|{date}|{chapter}|{note}", highlight.page)
        };
        assert!(is_export(&text));
        let found = read(&text);
        assert_eq!(
            found.iter().map(show).collect::<Vec<_>>(),
            [
                "slow|3|2024-03-02||",
                "Walls <are> slow|xii|2024-03-12|Stone > Clay|so & true",
                "<An image>|14|2024-03-13|Stone > Clay|seen",
            ]
        );
        assert!(found.iter().all(
            |found| (words(found.title), found.authors) == ("Walls & hedges".into(), "Jane Roe, Bob Ray")
        ));
        assert_eq!((found[1].words[0].text, found[1].words[0].number), ("Walls &lt;are&gt;<br/>slow", 25));
    }

    #[test]
    fn days_tell_the_order_of_their_numbers() {
        for (days, expected) in [
            (["03/02/24", "04/02/24"], "2024-03-02 2024-04-02"),
            (["03/02/24", "13/02/24"], "2024-02-03 2024-02-13"),
            (["03.02.2024", "2024-02-04"], "2024-02-03 2024-02-04"),
            (["3 Feb 2024", "soon"], "2024-02-03 -"),
        ] {
            let text = page(&days.map(|day| highlight(day, " 3", "slow", None)).concat());
            let dates = read(&text)
                .iter()
                .map(|found| found.date.map_or("-".to_owned(), |date| date.to_string()))
                .collect::<Vec<_>>();
            assert_eq!(dates.join(" "), expected);
        }
    }

    #[test]
    fn other_pages_are_none() {
        let told = "<div style=\"font-size:10pt;\">a</div><div style=\"font-size:12pt;\">b</div>";
        for text in [
            format!("<html><h2>A</h2><h5>B</h5>{told}</html>"),
            page("<div style=\"font-size:10pt;\">a</div>"),
        ] {
            assert!(!is_export(&text), "{text}");
        }
    }
}
