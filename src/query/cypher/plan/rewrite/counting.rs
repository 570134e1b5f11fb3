//! Rewrites of plans that count: what is only counted is not looked at.

use rustc_hash::FxHashSet;

use super::Facts;
use crate::query::cypher::function::Aggregate;
use crate::query::cypher::plan::{Expand, Pipeline, Step, StepKind, counts};
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

/// Where rows are only counted, nodes and relationships that nothing else is asked of need not be found: their number is
/// known.
pub(super) fn count_degrees(pipeline: &mut Pipeline) {
    for at in 1..pipeline.steps.len() {
        let StepKind::Aggregate(groups) = &pipeline.steps[at].kind else { continue };
        if !groups.aggregates.iter().all(|(_, call)| counts(call)) {
            continue;
        }
        let mut needed = needed_slots(groups);
        for before in (0..at).rev() {
            let (earlier, rest) = pipeline.steps.split_at_mut(before);
            let Some(counted) = counted(&rest[0].kind, earlier, &needed) else { break };
            needed.extend(counted.needs());
            rest[0].kind = counted;
        }
    }
}

/// A step that counts what another finds, of which nothing is needed.
fn counted(step: &StepKind, earlier: &[Step], needed: &FxHashSet<Slot>) -> Option<StepKind> {
    match step {
        StepKind::Scan(node, label) if !needed.contains(node) => Some(StepKind::Nodes(*label)),
        StepKind::Expand(expand) => {
            let unused = !needed.contains(&expand.to) && !needed.contains(&expand.relationship);
            let fewer = expand.unlike.iter().all(|&unlike| is_one_of(unlike, expand, earlier));
            let count = expand.unlike.len() as u64;
            (unused && !expand.into && fewer)
                .then(|| StepKind::Degree(expand.from, expand.hop.clone(), count))
        }
        _ => None,
    }
}

/// Whether a relationship that was followed before is one of those that an expansion follows too.
fn is_one_of(relationship: Slot, expand: &Expand, earlier: &[Step]) -> bool {
    earlier.iter().any(|step| match &step.kind {
        StepKind::Expand(own) if own.relationship == relationship => {
            own.from == expand.from && own.hop == expand.hop
                || own.to == expand.from && own.hop.is_reverse_of(&expand.hop)
        }
        _ => false,
    })
}

/// The slots that a grouping looks at.
pub(super) fn needed_slots(groups: &Groups) -> FxHashSet<Slot> {
    let keys = groups.keys.iter().map(|(_, key)| key);
    let args = groups.aggregates.iter().flat_map(|(_, call)| &call.args);
    keys.chain(args).flat_map(Expr::slots).collect()
}

/// Of rows that are sorted by how often they count, and of which only the first few are wanted, those that count too little
/// are not given on to the steps between.
pub(super) fn give_on_what_counts_most(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    for at in 0..pipeline.steps.len() {
        if matches!(pipeline.steps[at].kind, StepKind::PartialCount(_) | StepKind::Degree(..)) {
            let judge = judge(&pipeline.steps[at + 1..], facts.after(&pipeline.steps[..=at]));
            pipeline.steps[at].judge = judge.map(|behind| behind + 1);
        }
    }
}

/// Which of some steps keeps only the rows that count most, if those before it do no more than tell how often, compare and
/// read: nothing that could fail for a row that is not wanted.
fn judge(steps: &[Step], mut facts: Facts<'_>) -> Option<usize> {
    let mut tallied: &[Slot] = &[];
    for (at, step) in steps.iter().enumerate() {
        let is_sure = match &step.kind {
            StepKind::Sort { order, first, .. } => {
                let by_count =
                    matches!(order.first(), Some((Expr::Slot(slot), true)) if tallied.contains(slot));
                return (by_count && !first.is_empty()).then_some(at);
            }
            StepKind::Tally(slots) if tallied.is_empty() => {
                tallied = slots;
                true
            }
            StepKind::Filter(conditions) => {
                conditions.iter().all(|condition| is_sure_condition(condition, &facts))
            }
            StepKind::Assign(items) => {
                items.iter().all(|(slot, expr)| !tallied.contains(slot) && is_sure(expr, &facts))
            }
            _ => false,
        };
        if !is_sure {
            return None;
        }
        facts.learn(&step.kind);
    }
    None
}

/// Whether an expression has a value in every row.
fn is_sure(expr: &Expr, facts: &Facts<'_>) -> bool {
    match expr {
        Expr::Constant(_) | Expr::Parameter(_) | Expr::Slot(_) => true,
        Expr::Number(slot) => facts.is_node(*slot),
        Expr::Property(base, ..) => matches!(**base, Expr::Slot(slot) if facts.is_node(slot)),
        _ => false,
    }
}

fn is_sure_condition(condition: &Expr, facts: &Facts<'_>) -> bool {
    match condition {
        Expr::Comparison(first, rest) => {
            is_sure(first, facts) && rest.iter().all(|(_, expr)| is_sure(expr, facts))
        }
        _ => false,
    }
}
