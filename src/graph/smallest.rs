//! The smallest of some values are those that come first in their order.

/// The `count` smallest of some values, in order. O(n + count log count), and memory for twice as many as are wanted.
pub fn smallest<T: Ord + Copy>(count: usize, values: impl Iterator<Item = T>) -> Vec<T> {
    let Some(last) = count.checked_sub(1) else { return Vec::new() };
    let most = count.saturating_mul(2);
    let mut kept: Vec<T> = Vec::with_capacity(most.min(values.size_hint().0));
    // The largest that may be among them, when as many as are wanted were found.
    let mut limit: Option<T> = None;
    for value in values {
        if limit.is_some_and(|limit| value >= limit) {
            continue;
        }
        kept.push(value);
        if kept.len() >= most {
            limit = Some(*kept.select_nth_unstable(last).1);
            kept.truncate(count);
        }
    }
    kept.sort_unstable();
    kept.truncate(count);
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_is_the_beginning_of_all_in_order(values in prop::collection::vec(0..20, 0..20), count in 0..25_usize) {
            let mut sorted = values.clone();
            sorted.sort_unstable();
            sorted.truncate(count);
            prop_assert_eq!(smallest(count, values.into_iter()), sorted);
        }
    }
}
