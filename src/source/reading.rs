//! A reading page holds one person's quotes: a title `Person (Topic, Topic)`, a line `2026-05-30 · Source`, then one
//! quote a line, and links to other pages above or below.

use jiff::civil::Date;

use super::lines::{Line, lines, origin};
use super::{Quote, Source, dates};
use crate::text::CleanText;

/// Link texts that stand alone on a line of such pages.
const LINKS: [&str; 8] = ["all readings", "readings", "home", "next", "previous", "prev", "back", "source"];

/// A title or a link is no longer than this, in bytes.
const SHORT: usize = 120;

/// True when the first two lines with something on them are a short title and a date.
pub(super) fn is_reading(text: &str) -> bool {
    let mut content = content(text);
    let title = content.next().is_some_and(|line| line.text.len() <= SHORT && date_line(line.text).is_none());
    title && content.next().is_some_and(|line| date_line(line.text).is_some())
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
    let mut parts = text.split(['·', '|', '•', '—']);
    let date = dates::parse(parts.next()?)?;
    let url = parts.find_map(|part| {
        let start = part.find("http://").or_else(|| part.find("https://"))?;
        let url = part.get(start..)?;
        let end = url.find([')', '>', ']', ' ']).unwrap_or(url.len());
        url.get(..end).map(str::to_owned)
    });
    Some((date, url))
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
        assert!(!is_reading("A paragraph.\n\nAnother one."));
    }
}
