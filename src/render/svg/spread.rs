//! Spreading puts things on a line, in their order and apart, each as near as it can be to where it should be.

/// Something that stands on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing {
    /// Where its middle should be.
    pub(super) wish: f64,
    /// How much of the line it takes, with the space around it.
    pub(super) size: f64,
}

/// The middles of some things on the line from `low` to `high`, or to further than `high` if they need that. The sum
/// of the squared ways from the wishes is the least possible: isotonic regression by pooling adjacent violators
/// (Best and Chakravarti 1990). O(n).
pub(super) fn spread(things: &[Thing], (low, high): (f64, f64)) -> Vec<f64> {
    // Without their sizes, the things only have to stay in order.
    let before: Vec<f64> = things
        .iter()
        .scan(0.0, |sum, thing| {
            *sum += thing.size;
            Some(*sum - thing.size / 2.0)
        })
        .collect();
    let total: f64 = things.iter().map(|thing| thing.size).sum();
    let mut pools: Vec<(f64, usize)> = Vec::new();
    for (thing, before) in things.iter().zip(&before) {
        pools.push((thing.wish - before, 1));
        while let [.., (above, _), (below, _)] = pools[..]
            && below < above
        {
            merge(&mut pools);
        }
    }
    let level = pools.into_iter().flat_map(|(mean, count)| std::iter::repeat_n(mean, count));
    let level = level.map(|mean| mean.min(high - total).max(low));
    level.zip(before).map(|(level, before)| level + before).collect()
}

/// Makes one pool of the last two.
fn merge(pools: &mut Vec<(f64, usize)>) {
    if let (Some((below, m)), Some((above, n))) = (pools.pop(), pools.pop()) {
        pools.push(((above * n as f64 + below * m as f64) / (n + m) as f64, n + m));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn things(wishes: &[f64]) -> Vec<Thing> {
        wishes.iter().map(|&wish| Thing { wish, size: 10.0 }).collect()
    }

    #[test]
    fn things_stand_near_their_wishes() {
        for (wishes, expected) in [
            (vec![], vec![]),
            (vec![30.0, 60.0], vec![30.0, 60.0]),
            (vec![50.0, 50.0], vec![45.0, 55.0]),
            (vec![60.0, 40.0], vec![45.0, 55.0]),
            (vec![-9.0, 40.0], vec![5.0, 40.0]),
            (vec![20.0, 200.0], vec![20.0, 95.0]),
        ] {
            assert_eq!(spread(&things(&wishes), (0.0, 100.0)), expected, "{wishes:?}");
        }
    }

    proptest! {
        #[test]
        fn things_are_apart(wishes in prop::collection::vec(-50.0..300.0f64, 0..40)) {
            let middles = spread(&things(&wishes), (0.0, 100.0));
            prop_assert!(middles.iter().all(|&middle| middle >= 5.0 - 1e-9));
            prop_assert!(middles.windows(2).all(|pair| pair[1] - pair[0] >= 10.0 - 1e-9));
        }
    }
}
