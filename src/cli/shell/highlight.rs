//! Colours for what is typed: keywords, text in quotes, comments.

use nu_ansi_term::{Color, Style};
use reedline::{Highlighter, StyledText};

use super::complete::is_keyword;
use super::scan::{Within, scan};

/// Colours an entry, where there are colours.
pub(super) struct Colours {
    pub(super) colour: bool,
}

impl Highlighter for Colours {
    fn highlight(&self, entry: &str, _: usize) -> StyledText {
        let mut styled = StyledText::new();
        if !self.colour {
            styled.push((Style::new(), entry.to_owned()));
            return styled;
        }
        for (within, piece) in pieces(entry) {
            match within {
                Within::Code => words(piece).for_each(|word| styled.push((style_of(word), word.to_owned()))),
                Within::Quotes(_) => styled.push((Color::Green.normal(), piece.to_owned())),
                Within::Line | Within::Block => styled.push((Style::new().dimmed(), piece.to_owned())),
            }
        }
        styled
    }
}

fn style_of(word: &str) -> Style {
    if is_keyword(word) { Style::new().bold() } else { Style::new() }
}

/// The longest pieces of an entry that stand in one thing.
fn pieces(entry: &str) -> Vec<(Within, &str)> {
    let mut starts: Vec<(Within, usize)> = Vec::new();
    scan(entry, Within::Code, |at, within, opens| {
        if opens || starts.last().is_none_or(|(last, _)| *last != within) {
            starts.push((within, at));
        }
    });
    let ends = starts.iter().skip(1).map(|(_, start)| *start).chain([entry.len()]);
    starts.iter().zip(ends).map(|(&(within, start), end)| (within, &entry[start..end])).collect()
}

/// Words, and what stands between them.
fn words(code: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    code.split_inclusive(move |c| !is_word(c)).flat_map(move |piece| {
        let (word, end) = piece.split_at(piece.trim_end_matches(|c| !is_word(c)).len());
        [word, end]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_quotes_and_comments_look_different() {
        for (entry, expected) in [
            ("", ""),
            ("match (c) return c.id;", "*match* (c) *return* c.id;"),
            ("RETURN 'a' + \"b\" // c\n, 1", "*RETURN* <'a'> + <\"b\"> (// c\n), 1"),
            ("/* é */RETURN 'é", "(/* é */)*RETURN* <'é>"),
            ("RETURN `match`", "*RETURN* <`match`>"),
        ] {
            let told =
                Colours { colour: true }.highlight(entry, 0).buffer.into_iter().map(|(style, text)| {
                    match style {
                        style if style == Color::Green.normal() => format!("<{text}>"),
                        style if style.is_dimmed => format!("({text})"),
                        style if style.is_bold => format!("*{text}*"),
                        _ => text,
                    }
                });
            assert_eq!(told.collect::<String>(), expected, "{entry}");
        }
    }
}
