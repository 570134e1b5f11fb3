//! The lexer cuts a query into tokens and finds the bracket that closes each one that opens.

use super::super::error::{Fault, QueryError};
use super::super::habit;
use crate::text::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word: a keyword or a name, as its place will tell.
    Word,
    /// A name in backquotes.
    Quoted,
    /// Text in single or double quotes.
    Text,
    /// A whole number: decimal, hexadecimal or octal.
    Integer,
    /// A number with a point or an exponent.
    Float,
    /// Something that starts like a number and is none.
    NoNumber,
    /// One or two characters with a meaning.
    Symbol(&'static str),
    /// The end of the query.
    End,
}

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
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// The symbols, longer ones first.
const SYMBOLS: [&str; 29] = [
    "..", "<>", "<=", ">=", "=~", "||", "(", ")", "[", "]", "{", "}", ",", ";", ":", ".", "|", "+", "-", "*",
    "/", "%", "^", "=", "<", ">", "$", "&", "!",
];

/// Cuts a query into tokens, the end as the last. O(n).
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut tokens: Vec<Token> = Vec::new();
    let mut open = Open::default();
    loop {
        lexer.skip_space()?;
        let token = lexer.token()?;
        if let Kind::Symbol(symbol) = token.kind {
            let closes_at = tokens.len();
            if let Some(opened) = open.take(symbol, closes_at) {
                tokens[opened].closes_at = closes_at as u32;
            }
        }
        tokens.push(token);
        if token.kind == Kind::End {
            return Ok(tokens);
        }
    }
}

/// The brackets that are open.
#[derive(Default)]
struct Open {
    /// The shape and the place of each.
    brackets: Vec<(usize, usize)>,
    /// How many there are of each shape.
    counts: [usize; 3],
}

/// The shapes of brackets.
const SHAPES: [(&str, &str); 3] = [("(", ")"), ("[", "]"), ("{", "}")];

impl Open {
    /// Takes up a symbol; gives the place of the bracket that it closes. One that is open within is never closed.
    fn take(&mut self, symbol: &str, at: usize) -> Option<usize> {
        if let Some(shape) = SHAPES.iter().position(|(opens, _)| *opens == symbol) {
            self.brackets.push((shape, at));
            self.counts[shape] += 1;
            return None;
        }
        let shape = SHAPES.iter().position(|(_, closes)| *closes == symbol)?;
        while self.counts[shape] > 0 {
            let (own, at) = self.brackets.pop()?;
            self.counts[own] -= 1;
            if own == shape {
                return Some(at);
            }
        }
        None
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// Skips white space and comments.
    fn skip_space(&mut self) -> Result<(), QueryError> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find('\n').unwrap_or(trimmed.len());
            } else if trimmed.starts_with("/*") {
                let end = trimmed.find("*/").ok_or_else(|| {
                    let span = self.span(self.at, 2);
                    QueryError::syntax(Fault::UnexpectedSyntax, span, "this comment does not end")
                        .hint("close it with */")
                })?;
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn token(&mut self) -> Result<Token, QueryError> {
        let start = self.at;
        let Some(first) = self.rest().chars().next() else { return Ok(self.made(Kind::End, start)) };
        let kind = match first {
            '\'' | '"' | '`' => return self.quoted(first),
            '0'..='9' => self.number(),
            '.' if self.rest()[1..].starts_with(|c: char| c.is_ascii_digit()) => self.number(),
            c if starts_word(c) => {
                self.skip_word();
                Kind::Word
            }
            _ => self.symbol(first)?,
        };
        Ok(self.made(kind, start))
    }

    fn made(&self, kind: Kind, start: usize) -> Token {
        Token { kind, start: start as u32, end: self.at as u32, closes_at: 0 }
    }

    fn span(&self, start: usize, length: usize) -> Span {
        Span::new(start as u32, (start + length) as u32)
    }

    fn skip_word(&mut self) {
        self.at += word_length(self.rest());
    }

    fn symbol(&mut self, first: char) -> Result<Kind, QueryError> {
        if let Some(symbol) = SYMBOLS.into_iter().find(|symbol| self.rest().starts_with(symbol)) {
            self.at += symbol.len();
            return Ok(Kind::Symbol(symbol));
        }
        let span = self.span(self.at, first.len_utf8());
        let fault = if first.is_ascii() { Fault::UnexpectedSyntax } else { Fault::InvalidUnicodeCharacter };
        let error = QueryError::syntax(fault, span, format!("`{}` means nothing here", first.escape_debug()));
        Err(habit::of_character(first).into_iter().fold(error, QueryError::hint))
    }

    /// Skips a number; letters or digits that belong to none make it none.
    fn number(&mut self) -> Kind {
        let rest = self.rest();
        let digits =
            |text: &str, radix| text.find(|c: char| !c.is_digit(radix) && c != '_').unwrap_or(text.len());
        let radix = match rest.as_bytes() {
            [b'0', b'x' | b'X', ..] => 16,
            [b'0', b'o' | b'O', ..] => 8,
            _ => 10,
        };
        let prefix = if radix == 10 { 0 } else { 2 };
        let mut length = prefix + digits(&rest[prefix..], radix);
        let mut kind = if prefix > 0 && length == prefix { Kind::NoNumber } else { Kind::Integer };
        let after = &rest[length..];
        if after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()) {
            length += 1 + digits(&after[1..], 10);
            kind = Kind::Float;
        }
        let exponent = exponent(&rest[length..]);
        if exponent > 0 && radix == 10 {
            length += exponent;
            kind = Kind::Float;
        }
        let more = word_length(&rest[length..]);
        let suffix = more == 1 && kind == Kind::Float && rest[length..].starts_with(['f', 'd', 'F', 'D']);
        if more > 0 && !suffix {
            kind = Kind::NoNumber;
        }
        self.at += length + more;
        kind
    }

