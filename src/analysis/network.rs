//! A network is what paths are looked for in, whatever its nodes are.

/// A network without directions whose edges have costs.
pub(super) trait Network {
    /// The neighbours of a node to which the way costs `most` at most or hardly more, or that are `wanted` whatever it
    /// costs, each with that cost.
    fn edges(&self, node: u32, most: u64, wanted: impl Fn(u32) -> bool) -> impl Iterator<Item = (u32, u64)>;

    /// The cost of the way from a node to a neighbour.
    fn cost(&self, from: u32, to: u32) -> Option<u64>;

    /// What no way from a node to a neighbour costs less than.
    fn least(&self, _node: u32) -> u64 {
        0
    }
}
