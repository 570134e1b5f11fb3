//! Projections: columns, groups, and what `ORDER BY` and `WHERE` may see of the rows before them.

use rustc_hash::FxHashSet;

use super::clause::split;
use super::{Aggregates, Column, Kind, Resolution, Resolver, Scope, Variable};
use crate::query::cypher::ast::{self, Expr as Ast, ExprKind};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::function::Aggregate;
use crate::query::cypher::resolved::{Expr, Groups, Project, Slot};
use crate::query::cypher::value::Value;
use crate::text::Span;

/// A column that is being resolved.
struct Item<'a> {
    name: String,
    ast: Option<&'a Ast>,
    /// Its value before the rows are gathered.
    expr: Expr,
    kind: Kind,
    slot: Slot,
    gathered: bool,
}

impl Resolver<'_> {
    /// Resolves `WITH` and `RETURN`. After it only the columns can be used.
    pub(super) fn projection(
        &mut self,
        projection: &ast::Projection,
        filter: Option<&Ast>,
        named: bool,
        span: Span,
    ) -> Resolution<(Project, Vec<Column>)> {
        let before = self.scope.clone();
        let mut items = self.all_variables(projection)?;
        self.check_columns(projection)?;
        let gathers = projection.items.iter().any(|item| gathers(&item.expr));
        let outer = std::mem::replace(
            &mut self.aggregates,
            if gathers { Aggregates::Gathered(Groups::default()) } else { Aggregates::Forbidden },
        );
        for item in &projection.items {
            items.push(self.item(item)?);
        }
        if items.is_empty() {
            return Err(QueryError::syntax(
                Fault::NoVariablesInScope,
                projection.all.unwrap_or(span),
                "`*` stands for no variable here",
            )
            .hint("give something in the pattern a name"));
        }
        let mut groups = match std::mem::replace(&mut self.aggregates, Aggregates::Forbidden) {
            Aggregates::Gathered(groups) => Some(groups),
            _ => None,
        };
        let columns = self.finish_items(&mut items, &mut groups)?;
        let mut after = Scope::default();
        for column in &columns {
            after.set(&column.name, Variable { slot: column.slot, kind: column.kind.clone() });
        }
        let mut seen = Seen { before, after, items: &items, groups, distinct: projection.distinct };
        self.check_order(&projection.order);
        let order = projection
            .order
            .iter()
            .map(|(expr, descending)| Ok((self.over_columns(expr, &mut seen, false)?, *descending)))
            .collect::<Resolution<Vec<_>>>()?;
        let filters = match filter {
            Some(filter) => split(self.over_columns(filter, &mut seen, true)?),
            None => Vec::new(),
        };
        if named {
            check_aliases(projection)?;
        }
        self.aggregates = outer;
        let Seen { after, groups, .. } = seen;
        self.scope = Scope::default();
        let skip = self.row_count(projection.skip.as_ref())?;
        let limit = self.row_count(projection.limit.as_ref())?;
        self.scope = after;
        let items = items.into_iter().map(|item| (item.slot, item.expr)).collect();
        Ok((Project { groups, items, distinct: projection.distinct, order, skip, limit, filters }, columns))
    }

    /// Warns of numbers of columns to sort by: they are the same in every row.
    fn check_order(&mut self, order: &[(Ast, bool)]) {
        for (key, _) in order.iter().filter(|_| self.catalogue.is_closed()) {
            if matches!(key.kind, ExprKind::Integer(_)) {
                let hint = "write the name of a column".to_owned();
                self.warn("a number sorts no rows, for it is the same in all".to_owned(), key.span, hint);
            }
        }
    }

    /// What `*` stands for.
    fn all_variables<'a>(&mut self, projection: &ast::Projection) -> Resolution<Vec<Item<'a>>> {
        if projection.all.is_none() {
            return Ok(Vec::new());
        }
        let all = self.scope.iter().map(|(name, variable)| Item {
            name: name.clone(),
            ast: None,
            expr: Expr::Slot(variable.slot),
            kind: variable.kind.clone(),
            slot: variable.slot,
            gathered: false,
        });
        let items: Vec<Item<'a>> = all.collect();
        self.looked_up.extend(items.iter().map(|item| item.slot));
        Ok(items)
    }

    /// No two columns have one name.
    fn check_columns(&self, projection: &ast::Projection) -> Resolution<()> {
        let mut names: FxHashSet<&str> = FxHashSet::default();
        if projection.all.is_some() {
            names.extend(self.scope.names());
        }
        for item in &projection.items {
            let (name, span) = self.column_name(item);
            if !names.insert(name) {
                let message = format!("two columns are called `{name}`");
                return Err(QueryError::syntax(Fault::ColumnNameConflict, span, message));
            }
        }
        Ok(())
    }

    /// The name of a column: as given, else the text of the query.
    fn column_name<'n>(&'n self, item: &'n ast::Item) -> (&'n str, Span) {
        match (&item.alias, &item.expr.kind) {
            (Some(alias), _) => (&alias.text, alias.span),
            (None, ExprKind::Variable(name)) => (name, item.expr.span),
            (None, _) => (self.text.get(item.expr.span.range()).unwrap_or_default(), item.expr.span),
        }
    }

    fn item<'a>(&mut self, item: &'a ast::Item) -> Resolution<Item<'a>> {
        let gathered = gathers(&item.expr);
        let (expr, kind) = match gathered {
            true => self.expression(&item.expr)?,
            false => self.without_aggregates(|resolver| resolver.expression(&item.expr))?,
        };
        let name = self.column_name(item).0.to_owned();
        let slot = match (&expr, gathered) {
            (Expr::Slot(slot), false) => *slot,
            _ => self.new_slot(&name),
        };
        self.take_over(slot, &item.expr, false);
        Ok(Item { name, ast: Some(&item.expr), expr, kind, slot, gathered })
    }

    /// Makes what is not gathered the keys of the groups, and what is a calculation over keys and aggregates.
    fn finish_items(
        &mut self,
        items: &mut [Item<'_>],
        groups: &mut Option<Groups>,
    ) -> Resolution<Vec<Column>> {
        if let Some(groups) = groups {
            for item in items.iter_mut().filter(|item| !item.gathered) {
                groups.keys.push((item.slot, std::mem::replace(&mut item.expr, Expr::Slot(item.slot))));
            }
            for item in items.iter_mut().filter(|item| item.gathered) {
                let span = item.ast.map_or(Span::new(0, 0), |ast| ast.span);
                let expr = std::mem::replace(&mut item.expr, Expr::Constant(Value::Null));
                item.expr = over_groups(expr, groups, &self.scope).map_err(|_| ambiguous(span))?;
            }
        }
        let column =
            |item: &Item<'_>| Column { name: item.name.clone(), slot: item.slot, kind: item.kind.clone() };
        Ok(items.iter().map(column).collect())
    }

    /// Resolves an expression that follows a projection: it sees the columns, and the variables before them unless rows
    /// have become one.
    fn over_columns(&mut self, ast: &Ast, seen: &mut Seen<'_>, condition: bool) -> Resolution<Expr> {
        let same = seen.items.iter().find(|item| item.ast.is_some_and(|own| same_text(self.text, own, ast)));
        if let Some(item) = same {
            return Ok(Expr::Slot(item.slot));
        }
        self.scope = seen.before.clone();
        for (name, variable) in seen.after.iter() {
            self.scope.set(name, variable.clone());
        }
        let gathers = gathers(ast);
        if gathers {
            self.check_gathered(ast, seen)?;
        }
        let groups = seen.groups.take();
        let gathering = groups.is_some();
        let known = groups.as_ref().map_or(0, |groups| groups.aggregates.len());
        self.aggregates = groups.map_or(Aggregates::Forbidden, Aggregates::Gathered);
        let resolved = match condition {
            true => self.condition(ast),
            false => self.expression(ast),
        };
        if let Aggregates::Gathered(groups) = std::mem::replace(&mut self.aggregates, Aggregates::Forbidden) {
            seen.groups = Some(groups);
        }
        let (expr, _) = resolved?;
        if !gathering && !seen.distinct {
            return Ok(expr);
        }
        let new = seen.groups.iter().flat_map(|groups| groups.aggregates.iter().skip(known));
        if let Some(slot) = new.flat_map(|(_, call)| &call.args).flat_map(Expr::slots).next() {
            return Err(gone(&self.slots[slot.at()], ast.span));
        }
        over_items(expr, seen, gathers).map_err(|slot| {
            let used = |(_, key): &(Slot, Expr)| key.slots().contains(&slot);
            let key = gathers && seen.groups.as_ref().is_some_and(|groups| groups.keys.iter().any(used));
            if key { ambiguous(ast.span) } else { gone(&self.slots[slot.at()], ast.span) }
        })
    }

    /// An aggregate that is not among the columns can be computed when it needs no variable.
    fn check_gathered(&self, ast: &Ast, seen: &Seen<'_>) -> Resolution<()> {
        if seen.groups.is_some() {
            return Ok(());
        }
        let message = "there are no groups here to aggregate over";
        Err(QueryError::syntax(Fault::InvalidAggregation, ast.span, message)
            .hint("make the aggregate a column"))
    }

    /// How many rows to leave out or to keep: a number that no row changes.
    fn row_count(&mut self, count: Option<&Ast>) -> Resolution<Option<Expr>> {
        let Some(ast) = count else { return Ok(None) };
        let resolved = self.without_aggregates(|resolver| resolver.expression(ast));
        let (expr, kind) = resolved.map_err(|error| match error.fault {
            Fault::UndefinedVariable => {
                let message = "how many rows cannot depend on a row";
                QueryError::syntax(Fault::NonConstantExpression, ast.span, message)
            }
            _ => error,
        })?;
        if let Expr::Constant(Value::Integer(number)) = &expr {
            if *number < 0 {
                let message = "how many rows cannot be negative";
                return Err(QueryError::syntax(Fault::NegativeIntegerArgument, ast.span, message));
            }
        } else if !matches!(kind, Kind::Any | Kind::Integer) {
            let message = format!("how many rows is an integer, and this is {}", kind.name());
            let error = QueryError::syntax(Fault::InvalidArgumentType, ast.span, message);
            let is_text = kind == Kind::Text;
            return Err(if is_text { error.hint("a number stands without quotes") } else { error });
        }
        Ok(Some(expr))
    }
}

