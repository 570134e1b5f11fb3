//! The order of a match's steps: where to begin, and what to follow next, so that few rows are looked at.
//!
//! Each node of the pattern is tried as the first one, and from there always the relationship that gives fewest rows is
//! followed; the order that costs least in all is taken, by the rows that steps give and the ways that they look at for
//! them. O(n·h·(n + h + c)) for n nodes, h relationships and c conditions.

use rustc_hash::FxHashSet;

use super::build::step;
use super::conditions::Conditions;
use super::estimate::{selectivity, weight};
use super::{Expand, Lookup, Shortest, Step, StepKind, Walk, is_fixed};
use crate::query::cypher::ast::{Predicate, Relation, Search};
use crate::query::cypher::property_graph::{Catalogue, Direction, Hop, KeyId, LabelId, NodeId};
use crate::query::cypher::resolved::{Expr, HopPattern, LabelTest, Match, Slot};

/// A condition of this weight waits until there are fewer rows, if the next step leaves fewer.
const DEAR: f64 = 1000.0;

/// Patterns with more nodes begin at the node that looks best, and no other is tried.
const TRIED: usize = 12;

/// The steps that find a match, of which some earlier step gives about so many rows.
pub(super) fn steps(found: &Match, catalogue: &dyn Catalogue, rows: f64, optimise: bool) -> Vec<Step> {
    let conditions = Conditions::of(&found.filters);
    let sought = sought(found, catalogue, &conditions);
    let search = || Planner::new(found, catalogue, &conditions, &sought, rows);
    if !optimise {
        return search().in_written_order().steps;
    }
    let bound = found.nodes.iter().any(|node| node.bound);
    let firsts: Vec<Option<usize>> = match found.nodes.len() {
        _ if bound && !found.hops.is_empty() => vec![None],
        0..=TRIED => (0..found.nodes.len()).map(Some).collect(),
        _ => vec![None],
    };
    let tried = firsts.into_iter().map(|first| search().cheapest(first));
    let best = tried.min_by(|a, b| a.cost.total_cmp(&b.cost));
    best.map(|planner| planner.steps).unwrap_or_default()
}

/// The nodes of the graph that constants identify, by their places in the pattern.
fn sought(found: &Match, catalogue: &dyn Catalogue, conditions: &Conditions) -> Vec<Option<NodeId>> {
    let planner = Planner::new(found, catalogue, conditions, &[], 1.0);
    let one = |node: usize| {
        let (filter, label, key, any) = planner.index(node).filter(|_| !found.nodes[node].bound)?;
        let (_, value) = equal_to(&found.filters[filter], found.nodes[node].slot, any)?;
        let Expr::Constant(value) = value else { return None };
        let nodes = catalogue.find(label, key, value);
        (nodes.len() == 1).then(|| nodes[0])
    };
    (0..found.nodes.len()).map(one).collect()
}

/// The steps so far, and what they have made known.
pub(super) struct Planner<'a> {
    pub(super) found: &'a Match,
    pub(super) catalogue: &'a dyn Catalogue,
    pub(super) conditions: &'a Conditions,
    /// The nodes of the graph that constants identify.
    pub(super) sought: &'a [Option<NodeId>],
    /// Nodes of the pattern that are known.
    pub(super) known: Vec<bool>,
    /// Relationships of the pattern that are known.
    followed: Vec<bool>,
    /// Conditions that no step has taken up yet.
    open: Vec<bool>,
    /// How many slots of each condition have no value yet.
    unknown: Vec<usize>,
    /// Open conditions that can be tested.
    ready: Vec<usize>,
    /// Slots that have no value yet.
    missing: FxHashSet<Slot>,
    steps: Vec<Step>,
    rows: f64,
    cost: f64,
}

