//! Kindle clippings: `My Clippings.txt`, where an e-reader puts what was marked in all books. A clipping is a title with its
//! author, a line that tells place and day, and the words; a line of `==========` ends it. In any language of the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::lines::{Line, joined, lines, origin, span};
use super::rows::DATE;
use super::{Problem, Quote, Source, dates, front};
use crate::text::{CleanText, data_lines};

/// What ends a clipping.
const END: &str = "==========";

/// What the line begins with that tells of a clipping.
const MARKS: [char; 2] = ['-', '–'];

/// What stands between the two numbers of a place: Dutch and French have words.
const TO: [&str; 2] = [" t/m ", " à "];

/// What a clipping is called that is the reader's own.
static NOTES: LazyLock<Vec<&str>> = LazyLock::new(|| data_lines(include_str!("kindle_notes.txt")).collect());

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
    problems.extend(books.books.iter().filter_map(Book::problem));
    problems.sort_by_key(|problem| problem.line);
    (books.finish(), problems)
}

/// What may be a notice at the end of a clipping, and how many have it.
fn notices<'t>(all: &[Line<'t>]) -> FxHashMap<&'t str, usize> {
    let mut notices = FxHashMap::default();
    for part in all.split(|line| line.text == END) {
        let last = part.iter().rev().find(|line| !line.text.is_empty());
        if let Some((text, at)) = last.and_then(|last| Some((last.text, notice_at(last.text)?))) {
            *notices.entry(&text[at..]).or_default() += 1;
        }
    }
    notices
}

/// The words without the notice behind them that a book lets no more of it be clipped; in any language:
/// `<You have reached the clipping limit for this item>`. Behind words it must be one of several.
fn without_notice<'t>(words: &[Line<'t>], notices: &FxHashMap<&str, usize>) -> Option<Vec<Line<'t>>> {
    let (last, above) = words.split_last()?;
    let at = notice_at(last.text)?;
    let is_alone = at == 0 && above.is_empty();
    if !is_alone && notices.get(&last.text[at..]).is_none_or(|count| *count < 2) {
        return None;
    }
    let text = last.text[..at].trim_end();
    let rest = Some(Line { text, ..*last }).filter(|line| !line.text.is_empty());
    Some(above.iter().copied().chain(rest).collect())
}

/// Where a notice begins with which the text ends, behind a space or nothing.
fn notice_at(text: &str) -> Option<usize> {
    let at = text.strip_suffix('>')?.rfind('<')?;
    let is_apart = text[..at].chars().next_back().is_none_or(char::is_whitespace);
    (is_apart && is_notice(&text[at + 1..])).then_some(at)
}

/// Whether a text is a sentence, of four words or without spaces, rather than a sign of HTML or of a program.
fn is_notice(text: &str) -> bool {
    let words = text.trim_end_matches('>');
    let is_word = |c: char| c.is_alphabetic() || " ’'.,、。".contains(c);
    let letters = words.chars().filter(|c| c.is_alphabetic() && !c.is_ascii() && !c.is_lowercase()).count();
    let is_long = words.split(' ').count() >= 4 && words.starts_with(char::is_uppercase);
    (is_long || letters >= 8) && words.chars().all(is_word)
}

fn cut_short(line: u32, count: usize) -> Problem {
    let message =
        format!("clippings that the Kindle cut short or left empty, at the limit that a book has: {count}");
    Problem::warning(line, message)
}

/// What a clipping tells of itself: `- Your Highlight on page 12 | location 181-182 | Added on Tuesday, November 19, 2013`.
struct Told<'t> {
    is_note: bool,
    /// The places with the words before them, `page 12, location 181-182`.
    locator: String,
    /// The last of these: the first number of it and the last, where these can be told.
    place: Option<(u64, u64)>,
    /// When it was made.
    date: Option<&'t str>,
}

