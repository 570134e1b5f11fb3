//! Functions that turn a value into one of another kind.

use super::{Given, wrong};
use crate::query::cypher::value::{Value, float_text};

pub(super) fn to_boolean<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(match &args[0] {
        Value::Boolean(value) => Value::Boolean(*value),
        Value::Integer(number) => Value::Boolean(*number != 0),
        Value::Text(text) => match text.as_str().trim().to_ascii_lowercase().as_str() {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => Value::Null,
        },
        other => return Err(wrong("toBoolean", other)),
    })
}

pub(super) fn to_float<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(match &args[0] {
        Value::Integer(number) => Value::Float(*number as f64),
        Value::Float(number) => Value::Float(*number),
        Value::Text(text) => text.as_str().trim().parse().ok().map(Value::Float).unwrap_or_default(),
        other => return Err(wrong("toFloat", other)),
    })
}

pub(super) fn to_integer<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(match &args[0] {
        Value::Boolean(value) => Value::Integer((*value).into()),
        Value::Integer(number) => Value::Integer(*number),
        Value::Float(number) => whole(*number),
        Value::Text(text) => {
            let text = text.as_str().trim();
            let number = text.parse().ok().map(Value::Integer);
            number.or_else(|| text.parse().ok().map(whole)).unwrap_or_default()
        }
        other => return Err(wrong("toInteger", other)),
    })
}

fn whole<'g>(number: f64) -> Value<'g> {
    let fits = number.abs() < 9_223_372_036_854_775_808.0;
    if fits { Value::Integer(number as i64) } else { Value::Null }
}

pub(super) fn to_string<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(match &args[0] {
        Value::Boolean(value) => value.to_string().into(),
        Value::Integer(number) => number.to_string().into(),
        Value::Float(number) => float_text(*number).into(),
        Value::Text(text) => Value::Text(text.clone()),
        Value::Temporal(temporal) => temporal.to_string().into(),
        other => return Err(wrong("toString", other)),
    })
}

pub(super) fn to_boolean_or_null<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(to_boolean(args).unwrap_or_default())
}

pub(super) fn to_float_or_null<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(to_float(args).unwrap_or_default())
}

pub(super) fn to_integer_or_null<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(to_integer(args).unwrap_or_default())
}

pub(super) fn to_string_or_null<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(to_string(args).unwrap_or_default())
}

pub(super) fn value_type<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(args[0].type_name().into())
}
