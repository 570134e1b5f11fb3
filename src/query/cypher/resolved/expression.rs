//! Expressions in which no name is left to be looked up.

use super::Slot;
use crate::query::cypher::ast::{Logic, Operator, Predicate, Quantifier, Relation};
use crate::query::cypher::function::Function;
use crate::query::cypher::property_graph::{KeyId, LabelId, TypeId};
use crate::query::cypher::value::{Text, Value};
use crate::query::temporal;
use crate::text::Span;

/// The name of a property: its text for maps, and its number in the graph, which may have none.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// The name.
    pub name: Text<'static>,
    /// The number.
    pub id: Option<KeyId>,
}

/// A place in the text of the query; it does not count when expressions are compared.
#[derive(Debug, Clone, Copy)]
pub struct Place(pub Span);

impl PartialEq for Place {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// What is asked of the labels of a node.
#[derive(Debug, Clone, PartialEq)]
pub enum LabelTest {
    /// It has this one.
    Is(LabelId),
    /// There is no such label.
    Never,
    /// It has any.
    Any,
    /// Not this.
    Not(Box<LabelTest>),
    /// All of these.
    And(Vec<LabelTest>),
    /// One of these.
    Or(Vec<LabelTest>),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A value that is known.
    Constant(Value<'static>),
    /// A parameter, by number.
    Parameter(usize),
    /// The value of a slot.
    Slot(Slot),
    /// The number of the node in a slot; only plans make these.
    Number(Slot),
    /// A property of a node, relationship or map.
    Property(Box<Expr>, Key, Place),
    /// A value of a list by place, or of a map by key.
    Index(Box<Expr>, Box<Expr>, Place),
    /// Some values of a list.
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// Whether a node has labels, or a relationship one of some types.
    HasLabels(Box<Expr>, LabelTest, Vec<TypeId>),
    /// A list.
    List(Vec<Expr>),
    /// A map.
    Map(Vec<(Text<'static>, Expr)>),
    /// All properties of a node or map, with some set anew.
    Extended(Box<Expr>, Vec<(Text<'static>, Expr)>),
    /// A path: its first node, and its relationships or lists of them.
    Path(Slot, Vec<Slot>),
    /// Not.
    Not(Box<Expr>),
    /// The negative of a number.
    Negative(Box<Expr>, Place),
    /// Truth values joined.
    Logic(Logic, Vec<Expr>),
    /// Operators from the left.
    Arithmetic(Box<Expr>, Vec<(Operator, Expr)>, Place),
    /// Each two that follow one another compared.
    Comparison(Box<Expr>, Vec<(Relation, Expr)>),
    /// A predicate of two values.
    Predicate(Predicate, Box<Expr>, Box<Expr>, Place),
    /// Whether nothing is known, or something when not wanted.
    IsNull(Box<Expr>, bool),
    /// The first branch that fits.
    Case(Option<Box<Expr>>, Vec<(Vec<Expr>, Expr)>, Option<Box<Expr>>),
    /// A call of a function.
    Call(&'static Function, Vec<Expr>, Place),
    /// A call of a temporal function.
    Temporal(temporal::Function, Vec<Expr>, Place),
    /// A value for each of a list that fits.
    ListComprehension(Slot, Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// What is gathered over a list: the slot of the total, its start, the slot of each value, the list, the step.
    Reduce(Slot, Box<Expr>, Slot, Box<Expr>, Box<Expr>),
    /// For how many of a list something holds.
    Quantifier(Quantifier, Slot, Box<Expr>, Box<Expr>),
    /// A subquery by number, what is made of its rows, and the slots of the outer query that it uses.
    Subquery(usize, Form, Vec<Slot>),
}

/// What an expression makes of the rows of a subquery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Whether there are any.
    Exists,
    /// How many there are.
    Count,
    /// A list of the values of its first column.
    Collect,
    /// The first value of its first column.
    First,
}

/// Calls `$visit` with the expressions right within one, in the order in which they stand.
macro_rules! each_child {
    ($expr:expr, $visit:ident, $iter:ident) => {
        match $expr {
            Expr::Constant(_)
            | Expr::Parameter(_)
            | Expr::Slot(_)
            | Expr::Number(_)
            | Expr::Path(..)
            | Expr::Subquery(..) => {}
            Expr::Property(a, ..)
            | Expr::HasLabels(a, ..)
            | Expr::Not(a)
            | Expr::Negative(a, _)
            | Expr::IsNull(a, _) => $visit(a),
            Expr::Index(a, b, _) | Expr::Predicate(_, a, b, _) | Expr::Quantifier(_, _, a, b) => {
                $visit(a);
                $visit(b);
            }
            Expr::Slice(a, b, c) | Expr::ListComprehension(_, a, b, c) => {
                $visit(a);
                b.$iter().chain(c).for_each(|expr| $visit(expr));
            }
            Expr::List(all) | Expr::Logic(_, all) | Expr::Call(_, all, _) | Expr::Temporal(_, all, _) => {
                all.$iter().for_each($visit);
            }
            Expr::Map(entries) => entries.$iter().for_each(|(_, expr)| $visit(expr)),
            Expr::Extended(base, entries) => {
                $visit(base);
                entries.$iter().for_each(|(_, expr)| $visit(expr));
            }
            Expr::Arithmetic(first, rest, _) => {
                $visit(first);
                rest.$iter().for_each(|(_, expr)| $visit(expr));
            }
            Expr::Comparison(first, rest) => {
                $visit(first);
                rest.$iter().for_each(|(_, expr)| $visit(expr));
            }
            Expr::Case(operand, branches, otherwise) => {
                operand.$iter().for_each(|expr| $visit(expr));
                for (when, then) in branches {
                    when.$iter().for_each(&mut *$visit);
                    $visit(then);
                }
                otherwise.$iter().for_each(|expr| $visit(expr));
            }
            Expr::Reduce(_, start, _, list, step) => {
                [start, list, step].into_iter().for_each(|expr| $visit(expr))
            }
        }
    };
}

impl Expr {
    /// Where it stands, if that is known.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Property(_, _, place)
            | Self::Index(_, _, place)
            | Self::Negative(_, place)
            | Self::Arithmetic(_, _, place)
            | Self::Predicate(_, _, _, place)
            | Self::Call(_, _, place)
            | Self::Temporal(_, _, place) => Some(*place),
            _ => None,
        }
    }

    /// Calls `visit` with the expressions right within this one.
    pub fn each_child<'e>(&'e self, visit: &mut dyn FnMut(&'e Expr)) {
        each_child!(self, visit, iter);
    }

    /// Calls `visit` with the expressions right within this one, to be changed.
    pub fn each_child_mut(&mut self, visit: &mut dyn FnMut(&mut Expr)) {
        each_child!(self, visit, iter_mut);
    }

    /// The slots whose values this needs, those that it sets itself among them.
    pub fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        self.collect_slots(&mut slots);
        slots
    }

    fn collect_slots(&self, slots: &mut Vec<Slot>) {
        match self {
            Self::Slot(slot) | Self::Number(slot) => slots.push(*slot),
            Self::Path(start, hops) => {
                slots.push(*start);
                slots.extend(hops);
            }
            Self::Subquery(_, _, outer) => slots.extend(outer),
            _ => self.each_child(&mut |child| child.collect_slots(slots)),
        }
    }
}
