//! Rewrites of plans that group rows: by nodes before anything of them is read, and without rows that agree.

use rustc_hash::FxHashSet;

use super::Facts;
use super::counting::needed_slots;
use crate::query::cypher::ast::Relation;
use crate::query::cypher::plan::build::step;
use crate::query::cypher::plan::{Expand, PartialCount, Pipeline, Step, StepKind, Ways, counts, is_fixed};
use crate::query::cypher::resolved::{Expr, Groups, Slot};

/// What is only read before it is grouped by is read by the groups themselves.
pub(super) fn group_by_what_is_read(pipeline: &mut Pipeline) {
    for at in (1..pipeline.steps.len()).rev() {
        let (earlier, rest) = pipeline.steps.split_at_mut(at);
        let StepKind::Aggregate(groups) = &mut rest[0].kind else { continue };
        let place = earlier.iter().rposition(|step| !matches!(step.kind, StepKind::Filter(_)));
        let Some(place) = place else { continue };
        let (earlier, filters) = earlier.split_at_mut(place + 1);
        let StepKind::Assign(items) = &earlier[place].kind else { continue };
        let keys = groups.keys.iter_mut().map(|(_, key)| key);
        let args = groups.aggregates.iter_mut().flat_map(|(_, call)| &mut call.args);
        let conditions = filters.iter_mut().flat_map(|step| match &mut step.kind {
            StepKind::Filter(conditions) => &mut conditions[..],
            _ => &mut [],
        });
        let mut later: Vec<&mut Expr> = keys.chain(args).chain(conditions).collect();
        if !items.iter().all(|(_, expr)| is_read(expr)) || !later.iter().all(|expr| is_open(expr)) {
            continue;
        }
        later.iter_mut().for_each(|expr| put_items(expr, items));
        pipeline.steps.remove(place);
    }
}

/// Whether an expression is a variable or a property of one.
fn is_read(expr: &Expr) -> bool {
    match expr {
        Expr::Slot(_) => true,
        Expr::Property(base, ..) => matches!(**base, Expr::Slot(_)),
        _ => false,
    }
}

/// Whether all the slots that an expression looks at stand in it as expressions.
fn is_open(expr: &Expr) -> bool {
    let mut open = !matches!(expr, Expr::Subquery(..) | Expr::Path(..) | Expr::Number(_));
    expr.each_child(&mut |child| open = open && is_open(child));
    open
}

/// Puts what is computed in the place of the slots for it.
fn put_items(expr: &mut Expr, items: &[(Slot, Expr)]) {
    if let Expr::Slot(slot) = expr {
        if let Some((_, item)) = items.iter().rev().find(|(own, _)| own == slot) {
            *expr = item.clone();
        }
        return;
    }
    expr.each_child_mut(&mut |child| put_items(child, items));
}

/// What tells nodes apart, and what is computed of such nodes alone, is no key: the nodes are, and the rest is computed
/// of each group.
pub(super) fn group_by_nodes(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    let mut at = 0;
    while at < pipeline.steps.len() {
        let before = facts.after(&pipeline.steps[..at]);
        let rows = pipeline.steps[at].rows;
        if let StepKind::Aggregate(groups) = &mut pipeline.steps[at].kind {
            let computed = keys_of_nodes(groups, &before);
            if !computed.is_empty() {
                pipeline.steps.insert(at + 1, step(rows, StepKind::Assign(computed)));
            }
        }
        at += 1;
    }
}

