//! Rewrites that make a plan cheaper and give the same rows; each is one function, and they run in the order in which
//! they are called.

use rustc_hash::FxHashSet;

use super::{Pipeline, Plan, StepKind, counts};
use crate::query::cypher::function::Aggregate;
use crate::query::cypher::resolved::{Expr, Groups, Slot};

/// Runs every rewrite over every pipeline.
pub(super) fn rewrite(plan: &mut Plan) {
    let pipelines = std::iter::once(&mut plan.main).chain(&mut plan.subqueries);
    pipelines.for_each(rewrite_pipeline);
}

fn rewrite_pipeline(pipeline: &mut Pipeline) {
    pipeline.steps.iter_mut().flat_map(|step| step.kind.pipelines_mut()).for_each(rewrite_pipeline);
    count_rows_not_values(pipeline);
    count_degrees(pipeline);
    keep_only_the_first(pipeline);
}

/// `count(n)` of what is never null counts rows.
fn count_rows_not_values(pipeline: &mut Pipeline) {
    let mut present: FxHashSet<Slot> = FxHashSet::default();
    for step in &mut pipeline.steps {
        match &mut step.kind {
            StepKind::Scan(node, _) | StepKind::Seek { node, .. } => _ = present.insert(*node),
            StepKind::Expand(expand) => present.extend([expand.to, expand.relationship]),
            StepKind::Walk(walk) => present.extend([walk.to, walk.relationships]),
            StepKind::Aggregate(groups) => {
                for (_, call) in &mut groups.aggregates {
                    let never_null = matches!(&call.args[..], [Expr::Slot(slot)] if present.contains(slot));
                    if call.aggregate == Aggregate::Count && !call.distinct && never_null {
                        call.args.clear();
                    }
                }
            }
            _ => {}
        }
    }
}

/// Where rows are only counted, the relationships that lead to them need not be followed: their number is known.
fn count_degrees(pipeline: &mut Pipeline) {
    for at in 1..pipeline.steps.len() {
        let StepKind::Aggregate(groups) = &pipeline.steps[at].kind else { continue };
        if !groups.aggregates.iter().all(|(_, call)| counts(call)) {
            continue;
        }
        let needed = needed_slots(groups);
        let StepKind::Expand(expand) = &pipeline.steps[at - 1].kind else { continue };
        let unused = !needed.contains(&expand.to) && !needed.contains(&expand.relationship);
        if unused && !expand.into && expand.unlike.is_empty() {
            pipeline.steps[at - 1].kind = StepKind::Degree(expand.from, expand.hop.clone());
        }
    }
}

fn needed_slots(groups: &Groups) -> FxHashSet<Slot> {
    let keys = groups.keys.iter().map(|(_, key)| key);
    let args = groups.aggregates.iter().flat_map(|(_, call)| &call.args);
    keys.chain(args).flat_map(Expr::slots).collect()
}

/// Of sorted rows of which only the first few are wanted, no more are kept.
fn keep_only_the_first(pipeline: &mut Pipeline) {
    for at in 0..pipeline.steps.len() {
        let mut wanted = Vec::new();
        let mut limited = false;
        for step in pipeline.steps.iter().skip(at + 1).take(2) {
            match &step.kind {
                StepKind::Skip(count) if !limited => wanted.push(count.clone()),
                StepKind::Limit(count) if !limited => {
                    wanted.push(count.clone());
                    limited = true;
                }
                _ => break,
            }
        }
        if let (StepKind::Sort { first, .. }, true) = (&mut pipeline.steps[at].kind, limited) {
            *first = wanted;
        }
    }
}
