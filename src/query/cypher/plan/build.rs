//! From clauses to steps.

use super::{Pipeline, Step, StepKind};
use crate::query::cypher::property_graph::Catalogue;
use crate::query::cypher::resolved::{Clause, Expr, Match, Part, Project, Query, Slot};

/// Builds the pipelines of a query.
pub(super) struct Builder<'a> {
    pub(super) catalogue: &'a dyn Catalogue,
    pub(super) subqueries: &'a [Query],
    /// Whether the steps of a match are put in the order that costs least.
    pub(super) optimise: bool,
}

impl Builder<'_> {
    pub(super) fn query(&self, query: &Query) -> Pipeline {
        let mut parts: Vec<Pipeline> = query.parts.iter().map(|part| self.part(part)).collect();
        let mut pipeline = match parts.len() {
            1 => parts.remove(0),
            _ => {
                let rows = parts.iter().filter_map(|part| part.steps.last()).map(|step| step.rows).sum();
                let union = StepKind::Union(parts, query.columns.clone());
                Pipeline { steps: vec![step(rows, union)], columns: query.columns.clone() }
            }
        };
        if query.parts.len() > 1 && query.distinct {
            let rows = pipeline.steps.last().map_or(1.0, |step| step.rows);
            pipeline.steps.push(step(rows, StepKind::Distinct(query.columns.clone())));
        }
        pipeline
    }

    fn part(&self, part: &Part) -> Pipeline {
        let mut steps = Vec::new();
        for clause in &part.clauses {
            let rows = steps.last().map_or(1.0, |step: &Step| step.rows);
            self.clause(clause, rows, &mut steps);
        }
        Pipeline { steps, columns: part.columns.clone() }
    }

    fn clause(&self, clause: &Clause, rows: f64, steps: &mut Vec<Step>) {
        match clause {
            Clause::Match(found) if found.optional => {
                let inner = self.matching(found, 1.0);
                let each = inner.last().map_or(1.0, |step| step.rows).max(1.0);
                let pipeline = Pipeline { steps: inner, columns: Vec::new() };
                steps.push(step(rows * each, StepKind::Optional(pipeline, new_slots(found))));
            }
            Clause::Match(found) => steps.extend(self.matching(found, rows)),
            Clause::Unwind(list, slot) => {
                steps.push(step(rows * 10.0, StepKind::Unwind(list.clone(), *slot)))
            }
            Clause::Project(project) => projection(project, rows, steps),
            Clause::Call(call) => {
                steps.push(step(rows * 10.0, StepKind::Call(call.clone())));
                filter(&call.filters, rows * 10.0, steps);
            }
            Clause::Subquery(number) => {
                let pipeline = self.query(&self.subqueries[*number]);
                let each = pipeline.steps.last().map_or(1.0, |step| step.rows);
                steps.push(step(rows * each, StepKind::Subquery(pipeline)));
            }
        }
    }

    fn matching(&self, found: &Match, rows: f64) -> Vec<Step> {
        let mut steps = super::order::steps(found, self.catalogue, rows, self.optimise);
        let rows = steps.last().map_or(rows, |step| step.rows);
        if !found.paths.is_empty() {
            steps.push(step(rows, StepKind::Assign(found.paths.clone())));
        }
        let paths: Vec<Slot> = found.paths.iter().map(|(slot, _)| *slot).collect();
        let late =
            found.filters.iter().filter(|filter| filter.slots().iter().any(|slot| paths.contains(slot)));
        filter(&late.cloned().collect::<Vec<_>>(), rows, &mut steps);
        steps
    }
}

/// A step that has no number yet.
pub(super) fn step(rows: f64, kind: StepKind) -> Step {
    Step { id: 0, rows, judge: None, kind }
}

/// The slots that a match sets.
fn new_slots(found: &Match) -> Vec<Slot> {
    let nodes = found.nodes.iter().filter(|node| !node.bound).map(|node| node.slot);
    let hops = found.hops.iter().map(|hop| hop.slot);
    nodes.chain(hops).chain(found.paths.iter().map(|(slot, _)| *slot)).collect()
}

fn filter(conditions: &[Expr], rows: f64, steps: &mut Vec<Step>) {
    if !conditions.is_empty() {
        steps.push(step(rows * 0.5, StepKind::Filter(conditions.to_vec())));
    }
}

fn projection(project: &Project, mut rows: f64, steps: &mut Vec<Step>) {
    if let Some(groups) = &project.groups {
        rows = if groups.keys.is_empty() { 1.0 } else { rows.sqrt() };
        steps.push(step(rows, StepKind::Aggregate(groups.clone())));
    }
    let computed: Vec<(Slot, Expr)> =
        project.items.iter().filter(|(slot, expr)| *expr != Expr::Slot(*slot)).cloned().collect();
    if !computed.is_empty() {
        steps.push(step(rows, StepKind::Assign(computed)));
    }
    let columns: Vec<Slot> = project.items.iter().map(|(slot, _)| *slot).collect();
    if project.distinct {
        steps.push(step(rows, StepKind::Distinct(columns.clone())));
    }
    if !project.order.is_empty() {
        let filtered = project.filters.iter().flat_map(Expr::slots);
        let mut keep: Vec<Slot> = columns.iter().copied().chain(filtered).collect();
        keep.sort_unstable();
        keep.dedup();
        steps.push(step(rows, StepKind::Sort { order: project.order.clone(), keep, first: Vec::new() }));
    }
    if let Some(skip) = &project.skip {
        steps.push(step(rows, StepKind::Skip(skip.clone())));
    }
    if let Some(limit) = &project.limit {
        if let Expr::Constant(crate::query::cypher::value::Value::Integer(most)) = limit {
            rows = rows.min(*most as f64);
        }
        steps.push(step(rows, StepKind::Limit(limit.clone())));
    }
    filter(&project.filters, rows, steps);
}
