//! Shortest paths with conditions are those that one finds by making all paths and taking the shortest that fit.

use std::collections::BTreeMap;

use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::property_graph::NodeId;
use ideagraph::query::cypher::value::{Value, order};
use ideagraph::query::cypher::{Control, Query};
use proptest::prelude::*;
use proptest::sample::select;

static PATTERNS: [&str; 7] = [
    "(a)-[r*]-(b)",
    "(a)-[r:R*]->(b)",
    "(a)<-[r:R|S*]-(b)",
    "(a)-[r:R*..3]-(b)",
    "(a)-[r*0..]-(b)",
    "(a)-[r*2..]-(b)",
    "(a)-[r* {w: 1}]-(b)",
];

/// What can be asked of a path: of each part of it, of its length, and of the whole.
static CONDITIONS: [&str; 18] = [
    "true",
    "all(x IN relationships(p) WHERE x.w > 0)",
    "all(x IN r WHERE x.w < 2)",
    "none(n IN nodes(p) WHERE n.x = 1)",
    "NOT any(n IN nodes(p) WHERE n.x = 1 AND n <> a)",
    "all(x IN r WHERE x.w <> c.x)",
    "all(x IN r WHERE EXISTS { (c)-->({x: x.w}) } OR x.w = 1)",
    "all(n IN nodes(p) WHERE coalesce(n.x, 0) < length(p))",
    "any(n IN nodes(p) WHERE n.x = 2)",
    "single(x IN r WHERE x.w = 1)",
    "size([n IN nodes(p) WHERE n:C]) = 1",
    "reduce(s = 0, x IN r | s + x.w) > 3",
    "r[0].w = 1",
    "length(p) > 2",
    "length(p) <= b.x",
    "4 > size(r) >= 2",
    "length(p) = 2.5 OR length(p) = 3",
    "size(relationships(p)) < 3.5",
];

fn graph(xs: &[Option<i64>], edges: &[(usize, usize, bool, i64)]) -> MemoryGraph {
    let mut graph = MemoryGraph::default();
    for (n, &x) in xs.iter().enumerate() {
        let labels: &[&str] = if n == 0 { &["C"] } else { &[] };
        graph.add_node(labels, &[("x", x.into())]);
    }
    let node = |n: usize| NodeId((n % xs.len()) as u32);
    for &(from, to, kind, w) in edges {
        graph.add_relationship(node(from), if kind { "R" } else { "S" }, node(to), &[("w", w.into())]);
    }
    graph
}

/// The paths that a query gives, by their ends.
fn paths(graph: &MemoryGraph, query: &Query) -> BTreeMap<(i64, i64), Vec<Value<'static>>> {
    let mut found: BTreeMap<_, Vec<Value<'static>>> = BTreeMap::new();
    let each = |row: &[Value<'_>]| {
        let [Value::Integer(a), Value::Integer(b), path] = row else { panic!("{row:?}") };
        found.entry((*a, *b)).or_default().push(path.clone().into_owned());
        Ok(())
    };
    query.run(graph, &[], &Control::default(), each).unwrap();
    found.values_mut().for_each(|paths| paths.sort_by(order));
    found
}

fn length(path: &Value<'_>) -> usize {
    let Value::Path(path) = path else { panic!("{path:?}") };
    path.relationships.len()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn shortest_paths_are_the_shortest_of_all_that_fit(
        xs in prop::collection::vec(prop::option::of(0_i64..3), 2..5),
        edges in prop::collection::vec((0..4_usize, 0..4_usize, any::<bool>(), 0_i64..3), 1..7),
        pattern in select(&PATTERNS[..]),
        condition in select(&CONDITIONS[..]),
        another in select(&CONDITIONS[..]),
    ) {
        let graph = graph(&xs, &edges);
        let text = |pattern: &str| format!(
            "MATCH p = {pattern}, (c:C) WHERE a <> b AND ({condition}) AND ({another}) RETURN id(a), id(b), p"
        );
        let mut expected = paths(&graph, &Query::as_written(&text(pattern), &graph).unwrap());
        for paths in expected.values_mut() {
            let least = paths.iter().map(length).min();
            paths.retain(|path| Some(length(path)) == least);
        }
        let all = text(&format!("allShortestPaths({pattern})"));
        for query in [Query::new(&all, &graph), Query::as_written(&all, &graph)] {
            prop_assert_eq!(&paths(&graph, &query.unwrap()), &expected, "{}", all);
        }
        let one = text(&format!("shortestPath({pattern})"));
        let found = paths(&graph, &Query::new(&one, &graph).unwrap());
        prop_assert!(found.keys().eq(expected.keys()), "{}", one);
        for (ends, paths) in &found {
            prop_assert!(paths.len() == 1 && expected[ends].contains(&paths[0]), "{}", one);
        }
    }
}
