//! Functions of numbers.

use super::{Given, wrong};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::Value;

/// A number as a float.
pub(super) fn as_float(name: &str, value: &Value<'_>) -> Result<f64, QueryError> {
    match value {
        Value::Integer(number) => Ok(*number as f64),
        Value::Float(number) => Ok(*number),
        other => Err(wrong(name, other)),
    }
}

pub(super) fn float<'g>(args: &[Value<'g>], function: fn(f64) -> f64) -> Given<'g> {
    Ok(function(as_float("this function", &args[0])?).into())
}

pub(super) fn atan2<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(libm::atan2(as_float("atan2", &args[0])?, as_float("atan2", &args[1])?).into())
}

pub(super) fn abs<'g>(args: &[Value<'g>]) -> Given<'g> {
    match &args[0] {
        Value::Integer(number) => number.checked_abs().map(Value::Integer).ok_or_else(|| {
            let message = "the absolute value does not fit into 64 bits";
            QueryError::run(Class::ArithmeticError, Fault::ArithmeticError, message)
        }),
        other => Ok(as_float("abs", other)?.abs().into()),
    }
}

pub(super) fn is_nan<'g>(args: &[Value<'g>]) -> Given<'g> {
    Ok(as_float("isNaN", &args[0])?.is_nan().into())
}

pub(super) fn sign<'g>(args: &[Value<'g>]) -> Given<'g> {
    let number = as_float("sign", &args[0])?;
    Ok(Value::Integer(if number > 0.0 { 1 } else { -i64::from(number < 0.0) }))
}

/// The nearest whole number; halves go up.
fn nearest(number: f64) -> f64 {
    let below = number.floor();
    if number - below >= 0.5 { below + 1.0 } else { below }
}

/// The nearest number with some decimals; halves go up, away from zero when decimals are given.
pub(super) fn round<'g>(args: &[Value<'g>]) -> Given<'g> {
    let number = as_float("round", &args[0])?;
    let Some(decimals) = args.get(1) else { return Ok(nearest(number).into()) };
    let decimals = as_float("round", decimals)?.clamp(-300.0, 300.0) as i32;
    let scaled = number * 10f64.powi(decimals);
    Ok(if scaled.is_finite() { scaled.round() / 10f64.powi(decimals) } else { number }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_to_the_nearest_and_halves_up() {
        for (number, expected) in [
            (1.5, 2.0),
            (-1.5, -1.0),
            (-1.6, -2.0),
            (0.499_999_999_999_999_94, 0.0),
            (4_503_599_627_370_497.0, 4_503_599_627_370_497.0),
            (-9_007_199_254_740_991.0, -9_007_199_254_740_991.0),
            (f64::INFINITY, f64::INFINITY),
        ] {
            assert_eq!(round(&[number.into()]).unwrap(), expected.into(), "{number}");
        }
    }
}
