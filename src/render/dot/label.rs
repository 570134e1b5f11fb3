//! A label is text made safe for DOT: quoted, escaped, and wrapped so that a box around it has a good shape.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns of a concept's box and of a quote's card.
const CONCEPT_COLUMNS: usize = 24;
const CARD_COLUMNS: usize = 56;

/// Lines of a quote that its card shows.
const CARD_LINES: usize = 8;

/// The text as a DOT string that Graphviz shows letter for letter.
///
/// Graphviz reads a string three times: its lexer ends it at `"`, labels expand `\N`, `\l` and the like, and then
/// character references such as `&lt;`. Each is told to leave the text alone. A line break becomes `\n`; other control
/// characters, and the two that XML forbids, become U+FFFD.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A concept's label, wrapped and centred.
pub(super) fn concept(label: &str) -> String {
    quoted(&wrapped(label, CONCEPT_COLUMNS).join("\n"))
}

/// A quote's text and, under it, who said it; wrapped and set from the left.
pub(super) fn card(text: &str, attribution: &str) -> String {
    let mut lines = wrapped(text, CARD_COLUMNS);
    if lines.len() > CARD_LINES {
        lines.truncate(CARD_LINES);
        lines[CARD_LINES - 1] += " …";
    }
    if !attribution.is_empty() {
        lines.push(format!("— {attribution}"));
    }
    let set: String = lines.iter().map(|line| escaped(line) + "\\l").collect();
    format!("\"{set}\"")
}

/// The text as a part of an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn escaped(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '&' if starts_reference(&text[at..]) => out.push_str("&amp;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if c.is_control() => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// True at a character reference: `&`, a name or a number, `;`.
fn starts_reference(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|c: char| c == '#' || c.is_ascii_alphanumeric());
    name.starts_with(';')
}

/// The words of the text in lines of at most `columns`; a longer word is broken.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| pieces(word, columns)) {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= columns => *line += &format!(" {word}"),
            _ => lines.push(word),
        }
    }
    lines
}

/// A word, broken between graphemes where it is wider than `columns`.
fn pieces(word: &str, columns: usize) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut room = 0;
    for grapheme in word.graphemes(true) {
        let width = grapheme.width();
        match pieces.last_mut() {
            Some(piece) if width <= room => piece.push_str(grapheme),
            _ => {
                pieces.push(grapheme.to_owned());
                room = columns;
            }
        }
        room = room.saturating_sub(width);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use graphviz_rust::dot_structures::{Graph, Stmt};
    use proptest::prelude::*;

    #[test]
    fn quoting() {
        let cases = [
            ("", r#""""#),
            ("node", r#""node""#),
            ("post-training", r#""post-training""#),
            ("say \"so\"", r#""say \"so\"""#),
            ("ends in \\", r#""ends in \\""#),
            ("\\N \\l \\\"", r#""\\N \\l \\\"""#),
            ("two\nlines\r\nthree", r#""two\nlines\nthree""#),
            ("<b>bold</b>", r#""<b>bold</b>""#),
            ("R&D &c", r#""R&D &c""#),
            ("&lt; &#65; &;", r#""&amp;lt; &amp;#65; &amp;;""#),
            ("наука 日本 🙂", r#""наука 日本 🙂""#),
            ("a\0b\tc\u{1b}d\u{85}\u{ffff}", "\"a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}\u{fffd}\""),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
    }

    #[test]
    fn wrapping() {
        let cases: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("one two three", &["one two", "three"]),
            ("  one \n two ", &["one two"]),
            ("extraordinary one", &["extraord", "inary", "one"]),
            ("日本語日本語", &["日本語日", "本語"]),
            ("a extraordinary", &["a", "extraord", "inary"]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrapped(text, 8), expected, "{text:?}");
        }
    }

    #[test]
    fn cards() {
        assert_eq!(card("So \"it\" is.", "Ada"), r#""So \"it\" is.\l— Ada\l""#);
        assert_eq!(card("", ""), r#""""#);
        let long = card(&"word ".repeat(200), "Ada");
        assert_eq!(long.matches("\\l").count(), CARD_LINES + 1);
        assert!(long.contains(" …\\l— Ada"), "{long}");
    }

    proptest! {
        #[test]
        fn any_text_is_one_string(text in any::<String>()) {
            let dot = format!("graph {{ {} }}", quoted(&text));
            let Ok(Graph::Graph { stmts, .. }) = graphviz_rust::parse(&dot) else { panic!("{dot}") };
            prop_assert!(matches!(stmts.as_slice(), [Stmt::Node(_)]), "{dot}");
        }

        #[test]
        fn lines_fit_and_lose_no_letter(text in any::<String>(), columns in 2usize..40) {
            let lines = wrapped(&text, columns);
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            let pieces = lines.iter().filter(|line| line.graphemes(true).count() > 1);
            prop_assert!(pieces.clone().all(|line| line.width() <= columns), "{:?}", lines);
        }
    }
}
