//! The values of expressions over lists: their places and slices, and what is made of each of their values.

use std::sync::Arc;

use super::{Machine, Row};
use crate::query::cypher::ast::Quantifier;
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::property_graph::{KeyId, PropertyGraph};
use crate::query::cypher::resolved::{Expr, Key, Slot};
use crate::query::cypher::value::{List, Value};

type Result<T> = std::result::Result<T, QueryError>;

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

    /// The values of a list; nothing when it is null.
    pub(super) fn values(&self, list: &Expr, row: &mut Row<'g>) -> Result<Option<Arc<List<'g>>>> {
        match self.eval(list, row)? {
            Value::Null => Ok(None),
            Value::List(values) => Ok(Some(values)),
            other => {
                let message = format!("this needs a list, and has {}", other.kind_name());
                Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
            }
        }
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
        for value in values.iter() {
            self.tick()?;
            row.slots[slot.at()] = value.clone();
            if filter.map_or(Ok(true), |filter| self.holds(filter, row))? {
                let value = map.map_or(Ok(value.clone()), |map| self.eval(map, row))?;
                bytes += value.size().bytes;
                self.check_size(bytes)?;
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
}

/// A place in a list, from its end when negative.
fn place(at: i64, length: usize) -> Option<usize> {
    usize::try_from(if at < 0 { at.checked_add(length as i64)? } else { at }).ok()
}
