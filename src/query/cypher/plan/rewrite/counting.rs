//! Rewrites of plans that count: what is only counted is not looked at.

use rustc_hash::FxHashSet;

use super::Facts;
use crate::query::cypher::function::Aggregate;
use crate::query::cypher::plan::{Pipeline, StepKind, counts};
use crate::query::cypher::resolved::{Expr, Groups, Slot};

/// `count(n)` of what is never null counts rows.
pub(super) fn count_rows_not_values(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    let mut facts = facts.clone();
    for step in &mut pipeline.steps {
        if let StepKind::Aggregate(groups) = &mut step.kind {
            for (_, call) in &mut groups.aggregates {
                let never_null = matches!(&call.args[..], [Expr::Slot(slot)] if facts.is_present(*slot));
                if call.aggregate == Aggregate::Count && !call.distinct && never_null {
                    call.args.clear();
                }
            }
        }
        facts.learn(&step.kind);
    }
}

/// Where rows are only counted, the relationships that lead to them need not be followed: their number is known.
pub(super) fn count_degrees(pipeline: &mut Pipeline) {
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

/// The slots that a grouping looks at.
pub(super) fn needed_slots(groups: &Groups) -> FxHashSet<Slot> {
    let keys = groups.keys.iter().map(|(_, key)| key);
    let args = groups.aggregates.iter().flat_map(|(_, call)| &call.args);
    keys.chain(args).flat_map(Expr::slots).collect()
}
