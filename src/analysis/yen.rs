//! The cheapest ways through a network from one node to another, one after the other, none with a loop.
//!
//! Yen 1971, "Finding the K Shortest Loopless Paths in a Network", with Dijkstra's method from both ends at once for each
//! spur (Nicholson 1966, "Finding the Shortest Route between Two Points in a Network"). Only the nodes are looked at that are
//! nearer to one of the ends than half of the way or so, and nothing is as large as the network.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use rustc_hash::FxHashMap;

/// A network without directions whose edges have costs.
pub(super) trait Network {
    /// The neighbours of a node, each with the cost of the way there.
    fn edges(&self, node: u32) -> impl Iterator<Item = (u32, u64)>;

    /// The cost of the way from a node to a neighbour.
    fn cost(&self, from: u32, to: u32) -> Option<u64>;
}

/// What a path costs, and its nodes.
pub(super) type Path = (u64, Vec<u32>);

/// The paths from `from` to `to`, the cheapest first, then by their nodes; none that costs `slack` more than the first.
pub(super) fn cheapest_paths(
    network: &impl Network,
    from: u32,
    to: u32,
    slack: u64,
) -> impl Iterator<Item = Path> {
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut candidates: BTreeSet<Path> = cheapest(network, &[from], &[], to, u64::MAX).into_iter().collect();
    let most = candidates.first().map_or(0, |(cost, _)| cost.saturating_add(slack));
    std::iter::from_fn(move || {
        if let Some(last) = found.last() {
            let spurs = (1..last.len()).filter_map(|root| spur(network, &found, &last[..root], to, most));
            candidates.extend(spurs);
        }
        let path = candidates.pop_first()?;
        found.push(path.1.clone());
        Some(path)
    })
}

/// The cheapest path that begins with `root` and then goes on as no path found before.
fn spur(network: &impl Network, found: &[Vec<u32>], root: &[u32], to: u32, most: u64) -> Option<Path> {
    let taken: Vec<u32> =
        found.iter().filter(|path| path.starts_with(root)).map(|path| path[root.len()]).collect();
    cheapest(network, root, &taken, to, most)
}

/// The cheapest path that begins with `root`, does not go on to a node that is `taken`, and costs `most` at most.
fn cheapest(network: &impl Network, root: &[u32], taken: &[u32], to: u32, most: u64) -> Option<Path> {
    let (&last, before) = root.split_last()?;
    let so_far: u64 = root.windows(2).map(|step| network.cost(step[0], step[1])).sum::<Option<u64>>()?;
    let closed = |a: u32, b: u32| {
        let is_taken = |end: u32, other: u32| end == last && taken.contains(&other);
        before.contains(&b) || is_taken(a, b) || is_taken(b, a)
    };
    let (cost, rest) = shortest(network, [last, to], closed, most.checked_sub(so_far)?)?;
    Some((so_far + cost, [before, &rest].concat()))
}

/// The cheapest way between two nodes over the edges that are not closed, when it costs `most` at most.
fn shortest(
    network: &impl Network,
    ends: [u32; 2],
    closed: impl Fn(u32, u32) -> bool,
    most: u64,
) -> Option<Path> {
    let mut sides = ends.map(Side::new);
    let mut best: Option<(u64, u32)> = None;
    while let (Some(near), Some(far)) = (sides[0].nearest(), sides[1].nearest()) {
        let limit = best.map_or(most.saturating_add(1), |(cost, _)| cost);
        if near + far >= limit {
            break;
        }
        let [this, other] = if near <= far { [0, 1] } else { [1, 0] };
        let Some((cost, node)) = sides[this].take() else { break };
        for (next, step) in network.edges(node).filter(|&(next, _)| !closed(node, next)) {
            if sides[this].reach(next, cost + step, node)
                && let Some(rest) = sides[other].cost(next)
            {
                let met = (cost + step + rest, next);
                best = Some(best.map_or(met, |best| best.min(met)));
            }
        }
    }
    let (cost, meeting) = best.filter(|(cost, _)| *cost <= most)?;
    let mut path = sides[0].way(meeting);
    path.reverse();
    path.extend(sides[1].way(meeting).into_iter().skip(1));
    Some((cost, path))
}

/// What was reached from one end.
struct Side {
    /// Nodes with what the way to them costs and the node before.
    reached: FxHashMap<u32, (u64, u32)>,
    /// Nodes to go on from.
    rim: BinaryHeap<Reverse<(u64, u32)>>,
}

