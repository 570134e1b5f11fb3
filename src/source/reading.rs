//! A reading page holds one person's quotes: a title `Person (Topic, Topic)`, a line `2026-05-30 · Source`, then one
//! quote a line, and links to other pages above or below.

use std::sync::LazyLock;

use jiff::civil::Date;

use super::lines::{Line, ends_sentence, lines, origin};
use super::turns::Speakers;
use super::{Quote, Source, dates};
use crate::text::{CleanText, data_lines};

/// Link texts that stand alone on a line of such pages.
static LINKS: LazyLock<Vec<&str>> = LazyLock::new(|| data_lines(include_str!("reading_links.txt")).collect());

/// A title or a link is no longer than this, in bytes.
const SHORT: usize = 120;

/// True when the first two lines with something on them are a short title and a date, and these or links tell that it
/// is one person's: an address or `Source` behind the date, or topics in brackets where the lines are neither turns of
/// a dialogue nor broken for their length. O(text).
pub(super) fn is_reading(text: &str) -> bool {
    let all: Vec<Line<'_>> = content(text).collect();
    let [title, day, quotes @ ..] = &all[..] else { return false };
    let is_linked =
        || date_parts(day.text).skip(1).any(|part| is_link(part.trim()) || address(part).is_some());
    let is_of_person = || {
        let has_topics = !title_parts(title.text).1.is_empty();
        has_topics && !are_broken(quotes) && Speakers::of(&[quotes]).is_empty()
    };
    is_head(title, day) && (is_linked() || lines(text).any(|line| is_link(line.text)) || is_of_person())
}

/// Whether two lines are a title and a date.
fn is_head(title: &Line<'_>, day: &Line<'_>) -> bool {
    title.text.len() <= SHORT && date_line(title.text).is_none() && date_line(day.text).is_some()
}

/// Whether a quarter of the lines goes on in small letters in the next.
fn are_broken(lines: &[Line<'_>]) -> bool {
    let goes_on = |pair: &&[Line<'_>]| {
        let is_next = pair[1].number == pair[0].number + 1 && pair[1].text.starts_with(char::is_lowercase);
        is_next && !ends_sentence(pair[0].text)
    };
    let broken = lines.windows(2).filter(goes_on).count();
    broken > 0 && 4 * broken >= lines.len()
}

/// Takes a title and a date off the lines of another text, and puts them into its source.
pub(super) fn take_head<'l, 't>(lines: &'l [Line<'t>], source: &mut Source) -> &'l [Line<'t>] {
    let mut filled = (0..).zip(lines).filter(|(_, line)| !line.text.is_empty());
    let (Some((_, title)), Some((at, day))) = (filled.next(), filled.next()) else { return lines };
    // Where more lines begin with dates, each is of what stands behind it.
    let is_one = filled.next().is_some_and(|(_, line)| date_line(line.text).is_none());
    let is_above = source.title.is_empty() && !ends_sentence(title.text) && is_one;
    let date = date_line(day.text).filter(|_| is_above && is_head(title, day));
    let Some((date, url)) = date else { return lines };
    source.title = title.text.to_owned();
    (source.date, source.url) = (Some(date), url);
    &lines[at + 1..]
}

/// The page as a source.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let mut rest = content(&clean.text).peekable();
    let mut source = Source::default();
    if let Some(line) = rest.next() {
        let (person, topics) = title_parts(line.text);
        source.title = line.text.to_owned();
        source.author = Some(person.to_owned()).filter(|person| !person.is_empty());
        source.tags = topics;
    }
    if let Some((date, url)) = rest.peek().and_then(|line| date_line(line.text)) {
        (source.date, source.url) = (Some(date), url);
        rest.next();
    }
    source.quotes = rest.map(|line| quote(clean, &line)).collect();
    vec![source]
}

fn quote(clean: &CleanText, line: &Line<'_>) -> Quote {
    Quote { text: line.text.to_owned(), origin: origin(clean, line.range(), line.number), ..Quote::default() }
}

fn content(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines(text).filter(|line| !line.text.is_empty() && !is_link(line.text))
}

fn is_link(text: &str) -> bool {
    let arrow = |c: char| matches!(c, '←' | '→' | '⟵' | '⟶' | '⇐' | '⇒');
    let name = text.trim_matches(|c: char| arrow(c) || c.is_whitespace());
    let with_arrow = text.len() <= SHORT && (text.starts_with(arrow) || text.ends_with(arrow));
    with_arrow || LINKS.iter().any(|link| link.eq_ignore_ascii_case(name))
}

