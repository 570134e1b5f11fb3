//! Any text as a query of a small graph: an error, or the same rows from the plan as from the query as it is written, in
//! bounded time and memory.
#![no_main]

use std::cell::Cell;
use std::sync::LazyLock;

use ideagraph::query::cypher::error::Fault;
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::value::{Value, order};
use ideagraph::query::cypher::{Control, Query, QueryError};
use libfuzzer_sys::fuzz_target;

static GRAPH: LazyLock<MemoryGraph> = LazyLock::new(|| {
    let mut graph = MemoryGraph::default();
    let node = |graph: &mut MemoryGraph, label, x: i64| graph.add_node(&[label], &[("x", x.into()), ("s", "ab".into())]);
    let nodes = [node(&mut graph, "A", 1), node(&mut graph, "B", 2), node(&mut graph, "A", 1)];
    for (from, kind, to) in [(0, "R", 1), (1, "S", 2), (0, "R", 2), (2, "R", 2)] {
        graph.add_relationship(nodes[from], kind, nodes[to], &[("w", Value::Float(0.5))]);
    }
    graph
});

/// The rows in order, or the error.
fn answer(query: &Query) -> Result<Vec<Value<'static>>, QueryError> {
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        (asked.get() > 20).then_some(Fault::Timeout)
    };
    let control = Control { stop: &stop, memory: 16 << 20, ..Control::default() };
    let mut rows = Vec::new();
    query.run(&*GRAPH, &[], &control, |row| {
        rows.push(Value::list(row.iter().cloned().map(Value::into_owned)));
        Ok(())
    })?;
    rows.sort_by(order);
    Ok(rows)
}

fuzz_target!(|text: &str| {
    let [Ok(planned), Ok(written)] = [Query::new(text, &*GRAPH), Query::as_written(text, &*GRAPH)] else { return };
    assert!(!planned.explain(&*GRAPH, None).is_empty());
    let (Ok(planned), Ok(written)) = (answer(&planned), answer(&written)) else { return };
    // Which rows are left of a part of them, in what order they are collected, and how floats add up may differ.
    let upper = text.to_uppercase();
    if !["LIMIT", "SKIP", "OFFSET", "COLLECT", "RAND", "SHORTEST", "."].iter().any(|word| upper.contains(word)) {
        assert_eq!(planned, written);
    }
});
