//! Rows pass from step to step.

use super::gather::{Groups, Keys};
use super::limits::Held;
use super::partial_count::Found;
use super::sort::Sorted;
use super::{Machine, Row};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::plan::{Pipeline, Step, StepKind};
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::resolved::{Expr, Slot};
use crate::query::cypher::value::Value;

/// Why rows stop.
#[derive(Debug)]
pub enum Stop {
    /// No more are wanted.
    Enough,
    /// Something went wrong.
    Failed(Box<QueryError>),
}

/// Whether rows go on.
pub type Flow = Result<(), Stop>;

impl From<QueryError> for Stop {
    fn from(error: QueryError) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// Steps that run, what each has kept, and where their rows go.
pub(super) struct Run<'r, 'g> {
    steps: &'r [Step],
    states: Vec<State<'g>>,
    /// What they take.
    held: Held,
    sink: &'r mut dyn FnMut(&mut Row<'g>) -> Flow,
    /// Whether the sink wants no more.
    closed: bool,
}

/// What a step keeps between rows.
#[derive(Default)]
pub(super) enum State<'g> {
    #[default]
    Nothing,
    Remaining(u64),
    Seen(Keys<'g>),
    Found(Found),
    Groups(Groups<'g>),
    Sorted(Sorted<'g>),
}

/// What takes the rows that a step gives on.
pub(super) struct Next<'n, 'r, 'g> {
    run: &'n mut Run<'r, 'g>,
    /// The step.
    at: usize,
}

impl<'g> Next<'_, '_, 'g> {
    /// What the step keeps.
    pub(super) fn state(&mut self) -> &mut State<'g> {
        &mut self.run.states[self.at]
    }

    /// How often a row must count at least to be given on.
    #[inline]
    pub(super) fn least_times(&self) -> u64 {
        let judge = self.run.steps[self.at].judge;
        match judge.map(|ahead| &self.run.states[self.at + ahead]) {
            Some(State::Sorted(sorted)) => sorted.least(),
            _ => 0,
        }
    }
}

