//! A plan as text: one step a line, in the order in which rows pass through them.

use std::fmt::Write;

use super::written::Written;
use super::{Expand, Pipeline, Plan, Shortest, Step, StepKind, Ways};
use crate::query::cypher::property_graph::{Catalogue, Direction, Hop};
use crate::query::cypher::resolved::{Expr, Length, Slot};

/// How wide the column of the steps is; a long one runs into the next column.
const WIDTH: usize = 60;

/// How many characters of an expression are told.
const TOLD: usize = 46;

/// What was measured of a step.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measure {
    /// Rows that it was given.
    pub rows: u64,
    /// Rows that it gave on.
    pub given: u64,
    /// Nanoseconds in it and in the steps after it.
    pub nanoseconds: u64,
}

/// A plan as text; with what was measured of each step, by number, when it has run.
pub fn explain(plan: &Plan, catalogue: &dyn Catalogue, measured: Option<&[Measure]>) -> String {
    let mut out = String::new();
    let measures = measured
        .map(|_| format!("{:>11} {:>11} {:>13}", "rows in", "rows out", "own time"))
        .unwrap_or_default();
    let _ = writeln!(out, "{:<WIDTH$} {:>11}{measures}", "step", "rows, about");
    let writer = Writer { written: Written { plan, catalogue }, measured };
    writer.pipeline(&mut out, &plan.main, 0);
    for (number, pipeline) in plan.subqueries.iter().enumerate() {
        let used = uses(plan, number);
        if used {
            let _ = writeln!(out, "subquery {number}:");
            writer.pipeline(&mut out, pipeline, 1);
        }
    }
    out
}

/// Whether a subquery stands in an expression; others are part of the plan itself.
fn uses(plan: &Plan, number: usize) -> bool {
    let mut found = false;
    plan.each_expr(&mut |expr| found |= matches!(expr, Expr::Subquery(own, ..) if *own == number));
    found
}

struct Writer<'a> {
    written: Written<'a>,
    measured: Option<&'a [Measure]>,
}

