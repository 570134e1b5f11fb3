//! The parser reads a query's text into a syntax tree, by recursive descent; every node keeps its place in the text.
//!
//! Words are keywords by where they stand, so a property may be called `order`. What is nested deeper than
//! [`MAX_DEPTH`] is refused, so that no query can exhaust the stack here or in any later stage; time and memory are O(n).

mod clause;
mod expression;
mod lexer;
mod literal;
mod pattern;
pub(crate) mod scan;
#[cfg(test)]
mod tests;
mod word;

pub(super) use clause::read_only;

use super::ast::{Name, Query};
use super::error::{Fault, QueryError, shortened};
use super::{habit, keywords};
use crate::text::{Span, nearest};
use lexer::Token;
use scan::Kind;

/// How deep brackets, calls and subqueries may be nested.
pub const MAX_DEPTH: u16 = 50;

/// How high the tree of an expression may be, with the operators between what is nested.
const MAX_HEIGHT: u16 = 200;

/// How many clauses, patterns and steps of patterns a query may have.
const MAX_PARTS: usize = 500;

/// What a message calls any clause.
const CLAUSE: &str = "a clause such as MATCH or RETURN";

/// How many columns and sort keys a query may have.
pub const MAX_COLUMNS: usize = 2000;

/// The longest query in bytes; its tree takes up to 120 times as many.
const MAX_LENGTH: usize = 4 << 20;

/// Reads a query.
///
/// # Errors
/// When the text does not follow the grammar, or is larger than is read.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    if text.len() > MAX_LENGTH {
        let message = format!("this query is longer than {} MB", MAX_LENGTH >> 20);
        return Err(QueryError::syntax(Fault::TooLarge, Span::new(0, 0), message));
    }
    let tokens = lexer::tokens(text)?;
    let mut parser =
        Parser { text, tokens, at: 0, depth: 0, height: 0, parts: 0, columns: 0, bar_ends: false };
    if parser.kind() == Kind::End {
        let error = QueryError::syntax(Fault::UnexpectedSyntax, parser.token().span(), "the query is empty");
        return Err(error.hint("it begins with a clause such as MATCH or RETURN"));
    }
    let query = parser.query()?;
    let ends = parser.take(";");
    match (parser.kind(), ends) {
        (Kind::End, _) => Ok(query),
        (_, false) => Err(parser.unexpected("the end of the query")),
        (_, true) => {
            let hint = "ask one query at a time; `ideagraph shell` takes one after another";
            Err(parser.unexpected("the end of the query").hint(hint))
        }
    }
}

type Parsed<T> = Result<T, QueryError>;

/// The tokens, and the place in them.
struct Parser<'t> {
    text: &'t str,
    tokens: Vec<Token>,
    at: usize,
    /// How deep the parser is.
    depth: u16,
    /// How high the tree is that was made last at this depth.
    height: u16,
    /// Clauses, patterns and steps of patterns so far.
    parts: usize,
    /// Columns and sort keys so far.
    columns: usize,
    /// Whether a `|` ends the condition of a comprehension here, and is none of labels.
    bar_ends: bool,
}

impl<'t> Parser<'t> {
    fn token(&self) -> Token {
        self.tokens[self.at]
    }

    /// The token some places further on; the end when there is none.
    fn ahead(&self, places: usize) -> Token {
        self.tokens[(self.at + places).min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> Kind {
        self.token().kind
    }

    fn advance(&mut self) -> Token {
        let token = self.token();
        self.at = (self.at + 1).min(self.tokens.len() - 1);
        token
    }

    fn words(&self, token: Token) -> &'t str {
        &self.text[token.span().range()]
    }

    /// From the start of a token to the end of the last one that was taken.
    fn span_from(&self, start: Token) -> Span {
        let end = self.tokens[self.at.saturating_sub(1)].end;
        Span::new(start.start, end.max(start.start))
    }

    fn is(&self, symbol: &str) -> bool {
        is_symbol(self.token(), symbol)
    }

    fn take(&mut self, symbol: &str) -> bool {
        let taken = self.is(symbol);
        if taken {
            self.advance();
        }
        taken
    }

    fn expect(&mut self, symbol: &'static str) -> Parsed<Token> {
        if self.is(symbol) {
            return Ok(self.advance());
        }
        let error = self.unexpected(&format!("`{symbol}`"));
        Err(match self.unclosed().filter(|_| matches!(symbol, ")" | "]" | "}")) {
            Some(open) if error.hint.is_none() => error.hint(format!("close the `{open}` before it")),
            _ => error,
        })
    }

    /// The last bracket so far that is never closed.
    fn unclosed(&self) -> Option<&'t str> {
        let open =
            |token: &&Token| matches!(token.kind, Kind::Symbol("(" | "[" | "{")) && token.closes_at == 0;
        self.tokens[..self.at].iter().rev().find(open).map(|token| self.words(*token))
    }

    fn is_word(&self, keyword: &str) -> bool {
        self.word_ahead(0, keyword)
    }

