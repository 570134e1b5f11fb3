//! Colours for what is typed: keywords, text in quotes, comments.

use nu_ansi_term::{Color, Style};
use reedline::{Highlighter, StyledText};

use crate::query::cypher::keywords::is_keyword;
use crate::query::cypher::parse::scan::{Kind, pieces};

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
        for piece in pieces(entry, None) {
            let words = &entry[piece.start..piece.end];
            styled.push((style_of(piece.kind, words), words.to_owned()));
        }
        styled
    }
}

fn style_of(kind: Kind, words: &str) -> Style {
    match kind {
        Kind::Text | Kind::Quoted => Color::Green.normal(),
        Kind::Comment => Style::new().dimmed(),
        Kind::Word if is_keyword(words) => Style::new().bold(),
        _ => Style::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_quotes_and_comments_look_different() {
        for (entry, expected) in [
            ("", ""),
            ("match (c) return c.id;", "*match* (c) *return* c.id;"),
            ("RETURN 'a' + \"b\" // c\n, 1", "*RETURN* <'a'> + <\"b\"> (// c)\n, 1"),
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
