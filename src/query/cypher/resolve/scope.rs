//! A scope knows which names stand for which slots at one place of a query.

use std::collections::BTreeMap;

use super::Kind;
use crate::query::cypher::resolved::Slot;

/// What a name stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Variable {
    pub(super) slot: Slot,
    pub(super) kind: Kind,
}

/// The names that can be used, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope(BTreeMap<String, Variable>);

impl Scope {
    pub(super) fn get(&self, name: &str) -> Option<&Variable> {
        self.0.get(name)
    }

    /// Gives a name a meaning, and gives back the one that it had.
    pub(super) fn set(&mut self, name: &str, variable: Variable) -> Option<Variable> {
        self.0.insert(name.to_owned(), variable)
    }

    /// Gives a name back the meaning that it had.
    pub(super) fn restore(&mut self, name: &str, variable: Option<Variable>) {
        match variable {
            Some(variable) => _ = self.0.insert(name.to_owned(), variable),
            None => _ = self.0.remove(name),
        }
    }

    /// Leaves of the kind of what is in a slot, or of its elements, what agrees with another kind.
    pub(super) fn narrow(&mut self, slot: Slot, kind: &Kind) {
        let same = self.0.values_mut().filter(|variable| variable.slot == slot);
        same.for_each(|variable| variable.kind.narrow(kind));
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&String, &Variable)> {
        self.0.iter()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether a slot can be reached by a name.
    pub(super) fn reaches(&self, slot: Slot) -> bool {
        self.0.values().any(|variable| variable.slot == slot)
    }
}