    /// Skips text or a name in quotes. What is escaped in it is not looked at.
    fn quoted(&mut self, quote: char) -> Result<Token, QueryError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'\\' if quote != '`' => at += 1,
                b if b == quote as u8 && quote == '`' && bytes.get(at + 1) == Some(&b'`') => at += 1,
                b if b == quote as u8 => {
                    self.at = at + 1;
                    let kind = if quote == '`' { Kind::Quoted } else { Kind::Text };
                    return Ok(self.made(kind, start));
                }
                _ => {}
            }
            at += 1;
        }
        let error =
            QueryError::syntax(Fault::UnexpectedSyntax, self.span(start, 1), "this quote is not closed");
        Err(error.hint(format!("add a {quote}")))
    }
}

fn starts_word(c: char) -> bool {
    c.is_alphabetic() || c == '_'
}

fn word_length(text: &str) -> usize {
    text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len())
}

/// The length of the exponent that a text starts with: `e12`, `E-3`.
fn exponent(text: &str) -> usize {
    let Some(rest) = text.strip_prefix(['e', 'E']) else { return 0 };
    let sign = usize::from(rest.starts_with(['+', '-']));
    let digits = rest[sign..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - sign);
    if digits == 0 { 0 } else { 1 + sign + digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<Kind> {
        tokens(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn numbers_and_what_is_none() {
        for (text, expected) in [
            ("12", Kind::Integer),
            ("0x1F", Kind::Integer),
            ("0o17", Kind::Integer),
            ("0x", Kind::NoNumber),
            ("1.5", Kind::Float),
            (".5e-3", Kind::Float),
            ("1e9", Kind::Float),
            ("12h4", Kind::NoNumber),
            ("0x1g", Kind::NoNumber),
        ] {
            assert_eq!(kinds(text), [expected, Kind::End], "{text}");
        }
        assert_eq!(kinds("1..3"), [Kind::Integer, Kind::Symbol(".."), Kind::Integer, Kind::End]);
    }

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
        for text in ["'a", "/* a", "`a", "'a\\'", "a — b", "a # b"] {
            assert!(tokens(text).is_err(), "{text}");
        }
    }
}
