//! What must hold of the shortest paths that are looked for: of each of their nodes and relationships, of how long they
//! are, and of the whole.

use super::{Walk, is_fixed};
use crate::query::cypher::ast::{Quantifier, Relation};
use crate::query::cypher::function::{Function, GraphFunction, Run};
use crate::query::cypher::resolved::{Expr, Slot};

/// Which paths between two nodes are wanted: the shortest of those of which something holds.
#[derive(Debug, Clone)]
pub struct Shortest {
    /// The nodes, and what is followed between them.
    pub walk: Walk,
    /// Whether all of the shortest are wanted, or one.
    pub all: bool,
    /// The path, where it has a name.
    pub path: Option<(Slot, Expr)>,
    /// What must hold of each node.
    pub nodes: Vec<Universal>,
    /// What must hold of each relationship.
    pub relationships: Vec<Universal>,
    /// Numbers, and in what relation to each how many relationships there are must stand.
    pub lengths: Vec<(Relation, Expr)>,
    /// What must hold of the whole.
    pub conditions: Vec<Expr>,
    /// Whether the paths from a node are the same in every row. One of several would depend on how it is searched for.
    pub steady: bool,
}

/// What must hold of each value of a list.
#[derive(Debug, Clone)]
pub struct Universal {
    /// Where the value is.
    pub slot: Slot,
    /// A condition on it.
    pub condition: Expr,
    /// What the condition must be.
    pub wanted: bool,
}

/// What of a path a list has in it.
#[derive(PartialEq)]
enum Elements {
    Nodes,
    Relationships,
}

impl Shortest {
    pub(super) fn new(walk: Walk, all: bool, path: Option<(Slot, Expr)>, conditions: &[Expr]) -> Self {
        let (nodes, relationships, lengths) = Default::default();
        let (steady, whole) = (false, Vec::new());
        let mut shortest = Self { walk, all, path, nodes, relationships, lengths, conditions: whole, steady };
        conditions.iter().cloned().for_each(|condition| shortest.require(condition));
        shortest.steady = shortest.is_steady();
        shortest
    }

    fn is_steady(&self) -> bool {
        let of_its_own = |universal: &Universal| {
            let Universal { slot, condition, .. } = universal;
            is_fixed(condition) && condition.slots().iter().all(|own| own == slot)
        };
        self.all
            && self.conditions.is_empty()
            && self.nodes.iter().chain(&self.relationships).all(of_its_own)
            && self.walk.each.iter().all(|(_, value)| is_fixed(value) && value.slots().is_empty())
    }

    /// The expressions that it computes.
    pub fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let each = self.nodes.iter().chain(&self.relationships).map(|universal| &universal.condition);
        let properties = self.walk.each.iter().map(|(_, value)| value);
        each.chain(properties).chain(self.lengths.iter().map(|(_, number)| number)).chain(&self.conditions)
    }

    fn require(&mut self, condition: Expr) {
        match self.universal(&condition) {
            Some((Elements::Nodes, universal)) => self.nodes.push(universal),
            Some((Elements::Relationships, universal)) => self.relationships.push(universal),
            None => {
                self.lengths.extend(self.lengths_of(&condition));
                self.conditions.push(condition);
            }
        }
    }

    /// What a condition says of each node or relationship, when it says no more.
    fn universal(&self, condition: &Expr) -> Option<(Elements, Universal)> {
        let (quantifier, slot, list, each) = match condition {
            Expr::Quantifier(quantifier, slot, list, each) => (*quantifier, slot, list, each),
            Expr::Not(inner) => match &**inner {
                Expr::Quantifier(Quantifier::Any, slot, list, each) => (Quantifier::None, slot, list, each),
                _ => return None,
            },
            _ => return None,
        };
        let wanted = match quantifier {
            Quantifier::All => true,
            Quantifier::None => false,
            Quantifier::Any | Quantifier::Single => return None,
        };
        let elements = self.elements(list).filter(|_| !self.is_in(each))?;
        Some((elements, Universal { slot: *slot, condition: (**each).clone(), wanted }))
    }

    /// What a condition says of how many relationships there are.
    fn lengths_of(&self, condition: &Expr) -> Vec<(Relation, Expr)> {
        let Expr::Comparison(first, rest) = condition else { return Vec::new() };
        let before = std::iter::once(&**first).chain(rest.iter().map(|(_, operand)| operand));
        let pairs = before.zip(rest).filter(|(_, (relation, _))| *relation != Relation::Unequal);
        let told = pairs.filter_map(|(a, (relation, b))| match () {
            () if self.is_length(a) && !self.is_in(b) => Some((*relation, b.clone())),
            () if self.is_length(b) && !self.is_in(a) => Some((relation.reversed(), a.clone())),
            () => None,
        });
        told.collect()
    }

    /// Whether an expression is how many relationships there are.
    fn is_length(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Call(Function { run: Run::Graph(GraphFunction::Length), .. }, args, _) => {
                args.iter().all(|arg| self.is_path(arg))
            }
            Expr::Call(Function { name: "size", .. }, args, _) => {
                args.iter().all(|arg| self.elements(arg) == Some(Elements::Relationships))
            }
            _ => false,
        }
    }

    /// What of the path a list has in it, when it has all of them.
    fn elements(&self, list: &Expr) -> Option<Elements> {
        let (elements, args) = match list {
            Expr::Slot(slot) if *slot == self.walk.relationships => return Some(Elements::Relationships),
            Expr::Call(Function { run: Run::Graph(GraphFunction::Nodes), .. }, args, _) => {
                (Elements::Nodes, args)
            }
            Expr::Call(Function { run: Run::Graph(GraphFunction::Relationships), .. }, args, _) => {
                (Elements::Relationships, args)
            }
            _ => return None,
        };
        args.iter().all(|arg| self.is_path(arg)).then_some(elements)
    }

    fn is_path(&self, expr: &Expr) -> bool {
        matches!((expr, &self.path), (Expr::Slot(slot), Some((path, _))) if slot == path)
    }

    /// Whether the path or its relationships stand in an expression.
    fn is_in(&self, expr: &Expr) -> bool {
        let path = self.path.as_ref().map(|(path, _)| *path);
        expr.slots().iter().any(|slot| *slot == self.walk.relationships || Some(*slot) == path)
    }
}
