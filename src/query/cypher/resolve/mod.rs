//! The resolver turns a syntax tree into a resolved query: it finds what each name stands for, and every mistake that
//! can be found before the query runs.

mod call;
mod clause;
mod comparison;
mod expression;
mod inference;
mod names;
mod pattern;
mod projection;
mod scope;
mod search;
mod subquery;
mod warnings;

use rustc_hash::FxHashMap;

use super::among::Among;
use super::ast;
use super::error::{Fault, QueryError};
use super::kind::{Accepted, Kind};
use super::procedure::Procedure;
use super::property_graph::Catalogue;
use super::resolved::{AggregateCall, Expr, Groups, Parameter, Query, Resolved, Slot};
use super::value::Value;
use super::warning::Warning;
use crate::text::{Span, nearest};
use scope::{Scope, Variable};

/// How many warnings a query has at most: nobody reads more.
const MAX_WARNINGS: usize = 10;

/// How many of the names that there are an error tells.
const TOLD: usize = 10;

/// Resolves a query against what a graph has names for, and the parameters that are known; tells what it asks for in vain.
///
/// # Errors
/// When the query cannot run.
pub fn resolve(
    text: &str,
    query: &ast::Query,
    catalogue: &dyn Catalogue,
    given: &[(String, Value<'_>)],
) -> Result<(Resolved, Vec<Warning>), QueryError> {
    let mut resolver = Resolver {
        text,
        catalogue,
        given,
        scope: Scope::default(),
        slots: Vec::new(),
        parameters: Vec::new(),
        numbers: FxHashMap::default(),
        taken: FxHashMap::default(),
        hidden: Scope::default(),
        called: Vec::new(),
        subqueries: Vec::new(),
        looked_up: Vec::new(),
        aggregates: Aggregates::Forbidden,
        condition: false,
        is_alternative: false,
        warnings: Vec::new(),
    };
    let (query, columns) = resolver.query(query, clause::Ends::Return)?;
    let Resolver { slots, parameters, subqueries, warnings, .. } = resolver;
    let subqueries = subqueries.into_iter().flatten().collect();
    let columns = columns.into_iter().map(|column| column.name).collect();
    Ok((Resolved { query, subqueries, slots, parameters, columns }, warnings))
}

/// A column that a query gives.
#[derive(Debug, Clone)]
struct Column {
    name: String,
    slot: Slot,
    kind: Kind,
}

/// An expression and what is known of its value.
type Typed = (Expr, Kind);
type Resolution<T> = Result<T, QueryError>;

/// What happens to an aggregate in the expression that is being resolved.
enum Aggregates {
    /// There can be none.
    Forbidden,
    /// It is within another.
    Nested,
    /// It is gathered here.
    Gathered(Groups),
}

/// The state of resolving a query.
struct Resolver<'a> {
    text: &'a str,
    catalogue: &'a dyn Catalogue,
    /// The parameters that are known.
    given: &'a [(String, Value<'a>)],
    scope: Scope,
    slots: Vec<String>,
    parameters: Vec<Parameter>,
    /// The number of each parameter.
    numbers: FxHashMap<String, usize>,
    /// The parameter whose value, or each of whose values, a slot has, and the kinds of those.
    taken: FxHashMap<Slot, (String, Vec<Kind>)>,
    /// What `CALL { … }` does not see of the names around it.
    hidden: Scope,
    /// The procedures that are called.
    called: Vec<&'static Procedure>,
    /// Subqueries by number; nothing while one is being resolved.
    subqueries: Vec<Option<Query>>,
    /// Every slot that a name was looked up for, in order.
    looked_up: Vec<Slot>,
    aggregates: Aggregates,
    /// Whether a pattern here stands for a condition.
    condition: bool,
    /// Whether a condition here need not hold, because another may.
    is_alternative: bool,
    /// What is asked for in vain.
    warnings: Vec<Warning>,
}

