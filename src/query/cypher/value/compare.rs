//! How values compare: for `=` and `<`, where null makes the answer unknown, and for sorting and grouping, where every
//! two values have an order (openCypher CIP2016-06-14, "Comparability and equality; orderability and equivalence").

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;

use super::{Map, Value};

/// What comparing two values by `<` tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// They have an order.
    Ordered(Ordering),
    /// One is not a number: every comparison is false.
    Unordered,
    /// One is null, or they are of kinds that have no order: every comparison is null.
    Unknown,
}

/// Whether two values are equal; `None` when null hides it.
pub fn equals(a: &Value<'_>, b: &Value<'_>) -> Option<bool> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::List(a), Value::List(b)) => all_equal(a.len() == b.len(), a.iter().zip(b.iter())),
        (Value::Map(a), Value::Map(b)) => maps_equal(a, b),
        (Value::Float(a), Value::Float(b)) => Some(a == b),
        (Value::Integer(_), Value::Float(_)) | (Value::Float(_), Value::Integer(_)) => {
            Some(numbers(a, b) == Some(Ordering::Equal))
        }
        _ => Some(rank(a) == rank(b) && order(a, b).is_eq()),
    }
}

fn maps_equal(a: &Map<'_>, b: &Map<'_>) -> Option<bool> {
    let same_keys = a.iter().len() == b.iter().len() && a.iter().zip(b.iter()).all(|(a, b)| a.0 == b.0);
    all_equal(same_keys, a.iter().zip(b.iter()).map(|(a, b)| (&a.1, &b.1)))
}

fn all_equal<'v, 'g: 'v>(
    same_shape: bool,
    mut pairs: impl Iterator<Item = (&'v Value<'g>, &'v Value<'g>)>,
) -> Option<bool> {
    if !same_shape {
        return Some(false);
    }
    pairs
        .try_fold(Some(true), |all, (a, b)| match equals(a, b) {
            Some(false) => Err(()),
            Some(true) => Ok(all),
            None => Ok(None),
        })
        .unwrap_or(Some(false))
}

/// Compares two values by `<`.
pub fn compare(a: &Value<'_>, b: &Value<'_>) -> Comparison {
    match (a, b) {
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            numbers(a, b).map_or(Comparison::Unordered, Comparison::Ordered)
        }
        (Value::Text(_), Value::Text(_)) | (Value::Boolean(_), Value::Boolean(_)) => {
            Comparison::Ordered(order(a, b))
        }
        (Value::List(a), Value::List(b)) => lists(a, b),
        (Value::Temporal(a), Value::Temporal(b)) => {
            a.compare(b).map_or(Comparison::Unknown, Comparison::Ordered)
        }
        _ => Comparison::Unknown,
    }
}

fn lists(a: &[Value<'_>], b: &[Value<'_>]) -> Comparison {
    let pairs = a.iter().zip(b).map(|(a, b)| match equals(a, b) {
        Some(true) => Comparison::Ordered(Ordering::Equal),
        _ => compare(a, b),
    });
    let different = pairs.into_iter().find(|&pair| pair != Comparison::Ordered(Ordering::Equal));
    different.unwrap_or(Comparison::Ordered(a.len().cmp(&b.len())))
}

/// The order of two numbers, exactly; `None` when one is not a number.
fn numbers(a: &Value<'_>, b: &Value<'_>) -> Option<Ordering> {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => Some(a.cmp(b)),
        (Value::Float(a), Value::Float(b)) => a.partial_cmp(b),
        (Value::Integer(a), Value::Float(b)) => integer_to_float(*a, *b),
        (Value::Float(a), Value::Integer(b)) => integer_to_float(*b, *a).map(Ordering::reverse),
        _ => None,
    }
}

fn integer_to_float(a: i64, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if b.is_nan() {
        None
    } else if b >= LIMIT {
        Some(Ordering::Less)
    } else if b < -LIMIT {
        Some(Ordering::Greater)
    } else {
        Some(a.cmp(&(b.trunc() as i64)).then_with(|| 0.0.partial_cmp(&b.fract()).unwrap_or(Ordering::Equal)))
    }
}

/// The order of any two values, as `ORDER BY` sorts them: by kind, then by value; null is last.
pub fn order(a: &Value<'_>, b: &Value<'_>) -> Ordering {
    match (a, b) {
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::Text(a), Value::Text(b)) => texts(a.as_str(), b.as_str()),
        (Value::Integer(_) | Value::Float(_), Value::Integer(_) | Value::Float(_)) => {
            numbers(a, b).unwrap_or_else(|| is_nan(a).cmp(&is_nan(b)))
        }
        (Value::List(a), Value::List(b)) => in_turn(a.iter(), b.iter()),
        (Value::Map(a), Value::Map(b)) => {
            let keys = |map: &Map<'_>| map.iter().map(|(key, _)| key.as_str().to_owned()).collect::<Vec<_>>();
            keys(a).cmp(&keys(b)).then_with(|| in_turn(a.iter().map(|e| &e.1), b.iter().map(|e| &e.1)))
        }
        (Value::Node(a), Value::Node(b)) => a.cmp(b),
        (Value::Relationship(a), Value::Relationship(b)) => a.cmp(b),
        (Value::Path(a), Value::Path(b)) => {
            a.nodes.cmp(&b.nodes).then_with(|| a.relationships.cmp(&b.relationships))
        }
        (Value::Temporal(a), Value::Temporal(b)) => a.cmp(b),
        _ => rank(a).cmp(&rank(b)),
    }
}

/// The order of two texts; most that are the same are the same bytes of the graph.
fn texts(a: &str, b: &str) -> Ordering {
    if std::ptr::eq(a, b) { Ordering::Equal } else { a.cmp(b) }
}

