//! Expressions, from the operators that bind least to those that bind most (openCypher grammar, "value expression").

use super::super::ast::{Expr, ExprKind, Logic, Name, Operator, Predicate, Relation};
use super::super::error::{Fault, QueryError};
use super::lexer::Token;
use super::scan::Kind;
use super::{Parsed, Parser, is_symbol};

impl Parser<'_> {
    /// Any expression.
    pub(super) fn expression(&mut self) -> Parsed<Expr> {
        self.nested(Self::or)
    }

    pub(super) fn expr(&self, start: Token, kind: ExprKind) -> Expr {
        Expr { kind, span: self.span_from(start) }
    }

    pub(super) fn boxed(&mut self) -> Parsed<Box<Expr>> {
        self.expression().map(Box::new)
    }

    fn or(&mut self) -> Parsed<Expr> {
        self.logic(Logic::Or, "OR", |parser| {
            parser.logic(Logic::Xor, "XOR", |parser| parser.logic(Logic::And, "AND", Self::not))
        })
    }

    /// Operands with one word between them.
    fn logic(
        &mut self,
        logic: Logic,
        word: &str,
        mut operand: impl FnMut(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let start = self.token();
        let first = operand(self)?;
        if !self.is_word(word) {
            return Ok(first);
        }
        let mut operands = vec![first];
        while self.take_word(word) {
            operands.push(self.beside(&mut operand)?);
        }
        self.grow()?;
        Ok(self.expr(start, ExprKind::Logic(logic, operands)))
    }

    fn not(&mut self) -> Parsed<Expr> {
        let start = self.token();
        if !self.take_word("NOT") {
            return self.comparison();
        }
        let operand = self.nested(Self::not)?;
        Ok(self.expr(start, ExprKind::Not(Box::new(operand))))
    }

    fn comparison(&mut self) -> Parsed<Expr> {
        let start = self.token();
        let first = self.predicate()?;
        let mut rest = Vec::new();
        let mut between = self.at;
        while let Some(relation) = self.relation() {
            if !rest.is_empty() {
                self.check_operand(between)?;
            }
            self.advance();
            between = self.at;
            rest.push((relation, self.beside(Self::predicate)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        self.grow()?;
        Ok(self.expr(start, ExprKind::Comparison(Box::new(first), rest)))
    }

    /// An operand between two comparisons, from a token on: `a = b || c = d` does not mean to join strings.
    fn check_operand(&self, mut at: usize) -> Parsed<()> {
        while at < self.at {
            let token = self.tokens[at];
            if is_symbol(token, "||") {
                let message = "`||` joins strings, and is compared here";
                return Err(
                    QueryError::syntax(Fault::UnexpectedSyntax, token.span(), message).hint("write `OR`")
                );
            }
            at = at.max(token.closes_at as usize) + 1;
        }
        Ok(())
    }

    fn relation(&self) -> Option<Relation> {
        let Kind::Symbol(symbol) = self.kind() else { return None };
        Some(match symbol {
            "=" => Relation::Equal,
            "<>" => Relation::Unequal,
            "<" => Relation::Less,
            "<=" => Relation::LessOrEqual,
            ">" => Relation::Greater,
            ">=" => Relation::GreaterOrEqual,
            _ => return None,
        })
    }

    /// `IN`, `STARTS WITH`, `IS NULL` and their like.
    fn predicate(&mut self) -> Parsed<Expr> {
        let start = self.token();
        let mut expr = self.sum()?;
        loop {
            let kind = if self.take_words(&["IS", "NULL"]) {
                ExprKind::IsNull(Box::new(expr), true)
            } else if self.take_words(&["IS", "NOT", "NULL"]) {
                ExprKind::IsNull(Box::new(expr), false)
            } else if let Some(predicate) = self.take_predicate() {
                ExprKind::Predicate(predicate, Box::new(expr), Box::new(self.beside(Self::sum)?))
            } else if self.is(":") || self.is_word("IS") {
                let Some(labels) = self.labels()? else { return Err(self.unexpected("a label")) };
                ExprKind::HasLabels(Box::new(expr), labels)
            } else {
                return Ok(expr);
            };
            self.grow()?;
            expr = self.expr(start, kind);
        }
    }

    fn take_predicate(&mut self) -> Option<Predicate> {
        match () {
            () if self.take_word("IN") => Some(Predicate::In),
            () if self.take_words(&["STARTS", "WITH"]) => Some(Predicate::StartsWith),
            () if self.take_words(&["ENDS", "WITH"]) => Some(Predicate::EndsWith),
            () if self.take_word("CONTAINS") => Some(Predicate::Contains),
            () if self.take("=~") => Some(Predicate::Matches),
            () => None,
        }
    }

    fn sum(&mut self) -> Parsed<Expr> {
        let operators = [("+", Operator::Add), ("-", Operator::Subtract), ("||", Operator::Add)];
        self.arithmetic(&operators, Self::product)
    }

    fn product(&mut self) -> Parsed<Expr> {
        let operators = [("*", Operator::Multiply), ("/", Operator::Divide), ("%", Operator::Remainder)];
        self.arithmetic(&operators, |parser| parser.arithmetic(&[("^", Operator::Power)], Self::operand))
    }

    /// Operands with operators between them that bind alike.
    fn arithmetic(
        &mut self,
        operators: &[(&str, Operator)],
        mut operand: impl FnMut(&mut Self) -> Parsed<Expr>,
    ) -> Parsed<Expr> {
        let start = self.token();
        let first = operand(self)?;
        let mut rest = Vec::new();
        while let Some(&(_, operator)) = operators.iter().find(|(symbol, _)| self.is(symbol)) {
            self.advance();
            rest.push((operator, self.beside(&mut operand)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        self.grow()?;
        Ok(self.expr(start, ExprKind::Arithmetic(Box::new(first), rest)))
    }

    /// Something with signs before it, and properties, places and slices behind it.
    fn operand(&mut self) -> Parsed<Expr> {
        self.beside(Self::signed)
    }

    fn signed(&mut self) -> Parsed<Expr> {
        let start = self.token();
        let negative = self.is("-");
        if !negative && !self.is("+") {
            return self.postfix();
        }
        self.advance();
        if negative && matches!(self.kind(), Kind::Integer | Kind::Float) {
            let kind = self.number(true)?;
            let number = self.expr(start, kind);
            return self.postfix_of(start, number);
        }
        let operand = self.nested(Self::signed)?;
        Ok(self.expr(start, ExprKind::Sign(Box::new(operand), negative)))
    }

    fn postfix(&mut self) -> Parsed<Expr> {
        let start = self.token();
        // Whatever has brackets of its own has labels of its own in them.
        let expr = self.with_bar(false, Self::primary)?;
        self.postfix_of(start, expr)
    }

    fn postfix_of(&mut self, start: Token, mut expr: Expr) -> Parsed<Expr> {
        loop {
            let kind = if self.take(".") {
                ExprKind::Property(Box::new(expr), self.name("a property")?)
            } else if self.take("[") {
                self.place_or_slice(expr)?
            } else {
                return Ok(expr);
            };
            self.grow()?;
            expr = self.expr(start, kind);
        }
    }

    fn place_or_slice(&mut self, list: Expr) -> Parsed<ExprKind> {
        let list = Box::new(list);
        let from = if self.is("..") { None } else { Some(self.boxed()?) };
        if let (Some(_), false) = (&from, self.is("..")) {
            self.expect("]")?;
            return Ok(match from {
                Some(at) => ExprKind::Index(list, at),
                None => ExprKind::Slice(list, None, None),
            });
        }
        self.expect("..")?;
        let to = if self.is("]") { None } else { Some(self.boxed()?) };
        self.expect("]")?;
        Ok(ExprKind::Slice(list, from, to))
    }

    fn primary(&mut self) -> Parsed<Expr> {
        let start = self.token();
        let kind = match start.kind {
            Kind::Integer | Kind::Float => self.number(false)?,
            Kind::Text => self.text_literal()?,
            Kind::Symbol("(") if self.pattern_follows() => self.pattern_expression()?,
            Kind::Symbol("(") => return self.parenthesised(),
            Kind::Symbol("[") => self.bracketed()?,
            Kind::Symbol("{") => return self.map(),
            Kind::Symbol("$") => self.parameter()?,
            Kind::Word => self.word()?,
            Kind::Quoted => self.call_or_variable()?,
            _ => return Err(self.unexpected("an expression")),
        };
        Ok(self.expr(start, kind))
    }

    /// Brackets; the span of what stands in them grows to take them in.
    fn parenthesised(&mut self) -> Parsed<Expr> {
        let start = self.expect("(")?;
        let inner = self.expression()?;
        if self.is(",") {
            let hint = "a list stands in square brackets: ['Ada', 'Bob']";
            return Err(self.unexpected("`)`").hint(hint));
        }
        self.expect(")")?;
        Ok(self.expr(start, inner.kind))
    }

    pub(super) fn pattern_expression(&mut self) -> Parsed<ExprKind> {
        Ok(ExprKind::Pattern(Box::new(self.nested(Self::path_pattern)?)))
    }

    fn parameter(&mut self) -> Parsed<ExprKind> {
        self.advance();
        match self.kind() {
            Kind::Integer | Kind::NoNumber => {
                let token = self.advance();
                Ok(ExprKind::Parameter(self.words(token).to_owned()))
            }
            _ => Ok(ExprKind::Parameter(self.name("the name of a parameter")?.text)),
        }
    }

    /// A map.
    pub(super) fn map(&mut self) -> Parsed<Expr> {
        let start = self.expect("{")?;
        let entry = |parser: &mut Self| {
            let key = parser.key()?;
            if parser.is("=") {
                return Err(parser.unexpected("`:`").hint("a map is written {name: 'Ada'}"));
            }
            if parser.is("}") {
                return Err(parser.unexpected("`:`").hint(format!("a parameter is written ${}", key.text)));
            }
            parser.expect(":")?;
            Ok((key, parser.expression()?))
        };
        let entries = self.list_until("}", entry)?;
        Ok(self.expr(start, ExprKind::Map(entries)))
    }

    /// The key of a map.
    fn key(&mut self) -> Parsed<Name> {
        let is_text = self.kind() == Kind::Text;
        let error = |error| QueryError { fault: Fault::UnexpectedSyntax, ..error };
        self.name("a key").map_err(|found| match is_text {
            true => error(found).hint("a key stands without quotes, or in backquotes"),
            false => error(found),
        })
    }

    /// A list, or a list or pattern comprehension.
    fn bracketed(&mut self) -> Parsed<ExprKind> {
        self.expect("[")?;
        if self.is_name() && self.word_ahead(1, "IN") {
            let (variable, list) = self.each()?;
            let filter = self.with_bar(true, Self::filter)?.map(Box::new);
            let map = if self.take("|") { Some(self.boxed()?) } else { None };
            self.expect("]")?;
            return Ok(ExprKind::ListComprehension(variable, list, filter, map));
        }
        if self.pattern_comprehension_follows() {
            let pattern = Box::new(self.nested(Self::path_pattern)?);
            let filter = self.with_bar(true, Self::filter)?.map(Box::new);
            self.expect("|")?;
            let map = self.boxed()?;
            self.expect("]")?;
            return Ok(ExprKind::PatternComprehension(pattern, filter, map));
        }
        Ok(ExprKind::List(self.list_until("]", Self::expression)?))
    }

    fn pattern_comprehension_follows(&self) -> bool {
        let named = self.is_name() && is_symbol(self.ahead(1), "=") && is_symbol(self.ahead(2), "(");
        self.pattern_follows() || named
    }

    /// `x IN list`.
    pub(super) fn each(&mut self) -> Parsed<(Name, Box<Expr>)> {
        let variable = self.name("a name")?;
        self.expect_word("IN")?;
        Ok((variable, self.boxed()?))
    }
}
