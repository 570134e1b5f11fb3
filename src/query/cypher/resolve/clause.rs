//! Clauses in their order: each changes which names the ones after it can use.

use rustc_hash::FxHashSet;

use super::search::give_conditions;
use super::{Column, Kind, Resolution, Resolver, Scope, Variable};
use crate::query::cypher::ast::{self, ClauseKind, Logic, Name, ProcedureCall, Write, Yields};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::parse::read_only;
use crate::query::cypher::procedure::{PROCEDURES, Procedure};
use crate::query::cypher::resolved::{Call, Clause, Expr, Match, Part, Query};
use crate::text::{Span, nearest};

/// How a query must end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    /// With `RETURN`, or with a procedure that stands alone.
    Return,
    /// Anyhow: only whether there are rows counts.
    Anyhow,
}

impl Resolver<'_> {
    /// Resolves the runs of clauses of a query, each in the same scope.
    pub(super) fn query(&mut self, query: &ast::Query, ends: Ends) -> Resolution<(Query, Vec<Column>)> {
        let outer = self.scope.clone();
        let mut parts = Vec::new();
        let mut columns: Option<Vec<Column>> = None;
        for clauses in &query.parts {
            self.scope = outer.clone();
            let (clauses, own) = self.part(clauses, ends, query.span)?;
            let expected = columns.get_or_insert_with(|| own.clone());
            let own = in_order(expected, &own).ok_or_else(|| {
                different_columns(expected, &own, query.unions.first().map_or(query.span, |u| u.1))
            })?;
            parts.push(Part { clauses, columns: own.iter().map(|column| column.slot).collect() });
            for (column, own) in expected.iter_mut().zip(own) {
                column.kind = Kind::common([column.kind.clone(), own.kind]);
            }
        }
        self.scope = outer;
        check_unions(&query.unions)?;
        let mut columns = columns.unwrap_or_default();
        if parts.len() > 1 {
            columns.iter_mut().for_each(|column| column.slot = self.new_slot(&column.name));
        }
        let distinct = query.unions.iter().any(|(all, _)| !all);
        let slots = columns.iter().map(|column| column.slot).collect();
        Ok((Query { parts, distinct, columns: slots }, columns))
    }

    fn part(
        &mut self,
        clauses: &[ast::Clause],
        ends: Ends,
        span: Span,
    ) -> Resolution<(Vec<Clause>, Vec<Column>)> {
        let mut resolved = Vec::new();
        let mut columns = None;
        for (n, clause) in clauses.iter().enumerate() {
            if columns.is_some() {
                let message = "nothing can follow RETURN";
                let error = QueryError::syntax(Fault::InvalidClauseComposition, clause.span, message);
                return Err(error.hint("go on behind WITH, or end the query with `;` and ask the next one"));
            }
            let alone = clauses.len() == 1;
            columns = self.clause(clause, alone && ends == Ends::Return, n, &mut resolved)?;
        }
        match (columns, ends) {
            (Some(columns), _) => Ok((resolved, columns)),
            (None, Ends::Anyhow) => Ok((resolved, Vec::new())),
            (None, Ends::Return) => {
                let last = clauses.last().map_or(span, |clause| clause.span);
                let at = Span::new(last.end.saturating_sub(1).max(last.start), last.end);
                let message = "a query ends with RETURN";
                Err(QueryError::syntax(Fault::InvalidClauseComposition, at, message)
                    .hint("say what you want of what was found, as in RETURN *"))
            }
        }
    }

    /// Resolves one clause; gives the columns when it is the last of a query.
    fn clause(
        &mut self,
        clause: &ast::Clause,
        alone: bool,
        place: usize,
        resolved: &mut Vec<Clause>,
    ) -> Resolution<Option<Vec<Column>>> {
        match &clause.kind {
            ClauseKind::Match { optional, patterns, filter } => {
                let found = self.matching(*optional, patterns, filter.as_ref())?;
                resolved.push(Clause::Match(found));
            }
            ClauseKind::Unwind { list, variable } => {
                let (expr, kind) = self.expression(list)?;
                let element = match kind {
                    Kind::List(element) => *element,
                    _ => Kind::Any,
                };
                let slot = self.bind_free(variable, element)?;
                self.take_over(slot, list, true);
                resolved.push(Clause::Unwind(expr, slot));
            }
            ClauseKind::With(projection, filter) => {
                let (project, _) = self.projection(projection, filter.as_ref(), true, clause.span)?;
                resolved.push(Clause::Project(project));
            }
            ClauseKind::Return(projection) => {
                let (project, columns) = self.projection(projection, None, false, clause.span)?;
                resolved.push(Clause::Project(project));
                return Ok(Some(columns));
            }
            ClauseKind::Call(call) => {
                let (call, columns) = self.procedure_call(call, alone)?;
                resolved.push(Clause::Call(call));
                return Ok(alone.then_some(columns));
            }
            ClauseKind::Subquery { query, imports } => {
                resolved.push(Clause::Subquery(self.subquery_clause(query, imports.as_deref())?));
            }
            ClauseKind::Write(write) => {
                let inside = matches!(write, Write::Create(_) | Write::Delete(_))
                    && place > 0
                    && self.within_subquery();
                let fault = if inside { Fault::InvalidClauseComposition } else { Fault::ReadOnly };
                return Err(read_only(fault, clause.span));
            }
        }
        Ok(None)
    }

    fn within_subquery(&self) -> bool {
        self.subqueries.iter().any(Option::is_none)
    }

    fn matching(
        &mut self,
        optional: bool,
        patterns: &[ast::PathPattern],
        filter: Option<&ast::Expr>,
    ) -> Resolution<Match> {
        let mut found = self.patterns(patterns, optional)?;
        if let Some(filter) = filter {
            found.filters.extend(self.conjuncts(filter)?);
        }
        self.narrow_by_filters(&found);
        give_conditions(&mut found);
        Ok(found)
    }

    /// A condition as all that must hold, each by itself.
    pub(super) fn conjuncts(&mut self, filter: &ast::Expr) -> Resolution<Vec<Expr>> {
        let (condition, _) = self.without_aggregates(|resolver| resolver.condition(filter))?;
        Ok(split(condition))
    }

    fn procedure_call(&mut self, call: &ProcedureCall, alone: bool) -> Resolution<(Call, Vec<Column>)> {
        let procedure = Procedure::find(&call.name.text).ok_or_else(|| not_found(&call.name))?;
        self.called.push(procedure);
        let args = match &call.args {
            Some(args) => self.procedure_args(procedure, call.name.span, args)?,
            None if alone => self.implicit_args(procedure, call.name.span),
            None => {
                let message = "the arguments of a procedure within a query are written out";
                return Err(QueryError::syntax(Fault::InvalidArgumentPassingMode, call.name.span, message));
            }
        };
        let all: Vec<(Name, Option<Name>)> = procedure
            .columns
            .iter()
            .map(|(name, _)| (Name { text: (*name).to_owned(), span: call.name.span }, None))
            .collect();
        let fields = match &call.yields {
            Some(Yields::Fields(fields)) => fields,
            Some(Yields::All(span)) if !alone => {
                let message = "the fields of a procedure within a query are listed";
                return Err(QueryError::syntax(Fault::UnexpectedSyntax, *span, message));
            }
            None if !alone && !procedure.columns.is_empty() => {
                let message = format!("{} needs YIELD here", procedure.name);
                return Err(QueryError::syntax(Fault::UndefinedVariable, call.name.span, message));
            }
            _ => &all,
        };
        let mut columns = Vec::new();
        let mut yields = Vec::new();
        for (field, alias) in fields {
            let at = procedure.columns.iter().position(|(name, _)| *name == field.text).ok_or_else(|| {
                let message = format!("{} has no field {}", procedure.name, field.text);
                QueryError::syntax(Fault::UndefinedVariable, field.span, message)
            })?;
            let kind = procedure.columns[at].1.clone();
            let name = alias.as_ref().unwrap_or(field);
            let slot = self.bind_free(name, kind.clone())?;
            yields.push((at, slot));
            columns.push(Column { name: name.text.clone(), slot, kind });
        }
        let filters = call.filter.as_ref().map_or(Ok(Vec::new()), |filter| self.conjuncts(filter))?;
        Ok((Call { procedure, args, yields, filters }, columns))
    }

    fn procedure_args(
        &mut self,
        procedure: &Procedure,
        span: Span,
        args: &[ast::Expr],
    ) -> Resolution<Vec<Expr>> {
        if args.len() != procedure.args.len() {
            let names: Vec<&str> = procedure.args.iter().map(|(name, _)| *name).collect();
            let message = match names.len() {
                0 => format!("{} takes no arguments", procedure.name),
                count => format!("{} takes {count} arguments: {}", procedure.name, names.join(", ")),
            };
            return Err(QueryError::syntax(Fault::InvalidNumberOfArguments, span, message));
        }
        let each = args.iter().zip(procedure.args);
        each.map(|(arg, (_, accepted))| {
            let (expr, kind) = self.without_aggregates(|resolver| resolver.expression(arg))?;
            self.accept(&kind, accepted, arg.span, procedure.name)?;
            Ok(expr)
        })
        .collect()
    }

    /// Arguments that are not written out are parameters of the same names.
    fn implicit_args(&mut self, procedure: &Procedure, span: Span) -> Vec<Expr> {
        procedure.args.iter().map(|(name, _)| self.parameter(name, span)).collect()
    }

    fn subquery_clause(&mut self, query: &ast::Query, imports: Option<&[Name]>) -> Resolution<usize> {
        let outer = self.scope.clone();
        let mut inner = Scope::default();
        match imports {
            Some(names) => {
                for name in names {
                    let variable = self.variable(&name.text, name.span)?;
                    inner.set(&name.text, variable);
                }
            }
            None if query.parts.iter().any(|part| imports_first(part)) => inner = outer.clone(),
            None => {}
        }
        let mut hidden = outer.clone();
        inner.names().for_each(|name| hidden.restore(name, None));
        self.scope = inner;
        let hidden = std::mem::replace(&mut self.hidden, hidden);
        let number = self.subqueries.len();
        self.subqueries.push(None);
        let resolved = self.query(query, Ends::Return);
        self.hidden = hidden;
        self.scope = outer;
        let (resolved, columns) = resolved?;
        self.subqueries[number] = Some(resolved);
        for column in columns {
            let name = Name { text: column.name, span: query.span };
            if self.scope.get(&name.text).is_some() {
                self.bind_free(&name, Kind::Any)?;
            }
            self.scope.set(&name.text, Variable { slot: column.slot, kind: column.kind });
        }
        Ok(number)
    }
}

