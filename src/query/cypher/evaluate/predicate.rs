//! Whether two values stand in a relation.

use std::cell::RefCell;
use std::cmp::Ordering;

use regex::Regex;
use rustc_hash::FxHashMap;

use crate::query::cypher::ast::{Predicate, Relation};
use crate::query::cypher::error::{Fault, QueryError, no_regex};
use crate::query::cypher::value::{Comparison, Value, compare, equals};

type Result<T> = std::result::Result<T, QueryError>;

/// The most regular expressions that are kept.
const KEPT: usize = 64;

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
        static KNOWN: RefCell<FxHashMap<String, Regex>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(regex) = known.get(pattern) {
            return Ok(regex.is_match(text));
        }
        let regex = whole(pattern)
            .map_err(|error| QueryError::wrong_type(Fault::InvalidArgumentValue, no_regex(&error)))?;
        let found = regex.is_match(text);
        if known.len() == KEPT {
            known.clear();
        }
        known.insert(pattern.to_owned(), regex);
        Ok(found)
    })
}

/// A regular expression of whole texts. It must be one by itself, so that its brackets do not close ours; and where it ends
/// in a comment, as it may under `(?x)`, only the end of the line ends that.
fn whole(pattern: &str) -> std::result::Result<Regex, regex::Error> {
    Regex::new(pattern)?;
    Regex::new(&format!("^(?:{pattern})$")).or_else(|_| Regex::new(&format!("^(?:{pattern}\n)$")))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_regular_expression_is_of_the_whole_text() {
        for (text, pattern, expected) in [
            ("ab", "a|ab", Ok(true)),
            ("xab", "a|ab", Ok(false)),
            ("a", "(?x) a # the letter", Ok(true)),
            ("ab", "(?x) a # the letter", Ok(false)),
            ("a\n", "a", Ok(false)),
            ("xxb", "a)|(b", Err("this is no regular expression: unopened group")),
            ("x", "(", Err("this is no regular expression: unclosed group")),
        ] {
            let found = matches(text, pattern).map_err(|error| error.message);
            assert_eq!(found, expected.map_err(ToOwned::to_owned), "{text} {pattern}");
        }
        for n in 0..200 {
            assert_eq!(matches("7", &n.to_string()).ok(), Some(n == 7));
        }
    }
}