impl<'t> Told<'t> {
    fn of(line: &'t str) -> Self {
        let mut parts: Vec<&str> = line.trim_start_matches(MARKS).split('|').map(str::trim).collect();
        let date = if parts.len() > 1 { parts.pop() } else { None };
        let kind = parts.join(" ").to_lowercase();
        let is_note = NOTES.iter().any(|note| match note.is_ascii() {
            true => kind.split(' ').any(|word| word == *note),
            false => kind.contains(note),
        });
        let places: Vec<(String, Option<(u64, u64)>)> = parts.iter().filter_map(|part| place(part)).collect();
        let locator = places.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(", ");
        let place = places.last().and_then(|(_, place)| *place);
        Self { is_note, locator, place, date }
    }

    fn day(&self) -> Option<Date> {
        dates::first_in(self.date?)
    }
}

/// The last numbers of a part, `182` or `181-182`, with the word before them; and these as numbers, where they are two
/// at the most.
fn place(part: &str) -> Option<(String, Option<(u64, u64)>)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let end = part.rfind(is_digit)? + 1;
    let start = part[..end].trim_end_matches(|c| is_digit(c) || MARKS.contains(&c)).len();
    let first =
        TO.iter().find_map(|to| part[..start].strip_suffix(to)).filter(|first| first.ends_with(is_digit));
    let start = first.map_or(start, |first| first.trim_end_matches(is_digit).len());
    let written = part[start..end].trim_start_matches(MARKS);
    let numbers: Vec<&str> = written.split(|c| !is_digit(c)).filter(|number| !number.is_empty()).collect();
    let place = match numbers[..] {
        [number] => number.parse().ok().map(|number| (number, number)),
        [first, last] => {
            // `529-30` is `529-530`.
            let same = first.len().saturating_sub(last.len());
            first.parse().ok().zip(format!("{}{last}", &first[..same]).parse().ok())
        }
        _ => None,
    };
    let word = part[..start].trim_end().rsplit(' ').next().unwrap_or_default();
    let is_word = !word.is_empty() && word.chars().all(|c| c.is_alphabetic() || ".’'".contains(c));
    Some((if is_word { format!("{word} {written}") } else { written.to_owned() }, place))
}

/// The books so far, in order of appearance.
#[derive(Default)]
struct Books<'t> {
    books: Vec<Book>,
    places: FxHashMap<&'t str, usize>,
}

impl<'t> Books<'t> {
    /// The book with that title line: `Title (Author)`.
    fn book(&mut self, line: &Line<'t>) -> &mut Book {
        let Line { text, number, .. } = *line;
        let text = text.trim_start_matches('\u{feff}');
        let at = *self.places.entry(text).or_insert(self.books.len());
        if at == self.books.len() {
            let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once('('));
            let (title, author) = parts.map_or((text, None), |(title, author)| (title.trim(), Some(author)));
            let mut source = Source { title: title.to_owned(), ..Source::default() };
            let names = author.unwrap_or_default().split(';').map(str::trim);
            names.filter(|name| !name.is_empty()).for_each(|name| front::add_author(&mut source, name));
            self.books.push(Book { source, line: number, ..Book::default() });
        }
        &mut self.books[at]
    }

    fn finish(self) -> Vec<Source> {
        self.books.into_iter().map(Book::finish).collect()
    }
}

/// A book with the notes on it.
#[derive(Default)]
struct Book {
    source: Source,
    /// Where its first clipping begins.
    line: u32,
    /// Where each highlight that has a place ends and starts, and its number.
    ends: BTreeSet<(u64, u64, usize)>,
    /// By the places on which they are, those without one first.
    notes: BTreeMap<Option<u64>, Vec<String>>,
}

/// Clippings around a place that are looked at for the same words, at the most.
const NEAR: usize = 64;

/// A clipping that is longer, in bytes, is not compared with others.
const LONGEST: usize = 20_000;

