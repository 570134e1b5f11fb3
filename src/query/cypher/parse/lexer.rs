//! The lexer cuts a query into tokens and finds the bracket that closes each one that opens.

use super::super::error::{Fault, QueryError};
use super::super::habit;
use super::scan::{Kind, Open, Piece, pieces};
use crate::text::Span;

/// A token and where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// For a bracket that opens: the token that closes it.
    pub(super) closes_at: u32,
}

impl Token {
    fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self { kind, start: start as u32, end: end as u32, closes_at: 0 }
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// Cuts a query into tokens, the end as the last. O(n).
///
/// # Errors
/// When something in it does not end, or means nothing.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut brackets = Brackets::default();
    for piece in pieces(text, None) {
        check(piece, text)?;
        if piece.is_passed_over() {
            continue;
        }
        if let Kind::Symbol(symbol) = piece.kind
            && let Some(opened) = brackets.take(symbol, tokens.len())
        {
            tokens[opened].closes_at = tokens.len() as u32;
        }
        tokens.push(Token::new(piece.kind, piece.start, piece.end));
    }
    tokens.push(Token::new(Kind::End, text.len(), text.len()));
    Ok(tokens)
}

/// Fails where a piece does not end, or means nothing.
fn check(piece: Piece, text: &str) -> Result<(), QueryError> {
    let wrong = |length: usize, fault, message: String| {
        QueryError::syntax(fault, Span::new(piece.start as u32, (piece.start + length) as u32), message)
    };
    Err(match (piece.kind, piece.open) {
        (_, Some(Open::Quotes(quote))) => {
            let error = wrong(1, Fault::UnexpectedSyntax, "this quote is not closed".to_owned());
            error.hint(format!("add a {}", char::from(quote)))
        }
        (_, Some(Open::Block)) => {
            let error = wrong(2, Fault::UnexpectedSyntax, "this comment does not end".to_owned());
            error.hint("close it with */")
        }
        (Kind::Unknown, _) => {
            let character = &text[piece.start..piece.end];
            let fault =
                if character.is_ascii() { Fault::UnexpectedSyntax } else { Fault::InvalidUnicodeCharacter };
            let message = format!("`{}` means nothing here", character.escape_debug());
            let error = wrong(character.len(), fault, message);
            habit::of_character(character).into_iter().fold(error, QueryError::hint)
        }
        _ => return Ok(()),
    })
}

/// The brackets that are open so far.
#[derive(Default)]
struct Brackets {
    /// The shape and the place of each.
    open: Vec<(usize, usize)>,
    /// How many there are of each shape.
    counts: [usize; 3],
}

/// The shapes of brackets.
const SHAPES: [(&str, &str); 3] = [("(", ")"), ("[", "]"), ("{", "}")];

impl Brackets {
    /// Takes up a symbol; gives the place of the bracket that it closes. One that is open within is never closed.
    fn take(&mut self, symbol: &str, at: usize) -> Option<usize> {
        if let Some(shape) = SHAPES.iter().position(|(opens, _)| *opens == symbol) {
            self.open.push((shape, at));
            self.counts[shape] += 1;
            return None;
        }
        let shape = SHAPES.iter().position(|(_, closes)| *closes == symbol)?;
        while self.counts[shape] > 0 {
            let (own, at) = self.open.pop()?;
            self.counts[own] -= 1;
            if own == shape {
                return Some(at);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_know_what_closes_them() {
        let tokens = tokens("(a [b] )").unwrap();
        assert_eq!([tokens[0].closes_at, tokens[2].closes_at], [5, 4]);
    }

    #[test]
    fn what_is_open_within_a_bracket_is_never_closed() {
        let tokens = tokens("( { [ ) ] }").unwrap();
        assert_eq!(tokens.iter().map(|token| token.closes_at).collect::<Vec<_>>(), [3, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn what_does_not_end_is_told() {
        for text in ["'a", "/* a", "/*/ a", "`a", "'a\\'", "a — b", "a # b"] {
            assert!(tokens(text).is_err(), "{text}");
        }
    }
}
