//! Estimates of rows, judged by the graph's own counts.

use super::order::{Planner, end_label, label_of};
use crate::query::cypher::ast::Relation;
use crate::query::cypher::property_graph::{Direction, Hop, LabelId, TypeId};
use crate::query::cypher::resolved::{Expr, Length, Slot};

/// The share of rows for which a condition is taken to hold.
const EQUAL: f64 = 0.1;
const OTHER: f64 = 0.5;

/// How many relationships a walk without a most is taken to have.
const WALK: u32 = 3;

impl Planner<'_> {
    /// About how many nodes there are for a node of the pattern, with all conditions on it alone.
    pub(super) fn matches(&self, node: usize) -> f64 {
        let slot = self.found.nodes[node].slot;
        let label = self.label(node);
        let count =
            label.map_or(self.catalogue.node_count(), |label| self.catalogue.label_count(label)) as f64;
        if let Some((_, label, key, _)) = self.index(node) {
            return self.catalogue.index_matches(label, key).unwrap_or(count).min(count);
        }
        let found = count * self.selectivity_of(slot);
        if self.equals(node).next().is_some() { found.min(self.look_ups(label)) } else { found }
    }

    /// The share of nodes for which the conditions on them alone hold.
    pub(super) fn selectivity_of(&self, slot: Slot) -> f64 {
        let own = self.conditions.at(slot).iter().filter(|&&at| self.conditions.slots(at) == [slot]);
        let own = own.map(|&at| &self.found.filters[at]);
        own.filter(|filter| label_of(filter, slot).is_none()).map(selectivity).product()
    }

    /// About how many rows a relationship gives for one.
    pub(super) fn fan_out(&self, hop: usize) -> f64 {
        let pattern = &self.found.hops[hop];
        let forward = self.known[pattern.from];
        let (target, own) = match forward {
            true => (pattern.to, pattern.hop.clone()),
            false => (pattern.from, pattern.hop.reversed()),
        };
        let ends = self.end_count(&own).max(1.0);
        let matches = if self.known[target] { 1.0 } else { self.matches(target) };
        self.followed_from(hop, forward) * (matches / ends).min(1.0)
    }

    /// About how many ways are looked at to follow a relationship for one row, whatever becomes of them.
    pub(super) fn looked_at(&self, hop: usize) -> f64 {
        let pattern = &self.found.hops[hop];
        match (self.known[pattern.from], self.known[pattern.to]) {
            (true, true) => self.followed_from(hop, true).min(self.followed_from(hop, false)),
            (forward, _) => self.followed_from(hop, forward),
        }
    }

    /// About how many ways lead along a relationship, or as many of them in a row as a walk has, from one of its ends.
    fn followed_from(&self, hop: usize, forward: bool) -> f64 {
        let pattern = &self.found.hops[hop];
        let (start, own) = match forward {
            true => (pattern.from, pattern.hop.clone()),
            false => (pattern.to, pattern.hop.reversed()),
        };
        let one = match self.sought.get(start) {
            Some(Some(node)) if pattern.length.is_none() => self.catalogue.degree(*node, &own) as f64,
            _ => self.degree(&own),
        };
        match pattern.length {
            None => one,
            Some(Length { most, .. }) => {
                (1..=most.unwrap_or(WALK).min(WALK)).map(|n| one.powi(n as i32)).sum()
            }
        }
    }

    /// The mean number of relationships of a node along a hop.
    pub(super) fn degree(&self, hop: &Hop) -> f64 {
        let each = |kind: TypeId| {
            let count = self.catalogue.type_count(kind) as f64;
            let (start, end) = self.catalogue.ends_of_type(kind);
            let of = |label: Option<LabelId>| {
                let nodes =
                    label.map_or(self.catalogue.node_count(), |label| self.catalogue.label_count(label));
                count / nodes.max(1) as f64
            };
            let (out, into) = (of(start), of(end));
            match hop.direction {
                _ if self.catalogue.is_symmetric(kind) => out + into,
                Direction::Outgoing => out,
                Direction::Incoming => into,
                Direction::Either => out.max(into),
            }
        };
        self.types(hop).map(each).sum()
    }

    /// Nodes that a hop can lead to.
    pub(super) fn end_count(&self, hop: &Hop) -> f64 {
        let label = end_label(self.catalogue, hop);
        label.map_or(self.catalogue.node_count(), |label| self.catalogue.label_count(label)) as f64
    }

    pub(super) fn types<'h>(&self, hop: &'h Hop) -> impl Iterator<Item = TypeId> + use<'h> {
        let all = (0..self.catalogue.types().len() as u32).map(TypeId);
        all.filter(|&kind| hop.follows(kind))
    }
}

/// The share of rows for which a condition holds, roughly.
pub(super) fn selectivity(filter: &Expr) -> f64 {
    match filter {
        Expr::Comparison(_, rest) if rest.iter().all(|(relation, _)| *relation == Relation::Equal) => EQUAL,
        _ => OTHER,
    }
}

/// How much work a condition is, roughly.
pub(super) fn weight(filter: &Expr) -> f64 {
    match filter {
        Expr::HasLabels(..) => 0.0,
        Expr::Subquery(..) => 1000.0,
        Expr::Predicate(..) => 10.0,
        _ => {
            let mut weight = 1.0;
            filter.each_child(&mut |child| weight += self::weight(child));
            weight
        }
    }
}
