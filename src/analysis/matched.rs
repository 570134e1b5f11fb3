//! What stands in two graphs is matched by its key.

use std::cmp::Ordering;

/// A thing in the old graph and the same in the new one.
pub(super) struct Pair<T> {
    pub(super) old: Option<T>,
    pub(super) new: Option<T>,
}

/// Things of both graphs that have the same key, in the order of their keys, which each graph has them in.
pub(super) fn matched<K: Ord, T>(
    old: impl Iterator<Item = (K, T)>,
    new: impl Iterator<Item = (K, T)>,
) -> impl Iterator<Item = Pair<T>> {
    let (mut old, mut new) = (old.peekable(), new.peekable());
    std::iter::from_fn(move || {
        let order = match (old.peek(), new.peek()) {
            (Some((old, _)), Some((new, _))) => old.cmp(new),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return None,
        };
        let old = old.next_if(|_| order.is_le()).map(|(_, thing)| thing);
        let new = new.next_if(|_| order.is_ge()).map(|(_, thing)| thing);
        Some(Pair { old, new })
    })
}
