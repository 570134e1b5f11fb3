//! What steps keep that must see all rows: groups, and rows in order.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::run::Flow;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::function::Gathered;
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::resolved;
use crate::query::cypher::value::{Equivalent, Value, order};

/// Groups in the order in which they first came.
#[derive(Default)]
pub(super) struct Groups<'g> {
    /// The first group with a hash.
    first: FxHashMap<u64, usize>,
    groups: Vec<Group<'g>>,
}

struct Group<'g> {
    key: Equivalent<'g>,
    times: u64,
    gathered: Vec<Gathered<'g>>,
    /// Values seen, for each aggregate that wants distinct ones.
    seen: Vec<FxHashSet<Equivalent<'g>>>,
    /// The second argument of each aggregate.
    shares: Vec<Value<'g>>,
    /// The next group with the same hash.
    next: Option<usize>,
}

impl<'g> Groups<'g> {
    /// The group with a key, which is new when there is none.
    fn group(&mut self, key: Vec<Value<'g>>) -> &mut Group<'g> {
        let key = Equivalent(key);
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        let hash = hasher.finish();
        let mut at = self.first.get(&hash).copied();
        while let Some(own) = at {
            if self.groups[own].key == key {
                return &mut self.groups[own];
            }
            at = self.groups[own].next;
        }
        let next = self.first.insert(hash, self.groups.len());
        let group = Group { key, times: 0, gathered: Vec::new(), seen: Vec::new(), shares: Vec::new(), next };
        self.groups.push(group);
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    /// Counts a row.
    pub(super) fn count(&mut self, key: Vec<Value<'g>>, times: u64) -> Flow {
        self.group(key).times += times;
        Ok(())
    }

    /// The keys, and how often each came.
    pub(super) fn counted(self) -> impl Iterator<Item = (Vec<Value<'g>>, u64)> {
        self.groups.into_iter().map(|group| (group.key.0, group.times))
    }

    /// The keys and the values of all groups; without keys there is one group, even of no rows.
    pub(super) fn finish(
        mut self,
        wanted: &resolved::Groups,
    ) -> impl Iterator<Item = Result<(Vec<Value<'g>>, Vec<Value<'g>>), QueryError>> {
        if wanted.keys.is_empty() {
            let group = self.group(Vec::new());
            start(group, wanted);
        }
        self.groups.into_iter().map(move |group| {
            let calls = wanted.aggregates.iter().zip(group.gathered).zip(group.shares);
            let values = calls.map(|(((_, call), gathered), share)| gathered.finish(call.aggregate, &share));
            Ok((group.key.0, values.collect::<Result<_, _>>()?))
        })
    }
}

/// Makes a group ready to gather.
fn start(group: &mut Group<'_>, wanted: &resolved::Groups) {
    if group.gathered.is_empty() {
        let calls = wanted.aggregates.iter().map(|(_, call)| call);
        group.gathered = calls.clone().map(|call| Gathered::new(call.aggregate)).collect();
        group.seen = calls.clone().map(|_| FxHashSet::default()).collect();
        group.shares = calls.map(|_| Value::Null).collect();
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
        let key = wanted.keys.iter().map(|(_, key)| self.eval(key, row)).collect::<Result<Vec<_>, _>>()?;
        let group = groups.group(key);
        start(group, wanted);
        for (n, (_, call)) in wanted.aggregates.iter().enumerate() {
            let mut times = row.times;
            let value = match call.args.first() {
                None => Value::Boolean(true),
                Some(arg) => self.eval(arg, row)?,
            };
            if let (Some(share), true) = (call.args.get(1), group.shares[n].is_null()) {
                group.shares[n] = self.eval(share, row)?;
            }
            if call.distinct {
                if !group.seen[n].insert(Equivalent(vec![value.clone()])) {
                    continue;
                }
                times = 1;
            }
            group.gathered[n].add(call.aggregate, value, times)?;
        }
        Ok(())
    }
}

/// Rows in order, the first few of them when it is known how many are wanted.
pub(super) struct Sorted<'g> {
    descending: Vec<bool>,
    most: Option<u64>,
    /// The keys and the values of each row.
    rows: Vec<(Vec<Value<'g>>, Vec<Value<'g>>)>,
    /// How many of the rows are in order.
    in_order: usize,
}

impl<'g> Sorted<'g> {
    pub(super) fn new(descending: Vec<bool>, most: Option<u64>) -> Self {
        Self { descending, most, rows: Vec::new(), in_order: 0 }
    }

    /// Keeps a row, unless enough come before it.
    pub(super) fn add(&mut self, keys: Vec<Value<'g>>, values: impl FnOnce() -> Vec<Value<'g>>) {
        let most = self.most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        if most == 0 {
            return;
        }
        if self.in_order >= most && !compare(&keys, &self.rows[most - 1].0, &self.descending).is_lt() {
            return;
        }
        self.rows.push((keys, values()));
        if self.rows.len() >= most.saturating_mul(2).max(1024) {
            self.sort();
            self.rows.truncate(most);
            self.in_order = self.rows.len();
        }
    }

    fn sort(&mut self) {
        let descending = &self.descending;
        self.rows.sort_by(|(a, _), (b, _)| compare(a, b, descending));
    }

    /// The values of the rows, in order.
    pub(super) fn finish(mut self) -> impl Iterator<Item = Vec<Value<'g>>> {
        self.sort();
        let most = self.most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        self.rows.into_iter().take(most).map(|(_, values)| values)
    }
}

fn compare(a: &[Value<'_>], b: &[Value<'_>], descending: &[bool]) -> Ordering {
    let each = a.iter().zip(b).zip(descending);
    let orders = each.map(|((a, b), descending)| if *descending { order(b, a) } else { order(a, b) });
    orders.into_iter().find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}