/// A number that tells the order of two values where theirs differ, without a look at the rest of them.
pub fn lead(value: &Value<'_>) -> u64 {
    let own = match value {
        Value::Text(text) => first_bytes(text.as_str()),
        Value::Integer(number) => in_order(*number as f64),
        Value::Float(number) => in_order(*number),
        _ => 0,
    };
    u64::from(rank(value)) << 60 | own >> 4
}

fn first_bytes(text: &str) -> u64 {
    let mut first = [0; 8];
    let length = text.len().min(first.len());
    first[..length].copy_from_slice(&text.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

/// The bits of a float, in the order of floats; there is one zero, and what is no number comes last.
fn in_order(number: f64) -> u64 {
    const SIGN: u64 = 1 << 63;
    let bits = (number + 0.0).to_bits();
    match number {
        number if number.is_nan() => u64::MAX,
        _ if bits & SIGN == 0 => bits | SIGN,
        _ => !bits,
    }
}

fn in_turn<'v, 'g: 'v>(
    mut a: impl Iterator<Item = &'v Value<'g>>,
    mut b: impl Iterator<Item = &'v Value<'g>>,
) -> Ordering {
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) => match order(a, b) {
                Ordering::Equal => {}
                unequal => return unequal,
            },
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

fn is_nan(value: &Value<'_>) -> bool {
    matches!(value, Value::Float(number) if number.is_nan())
}

fn rank(value: &Value<'_>) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Temporal(_) => 5,
        Value::Text(_) => 6,
        Value::Boolean(_) => 7,
        Value::Integer(_) | Value::Float(_) => 8,
        Value::Null => 9,
    }
}

/// Whether values agree as `DISTINCT` and grouping see them: null is null, NaN is NaN, and 1 is 1.0.
pub fn equivalent(a: &[Value<'_>], b: &[Value<'_>]) -> bool {
    let agree = |(a, b): (&Value<'_>, &Value<'_>)| match (a, b) {
        // The most frequent values of all in a group.
        (Value::Node(a), Value::Node(b)) => a == b,
        (a, b) => order(a, b).is_eq(),
    };
    a.len() == b.len() && a.iter().zip(b).all(agree)
}

/// A hash of values that is the same where they agree so.
pub fn hash_of(values: &[Value<'_>]) -> u64 {
    let mut hasher = FxHasher::default();
    values.iter().for_each(|value| hash(value, &mut hasher));
    hasher.finish()
}

fn hash<H: Hasher>(value: &Value<'_>, state: &mut H) {
    rank(value).hash(state);
    match value {
        Value::Null => {}
        Value::Boolean(value) => value.hash(state),
        Value::Integer(value) => value.hash(state),
        Value::Float(value) => hash_float(*value, state),
        Value::Text(text) => text.hash(state),
        Value::List(values) => values.iter().for_each(|value| hash(value, state)),
        Value::Map(map) => map.iter().for_each(|(key, value)| {
            key.hash(state);
            hash(value, state);
        }),
        Value::Node(node) => node.hash(state),
        Value::Relationship(relationship) => relationship.hash(state),
        Value::Path(path) => path.relationships.hash(state),
        Value::Temporal(temporal) => temporal.hash(state),
    }
}

/// A float that is whole hashes as the integer does.
fn hash_float<H: Hasher>(value: f64, state: &mut H) {
    let whole = value as i64;
    if whole as f64 == value {
        whole.hash(state);
    } else if value.is_nan() {
        f64::NAN.to_bits().hash(state);
    } else {
        value.to_bits().hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Vec<Value<'static>> {
        let list = |values: &[i64]| Value::list(values.iter().map(|&value| Value::Integer(value)));
        vec![
            Value::map([("a".into(), Value::Integer(1))]),
            list(&[]),
            list(&[1]),
            list(&[1, 2]),
            "".into(),
            "a".into(),
            "a long one".into(),
            "a longer one".into(),
            "b".into(),
            false.into(),
            true.into(),
            Value::Float(f64::NEG_INFINITY),
            Value::Integer(i64::MIN),
            Value::Float(-1.5),
            Value::Integer(0),
            Value::Float(5e-324),
            Value::Integer(1),
            Value::Float(1.5),
            Value::Integer(2),
            Value::Integer(i64::MAX),
            Value::Float(9.3e18),
            Value::Float(f64::NAN),
            Value::Null,
        ]
    }

    #[test]
    fn every_two_values_have_an_order() {
        let values = values();
        for (i, a) in values.iter().enumerate() {
            for (j, b) in values.iter().enumerate() {
                assert_eq!(order(a, b), i.cmp(&j), "{a:?} {b:?}");
                let led = lead(a).cmp(&lead(b));
                assert!(led.is_eq() || led == i.cmp(&j), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn null_hides_whether_lists_are_equal_unless_something_else_differs() {
        let list = |last: Value<'static>| Value::list([Value::Null, last]);
        assert_eq!(equals(&list(1.into()), &list(1.into())), None);
        assert_eq!(equals(&list(1.into()), &list(2.into())), Some(false));
        assert_eq!(equals(&Value::Float(f64::NAN), &Value::Float(f64::NAN)), Some(false));
        assert_eq!(equals(&Value::Integer(i64::MAX), &Value::Float(i64::MAX as f64)), Some(false));
    }

    #[test]
    fn a_whole_float_is_its_integer_in_a_group() {
        let [a, b] = [
            [Value::Integer(1), Value::Null, Value::Float(f64::NAN)],
            [Value::Float(1.0), Value::Null, Value::Float(-f64::NAN)],
        ];
        assert!(equivalent(&a, &b));
        assert_eq!(hash_of(&a), hash_of(&b));
    }
}
