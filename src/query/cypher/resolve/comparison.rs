//! Comparisons: where a graph says of what kinds its properties are, one that can never be true is a mistake.

use super::{Kind, Resolution, Resolver, Typed};
use crate::query::cypher::ast::{Expr as Ast, Predicate, Relation};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::resolved::Expr;
use crate::text::Span;

impl Resolver<'_> {
    pub(super) fn comparison(&mut self, first: &Ast, rest: &[(Relation, Ast)]) -> Resolution<Typed> {
        let (first, mut kind) = self.expression(first)?;
        let mut operands = Vec::with_capacity(rest.len());
        for (relation, ast) in rest {
            let (operand, other) = self.expression(ast)?;
            self.check_comparison(*relation, &kind, &other, ast.span)?;
            operands.push((*relation, operand));
            kind = other;
        }
        Ok((Expr::Comparison(Box::new(first), operands), Kind::Boolean))
    }

    /// Refuses to compare values of kinds that are never alike; where a graph has any names, that is null.
    pub(super) fn check_comparison(
        &self,
        relation: Relation,
        a: &Kind,
        b: &Kind,
        span: Span,
    ) -> Resolution<()> {
        let never = self.catalogue.is_closed() && relation != Relation::Unequal && !are_alike(a, b);
        if !never {
            return Ok(());
        }
        let message = format!("{} is compared with {} here, which is never true", a.name(), b.name());
        let error = QueryError::syntax(Fault::InvalidArgumentType, span, message);
        Err(match (a, b) {
            (Kind::Temporal, _) => error.hint("write date('2026-05-30'), or date($day) of a parameter"),
            (Kind::Text, Kind::Integer | Kind::Float) => error.hint("a string stands in quotes"),
            (Kind::Integer | Kind::Float, Kind::Text) => error.hint("a number stands without quotes"),
            (Kind::List(_), _) => error.hint("write value IN list"),
            (Kind::Node(_), Kind::Text) => error.hint("compare a property of the node, such as node.id"),
            _ => error,
        })
    }

    /// Refuses to look for strings in what is never one.
    pub(super) fn check_text(&self, predicate: Predicate, kind: &Kind, span: Span) -> Resolution<()> {
        let is_text = predicate == Predicate::In || are_alike(kind, &Kind::Text);
        if is_text || !self.catalogue.is_closed() {
            return Ok(());
        }
        let message = format!("this looks into a string, and here is {}", kind.name());
        let error = QueryError::syntax(Fault::InvalidArgumentType, span, message);
        Err(match kind {
            Kind::List(_) => error.hint("write any(text IN list WHERE text CONTAINS 'part')"),
            _ => error.hint("write toString(value)"),
        })
    }
}

/// Whether values of two kinds may be equal.
fn are_alike(a: &Kind, b: &Kind) -> bool {
    use Kind::{Any, Float, Integer, List, Node, Null, Relationship};
    match (a, b) {
        (Any | Null, _) | (_, Any | Null) => true,
        (Integer | Float, Integer | Float) | (List(_), List(_)) => true,
        (Node(_), Node(_)) | (Relationship(_), Relationship(_)) => true,
        (a, b) => a == b,
    }
}
