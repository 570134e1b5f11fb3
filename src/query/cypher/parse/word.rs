//! Expressions that begin with a word: literals, `CASE`, subqueries, `reduce` and its like, calls and variables.

use super::super::ast::{Clause, ClauseKind, ExprKind, MapItem, Quantifier, Query, Reduce, Subquery};
use super::scan::Kind;
use super::{Parsed, Parser, is_symbol};

impl Parser<'_> {
    /// What begins with a word: a literal, a keyword's expression, a call or a variable.
    pub(super) fn word(&mut self) -> Parsed<ExprKind> {
        let called = is_symbol(self.ahead(1), "(");
        let word = self.words(self.token()).to_ascii_lowercase();
        match (word.as_str(), called) {
            ("null", false) => self.constant(ExprKind::Null),
            ("true", false) => self.constant(ExprKind::Boolean(true)),
            ("false", false) => self.constant(ExprKind::Boolean(false)),
            ("inf" | "infinity", false) => self.constant(ExprKind::Float(f64::INFINITY)),
            ("nan", false) => self.constant(ExprKind::Float(f64::NAN)),
            ("case", _) if !self.is_alone() => self.case(),
            ("exists" | "count" | "collect", _) if is_symbol(self.ahead(1), "{") => self.subquery(),
            ("exists", true) if self.argument_is_pattern() => self.exists_pattern(),
            ("count", true) if is_symbol(self.ahead(2), "*") => {
                (0..3).for_each(|_| _ = self.advance());
                self.expect(")")?;
                Ok(ExprKind::CountAll)
            }
            ("all" | "any" | "none" | "single", true) if self.word_ahead(3, "IN") => self.quantifier(&word),
            ("reduce", true) => self.reduce(),
            ("shortestpath" | "allshortestpaths", true) => self.pattern_expression(),
            _ => self.call_or_variable(),
        }
    }

    fn constant(&mut self, kind: ExprKind) -> Parsed<ExprKind> {
        self.advance();
        Ok(kind)
    }

    /// Whether nothing follows here that an expression may begin with.
    fn is_alone(&self) -> bool {
        match self.ahead(1).kind {
            Kind::End => true,
            Kind::Symbol(symbol) => !matches!(symbol, "(" | "[" | "{" | "$" | "-" | "+"),
            Kind::Word => {
                ["AS", "ORDER", "SKIP", "LIMIT", "IN", "IS"].into_iter().any(|w| self.word_ahead(1, w))
            }
            _ => false,
        }
    }

    fn argument_is_pattern(&self) -> bool {
        let inner = self.ahead(2);
        let closes_at = inner.closes_at as usize;
        is_symbol(inner, "(") && closes_at > 0 && {
            let after = self.tokens[(closes_at + 1).min(self.tokens.len() - 1)];
            is_symbol(after, "-") || is_symbol(after, "<")
        }
    }

    fn exists_pattern(&mut self) -> Parsed<ExprKind> {
        self.advance();
        self.expect("(")?;
        let query = self.nested(Self::pattern_query)?;
        self.expect(")")?;
        Ok(ExprKind::Subquery(Subquery::Exists, Box::new(query)))
    }

    fn case(&mut self) -> Parsed<ExprKind> {
        self.advance();
        let operand = if self.is_word("WHEN") { None } else { Some(self.boxed()?) };
        let mut branches = Vec::new();
        while self.take_word("WHEN") {
            let when = match operand {
                Some(_) => self.list(Self::expression)?,
                None => vec![self.expression()?],
            };
            self.expect_word("THEN")?;
            branches.push((when, self.expression()?));
        }
        if branches.is_empty() {
            return Err(self.unexpected("`WHEN`"));
        }
        let otherwise = if self.take_word("ELSE") { Some(self.boxed()?) } else { None };
        self.expect_word("END")?;
        Ok(ExprKind::Case(operand, branches, otherwise))
    }

    /// `EXISTS { … }` with a whole query, or with a pattern alone.
    fn subquery(&mut self) -> Parsed<ExprKind> {
        let word = self.advance();
        let kind = match self.words(word).to_ascii_lowercase().as_str() {
            "exists" => Subquery::Exists,
            "count" => Subquery::Count,
            _ => Subquery::Collect,
        };
        self.expect("{")?;
        let query = self.nested(|parser| match parser.is("(") || is_symbol(parser.ahead(1), "=") {
            true => parser.pattern_query(),
            false => parser.query(),
        })?;
        self.expect("}")?;
        Ok(ExprKind::Subquery(kind, Box::new(query)))
    }

    /// Patterns that stand for the query that matches them.
    fn pattern_query(&mut self) -> Parsed<Query> {
        let start = self.token();
        let patterns = self.list(Self::path_pattern)?;
        let filter = self.filter()?;
        let span = self.span_from(start);
        let clause = Clause { kind: ClauseKind::Match { optional: false, patterns, filter }, span };
        Ok(Query { parts: vec![vec![clause]], unions: Vec::new(), span })
    }

    fn quantifier(&mut self, word: &str) -> Parsed<ExprKind> {
        self.advance();
        self.expect("(")?;
        let (variable, list) = self.each()?;
        let filter = self.filter()?.map(Box::new);
        self.expect(")")?;
        let quantifier = match word {
            "all" => Quantifier::All,
            "any" => Quantifier::Any,
            "none" => Quantifier::None,
            _ => Quantifier::Single,
        };
        Ok(ExprKind::Quantifier(quantifier, variable, list, filter))
    }

    fn reduce(&mut self) -> Parsed<ExprKind> {
        self.advance();
        self.expect("(")?;
        let total = self.name("a name")?;
        self.expect("=")?;
        let start = self.expression()?;
        self.expect(",")?;
        let (variable, list) = self.each()?;
        self.expect("|")?;
        let step = self.expression()?;
        self.expect(")")?;
        Ok(ExprKind::Reduce(Box::new(Reduce { total, start, variable, list: *list, step })))
    }

    /// `name(…)`, `name {…}` or a name alone.
    pub(super) fn call_or_variable(&mut self) -> Parsed<ExprKind> {
        if self.call_follows() {
            let name = self.dotted_name("a function")?;
            self.expect("(")?;
            let distinct = self.take_word("DISTINCT");
            return Ok(ExprKind::Call(name, distinct, self.list_until(")", Self::expression)?));
        }
        let name = self.name("a name")?;
        if !self.take("{") {
            return Ok(ExprKind::Variable(name.text));
        }
        let items = self.list_until("}", Self::map_item)?;
        Ok(ExprKind::MapProjection(name, items))
    }

    /// Whether names with dots between them, and then a bracket, follow.
    fn call_follows(&self) -> bool {
        let mut places = 1;
        while is_symbol(self.ahead(places), ".")
            && matches!(self.ahead(places + 1).kind, Kind::Word | Kind::Quoted)
        {
            places += 2;
        }
        is_symbol(self.ahead(places), "(")
    }

    fn map_item(&mut self) -> Parsed<MapItem> {
        if self.take(".") {
            return match self.take("*") {
                true => Ok(MapItem::All),
                false => Ok(MapItem::Property(self.name("a property")?)),
            };
        }
        let name = self.name("a name")?;
        match self.take(":") {
            true => Ok(MapItem::Entry(name, self.expression()?)),
            false => Ok(MapItem::Variable(name)),
        }
    }
}
