//! Leiden parts a weighted network into communities: groups with more weight inside than chance would put there.
//!
//! Traag, Waltman & van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities", with modularity at
//! resolution 1. Where the paper draws at random, nodes are taken in order and the best merger is made, the smaller
//! community before the larger number; so the outcome is always the same. All sums are of whole numbers.

use std::collections::VecDeque;

use crate::graph::Groups;

/// A network without direction. A node may stand for several that were merged, whose inner weight is in its strength.
#[derive(Default)]
pub(super) struct Network {
    /// Where the links of each node end.
    ends: Vec<usize>,
    links: Vec<Link>,
    strength: Vec<u64>,
}

/// A node, and the weight of the edge to it.
type Link = (usize, u64);

/// The community of each node: any node's number may name a community.
type Partition = Vec<usize>;

impl Network {
    /// Adds the next node with its links, in order. The node at the other end of each has to have it too.
    pub(super) fn add(&mut self, links: impl Iterator<Item = Link>) {
        let start = self.links.len();
        self.links.extend(links);
        self.strength.push(self.links[start..].iter().map(|link| link.1).sum());
        self.ends.push(self.links.len());
    }

    /// Whether the nodes at both ends of each link have it. Where they have not, looking for communities may not end.
    /// O(links).
    pub(super) fn is_mutual(&self) -> bool {
        // Nodes and their links are in order, so those of a node are led back by in theirs.
        let mut next: Vec<usize> = (0..self.len()).map(|node| self.start(node)).collect();
        let mut is_back = |node: usize, &(other, weight): &Link| {
            let back = next[other];
            next[other] += 1;
            back < self.ends[other] && self.links[back] == (node, weight)
        };
        (0..self.len()).all(|node| self.links(node).iter().all(|link| is_back(node, link)))
    }

    /// The communities of the network, in numbers without a meaning: found again from those found before, until they
    /// stay. O(edges) for each round, of which there are few.
    ///
    /// # Errors
    /// The first that `go_on` gives, which is asked at each node.
    pub(super) fn communities<E>(&self, go_on: &impl Fn() -> Result<(), E>) -> Result<Partition, E> {
        let mut found: Partition = (0..self.len()).collect();
        loop {
            let (better, _) = numbered(&self.improved(found.clone(), go_on)?);
            if better == found {
                return Ok(found);
            }
            found = better;
        }
    }

