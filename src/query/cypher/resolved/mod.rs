//! A resolved query: every name has become the number of a slot, a label, a type or a property, and every call the
//! function that it calls. What it asks for is said; how it is found is for the plan.

mod expression;

pub use expression::{Expr, Form, Key, LabelTest, Place};

use super::ast::Search;
use super::function::Aggregate;
use super::procedure::Procedure;
use super::property_graph::Hop;
use crate::text::Span;

/// A place in the row that a query works on; each variable of the whole query has one of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub u32);

impl Slot {
    /// Its place in the row.
    #[inline]
    pub fn at(self) -> usize {
        self.0 as usize
    }
}

/// A resolved query with all its subqueries.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// The query.
    pub query: Query,
    /// The queries within it, by number.
    pub subqueries: Vec<Query>,
    /// The names of all slots; empty for what the query does not name.
    pub slots: Vec<String>,
    /// The parameters by number.
    pub parameters: Vec<Parameter>,
    /// The names of the columns.
    pub columns: Vec<String>,
}

/// A parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Where it first stands.
    pub place: Span,
}

/// Runs of clauses; the rows of each come after those of the one before it.
#[derive(Debug, Clone)]
pub struct Query {
    /// The runs.
    pub parts: Vec<Part>,
    /// Whether rows that agree are one.
    pub distinct: bool,
    /// Where the values of a row are, by column.
    pub columns: Vec<Slot>,
}

/// One run of clauses.
#[derive(Debug, Clone)]
pub struct Part {
    /// The clauses.
    pub clauses: Vec<Clause>,
    /// Where it leaves the values of the query's columns.
    pub columns: Vec<Slot>,
}

/// One clause.
#[derive(Debug, Clone)]
pub enum Clause {
    /// Finds the places of the graph that fit a pattern.
    Match(Match),
    /// A row for each value of a list.
    Unwind(Expr, Slot),
    /// Computes new columns.
    Project(Project),
    /// A row for each that a procedure gives.
    Call(Call),
    /// A row for each that a subquery gives.
    Subquery(usize),
}

/// What a match looks for.
#[derive(Debug, Clone)]
pub struct Match {
    /// Whether a row without a match is kept.
    pub optional: bool,
    /// The nodes.
    pub nodes: Vec<NodePattern>,
    /// The relationships between them.
    pub hops: Vec<HopPattern>,
    /// The paths that have a name: the slot, the first node, and the relationships.
    pub paths: Vec<(Slot, Expr)>,
    /// What must hold, each by itself.
    pub filters: Vec<Expr>,
}

impl Match {
    /// The path that is one hop and no more, by the slot of the hop.
    pub fn path_of(&self, hop: Slot) -> Option<&(Slot, Expr)> {
        self.paths.iter().find(|(_, path)| matches!(path, Expr::Path(_, hops) if hops[..] == [hop]))
    }
}

/// A node of a pattern.
#[derive(Debug, Clone, Copy)]
pub struct NodePattern {
    /// Its slot.
    pub slot: Slot,
    /// Whether an earlier clause has bound it.
    pub bound: bool,
}

/// One or several relationships in a row, between two nodes of a pattern.
#[derive(Debug, Clone)]
pub struct HopPattern {
    /// The slot of the relationship, or of the list of them.
    pub slot: Slot,
    /// The node on the left, by place in the pattern.
    pub from: usize,
    /// The node on the right, by place in the pattern.
    pub to: usize,
    /// What is followed, from left to right.
    pub hop: Hop,
    /// The fewest and the most relationships, when it may be several.
    pub length: Option<Length>,
    /// Which paths are wanted.
    pub search: Search,
    /// Properties that each of several relationships must have.
    pub each: Vec<(Key, Expr)>,
    /// What must hold of the path, when it is a shortest one: it is the shortest of those of which it holds.
    pub conditions: Vec<Expr>,
}

/// How many relationships there are in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The fewest.
    pub least: u32,
    /// The most.
    pub most: Option<u32>,
}

/// New columns, and which rows of them there are.
#[derive(Debug, Clone)]
pub struct Project {
    /// The groups, when rows are gathered.
    pub groups: Option<Groups>,
    /// The columns.
    pub items: Vec<(Slot, Expr)>,
    /// Whether rows that agree are one.
    pub distinct: bool,
    /// What to sort by, and whether the largest comes first.
    pub order: Vec<(Expr, bool)>,
    /// How many rows to leave out.
    pub skip: Option<Expr>,
    /// How many rows to keep.
    pub limit: Option<Expr>,
    /// What must hold of the rows that are kept.
    pub filters: Vec<Expr>,
}

/// How rows are gathered.
#[derive(Debug, Clone, Default)]
pub struct Groups {
    /// What rows of a group agree in.
    pub keys: Vec<(Slot, Expr)>,
    /// What is computed of each group.
    pub aggregates: Vec<(Slot, AggregateCall)>,
}

/// One aggregate.
#[derive(Debug, Clone, PartialEq)]
pub struct AggregateCall {
    /// What is computed.
    pub aggregate: Aggregate,
    /// Whether values that agree are one.
    pub distinct: bool,
    /// The arguments; none for `count(*)`.
    pub args: Vec<Expr>,
    /// Where it stands.
    pub place: Place,
}

/// A call of a procedure.
#[derive(Debug, Clone)]
pub struct Call {
    /// What is called.
    pub procedure: &'static Procedure,
    /// Its arguments.
    pub args: Vec<Expr>,
    /// Which columns of it are kept, and where.
    pub yields: Vec<(usize, Slot)>,
    /// What must hold of its rows.
    pub filters: Vec<Expr>,
}