impl Book {
    /// Takes a clipping; a bookmark has no words.
    fn add(&mut self, clean: &CleanText, told: &Told<'_>, words: &[Line<'_>]) {
        let text = joined(words);
        match told.is_note {
            _ if text.is_empty() => {}
            true => self.add_note(told.place.map(|(_, end)| end), text),
            false if told.place.is_none_or(|place| self.takes(place, &text)) => {
                self.add_highlight(clean, told, words, text);
            }
            false => {}
        }
    }

    fn add_highlight(&mut self, clean: &CleanText, told: &Told<'_>, words: &[Line<'_>], text: String) {
        let Some(first) = words.first() else { return };
        self.ends.extend(told.place.map(|(start, end)| (end, start, self.source.quotes.len())));
        let mut quote = Quote {
            text,
            date: told.day(),
            locator: Some(told.locator.clone()).filter(|locator| !locator.is_empty()),
            origin: origin(clean, span(words), first.number),
            ..Quote::default()
        };
        if let Some(date) = told.date.filter(|_| quote.date.is_none()) {
            quote.properties.insert(DATE.to_owned(), date.to_owned());
        }
        self.source.quotes.push(quote);
    }

    /// Whether a highlight says more than those that it overlaps. A highlight that was changed is clipped again: of two
    /// that have the same words the longer is kept. O([`NEAR`] × [`LONGEST`]).
    fn takes(&mut self, (start, end): (u64, u64), text: &str) -> bool {
        let near = self.ends.range((start, 0, 0)..).take(NEAR);
        let near: Vec<_> = near.filter(|(_, other, _)| *other <= end).copied().collect();
        let quotes = &mut self.source.quotes;
        if near.iter().any(|&(.., number)| has(&quotes[number].text, text)) {
            return false;
        }
        for place in near {
            let shorter = &mut quotes[place.2].text;
            if has(text, shorter) {
                shorter.clear();
                self.ends.remove(&place);
            }
        }
        true
    }

    /// Adds a note, or changes the one that it was; one without a place is no other.
    fn add_note(&mut self, place: Option<u64>, text: String) {
        let notes = self.notes.entry(place).or_default();
        if place.is_none() {
            return notes.push(text);
        }
        if notes.iter().rev().take(NEAR).any(|note| has(note, &text)) {
            return;
        }
        match notes.iter_mut().rev().take(NEAR).find(|note| has(&text, note)) {
            Some(note) => *note = text,
            None => notes.push(text),
        }
    }

    /// What is wrong with a book of which nothing can be kept.
    fn problem(&self) -> Option<Problem> {
        let is_lost = self.source.quotes.is_empty() && !self.notes.is_empty();
        let message = "notes on a book of which nothing is marked; they are left out";
        is_lost.then(|| Problem::error(self.line, message))
    }

    /// The source, its notes each with the highlight in which it is; one that is in none stays with the source.
    fn finish(mut self) -> Source {
        for (place, notes) in self.notes {
            let kept = match place.and_then(|place| around(&self.ends, place)) {
                Some(quote) => self.source.quotes[quote].note.get_or_insert_default(),
                None => self.source.properties.entry("notes".to_owned()).or_default(),
            };
            let gap = if kept.is_empty() { "" } else { "\n" };
            kept.push_str(gap);
            kept.push_str(&notes.join("\n"));
        }
        self.source.quotes.retain(|quote| !quote.text.is_empty());
        self.source
    }
}

/// The highlight in which a place is that ends soonest behind it, among [`NEAR`]; of two that end there the one that
/// starts last.
fn around(ends: &BTreeSet<(u64, u64, usize)>, place: u64) -> Option<usize> {
    let mut behind = ends.range((place, 0, 0)..).take(NEAR);
    let (end, ..) = *behind.find(|(_, start, _)| *start <= place)?;
    ends.range(..=(end, place, usize::MAX)).next_back().map(|(.., number)| *number)
}

