//! A long list in which values are sought again and again is a table.

use std::slice::from_ref;
use std::sync::Arc;

use super::Machine;
use super::gather::Keys;
use super::limits::Held;
use crate::query::cypher::error::QueryError;
use crate::query::cypher::value::{List, Value};

/// A list is long that has so many values.
const LONG: usize = 16;

/// The most lists that are kept.
const KEPT: usize = 8;

/// A long list in which a value was sought.
pub(super) struct Sought<'g> {
    list: Arc<List<'g>>,
    table: Table<'g>,
    held: Held,
}

enum Table<'g> {
    /// It is made when another value is sought.
    Later,
    /// Values are told apart by more than what a table sees.
    Never,
    /// The values, and whether null is among them.
    Made(Keys<'g>, bool),
}

impl<'g> Table<'g> {
    /// The values of a list of which those are equal that are equivalent: nothing is equal to what is not a number, nor to
    /// what has null in it.
    fn of(list: &[Value<'g>]) -> Self {
        let (mut keys, mut has_null) = (Keys::default(), false);
        for value in list {
            match value {
                Value::Null => has_null = true,
                Value::List(_) | Value::Map(_) => return Self::Never,
                Value::Float(number) if number.is_nan() => return Self::Never,
                value => _ = keys.is_new(from_ref(value)),
            }
        }
        Self::Made(keys, has_null)
    }
}

impl<'g, G> Machine<'_, 'g, G> {
    /// What `IN` gives for a value and a long list that was looked into before; nothing where it is to be looked through.
    pub(super) fn is_member(
        &self,
        value: &Value<'g>,
        list: &Arc<List<'g>>,
    ) -> Result<Option<Value<'g>>, QueryError> {
        if list.len() < LONG {
            return Ok(None);
        }
        let mut sought = self.sought.borrow_mut();
        let Some(own) = sought.iter_mut().find(|own| Arc::ptr_eq(&own.list, list)) else {
            if sought.len() == KEPT {
                self.release(sought.remove(0).held);
            }
            sought.push(Sought { list: list.clone(), table: Table::Later, held: Held::default() });
            return Ok(None);
        };
        if matches!(own.table, Table::Later) {
            self.spend_on(list.size().bytes)?;
            // Without room for a table the list is looked through.
            own.table = match self.hold_values(&mut own.held, list) {
                Ok(()) => Table::of(list),
                Err(_) => {
                    self.release(std::mem::take(&mut own.held));
                    Table::Never
                }
            };
        }
        Ok(match &own.table {
            Table::Made(keys, has_null) => Some(match value {
                Value::Null => Value::Null,
                value if keys.find(from_ref(value)).is_some() => true.into(),
                _ if *has_null => Value::Null,
                _ => false.into(),
            }),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::query::cypher::memory::MemoryGraph;
    use crate::query::cypher::value::Value;
    use crate::query::cypher::{Control, Query};

    #[test]
    fn a_table_tells_what_looking_through_the_list_tells() {
        let graph = MemoryGraph::default();
        for list in [
            "range(1, 20)",
            "range(1, 20) + [null]",
            "range(1, 20) + [0.0 / 0.0]",
            "range(1, 20) + [[1], {k: 1}]",
            "range(1, 20) + [true, date('2026-05-30'), 9.3e18]",
            "[n IN range(1, 20) | toString(n)]",
            "[n IN range(1, 20) | n * 0.5]",
        ] {
            let query = format!(
                "WITH {list} AS list UNWIND [0, 1, 1.0, 30, '1', null, [1], {{k: 1}}, 0.0 / 0.0, true, date('2026-05-30')] \
                 AS x RETURN x IN list, any(y IN list WHERE y = x)"
            );
            let query = Query::new(&query, &graph).unwrap();
            let mut rows = 0;
            let each = |row: &[Value<'_>]| {
                assert_eq!(row[0], row[1], "{list}, {rows}");
                rows += 1;
                Ok(())
            };
            query.run(&graph, &[], &Control::default(), each).unwrap();
            assert_eq!(rows, 11);
        }
    }
}
