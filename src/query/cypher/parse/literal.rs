//! Numbers and text as they are written.

use super::super::ast::ExprKind;
use super::super::error::{Fault, QueryError};
use super::lexer::Token;
use super::scan::Kind;
use super::{Parsed, Parser};
use crate::text::{Span, compose};

impl Parser<'_> {
    /// A number, negative when a minus stands before it.
    pub(super) fn number(&mut self, negative: bool) -> Parsed<ExprKind> {
        let token = self.advance();
        let digits = self.words(token).replace('_', "");
        match token.kind {
            Kind::Integer => integer(&digits, negative, token),
            _ => float(&digits, negative, token),
        }
    }

    /// The text between quotes, composed as texts of the graph are.
    pub(super) fn text_literal(&mut self) -> Parsed<ExprKind> {
        let token = self.advance();
        let words = self.words(token);
        let quoted = &words[1..words.len() - 1];
        if !quoted.contains('\\') {
            return Ok(ExprKind::Text(compose(quoted).text));
        }
        unescaped(quoted, token.start + 1).map(|text| ExprKind::Text(compose(&text).text))
    }
}

fn integer(digits: &str, negative: bool, token: Token) -> Parsed<ExprKind> {
    let (digits, radix) = match digits.get(..2) {
        Some("0x" | "0X") => (&digits[2..], 16),
        Some("0o" | "0O") => (&digits[2..], 8),
        _ => (digits, 10),
    };
    let magnitude = i128::from_str_radix(digits, radix).ok();
    let value = magnitude.and_then(|value| i64::try_from(if negative { -value } else { value }).ok());
    value.map(ExprKind::Integer).ok_or_else(|| {
        QueryError::syntax(Fault::IntegerOverflow, token.span(), "this number does not fit into 64 bits")
    })
}

fn float(digits: &str, negative: bool, token: Token) -> Parsed<ExprKind> {
    let value: f64 = digits.trim_end_matches(['f', 'd', 'F', 'D']).parse().unwrap_or(f64::INFINITY);
    if value.is_infinite() {
        return Err(QueryError::syntax(
            Fault::FloatingPointOverflow,
            token.span(),
            "this number is too large",
        ));
    }
    // There is one zero: the kit wants -0.0 to be 0.0.
    Ok(ExprKind::Float(if negative && value != 0.0 { -value } else { value }))
}

/// Text with its escapes replaced; `start` is where it starts in the query.
fn unescaped(quoted: &str, start: u32) -> Parsed<String> {
    let mut text = String::with_capacity(quoted.len());
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        let escaped = chars.next().map_or('\\', |(_, c)| c);
        match escaped {
            't' => text.push('\t'),
            'b' => text.push('\u{8}'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            'f' => text.push('\u{c}'),
            '\\' | '\'' | '"' | '`' => text.push(escaped),
            'u' | 'U' => {
                let digits = if escaped == 'u' { 4 } else { 8 };
                let c = quoted.get(at + 2..at + 2 + digits).and_then(character).ok_or_else(|| {
                    let span = Span::new(start + at as u32, start + at as u32 + 2);
                    QueryError::syntax(Fault::InvalidUnicodeLiteral, span, "this is no character")
                        .hint(format!("write \\{escaped} and {digits} hexadecimal digits"))
                })?;
                text.push(c);
                (0..digits).for_each(|_| _ = chars.next());
            }
            c => {
                let at = start + at as u32;
                let span = Span::new(at, at + 1 + c.len_utf8() as u32);
                let message = format!("`\\{c}` stands for no character");
                return Err(QueryError::syntax(Fault::UnexpectedSyntax, span, message)
                    .hint(format!("write `\\\\{c}` for a backslash and what follows it")));
            }
        }
    }
    Ok(text)
}

fn character(digits: &str) -> Option<char> {
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then_some(())?;
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}
