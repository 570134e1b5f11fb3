//! Rewrites of what is read of nodes: nothing where the nodes' numbers tell it, and the rest as late as can be.

use rustc_hash::FxHashSet;

use super::Facts;
use crate::query::cypher::ast::Relation;
use crate::query::cypher::plan::build::step;
use crate::query::cypher::plan::{Pipeline, StepKind};
use crate::query::cypher::resolved::{Expr, Slot};

/// Paths and copies of values are not made where nothing looks at them; `needed` are the slots that are looked at later.
pub(super) fn make_what_is_needed(pipeline: &mut Pipeline, mut needed: FxHashSet<Slot>) {
    needed.extend(&pipeline.columns);
    for step in pipeline.steps.iter_mut().rev() {
        needed.extend(step.kind.needs());
        if let StepKind::Assign(items) = &mut step.kind {
            items.retain(|(slot, expr)| {
                needed.contains(slot) || !matches!(expr, Expr::Path(..) | Expr::Slot(_))
            });
        }
        step.kind.pipelines_mut().for_each(|inner| make_what_is_needed(inner, needed.clone()));
    }
    pipeline.steps.retain(|step| !matches!(&step.kind, StepKind::Assign(items) if items.is_empty()));
}

/// What is never null need not be tested for it.
pub(super) fn drop_sure_conditions(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    let mut facts = facts.clone();
    let is_sure = |condition: &Expr, facts: &Facts<'_>| match condition {
        Expr::IsNull(value, false) => matches!(**value, Expr::Slot(slot) if facts.is_present(slot)),
        _ => false,
    };
    pipeline.steps.retain_mut(|step| {
        if let StepKind::Filter(conditions) = &mut step.kind {
            conditions.retain(|condition| !is_sure(condition, &facts));
            if conditions.is_empty() {
                return false;
            }
        }
        facts.learn(&step.kind);
        true
    });
}

/// Properties that are in the order of the nodes' numbers compare as those do.
pub(super) fn compare_numbers(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    let mut facts = facts.clone();
    for step in &mut pipeline.steps {
        if let StepKind::Filter(conditions) = &mut step.kind {
            conditions.iter_mut().for_each(|condition| by_number(condition, &facts));
        }
        facts.learn(&step.kind);
    }
}

fn by_number(expr: &mut Expr, facts: &Facts<'_>) {
    if let Expr::Comparison(a, rest) = &*expr
        && let [(relation, b)] = &rest[..]
        && let (Some((a, label)), Some((b, other))) = (facts.numbered(a), facts.numbered(b))
        && label == other
    {
        *expr = compared(a, *relation, b);
    }
    expr.each_child_mut(&mut |child| by_number(child, facts));
}

fn compared(a: Slot, relation: Relation, b: Slot) -> Expr {
    Expr::Comparison(Box::new(Expr::Number(a)), vec![(relation, Expr::Number(b))])
}

/// Rows are in the order of such properties when they are in that of the numbers.
pub(super) fn sort_by_numbers(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    for at in 0..pipeline.steps.len() {
        let before = facts.after(&pipeline.steps[..at]);
        let (earlier, rest) = pipeline.steps.split_at_mut(at);
        let StepKind::Sort { order, .. } = &mut rest[0].kind else { continue };
        let assigned = |slot: Slot| {
            let items = earlier.iter().rev().map_while(|step| match &step.kind {
                StepKind::Assign(items) => Some(items),
                _ => None,
            });
            items.flatten().find(|(own, _)| *own == slot).map(|(_, expr)| expr)
        };
        for (expr, _) in order {
            let meant = match expr {
                Expr::Slot(slot) => assigned(*slot),
                _ => Some(&*expr),
            };
            if let Some((node, _)) = meant.and_then(|meant| before.numbered(meant)) {
                *expr = Expr::Number(node);
            }
        }
    }
}

/// Values that are computed one after another are computed in one step, and counts by the step that counts.
pub(super) fn compute_at_once(pipeline: &mut Pipeline) {
    pipeline.steps.dedup_by(|later, earlier| match (&mut later.kind, &mut earlier.kind) {
        (StepKind::Assign(later), StepKind::Assign(earlier)) => {
            earlier.append(later);
            true
        }
        _ => false,
    });
    pipeline.steps.dedup_by(|later, earlier| match (&mut later.kind, &mut earlier.kind) {
        (StepKind::Assign(later), StepKind::Tally(counts)) => {
            let is_count = |(_, expr): &(Slot, Expr)| matches!(expr, Expr::Slot(own) if counts.contains(own));
            let (named, rest): (Vec<_>, Vec<_>) = std::mem::take(later).into_iter().partition(is_count);
            counts.extend(named.into_iter().map(|(slot, _)| slot));
            *later = rest;
            later.is_empty()
        }
        _ => false,
    });
}

/// What is read of nodes and does not decide about the order is read of the rows that are left in the end.
pub(super) fn read_after_sorting(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    for at in (1..pipeline.steps.len()).rev() {
        let before = facts.after(&pipeline.steps[..at]);
        let (earlier, rest) = pipeline.steps.split_at_mut(at);
        let Some((sort, after)) = rest.split_first_mut() else { continue };
        let (StepKind::Sort { order, keep, .. }, Some(StepKind::Assign(items))) =
            (&mut sort.kind, earlier.last_mut().map(|step| &mut step.kind))
        else {
            continue;
        };
        let read = order.iter().map(|(expr, _)| expr).chain(items.iter().map(|(_, expr)| expr));
        let decides: Vec<Slot> = read.flat_map(Expr::slots).collect();
        let node = |expr: &Expr| match expr {
            Expr::Property(base, ..) => match **base {
                Expr::Slot(slot) if before.is_node(slot) => Some(slot),
                _ => None,
            },
            _ => None,
        };
        let is_late = |(slot, expr): &(Slot, Expr)| node(expr).is_some() && !decides.contains(slot);
        let (late, early): (Vec<_>, Vec<_>) = std::mem::take(items).into_iter().partition(is_late);
        *items = early;
        if late.is_empty() {
            continue;
        }
        keep.retain(|slot| late.iter().all(|(own, _)| own != slot));
        keep.extend(late.iter().filter_map(|(_, expr)| node(expr)));
        keep.sort_unstable();
        keep.dedup();
        let limits =
            after.iter().take_while(|step| matches!(step.kind, StepKind::Skip(_) | StepKind::Limit(_)));
        let place = at + 1 + limits.count();
        let nothing = items.is_empty();
        let rows = pipeline.steps[place - 1].rows;
        pipeline.steps.insert(place, step(rows, StepKind::Assign(late)));
        if nothing {
            pipeline.steps.remove(at - 1);
        }
    }
}

/// Of sorted rows of which only the first few are wanted, no more are kept.
pub(super) fn keep_only_the_first(pipeline: &mut Pipeline) {
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
