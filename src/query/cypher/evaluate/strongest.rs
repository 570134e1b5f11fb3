//! The strongest path between two nodes: the one on which the product of a property of its relationships is the largest.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::Machine;
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::property_graph::{
    Direction, Hop, KeyId, NodeId, PropertyGraph, RelationshipId, TypeId,
};
use crate::query::cypher::value::{Path, Value};
use crate::text::nearest;

/// What the cheapest way to each node costs, and its last step.
type Best = FxHashMap<NodeId, (f64, Option<(RelationshipId, NodeId)>)>;

impl<'g, G: PropertyGraph> Machine<'_, 'g, G> {
    /// The strongest path from a node to another along relationships of a type, whichever way they point, and the product:
    /// by Dijkstra's algorithm (1959) over the negative logarithms. O(m log m) for the m relationships that are reached.
    ///
    /// A relationship whose property is null or not above 0 is not followed.
    pub(super) fn strongest_path(&self, args: &[Value<'g>]) -> Result<Option<Vec<Value<'g>>>, QueryError> {
        let [Value::Node(from), Value::Node(to), Value::Text(kind), Value::Text(key)] = args else {
            return Ok(None);
        };
        let Some((kind, key)) = self.type_and_key(kind.as_str(), key.as_str())? else { return Ok(None) };
        let hop = Hop { types: Some(vec![kind]), direction: Direction::Either };
        let mut best = Best::from_iter([(*from, (0.0, None))]);
        let mut open = BinaryHeap::from([Open { cost: 0.0, node: *from }]);
        while let Some(Open { cost, node }) = open.pop() {
            if node == *to {
                return Ok(Some(strongest(&best, node, cost)));
            }
            if best.get(&node).is_some_and(|(known, _)| cost > *known) {
                continue;
            }
            self.graph.expand(node, &hop, |relationship, next| {
                self.tick()?;
                let strength = self.strength(relationship, key)?;
                let cost = cost - libm::log(strength);
                if strength > 0.0 && best.get(&next).is_none_or(|(known, _)| cost < *known) {
                    best.insert(next, (cost, Some((relationship, node))));
                    open.push(Open { cost, node: next });
                }
                Ok::<(), QueryError>(())
            })?;
        }
        Ok(None)
    }

    /// The numbers of a type and of a property that its relationships have; nothing where a graph may have any names.
    fn type_and_key(&self, kind: &str, key: &str) -> Result<Option<(TypeId, KeyId)>, QueryError> {
        let number =
            |names: &[String], name: &str| names.iter().position(|own| own == name).map(|at| at as u32);
        let (types, keys) = (self.graph.types(), self.graph.keys());
        let own = self.graph.properties_of(kind);
        match (number(types, kind), number(keys, key)) {
            (Some(kind), Some(number)) if !self.graph.is_closed() || own.contains(&key) => {
                Ok(Some((TypeId(kind), KeyId(number))))
            }
            _ if !self.graph.is_closed() => Ok(None),
            (None, _) => {
                let known: Vec<&str> = types.iter().map(String::as_str).collect();
                Err(unknown(format!("no relationship type {kind}"), kind, &known))
            }
            _ => Err(unknown(format!("no {kind} has a property {key}"), key, &own)),
        }
    }

    /// The property of a relationship.
    fn strength(&self, relationship: RelationshipId, key: KeyId) -> Result<f64, QueryError> {
        let strength = match self.graph.relationship_property(relationship, key) {
            Value::Float(strength) => strength,
            Value::Integer(strength) => strength as f64,
            _ => 0.0,
        };
        if strength <= 1.0 {
            return Ok(strength);
        }
        let message = format!("path.strongest multiplies what is at most 1, and here is {strength}");
        let error = QueryError::run(Class::ArgumentError, Fault::NumberOutOfRange, message);
        Err(error.hint("take a property that lies between 0 and 1"))
    }
}

fn unknown(message: String, name: &str, known: &[&str]) -> QueryError {
    let error = QueryError::run(Class::ArgumentError, Fault::UnknownName, message);
    match nearest(name, known.iter().copied()) {
        Some(near) => error.hint(format!("did you mean {near}?")),
        None if known.is_empty() => error.hint("it has none"),
        None => error.hint(format!("there are {}", known.join(", "))),
    }
}

fn strongest<'g>(best: &Best, end: NodeId, cost: f64) -> Vec<Value<'g>> {
    let mut path = Path { nodes: vec![end], relationships: Vec::new() };
    let mut at = end;
    while let Some((_, Some((relationship, before)))) = best.get(&at) {
        path.relationships.push(*relationship);
        path.nodes.push(*before);
        at = *before;
    }
    path.nodes.reverse();
    path.relationships.reverse();
    vec![Value::Path(path.into()), libm::exp(-cost).into()]
}

/// A node to go on from; the cheapest is the greatest, and of those the one with the smallest number.
struct Open {
    cost: f64,
    node: NodeId,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.cost.total_cmp(&self.cost).then_with(|| other.node.cmp(&self.node))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

#[cfg(test)]
mod tests {
    use crate::graph::fixture;
    use crate::query::cypher::memory::MemoryGraph;
    use crate::query::cypher::property_graph::PropertyGraph;
    use crate::query::cypher::value::Value;
    use crate::query::cypher::{Control, Knowledge, Query, QueryError};

    /// The rows of a query.
    fn rows<G: PropertyGraph>(graph: &G, query: &str) -> Result<Vec<String>, QueryError> {
        let mut rows = Vec::new();
        let each = |row: &[Value<'_>]| {
            rows.push(format!("{row:?}"));
            Ok(())
        };
        Query::new(query, graph)?.run(graph, &[], &Control::default(), each)?;
        Ok(rows)
    }

    /// 0 -0.9- 1 -0.9- 2 is stronger than 0 -0.5- 2; nothing strong leads to 3, and something too strong to 5.
    fn graph() -> MemoryGraph {
        let mut graph = MemoryGraph::default();
        let nodes: Vec<_> = (0..6_i64).map(|n| graph.add_node(&["N"], &[("n", n.into())])).collect();
        let hops: [(usize, usize, Value<'static>); 6] = [
            (0, 1, 0.9.into()),
            (2, 1, 0.9.into()),
            (0, 2, 0.5.into()),
            (2, 3, 0.0.into()),
            (2, 3, Value::Null),
            (4, 5, 2_i64.into()),
        ];
        for (from, to, w) in hops {
            graph.add_relationship(nodes[from], "R", nodes[to], &[("w", w)]);
        }
        graph
    }

    fn strongest(from: i64, to: i64) -> Result<Vec<String>, QueryError> {
        let query = format!(
            "MATCH (a {{n: {from}}}), (b {{n: {to}}}) CALL path.strongest(a, b, 'R', 'w') YIELD path, strength \
             RETURN [n IN nodes(path) | n.n] = [0, 1, 2] AS long, round(strength * 100) AS percent"
        );
        rows(&graph(), &query)
    }

    #[test]
    fn the_product_decides_whichever_way_relationships_point() {
        assert_eq!(strongest(0, 2).unwrap(), ["[Boolean(true), Float(81.0)]"]);
        assert_eq!(strongest(2, 0).unwrap(), ["[Boolean(false), Float(81.0)]"]);
        assert_eq!(strongest(0, 0).unwrap(), ["[Boolean(false), Float(100.0)]"]);
        assert_eq!(strongest(3, 0).unwrap(), [""; 0]);
    }

    #[test]
    fn what_no_product_can_be_of_is_refused() {
        assert!(strongest(4, 5).unwrap_err().to_string().contains("at most 1, and here is 2"));
        let graph = fixture::graph("# notes by Ada\n[engine] and [loom]");
        for (names, told) in [
            ("'CO_OCCUR', 'npmi'", "no relationship type CO_OCCUR; did you mean CO_OCCURS?"),
            ("'CO_OCCURS', 'mpmi'", "no CO_OCCURS has a property mpmi; did you mean npmi?"),
            (
                "'CO_OCCURS', 'confidence'",
                "no CO_OCCURS has a property confidence; there are g2, npmi, quotes, strength",
            ),
            ("'BROADER', 'npmi'", "no BROADER has a property npmi; it has none"),
        ] {
            let call = format!(
                "MATCH (a:Concept), (b:Concept) CALL path.strongest(a, b, {names}) YIELD path RETURN 1"
            );
            assert_eq!(rows(&Knowledge::new(&graph), &call).unwrap_err().to_string(), told);
        }
    }
}