/// Whether a text has the words of another in it, which are whole, whatever signs are around these; neither is
/// [long](LONGEST).
fn has(text: &str, other: &str) -> bool {
    if text.len().max(other.len()) > LONGEST {
        return false;
    }
    let words = other.trim_matches(|c: char| !c.is_alphanumeric());
    let is_apart = |end: Option<char>| end.is_none_or(|c| !c.is_alphanumeric());
    !words.is_empty()
        && text.match_indices(words).any(|(at, _)| {
            let behind = &text[at + words.len()..];
            is_apart(text[..at].chars().next_back()) && is_apart(behind.chars().next())
        })
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
    fn what_was_clipped_again_is_kept_once() {
        let clip = |&(kind, place, words): &(&str, &str, &str)| {
            format!(
                "On Gardens (Roe)\n- Your {kind} on Location {place} | Added on May 1, 2020\n\n{words}\n{END}\n"
            )
        };
        for (clippings, expected) in [
            (
                &[
                    ("Highlight", "10-11", "Hedges are slow."),
                    ("Note", "11", "so"),
                    ("Highlight", "10-12", "Hedges are slow, and walls are not."),
                ][..],
                &["Hedges are slow, and walls are not. [so]"][..],
            ),
            (
                &[("Highlight", "10-12", "Hedges are slow."), ("Highlight", "11", "slow")],
                &["Hedges are slow."],
            ),
            (&[("Highlight", "10", "One."), ("Highlight", "10", "One.")], &["One."]),
            (&[("Highlight", "10", "One."), ("Highlight", "20", "One.")], &["One.", "One."]),
            (&[("Highlight", "10", "Part 1"), ("Highlight", "10", "Part 10")], &["Part 1", "Part 10"]),
            (
                &[("Highlight", "10-12", "One two."), ("Highlight", "12-14", "Two three.")],
                &["One two.", "Two three."],
            ),
            (
                &[
                    ("Highlight", "1", "One"),
                    ("Highlight", "3", "three"),
                    ("Highlight", "1-3", "One, two, three"),
                ],
                &["One, two, three"],
            ),
            (
                &[
                    ("Highlight", "10", "One."),
                    ("Note", "10", "a"),
                    ("Note", "10", "a b"),
                    ("Note", "10", "c"),
                ],
                &["One. [a b\nc]"],
            ),
            (
                &[("Highlight", "?", "Fear"), ("Highlight", "?", "Fear is the killer of memory.")],
                &["Fear", "Fear is the killer of memory."],
            ),
            (
                &[("Highlight", "10-30", "Long."), ("Highlight", "15-20", "Short."), ("Note", "12", "a")],
                &["Long. [a]", "Short."],
            ),
            (
                &[("Highlight", "10-30", "Long."), ("Highlight", "15-20", "Short."), ("Note", "16", "a")],
                &["Long.", "Short. [a]"],
            ),
        ] {
            let text: String = clippings.iter().map(clip).collect();
            let (sources, _) = read(&clean(text.as_bytes(), None).expect("it is text"));
            let show = |quote: &Quote| match &quote.note {
                Some(note) => format!("{} [{note}]", quote.text),
                None => quote.text.clone(),
            };
            assert_eq!(sources[0].quotes.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn places_are_kept_as_they_are_written() {
        for (line, locator, place) in [
            (
                "- Your Highlight on page 12 | location 181-182 | Added",
                "page 12, location 181-182",
                Some((181, 182)),
            ),
            ("- Your Highlight on page 1-2-3 | Added", "page 1-2-3", None),
            ("- Your Highlight on page 7 | location 1-2-3 | Added", "page 7, location 1-2-3", None),
            ("- Your Highlight on page 99999999999999999999 | Added", "page 99999999999999999999", None),
            ("- Your Highlight | Added", "", None),
            (
                "- Je highlight op pagina 20 | locatie 293 t/m 294 | A",
                "pagina 20, locatie 293 t/m 294",
                Some((293, 294)),
            ),
            (
                "- Votre surlignement à l’emplacement 181 à 182 | A",
                "l’emplacement 181 à 182",
                Some((181, 182)),
            ),
            ("– Ваш выделенный отрывок в месте 637–640 | Д", "месте 637–640", Some((637, 640))),
        ] {
            let told = Told::of(line);
            assert_eq!((told.locator.as_str(), told.place), (locator, place), "{line}");
        }
    }

    #[test]
    fn kinds_and_days_are_told_in_many_languages() {
        for (line, is_note, day) in [
            (
                "– Ваша заметка в месте 640 | Добавлено: понедельник, 16 марта 2015 г. в 21:46:06",
                true,
                "2015-03-16",
            ),
            ("- 57ページ|位置No. 783のメモ |作成日: 2023年8月8日火曜日 5:52:09", true, "2023-08-08"),
            ("- 57ページ|位置No. 783のハイライト |作成日: 2023年8月8日火曜日 5:52:09", false, "2023-08-08"),
            ("- 我的标注 位置 #465-466 | 添加于2013年12月24日星期二 下午09:10:24", false, "2013-12-24"),
            (
                "- Je notitie op locatie 231 | Toegevoegd op zaterdag 6 augustus 2022 18:50:44",
                true,
                "2022-08-06",
            ),
            (
                "- Su nota en la página 3 | posición 40 | Añadido el lunes, 2 de mayo de 2016 1:02:03",
                true,
                "2016-05-02",
            ),
        ] {
            let told = Told::of(line);
            let day_told = told.day().map(|day| day.to_string());
            assert_eq!((told.is_note, day_told.as_deref()), (is_note, Some(day)), "{line}");
        }
        assert!(is_clippings("\u{feff}A (B)\n– Ваша заметка в месте 640 | Д\n\nC\n==========\n"));
    }

    #[test]
    fn the_notice_of_a_limit_is_no_passage() {
        let clip =
            |words: &str| format!("A (B)\n- Your Highlight | Added on May 1, 2020\n\n{words}\n{END}\n");
        let lost = clip(" <You have reached the clipping limit for this item>");
        for (words, notice, expected, count) in [
            ("Half", "<Você alcançou o limite de recortes para este item>", "Half", 2),
            ("慢墙", "<您已达到本内容的剪贴上限>", "慢墙", 2),
            ("One\n", "<このアイテムのクリップの上限に達しました>", "One", 2),
            ("See", "<https://a.b>", "See <https://a.b>", 0),
            ("Write", "<p class=a b c>", "Write <p class=a b c>", 0),
        ] {
            let text = format!("{}{}", clip(&format!("{words} {notice}")), clip(notice));
            let (sources, problems) = read(&clean(text.as_bytes(), None).expect("it is text"));
            assert_eq!(sources[0].quotes[0].text, expected);
            let counts = problems.iter().map(|problem| problem.message.ends_with(&format!(": {count}")));
            assert_eq!(counts.collect::<Vec<_>>(), vec![true; count / 2], "{notice}");
        }
        for (words, expected, count) in [
            ("Vec<Option<String>>", "Vec<Option<String>>", 1),
            ("He wrote <An Essay on the human mind>", "He wrote <An Essay on the human mind>", 1),
            ("Half <You have reached the clipping limit for this item>", "Half", 2),
        ] {
            let text = format!("{lost}{}", clip(words));
            let (sources, problems) = read(&clean(text.as_bytes(), None).expect("it is text"));
            let texts: Vec<&str> = sources[0].quotes.iter().map(|quote| quote.text.as_str()).collect();
            assert_eq!(texts, [expected]);
            let told = format!(
                "clippings that the Kindle cut short or left empty, at the limit that a book has: {count}"
            );
            assert_eq!(problems, [Problem::warning(1, told)], "{words}");
        }
    }

    #[test]
    fn what_is_compared_is_bounded() {
        let clip = |place: &str, date: &str, words: &str| {
            format!("A (B)\n- Your Highlight on page {place} | {date}\n\n{words}\n{END}\n")
        };
        let long = "word ".repeat(400_000);
        let mut text = clip("1", &"Added on ".repeat(10_000), &long);
        for number in 0..5_000 {
            text += &clip("1", "May 1, 2020", &format!("Part {number}"));
        }
        text += &clip("1", "May 1, 2020", "word");
        let (sources, _) = read(&clean(text.as_bytes(), None).expect("it is text"));
        assert_eq!(sources[0].quotes.len(), 5_002);
        assert_eq!(sources[0].quotes[0].date, None);
    }

    #[test]
    fn other_text_is_no_clippings() {
        for text in ["", "Title\n- a | b\n", "One.\n\nTwo.\n==========\n", "Title\n- an item\n==========\n"] {
            assert!(!is_clippings(text), "{text}");
        }
    }
}
