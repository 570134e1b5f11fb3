//! Expressions: names become slots, calls become functions, and operands of the wrong kind are refused.

use super::{Accepted, Among, Kind, Resolution, Resolver, Typed};
use crate::query::cypher::ast::{
    self, Expr as Ast, ExprKind, Logic, MapItem, Name, Operator, Predicate, Relation,
};
use crate::query::cypher::error::{Class, Fault, QueryError, no_regex};
use crate::query::cypher::function::Aggregate;
use crate::query::cypher::resolved::{Expr, LabelTest, Parameter, Place, Slot};
use crate::query::cypher::value::{Text, Value};
use crate::query::temporal;
use crate::text::Span;

impl Resolver<'_> {
    /// Resolves a condition: in it a pattern stands for whether it has a match.
    pub(super) fn condition(&mut self, ast: &Ast) -> Resolution<Typed> {
        let before = std::mem::replace(&mut self.condition, true);
        let resolved = self.typed(ast);
        self.condition = before;
        let (expr, kind) = resolved?;
        self.accept(&kind, &[Accepted::Boolean], ast.span, "a condition")?;
        Ok((expr, kind))
    }

    /// Resolves an expression.
    pub(super) fn expression(&mut self, ast: &Ast) -> Resolution<Typed> {
        let before = std::mem::replace(&mut self.condition, false);
        let resolved = self.typed(ast);
        self.condition = before;
        resolved
    }

    pub(super) fn plain(&mut self, ast: &Ast) -> Resolution<Expr> {
        Ok(self.expression(ast)?.0)
    }

    fn boxed(&mut self, ast: &Ast) -> Resolution<Box<Expr>> {
        self.plain(ast).map(Box::new)
    }

    fn optional(&mut self, ast: Option<&Ast>) -> Resolution<Option<Box<Expr>>> {
        ast.map(|ast| self.boxed(ast)).transpose()
    }

    /// Checks that a value of a kind can be of an accepted one.
    pub(super) fn accept(
        &self,
        kind: &Kind,
        accepted: &[Accepted],
        span: Span,
        what: &str,
    ) -> Resolution<()> {
        if kind.may_be(accepted) {
            return Ok(());
        }
        let message = format!("{what} takes {}, and this is {}", Accepted::names(accepted), kind.name());
        Err(QueryError::syntax(Fault::InvalidArgumentType, span, message))
    }

    /// The value of a parameter.
    pub(super) fn parameter(&mut self, name: &str, place: Span) -> Expr {
        if let Some(number) = self.numbers.get(name) {
            return Expr::Parameter(*number);
        }
        let number = self.parameters.len();
        self.numbers.insert(name.to_owned(), number);
        self.parameters.push(Parameter { name: name.to_owned(), place });
        Expr::Parameter(number)
    }

    fn typed(&mut self, ast: &Ast) -> Resolution<Typed> {
        let constant = |value: Value<'static>| {
            let kind = Kind::of(&value);
            Ok((Expr::Constant(value), kind))
        };
        match &ast.kind {
            ExprKind::Null => constant(Value::Null),
            ExprKind::Boolean(value) => constant(Value::Boolean(*value)),
            ExprKind::Integer(number) => constant(Value::Integer(*number)),
            ExprKind::Float(number) => constant(Value::Float(*number)),
            ExprKind::Text(text) => constant(text.clone().into()),
            ExprKind::Parameter(name) => {
                let given = self.given.iter().find(|(own, _)| own == name);
                let kind = given.map_or(Kind::Any, |(_, value)| Kind::of(value));
                Ok((self.parameter(name, ast.span), kind))
            }
            ExprKind::Variable(name) => {
                let variable = self.variable(name, ast.span)?;
                Ok((Expr::Slot(variable.slot), variable.kind))
            }
            ExprKind::Property(base, name) => self.property(base, name, ast.span),
            ExprKind::Index(list, at) => self.index(list, at, ast.span),
            ExprKind::Slice(list, from, to) => {
                let (list, kind) = self.expression(list)?;
                self.check_part(&kind, ast.span)?;
                let (from, to) = (self.optional(from.as_deref())?, self.optional(to.as_deref())?);
                Ok((Expr::Slice(Box::new(list), from, to), kind))
            }
            ExprKind::HasLabels(base, labels) => self.has_labels(base, labels),
            ExprKind::List(values) => self.list(values),
            ExprKind::Map(entries) => Ok((Expr::Map(self.entries(entries)?), Kind::Map)),
            ExprKind::MapProjection(name, items) => self.map_projection(name, items),
            ExprKind::Not(inner) => {
                let (inner, _) = self.operand(inner)?;
                Ok((Expr::Not(Box::new(inner)), Kind::Boolean))
            }
            ExprKind::Sign(inner, negative) => self.sign(inner, *negative, ast.span),
            ExprKind::Logic(logic, operands) => self.logic(*logic, operands),
            ExprKind::Arithmetic(first, rest) => self.arithmetic(first, rest, ast.span),
            ExprKind::Comparison(first, rest) => self.comparison(first, rest),
            ExprKind::Predicate(predicate, a, b) => self.predicate(*predicate, a, b, ast.span),
            ExprKind::IsNull(inner, wanted) => Ok((Expr::IsNull(self.boxed(inner)?, *wanted), Kind::Boolean)),
            ExprKind::Case(operand, branches, otherwise) => {
                self.case(operand.as_deref(), branches, otherwise.as_deref())
            }
            ExprKind::Call(name, distinct, args) => self.call(name, *distinct, args, ast.span),
            ExprKind::CountAll => self.aggregate(Aggregate::Count, false, &[], ast.span),
            ExprKind::ListComprehension(name, list, filter, map) => {
                self.list_comprehension(name, list, filter.as_deref(), map.as_deref())
            }
            ExprKind::PatternComprehension(pattern, filter, map) => {
                self.pattern_comprehension(pattern, filter.as_deref(), map)
            }
            ExprKind::Reduce(reduce) => self.reduce(reduce),
            ExprKind::Quantifier(quantifier, name, list, filter) => {
                let (list, element) = self.elements(list)?;
                let (slot, filter) = self.each(name, element, |resolver| match filter {
                    Some(filter) => resolver.condition(filter).map(|(expr, _)| expr),
                    None => {
                        resolver.variable(&name.text, name.span).map(|variable| Expr::Slot(variable.slot))
                    }
                })?;
                Ok((Expr::Quantifier(*quantifier, slot, Box::new(list), Box::new(filter)), Kind::Boolean))
            }
            ExprKind::Pattern(pattern) => self.pattern_expression(pattern, ast.span),
            ExprKind::Subquery(kind, query) => self.subquery(*kind, query),
        }
    }

    fn property(&mut self, base: &Ast, name: &Name, span: Span) -> Resolution<Typed> {
        let (expr, kind) = self.expression(base)?;
        let of_graph = matches!(kind, Kind::Node(_) | Kind::Relationship(_));
        match kind {
            Kind::Path => {
                let message = "a path has no properties";
                return Err(QueryError::syntax(Fault::InvalidArgumentType, span, message)
                    .hint("its nodes do: nodes(path)"));
            }
            Kind::Boolean | Kind::Integer | Kind::Float | Kind::Text | Kind::List(_) => {
                let message = format!("{} has no properties", kind.name());
                let error = QueryError::syntax(Fault::InvalidArgumentType, span, message);
                return Err(error.of_class(Class::TypeError));
            }
            Kind::Temporal(own) => self.check_component(own, name)?,
            _ => {}
        }
        let key = self.key(name, &kind)?;
        if let Kind::Fields(labels) = kind {
            self.check_field(labels, &name.text, name.span);
        }
        let kind = match kind {
            Kind::Temporal(_) if !self.catalogue.is_closed() => Kind::Any,
            Kind::Temporal(_) if temporal::Kind::is_text_component(&name.text) => Kind::Text,
            Kind::Temporal(_) => Kind::Integer,
            Kind::Fields(_) => Kind::Text,
            own => match key.id.filter(|_| of_graph).map_or(Kind::Any, |key| self.catalogue.kind_of(key)) {
                Kind::Fields(_) => {
                    Kind::Fields(if let Kind::Node(labels) = own { labels } else { Among::ALL })
                }
                kind => kind,
            },
        };
        Ok((Expr::Property(Box::new(expr), key, Place(span)), kind))
    }

    fn index(&mut self, list: &Ast, at: &Ast, span: Span) -> Resolution<Typed> {
        let (list, kind) = self.expression(list)?;
        self.check_part(&kind, span)?;
        if let (Kind::Fields(labels), ExprKind::Text(field)) = (&kind, &at.kind) {
            self.check_field(*labels, field, at.span);
        }
        let at = self.boxed(at)?;
        let element = match kind {
            Kind::List(element) => *element,
            Kind::Fields(_) => Kind::Text,
            _ => Kind::Any,
        };
        Ok((Expr::Index(Box::new(list), at, Place(span)), element))
    }

    fn has_labels(&mut self, base: &Ast, labels: &ast::Labels) -> Resolution<Typed> {
        let (expr, kind) = self.expression(base)?;
        self.accept(&kind, &[Accepted::Node, Accepted::Relationship], base.span, "a test of labels")?;
        let (test, types) = match kind {
            Kind::Node(_) => (self.label_test(labels), Vec::new()),
            Kind::Relationship(_) => (Ok(LabelTest::Never), self.types(labels)?),
            _ => (self.label_test(labels), self.types(labels).unwrap_or_default()),
        };
        let test = if types.is_empty() { test? } else { test.unwrap_or(LabelTest::Never) };
        Ok((Expr::HasLabels(Box::new(expr), test, types), Kind::Boolean))
    }

    fn list(&mut self, values: &[Ast]) -> Resolution<Typed> {
        let typed = values.iter().map(|value| self.expression(value)).collect::<Resolution<Vec<_>>>()?;
        let (exprs, kinds): (Vec<Expr>, Vec<Kind>) = typed.into_iter().unzip();
        let kind = Kind::List(Box::new(Kind::common(kinds)));
        let constants: Option<Vec<Value<'static>>> = exprs.iter().map(constant).collect();
        Ok(match constants {
            Some(values) => (Expr::Constant(Value::list(values)), kind),
            None => (Expr::List(exprs), kind),
        })
    }

    fn entries(&mut self, entries: &[(Name, Ast)]) -> Resolution<Vec<(Text<'static>, Expr)>> {
        entries.iter().map(|(name, value)| Ok((name.text.clone().into(), self.plain(value)?))).collect()
    }

    fn map_projection(&mut self, name: &Name, items: &[MapItem]) -> Resolution<Typed> {
        let variable = self.variable(&name.text, name.span)?;
        let accepted = [Accepted::Node, Accepted::Relationship, Accepted::Map];
        self.accept(&variable.kind, &accepted, name.span, "a map projection")?;
        let base = || Box::new(Expr::Slot(variable.slot));
        let mut entries = Vec::new();
        for item in items {
            entries.push(match item {
                MapItem::All => continue,
                MapItem::Property(key) => {
                    let value = Expr::Property(base(), self.key(key, &variable.kind)?, Place(key.span));
                    (key.text.clone().into(), value)
                }
                MapItem::Variable(name) => {
                    let value = Expr::Slot(self.variable(&name.text, name.span)?.slot);
                    (name.text.clone().into(), value)
                }
                MapItem::Entry(key, value) => (key.text.clone().into(), self.plain(value)?),
            });
        }
        let all = items.iter().any(|item| matches!(item, MapItem::All));
        Ok((
            if all { Expr::Extended(base(), entries) } else { null_unless(*base(), Expr::Map(entries)) },
            Kind::Map,
        ))
    }

    /// An operand that is a truth value; where patterns stand for conditions they do here too.
    fn operand(&mut self, ast: &Ast) -> Resolution<Typed> {
        let (expr, kind) = self.condition(ast)?;
        Ok((expr, kind))
    }

    fn logic(&mut self, logic: Logic, operands: &[Ast]) -> Resolution<Typed> {
        let outer = self.is_alternative;
        self.is_alternative |= logic != Logic::And;
        let operands = operands.iter().map(|ast| Ok(self.operand(ast)?.0)).collect::<Resolution<_>>();
        self.is_alternative = outer;
        Ok((Expr::Logic(logic, operands?), Kind::Boolean))
    }

    fn sign(&mut self, inner: &Ast, negative: bool, span: Span) -> Resolution<Typed> {
        let (expr, kind) = self.expression(inner)?;
        self.accept(&kind, &[Accepted::Number, Accepted::Temporal], inner.span, "a sign")?;
        let expr = if negative { Expr::Negative(Box::new(expr), Place(span)) } else { expr };
        Ok((expr, kind))
    }

    fn arithmetic(&mut self, first: &Ast, rest: &[(Operator, Ast)], span: Span) -> Resolution<Typed> {
        let (expr, mut kind) = self.expression(first)?;
        let mut operands = Vec::new();
        for (n, (operator, ast)) in rest.iter().enumerate() {
            let (operand, other) = self.expression(ast)?;
            if *operator != Operator::Add {
                let accepted = [Accepted::Number, Accepted::Temporal];
                if n == 0 {
                    self.accept(&kind, &accepted, first.span, "this operator")?;
                }
                self.accept(&other, &accepted, ast.span, "this operator")?;
            }
            if *operator == Operator::Subtract {
                self.check_difference(&kind, &other, span)?;
            }
            kind = result(*operator, kind, other);
            operands.push((*operator, operand));
        }
        Ok((Expr::Arithmetic(Box::new(expr), operands, Place(span)), kind))
    }

    fn predicate(&mut self, predicate: Predicate, a: &Ast, b: &Ast, span: Span) -> Resolution<Typed> {
        let (left, own) = self.expression(a)?;
        let (right, kind) = self.expression(b)?;
        self.check_text(predicate, &own, a.span)?;
        self.check_text(predicate, &kind, b.span)?;
        if predicate == Predicate::In {
            let accepted = self.accept(&kind, &[Accepted::List], b.span, "IN");
            accepted.map_err(|error| error.hint("a list stands in square brackets: ['a', 'b']"))?;
            if let Kind::List(element) = &kind {
                self.check_element((a, &left, &own), b, element)?;
            }
            self.check_compared(a, b);
            self.check_sought(a, b);
        }
        if let (Predicate::Matches, Expr::Constant(Value::Text(pattern))) = (predicate, &right) {
            check_regex(pattern.as_str(), b.span)?;
        }
        Ok((Expr::Predicate(predicate, Box::new(left), Box::new(right), Place(span)), Kind::Boolean))
    }

    fn case(
        &mut self,
        operand: Option<&Ast>,
        branches: &[(Vec<Ast>, Ast)],
        otherwise: Option<&Ast>,
    ) -> Resolution<Typed> {
        let operand = operand.map(|ast| self.expression(ast)).transpose()?;
        let mut kinds = Vec::new();
        let mut resolved = Vec::new();
        for (when, then) in branches {
            let fits = |ast: &Ast| match &operand {
                None => Ok(self.condition(ast)?.0),
                Some((_, own)) => {
                    let (expr, kind) = self.expression(ast)?;
                    self.check_comparison(Relation::Equal, own, &kind, ast.span)?;
                    Ok(expr)
                }
            };
            let when = when.iter().map(fits).collect::<Resolution<_>>()?;
            let (then, kind) = self.expression(then)?;
            kinds.push(kind);
            resolved.push((when, then));
        }
        let otherwise = match otherwise {
            Some(ast) => {
                let (expr, kind) = self.expression(ast)?;
                kinds.push(kind);
                Some(Box::new(expr))
            }
            None => None,
        };
        let operand = operand.map(|(expr, _)| Box::new(expr));
        Ok((Expr::Case(operand, resolved, otherwise), Kind::common(kinds)))
    }

    /// The list of a comprehension, and the kind of its values.
    fn elements(&mut self, list: &Ast) -> Resolution<(Expr, Kind)> {
        let (expr, kind) = self.expression(list)?;
        self.accept(&kind, &[Accepted::List], list.span, "this")?;
        let element = match kind {
            Kind::List(element) => *element,
            _ => Kind::Any,
        };
        Ok((expr, element))
    }

    /// Resolves what is done with each value of a list, in which there are no aggregates.
    fn each<T>(
        &mut self,
        name: &Name,
        element: Kind,
        resolve: impl FnOnce(&mut Self) -> Resolution<T>,
    ) -> Resolution<(Slot, T)> {
        self.without_aggregates(|resolver| {
            resolver.with_variable(&name.text, element, |resolver, slot| Ok((slot, resolve(resolver)?)))
        })
    }

    fn list_comprehension(
        &mut self,
        name: &Name,
        list: &Ast,
        filter: Option<&Ast>,
        map: Option<&Ast>,
    ) -> Resolution<Typed> {
        let (list, element) = self.elements(list)?;
        let (slot, (filter, map, kind)) = self.each(name, element.clone(), |resolver| {
            let filter =
                filter.map(|ast| resolver.condition(ast)).transpose()?.map(|(expr, _)| Box::new(expr));
            let map = map.map(|ast| resolver.expression(ast)).transpose()?;
            let (map, kind) = map.map_or((None, element), |(expr, kind)| (Some(Box::new(expr)), kind));
            Ok((filter, map, kind))
        })?;
        Ok((Expr::ListComprehension(slot, Box::new(list), filter, map), Kind::List(Box::new(kind))))
    }

    fn reduce(&mut self, reduce: &ast::Reduce) -> Resolution<Typed> {
        let start = self.boxed(&reduce.start)?;
        let (list, element) = self.elements(&reduce.list)?;
        let (total, (variable, step)) = self.each(&reduce.total, Kind::Any, |resolver| {
            resolver.each(&reduce.variable, element, |resolver| resolver.boxed(&reduce.step))
        })?;
        Ok((Expr::Reduce(total, start, variable, Box::new(list), step), Kind::Any))
    }
}