/// What can be seen after a projection.
struct Seen<'a> {
    before: Scope,
    after: Scope,
    items: &'a [Item<'a>],
    groups: Option<Groups>,
    distinct: bool,
}

/// An expression in which what is a key of the groups is that key.
///
/// # Errors
/// The slot of a variable that is none.
fn over_groups(mut expr: Expr, groups: &Groups, scope: &Scope) -> Result<Expr, Slot> {
    let keys: Vec<(Slot, &Expr)> = groups.keys.iter().map(|(slot, key)| (*slot, key)).collect();
    let lost = |slot| {
        let key = keys.iter().any(|(own, _)| *own == slot);
        let gathered = groups.aggregates.iter().any(|(own, _)| *own == slot);
        !key && !gathered && scope.reaches(slot)
    };
    replace(&mut expr, &keys, true, &lost).map(|()| expr)
}

/// An expression in which what is a column is that column.
fn over_items(mut expr: Expr, seen: &Seen<'_>, gathers: bool) -> Result<Expr, Slot> {
    let keys = seen.groups.iter().flat_map(|groups| &groups.keys).map(|(slot, key)| (*slot, key));
    let items = seen.items.iter().filter(|_| seen.groups.is_none()).map(|item| (item.slot, &item.expr));
    let known: Vec<(Slot, &Expr)> = keys.chain(items).collect();
    let lost = |slot| seen.before.reaches(slot) && !seen.after.reaches(slot);
    replace(&mut expr, &known, gathers, &lost).map(|()| expr)
}

