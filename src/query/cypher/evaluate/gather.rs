//! Groups of rows, and what is gathered of each.

use rustc_hash::FxHashSet;

use super::limits::Held;
use super::places::Places;
use super::run::Flow;
use super::{Machine, Row};
use crate::query::cypher::function::Gathered;
use crate::query::cypher::property_graph::{NodeId, PropertyGraph};
use crate::query::cypher::resolved;
use crate::query::cypher::value::{Value, equivalent, hash_of};

/// Values side by side, each such key once, in the order in which they first came.
#[derive(Default)]
pub(super) struct Keys<'g> {
    places: Places,
    /// The keys, one after another.
    values: Vec<Value<'g>>,
}

impl<'g> Keys<'g> {
    /// The place of a key, if it came before.
    pub(super) fn find(&self, key: &[Value<'g>]) -> Option<usize> {
        let is = |at: usize| equivalent(&self.values[at * key.len()..][..key.len()], key);
        self.places.find(hash_of(key), is)
    }

    /// The place of a key, and whether it is new; all keys have as many values.
    pub(super) fn place(&mut self, key: &[Value<'g>]) -> (usize, bool) {
        let Self { places, values } = self;
        let is = |at: usize| equivalent(&values[at * key.len()..][..key.len()], key);
        let (place, new) = places.place(hash_of(key), is);
        if new {
            values.extend_from_slice(key);
        }
        (place, new)
    }

    /// Whether a key did not come before.
    pub(super) fn is_new(&mut self, key: &[Value<'g>]) -> bool {
        self.place(key).1
    }
}

/// Distinct values; nodes, of which there may be a million, by their numbers alone.
#[derive(Default)]
struct Seen<'g> {
    nodes: FxHashSet<NodeId>,
    others: Keys<'g>,
}

impl<'g> Seen<'g> {
    /// The bytes of a node in a table that is half full.
    const NODE: u64 = 2 * size_of::<NodeId>() as u64 + 2;

    /// Whether a value did not come before.
    fn is_new(&mut self, value: &Value<'g>) -> bool {
        match value {
            Value::Node(node) => self.nodes.insert(*node),
            other => self.others.is_new(std::slice::from_ref(other)),
        }
    }
}

/// Groups in the order in which they first came.
#[derive(Default)]
pub(super) struct Groups<'g> {
    keys: Keys<'g>,
    /// What is gathered of each group, one group after another.
    columns: Vec<Column<'g>>,
    /// The key of the row that is being gathered.
    key: Vec<Value<'g>>,
}

/// What is gathered for one aggregate of a group.
struct Column<'g> {
    gathered: Gathered<'g>,
    /// Values seen, when distinct ones are wanted.
    seen: Option<Box<Seen<'g>>>,
    /// The second argument.
    share: Value<'g>,
}

impl Column<'_> {
    /// The bytes of an empty one, with the room for a few values that its first one makes.
    fn bytes(call: &resolved::AggregateCall) -> u64 {
        let table = if call.distinct { 400 } else { 0 };
        let values = if call.aggregate.keeps_values() { 128 } else { 0 };
        size_of::<Self>() as u64 + table + values
    }

    fn new(call: &resolved::AggregateCall) -> Self {
        let seen = call.distinct.then(Box::default);
        Self { gathered: Gathered::new(call.aggregate), seen, share: Value::Null }
    }
}

impl<'g> Groups<'g> {
    /// The place of the group of the key, and whether it is new.
    fn group(&mut self, wanted: &resolved::Groups) -> (usize, bool) {
        let (place, new) = self.keys.place(&self.key);
        if new {
            self.columns.extend(wanted.aggregates.iter().map(|(_, call)| Column::new(call)));
        }
        (place, new)
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Adds a row to its group.
    pub(super) fn gather(
        &self,
        wanted: &resolved::Groups,
        groups: &mut Groups<'g>,
        held: &mut Held,
        row: &mut Row<'g>,
    ) -> Flow {
        groups.key.clear();
        for (_, key) in &wanted.keys {
            groups.key.push(self.eval(key, row)?);
        }
        let (group, new) = groups.group(wanted);
        if new {
            self.hold(held, wanted.aggregates.iter().map(|(_, call)| Column::bytes(call)).sum())?;
            self.hold_values(held, &groups.key)?;
        }
        let columns = &mut groups.columns[group * wanted.aggregates.len()..];
        for ((_, call), column) in wanted.aggregates.iter().zip(columns) {
            self.gather_value(call, column, held, row)?;
        }
        Ok(())
    }

    fn gather_value(
        &self,
        call: &resolved::AggregateCall,
        column: &mut Column<'g>,
        held: &mut Held,
        row: &mut Row<'g>,
    ) -> Flow {
        let mut times = row.times;
        let value = match call.args.first() {
            None => Value::Boolean(true),
            Some(arg) => self.eval(arg, row)?,
        };
        if let (Some(share), true) = (call.args.get(1), column.share.is_null()) {
            column.share = self.eval(share, row)?;
        }
        if let Some(seen) = &mut column.seen {
            if !seen.is_new(&value) {
                return Ok(());
            }
            match value {
                Value::Node(_) => self.hold(held, Seen::NODE)?,
                _ => self.hold_values(held, std::slice::from_ref(&value))?,
            }
            times = 1;
        }
        if call.aggregate.keeps_values() {
            self.hold(held, value.size().bytes.saturating_mul(times))?;
        }
        Ok(column.gathered.add(call.aggregate, value, times).map_err(|error| error.at(call.place.0))?)
    }

    /// Calls `each` for every group, with its keys and its values in the row; without keys there is one group, even of no
    /// rows.
    pub(super) fn give_groups(
        &self,
        mut groups: Groups<'g>,
        wanted: &resolved::Groups,
        row: &mut Row<'g>,
        mut each: impl FnMut(&mut Row<'g>) -> Flow,
    ) -> Flow {
        if wanted.keys.is_empty() {
            groups.key.clear();
            groups.group(wanted);
        }
        let count = groups.keys.places.len();
        let (mut keys, mut columns) = (groups.keys.values.into_iter(), groups.columns.into_iter());
        for _ in 0..count {
            let slots = wanted.keys.iter().map(|(slot, _)| slot);
            slots.zip(keys.by_ref()).for_each(|(slot, key)| row.slots[slot.at()] = key);
            for ((slot, call), column) in wanted.aggregates.iter().zip(columns.by_ref()) {
                let value = column.gathered.finish(call.aggregate, &column.share);
                row.slots[slot.at()] = value.map_err(|error| error.at(call.place.0))?;
            }
            each(row)?;
        }
        Ok(())
    }
}
