//! Queries that mean harm, or that a slip of the pen made: an error or an answer in bounded time, memory and stack.

use std::cell::Cell;

use ideagraph::query::cypher::error::{Fault, Phase};
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::{Control, Query, QueryError};

/// A graph in which every two of ten nodes are joined.
fn complete() -> MemoryGraph {
    let mut graph = MemoryGraph::default();
    let nodes: Vec<_> = (0..10_i64).map(|x| graph.add_node(&["N"], &[("x", x.into())])).collect();
    for &a in &nodes {
        nodes.iter().filter(|&&b| b != a).for_each(|&b| _ = graph.add_relationship(a, "R", b, &[]));
    }
    graph
}

/// Runs a query that may ask so often whether to stop; gives the number of its rows.
fn run(text: &str, questions: u32, memory: u64) -> Result<usize, QueryError> {
    let graph = complete();
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        (asked.get() > questions).then_some(Fault::Timeout)
    };
    let control = Control { stop: &stop, memory, ..Control::default() };
    let mut rows = 0;
    let each = |_: &[_]| {
        rows += 1;
        Ok(())
    };
    Query::new(text, &graph)?.run(&graph, &[], &control, each).map(|_| rows)
}

fn nested(open: &str, close: &str, levels: usize) -> String {
    format!("RETURN {}1{} AS x", open.repeat(levels), close.repeat(levels))
}

#[test]
fn what_is_nested_too_deeply_is_refused() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{a: ", "}"),
        ("abs(", ")"),
        ("NOT ", ""),
        ("-", ""),
        ("+", ""),
        ("[x IN ", " | x]"),
        ("[x IN [1] WHERE ", "]"),
        ("CASE WHEN true THEN ", " END"),
        ("CASE ", " WHEN 1 THEN 1 END"),
        ("reduce(a = 0, x IN ", " | a)"),
        ("all(x IN ", " WHERE true)"),
        ("EXISTS { RETURN ", " AS x }"),
        ("COUNT { CALL { RETURN ", " AS x } RETURN x }"),
        ("[(a)--(b) WHERE ", " | a]"),
        ("$p[", "]"),
        ("{a: 1}[", "]"),
    ] {
        let error = run(&nested(open, close, 100_000), 100, 1 << 30).unwrap_err();
        assert_eq!((error.phase, error.fault), (Phase::Compile, Fault::TooLarge), "{open}");
        // What never ends is no better.
        assert!(run(&format!("RETURN {}", open.repeat(100_000)), 100, 1 << 30).is_err(), "{open}");
    }
    let calls = "CALL { ".repeat(100_000);
    assert_eq!(run(&calls, 100, 1 << 30).unwrap_err().fault, Fault::TooLarge);
}

#[test]
fn a_long_query_is_read_or_refused() {
    let many = 50_000;
    for (text, fits) in [
        (format!("RETURN 1{} AS x", " + 1".repeat(many)), true),
        (format!("RETURN true{} AS x", " AND true".repeat(many)), true),
        (format!("RETURN 1{} AS x", " = 1".repeat(many)), true),
        (format!("RETURN size([1{}]) AS x", ", 12345678".repeat(300_000)), true),
        (format!("RETURN size('{}') AS x", "x".repeat(4_000_000)), true),
        (format!("RETURN size([1{}]) AS x", ", 12345678".repeat(1_000_000)), false),
        (format!("MATCH (n){} RETURN 1 AS x", ", (n)".repeat(many)), false),
        (format!("RETURN 1 AS x{}", " UNION RETURN 1 AS x".repeat(many)), false),
        ("MATCH (n) ".repeat(many) + "RETURN n", false),
        (format!("MATCH (n){} RETURN n", "--()".repeat(many)), false),
        (format!("RETURN [1]{} AS x", "[0]".repeat(many)), false),
        (format!("MATCH (n) RETURN n{} AS x", ".x".repeat(many)), false),
        (format!("RETURN 1{} AS x", " IS NULL".repeat(many)), false),
        (format!("MATCH (n:A{}) RETURN n", "&A".repeat(many)), true),
        (format!("MATCH (n:{}A) RETURN n", "!".repeat(many)), false),
        ("é".repeat(1_000_000), false),
        ("`".repeat(1_000_000), false),
        ("/*".repeat(1_000_000), false),
        ("'\\".repeat(1_000_000), false),
    ] {
        let result = run(&text, 1_000_000, 1 << 30);
        assert_eq!(result.is_ok(), fits, "{}: {:?}", &text[..20.min(text.len() & !1)], result.err());
    }
}

