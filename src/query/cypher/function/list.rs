//! Functions of lists, and of what has a size.

use super::{Given, wrong};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::{Value, equals};

/// The most values that a function makes a list of.
pub(super) const LONGEST: usize = 1_000_000;

pub(super) fn coalesce<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(args.iter().find(|arg| !arg.is_null()).cloned().unwrap_or_default())
}

pub(super) fn null_if<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(if equals(&args[0], &args[1]) == Some(true) { Value::Null } else { args[0].clone() })
}

pub(super) fn is_empty<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(matches!(size(args)?, Value::Integer(0)).into())
}

pub(super) fn size<'g>(args: &[Value<'g>]) -> Given<'g> {
    let size = match &args[0] {
        Value::List(values) => values.len(),
        Value::Map(map) => map.iter().len(),
        Value::Text(text) => text.as_str().chars().count(),
        other => return Err(wrong("size", other)),
    };
    Ok(Value::Integer(size as i64))
}

fn values<'v, 'g>(name: &str, value: &'v Value<'g>) -> Result<&'v [Value<'g>], QueryError> {
    match value {
        Value::List(values) => Ok(values),
        other => Err(wrong(name, other)),
    }
}

pub(super) fn head<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(values("head", &args[0])?.first().cloned().unwrap_or_default())
}

pub(super) fn last<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(values("last", &args[0])?.last().cloned().unwrap_or_default())
}

pub(super) fn tail<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(Value::list(values("tail", &args[0])?.iter().skip(1).cloned()))
}

pub(super) fn reverse<'g>(args: &[Value<'g>]) -> Given<'g> {
    match &args[0] {
        Value::List(values) => Ok(Value::list(values.iter().rev().cloned())),
        Value::Text(text) => Ok(text.as_str().chars().rev().collect::<String>().into()),
        other => Err(wrong("reverse", other)),
    }
}

pub(super) fn out_of_range(message: &str) -> QueryError {
    QueryError::run(Class::ArgumentError, Fault::NumberOutOfRange, message)
}
