//! Comparisons: where a graph says of what kinds its properties are, one that can never be true is a mistake.

use super::{Kind, Resolution, Resolver, Typed};
use crate::query::cypher::ast::{Expr as Ast, ExprKind, Predicate, Relation};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::resolved::{Expr, Slot};
use crate::query::cypher::value::Value;
use crate::query::temporal;
use crate::text::Span;

impl Resolver<'_> {
    pub(super) fn comparison(&mut self, first: &Ast, rest: &[(Relation, Ast)]) -> Resolution<Typed> {
        self.check_null(first);
        let mut before = first;
        let (first, mut kind) = self.expression(first)?;
        let mut operands: Vec<(Relation, Expr)> = Vec::with_capacity(rest.len());
        for (relation, ast) in rest {
            let (operand, other) = self.expression(ast)?;
            // What a parameter equals tells its kind; in which order it stands does not.
            let is_equality = matches!(relation, Relation::Equal | Relation::Unequal);
            let telling = if is_equality { before } else { ast };
            let place = if matches!(telling.kind, ExprKind::Parameter(_)) { before } else { ast };
            let own = operands.last().map_or(&first, |(_, own)| own);
            let kinds = [self.kinds(own, &kind), self.kinds(&operand, &other)];
            self.check_operands(*relation, &kinds[0], &kinds[1], place.span)?;
            self.check_null(ast);
            if is_equality {
                self.check_compared(before, ast);
                self.check_compared(ast, before);
            }
            before = ast;
            operands.push((*relation, operand));
            kind = other;
        }
        Ok((Expr::Comparison(Box::new(first), operands), Kind::Boolean))
    }

    /// Remembers that a slot has the value of a parameter that is known, or each of its values.
    pub(super) fn take_over(&mut self, slot: Slot, ast: &Ast, each: bool) {
        let given = self.given;
        if let ExprKind::Parameter(name) = &ast.kind
            && let Some((name, value)) = given.iter().find(|(own, _)| own == name)
        {
            let kinds = if each { kinds_within(value) } else { vec![Kind::of(value)] };
            self.taken.insert(slot, (name.clone(), kinds));
        }
    }

    /// The kind of an expression, or those of the values of the parameter that it stands for, and that parameter.
    pub(super) fn kinds<'k>(&'k self, expr: &Expr, kind: &'k Kind) -> Vec<(Option<&'k str>, &'k Kind)> {
        match expr {
            Expr::Slot(slot) if self.taken.contains_key(slot) => {
                let (name, kinds) = &self.taken[slot];
                kinds.iter().map(|kind| (Some(name.as_str()), kind)).collect()
            }
            _ => vec![(None, kind)],
        }
    }

    /// Refuses to look for a value in a list of such as it never is; the mistake is the one of both that is written out.
    pub(super) fn check_element(
        &self,
        (sought, expr, own): (&Ast, &Expr, &Kind),
        list: &Ast,
        element: &Kind,
    ) -> Resolution<()> {
        let elements = self.kinds_of_elements(own, list, element);
        let elements: Vec<_> = elements.iter().map(|kind| (None, kind)).collect();
        let own = self.kinds(expr, own);
        if matches!(list.kind, ExprKind::Parameter(_) | ExprKind::List(_)) {
            self.check_operands(Relation::Equal, &own, &elements, list.span)
        } else {
            self.check_operands(Relation::Equal, &elements, &own, sought.span)
        }
    }

    /// The kinds of the values of a list, each by itself where they are a parameter's and compared with strings: they
    /// may be meant as such.
    fn kinds_of_elements(&self, own: &Kind, list: &Ast, element: &Kind) -> Vec<Kind> {
        let given = match &list.kind {
            ExprKind::Parameter(name) if *own == Kind::Text => {
                self.given.iter().find(|(given, _)| given == name)
            }
            _ => None,
        };
        given.map_or_else(|| vec![element.clone()], |(_, value)| kinds_within(value))
    }

    /// Refuses to compare values where those of some kinds are never alike; what a parameter equals tells its kind.
    pub(super) fn check_operands(
        &self,
        relation: Relation,
        first: &[(Option<&str>, &Kind)],
        second: &[(Option<&str>, &Kind)],
        span: Span,
    ) -> Resolution<()> {
        let is_equality = matches!(relation, Relation::Equal | Relation::Unequal);
        for (parameter, a) in first {
            for (other, b) in second {
                let parameter = parameter.or(*other).filter(|_| is_equality).map(ToOwned::to_owned);
                self.check_comparison(relation, a, b, span)
                    .map_err(|error| QueryError { parameter, ..error })?;
            }
        }
        Ok(())
    }

    /// Refuses to compare values of kinds that are never alike, where the schema is closed; elsewhere that is null.
    pub(super) fn check_comparison(
        &self,
        relation: Relation,
        a: &Kind,
        b: &Kind,
        span: Span,
    ) -> Resolution<()> {
        use temporal::Kind::Duration;
        let is_equality = matches!(relation, Relation::Equal | Relation::Unequal);
        let durations = *a == Kind::Temporal(Duration) && a == b;
        if !self.catalogue.is_closed() || are_alike(a, b) && (is_equality || !durations) {
            return Ok(());
        }
        let which = if relation == Relation::Unequal { "always" } else { "never" };
        let message = format!("{} is compared with {} here, which is {which} true", a.name(), b.name());
        let error = QueryError::syntax(Fault::InvalidArgumentType, span, message);
        Err(hint(a, b).or_else(|| hint(b, a)).into_iter().fold(error, QueryError::hint))
    }

    /// Warns of a comparison with null, which is null; of a parameter that is null, unless another condition is enough.
    pub(super) fn check_null(&mut self, operand: &Ast) {
        let hint = match &operand.kind {
            ExprKind::Null => "write IS NULL or IS NOT NULL".to_owned(),
            ExprKind::Parameter(name) if !self.is_alternative && self.is_given_null(name) => {
                format!("where the word is meant, give it in quotes: {name}='\"null\"'")
            }
            _ => return,
        };
        if self.catalogue.is_closed() {
            self.warn("nothing is true of a comparison with null".to_owned(), operand.span, hint);
        }
    }

    fn is_given_null(&self, parameter: &str) -> bool {
        self.given.iter().find(|(name, _)| name == parameter).is_some_and(|(_, value)| value.is_null())
    }

    /// Refuses to subtract what is no duration from a date or time.
    pub(super) fn check_difference(&self, a: &Kind, b: &Kind, span: Span) -> Resolution<()> {
        let is_instant =
            |kind: &Kind| matches!(kind, Kind::Temporal(own) if *own != temporal::Kind::Duration);
        if !self.catalogue.is_closed() || !is_instant(a) || !is_instant(b) {
            return Ok(());
        }
        let message = format!("{} cannot be subtracted from {}", b.name(), a.name());
        let error = QueryError::syntax(Fault::InvalidArgumentType, span, message);
        Err(error.hint("write duration.between(a, b)"))
    }

    /// Refuses to take a part of a string as of a list.
    pub(super) fn check_part(&self, kind: &Kind, span: Span) -> Resolution<()> {
        if *kind != Kind::Text || !self.catalogue.is_closed() {
            return Ok(());
        }
        let error =
            QueryError::syntax(Fault::InvalidArgumentType, span, "only lists have parts in square brackets");
        Err(error.hint("write substring(text, from, length), or left(text, length)"))
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

/// The kinds of the values of a list, each once.
fn kinds_within(value: &Value<'_>) -> Vec<Kind> {
    let Value::List(values) = value else { return vec![Kind::of(value)] };
    let mut kinds = Vec::new();
    for kind in values.iter().map(Kind::of) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    kinds
}

/// What to write in place of a comparison.
fn hint(a: &Kind, b: &Kind) -> Option<String> {
    use temporal::Kind::{Date, Duration};
    Some(match (a, b) {
        (Kind::Temporal(Duration), Kind::Temporal(Duration)) => {
            "a month has no fixed length: compare a part, as in duration.inDays(a, b).days".to_owned()
        }
        (Kind::Temporal(Duration), Kind::Integer | Kind::Float) => {
            "compare a part, as in value.days".to_owned()
        }
        (Kind::Temporal(Date), Kind::Temporal(other)) if *other != Duration => "write date(value)".to_owned(),
        (Kind::Temporal(Date), Kind::Temporal(Duration)) => {
            "count from a date, as in date() - duration('P1Y')".to_owned()
        }
        (Kind::Temporal(kind), Kind::Text) => {
            let (name, example) = (kind.name(), kind.example());
            format!("write {name}('{example}'), or {name}($value) of a parameter")
        }
        (Kind::Text, Kind::Integer | Kind::Float) => {
            "a string stands in quotes, and toFloat(value) is the number in one".to_owned()
        }
        (Kind::Integer | Kind::Float, Kind::Text) => "a number stands without quotes".to_owned(),
        (Kind::List(_), _) => "write value IN list, or any(value IN list WHERE …)".to_owned(),
        (Kind::Node(_), Kind::Text) => "compare a property of the node, such as node.id".to_owned(),
        _ => return None,
    })
}

/// Whether values of two kinds may be equal.
fn are_alike(a: &Kind, b: &Kind) -> bool {
    use Kind::{Any, Fields, Float, Integer, List, Map, Node, Null, Relationship};
    match (a, b) {
        (Any | Null, _) | (_, Any | Null) => true,
        (Integer | Float, Integer | Float) | (List(_), List(_)) => true,
        (Node(_), Node(_)) | (Relationship(_), Relationship(_)) | (Map | Fields(_), Map | Fields(_)) => true,
        (a, b) => a == b,
    }
}

#[cfg(test)]
mod tests {
    use crate::graph::fixture;
    use crate::query::cypher::{Knowledge, Query};

    /// What is wrong with a query of quotes with dates.
    fn error(query: &str) -> Option<String> {
        let graph = fixture::graph("# notes by Ada\nThe [engine].");
        let query = format!("MATCH (q:Quote)-[m:MENTIONS]->(c) {query}");
        Query::new(&query, &Knowledge::new(&graph)).err().map(|error| error.to_string())
    }

    #[test]
    fn what_can_never_be_true_is_a_mistake() {
        for (query, told) in [
            (
                "WHERE q.date = '2026-05-30' RETURN q",
                "a date is compared with a string here, which is never true; write date('2026-05-30')",
            ),
            ("WHERE '2026-05-30' < q.date RETURN q", "write date('2026-05-30'), or date($value)"),
            ("WHERE q.date <> '2026-05-30' RETURN q", "which is always true; write date("),
            ("WHERE q.date IN ['2026-05-30'] RETURN q", "a date is compared with a string"),
            ("RETURN CASE q.date WHEN '2026-05-30' THEN 1 END", "a date is compared with a string"),
            (
                "WHERE q.date >= datetime('2026-05-30T00:00Z') RETURN q",
                "a date is compared with a datetime here, which is never true; write date(value)",
            ),
            (
                "WHERE q.date > datetime() - duration('P1Y') RETURN q",
                "a date is compared with a datetime here, which is never true; write date(value)",
            ),
            ("WHERE q.date > duration('P1D') * 2 + localdatetime() RETURN q", "a localdatetime here"),
            ("WHERE q.date > 2 * duration('P1Y') RETURN q", "date() - duration('P1Y')"),
            ("WHERE q.date.year = '2026' RETURN q", "a number stands without quotes"),
            ("RETURN q.colour", "tags, text, and (:Quote)-[:FROM]->(:Source), (:Quote)-[:MENTIONS]->"),
            ("RETURN q.speaker", "that is a node of its own: (:Quote)-[:SAID_BY]->(:Person)"),
            ("RETURN c.lable", "did you mean label?"),
            ("MATCH (p:Author) RETURN p", "no label Author; write :Person"),
            ("MATCH (c)-[:NARROWER]->(d) RETURN d", "write <-[:BROADER]-"),
            ("RETURN q.date.weekday", "a date has no component weekday; did you mean weekDay?"),
            ("RETURN q.date.epochMillis", "a date has no component epochMillis; there are year, quarter"),
            ("RETURN duration.between(q.date, date()).DAYS", "did you mean days?"),
            ("RETURN (date() - duration('P1Y')).foo", "a date has no component foo"),
            (
                "WHERE duration.between(q.date, date()) > 30 RETURN q",
                "a duration is compared with an integer here, which is never true; compare a part",
            ),
            (
                "WHERE duration.between(q.date, date()) > duration('P30D') RETURN q",
                "duration.inDays(a, b).days",
            ),
            ("WHERE q.ordinal = '1' RETURN q", "a number stands without quotes"),
            ("WHERE c.id IN [1, 2] RETURN q", "a string stands in quotes"),
            ("WHERE q.properties.rating >= 3 RETURN q", "toFloat(value)"),
            ("WHERE q.properties['rating'] = 3 RETURN q", "toFloat(value)"),
            ("RETURN q.rating", "what else a file says is in properties, as properties.rating"),
            ("WHERE m.texts = 'engine' RETURN q", "write value IN list"),
            ("WHERE c <> 'engine' RETURN q", "node.id"),
            ("RETURN q.text[0..20]", "substring(text, from, length)"),
            ("RETURN toString(q.date)[0]", "substring("),
            ("RETURN q.date - date('2026-01-01')", "duration.between(a, b)"),
            ("RETURN max(q.date) - min(q.date)", "duration.between(a, b)"),
        ] {
            let error = error(query).unwrap_or_else(|| panic!("{query}"));
            assert!(error.contains(told), "{query}: {error}");
        }
    }

    #[test]
    fn what_may_be_true_is_none() {
        for query in [
            "WHERE q.date = date('2026-05-30') OR q.date IN [date(), null] RETURN q",
            "WHERE duration.between(q.date, date()) = duration('P30D') RETURN q",
            "WHERE duration.inDays(q.date, date()).days > 30 RETURN q",
            "WHERE q.date > date() - duration('P1Y') / 2 AND q.date.weekDay < 6 RETURN datetime().epochMillis",
            "WHERE q.date IN $days AND 'engine' IN m.texts AND c.id IN [] RETURN q",
            "RETURN CASE q.date WHEN date() THEN 1 WHEN null THEN 2 END, CASE WHEN c.id = 'a' THEN 1 END",
            "WHERE m.confidence > 1 AND c <> q RETURN q",
            "WHERE q.ordinal IN [1, 'a', null] OR c.id IN [1, 'a', null] RETURN q",
            "WHERE toFloat(q.properties.rating) > 3 AND q.properties <> {rating: 'x'} RETURN keys(q.properties)",
            "WHERE q.properties.rating = '3' AND q.properties[c.id] IS NULL RETURN q",
        ] {
            assert_eq!(error(query), None, "{query}");
        }
    }
}