#[test]
fn what_explodes_is_stopped() {
    for text in [
        "MATCH (a)--(b)--(c)--(d)--(e)--(f)--(g) RETURN count(*)",
        "MATCH (a)-[*]-(b) RETURN count(*)",
        "MATCH p = (a)-[*]-(b) RETURN length(p) ORDER BY length(p) LIMIT 1",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) RETURN count(DISTINCT a.x + b.x)",
        "MATCH p = shortestPath((a {x: 1})-[*]-(b {x: 5})) WHERE any(n IN nodes(p) WHERE n.x > 10) RETURN p",
        "MATCH (a) WHERE (a)-[*2..]->(:None) RETURN a",
        "MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) RETURN a ORDER BY a.x LIMIT 5",
        "UNWIND range(1, 1000000) AS x UNWIND range(1, 1000000) AS y UNWIND range(1, 1000000) AS z RETURN count(*)",
        "RETURN [x IN range(1, 1000000) | [y IN range(1, 1000000) | x * y][0]] AS l",
        "RETURN reduce(s = 0, x IN range(1, 1000000) | s + reduce(t = 0, y IN range(1, 1000000) | t + y)) AS s",
        "RETURN reduce(l = [], x IN range(1, 1000000) | l + x) AS l",
        "RETURN all(x IN range(1, 1000000) WHERE any(y IN range(1, 1000000) WHERE y < 0 OR x = y)) AS a",
        "UNWIND range(1, 100000) AS x WITH collect(x) AS l RETURN [x IN l WHERE x + 1000000 IN l] AS r",
        "MATCH (a) CALL { MATCH (b)-[*]-(c) RETURN count(*) AS n } RETURN sum(n)",
        "MATCH (a) WHERE COUNT { (a)-[*]-() } > 1 RETURN a",
        "UNWIND range(1, 9000000000000000000) AS x RETURN count(*)",
        "RETURN reduce(s = 0, x IN range(9000000000000000000, 1, -1) | x) AS s",
    ] {
        let error = run(text, 30, 1 << 30).expect_err(text);
        assert_eq!(error.fault, Fault::Timeout, "{text}");
    }
}

#[test]
fn what_grows_is_bounded() {
    let most = 16 << 20;
    for text in [
        "RETURN reduce(s = 'x', i IN range(1, 100) | s + s) AS s",
        "RETURN reduce(l = [1], i IN range(1, 100) | l + l) AS l",
        "RETURN reduce(l = [1], i IN range(1, 100) | [l, l]) AS l",
        "RETURN reduce(l = [1], i IN range(1, 1000000) | [l]) AS l",
        "RETURN reduce(l = {a: 1}, i IN range(1, 100) | {a: l, b: l}) AS l",
        "RETURN reduce(l = {a: 1}, i IN range(1, 1000000) | {a: l}) AS l",
        "RETURN reduce(s = 'x', i IN range(1, 100) | replace(s, 'x', 'xx')) AS s",
        "RETURN range(1, 1000000000000) AS l",
        "RETURN range(1, 5000000) AS l",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN collect(x + y) AS l",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN DISTINCT x, y",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN x, y, count(*) AS n",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN count(DISTINCT [x, y]) AS n",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN x, y ORDER BY y, x",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN percentileCont(x, 0.5) AS p",
        "UNWIND range(1, 100000) AS x UNWIND range(1, 1000) AS y RETURN x, y ORDER BY y, x LIMIT 100000",
        "UNWIND range(1, 100000) AS x RETURN COLLECT { UNWIND range(1, 1000000) AS y RETURN x + y } AS l",
    ] {
        let error = run(text, u32::MAX, most).expect_err(text);
        assert!(matches!(error.fault, Fault::TooLarge | Fault::NumberOutOfRange), "{text}: {error:?}");
    }
}

