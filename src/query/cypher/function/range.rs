//! A range is the whole numbers from one to another, some step apart.

use super::list::{LONGEST, out_of_range};
use super::{Given, wrong};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::Value;

/// The numbers of a range that are still to come.
#[derive(Debug, Clone, Copy)]
pub struct Range {
    next: i128,
    step: i128,
    left: u64,
}

impl Range {
    /// The range with a first number, a last one, and maybe a step.
    ///
    /// # Errors
    /// When one of them is no whole number, or the step is 0.
    pub fn new(args: &[Value<'_>]) -> Result<Self, QueryError> {
        let number = |value: &Value<'_>| match value {
            Value::Integer(number) => Ok(i128::from(*number)),
            other => {
                let error = wrong("range", other).of_class(Class::ArgumentError);
                Err(QueryError { fault: Fault::InvalidArgumentType, ..error })
            }
        };
        let (start, end) = (number(&args[0])?, number(&args[1])?);
        let step = args.get(2).map_or(Ok(1), number)?;
        if step == 0 {
            return Err(out_of_range("the step of range() must not be 0"));
        }
        let is_away = (end - start).signum() == -step.signum();
        let count = if is_away { 0 } else { (end - start) / step + 1 };
        Ok(Self { next: start, step, left: u64::try_from(count).unwrap_or(u64::MAX) })
    }

    /// All its numbers.
    ///
    /// # Errors
    /// When there are too many.
    pub fn list<'g>(self) -> Given<'g> {
        if self.left > LONGEST as u64 {
            let error = out_of_range("range() makes no list of more than 1,000,000 values");
            return Err(error.hint("UNWIND range(…) takes them one by one"));
        }
        Ok(Value::list(self.map(Value::Integer)))
    }
}

impl Iterator for Range {
    type Item = i64;

    fn next(&mut self) -> Option<i64> {
        self.left = self.left.checked_sub(1)?;
        let number = self.next;
        self.next += self.step;
        i64::try_from(number).ok()
    }
}
