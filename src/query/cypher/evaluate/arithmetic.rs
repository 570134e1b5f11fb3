//! Operators on numbers, text, lists and times.

use std::borrow::Cow;

use crate::query::cypher::ast::Operator;
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::{Value, float_text};
use crate::query::temporal::{Argument, Temporal, TemporalError};

type Result<'g> = std::result::Result<Value<'g>, QueryError>;

/// What an operator gives for two values; null when one is.
pub(super) fn apply<'g>(operator: Operator, a: Value<'g>, b: Value<'g>) -> Result<'g> {
    match (operator, a, b) {
        (Operator::Add, Value::List(a), b) if !b.is_null() => Ok(joined(&a, b)),
        (Operator::Add, a, Value::List(b)) if !a.is_null() => {
            Ok(Value::list(std::iter::once(a).chain(b.iter().cloned())))
        }
        (_, Value::Null, _) | (_, _, Value::Null) => Ok(Value::Null),
        (operator, Value::Integer(a), Value::Integer(b)) => integers(operator, a, b),
        (operator, Value::Integer(a), Value::Float(b)) => Ok(floats(operator, a as f64, b)),
        (operator, Value::Float(a), Value::Integer(b)) => Ok(floats(operator, a, b as f64)),
        (operator, Value::Float(a), Value::Float(b)) => Ok(floats(operator, a, b)),
        (operator, Value::Temporal(a), b) => temporal(operator, &a, &b),
        (Operator::Add, a, Value::Temporal(b)) if !matches!(a, Value::Text(_)) => temporal(operator, &b, &a),
        (Operator::Multiply, a, Value::Temporal(b)) => temporal(operator, &b, &a),
        (Operator::Add, a, b) => concatenated(&a, &b).ok_or_else(|| wrong(operator, &a, &b)),
        (operator, a, b) => Err(wrong(operator, &a, &b)),
    }
}

fn joined<'g>(a: &[Value<'g>], b: Value<'g>) -> Value<'g> {
    match b {
        Value::List(b) => Value::list(a.iter().chain(b.iter()).cloned()),
        b => Value::list(a.iter().cloned().chain(std::iter::once(b))),
    }
}

/// Two texts, or a text and a number, as one text.
fn concatenated<'g>(a: &Value<'_>, b: &Value<'_>) -> Option<Value<'g>> {
    let one_is_text = matches!(a, Value::Text(_)) || matches!(b, Value::Text(_));
    one_is_text.then_some(())?;
    Some([text_of(a)?, text_of(b)?].concat().into())
}

/// What a value adds to a text.
fn text_of<'v>(value: &'v Value<'_>) -> Option<Cow<'v, str>> {
    match value {
        Value::Text(text) => Some(text.as_str().into()),
        Value::Integer(number) => Some(number.to_string().into()),
        Value::Float(number) => Some(float_text(*number).into()),
        Value::Boolean(value) => Some(value.to_string().into()),
        Value::Temporal(temporal) => Some(temporal.to_string().into()),
        _ => None,
    }
}

fn integers<'g>(operator: Operator, a: i64, b: i64) -> Result<'g> {
    let number = match operator {
        Operator::Add => a.checked_add(b),
        Operator::Subtract => a.checked_sub(b),
        Operator::Multiply => a.checked_mul(b),
        Operator::Divide if b == 0 => return Err(arithmetic("a number cannot be divided by zero")),
        Operator::Divide => a.checked_div(b),
        Operator::Remainder if b == 0 => return Err(arithmetic("a number cannot be divided by zero")),
        Operator::Remainder => Some(a.wrapping_rem(b)),
        Operator::Power => return Ok(libm::pow(a as f64, b as f64).into()),
    };
    number.map(Value::Integer).ok_or_else(|| arithmetic("the result does not fit into 64 bits"))
}

fn floats<'g>(operator: Operator, a: f64, b: f64) -> Value<'g> {
    match operator {
        Operator::Add => a + b,
        Operator::Subtract => a - b,
        Operator::Multiply => a * b,
        Operator::Divide => a / b,
        Operator::Remainder => a % b,
        Operator::Power => libm::pow(a, b),
    }
    .into()
}

fn temporal<'g>(operator: Operator, a: &Temporal, b: &Value<'_>) -> Result<'g> {
    let factor = match b {
        Value::Integer(number) => Some(Argument::Integer(*number)),
        Value::Float(number) => Some(Argument::Float(*number)),
        _ => None,
    };
    let result = match (operator, b, factor) {
        (Operator::Add, Value::Text(text), _) => return Ok((a.to_string() + text.as_str()).into()),
        (Operator::Add, Value::Temporal(b), _) => a.plus(b),
        (Operator::Subtract, Value::Temporal(b), _) => a.minus(b),
        (Operator::Multiply, _, Some(factor)) => a.times(&factor),
        (Operator::Divide, _, Some(factor)) => a.divided_by(&factor),
        _ => return Err(wrong(operator, &Value::Temporal(a.clone()), b)),
    };
    result.map(Value::Temporal).map_err(|error| of_time(&error))
}

/// The error of a calculation with times.
pub(super) fn of_time(error: &TemporalError) -> QueryError {
    QueryError::run(Class::ArgumentError, Fault::InvalidArgumentValue, error.to_string())
}

/// The negative of a number or a duration.
pub(super) fn negative<'g>(value: Value<'g>) -> Result<'g> {
    match value {
        Value::Null => Ok(Value::Null),
        Value::Integer(number) => number
            .checked_neg()
            .map(Value::Integer)
            .ok_or_else(|| arithmetic("the result does not fit into 64 bits")),
        Value::Float(number) => Ok(Value::Float(-number)),
        Value::Temporal(duration) => temporal(Operator::Multiply, &duration, &Value::Integer(-1)),
        other => {
            let message = format!("there is no negative of {}", other.kind_name());
            Err(QueryError::wrong_type(Fault::InvalidArgumentType, message))
        }
    }
}

fn arithmetic(message: &str) -> QueryError {
    QueryError::run(Class::ArithmeticError, Fault::ArithmeticError, message)
}

fn wrong(operator: Operator, a: &Value<'_>, b: &Value<'_>) -> QueryError {
    let sign = match operator {
        Operator::Add => "+",
        Operator::Subtract => "-",
        Operator::Multiply => "*",
        Operator::Divide => "/",
        Operator::Remainder => "%",
        Operator::Power => "^",
    };
    let message = format!("{sign} cannot take {} and {}", a.kind_name(), b.kind_name());
    QueryError::wrong_type(Fault::InvalidArgumentType, message)
}