/// No call makes so much at once that it could not be stopped meanwhile.
#[test]
fn one_value_is_bounded_where_all_memory_is_not() {
    for text in [
        "RETURN size(reduce(s = 'x', i IN range(1, 100) | s + s)) AS n",
        "RETURN size(reduce(s = 'x', i IN range(1, 100) | replace(s, 'x', 'xx'))) AS n",
        "RETURN size(reduce(l = [1], i IN range(1, 100) | l + l)) AS n",
        "RETURN size([i IN range(1, 10000000) | i]) AS n",
        "RETURN size(range(1, 10000000)) AS n",
        "RETURN size(split(reduce(s = 'x ', i IN range(1, 20) | s + s), ' ')) AS n",
    ] {
        let error = run(text, u32::MAX, u64::MAX).expect_err(text);
        assert!(matches!(error.fault, Fault::TooLarge | Fault::NumberOutOfRange), "{text}: {error:?}");
    }
}

#[test]
fn what_only_seems_large_runs() {
    let most = 16 << 20;
    for (text, rows) in [
        ("UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN x, y ORDER BY x DESC, y LIMIT 10", 10),
        (
            "UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN x, y ORDER BY y, x DESC LIMIT 5000",
            5_000,
        ),
        ("UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN x, y", 500_000),
        (
            "UNWIND range(1, 10000) AS x CALL (x) { UNWIND range(1, 50) AS y RETURN y ORDER BY y DESC } RETURN y",
            500_000,
        ),
        (
            "UNWIND range(1, 10000) AS x CALL (x) { UNWIND range(1, 50) AS y RETURN DISTINCT y } RETURN y",
            500_000,
        ),
        (
            "UNWIND range(1, 10000) AS x CALL (x) { UNWIND range(1, 50) AS y RETURN collect(y) AS l } RETURN l",
            10_000,
        ),
        ("UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN sum(x), max(y), count(*)", 1),
        ("UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN DISTINCT y", 50),
        ("UNWIND range(1, 10000) AS x UNWIND range(1, 50) AS y RETURN y, count(x) AS n", 50),
        ("UNWIND range(1, 10000) AS x WITH x LIMIT 3 RETURN x", 3),
        (
            "UNWIND range(1, 10000) AS x RETURN size(COLLECT { UNWIND range(1, 50) AS y RETURN x + y }) AS n",
            10_000,
        ),
        ("MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) RETURN a LIMIT 5", 5),
        ("MATCH (a)-[*]-(b) RETURN b LIMIT 5", 5),
        ("MATCH (a)-[*]-(b) RETURN DISTINCT a.x, b.x", 100),
        ("MATCH (a) WHERE (a)-[*]->(:None) RETURN a", 0),
        ("RETURN any(x IN range(1, 9000000000000000000) WHERE x = 3) AS a", 1),
        ("MATCH p = shortestPath((a {x: 1})-[*]-(b {x: 5})) RETURN p", 1),
        ("MATCH p = shortestPath((a {x: 1})-[*]-(b {x: 5})) WHERE length(p) > 20 RETURN p", 1),
        (
            "MATCH p = shortestPath((a {x: 1})-[*]-(b {x: 5})) WHERE all(n IN nodes(p) WHERE n.x < 5) RETURN p",
            0,
        ),
        ("MATCH p = allShortestPaths((a {x: 1})-[*]->(b {x: 5})) WHERE 4 > length(p) > 1 RETURN p", 8),
        ("MATCH (a), (b), (c), (d), (e), (f), (g), (h), (i) RETURN count(*)", 1),
    ] {
        assert_eq!(
            run(text, u32::MAX, most).unwrap_or_else(|error| panic!("{text}: {error:?}")),
            rows,
            "{text}"
        );
    }
}

/// More rows than 64 bits count are an error, wherever they are counted.
#[test]
fn what_counts_too_often_is_refused() {
    let nodes = |count: usize| (0..count).map(|n| format!("(x{n})")).collect::<Vec<_>>().join(", ");
    for text in [
        format!("MATCH {} RETURN count(*) AS n", nodes(20)),
        format!(
            "MATCH {}, (:N {{x: 1}})-[:R]->(a)-[:R]->(b)-[:R]->(c) RETURN c.x AS x, count(*) AS n",
            nodes(18)
        ),
        format!(
            "MATCH {}, (:N {{x: 1}})-[:R]->(a)-[:R]->(b)-[:R]->(c)-->(d) RETURN c, d, count(*) AS n",
            nodes(18)
        ),
    ] {
        let error = run(&text, 1_000_000, 1 << 30).expect_err(&text);
        assert_eq!(error.fault, Fault::ArithmeticError, "{text}");
    }
}