impl Side {
    fn new(end: u32) -> Self {
        let reached = [(end, (0, end))].into_iter().collect();
        Self { reached, rim: [Reverse((0, end))].into() }
    }

    /// What the way to the nearest node of the rim costs.
    fn nearest(&mut self) -> Option<u64> {
        loop {
            let &Reverse((cost, node)) = self.rim.peek()?;
            if self.cost(node) == Some(cost) {
                return Some(cost);
            }
            self.rim.pop();
        }
    }

    fn take(&mut self) -> Option<(u64, u32)> {
        self.rim.pop().map(|Reverse(nearest)| nearest)
    }

    fn cost(&self, node: u32) -> Option<u64> {
        self.reached.get(&node).map(|&(cost, _)| cost)
    }

    /// Whether this is the cheapest way to a node so far; notes it when so.
    fn reach(&mut self, node: u32, cost: u64, before: u32) -> bool {
        let new = self.cost(node).is_none_or(|known| cost < known);
        if new {
            self.reached.insert(node, (cost, before));
            self.rim.push(Reverse((cost, node)));
        }
        new
    }

    /// The nodes from one that was reached back to the end.
    fn way(&self, node: u32) -> Vec<u32> {
        let mut way = vec![node];
        while let Some(&(_, before)) = self.reached.get(&way[way.len() - 1])
            && before != way[way.len() - 1]
        {
            way.push(before);
        }
        way
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Edges both ways.
    #[derive(Default)]
    struct Net(BTreeMap<u32, BTreeMap<u32, u64>>);

    impl Network for Net {
        fn edges(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
            self.0.get(&node).into_iter().flatten().map(|(&to, &cost)| (to, cost))
        }

        fn cost(&self, from: u32, to: u32) -> Option<u64> {
            self.0.get(&from)?.get(&to).copied()
        }
    }

    fn net(edges: &[(u32, u32, u64)]) -> Net {
        let mut net = Net::default();
        for &(a, b, cost) in edges {
            net.0.entry(a).or_default().insert(b, cost);
            net.0.entry(b).or_default().insert(a, cost);
        }
        net
    }

    #[test]
    fn paths_come_cheapest_first() {
        // 0 —1— 1 —1— 3, 0 —1— 2 —3— 3, 1 —1— 2
        let edges = net(&[(0, 1, 1), (1, 3, 1), (0, 2, 1), (2, 3, 3), (1, 2, 1)]);
        let all = [(2, vec![0, 1, 3]), (3, vec![0, 2, 1, 3]), (4, vec![0, 2, 3]), (5, vec![0, 1, 2, 3])];
        assert_eq!(cheapest_paths(&edges, 0, 3, u64::MAX).collect::<Vec<_>>(), all);
        assert_eq!(cheapest_paths(&edges, 0, 3, 2).collect::<Vec<_>>(), all[..3]);
        assert_eq!(cheapest_paths(&net(&[(0, 1, 1), (2, 3, 1)]), 0, 3, u64::MAX).count(), 0);
    }

    /// Every simple path, by walking them all.
    fn walk(net: &Net, path: &mut Vec<u32>, cost: u64, to: u32, all: &mut BTreeSet<Path>) {
        let last = path[path.len() - 1];
        if last == to {
            all.insert((cost, path.clone()));
            return;
        }
        for (next, step) in net.edges(last) {
            if !path.contains(&next) {
                path.push(next);
                walk(net, path, cost + step, to, all);
                path.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn no_path_is_missed(edges in prop::collection::btree_map((0..6u32, 0..6u32), 1..9u64, 0..12), slack in 0..20u64) {
            let edges: Vec<_> = edges.into_iter().filter(|((a, b), _)| a < b).map(|((a, b), cost)| (a, b, cost)).collect();
            let net = net(&edges);
            let mut all = BTreeSet::new();
            walk(&net, &mut vec![0], 0, 5, &mut all);
            let most = all.first().map_or(0, |(cost, _)| cost + slack);
            all.retain(|(cost, _)| *cost <= most);
            let found: Vec<Path> = cheapest_paths(&net, 0, 5, slack).collect();
            prop_assert!(found.is_sorted_by_key(|path| path.0));
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all);
        }
    }
}