/// Puts slots in the place of the expressions that are known, or of the variables and properties among them, within one.
///
/// # Errors
/// The first slot in it that is lost.
fn replace(
    expr: &mut Expr,
    known: &[(Slot, &Expr)],
    simple: bool,
    lost: &dyn Fn(Slot) -> bool,
) -> Result<(), Slot> {
    let counts = !simple || matches!(expr, Expr::Slot(_) | Expr::Property(..));
    if let Some((slot, _)) = known.iter().find(|(_, own)| counts && *own == expr) {
        *expr = Expr::Slot(*slot);
        return Ok(());
    }
    let used = match expr {
        Expr::Slot(slot) => std::slice::from_ref(slot),
        Expr::Subquery(_, _, outer) => outer,
        _ => &[],
    };
    let mut done = used.iter().find(|slot| lost(**slot)).map_or(Ok(()), |slot| Err(*slot));
    expr.each_child_mut(&mut |child| {
        if done.is_ok() {
            done = replace(child, known, simple, lost);
        }
    });
    done
}

/// Columns that later clauses use have names.
fn check_aliases(projection: &ast::Projection) -> Resolution<()> {
    let nameless =
        |item: &&ast::Item| item.alias.is_none() && !matches!(item.expr.kind, ExprKind::Variable(_));
    match projection.items.iter().find(nameless) {
        None => Ok(()),
        Some(item) => {
            let error = QueryError::syntax(Fault::NoExpressionAlias, item.expr.span, "this needs a name");
            Err(error.hint("add AS and a name"))
        }
    }
}

