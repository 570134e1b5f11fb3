//! The evaluator runs a plan: each step takes the one row that all steps share, sets its slots in it, and calls the next
//! step for every row that it gives.
//!
//! So no row is copied but by steps that must see all rows first (sorting, grouping), a step that has enough stops all
//! before it, and memory is bounded by the depth of the plan and by what those steps keep.

mod arithmetic;
mod call;
mod ends;
mod expression;
mod follow;
mod gather;
mod limits;
mod list;
mod longer;
mod look_up;
mod members;
mod partial_count;
mod places;
mod predicate;
mod reach;
mod run;
mod shortest;
mod sort;
mod strongest;
mod tree;
mod walk;

use limits::Taken;
use look_up::Table;
use members::Sought;
pub use run::{Flow, Stop};
use tree::Kept;

use std::cell::{Cell, RefCell};

use jiff::Timestamp;

use super::error::{Class, Fault, QueryError};
use super::plan::{Measure, Plan};
use super::property_graph::PropertyGraph;
use super::resolved::Parameter;
use super::value::Value;

/// What a run may ask of the world outside.
pub struct Control<'c> {
    /// Whether to stop, asked every few thousand rows: [`Fault::Timeout`] or [`Fault::Interrupted`].
    pub stop: &'c dyn Fn() -> Option<Fault>,
    /// The time for `date()` and the like.
    pub now: Timestamp,
    /// Nanoseconds of a clock, when steps are to be measured.
    pub clock: Option<&'c dyn Fn() -> u64>,
    /// About how many bytes may be kept of the rows, and how large a value may be.
    pub memory: u64,
}

impl Control<'_> {
    /// The memory that a query may take where nothing else is said: 2 GiB.
    pub const MEMORY: u64 = 2 << 30;
}

impl Default for Control<'_> {
    /// Nothing stops the query, and it is 1970.
    fn default() -> Self {
        Self { stop: &|| None, now: Timestamp::UNIX_EPOCH, clock: None, memory: Self::MEMORY }
    }
}

/// Runs a plan, and calls `each` with every row of the answer.
///
/// # Errors
/// When the query fails; [`Stop::Enough`] of `each` is none.
pub(super) fn evaluate<'g, G: PropertyGraph>(
    graph: &'g G,
    plan: &Plan,
    parameters: &[(String, Value<'g>)],
    control: &Control<'_>,
    mut each: impl FnMut(&[Value<'g>]) -> Flow,
) -> Result<Vec<Measure>, QueryError> {
    let machine = Machine {
        graph,
        plan,
        parameters: bind(plan, parameters)?,
        control,
        taken: Taken::default(),
        sought: RefCell::default(),
        tables: RefCell::new((0..plan.steps).map(|_| Table::default()).collect()),
        kept: RefCell::new((0..plan.steps).map(|_| Kept::default()).collect()),
        random: Cell::new(0x9e37_79b9_7f4a_7c15),
        measures: RefCell::new(vec![Measure::default(); plan.steps]),
    };
    let mut row = Row { slots: vec![Value::Null; plan.slots.len()], times: 1 };
    let mut answer = Vec::with_capacity(plan.main.columns.len());
    let flow = machine.run(&plan.main, &mut row, &mut |row| {
        answer.clear();
        answer.extend(plan.main.columns.iter().map(|slot| row.slots[slot.at()].clone()));
        each(&answer)
    });
    match flow {
        Ok(()) | Err(Stop::Enough) => Ok(machine.measures.into_inner()),
        Err(Stop::Failed(error)) => Err(*error),
    }
}

/// The values of a plan's parameters.
fn bind<'g>(plan: &Plan, given: &[(String, Value<'g>)]) -> Result<Vec<Value<'g>>, QueryError> {
    let find = |Parameter { name, place }: &Parameter| {
        given.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone()).ok_or_else(|| {
            let message = format!("the parameter ${name} has no value");
            QueryError::run(Class::ParameterMissing, Fault::MissingParameter, message).at(*place)
        })
    };
    plan.parameters.iter().map(find).collect()
}

/// The row that all steps work on.
struct Row<'g> {
    slots: Vec<Value<'g>>,
    /// How many times it counts.
    times: u64,
}

/// What runs a plan.
struct Machine<'m, 'g, G> {
    graph: &'g G,
    plan: &'m Plan,
    parameters: Vec<Value<'g>>,
    control: &'m Control<'m>,
    taken: Taken,
    /// The long lists in which values were sought last.
    sought: RefCell<Vec<Sought<'g>>>,
    /// The nodes that each step looks up, by its number.
    tables: RefCell<Vec<Table<'g>>>,
    /// What each step keeps of its searches, by its number.
    kept: RefCell<Vec<Kept>>,
    random: Cell<u64>,
    measures: RefCell<Vec<Measure>>,
}

impl<G> Machine<'_, '_, G> {
    /// A number in 0..1 (xorshift64*, Vigna 2016), the same in every run.
    fn random(&self) -> f64 {
        let mut state = self.random.get();
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        self.random.set(state);
        (state.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
