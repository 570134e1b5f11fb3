//! The value of an expression in a row.

use std::sync::Arc;

use regex::Regex;

use super::arithmetic::{apply, negative};
use super::call::component;
use super::run::Stop;
use super::{Machine, Row};
use crate::query::cypher::ast::{Logic, Predicate, Quantifier, Relation};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::function::properties;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
use crate::query::cypher::resolved::{Expr, Form, Key, LabelTest, Slot};
use crate::query::cypher::value::{Comparison, Path, Value, compare, equals};

type Result<T> = std::result::Result<T, QueryError>;

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Whether a condition holds; it does not where it is null.
    pub(super) fn holds(&self, condition: &Expr, row: &mut Row<'g>) -> Result<bool> {
        Ok(self.truth(condition, row)? == Some(true))
    }

    /// A truth value; nothing where it is null.
    fn truth(&self, expr: &Expr, row: &mut Row<'g>) -> Result<Option<bool>> {
        match self.eval(expr, row)? {
            Value::Boolean(value) => Ok(Some(value)),
            Value::Null => Ok(None),
            other => {
                let message = format!("a condition is a boolean, and this is {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
        }
    }

    /// The value of an expression.
    pub(super) fn eval(&self, expr: &Expr, row: &mut Row<'g>) -> Result<Value<'g>> {
        match expr {
            Expr::Constant(value) => Ok(value.clone()),
            Expr::Parameter(number) => Ok(self.parameters[*number].clone()),
            Expr::Slot(slot) => Ok(row.slots[slot.at()].clone()),
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
                Ok(Value::List(Arc::new(values)))
            }
            Expr::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| Ok((key.clone(), self.eval(value, row)?)));
                Ok(Value::map(entries.collect::<Result<Vec<_>>>()?))
            }
            Expr::Extended(base, entries) => {
                let base = self.eval(base, row)?;
                let Some(mut all) = properties(self.graph, &base) else { return Ok(Value::Null) };
                for (key, value) in entries {
                    all.push((key.clone(), self.eval(value, row)?));
                }
                Ok(Value::map(all))
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
                    value = apply(*operator, value, operand).map_err(|error| error.at(place.0))?;
                }
                Ok(value)
            }
            Expr::Comparison(first, rest) => Ok(self.comparison(first, rest, row)?.into()),
            Expr::Predicate(predicate, a, b, place) => {
                let (a, b) = (self.eval(a, row)?, self.eval(b, row)?);
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
                let Some(values) = self.values(list, row)? else { return Ok(Value::Null) };
                row.slots[total.at()] = self.eval(start, row)?;
                for value in values.iter() {
                    self.tick()?;
                    row.slots[slot.at()] = value.clone();
                    row.slots[total.at()] = self.eval(step, row)?;
                }
                Ok(std::mem::take(&mut row.slots[total.at()]))
            }
            Expr::Quantifier(quantifier, slot, list, filter) => {
                Ok(self.quantifier(*quantifier, *slot, list, filter, row)?.into())
            }
            Expr::Subquery(number, form, _) => self.subquery(*number, *form, row),
        }
    }

    fn property(&self, base: &Value<'g>, key: &Key) -> Result<Value<'g>> {
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

    fn index(&self, list: &Value<'g>, at: &Value<'g>) -> Result<Value<'g>> {
        let error = |fault, message: String| Err(QueryError::wrong_type(fault, message));
        match (list, at) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::List(values), Value::Integer(at)) => {
                Ok(place(*at, values.len()).and_then(|at| values.get(at)).cloned().unwrap_or_default())
            }
            (Value::List(_), other) => error(
                Fault::InvalidArgumentType,
                format!("a place in a list is an integer, and this is {}", other.kind_name()),
            ),
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::Text(name)) => {
                let id = self.graph.keys().iter().position(|own| own == name.as_str());
                let id = id.map(|at| crate::query::cypher::property_graph::KeyId(at as u32));
                self.property(list, &Key { name: name.clone().into_owned(), id })
            }
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), other) => error(
                Fault::MapElementAccessByNonString,
                format!("a key is a string, and this is {}", other.kind_name()),
            ),
            (other, _) => error(Fault::InvalidArgumentType, format!("{} has no places", other.kind_name())),
        }
    }

    fn slice(
        &self,
        list: &Expr,
        from: Option<&Expr>,
        to: Option<&Expr>,
        row: &mut Row<'g>,
    ) -> Result<Value<'g>> {
        let list = self.eval(list, row)?;
        let mut bound = |expr: Option<&Expr>, open: i64| match expr {
            Some(expr) => self.eval(expr, row),
            None => Ok(Value::Integer(open)),
        };
        let (from, to) = (bound(from, 0)?, bound(to, i64::MAX)?);
        match (&list, &from, &to) {
            (Value::Null, _, _) | (_, Value::Null, _) | (_, _, Value::Null) => Ok(Value::Null),
            (Value::List(values), Value::Integer(from), Value::Integer(to)) => {
                let length = values.len() as i64;
                let clamp =
                    |at: i64| (if at < 0 { at.saturating_add(length) } else { at }).clamp(0, length) as usize;
                let (from, to) = (clamp(*from), clamp(*to));
                Ok(Value::list(values.get(from..to).unwrap_or_default().iter().cloned()))
            }
            _ => {
                let message = format!("{} cannot be cut so", list.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
        }
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
        let mut left = self.eval(first, row)?;
        let mut result = Some(true);
        for (relation, right) in rest {
            let right = self.eval(right, row)?;
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

    /// The values of a list; nothing when it is null.
    fn values(&self, list: &Expr, row: &mut Row<'g>) -> Result<Option<Arc<Vec<Value<'g>>>>> {
        match self.eval(list, row)? {
            Value::Null => Ok(None),
            Value::List(values) => Ok(Some(values)),
            other => {
                let message = format!("this needs a list, and has {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
        }
    }

    fn list_comprehension(
        &self,
        slot: Slot,
        list: &Expr,
        filter: Option<&Expr>,
        map: Option<&Expr>,
        row: &mut Row<'g>,
    ) -> Result<Value<'g>> {
        let Some(values) = self.values(list, row)? else { return Ok(Value::Null) };
        let mut kept = Vec::new();
        for value in values.iter() {
            self.tick()?;
            row.slots[slot.at()] = value.clone();
            if filter.map_or(Ok(true), |filter| self.holds(filter, row))? {
                kept.push(map.map_or(Ok(value.clone()), |map| self.eval(map, row))?);
            }
        }
        Ok(Value::List(Arc::new(kept)))
    }

    fn quantifier(
        &self,
        quantifier: Quantifier,
        slot: Slot,
        list: &Expr,
        filter: &Expr,
        row: &mut Row<'g>,
    ) -> Result<Option<bool>> {
        let Some(values) = self.values(list, row)? else { return Ok(None) };
        let (mut held, mut unknown, mut failed) = (0, 0, 0);
        for value in values.iter() {
            self.tick()?;
            row.slots[slot.at()] = value.clone();
            match self.truth(filter, row)? {
                Some(true) => held += 1,
                Some(false) => failed += 1,
                None => unknown += 1,
            }
        }
        let sure = |value: bool| if unknown > 0 { None } else { Some(value) };
        Ok(match quantifier {
            Quantifier::All if failed > 0 => Some(false),
            Quantifier::All => sure(true),
            Quantifier::Any if held > 0 => Some(true),
            Quantifier::Any => sure(false),
            Quantifier::None if held > 0 => Some(false),
            Quantifier::None => sure(true),
            Quantifier::Single if held > 1 => Some(false),
            Quantifier::Single => sure(held == 1),
        })
    }

    fn subquery(&self, number: usize, form: Form, row: &mut Row<'g>) -> Result<Value<'g>> {
        let pipeline = &self.plan.subqueries[number];
        let mut values = Vec::new();
        let mut count = 0;
        let flow = self.run(pipeline, row, &mut |row| {
            count += 1;
            match (form, pipeline.columns.first()) {
                (Form::Exists, _) => return Err(Stop::Enough),
                (Form::Count, _) => {}
                (_, Some(slot)) => values.push(row.slots[slot.at()].clone()),
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
            Form::Collect => Value::List(Arc::new(values)),
            Form::First => values.pop().unwrap_or_default(),
        })
    }
}

/// A place in a list, from its end when negative.
fn place(at: i64, length: usize) -> Option<usize> {
    usize::try_from(if at < 0 { at.checked_add(length as i64)? } else { at }).ok()
}

fn related(relation: Relation, a: &Value<'_>, b: &Value<'_>) -> Option<bool> {
    match relation {
        Relation::Equal => return equals(a, b),
        Relation::Unequal => return equals(a, b).map(|equal| !equal),
        _ => {}
    }
    let ordering = match compare(a, b) {
        Comparison::Ordered(ordering) => ordering,
        Comparison::Unordered => return Some(false),
        Comparison::Unknown => return None,
    };
    Some(match relation {
        Relation::Less => ordering.is_lt(),
        Relation::LessOrEqual => ordering.is_le(),
        Relation::Greater => ordering.is_gt(),
        _ => ordering.is_ge(),
    })
}

fn holds_of(predicate: Predicate, a: &Value<'_>, b: &Value<'_>) -> Result<Option<bool>> {
    match (predicate, a, b) {
        (Predicate::In, _, Value::Null) => Ok(None),
        (Predicate::In, value, Value::List(values)) => {
            let mut found = Some(false);
            for own in values.iter() {
                match equals(value, own) {
                    Some(true) => return Ok(Some(true)),
                    Some(false) => {}
                    None => found = None,
                }
            }
            Ok(found)
        }
        (Predicate::In, _, other) => {
            let message = format!("IN takes a list, and this is {}", other.kind_name());
            Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
        }
        (predicate, Value::Text(a), Value::Text(b)) => {
            let (a, b) = (a.as_str(), b.as_str());
            Ok(Some(match predicate {
                Predicate::StartsWith => a.starts_with(b),
                Predicate::EndsWith => a.ends_with(b),
                Predicate::Contains => a.contains(b),
                _ => matches(a, b)?,
            }))
        }
        _ => Ok(None),
    }
}

/// Whether a whole text matches a regular expression.
fn matches(text: &str, pattern: &str) -> Result<bool> {
    thread_local! {
        static LAST: std::cell::RefCell<Option<(String, Regex)>> = const { std::cell::RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        if last.as_ref().is_none_or(|(own, _)| own != pattern) {
            let regex = Regex::new(&format!("^(?:{pattern})$")).map_err(|_| {
                let message = format!("`{pattern}` is no regular expression");
                QueryError::wrong_type(Fault::InvalidArgumentValue, message)
            })?;
            *last = Some((pattern.to_owned(), regex));
        }
        Ok(last.as_ref().is_some_and(|(_, regex)| regex.is_match(text)))
    })
}
