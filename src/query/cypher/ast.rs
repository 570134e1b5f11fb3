//! The syntax tree: a query as it is written, with the place of every part; nothing in it is resolved yet.

use crate::text::Span;

/// A name and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, without backquotes.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A query: one or several runs of clauses joined by `UNION`.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The runs of clauses, never none.
    pub parts: Vec<Vec<Clause>>,
    /// What joins each two that follow one another: true for `UNION ALL`, and where it stands.
    pub unions: Vec<(bool, Span)>,
    /// All of it.
    pub span: Span,
}

/// One clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    /// What it does.
    pub kind: ClauseKind,
    /// Where it stands.
    pub span: Span,
}

/// What a clause does.
#[derive(Debug, Clone, PartialEq)]
pub enum ClauseKind {
    /// `MATCH` and `OPTIONAL MATCH`.
    Match {
        /// Whether rows without a match are kept.
        optional: bool,
        /// What to find.
        patterns: Vec<PathPattern>,
        /// What must hold.
        filter: Option<Expr>,
    },
    /// `UNWIND`.
    Unwind {
        /// The list.
        list: Expr,
        /// Each of its values.
        variable: Name,
    },
    /// `WITH`, with what must hold of its rows.
    With(Projection, Option<Expr>),
    /// `RETURN`.
    Return(Projection),
    /// `CALL procedure(…)`.
    Call(ProcedureCall),
    /// `CALL { … }`.
    Subquery {
        /// The query.
        query: Query,
        /// The variables that it may see, when they are listed: `CALL (a, b) { … }`.
        imports: Option<Vec<Name>>,
    },
    /// A clause that changes the graph.
    Write(Write),
}

/// A clause that changes a graph; it is read only to be refused.
#[derive(Debug, Clone, PartialEq)]
pub enum Write {
    /// `CREATE`.
    Create(Vec<PathPattern>),
    /// `DELETE` and `DETACH DELETE`.
    Delete(Vec<Expr>),
}

/// What `WITH` and `RETURN` have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct Projection {
    /// Whether rows that agree are one.
    pub distinct: bool,
    /// Where a `*` for all variables stands.
    pub all: Option<Span>,
    /// The columns.
    pub items: Vec<Item>,
    /// What to sort by, and whether the largest comes first.
    pub order: Vec<(Expr, bool)>,
    /// How many rows to leave out.
    pub skip: Option<Expr>,
    /// How many rows to keep.
    pub limit: Option<Expr>,
}

/// One column of a projection.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its value.
    pub expr: Expr,
    /// Its name, where it is given.
    pub alias: Option<Name>,
}

/// A call of a procedure.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcedureCall {
    /// Its name, with dots.
    pub name: Name,
    /// Its arguments, when they are written out.
    pub args: Option<Vec<Expr>>,
    /// What is taken of its rows; `None` without `YIELD`.
    pub yields: Option<Yields>,
    /// What must hold of its rows.
    pub filter: Option<Expr>,
}

/// What is taken of a procedure's rows.
#[derive(Debug, Clone, PartialEq)]
pub enum Yields {
    /// Everything.
    All(Span),
    /// Fields, and what each is called.
    Fields(Vec<(Name, Option<Name>)>),
}

/// A pattern of nodes and the relationships between them.
#[derive(Debug, Clone, PartialEq)]
pub struct PathPattern {
    /// The name of the path.
    pub variable: Option<Name>,
    /// Which of the paths that fit are wanted.
    pub search: Search,
    /// The first node.
    pub start: NodePattern,
    /// Each relationship and the node that it leads to.
    pub steps: Vec<(RelationshipPattern, NodePattern)>,
    /// Where it stands.
    pub span: Span,
}

/// Which of the paths that fit a pattern are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// All.
    Every,
    /// One of the shortest.
    Shortest,
    /// All of the shortest.
    AllShortest,
}

/// A node of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct NodePattern {
    /// Its name.
    pub variable: Option<Name>,
    /// Its labels.
    pub labels: Option<Labels>,
    /// Its properties: a map.
    pub properties: Option<Expr>,
    /// What must hold of it.
    pub filter: Option<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// A relationship of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub struct RelationshipPattern {
    /// Its name.
    pub variable: Option<Name>,
    /// Its types.
    pub types: Option<Labels>,
    /// How many in a row there are: the fewest and the most.
    pub length: Option<(Option<u32>, Option<u32>)>,
    /// Its properties: a map.
    pub properties: Option<Expr>,
    /// What must hold of it.
    pub filter: Option<Expr>,
    /// Whether an arrow points to the left.
    pub left: bool,
    /// Whether an arrow points to the right.
    pub right: bool,
    /// Where it stands.
    pub span: Span,
}

