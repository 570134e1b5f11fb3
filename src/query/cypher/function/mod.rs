//! A function makes a value of values; all that there are stand in one table, each with what it accepts.

mod aggregate;
mod convert;
mod graph;
mod list;
mod number;
mod range;
mod table;
mod text;

pub use aggregate::{Aggregate, Gathered};
pub use graph::GraphFunction;
pub(super) use graph::properties;
pub use range::Range;

use super::error::{Fault, QueryError};
use super::kind::{Accepted, Kind};
use super::value::Value;

/// A function that queries may call.
#[derive(Debug)]
pub struct Function {
    /// Its name; case does not count.
    pub name: &'static str,
    /// The fewest and the most arguments.
    pub arity: (usize, usize),
    /// What each argument may be, the last for all that follow; nothing for anything.
    pub accepts: &'static [&'static [Accepted]],
    /// The kind of what it gives.
    pub gives: fn(&[Kind]) -> Kind,
    /// Whether it gives null when an argument is null, without being called.
    pub strict: bool,
    /// What it does.
    pub run: Run,
}

impl PartialEq for Function {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The result of a function.
pub type Given<'g> = Result<Value<'g>, QueryError>;

/// What a function does.
#[derive(Debug)]
pub enum Run {
    /// It looks at nothing but its arguments.
    Pure(for<'g> fn(&[Value<'g>]) -> Given<'g>),
    /// It looks at the graph.
    Graph(GraphFunction),
    /// The whole numbers from one to another.
    Range,
    /// A number in 0..1, the next of a row that is the same for every run.
    Random,
}

impl Function {
    /// How it is called: `round(number[, number])`, what may be left out in square brackets.
    pub fn signature(&self) -> String {
        let (least, most) = self.arity;
        let kinds = |at: usize| self.accepts.get(at).or(self.accepts.last()).copied().unwrap_or_default();
        let named = |at: usize| match kinds(at) {
            [] => "value".to_owned(),
            kinds => {
                kinds.iter().map(|kind| kind.name().trim_start_matches("a ")).collect::<Vec<_>>().join("|")
            }
        };
        let mut args = (0..least).map(named).collect::<Vec<_>>().join(", ");
        let more: Vec<String> = match most {
            usize::MAX => vec!["…".to_owned()],
            _ => (least..most).map(named).collect(),
        };
        for more in more {
            args += &if args.is_empty() { format!("[{more}]") } else { format!("[, {more}]") };
        }
        format!("{}({args})", self.name)
    }

    /// The function with a name.
    pub fn find(name: &str) -> Option<&'static Self> {
        table::FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))
    }

    /// The names of all functions.
    pub fn names() -> impl Iterator<Item = &'static str> {
        table::FUNCTIONS.iter().map(|function| function.name)
    }

    /// What an argument may be.
    pub fn accepted(&self, argument: usize) -> &'static [Accepted] {
        self.accepts.get(argument).or(self.accepts.last()).copied().unwrap_or_default()
    }
}

/// The error of an argument of a kind that a function does not take.
fn wrong(name: &str, value: &Value<'_>) -> QueryError {
    let message = format!("{name}() cannot take {}", value.kind_name());
    QueryError::wrong_type(Fault::InvalidArgumentValue, message)
}
