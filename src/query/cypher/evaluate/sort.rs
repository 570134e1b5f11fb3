//! Rows in order: runs of some are sorted as they come, and merged when all are there, or when there are twice as many as
//! are wanted.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::limits::Held;
use super::run::Flow;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::resolved::{Expr, Slot};
use crate::query::cypher::value::{Value, lead, order};

/// How many rows are sorted at once, and how many bytes of them: sorting is not stopped halfway.
const RUN: (usize, u64) = (1 << 14, 1 << 24);

/// How many rows are gathered at least before the first few of them are looked for.
const BATCH: usize = 32;

/// What to sort by, and whether the largest comes first.
type Order = [(Expr, bool)];

/// Rows in order, the first few of them when it is known how many are wanted.
pub(super) struct Sorted<'g> {
    most: usize,
    /// Rows in order, a run of them after another.
    runs: Vec<Rows<'g>>,
    /// How many there are in the runs.
    sorted: usize,
    /// Rows that have come since.
    fresh: Rows<'g>,
    /// About how many bytes of them there are.
    bytes: u64,
    /// The keys of the last row that is wanted so far, when there are enough.
    last: Option<Vec<Value<'g>>>,
}

impl<'g> Sorted<'g> {
    /// No rows yet, of which `most` are wanted.
    pub(super) fn new(most: Option<u64>) -> Self {
        let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        Self { most, runs: Vec::new(), sorted: 0, fresh: Rows::default(), bytes: 0, last: None }
    }

    /// How large the first key of a row must be at least, the largest first, if it is a whole number.
    pub(super) fn least(&self) -> u64 {
        match self.last.as_deref() {
            Some([Value::Integer(least), ..]) => u64::try_from(*least).unwrap_or_default(),
            _ => 0,
        }
    }

    /// How many rows are kept before those that are not wanted go.
    fn enough(&self) -> usize {
        self.most.saturating_mul(2).max(BATCH)
    }

    /// Whether it is time to put the fresh rows in order.
    fn is_run(&self) -> bool {
        let (rows, bytes) = RUN;
        self.fresh.order.len() >= rows.min(self.enough()) || self.bytes >= bytes
    }

    fn end_run(&mut self, order: &Order) {
        self.fresh.sort(order);
        self.sorted += self.fresh.order.len();
        self.runs.push(std::mem::take(&mut self.fresh));
        self.bytes = 0;
    }
}

/// Rows one after another, each with its keys and then its values.
#[derive(Default)]
struct Rows<'g> {
    width: usize,
    values: Vec<Value<'g>>,
    /// The rows by number, each with what leads its first key: mostly that tells two rows apart, and their values need not
    /// be looked at. In a run the first row comes last, so that it can be taken from there.
    order: Vec<(u64, u32)>,
}

impl<'g> Rows<'g> {
    fn push(&mut self, row: &mut Vec<Value<'g>>, order: &Order) {
        let lead = match (row.first(), order.first()) {
            (Some(key), Some((_, true))) => !lead(key),
            (Some(key), _) => lead(key),
            _ => 0,
        };
        self.width = row.len();
        self.order.push((lead, self.order.len() as u32));
        self.values.append(row);
    }

    fn sort(&mut self, order: &Order) {
        let Self { width, values, order: rows } = self;
        let row = |number: u32| &values[number as usize * *width..];
        rows.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| compare_keys(row(a.1), row(b.1), order)));
        rows.reverse();
    }

    /// The row that comes next, or nothing.
    fn first(&self) -> &[Value<'g>] {
        self.order.last().map_or(&[], |&(_, row)| &self.values[row as usize * self.width..][..self.width])
    }

    /// Moves the row that comes next to the end of some values.
    fn take(&mut self, taken: &mut Vec<Value<'g>>) {
        let Some((_, row)) = self.order.pop() else { return };
        let row = &mut self.values[row as usize * self.width..][..self.width];
        taken.extend(row.iter_mut().map(std::mem::take));
    }
}