/// The person and the topics of a title.
fn title_parts(title: &str) -> (&str, Vec<String>) {
    match title.strip_suffix(')').and_then(|title| title.rsplit_once('(')) {
        Some((person, topics)) => (person.trim(), comma_list(topics)),
        None => (title, Vec::new()),
    }
}

fn comma_list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// The date, and the address if the line spells it out: `2026-05-30 · Source`, `May 30, 2026 | [Source](https://…)`.
fn date_line(text: &str) -> Option<(Date, Option<String>)> {
    if text.len() > 4 * SHORT {
        return None;
    }
    let mut parts = date_parts(text);
    let date = dates::parse(parts.next()?)?;
    Some((date, parts.find_map(address)))
}

fn date_parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(['·', '|', '•', '—'])
}

/// The address that a text spells out.
fn address(text: &str) -> Option<String> {
    let start = text.find("http://").or_else(|| text.find("https://"))?;
    let url = text.get(start..)?;
    let end = url.find([')', '>', ']', ' ']).unwrap_or(url.len());
    url.get(..end).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn page(text: &str) -> Source {
        read(&clean(text.as_bytes(), None).expect("it is text")).remove(0)
    }

    #[test]
    fn parts_are_told_apart() {
        let source = page(
            "← All readings\n\nJane Roe (Scaling, Evals)\n\n\nMay 3, 2025 · [Source](https://a.b/c)\nOne.\n\n  Two.  \n\nNext →\nAll readings\n",
        );
        assert_eq!(source.title, "Jane Roe (Scaling, Evals)");
        assert_eq!(source.author.as_deref(), Some("Jane Roe"));
        assert_eq!(source.tags, ["Scaling", "Evals"]);
        assert_eq!(source.url.as_deref(), Some("https://a.b/c"));
        assert_eq!(source.date.map(|d| d.to_string()).as_deref(), Some("2025-05-03"));
        let texts: Vec<&str> = source.quotes.iter().map(|q| q.text.as_str()).collect();
        assert_eq!(texts, ["One.", "Two."]);
        assert_eq!(source.quotes[1].origin.line, 9);
    }

    #[test]
    fn titles_need_no_topics() {
        let source = page("Jane Roe\n2025-05-03\nOne.");
        assert_eq!(
            (source.author.as_deref(), source.tags.len(), source.quotes.len()),
            (Some("Jane Roe"), 0, 1)
        );
    }

    #[test]
    fn pages_tell_what_they_are() {
        for (text, expected) in [
            ("A paragraph.\n\nAnother one.", false),
            ("Jane Roe (AI)\n2025-05-03\nOne.", true),
            ("Jane Roe\n2025-05-03 · Source\nOne.", true),
            ("Jane Roe\n2025-05-03 | https://a.b\nOne.", true),
            ("Jane Roe\n2025-05-03\nOne.\nNext →", true),
            ("Jane Roe (AI)\n2025-05-03 · Source\nMike: it is.\nEve said so.\nMike: it was.", true),
            ("Jane Roe (AI)\n2025-05-03\nOne\nTwo\nthree\nFour\nFive\nSix", true),
            ("On Walls\n\nJuly 2023\n\nOne.", false),
            ("Standup\nMon, May 6, 2024 10:00AM • 32:10\nOne.", false),
            ("On Walls (draft)\n\nJuly 2023\n\nWalls are\nslow, and so\nare hedges.", false),
            ("Standup (Team)\n2025-05-03\nAnn: One.\nBob: Two.\nAnn: Three.", false),
        ] {
            assert_eq!(is_reading(text), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_have_heads_too() {
        for (text, expected) in [
            ("On Walls\n\nJuly 2023\n\nOne.", ("On Walls", Some("2023-07-01"), 3)),
            ("Walls are slow.\n\nJuly 2023\n\nOne.", ("", None, 0)),
            ("On Walls\n\nJuly 2023\n\n", ("", None, 0)),
            ("On Walls\n\nOne.", ("", None, 0)),
            ("July 2023\nAugust 2023\nOne.", ("", None, 0)),
            ("Team log\nJuly 2023\nAugust 2023\nOne.", ("", None, 0)),
        ] {
            let all: Vec<Line<'_>> = lines(text).collect();
            let mut source = Source::default();
            let rest = take_head(&all, &mut source);
            let date = source.date.map(|date| date.to_string());
            let taken = all.len() - rest.len();
            assert_eq!((source.title.as_str(), date.as_deref(), taken), expected, "{text}");
        }
    }
}
