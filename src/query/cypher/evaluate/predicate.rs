//! Whether two values stand in a relation.

use std::cmp::Ordering;

use regex::Regex;

use crate::query::cypher::ast::{Predicate, Relation};
use crate::query::cypher::error::{Fault, QueryError};
use crate::query::cypher::value::{Comparison, Value, compare, equals};

type Result<T> = std::result::Result<T, QueryError>;

/// Whether two values stand in a relation; unknown where null hides it.
pub(super) fn related(relation: Relation, a: &Value<'_>, b: &Value<'_>) -> Option<bool> {
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
    Some(fits(relation, ordering))
}

/// Whether what is ordered so stands in a relation.
#[inline]
pub(super) fn fits(relation: Relation, ordering: Ordering) -> bool {
    match relation {
        Relation::Equal => ordering.is_eq(),
        Relation::Unequal => ordering.is_ne(),
        Relation::Less => ordering.is_lt(),
        Relation::LessOrEqual => ordering.is_le(),
        Relation::Greater => ordering.is_gt(),
        Relation::GreaterOrEqual => ordering.is_ge(),
    }
}

/// Whether a predicate holds of two values; unknown where null hides it.
pub(super) fn holds_of(predicate: Predicate, a: &Value<'_>, b: &Value<'_>) -> Result<Option<bool>> {
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