impl<'a> Planner<'a> {
    fn new(
        found: &'a Match,
        catalogue: &'a dyn Catalogue,
        conditions: &'a Conditions,
        sought: &'a [Option<NodeId>],
        rows: f64,
    ) -> Self {
        let nodes = found.nodes.iter().filter(|node| !node.bound).map(|node| node.slot);
        let paths = found.paths.iter().map(|(slot, _)| *slot);
        let missing: FxHashSet<Slot> =
            nodes.chain(found.hops.iter().map(|hop| hop.slot)).chain(paths).collect();
        let unknown = |at: usize| conditions.slots(at).iter().filter(|slot| missing.contains(slot)).count();
        let unknown: Vec<usize> = (0..found.filters.len()).map(unknown).collect();
        let ready = (0..unknown.len()).filter(|&at| unknown[at] == 0).collect();
        let mut planner = Self {
            found,
            catalogue,
            conditions,
            sought,
            known: found.nodes.iter().map(|node| node.bound).collect(),
            followed: vec![false; found.hops.len()],
            open: vec![true; found.filters.len()],
            unknown,
            ready,
            missing,
            steps: Vec::new(),
            rows,
            cost: 0.0,
        };
        planner.check_bound();
        planner.filter();
        planner
    }

    /// What an earlier clause has bound must be a node.
    fn check_bound(&mut self) {
        let bound = self.found.nodes.iter().filter(|node| node.bound);
        let present: Vec<Expr> =
            bound.map(|node| Expr::IsNull(Box::new(Expr::Slot(node.slot)), false)).collect();
        if !present.is_empty() {
            self.push(self.rows, StepKind::Filter(present));
        }
    }

    fn in_written_order(mut self) -> Self {
        let (late, early): (Vec<usize>, Vec<usize>) =
            (0..self.found.hops.len()).partition(|&hop| self.waits(hop));
        for hop in early {
            let HopPattern { from, to, .. } = self.found.hops[hop];
            if !self.known[from] && !self.known[to] {
                self.scan(from);
            }
            self.follow(hop);
        }
        for node in 0..self.found.nodes.len() {
            if !self.known[node] {
                self.scan(node);
            }
        }
        late.into_iter().for_each(|hop| self.follow(hop));
        self
    }

    /// Looks up what is identified, begins at a node, and goes on by what gives fewest rows.
    fn cheapest(mut self, first: Option<usize>) -> Self {
        for node in 0..self.found.nodes.len() {
            if !self.known[node] && self.is_identified(node) {
                self.start(node);
            }
        }
        if let Some(first) = first.filter(|&first| !self.known[first]) {
            self.start(first);
        }
        while let Some(next) = self.next() {
            match next {
                Next::Hop(hop) => self.follow(hop),
                Next::Node(node) => self.start(node),
            }
        }
        self
    }

    /// Whether a condition leaves about one node for a node of the pattern.
    fn is_identified(&self, node: usize) -> bool {
        let is_one =
            |label, key| self.catalogue.index_matches(label, key).is_some_and(|matches| matches <= 1.0);
        self.index(node).is_some_and(|(_, label, key, any)| !any && is_one(label, key))
    }

    /// What to do next: the relationship from what is known that gives fewest rows, else the node with fewest.
    fn next(&self) -> Option<Next> {
        let hops = (0..self.found.hops.len()).filter(|&hop| self.can_follow(hop));
        let hop = hops.min_by(|&a, &b| self.fan_out(a).total_cmp(&self.fan_out(b)));
        let nodes = (0..self.found.nodes.len()).filter(|&node| !self.known[node]);
        let node = nodes.min_by(|&a, &b| self.matches(a).total_cmp(&self.matches(b)));
        hop.map(Next::Hop).or(node.map(Next::Node))
    }

    fn can_follow(&self, hop: usize) -> bool {
        let HopPattern { from, to, search, .. } = self.found.hops[hop];
        let both = self.known[from] && self.known[to];
        let one = self.known[from] || self.known[to];
        let can = if search == Search::Every { one } else { both && !self.waits(hop) };
        can && !self.followed[hop]
    }

