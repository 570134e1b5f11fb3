//! The cheapest ways through a network from one node to another, one after the other, none with a loop.
//!
//! Yen 1971, "Finding the K Shortest Loopless Paths in a Network", with Dijkstra's method (petgraph's `astar` with no
//! estimate) for each spur: O(l · (e + n log n)) for a path of l steps through n nodes and e edges.

use std::collections::BTreeSet;

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::{EdgeFiltered, EdgeRef};

/// A network whose edges have costs.
pub(super) type Costs = UnGraph<(), u64>;

/// What a path costs, and its nodes.
pub(super) type Path = (u64, Vec<NodeIndex>);

/// The paths from `from` to `to`, the cheapest first, then by their nodes.
pub(super) fn cheapest_paths(costs: &Costs, from: NodeIndex, to: NodeIndex) -> impl Iterator<Item = Path> {
    let mut found: Vec<Vec<NodeIndex>> = Vec::new();
    let mut candidates: BTreeSet<Path> = cheapest(costs, &[from], &[], to).into_iter().collect();
    std::iter::from_fn(move || {
        if let Some(last) = found.last() {
            candidates.extend((1..last.len()).filter_map(|root| spur(costs, &found, &last[..root], to)));
        }
        let path = candidates.pop_first()?;
        found.push(path.1.clone());
        Some(path)
    })
}

/// The cheapest path that begins with `root` and then goes on as no path found before.
fn spur(costs: &Costs, found: &[Vec<NodeIndex>], root: &[NodeIndex], to: NodeIndex) -> Option<Path> {
    let taken: Vec<NodeIndex> =
        found.iter().filter(|path| path.starts_with(root)).map(|path| path[root.len()]).collect();
    cheapest(costs, root, &taken, to)
}

/// The cheapest path that begins with `root` and does not go on to a node that is `taken`.
fn cheapest(costs: &Costs, root: &[NodeIndex], taken: &[NodeIndex], to: NodeIndex) -> Option<Path> {
    let (&last, before) = root.split_last()?;
    let free = EdgeFiltered::from_fn(costs, |edge| {
        let closed = if edge.source() == last { taken } else { &[] };
        !before.contains(&edge.target()) && !closed.contains(&edge.target())
    });
    let (cost, rest) = astar(&free, last, |node| node == to, |edge| *edge.weight(), |_| 0)?;
    Some((cost_of(costs, root)? + cost, [before, &rest].concat()))
}

fn cost_of(costs: &Costs, path: &[NodeIndex]) -> Option<u64> {
    path.windows(2).map(|step| costs.find_edge(step[0], step[1]).map(|edge| costs[edge])).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn costs(edges: &[(u32, u32, u64)]) -> Costs {
        UnGraph::from_edges(edges)
    }

    #[test]
    fn paths_come_cheapest_first() {
        // 0 —1— 1 —1— 3, 0 —1— 2 —3— 3, 1 —1— 2
        let net = costs(&[(0, 1, 1), (1, 3, 1), (0, 2, 1), (2, 3, 3), (1, 2, 1)]);
        let paths: Vec<_> = cheapest_paths(&net, 0.into(), 3.into())
            .map(|(cost, path)| (cost, path.into_iter().map(|node| node.index()).collect::<Vec<_>>()))
            .collect();
        assert_eq!(
            paths,
            [(2, vec![0, 1, 3]), (3, vec![0, 2, 1, 3]), (4, vec![0, 2, 3]), (5, vec![0, 1, 2, 3])]
        );
        assert_eq!(cheapest_paths(&costs(&[(0, 1, 1), (2, 3, 1)]), 0.into(), 3.into()).count(), 0);
    }

    /// Every simple path, by walking them all.
    fn walk(net: &Costs, path: &mut Vec<NodeIndex>, cost: u64, to: NodeIndex, all: &mut BTreeSet<Path>) {
        let last = path[path.len() - 1];
        if last == to {
            all.insert((cost, path.clone()));
            return;
        }
        for edge in net.edges(last) {
            if !path.contains(&edge.target()) {
                path.push(edge.target());
                walk(net, path, cost + edge.weight(), to, all);
                path.pop();
            }
        }
    }

    proptest! {
        #[test]
        fn no_path_is_missed(edges in prop::collection::btree_map((0..6u32, 0..6u32), 1..9u64, 0..12)) {
            let edges: Vec<_> = edges.into_iter().filter(|((a, b), _)| a < b).map(|((a, b), cost)| (a, b, cost)).collect();
            let mut net = costs(&edges);
            while net.node_count() < 6 {
                net.add_node(());
            }
            let mut all = BTreeSet::new();
            walk(&net, &mut vec![0.into()], 0, 5.into(), &mut all);
            let found: Vec<Path> = cheapest_paths(&net, 0.into(), 5.into()).collect();
            prop_assert!(found.is_sorted_by_key(|path| path.0));
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), all);
        }
    }
}
