//! Rows in order: runs of some are sorted as they come, and merged when all are there.

use std::cmp::Ordering;

use super::run::Flow;
use super::{Machine, Row};
use crate::query::cypher::error::QueryError;
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::resolved::{Expr, Slot};
use crate::query::cypher::value::{Value, order};

/// How many rows are sorted at once.
const RUN: usize = 1 << 16;

/// How many rows are gathered at least before the first few of them are looked for.
const BATCH: usize = 32;

/// A row: its keys and its values.
type Kept<'g> = (Vec<Value<'g>>, Vec<Value<'g>>);

/// Rows in order, the first few of them when it is known how many are wanted.
pub(super) struct Sorted<'g> {
    most: usize,
    /// Rows that are in order, in runs.
    runs: Vec<Vec<Kept<'g>>>,
    rows: Vec<Kept<'g>>,
    /// How many of `rows` are in order: none, or as many as are wanted.
    in_order: usize,
    /// The keys of the row that comes.
    keys: Vec<Value<'g>>,
}

impl<'g> Sorted<'g> {
    /// No rows yet, of which `most` are wanted.
    pub(super) fn new(most: Option<u64>) -> Self {
        let most = most.map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
        Self { most, runs: Vec::new(), rows: Vec::new(), in_order: 0, keys: Vec::new() }
    }

    /// Whether only the first few rows are kept.
    fn is_short(&self) -> bool {
        self.most <= RUN / 2
    }

    /// The last of the rows that are wanted so far, when there are enough.
    fn last(&self) -> Option<&[Value<'g>]> {
        let last = self.in_order.checked_sub(1)?;
        Some(&self.rows[last].0)
    }

    /// Keeps the row that has come.
    fn keep(&mut self, values: Vec<Value<'g>>, order: &[(Expr, bool)]) {
        self.rows.push((std::mem::take(&mut self.keys), values));
        if self.is_short() && self.rows.len() >= (self.most * 2).max(BATCH) {
            sort(&mut self.rows, order);
            self.rows.truncate(self.most);
            self.in_order = self.rows.len();
        } else if self.rows.len() >= RUN {
            self.end_run(order);
        }
    }

    fn end_run(&mut self, order: &[(Expr, bool)]) {
        let mut run = std::mem::take(&mut self.rows);
        sort(&mut run, order);
        // Taken from the end, the first row comes first.
        run.reverse();
        self.runs.push(run);
    }
}

fn sort(rows: &mut [Kept<'_>], order: &[(Expr, bool)]) {
    rows.sort_by(|(a, _), (b, _)| compare_keys(a, b, order));
}

fn compare_keys(a: &[Value<'_>], b: &[Value<'_>], order: &[(Expr, bool)]) -> Ordering {
    let each = a.iter().zip(b).zip(order);
    let mut orders = each.map(|((a, b), (_, descending))| compare(a, b, *descending));
    orders.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn compare(a: &Value<'_>, b: &Value<'_>, descending: bool) -> Ordering {
    if descending { order(b, a) } else { order(a, b) }
}

/// Runs as a heap: none comes before the one at half its place. Of rows that agree the one of the earlier run comes first.
struct Merged<'r, 'g> {
    runs: Vec<(usize, Vec<Kept<'g>>)>,
    order: &'r [(Expr, bool)],
}

impl<'r, 'g> Merged<'r, 'g> {
    fn new(runs: Vec<Vec<Kept<'g>>>, order: &'r [(Expr, bool)]) -> Self {
        let runs = runs.into_iter().enumerate().filter(|(_, run)| !run.is_empty()).collect();
        let mut merged = Self { runs, order };
        (0..merged.runs.len() / 2).rev().for_each(|at| merged.sink(at));
        merged
    }

    fn is_before(&self, a: usize, b: usize) -> bool {
        let key = |at: usize| self.runs[at].1.last().map_or(&[][..], |(keys, _)| keys);
        let order = compare_keys(key(a), key(b), self.order);
        order.then_with(|| self.runs[a].0.cmp(&self.runs[b].0)).is_lt()
    }

    /// Lets the run at a place sink to where it belongs.
    fn sink(&mut self, mut at: usize) {
        loop {
            let below = [2 * at + 1, 2 * at + 2].into_iter().filter(|&below| below < self.runs.len());
            let first = below.reduce(|a, b| if self.is_before(b, a) { b } else { a });
            match first.filter(|&first| self.is_before(first, at)) {
                Some(first) => self.runs.swap(at, first),
                None => return,
            }
            at = first.unwrap_or(at);
        }
    }
}

impl<'g> Iterator for Merged<'_, 'g> {
    type Item = Vec<Value<'g>>;

    fn next(&mut self) -> Option<Vec<Value<'g>>> {
        let (_, run) = self.runs.first_mut()?;
        let row = run.pop();
        if run.is_empty() {
            self.runs.swap_remove(0);
        }
        self.sink(0);
        row.map(|(_, values)| values)
    }
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Keeps a row, unless enough come before it.
    pub(super) fn sort(
        &self,
        sorted: &mut Sorted<'g>,
        order: &[(Expr, bool)],
        keep: &[Slot],
        row: &mut Row<'g>,
    ) -> Flow {
        if sorted.most == 0 {
            return Ok(());
        }
        sorted.keys.clear();
        let mut place = Ordering::Equal;
        for (at, (expr, descending)) in order.iter().enumerate() {
            let key = self.eval(expr, row)?;
            if let (Some(last), Ordering::Equal) = (sorted.last(), place) {
                place = compare(&key, &last[at], *descending);
                if place.is_gt() {
                    return Ok(());
                }
            }
            sorted.keys.push(key);
        }
        if sorted.last().is_none() || place.is_lt() {
            let values: Vec<Value<'g>> = keep.iter().map(|slot| row.slots[slot.at()].clone()).collect();
            self.hold_sorted(sorted, &values)?;
            sorted.keep(values, order);
        }
        Ok(())
    }

    /// Where only the first few rows are kept, others make room for them.
    fn hold_sorted(&self, sorted: &Sorted<'g>, values: &[Value<'g>]) -> Result<(), QueryError> {
        if sorted.is_short() {
            return Ok(());
        }
        self.hold_values(&sorted.keys)?;
        self.hold_values(values)
    }

    /// Gives on the rows that are wanted, in order.
    pub(super) fn give_sorted(
        &self,
        mut sorted: Sorted<'g>,
        order: &[(Expr, bool)],
        mut each: impl FnMut(Vec<Value<'g>>) -> Flow,
    ) -> Flow {
        sorted.end_run(order);
        let most = sorted.most;
        Merged::new(sorted.runs, order).take(most).try_for_each(&mut each)
    }
}
