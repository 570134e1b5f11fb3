//! Clauses and what they are made of.

use super::super::ast::{
    Clause, ClauseKind, Expr, Item, Name, ProcedureCall, Projection, Query, Write, Yields,
};
use super::super::error::{Fault, QueryError};
use super::scan::Kind;
use super::{CLAUSE, Parsed, Parser, is_symbol};

/// Clauses that only change a graph, which are not even read.
const WRITES: [&str; 6] = ["MERGE", "SET", "REMOVE", "FOREACH", "LOAD", "DROP"];

impl Parser<'_> {
    /// Runs of clauses joined by `UNION`.
    pub(super) fn query(&mut self) -> Parsed<Query> {
        let start = self.token();
        let mut query = Query { parts: vec![self.clauses()?], unions: Vec::new(), span: start.span() };
        while self.is_word("UNION") {
            let union = self.advance();
            let all = self.take_word("ALL");
            if !all {
                self.take_word("DISTINCT");
            }
            query.unions.push((all, union.span()));
            query.parts.push(self.clauses()?);
        }
        query.span = self.span_from(start);
        Ok(query)
    }

    fn clauses(&mut self) -> Parsed<Vec<Clause>> {
        let mut clauses = vec![self.clause()?];
        while !matches!(self.kind(), Kind::End | Kind::Symbol("}" | ";")) && !self.is_word("UNION") {
            clauses.push(self.clause()?);
        }
        Ok(clauses)
    }

    fn clause(&mut self) -> Parsed<Clause> {
        self.count_part()?;
        let start = self.token();
        let kind = self.clause_kind()?;
        Ok(Clause { kind, span: self.span_from(start) })
    }

    fn clause_kind(&mut self) -> Parsed<ClauseKind> {
        if self.take_words(&["OPTIONAL", "MATCH"]) {
            self.matching(true)
        } else if self.take_word("MATCH") {
            self.matching(false)
        } else if self.take_word("UNWIND") {
            let list = self.expression()?;
            self.expect_word("AS")?;
            Ok(ClauseKind::Unwind { list, variable: self.name("a name")? })
        } else if self.take_word("WITH") {
            let projection = self.projection()?;
            Ok(ClauseKind::With(projection, self.filter()?))
        } else if self.take_word("RETURN") {
            Ok(ClauseKind::Return(self.projection()?))
        } else if self.take_word("CALL") {
            self.call()
        } else {
            self.write()
        }
    }

    fn write(&mut self) -> Parsed<ClauseKind> {
        let schema = self.ahead(1).kind == Kind::Word && !is_symbol(self.ahead(2), "=");
        if !schema && self.take_word("CREATE") {
            return Ok(ClauseKind::Write(Write::Create(self.list(Self::path_pattern)?)));
        }
        if self.take_words(&["DETACH", "DELETE"]) || self.take_word("DELETE") {
            return Ok(ClauseKind::Write(Write::Delete(self.list(Self::expression)?)));
        }
        if self.is_word("CREATE") || WRITES.into_iter().any(|write| self.is_word(write)) {
            let fault = if self.depth > 0 { Fault::InvalidClauseComposition } else { Fault::ReadOnly };
            return Err(read_only(fault, self.token().span()));
        }
        Err(self.unexpected(CLAUSE))
    }

    fn matching(&mut self, optional: bool) -> Parsed<ClauseKind> {
        let patterns = self.list(Self::path_pattern)?;
        Ok(ClauseKind::Match { optional, patterns, filter: self.filter()? })
    }

    /// `WHERE` and what must hold, if there is any.
    pub(super) fn filter(&mut self) -> Parsed<Option<Expr>> {
        if self.take_word("WHERE") { Ok(Some(self.expression()?)) } else { Ok(None) }
    }

    fn projection(&mut self) -> Parsed<Projection> {
        let distinct = self.take_word("DISTINCT");
        let all = self.is("*").then(|| self.advance().span());
        let items = match all {
            Some(_) if !self.take(",") => Vec::new(),
            _ => self.list(Self::item)?,
        };
        let order = match self.take_words(&["ORDER", "BY"]) {
            true => self.list(Self::sort_key)?,
            false => Vec::new(),
        };
        let skip = match self.take_word("SKIP") || self.take_word("OFFSET") {
            true => Some(self.expression()?),
            false => None,
        };
        let limit = if self.take_word("LIMIT") { Some(self.expression()?) } else { None };
        Ok(Projection { distinct, all, items, order, skip, limit })
    }

    fn item(&mut self) -> Parsed<Item> {
        self.count_column()?;
        let expr = self.expression()?;
        let alias = if self.take_word("AS") { Some(self.name("a name")?) } else { None };
        Ok(Item { expr, alias })
    }

    fn sort_key(&mut self) -> Parsed<(Expr, bool)> {
        self.count_column()?;
        let expr = self.expression()?;
        let descending = self.take_word("DESC") || self.take_word("DESCENDING");
        if !descending {
            _ = self.take_word("ASC") || self.take_word("ASCENDING");
        }
        Ok((expr, descending))
    }

    fn call(&mut self) -> Parsed<ClauseKind> {
        let imports_follow = self.is("(") && is_symbol(self.tokens[self.token().closes_at as usize], ")");
        if self.is("{") || imports_follow {
            let imports = match self.take("(") {
                true if self.is("*") => {
                    return Err(self.unexpected("a variable").hint("name each: CALL (a, b) { … }"));
                }
                true => Some(self.list_until(")", |parser| parser.name("a variable"))?),
                false => None,
            };
            self.expect("{")?;
            let query = self.nested(Self::query)?;
            self.expect("}")?;
            return Ok(ClauseKind::Subquery { query, imports });
        }
        let name = self.dotted_name("a procedure or {")?;
        let args = match self.take("(") {
            true => Some(self.list_until(")", Self::expression)?),
            false => None,
        };
        let yields = if self.take_word("YIELD") { Some(self.yields()?) } else { None };
        let filter = if yields.is_some() { self.filter()? } else { None };
        Ok(ClauseKind::Call(ProcedureCall { name, args, yields, filter }))
    }

    fn yields(&mut self) -> Parsed<Yields> {
        if self.is("*") {
            return Ok(Yields::All(self.advance().span()));
        }
        let field = |parser: &mut Self| {
            let name = parser.name("a field")?;
            let alias = if parser.take_word("AS") { Some(parser.name("a name")?) } else { None };
            Ok((name, alias))
        };
        Ok(Yields::Fields(self.list(field)?))
    }

    /// A name with dots in it.
    pub(super) fn dotted_name(&mut self, what: &str) -> Parsed<Name> {
        let start = self.token();
        let mut text = self.name(what)?.text;
        while self.take(".") {
            text.push('.');
            text += &self.name("a name")?.text;
        }
        Ok(Name { text, span: self.span_from(start) })
    }
}

/// The error of a clause that changes the graph.
pub(in crate::query::cypher) fn read_only(fault: Fault, span: crate::text::Span) -> QueryError {
    QueryError::syntax(fault, span, "a query only reads: the graph is built from its sources")
        .hint("change the sources or the concepts and run `ideagraph build`")
}