fn compare_keys(a: &[Value<'_>], b: &[Value<'_>], order: &Order) -> Ordering {
    let each = a.iter().zip(b).zip(order);
    let mut orders = each.map(|((a, b), (_, descending))| compare(a, b, *descending));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

#[inline]
fn compare(a: &Value<'_>, b: &Value<'_>, descending: bool) -> Ordering {
    if descending { order(b, a) } else { order(a, b) }
}

/// Runs in a tree of losers (Knuth, "The Art of Computer Programming", volume 3, 5.4.1): of the runs that meet at a place
/// the one that comes later stays there, and the first of all is at place 0. Of rows that agree the one of the earlier run
/// comes first.
struct Merged<'r, 'g> {
    runs: Vec<Rows<'g>>,
    losers: Vec<usize>,
    order: &'r Order,
}

impl<'r, 'g> Merged<'r, 'g> {
    fn new(runs: Vec<Rows<'g>>, order: &'r Order) -> Self {
        let losers = vec![usize::MAX; runs.len()];
        let mut merged = Self { runs, losers, order };
        (0..merged.runs.len()).for_each(|run| merged.play(run));
        merged
    }

    /// The run of the row that comes next.
    fn next(&self) -> Option<&Rows<'g>> {
        self.losers.first().map(|&run| &self.runs[run])
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        let (first, second) = (&self.runs[a], &self.runs[b]);
        let (Some((lead, _)), Some((other, _))) = (first.order.last(), second.order.last()) else {
            return second.order.is_empty() && !first.order.is_empty();
        };
        let keys = || compare_keys(first.first(), second.first(), self.order);
        lead.cmp(other).then_with(keys).then_with(|| a.cmp(&b)).is_lt()
    }

    /// Lets a run meet those that stay on its way to place 0; where none has come yet it waits.
    fn play(&mut self, mut run: usize) {
        let mut at = (run + self.runs.len()) / 2;
        while at > 0 {
            let other = self.losers[at];
            if other == usize::MAX {
                self.losers[at] = run;
                return;
            }
            if self.is_before(other, run) {
                self.losers[at] = run;
                run = other;
            }
            at /= 2;
        }
        self.losers[0] = run;
    }

    /// Moves the row that comes next to the end of some values; false when there is none.
    fn take(&mut self, taken: &mut Vec<Value<'g>>) -> bool {
        let Some(&run) = self.losers.first() else { return false };
        let is_row = !self.runs[run].order.is_empty();
        self.runs[run].take(taken);
        self.play(run);
        is_row
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Keeps a row, unless enough come before it.
    pub(super) fn sort(
        &self,
        sorted: &mut Sorted<'g>,
        order: &Order,
        keep: &[Slot],
        held: &mut Held,
        row: &mut Row<'g>,
    ) -> Flow {
        if sorted.most == 0 {
            return Ok(());
        }
        let mut kept = Vec::new();
        let mut place = if sorted.last.is_some() { Ordering::Equal } else { Ordering::Less };
        for (at, (expr, descending)) in order.iter().enumerate() {
            let key = match expr {
                Expr::Slot(slot) => Cow::Borrowed(&row.slots[slot.at()]),
                expr => Cow::Owned(self.eval(expr, row)?),
            };
            if let (Some(last), Ordering::Equal) = (&sorted.last, place) {
                place = compare(&key, &last[at], *descending);
                if place.is_gt() {
                    return Ok(());
                }
            }
            kept.push(key.into_owned());
        }
        if place.is_eq() {
            return Ok(());
        }
        kept.extend(keep.iter().map(|slot| row.slots[slot.at()].clone()));
        self.keep(sorted, order, held, kept)
    }

    fn keep(&self, sorted: &mut Sorted<'g>, order: &Order, held: &mut Held, mut row: Vec<Value<'g>>) -> Flow {
        self.hold_values(held, &row)?;
        sorted.bytes += row.iter().map(|value| value.size().bytes).sum::<u64>();
        sorted.fresh.push(&mut row, order);
        if sorted.is_run() {
            sorted.end_run(order);
            if sorted.sorted >= sorted.enough() {
                self.drop_unwanted(sorted, order, held)?;
            }
        }
        Ok(())
    }

    /// Leaves as many rows as are wanted, in one run.
    fn drop_unwanted(
        &self,
        sorted: &mut Sorted<'g>,
        order: &Order,
        held: &mut Held,
    ) -> Result<(), QueryError> {
        let mut merged = Merged::new(std::mem::take(&mut sorted.runs), order);
        let (mut wanted, mut row) = (Rows::default(), Vec::new());
        for _ in 0..sorted.most {
            self.spend_on_keys(&merged, order)?;
            if !merged.take(&mut row) {
                break;
            }
            wanted.push(&mut row, order);
        }
        for run in &mut merged.runs {
            while !run.order.is_empty() {
                run.take(&mut row);
                self.release_values(held, &row);
                row.clear();
            }
        }
        let last = wanted.values.len().saturating_sub(wanted.width);
        sorted.last = Some(wanted.values[last..][..order.len()].to_vec());
        sorted.sorted = wanted.order.len();
        wanted.order.reverse();
        sorted.runs = vec![wanted];
        Ok(())
    }

    /// Takes the time of comparing the row that comes next.
    fn spend_on_keys(&self, merged: &Merged<'_, 'g>, order: &Order) -> Result<(), QueryError> {
        self.tick()?;
        let keys = merged.next().map_or(&[][..], Rows::first);
        self.spend_on(keys.iter().take(order.len()).map(|key| key.size().bytes).sum())
    }

    /// Gives on the rows that are wanted, in order.
    pub(super) fn give_sorted(
        &self,
        mut sorted: Sorted<'g>,
        order: &Order,
        mut each: impl FnMut(&mut dyn Iterator<Item = Value<'g>>) -> Flow,
    ) -> Flow {
        sorted.end_run(order);
        let mut merged = Merged::new(sorted.runs, order);
        let mut row = Vec::new();
        for _ in 0..sorted.most {
            self.spend_on_keys(&merged, order)?;
            if !merged.take(&mut row) {
                break;
            }
            each(&mut row.drain(..).skip(order.len()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::query::cypher::memory::MemoryGraph;
    use crate::query::cypher::value::Value;
    use crate::query::cypher::{Control, Query};

    /// The rows with the keys of `0..count`, those with the same key as they came.
    fn in_order(count: i64, keys: i64) -> Vec<i64> {
        let mut rows: Vec<i64> = (0..count).collect();
        rows.sort_by_key(|row| row * 7_919 % keys);
        rows
    }

    #[test]
    fn the_first_rows_are_those_of_all() {
        let graph = MemoryGraph::default();
        for (count, keys, skip, limit) in [
            (0, 1, 0, 10),
            (100, 7, 0, 1_000),
            (100, 7, 3, 5),
            (50_000, 10, 0, 1),
            (50_000, 10, 0, 100),
            (50_000, 1_000, 7, 10_000),
            (50_000, 50_000, 100, 20_000),
            (100_000, 3, 10, 40_000),
            (40_000, 40_000, 0, 40_000),
        ] {
            let text = format!(
                "UNWIND range(0, {count} - 1) AS i WITH i ORDER BY i * 7919 % {keys} SKIP {skip} LIMIT {limit} RETURN i"
            );
            let mut rows = Vec::new();
            let query = Query::new(&text, &graph).unwrap();
            let row = |row: &[Value<'_>]| {
                rows.extend(match row[0] {
                    Value::Integer(row) => Some(row),
                    _ => None,
                });
                Ok(())
            };
            query.run(&graph, &[], &Control::default(), row).unwrap();
            let expected: Vec<i64> = in_order(count, keys).into_iter().skip(skip).take(limit).collect();
            assert_eq!(rows, expected, "{text}");
        }
    }
}
