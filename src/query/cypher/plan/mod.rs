//! A plan says how a resolved query is answered: steps in a row, each of which takes a row and gives the next step none,
//! one or many.
//!
//! The steps of a match are put in order by what they cost, judged by the graph's own counts (`order`); then a few
//! rewrites by name make the whole cheaper (`rewrite`).

mod build;
mod conditions;
mod estimate;
mod explain;
mod order;
mod rewrite;
mod shortest;
#[cfg(test)]
mod tests;
mod written;

pub use explain::{Measure, explain};
pub use shortest::{Shortest, Universal};

use super::ast::Relation;
use super::property_graph::{Catalogue, Hop, KeyId, LabelId};
use super::resolved::{AggregateCall, Call, Expr, Groups, Key, Length, Parameter, Resolved, Slot};

/// How a query is answered.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The query.
    pub main: Pipeline,
    /// The queries within expressions, by number.
    pub subqueries: Vec<Pipeline>,
    /// The names of the slots.
    pub slots: Vec<String>,
    /// The parameters by number.
    pub parameters: Vec<Parameter>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Steps in all; each has a number below this.
    pub steps: usize,
}

/// Steps in a row, and where the last one leaves the columns.
#[derive(Debug, Clone, Default)]
pub struct Pipeline {
    /// The steps.
    pub steps: Vec<Step>,
    /// Where the values of a row are, by column.
    pub columns: Vec<Slot>,
}

/// One step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its number in the plan.
    pub id: usize,
    /// About how many rows it gives.
    pub rows: f64,
    /// How many steps ahead one keeps only the rows that count most, where it is this step that says how often they count:
    /// it gives on no rows that count less than all that are kept there.
    pub judge: Option<usize>,
    /// What it does.
    pub kind: StepKind,
}

/// What a step does with a row.
#[derive(Debug, Clone)]
pub enum StepKind {
    /// A row for each node, or for each with a label.
    Scan(Slot, Option<LabelId>),
    /// A row for each node that an index has for a value.
    Seek {
        /// The node.
        node: Slot,
        /// Its label.
        label: LabelId,
        /// The property.
        key: KeyId,
        /// What it equals, or for a list one of what.
        value: Expr,
        /// Whether the value is a list.
        any: bool,
    },
    /// A row for each node that a table has for a value.
    Lookup(Lookup),
    /// A row for each relationship of a node.
    Expand(Expand),
    /// The row counts once for each relationship of a node but for some of them, so many.
    Degree(Slot, Hop, u64),
    /// The row counts once for each node, or for each with a label.
    Nodes(Option<LabelId>),
    /// A row for each walk of some relationships from a node.
    Walk(Walk),
    /// A row for each shortest path between two nodes.
    Shortest(Box<Shortest>),
    /// The row, if something holds of it.
    Filter(Vec<Expr>),
    /// The row with new values.
    Assign(Vec<(Slot, Expr)>),
    /// A row for each value of a list.
    Unwind(Expr, Slot),
    /// The rows of a pipeline, or the row with nulls when there is none.
    Optional(Pipeline, Vec<Slot>),
    /// The rows of a pipeline.
    Subquery(Pipeline),
    /// The rows of each of some pipelines, with their columns in these slots.
    Union(Vec<Pipeline>, Vec<Slot>),
    /// A row for each that a procedure gives.
    Call(Call),
    /// Rows that find the same nodes become one that counts as often.
    PartialCount(PartialCount),
    /// The row counts once, and how often it counted is a value.
    Tally(Vec<Slot>),
    /// A row for each group of rows.
    Aggregate(Groups),
    /// The row, unless one like it came before.
    Distinct(Vec<Slot>),
    /// The rows in order; the first few only, when it is known how many are wanted.
    Sort {
        /// What to sort by, and whether the largest comes first.
        order: Vec<(Expr, bool)>,
        /// The slots that later steps need.
        keep: Vec<Slot>,
        /// The rows wanted: those left out and those kept.
        first: Vec<Expr>,
    },
    /// The rows but the first few.
    Skip(Expr),
    /// The first few rows.
    Limit(Expr),
}

