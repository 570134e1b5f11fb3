//! Calls: a name becomes a function, and arguments of the wrong kind are refused.

use super::{Aggregates, Kind, Resolution, Resolver, Typed};
use crate::query::cypher::ast::{Expr as Ast, Name};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::function::{Aggregate, Function};
use crate::query::cypher::habit;
use crate::query::cypher::parse::MAX_COLUMNS;
use crate::query::cypher::resolved::{AggregateCall, Expr, Place};
use crate::query::cypher::value::Value;
use crate::query::temporal;
use crate::text::{Span, nearest};

impl Resolver<'_> {
    pub(super) fn call(
        &mut self,
        name: &Name,
        distinct: bool,
        args: &[Ast],
        span: Span,
    ) -> Resolution<Typed> {
        if let Some(aggregate) = Aggregate::find(&name.text) {
            return self.aggregate(aggregate, distinct, args, span);
        }
        if let Some(function) = temporal::Function::named(&name.text) {
            return self.temporal_call(function, name, args, span);
        }
        let function = Function::find(&name.text).ok_or_else(|| unknown(name))?;
        if args.len() < function.arity.0 || args.len() > function.arity.1 {
            let message = format!("{}() cannot take {} arguments", function.name, args.len());
            return Err(QueryError::syntax(Fault::InvalidNumberOfArguments, span, message));
        }
        let mut exprs = Vec::new();
        let mut kinds = Vec::new();
        for (n, ast) in args.iter().enumerate() {
            let (expr, kind) = self.expression(ast)?;
            let accepted =
                self.accept(&kind, function.accepted(n), ast.span, &format!("{}()", function.name));
            accepted.map_err(|error| match function.name {
                "length" => error.hint("size() counts characters and values"),
                _ => error,
            })?;
            exprs.push(expr);
            kinds.push(kind);
        }
        if function.name == "rand" && matches!(self.aggregates, Aggregates::Nested) {
            let message = "a random number cannot be aggregated";
            return Err(QueryError::syntax(Fault::NonConstantExpression, span, message));
        }
        Ok((Expr::Call(function, exprs, Place(span)), (function.gives)(&kinds)))
    }

    fn temporal_call(
        &mut self,
        function: temporal::Function,
        name: &Name,
        args: &[Ast],
        span: Span,
    ) -> Resolution<Typed> {
        if !function.arity().contains(&args.len()) {
            let message = format!("{}() cannot take {} arguments", name.text, args.len());
            return Err(QueryError::syntax(Fault::InvalidNumberOfArguments, span, message));
        }
        let args = args.iter().map(|arg| self.plain(arg)).collect::<Resolution<Vec<_>>>()?;
        let constant = match &args[..] {
            [Expr::Constant(Value::Text(text))] => function.of_text(text.as_str()),
            _ => None,
        };
        let call = || Expr::Temporal(function, args, Place(span));
        Ok((constant.map_or_else(call, |made| Expr::Constant(made.into())), Kind::Temporal(function.gives())))
    }

    pub(super) fn aggregate(
        &mut self,
        aggregate: Aggregate,
        distinct: bool,
        args: &[Ast],
        span: Span,
    ) -> Resolution<Typed> {
        let error = |fault, message: &str| Err(QueryError::syntax(fault, span, message));
        let groups = match std::mem::replace(&mut self.aggregates, Aggregates::Nested) {
            Aggregates::Gathered(groups) if groups.aggregates.len() == MAX_COLUMNS => {
                return error(Fault::TooLarge, &format!("there are more than {MAX_COLUMNS} aggregates here"));
            }
            Aggregates::Gathered(groups) => groups,
            Aggregates::Nested => {
                return error(Fault::NestedAggregation, "an aggregate cannot stand in another");
            }
            Aggregates::Forbidden => {
                self.aggregates = Aggregates::Forbidden;
                return error(Fault::InvalidAggregation, "an aggregate can stand only in WITH and RETURN");
            }
        };
        let all = aggregate == Aggregate::Count && args.is_empty() && !distinct;
        if !all && args.len() != aggregate.arity() {
            let (name, arity) = (aggregate.name(), aggregate.arity());
            let message = format!("{name}() takes {arity} argument{}", if arity == 1 { "" } else { "s" });
            return error(Fault::InvalidNumberOfArguments, &message);
        }
        let typed = args.iter().map(|arg| self.expression(arg)).collect::<Resolution<Vec<_>>>()?;
        self.aggregates = Aggregates::Gathered(groups);
        let (args, kinds): (Vec<Expr>, Vec<Kind>) = typed.into_iter().unzip();
        let kind = match aggregate {
            Aggregate::Count => Kind::Integer,
            Aggregate::Collect => Kind::List(Box::new(kinds.first().cloned().unwrap_or(Kind::Any))),
            Aggregate::Least | Aggregate::Most => kinds.first().cloned().unwrap_or(Kind::Any),
            _ => Kind::Any,
        };
        let slot = self.gather(AggregateCall { aggregate, distinct, args, place: Place(span) });
        Ok((slot.map_or(Expr::Constant(Value::Null), Expr::Slot), kind))
    }
}

fn unknown(name: &Name) -> QueryError {
    let error = QueryError::syntax(Fault::UnknownFunction, name.span, format!("no function {}", name.text));
    if let Some(hint) = habit::of_function(&name.text) {
        return error.hint(hint);
    }
    let known = Function::names().chain(Aggregate::names());
    match nearest(&name.text, known) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None => error,
    }
}