impl Writer<'_> {
    fn pipeline(&self, out: &mut String, pipeline: &Pipeline, depth: usize) {
        for step in &pipeline.steps {
            let most = if step.judge.is_some() { ", those that count most" } else { "" };
            let what = format!("{}{}{most}", "  ".repeat(depth), self.step(&step.kind));
            let measured = self.measured(pipeline, step);
            let _ = writeln!(out, "{what:<WIDTH$} ~{:>10}{measured}", about(step.rows));
            for inner in step.kind.pipelines() {
                self.pipeline(out, inner, depth + 1);
            }
        }
    }

    /// The rows that a step was given and those that it gave on, and the milliseconds that it took without the steps
    /// after it.
    fn measured(&self, pipeline: &Pipeline, step: &Step) -> String {
        let Some(measures) = self.measured else { return String::new() };
        let own = measures.get(step.id).copied().unwrap_or_default();
        let after =
            pipeline.steps.iter().find(|other| other.id > step.id).and_then(|other| measures.get(other.id));
        let time = own.nanoseconds.saturating_sub(after.map_or(0, |after| after.nanoseconds));
        format!("{:>11} {:>11} {:>10.3} ms", own.rows, own.given, time as f64 / 1e6)
    }

    fn step(&self, kind: &StepKind) -> String {
        let label = |label: usize| &self.written.catalogue.labels()[label];
        match kind {
            StepKind::Scan(node, None) => format!("scan ({})", self.name(*node)),
            StepKind::Scan(node, Some(own)) => {
                format!("scan ({}:{})", self.name(*node), label(own.0 as usize))
            }
            StepKind::Seek { node, label: own, key, any, value } => {
                let key = &self.written.catalogue.keys()[key.0 as usize];
                let relation = if *any { "IN" } else { "=" };
                let value = shortened(self.written.expr(value));
                format!("seek ({}:{}) by {key} {relation} {value}", self.name(*node), label(own.0 as usize))
            }
            StepKind::Lookup(lookup) => {
                let node = self.name(lookup.node);
                let own = lookup.label.map(|own| format!(":{}", label(own.0 as usize))).unwrap_or_default();
                let pairs = lookup.by.iter();
                let by =
                    pairs.map(|(own, value)| [own, value].map(|expr| self.written.expr(expr)).join(" = "));
                format!("look up ({node}{own}) by {}", shortened(by.collect::<Vec<_>>().join(" AND ")))
            }
            StepKind::Expand(expand) => {
                let verb = if expand.into { "check" } else { "expand" };
                format!(
                    "{verb} ({}){}({})",
                    self.name(expand.from),
                    self.hop(&expand.hop, ""),
                    self.name(expand.to)
                )
            }
            StepKind::Degree(from, hop, 0) => format!("count ({}){}()", self.name(*from), self.hop(hop, "")),
            StepKind::Degree(from, hop, fewer) => {
                format!("count ({}){}() but {fewer}", self.name(*from), self.hop(hop, ""))
            }
            StepKind::Nodes(None) => "count ()".to_owned(),
            StepKind::Nodes(Some(own)) => format!("count (:{})", label(own.0 as usize)),
            StepKind::Walk(walk) => {
                let verb = if walk.once { "reach" } else { "walk" };
                format!(
                    "{verb} ({}){}({})",
                    self.name(walk.from),
                    self.hop(&walk.hop, &length(walk.length)),
                    self.name(walk.to)
                )
            }
            StepKind::Shortest(shortest) => self.shortest(shortest),
            StepKind::Filter(conditions) => {
                format!("filter {}", shortened(self.written.joined(conditions, " AND ")))
            }
            StepKind::Assign(items) => format!("compute {}", self.names(items.iter().map(|(slot, _)| *slot))),
            StepKind::Unwind(list, slot) => {
                format!("unwind {} AS {}", shortened(self.written.expr(list)), self.name(*slot))
            }
            StepKind::Optional(..) => "optional".to_owned(),
            StepKind::Subquery(_) => "subquery".to_owned(),
            StepKind::Union(..) => "union".to_owned(),
            StepKind::Call(call) => format!("call {}", call.procedure.name),
            StepKind::PartialCount(count) => {
                let ways = count.ways.as_ref().map(|ways| self.ways(ways));
                let bound = count.bound.map(|(slot, _)| format!(" bounded by {}", self.name(slot)));
                let nodes = self.names(count.nodes.iter().copied());
                format!("partial count by {nodes}{}{}", ways.unwrap_or_default(), bound.unwrap_or_default())
            }
            StepKind::Tally(slots) => format!("tally {}", self.names(slots.iter().copied())),
            StepKind::Aggregate(groups) => {
                let keys = self.names(groups.keys.iter().map(|(slot, _)| *slot));
                if keys.is_empty() { "aggregate".to_owned() } else { format!("aggregate by {keys}") }
            }
            StepKind::Distinct(slots) => format!("distinct {}", self.names(slots.iter().copied())),
            StepKind::Sort { order, first, .. } => {
                let key =
                    |(expr, down): &(Expr, bool)| self.written.expr(expr) + if *down { " DESC" } else { "" };
                let keys = shortened(order.iter().map(key).collect::<Vec<_>>().join(", "));
                let first = self.written.joined(first, " + ");
                if first.is_empty() { format!("sort by {keys}") } else { format!("first {first} by {keys}") }
            }
            StepKind::Skip(count) => format!("skip {}", self.written.expr(count)),
            StepKind::Limit(count) => format!("limit {}", self.written.expr(count)),
        }
    }

    fn shortest(&self, Shortest { walk, all, nodes, relationships, conditions, .. }: &Shortest) -> String {
        let verb = if *all { "all shortest" } else { "shortest" };
        let (from, to) = (self.name(walk.from), self.name(walk.to));
        let within = match nodes.len() + relationships.len() + conditions.len() {
            0 => String::new(),
            1 => " under a condition".to_owned(),
            count => format!(" under {count} conditions"),
        };
        format!("{verb} ({from}){}({to}){within}", self.hop(&walk.hop, &length(walk.length)))
    }

    /// What is followed to count the nodes at the end.
    fn ways(&self, ways: &Ways) -> String {
        let hop = |expand: &Expand| format!("({}){}", self.name(expand.from), self.hop(&expand.hop, ""));
        format!(": count {}()", ways.hops().map(hop).collect::<String>())
    }

    fn name(&self, slot: Slot) -> &str {
        &self.written.plan.slots[slot.at()]
    }

    fn names(&self, slots: impl Iterator<Item = Slot>) -> String {
        slots.map(|slot| self.written.name(slot)).collect::<Vec<_>>().join(", ")
    }

    fn hop(&self, hop: &Hop, length: &str) -> String {
        let types = hop.types.as_ref().map(|types| {
            let names: Vec<&str> =
                types.iter().map(|kind| self.written.catalogue.types()[kind.0 as usize].as_str()).collect();
            format!(":{}", names.join("|"))
        });
        let (left, right) = match hop.direction {
            Direction::Outgoing => ("-", "->"),
            Direction::Incoming => ("<-", "-"),
            Direction::Either => ("-", "-"),
        };
        format!("{left}[{}{length}]{right}", types.unwrap_or_default())
    }
}

/// What of an expression is told.
fn shortened(text: String) -> String {
    if text.chars().count() <= TOLD { text } else { text.chars().take(TOLD - 1).chain(['…']).collect() }
}

/// How many relationships there are in a row, as a query writes it.
fn length(Length { least, most }: Length) -> String {
    match (least, most) {
        (1, None) => "*".to_owned(),
        (least, None) => format!("*{least}.."),
        (least, Some(most)) if least == most => format!("*{least}"),
        (least, Some(most)) => format!("*{least}..{most}"),
    }
}

fn about(rows: f64) -> String {
    if rows < 10.0 { format!("{rows:.1}") } else { format!("{rows:.0}") }
}