    /// A partition that is better where one can be found: moves nodes, then merges parts and moves those.
    fn improved<E>(
        &self,
        mut partition: Partition,
        go_on: &impl Fn() -> Result<(), E>,
    ) -> Result<Partition, E> {
        self.move_nodes(&mut partition, go_on)?;
        let (parts, count) = self.parts(&partition, go_on)?;
        if count == self.len() {
            return Ok(partition);
        }
        let mut merged = vec![0; count];
        (0..self.len()).for_each(|node| merged[parts[node]] = partition[node]);
        let merged = self.merged(&parts, count, go_on)?.improved(numbered(&merged).0, go_on)?;
        Ok(parts.into_iter().map(|part| merged[part]).collect())
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn start(&self, node: usize) -> usize {
        if node == 0 { 0 } else { self.ends[node - 1] }
    }

    fn links(&self, node: usize) -> &[Link] {
        &self.links[self.start(node)..self.ends[node]]
    }

    /// Twice the weight of all edges.
    fn total(&self) -> u64 {
        self.strength.iter().sum()
    }

    /// The parts to merge into nodes of their own, numbered: the communities as refined, or as they are where refining
    /// leaves every node alone.
    fn parts<E>(
        &self,
        partition: &[usize],
        go_on: &impl Fn() -> Result<(), E>,
    ) -> Result<(Partition, usize), E> {
        let (refined, count) = numbered(&self.refine(partition, go_on)?);
        Ok(if count < self.len() { (refined, count) } else { numbered(partition) })
    }

    /// Moves nodes to the communities that they gain most by, until none gains: the paper's fast local move.
    fn move_nodes<E>(&self, partition: &mut [usize], go_on: &impl Fn() -> Result<(), E>) -> Result<(), E> {
        let total = self.total();
        let mut sums = Sums::of(self, partition);
        let mut weights = Weights::new(self.len());
        let mut queue: VecDeque<usize> = (0..self.len()).collect();
        let mut queued = vec![true; self.len()];
        while let Some(node) = queue.pop_front() {
            go_on()?;
            queued[node] = false;
            let (from, strength) = (partition[node], self.strength[node]);
            sums.leave(from, strength);
            weights.count(self.links(node), partition);
            let spare = sums.spare();
            let gained = |to: usize| gain(total, weights.of[to], strength, sums.strength[to]);
            let to = best(from, weights.met.iter().copied(), gained);
            let to = best(to, spare.into_iter(), gained);
            sums.enter(to, strength);
            partition[node] = to;
            if to != from {
                let others = self.links(node).iter().map(|link| link.0);
                let strangers = others.filter(|&other| partition[other] != to);
                queue.extend(strangers.filter(|&other| !std::mem::replace(&mut queued[other], true)));
            }
        }
        Ok(())
    }

    /// Parts each community into pieces that hang together well: nodes start alone, and those still alone merge into
    /// the piece that they gain most by, where both are well linked to the rest of their community.
    fn refine<E>(&self, partition: &[usize], go_on: &impl Fn() -> Result<(), E>) -> Result<Partition, E> {
        let total = self.total();
        let whole = Sums::of(self, partition).strength;
        let mut weights = Weights::new(self.len());
        let mut pieces: Partition = (0..self.len()).collect();
        let mut strength = self.strength.clone();
        let mut alone = vec![true; self.len()];
        let mut outward: Vec<u64> = (0..self.len()).map(|node| self.inward(node, partition)).collect();
        let inward = outward.clone();
        let linked = |outward: u64, part: u64, whole: u64| gain(total, outward, part, whole - part) >= 0;
        for node in 0..self.len() {
            go_on()?;
            let whole = whole[partition[node]];
            if !alone[node] || !linked(inward[node], self.strength[node], whole) {
                continue;
            }
            let inside = self.links(node).iter().filter(|link| partition[link.0] == partition[node]);
            weights.count(inside, &pieces);
            let beside = weights.met.iter().copied();
            let well_linked = beside.filter(|&piece| linked(outward[piece], strength[piece], whole));
            let to = best(node, well_linked, |to| match to == node {
                true => 0,
                false => gain(total, weights.of[to], self.strength[node], strength[to]),
            });
            if to != node {
                pieces[node] = to;
                alone[to] = false;
                strength[to] += self.strength[node];
                outward[to] = outward[to] + inward[node] - 2 * weights.of[to];
            }
        }
        Ok(pieces)
    }

    /// The weight from a node to the others of its community.
    fn inward(&self, node: usize, partition: &[usize]) -> u64 {
        let inside = self.links(node).iter().filter(|link| partition[link.0] == partition[node]);
        inside.map(|link| link.1).sum()
    }

    /// The network in which each part is one node.
    fn merged<E>(
        &self,
        parts: &[usize],
        count: usize,
        go_on: &impl Fn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let members = Groups::of(count, parts.iter().zip(0..).map(|(&part, node)| (part as u32, node)));
        let mut merged =
            Self { ends: Vec::with_capacity(count), links: Vec::new(), strength: vec![0; count] };
        let mut weights = Weights::new(count);
        for part in 0..count {
            let nodes = members.row(part).iter().map(|&node| node as usize);
            nodes.clone().try_for_each(|_| go_on())?;
            merged.strength[part] = nodes.clone().map(|node| self.strength[node]).sum();
            weights.count(nodes.flat_map(|node| self.links(node)), parts);
            weights.met.sort_unstable();
            let others = weights.met.iter().filter(|&&other| other != part);
            merged.links.extend(others.map(|&other| (other, weights.of[other])));
            merged.ends.push(merged.links.len());
        }
        Ok(merged)
    }
}

/// The weights of some links to each community: one after the other, in memory that is used again.
struct Weights {
    of: Vec<u64>,
    /// The communities with a weight.
    met: Vec<usize>,
}

impl Weights {
    fn new(communities: usize) -> Self {
        Self { of: vec![0; communities], met: Vec::new() }
    }

