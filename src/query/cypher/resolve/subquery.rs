//! Queries within expressions: subqueries, and patterns that stand for a value.

use super::clause::Ends;
use super::search::give_conditions;
use super::{Kind, Resolution, Resolver, Typed};
use crate::query::cypher::ast::{self, Expr as Ast, Name, Subquery};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::resolved::{Clause, Expr, Form, Part, Project, Query, Slot};
use crate::text::Span;

impl Resolver<'_> {
    /// A pattern in place of a value: whether it has a match, or the shortest paths that match it.
    pub(super) fn pattern_expression(&mut self, pattern: &ast::PathPattern, span: Span) -> Resolution<Typed> {
        let names = std::iter::once(&pattern.start.variable)
            .chain(pattern.steps.iter().flat_map(|(hop, node)| [&hop.variable, &node.variable]));
        for ast::Name { text, span } in names.flatten() {
            let hint = format!("a pattern here names nothing new: leave {text} out, or write EXISTS {{ … }}");
            self.variable_or(text, *span, Some(hint))?;
        }
        match pattern.search {
            ast::Search::Every if !self.condition => {
                let message = "a pattern here is no value";
                Err(QueryError::syntax(Fault::UnexpectedSyntax, span, message)
                    .hint("ask whether it has a match with exists { … }, or how many with count { … }"))
            }
            ast::Search::Every => {
                let (number, outer) = self.pattern_subquery(pattern, |_, _| Ok(None))?;
                Ok((Expr::Subquery(number, Form::Exists, outer), Kind::Boolean))
            }
            search => {
                let path = ast::PathPattern {
                    variable: Some(Name { text: " path".to_owned(), span }),
                    ..pattern.clone()
                };
                let (number, outer) = self.pattern_subquery(&path, |resolver, _| {
                    resolver.variable(" path", span).map(|variable| Some(Expr::Slot(variable.slot)))
                })?;
                let one = search == ast::Search::Shortest;
                let kind = if one { Kind::Path } else { Kind::List(Box::new(Kind::Path)) };
                Ok((Expr::Subquery(number, if one { Form::First } else { Form::Collect }, outer), kind))
            }
        }
    }

    pub(super) fn pattern_comprehension(
        &mut self,
        pattern: &ast::PathPattern,
        filter: Option<&Ast>,
        map: &Ast,
    ) -> Resolution<Typed> {
        let mut kind = Kind::Any;
        let (number, outer) = self.pattern_subquery(pattern, |resolver, filters| {
            if let Some(filter) = filter {
                filters.extend(resolver.conjuncts(filter)?);
            }
            let (expr, own) = resolver.expression(map)?;
            kind = own;
            Ok(Some(expr))
        })?;
        Ok((Expr::Subquery(number, Form::Collect, outer), Kind::List(Box::new(kind))))
    }

    /// A subquery that matches one pattern; `finish` adds conditions and says what is made of each match.
    fn pattern_subquery(
        &mut self,
        pattern: &ast::PathPattern,
        finish: impl FnOnce(&mut Self, &mut Vec<Expr>) -> Resolution<Option<Expr>>,
    ) -> Resolution<(usize, Vec<Slot>)> {
        self.nested_query(|resolver| {
            let mut found = resolver.patterns(std::slice::from_ref(pattern), false)?;
            let item = finish(resolver, &mut found.filters)?;
            give_conditions(&mut found);
            let mut clauses = vec![Clause::Match(found)];
            let mut columns = Vec::new();
            if let Some(expr) = item {
                let slot = resolver.new_slot("");
                clauses.push(Clause::Project(one_column(slot, expr)));
                columns.push(slot);
            }
            let parts = vec![Part { clauses, columns: columns.clone() }];
            Ok(Query { parts, distinct: false, columns })
        })
    }

    pub(super) fn subquery(&mut self, kind: Subquery, query: &ast::Query) -> Resolution<Typed> {
        let ends = if kind == Subquery::Collect { Ends::Return } else { Ends::Anyhow };
        let (number, outer) = self.nested_query(|resolver| Ok(resolver.query(query, ends)?.0))?;
        let (form, kind) = match kind {
            Subquery::Exists => (Form::Exists, Kind::Boolean),
            Subquery::Count => (Form::Count, Kind::Integer),
            Subquery::Collect => (Form::Collect, Kind::list()),
        };
        Ok((Expr::Subquery(number, form, outer), kind))
    }

    /// Resolves a query that sees all variables here; gives its number and the slots that it uses of them.
    fn nested_query(
        &mut self,
        resolve: impl FnOnce(&mut Self) -> Resolution<Query>,
    ) -> Resolution<(usize, Vec<Slot>)> {
        let (scope, first, looked_up) = (self.scope.clone(), self.slots.len() as u32, self.looked_up.len());
        let number = self.subqueries.len();
        self.subqueries.push(None);
        let before = std::mem::replace(&mut self.condition, false);
        let query = self.without_aggregates(resolve);
        self.condition = before;
        self.scope = scope;
        self.subqueries[number] = Some(query?);
        let mut outer: Vec<Slot> =
            self.looked_up[looked_up..].iter().copied().filter(|slot| slot.0 < first).collect();
        outer.sort_unstable();
        outer.dedup();
        Ok((number, outer))
    }
}

fn one_column(slot: Slot, expr: Expr) -> Project {
    Project {
        groups: None,
        items: vec![(slot, expr)],
        distinct: false,
        order: Vec::new(),
        skip: None,
        limit: None,
        filters: Vec::new(),
    }
}