impl Resolver<'_> {
    fn new_slot(&mut self, name: &str) -> Slot {
        self.slots.push(name.to_owned());
        Slot(self.slots.len() as u32 - 1)
    }

    fn variable(&mut self, name: &str, span: Span) -> Resolution<Variable> {
        self.variable_or(name, span, None)
    }

    /// What a name stands for; an error may say what to write where no name is like it.
    fn variable_or(&mut self, name: &str, span: Span, hint: Option<String>) -> Resolution<Variable> {
        let Some(variable) = self.scope.get(name).cloned() else {
            let error =
                QueryError::syntax(Fault::UndefinedVariable, span, format!("`{name}` is not defined here"));
            let is_column = |procedure: &&Procedure| procedure.columns.iter().any(|(own, _)| *own == name);
            return Err(error.hint(match nearest(name, self.scope.names()) {
                _ if self.slots.iter().any(|own| own == name) => {
                    format!("WITH keeps only what it names: write {name} behind it too")
                }
                _ if self.called.iter().any(is_column) => format!("YIELD {name} too"),
                Some(near) => format!("did you mean {near}?"),
                None => hint.unwrap_or_else(|| self.other_names(name)),
            }));
        };
        self.looked_up.push(variable.slot);
        Ok(variable)
    }

    /// What may be meant by a name that stands for nothing: another, or a string.
    fn other_names(&self, name: &str) -> String {
        let is_plain = |name: &&str| name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let names: Vec<&str> = self.scope.names().filter(is_plain).take(TOLD).collect();
        let names =
            if names.is_empty() { String::new() } else { format!("there are {}; ", names.join(", ")) };
        format!("{names}a string stands in quotes: '{name}'")
    }

    /// Gives a name a new slot.
    fn bind(&mut self, name: &str, kind: Kind) -> Slot {
        let slot = self.new_slot(name);
        self.scope.set(name, Variable { slot, kind });
        slot
    }

    /// Gives a name that must be free a new slot.
    fn bind_free(&mut self, name: &ast::Name, kind: Kind) -> Resolution<Slot> {
        if self.scope.get(&name.text).is_some() {
            let message = format!("`{}` is already defined", name.text);
            return Err(QueryError::syntax(Fault::VariableAlreadyBound, name.span, message));
        }
        Ok(self.bind_new(name, kind))
    }

    /// Gives a name that is free a new slot; warns where another has it that cannot be seen.
    fn bind_new(&mut self, name: &ast::Name, kind: Kind) -> Slot {
        let ast::Name { text, span } = name;
        if self.hidden.get(text).is_some() {
            let hint = format!("where that is meant, write CALL ({text}) {{ … }}");
            self.warn(format!("`{text}` is not the `{text}` outside of CALL here"), *span, hint);
        }
        self.bind(text, kind)
    }

    /// Resolves with a name that has a meaning only there.
    fn with_variable<T>(
        &mut self,
        name: &str,
        kind: Kind,
        resolve: impl FnOnce(&mut Self, Slot) -> Resolution<T>,
    ) -> Resolution<T> {
        let slot = self.new_slot(name);
        let before = self.scope.set(name, Variable { slot, kind });
        let resolved = resolve(self, slot);
        self.scope.restore(name, before);
        resolved
    }

    /// Resolves what can hold no aggregates.
    fn without_aggregates<T>(&mut self, resolve: impl FnOnce(&mut Self) -> Resolution<T>) -> Resolution<T> {
        let before = std::mem::replace(&mut self.aggregates, Aggregates::Forbidden);
        let resolved = resolve(self);
        self.aggregates = before;
        resolved
    }

    /// The slot of an aggregate, which is new unless the same one is there already.
    fn gather(&mut self, call: AggregateCall) -> Option<Slot> {
        let Aggregates::Gathered(groups) = &mut self.aggregates else { return None };
        if let Some((slot, _)) = groups.aggregates.iter().find(|(_, own)| *own == call) {
            return Some(*slot);
        }
        self.slots.push(String::new());
        let slot = Slot(self.slots.len() as u32 - 1);
        groups.aggregates.push((slot, call));
        Some(slot)
    }
}