/// Which nodes are looked up in a table that is made of them, and a few more perhaps: the comparison is tested behind it.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// The node.
    pub node: Slot,
    /// Its label.
    pub label: Option<LabelId>,
    /// What is computed of the node alone, and what equals that.
    pub by: Vec<(Expr, Expr)>,
}

/// Which relationships of a node are followed.
#[derive(Debug, Clone)]
pub struct Expand {
    /// The node.
    pub from: Slot,
    /// The relationship.
    pub relationship: Slot,
    /// The node at its other end.
    pub to: Slot,
    /// What is followed.
    pub hop: Hop,
    /// Whether the node at the other end is known.
    pub into: bool,
    /// Slots of relationships that it must differ from.
    pub unlike: Vec<Slot>,
}

/// Steps that find nodes, and of which nothing else is needed.
#[derive(Debug, Clone)]
pub struct PartialCount {
    /// The steps.
    pub pipeline: Pipeline,
    /// The relationships that they follow last, when it is the nodes at their other ends that are found.
    pub ways: Option<Ways>,
    /// In what relation the number of a node that is known before must stand to theirs.
    pub bound: Option<(Slot, Relation)>,
    /// The nodes.
    pub nodes: Vec<Slot>,
}

/// Relationships that are followed to count the nodes at their other ends, and for nothing else.
#[derive(Debug, Clone)]
pub struct Ways {
    /// Those before the last ones, if there are two in a row.
    pub first: Option<Expand>,
    /// The last ones.
    pub last: Expand,
    /// Whether the two must differ.
    pub apart: bool,
}

/// Which walks from a node are followed.
#[derive(Debug, Clone)]
pub struct Walk {
    /// The node.
    pub from: Slot,
    /// The list of relationships.
    pub relationships: Slot,
    /// The node at the end.
    pub to: Slot,
    /// What is followed.
    pub hop: Hop,
    /// How many in a row.
    pub length: Length,
    /// Properties that each must have.
    pub each: Vec<(Key, Expr)>,
    /// Whether the node at the end is known.
    pub into: bool,
    /// Slots of relationships that all must differ from.
    pub unlike: Vec<Slot>,
    /// Whether the walk is found from its last node to its first.
    pub backwards: bool,
    /// Whether only the nodes at the end are wanted, each of them once.
    pub once: bool,
}

/// Plans a query.
pub fn plan(resolved: Resolved, catalogue: &dyn Catalogue, optimise: bool) -> Plan {
    let Resolved { query, subqueries, slots, parameters, columns } = resolved;
    let builder = build::Builder { catalogue, subqueries: &subqueries, optimise };
    let main = builder.query(&query);
    let subqueries = subqueries.iter().map(|query| builder.query(query)).collect();
    let mut plan = Plan { main, subqueries, slots, parameters, columns, steps: 0 };
    if optimise {
        rewrite::rewrite(&mut plan, catalogue);
    }
    number(&mut plan);
    plan
}

impl Plan {
    /// Calls `visit` with every expression, and those within it.
    fn each_expr<'p>(&'p self, visit: &mut dyn FnMut(&'p Expr)) {
        let pipelines = std::iter::once(&self.main).chain(&self.subqueries);
        pipelines.for_each(|pipeline| pipeline.each_expr(visit));
    }
}

impl Pipeline {
    fn each_expr<'p>(&'p self, visit: &mut dyn FnMut(&'p Expr)) {
        for step in &self.steps {
            step.kind.exprs().into_iter().for_each(|expr| within(expr, visit));
            step.kind.pipelines().iter().for_each(|inner| inner.each_expr(visit));
        }
    }
}

/// Calls `visit` with an expression and those within it.
fn within<'p>(expr: &'p Expr, visit: &mut dyn FnMut(&'p Expr)) {
    visit(expr);
    expr.each_child(&mut |child| within(child, visit));
}

/// Gives each step its number.
fn number(plan: &mut Plan) {
    let mut next = 0;
    let pipelines = std::iter::once(&mut plan.main).chain(&mut plan.subqueries);
    pipelines.for_each(|pipeline| number_steps(pipeline, &mut next));
    plan.steps = next;
}

fn number_steps(pipeline: &mut Pipeline, next: &mut usize) {
    for step in &mut pipeline.steps {
        step.id = *next;
        *next += 1;
        step.kind.pipelines_mut().for_each(|inner| number_steps(inner, next));
    }
}