fn check_regex(pattern: &str, span: Span) -> Resolution<()> {
    if pattern.contains('\u{8}') {
        let error = QueryError::syntax(
            Fault::InvalidArgumentValue,
            span,
            "`\\b` is a backspace in a string of a query",
        );
        return Err(error.hint(
            "write `\\\\b` for where a word begins or ends, and each `\\` twice in double quotes of a shell",
        ));
    }
    let checked = regex::Regex::new(pattern);
    checked
        .map(|_| ())
        .map_err(|error| QueryError::syntax(Fault::InvalidArgumentValue, span, no_regex(&error)))
}

/// An expression that is null where another is.
fn null_unless(base: Expr, expr: Expr) -> Expr {
    let is_null = Expr::IsNull(Box::new(base), true);
    Expr::Case(None, vec![(vec![is_null], Expr::Constant(Value::Null))], Some(Box::new(expr)))
}

fn constant(expr: &Expr) -> Option<Value<'static>> {
    match expr {
        Expr::Constant(value) => Some(value.clone()),
        _ => None,
    }
}

/// The kind of what an operator gives.
fn result(operator: Operator, a: Kind, b: Kind) -> Kind {
    use temporal::Kind::Duration;
    match (operator, a, b) {
        (Operator::Power, Kind::Integer | Kind::Float, Kind::Integer | Kind::Float) => Kind::Float,
        (_, Kind::Integer, Kind::Integer) => Kind::Integer,
        (_, Kind::Integer | Kind::Float, Kind::Integer | Kind::Float) => Kind::Float,
        (Operator::Add, Kind::Text, Kind::Text) => Kind::Text,
        (Operator::Add | Operator::Subtract, Kind::Temporal(own), Kind::Temporal(Duration)) => {
            Kind::Temporal(own)
        }
        (Operator::Add, Kind::Temporal(Duration), Kind::Temporal(own)) => Kind::Temporal(own),
        (Operator::Multiply | Operator::Divide, Kind::Temporal(Duration), Kind::Integer | Kind::Float)
        | (Operator::Multiply, Kind::Integer | Kind::Float, Kind::Temporal(Duration)) => {
            Kind::Temporal(Duration)
        }
        (Operator::Add, Kind::List(a), Kind::List(b)) => Kind::List(Box::new(Kind::common([*a, *b]))),
        (Operator::Add, Kind::List(_), _) | (Operator::Add, _, Kind::List(_)) => Kind::list(),
        _ => Kind::Any,
    }
}
