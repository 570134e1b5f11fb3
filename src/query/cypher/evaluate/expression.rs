//! The value of an expression in a row.

use std::sync::Arc;

use super::arithmetic::{apply, negative};
use super::call::component;
use super::predicate::{fits, holds_of, related};
use super::run::Stop;
use super::{Machine, Row};
use crate::query::cypher::ast::{Logic, Predicate, Relation};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::function::properties;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
use crate::query::cypher::resolved::{Expr, Form, Key, LabelTest, Slot};
use crate::query::cypher::value::{Path, Value, equals};

type Result<T> = std::result::Result<T, QueryError>;

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Whether a condition holds; it does not where it is null.
    pub(super) fn holds(&self, condition: &Expr, row: &mut Row<'g>) -> Result<bool> {
        Ok(self.truth(condition, row)? == Some(true))
    }

    /// A truth value; nothing where it is null.
    pub(super) fn truth(&self, expr: &Expr, row: &mut Row<'g>) -> Result<Option<bool>> {
        let value = match expr {
            Expr::Comparison(first, rest) => return self.comparison(first, rest, row),
            Expr::Logic(logic, operands) => return self.logic(*logic, operands, row),
            expr => self.eval(expr, row)?,
        };
        match value {
            Value::Boolean(value) => Ok(Some(value)),
            Value::Null => Ok(None),
            other => {
                let message = format!("a condition is a boolean, and this is {}", other.kind_name());
                let error = QueryError::wrong_type(Fault::InvalidArgumentType, message);
                Err(expr.place().map(|place| place.0).into_iter().fold(error, QueryError::at))
            }
        }
    }

    /// The value of an expression.
    pub(super) fn eval(&self, expr: &Expr, row: &mut Row<'g>) -> Result<Value<'g>> {
        match expr {
            Expr::Constant(value) => Ok(value.clone()),
            Expr::Parameter(number) => Ok(self.parameters[*number].clone()),
            Expr::Slot(slot) => Ok(row.slots[slot.at()].clone()),
            Expr::Number(slot) => Ok(self.node(*slot, row)?.map(|node| i64::from(node.0)).into()),
            Expr::Property(base, key, place) => {
                // The most frequent expression of all: a property of a node in a slot.
                if let (Expr::Slot(slot), Some(id)) = (&**base, key.id)
                    && let Value::Node(node) = row.slots[slot.at()]
                {
                    return Ok(self.graph.node_property(node, id));
                }
                let base = self.eval(base, row)?;
                self.property(&base, key).map_err(|error| error.at(place.0))
            }
            Expr::Index(list, at, place) => {
                let (list, at) = (self.eval(list, row)?, self.eval(at, row)?);
                self.index(&list, &at).map_err(|error| error.at(place.0))
            }
            Expr::Slice(list, from, to) => self.slice(list, from.as_deref(), to.as_deref(), row),
            Expr::HasLabels(base, test, types) => match self.eval(base, row)? {
                Value::Null => Ok(Value::Null),
                Value::Node(node) => Ok(self.has_labels(node, test).into()),
                Value::Relationship(own) => Ok(types.contains(&self.graph.type_of(own)).into()),
                other => {
                    let message = format!("{} has no labels", other.kind_name());
                    Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
                }
            },
            Expr::List(values) => {
                let values = values.iter().map(|value| self.eval(value, row)).collect::<Result<Vec<_>>>()?;
                self.bounded(Value::list(values))
            }
            Expr::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| Ok((key.clone(), self.eval(value, row)?)));
                self.bounded(Value::map(entries.collect::<Result<Vec<_>>>()?))
            }
            Expr::Extended(base, entries) => {
                let base = self.eval(base, row)?;
                let Some(mut all) = properties(self.graph, &base) else { return Ok(Value::Null) };
                for (key, value) in entries {
                    all.push((key.clone(), self.eval(value, row)?));
                }
                self.bounded(Value::map(all))
            }
            Expr::Path(start, hops) => self.path(*start, hops, row),
            Expr::Not(inner) => Ok(self.truth(inner, row)?.map(|value| !value).into()),
            Expr::Negative(inner, place) => {
                negative(self.eval(inner, row)?).map_err(|error| error.at(place.0))
            }
            Expr::Logic(logic, operands) => Ok(self.logic(*logic, operands, row)?.into()),
            Expr::Arithmetic(first, rest, place) => {
                let mut value = self.eval(first, row)?;
                for (operator, operand) in rest {
                    let operand = self.eval(operand, row)?;
                    self.check_made(value.size().bytes + operand.size().bytes)?;
                    value = apply(*operator, value, operand).map_err(|error| error.at(place.0))?;
                    value = self.bounded(value)?;
                }
                Ok(value)
            }
            Expr::Comparison(first, rest) => Ok(self.comparison(first, rest, row)?.into()),
            Expr::Predicate(predicate, a, b, place) => {
                let (a, b) = (self.eval(a, row)?, self.eval(b, row)?);
                if let (Predicate::In, Value::List(list)) = (predicate, &b)
                    && let Some(found) = self.is_member(&a, list)?
                {
                    return Ok(found);
                }
                self.spend_on(a.size().bytes + b.size().bytes)?;
                Ok(holds_of(*predicate, &a, &b).map_err(|error| error.at(place.0))?.into())
            }
            Expr::IsNull(inner, wanted) => Ok((self.eval(inner, row)?.is_null() == *wanted).into()),
            Expr::Case(operand, branches, otherwise) => {
                self.case(operand.as_deref(), branches, otherwise.as_deref(), row)
            }
            Expr::Call(function, args, place) => {
                self.call(function, args, row).map_err(|error| error.at(place.0))
            }
            Expr::Temporal(function, args, place) => {
                self.call_temporal(*function, args, row).map_err(|error| error.at(place.0))
            }
            Expr::ListComprehension(slot, list, filter, map) => {
                self.list_comprehension(*slot, list, filter.as_deref(), map.as_deref(), row)
            }
            Expr::Reduce(total, start, slot, list, step) => {
                row.slots[total.at()] = self.eval(start, row)?;
                self.reduce(*total, *slot, list, step, row)
            }
            Expr::Quantifier(quantifier, slot, list, filter) => {
                Ok(self.quantifier(*quantifier, *slot, list, filter, row)?.into())
            }
            Expr::Subquery(number, form, _) => self.subquery(*number, *form, row),
        }
    }

    pub(super) fn property(&self, base: &Value<'g>, key: &Key) -> Result<Value<'g>> {
        Ok(match base {
            Value::Null => Value::Null,
            Value::Node(node) => key.id.map_or(Value::Null, |key| self.graph.node_property(*node, key)),
            Value::Relationship(own) => {
                key.id.map_or(Value::Null, |key| self.graph.relationship_property(*own, key))
            }
            Value::Map(map) => map.get(key.name.as_str()).cloned().unwrap_or_default(),
            Value::Temporal(temporal) => temporal.component(key.name.as_str()).map_or(Value::Null, component),
            other => {
                let message = format!("{} has no properties", other.kind_name());
                return Err(QueryError::wrong_type(Fault::InvalidArgumentType, message));
            }
        })
    }

    fn has_labels(&self, node: NodeId, test: &LabelTest) -> bool {
        match test {
            LabelTest::Is(label) => self.graph.has_label(node, *label),
            LabelTest::Never => false,
            LabelTest::Any => !self.graph.labels_of(node).is_empty(),
            LabelTest::Not(inner) => !self.has_labels(node, inner),
            LabelTest::And(all) => all.iter().all(|test| self.has_labels(node, test)),
            LabelTest::Or(any) => any.iter().any(|test| self.has_labels(node, test)),
        }
    }

    /// The path from a node along relationships; null when one of them is.
    fn path(&self, start: Slot, hops: &[Slot], row: &Row<'g>) -> Result<Value<'g>> {
        let Value::Node(start) = row.slots[start.at()] else { return Ok(Value::Null) };
        let mut path = Path { nodes: vec![start], relationships: Vec::new() };
        let mut at = start;
        let mut follow = |value: &Value<'g>| {
            let Value::Relationship(relationship) = value else { return false };
            let (from, to) = self.graph.ends(*relationship);
            at = if at == from { to } else { from };
            path.relationships.push(*relationship);
            path.nodes.push(at);
            true
        };
        for hop in hops {
            let followed = match &row.slots[hop.at()] {
                Value::List(values) => values.iter().all(&mut follow),
                one => follow(one),
            };
            if !followed {
                return Ok(Value::Null);
            }
        }
        Ok(Value::Path(Arc::new(path)))
    }

    fn logic(&self, logic: Logic, operands: &[Expr], row: &mut Row<'g>) -> Result<Option<bool>> {
        if logic == Logic::Xor {
            let mut odd = Some(false);
            for operand in operands {
                let value = self.truth(operand, row)?;
                odd = odd.zip(value).map(|(a, b)| a ^ b);
            }
            return Ok(odd);
        }
        let decides = logic == Logic::Or;
        let mut result = Some(!decides);
        for operand in operands {
            match self.truth(operand, row)? {
                Some(value) if value == decides => return Ok(Some(decides)),
                Some(_) => {}
                None => result = None,
            }
        }
        Ok(result)
    }

    fn comparison(&self, first: &Expr, rest: &[(Relation, Expr)], row: &mut Row<'g>) -> Result<Option<bool>> {
        if let (Expr::Number(a), [(relation, Expr::Number(b))]) = (first, rest) {
            let [a, b] = [self.node(*a, row)?, self.node(*b, row)?];
            return Ok(a.zip(b).map(|(a, b)| fits(*relation, a.cmp(&b))));
        }
        let mut left = self.eval(first, row)?;
        let mut result = Some(true);
        for (relation, right) in rest {
            let right = self.eval(right, row)?;
            self.spend_on(right.size().bytes)?;
            match related(*relation, &left, &right) {
                Some(true) => {}
                Some(false) => return Ok(Some(false)),
                None => result = None,
            }
            left = right;
        }
        Ok(result)
    }

    fn case(
        &self,
        operand: Option<&Expr>,
        branches: &[(Vec<Expr>, Expr)],
        otherwise: Option<&Expr>,
        row: &mut Row<'g>,
    ) -> Result<Value<'g>> {
        let operand = operand.map(|operand| self.eval(operand, row)).transpose()?;
        for (when, then) in branches {
            for condition in when {
                let fits = match &operand {
                    Some(operand) => equals(operand, &self.eval(condition, row)?) == Some(true),
                    None => self.holds(condition, row)?,
                };
                if fits {
                    return self.eval(then, row);
                }
            }
        }
        otherwise.map_or(Ok(Value::Null), |otherwise| self.eval(otherwise, row))
    }

    fn subquery(&self, number: usize, form: Form, row: &mut Row<'g>) -> Result<Value<'g>> {
        let pipeline = &self.plan.subqueries[number];
        let mut values = Vec::new();
        let (mut count, mut bytes) = (0, 0);
        let flow = self.run(pipeline, row, &mut |row| {
            count += 1;
            match (form, pipeline.columns.first()) {
                (Form::Exists, _) => return Err(Stop::Enough),
                (Form::Count, _) => {}
                (_, Some(slot)) => {
                    let value = row.slots[slot.at()].clone();
                    bytes += value.size().bytes;
                    self.check_made(bytes)?;
                    values.push(value);
                }
                (_, None) => {}
            }
            if form == Form::First { Err(Stop::Enough) } else { Ok(()) }
        });
        if let Err(Stop::Failed(error)) = flow {
            return Err(*error);
        }
        Ok(match form {
            Form::Exists => (count > 0).into(),
            Form::Count => Value::Integer(count),
            Form::Collect => self.bounded(Value::list(values))?,
            Form::First => values.pop().unwrap_or_default(),
        })
    }
}
