//! The cheapest ways through a network from one node to another, one after the other, none with a loop.
//!
//! Yen 1971, "Finding the K Shortest Loopless Paths in a Network", with Lawler's remark that a path needs no spurs before
//! the node at which it left another (1972, "A Procedure for Computing the K Best Solutions to Discrete Optimization
//! Problems"), and with Dijkstra's method from both ends at once for each spur (Nicholson 1966, "Finding the Shortest Route
//! between Two Points in a Network"). All but the first path are looked for in a [`Corridor`] around it, which is made wider
//! as more are wanted. Nothing is as large as the network.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::iter::successors;

use rustc_hash::FxHashMap;

use super::corridor::Corridor;
use super::network::Network;

/// What a path costs, and its nodes.
pub(super) type Path = (u64, Vec<u32>);

/// The part of the slack that the first corridor has, and how many times as wide the next one is.
const NARROW: u64 = 16;
const WIDER: u64 = 2;

/// The paths from `from` to `to`, the cheapest first, then by their nodes; none that costs `slack` more than the first.
pub(super) fn cheapest_paths(
    network: &impl Network,
    from: u32,
    to: u32,
    slack: u64,
) -> impl Iterator<Item = Path> {
    let first = shortest(network, [from, to], |_, _| false, u64::MAX).map(|(cost, _)| cost);
    let widths = successors(Some(slack / NARROW), move |&width| {
        (width < slack).then(|| width.saturating_mul(WIDER).clamp(1, slack))
    });
    let mut told = None;
    first
        .into_iter()
        .flat_map(move |first| widths.clone().map(move |width| first.saturating_add(width)))
        .flat_map(move |most| {
            let before = told.replace(most);
            let corridor = Corridor::of(network, [from, to], most);
            paths_within(corridor, from, to, most)
                .filter(move |(cost, _)| before.is_none_or(|told| *cost > told))
        })
}

/// The paths that cost `most` at most, the cheapest first, then by their nodes.
fn paths_within(network: impl Network, from: u32, to: u32, most: u64) -> impl Iterator<Item = Path> {
    let mut found: Vec<Vec<u32>> = Vec::new();
    // Each with the number of nodes that it shares with the path that it left.
    let first = cheapest(&network, &[from], &[], to, most);
    let mut candidates: BTreeMap<Path, usize> = first.into_iter().map(|path| (path, 1)).collect();
    std::iter::from_fn(move || {
        let ((cost, path), shared) = candidates.pop_first()?;
        found.push(path.clone());
        for root in shared..path.len() {
            if let Some(spur) = spur(&network, &found, &path[..root], to, most) {
                candidates.entry(spur).or_insert(root);
            }
        }
        Some((cost, path))
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
    let (mut limit, mut meeting) = (most, None);
    while let (Some(near), Some(far)) = (sides[0].nearest(), sides[1].nearest()) {
        if near.saturating_add(far) > limit || (meeting.is_some() && near + far == limit) {
            break;
        }
        let this = usize::from(near > far);
        let Some((cost, node)) = sides[this].take() else { break };
        // No way over a node that the other side has not reached is cheaper than to the nearest of its rim.
        let most = limit - cost - near.max(far);
        let [this, that] = this_and_other(&mut sides, this);
        for (next, step) in network.edges(node, most, |next| that.cost(next).is_some()) {
            if closed(node, next) || !this.reach(next, cost + step, node) {
                continue;
            }
            let rest = that.cost(next);
            if let Some(whole) = rest.map(|rest| cost + step + rest).filter(|&whole| whole <= limit) {
                let known = meeting.filter(|_| whole == limit);
                meeting = Some(known.map_or(next, |known: u32| known.min(next)));
                limit = whole;
            }
        }
    }
    let meeting = meeting?;
    let mut path = sides[0].way(meeting);
    path.reverse();
    path.extend(sides[1].way(meeting).into_iter().skip(1));
    Some((limit, path))
}

/// One of two sides, and then the other.
fn this_and_other(sides: &mut [Side; 2], this: usize) -> [&mut Side; 2] {
    let [first, second] = sides;
    if this == 0 { [first, second] } else { [second, first] }
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
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// Edges both ways.
    #[derive(Default)]
    struct Net(BTreeMap<u32, BTreeMap<u32, u64>>);

    impl Network for Net {
        fn edges(
            &self,
            node: u32,
            most: u64,
            wanted: impl Fn(u32) -> bool,
        ) -> impl Iterator<Item = (u32, u64)> {
            let edges = self.0.get(&node).into_iter().flatten().map(|(&to, &cost)| (to, cost));
            edges.filter(move |&(to, cost)| cost <= most || wanted(to))
        }

        fn cost(&self, from: u32, to: u32) -> Option<u64> {
            self.0.get(&from)?.get(&to).copied()
        }

        fn least(&self, node: u32) -> u64 {
            self.edges(node, u64::MAX, |_| true).map(|(_, cost)| cost).min().unwrap_or(u64::MAX)
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
        for (next, step) in net.edges(last, u64::MAX, |_| false) {
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