fn ambiguous(span: Span) -> QueryError {
    let message = "this mixes an aggregate with something that rows are not grouped by";
    QueryError::syntax(Fault::AmbiguousAggregationExpression, span, message)
        .hint("make what it is mixed with a column of its own in a WITH before")
}

fn gone(name: &str, span: Span) -> QueryError {
    let message = format!("`{name}` is gone where rows have become one");
    QueryError::syntax(Fault::UndefinedVariable, span, message).hint("make it a column")
}

/// Whether two expressions are written alike.
fn same_text(text: &str, a: &Ast, b: &Ast) -> bool {
    text.get(a.span.range()) == text.get(b.span.range())
}

/// Whether an expression has an aggregate in it.
pub(super) fn gathers(ast: &Ast) -> bool {
    match &ast.kind {
        ExprKind::CountAll => true,
        ExprKind::Call(name, _, args) => Aggregate::find(&name.text).is_some() || args.iter().any(gathers),
        ExprKind::Property(a, _) | ExprKind::HasLabels(a, _) | ExprKind::Not(a) | ExprKind::Sign(a, _) => {
            gathers(a)
        }
        ExprKind::IsNull(a, _) => gathers(a),
        ExprKind::Index(a, b) | ExprKind::Predicate(_, a, b) => gathers(a) || gathers(b),
        ExprKind::Slice(a, b, c) => gathers(a) || b.iter().chain(c).any(|expr| gathers(expr)),
        ExprKind::List(all) | ExprKind::Logic(_, all) => all.iter().any(gathers),
        ExprKind::Map(entries) => entries.iter().any(|(_, expr)| gathers(expr)),
        ExprKind::MapProjection(_, items) => {
            items.iter().any(|item| matches!(item, ast::MapItem::Entry(_, expr) if gathers(expr)))
        }
        ExprKind::Arithmetic(first, rest) => gathers(first) || rest.iter().any(|(_, expr)| gathers(expr)),
        ExprKind::Comparison(first, rest) => gathers(first) || rest.iter().any(|(_, expr)| gathers(expr)),
        ExprKind::Case(operand, branches, otherwise) => {
            operand.iter().chain(otherwise).any(|expr| gathers(expr))
                || branches.iter().any(|(when, then)| gathers(then) || when.iter().any(gathers))
        }
        ExprKind::ListComprehension(_, list, filter, map) => {
            gathers(list) || filter.iter().chain(map).any(|expr| gathers(expr))
        }
        ExprKind::Quantifier(_, _, list, filter) => gathers(list) || filter.iter().any(|expr| gathers(expr)),
        ExprKind::Reduce(reduce) => [&reduce.start, &reduce.list, &reduce.step].into_iter().any(gathers),
        _ => false,
    }
}
