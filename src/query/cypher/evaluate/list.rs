//! The values of expressions over lists: their places and slices, and what is made of each of their values.

use std::sync::Arc;

use super::{Machine, Row};
use crate::query::cypher::ast::Quantifier;
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::function::{Function, Range, Run};
use crate::query::cypher::property_graph::{KeyId, PropertyGraph};
use crate::query::cypher::resolved::{Expr, Key, Slot};
use crate::query::cypher::value::{List, Value};

type Result<T> = std::result::Result<T, QueryError>;

/// The values of a list, one by one.
pub(super) enum Values<'g> {
    /// Those of a list from a place on.
    List(Arc<List<'g>>, usize),
    Range(Range),
    One(Option<Value<'g>>),
}

impl<'g> Iterator for Values<'g> {
    type Item = Value<'g>;

    fn next(&mut self) -> Option<Value<'g>> {
        match self {
            Self::List(values, at) => {
                let value = values.get(*at).cloned();
                *at += 1;
                value
            }
            Self::Range(range) => range.next().map(Value::Integer),
            Self::One(value) => value.take(),
        }
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn index(&self, list: &Value<'g>, at: &Value<'g>) -> Result<Value<'g>> {
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
                let id = id.map(|at| KeyId(at as u32));
                self.property(list, &Key { name: name.clone().into_owned(), id })
            }
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), other) => error(
                Fault::MapElementAccessByNonString,
                format!("a key is a string, and this is {}", other.kind_name()),
            ),
            (other, _) => error(Fault::InvalidArgumentType, format!("{} has no places", other.kind_name())),
        }
    }

    pub(super) fn slice(
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

    /// The values of a list one by one; nothing when it is null.
    fn values(&self, list: &Expr, row: &mut Row<'g>) -> Result<Option<Values<'g>>> {
        match self.unwound(list, row)? {
            Values::One(None) => Ok(None),
            Values::One(Some(other)) => {
                let message = format!("this needs a list, and has {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
            values => Ok(Some(values)),
        }
    }

    /// The values that a list is unwound to. Those of a range are not all made first.
    pub(super) fn unwound(&self, list: &Expr, row: &mut Row<'g>) -> Result<Values<'g>> {
        if let Expr::Call(Function { run: Run::Range, .. }, args, place) = list {
            let args = self.arguments(args, row)?;
            return match args.iter().any(Value::is_null) {
                true => Ok(Values::One(None)),
                false => Range::new(&args).map(Values::Range).map_err(|error| error.at(place.0)),
            };
        }
        Ok(match self.eval(list, row)? {
            Value::Null => Values::One(None),
            Value::List(values) => Values::List(values, 0),
            one => Values::One(Some(one)),
        })
    }

    pub(super) fn reduce(
        &self,
        total: Slot,
        slot: Slot,
        list: &Expr,
        step: &Expr,
        row: &mut Row<'g>,
    ) -> Result<Value<'g>> {
        let Some(values) = self.values(list, row)? else { return Ok(Value::Null) };
        for value in values {
            self.tick()?;
            row.slots[slot.at()] = value;
            row.slots[total.at()] = self.eval(step, row)?;
        }
        Ok(std::mem::take(&mut row.slots[total.at()]))
    }

    pub(super) fn list_comprehension(
        &self,
        slot: Slot,
        list: &Expr,
        filter: Option<&Expr>,
        map: Option<&Expr>,
        row: &mut Row<'g>,
    ) -> Result<Value<'g>> {
        let Some(values) = self.values(list, row)? else { return Ok(Value::Null) };
        let (mut kept, mut bytes) = (Vec::new(), 0);
        for value in values {
            self.tick()?;
            row.slots[slot.at()] = value.clone();
            if filter.map_or(Ok(true), |filter| self.holds(filter, row))? {
                let value = map.map_or(Ok(value), |map| self.eval(map, row))?;
                bytes += value.size().bytes;
                self.check_made(bytes)?;
                kept.push(value);
            }
        }
        self.bounded(Value::list(kept))
    }

    pub(super) fn quantifier(
        &self,
        quantifier: Quantifier,
        slot: Slot,
        list: &Expr,
        filter: &Expr,
        row: &mut Row<'g>,
    ) -> Result<Option<bool>> {
        let Some(values) = self.values(list, row)? else { return Ok(None) };
        let (mut held, mut unknown, mut failed) = (0, 0, 0);
        for value in values {
            self.tick()?;
            row.slots[slot.at()] = value;
            match self.truth(filter, row)? {
                Some(true) => held += 1,
                Some(false) => failed += 1,
                None => unknown += 1,
            }
            let is_settled = match quantifier {
                Quantifier::All => failed > 0,
                Quantifier::Any | Quantifier::None => held > 0,
                Quantifier::Single => held > 1,
            };
            if is_settled {
                break;
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
}

/// A place in a list, from its end when negative.
fn place(at: i64, length: usize) -> Option<usize> {
    usize::try_from(if at < 0 { at.checked_add(length as i64)? } else { at }).ok()
}
