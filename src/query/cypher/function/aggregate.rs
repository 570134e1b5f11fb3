//! An aggregate makes one value of the values of a group.

use super::number::as_float;
use super::{Given, wrong};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::{Value, order};
use crate::query::temporal::{Argument, Duration, Temporal, TemporalError};

/// What is computed of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aggregate {
    /// The rows, or the values that are not null, counted.
    Count,
    /// The values in a list.
    Collect,
    /// The sum.
    Sum,
    /// The mean.
    Average,
    /// The smallest.
    Least,
    /// The largest.
    Most,
    /// The value below which a part of the values lie, between two of them where it must be.
    PercentileContinuous,
    /// The nearest value below which a part of the values lie.
    PercentileDiscrete,
    /// The standard deviation of a sample.
    Deviation,
    /// The standard deviation of all.
    PopulationDeviation,
}

const NAMES: [(&str, Aggregate); 10] = [
    ("avg", Aggregate::Average),
    ("collect", Aggregate::Collect),
    ("count", Aggregate::Count),
    ("max", Aggregate::Most),
    ("min", Aggregate::Least),
    ("percentileCont", Aggregate::PercentileContinuous),
    ("percentileDisc", Aggregate::PercentileDiscrete),
    ("stDev", Aggregate::Deviation),
    ("stDevP", Aggregate::PopulationDeviation),
    ("sum", Aggregate::Sum),
];

impl Aggregate {
    /// Whether all values are kept until the end.
    pub fn keeps_values(self) -> bool {
        matches!(Gathered::new(self), Gathered::Values(_))
    }

    /// The aggregate with a name; case does not count.
    pub fn find(name: &str) -> Option<Self> {
        NAMES.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|&(_, aggregate)| aggregate)
    }

    /// The names of all aggregates.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(_, own)| *own == self).map_or("", |(name, _)| name)
    }

    /// How many arguments it takes.
    pub fn arity(self) -> usize {
        match self {
            Self::PercentileContinuous | Self::PercentileDiscrete => 2,
            _ => 1,
        }
    }
}