/// Whether a run of clauses begins with a `WITH` that only takes variables over.
fn imports_first(clauses: &[ast::Clause]) -> bool {
    matches!(clauses.first().map(|clause| &clause.kind), Some(ClauseKind::With(..)))
}

/// All that must hold for a condition to hold.
pub(super) fn split(condition: Expr) -> Vec<Expr> {
    match condition {
        Expr::Logic(Logic::And, operands) => operands.into_iter().flat_map(split).collect(),
        other => vec![other],
    }
}

/// Columns in the order of others by name; nothing when the names differ.
fn in_order(expected: &[Column], own: &[Column]) -> Option<Vec<Column>> {
    let names: FxHashSet<&str> = own.iter().map(|column| column.name.as_str()).collect();
    if own.len() != expected.len() || !expected.iter().all(|column| names.contains(column.name.as_str())) {
        return None;
    }
    let find = |name: &str| own.iter().find(|column| column.name == name).cloned();
    expected.iter().map(|column| find(&column.name)).collect()
}

fn different_columns(expected: &[Column], own: &[Column], span: Span) -> QueryError {
    let names = |columns: &[Column]| columns.iter().map(|c| c.name.clone()).collect::<Vec<_>>().join(", ");
    let message = format!(
        "both sides of a UNION need the same columns, and they have ({}) and ({})",
        names(expected),
        names(own)
    );
    QueryError::syntax(Fault::DifferentColumnsInUnion, span, message)
}

fn check_unions(unions: &[(bool, Span)]) -> Resolution<()> {
    match unions.iter().find(|(all, _)| *all != unions[0].0) {
        Some((_, span)) => {
            let message = "UNION and UNION ALL cannot stand in one query";
            Err(QueryError::syntax(Fault::InvalidClauseComposition, *span, message))
        }
        None => Ok(()),
    }
}

fn not_found(name: &Name) -> QueryError {
    let error =
        QueryError::syntax(Fault::ProcedureNotFound, name.span, format!("no procedure {}", name.text));
    let known = PROCEDURES.iter().map(|procedure| procedure.name);
    let all: Vec<&str> = known.clone().collect();
    let hint = match nearest(&name.text, known) {
        Some(near) => format!("did you mean {near}?"),
        None => format!("there are {}", all.join(", ")),
    };
    error.of_class(Class::ProcedureError).hint(hint)
}