    /// Whether conditions on a shortest path need something else that is not known yet.
    fn waits(&self, hop: usize) -> bool {
        let HopPattern { slot: own, conditions, .. } = &self.found.hops[hop];
        let path = self.found.path_of(*own).map(|(path, _)| *path);
        let mut slots = conditions.iter().flat_map(Expr::slots);
        slots.any(|slot| self.missing.contains(&slot) && slot != *own && Some(slot) != path)
    }

    fn push(&mut self, rows: f64, kind: StepKind) {
        self.rows = rows.max(f64::MIN_POSITIVE);
        self.cost += self.rows;
        self.steps.push(step(self.rows, kind));
    }

    fn filter(&mut self) {
        self.ready.retain(|&at| self.open[at]);
        if self.ready.is_empty() {
            return;
        }
        let mut conditions: Vec<(f64, Expr)> = Vec::new();
        let fewer_come = matches!(self.next(), Some(Next::Hop(hop)) if self.fan_out(hop) <= 1.0);
        for at in self.ready.clone() {
            let weight = weight(&self.found.filters[at]);
            if weight < DEAR || !fewer_come {
                self.open[at] = false;
                conditions.push((weight, self.found.filters[at].clone()));
            }
        }
        if conditions.is_empty() {
            return;
        }
        conditions.sort_by(|a, b| a.0.total_cmp(&b.0));
        let conditions: Vec<Expr> = conditions.into_iter().map(|(_, condition)| condition).collect();
        let share: f64 = conditions.iter().map(selectivity).product();
        self.push(self.rows * share, StepKind::Filter(conditions));
    }

    fn know(&mut self, node: usize) {
        self.known[node] = true;
        self.fill(self.found.nodes[node].slot);
    }

    /// A slot has a value now.
    fn fill(&mut self, slot: Slot) {
        if !self.missing.remove(&slot) {
            return;
        }
        for &at in self.conditions.at(slot) {
            self.unknown[at] -= 1;
            if self.unknown[at] == 0 {
                self.ready.push(at);
            }
        }
        self.ready.sort_unstable();
    }

    /// Begins at a node by what finds it best.
    fn start(&mut self, node: usize) {
        let Some((filter, label, key, any)) = self.index(node) else { return self.look_up(node) };
        let matches = self.catalogue.index_matches(label, key).unwrap_or(1.0);
        self.open[filter] = false;
        let value = equal_to(&self.found.filters[filter], self.found.nodes[node].slot, any);
        let Some((_, value)) = value else { return self.scan(node) };
        let value = value.clone();
        self.close_label(node, label);
        let slot = self.found.nodes[node].slot;
        self.know(node);
        self.push(self.rows * matches, StepKind::Seek { node: slot, label, key, value, any });
        self.filter();
    }

    /// Looks a node up by all that must be equal to values of each row.
    fn look_up(&mut self, node: usize) {
        let by: Vec<(Expr, Expr)> =
            self.equals(node).map(|(own, value)| (own.clone(), value.clone())).collect();
        if by.is_empty() {
            return self.scan(node);
        }
        let label = self.label(node);
        let found = self.look_ups(label);
        if let Some(label) = label {
            self.close_label(node, label);
        }
        let lookup = Lookup { node: self.found.nodes[node].slot, label, by };
        self.know(node);
        self.push(self.rows * found, StepKind::Lookup(lookup));
        self.filter();
    }

    /// About how many nodes of a label are found by a value that is computed of them.
    pub(super) fn look_ups(&self, label: Option<LabelId>) -> f64 {
        let count = label.map_or(self.catalogue.node_count(), |label| self.catalogue.label_count(label));
        (count as f64).sqrt()
    }