/// What has been gathered of a group.
#[derive(Debug, Clone)]
pub enum Gathered<'g> {
    /// How many.
    Count(i64),
    /// The sum of whole numbers, and of floats if there are any, and how many.
    Sum(i128, Option<f64>, u64),
    /// The sum of durations, and how many.
    Lengths(Duration, u64),
    /// The smallest or largest so far.
    Extreme(Value<'g>),
    /// All.
    Values(Vec<Value<'g>>),
}

impl<'g> Gathered<'g> {
    /// Nothing yet.
    pub fn new(aggregate: Aggregate) -> Self {
        match aggregate {
            Aggregate::Count => Self::Count(0),
            Aggregate::Sum | Aggregate::Average => Self::Sum(0, None, 0),
            Aggregate::Least | Aggregate::Most => Self::Extreme(Value::Null),
            _ => Self::Values(Vec::new()),
        }
    }

    /// Adds a value some times over.
    ///
    /// # Errors
    /// When the aggregate cannot take the value.
    pub fn add(&mut self, aggregate: Aggregate, value: Value<'g>, times: u64) -> Result<(), QueryError> {
        if value.is_null() {
            return Ok(());
        }
        if let (Self::Sum(_, _, 0), Value::Temporal(Temporal::Duration(_))) = (&*self, &value) {
            *self = Self::Lengths(Duration::default(), 0);
        }
        match self {
            Self::Count(count) => {
                *count = count.checked_add_unsigned(times).ok_or_else(|| {
                    let message = "more rows are counted than fit into 64 bits";
                    QueryError::run(Class::ArithmeticError, Fault::ArithmeticError, message)
                })?;
            }
            Self::Lengths(sum, count) => {
                let Value::Temporal(Temporal::Duration(own)) = &value else {
                    return Err(wrong(aggregate.name(), &value));
                };
                let all = own.times(&Argument::Integer(times as i64)).and_then(|all| sum.plus(all));
                *sum = all.map_err(|error| of_time(&error))?;
                *count += times;
            }
            Self::Sum(whole, float, count) => {
                match &value {
                    Value::Integer(number) => *whole += i128::from(*number) * i128::from(times),
                    Value::Float(number) => *float = Some(float.unwrap_or(0.0) + number * times as f64),
                    other => return Err(wrong(aggregate.name(), other)),
                }
                *count += times;
            }
            Self::Extreme(best) => {
                let ordering = order(&value, best);
                let better = if aggregate == Aggregate::Least { ordering.is_lt() } else { ordering.is_gt() };
                if best.is_null() || better {
                    *best = value;
                }
            }
            Self::Values(values) => values.extend((0..times).map(|_| value.clone())),
        }
        Ok(())
    }

    /// The value of the group; `share` is the second argument of a percentile.
    ///
    /// # Errors
    /// When there is none.
    pub fn finish(self, aggregate: Aggregate, share: &Value<'g>) -> Given<'g> {
        match self {
            Self::Count(count) => Ok(Value::Integer(count)),
            Self::Extreme(best) => Ok(best),
            Self::Sum(_, _, 0) if aggregate == Aggregate::Average => Ok(Value::Null),
            Self::Sum(whole, float, count) if aggregate == Aggregate::Average => {
                Ok(((whole as f64 + float.unwrap_or(0.0)) / count as f64).into())
            }
            Self::Sum(whole, Some(float), _) => Ok((whole as f64 + float).into()),
            Self::Sum(whole, None, _) => i64::try_from(whole).map(Value::Integer).map_err(|_| {
                let message = "the sum does not fit into 64 bits";
                QueryError::run(Class::ArithmeticError, Fault::ArithmeticError, message)
            }),
            Self::Lengths(sum, count) => {
                let parts = if aggregate == Aggregate::Average { count as i64 } else { 1 };
                let value = sum.divided_by(&Argument::Integer(parts)).map_err(|error| of_time(&error))?;
                Ok(Temporal::Duration(Box::new(value)).into())
            }
            Self::Values(values) => match aggregate {
                Aggregate::Collect => Ok(Value::list(values)),
                Aggregate::PercentileContinuous => percentile_continuous(values, share),
                Aggregate::PercentileDiscrete => percentile_discrete(values, share),
                _ => deviation(aggregate, &values),
            },
        }
    }
}

fn of_time(error: &TemporalError) -> QueryError {
    QueryError::run(Class::ArgumentError, Fault::InvalidArgumentValue, error.to_string())
}

fn checked(share: &Value<'_>) -> Result<f64, QueryError> {
    let share = as_float("percentile", share)?;
    if (0.0..=1.0).contains(&share) {
        return Ok(share);
    }
    let message = format!("a percentile lies between 0.0 and 1.0, and {share} does not");
    Err(QueryError::run(Class::ArgumentError, Fault::NumberOutOfRange, message))
}

fn percentile_continuous<'g>(mut values: Vec<Value<'g>>, share: &Value<'g>) -> Given<'g> {
    let Some(last) = values.len().checked_sub(1) else { return Ok(Value::Null) };
    let share = checked(share)?;
    let place = share * last as f64;
    let (_, low, above) = values.select_nth_unstable_by(place.floor() as usize, order);
    let next = above.iter().min_by(|a, b| order(a, b)).unwrap_or(low);
    let (low, high) = (as_float("percentileCont", low)?, as_float("percentileCont", next)?);
    Ok(if place.fract() == 0.0 { low } else { low + (high - low) * place.fract() }.into())
}

fn percentile_discrete<'g>(mut values: Vec<Value<'g>>, share: &Value<'g>) -> Given<'g> {
    let Some(last) = values.len().checked_sub(1) else { return Ok(Value::Null) };
    let share = checked(share)?;
    let rank = (share * values.len() as f64).ceil() as usize;
    let (_, value, _) = values.select_nth_unstable_by(rank.saturating_sub(1).min(last), order);
    Ok(value.clone())
}

fn deviation<'g>(aggregate: Aggregate, values: &[Value<'g>]) -> Given<'g> {
    let numbers: Vec<f64> =
        values.iter().map(|value| as_float(aggregate.name(), value)).collect::<Result<_, _>>()?;
    let count = numbers.len() as f64;
    let degrees = if aggregate == Aggregate::Deviation { count - 1.0 } else { count };
    if degrees <= 0.0 {
        return Ok(0.0.into());
    }
    let mean = numbers.iter().sum::<f64>() / count;
    let squares: f64 = numbers.iter().map(|number| (number - mean).powi(2)).sum();
    Ok((squares / degrees).sqrt().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The aggregate of durations, each as often as it says.
    fn of_durations(aggregate: Aggregate, durations: &[(&str, u64)]) -> Result<String, QueryError> {
        let mut gathered = Gathered::new(aggregate);
        for (text, times) in durations {
            let value = match Duration::parse(text) {
                Ok(duration) => Temporal::Duration(Box::new(duration)).into(),
                Err(_) => Value::Integer(1),
            };
            gathered.add(aggregate, value, *times)?;
        }
        match gathered.finish(aggregate, &Value::Null)? {
            Value::Temporal(sum) => Ok(sum.to_string()),
            other => Ok(format!("{other:?}")),
        }
    }

    #[test]
    fn a_percentile_at_a_value_is_that_value() {
        for (share, expected) in [(0.0, 1.0), (0.25, 1.5), (0.5, 2.0), (1.0, f64::INFINITY)] {
            let values = [f64::INFINITY, 2.0, 1.0].map(Value::from).into();
            assert_eq!(percentile_continuous(values, &share.into()).unwrap(), expected.into(), "{share}");
        }
    }

    #[test]
    fn durations_are_added() {
        for (aggregate, durations, expected) in [
            (Aggregate::Sum, &[("P1D", 1), ("P1M2D", 2)][..], "P2M5D"),
            (Aggregate::Average, &[("P1D", 1), ("PT12H", 3)], "PT15H"),
            (Aggregate::Average, &[("P4D", 1), ("P2D", 1)], "P3D"),
            (Aggregate::Sum, &[], "Integer(0)"),
            (Aggregate::Average, &[], "Null"),
        ] {
            assert_eq!(of_durations(aggregate, durations).unwrap(), expected, "{durations:?}");
        }
        for durations in [[("P1D", 1), ("1", 1)], [("1", 1), ("P1D", 1)]] {
            assert!(of_durations(Aggregate::Sum, &durations).is_err(), "{durations:?}");
        }
    }

    #[test]
    fn of_no_values_there_is_none() {
        for (_, aggregate) in NAMES {
            let expected = match aggregate {
                Aggregate::Count | Aggregate::Sum => Value::Integer(0),
                Aggregate::Collect => Value::list([]),
                Aggregate::Deviation | Aggregate::PopulationDeviation => 0.0.into(),
                _ => Value::Null,
            };
            assert_eq!(
                Gathered::new(aggregate).finish(aggregate, &Value::Null),
                Ok(expected),
                "{aggregate:?}"
            );
        }
    }
}