    fn count<'a>(&mut self, links: impl IntoIterator<Item = &'a Link>, of: &[usize]) {
        self.met.drain(..).for_each(|community| self.of[community] = 0);
        for &(other, weight) in links {
            let sum = &mut self.of[of[other]];
            if *sum == 0 {
                self.met.push(of[other]);
            }
            *sum += weight;
        }
    }
}

/// What modularity gains, times twice the squared total, when something of a strength and with a weight to a community
/// joins it: Traag 2019, appendix A, equation 1 differenced.
fn gain(total: u64, weight: u64, strength: u64, of_community: u64) -> i128 {
    i128::from(total) * i128::from(weight) - i128::from(strength) * i128::from(of_community)
}

/// Which of `from` and `others`, in any order, gains most; `from` before the others, and the smaller before the larger.
fn best(from: usize, others: impl Iterator<Item = usize>, gained: impl Fn(usize) -> i128) -> usize {
    let better = |(most, best), next| {
        let gained = gained(next);
        let is_better = gained > most || (gained == most && best != from && next < best);
        if is_better { (gained, next) } else { (most, best) }
    };
    others.fold((gained(from), from), better).1
}

/// What the nodes of each community sum up to.
struct Sums {
    strength: Vec<u64>,
    size: Vec<usize>,
    /// Communities that had, or have, no node.
    emptied: Vec<usize>,
}

impl Sums {
    fn of(network: &Network, partition: &[usize]) -> Self {
        let none =
            Self { strength: vec![0; network.len()], size: vec![0; network.len()], emptied: Vec::new() };
        let mut sums =
            partition.iter().zip(&network.strength).fold(none, |mut sums, (&community, &strength)| {
                sums.enter(community, strength);
                sums
            });
        sums.emptied = (0..network.len()).rev().filter(|&community| sums.size[community] == 0).collect();
        sums
    }

    fn enter(&mut self, community: usize, strength: u64) {
        self.strength[community] += strength;
        self.size[community] += 1;
    }

    fn leave(&mut self, community: usize, strength: u64) {
        self.strength[community] -= strength;
        self.size[community] -= 1;
        if self.size[community] == 0 {
            self.emptied.push(community);
        }
    }

    /// A community without a node, if there is one.
    fn spare(&mut self) -> Option<usize> {
        while self.emptied.pop_if(|&mut community| self.size[community] > 0).is_some() {}
        self.emptied.last().copied()
    }
}

