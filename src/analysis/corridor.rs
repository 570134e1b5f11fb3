//! A corridor is the part of a network through which all ways go between two nodes that cost no more than so much.
//!
//! Such a way has its middle no further from either end than half of that. So it is enough to look around each end as far,
//! and of the edges there to keep those over which a way can be cheap enough: few, however large the network is.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::network::Network;

/// The edges that are kept, both ways: node, neighbour, cost.
pub(super) struct Corridor(Vec<(u32, u32, u64)>);

impl Corridor {
    /// The corridor of the ways between two nodes that cost `most` at most. O(e log e) for the e edges at the nodes within
    /// half of it from the ends.
    pub(super) fn of(network: &impl Network, ends: [u32; 2], most: u64) -> Self {
        let half = most / 2;
        let settled = ends.map(|end| settled(network, end, half));
        let costs = settled.each_ref().map(|nodes| nodes.iter().copied().collect::<FxHashMap<u32, u64>>());
        let mut kept = Vec::new();
        for (nodes, beyond) in settled.iter().zip(costs.iter().rev()) {
            for &(node, cost) in nodes {
                // A way to a node that the other end has not settled; one that it has is looked for from the nearer of both.
                let unsettled = (most - cost).saturating_sub(half + 1);
                let settled = most.saturating_sub(2 * cost);
                if network.least(node) > unsettled.max(settled) {
                    continue;
                }
                let wanted = |next| beyond.get(&next).is_some_and(|&rest| rest >= cost);
                let rest = |next| beyond.get(&next).copied().unwrap_or(half + 1);
                let edges = network.edges(node, unsettled, wanted);
                let edges = edges.filter(|&(next, step)| step <= (most - cost).saturating_sub(rest(next)));
                kept.extend(edges.flat_map(|(next, step)| [(node, next, step), (next, node, step)]));
            }
        }
        kept.sort_unstable();
        kept.dedup();
        Self(kept)
    }

    fn edges_of(&self, node: u32) -> impl Iterator<Item = (u32, u64)> {
        let start = self.0.partition_point(|edge| edge.0 < node);
        self.0[start..].iter().take_while(move |edge| edge.0 == node).map(|&(_, next, cost)| (next, cost))
    }
}

impl Network for Corridor {
    fn edges(&self, node: u32, most: u64, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = (u32, u64)> {
        self.edges_of(node).filter(move |&(next, cost)| cost <= most || wanted(next))
    }

    fn cost(&self, from: u32, to: u32) -> Option<u64> {
        let at = self.0.partition_point(|&(node, next, _)| (node, next) < (from, to));
        self.0.get(at).filter(|edge| [edge.0, edge.1] == [from, to]).map(|edge| edge.2)
    }
}

/// The nodes that are no further than `most` from one, the nearest first, each with what the way costs: Dijkstra's method.
fn settled(network: &impl Network, from: u32, most: u64) -> Vec<(u32, u64)> {
    let mut nearest: FxHashMap<u32, u64> = [(from, 0)].into_iter().collect();
    let mut rim = BinaryHeap::from([Reverse((0, from))]);
    let mut settled = Vec::new();
    while let Some(Reverse((cost, node))) = rim.pop() {
        if nearest.get(&node) != Some(&cost) {
            continue;
        }
        settled.push((node, cost));
        if network.least(node) > most - cost {
            continue;
        }
        for (next, step) in network.edges(node, most - cost, |_| false) {
            let (cost, known) = (cost + step, nearest.entry(next).or_insert(u64::MAX));
            if cost <= most && cost < *known {
                *known = cost;
                rim.push(Reverse((cost, next)));
            }
        }
    }
    settled
}
