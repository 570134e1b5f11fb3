//! An order puts the two sides of a picture so that few of the links between them cross.
//!
//! Each side in turn is sorted by the mean place of its links at the other one (the barycentre heuristic of
//! Sugiyama, Tagawa and Toda 1981), and then neighbours change places while that takes crossings away.

/// Rounds of sorting, of which the best one counts.
const SWEEPS: usize = 24;
/// Rounds of changing neighbours at the most.
const SWAPS: usize = 60;

/// The things at each side, from top to bottom.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Order {
    pub(super) left: Vec<usize>,
    pub(super) right: Vec<usize>,
}

/// Orders `left` and `right` things, between which `links` run. O(l log l) a round for l links.
pub(super) fn order(left: usize, right: usize, links: &[(usize, usize)]) -> Order {
    let mut sides = Sides::new(left, right, links);
    let mut best = sides.order.clone();
    let mut fewest = sides.crossings();
    for _ in 0..SWEEPS {
        sides.sort_right();
        sides.sort_left();
        let crossings = sides.crossings();
        if crossings < fewest {
            fewest = crossings;
            best = sides.order.clone();
        }
    }
    sides.order = best;
    sides.swap_neighbours();
    sides.order
}

/// The two sides at work.
struct Sides {
    order: Order,
    /// For every thing at the left, its links at the right; and the other way round.
    of_left: Vec<Vec<usize>>,
    of_right: Vec<Vec<usize>>,
}

impl Sides {
    fn new(left: usize, right: usize, links: &[(usize, usize)]) -> Self {
        let (mut of_left, mut of_right) = (vec![Vec::new(); left], vec![Vec::new(); right]);
        for &(a, b) in links {
            of_left[a].push(b);
            of_right[b].push(a);
        }
        Self { order: Order { left: (0..left).collect(), right: (0..right).collect() }, of_left, of_right }
    }

    fn sort_right(&mut self) {
        sort(&mut self.order.right, &self.of_right, &self.order.left);
    }

    fn sort_left(&mut self) {
        sort(&mut self.order.left, &self.of_left, &self.order.right);
    }

    /// Changes neighbours at both sides while that takes crossings away.
    fn swap_neighbours(&mut self) {
        for _ in 0..SWAPS {
            let right = swap(&mut self.order.right, &self.of_right, &self.order.left);
            let left = swap(&mut self.order.left, &self.of_left, &self.order.right);
            if !right && !left {
                break;
            }
        }
    }

    /// Pairs of links that cross.
    fn crossings(&self) -> usize {
        let places = places(&self.order.right);
        let ends = self.order.left.iter().flat_map(|&thing| ascending(&self.of_left[thing], &places));
        inversions(&ends.collect::<Vec<_>>(), places.len())
    }
}

/// Where every thing stands in an order.
fn places(order: &[usize]) -> Vec<usize> {
    let mut places = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, &thing)| places[thing] = place);
    places
}

/// The places of some things, from the first to the last.
fn ascending(things: &[usize], places: &[usize]) -> Vec<usize> {
    let mut sorted: Vec<usize> = things.iter().map(|&thing| places[thing]).collect();
    sorted.sort_unstable();
    sorted
}

/// Sorts one side by the mean place of the links at the other side; a thing without links stays about where it is.
fn sort(side: &mut [usize], links: &[Vec<usize>], other: &[usize]) {
    let places = places(other);
    let stretch = other.len() as f64 / side.len().max(1) as f64;
    let mean = |place: usize, thing: usize| match links[thing].as_slice() {
        [] => place as f64 * stretch,
        links => links.iter().map(|&link| places[link]).sum::<usize>() as f64 / links.len() as f64,
    };
    let mut keyed: Vec<(f64, usize)> =
        side.iter().enumerate().map(|(place, &thing)| (mean(place, thing), thing)).collect();
    keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
    side.iter_mut().zip(keyed).for_each(|(thing, (_, sorted))| *thing = sorted);
}

/// Changes neighbours of one side where that takes crossings away; true when it did.
fn swap(side: &mut [usize], links: &[Vec<usize>], other: &[usize]) -> bool {
    let places = places(other);
    let links: Vec<Vec<usize>> = links.iter().map(|links| ascending(links, &places)).collect();
    let mut swapped = false;
    for upper in 1..side.len() {
        let (a, b) = (&links[side[upper - 1]], &links[side[upper]]);
        if crossings_between(b, a) < crossings_between(a, b) {
            side.swap(upper - 1, upper);
            swapped = true;
        }
    }
    swapped
}

/// Crossings of the links of an upper thing with those of a lower one.
fn crossings_between(upper: &[usize], lower: &[usize]) -> usize {
    upper.iter().map(|&end| lower.partition_point(|&other| other < end)).sum()
}

/// Pairs of which the first is larger than the second, by a Fenwick tree (Barth, Mutzel and Jünger 2004).
fn inversions(ends: &[usize], places: usize) -> usize {
    let mut tree = vec![0usize; places + 1];
    let mut inversions = 0;
    for (seen, &end) in ends.iter().enumerate() {
        let mut at = end + 1;
        let mut not_larger = 0;
        while at > 0 {
            not_larger += tree[at];
            at &= at - 1;
        }
        inversions += seen - not_larger;
        at = end + 1;
        while at <= places {
            tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }
    inversions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn links() -> impl Strategy<Value = Vec<(usize, usize)>> {
        prop::collection::vec((0usize..9, 0usize..12), 0..40)
    }

    #[test]
    fn links_are_untangled() {
        let order = order(3, 3, &[(0, 2), (1, 1), (2, 0)]);
        let ends: Vec<usize> = order.left.iter().map(|left| 2 - left).collect();
        assert_eq!(order.right, ends);
    }

    proptest! {
        #[test]
        fn an_order_holds_everything_once_and_never_more_crossings(links in links()) {
            let found = order(9, 12, &links);
            let sorted = |mut side: Vec<usize>| {
                side.sort_unstable();
                side
            };
            prop_assert_eq!(sorted(found.left.clone()), (0..9).collect::<Vec<_>>());
            prop_assert_eq!(sorted(found.right.clone()), (0..12).collect::<Vec<_>>());
            let before = Sides::new(9, 12, &links);
            let after = Sides { order: found, ..Sides::new(9, 12, &links) };
            prop_assert!(after.crossings() <= before.crossings());
        }

        #[test]
        fn inversions_are_counted(ends in prop::collection::vec(0usize..20, 0..40)) {
            let later = |at: usize| ends[at + 1..].iter().filter(|&&end| end < ends[at]).count();
            let naive: usize = (0..ends.len()).map(later).sum();
            prop_assert_eq!(inversions(&ends, 20), naive);
        }
    }
}
