//! Calls of functions and procedures.

use super::arithmetic::of_time;
use super::run::{Flow, Next};
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::function::{self, Function, Range};
use crate::query::cypher::procedure;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
use crate::query::cypher::resolved::{Call, Expr};
use crate::query::cypher::value::Value;
use crate::query::temporal::{self, Argument};

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    pub(super) fn call(
        &self,
        function: &Function,
        args: &[Expr],
        row: &mut Row<'g>,
    ) -> Result<Value<'g>, QueryError> {
        let values = self.arguments(args, row)?;
        if function.strict && values.iter().any(Value::is_null) {
            return Ok(Value::Null);
        }
        self.spend_on(values.iter().map(|value| value.size().bytes).sum())?;
        match function.run {
            function::Run::Pure(run) => self.bounded(run(&values)?),
            function::Run::Graph(of_graph) => of_graph.call(self.graph, &values[0]),
            function::Run::Range => self.bounded(Range::new(&values)?.list()?),
            function::Run::Random => Ok(self.random().into()),
        }
    }

    pub(super) fn arguments(&self, args: &[Expr], row: &mut Row<'g>) -> Result<Vec<Value<'g>>, QueryError> {
        args.iter().map(|arg| self.eval(arg, row)).collect()
    }

    pub(super) fn call_temporal(
        &self,
        function: temporal::Function,
        args: &[Expr],
        row: &mut Row<'g>,
    ) -> Result<Value<'g>, QueryError> {
        let args = args.iter().map(|arg| argument(&self.eval(arg, row)?)).collect::<Result<Vec<_>, _>>()?;
        let made = function.call(&args, self.control.now).map_err(|error| of_time(&error))?;
        Ok(made.into())
    }

    pub(super) fn call_procedure(&self, next: &mut Next<'_, '_, 'g>, call: &Call, row: &mut Row<'g>) -> Flow {
        let args = self.arguments(&call.args, row)?;
        let names = |names: &'g [String]| names.iter().map(|name| vec![Value::from(name.as_str())]).collect();
        let rows: Vec<Vec<Value<'g>>> = match call.procedure.run {
            procedure::Run::Labels => names(self.graph.labels()),
            procedure::Run::Types => names(self.graph.types()),
            procedure::Run::Keys => names(self.graph.keys()),
            procedure::Run::Communities => self.communities()?,
            procedure::Run::StrongestPath => self.strongest_path(&args)?.into_iter().collect(),
        };
        for values in rows {
            for (column, slot) in &call.yields {
                row.slots[slot.at()] = values[*column].clone();
            }
            let mut holds = true;
            for filter in &call.filters {
                holds = holds && self.holds(filter, row)?;
            }
            if holds {
                self.give_on(next, row)?;
            }
        }
        Ok(())
    }

    /// Each node that is in a community, and the community.
    fn communities(&self) -> Result<Vec<Vec<Value<'g>>>, QueryError> {
        let row = |&(node, number): &(NodeId, u32)| vec![Value::Node(node), i64::from(number).into()];
        Ok(self.graph.communities(|| self.tick())?.iter().map(row).collect())
    }
}

/// A value as temporal functions take it.
fn argument(value: &Value<'_>) -> Result<Argument, QueryError> {
    Ok(match value {
        Value::Null => Argument::Null,
        Value::Integer(number) => Argument::Integer(*number),
        Value::Float(number) => Argument::Float(*number),
        Value::Text(text) => Argument::Text(text.as_str().to_owned()),
        Value::Temporal(temporal) => Argument::Temporal(temporal.clone()),
        Value::Map(map) => {
            let entry = |(key, value): &(crate::query::cypher::value::Text<'_>, Value<'_>)| {
                Ok((key.as_str().to_owned(), argument(value)?))
            };
            Argument::Map(map.iter().map(entry).collect::<Result<_, QueryError>>()?)
        }
        other => {
            use crate::query::cypher::error::Fault;
            let message = format!("a date or time cannot be made of {}", other.kind_name());
            return Err(QueryError::wrong_type(Fault::InvalidArgumentType, message));
        }
    })
}

/// A component as a value.
pub(super) fn component<'g>(argument: Argument) -> Value<'g> {
    match argument {
        Argument::Integer(number) => Value::Integer(number),
        Argument::Float(number) => Value::Float(number),
        Argument::Text(text) => text.into(),
        Argument::Temporal(temporal) => Value::Temporal(temporal),
        Argument::Null | Argument::Map(_) => Value::Null,
    }
}