    /// What of a node alone conditions ask to be equal to values that are known and differ from row to row.
    pub(super) fn equals(&self, node: usize) -> impl Iterator<Item = (&'a Expr, &'a Expr)> {
        let slot = self.found.nodes[node].slot;
        let is_own = move |expr: &Expr| {
            let slots = expr.slots();
            !slots.is_empty() && slots.iter().all(|own| *own == slot) && is_fixed(expr)
        };
        let is_known = move |expr: &Expr| {
            let slots = expr.slots();
            let known = slots.iter().all(|own| *own != slot && !self.missing.contains(own));
            !slots.is_empty() && known && is_fixed(expr)
        };
        self.filters_at(slot).filter_map(move |filter| {
            let Expr::Comparison(a, rest) = filter else { return None };
            let [(Relation::Equal, b)] = &rest[..] else { return None };
            [(&**a, b), (b, &**a)].into_iter().find(|(own, value)| is_own(own) && is_known(value))
        })
    }

    fn scan(&mut self, node: usize) {
        let label = self.label(node);
        if let Some(label) = label {
            self.close_label(node, label);
        }
        let count = label.map_or(self.catalogue.node_count(), |label| self.catalogue.label_count(label));
        self.know(node);
        self.push(self.rows * count as f64, StepKind::Scan(self.found.nodes[node].slot, label));
        self.filter();
    }

    /// The condition that an index can answer for a node.
    pub(super) fn index(&self, node: usize) -> Option<(usize, LabelId, KeyId, bool)> {
        let slot = self.found.nodes[node].slot;
        let label = self.label(node)?;
        let usable = |at: usize, any: bool| {
            let (key, value) = equal_to(&self.found.filters[at], slot, any)?;
            let ready = value.slots().iter().all(|slot| !self.missing.contains(slot));
            let matches = self.catalogue.index_matches(label, key).filter(|_| ready)?;
            Some((matches, (at, label, key, any)))
        };
        let open = self.conditions.at(slot).iter().copied().filter(|&at| self.open[at]);
        let found = open.flat_map(|at| [usable(at, false), usable(at, true)]).flatten();
        found.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, index)| index)
    }

    /// The label of a node that fewest nodes have.
    pub(super) fn label(&self, node: usize) -> Option<LabelId> {
        let slot = self.found.nodes[node].slot;
        let labels = self.filters_at(slot).filter_map(|filter| label_of(filter, slot));
        labels.min_by_key(|&label| self.catalogue.label_count(label))
    }

    fn close_label(&mut self, node: usize, label: LabelId) {
        let slot = self.found.nodes[node].slot;
        for &at in self.conditions.at(slot) {
            self.open[at] &= label_of(&self.found.filters[at], slot) != Some(label);
        }
    }

    /// Conditions that look at a slot.
    pub(super) fn filters_at(&self, slot: Slot) -> impl Iterator<Item = &'a Expr> + use<'a> {
        let filters = &self.found.filters;
        self.conditions.at(slot).iter().map(move |&at| &filters[at])
    }

    /// Follows a relationship from an end that is known.
    fn follow(&mut self, hop: usize) {
        let pattern = &self.found.hops[hop];
        if pattern.search != Search::Every {
            for node in [pattern.from, pattern.to] {
                if !self.known[node] {
                    self.start(node);
                }
            }
        }
        let into = self.known[pattern.from] && self.known[pattern.to];
        let backwards = !self.known[pattern.from] || (into && self.is_cheaper_backwards(pattern));
        let (fan_out, looked_at) = (self.fan_out(hop), self.looked_at(hop));
        let (from, to) = if backwards { (pattern.to, pattern.from) } else { (pattern.from, pattern.to) };
        let hop_there = if backwards { pattern.hop.reversed() } else { pattern.hop.clone() };
        self.drop_implied_label(to, &hop_there, pattern.length.is_some());
        let unlike = self.unlike(hop);
        let [from, to_slot] = [from, to].map(|node| self.found.nodes[node].slot);
        let kind = match pattern.length {
            None => StepKind::Expand(Expand {
                from,
                relationship: pattern.slot,
                to: to_slot,
                hop: hop_there,
                into,
                unlike,
            }),
            Some(length) => {
                let walk = Walk {
                    from,
                    relationships: pattern.slot,
                    to: to_slot,
                    hop: hop_there,
                    length,
                    each: pattern.each.clone(),
                    into,
                    unlike,
                    backwards,
                    once: false,
                };
                match pattern.search {
                    Search::Every => StepKind::Walk(walk),
                    search => {
                        let path = self.found.path_of(pattern.slot).cloned();
                        let all = search == Search::AllShortest;
                        StepKind::Shortest(Box::new(Shortest::new(walk, all, path, &pattern.conditions)))
                    }
                }
            }
        };
        self.followed[hop] = true;
        self.fill(pattern.slot);
        self.know(to);
        self.cost += self.rows * looked_at;
        self.push(self.rows * fan_out, kind);
        self.filter();
    }

    fn is_cheaper_backwards(&self, pattern: &HopPattern) -> bool {
        let back = pattern.hop.reversed();
        self.degree(&back) < self.degree(&pattern.hop)
    }

    /// A condition on the label of what a hop leads to is no news when the hop's types lead nowhere else.
    fn drop_implied_label(&mut self, to: usize, hop: &Hop, many: bool) {
        if let Some(label) = end_label(self.catalogue, hop).filter(|_| !many) {
            self.close_label(to, label);
        }
    }

    /// The relationships followed before that this one could be the same as.
    fn unlike(&self, hop: usize) -> Vec<Slot> {
        let own = &self.found.hops[hop];
        let meets = |other: &HopPattern| self.types(&other.hop).any(|kind| own.hop.follows(kind));
        let before = self.found.hops.iter().zip(&self.followed).filter(|(_, followed)| **followed);
        before.filter(|(other, _)| meets(other)).map(|(other, _)| other.slot).collect()
    }
}