/// What is asked of labels or types.
#[derive(Debug, Clone, PartialEq)]
pub enum Labels {
    /// This one.
    Name(Name),
    /// Any one: `%`.
    Any,
    /// Not this.
    Not(Box<Labels>),
    /// All of these.
    And(Vec<Labels>),
    /// One of these.
    Or(Vec<Labels>),
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprKind {
    /// `null`.
    Null,
    /// `true` and `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number with a point or an exponent.
    Float(f64),
    /// Text in quotes.
    Text(String),
    /// `$name`.
    Parameter(String),
    /// A name.
    Variable(String),
    /// `a.name`.
    Property(Box<Expr>, Name),
    /// `a[b]`.
    Index(Box<Expr>, Box<Expr>),
    /// `a[b..c]`.
    Slice(Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `a:Label`.
    HasLabels(Box<Expr>, Labels),
    /// `[a, b]`.
    List(Vec<Expr>),
    /// `{name: a}`.
    Map(Vec<(Name, Expr)>),
    /// `a {.name, name: b, c, .*}`.
    MapProjection(Name, Vec<MapItem>),
    /// `NOT a`.
    Not(Box<Expr>),
    /// `-a`, and `+a` when not negative.
    Sign(Box<Expr>, bool),
    /// `a AND b …`, `a OR b …`, `a XOR b …`.
    Logic(Logic, Vec<Expr>),
    /// `a + b - c …` and the like, from the left.
    Arithmetic(Box<Expr>, Vec<(Operator, Expr)>),
    /// `a < b <= c …`: each two that follow one another.
    Comparison(Box<Expr>, Vec<(Relation, Expr)>),
    /// `a STARTS WITH b`, `a IN b` and the like.
    Predicate(Predicate, Box<Expr>, Box<Expr>),
    /// `a IS NULL`, and `a IS NOT NULL` when not wanted.
    IsNull(Box<Expr>, bool),
    /// `CASE a WHEN b, c THEN d … ELSE e END`.
    Case(Option<Box<Expr>>, Vec<(Vec<Expr>, Expr)>, Option<Box<Expr>>),
    /// `name(DISTINCT a, b)`.
    Call(Name, bool, Vec<Expr>),
    /// `count(*)`.
    CountAll,
    /// `[x IN list WHERE a | b]`.
    ListComprehension(Name, Box<Expr>, Option<Box<Expr>>, Option<Box<Expr>>),
    /// `[path WHERE a | b]`.
    PatternComprehension(Box<PathPattern>, Option<Box<Expr>>, Box<Expr>),
    /// `reduce(total = a, x IN list | b)`.
    Reduce(Box<Reduce>),
    /// `all(x IN list WHERE a)` and the like.
    Quantifier(Quantifier, Name, Box<Expr>, Option<Box<Expr>>),
    /// A pattern that stands for whether there is a match, or for the paths of `shortestPath`.
    Pattern(Box<PathPattern>),
    /// `EXISTS { … }`, `COUNT { … }` and `COLLECT { … }`.
    Subquery(Subquery, Box<Query>),
}

/// The parts of a `reduce`.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduce {
    /// The name of what is gathered.
    pub total: Name,
    /// What it is at first.
    pub start: Expr,
    /// The name of each value.
    pub variable: Name,
    /// The values.
    pub list: Expr,
    /// What is gathered after each value.
    pub step: Expr,
}

/// One entry of a map projection.
#[derive(Debug, Clone, PartialEq)]
pub enum MapItem {
    /// `.name`.
    Property(Name),
    /// `.*`.
    All,
    /// `name`.
    Variable(Name),
    /// `name: a`.
    Entry(Name, Expr),
}

/// What joins truth values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Logic {
    /// `AND`.
    And,
    /// `OR`.
    Or,
    /// `XOR`.
    Xor,
}

/// An arithmetic operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/`.
    Divide,
    /// `%`.
    Remainder,
    /// `^`.
    Power,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `=`.
    Equal,
    /// `<>`.
    Unequal,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
}

impl Relation {
    /// The relation of the second to the first.
    pub fn reversed(self) -> Self {
        match self {
            Self::Equal | Self::Unequal => self,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}

/// A predicate of two values that is a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Predicate {
    /// `STARTS WITH`.
    StartsWith,
    /// `ENDS WITH`.
    EndsWith,
    /// `CONTAINS`.
    Contains,
    /// `=~`.
    Matches,
    /// `IN`.
    In,
}

/// For how many values of a list something must hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantifier {
    /// All.
    All,
    /// One or more.
    Any,
    /// None.
    None,
    /// Exactly one.
    Single,
}

/// What a subquery in an expression stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subquery {
    /// Whether it has a row.
    Exists,
    /// How many rows it has.
    Count,
    /// The values of its one column.
    Collect,
}
