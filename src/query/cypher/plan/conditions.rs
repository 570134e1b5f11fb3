//! The conditions of a match by the slots that they look at, so that a step of the order looks at no others.

use rustc_hash::FxHashMap;

use crate::query::cypher::resolved::{Expr, Slot};

/// The conditions of a match, by number.
pub(super) struct Conditions {
    /// The slots that each looks at, each slot once.
    slots: Vec<Vec<Slot>>,
    /// The conditions that look at a slot.
    of: FxHashMap<Slot, Vec<usize>>,
}

impl Conditions {
    pub(super) fn of(filters: &[Expr]) -> Self {
        let slots: Vec<Vec<Slot>> = filters.iter().map(slots).collect();
        let mut of: FxHashMap<Slot, Vec<usize>> = FxHashMap::default();
        for (number, slots) in slots.iter().enumerate() {
            slots.iter().for_each(|slot| of.entry(*slot).or_default().push(number));
        }
        Self { slots, of }
    }

    /// The slots that one looks at.
    pub(super) fn slots(&self, number: usize) -> &[Slot] {
        &self.slots[number]
    }

    /// Those that look at a slot, in order.
    pub(super) fn at(&self, slot: Slot) -> &[usize] {
        self.of.get(&slot).map_or(&[], Vec::as_slice)
    }
}

fn slots(filter: &Expr) -> Vec<Slot> {
    let mut slots = filter.slots();
    slots.sort_unstable();
    slots.dedup();
    slots
}
