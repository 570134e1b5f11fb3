//! The smallest of some values are those that come first in their order.

use std::collections::BinaryHeap;

/// The `count` smallest of some values, in order. O(n log count), and memory for no more than are wanted.
pub fn smallest<T: Ord>(count: usize, values: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = BinaryHeap::new();
    for value in values {
        if kept.len() < count {
            kept.push(value);
        } else if let Some(mut largest) = kept.peek_mut().filter(|largest| value < **largest) {
            *largest = value;
        }
    }
    kept.into_sorted_vec()
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
