//! Rewrites of plans that walk: where it does not count how many walks lead to a node, each node is reached once.

use rustc_hash::FxHashSet;

use crate::query::cypher::function::{Aggregate, Run};
use crate::query::cypher::plan::{Pipeline, Plan, StepKind};
use crate::query::cypher::resolved::{AggregateCall, Expr, Form, Slot};

/// What the steps that are still to come need of the rows.
#[derive(Clone)]
struct Later {
    slots: FxHashSet<Slot>,
    /// Whether it makes a difference how often a row comes.
    counts: bool,
}

/// A walk of which nothing is needed but the nodes that it leads to, finds each of them once.
pub(super) fn reach_once(plan: &mut Plan) {
    let mut asked = FxHashSet::default();
    let mut is_random = false;
    plan.each_expr(&mut |expr| match expr {
        Expr::Subquery(number, Form::Exists, _) => _ = asked.insert(*number),
        Expr::Call(function, ..) => is_random |= matches!(function.run, Run::Random),
        _ => {}
    });
    if is_random {
        return;
    }
    let later = |counts| Later { slots: FxHashSet::default(), counts };
    reach_once_in(&mut plan.main, later(true));
    for (number, pipeline) in plan.subqueries.iter_mut().enumerate() {
        reach_once_in(pipeline, later(!asked.contains(&number)));
    }
}

fn reach_once_in(pipeline: &mut Pipeline, mut later: Later) {
    later.slots.extend(&pipeline.columns);
    for step in pipeline.steps.iter_mut().rev() {
        match &mut step.kind {
            StepKind::Walk(walk) => {
                let is_lost = !later.counts && !later.slots.contains(&walk.relationships);
                walk.once = is_lost && walk.length.least <= 1;
            }
            StepKind::Distinct(_) => later.counts = false,
            StepKind::Aggregate(groups) => {
                later.counts = !groups.aggregates.iter().all(|(_, call)| is_of_values(call));
            }
            StepKind::Tally(_) | StepKind::Skip(_) | StepKind::Limit(_) => later.counts = true,
            StepKind::Sort { first, .. } => later.counts |= !first.is_empty(),
            _ => {}
        }
        later.slots.extend(step.kind.needs());
        step.kind.pipelines_mut().for_each(|inner| reach_once_in(inner, later.clone()));
    }
}

/// Whether an aggregate is the same however often each value comes.
fn is_of_values(call: &AggregateCall) -> bool {
    call.distinct || matches!(call.aggregate, Aggregate::Least | Aggregate::Most)
}