impl StepKind {
    /// The pipelines within it.
    pub fn pipelines(&self) -> &[Pipeline] {
        match self {
            Self::Optional(pipeline, _)
            | Self::Subquery(pipeline)
            | Self::PartialCount(PartialCount { pipeline, .. }) => std::slice::from_ref(pipeline),
            Self::Union(pipelines, _) => pipelines,
            _ => &[],
        }
    }

    fn pipelines_mut(&mut self) -> impl Iterator<Item = &mut Pipeline> {
        match self {
            Self::Optional(pipeline, _)
            | Self::Subquery(pipeline)
            | Self::PartialCount(PartialCount { pipeline, .. }) => std::slice::from_mut(pipeline).iter_mut(),
            Self::Union(pipelines, _) => pipelines.iter_mut(),
            _ => [].iter_mut(),
        }
    }

    /// The expressions that it computes.
    pub fn exprs(&self) -> Vec<&Expr> {
        match self {
            Self::Seek { value, .. } => vec![value],
            Self::Lookup(lookup) => lookup.by.iter().flat_map(|(own, value)| [own, value]).collect(),
            Self::Walk(walk) => walk.each.iter().map(|(_, value)| value).collect(),
            Self::Shortest(shortest) => shortest.exprs().collect(),
            Self::Filter(conditions) => conditions.iter().collect(),
            Self::Assign(items) => items.iter().map(|(_, expr)| expr).collect(),
            Self::Unwind(list, _) => vec![list],
            Self::Call(call) => call.args.iter().chain(&call.filters).collect(),
            Self::Aggregate(groups) => {
                let keys = groups.keys.iter().map(|(_, key)| key);
                keys.chain(groups.aggregates.iter().flat_map(|(_, call)| &call.args)).collect()
            }
            Self::Sort { order, first, .. } => order.iter().map(|(expr, _)| expr).chain(first).collect(),
            Self::Skip(count) | Self::Limit(count) => vec![count],
            _ => Vec::new(),
        }
    }

    /// The slots that it needs.
    pub fn needs(&self) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.exprs().into_iter().flat_map(Expr::slots).collect();
        match self {
            Self::Expand(expand) => slots.extend(expand.needs()),
            Self::PartialCount(count) => {
                slots.extend(count.ways.iter().flat_map(Ways::hops).flat_map(Expand::needs));
                slots.extend(count.bound.map(|(slot, _)| slot));
            }
            Self::Degree(from, ..) => slots.push(*from),
            Self::Walk(walk) => slots.extend(walk.needs()),
            Self::Shortest(shortest) => slots.extend(shortest.walk.needs()),
            Self::Distinct(keep) | Self::Sort { keep, .. } => slots.extend(keep),
            _ => {}
        }
        for pipeline in self.pipelines() {
            slots.extend(&pipeline.columns);
            slots.extend(pipeline.steps.iter().flat_map(|step| step.kind.needs()));
        }
        slots
    }
}

impl Ways {
    /// What is followed, in order.
    fn hops(&self) -> impl Iterator<Item = &Expand> {
        self.first.iter().chain([&self.last])
    }
}

impl Walk {
    /// The slots that it needs.
    fn needs(&self) -> impl Iterator<Item = Slot> {
        let into = self.into.then_some(self.to);
        self.unlike.iter().copied().chain(into).chain([self.from])
    }
}

impl Expand {
    /// The slots that it needs.
    fn needs(&self) -> impl Iterator<Item = Slot> {
        let into = self.into.then_some(self.to);
        self.unlike.iter().copied().chain(into).chain([self.from])
    }
}

/// Whether an expression has the same value wherever its slots have, and needs no other rows.
fn is_fixed(expr: &Expr) -> bool {
    let own = match expr {
        Expr::Subquery(..) => false,
        Expr::Call(function, ..) => !matches!(function.run, super::function::Run::Random),
        _ => true,
    };
    let mut fixed = own;
    expr.each_child(&mut |child| fixed = fixed && is_fixed(child));
    fixed
}

/// Whether an aggregate only needs to know how often a row counts.
fn counts(call: &AggregateCall) -> bool {
    use super::function::Aggregate;
    call.aggregate == Aggregate::Count && !call.distinct && call.args.is_empty()
}