/// Makes nodes the keys of groups; gives what is to be computed of them.
fn keys_of_nodes(groups: &mut Groups, facts: &Facts<'_>) -> Vec<(Slot, Expr)> {
    let mut nodes: Vec<Slot> = groups.keys.iter().filter_map(|(_, key)| facts.identified(key)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let follows = |key: &Expr| is_fixed(key) && !key.slots().is_empty() && within(&key.slots(), &nodes);
    let (computed, kept) = std::mem::take(&mut groups.keys).into_iter().partition(|(_, key)| follows(key));
    groups.keys = nodes.iter().map(|&node| (node, Expr::Slot(node))).collect();
    groups.keys.extend::<Vec<_>>(kept);
    let computed: Vec<(Slot, Expr)> = computed;
    computed.into_iter().filter(|(slot, key)| *key != Expr::Slot(*slot)).collect()
}

fn within(slots: &[Slot], all: &[Slot]) -> bool {
    slots.iter().all(|slot| all.contains(slot))
}

/// Where only the nodes are needed that some steps find, rows that find the same nodes in other ways are one; and rows
/// that are groups of their own need not be gathered to be counted.
pub(super) fn count_ways(pipeline: &mut Pipeline, facts: &Facts<'_>) {
    let mut at = 0;
    while at < pipeline.steps.len() {
        if let StepKind::Aggregate(groups) = &pipeline.steps[at].kind {
            match ways(&pipeline.steps[..at], &needed_slots(groups), facts) {
                Some((first, nodes)) => {
                    count_partially(pipeline, first, at, nodes);
                    // The grouping is behind the steps that have come in the place of these.
                    at = first;
                }
                None => tally_what_is_apart(pipeline, at, facts),
            }
        }
        at += 1;
    }
}

/// The first of the steps that find no more than some nodes, and the nodes.
fn ways(steps: &[Step], needed: &FxHashSet<Slot>, facts: &Facts<'_>) -> Option<(usize, Vec<Slot>)> {
    let is_lost = |step: &Step| {
        let sets = sets(&step.kind);
        !sets.is_empty() && sets.iter().all(|slot| !needed.contains(slot))
    };
    let is_unwound = |step: &Step| matches!(step.kind, StepKind::Unwind(..)) && is_lost(step);
    let is_part = |step: &Step| finds(&step.kind) || is_unwound(step);
    // What counts itself would begin anew for each row that came to it: no step is left before it.
    let is_all = steps.iter().all(|step| is_part(step) || counts_itself(&step.kind) && is_lost(step));
    let first = if is_all && steps.first().is_some_and(is_lost) {
        0
    } else {
        let last = steps.iter().rposition(|step| !is_part(step)).map_or(0, |at| at + 1);
        (last..steps.len()).find(|&at| is_lost(&steps[at]))?
    };
    let set = steps[first..].iter().flat_map(|step| sets(&step.kind));
    let mut nodes: Vec<Slot> = set.filter(|slot| needed.contains(slot)).collect();
    nodes.sort_unstable();
    nodes.dedup();
    let facts = facts.after(steps);
    (!nodes.is_empty() && nodes.iter().all(|&node| facts.is_node(node))).then_some((first, nodes))
}

fn finds(step: &StepKind) -> bool {
    use StepKind::{Degree, Expand, Filter, Nodes, Scan, Seek, Walk};
    matches!(step, Scan(..) | Nodes(_) | Seek { .. } | Expand(_) | Degree(..) | Walk(_) | Filter(_))
}

/// Whether a step counts what others find, or computes something of that.
fn counts_itself(step: &StepKind) -> bool {
    matches!(step, StepKind::PartialCount(_) | StepKind::Tally(_) | StepKind::Assign(_))
}

/// The slots that such steps set.
fn sets(step: &StepKind) -> Vec<Slot> {
    match step {
        StepKind::Scan(slot, _) | StepKind::Seek { node: slot, .. } | StepKind::Unwind(_, slot) => {
            vec![*slot]
        }
        StepKind::Expand(expand) if expand.into => vec![expand.relationship],
        StepKind::Expand(expand) => vec![expand.relationship, expand.to],
        StepKind::Walk(walk) if walk.into => vec![walk.relationships],
        StepKind::Walk(walk) => vec![walk.relationships, walk.to],
        StepKind::PartialCount(count) => count.nodes.clone(),
        StepKind::Tally(slots) => slots.clone(),
        StepKind::Assign(items) => items.iter().map(|(slot, _)| *slot).collect(),
        _ => Vec::new(),
    }
}

/// Puts the steps `first..end` into a step that counts their rows, but for conditions at their end that look at no more
/// than what is left.
fn count_partially(pipeline: &mut Pipeline, first: usize, end: usize, nodes: Vec<Slot>) {
    let mut steps: Vec<Step> = pipeline.steps.drain(first..end).collect();
    let lost: Vec<Slot> =
        steps.iter().flat_map(|step| sets(&step.kind)).filter(|s| !nodes.contains(s)).collect();
    let rows = steps.last().map_or(1.0, |step| step.rows);
    let mut after = Vec::new();
    while let Some(Step { kind: StepKind::Filter(conditions), .. }) = steps.last_mut() {
        let (late, early): (Vec<Expr>, Vec<Expr>) = std::mem::take(conditions)
            .into_iter()
            .partition(|condition| condition.slots().iter().all(|slot| !lost.contains(slot)));
        let done = !early.is_empty();
        *conditions = early;
        after.extend(late);
        if done {
            break;
        }
        steps.pop();
    }
    let last = match nodes[..] {
        [node] => pop_expand(&mut steps, node),
        _ => None,
    };
    let at =
        last.as_ref().and_then(|_| after.iter().position(|condition| bound(condition, nodes[0]).is_some()));
    let bound = at.and_then(|at| bound(&after.remove(at), nodes[0]));
    let ways = last.map(|last| ways_to(last, bound, &mut steps));
    let count = PartialCount { pipeline: Pipeline { steps, columns: Vec::new() }, ways, bound, nodes };
    let filter = (!after.is_empty()).then(|| step(rows, StepKind::Filter(after)));
    pipeline
        .steps
        .splice(first..first, std::iter::once(step(rows, StepKind::PartialCount(count))).chain(filter));
}

/// Takes the last step away, if it leads to a node that is not known before.
fn pop_expand(steps: &mut Vec<Step>, to: Slot) -> Option<Expand> {
    match steps.pop() {
        Some(Step { kind: StepKind::Expand(expand), .. }) if !expand.into && expand.to == to => Some(expand),
        other => {
            steps.extend(other);
            None
        }
    }
}

/// What is followed last, with what is followed before it where that is looked at by nothing else.
fn ways_to(mut last: Expand, bound: Option<(Slot, Relation)>, steps: &mut Vec<Step>) -> Ways {
    if let Some((other, relation)) = bound {
        last.unlike.retain(|&own| !differs(own, last.from, other, relation, steps));
    }
    let is_looked_at = bound.is_some_and(|(other, _)| other == last.from);
    let first = if is_looked_at { None } else { pop_expand(steps, last.from) };
    let own = first.as_ref().map(|first| first.relationship);
    let apart = own.is_some_and(|own| last.unlike.contains(&own));
    last.unlike.retain(|&unlike| Some(unlike) != own);
    Ways { first, last, apart }
}

/// Whether a relationship leads from a node to another one that a relation tells apart from where others lead.
fn differs(relationship: Slot, from: Slot, to: Slot, relation: Relation, steps: &[Step]) -> bool {
    let is_strict = matches!(relation, Relation::Less | Relation::Greater | Relation::Unequal);
    is_strict
        && steps.iter().any(|step| match &step.kind {
            StepKind::Expand(expand) if expand.relationship == relationship => {
                [(expand.from, expand.to), (expand.to, expand.from)].contains(&(from, to))
            }
            _ => false,
        })
}

/// Another node and the relation of its number to a node's, where a condition says no more.
fn bound(condition: &Expr, node: Slot) -> Option<(Slot, Relation)> {
    let Expr::Comparison(a, rest) = condition else { return None };
    let (Expr::Number(a), [(relation, Expr::Number(b))]) = (&**a, &rest[..]) else { return None };
    match node {
        _ if a == b => None,
        _ if node == *b => Some((*a, *relation)),
        _ if node == *a => Some((*b, relation.reversed())),
        _ => None,
    }
}

/// Rows that are groups of their own are counted where they are.
fn tally_what_is_apart(pipeline: &mut Pipeline, at: usize, facts: &Facts<'_>) {
    let StepKind::Aggregate(groups) = &pipeline.steps[at].kind else { return };
    let keys = groups.keys.iter().filter(|(slot, key)| *key == Expr::Slot(*slot)).map(|(slot, _)| *slot);
    let keys: FxHashSet<Slot> = keys.collect();
    let counted = groups.aggregates.iter().all(|(_, call)| counts(call));
    let before = facts.after(&pipeline.steps[..at]);
    if groups.keys.is_empty() || !counted || !before.differ_within(&keys) {
        return;
    }
    let rows = pipeline.steps[at].rows;
    let computed: Vec<(Slot, Expr)> =
        groups.keys.iter().filter(|(slot, key)| *key != Expr::Slot(*slot)).cloned().collect();
    let tally = StepKind::Tally(groups.aggregates.iter().map(|(slot, _)| *slot).collect());
    let assign = (!computed.is_empty()).then(|| step(rows, StepKind::Assign(computed)));
    pipeline.steps.splice(at..=at, assign.into_iter().chain([step(rows, tally)]));
}
