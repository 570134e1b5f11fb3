//! A label is text made safe for DOT: quoted, escaped, and wrapped so that a box around it has a good shape.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::render::breaks;
use crate::render::excerpt::{Evidence, excerpt, is_cut, start};

/// Columns of a concept's box and of a quote's card.
const CONCEPT_COLUMNS: usize = 24;
const CARD_COLUMNS: usize = 56;

/// Lines of a quote that its card shows.
const CARD_LINES: usize = 8;

/// Letters of any other text that are shown: of a string of 16 KiB Graphviz makes a syntax error.
const MOST: usize = 400;

/// The text as a DOT string that Graphviz shows letter for letter.
///
/// Graphviz reads a string three times: its lexer ends it at `"`, labels expand `\N`, `\l` and the like, and then
/// character references such as `&lt;`. Each is told to leave the text alone. A line break becomes `\n`, a tab a space;
/// other control characters, and the two that XML forbids, are left out.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A concept's label, wrapped and centred.
pub(super) fn concept(label: &str) -> String {
    quoted(&wrapped(&brief(label), CONCEPT_COLUMNS).join("\n"))
}

/// The text, or of a long one the start.
pub(super) fn brief(text: &str) -> Cow<'_, str> {
    start(text, MOST)
}

/// A quote's text, of a long one the lines around its evidence, and under it who said it; wrapped and set from the left.
pub(super) fn card(text: &str, evidence: &[Evidence<'_>], attribution: &str) -> String {
    let all = lines(text, CARD_COLUMNS);
    let shown = excerpt(&all, evidence, CARD_LINES);
    let mut set: Vec<String> = Vec::new();
    for &line in &shown {
        let (before, after) = is_cut(&shown, line, all.len());
        let [before, after] = [if before { "… " } else { "" }, if after { " …" } else { "" }];
        set.push(format!("{before}{}{after}", spaced(&text[all[line].clone()])));
    }
    if !attribution.is_empty() {
        set.extend(wrapped(&brief(&format!("— {attribution}")), CARD_COLUMNS));
    }
    let set: String = set.iter().map(|line| escaped(line) + "\\l").collect();
    format!("\"{set}\"")
}

/// The text as a part of an HTML-like label.
pub(super) fn html(text: &str) -> String {
    let text: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
    spaced(&text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
            '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            _ if c.is_control() => {}
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
    lines(text, columns).into_iter().map(|line| spaced(&text[line])).collect()
}

/// The text with one space between two words.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of at most `columns`, as byte ranges.
fn lines(text: &str, columns: usize) -> Vec<Range<usize>> {
    let mut lines: Vec<Range<usize>> = Vec::new();
    for piece in breaks::pieces(text).into_iter().flat_map(|piece| chopped(text, piece, columns)) {
        match lines.last_mut() {
            Some(line) if spaced(&text[line.start..piece.end]).width() <= columns => line.end = piece.end,
            _ => lines.push(piece),
        }
    }
    lines
}

/// A word, broken between graphemes where it is wider than `columns`.
fn chopped(text: &str, word: Range<usize>, columns: usize) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut room = 0;
    for (at, grapheme) in text[word.clone()].grapheme_indices(true) {
        let (at, width) = (word.start + at, grapheme.width());
        match pieces.last_mut() {
            Some(piece) if width <= room => piece.end += grapheme.len(),
            _ => {
                pieces.push(at..at + grapheme.len());
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
            ("a\0b\tc\u{1b}d\u{85}\u{ffff}", "\"ab cd\""),
        ];
        for (text, expected) in cases {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
    }

    #[test]
    fn wrapping() {
        let cases: [(&str, &[&str]); 7] = [
            ("", &[]),
            ("one two three", &["one two", "three"]),
            ("  one \n two ", &["one two"]),
            ("extraordinary one", &["extraord", "inary", "one"]),
            ("日本語日本語", &["日本語日", "本語"]),
            ("日本語日。「本語", &["日本語", "日。「本", "語"]),
            ("a extraordinary", &["a", "extraord", "inary"]),
        ];
        for (text, expected) in cases {
            assert_eq!(wrapped(text, 8), expected, "{text:?}");
        }
    }

    #[test]
    fn cards() {
        assert_eq!(card("So \"it\"\n\tis.", &[], "Ada"), r#""So \"it\" is.\l— Ada\l""#);
        assert_eq!(card("", &[], ""), r#""""#);
        let long = card(&"word ".repeat(200), &[], "Ada");
        assert_eq!(long.matches("\\l").count(), CARD_LINES + 1);
        assert!(long.contains(" …\\l— Ada"), "{long}");
        let end = format!("{}Gamma", "word ".repeat(200));
        let end = card(&end, &[(1000, "gamma")], &"A title ".repeat(20));
        assert!(end.starts_with("\"… word") && end.contains(" Gamma\\l— A title"), "{end}");
        assert!(end.split("\\l").all(|line| line.width() <= CARD_COLUMNS + 2), "{end}");
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
