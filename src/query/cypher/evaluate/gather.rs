//! Groups of rows, and what is gathered of each.

use rustc_hash::FxHashMap;

use super::run::Flow;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::function::Gathered;
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::resolved;
use crate::query::cypher::value::{Value, equivalent, hash_of};

/// Values side by side, each such key once, in the order in which they first came.
#[derive(Default)]
pub(super) struct Keys<'g> {
    /// The first key with a hash.
    first: FxHashMap<u64, usize>,
    /// The keys, each with the next one of the same hash.
    keys: Vec<(Box<[Value<'g>]>, Option<usize>)>,
}

impl<'g> Keys<'g> {
    /// The place of a key, and whether it is new.
    fn place(&mut self, key: &[Value<'g>]) -> (usize, bool) {
        let hash = hash_of(key);
        let first = self.first.get(&hash).copied();
        let mut at = first;
        while let Some(own) = at {
            let (known, next) = &self.keys[own];
            if equivalent(known, key) {
                return (own, false);
            }
            at = *next;
        }
        self.first.insert(hash, self.keys.len());
        self.keys.push((key.into(), first));
        (self.keys.len() - 1, true)
    }

    /// Whether a key did not come before.
    pub(super) fn is_new(&mut self, key: &[Value<'g>]) -> bool {
        self.place(key).1
    }
}

/// Groups in the order in which they first came.
#[derive(Default)]
pub(super) struct Groups<'g> {
    keys: Keys<'g>,
    groups: Vec<Box<[Column<'g>]>>,
    /// The key of the row that is being gathered.
    key: Vec<Value<'g>>,
}

/// What is gathered for one aggregate of a group.
struct Column<'g> {
    gathered: Gathered<'g>,
    /// Values seen, when distinct ones are wanted.
    seen: Option<Keys<'g>>,
    /// The second argument.
    share: Value<'g>,
}

impl Column<'_> {
    fn new(call: &resolved::AggregateCall) -> Self {
        let seen = call.distinct.then(Keys::default);
        Self { gathered: Gathered::new(call.aggregate), seen, share: Value::Null }
    }
}

impl<'g> Groups<'g> {
    /// The place of the group of the key, and whether it is new.
    fn group(&mut self, wanted: &resolved::Groups) -> (usize, bool) {
        let (place, new) = self.keys.place(&self.key);
        if new {
            self.groups.push(wanted.aggregates.iter().map(|(_, call)| Column::new(call)).collect());
        }
        (place, new)
    }

    /// The keys and the values of all groups; without keys there is one group, even of no rows.
    pub(super) fn finish(
        mut self,
        wanted: &resolved::Groups,
    ) -> impl Iterator<Item = Result<(Box<[Value<'g>]>, Vec<Value<'g>>), QueryError>> {
        if wanted.keys.is_empty() {
            self.key.clear();
            self.group(wanted);
        }
        self.keys.keys.into_iter().zip(self.groups).map(move |((key, _), columns)| {
            let calls = wanted.aggregates.iter().zip(columns);
            let values = calls.map(|((_, call), own)| own.gathered.finish(call.aggregate, &own.share));
            Ok((key, values.collect::<Result<_, _>>()?))
        })
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Adds a row to its group.
    pub(super) fn gather(
        &self,
        wanted: &resolved::Groups,
        groups: &mut Groups<'g>,
        row: &mut Row<'g>,
    ) -> Flow {
        groups.key.clear();
        for (_, key) in &wanted.keys {
            groups.key.push(self.eval(key, row)?);
        }
        let (group, new) = groups.group(wanted);
        if new {
            self.hold(wanted.aggregates.len() as u64 * size_of::<Column<'_>>() as u64)?;
            self.hold_values(&groups.key)?;
        }
        let group = &mut groups.groups[group];
        for ((_, call), column) in wanted.aggregates.iter().zip(group) {
            let mut times = row.times;
            let value = match call.args.first() {
                None => Value::Boolean(true),
                Some(arg) => self.eval(arg, row)?,
            };
            if let (Some(share), true) = (call.args.get(1), column.share.is_null()) {
                column.share = self.eval(share, row)?;
            }
            if let Some(seen) = &mut column.seen {
                let key = std::slice::from_ref(&value);
                if !seen.is_new(key) {
                    continue;
                }
                self.hold_values(key)?;
                times = 1;
            }
            if call.aggregate.keeps_values() {
                self.hold(value.size().bytes.saturating_mul(times))?;
            }
            column.gathered.add(call.aggregate, value, times)?;
        }
        Ok(())
    }
}