pub(super) fn too_many() -> QueryError {
    let message = "more rows are counted than fit into 64 bits";
    QueryError::run(Class::ArithmeticError, Fault::ArithmeticError, message)
}

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// Runs a pipeline on a row, and calls `sink` with every row that comes out.
    pub(super) fn run(
        &self,
        pipeline: &Pipeline,
        row: &mut Row<'g>,
        sink: &mut dyn FnMut(&mut Row<'g>) -> Flow,
    ) -> Flow {
        let times = std::mem::replace(&mut row.times, 1);
        let mut states = Vec::with_capacity(pipeline.steps.len());
        for step in &pipeline.steps {
            states.push(self.state(&step.kind, row)?);
        }
        let held = Held::default();
        let mut run = Run { steps: &pipeline.steps, states, held, sink, closed: false };
        let mut flow = self.push(&mut run, 0, row);
        for at in 0..pipeline.steps.len() {
            match flow {
                Err(Stop::Failed(_)) => break,
                _ if run.closed => break,
                _ => flow = self.finish(&mut Next { run: &mut run, at }, row),
            }
        }
        self.release(run.held);
        row.times = times;
        match flow {
            Err(Stop::Enough) if !run.closed => Ok(()),
            _ if run.closed && !matches!(flow, Err(Stop::Failed(_))) => Err(Stop::Enough),
            flow => flow,
        }
    }

    fn state(&self, kind: &StepKind, row: &mut Row<'g>) -> Result<State<'g>, Stop> {
        Ok(match kind {
            StepKind::Skip(count) | StepKind::Limit(count) => State::Remaining(self.row_count(count, row)?),
            StepKind::Distinct(_) => State::Seen(Keys::default()),
            StepKind::Aggregate(_) => State::Groups(Groups::default()),
            StepKind::Sort { first, .. } => {
                let counts =
                    first.iter().map(|count| self.row_count(count, row)).collect::<Result<Vec<_>, _>>()?;
                let most =
                    (!counts.is_empty()).then(|| counts.iter().fold(0u64, |a, b| a.saturating_add(*b)));
                State::Sorted(Sorted::new(most))
            }
            _ => State::Nothing,
        })
    }

    /// How many rows to leave out or to keep.
    fn row_count(&self, count: &Expr, row: &mut Row<'g>) -> Result<u64, Stop> {
        let place = match count {
            Expr::Parameter(number) => Some(self.plan.parameters[*number].place),
            count => count.place().map(|place| place.0),
        };
        let error = |fault, message: String| {
            let error = QueryError::run(Class::SyntaxError, fault, message);
            Err(place.into_iter().fold(error, QueryError::at).into())
        };
        match self.eval(count, row)? {
            Value::Integer(number) => u64::try_from(number).or_else(|_| {
                error(
                    Fault::NegativeIntegerArgument,
                    format!("how many rows cannot be negative, as {number} is"),
                )
            }),
            other => {
                let message = format!("how many rows is an integer, and this is {}", other.kind_name());
                error(Fault::InvalidArgumentType, message)
            }
        }
    }

    /// Gives a row to a step.
    fn push(&self, run: &mut Run<'_, 'g>, at: usize, row: &mut Row<'g>) -> Flow {
        self.tick()?;
        if let (Some(_), Some(giver)) = (self.control.clock, at.checked_sub(1)) {
            self.measures.borrow_mut()[run.steps[giver].id].given += 1;
        }
        let Some(step) = run.steps.get(at) else {
            let flow = (run.sink)(row);
            run.closed |= matches!(flow, Err(Stop::Enough));
            return flow;
        };
        let next = &mut Next { run, at };
        let Some(clock) = self.control.clock else { return self.step(next, step, row) };
        let start = clock();
        let flow = self.step(next, step, row);
        let measure = &mut self.measures.borrow_mut()[step.id];
        measure.rows += 1;
        measure.nanoseconds += clock() - start;
        flow
    }

    /// Gives a row on to the next step.
    #[inline]
    pub(super) fn give_on(&self, next: &mut Next<'_, '_, 'g>, row: &mut Row<'g>) -> Flow {
        self.push(next.run, next.at + 1, row)
    }

    fn step(&self, next: &mut Next<'_, '_, 'g>, step: &Step, row: &mut Row<'g>) -> Flow {
        match &step.kind {
            StepKind::Scan(node, label) => self.graph.each_node(*label, |found| {
                row.slots[node.at()] = Value::Node(found);
                self.give_on(next, row)
            }),
            StepKind::Seek { node, label, key, value, any } => {
                let value = self.eval(value, row)?;
                for found in self.seek(*label, *key, &value, *any)? {
                    row.slots[node.at()] = Value::Node(found);
                    self.give_on(next, row)?;
                }
                Ok(())
            }
            StepKind::Lookup(lookup) => self.look_up(next, step.id, lookup, row),
            StepKind::Expand(expand) => self.expand(next, expand, row),
            StepKind::Degree(from, hop, fewer) => {
                let Some(from) = self.node(*from, row)? else { return Ok(()) };
                let degree = self.graph.degree(from, hop) as u64;
                self.repeat(next, degree.saturating_sub(*fewer), row)
            }
            StepKind::Nodes(label) => {
                let count = label.map_or(self.graph.node_count(), |label| self.graph.label_count(label));
                self.repeat(next, count as u64, row)
            }
            StepKind::Walk(walk) if walk.once => self.reach(next, walk, row),
            StepKind::Walk(walk) => self.walk(next, walk, row),
            StepKind::Shortest(shortest) => self.shortest(next, step.id, shortest, row),
            StepKind::Filter(conditions) => {
                for condition in conditions {
                    if !self.holds(condition, row)? {
                        return Ok(());
                    }
                }
                self.give_on(next, row)
            }
            StepKind::Assign(items) => {
                for (slot, expr) in items {
                    row.slots[slot.at()] = self.eval(expr, row)?;
                }
                self.give_on(next, row)
            }
            StepKind::Unwind(list, slot) => {
                for value in self.unwound(list, row)? {
                    row.slots[slot.at()] = value;
                    self.give_on(next, row)?;
                }
                Ok(())
            }
            StepKind::Optional(pipeline, slots) => self.optional(next, pipeline, slots, row),
            StepKind::Subquery(pipeline) => self.run(pipeline, row, &mut |row| self.give_on(next, row)),
            StepKind::Union(pipelines, slots) => {
                pipelines.iter().try_for_each(|pipeline| self.union_part(next, pipeline, slots, row))
            }
            StepKind::Call(call) => self.call_procedure(next, call, row),
            StepKind::PartialCount(count) => self.partial_count(next, count, row),
            StepKind::Tally(slots) => {
                let times = std::mem::replace(&mut row.times, 1);
                slots.iter().for_each(|slot| row.slots[slot.at()] = Value::Integer(times as i64));
                let flow = self.give_on(next, row);
                row.times = times;
                flow
            }
            StepKind::Aggregate(groups) => match &mut next.run.states[next.at] {
                State::Groups(gathered) => self.gather(groups, gathered, &mut next.run.held, row),
                _ => Ok(()),
            },
            StepKind::Distinct(slots) => {
                let key: Vec<Value<'g>> = slots.iter().map(|slot| row.slots[slot.at()].clone()).collect();
                let State::Seen(seen) = next.state() else { return Ok(()) };
                if !seen.is_new(&key) {
                    return Ok(());
                }
                self.hold_values(&mut next.run.held, &key)?;
                self.give_on(next, row)
            }
            StepKind::Sort { order, keep, .. } => match &mut next.run.states[next.at] {
                State::Sorted(sorted) => self.sort(sorted, order, keep, &mut next.run.held, row),
                _ => Ok(()),
            },
            StepKind::Skip(_) => match next.state() {
                State::Remaining(0) => self.give_on(next, row),
                State::Remaining(rest) => {
                    *rest -= 1;
                    Ok(())
                }
                _ => Ok(()),
            },
            StepKind::Limit(_) => {
                let State::Remaining(rest) = next.state() else { return Ok(()) };
                if *rest == 0 {
                    return Err(Stop::Enough);
                }
                *rest -= 1;
                let last = *rest == 0;
                self.give_on(next, row)?;
                if last { Err(Stop::Enough) } else { Ok(()) }
            }
        }
    }

    /// Gives on a row that counts so many times as often.
    fn repeat(&self, next: &mut Next<'_, '_, 'g>, count: u64, row: &mut Row<'g>) -> Flow {
        if count == 0 {
            return Ok(());
        }
        let times = row.times;
        row.times =
            times.checked_mul(count).filter(|&times| i64::try_from(times).is_ok()).ok_or_else(too_many)?;
        let wanted = row.times >= next.least_times();
        let flow = if wanted { self.give_on(next, row) } else { Ok(()) };
        row.times = times;
        flow
    }

    fn optional(
        &self,
        next: &mut Next<'_, '_, 'g>,
        pipeline: &Pipeline,
        slots: &[Slot],
        row: &mut Row<'g>,
    ) -> Flow {
        let mut found = false;
        self.run(pipeline, row, &mut |row| {
            found = true;
            self.give_on(next, row)
        })?;
        if found {
            return Ok(());
        }
        slots.iter().for_each(|slot| row.slots[slot.at()] = Value::Null);
        self.give_on(next, row)
    }

    fn union_part(
        &self,
        next: &mut Next<'_, '_, 'g>,
        pipeline: &Pipeline,
        slots: &[Slot],
        row: &mut Row<'g>,
    ) -> Flow {
        self.run(pipeline, row, &mut |row| {
            for (from, to) in pipeline.columns.iter().zip(slots) {
                row.slots[to.at()] = row.slots[from.at()].clone();
            }
            self.give_on(next, row)
        })
    }

    /// Gives on what a step has kept, now that it has seen all rows.
    fn finish(&self, next: &mut Next<'_, '_, 'g>, row: &mut Row<'g>) -> Flow {
        let step = &next.run.steps[next.at];
        match (std::mem::take(next.state()), &step.kind) {
            (State::Groups(gathered), StepKind::Aggregate(groups)) => {
                row.times = 1;
                self.give_groups(gathered, groups, row, |row| self.give_on(next, row))
            }
            (State::Sorted(sorted), StepKind::Sort { order, keep, .. }) => {
                self.give_sorted(sorted, order, |values| {
                    keep.iter().zip(values).for_each(|(slot, value)| row.slots[slot.at()] = value);
                    self.give_on(next, row)
                })
            }
            (state, _) => {
                *next.state() = state;
                Ok(())
            }
        }
    }
}
