//! Inference: which labels the nodes of a pattern have, by what its relationships join in a closed schema.
//!
//! What is left for each node and relationship are the labels and types that agree with those beside it (arc
//! consistency; Mackworth, Consistency in networks of relations, 1977). Where none is left nothing can be found.

use super::pattern::Builder;
use super::{Among, Kind, Resolver};
use crate::query::cypher::property_graph::{Direction, Hop, TypeId};
use crate::query::cypher::resolved::{Expr, HopPattern, LabelTest, Match};
use crate::query::cypher::schema::pattern_of;

/// What a hop joins: the labels of the node on the left, the types, and the labels of the node on the right.
type Ends = (Among, Among, Among);

impl Resolver<'_> {
    /// The labels with which a node passes a test.
    pub(super) fn labels_of(&self, test: &LabelTest) -> Among {
        match test {
            LabelTest::Is(label) => Among::one(label.0),
            LabelTest::Never => Among::NONE,
            LabelTest::Any => Among::ALL,
            LabelTest::Not(inner) => !self.labels_of(inner),
            LabelTest::And(all) => all.iter().fold(Among::ALL, |labels, test| labels & self.labels_of(test)),
            LabelTest::Or(any) => any.iter().fold(Among::NONE, |labels, test| labels | self.labels_of(test)),
        }
    }

    /// Narrows what the nodes and relationships of patterns are, and warns of the first that cannot be found.
    pub(super) fn infer(&mut self, builder: &mut Builder) {
        if !self.catalogue.is_closed() || builder.labels.iter().any(|labels| labels.is_none()) {
            return;
        }
        let mut before = Vec::new();
        while before != builder.labels {
            before.clone_from(&builder.labels);
            for at in 0..builder.found.hops.len() {
                let HopPattern { from, to, .. } = builder.found.hops[at];
                let ends = self.joined(&builder.found.hops[at], builder.labels[from], builder.labels[to]);
                if ends.0.is_none() || ends.2.is_none() {
                    self.warn_of_hop(builder, at);
                    return;
                }
                (builder.labels[from], builder.types[at], builder.labels[to]) = ends;
            }
        }
    }

    /// Narrows what variables are by what was found out of them, and by what must hold of them.
    ///
    /// A row that an optional match leaves as it was says nothing of variables that were bound before.
    pub(super) fn narrow(&mut self, builder: &Builder) {
        let Builder { found, labels, types, .. } = builder;
        for (node, labels) in
            found.nodes.iter().zip(labels).filter(|(node, _)| !(found.optional && node.bound))
        {
            self.scope.narrow(node.slot, &Kind::Node(*labels));
        }
        for (hop, types) in found.hops.iter().zip(types) {
            self.scope.narrow(hop.slot, &Kind::Relationship(*types));
        }
    }

    /// The same by what must hold of a match besides.
    pub(super) fn narrow_by_filters(&mut self, found: &Match) {
        for filter in found.filters.iter().filter(|_| !found.optional && self.catalogue.is_closed()) {
            if let Expr::HasLabels(node, test, _) = filter
                && let Expr::Slot(slot) = **node
            {
                self.scope.narrow(slot, &Kind::Node(self.labels_of(test)));
            }
        }
    }

    /// What a hop joins of nodes with some labels.
    fn joined(&self, pattern: &HopPattern, from: Among, to: Among) -> Ends {
        let HopPattern { hop, length, .. } = pattern;
        let Some(length) = length else { return self.step(hop, from, to) };
        let back = Hop { direction: hop.direction.reversed(), ..hop.clone() };
        let [ahead, behind] = [(hop, from), (&back, to)].map(|(hop, start)| {
            let met = self.walk(hop, start);
            if length.least == 0 { met | start } else { met }
        });
        (from & behind, self.step(hop, Among::ALL, Among::ALL).1, to & ahead)
    }

    /// The labels that some steps lead to.
    fn walk(&self, hop: &Hop, start: Among) -> Among {
        let step = |from| self.step(hop, from, Among::ALL).2;
        let (mut met, mut next) = (Among::NONE, step(start));
        while met != next {
            (met, next) = (next, next | step(next));
        }
        met
    }

    /// What one relationship joins of nodes with some labels.
    fn step(&self, hop: &Hop, from: Among, to: Among) -> Ends {
        let mut ends = (Among::NONE, Among::NONE, Among::NONE);
        for kind in self.followed(hop) {
            let (start, end) = self.catalogue.ends_of_type(kind);
            let [start, end] =
                [start, end].map(|label| label.map_or(Among::ALL, |label| Among::one(label.0)));
            let forward = hop.direction != Direction::Incoming || self.catalogue.is_symmetric(kind);
            let backward = hop.direction != Direction::Outgoing || self.catalogue.is_symmetric(kind);
            let ways = [(forward, start, end), (backward, end, start)];
            for (_, start, end) in ways.into_iter().filter(|(followed, ..)| *followed) {
                let (start, end) = (start & from, end & to);
                if !start.is_none() && !end.is_none() {
                    ends = (ends.0 | start, ends.1 | Among::one(kind.0), ends.2 | end);
                }
            }
        }
        ends
    }

    fn followed<'h>(&self, hop: &'h Hop) -> impl Iterator<Item = TypeId> + use<'h> {
        let all = self.catalogue.types().len() as u32;
        (0..all).map(TypeId).filter(|kind| hop.follows(*kind))
    }

    fn warn_of_hop(&mut self, builder: &Builder, at: usize) {
        let HopPattern { from, to, hop, .. } = &builder.found.hops[at];
        let [left, right] = [builder.labels[*from], builder.labels[*to]];
        let names: Vec<&str> =
            self.followed(hop).map(|kind| self.catalogue.types()[kind.0 as usize].as_str()).collect();
        let what = if hop.types.is_none() { "relationship".to_owned() } else { names.join(" or ") };
        let told = |before: &str, labels: Among| match self.names(labels) {
            names if names.len() == self.catalogue.labels().len() => String::new(),
            names => format!("{before} a {}", names.join(" or ")),
        };
        let joins = match hop.direction {
            Direction::Outgoing => format!("leads{}{}", told(" from", left), told(" to", right)),
            Direction::Incoming => format!("leads{}{}", told(" from", right), told(" to", left)),
            Direction::Either => format!("joins{}{}", told("", left), told(" to", right)),
        };
        let any_from = |kind: &TypeId| {
            let own = Hop { types: Some(vec![*kind]), direction: Direction::Either };
            hop.types.is_some() || !self.step(&own, left, Among::ALL).0.is_none()
        };
        let patterns = self.followed(hop).filter(any_from).map(|kind| pattern_of(self.catalogue, kind));
        let hint = format!("there is {}", patterns.collect::<Vec<_>>().join(", "));
        self.warn(format!("no {what} {joins}, so this pattern finds nothing"), builder.spans[at], hint);
    }
}
