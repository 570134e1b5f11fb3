//! What is known of the rows that come to a step.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::query::cypher::plan::order::{end_label, label_of};
use crate::query::cypher::plan::{PartialCount, Step, StepKind, Walk};
use crate::query::cypher::property_graph::{Catalogue, Hop, KeyId, LabelId};
use crate::query::cypher::resolved::{Expr, Key, Slot};

/// What is known of the rows that come to a step.
#[derive(Clone)]
pub(super) struct Facts<'a> {
    catalogue: &'a dyn Catalogue,
    /// Slots with a node in every row.
    nodes: FxHashSet<Slot>,
    /// Slots with a relationship, or a list of them, in every row.
    relationships: FxHashSet<Slot>,
    /// A label that the node of a slot has.
    labels: FxHashMap<Slot, LabelId>,
    /// Slots with a node that is found by the value of a property.
    sought: FxHashMap<Slot, (LabelId, KeyId)>,
    /// Slots in which every two rows of a pipeline differ, if it is known that they do.
    apart: Option<FxHashSet<Slot>>,
}

impl<'a> Facts<'a> {
    /// Nothing is known of the one row that comes to a pipeline.
    pub(super) fn new(catalogue: &'a dyn Catalogue) -> Self {
        let (nodes, relationships, labels, sought) = Default::default();
        Self { catalogue, nodes, relationships, labels, sought, apart: Some(FxHashSet::default()) }
    }

    /// What is known after some steps of a pipeline.
    pub(super) fn after(&self, steps: &[Step]) -> Self {
        let mut facts = Self { apart: Some(FxHashSet::default()), ..self.clone() };
        steps.iter().for_each(|step| facts.learn(&step.kind));
        facts
    }

    /// Learns what a step makes of the rows.
    pub(super) fn learn(&mut self, step: &StepKind) {
        match step {
            StepKind::Scan(node, label) => {
                self.node(*node, *label);
                self.differ_in([*node]);
            }
            StepKind::Lookup(lookup) => {
                self.node(lookup.node, lookup.label);
                self.differ_in([lookup.node]);
            }
            StepKind::Seek { node, label, key, any, .. } => {
                self.node(*node, Some(*label));
                self.differ_in([*node]);
                if !any {
                    self.sought.insert(*node, (*label, *key));
                }
            }
            StepKind::Expand(expand) => {
                self.node(expand.to, end_label(self.catalogue, &expand.hop));
                self.follow(expand.from, &expand.hop);
                self.relationships.insert(expand.relationship);
                self.differ_in([expand.relationship]);
            }
            StepKind::Walk(walk) => self.walk(walk),
            StepKind::Shortest(shortest) => self.walk(&shortest.walk),
            StepKind::PartialCount(count) => self.partial_count(count),
            StepKind::Filter(conditions) => conditions.iter().for_each(|condition| self.hold(condition)),
            StepKind::Assign(items) => items.iter().for_each(|(slot, expr)| self.assign(*slot, expr)),
            StepKind::Aggregate(groups) => {
                groups.keys.iter().for_each(|(slot, expr)| self.assign(*slot, expr));
                self.apart = Some(groups.keys.iter().map(|(slot, _)| *slot).collect());
            }
            StepKind::Distinct(slots) => self.apart = Some(slots.iter().copied().collect()),
            StepKind::Degree(from, hop, _) => self.follow(*from, hop),
            StepKind::Nodes(_)
            | StepKind::Tally(_)
            | StepKind::Sort { .. }
            | StepKind::Skip(_)
            | StepKind::Limit(_) => {}
            StepKind::Unwind(..)
            | StepKind::Optional(..)
            | StepKind::Subquery(_)
            | StepKind::Union(..)
            | StepKind::Call(_) => self.apart = None,
        }
    }

    fn node(&mut self, slot: Slot, label: Option<LabelId>) {
        self.nodes.insert(slot);
        if let Some(label) = label {
            self.labels.insert(slot, label);
        }
    }

    fn walk(&mut self, walk: &Walk) {
        self.node(walk.to, None);
        self.node(walk.from, None);
        self.relationships.insert(walk.relationships);
        self.differ_in([walk.relationships]);
    }

    /// A node from which a hop could be followed.
    fn follow(&mut self, from: Slot, hop: &Hop) {
        let back = hop.reversed();
        self.node(from, end_label(self.catalogue, &back));
    }

    fn partial_count(&mut self, count: &PartialCount) {
        let apart = self.apart.take();
        count.pipeline.steps.iter().for_each(|step| self.learn(&step.kind));
        let hops = count.ways.iter().flat_map(|ways| ways.hops());
        hops.for_each(|hop| self.learn(&StepKind::Expand(hop.clone())));
        self.apart = apart;
        self.differ_in(count.nodes.iter().copied());
    }

    fn differ_in(&mut self, slots: impl IntoIterator<Item = Slot>) {
        if let Some(apart) = &mut self.apart {
            apart.extend(slots);
        }
    }

    fn hold(&mut self, condition: &Expr) {
        if let Expr::HasLabels(node, ..) = condition
            && let Expr::Slot(slot) = **node
            && let Some(label) = label_of(condition, slot)
        {
            self.labels.insert(slot, label);
        }
    }

    /// A slot has the value of an expression.
    fn assign(&mut self, slot: Slot, expr: &Expr) {
        let Expr::Slot(from) = expr else { return };
        if self.nodes.contains(from) {
            self.node(slot, self.labels.get(from).copied());
        }
        if self.relationships.contains(from) {
            self.relationships.insert(slot);
        }
    }

    /// Whether every row has a node in a slot.
    pub(super) fn is_node(&self, slot: Slot) -> bool {
        self.nodes.contains(&slot)
    }

    /// Whether no row has null in a slot.
    pub(super) fn is_present(&self, slot: Slot) -> bool {
        self.nodes.contains(&slot) || self.relationships.contains(&slot)
    }

    /// The node that an expression tells from all others of its label.
    pub(super) fn identified(&self, expr: &Expr) -> Option<Slot> {
        match expr {
            Expr::Slot(slot) if self.is_node(*slot) => Some(*slot),
            _ => self
                .property(expr, |label, key| key.id.is_some_and(|key| self.catalogue.identifies(label, key))),
        }
    }

    /// The node in the order of whose numbers an expression is.
    pub(super) fn numbered(&self, expr: &Expr) -> Option<(Slot, LabelId)> {
        let slot = self
            .property(expr, |label, key| key.id.is_some_and(|key| self.catalogue.is_in_order(label, key)))?;
        Some((slot, *self.labels.get(&slot)?))
    }

    /// The node of which an expression reads a property that is such and such.
    fn property(&self, expr: &Expr, test: impl Fn(LabelId, &Key) -> bool) -> Option<Slot> {
        let Expr::Property(base, key, _) = expr else { return None };
        let Expr::Slot(slot) = **base else { return None };
        let label = self.labels.get(&slot).filter(|_| self.is_node(slot))?;
        test(*label, key).then_some(slot)
    }

    /// Whether every two rows differ in some of these slots.
    pub(super) fn differ_within(&self, slots: &FxHashSet<Slot>) -> bool {
        let is_one = |slot: &Slot| {
            self.sought.get(slot).is_some_and(|&(label, key)| self.catalogue.identifies(label, key))
        };
        self.apart.as_ref().is_some_and(|apart| apart.iter().all(|slot| slots.contains(slot) || is_one(slot)))
    }
}