    fn word_ahead(&self, places: usize, keyword: &str) -> bool {
        let token = self.ahead(places);
        token.kind == Kind::Word && self.words(token).eq_ignore_ascii_case(keyword)
    }

    /// Takes keywords that follow one another, all or none.
    fn take_words(&mut self, keywords: &[&str]) -> bool {
        let taken = keywords.iter().enumerate().all(|(places, keyword)| self.word_ahead(places, keyword));
        if taken {
            keywords.iter().for_each(|_| _ = self.advance());
        }
        taken
    }

    fn take_word(&mut self, keyword: &str) -> bool {
        self.take_words(&[keyword])
    }

    fn expect_word(&mut self, keyword: &str) -> Parsed<()> {
        if self.take_word(keyword) { Ok(()) } else { Err(self.unexpected(&format!("`{keyword}`"))) }
    }

    fn is_name(&self) -> bool {
        matches!(self.kind(), Kind::Word | Kind::Quoted)
    }

    fn name(&mut self, what: &str) -> Parsed<Name> {
        if !self.is_name() {
            return Err(self.unexpected(what));
        }
        let token = self.advance();
        Ok(Name { text: scan::unquoted(self.words(token)), span: token.span() })
    }

    /// Things with commas between them.
    fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.take(",") {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// Things with commas between them, or none, up to the bracket that closes them.
    fn list_until<T>(
        &mut self,
        close: &'static str,
        item: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let items = if self.is(close) { Vec::new() } else { self.list(item)? };
        self.expect(close)?;
        Ok(items)
    }

    /// Reads what a `|` ends, or does not end.
    fn with_bar<T>(&mut self, ends: bool, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let outer = std::mem::replace(&mut self.bar_ends, ends);
        let node = read(self);
        self.bar_ends = outer;
        node
    }

    /// Reads what is nested one deeper.
    fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        self.depth += 1;
        let node = self.beside(|parser| {
            let node = parser.in_bounds(parser.depth, MAX_DEPTH).and_then(|()| read(parser))?;
            parser.grow().map(|()| node)
        });
        self.depth -= 1;
        node
    }

    /// Reads what stands beside the tree that was made last: of the two, the higher one counts.
    fn beside<T>(&mut self, read: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let other = std::mem::take(&mut self.height);
        let node = read(self);
        self.height = self.height.max(other);
        node
    }

    /// Counts one more node on top of the tree that was made last.
    fn grow(&mut self) -> Parsed<()> {
        self.height += 1;
        self.in_bounds(self.height, MAX_HEIGHT)
    }

    fn in_bounds(&self, depth: u16, most: u16) -> Parsed<()> {
        if depth <= most {
            return Ok(());
        }
        let message = format!("this is nested more than {most} deep");
        Err(QueryError::syntax(Fault::TooLarge, self.token().span(), message))
    }

    /// Counts one more clause, pattern or step of a pattern.
    fn count_part(&mut self) -> Parsed<()> {
        self.parts += 1;
        self.in_number(self.parts, MAX_PARTS, "clauses, patterns and steps of patterns")
    }

    /// Counts one more column or sort key.
    fn count_column(&mut self) -> Parsed<()> {
        self.columns += 1;
        self.in_number(self.columns, MAX_COLUMNS, "columns and sort keys")
    }

    fn in_number(&self, count: usize, most: usize, what: &str) -> Parsed<()> {
        if count <= most {
            return Ok(());
        }
        let message = format!("this query has more than {most} {what}");
        Err(QueryError::syntax(Fault::TooLarge, self.token().span(), message))
    }

    /// The error that something else was expected here.
    fn unexpected(&self, expected: &str) -> QueryError {
        let token = self.token();
        let found = match token.kind {
            Kind::End => "the query ends".to_owned(),
            _ => format!("`{}` stands", shortened(self.words(token), 40)),
        };
        let message = format!("{found} where {expected} was expected");
        let fault =
            if token.kind == Kind::NoNumber { Fault::InvalidNumberLiteral } else { Fault::UnexpectedSyntax };
        let before = self.tokens[..self.at].last().map_or("", |token| self.words(*token));
        let hint = habit::of_tokens(before, self.words(token), self.words(self.ahead(1)));
        let hint =
            hint.map(ToOwned::to_owned).or_else(|| self.keyword_meant().filter(|_| expected == CLAUSE));
        hint.into_iter().fold(QueryError::syntax(fault, token.span(), message), QueryError::hint)
    }

    /// What to write for a word that stands where a clause should.
    fn keyword_meant(&self) -> Option<String> {
        let word = self.words(self.token());
        let is_other = |near: &&str| self.kind() == Kind::Word && !near.eq_ignore_ascii_case(word);
        let near = || nearest(word, keywords::behind_expressions()).filter(is_other);
        habit::of_word(word).map(ToOwned::to_owned).or_else(|| Some(format!("did you mean {}?", near()?)))
    }
}

fn is_symbol(token: Token, symbol: &str) -> bool {
    matches!(token.kind, Kind::Symbol(own) if own == symbol)
}