enum Next {
    Hop(usize),
    Node(usize),
}

/// The one label that a hop leads to, where the types say so.
pub(super) fn end_label(catalogue: &dyn Catalogue, hop: &Hop) -> Option<LabelId> {
    let types = hop.types.as_ref()?;
    let mut ends = types.iter().map(|&kind| {
        let (start, end) = catalogue.ends_of_type(kind);
        match hop.direction {
            Direction::Outgoing if !catalogue.is_symmetric(kind) => end,
            Direction::Incoming if !catalogue.is_symmetric(kind) => start,
            _ => end.filter(|_| start == end),
        }
    });
    let first = ends.next()??;
    ends.all(|end| end == Some(first)).then_some(first)
}

/// The label that a condition asks of a node, when that is all that it asks.
pub(super) fn label_of(filter: &Expr, slot: Slot) -> Option<LabelId> {
    match filter {
        Expr::HasLabels(node, LabelTest::Is(label), _) if **node == Expr::Slot(slot) => Some(*label),
        _ => None,
    }
}

/// The property of a node that a condition asks to be equal to a value, or to any of a list.
fn equal_to(filter: &Expr, slot: Slot, any: bool) -> Option<(KeyId, &Expr)> {
    let (a, b) = match filter {
        Expr::Comparison(a, rest) if !any => match &rest[..] {
            [(Relation::Equal, b)] => (&**a, b),
            _ => return None,
        },
        Expr::Predicate(Predicate::In, a, b, _) if any => (&**a, &**b),
        _ => return None,
    };
    let key = |expr: &Expr| match expr {
        Expr::Property(base, key, _) if **base == Expr::Slot(slot) => key.id,
        _ => None,
    };
    match (key(a), key(b)) {
        (Some(key), _) if !b.slots().contains(&slot) => Some((key, b)),
        (_, Some(key)) if !any && !a.slots().contains(&slot) => Some((key, a)),
        _ => None,
    }
}