/// The same partition with its communities numbered from 0 as they first come, and how many there are.
fn numbered(partition: &[usize]) -> (Partition, usize) {
    let communities = partition.iter().max().map_or(0, |largest| largest + 1);
    let (mut numbers, mut count) = (vec![None; communities], 0);
    let number = |&community: &usize| {
        *numbers[community].get_or_insert_with(|| {
            count += 1;
            count - 1
        })
    };
    (partition.iter().map(number).collect(), count)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    /// A network of edges, each given once.
    fn network(nodes: usize, edges: &[(usize, usize, u64)]) -> Network {
        let mut network = Network::default();
        for node in 0..nodes {
            let other = |&(a, b, weight): &(usize, usize, u64)| match node {
                _ if a == node => Some((b, weight)),
                _ if b == node => Some((a, weight)),
                _ => None,
            };
            network.add(edges.iter().filter_map(other));
        }
        network
    }

    fn communities(nodes: usize, edges: &[(usize, usize, u64)]) -> Partition {
        let Ok(found) = network(nodes, edges).communities(&|| Ok::<_, Infallible>(()));
        numbered(&found).0
    }

    #[test]
    fn dense_groups_part_at_the_thin_places() {
        let ring_of_triangles = [(0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (4, 5, 1), (3, 5, 1), (2, 3, 1)];
        for (nodes, edges, expected) in [
            (0, &[][..], vec![]),
            (3, &[], vec![0, 1, 2]),
            (3, &[(0, 2, 5)], vec![0, 1, 0]),
            (6, &ring_of_triangles, vec![0, 0, 0, 1, 1, 1]),
            (4, &[(0, 1, 9), (1, 2, 1), (2, 3, 9)], vec![0, 0, 1, 1]),
        ] {
            assert_eq!(communities(nodes, edges), expected, "{edges:?}");
        }
    }

    #[test]
    fn the_karate_club_reaches_the_known_best_modularity() {
        let text = "1-2 1-3 2-3 1-4 2-4 3-4 1-5 1-6 1-7 5-7 6-7 1-8 2-8 3-8 4-8 1-9 3-9 3-10 1-11 5-11 6-11 1-12 1-13 4-13 \
            1-14 2-14 3-14 4-14 6-17 7-17 1-18 2-18 1-20 2-20 1-22 2-22 24-26 25-26 3-28 24-28 25-28 3-29 24-30 27-30 2-31 \
            9-31 1-32 25-32 26-32 29-32 3-33 9-33 15-33 16-33 19-33 21-33 23-33 24-33 30-33 31-33 32-33 9-34 10-34 14-34 \
            15-34 16-34 19-34 20-34 21-34 23-34 24-34 27-34 28-34 29-34 30-34 31-34 32-34 33-34";
        let edge = |pair: &str| {
            pair.split_once('-')
                .map(|(a, b)| (a.parse::<usize>().unwrap() - 1, b.parse::<usize>().unwrap() - 1, 1))
        };
        let edges: Vec<_> = text.split_whitespace().filter_map(edge).collect();
        assert_eq!(edges.len(), 78);
        assert_eq!((modularity(34, &edges, &communities(34, &edges)) * 1e4).round(), 4198.0);
    }

    #[test]
    fn a_link_has_both_ends() {
        assert!(network(3, &[(0, 1, 2), (1, 2, 3)]).is_mutual());
        for links in [&[&[(1, 2)][..], &[]][..], &[&[(1, 2)], &[(0, 3)]]] {
            let mut network = Network::default();
            links.iter().for_each(|links| network.add(links.iter().copied()));
            assert!(!network.is_mutual(), "{links:?}");
        }
    }

    #[test]
    fn a_stop_ends_the_search() {
        let network = network(2, &[(0, 1, 1)]);
        assert_eq!(network.communities(&|| Err("stopped")), Err("stopped"));
    }

    fn modularity(nodes: usize, edges: &[(usize, usize, u64)], of: &Partition) -> f64 {
        let network = network(nodes, edges);
        let total = network.total() as f64;
        let inside =
            edges.iter().filter(|edge| of[edge.0] == of[edge.1]).map(|edge| 2.0 * edge.2 as f64).sum::<f64>();
        let squares =
            Sums::of(&network, of).strength.iter().map(|&sum| (sum as f64 / total).powi(2)).sum::<f64>();
        inside / total - squares
    }

    /// Whether every community can be walked through without leaving it.
    fn connected(nodes: usize, edges: &[(usize, usize, u64)], of: &Partition) -> bool {
        let mut reach: Partition = (0..nodes).collect();
        for _ in 0..nodes {
            for &(a, b, _) in edges.iter().filter(|edge| of[edge.0] == of[edge.1]) {
                let low = reach[a].min(reach[b]);
                (reach[a], reach[b]) = (low, low);
            }
        }
        (0..nodes).all(|a| (0..nodes).all(|b| of[a] != of[b] || reach[a] == reach[b]))
    }

    proptest! {
        #[test]
        fn communities_are_connected(edges in prop::collection::btree_map((0..12usize, 0..12usize), 1..5u64, 0..40)) {
            let edges: Vec<_> = edges.into_iter().filter(|((a, b), _)| a < b).map(|((a, b), w)| (a, b, w)).collect();
            let of = communities(12, &edges);
            prop_assert!(connected(12, &edges, &of));
            let alone: Partition = (0..12).collect();
            prop_assert!(edges.is_empty() || modularity(12, &edges, &of) >= modularity(12, &edges, &alone));
        }
    }
}
