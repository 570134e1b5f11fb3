//! Searches: a shortest path is looked for among those of which the conditions of its match hold.

use crate::query::cypher::ast::Search;
use crate::query::cypher::resolved::{Expr, Match, Slot};

/// Gives each search of a match the conditions on its path, but those on what is known only later.
pub(super) fn give_conditions(found: &mut Match) {
    for at in 0..found.hops.len() {
        if found.hops[at].search == Search::Every {
            continue;
        }
        let own = found.hops[at].slot;
        let path = found.path_of(own).map(|(path, _)| *path);
        let is_own = |slot: &Slot| *slot == own || Some(*slot) == path;
        let searched = found.hops.iter().filter(|hop| hop.search != Search::Every).map(|hop| hop.slot);
        let late: Vec<Slot> = searched.chain(found.paths.iter().map(|(path, _)| *path)).collect();
        let is_taken = |filter: &Expr| {
            let slots = filter.slots();
            slots.iter().any(is_own) && slots.iter().all(|slot| is_own(slot) || !late.contains(slot))
        };
        let (taken, left) = std::mem::take(&mut found.filters).into_iter().partition(is_taken);
        (found.hops[at].conditions, found.filters) = (taken, left);
    }
}
